//! What a publisher wrote into `latest-news.toml`. Pure: text in, a configuration or every problem in
//! it out, each with its line and what to do.

mod explained;
mod place;
mod read;
mod section;

use std::path::PathBuf;

use latest_news_core::selection::Selection;
use url::Url;

pub use explained::explained;
pub use place::Problem;
pub use read::read;

/// The file's name where none is given.
pub const FILE: &str = "latest-news.toml";

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where what is written will be served from, with a slash at its end; `None` where the file
    /// does not say.
    pub address: Option<Url>,
    /// A folder, or the address of an object store.
    pub out: String,
    /// Where copies of feeds and pictures are kept between two runs.
    pub state: PathBuf,
    /// In the order of their names.
    pub editions: Vec<Edition>,
    /// `None`: the publisher's own pictures are used.
    pub pictures: Option<Pictures>,
    pub fetch: Fetch,
}

/// One selection of articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Letters, digits, `-` and `_`.
    pub name: String,
    pub feeds: Vec<Source>,
    /// Attributes of the element, in the order of their names, `limit` and `heading` among them.
    pub attributes: Vec<(String, String)>,
    /// Which of the feeds' articles come: `include`, `exclude`, `offset`, `per-feed`, `max-age`.
    pub selection: Selection,
    /// Addresses that come first, in this order.
    pub pin: Vec<String>,
    /// Addresses that never come.
    pub block: Vec<String>,
    /// Where things are in JSON of no known format.
    pub fields: Option<Fields>,
}

impl Edition {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Where a feed lies.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Http(Url),
    File(PathBuf),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::Http(url) => f.write_str(url.as_str()),
            Source::File(path) => path.display().fmt(f),
        }
    }
}

impl Source {
    /// An address as a publisher writes it: `http(s):`, `file:` or a path. Paths start at `folder`.
    pub fn read(text: &str, folder: &std::path::Path) -> Result<Source, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Err("is empty; write the address of a feed");
        }
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Source::Http(url)),
            Ok(url) if url.scheme() == "file" => url
                .to_file_path()
                .map(Source::File)
                .map_err(|()| "is no file of this machine; write file:///path/to/feed.xml"),
            // `C:\feeds\a.xml` has a scheme of one letter.
            Ok(url) if url.scheme().len() > 1 => {
                Err("is neither http(s) nor a file; write the address of a feed, or a path")
            }
            _ => Ok(Source::File(folder.join(text))),
        }
    }
}

/// Paths of members, separated by dots, in JSON of no known format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fields {
    /// Where the list of items is; empty for the document itself.
    pub list: String,
    /// What an article has, and where an item keeps it.
    pub names: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pictures {
    /// In pixels, ascending.
    pub widths: Vec<u32>,
}

impl Default for Pictures {
    fn default() -> Self {
        Pictures {
            widths: vec![320, 640, 960],
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fetch {
    /// Hosts that feeds may name although they are on a private network; `host` or `host:port`.
    pub allow: Vec<String>,
}
