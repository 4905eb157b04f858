//! What the partner asked for: the element's attributes, read forgivingly.
//!
//! A value that means nothing falls back to the default and is reported; nothing here fails.

mod read;
mod values;

pub use read::Warning;
pub use values::{Dates, Layout, Sources, Target};

/// Milliseconds between two steps of the rotation where nobody names a number.
pub const DEFAULT_AUTOPLAY: u32 = 6_000;

#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Absolute or page-relative addresses, in the partner's order.
    pub feeds: Vec<String>,
    /// Articles shown at most, 1 to 100.
    pub limit: usize,
    /// `None`: the language's own words. Empty: hidden, but still the accessible name.
    pub heading: Option<String>,
    /// 1 to 6; headlines are one below, at most 6.
    pub heading_level: u8,
    pub layout: Layout,
    /// Milliseconds between two steps of the rotation, at least 3,000.
    pub autoplay: Option<u32>,
    /// Whether next goes back to the first slide from the last.
    pub rewind: bool,
    /// Milliseconds between two fetches, at least 60,000.
    pub refresh: Option<u32>,
    pub images: bool,
    /// Width over height, as CSS writes it.
    pub image_ratio: Option<String>,
    /// 0 to 8; 0 hides the summary.
    pub summary_lines: u8,
    pub dates: Dates,
    /// A language tag; `None` leaves it to the page.
    pub lang: Option<String>,
    pub target: Target,
    /// Added to article links, never overwriting one that is there.
    pub link_params: Vec<(String, String)>,
    /// Whether the section stands above the headline.
    pub sections: bool,
    pub bylines: bool,
    pub sources: Sources,
    /// Whether badges other than "paid" are shown.
    pub badges: bool,
    pub read_more: bool,
    /// Where all news are, `http(s)` or page-relative; empty: nowhere.
    pub more: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            feeds: Vec::new(),
            limit: 12,
            heading: None,
            heading_level: 2,
            layout: Layout::Carousel,
            autoplay: None,
            rewind: true,
            refresh: None,
            images: true,
            image_ratio: None,
            summary_lines: 3,
            dates: Dates::Relative,
            lang: None,
            target: Target::Same,
            link_params: Vec::new(),
            sections: true,
            bylines: false,
            sources: Sources::Auto,
            badges: true,
            read_more: true,
            more: String::new(),
        }
    }
}
