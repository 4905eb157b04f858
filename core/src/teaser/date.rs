//! How a date is written: relative during the first week, then as a date. A missing date stays
//! missing.

use crate::calendar::{self, DAY, HOUR, MINUTE};
use crate::decimal;
use crate::feed::Published;
use crate::options::Dates;

/// The best form for a date. Times are milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A negative amount of a unit, as `Intl.RelativeTimeFormat` counts.
    Relative(i64, &'static str),
    /// A calendar day, given as its midnight in UTC.
    Day(i64),
    /// The day of an instant in the reader's zone.
    DayOf(i64),
    DayAndTime(i64),
}

/// `today` is midnight in UTC of the reader's calendar day at `now`. A date in the future is
/// written as a date: "in 3 hours" would only mean that a publisher's clock or schedule is ahead.
pub fn when(published: &Published, dates: Dates, now: i64, today: i64) -> Option<When> {
    let absolute = match *published {
        Published::Instant(time) => When::DayAndTime(time),
        Published::Day(day) => When::Day(day),
    };
    match (dates, published) {
        (Dates::None, _) => None,
        (Dates::Absolute, _) => Some(absolute),
        (Dates::Relative, Published::Instant(time)) => Some(match now - *time {
            // If two clocks differ by a minute, that is not the future.
            age if !(-MINUTE..7 * DAY).contains(&age) => When::DayOf(*time),
            age if age < HOUR => When::Relative(-(age.max(0) / MINUTE), "minute"),
            age if age < DAY => When::Relative(-(age / HOUR), "hour"),
            age => When::Relative(-(age / DAY), "day"),
        }),
        (Dates::Relative, Published::Day(day)) => Some(match today - day {
            age if (0..7 * DAY).contains(&age) => When::Relative(-(age / DAY), "day"),
            _ => absolute,
        }),
    }
}

/// The machine-readable form for `<time datetime>` (HTML, section 2.3.5).
pub fn datetime(published: &Published) -> String {
    let (time, has_time) = match *published {
        Published::Instant(time) => (time, true),
        Published::Day(day) => (day, false),
    };
    let (year, month, day) = calendar::date(time.div_euclid(DAY));
    let mut text = String::with_capacity(20);
    push_padded(&mut text, year, 4);
    for part in [month, day] {
        text.push('-');
        push_padded(&mut text, part, 2);
    }
    if has_time {
        let seconds = time.rem_euclid(DAY) / 1_000;
        for (mark, part) in [
            ('T', seconds / 3_600),
            (':', seconds / 60 % 60),
            (':', seconds % 60),
        ] {
            text.push(mark);
            push_padded(&mut text, part, 2);
        }
        text.push('Z');
    }
    text
}

fn push_padded(text: &mut String, number: i64, width: usize) {
    let digits = decimal::of(number);
    for _ in digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use Published::{Day, Instant};

    /// 2026-11-23T08:30:00Z
    const NOW: i64 = 1_795_422_600_000;
    const TODAY: i64 = 1_795_392_000_000;

    #[test]
    fn dates_are_relative_for_a_week() {
        #[track_caller]
        fn check(published: Published, expected: When) {
            assert_eq!(
                when(&published, Dates::Relative, NOW, TODAY),
                Some(expected)
            );
        }
        check(Instant(NOW), When::Relative(0, "minute"));
        check(Instant(NOW + 30_000), When::Relative(0, "minute"));
        check(Instant(NOW - 59 * MINUTE), When::Relative(-59, "minute"));
        check(Instant(NOW - HOUR), When::Relative(-1, "hour"));
        check(
            Instant(NOW - 23 * HOUR - 59 * MINUTE),
            When::Relative(-23, "hour"),
        );
        check(Instant(NOW - DAY), When::Relative(-1, "day"));
        check(Instant(NOW - 7 * DAY + 1), When::Relative(-6, "day"));
        check(Instant(NOW - 7 * DAY), When::DayOf(NOW - 7 * DAY));
        check(Instant(NOW + 2 * HOUR), When::DayOf(NOW + 2 * HOUR));
        check(Day(TODAY), When::Relative(0, "day"));
        check(Day(TODAY - DAY), When::Relative(-1, "day"));
        check(Day(TODAY - 7 * DAY), When::Day(TODAY - 7 * DAY));
        check(Day(TODAY + DAY), When::Day(TODAY + DAY));
        check(Instant(i64::MIN / 2), When::DayOf(i64::MIN / 2));
    }

    #[test]
    fn dates_are_absolute_or_absent_when_asked() {
        assert_eq!(
            when(&Instant(NOW), Dates::Absolute, NOW, TODAY),
            Some(When::DayAndTime(NOW))
        );
        assert_eq!(
            when(&Day(TODAY), Dates::Absolute, NOW, TODAY),
            Some(When::Day(TODAY))
        );
        assert_eq!(when(&Instant(NOW), Dates::None, NOW, TODAY), None);
    }

    #[test]
    fn datetime_is_what_html_wants() {
        #[track_caller]
        fn check(published: Published, expected: &str) {
            assert_eq!(datetime(&published), expected);
        }
        check(Instant(NOW), "2026-11-23T08:30:00Z");
        check(Day(TODAY), "2026-11-23");
        check(Instant(0), "1970-01-01T00:00:00Z");
        check(Instant(-1_000), "1969-12-31T23:59:59Z");
        check(Day(951_782_400_000), "2000-02-29");
        check(Day(-2_208_988_800_000), "1900-01-01");
        check(Instant(4_107_542_399_000), "2100-02-28T23:59:59Z");
    }
}
