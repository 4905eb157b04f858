//! Outlines of the articles before there are any: their boxes without content.
//!
//! It uses the classes of slides, so each layout gives it the final geometry. It takes only what is
//! left of the reserved room, so it moves nothing on the page.

use super::element::View;
use super::scope::Scope;
use crate::store::LoadState;

/// More than fit into any room that a page is likely to reserve.
const MOST: usize = 8;

/// Boxes for the eye only. `aria-busy` tells screen readers that the widget is loading.
pub fn skeleton(scope: &Scope) -> Option<View> {
    let options = scope.store.options.follow();
    let waits = scope.is(LoadState::Loading) && !options.feeds.is_empty();
    waits.then(|| {
        let mut track = class(scope, "track");
        for _ in 0..options.limit.min(MOST) {
            track = track.child(slide(scope, options.images));
        }
        let viewport = class(scope, "viewport").child(track);
        class(scope, "skeleton")
            .attribute("aria-hidden", "true")
            .child(viewport)
    })
}

fn slide(scope: &Scope, has_picture: bool) -> View {
    let mut slide = class(scope, "slide");
    if has_picture {
        slide = slide.child(class(scope, "picture"));
    }
    let mut text = class(scope, "text");
    for line in ["headline", "summary", "foot"] {
        text = text.child(class(scope, line));
    }
    slide.child(text)
}

fn class(scope: &Scope, name: &'static str) -> View {
    scope.element("div").attribute("class", name)
}
