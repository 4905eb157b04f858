//! The widget's heading, which is also its accessible name.

use super::element::{Text, View};
use super::scope::Scope;
use latest_news_core::labels::Phrase;

const TAGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The tag of a heading level. A level beyond the last means the last.
pub fn tag(level: u8) -> &'static str {
    TAGS.get(usize::from(level).saturating_sub(1))
        .copied()
        .unwrap_or("h6")
}

/// A heading of the level that the partner chose. It stays the same element while the widget loads,
/// because it may hold the focus.
pub fn heading(scope: &Scope) -> Option<View> {
    let level = scope.store.options.follow().heading_level;
    let heading = scope
        .element(tag(level))
        .attribute("id", "heading")
        .attribute("tabindex", "-1")
        .attribute("part", "heading")
        .reactive("class", |it| {
            let hidden = is_hidden(it);
            Some(if hidden { "heading hidden" } else { "heading" }.into())
        });
    Some(heading.reactive_text(words))
}

fn words(scope: &Scope) -> Text {
    match scope.store.options.follow().heading.as_deref() {
        Some(words) if !words.is_empty() => words.to_owned().into(),
        _ => scope.label(Phrase::LatestNews),
    }
}

/// Whether the heading is visually hidden. This applies to an empty heading, and to a heading above
/// the partner's fallback, because it would push the fallback down.
fn is_hidden(scope: &Scope) -> bool {
    scope.shows_fallback() || scope.store.options.follow().heading.as_deref() == Some("")
}
