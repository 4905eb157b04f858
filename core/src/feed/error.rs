//! Why a feed, or an item of it, is not shown. Every variant is something that somebody can act on.
//! Its message says what was received and what to do.

use std::fmt::{self, Write};

use crate::{decimal, unwanted::is_unwanted};

/// Why a whole feed cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum FeedError {
    /// Nothing but white space.
    Empty,
    /// XML, which this widget does not read.
    Xml(Xml),
    /// A web page, such as a "not found" page with status 200 or a login form.
    Html,
    /// Text in UTF-16 instead of UTF-8.
    Utf16,
    /// Not JSON from this place on. Lines and columns count from 1; columns count characters.
    NotJson {
        line: usize,
        column: usize,
        found: char,
    },
    /// JSON that ends too early.
    CutShort { line: usize, column: usize },
    /// The publisher's own error, in the publisher's words.
    Publisher { message: String },
    /// JSON of no known format, with the first few of its top-level keys.
    UnknownFormat { keys: Vec<String> },
    /// There are items, but none can be shown. `reason` is why the first item cannot.
    NoArticles { items: usize, reason: SkipReason },
    /// JSON that holds no list of objects. `found` is what it is instead.
    NotAList { found: &'static str },
}

/// Which kind of XML the feed is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Xml {
    Rss,
    Atom,
    Other,
}

/// Why one item is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SkipReason {
    /// A string, number, null or list where an item should be.
    NotAnObject,
    /// Neither a title nor any text to make one from.
    NoHeadline,
    /// No link, or no link that leads anywhere.
    NoLink,
    /// A link that is neither `http:` nor `https:`.
    UnsafeLink,
    /// A draft, or something else that its publisher does not show.
    Unpublished,
    /// The same article as an earlier one.
    Duplicate,
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedError::Empty => f.write_str(
                "the feed is empty: its address answered without content; check the address",
            ),
            FeedError::Xml(kind) => {
                f.write_str(match kind {
                    Xml::Rss => "the feed is XML (RSS)",
                    Xml::Atom => "the feed is XML (Atom)",
                    Xml::Other => "the feed is XML",
                })?;
                f.write_str(
                    ", not JSON; give the address of a JSON feed, \
                     with WordPress /wp-json/wp/v2/posts?_embed",
                )
            }
            FeedError::Html => f.write_str(
                "the feed is an HTML page, not JSON; check its address, \
                 and that it needs no login",
            ),
            FeedError::Utf16 => {
                f.write_str("the feed is encoded in UTF-16; it must be sent as UTF-8")
            }
            FeedError::NotJson {
                line,
                column,
                found,
            } => {
                f.write_str("the feed is not JSON: unexpected ")?;
                // Some characters would reverse the rest of the line in the console.
                if is_unwanted(*found) {
                    f.write_str("control character")?;
                } else {
                    f.write_char('`')?;
                    f.write_char(*found)?;
                    f.write_char('`')?;
                }
                place(f, *line, *column)?;
                f.write_str("; its address must answer with JSON and nothing else")
            }
            FeedError::CutShort { line, column } => {
                f.write_str("the feed is cut short: its JSON ends too early")?;
                place(f, *line, *column)?;
                f.write_str("; check that the publisher sends all of it")
            }
            FeedError::Publisher { message } => {
                f.write_str("the publisher answered with an error: ")?;
                f.write_str(message)?;
                f.write_str("; check the feed's address and key")
            }
            FeedError::UnknownFormat { keys } => {
                f.write_str("the feed is JSON of no known format")?;
                for (index, key) in keys.iter().enumerate() {
                    f.write_str(if index == 0 { " with the keys " } else { ", " })?;
                    f.write_str(key)?;
                }
                f.write_str("; send JSON Feed, or a list of objects with title and url")
            }
            FeedError::NoArticles { items, reason } => {
                f.write_str("the feed's items (")?;
                f.write_str(&decimal::of(*items))?;
                f.write_str(") hold no article: the first ")?;
                f.write_str(reason.text())
            }
            FeedError::NotAList { found } => {
                f.write_str("the feed is JSON, but only ")?;
                f.write_str(found)?;
                f.write_str("; send JSON Feed, or a list of objects with title and url")
            }
        }
    }
}

impl std::error::Error for FeedError {}

