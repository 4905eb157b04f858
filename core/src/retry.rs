//! Whether a failed request is sent again, and when. Pure: time and a random number are arguments.
//!
//! Pauses double, and a random part spreads them. So a server that comes back does not get the
//! requests of all its readers at once.

use crate::feed;

/// How many requests in a row may fail before a feed counts as failed.
pub const TRIES: u32 = 3;
/// The first pause, in milliseconds, before it is spread.
const FIRST_PAUSE: f64 = 1_000.0;
/// A pause longer than this, in milliseconds, is too long to wait without reporting the failure.
pub const PATIENCE: i64 = 10_000;
/// If a server asks for a longer pause than this, in milliseconds, it is not asked again.
const LONGEST_PAUSE: i64 = 3_600_000;

/// A failed request.
#[derive(Clone, Copy, Debug)]
pub struct Failed<'a> {
    /// How many requests have failed in a row, with this one.
    pub times: u32,
    /// `None`: there was no answer, or it was incomplete.
    pub status: Option<u16>,
    /// The answer's `Retry-After` header.
    pub retry_after: Option<&'a str>,
    /// Milliseconds since 1970.
    pub now: i64,
    /// A random number from 0 up to 1.
    pub random: f64,
}

/// How many milliseconds to wait before the next attempt. `None` if there is none.
pub fn pause(failed: Failed<'_>) -> Option<i64> {
    // For other statuses, asking again changes nothing (RFC 9110, section 15).
    let may_pass = failed
        .status
        .is_none_or(|status| matches!(status, 408 | 429 | 500..=599));
    if !may_pass || failed.times >= TRIES {
        return None;
    }
    let doubled = FIRST_PAUSE * f64::from(1 << failed.times.saturating_sub(1));
    let own = (doubled * (0.5 + failed.random)) as i64;
    let asked = asked_pause(failed.retry_after, failed.now);
    // Added to the pause that the server asks for. Otherwise all readers would ask it again at
    // once.
    let pause = asked.map_or(own, |asked| asked.saturating_add(own));
    (pause <= LONGEST_PAUSE).then_some(pause)
}

/// The pause that `Retry-After` asks for, in milliseconds. The header holds seconds or a date (RFC
/// 9110, section 10.2.3).
pub fn asked_pause(retry_after: Option<&str>, now: i64) -> Option<i64> {
    let text = retry_after?.trim();
    match text.parse::<u32>() {
        Ok(seconds) => Some(i64::from(seconds) * 1_000),
        Err(_) => Some(feed::instant(text)?.saturating_sub(now).max(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sun, 06 Nov 1994 08:49:37 GMT.
    const NOW: i64 = 784_111_777_000;

    fn failed(status: Option<u16>, times: u32) -> Failed<'static> {
        Failed {
            times,
            status,
            retry_after: None,
            now: NOW,
            random: 0.5,
        }
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        #[track_caller]
        fn check(status: Option<u16>, again: bool) {
            assert_eq!(pause(failed(status, 1)).is_some(), again, "{status:?}");
        }
        check(None, true);
        check(Some(408), true);
        check(Some(429), true);
        for status in 500..600 {
            check(Some(status), true);
        }
        for status in [300, 304, 400, 401, 403, 404, 410, 418, 451, 499, 600] {
            check(Some(status), false);
        }
    }

    #[test]
    fn pauses_double_and_are_spread_them() {
        #[track_caller]
        fn check(times: u32, random: f64, expected: Option<i64>) {
            let failed = Failed {
                random,
                ..failed(Some(503), times)
            };
            assert_eq!(pause(failed), expected);
        }
        check(1, 0.0, Some(500));
        check(1, 0.5, Some(1_000));
        check(1, 0.999, Some(1_499));
        check(2, 0.0, Some(1_000));
        check(2, 0.5, Some(2_000));
        check(2, 0.999, Some(2_998));
        check(3, 0.5, None);
        check(u32::MAX, 0.5, None);
    }

    #[test]
    fn a_server_may_ask_for_more_time() {
        #[track_caller]
        fn check(retry_after: &str, expected: Option<i64>) {
            let failed = Failed {
                retry_after: Some(retry_after),
                ..failed(Some(429), 1)
            };
            assert_eq!(pause(failed), expected, "{retry_after:?}");
        }
        check("0", Some(1_000));
        check("2", Some(3_000));
        check(" 120 ", Some(121_000));
        check("3599", Some(3_600_000));
        check("3600", None);
        check("99999999999999999999", Some(1_000));
        check("4294967295", None);
        check("Sun, 06 Nov 1994 08:49:47 GMT", Some(11_000));
        // A moment in the past means now.
        check("Sun, 06 Nov 1994 08:49:07 GMT", Some(1_000));
        check("Mon, 07 Nov 1994 08:49:37 GMT", None);
        // A header without a meaning asks for no pause.
        check("", Some(1_000));
        check("soon", Some(1_000));
        check("-5", Some(1_000));
        check("1.x", Some(1_000));
    }

    #[test]
    fn no_pause_makes_a_wrong_request_right() {
        let failed = Failed {
            retry_after: Some("1"),
            ..failed(Some(404), 1)
        };
        assert_eq!(pause(failed), None);
    }
}
