//! What a reader should know about an article before opening it, and in which order.

use crate::decimal;
use crate::feed::{Badges, Recording};

/// In the order in which they are shown: first how to read the text, then whether it costs
/// something, then what else is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    Paid,
    Live,
    Opinion,
    Subscribers,
    Video,
    Audio,
}

/// More badges would be like a second headline.
const MOST: usize = 2;

/// The badges of an article, each with its seconds if they are known. `only_paid` leaves out all
/// except the one that partners may not hide.
pub fn badges(of: &Badges, only_paid: bool) -> Vec<(Badge, Option<u32>)> {
    let mut badges = Vec::new();
    let mut add = |badge, applies: bool, recording: Option<Recording>| {
        if applies && badges.len() < MOST && !(only_paid && badge != Badge::Paid) {
            badges.push((badge, recording.and_then(|it| it.seconds)));
        }
    };
    add(Badge::Paid, of.paid, None);
    add(Badge::Live, of.live, None);
    add(Badge::Opinion, of.opinion, None);
    add(Badge::Subscribers, of.subscribers, None);
    add(Badge::Video, of.video.is_some(), of.video);
    add(Badge::Audio, of.audio.is_some(), of.audio);
    badges
}

/// As on a clock: `3:07`, `1:02:09`.
pub fn duration(seconds: u32) -> String {
    let mut text = String::new();
    let [hours, minutes, seconds] = [seconds / 3600, seconds / 60 % 60, seconds % 60];
    let mut push = |number: u32, padded: bool| {
        if padded {
            text.push(':');
            if number < 10 {
                text.push('0');
            }
        }
        text.push_str(&decimal::of(number));
    };
    if hours > 0 {
        push(hours, false);
    }
    push(minutes, hours > 0);
    push(seconds, true);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_badges_are_said_the_gravest_first() {
        let everything = Badges {
            paid: true,
            live: true,
            opinion: true,
            subscribers: true,
            video: Some(Recording { seconds: Some(187) }),
            audio: Some(Recording { seconds: None }),
        };
        let recorded = Badges {
            paid: false,
            live: false,
            opinion: false,
            subscribers: false,
            ..everything
        };
        for (of, only_paid, expected) in [
            (Badges::default(), false, vec![]),
            (
                everything,
                false,
                vec![(Badge::Paid, None), (Badge::Live, None)],
            ),
            (everything, true, vec![(Badge::Paid, None)]),
            (recorded, true, vec![]),
            (
                recorded,
                false,
                vec![(Badge::Video, Some(187)), (Badge::Audio, None)],
            ),
        ] {
            assert_eq!(badges(&of, only_paid), expected);
        }
    }

    #[test]
    fn durations_read_as_on_a_clock() {
        for (seconds, expected) in [(0, "0:00"), (59, "0:59"), (187, "3:07"), (3729, "1:02:09")] {
            assert_eq!(duration(seconds), expected);
        }
    }
}
