//! The articles in a feed's bytes, or why there are none.

use super::Source;
use crate::browser::fetch::LoadError;
use crate::store::printed::printed;
use latest_news_core::feed::{self, Feed, FeedError};
use latest_news_core::teaser;
use std::rc::Rc;

/// A browser does not tell a page why it may not fetch. But a page can recognise mixed content.
const MIXED: &str = "cannot be reached: a page on https: may fetch no feed on http: (mixed content); \
                     give its https: address";

/// The result of fetching and reading a feed.
pub type Outcome = Result<Rc<Feed>, Rc<Failure>>;

/// Why a feed shows nothing, for the console and the error event.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    pub kind: &'static str,
    pub message: String,
}

impl Source {
    /// Equal bytes are not read again: they give the same feed.
    pub(super) fn read(&self, bytes: &[u8], url: &str, now: i64) -> Outcome {
        let hash = teaser::key(&[bytes]);
        let before = self.outcome.borrow().clone();
        match before {
            Some(Ok(feed)) if hash == self.hash.get() => Ok(feed),
            _ => {
                let mut feed = feed::parse(bytes, url)
                    .map_err(|error| Rc::new(Failure::unreadable(&self.url, &error)))?;
                feed.forget_the_far_future(now);
                self.hash.set(hash);
                Ok(Rc::new(feed))
            }
        }
    }
}

impl Failure {
    pub(super) fn unreadable(url: &str, error: &FeedError) -> Self {
        Self {
            kind: "format",
            message: ["feed ", &printed(url), ": ", &error.to_string()].concat(),
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
