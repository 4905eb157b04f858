//! Rotation: its clock, and what pauses or stops it.

use super::*;
use crate::store::Reason;
use latest_news_core::carousel::{PauseReason, RotationEvent, Step};

fn rotating() -> Options {
    Options {
        autoplay: Some(5_000),
        ..Options::default()
    }
}

/// How many steps the rotation took.
fn turns(page: &Page) -> usize {
    page.log()
        .iter()
        .filter(|line| line.ends_with("by rotation"))
        .count()
}

#[test]
fn slides_turn_at_their_interval() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    page.wait(4_999);
    page.assert_log(&[]);
    page.wait(1);
    page.assert_log(&["scroll to 948 smoothly", "slide 3 by rotation"]);
    page.wait(5_000);
    page.assert_log(&["scroll to 1896 smoothly", "slide 6 by rotation"]);
    assert_eq!(page.timers(), 1);
    assert!(store.rotation.get().is_running());
}

#[test]
fn nothing_turns_where_all_is_in_view_or_nothing_is_asked() {
    #[track_caller]
    fn check(count: usize, options: Options) {
        let page = Page::new();
        page.carousel(count, options);
        page.wait(60_000);
        assert_eq!((turns(&page), page.timers()), (0, 0));
    }
    check(3, rotating());
    check(12, Options::default());
}

/// A pen that scrolls the row sends no more events. Only the scrolling shows that the reader moves
/// it.
#[test]
fn a_row_that_moves_is_not_turned() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    store.play();
    page.wait(4_900);
    for offset in [20.0, 40.0, 60.0] {
        store.scrolled(offset);
        page.wait(100);
    }
    assert_eq!(turns(&page), 0);
    // After it comes to rest, the row rotates again after a whole interval.
    page.wait(50);
    page.assert_log(&["slide 1 by scroll"]);
    page.wait(5_000);
    assert_eq!(turns(&page), 1);
}

#[test]
fn passing_reasons_hold_and_release() {
    #[track_caller]
    fn check(reason: PauseReason) {
        let page = Page::new();
        let store = page.carousel(12, rotating());
        page.wait(4_000);
        store.hold(reason, true);
        page.wait(60_000);
        assert_eq!((turns(&page), page.timers()), (0, 0));
        assert!(store.rotation.get().is_running());
        // The clock starts from zero, not from where it was.
        store.hold(reason, false);
        page.wait(4_999);
        assert_eq!(turns(&page), 0);
        page.wait(1);
        assert_eq!(turns(&page), 1);
    }
    check(PauseReason::Hover);
    check(PauseReason::PageHidden);
    check(PauseReason::OffScreen);
    check(PauseReason::Selection);
    check(PauseReason::Touch);
}

#[test]
fn every_reason_must_pass() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    store.hold(PauseReason::Hover, true);
    store.hold(PauseReason::PageHidden, true);
    store.hold(PauseReason::Hover, false);
    page.wait(60_000);
    assert_eq!(turns(&page), 0);
    store.hold(PauseReason::PageHidden, false);
    page.wait(5_000);
    assert_eq!(turns(&page), 1);
}

#[test]
fn hovering_holds_nothing_the_reader_started() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    store.toggle_rotation();
    store.hold(PauseReason::Hover, true);
    store.toggle_rotation();
    page.wait(5_000);
    assert_eq!(turns(&page), 1);
    store.hold(PauseReason::OffScreen, true);
    page.wait(60_000);
    assert_eq!(turns(&page), 0);
}

#[test]
fn what_the_reader_does_stops_it() {
    #[track_caller]
    fn check(act: fn(&Store), stops: bool) {
        let page = Page::new();
        let store = page.carousel(12, rotating());
        act(&store);
        page.log();
        page.wait(20_000);
        assert_eq!(turns(&page) == 0, stops);
        assert_eq!(store.rotation.get().is_running(), !stops);
        assert!(store.rotation.get().is_offered());
    }
    check(|_| (), false);
    check(|store| store.rotation_event(RotationEvent::Focus), true);
    check(
        |store| store.rotation_event(RotationEvent::ReduceMotion),
        true,
    );
    check(Store::toggle_rotation, true);
    check(Store::pause, true);
    check(|store| store.step(Step::Next, Reason::Control), true);
    check(|store| store.step(Step::To(6), Reason::Marker), true);
    check(
        |store| {
            store.scrolled(632.0);
            store.scroll_ended();
        },
        true,
    );
    // A script is no reader.
    check(|store| store.step(Step::Next, Reason::Method), false);
    // A reader who starts it again wants it.
    check(
        |store| {
            store.toggle_rotation();
            store.toggle_rotation();
            store.rotation_event(RotationEvent::Focus);
            store.step(Step::Next, Reason::Control);
        },
        false,
    );
}

#[test]
fn a_step_by_method_restarts_the_clock() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    page.wait(4_000);
    store.step(Step::Next, Reason::Method);
    page.wait(4_999);
    assert_eq!(turns(&page), 0);
    page.wait(1);
    assert_eq!(turns(&page), 1);
}

