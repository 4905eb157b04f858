//! Turns an edition's articles into its files. Only this module knows how an edition looks.

use latest_news::edition::{self, Release, StyleSheet};
use latest_news_core::feed::{Article, write as json_feed};
use url::Url;

use crate::config::Edition;
use crate::release::NoRelease;
use crate::write::{Contents, File};

/// The parts of a release that editions need, found among its files.
pub struct Frame {
    loader: String,
    style_sheet: String,
    css: String,
}

impl Frame {
    pub fn of(release: &[(String, Vec<u8>)]) -> Result<Self, NoRelease> {
        let text = |is: &dyn Fn(&str) -> bool| {
            let (name, bytes) = release.iter().find(|(name, _)| is(name))?;
            Some((name.clone(), String::from_utf8(bytes.clone()).ok()?))
        };
        let file = |start: &str, end: &str| {
            let (start, end) = (format!("/{start}."), end.to_owned());
            text(&|name| {
                name.starts_with("latest-news/") && name.contains(&start) && name.ends_with(&end)
            })
        };
        let loader = file("edition", ".js");
        let css = file("widget", ".css");
        match (loader, css) {
            (Some((_, loader)), Some((style_sheet, css))) => Ok(Self {
                loader,
                style_sheet,
                css,
            }),
            _ => Err(NoRelease::incomplete()),
        }
    }
}

/// An edition's files. Without an address no file can refer to another, and without articles there
/// is nothing to show. In both cases `NAME.json` is the only file.
pub fn files(
    edition: &Edition,
    articles: &[Article],
    address: Option<&Url>,
    frame: &Frame,
    now: i64,
) -> Vec<File> {
    let own = address.and_then(|address| address.join(&format!("{}.json", edition.name)).ok());
    let about = json_feed::About {
        title: Some(title(edition)),
        language: edition.attribute("lang"),
        address: own.as_ref().map(Url::as_str),
    };
    let json = json_feed::feed(
        &about,
        &articles.iter().map(json_feed::item).collect::<Vec<_>>(),
    );
    let written = address.and_then(|address| {
        let release = Release {
            address: address.as_str(),
            loader: &frame.loader,
            style_sheet: StyleSheet {
                path: &frame.style_sheet,
                css: &frame.css,
            },
        };
        let edition = edition::Edition {
            name: &edition.name,
            address: address.as_str(),
            attributes: &edition.attributes,
            json: &json,
            now,
        };
        edition::write(&edition, &release).ok()
    });
    let file = |path: String, contents: String| File {
        path,
        contents: Contents::Bytes(contents.into_bytes()),
    };
    match written {
        Some(files) => files
            .into_iter()
            .map(|it| file(it.path, it.contents))
            .collect(),
        None => vec![file(format!("{}.json", edition.name), json)],
    }
}

/// The heading, or else the edition's name.
pub fn title(edition: &Edition) -> &str {
    let heading = edition.attribute("heading").unwrap_or_default();
    if heading.is_empty() {
        &edition.name
    } else {
        heading
    }
}

/// The code with which a page embeds an edition that is served from `address`.
pub fn embed_code(edition: &Edition, address: &Url) -> String {
    format!(
        "<script async src=\"{address}{}.js\"></script>",
        edition.name
    )
}

/// The code of a widget with the edition's feed, for pages of this server under any host name. The
/// edition's own files name the address that they were made for.
pub fn live(edition: &Edition) -> String {
    let mut attributes = String::new();
    for (name, value) in &edition.attributes {
        attributes += &format!(" {name}=\"{}\"", escaped(value));
    }
    format!(
        "<script async src=\"/latest-news.js\"></script>\n\
         <latest-news feed=\"/{}.json\"{attributes}></latest-news>",
        edition.name
    )
}

/// Escapes text for an attribute or an element.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
