//! From an edition's articles to its files. Everything that knows how an edition looks is behind this
//! file.

use latest_news_core::feed::Article;
use url::Url;

use crate::config::Edition;
use crate::edition::{About, json_feed};
use crate::write::{Contents, File};

/// An edition's files.
pub fn files(edition: &Edition, articles: &[Article], address: Option<&Url>) -> Vec<File> {
    let about = About {
        name: &edition.name,
        title: title(edition),
        language: edition.attribute("lang"),
        address,
    };
    let feed = json_feed(&about, articles);
    vec![File {
        path: format!("{}.json", edition.name),
        contents: Contents::Bytes(feed.into_bytes()),
    }]
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
    let mut attributes = String::new();
    for (name, value) in &edition.attributes {
        if name != "lang" {
            attributes += &format!(" {name}=\"{}\"", escaped(value));
        }
    }
    format!(
        "<script async src=\"{address}latest-news.js\"></script>\n\
         <latest-news feed=\"{address}{}.json\"{attributes}></latest-news>",
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
