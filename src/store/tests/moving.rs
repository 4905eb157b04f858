//! Moving: where the viewport is sent, who is told, and what is announced.

use super::*;
use crate::store::{Drag, Reason};
use latest_news_core::carousel::Step;
use latest_news_core::options::Layout;
use std::ops::Range;

#[test]
fn steps_scroll_and_tell_who_asked() {
    #[track_caller]
    fn check(moves: &[(Step, Reason)], log: &[&str]) {
        let page = Page::new();
        let store = page.carousel(7, Options::default());
        for (step, reason) in moves {
            store.step(*step, *reason);
        }
        page.assert_log(log);
    }
    use Reason::*;
    use Step::*;
    let next = ["scroll to 948 smoothly", "slide 3 by control"];
    check(&[(Next, Control)], &next);
    check(
        &[(Next, Method)],
        &["scroll to 948 smoothly", "slide 3 by method"],
    );
    check(
        &[(Next, Rotation)],
        &["scroll to 948 smoothly", "slide 3 by rotation"],
    );
    check(
        &[(To(2), Marker)],
        &["scroll to 632 smoothly", "slide 2 by marker"],
    );
    // A number beyond the last slide means the last.
    check(
        &[(To(99), Method)],
        &["scroll to 1264 smoothly", "slide 4 by method"],
    );
    // If there is nowhere to go, nothing moves.
    check(&[(Previous, Control)], &[]);
    check(&[(To(0), Method)], &[]);
    // From the end back to the start.
    check(
        &[(Next, Control), (Next, Control), (Next, Control)],
        &[
            next[0],
            next[1],
            "scroll to 1264 smoothly",
            "slide 4 by control",
            "scroll to 0 smoothly",
            "slide 0 by control",
        ],
    );
    // Forward and back before the viewport has moved.
    check(
        &[(Next, Control), (Previous, Control)],
        &[
            next[0],
            next[1],
            "scroll to 0 smoothly",
            "slide 0 by control",
        ],
    );
}

#[test]
fn without_rewind_the_end_is_the_end() {
    let page = Page::new();
    let store = page.carousel(
        5,
        Options {
            rewind: false,
            ..Options::default()
        },
    );
    assert!(store.position.get().can_go_on);
    store.step(Step::Next, Reason::Control);
    page.assert_log(&["scroll to 632 smoothly", "slide 2 by control"]);
    assert!(!store.position.get().can_go_on);
    assert!(store.position.get().can_go_back);
    store.step(Step::Next, Reason::Control);
    page.assert_log(&[]);
}

#[test]
fn nothing_moves_where_all_is_in_view() {
    let page = Page::new();
    let store = page.carousel(3, Options::default());
    assert!(!*store.can_move.get());
    store.step(Step::Next, Reason::Control);
    page.assert_log(&[]);
}

#[test]
fn motion_is_reduced_and_direction_kept() {
    let page = Page::new();
    let store = page.carousel(7, Options::default());
    page.fake.reduced_motion.set(true);
    store.update(named(&["/row"]), speaking("ar"));
    page.log();
    store.step(Step::Next, Reason::Method);
    page.assert_log(&["scroll to 948 at once right to left", "slide 3 by method"]);
}

#[test]
fn scrolling_is_told_once_it_rests() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    for offset in [100.0, 300.0, 640.0] {
        store.scrolled(offset);
        page.wait(50);
    }
    page.assert_log(&[]);
    assert_eq!(store.position.get().in_view, 3..6);
    assert_eq!(store.position.get().visible, 2..5);
    // In browsers without `scrollend`, events just end.
    page.wait(150);
    page.assert_log(&["slide 3 by scroll"]);
    store.scrolled(948.0);
    store.scroll_ended();
    assert_eq!(page.timers(), 0);
    page.wait(1_000);
    page.assert_log(&[]);
    store.scrolled(316.0);
    store.scroll_ended();
    page.wait(1_000);
    page.assert_log(&["slide 1 by scroll"]);
}

#[test]
fn a_row_that_a_mouse_holds_still_has_not_arrived() {
    let page = Page::new();
    let store = page.carousel(7, Options::default());
    let (x, scroll, forward) = (0, 0, true);
    store.drag.set(Drag::Pulled { x, scroll, forward });
    store.scrolled(700.0);
    page.wait(1_000);
    page.assert_log(&[]);
    store.drag.set(Drag::Released);
    store.let_go(forward);
    page.assert_log(&["scroll to 948 smoothly", "slide 3 by scroll"]);
}

#[test]
fn a_row_is_at_rest_when_it_has_been_silent() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    // Each event counts, also those after the first.
    for offset in [100.0, 400.0, 948.0] {
        store.scrolled(offset);
        page.wait(149);
        page.assert_log(&[]);
    }
    page.wait(1);
    page.assert_log(&["slide 3 by scroll"]);
    assert_eq!(page.timers(), 0);
    // A mouse that lets go where the row is at rest makes no more events.
    let (x, scroll, forward) = (0, 0, true);
    store.drag.set(Drag::Pulled { x, scroll, forward });
    store.scrolled(1264.0);
    page.wait(1_000);
    store.drag.set(Drag::Released);
    page.wait(150);
    page.assert_log(&["slide 4 by scroll"]);
    assert_eq!(page.timers(), 0);
}

