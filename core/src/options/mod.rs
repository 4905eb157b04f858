//! The partner's options, read from the element's attributes.
//!
//! Nothing here fails. A value without a meaning becomes the default and is reported.

mod read;
mod values;

pub use read::Warning;
pub use values::{Dates, Layout, Sources, Target};

/// Milliseconds between two steps of the rotation if the partner names no number.
pub const DEFAULT_AUTOPLAY: u32 = 6_000;

pub const DEFAULT_LIMIT: usize = 12;
pub const DEFAULT_HEADING_LEVEL: u8 = 2;
pub const DEFAULT_SUMMARY_LINES: u8 = 3;

#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Absolute or page-relative addresses, in the partner's order.
    pub feeds: Vec<String>,
    /// The most articles that are shown, 1 to 100.
    pub limit: usize,
    /// `None`: the language's own words. Empty: hidden, but still the accessible name.
    pub heading: Option<String>,
    /// 1 to 6. Headlines are one level below, at most 6.
    pub heading_level: u8,
    pub layout: Layout,
    /// Milliseconds between two steps of the rotation, at least 3,000.
    pub autoplay: Option<u32>,
    /// Whether the next control goes from the last slide back to the first.
    pub rewind: bool,
    /// Milliseconds between two fetches, at least 60,000.
    pub refresh: Option<u32>,
    pub images: bool,
    /// Width over height, as CSS writes it.
    pub image_ratio: Option<String>,
    /// 0 to 8; 0 hides the summary.
    pub summary_lines: u8,
    pub dates: Dates,
    /// A language tag. `None`: the page decides.
    pub lang: Option<String>,
    pub target: Target,
    /// Added to article links. A parameter that a link already has stays unchanged.
    pub link_params: Vec<(String, String)>,
    /// Whether the section is shown above the headline.
    pub sections: bool,
    pub bylines: bool,
    pub sources: Sources,
    /// Whether badges other than "paid" are shown.
    pub badges: bool,
    pub read_more: bool,
    /// The address of all news, `http(s)` or page-relative. Empty: no such link.
    pub more: String,
    /// Whether the article of the page is shown.
    pub current: bool,
    /// Whether articles are shown that an earlier widget of the page shows.
    pub repeats: bool,
    /// Words that articles must have, as partners write them.
    pub include: String,
    /// Words that articles must not have.
    pub exclude: String,
    /// How many articles are passed over.
    pub offset: usize,
    pub per_feed: Option<usize>,
    /// In days.
    pub max_age: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            feeds: Vec::new(),
            limit: DEFAULT_LIMIT,
            heading: None,
            heading_level: DEFAULT_HEADING_LEVEL,
            layout: Layout::Carousel,
            autoplay: None,
            rewind: true,
            refresh: None,
            images: true,
            image_ratio: None,
            summary_lines: DEFAULT_SUMMARY_LINES,
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
            current: false,
            repeats: true,
            include: String::new(),
            exclude: String::new(),
            offset: 0,
            per_feed: None,
            max_age: None,
        }
    }
}
