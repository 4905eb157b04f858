//! What is said of the position.

use super::*;
use crate::store::Reason;
use latest_news_core::carousel::Step;

#[test]
fn a_position_is_said_as_the_reader_counts() {
    #[track_caller]
    fn check(count: usize, to: usize, expected: &str) {
        let page = Page::new();
        let store = page.carousel(count, Options::default());
        store.step(Step::To(to), Reason::Method);
        assert_eq!(store.format_position(), expected);
    }
    check(12, 0, "1–3 of 12");
    check(12, 3, "4–6 of 12");
    check(12, 99, "10–12 of 12");
    check(2, 0, "1–2 of 2");
    check(1, 0, "1 of 1");
    // Nobody knows how many slides are in view before they are measured.
    let page = Page::new();
    let store = page.widget(named(&["/row"]));
    page.answer("/row", &numbered(12));
    assert_eq!(store.format_position(), "");
}

#[test]
fn a_position_is_said_in_the_reader_s_words_and_digits() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.update(named(&["/row"]), german());
    assert_eq!(store.format_position(), "1–3 von 12");
    let arabic = speaking("ar-EG");
    store.update(named(&["/row"]), arabic);
    assert_eq!(store.format_position(), "arabic 1–3 of arabic 12");
}

#[test]
fn only_a_reader_s_control_is_said_aloud() {
    #[track_caller]
    fn check(reason: Reason, expected: &str) {
        let page = Page::new();
        let store = page.carousel(12, Options::default());
        store.step(Step::Next, reason);
        assert_eq!(*store.announcement.get(), expected);
        // Arriving does not announce it again.
        store.announcement.set(String::new());
        store.scrolled(948.0);
        store.scroll_ended();
        assert_eq!(*store.announcement.get(), "");
    }
    check(Reason::Control, "4–6 of 12: 4");
    check(Reason::Marker, "4–6 of 12: 4");
    check(Reason::Scroll, "");
    check(Reason::Rotation, "");
    check(Reason::Method, "");
}

#[test]
fn the_same_position_is_said_again_after_another() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    let say = || store.announcement.get().clone();
    store.step(Step::Next, Reason::Control);
    let said = say();
    assert!(said.starts_with("4–6 of 12"), "{said}");
    store.scrolled(948.0);
    assert_eq!(say(), said);
    // The reader swipes back, which announces nothing.
    store.scrolled(0.0);
    store.scroll_ended();
    assert_eq!(say(), "");
    store.step(Step::Next, Reason::Control);
    assert_eq!(say(), said);
}
