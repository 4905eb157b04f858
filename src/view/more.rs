//! The link to all news, if the partner gives its address.

use super::element::View;
use super::scope::Scope;
use latest_news_core::labels::Phrase;

/// A link below the articles. Like the articles' own links, it opens as `target` says.
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
