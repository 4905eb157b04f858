//! The view: Leptos components beside, below and on the frame of the preview's widget. Pure modules
//! make the decisions, and adapters carry them out.

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

/// Mounts the components in three places of the page. They share one state. If a place is missing,
/// its component is left out.
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
