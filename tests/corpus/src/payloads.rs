//! Texts that attackers write into feeds. They hope that a program treats them as markup or as a
//! link.

use std::fs;
use std::path::Path;

/// A few of each kind, so that every machine tries some. Each calls `alert`, or would lead readers
/// to a wrong place.
const OWN: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "\"><svg/onload=alert(1)>",
    "javascript:alert(1)",
    " java\nscript\t:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://news.example@evil.example/",
    "https://user:secret@news.example/",
    "//evil.example/\" onmouseover=alert(1) x=\"",
    "\u{202e}gpj.exe",
];

/// Our own payloads, and those in a file beside the project.
pub fn all(shared: &Path) -> Vec<String> {
    let mut payloads: Vec<_> = OWN.iter().map(|payload| String::from(*payload)).collect();
    match fs::read_to_string(shared) {
        Ok(text) => payloads.extend(serde_json::from_str::<Vec<String>>(&text).unwrap()),
        Err(_) => println!(
            "notice: only our own payloads, {} is missing",
            shared.display()
        ),
    }
    payloads
}

/// Whether the feed reader refuses a payload as a link: it has a scheme of its own, or is a tag.
pub fn is_no_link(payload: &str) -> bool {
    payload.contains(':') || payload.trim().starts_with('<')
}

/// How many of these payloads a feed can show: those that are no links only beside working links.
pub fn can_be_shown(payloads: &[&String], beside_links: bool) -> usize {
    let is_shown = |payload: &&&String| beside_links || !is_no_link(payload);
    payloads.iter().filter(is_shown).count()
}
