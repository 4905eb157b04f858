//! The articles of every feed in a configuration, fetched or from a copy. A feed that fails does
//! not affect the others, and its last copy is used.

mod reader;

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use http_cache_semantics::CachePolicy;
use latest_news_core::feed::Article;
use latest_news_core::limits;

use crate::address::shown;
use crate::config::{Config, Fields, Source};
use crate::fetch::{self, Cached, FetchError, Fetcher, Freshness, Limits, Wanted};
use crate::read::Read;
use crate::report::{Event, Outcome, Report};
use crate::state::{Copies, FeedCopy, Fetched};
use reader::{Reader, Received};

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
const EMPTY: &str = "holds no articles";
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
    let gatherer = Gatherer {
        fetcher,
        copies,
        reader: Reader::new(),
    };
    let feeds = stream::iter(keys).map(|key| async {
        let told = gatherer.one(&key).await;
        let lost = told.lost_letters();
        let left_out = told.left_out();
        let (articles, event) = told.event(key.0.to_string());
        report.print(&event);
        if let Some(lost) = lost {
            report.warning(format!("feed {}: {lost}", key.0));
        }
        if let Some(left_out) = left_out {
            report.warning(format!("feed {}: {left_out}", key.0));
        }
        report.step();
        (key, articles)
    });
    let feeds = feeds.buffer_unordered(SIDE_BY_SIDE).collect().await;
    report.end();
    feeds
}

impl Fetcher {
    /// A feed from its server, without a copy, as the page of a partner would get it.
    pub async fn fetch_feed(&self, url: &url::Url) -> Result<fetch::Answer, FetchError> {
        let wanted = Wanted {
            origin: Some(latest_news_doctor::PARTNER),
            ..wanted(url)
        };
        match self.ask(wanted, None).await? {
            Cached::New { answer, .. } => Ok(*answer),
            Cached::Copy { .. } => Err(FetchError::NothingToKeep),
        }
    }
}

struct Gatherer<'a> {
    fetcher: &'a Fetcher,
    copies: &'a Copies,
    reader: Reader,
}

impl Gatherer<'_> {
    async fn one(&self, (source, fields): &Key) -> Told {
        let feed = source.whole();
        let copy = self.copies.load(&feed);
        let fields = fields.as_ref();
        match source {
            Source::File(path) => self.local(path, &feed, copy, fields).await,
            Source::Http(url) => self.remote(url, &feed, copy, fields).await,
        }
    }

    async fn local(
        &self,
        path: &Path,
        feed: &str,
        copy: Option<FeedCopy>,
        fields: Option<&Fields>,
    ) -> Told {
        let path = path.to_owned();
        let bytes = self
            .reader
            .beside(move || file(&path).map_err(|error| error.to_string()));
        let received = match bytes.await {
            Ok(bytes) => Received {
                bytes: bytes.into(),
                media_type: String::new(),
                base: String::new(),
            },
            Err(error) => return self.fall_back(copy, fields, error).await,
        };
        self.received(received, None, feed, copy, fields).await
    }

    async fn remote(
        &self,
        url: &url::Url,
        feed: &str,
        copy: Option<FeedCopy>,
        fields: Option<&Fields>,
    ) -> Told {
        let policy = copy.as_ref().and_then(|copy| copy.about.policy.as_ref());
        match self.fetcher.ask(wanted(url), policy).await {
            Ok(Cached::Copy { freshness, policy }) => match copy {
                Some(copy) => {
                    if freshness == Freshness::Confirmed {
                        // If the confirmation cannot be saved, the next run asks the server again.
                        let _ = self.copies.confirm(feed, &copy, &policy);
                    }
                    let outcome = match freshness {
                        Freshness::Fresh => Outcome::Fresh,
                        Freshness::Confirmed => Outcome::Unchanged,
                    };
                    self.kept(copy, fields, outcome, None).await
                }
                None => failed(FetchError::NothingToKeep.to_string()),
            },
            Ok(Cached::New { answer, policy }) => {
                let media_type = fetch::text(&answer.headers, &http::header::CONTENT_TYPE);
                let received = Received {
                    bytes: answer.body,
                    media_type: media_type.unwrap_or_default(),
                    base: shown(answer.url.as_str()),
                };
                self.received(received, Some(&policy), feed, copy, fields)
                    .await
            }
            Err(error) => self.fall_back(copy, fields, error.to_string()).await,
        }
    }

    async fn received(
        &self,
        received: Received,
        policy: Option<&CachePolicy>,
        feed: &str,
        copy: Option<FeedCopy>,
        fields: Option<&Fields>,
    ) -> Told {
        let read = match self.reader.read(received.clone(), fields.cloned()).await {
            Ok(read) => read,
            Err(error) => return self.fall_back(copy, fields, error).await,
        };
        // A feed without articles is more probably broken than really empty. It is no good copy.
        if read.feed.articles.is_empty() {
            return self.fall_back(copy, fields, EMPTY.to_owned()).await;
        }
        let fetched = Fetched {
            base: &received.base,
            media_type: &received.media_type,
            fetched: fetch::now(),
            policy,
        };
        let saved = self.copies.save(feed, &received.bytes, &fetched);
        Told {
            outcome: Outcome::New,
            message: saved.err().map(|error| format!("cannot be kept: {error}")),
            read: Some(read),
            age: None,
        }
    }

    async fn fall_back(
        &self,
        copy: Option<FeedCopy>,
        fields: Option<&Fields>,
        message: String,
    ) -> Told {
        match copy {
            Some(copy) => {
                let message = Some(message);
                self.kept(copy, fields, Outcome::Kept, message).await
            }
            None => failed(message),
        }
    }

    async fn kept(
        &self,
        copy: FeedCopy,
        fields: Option<&Fields>,
        outcome: Outcome,
        message: Option<String>,
    ) -> Told {
        let FeedCopy { about, body } = copy;
        let age = fetch::now().saturating_sub(about.fetched) / 1_000;
        let received = Received {
            bytes: body.into(),
            media_type: about.media_type,
            base: about.base,
        };
        match self.reader.read(received, fields.cloned()).await {
            // The copy was good once, but the mapping may have changed since then.
            Ok(read) if read.feed.articles.is_empty() => {
                failed(message.unwrap_or_else(|| EMPTY.to_owned()))
            }
            Err(error) => failed(message.unwrap_or(error)),
            Ok(read) => Told {
                outcome,
                message,
                read: Some(read),
                age: (outcome != Outcome::Unchanged).then(|| age.max(0).unsigned_abs()),
            },
        }
    }
}

fn wanted(url: &url::Url) -> Wanted<'_> {
    Wanted {
        url,
        accept: ACCEPT,
        origin: None,
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

/// The report on a feed, and its articles.
struct Told {
    outcome: Outcome,
    message: Option<String>,
    read: Option<Read>,
    age: Option<u64>,
}

impl Told {
    fn lost_letters(&self) -> Option<String> {
        let read = self.read.as_ref()?;
        latest_news_doctor::lost_letters(&read.feed, read.decoded)
    }

    fn left_out(&self) -> Option<String> {
        let left_out = self.read.as_ref().map(|read| read.feed.left_out.clone());
        left_out.filter(|it| !it.is_empty())
    }

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
