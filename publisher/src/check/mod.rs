//! `latest-news check`: prints the feed doctor's findings. It writes nothing.

mod pictures;

use std::path::Path;
use std::time::Instant;

use http::HeaderMap;
use latest_news_doctor::{self as doctor, Answer, Asker, Outcome, Verdict, Visit};

use crate::address::shown;
use crate::command::Ending;
use crate::config::Source;
use crate::fetch::{FetchError, Fetcher};
use crate::gather;
use crate::read::{self, Sent};
use crate::report::{Event, Report};

pub async fn check(feeds: &[String], report: &Report) -> Ending {
    let mut examined = Vec::new();
    let mut unseen = false;
    for feed in feeds {
        // Each feed has its own, because what one may name, another may not.
        let fetcher = match Fetcher::new(None, pictures::own_server(feed).into_iter().collect()) {
            Ok(fetcher) => fetcher,
            Err(error) => {
                report.error(error.to_string());
                return Ending::Missing;
            }
        };
        let shown = &shown(feed);
        match visit(feed, &fetcher).await {
            Ok(visit) => {
                let mut findings = examine(&visit);
                pictures::examine(&mut findings, &fetcher).await;
                tell(shown, &findings, report);
                examined.push(findings);
            }
            Err(why) => {
                report.error(format!("feed {shown} {why}"));
                unseen = true;
            }
        }
    }
    let (verdict, summary) = doctor::summary(&examined);
    if feeds.len() > 1 && !examined.is_empty() {
        report.note(summary);
    }
    if unseen || verdict == Verdict::Bad {
        Ending::Missing
    } else {
        Ending::Good
    }
}

/// Fetches a feed from its server, without a copy.
async fn visit(feed: &str, fetcher: &Fetcher) -> Result<Visit, String> {
    let source = Source::read(feed, Path::new("")).map_err(str::to_owned)?;
    let begun = Instant::now();
    let outcome = match &source {
        Source::File(path) => {
            let bytes = gather::file(path).map_err(|error| error.to_string())?;
            Outcome::File(bytes)
        }
        Source::Http(url) => match fetcher.fetch_feed(url).await {
            Ok(it) => {
                let body = it.body.to_vec();
                let mut answered = answer(
                    it.status.as_u16(),
                    shown(it.url.as_str()),
                    &it.headers,
                    body,
                );
                answered.milliseconds =
                    u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
                Outcome::Answered(answered)
            }
            Err(FetchError::Status { status }) => Outcome::Answered(answer(
                status,
                source.to_string(),
                &HeaderMap::new(),
                Vec::new(),
            )),
            Err(FetchError::TimedOut { .. }) => Outcome::Timeout,
            Err(FetchError::TooLarge { .. }) => Outcome::TooLarge,
            // The exact reason for a failure helps more than the fact that it failed.
            Err(error) => return Err(error.to_string()),
        },
    };
    Ok(Visit {
        written: shown(feed),
        address: source.to_string(),
        asker: Asker::Command,
        outcome,
    })
}

fn answer(status: u16, address: String, headers: &HeaderMap, bytes: Vec<u8>) -> Answer {
    let headers = headers.iter().filter_map(|(name, value)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    });
    Answer {
        status,
        address,
        headers: headers.collect(),
        bytes,
        transferred: None,
        milliseconds: 0,
    }
}

fn examine(visit: &Visit) -> doctor::Report {
    let media_type = match &visit.outcome {
        Outcome::Answered(answer) => {
            let mut headers = answer.headers.iter();
            headers
                .find(|(name, _)| name == "content-type")
                .map(|(_, value)| value.as_str())
        }
        _ => None,
    };
    let read_xml = |bytes: &[u8], base: &str| {
        let sent = Sent {
            bytes,
            media_type: media_type.unwrap_or_default(),
            base,
        };
        read::read(&sent, None)
            .map(|read| (read.feed, read.decoded))
            .map_err(|error| error.to_string())
    };
    doctor::examine(visit, Some(&read_xml))
}

fn tell(feed: &str, examined: &doctor::Report, report: &Report) {
    for finding in &examined.findings {
        report.print(&Event::Finding {
            feed: feed.to_owned(),
            topic: finding.topic.to_owned(),
            verdict: match finding.verdict {
                Verdict::Good => "good",
                Verdict::Notice => "notice",
                Verdict::Bad => "bad",
            }
            .to_owned(),
            text: finding.text.clone(),
            instead: finding.instead.clone(),
            items: if finding.topic == doctor::LEFT_OUT {
                examined.skipped.clone()
            } else {
                Vec::new()
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doctor_reads_xml_here() {
        let rss = "<rss version=\"2.0\"><channel><title>T</title><link>https://news.example/</link>\
                   <item><title>A</title><link>/a</link></item></channel></rss>";
        let visit = Visit {
            written: "a.xml".to_owned(),
            address: "https://news.example/a.xml".to_owned(),
            asker: Asker::Command,
            outcome: Outcome::Answered(answer(
                200,
                "https://news.example/a.xml".to_owned(),
                &HeaderMap::new(),
                rss.as_bytes().to_vec(),
            )),
        };
        let examined = examine(&visit);
        assert_ne!(examined.verdict(), Verdict::Bad, "{:?}", examined.findings);
        assert_eq!(examined.title.as_deref(), Some("T"));
    }
}
