//! The content of `latest-news.toml`. Pure: takes text, and returns a configuration or all
//! problems, each with its line and what to do.

mod explained;
mod place;
mod read;
mod section;
mod target;

use std::path::PathBuf;

use latest_news_core::selection::Selection;
use url::Url;

use crate::address::shown;

pub use explained::explained;
pub use place::Problem;
pub use read::read;
pub use target::{is_store, unusable};

/// The name of the file if none is given.
pub const FILE: &str = "latest-news.toml";

#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The address from which the folder will be served, with a slash at its end. `None` if the
    /// file names none.
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
    /// What decides which articles are chosen: `include`, `exclude`, `offset`, `per-feed`,
    /// `max-age`.
    pub selection: Selection,
    /// Addresses of articles that come first, in this order.
    pub pin: Vec<String>,
    /// Addresses of articles that are left out.
    pub block: Vec<String>,
    /// Where JSON of no known format keeps its parts.
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

/// Where to find a feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    Http(Url),
    File(PathBuf),
}

/// As it is shown, so without a password.
impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Source::Http(url) => f.write_str(&shown(url.as_str())),
            Source::File(path) => path.display().fmt(f),
        }
    }
}

impl Source {
    /// All of it. Two addresses that differ in their password only are two feeds.
    pub fn whole(&self) -> String {
        match self {
            Source::Http(url) => url.to_string(),
            Source::File(path) => path.display().to_string(),
        }
    }

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
                .map_err(|()| "is not a file on this machine; write file:///path/to/feed.xml"),
            // `C:\feeds\a.xml` looks like an address whose scheme has one letter.
            Ok(url) if url.scheme().len() > 1 => {
                Err("is neither http(s) nor a file; write the address of a feed, or a path")
            }
            Err(_) if text.contains("://") => {
                Err("cannot be read as an address; check its host and port")
            }
            _ => Ok(Source::File(folder.join(text))),
        }
    }
}

/// Paths of members, separated by dots, in JSON of no known format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fields {
    /// The path of the list of items. Empty for the document itself.
    pub list: String,
    /// Names of parts of an article, each with its path in an item.
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
    /// Hosts on a private network that feeds may name, as `host` or `host:port`.
    pub allow: Vec<String>,
}
