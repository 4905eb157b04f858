//! The widget's heading, which is also its accessible name.

use super::scope::Scope;
use crate::labels::Phrase;
use leptos::prelude::AnyView;

const TAGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The tag of a heading level; levels beyond the last are the last.
pub fn tag(level: u8) -> &'static str {
    TAGS.get(usize::from(level).saturating_sub(1))
        .copied()
        .unwrap_or("h6")
}

/// A heading of the level the partner chose. An empty one is hidden from sight only, and so is one
/// above the partner's fallback, which it would push down.
pub fn heading(scope: &Scope) -> Option<AnyView> {
    let options = scope.store.options.follow();
    let heading = scope
        .element(tag(options.heading_level))
        .attribute("id", "heading")
        .attribute("part", "heading");
    let chosen = options.heading.as_deref();
    let words = match chosen {
        Some(words) if !words.is_empty() => words.to_owned().into(),
        _ => scope.label(Phrase::LatestNews),
    };
    let hidden = chosen == Some("") || scope.shows_fallback();
    let class = if hidden { "heading hidden" } else { "heading" };
    Some(heading.attribute("class", class).text(words).build())
}
