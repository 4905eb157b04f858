//! Drags with a mouse. Touch and trackpads scroll natively.
//!
//! A drag starts on a picture or on empty space. On text, the mouse selects as usual.

use super::clicks;
use super::measuring::{let_go, scale, viewport};
use super::scope::Scope;
use crate::store::Drag;
use leptos::web_sys::{MouseEvent, PointerEvent};

/// A hand that holds a mouse still moves it by up to this many CSS pixels.
const SLACK: i32 = 5;

/// Whether the viewport follows the reader's hand, or moves because of it. Then it does not snap.
pub fn is_loose(scope: &Scope) -> bool {
    match *scope.store.drag.follow() {
        Drag::Pulled { .. } => true,
        Drag::Released => *scope.store.is_moving.follow(),
        Drag::Idle | Drag::Pressed { .. } => false,
    }
}

/// A pointer goes down in the widget. In the viewport, it takes over the movement and may begin a drag.
pub fn press(scope: &Scope, event: &PointerEvent) {
    let target = clicks::target(scope, event);
    let viewport = viewport(scope).filter(|it| it.contains(target.as_deref()));
    if viewport.is_some() {
        scope.store.take_over();
    }
    let starts =
        event.pointer_type() == "mouse" && event.button() == 0 && is_on_ground(scope, event);
    let scroll = viewport.map(|viewport| viewport.scroll_left());
    scope.store.drag.set(match scroll {
        Some(scroll) if starts => Drag::Pressed {
            x: event.client_x(),
            scroll,
        },
        _ => Drag::Idle,
    });
}

pub fn pull(scope: &Scope, event: &PointerEvent) {
    let drag = *scope.store.drag.get();
    let (x, scroll, is_new) = match drag {
        Drag::Pressed { x, scroll } if (event.client_x() - x).abs() > SLACK => (x, scroll, true),
        Drag::Pulled { x, scroll, .. } => (x, scroll, false),
        _ => return,
    };
    let Some(viewport) = viewport(scope) else {
        return;
    };
    if is_new {
        // The drag continues beyond the widget's edge. If the browser cannot capture the pointer, the
        // row stays where it was at the edge.
        let _ = viewport.set_pointer_capture(event.pointer_id());
    }
    let forward = (event.client_x() < x) != scope.store.locale.get().right_to_left;
    scope.store.drag.set(Drag::Pulled { x, scroll, forward });
    // The row follows the pointer, also on pages that are scaled or zoomed.
    let pulled = f64::from(x - event.client_x()) / scale(&viewport);
    viewport.set_scroll_left(scroll + pulled.round() as i32);
}

pub fn release(scope: &Scope) {
    let drag = *scope.store.drag.get();
    if let Drag::Pulled { forward, .. } = drag {
        let_go(scope, forward);
        scope.store.drag.set(Drag::Released);
    } else {
        scope.store.drag.set(Drag::Idle);
    }
}

/// A drag never opens the link under its end.
pub fn swallow_click(scope: &Scope, event: &MouseEvent) -> bool {
    // A click by keyboard has a click count of 0.
    let dragged = *scope.store.drag.get() == Drag::Released && event.detail() > 0;
    if dragged {
        event.prevent_default();
    }
    dragged
}

/// Whether the pointer is on a picture or outside all text.
fn is_on_ground(scope: &Scope, event: &PointerEvent) -> bool {
    let Some(target) = clicks::target(scope, event) else {
        return false;
    };
    let slide = target.closest(".slide").ok().flatten();
    // The headline's link also covers the picture, so the pointer's place decides, not the event's
    // target.
    let picture = slide.and_then(|slide| slide.query_selector(".picture").ok().flatten());
    let on_picture = picture.is_some_and(|picture| {
        let area = picture.get_bounding_client_rect();
        (area.top()..area.bottom()).contains(&f64::from(event.client_y()))
    });
    on_picture || target.closest(".text").ok().flatten().is_none()
}
