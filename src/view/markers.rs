//! One marker for every rest position, and the position in words.
//!
//! A hundred markers would be too many, so at most seven around the selected one are shown. In the
//! narrowest column, targets are still at least 24 by 24 CSS pixels (WCAG 2.5.8).

use super::element::{Text, View};
use super::list::Row;
use super::scope::Scope;
use crate::store::Reason;
use latest_news_core::carousel::Step;
use latest_news_core::decimal;
use latest_news_core::labels::Phrase;
use leptos::web_sys::Element;
use std::ops::Range;

const MOST: usize = 7;

/// The markers and the position, if the carousel can move.
pub fn markers(scope: &Scope) -> Option<View> {
    let can_move = *scope.store.can_move.follow();
    can_move.then(|| {
        let markers = scope
            .element("div")
            .part("markers")
            .attribute("role", "group")
            .reactive("aria-label", |it| Some(it.label(Phrase::Markers)))
            .rows(shown);
        let position = scope
            .element("div")
            .attribute("class", "position")
            // The words may run in another direction than the page, for example English before the
            // labels arrive.
            .attribute("dir", "auto")
            .reactive_text(|it| it.store.format_position().into());
        scope
            .element("div")
            .attribute("class", "bottom")
            .child(markers)
            .child(position)
    })
}

fn shown(scope: &Scope) -> Vec<Row> {
    let position = scope.store.position.follow();
    let window = window(position.snaps.len(), position.selected_snap);
    let row = |index| Row {
        key: index as u64,
        scope: scope.at(index),
        view: marker,
    };
    window.map(row).collect()
}

/// The marker of the rest position at the scope's index.
fn marker(scope: &Scope) -> View {
    scope
        .button()
        .part("marker")
        .attribute("value", decimal::of(scope.index))
        .reactive("aria-label", |it| {
            let slide = *it.store.position.follow().snaps.get(it.index)?;
            Some(
                it.store
                    .teasers
                    .follow()
                    .get(slide)?
                    .headline
                    .clone()
                    .into(),
            )
        })
        .reactive("aria-current", is_selected)
        .reactive("aria-disabled", is_selected)
}

/// Moves to the rest position of a marker.
pub fn press(scope: &Scope, marker: &Element) {
    let index = marker.get_attribute("value").and_then(|it| it.parse().ok());
    let slide = index.and_then(|it: usize| scope.store.position.get().snaps.get(it).copied());
    scope
        .store
        .step(Step::To(slide.unwrap_or_default()), Reason::Marker);
}

fn is_selected(scope: &Scope) -> Option<Text> {
    let selected = scope.store.position.follow().selected_snap == scope.index;
    selected.then(|| "true".into())
}

/// The markers that are shown. The selected one is in the middle if possible.
fn window(count: usize, selected: usize) -> Range<usize> {
    let start = selected
        .saturating_sub(MOST / 2)
        .min(count.saturating_sub(MOST));
    start..(start + MOST).min(count)
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn the_selected_marker_is_among_at_most_seven() {
        assert_eq!(window(0, 0), 0..0);
        assert_eq!(window(3, 2), 0..3);
        assert_eq!(window(7, 6), 0..7);
        assert_eq!(window(100, 0), 0..7);
        assert_eq!(window(100, 3), 0..7);
        assert_eq!(window(100, 4), 1..8);
        assert_eq!(window(100, 97), 93..100);
        assert_eq!(window(100, 99), 93..100);
    }
}
