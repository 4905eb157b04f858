//! Addresses: their origins, and addresses without a scheme.

use url::{Host, Origin, Url};

use super::{Report, Verdict, Visit};

/// Endings that are more often those of file names than of hosts.
const FILE_ENDINGS: &[&str] = &[
    "json", "jsonld", "xml", "rss", "atom", "rdf", "html", "htm", "php", "txt", "js",
];

/// The origin of an absolute `http(s)` address, as browsers write it. `None` if the address has no
/// host that a policy could name.
pub fn origin(address: &str) -> Option<String> {
    let address = Url::parse(address).ok()?;
    if !matches!(address.scheme(), "http" | "https") {
        return None;
    }
    // The URL standard accepts characters that hosts cannot have and that have a meaning in a
    // policy.
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    match (address.origin(), address.host()?) {
        (Origin::Tuple(_, Host::Domain(host), _), _) if !host.chars().all(is_letter) => None,
        (origin @ Origin::Tuple(..), _) => Some(origin.ascii_serialization()),
        (Origin::Opaque(_), _) => None,
    }
}

/// The intended address of a text without a scheme: `news.example/feed.json`.
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

/// If nothing could be read: whether that is because the address was taken for a path.
pub fn help(report: &mut Report, visit: &Visit) {
    if report.verdict() != Verdict::Bad || !report.pictures.is_empty() || report.title.is_some() {
        return;
    }
    let Some(meant) = missing_scheme(&visit.written) else {
        return;
    };
    let text = format!(
        "Without https:// in front, {} is read as a path of the page’s own site.",
        visit.written.trim()
    );
    report.add_with(Some(meant), Verdict::Bad, ("Address", text));
    // This finding comes first, because the others follow from it.
    report.findings.rotate_right(1);
}
