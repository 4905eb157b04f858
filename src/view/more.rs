//! The way to all news, where the partner names it.

use super::element::View;
use super::scope::Scope;
use latest_news_core::labels::Phrase;

/// A link below the articles. An article's own links go where `target` says; so does this one.
pub fn more(scope: &Scope) -> Option<View> {
    let options = scope.store.options.follow();
    let shows = !options.more.is_empty() && !scope.shows_fallback();
    shows.then(|| {
        scope
            .element("a")
            .part("more")
            .attribute("href", options.more.clone())
            .attribute("target", options.target.name())
            .attribute("rel", "noopener")
            .reactive_text(|it| it.label(Phrase::More))
            .reactive_child(super::slide::new_tab)
    })
}
