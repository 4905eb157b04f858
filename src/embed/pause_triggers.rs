//! Observes the page around the widget: what pauses its rotation, and what wakes it.

use crate::browser::{Guard, observe, page};
use crate::store::Store;
use latest_news_core::carousel::{PauseReason, RotationEvent};
use web_sys::{HtmlElement, ShadowRoot};

/// Observes until it is dropped.
pub struct PauseTriggers {
    _guards: [Guard; 4],
    _waking: [Guard; 2],
}

impl PauseTriggers {
    pub fn new(store: &Store, host: &HtmlElement, root: &ShadowRoot) -> Self {
        let hold = |reason| {
            let store = store.clone();
            move |holds| store.hold(reason, holds)
        };
        store.hold(PauseReason::PageHidden, page::is_hidden());
        let hidden = hold(PauseReason::PageHidden);
        let (stopped, shown, woken) = (store.clone(), store.clone(), store.clone());
        Self {
            _guards: [
                page::on_hidden(move |is_hidden| {
                    hidden(is_hidden);
                    shown.wake();
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
            _waking: page::on_waking(move || woken.wake()),
        }
    }
}
