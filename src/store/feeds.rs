//! Follows the widget's feeds: which articles to show, and what to tell the page.

use super::articles::{choose, keep};
use super::source::{self, Cause, Outcome};
use super::{Drag, Feed, Focus, LoadState, Notice, Store, Told};
use latest_news_core::labels::Phrase;
use latest_news_core::teaser::Teaser;
use std::rc::Rc;

/// In milliseconds. Nobody has begun to read a row that came less than this ago.
const JUST_COME: i64 = 1_000;
const NO_FEED: &str = "there is no feed: name its address in the feed attribute";

impl Store {
    /// Subscribes to these feeds. True if they differ from those before.
    pub(super) fn follow_feeds(&self, urls: &[String]) -> bool {
        let known = self.urls();
        let failed = *self.load_state.get() == LoadState::Failed;
        if known == urls && (failed || !urls.is_empty()) {
            return false;
        }
        let old = self.feeds.take();
        drop(old);
        if !self.is_untold.get() {
            self.teasers.set(Vec::new());
        }
        if urls.is_empty() {
            self.set_state(LoadState::Failed);
            self.fail("no-feed", NO_FEED, false);
            return true;
        }
        if !self.is_untold.get() {
            self.set_state(LoadState::Loading);
        }
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
            let listener = Rc::new(move |outcome, cause| store.receive(index, outcome, cause));
            let subscription = source::subscribe(&self.adapters, url, listener);
            // The page may hear at once of a feed that was there already, and name other feeds in
            // response.
            if self.urls() != urls {
                break;
            }
            if let Some(feed) = self.feeds.borrow_mut().get_mut(index) {
                feed.subscription = Some(subscription);
            }
        }
        true
    }

    /// The feeds' addresses.
    pub(super) fn urls(&self) -> Vec<String> {
        let feeds = self.feeds.borrow();
        feeds.iter().map(|feed| feed.url.clone()).collect()
    }

    /// Fetches every feed again.
    pub fn reload(&self) {
        self.keep_fresh();
        let urls = self.urls();
        if *self.load_state.get() == LoadState::Failed && !urls.is_empty() {
            self.set_state(LoadState::Loading);
        }
        for url in urls {
            source::reload(&self.adapters, &url);
        }
    }

    fn receive(&self, index: usize, outcome: Outcome, cause: Cause) {
        let mut is_known = false;
        let mut is_kept = false;
        if let Some(feed) = self.feeds.borrow_mut().get_mut(index) {
            is_known = match (&feed.outcome, &outcome) {
                (Some(Ok(before)), Ok(now)) => Rc::ptr_eq(before, now),
                _ => false,
            };
            // If a feed fails later, its articles stay.
            is_kept = outcome.is_err() && matches!(feed.outcome, Some(Ok(_)));
            if !is_kept {
                feed.outcome = Some(outcome.clone());
            }
        }
        // The page hears of a failure and may name other feeds in response. From then on, the new
        // feeds count.
        match &outcome {
            Err(failure) => self.fail(failure.kind, &failure.message, is_kept),
            Ok(feed) if !is_known => self.report_left_out(index, feed),
            Ok(_) => {}
        }
        // Articles from an automatic refresh wait while the reader has stopped the widget.
        if outcome.is_err() || cause != Cause::Refresh || !self.is_stopped() {
            self.show(Some(cause));
        }
    }

    /// Shows the articles of the feeds as the options ask. `cause` is set only if a feed brought
    /// something, because only that is news.
    pub(super) fn show(&self, cause: Option<Cause>) {
        let outcomes = self
            .feeds
            .borrow()
            .iter()
            .map(|feed| feed.outcome.clone())
            .collect::<Vec<_>>();
        if outcomes.is_empty() {
            return;
        }
        let options = self.options.get();
        let beside = self.beside.borrow();
        if beside.is_open && *self.load_state.get() == LoadState::Loading {
            return;
        }
        let selection = choose(&outcomes, &options, &beside, &*self.adapters.facts);
        let secure = self.adapters.facts.is_secure();
        let mut teasers = Vec::with_capacity(selection.articles.len());
        let mut told = self.told.take();
        for article in selection.articles.iter().copied() {
            let teaser = Rc::new(Teaser::new(article, &options, secure));
            told.retain(|(key, _)| *key != teaser.key);
            told.push((teaser.key, Told::of(article)));
            teasers.push(teaser);
        }
        // The page may change both in response to what it is told below.
        drop((options, beside));
        let before = self.teasers.get().clone();
        let is_untold = self.is_untold.take();
        let is_asked_for = is_untold || cause.is_none_or(|it| it == Cause::Reload);
        let is_read = self.is_being_read();
        if !is_asked_for && is_read {
            let visible = self.movement.borrow().visible();
            let focused = match self.adapters.deeds.focus() {
                Focus::Slide(index) => Some(index),
                Focus::Viewport | Focus::Elsewhere => None,
            };
            keep(&mut teasers, &before, visible, focused);
            self.displace(&before, &teasers);
        }
        let is_new = |teaser: &&Rc<Teaser>| before.iter().all(|shown| shown.key != teaser.key);
        let added = teasers.iter().filter(is_new).count();
        let articles = teasers.len();
        self.now.set(self.adapters.facts.now());
        if self.teasers.set(teasers) && !is_asked_for && !is_read {
            // Browsers keep the slide that was first in view. New slides start at the start.
            self.row.set(self.row.get() + 1);
        }
        let is_shown = |key: u64| self.teasers.get().iter().any(|it| it.key == key);
        told.retain(|(key, _)| is_shown(*key));
        let urls: Vec<String> = told.iter().map(|(_, it)| it.url.clone()).collect();
        self.told.replace(told);
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
        let is_other = is_untold || before != state;
        let became_ready = is_other && articles > 0;
        self.set_state(state);
        if state != LoadState::Loading {
            self.adapters.deeds.share(&urls);
        }
        if is_untold && before == state {
            self.adapters.deeds.notify(&Notice::State(state));
        }
        if state == LoadState::Empty && is_other {
            let has_articles = |outcome: &Option<Outcome>| matches!(outcome, Some(Ok(feed)) if !feed.articles.is_empty());
            // Otherwise the page itself has left them out.
            if !outcomes.iter().any(has_articles) {
                self.report_empty(selection.skipped > 0);
            }
        }
        if became_ready {
            self.ready_at.set(self.adapters.facts.now());
            self.adapters.deeds.notify(&Notice::Ready {
                articles,
                skipped: selection.skipped,
            });
        } else if cause.is_some_and(|it| it != Cause::Elsewhere) && added > 0 {
            if cause == Some(Cause::Refresh) {
                let words = self.locale.get().label(Phrase::Updated);
                self.announcement.set(words);
            }
            self.adapters.deeds.notify(&Notice::Refresh { added });
        }
    }

    /// Whether the reader may be reading the slides. Nobody has begun to read a row at its start if
    /// the row is not visible or has only just come.
    fn is_being_read(&self) -> bool {
        let age = self.adapters.facts.now() - self.ready_at.get();
        self.movement.borrow().selected() > 0
            || self.adapters.deeds.focus() != Focus::Elsewhere
            || age > JUST_COME && self.rotation.get().is_in_sight()
    }

    /// The first slide in view stays first in view, even if its place has changed.
    fn displace(&self, before: &[Rc<Teaser>], teasers: &[Rc<Teaser>]) {
        let selected = self.movement.borrow().selected();
        let first = before.get(selected);
        let place = first.and_then(|first| teasers.iter().position(|it| it.url == first.url));
        if let Some(place) = place
            && place != selected
        {
            self.movement.borrow_mut().displace(place);
        }
    }

    fn set_state(&self, state: LoadState) {
        if self.load_state.set(state) {
            self.announce_state();
            if state != LoadState::Ready {
                // The viewport is gone. The next one starts at its start.
                self.movement.take();
                self.early_step.take();
                self.drag.set(Drag::Idle);
            }
            self.locate();
            self.adapters.deeds.notify(&Notice::State(state));
        }
    }

    /// Announces, in the reader's language, that there is nothing to show, if that is the case.
    pub(super) fn announce_state(&self) {
        let phrase = match *self.load_state.get() {
            LoadState::Empty => Some(Phrase::Empty),
            LoadState::Failed => Some(Phrase::Failed),
            LoadState::Loading | LoadState::Ready => None,
        };
        let words = phrase.map(|phrase| self.locale.get().label(phrase));
        self.announcement.set(words.unwrap_or_default());
    }
}