#[test]
fn stopping_one_stops_all() {
    let page = Page::new();
    let [first, second, third] = [0, 1, 2].map(|_| {
        page.widget(Options {
            feeds: vec!["/row".to_owned()],
            ..rotating()
        })
    });
    page.answer("/row", &numbered(12));
    for store in [&first, &second, &third] {
        store.measure(row(12));
    }
    third.stop();
    page.log();
    first.toggle_rotation();
    assert!(!first.rotation.get().is_running() && !second.rotation.get().is_running());
    page.wait(60_000);
    assert_eq!((turns(&page), page.timers()), (0, 0));
    // Starting affects only the one widget.
    second.toggle_rotation();
    assert!(!first.rotation.get().is_running() && second.rotation.get().is_running());
}

#[test]
fn no_burst_after_a_long_sleep() {
    let page = Page::new();
    page.carousel(12, rotating());
    page.sleep(3_600_000);
    assert_eq!(turns(&page), 1);
    page.wait(4_999);
    assert_eq!(turns(&page), 0);
}

#[test]
fn the_end_is_the_beginning_or_the_end() {
    #[track_caller]
    fn check(rewind: bool, indices: &str, running: bool) {
        let page = Page::new();
        let store = page.carousel(
            9,
            Options {
                rewind,
                ..rotating()
            },
        );
        page.wait(20_000);
        let log = page.log();
        let told = log.iter().filter_map(|line| line.strip_prefix("slide "));
        let told = told
            .filter_map(|line| line.strip_suffix(" by rotation"))
            .collect::<Vec<_>>();
        assert_eq!(told.join(" "), indices);
        assert_eq!(store.rotation.get().is_running(), running);
        assert_eq!(page.timers(), usize::from(running));
    }
    check(true, "3 6 0 3", true);
    check(false, "3 6", false);
}

#[test]
fn reduced_motion_waits_for_the_reader() {
    let page = Page::new();
    page.fake.reduced_motion.set(true);
    let store = page.carousel(12, rotating());
    assert!(store.rotation.get().is_offered() && !store.rotation.get().is_running());
    page.wait(60_000);
    assert_eq!(turns(&page), 0);
    store.toggle_rotation();
    page.wait(5_000);
    page.assert_log(&["scroll to 948 at once", "slide 3 by rotation"]);
}

#[test]
fn a_script_may_start_what_no_attribute_offers() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    assert!(!store.rotation.get().is_offered());
    store.play();
    assert!(store.rotation.get().is_offered());
    page.wait(6_000);
    assert_eq!(turns(&page), 1);
    // A change of an unrelated attribute does not affect it.
    store.update(
        Options {
            limit: 11,
            ..named(&["/row"])
        },
        english(),
    );
    assert!(store.rotation.get().is_running());
    store.pause();
    page.wait(60_000);
    assert_eq!(turns(&page), 0);
    assert!(store.rotation.get().is_offered());
}

#[test]
fn the_attribute_comes_goes_and_changes() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    let update = |autoplay| {
        store.update(
            Options {
                autoplay,
                ..named(&["/row"])
            },
            english(),
        );
    };
    update(Some(4_000));
    page.wait(4_000);
    assert_eq!(turns(&page), 1);
    update(Some(8_000));
    page.wait(7_999);
    assert_eq!(turns(&page), 0);
    page.wait(1);
    assert_eq!(turns(&page), 1);
    update(None);
    assert!(!store.rotation.get().is_offered());
    page.wait(60_000);
    assert_eq!((turns(&page), page.timers()), (0, 0));
    // A stopped rotation stays stopped when the interval changes.
    update(Some(4_000));
    store.pause();
    update(Some(5_000));
    page.wait(60_000);
    assert_eq!(turns(&page), 0);
}

#[test]
fn a_stopped_widget_keeps_no_timer() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    store.scrolled(50.0);
    assert_eq!(page.timers(), 2);
    store.stop();
    assert_eq!(page.timers(), 0);
}

#[test]
fn a_stopped_widget_is_forgotten() {
    let page = Page::new();
    let store = page.carousel(12, rotating());
    store.scrolled(50.0);
    store.reload();
    let state = Rc::downgrade(&store.0);
    store.stop();
    page.stores.take();
    drop(store);
    assert!(state.upgrade().is_none());
}

#[test]
fn a_store_that_starts_full_turns_and_stays_fresh_like_any_other() {
    use crate::store::{Seed, Store, plant};
    let page = Page::new();
    let options = Options {
        feeds: vec!["/row".to_owned()],
        refresh: Some(60_000),
        ..rotating()
    };
    let seed = Seed {
        feed: plant("/row", numbered(12).as_bytes(), NOON).expect("a feed"),
        options: options.clone(),
        locale: english(),
        now: NOON,
    };
    let store = Store::full(page.adapters(), seed);
    store.update(options, english());
    page.answer("/row", &numbered(12));
    store.measure(row(12));
    page.wait(5_000);
    assert_eq!(turns(&page), 1);
    page.log();
    page.wait(70_000);
    let asked = page
        .log()
        .iter()
        .filter(|it| it.starts_with("load"))
        .count();
    assert_eq!(asked, 1);
    store.stop();
}
