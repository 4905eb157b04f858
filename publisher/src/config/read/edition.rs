//! A section `[edition.NAME]`.

use std::path::Path;

use url::Url;

use super::attributes::{attributes, selection};
use crate::address::shown;
use crate::config::section::Section;
use crate::config::{Edition, Fields, Problem, Source};

/// The parts of an article that a mapping can name.
const FIELDS: [&str; 11] = [
    "title", "url", "summary", "image", "date", "author", "language", "id", "section", "source",
    "tags",
];

/// Whether a name is allowed. It becomes `NAME.js`, `NAME.json`, `NAME.html` and a folder, so it
/// must not be one of the release's own names.
pub fn is_name(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= 64
        && name.chars().all(letters)
        && !["latest-news", "pictures", "presets", "manifest", "index"].contains(&name)
}

pub fn edition(
    mut section: Section<'_>,
    (name, span): (&str, &std::ops::Range<usize>),
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Edition {
    let mut feeds = Vec::new();
    for (feed, span) in section.strings("feeds").unwrap_or_default() {
        match Source::read(&feed, folder) {
            Ok(source) => feeds.push(source),
            Err(why) => {
                let feed = shown(&feed);
                section.problem(&span, format!("edition.{name}.feeds: \"{feed}\" {why}"));
            }
        }
    }
    if feeds.is_empty() && section.problems.is_empty() {
        let message = format!("edition.{name} has no feeds; add feeds = [\"https://…\"]");
        section.problem(span, message);
    }
    let pin = articles(&mut section, "pin");
    let block = articles(&mut section, "block");
    let selection = selection(&mut section);
    let mut attributes = attributes(&mut section, name);
    // The widget gets one feed and cannot know that it was several.
    let is_auto = |(name, value): &(String, String)| name == "sources" && value == "auto";
    attributes.retain(|it| !is_auto(it));
    if feeds.len() > 1 && !attributes.iter().any(|(name, _)| name == "sources") {
        attributes.push(("sources".into(), "show".into()));
        attributes.sort();
    }
    let fields = section.section("fields").map(|mut section| {
        let list = section.string("list").map(|(list, _)| list);
        let mut names = Vec::new();
        for field in FIELDS {
            if let Some((place, _)) = section.string(field) {
                names.push((field.to_owned(), place));
            }
        }
        problems.extend(section.end());
        Fields {
            list: list.unwrap_or_default(),
            names,
        }
    });
    problems.extend(section.end());
    Edition {
        name: name.to_owned(),
        feeds,
        attributes,
        selection,
        pin,
        block,
        fields,
    }
}

/// Addresses of articles. Another text would be the address of none, and the article that was meant
/// would be shown.
fn articles(section: &mut Section<'_>, key: &'static str) -> Vec<String> {
    let mut articles = Vec::new();
    for (article, span) in section.strings(key).unwrap_or_default() {
        let url = Url::parse(article.trim());
        if url.is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
            articles.push(article.trim().to_owned());
            continue;
        }
        let message = format!(
            "{} has \"{}\", which is no http(s) address; write all of the article's address, such \
             as \"https://news.example/a\"",
            section.path_of(key),
            shown(&article)
        );
        section.problem(&span, message);
    }
    articles
}
