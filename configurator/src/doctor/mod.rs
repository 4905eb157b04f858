//! The feed doctor: what a feed's answer says, in words for whoever has to mend it. Pure: what was
//! fetched comes in, findings go out. The reading is the widget's own.

mod caching;
mod reach;
mod reading;
#[cfg(test)]
mod tests;

use latest_news_core::feed;

use crate::cost::size;

/// What a fetch saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Absolute.
    pub address: String,
    /// The origin of the page that asked.
    pub page: String,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Answered(Answer),
    /// There is an answer, but the page may not read it.
    NotAdmitted,
    /// Nothing came, or the page's own policy forbids to ask.
    Unreachable,
    Timeout,
    TooLarge,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// After redirects.
    pub address: String,
    /// What a page may see of the headers, names in lower case.
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    /// Bytes on the wire, where the server lets pages know.
    pub transferred: Option<usize>,
    pub milliseconds: u32,
}

/// How a finding stands, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Good,
    /// It works, and could be better.
    Notice,
    /// Readers see no article of this feed.
    Bad,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub topic: &'static str,
    pub verdict: Verdict,
    pub text: String,
}

/// All there is to say about one feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub address: String,
    pub findings: Vec<Finding>,
    /// Items left out, each with its reason.
    pub skipped: Vec<String>,
    /// The publisher's name for the feed.
    pub title: Option<String>,
    /// Origins of the pictures.
    pub pictures: Vec<String>,
    /// What loading it costs, on the wire where that is known.
    pub bytes: usize,
}

impl Report {
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.findings.iter().map(|finding| finding.verdict);
        verdicts.max().unwrap_or(Verdict::Good)
    }
}

pub fn examine(visit: &Visit) -> Report {
    let mut report = Report {
        address: visit.address.clone(),
        findings: Vec::new(),
        skipped: Vec::new(),
        title: None,
        pictures: Vec::new(),
        bytes: 0,
    };
    let answer = match &visit.outcome {
        Outcome::Answered(answer) => answer,
        outcome => {
            report.findings.push(reach::nothing(outcome, &visit.page));
            return report;
        }
    };
    report.bytes = answer.transferred.unwrap_or(answer.bytes.len());
    report.findings.push(reach::answer(answer));
    if (200..300).contains(&answer.status) {
        let read = feed::parse(&answer.bytes, &answer.address);
        reading::read(&mut report, read);
    }
    report.findings.push(reach::admission(visit, answer));
    report.findings.push(caching::caching(answer));
    report
}

impl Answer {
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

/// The origin of an absolute `http(s)` address.
pub fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find(['/', '?', '#']);
    &address[..end.map_or(address.len(), |end| host + end)]
}

/// `1 article`, `2 articles`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