#[test]
fn a_row_that_bounces_is_no_news() {
    #[track_caller]
    fn check(bounce: [f64; 3], in_view: Range<usize>) {
        let page = Page::new();
        let autoplay = Some(60_000);
        let store = page.carousel(
            12,
            Options {
                autoplay,
                ..Options::default()
            },
        );
        let start = store.movement.borrow().geometry().offset_of(in_view.start);
        store.scrolled(start);
        store.scroll_ended();
        store.play();
        page.log();
        let before = store.position.get().clone();
        for offset in bounce {
            store.scrolled(offset);
            // A finger may hold the row there.
            page.wait(1_000);
            assert_eq!(*store.position.get(), before);
        }
        page.assert_log(&[]);
        assert_eq!(before.in_view, in_view);
        assert!(store.rotation.get().is_running());
    }
    check([-40.0, -60.0, 0.0], 0..3);
    check([2884.0, 2904.0, 2844.0], 9..12);
}

#[test]
fn scripted_scrolling_is_told_when_it_starts_only() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::Next, Reason::Control);
    page.log();
    assert!(*store.is_moving.get());
    for offset in [200.0, 700.0, 948.0] {
        store.scrolled(offset);
        // The target counts as in view before it is reached.
        assert_eq!(store.position.get().in_view, 3..6);
    }
    assert!(!*store.is_moving.get());
    store.scroll_ended();
    page.wait(1_000);
    page.assert_log(&[]);
}

#[test]
fn a_reader_who_takes_over_decides() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::Next, Reason::Control);
    page.log();
    store.scrolled(200.0);
    store.take_over();
    store.scrolled(632.0);
    assert!(!*store.is_moving.get());
    store.scroll_ended();
    page.wait(1_000);
    page.assert_log(&["slide 2 by scroll"]);
}

#[test]
fn a_step_that_stops_elsewhere_is_finished() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::Next, Reason::Control);
    page.log();
    store.scrolled(400.0);
    store.scroll_ended();
    // A busy machine may continue after a pause.
    for _ in 0..2 {
        page.wait(900);
        page.assert_log(&[]);
        store.scrolled(400.0);
    }
    page.wait(999);
    page.assert_log(&[]);
    page.wait(1);
    page.assert_log(&["scroll to 948 at once"]);
    assert_eq!(store.position.get().in_view, 3..6);
    assert!(!*store.is_moving.get());
    store.scrolled(948.0);
    page.wait(1_000);
    page.assert_log(&[]);
}

#[test]
fn a_new_measure_keeps_the_slide() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::To(6), Reason::Method);
    store.scrolled(6.0 * 316.0);
    store.scroll_ended();
    page.log();
    // Now one slide is in view.
    let narrow = Geometry {
        step: 340.0,
        slide: 324.0,
        viewport: 324.0,
        ..row(12)
    };
    store.measure(narrow);
    page.assert_log(&["scroll to 2040 at once"]);
    assert_eq!(store.position.get().in_view, 6..7);
    assert_eq!(store.format_position(), "7 of 12");
    store.measure(narrow);
    page.assert_log(&[]);
    store.restore_position();
    page.assert_log(&["scroll to 2040 at once"]);
}

#[test]
fn fewer_slides_leave_the_last_in_view() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::To(9), Reason::Method);
    store.scrolled(9.0 * 316.0);
    store.scroll_ended();
    page.log();
    store.update(
        Options {
            limit: 5,
            ..named(&["/row"])
        },
        english(),
    );
    store.measure(row(5));
    page.assert_log(&["scroll to 632 at once"]);
    assert!(!store.position.get().in_view.is_empty());
}

#[test]
fn letting_go_rests_at_the_next_slide() {
    #[track_caller]
    fn check(dragged_to: f64, forward: bool, expected: &str) {
        let page = Page::new();
        let store = page.carousel(12, Options::default());
        store.scrolled(dragged_to);
        store.let_go(forward);
        let log = page.log();
        assert_eq!(log.first().map_or("", String::as_str), expected);
    }
    check(100.0, true, "scroll to 316 smoothly");
    check(100.0, false, "scroll to 0 smoothly");
    check(700.0, true, "scroll to 948 smoothly");
    check(700.0, false, "scroll to 632 smoothly");
}

#[test]
fn a_carousel_that_comes_back_starts_at_the_start() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::To(6), Reason::Method);
    store.reload();
    page.answer("/row", "[]");
    assert_eq!(state(&store), LoadState::Empty);
    store.reload();
    page.answer("/row", &numbered(12));
    store.measure(row(12));
    assert_eq!(store.position.get().in_view, 0..3);
}

#[test]
fn a_step_that_stalls_is_still_under_way() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::Next, Reason::Control);
    page.log();
    store.scrolled(316.0);
    page.wait(999);
    store.scrolled(948.0);
    page.wait(60_000);
    page.assert_log(&[]);
}

#[test]
fn nothing_moves_where_all_articles_are_shown_or_none() {
    let page = Page::new();
    let list = Options {
        layout: Layout::List,
        ..Options::default()
    };
    let store = page.carousel(5, list);
    store.step(Step::Next, Reason::Control);
    page.assert_log(&[]);
    let empty = page.widget(named(&["/empty"]));
    empty.measure(row(5));
    page.log();
    empty.step(Step::Next, Reason::Control);
    page.assert_log(&[]);
}

#[test]
fn a_step_may_wait_for_the_browser() {
    let page = Page::new();
    let store = page.carousel(5, Options::default());
    store.step_soon(Step::Next, Reason::Scroll);
    page.assert_log(&[]);
    page.wait(0);
    page.assert_log(&["scroll to 632 smoothly", "slide 2 by scroll"]);
}
