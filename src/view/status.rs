//! Announcements: emptiness, failure, the new position.

use super::element::View;
use super::focus;
use super::scope::Scope;
use crate::store::LoadState;
use latest_news_core::labels::Phrase;

/// The live region. It exists before it announces anything (WCAG 4.1.3), and it is visible if there
/// is nothing else to show.
pub fn status(scope: &Scope) -> View {
    scope
        .element("div")
        .attribute("part", "status")
        .reactive("class", |it| {
            let visible = it.is(LoadState::Empty) || has_failed_bare(it);
            Some(if visible { "status" } else { "status hidden" }.into())
        })
        .attribute("role", "status")
        .attribute("dir", "auto")
        .reactive_text(|it| it.store.announcement.follow().clone().into())
}

/// The button to try again, if the partner left no fallback.
pub fn retry(scope: &Scope) -> Option<View> {
    has_failed_bare(scope).then(|| {
        scope
            .button()
            .attribute("class", "retry")
            .reactive_text(|it| it.label(Phrase::Retry))
    })
}

/// Loads the feeds again.
pub fn retry_now(scope: &Scope) {
    // The button is removed, and its focus would be lost.
    focus::give_to_heading(scope);
    scope.store.reload();
}

fn has_failed_bare(scope: &Scope) -> bool {
    scope.is(LoadState::Failed) && !*scope.store.has_fallback.follow()
}
