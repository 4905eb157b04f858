//! What an edition shares with the element: attributes, and the conditions for articles.

use latest_news_core::interface::ATTRIBUTES;
use latest_news_core::options::Options;
use latest_news_core::selection::{Selection, Words};

use crate::compose::fold;
use crate::config::section::Section;

/// The keys of [`Selection`].
const SELECTION: [&str; 5] = ["include", "exclude", "offset", "per-feed", "max-age"];

/// The conditions for articles. The widget gets the chosen articles, so these are no attributes of
/// its element.
pub fn selection(section: &mut Section<'_>) -> Selection {
    let mut words = |key| {
        let words = section.string(key).map(|(words, _)| words);
        Words::read(&words.unwrap_or_default(), &fold)
    };
    Selection {
        include: words("include"),
        exclude: words("exclude"),
        offset: section.number("offset", 0..=10_000).unwrap_or(0),
        per_feed: section.number("per-feed", 1..=100),
        max_age: section.number("max-age", 1..=36_500),
        ..Selection::default()
    }
}

/// Attributes of the element, checked like in the widget. The widget would only warn about a wrong
/// value. Here it is a problem, because it can still be corrected.
pub fn attributes(section: &mut Section<'_>, edition: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut places = Vec::new();
    let own = |name: &&str| *name != "feed" && !SELECTION.contains(name);
    for name in ATTRIBUTES.into_iter().filter(own) {
        // The key `language` is the attribute `lang`.
        let taken = match name {
            "lang" => section.attribute("language").or(section.attribute("lang")),
            name => section.attribute(name),
        };
        if let Some((value, span)) = taken {
            attributes.push((name.to_owned(), value));
            places.push(span);
        }
    }
    let (_, warnings) = Options::read(&|name| {
        let mut attributes = attributes.iter();
        attributes
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    });
    for warning in warnings {
        let at = attributes
            .iter()
            .position(|(name, _)| name == warning.attribute);
        if let Some(span) = at.and_then(|at| places.get(at)) {
            let message = format!(
                "edition.{edition}.{} = \"{}\" is not {}",
                warning.attribute, warning.value, warning.expected
            );
            section.problem(span, message);
        }
    }
    attributes.sort();
    attributes
}
