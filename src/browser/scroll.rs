//! Scrolls an element along the reading direction, in CSS pixels from its start.

use web_sys::{Element, ScrollBehavior, ScrollToOptions};

/// How far the element is scrolled. In right-to-left layouts the browser's offsets count down from
/// 0. If the row bounces beyond its start, the offset is negative in both directions.
pub fn offset(element: &Element, right_to_left: bool) -> f64 {
    let left = f64::from(element.scroll_left());
    if right_to_left { -left } else { left }
}

/// Scrolls to an offset.
pub fn to(element: &Element, offset: f64, right_to_left: bool, smooth: bool) {
    let options = ScrollToOptions::new();
    options.set_left(if right_to_left { -offset } else { offset });
    options.set_behavior(if smooth {
        ScrollBehavior::Smooth
    } else {
        ScrollBehavior::Instant
    });
    element.scroll_to_with_scroll_to_options(&options);
}
