//! The browser's adapters against the browser.

use super::support::{document, element, until};
use latest_news::browser::fetch::{Answer, LoadError, fetch};
use latest_news::browser::{clock, dates::DateFormat, events, observe, page, scroll, style_sheet};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, ShadowRootInit, ShadowRootMode};

async fn fetched(url: &str) -> Result<Answer, LoadError> {
    let result = Rc::new(RefCell::new(None));
    let slot = Rc::clone(&result);
    let guard = fetch(
        url,
        None,
        Box::new(move |answer| drop(slot.replace(Some(answer)))),
    );
    until("the answer", || result.borrow().is_some()).await;
    drop(guard);
    result.take().unwrap()
}

#[wasm_bindgen_test]
async fn fetch_gives_the_bytes_or_the_reason() {
    let answer = fetched("data:application/json,%7B%22a%22%3A1%7D").await;
    assert_eq!(
        answer.map(|answer| answer.bytes),
        Ok(br#"{"a":1}"#.to_vec())
    );
    let missing = fetched("/there-is-no-such-file").await.map(|_| ());
    assert_eq!(missing, Err(LoadError::Status(404)));
    let closed = fetched("http://127.0.0.1:1/").await.map(|_| ());
    assert_eq!(closed, Err(LoadError::Unreachable));
    let large = format!("data:text/plain,{}", "x".repeat(8_000_001));
    assert_eq!(fetched(&large).await.map(|_| ()), Err(LoadError::TooLarge));
}

#[wasm_bindgen_test]
async fn a_dropped_guard_stops_what_it_guards() {
    let calls = Rc::new(Cell::new(0));
    let count = || {
        let calls = Rc::clone(&calls);
        move || calls.set(calls.get() + 1)
    };
    drop(clock::after(1, Box::new(count())));
    let call = count();
    drop(fetch("data:,x", None, Box::new(move |_| call())));
    let target = element("div");
    let call = count();
    let guard = events::listen(&target, "ping", move |_| call());
    target.dispatch_event(&Event::new("ping").unwrap()).unwrap();
    drop(guard);
    target.dispatch_event(&Event::new("ping").unwrap()).unwrap();
    let rang = Rc::new(Cell::new(false));
    let ring = Rc::clone(&rang);
    let bell = clock::after(50, Box::new(move || ring.set(true)));
    until("the bell", || rang.get()).await;
    drop(bell);
    assert_eq!(calls.get(), 1);
}

#[wasm_bindgen_test]
fn the_nearest_language_and_direction_are_found_through_shadow_roots() {
    let host = element("div");
    host.set_attribute("lang", "ar").unwrap();
    host.set_attribute("dir", "rtl").unwrap();
    let root = host
        .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .unwrap();
    let inner = document().create_element("p").unwrap();
    root.append_child(&inner).unwrap();
    assert_eq!(page::language(&inner), "ar");
    assert!(page::is_right_to_left(&inner));
    assert!(!page::is_right_to_left(&element("p")));
    assert!(
        page::resolve(&inner, "/feed.json")
            .unwrap()
            .ends_with("/feed.json")
    );
    assert_eq!(page::resolve(&inner, "https://["), None);
}

#[wasm_bindgen_test]
fn dates_are_said_in_the_language_asked_for() {
    #[track_caller]
    fn check(language: &str, day: &str, hours: &str) {
        let format = DateFormat::new(language);
        assert_eq!(format.day(1_795_392_000_000.0), day);
        assert_eq!(format.relative(-3.0, "hour"), hours);
    }
    check("en-GB", "23 Nov 2026", "3 hours ago");
    check("de", "23.11.2026", "vor 3 Stunden");
    check("fr", "23 nov. 2026", "il y a 3 heures");
    // A tag that is none falls back to the browser's own language.
    assert!(!DateFormat::new("not a tag").day(0.0).is_empty());
}

#[wasm_bindgen_test]
fn offsets_count_from_where_reading_starts() {
    for direction in ["ltr", "rtl"] {
        let viewport = element("div");
        viewport.set_attribute("dir", direction).unwrap();
        viewport.style().set_property("width", "100px").unwrap();
        viewport.style().set_property("overflow", "auto").unwrap();
        let track = document().create_element("div").unwrap();
        track
            .set_attribute("style", "width: 500px; height: 1px")
            .unwrap();
        viewport.append_child(&track).unwrap();
        scroll::to(&viewport, 150.0, direction == "rtl", false);
        assert_eq!(scroll::offset(&viewport), 150.0, "{direction}");
    }
}

#[wasm_bindgen_test]
async fn observers_report_at_first_and_on_change() {
    let watched = element("div");
    watched.set_inner_text("x");
    let (sizes, seen) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(None)));
    let (count, see) = (Rc::clone(&sizes), Rc::clone(&seen));
    let size = observe::size(&watched, move || count.set(count.get() + 1));
    let sight = observe::on_screen(&watched, move |on_screen| see.set(Some(on_screen)));
    until("the first size", || sizes.get() == 1).await;
    watched.style().set_property("width", "77px").unwrap();
    until("the second size", || sizes.get() == 2).await;
    until("the sight", || seen.get().is_some()).await;
    watched.style().set_property("display", "none").unwrap();
    until("its end", || seen.get() == Some(false)).await;
    drop((size, sight));
}

#[wasm_bindgen_test]
fn shadow_roots_share_one_style_sheet() {
    let roots = [element("div"), element("div")].map(|host| {
        let root = host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .unwrap();
        style_sheet::adopt(&root, ":host { color: red }");
        style_sheet::adopt(&root, ":host { color: red }");
        root
    });
    let sheets = roots.each_ref().map(|root| root.adopted_style_sheets());
    assert_eq!(sheets[0].length(), 1);
    assert!(js_sys::Object::is(&sheets[0].get(0), &sheets[1].get(0)));
}
