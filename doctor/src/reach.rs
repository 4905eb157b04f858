//! Whether the feed answers, and whether other sites may read the answer.

use super::{Answer, Asker, Outcome, PARTNER, Report, Verdict, Visit, origin, size};

/// Explains why there is nothing to read.
pub fn nothing(report: &mut Report, outcome: &Outcome, asker: &Asker) {
    let text = match (outcome, asker) {
        (Outcome::NotAdmitted, Asker::Page { origin }) => format!(
            "The server answers, but not to other sites: its answer has no \
             Access-Control-Allow-Origin header that allows {origin}. Send \
             Access-Control-Allow-Origin: * with the feed."
        ),
        (Outcome::Timeout, _) => {
            "No complete answer came within 20 seconds. Ask for fewer items, or \
             cache the feed."
                .to_owned()
        }
        (Outcome::TooLarge, _) => {
            "The answer is larger than 8 MB. Ask for fewer items or fields.".to_owned()
        }
        (_, Asker::Command) => {
            "No answer came: the address does not exist, or its server is down.".to_owned()
        }
        (_, Asker::Page { .. }) => {
            "No answer came: the address does not exist, its server is down, or this page’s own \
             Content-Security-Policy forbids the request. Open the address in a tab."
                .to_owned()
        }
    };
    report.add("Answer", Verdict::Bad, text);
}

pub fn answer(report: &mut Report, answer: &Answer) {
    let kind = answer.header("content-type").unwrap_or("no media type");
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let (status, weight, time) = (answer.status, answer.weight(), answer.milliseconds);
    match answer.is_success() {
        true => report.add(
            "Answer",
            Verdict::Good,
            format!("Status {status}, {kind}, {weight}, in {time} ms."),
        ),
        false => report.add(
            "Answer",
            Verdict::Bad,
            format!("Status {status}: there is no feed to read. Check the address."),
        ),
    }
}

/// A file tells nothing of the server that will send it.
pub fn file(report: &mut Report, bytes: &[u8]) {
    let text = format!(
        "{} on this machine. Who may read it, and how long browsers keep it, is up to the server that \
         will send it: check its address there, too.",
        size(bytes.len())
    );
    report.add("File", Verdict::Good, text);
}

/// Whether partners' pages may read the feed, as far as can be seen. A browser hides the header
/// itself from other sites, but passes no answer without it.
pub fn admission(report: &mut Report, visit: &Visit, answer: &Answer) {
    const ALL: &str = "Access-Control-Allow-Origin: *";
    let allowed = answer.header("access-control-allow-origin").map(str::trim);
    let own = origin(&answer.address).unwrap_or_default();
    let (verdict, text) = match (&visit.asker, allowed) {
        (_, Some("*")) => (
            Verdict::Good,
            format!("Every site may read the feed ({ALL})."),
        ),
        (Asker::Page { origin }, _) if *origin != own => (
            Verdict::Good,
            format!(
                "The feed allows {origin}. A page cannot see whether it allows every site; with \
                 {ALL} it does."
            ),
        ),
        (Asker::Command, Some(PARTNER)) => each_site(answer),
        (_, Some(site)) if site != own => (
            Verdict::Notice,
            format!("Only {site} may read the feed. For partners on any site, send {ALL} with it."),
        ),
        (Asker::Page { .. }, _) => (
            Verdict::Bad,
            format!(
                "Only the feed’s own site, {own}, may read it: on partners’ pages readers see none \
                 of its articles. Send {ALL} with the feed."
            ),
        ),
        (Asker::Command, _) => (
            Verdict::Notice,
            format!(
                "Only the feed’s own site, {own}, may read it. That is enough for editions. \
                 For pages that name the feed itself, send {ALL} with it."
            ),
        ),
    };
    report.add("Other sites", verdict, text);
}

/// The server allows the site that asked, so it allows every site.
fn each_site(answer: &Answer) -> (Verdict, String) {
    let varies = answer.headers.iter().filter(|(name, _)| name == "vary");
    let mut names = varies.flat_map(|(_, names)| names.split(',').map(str::trim));
    if names.any(|it| it == "*" || it.eq_ignore_ascii_case("origin")) {
        let text = "Every site may read the feed: the server allows each one that asks.";
        return (Verdict::Good, text.to_owned());
    }
    (
        Verdict::Notice,
        "The server allows each site that asks, but does not say so to caches: they may give one \
         site’s answer to another, which cannot read it. Send Vary: Origin with the feed, or \
         Access-Control-Allow-Origin: *."
            .to_owned(),
    )
}
