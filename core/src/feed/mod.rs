//! What publishers send, turned into articles. Pure: bytes and an address in, articles and the
//! items left out come back; it fetches nothing, knows no clock and never panics.
//!
//! The formats are told apart by their content. One bad item is skipped and the others stay; only
//! what cannot be shown at all is an error.

#![cfg_attr(test, allow(clippy::unwrap_used))]

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

use crate::calendar::{self, DAY};

pub use error::{FeedError, SkipReason, Xml};
pub use fields::MAX_TAGS;
pub use gather::MAX_ITEMS;
pub use text::{MAX_ALT, MAX_HEADLINE, MAX_NAME, MAX_SUMMARY};

/// What stands for an article's absolute address: the same for addresses that differ only in a
/// slash at the end and in `utm_` parameters.
pub fn link_key(address: &str) -> u64 {
    link::Url::resolve(address, None).map_or(0, |page| gather::link_key(&page))
}

/// The moment a text names, in milliseconds since 1970. A mere day is none.
pub fn instant(text: &str) -> Option<i64> {
    match date::parse(text, false)? {
        Published::Instant(time) => Some(time),
        Published::Day(_) => None,
    }
}

/// Reads a feed. `base` is the absolute address it was fetched from; relative links need it.
///
/// A feed without items is a feed without articles, not an error. Of very long ones the first
/// [`MAX_ITEMS`] items are read.
pub fn parse(bytes: &[u8], base: &str) -> Result<Feed, FeedError> {
    let text = detect::decode(bytes)?;
    // Of megabytes, every pass is felt: the rare feed that needs it is copied, the others are not.
    if let Ok(root) = json::check(&text) {
        return detect::read(root, base);
    }
    let tame = syntax::without_controls(&text);
    let root = json::check(&tame).map_err(|fault| detect::explain(&text, fault))?;
    detect::read(root, base)
}

/// What came out of a publisher's feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    pub format: Format,
    pub title: Option<String>,
    pub language: Option<String>,
    /// In the order of the feed, each once.
    pub articles: Vec<Article>,
    /// In the order of the feed.
    pub skipped: Vec<Skipped>,
}

impl Feed {
    /// Forgets dates after the year that tomorrow is in: a publisher's clock or schedule may be
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
    /// Its place among the feed's items, from 0.
    pub index: usize,
    pub reason: SkipReason,
}

/// An item that can be shown. All text is plain, clean, on one line and bounded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The publisher's own where the format promises it to be unique, else the link. Unique in
    /// its feed only.
    pub id: String,
    /// Absolute, `http:` or `https:`, without user info.
    pub url: String,
    /// Never empty; at most [`MAX_HEADLINE`] characters.
    pub headline: String,
    /// May be empty; at most [`MAX_SUMMARY`] characters.
    pub summary: String,
    pub image: Option<Image>,
    /// None where the feed names no date, or none that exists.
    pub published: Option<Published>,
    /// Who wrote it: names, at most ten of at most [`MAX_NAME`] characters.
    pub authors: Vec<String>,
    /// Where the publisher files it, or the words it puts above the headline; at most
    /// [`MAX_NAME`] characters.
    pub section: Option<String>,
    /// Who publishes it, where the item or the feed says so.
    pub source: Option<Publisher>,
    /// What it is about: at most [`MAX_TAGS`] of at most [`MAX_NAME`] characters, each once, the
    /// section among them where it is a category.
    pub tags: Vec<String>,
    pub badges: Badges,
    /// A plausible BCP 47 tag: the item's, else the feed's.
    pub language: Option<String>,
    /// From the language; without one, from a headline that starts right to left.
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

/// What a reader should know of an article before opening it. A feed that says nothing of one of
/// these does not have it.
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
    /// Empty where the feed describes it nowhere; at most [`MAX_ALT`] characters.
    pub alt: String,
    /// Whom it is by, without a word such as "Photo:" before it.
    pub credit: Option<String>,
    /// In pixels, of the picture at `url`.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// What of it must stay in view where it is cropped.
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
    /// A calendar day somewhere on Earth: its midnight, as if that had been in UTC.
    Day(i64),
}

/// The direction a text runs in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Format {
    /// The name publishers know it by.
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
