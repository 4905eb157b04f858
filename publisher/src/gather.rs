//! The articles of every feed in a configuration, fetched or from a copy. A feed that fails does
//! not affect the others, and its last copy is used.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use latest_news_core::feed::Article;
use latest_news_core::limits;

use crate::config::{Config, Fields, Source};
use crate::fetch::{self, Cached, FetchError, Fetcher, Freshness, Limits, Wanted};
use crate::read::{self, Read, Sent};
use crate::report::{Event, Outcome, Report};
use crate::state::{Copies, FeedCopy, Fetched};

/// A feed, and the mapping of its items.
pub type Key = (Source, Option<Fields>);

/// Its articles. `None` if it failed and there is no copy.
pub type Feeds = HashMap<Key, Option<Vec<Article>>>;

const LIMITS: Limits = Limits {
    bytes: limits::MAX_BYTES,
    time: Duration::from_millis(limits::TIMEOUT as u64),
};
const ACCEPT: &str = "application/feed+json, application/rss+xml, application/atom+xml, \
    application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
/// Feeds that are processed at the same time. `fetch` limits the number of requests.
const SIDE_BY_SIDE: usize = 32;

pub async fn gather(config: &Config, fetcher: &Fetcher, copies: &Copies, report: &Report) -> Feeds {
    let mut keys: Vec<Key> = Vec::new();
    for edition in &config.editions {
        for source in &edition.feeds {
            let key = (source.clone(), edition.fields.clone());
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    report.begin("feeds", keys.len());
    let feeds = stream::iter(keys).map(|key| async {
        let (articles, event) = one(&key, fetcher, copies).await;
        report.print(&event);
        report.step();
        (key, articles)
    });
    let feeds = feeds.buffer_unordered(SIDE_BY_SIDE).collect().await;
    report.end();
    feeds
}

impl Fetcher {
    /// A feed from its server, without a copy.
    pub async fn fetch_feed(&self, url: &url::Url) -> Result<fetch::Answer, FetchError> {
        match self.ask(wanted(url), None).await? {
            Cached::New { answer, .. } => Ok(*answer),
            Cached::Copy { .. } => Err(FetchError::NothingToKeep),
        }
    }
}

async fn one(key: &Key, fetcher: &Fetcher, copies: &Copies) -> (Option<Vec<Article>>, Event) {
    let (source, fields) = key;
    let feed = source.to_string();
    let url = match source {
        Source::File(path) => {
            let told = match read_file(path, fields.as_ref()) {
                Ok(read) => Told {
                    outcome: Outcome::New,
                    message: None,
                    read: Some(read),
                    age: None,
                },
                Err(error) => failed(error),
            };
            return told.event(feed);
        }
        Source::Http(url) => url,
    };
    let copy = copies.load(&feed);
    let policy = copy.as_ref().map(|copy| &copy.about.policy);
    let told = match fetcher.ask(wanted(url), policy).await {
        Ok(Cached::Copy { freshness, policy }) => match copy {
            Some(copy) => {
                if freshness == Freshness::Confirmed {
                    // If the confirmation cannot be saved, the next run asks the server again.
                    let _ = copies.confirm(&copy, &policy);
                }
                let outcome = match freshness {
                    Freshness::Fresh => Outcome::Fresh,
                    Freshness::Confirmed => Outcome::Unchanged,
                };
                from_copy(&copy, fields.as_ref(), outcome, None)
            }
            None => failed(FetchError::NothingToKeep.to_string()),
        },
        Ok(Cached::New { answer, policy }) => {
            let media_type =
                fetch::text(&answer.headers, &http::header::CONTENT_TYPE).unwrap_or_default();
            let sent = Sent {
                bytes: &answer.body,
                media_type: &media_type,
                base: answer.url.as_str(),
            };
            match read::read(&sent, fields.as_ref()) {
                // A feed that had articles and now has none is more probably broken than really
                // empty.
                Ok(read) if read.feed.articles.is_empty() && copy.is_some() => fall_back(
                    copy.as_ref(),
                    fields.as_ref(),
                    "holds no articles".to_owned(),
                ),
                Ok(read) => {
                    let fetched = Fetched {
                        base: answer.url.as_str(),
                        media_type: &media_type,
                        fetched: fetch::now(),
                        policy: &policy,
                    };
                    let saved = copies.save(&feed, &answer.body, &fetched);
                    let message = match saved {
                        Err(error) => Some(format!("cannot be kept: {error}")),
                        Ok(()) if read.feed.articles.is_empty() => {
                            Some("holds no articles".to_owned())
                        }
                        Ok(()) => None,
                    };
                    Told {
                        outcome: Outcome::New,
                        message,
                        read: Some(read),
                        age: None,
                    }
                }
                Err(error) => fall_back(copy.as_ref(), fields.as_ref(), error.to_string()),
            }
        }
        Err(error) => fall_back(copy.as_ref(), fields.as_ref(), error.to_string()),
    };
    told.event(feed)
}

fn wanted(url: &url::Url) -> Wanted<'_> {
    Wanted {
        url,
        accept: ACCEPT,
        limits: LIMITS,
        configured: true,
    }
}

/// The bytes of a local feed.
pub fn file(path: &Path) -> Result<Vec<u8>, FetchError> {
    let unreadable = |error: std::io::Error| FetchError::Unreadable {
        why: error.to_string(),
    };
    let about = std::fs::metadata(path).map_err(unreadable)?;
    if about.len() > LIMITS.bytes as u64 {
        let megabytes = LIMITS.bytes as u64 / 1_000_000;
        return Err(FetchError::TooLarge { megabytes });
    }
    std::fs::read(path).map_err(unreadable)
}

fn read_file(path: &Path, fields: Option<&Fields>) -> Result<Read, String> {
    let bytes = file(path).map_err(|error| error.to_string())?;
    let sent = Sent {
        bytes: &bytes,
        media_type: "",
        base: "",
    };
    read::read(&sent, fields).map_err(|error| error.to_string())
}

/// The report on a feed, and its articles.
struct Told {
    outcome: Outcome,
    message: Option<String>,
    read: Option<Read>,
    age: Option<u64>,
}

impl Told {
    fn event(mut self, feed: String) -> (Option<Vec<Article>>, Event) {
        // Such a date would put its article before all others.
        if let Some(read) = &mut self.read {
            read.feed.forget_the_far_future(fetch::now());
        }
        let event = Event::Feed {
            feed,
            outcome: self.outcome,
            articles: self
                .read
                .as_ref()
                .map_or(0, |read| read.feed.articles.len()),
            skipped: self.read.as_ref().map_or(0, |read| read.feed.skipped.len()),
            age: self.age,
            message: self.message,
        };
        (self.read.map(|read| read.feed.articles), event)
    }
}

fn failed(message: String) -> Told {
    Told {
        outcome: Outcome::Failed,
        message: Some(message),
        read: None,
        age: None,
    }
}

fn fall_back(copy: Option<&FeedCopy>, fields: Option<&Fields>, message: String) -> Told {
    match copy {
        Some(copy) => from_copy(copy, fields, Outcome::Kept, Some(message)),
        None => failed(message),
    }
}

fn from_copy(
    copy: &FeedCopy,
    fields: Option<&Fields>,
    outcome: Outcome,
    message: Option<String>,
) -> Told {
    let sent = Sent {
        bytes: &copy.body,
        media_type: &copy.about.media_type,
        base: &copy.about.base,
    };
    let age = fetch::now().saturating_sub(copy.about.fetched) / 1_000;
    match read::read(&sent, fields) {
        Ok(read) => Told {
            outcome,
            message,
            read: Some(read),
            age: (outcome != Outcome::Unchanged).then(|| age.max(0).unsigned_abs()),
        },
        // The copy was good once, but the mapping may have changed since then.
        Err(error) => failed(message.unwrap_or_else(|| error.to_string())),
    }
}
