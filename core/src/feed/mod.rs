//! Turns the bytes that publishers send into articles. Pure: it takes bytes and an address, and
//! returns articles and skipped items. It fetches nothing, knows no clock and never panics.
//!
//! The content tells which format a feed has. One bad item is skipped and the others stay. It is an
//! error only if nothing can be shown.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod common;
mod credit;
mod date;
mod detect;
mod drupal;
mod entities;
mod error;
mod facts;
mod fields;
mod find;
mod focus;
mod gather;
mod ghost;
mod image;
mod json;
mod json_api;
mod json_feed;
mod json_ld;
mod language;
mod link;
mod list;
mod news_api;
mod plain;
mod references;
mod syntax;
mod tag;
mod text;
mod wordpress;
#[cfg(feature = "work")]
pub mod work;
#[cfg(not(feature = "work"))]
mod work;
pub mod write;

use crate::calendar::{self, DAY};

pub use error::{FeedError, SkipReason, Xml};
pub use fields::MAX_TAGS;
pub use gather::MAX_ITEMS;
pub use text::{MAX_ALT, MAX_HEADLINE, MAX_NAME, MAX_SUMMARY};

/// A hash of an article's absolute address. Addresses that differ only in a slash at the end or in
/// parameters for counting readers, such as `utm_source`, share it.
pub fn link_key(address: &str) -> u64 {
    link::Url::resolve(address, None).map_or(0, |page| gather::link_key(&page))
}

/// The key of an address without its fragment.
pub fn page_key(address: &str) -> u64 {
    page_keys(address)[0]
}

/// The keys of a page's address: without its fragment, and with it.
pub fn page_keys(address: &str) -> [u64; 2] {
    link::Url::resolve(address, None).map_or([0; 2], |page| {
        [gather::page_key(&page), gather::link_key(&page)]
    })
}

/// The date that a text names.
pub fn date(text: &str) -> Option<Published> {
    date::parse(text, false)
}

/// The moment that a text names, in milliseconds since 1970. `None` for a day without a time.
pub fn instant(text: &str) -> Option<i64> {
    match date(text)? {
        Published::Instant(time) => Some(time),
        Published::Day(_) => None,
    }
}

/// Reads a feed. `base` is the absolute address it was fetched from; relative links need it.
///
/// A feed without items is a feed without articles, not an error. Only the first [`MAX_ITEMS`]
/// items of a very long feed are read.
pub fn parse(bytes: &[u8], base: &str) -> Result<Feed, FeedError> {
    let text = detect::decode(bytes)?;
    // Each pass over megabytes takes noticeable time. Only the rare feed that needs a copy is
    // copied.
    if let Ok(root) = json::check(&text) {
        return detect::read(root, base);
    }
    let tame = syntax::without_controls(&text);
    let root = json::check(&tame).map_err(|fault| detect::explain(&text, fault))?;
    detect::read(root, base)
}

/// The content of a publisher's feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    pub format: Format,
    pub title: Option<String>,
    pub language: Option<String>,
    /// In the order of the feed, each article once.
    pub articles: Vec<Article>,
    /// In the order of the feed.
    pub skipped: Vec<Skipped>,
    /// What is said about lists that may be news and are not shown, in words. Empty if there are none.
    pub left_out: String,
}

impl Feed {
    /// The feed's language, corrected by its headlines: some publishers write the code of a country
    /// instead. `None` if the feed names no language, or none that exists.
    pub fn spoken_language(&self) -> Option<String> {
        let headlines = self.articles.iter().map(|it| it.headline.as_str());
        language::mend(self.language.clone()?, &headlines.collect::<String>())
    }

    /// Forgets dates after the end of tomorrow's year. A publisher's clock or schedule may be
    /// ahead, but not by years. `now` is in milliseconds since 1970.
    pub fn forget_the_far_future(&mut self, now: i64) {
        let tomorrow = now.div_euclid(DAY) + 1;
        let end = calendar::days(calendar::date(tomorrow).0 + 1, 1, 1) * DAY;
        for article in &mut self.articles {
            article.published = article.published.filter(|published| {
                let (Published::Instant(time) | Published::Day(time)) = published;
                *time < end
            });
        }
    }
}

