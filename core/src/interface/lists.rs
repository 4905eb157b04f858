//! Written by `cargo xtask interface` from interface.toml. Change that file instead.
//! The names and values of the public interface.

use super::{Choice, Number};

/// The attributes that the widget reads, in the order of docs/attributes.md.
#[rustfmt::skip]
pub const ATTRIBUTES: [&str; 32] = [
    "feed",
    "edition",
    "limit",
    "heading",
    "heading-level",
    "layout",
    "theme",
    "autoplay",
    "loop",
    "refresh",
    "loading",
    "images",
    "image-ratio",
    "summary-lines",
    "dates",
    "lang",
    "target",
    "link-params",
    "empty",
    "sections",
    "bylines",
    "sources",
    "badges",
    "read-more",
    "more",
    "current",
    "repeats",
    "include",
    "exclude",
    "offset",
    "per-feed",
    "max-age",
];

#[rustfmt::skip]
pub const LIMIT: Number = Number {
    attribute: "limit",
    least: 1,
    most: 100,
    expected: "a number from 1 to 100",
};

#[rustfmt::skip]
pub const HEADING_LEVEL: Number = Number {
    attribute: "heading-level",
    least: 1,
    most: 6,
    expected: "a level from 1 to 6",
};

#[rustfmt::skip]
pub const LAYOUT: Choice<5> = Choice { words: "layout carousel list grid hero ticker" };

#[rustfmt::skip]
pub const THEME: Choice<3> = Choice { words: "theme auto light dark" };

#[rustfmt::skip]
pub const AUTOPLAY: Number = Number {
    attribute: "autoplay",
    least: 3,
    most: 3600,
    expected: "a number of seconds, at least 3",
};

#[rustfmt::skip]
pub const LOOP: Choice<2> = Choice { words: "loop rewind off" };

#[rustfmt::skip]
pub const REFRESH: Number = Number {
    attribute: "refresh",
    least: 1,
    most: 10080,
    expected: "a number of minutes, at least 1",
};

#[rustfmt::skip]
pub const LOADING: Choice<3> = Choice { words: "loading lazy eager manual" };

#[rustfmt::skip]
pub const IMAGES: Choice<2> = Choice { words: "images show none" };

#[rustfmt::skip]
pub const SUMMARY_LINES: Number = Number {
    attribute: "summary-lines",
    least: 0,
    most: 8,
    expected: "a number from 0 to 8",
};

#[rustfmt::skip]
pub const DATES: Choice<3> = Choice { words: "dates relative absolute none" };

#[rustfmt::skip]
pub const TARGET: Choice<4> = Choice { words: "target _self _blank _top _parent" };

#[rustfmt::skip]
pub const EMPTY: Choice<2> = Choice { words: "empty message hide" };

#[rustfmt::skip]
pub const SECTIONS: Choice<2> = Choice { words: "sections show none" };

#[rustfmt::skip]
pub const BYLINES: Choice<2> = Choice { words: "bylines none show" };

#[rustfmt::skip]
pub const SOURCES: Choice<3> = Choice { words: "sources auto show none" };

#[rustfmt::skip]
pub const BADGES: Choice<2> = Choice { words: "badges show none" };

#[rustfmt::skip]
pub const READ_MORE: Choice<2> = Choice { words: "read-more show none" };

#[rustfmt::skip]
pub const CURRENT: Choice<2> = Choice { words: "current skip show" };

#[rustfmt::skip]
pub const REPEATS: Choice<2> = Choice { words: "repeats show skip" };

#[rustfmt::skip]
pub const OFFSET: Number = Number {
    attribute: "offset",
    least: 0,
    most: 200,
    expected: "a number from 0 to 200",
};

#[rustfmt::skip]
pub const PER_FEED: Number = Number {
    attribute: "per-feed",
    least: 1,
    most: 100,
    expected: "a number from 1 to 100",
};

#[rustfmt::skip]
pub const MAX_AGE: Number = Number {
    attribute: "max-age",
    least: 1,
    most: 36500,
    expected: "a number of days, at least 1",
};

/// The phrases of the widget. `{}` stands for a value, a second `{}` for a second value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// The heading if there is no `heading`; also the widget's accessible name.
    LatestNews,
    /// Spoken after the heading: the kind of widget.
    Carousel,
    /// Spoken after a slide's headline.
    Slide,
    /// Name of the previous control.
    Previous,
    /// Name of the next control.
    Next,
    /// Name of the rotation control while rotation is off.
    StartRotation,
    /// Its name while rotation is on.
    StopRotation,
    /// Name of the markers together.
    Markers,
    /// The articles in view, and how many there are.
    Position,
    /// The Read more link; the headline follows for screen readers.
    ReadMore,
    /// Spoken for links with `target="_blank"`.
    NewTab,
    /// Who made a picture.
    Credit,
    /// The message of an empty feed.
    Empty,
    /// The message if no feed can be shown and there is no fallback.
    Failed,
    /// The button below that message.
    Retry,
    /// Spoken after a `refresh`.
    Updated,
    /// Who wrote an article.
    Byline,
    /// Badge: somebody paid for the article to be published.
    Paid,
    /// Badge: the article is still being written.
    Live,
    /// Badge: an opinion.
    Opinion,
    /// Badge: not everybody may read all of the article.
    Subscribers,
    /// Badge: there is something to watch; the duration follows if it is known.
    Video,
    /// Badge: there is something to listen to; the duration follows if it is known.
    Audio,
    /// The link to all news.
    More,
}

/// Names of the phrases, as in `labels/` and in `label-…` attributes.
#[rustfmt::skip]
pub const PHRASES: [&str; 24] = [
    "latest-news",
    "carousel",
    "slide",
    "previous",
    "next",
    "start-rotation",
    "stop-rotation",
    "markers",
    "position",
    "read-more",
    "new-tab",
    "credit",
    "empty",
    "failed",
    "retry",
    "updated",
    "byline",
    "paid",
    "live",
    "opinion",
    "subscribers",
    "video",
    "audio",
    "more",
];

/// The phrases in English.
#[rustfmt::skip]
pub const ENGLISH: [&str; 24] = [
    "Latest news",
    "carousel",
    "slide",
    "Previous articles",
    "Next articles",
    "Start automatic rotation",
    "Stop automatic rotation",
    "Choose articles to show",
    "{} of {}",
    "Read more",
    "opens in a new tab",
    "Picture: {}",
    "There is no news at the moment.",
    "The latest news cannot be shown right now.",
    "Try again",
    "New articles have come in.",
    "By {}",
    "Paid content",
    "Live",
    "Opinion",
    "Subscribers",
    "Video",
    "Audio",
    "More news",
];

/// Tags of the languages that have labels.
#[rustfmt::skip]
pub const LANGUAGES: [&str; 28] = [
    "en",
    "ar",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hu",
    "it",
    "ja",
    "ko",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
    "uk",
    "zh-Hans",
    "zh-Hant",
];
