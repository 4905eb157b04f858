//! Following the widget's feeds: what to show of them, and what to tell the page.

use super::articles::select;
use super::source::{self, Outcome};
use super::{Feed, LoadState, Notice, Store};
use crate::feed::{self, SkipReason};
use crate::labels::Phrase;
use crate::teaser::Teaser;
use std::rc::Rc;

const NO_FEED: &str = "there is no feed: name its address in the feed attribute";

impl Store {
    /// Subscribes to the feeds named. True if they are other than before.
    pub(super) fn follow_feeds(&self, urls: &[String]) -> bool {
        let known = self
            .feeds
            .borrow()
            .iter()
            .map(|feed| feed.url.clone())
            .collect::<Vec<_>>();
        let failed = *self.load_state.get() == LoadState::Failed;
        if known == urls && (failed || !urls.is_empty()) {
            return false;
        }
        let old = self.feeds.take();
        drop(old);
        self.teasers.set(Vec::new());
        if urls.is_empty() {
            self.set_state(LoadState::Failed);
            self.fail("no-feed", NO_FEED);
            return true;
        }
        self.set_state(LoadState::Loading);
        for url in urls {
            let feed = Feed {
                url: url.clone(),
                outcome: None,
                subscription: None,
            };
            self.feeds.borrow_mut().push(feed);
        }
        for (index, url) in urls.iter().enumerate() {
            let store = self.clone();
            let listener = Rc::new(move |outcome| store.receive(index, outcome));
            let subscription = source::subscribe(&self.adapters, url, listener);
            if let Some(feed) = self.feeds.borrow_mut().get_mut(index) {
                feed.subscription = Some(subscription);
            }
        }
        true
    }

    /// Fetches every feed again.
    pub fn reload(&self) {
        let urls = self
            .feeds
            .borrow()
            .iter()
            .map(|feed| feed.url.clone())
            .collect::<Vec<_>>();
        if *self.load_state.get() == LoadState::Failed && !urls.is_empty() {
            self.set_state(LoadState::Loading);
        }
        for url in urls {
            source::reload(&self.adapters, &url);
        }
    }

    fn receive(&self, index: usize, outcome: Outcome) {
        if let Some(feed) = self.feeds.borrow_mut().get_mut(index) {
            // A feed that fails later keeps showing what it showed.
            let keep = outcome.is_err() && matches!(feed.outcome, Some(Ok(_)));
            if !keep {
                feed.outcome = Some(outcome.clone());
            }
        }
        // Told of a failure, the page may name other feeds: from here on, theirs count.
        match &outcome {
            Err(failure) => self.fail(failure.kind, &failure.message),
            Ok(feed) => self.report_skipped(index, feed),
        }
        self.show(true);
    }

    /// Shows what the feeds hold, as the options want it. Only what the feeds bring is news.
    pub(super) fn show(&self, news: bool) {
        let outcomes = self
            .feeds
            .borrow()
            .iter()
            .map(|feed| feed.outcome.clone())
            .collect::<Vec<_>>();
        if outcomes.is_empty() {
            return;
        }
        let options = self.options.get().clone();
        let selection = select(&outcomes, options.limit);
        let secure = self.adapters.is_secure();
        let mut teasers = Vec::with_capacity(selection.articles.len());
        let mut added = 0;
        for article in &selection.articles {
            let teaser = Teaser::new(article, &options, secure);
            if self
                .teasers
                .get()
                .iter()
                .all(|shown| shown.key != teaser.key)
            {
                added += 1;
            }
            teasers.push(Rc::new(teaser));
        }
        let articles = teasers.len();
        self.now.set(self.adapters.now());
        self.teasers.set(teasers);
        let state = if articles > 0 {
            LoadState::Ready
        } else if outcomes.iter().any(Option::is_none) {
            LoadState::Loading
        } else if outcomes.iter().flatten().any(Result::is_err) {
            LoadState::Failed
        } else {
            LoadState::Empty
        };
        let before = *self.load_state.get();
        let became_ready = before != LoadState::Ready && articles > 0;
        self.set_state(state);
        if state == LoadState::Empty && before != state {
            self.report_empty(selection.skipped > 0);
        }
        if became_ready {
            self.adapters.notify(&Notice::Ready {
                articles,
                skipped: selection.skipped,
            });
        } else if news && added > 0 {
            self.adapters.notify(&Notice::Refresh { added });
        }
    }

    fn set_state(&self, state: LoadState) {
        if self.load_state.set(state) {
            self.announce_state();
            if state != LoadState::Ready {
                // The viewport is gone; the next one starts at its start.
                self.movement.take();
            }
            self.locate();
            self.adapters.notify(&Notice::State(state));
        }
    }

    /// Says that there is nothing to show, where that is so, in the reader's language.
    pub(super) fn announce_state(&self) {
        let phrase = match *self.load_state.get() {
            LoadState::Empty => Some(Phrase::Empty),
            LoadState::Failed => Some(Phrase::Failed),
            LoadState::Loading | LoadState::Ready => None,
        };
        let words = phrase.map(|phrase| self.locale.get().label(phrase));
        self.announcement.set(words.unwrap_or_default());
    }

    fn fail(&self, kind: &'static str, message: &str) {
        self.adapters.warn(message);
        self.adapters.notify(&Notice::Error {
            kind,
            message: message.to_owned(),
        });
    }

    /// Nothing to show is worth a line, unless the items left out have had theirs.
    fn report_empty(&self, is_reported: bool) {
        let urls = self
            .feeds
            .borrow()
            .iter()
            .map(|feed| feed.url.clone())
            .collect::<Vec<_>>();
        let message = ["feed ", &urls.join(" "), " holds no articles"].concat();
        if !is_reported {
            self.adapters.warn(&message);
        }
        self.adapters.notify(&Notice::Error {
            kind: "empty",
            message,
        });
    }

    /// One line for all items left out; repetitions are no fault of the publisher's.
    fn report_skipped(&self, index: usize, feed: &feed::Feed) {
        let unusable = feed
            .skipped
            .iter()
            .filter(|it| it.reason != SkipReason::Duplicate);
        let count = unusable.clone().count();
        let Some(first) = unusable.clone().next() else {
            return;
        };
        let url = self
            .feeds
            .borrow()
            .get(index)
            .map(|feed| feed.url.clone())
            .unwrap_or_default();
        self.adapters.warn(
            &[
                "feed ",
                &url,
                ": left out ",
                &count.to_string(),
                " of ",
                &(feed.articles.len() + feed.skipped.len()).to_string(),
                " items, the first because item ",
                &(first.index + 1).to_string(),
                " ",
                &first.reason.to_string(),
            ]
            .concat(),
        );
    }
}
