//! Addresses: their origins, and those that lack what makes them one.

use url::{Host, Origin, Url};

use super::{Report, Verdict, Visit};

/// What ends names of files more often than names of hosts.
const FILE_ENDINGS: &[&str] = &[
    "json", "jsonld", "xml", "rss", "atom", "rdf", "html", "htm", "php", "txt", "js",
];

/// The origin of an absolute `http(s)` address, as browsers write it; none where the address has no
/// host that a policy could name.
pub fn origin(address: &str) -> Option<String> {
    let address = Url::parse(address).ok()?;
    if !matches!(address.scheme(), "http" | "https") {
        return None;
    }
    // The URL standard lets through what hosts cannot have, and a policy reads as its own.
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    match (address.origin(), address.host()?) {
        (Origin::Tuple(_, Host::Domain(host), _), _) if !host.chars().all(is_letter) => None,
        (origin @ Origin::Tuple(..), _) => Some(origin.ascii_serialization()),
        (Origin::Opaque(_), _) => None,
    }
}

/// What somebody meant who wrote an address without its scheme: `news.example/feed.json`.
pub fn missing_scheme(written: &str) -> Option<String> {
    let written = written.trim();
    let end = written.find(['/', '?', '#']).unwrap_or(written.len());
    let (host, port) = written[..end]
        .split_once(':')
        .unwrap_or((&written[..end], ""));
    let (_, last) = host.rsplit_once('.')?;
    let is_name = last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !FILE_ENDINGS.contains(&last.to_ascii_lowercase().as_str())
        && host.split('.').all(|label| !label.is_empty())
        && port.bytes().all(|byte| byte.is_ascii_digit());
    let address = Url::parse(&format!("https://{written}")).ok()?;
    (is_name && origin(address.as_str()).is_some()).then(|| address.into())
}

/// Where nothing could be read: whether that is because the address was taken for a path.
pub fn help(report: &mut Report, visit: &Visit) {
    if report.verdict() != Verdict::Bad || !report.pictures.is_empty() || report.title.is_some() {
        return;
    }
    let Some(meant) = missing_scheme(&visit.written) else {
        return;
    };
    let text = format!(
        "Without https:// in front, {} is looked for beside the page it stands in.",
        visit.written.trim()
    );
    report.add_with(Some(meant), Verdict::Bad, ("Address", text));
    // What follows from it is read after it.
    report.findings.rotate_right(1);
}
