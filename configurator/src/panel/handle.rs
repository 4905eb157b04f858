//! The handle at the widget's edge, which makes its container narrower: a focusable separator as in
//! WAI-ARIA, for mouse, touch and keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

use crate::settings::MIN_WIDTH;

use super::state::State;

const STEP: u32 = 10;
const LEAP: u32 = 100;

/// The start of a drag: the pointer's place and the container's width.
type Start = (i32, u32);

#[component]
pub fn WidthHandle(state: State) -> impl IntoView {
    let start = RwSignal::new(None::<Start>);
    let shown = move || state.measured.get();
    let pressed = move |event: PointerEvent| {
        state.measure();
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(handle) = target {
            let _ = handle.set_pointer_capture(event.pointer_id());
        }
        start.set(Some((event.client_x(), state.measured.get_untracked())));
    };
    let moved = move |event: PointerEvent| {
        if let Some((x, width)) = start.get_untracked() {
            // The container is centred, so both edges move.
            let wider = 2 * (event.client_x() - x);
            set(state, width.saturating_add_signed(wider));
        }
    };
    let key = move |event: KeyboardEvent| {
        state.measure();
        let width = state.measured.get_untracked();
        let width = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => width.saturating_sub(STEP),
            "ArrowRight" | "ArrowUp" => width + STEP,
            "PageDown" => width.saturating_sub(LEAP),
            "PageUp" => width + LEAP,
            "Home" => MIN_WIDTH,
            "End" => u32::MAX,
            _ => return,
        };
        event.prevent_default();
        set(state, width);
    };
    view! {
        <div
            class="width-handle"
            class:moving=move || start.read().is_some()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the widget’s container"
            aria-controls="widget"
            aria-valuemin=MIN_WIDTH
            aria-valuemax=move || state.available.get().max(MIN_WIDTH)
            aria-valuenow=shown
            aria-valuetext=move || format!("{} pixels", shown())
            on:pointerdown=pressed
            on:pointermove=moved
            on:pointerup=move |_| start.set(None)
            on:pointercancel=move |_| start.set(None)
            on:dblclick=move |_| set(state, u32::MAX)
            on:keydown=key
        >
            <span class="grip"></span>
            <output class="width" aria-hidden="true">{move || format!("{} px", shown())}</output>
        </div>
    }
}

/// The full width stays the full width when the window changes.
fn set(state: State, width: u32) {
    let available = state.available.get_untracked();
    let width = width.max(MIN_WIDTH);
    state.settings.update(|settings| {
        settings.width = (width < available).then_some(width);
    });
}
