//! Editions: the files a publisher's command writes, so that a first view is there before any
//! WebAssembly.
//!
//! Native only. The widget itself renders the first view from `NAME.json`, and the widget in the
//! browser reads the same file, so both show the same articles. Nothing here fetches or writes a
//! file.

mod facts;
mod first_view;
mod frame;
mod labels;
mod page;
mod rows;
mod script;
mod style;

use crate::store::Seed;
use latest_news_core::feed::{self, FeedError};
use latest_news_core::options::{Dates, Options};
use std::fmt;
use std::rc::Rc;

/// An edition as its publisher configured it.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The name of its files.
    pub name: &'a str,
    /// The address its files will be served from: absolute, with a slash at the end.
    pub address: &'a str,
    /// The element's attributes by name, such as `layout`. A `feed` attribute is ignored.
    pub attributes: &'a [(String, String)],
    /// The contents of `NAME.json`: a feed that the widget reads.
    pub json: &'a str,
    /// Milliseconds since the Unix epoch.
    pub now: i64,
}

/// The parts of a release that an edition needs.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// The address its `latest-news.js` is served from: absolute, with a slash at the end.
    pub address: &'a str,
    /// The contents of its `latest-news/<version>/edition.<hash>.js`: the loader that draws editions.
    pub loader: &'a str,
    pub style_sheet: StyleSheet<'a>,
}

/// The widget's style sheet as a file of the release: `latest-news/<version>/widget.<hash>.css`.
#[derive(Clone, Copy, Debug)]
pub struct StyleSheet<'a> {
    /// Relative to the release's address.
    pub path: &'a str,
    /// Minified, as the release has it.
    pub css: &'a str,
}

/// A file of an edition, with a name relative to the edition's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub contents: String,
}

/// Why there is no edition.
#[derive(Debug)]
pub enum Error {
    Json(FeedError),
    NoArticles,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the edition's feed {error}"),
            Self::NoArticles => {
                f.write_str("the edition's feed holds no articles; name feeds that have some")
            }
        }
    }
}

impl std::error::Error for Error {}

/// The edition's files: `NAME.js`, `NAME.html`, `NAME.json`, `NAME/frame.html`, `NAME/oembed.json`.
pub fn write(edition: &Edition<'_>, release: &Release<'_>) -> Result<Vec<File>, Error> {
    let view = first_view::FirstView::new(edition)?;
    let mut framed = edition.attributes.to_vec();
    if edition.attribute("target").is_none() {
        // A page opened inside a frame would stay as small as the frame.
        framed.push(("target".to_owned(), "_top".to_owned()));
    }
    let framed = Edition {
        attributes: &framed,
        ..*edition
    };
    let file = |path: &str, contents| File {
        path: [edition.name, path].concat(),
        contents,
    };
    Ok(vec![
        file(".js", script::script(edition, release, &view)),
        file(".html", page::element(edition, release, &view)),
        file(".json", edition.json.to_owned()),
        file(
            "/frame.html",
            frame::frame(&framed, release, &first_view::FirstView::new(&framed)?),
        ),
        file("/oembed.json", frame::oembed(edition, &view)),
    ])
}

impl Edition<'_> {
    fn attribute(&self, name: &str) -> Option<String> {
        let found = self.attributes.iter().find(|(it, _)| it == name);
        found.map(|(_, value)| value.clone())
    }

    /// The attributes of its element, except the feed.
    fn own_attributes(&self) -> impl Iterator<Item = &(String, String)> {
        self.attributes.iter().filter(|(name, _)| name != "feed")
    }

    /// The address of one of its files.
    fn file(&self, end: &str) -> String {
        [self.address, self.name, end].concat()
    }

    fn seed(&self) -> Result<Seed, Error> {
        let mut feed =
            feed::parse(self.json.as_bytes(), &self.file(".json")).map_err(Error::Json)?;
        feed.forget_the_far_future(self.now);
        if feed.articles.is_empty() {
            return Err(Error::NoArticles);
        }
        let (mut options, _) = Options::read(&|name| self.attribute(name));
        options.feeds = vec![self.file(".json")];
        // Nobody knows when it will be read.
        if options.dates == Dates::Relative {
            options.dates = Dates::Absolute;
        }
        let language = options.lang.clone().or_else(|| feed.spoken_language());
        Ok(Seed {
            locale: labels::locale(language.as_deref().unwrap_or("en"), &|name| {
                self.attribute(&["label-", name].concat())
            }),
            feed: Rc::new(feed),
            options,
            now: self.now,
        })
    }
}

#[cfg(test)]
mod tests;