fn place(f: &mut fmt::Formatter<'_>, line: usize, column: usize) -> fmt::Result {
    f.write_str(" at line ")?;
    f.write_str(&decimal::of(line))?;
    f.write_str(", column ")?;
    f.write_str(&decimal::of(column))
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl SkipReason {
    fn text(self) -> &'static str {
        match self {
            SkipReason::NotAnObject => "is not an object; send one object per article",
            SkipReason::NoHeadline => "has neither a title nor text; send one of them",
            SkipReason::NoLink => "has no link that leads anywhere; send its http(s) address",
            SkipReason::UnsafeLink => "has a link that is neither http nor https; send one that is",
            SkipReason::Unpublished => "is not published; send published articles only",
            SkipReason::Duplicate => "repeats an article before it; send each once",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: impl fmt::Display, expected: &str) {
        let message = error.to_string();
        assert_eq!(message, expected);
        assert!(!message.ends_with('.') && !message.starts_with(char::is_uppercase));
    }

    #[test]
    fn feed_errors_say_what_came_and_what_to_do() {
        check(
            FeedError::Empty,
            "the feed is empty: its address answered without content; check the address",
        );
        check(
            FeedError::Xml(Xml::Rss),
            "the feed is XML (RSS), not JSON; give the address of a JSON feed, with WordPress \
             /wp-json/wp/v2/posts?_embed",
        );
        check(
            FeedError::Xml(Xml::Atom),
            "the feed is XML (Atom), not JSON; give the address of a JSON feed, with WordPress \
             /wp-json/wp/v2/posts?_embed",
        );
        check(
            FeedError::Xml(Xml::Other),
            "the feed is XML, not JSON; give the address of a JSON feed, with WordPress \
             /wp-json/wp/v2/posts?_embed",
        );
        check(
            FeedError::Html,
            "the feed is an HTML page, not JSON; check its address, and that it needs no login",
        );
        check(
            FeedError::Utf16,
            "the feed is encoded in UTF-16; it must be sent as UTF-8",
        );
        check(
            FeedError::NotJson {
                line: 3,
                column: 14,
                found: 'v',
            },
            "the feed is not JSON: unexpected `v` at line 3, column 14; its address must answer \
             with JSON and nothing else",
        );
        check(
            FeedError::NotJson {
                line: 1,
                column: 1,
                found: '\u{1F}',
            },
            "the feed is not JSON: unexpected control character at line 1, column 1; its address \
             must answer with JSON and nothing else",
        );
        check(
            FeedError::CutShort {
                line: 1,
                column: 99,
            },
            "the feed is cut short: its JSON ends too early at line 1, column 99; check that the \
             publisher sends all of it",
        );
        check(
            FeedError::Publisher {
                message: "Unknown Content API Key".into(),
            },
            "the publisher answered with an error: Unknown Content API Key; check the feed's \
             address and key",
        );
        check(
            FeedError::UnknownFormat {
                keys: vec!["version".into(), "widgets".into()],
            },
            "the feed is JSON of no known format with the keys version, widgets; send JSON Feed, \
             or a list of objects with title and url",
        );
        check(
            FeedError::UnknownFormat { keys: vec![] },
            "the feed is JSON of no known format; send JSON Feed, or a list of objects with title \
             and url",
        );
        check(
            FeedError::NoArticles {
                items: 3,
                reason: SkipReason::NoLink,
            },
            "the feed's items (3) hold no article: the first has no link that leads anywhere; send \
             its http(s) address",
        );
        check(
            FeedError::NotAList { found: "a number" },
            "the feed is JSON, but only a number; send JSON Feed, or a list of objects with title \
             and url",
        );
    }

    #[test]
    fn skip_reasons_complete_the_sentence_that_names_the_item() {
        check(
            SkipReason::NotAnObject,
            "is not an object; send one object per article",
        );
        check(
            SkipReason::NoHeadline,
            "has neither a title nor text; send one of them",
        );
        check(
            SkipReason::NoLink,
            "has no link that leads anywhere; send its http(s) address",
        );
        check(
            SkipReason::UnsafeLink,
            "has a link that is neither http nor https; send one that is",
        );
        check(
            SkipReason::Unpublished,
            "is not published; send published articles only",
        );
        check(
            SkipReason::Duplicate,
            "repeats an article before it; send each once",
        );
    }
}
