//! Turns a feed's bytes into articles. XML is converted to a plain list, so that core cleans the
//! text, links, dates and pictures of every format. Pure: it fetches nothing.

mod document;
mod element;
mod encoding;
mod fault;
mod fields;
mod item;
mod media;
mod media_part;
mod person;
mod prepared;
mod references;
mod space;
mod start;
mod tag;
mod tame;
mod text;
mod unread;
mod xml;

use std::fmt;

use latest_news_core::feed::{self, Feed, FeedError};
use latest_news_doctor::Decoded;

use crate::config::Fields;

/// The input for reading a feed.
#[derive(Clone, Copy, Debug)]
pub struct Sent<'a> {
    pub bytes: &'a [u8],
    /// The Content-Type header. Empty if there is none.
    pub media_type: &'a str,
    /// The address of the feed. Relative links start there.
    pub base: &'a str,
}

/// A feed, with its format.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub feed: Feed,
    /// The name of its format.
    pub format: &'static str,
    /// How its bytes became letters.
    pub decoded: Decoded,
}

impl Read {
    fn of_text(feed: Feed, format: &'static str) -> Read {
        Read {
            feed,
            format,
            decoded: Decoded::utf_8(&[]),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    Feed(FeedError),
    /// XML that ends too early, or breaks.
    BrokenXml {
        /// Of the bytes, counted from 1.
        line: usize,
        why: String,
    },
    /// XML that the reader does not understand.
    UnreadXml {
        why: String,
    },
    /// XML that declares more namespaces than the reader takes.
    TooManyNamespaces {
        most: usize,
    },
    /// XML that is neither RSS nor Atom.
    OtherXml {
        root: String,
    },
    /// The path of the mapping leads to no list.
    NoList {
        path: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Feed(error) => write!(f, "cannot be used: {error}"),
            ReadError::BrokenXml { line, why } => write!(
                f,
                "cannot be used: its XML is broken in line {line}: {}; check that the publisher sends \
                 all of it",
                short(why)
            ),
            ReadError::UnreadXml { why } => {
                write!(
                    f,
                    "cannot be used: its XML is no feed that can be read: {}",
                    short(why)
                )
            }
            ReadError::TooManyNamespaces { most } => write!(
                f,
                "cannot be used: its XML declares more than {most} namespaces (xmlns:) at once; leave \
                 out those that it does not use"
            ),
            ReadError::OtherXml { root } => write!(
                f,
                "cannot be used: it is XML that begins with <{}>, neither RSS nor Atom; check the \
                 address",
                short(root)
            ),
            ReadError::NoList { path } => write!(
                f,
                "cannot be used: there is no list at {path:?}; correct list in the edition's fields"
            ),
        }
    }
}

/// Words of a feed in a message: one line, and not all of them.
fn short(words: &str) -> String {
    const MOST: usize = 200;
    let without_control = |c: char| if c.is_control() { ' ' } else { c };
    let mut line: String = words.chars().take(MOST).map(without_control).collect();
    if words.chars().nth(MOST).is_some() {
        line.push('…');
    }
    line
}

impl From<FeedError> for ReadError {
    fn from(error: FeedError) -> ReadError {
        ReadError::Feed(error)
    }
}

impl ReadError {
    /// The same error of a text that begins with `before`.
    fn behind(self, before: &str) -> ReadError {
        match self {
            ReadError::BrokenXml { line, why } => ReadError::BrokenXml {
                line: line + before.matches('\n').count(),
                why,
            },
            error => error,
        }
    }
}

/// Reads a feed in any format. `fields` maps JSON of no known format.
pub fn read(sent: &Sent<'_>, fields: Option<&Fields>) -> Result<Read, ReadError> {
    let (text, decoded) = encoding::decode(sent.bytes, sent.media_type);
    let read = read_text(&text, sent.base, fields)?;
    Ok(Read { decoded, ..read })
}

fn read_text(text: &str, base: &str, fields: Option<&Fields>) -> Result<Read, ReadError> {
    let start = start::start(text);
    if start.starts_with('<') {
        let before = text.get(..text.len() - start.len()).unwrap_or_default();
        return xml::read(start, base).map_err(|error| error.behind(before));
    }
    if let Some(fields) = fields {
        return fields::read(start, base, fields);
    }
    let feed = feed::parse(start.as_bytes(), base)?;
    let format = feed.format.name();
    Ok(Read::of_text(feed, format))
}
