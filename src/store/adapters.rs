//! What the store needs of the outside world. The widget is given the browser, tests a fake.

use crate::browser::{
    Guard,
    fetch::{Done, Stored},
};
use latest_news_core::teaser::When;

pub trait Adapters {
    /// Fetches a URL and calls `done` once, after this returned; never, if the guard is dropped
    /// first.
    fn load(&self, url: &str, stored: Stored, done: Done) -> Guard;
    /// Calls `then` once after so many milliseconds, unless the guard is dropped first.
    fn after(&self, milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard;
    /// A random number from 0 up to 1.
    fn chance(&self) -> f64;
    /// Whether the page is in sight and online.
    fn is_awake(&self) -> bool;
    /// Milliseconds since the Unix epoch.
    fn now(&self) -> i64;
    /// Midnight in UTC of the reader's calendar day.
    fn today(&self) -> i64;
    fn say_date(&self, language: &str, when: When) -> String;
    /// A number, or a range of them where `last` is another, in the digits of a language.
    fn say_numbers(&self, language: &str, first: usize, last: usize) -> String;
    fn prefers_reduced_motion(&self) -> bool;
    /// Whether the page refuses `http:` pictures.
    fn is_secure(&self) -> bool;
    /// Scrolls the viewport to an offset along the reading direction.
    fn scroll_to(&self, scroll: Scroll);
    /// Tells the host page. False if a listener prevented what was going to happen.
    fn notify(&self, notice: &Notice) -> bool;
    /// Writes one line to the console.
    fn warn(&self, line: &str);
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroll {
    /// CSS pixels from the start of the track.
    pub offset: f64,
    pub right_to_left: bool,
    pub smooth: bool,
}

/// What the host page is told, as events of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The load state changed.
    State(super::LoadState),
    Ready {
        articles: usize,
        skipped: usize,
    },
    Select {
        url: String,
        headline: String,
        index: usize,
    },
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
    /// The word for it in `latest-news-slide`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Marker => "marker",
            Self::Scroll => "scroll",
            Self::Rotation => "rotation",
            Self::Method => "method",
        }
    }

    /// Whether the reader, rather than a clock or a script, asked for it.
    pub fn is_by_reader(self) -> bool {
        matches!(self, Self::Control | Self::Marker | Self::Scroll)
    }
}
