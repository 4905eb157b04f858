//! The store's view of the outside world: `Facts` for the words, `Deeds` for the actions.
//!
//! The widget gets the browser, native rendering a fixed clock, and tests a fake.

use crate::browser::{
    Guard,
    fetch::{CacheMode, Done},
};
use latest_news_core::teaser::When;
use std::rc::Rc;

/// Both traits, as a store keeps them.
#[derive(Clone)]
pub struct Adapters {
    pub facts: Rc<dyn Facts>,
    pub deeds: Rc<dyn Deeds>,
}

/// The facts behind the words of the view. The answers need no page.
pub trait Facts {
    /// Milliseconds since the Unix epoch.
    fn now(&self) -> i64;
    /// Midnight in UTC of the reader's calendar day.
    fn today(&self) -> i64;
    fn format_date(&self, language: &str, when: When) -> String;
    /// A number in the digits of a language, or a range of numbers if `last` differs from `first`.
    fn format_numbers(&self, language: &str, first: usize, last: usize) -> String;
    /// Whether the page refuses `http:` pictures.
    fn is_secure(&self) -> bool;
    /// A text in Unicode's compatibility decomposition (NFKD), in lower case.
    fn fold(&self, text: &str) -> String;
}

/// The store's actions on a page, and its questions before it acts.
pub trait Deeds {
    /// Fetches a URL and calls `done` once, after this function has returned. If the guard is
    /// dropped first, `done` is never called.
    fn load(&self, url: &str, cache: CacheMode, done: Done) -> Guard;
    /// Reads a feed that is of no common format, and calls `done` once, after this function has
    /// returned, with a JSON Feed or with the reason why there is none. If the guard is dropped
    /// first, `done` is never called.
    fn decode(&self, feed: &[u8], url: &str, done: Done) -> Guard;
    /// Whether the browser may keep copies of feeds from an earlier visit.
    fn may_have_copies(&self) -> bool;
    /// Calls `then` once after this many milliseconds, unless the guard is dropped first.
    fn after(&self, milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard;
    /// A random number from 0 up to 1.
    fn random(&self) -> f64;
    /// A random number from 0 up to 1.
    fn is_awake(&self) -> bool;
    fn prefers_reduced_motion(&self) -> bool;
    /// Where the reader's focus is.
    fn focus(&self) -> Focus;
    /// Scrolls the viewport to an offset along the reading direction.
    fn scroll_to(&self, scroll: Scroll);
    /// Tells the other widgets of the page which articles this one shows, by their addresses.
    fn share(&self, urls: &[String]);
    /// Tells the host page. False if a listener prevented the default action.
    fn notify(&self, notice: &Notice) -> bool;
    /// Writes one line to the console.
    fn warn(&self, line: &str);
}

/// The part that holds the reader's focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    Elsewhere,
    /// The viewport, but no slide.
    Viewport,
    /// A slide by its place, or an element inside it.
    Slide(usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroll {
    /// CSS pixels from the start of the track.
    pub offset: f64,
    pub right_to_left: bool,
    pub smooth: bool,
}

/// A message to the host page: one variant for each event of the interface.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The load state changed.
    State(super::LoadState),
    Ready {
        articles: usize,
        skipped: usize,
    },
    Select(Told),
    /// An article was in sight, or the widget if there is none.
    View(Option<Told>),
    Slide {
        index: usize,
        reason: Reason,
    },
    Refresh {
        added: usize,
    },
    Error {
        kind: &'static str,
        message: String,
        /// Whether an older copy of the feed is shown.
        cached: bool,
    },
}

/// What the page is told of an article, whether it is shown or not. A text that the feed does not
/// have is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub index: usize,
    pub url: String,
    pub headline: String,
    pub id: String,
    pub section: String,
    pub source: String,
}

/// Who moved the carousel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The previous or next control, or an arrow key.
    Control,
    Marker,
    /// The reader scrolled or swiped.
    Scroll,
    Rotation,
    /// A method of the element.
    Method,
}

impl Reason {
    /// Its name in `latest-news-slide`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Marker => "marker",
            Self::Scroll => "scroll",
            Self::Rotation => "rotation",
            Self::Method => "method",
        }
    }

    /// True if the reader asked for the movement, not a clock or a script.
    pub fn is_by_reader(self) -> bool {
        matches!(self, Self::Control | Self::Marker | Self::Scroll)
    }
}
