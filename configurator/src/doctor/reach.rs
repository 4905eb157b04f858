//! Whether the feed answers, and whether it answers to other sites.

use super::{Answer, Finding, Outcome, Verdict, Visit, origin};

/// Why there is nothing to read.
pub fn nothing(outcome: &Outcome, page: &str) -> Finding {
    let text = match outcome {
        Outcome::NotAdmitted => format!(
            "The server answers, but not to other sites: its answer has no \
             Access-Control-Allow-Origin header that admits {page}. Send \
             Access-Control-Allow-Origin: * with the feed."
        ),
        Outcome::Timeout => {
            "No whole answer came within 20 seconds. Ask for fewer items, or cache \
             the feed."
                .to_owned()
        }
        Outcome::TooLarge => {
            "The answer is larger than 8 MB. Ask for fewer items or fields.".to_owned()
        }
        Outcome::Unreachable | Outcome::Answered(_) => {
            "No answer came: the address does not exist, its server is down, or this page’s own \
             Content-Security-Policy forbids to ask. Open the address in a tab."
                .to_owned()
        }
    };
    finding("Answer", Verdict::Bad, text)
}

pub fn answer(answer: &Answer) -> Finding {
    let kind = answer.header("content-type").unwrap_or("no media type");
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let (status, weight, time) = (answer.status, answer.weight(), answer.milliseconds);
    match (200..300).contains(&status) {
        true => finding(
            "Answer",
            Verdict::Good,
            format!("Status {status}, {kind}, {weight}, in {time} ms."),
        ),
        false => finding(
            "Answer",
            Verdict::Bad,
            format!("Status {status}: there is no feed to read. Check the address."),
        ),
    }
}

/// Whether partners' pages may read the feed, as far as a page can see: a browser hides the header
/// itself from other sites, but lets nothing through without it.
pub fn admission(visit: &Visit, answer: &Answer) -> Finding {
    const TOPIC: &str = "Other sites";
    let allowed = answer.header("access-control-allow-origin");
    if origin(&answer.address) != visit.page {
        let text = match allowed {
            Some("*") => "Every site may read the feed (Access-Control-Allow-Origin: *).".into(),
            _ => format!(
                "The feed admits {}. Whether it admits every site, a page cannot see; with \
                 Access-Control-Allow-Origin: * it does.",
                visit.page
            ),
        };
        return finding(TOPIC, Verdict::Good, text);
    }
    match allowed {
        Some("*") => finding(
            TOPIC,
            Verdict::Good,
            "Every site may read the feed (Access-Control-Allow-Origin: *).".to_owned(),
        ),
        Some(site) => finding(
            TOPIC,
            Verdict::Notice,
            format!(
                "Only {site} may read the feed. For partners on any site, send \
                 Access-Control-Allow-Origin: * with it."
            ),
        ),
        None => finding(
            TOPIC,
            Verdict::Notice,
            "This page is the feed’s own site and may read it; no other may. Send \
             Access-Control-Allow-Origin: * with the feed."
                .to_owned(),
        ),
    }
}

pub fn finding(topic: &'static str, verdict: Verdict, text: String) -> Finding {
    Finding {
        topic,
        verdict,
        text,
    }
}
