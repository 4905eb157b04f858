//! The scroll container and the slides in it.
//!
//! The browser scrolls. Effects here take slides that are out of view out of the tab order and out
//! of the accessibility tree.

use super::drag;
use super::element::View;
use super::list::Row;
use super::scope::Scope;
use super::{focus, measuring, slide};
use crate::store::{LoadState, Reason};
use latest_news_core::carousel::Step;
use latest_news_core::decimal;
use latest_news_core::options::Layout;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement};
use std::rc::Rc;

/// The viewport. Its only child is the track, whose children are the slides.
pub fn viewport(scope: &Scope) -> Option<View> {
    scope.is(LoadState::Ready).then(|| {
        let track = scope
            .element("div")
            .attribute("class", "track")
            .reactive("role", |it| it.shows_all().then(|| "list".into()))
            // Slides that come into view must not be announced. The status announces the position.
            .reactive("aria-live", |it| {
                let running = it.store.rotation.follow().is_running();
                Some(if running { "off" } else { "polite" }.into())
            })
            .attribute("aria-relevant", "text")
            .attribute("aria-atomic", "false")
            .on("error", slide::without_picture)
            .rows(slides);
        scope
            .element("div")
            .attribute("id", "viewport")
            .attribute("part", "viewport")
            .reactive("class", |it| {
                let loose = drag::is_loose(it);
                Some(if loose { "viewport loose" } else { "viewport" }.into())
            })
            // Firefox puts scroll containers into the tab order. This one is reached through its
            // links.
            .attribute("tabindex", "-1")
            .child(track)
            .effect(measuring::follow)
            .effect(reveal)
    })
}

fn slides(scope: &Scope) -> Vec<Row> {
    scope.store.sizes_may_differ.set(true);
    let level = scope.store.options.follow().heading_level + 1;
    let row = |teaser: &Rc<_>| {
        let scope = scope.of_teaser(Rc::clone(teaser), level);
        // A new heading level makes new slides, and so does a new row.
        Row {
            key: scope.teaser.key ^ u64::from(level) ^ scope.store.row.get() << 8,
            scope,
            view: slide::slide,
        }
    };
    scope.store.teasers.follow().iter().map(row).collect()
}

/// Makes every slide that is out of view inert, except the one that holds the focus. Pictures are
/// fetched one view before they become visible, in the size that fits.
pub fn reveal(scope: &Scope) {
    let store = &scope.store;
    let has_pictures = store.options.follow().layout != Layout::Ticker;
    let count = store.teasers.follow().len();
    if store.position.follow().in_view.is_empty() {
        // It was never measured.
        return;
    }
    // A step changes no sizes. Asking for them would lay out the page.
    let may_differ = *store.sizes_may_differ.get();
    store.sizes_may_differ.set(false);
    store.sizes_may_differ.follow();
    if may_differ {
        measuring::measure(scope);
    }
    let position = store.position.get().clone();
    let soon = position.in_view.end + position.in_view.len();
    let Some(track) = measuring::viewport(scope).and_then(|it| it.first_element_child()) else {
        return;
    };
    let all = track.children();
    // All slides are measured before any is changed, so that the browser lays the row out once.
    let mut slides = Vec::new();
    for index in 0..count {
        let Some(slide) = all.item(index as u32) else {
            return;
        };
        let image = slide.query_selector("img").ok().flatten();
        let image = image.filter(|_| has_pictures);
        let width = match &image {
            Some(image) if may_differ => image.client_width(),
            _ => 0,
        };
        slides.push((slide, image, width));
    }
    for (index, (slide, image, width)) in slides.into_iter().enumerate() {
        let slide: HtmlElement = slide.unchecked_into();
        let in_view = position.visible.contains(&index) || position.in_view.contains(&index);
        if slide.inert() == in_view && (in_view || !focus::is_within(&slide)) {
            slide.set_inert(!in_view);
        }
        let Some(image) = image else { continue };
        // Chooses from the publisher's sizes. The browser knows its screen's pixel density.
        if width > 0 && image.has_attribute("srcset") {
            change(&image, "sizes", &[&decimal::of(width), "px"].concat());
        }
        if index < soon {
            change(&image, "loading", "eager");
        }
    }
}

/// Sets an attribute if its value differs. Setting the same value again would choose a picture
/// again.
fn change(image: &Element, name: &str, value: &str) {
    if image.get_attribute(name).as_deref() != Some(value) {
        // Cannot fail, because the name is well-formed.
        let _ = image.set_attribute(name, value);
    }
}

/// Moves the focus from a slide that leaves to the first that comes. If the focus stayed on a
/// hidden slide, Tab would bring the slide before it back.
pub fn take_focus_along(scope: &Scope) {
    reveal(scope);
    let store = &scope.store;
    let position = store.position.get().clone();
    if position.in_view.is_empty() {
        return;
    }
    let count = store.teasers.get().len();
    let leaves = |index| {
        !position.visible.contains(&index)
            && measuring::slide(scope, index).is_some_and(|slide| focus::is_within(&slide))
    };
    if !(0..count).any(leaves) {
        return;
    }
    let first = measuring::slide(scope, position.in_view.start);
    if let Some(Ok(Some(link))) = first.map(|slide| slide.query_selector("a")) {
        // The viewport is already moving to that slide.
        focus::give(link.unchecked_ref());
    }
}

/// Brings a slide into view if the keyboard reached it through its visible edge. Browsers do not
/// scroll to a slide that is partly visible (WCAG 2.4.11).
pub fn bring_in_focused(scope: &Scope) {
    let position = scope.store.position.get().clone();
    let is_cut = |index: &usize| {
        !position.in_view.contains(index)
            && measuring::slide(scope, *index).is_some_and(|slide| focus::is_within(&slide))
    };
    if let Some(index) = position.visible.clone().find(is_cut) {
        // WebKit ends a scroll that begins while it moves the focus.
        scope.store.step_soon(Step::To(index), Reason::Scroll);
    }
}

/// Tells the page which article the reader opens. The page may prevent it. A drag opens no article.
pub fn open(scope: &Scope, target: &Element, event: &Event) {
    if drag::swallow_click(scope, event.unchecked_ref()) {
        return;
    }
    let Some(link) = target.closest("a").ok().flatten() else {
        return;
    };
    let holds = |slide: HtmlElement| slide.contains(Some(&link));
    let count = scope.store.teasers.get().len();
    let index = (0..count).find(|index| measuring::slide(scope, *index).is_some_and(holds));
    if index.is_some_and(|index| !scope.store.select(index)) {
        event.prevent_default();
    }
}
