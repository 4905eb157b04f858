//! From an edition's articles to its files. Everything that knows how an edition looks is behind this
//! file.

use latest_news::edition::{self, Release, StyleSheet};
use latest_news_core::feed::Article;
use url::Url;

use crate::config::Edition;
use crate::edition::{About, json_feed};
use crate::release::NoRelease;
use crate::write::{Contents, File};

/// What editions need of a release, found among its files.
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

/// An edition's files. Without an address, where nothing can be named from afar, and without articles
/// there is `NAME.json` alone.
pub fn files(
    edition: &Edition,
    articles: &[Article],
    address: Option<&Url>,
    frame: &Frame,
    now: i64,
) -> Vec<File> {
    let about = About {
        name: &edition.name,
        title: title(edition),
        language: edition.attribute("lang"),
        address,
    };
    let json = json_feed(&about, articles);
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

/// The heading; an edition without one goes by its name.
pub fn title(edition: &Edition) -> &str {
    let heading = edition.attribute("heading").unwrap_or_default();
    if heading.is_empty() {
        &edition.name
    } else {
        heading
    }
}

/// What a page writes to show an edition that is served from `address`.
pub fn embed_code(edition: &Edition, address: &Url) -> String {
    format!(
        "<script async src=\"{address}{}.js\"></script>",
        edition.name
    )
}

/// The edition's feed as a widget of this very server, whatever name it is reached by: the edition's own
/// files name the address they are made for.
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

/// Text for an attribute or an element.
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
