//! The articles in a feed's bytes, or why there are none.

use super::Source;
use crate::browser::fetch::{Answer, LoadError};
use crate::store::printed::printed;
use latest_news_core::feed::{self, Feed};
use latest_news_core::teaser;
use std::rc::Rc;

/// A browser does not tell a page why it may not fetch. But a page can recognise mixed content.
const MIXED: &str = "cannot be reached: a page on https: may fetch no feed on http: (mixed content); \
                     give its https: address";

/// The beginning of the message if the whole feed reader did not load.
const NOT_LOADED: &str = "its format needs formats.wasm, which ";

/// The result of fetching and reading a feed.
pub type Outcome = Result<Rc<Feed>, Rc<Failure>>;

/// Why a feed shows nothing, for the console and the error event.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: &'static str,
    pub message: String,
}

impl Source {
    /// The articles of a feed of a common format. `None` if only the whole feed reader can tell.
    /// Equal bytes are not read again: they give the same feed.
    pub(super) fn read(&self, bytes: &[u8], url: &str, now: i64) -> Option<Outcome> {
        let hash = teaser::key(&[bytes]);
        let before = self.outcome.borrow().clone();
        match before {
            Some(Ok(feed)) if hash == self.hash.get() => Some(Ok(feed)),
            _ => feed::common::parse(bytes, url).map(|feed| self.take_in(feed, hash, now)),
        }
    }

    /// The articles in an answer of the whole feed reader. `hash` is the feed's own.
    pub(super) fn read_answer(
        &self,
        answer: &Result<Answer, LoadError>,
        url: &str,
        hash: u64,
        now: i64,
    ) -> Outcome {
        let reason = match answer {
            Ok(answer) => {
                // Before the line break stands what is said about lists that are left out.
                let end = answer.bytes.iter().position(|it| *it == b'\n');
                let (left_out, rest) = answer.bytes.split_at(end.unwrap_or(0));
                let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
                if let Some(mut feed) = feed::common::parse_answer(rest, url) {
                    feed.left_out = text(left_out);
                    return self.take_in(feed, hash, now);
                }
                text(rest)
            }
            Err(error) => [NOT_LOADED, &error.to_string()].concat(),
        };
        Err(Rc::new(Failure::unreadable(&self.url, &reason)))
    }

    fn take_in(&self, mut feed: Feed, hash: u64, now: i64) -> Outcome {
        feed.forget_the_far_future(now);
        self.hash.set(hash);
        Ok(Rc::new(feed))
    }
}

impl Failure {
    fn unreadable(url: &str, reason: &str) -> Self {
        Self {
            kind: "format",
            message: ["feed ", &printed(url), ": ", reason].concat(),
        }
    }

    /// `secure` is true if the page is on `https:`.
    pub(super) fn unloaded(url: &str, error: &LoadError, secure: bool) -> Self {
        let is_mixed = secure && *error == LoadError::Unreachable && url.starts_with("http:");
        let words = match is_mixed {
            true => MIXED.to_owned(),
            false => error.to_string(),
        };
        Self {
            kind: error.kind(),
            message: ["feed ", &printed(url), " ", &words].concat(),
        }
    }
}
