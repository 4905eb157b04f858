//! One line about all feeds.

use super::{Report, Verdict, counted};

/// The common verdict of the feeds. If one of several fails, readers still see the others.
pub fn summary(reports: &[Report]) -> (Verdict, String) {
    let bad = reports.iter().filter(|it| it.verdict() == Verdict::Bad);
    let (bad, all) = (bad.count(), reports.len());
    let worst = reports.iter().map(Report::verdict).max();
    match worst {
        None => (Verdict::Bad, "There is no feed.".to_owned()),
        Some(Verdict::Good) => (Verdict::Good, "All is well.".to_owned()),
        Some(Verdict::Notice) => (
            Verdict::Notice,
            "It works, but something could be better.".to_owned(),
        ),
        Some(Verdict::Bad) if all == 1 => (
            Verdict::Bad,
            "Readers get no articles from this feed as it is.".to_owned(),
        ),
        Some(Verdict::Bad) if bad == all => (
            Verdict::Bad,
            format!("Readers get no articles from any of the {all} feeds as they are."),
        ),
        Some(Verdict::Bad) => {
            let others = match all - bad {
                1 => "those of the other feed".to_owned(),
                more => format!("those of the other {more}"),
            };
            let gives = if bad == 1 { "gives" } else { "give" };
            let feeds = counted(all, "feed", "feeds");
            (
                Verdict::Notice,
                format!("{bad} of {feeds} {gives} no articles; readers see {others}."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_feeds_stand_together() {
        use Verdict::{Bad, Good, Notice};
        #[track_caller]
        fn check(verdicts: &[Verdict], worst: Verdict, expected: &str) {
            let report = |verdict: &Verdict| {
                let mut report = Report::new("https://news.example/feed.json");
                report.add("Answer", *verdict, "");
                report
            };
            let reports: Vec<Report> = verdicts.iter().map(report).collect();
            assert_eq!(summary(&reports), (worst, expected.to_owned()));
        }
        check(&[], Bad, "There is no feed.");
        check(&[Good, Good], Good, "All is well.");
        check(
            &[Good, Notice],
            Notice,
            "It works, but something could be better.",
        );
        check(
            &[Bad],
            Bad,
            "Readers get no articles from this feed as it is.",
        );
        check(
            &[Bad, Bad],
            Bad,
            "Readers get no articles from any of the 2 feeds as they are.",
        );
        check(
            &[Good, Bad],
            Notice,
            "1 of 2 feeds gives no articles; readers see those of the other feed.",
        );
        check(
            &[Bad, Notice, Bad, Good],
            Notice,
            "2 of 4 feeds give no articles; readers see those of the other 2.",
        );
    }
}
