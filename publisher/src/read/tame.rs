//! Repairs of XML that change nothing in a correct feed. feed-rs is stricter than publishers.

use std::borrow::Cow;

use super::tag::{Attribute, Tag};

/// Namespaces that feed-rs knows, and how else their addresses are written: with `https`, without
/// the slash, in capitals.
const KNOWN: [&str; 7] = [
    "http://purl.org/rss/1.0/",
    "http://www.w3.org/2005/Atom",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/",
    "http://search.yahoo.com/mrss/",
    "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "http://wellformedweb.org/CommentAPI/",
];

const VERSION: &str = " version=\"2.0\"";

/// The text with which feed-rs begins.
pub fn tame(text: &str) -> Cow<'_, str> {
    // The text is UTF-8 by now, whatever its declaration says. Some declarations are also damaged.
    let body = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, body)| body),
        None => text,
    };
    let unwanted = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let mut body = if body.contains(unwanted) {
        Cow::Owned(body.replace(unwanted, " "))
    } else {
        Cow::Borrowed(body)
    };
    if let Some(tag) = Tag::first(&body) {
        let (range, repaired) = (tag.range(), repaired(&tag));
        if body.get(range.clone()) != Some(repaired.as_str()) {
            body.to_mut().replace_range(range, &repaired);
        }
    }
    body
}

/// The first tag as feed-rs takes it.
fn repaired(first: &Tag<'_>) -> String {
    let is_rss = first.name == "rss";
    // Its elements have no prefix, and only `RDF` has one itself. So whatever namespace they are
    // in is that of the feed, such as http://backend.userland.com/rss2.
    let is_own = first.local() == "RDF" || !first.name.contains(':');
    let mut tag = first.name.to_owned();
    let mut has_version = false;
    for Attribute { name, value, whole } in &first.attributes {
        match *name {
            "xmlns" if is_own => {}
            // feed-rs does not know all versions. Those others have everything that 2.0 has.
            "version" if is_rss => {
                has_version = true;
                let known = matches!(*value, "2.0" | "0.91" | "0.92" | "");
                tag += if known { whole } else { VERSION };
            }
            name if name.starts_with("xmlns:") => {
                let mut known = KNOWN.iter();
                match known.find(|known| *known != value && plain(known) == plain(value)) {
                    Some(known) => tag += &format!(" {name}=\"{known}\""),
                    None => tag += whole,
                }
            }
            _ => tag += whole,
        }
    }
    if is_rss && !has_version {
        tag += VERSION;
    }
    tag
}

/// An address of a namespace without what publishers write in different ways.
pub fn plain(address: &str) -> String {
    let address = address.trim().trim_end_matches('/').to_ascii_lowercase();
    match address.strip_prefix("https:") {
        Some(rest) => format!("http:{rest}"),
        None => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tag_is_repaired() {
        for (text, expected) in [
            ("<rss version=\"2.0\"><a/>", "<rss version=\"2.0\"><a/>"),
            ("<rss>", "<rss version=\"2.0\">"),
            ("<rss/>", "<rss version=\"2.0\"/>"),
            (
                "<rss version = '0.93' a='>' xmlns=\"x\" >",
                "<rss version=\"2.0\" a='>' >",
            ),
            (
                "<!-- <rss> --><rss xmlns:m=\"HTTPS://search.yahoo.com/mrss\" version=\"0.91\">",
                "<!-- <rss> --><rss xmlns:m=\"http://search.yahoo.com/mrss/\" version=\"0.91\">",
            ),
            (
                "<rdf:RDF xmlns=\"x\" xmlns:rdf=\"y\">",
                "<rdf:RDF xmlns:rdf=\"y\">",
            ),
            ("<feed xmlns='x' a=b>", "<feed a=b>"),
            ("<a:feed xmlns='x'>", "<a:feed xmlns='x'>"),
            ("<feed version='2'>", "<feed version='2'>"),
            ("<?xml version=\"1.0\"?><feed>\u{8}", "<feed> "),
            ("<rss version=\"2.0", "<rss version=\"2.0\" version=\"2.0"),
            ("<", "<"),
            ("", ""),
        ] {
            assert_eq!(tame(text), expected, "{text}");
        }
    }

    #[test]
    fn a_correct_feed_is_not_copied() {
        let text = "<rss version=\"2.0\" xmlns:a=\"b\"><channel/></rss>";
        assert!(matches!(tame(text), Cow::Borrowed(same) if same == text));
    }
}
