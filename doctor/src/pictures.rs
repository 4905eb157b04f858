//! Whether the articles' pictures load, and how many bytes they have.

use super::{Report, Verdict, size};

const TOPIC: &str = "Pictures";

/// How many pictures are tried: those that a reader sees who moves on a few times.
pub const MAX_PICTURES: usize = 12;
/// In pixels. Slides are narrower, even on screens with two pixels per CSS pixel.
const WIDE: u32 = 1_600;
/// In bytes. A good picture with the width of a slide is smaller.
const HEAVY: usize = 300_000;
/// In pixels. A narrower picture is blurred in a slide.
const NARROW: u32 = 260;

/// A picture that the feed names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Absolute.
    pub address: String,
}

/// The result of loading one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    pub address: String,
    /// `None` if it does not load.
    pub loaded: Option<Loaded>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// In pixels. 0 for a drawing without a size.
    pub width: u32,
    pub height: u32,
    /// `None` if the server hides the size from pages.
    pub bytes: Option<usize>,
}

/// Adds the results for the report's pictures. The first [`MAX_PICTURES`] are tried.
pub fn examine_pictures(report: &mut Report, trials: &[Trial]) {
    if trials.is_empty() {
        return;
    }
    let loaded: Vec<Loaded> = trials.iter().filter_map(|trial| trial.loaded).collect();
    let weights: Vec<usize> = loaded.iter().filter_map(|picture| picture.bytes).collect();
    report.picture_bytes = weights.iter().sum();

    let mut text = format!("{} of {} load", loaded.len(), trials.len());
    match loaded.len() - weights.len() {
        _ if loaded.is_empty() => {}
        0 => text += &format!(", {} together", size(report.picture_bytes)),
        _ if weights.is_empty() => text += "; their server hides their sizes from pages",
        hidden => {
            text += &format!(
                ", {} together, without {hidden} whose server hides the size from pages",
                size(report.picture_bytes)
            );
        }
    }
    text.push('.');
    let mut complaints = Vec::new();
    if let Some(missing) = trials.iter().find(|trial| trial.loaded.is_none()) {
        let others = match trials.len() - loaded.len() {
            1 => "does",
            _ => "and others do",
        };
        complaints.push(format!(
            "{} {others} not: check the address and its server.",
            missing.address
        ));
    }
    let count = |is: &dyn Fn(&Loaded) -> bool| loaded.iter().filter(|it| is(it)).count();
    let wide = count(&|it| it.width > WIDE);
    let heavy = count(&|it| it.bytes.is_some_and(|bytes| bytes > HEAVY));
    if wide > 0 || heavy > 0 {
        complaints.push(format!(
            "{wide} {} wider than {WIDE} pixels and {heavy} heavier than {}: send smaller ones, \
             about 800 pixels wide.",
            are(wide),
            size(HEAVY)
        ));
    }
    let narrow = count(&|it| (1..NARROW).contains(&it.width));
    if narrow > 0 {
        complaints.push(format!(
            "{narrow} {} narrower than {NARROW} pixels, and blurred in a slide: send larger ones.",
            are(narrow)
        ));
    }
    let verdict = match complaints.is_empty() {
        true => Verdict::Good,
        false => Verdict::Notice,
    };
    for complaint in complaints {
        text.push(' ');
        text += &complaint;
    }
    report.add(TOPIC, verdict, text);
}

/// Says that pictures are on a private network: one, and a number of others. They were not tried.
pub fn add_private_pictures(report: &mut Report, address: &str, others: usize) {
    let (others, are) = match others {
        0 => (String::new(), "is"),
        1 => (" and another one".to_owned(), "are"),
        more => (format!(" and {more} others"), "are"),
    };
    let text = format!(
        "{address}{others} {are} on a private network, where readers elsewhere load nothing. Not tried."
    );
    report.add(TOPIC, Verdict::Notice, text);
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(width: u32, bytes: Option<usize>) -> Option<Loaded> {
        Some(Loaded {
            width,
            height: width * 9 / 16,
            bytes,
        })
    }

    #[track_caller]
    fn check(trials: &[Option<Loaded>], verdict: Verdict, expected: &str) {
        let mut report = Report::new("https://news.example/feed.json");
        let trial = |(index, loaded): (usize, &Option<Loaded>)| Trial {
            address: format!("https://images.example/{index}.jpg"),
            loaded: *loaded,
        };
        let trials: Vec<Trial> = trials.iter().enumerate().map(trial).collect();
        examine_pictures(&mut report, &trials);
        let said: Vec<_> = report
            .findings
            .iter()
            .map(|it| (it.verdict, &*it.text))
            .collect();
        assert_eq!(said, [(verdict, expected)]);
    }

    #[test]
    fn pictures_are_weighed_and_measured() {
        check(
            &[loaded(640, Some(40_000)), loaded(800, Some(60_000))],
            Verdict::Good,
            "2 of 2 load, 100.0 KB together.",
        );
        check(
            &[loaded(0, Some(4_000))],
            Verdict::Good,
            "1 of 1 load, 4.0 KB together.",
        );
        check(
            &[loaded(640, None), loaded(640, None)],
            Verdict::Good,
            "2 of 2 load; their server hides their sizes from pages.",
        );
        check(
            &[loaded(640, Some(9_000)), loaded(640, None)],
            Verdict::Good,
            "2 of 2 load, 9.0 KB together, without 1 whose server hides the size from pages.",
        );
        check(
            &[None, loaded(640, Some(9_000))],
            Verdict::Notice,
            "1 of 2 load, 9.0 KB together. https://images.example/0.jpg does not: check the address and its server.",
        );
        check(
            &[None, None],
            Verdict::Notice,
            "0 of 2 load. https://images.example/0.jpg and others do not: check the address and its server.",
        );
        check(
            &[loaded(4_000, Some(2_000_000)), loaded(150, Some(9_000))],
            Verdict::Notice,
            "2 of 2 load, 2.0 MB together. 1 is wider than 1600 pixels and 1 heavier than 300.0 KB: \
             send smaller ones, about 800 pixels wide. 1 is narrower than 260 pixels, and blurred in a \
             slide: send larger ones.",
        );
    }

    #[test]
    fn pictures_on_a_private_network_are_named() {
        for (others, expected) in [
            (0, "http://10.0.0.1/a.jpg is on"),
            (1, "http://10.0.0.1/a.jpg and another one are on"),
            (2, "http://10.0.0.1/a.jpg and 2 others are on"),
        ] {
            let mut report = Report::new("https://news.example/feed.json");
            add_private_pictures(&mut report, "http://10.0.0.1/a.jpg", others);
            let said = &report.findings[0];
            assert_eq!(said.verdict, Verdict::Notice);
            assert!(said.text.starts_with(expected), "{}", said.text);
        }
    }

    #[test]
    fn without_pictures_nothing_is_said() {
        let mut report = Report::new("https://news.example/feed.json");
        examine_pictures(&mut report, &[]);
        assert_eq!(report.findings, []);
    }
}
