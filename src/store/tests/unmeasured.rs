//! Steps between drawing and measuring: the row is measured before the next frame.

use super::*;
use crate::store::Reason;
use latest_news_core::carousel::Step;
use latest_news_core::options::Layout;

/// Whoever hears that articles are there finds the controls.
#[test]
fn controls_are_there_before_the_row_is_measured() {
    for (count, layout, expected) in [
        (7, Layout::Carousel, true),
        (1, Layout::Carousel, false),
        (7, Layout::List, false),
    ] {
        let options = Options {
            layout,
            ..Options::default()
        };
        let page = Page::new();
        let store = page.unmeasured(count, options);
        assert_eq!(*store.can_move.get(), expected, "{count} {layout:?}");
    }
    let page = Page::new();
    let store = page.unmeasured(3, Options::default());
    store.measure(row(3));
    assert!(!*store.can_move.get(), "all are in view");
}

/// The row is measured before the next frame.
#[test]
fn a_step_before_the_row_is_measured_is_taken_once() {
    let page = Page::new();
    let store = page.unmeasured(7, Options::default());
    page.log();
    store.step(Step::Next, Reason::Control);
    page.assert_log(&[]);
    store.measure(row(7));
    store.take_early_step();
    page.assert_log(&["scroll to 948 smoothly", "slide 3 by control"]);
    store.take_early_step();
    page.assert_log(&[]);
}

#[test]
fn a_step_before_the_row_is_measured_begins_where_the_reader_is() {
    let page = Page::new();
    let store = page.unmeasured(12, Options::default());
    page.log();
    store.step(Step::Next, Reason::Control);
    store.measure(row(12));
    store.scrolled(6.0 * 316.0);
    store.take_early_step();
    page.assert_log(&["scroll to 2844 smoothly", "slide 9 by control"]);
}

#[test]
fn a_step_that_nobody_can_see_is_not_kept() {
    let page = Page::new();
    let store = page.unmeasured(7, Options::default());
    page.log();
    // Nothing has a size in a closed panel.
    store.measure(Geometry {
        count: 7,
        ..Geometry::default()
    });
    store.step(Step::Next, Reason::Method);
    store.measure(row(7));
    store.take_early_step();
    page.assert_log(&[]);
}

#[test]
fn a_step_is_not_kept_for_other_articles() {
    let page = Page::new();
    let store = page.unmeasured(7, Options::default());
    store.step(Step::Next, Reason::Method);
    let other = Options {
        feeds: vec!["/other".to_owned()],
        ..Options::default()
    };
    store.update(other, english());
    page.answer("/other", &numbered(7));
    page.log();
    store.measure(row(7));
    store.take_early_step();
    page.assert_log(&[]);
}
