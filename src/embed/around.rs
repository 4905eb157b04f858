//! What happens around the widget: what holds its rotation still, and what lets it fetch again.

use crate::browser::{Guard, observe, page};
use crate::carousel::{PauseReason, RotationEvent};
use crate::store::Store;
use std::rc::Rc;
use web_sys::{HtmlElement, ShadowRoot};

/// Watches until it is dropped.
pub struct Around {
    _guards: [Guard; 5],
}

impl Around {
    pub fn new(store: &Store, host: &HtmlElement, root: &ShadowRoot) -> Self {
        let hold = |reason| {
            let store = store.clone();
            move |holds| store.hold(reason, holds)
        };
        store.hold(PauseReason::PageHidden, page::is_hidden());
        let stopped = store.clone();
        let wake: Rc<dyn Fn()> = {
            let store = store.clone();
            Rc::new(move || store.wake())
        };
        Self {
            _guards: [
                page::on_wake(Rc::clone(&wake)),
                page::on_hidden({
                    let hold = hold(PauseReason::PageHidden);
                    move |hidden| {
                        hold(hidden);
                        wake();
                    }
                }),
                page::on_selection(root, hold(PauseReason::Selection)),
                page::on_reduced_motion(move |reduce| {
                    if reduce {
                        stopped.rotation_event(RotationEvent::ReduceMotion);
                    }
                }),
                observe::on_screen(host, {
                    let hold = hold(PauseReason::OffScreen);
                    move |on_screen| hold(!on_screen)
                }),
            ],
        }
    }
}
