//! One widget's state, and the only place where pure logic meets adapters.
//!
//! Every event comes in as a method call. What the reader sees follows from the watched values.
//! Messages to the page go out through [`Adapters`].

mod adapters;
mod articles;
mod feeds;
mod moving;
mod printed;
mod refreshing;
mod reporting;
mod rotating;
mod seed;
mod source;
#[cfg(test)]
pub(crate) mod tests;
mod told;
mod watched;

pub use adapters::{Adapters, Deeds, Facts, Focus, Notice, Reason, Scroll, Told};
pub use articles::Beside;
pub use moving::Position;
pub use seed::Seed;
pub use source::plant;
pub use watched::Watched;

use crate::browser::Guard;
use latest_news_core::carousel::{Movement, Rotation, Step};
use latest_news_core::feed::Direction;
use latest_news_core::labels::{Labels, Phrase, is_same_language};
use latest_news_core::options::Options;
use latest_news_core::teaser::{self, Teaser};
use send_wrapper::SendWrapper;
use source::{Cause, Outcome};
use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

/// Whether the widget has something to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoadState {
    #[default]
    Loading,
    Ready,
    Empty,
    Failed,
}

impl LoadState {
    /// The value of `element.state`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Empty => "empty",
            Self::Failed => "failed",
        }
    }
}

/// The state of a mouse drag. Distances are CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drag {
    #[default]
    Idle,
    /// The button is down, and the mouse has not moved yet.
    Pressed {
        x: i32,
        scroll: i32,
    },
    Pulled {
        x: i32,
        scroll: i32,
        forward: bool,
    },
    /// The button was released. The click that follows does not count.
    Released,
}

/// The language and direction for the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    /// The language tag that was asked for. Dates and numbers follow it.
    pub language: String,
    pub labels: Labels,
    /// The language tag of the labels. It is English if there are no labels in the language asked
    /// for.
    pub labels_language: String,
    pub right_to_left: bool,
}

impl Locale {
    /// A locale whose direction follows from its language. `has_labels` is false while `labels` are
    /// English because those of the language have not arrived.
    pub fn new(language: String, labels: Labels, has_labels: bool) -> Self {
        let own = has_labels || is_same_language(&language, "en");
        Self {
            labels,
            labels_language: if own { &language } else { "en" }.to_owned(),
            right_to_left: Direction::of_language(&language) == Direction::RightToLeft,
            language,
        }
    }

    pub fn label(&self, phrase: Phrase) -> String {
        self.labels.get(phrase)
    }
}

/// A handle to one widget's state. All clones are the same widget. Leptos asks for `Send`, but
/// there is only one thread.
#[derive(Clone)]
pub struct Store(SendWrapper<Rc<State>>);

impl Deref for Store {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

pub struct State {
    pub options: Watched<Options>,
    pub locale: Watched<Locale>,
    pub load_state: Watched<LoadState>,
    /// Whether the partner left content to show instead of the widget.
    pub has_fallback: Watched<bool>,
    pub teasers: Watched<Vec<Rc<Teaser>>>,
    /// The number of this row of slides. A row that is replaced before anybody reads it gets a new
    /// number.
    pub row: Cell<u64>,
    pub rotation: Watched<Rotation>,
    /// Whether there is a rotation control. It must stay the same element while rotation starts and
    /// stops, because it may hold the focus.
    pub offers_rotation: Watched<bool>,
    /// False if every slide is in view, so that controls would do nothing.
    pub can_move: Watched<bool>,
    pub position: Watched<Position>,
    /// Whether scripted scrolling is in progress. If a hand takes over, it is true until the next scroll event.
    pub is_moving: Watched<bool>,
    /// Whether there may be other slides, or slides of other sizes, than the view has measured.
    pub sizes_may_differ: Watched<bool>,
    /// The current mouse drag.
    pub drag: Watched<Drag>,
    /// The text of the live region.
    pub announcement: Watched<String>,
    /// The time for which the visible dates were computed.
    pub now: Watched<i64>,
    adapters: Adapters,
    movement: RefCell<Movement>,
    /// When the viewport last scrolled, and how many milliseconds later it counts as at rest.
    scrolled_at: Cell<(i64, i64)>,
    /// A step that was asked for before the slides were measured.
    early_step: Cell<Option<(Step, Reason)>>,
    feeds: RefCell<Vec<Feed>>,
    /// One guard for each purpose. A new guard ends the old one of the same purpose.
    guards: [RefCell<Option<Guard>>; 7],
    is_clock_running: Cell<bool>,
    /// Whether the page does not know yet about the articles of the seed.
    is_untold: Cell<bool>,
    /// When an empty widget last got articles.
    ready_at: Cell<i64>,
    beside: RefCell<Beside>,
    /// What the page is told of the articles, by the keys of their teasers.
    told: RefCell<Vec<(u64, Told)>>,
    /// The articles that were in sight, by their keys, and 0 for the widget.
    viewed: RefCell<Vec<u64>>,
}

/// The purposes of the guards that a store holds.
#[derive(Clone, Copy)]
enum Purpose {
    RotationClock,
    Settling,
    Registration,
    Viewport,
    Refresh,
    Wake,
    Step,
}

/// A feed of this widget and its latest outcome.
struct Feed {
    url: String,
    outcome: Option<Outcome>,
    subscription: Option<Guard>,
}

impl Store {
    /// An idle store. [`Store::update`] starts its work.
    pub fn new(adapters: Adapters, locale: Locale) -> Self {
        let now = adapters.facts.now();
        Self(SendWrapper::new(Rc::new(State {
            options: Watched::default(),
            locale: Watched::new(locale),
            load_state: Watched::default(),
            has_fallback: Watched::default(),
            teasers: Watched::default(),
            row: Cell::default(),
            rotation: Watched::default(),
            offers_rotation: Watched::default(),
            can_move: Watched::default(),
            position: Watched::default(),
            is_moving: Watched::default(),
            sizes_may_differ: Watched::new(true),
            drag: Watched::default(),
            announcement: Watched::default(),
            now: Watched::new(now),
            adapters,
            movement: RefCell::default(),
            scrolled_at: Cell::default(),
            early_step: Cell::default(),
            feeds: RefCell::default(),
            guards: Default::default(),
            is_clock_running: Cell::default(),
            is_untold: Cell::default(),
            ready_at: Cell::default(),
            beside: RefCell::default(),
            told: RefCell::default(),
            viewed: RefCell::default(),
        })))
    }