/// The formats publishers send.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Format {
    JsonFeed,
    WordPress,
    Ghost,
    NewsApi,
    JsonLd,
    Drupal,
    Plain,
}

/// An item that is not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    /// Its place among the feed's items, counted from 0.
    pub index: usize,
    pub reason: SkipReason,
}

/// An item that can be shown. All text is plain, clean, on one line and limited in length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The publisher's own id if the format promises that it is unique, else the link. Unique in
    /// its feed only.
    pub id: String,
    /// Absolute, `http:` or `https:`, without user info.
    pub url: String,
    /// Never empty; at most [`MAX_HEADLINE`] characters.
    pub headline: String,
    /// May be empty; at most [`MAX_SUMMARY`] characters.
    pub summary: String,
    pub image: Option<Image>,
    /// `None` if the feed names no date, or a date that does not exist.
    pub published: Option<Published>,
    /// Who wrote it: names, at most ten of at most [`MAX_NAME`] characters.
    pub authors: Vec<String>,
    /// Where the publisher files it, or the words above the headline; at most [`MAX_NAME`]
    /// characters.
    pub section: Option<String>,
    /// Who publishes it, if the item or the feed says so.
    pub source: Option<Publisher>,
    /// What it is about: at most [`MAX_TAGS`] tags of at most [`MAX_NAME`] characters, each once.
    /// The section is one of them if it is a category.
    pub tags: Vec<String>,
    pub badges: Badges,
    /// A plausible BCP 47 tag: the item's, else the feed's.
    pub language: Option<String>,
    /// The direction of the language. Without a language: that of a headline that starts right to
    /// left.
    pub direction: Option<Direction>,
}

/// Who publishes an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publisher {
    /// Never empty; at most [`MAX_NAME`] characters.
    pub name: String,
    /// A small square picture: absolute, `http:` or `https:`.
    pub icon: Option<String>,
}

/// What a reader should know about an article before opening it. Each is false if the feed does not
/// mention it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Badges {
    /// Somebody paid for it to be published.
    pub paid: bool,
    /// It is still being written.
    pub live: bool,
    pub opinion: bool,
    /// Not everybody may read all of it.
    pub subscribers: bool,
    pub video: Option<Recording>,
    pub audio: Option<Recording>,
}

/// Something to watch or to listen to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Recording {
    pub seconds: Option<u32>,
}

/// A picture of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    /// Absolute, `http:` or `https:`.
    pub url: String,
    /// Empty if the feed has no description; at most [`MAX_ALT`] characters.
    pub alt: String,
    /// Who made it, without a word such as "Photo:".
    pub credit: Option<String>,
    /// In pixels, of the picture at `url`.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// The place that must stay in view if the picture is cropped.
    pub focus: Option<Focus>,
    /// The same picture in several widths, narrow to wide, for `srcset`; often empty.
    pub sources: Vec<Source>,
}

/// A place in a picture, in percent of its width and height from the top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Focus {
    pub x: u8,
    pub y: u8,
}

/// One width of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub url: String,
    pub width: u32,
}

/// When an article was published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Published {
    /// Milliseconds since 1970 in UTC.
    Instant(i64),
    /// A calendar day somewhere on Earth, as its midnight in UTC.
    Day(i64),
}

/// The direction in which a text runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Format {
    /// The name that publishers know it by.
    pub fn name(self) -> &'static str {
        match self {
            Format::JsonFeed => "JSON Feed",
            Format::WordPress => "WordPress",
            Format::Ghost => "Ghost",
            Format::NewsApi => "NewsAPI",
            Format::JsonLd => "JSON-LD",
            Format::Drupal => "Drupal",
            Format::Plain => "plain list",
        }
    }
}
