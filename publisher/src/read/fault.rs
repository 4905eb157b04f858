//! Why a feed cannot be read, and in which line.

use feed_rs::parser::ParseFeedError;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::ReadError;

/// The first fault of the XML. If it has none, what feed-rs says.
pub fn fault(text: &str, error: &ParseFeedError) -> ReadError {
    let mut reader = Reader::from_str(text);
    reader.config_mut().trim_markup_names_in_closing_tags = true;
    let mut open: Vec<(String, u64)> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                open.push((tag.name().as_ref().to_owned(), reader.buffer_position()));
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                return broken(text, reader.error_position(), error.to_string());
            }
        }
    }
    match open.last() {
        Some((name, at)) => broken(text, *at, format!("<{name}> does not end")),
        None => ReadError::UnreadXml {
            why: error.to_string().replace('\n', " "),
        },
    }
}

fn broken(text: &str, at: u64, why: String) -> ReadError {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    ReadError::BrokenXml {
        line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        why: why.replace('\n', " "),
    }
}
