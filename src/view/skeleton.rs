//! What articles will look like, before there are any: their boxes, with nothing in them.
//!
//! It is made of the slides' own classes, so each layout gives it the geometry it will have. It
//! takes what is left of the room that is reserved and no more, so it moves nothing on the page.

use super::element::View;
use super::scope::Scope;
use crate::store::LoadState;

/// More than fit into any room that is likely to be reserved.
const MOST: usize = 8;

/// Boxes for the eye alone; what is going on is told by `aria-busy`.
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
