//! Repairs of XML that change nothing in a correct feed. feed-rs is stricter than publishers.

use std::borrow::Cow;

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
        let (range, repaired) = (tag.range(), tag.repaired());
        if body.get(range.clone()) != Some(repaired.as_str()) {
            body.to_mut().replace_range(range, &repaired);
        }
    }
    body
}

/// The name of the first element, without its prefix.
pub fn root(text: &str) -> &str {
    Tag::first(text).map_or("", |tag| tag.local())
}

/// The first tag of a document, up to its last attribute.
struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    attributes: Vec<Attribute<'a>>,
}

struct Attribute<'a> {
    name: &'a str,
    value: &'a str,
    /// As it stands in the text.
    whole: &'a str,
}

impl<'a> Tag<'a> {
    fn first(text: &'a str) -> Option<Tag<'a>> {
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            rest = rest.get(at + 1..)?;
            if rest.starts_with(['?', '!']) {
                if let Some(comment) = rest.strip_prefix("!--") {
                    rest = comment.split_once("-->").map_or("", |(_, after)| after);
                }
                continue;
            }
            let start = text.len() - rest.len();
            let end = rest.find(|c: char| !(c.is_alphanumeric() || ":_-.".contains(c)));
            let (name, mut rest) = rest.split_at(end.unwrap_or(rest.len()));
            let mut attributes = Vec::new();
            while let Some((attribute, after)) = attribute(rest) {
                attributes.push(attribute);
                rest = after;
            }
            return Some(Tag {
                start,
                end: text.len() - rest.len(),
                name,
                attributes,
            });
        }
        None
    }

    fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    fn repaired(&self) -> String {
        let is_rss = self.name == "rss";
        // Its elements have no prefix, and only `RDF` has one itself. So whatever namespace they are
        // in is that of the feed, such as http://backend.userland.com/rss2.
        let is_own = self.local() == "RDF" || !self.name.contains(':');
        let mut tag = self.name.to_owned();
        let mut has_version = false;
        for Attribute { name, value, whole } in &self.attributes {
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
}

/// The attribute at the beginning of a text, and what follows it.
fn attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    let start = text.trim_start();
    let end = start.find(|c: char| c == '=' || c == '>' || c == '/' || c.is_whitespace())?;
    let (name, after) = start.split_at(end);
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after.get(1..)?.split_once(quote)?;
    let whole = text.get(..text.len() - after.len())?;
    Some((Attribute { name, value, whole }, after))
}

/// An address of a namespace without what publishers write in different ways.
fn plain(address: &str) -> String {
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
