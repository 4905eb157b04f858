//! The feed doctor: explains a feed's answer to the people who can repair the feed. The
//! configurator and the publisher's command use the same words, because both ask this crate.
//!
//! Pure: takes the result of a fetch and returns findings. The feed is read by the widget's own
//! reader.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod address;
mod caching;
mod letters;
mod pictures;
mod reach;
mod reading;
mod size;
mod summary;
#[cfg(test)]
mod tests;
mod web_page;

use latest_news_core::feed::Feed;

pub use address::{missing_scheme, origin};
pub use letters::{Decoded, lost_letters};
pub use pictures::{Loaded, MAX_PICTURES, Picture, Trial, add_private_pictures, examine_pictures};
pub use size::size;
pub use summary::summary;

/// The result of a fetch.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// The feed's address as written. May be relative.
    pub written: String,
    /// The same address, absolute.
    pub address: String,
    pub asker: Asker,
    pub outcome: Outcome,
}

/// Who fetched.
#[derive(Clone, Debug, PartialEq)]
pub enum Asker {
    /// A page of this origin. Its browser hides most headers, and blocks answers that do not allow
    /// the page.
    Page { origin: String },
    /// The publisher's command, which sees everything. It sends the origin [`PARTNER`].
    Command,
}

/// The site for which the publisher's command asks. Some servers, WordPress among them, only say who may
/// read an answer if the request names a site.
pub const PARTNER: &str = "https://partner.example";

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Answered(Answer),
    /// The feed is a file of the machine that examines it. No server was asked.
    File(Vec<u8>),
    /// There is an answer, but the page may not read it.
    NotAdmitted,
    /// There is no answer, or the page's own policy forbids the request.
    Unreachable,
    Timeout,
    TooLarge,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// After redirects.
    pub address: String,
    /// The headers that are visible to the one who fetched, with names in lower case.
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    /// Bytes on the wire, if they are known.
    pub transferred: Option<usize>,
    pub milliseconds: u32,
}

/// The verdict of a finding, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Good,
    /// It works, but could be better.
    Notice,
    /// Readers on partners' pages see no article of this feed.
    Bad,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub topic: &'static str,
    pub verdict: Verdict,
    pub text: String,
    /// An absolute address that would probably work.
    pub instead: Option<String>,
}

/// All findings about one feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub address: String,
    pub findings: Vec<Finding>,
    /// Skipped items, each with its reason. They belong to the finding [`LEFT_OUT`].
    pub skipped: Vec<String>,
    /// The publisher's name for the feed.
    pub title: Option<String>,
    pub pictures: Vec<Picture>,
    /// The bytes of the feed, on the wire if that is known.
    pub bytes: usize,
    /// The bytes of the pictures that were tried, as far as they are known.
    pub picture_bytes: usize,
}

/// The topic of the finding about skipped items.
pub const LEFT_OUT: &str = "Left out";

/// Reads a feed that is XML, or returns why it cannot. The widget reads no XML.
pub type ReadXml<'a> = &'a dyn Fn(&[u8], &str) -> Result<(Feed, Decoded), String>;

impl Report {
    fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            findings: Vec::new(),
            skipped: Vec::new(),
            title: None,
            pictures: Vec::new(),
            bytes: 0,
            picture_bytes: 0,
        }
    }

    pub fn verdict(&self) -> Verdict {
        let verdicts = self.findings.iter().map(|finding| finding.verdict);
        verdicts.max().unwrap_or(Verdict::Good)
    }

    /// The origins of the pictures, each once.
    pub fn picture_origins(&self) -> Vec<String> {
        let mut origins = Vec::new();
        for origin in self.pictures.iter().filter_map(|it| origin(&it.address)) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }

    fn add(&mut self, topic: &'static str, verdict: Verdict, text: impl Into<String>) {
        self.findings.push(Finding {
            topic,
            verdict,
            text: text.into(),
            instead: None,
        });
    }

    fn add_with(
        &mut self,
        instead: Option<String>,
        verdict: Verdict,
        finding: (&'static str, String),
    ) {
        let (topic, text) = finding;
        self.findings.push(Finding {
            topic,
            verdict,
            text,
            instead,
        });
    }
}

/// Examines one answer. A program that can read XML passes `read_xml`. Without it, XML is an error.
pub fn examine(visit: &Visit, read_xml: Option<ReadXml<'_>>) -> Report {
    let mut report = Report::new(&visit.address);
    match &visit.outcome {
        Outcome::Answered(answer) => {
            report.bytes = answer.transferred.unwrap_or(answer.bytes.len());
            reach::answer(&mut report, answer);
            // The headers of an error are those of the error, not of the feed.
            if answer.is_success() {
                let received = Received {
                    bytes: &answer.bytes,
                    address: &answer.address,
                };
                reading::read(&mut report, received, read_xml);
                reach::admission(&mut report, visit, answer);
                caching::caching(&mut report, answer);
            }
        }
        Outcome::File(bytes) => {
            report.bytes = bytes.len();
            reach::file(&mut report, bytes);
            let received = Received {
                bytes,
                address: &visit.address,
            };
            reading::read(&mut report, received, read_xml);
            return report;
        }
        outcome => reach::nothing(&mut report, outcome, &visit.asker),
    }
    address::help(&mut report, visit);
    report
}

/// What is read, from wherever it came.
#[derive(Clone, Copy)]
struct Received<'a> {
    bytes: &'a [u8],
    /// Where relative links start.
    address: &'a str,
}

impl Answer {
    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn weight(&self) -> String {
        match self.transferred {
            Some(wire) if wire != self.bytes.len() => {
                format!("{}, {} unpacked", size(wire), size(self.bytes.len()))
            }
            _ => size(self.bytes.len()),
        }
    }
}

/// `1 article`, `2 articles`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
