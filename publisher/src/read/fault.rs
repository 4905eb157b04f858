//! Whether the XML of a feed is whole, and if not, in which line it breaks.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::ReadError;

/// Looks for the first fault up to the end of the feed. What follows does not matter, not even whether the
/// root ends. A feed may also be cut between items:
/// then the tags that end it are returned.
pub fn check(text: &str) -> Result<String, ReadError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_markup_names_in_closing_tags = true;
    let mut open: Vec<(String, u64)> = Vec::new();
    let mut has_item = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                open.push((tag.name().as_ref().to_owned(), reader.buffer_position()));
            }
            Ok(Event::Empty(_)) if open.is_empty() => return Ok(String::new()),
            Ok(Event::End(tag)) => {
                open.pop();
                let is_channel = tag.name().as_ref() == "channel";
                has_item |= is_around_items(&open)
                    && matches!(local(tag.name().as_ref()), "item" | "entry");
                match &open[..] {
                    [] => return Ok(String::new()),
                    [(root, _)] if root == "rss" && is_channel => return Ok(String::new()),
                    _ => {}
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(broken(text, reader.error_position(), error.to_string())),
        }
    }
    match open.last() {
        Some(_) if has_item && is_around_items(&open) => {
            let ends = open.iter().rev().map(|(name, _)| format!("</{name}>"));
            Ok(ends.collect())
        }
        Some((name, at)) => Err(broken(text, *at, format!("<{name}> does not end"))),
        None => Ok(String::new()),
    }
}

fn is_around_items(open: &[(String, u64)]) -> bool {
    match open {
        [(root, _)] => matches!(local(root), "feed" | "RDF"),
        [(root, _), (channel, _)] => root == "rss" && channel == "channel",
        _ => false,
    }
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn broken(text: &str, at: u64, why: String) -> ReadError {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    ReadError::BrokenXml {
        line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fault_is_told_with_its_line() {
        let line = |text: &str| match check(text) {
            Ok(_) => 0,
            Err(ReadError::BrokenXml { line, .. }) => line,
            Err(error) => panic!("{error}"),
        };
        for (text, expected) in [
            ("<rss><channel></channel></rss>", 0),
            ("<rss><channel>\n</channel>", 0),
            ("<rss/>", 0),
            ("<feed></feed>\n<", 0),
            ("<feed>\n<entry>\n", 2),
            ("<feed>\n<entry>\n</a></feed>", 3),
            ("<feed>\n\n<![CDATA[", 3),
            ("<a:feed>\n<a:entry></a:entry>", 0),
            ("<feed><entry></entry>\n<entry>", 2),
            ("<entry>\n<entry></entry>", 1),
            ("<rss><channel>\n<item></item>", 0),
            ("<rss>\n<channel>\n<a><item></item>", 3),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
    }

    #[test]
    fn names_in_a_feed_make_no_long_message() {
        let name = "name\u{7}\n".repeat(1_000);
        for error in [
            check(&format!("<rss><{name}></rss>")).expect_err("an element is open"),
            ReadError::UnreadXml { why: name.clone() },
            ReadError::OtherXml { root: name.clone() },
        ] {
            let told = error.to_string();
            assert!(told.chars().count() < 400, "{told}");
            assert!(!told.contains(char::is_control), "{told:?}");
        }
    }
}
