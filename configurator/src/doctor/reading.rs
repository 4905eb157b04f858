//! What the widget makes of the feed.

use latest_news_core::feed::{Article, Feed, FeedError, Format, MAX_ITEMS, SkipReason};

use super::reach::finding;
use super::{Report, Verdict, counted, origin};

pub fn read(report: &mut Report, read: Result<Feed, FeedError>) {
    let feed = match read {
        Ok(feed) => feed,
        Err(error) => {
            let text = sentence(&error.to_string());
            return report.findings.push(finding("Format", Verdict::Bad, text));
        }
    };
    let name = match feed.format {
        Format::Plain => "A plain list of articles",
        format => format.name(),
    };
    let titled = feed.title.as_ref();
    let titled = titled.map_or_else(String::new, |title| format!(", called “{title}”"));
    let text = format!("{name}{titled}.");
    report.findings.push(finding("Format", Verdict::Good, text));
    articles(report, &feed);
    left_out(report, &feed);

    for article in &feed.articles {
        let image = article.image.as_ref();
        let Some(place) = image.map(|image| origin(&image.url)) else {
            continue;
        };
        if !report.pictures.iter().any(|known| known == place) {
            report.pictures.push(place.to_owned());
        }
    }
    report.title = feed.title;
}

fn articles(report: &mut Report, feed: &Feed) {
    let items = feed.articles.len() + feed.skipped.len();
    let count = |has: &dyn Fn(&Article) -> bool| {
        feed.articles.iter().filter(|article| has(article)).count()
    };
    let pictures = count(&|article| article.image.is_some());
    let dates = count(&|article| article.published.is_some());
    let summaries = count(&|article| !article.summary.is_empty());
    let (verdict, text) = match feed.articles.len() {
        0 if items == 0 => (
            Verdict::Bad,
            "The feed is in order and holds no articles.".to_owned(),
        ),
        0 => (
            Verdict::Bad,
            format!("None of {} can be used.", counted(items, "item", "items")),
        ),
        taken => {
            let missing = pictures < taken || dates < taken || summaries < taken;
            let limit = match items >= MAX_ITEMS {
                true => format!(" Of longer feeds the first {MAX_ITEMS} items are read."),
                false => String::new(),
            };
            (
                if missing {
                    Verdict::Notice
                } else {
                    Verdict::Good
                },
                format!(
                    "{} of {} taken; {pictures} with a picture, {dates} with a date, {summaries} \
                     with a summary.{limit}",
                    taken,
                    counted(items, "item", "items"),
                ),
            )
        }
    };
    report.findings.push(finding("Articles", verdict, text));
}

fn left_out(report: &mut Report, feed: &Feed) {
    if feed.skipped.is_empty() {
        return report
            .findings
            .push(finding("Left out", Verdict::Good, "Nothing.".to_owned()));
    }
    report.skipped = feed
        .skipped
        .iter()
        .map(|skipped| format!("Item {} {}.", skipped.index + 1, skipped.reason))
        .collect();
    let faulty = feed
        .skipped
        .iter()
        .any(|skipped| skipped.reason != SkipReason::Duplicate);
    let text = counted(feed.skipped.len(), "item", "items");
    report.findings.push(finding(
        "Left out",
        if faulty {
            Verdict::Notice
        } else {
            Verdict::Good
        },
        format!("{text}:"),
    ));
}

/// The widget's messages are parts of a line in the console.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(letters)
            .chain(std::iter::once('.'))
            .collect()
    })
}
