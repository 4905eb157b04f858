//! The view: Leptos components beside, below and on the frame of the preview's widget. What they
//! decide, pure modules decide; what they do, adapters do.

mod choice;
mod code;
mod colours;
mod controls;
mod examination;
mod field;
mod handle;
mod places;
mod state;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser::page;

use controls::Controls;
use handle::WidthHandle;
use state::State;

/// Mounts what stands in three places of the page and shares one state. A page that lacks a place
/// does without it.
pub fn start() {
    let owner = Owner::new();
    let state = owner.with(State::new);
    if let Some(place) = page::by_id("configurator") {
        mount_to(place, move || view! { <Controls state /> }).forget();
    }
    if let Some(place) = page::by_id("configurator-results") {
        let view = move || {
            view! {
                <code::Code state />
                <examination::Examination state />
            }
        };
        mount_to(place, view).forget();
    }
    if let Some(place) = page::by_id("configurator-width") {
        mount_to(place, move || view! { <WidthHandle state /> }).forget();
    }
    owner.with(|| state.follow());
    // The panel lives as long as its page.
    std::mem::forget(owner);
}
