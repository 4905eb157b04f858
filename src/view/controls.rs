//! The rotation, previous and next controls.
//!
//! They come before the slides, the rotation control first (W3C carousel pattern). At an end of the
//! row, a control is `aria-disabled`, not disabled: a disabled button would lose its focus.

use super::element::View;
use super::scope::Scope;
use latest_news_core::labels::Phrase;

/// The controls, if there is anything to control.
pub fn controls(scope: &Scope) -> Option<View> {
    let can_move = *scope.store.can_move.follow();
    can_move.then(|| {
        let previous = control(scope, "previous")
            .reactive("aria-label", |it| Some(it.label(Phrase::Previous)))
            .reactive("aria-disabled", |it| {
                disabled(!it.store.position.follow().can_go_back)
            });
        let next = control(scope, "next")
            .reactive("aria-label", |it| Some(it.label(Phrase::Next)))
            .reactive("aria-disabled", |it| {
                disabled(!it.store.position.follow().can_go_on)
            });
        scope
            .element("div")
            .part("controls")
            .reactive_child(rotation)
            .child(previous.attribute("aria-controls", "viewport"))
            .child(next.attribute("aria-controls", "viewport"))
    })
}

/// Its name says what pressing it does, so it needs no pressed state.
fn rotation(scope: &Scope) -> Option<View> {
    let offered = *scope.store.offers_rotation.follow();
    offered.then(|| {
        control(scope, "rotation")
            .reactive("data-running", |it| is_running(it).then(|| "".into()))
            .reactive("aria-label", |it| {
                Some(it.label(match is_running(it) {
                    true => Phrase::StopRotation,
                    false => Phrase::StartRotation,
                }))
            })
    })
}

fn control(scope: &Scope, part: &'static str) -> View {
    scope
        .button()
        .attribute("class", "control")
        .attribute("part", part)
}

fn is_running(scope: &Scope) -> bool {
    scope.store.rotation.follow().is_running()
}

fn disabled(disabled: bool) -> Option<super::element::Text> {
    disabled.then(|| "true".into())
}