    /// Takes the first options, or changed ones.
    pub fn update(&self, options: Options, locale: Locale) {
        if self.locale.set(locale) {
            self.announce_state();
        }
        let feeds = options.feeds.clone();
        let autoplay = options.autoplay;
        let refresh = options.refresh;
        let (before, refreshed) = {
            let options = self.options.get();
            (options.autoplay, options.refresh)
        };
        // A store that starts full has its options already, but has done nothing for them.
        let is_first = self.is_untold.get();
        if self.options.get().feeds != feeds {
            // The articles that the store started with are another feed's.
            self.is_untold.set(false);
        }
        let changed = self.options.set(options);
        if !self.follow_feeds(&feeds) && changed {
            self.show(None);
        }
        // Rotation started by `play()` continues when other attributes change.
        if autoplay != before || is_first {
            self.offer_rotation(autoplay.is_some());
        }
        if refresh != refreshed || is_first {
            self.keep_fresh();
        }
    }

    /// What else the page shows, before the options are taken.
    pub fn heed(&self, beside: Beside) {
        let before = self.beside.replace(beside);
        let is_other_page = before.page != self.beside.borrow().page;
        // Nothing moves under a reader who uses the widget.
        let is_used = self.movement.borrow().selected() > 0
            || self.adapters.deeds.focus() != Focus::Elsewhere;
        if before != *self.beside.borrow() {
            self.show((is_used || !is_other_page).then_some(Cause::Elsewhere));
        }
    }

    /// Ends all current work. The widget stays visible until it is unmounted.
    pub fn stop(&self) {
        let feeds = self.feeds.take();
        drop(feeds);
        for guard in &self.guards {
            let guard = guard.take();
            drop(guard);
        }
    }

    /// Keeps the guard that follows the viewport, until there is another viewport or none.
    pub fn keep_following(&self, viewport: Option<Guard>) {
        self.guard(Purpose::Viewport, viewport);
    }

    fn guard(&self, purpose: Purpose, guard: Option<Guard>) {
        // The old guard is dropped outside the borrow, because a drop may call back.
        let old = self
            .guards
            .get(purpose as usize)
            .map(|slot| slot.replace(guard));
        drop(old);
    }
}

impl State {
    /// The publication date in words, and its machine-readable form. It follows the options, the
    /// language and the time.
    pub fn date(&self, teaser: &Teaser) -> Option<(String, String)> {
        let published = teaser.published.as_ref()?;
        let dates = self.options.follow().dates;
        let when = teaser::when(
            published,
            dates,
            *self.now.follow(),
            self.adapters.facts.today(),
        )?;
        let words = self
            .adapters
            .facts
            .format_date(&self.locale.follow().language, when);
        Some((words, teaser::datetime(published)))
    }
}
