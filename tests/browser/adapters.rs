//! Tests the adapters in a real browser.

use super::support::{blob_url, document, element, pause, shadow, until, window};
use latest_news::browser::dates::{DateFormat, day_of};
use latest_news::browser::events::Detail;
use latest_news::browser::fetch::{self, Answer, LoadError, Sent};
use latest_news::browser::numbers::NumberFormat;
use latest_news::browser::{clock, events, observe, page, scroll, style_sheet};
use latest_news_core::limits::MAX_BYTES;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{AbortController, AbortSignal, CustomEvent, Event, RequestInit};

/// Sends a request. Also returns the signal that tells whether it was aborted.
fn send(url: &str) -> (Sent, AbortSignal) {
    let controller = AbortController::new().unwrap();
    let signal = controller.signal();
    let init = RequestInit::new();
    init.set_signal(Some(&signal));
    let response = window().fetch_with_str_and_init(url, &init);
    (
        Sent {
            response,
            controller,
        },
        signal,
    )
}

async fn fetched(url: &str) -> Result<Answer, LoadError> {
    let result = Rc::new(RefCell::new(None));
    let slot = Rc::clone(&result);
    let done = Box::new(move |reply: fetch::Reply| drop(slot.replace(Some(reply.result))));
    let guard = fetch::read(send(url).0, done);
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
    assert_eq!(
        fetched("http://[").await.map(|_| ()),
        Err(LoadError::Unreachable)
    );
}

#[wasm_bindgen_test]
async fn eight_megabytes_are_read_and_not_a_byte_more() {
    for (size, expected) in [
        (MAX_BYTES, Ok(MAX_BYTES)),
        (MAX_BYTES + 1, Err(LoadError::TooLarge)),
    ] {
        let url = blob_url(&"x".repeat(size));
        let length = fetched(&url).await.map(|answer| answer.bytes.len());
        assert_eq!(length, expected);
        web_sys::Url::revoke_object_url(&url).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_request_is_aborted_with_its_guard_or_its_failure() {
    let (sent, signal) = send("data:,early");
    let arrived = Rc::new(Cell::new(false));
    let arrive = Rc::clone(&arrived);
    let guard = fetch::read(sent, Box::new(move |_| arrive.set(true)));
    until("the answer", || arrived.get()).await;
    drop(guard);
    assert!(!signal.aborted(), "what has arrived is not aborted");
    let (sent, signal) = send("data:,x");
    drop(fetch::read(sent, Box::new(|_| panic!("told"))));
    assert!(signal.aborted());
    let (sent, signal) = send("/there-is-no-such-file");
    let guard = fetch::read(sent, Box::new(|_| {}));
    until("the end of a failed request", || signal.aborted()).await;
    drop(guard);
    pause(50).await;
}

#[wasm_bindgen_test]
fn events_leave_the_shadow_root_and_can_be_prevented() {
    let host = element("div");
    let root = shadow(&host);
    let inner = document().create_element("p").unwrap();
    root.append_child(&inner).unwrap();
    let seen = Rc::new(RefCell::new(Vec::new()));
    let see = Rc::clone(&seen);
    let guard = events::listen(&document(), "ping", move |event| {
        let event: CustomEvent = event.unchecked_into();
        let detail = js_sys::JSON::stringify(&event.detail()).unwrap();
        see.borrow_mut()
            .push((String::from(detail), event.cancelable()));
    });
    let detail = [("n", Detail::Number(3.0)), ("t", Detail::Text("é"))];
    assert!(events::dispatch(&inner, "ping", false, &detail));
    assert!(events::dispatch(&inner, "ping", true, &[]));
    drop(guard);
    let prevent = Closure::<dyn FnMut(Event)>::new(|event: Event| event.prevent_default());
    host.add_event_listener_with_callback("ping", prevent.as_ref().unchecked_ref())
        .unwrap();
    assert!(!events::dispatch(&inner, "ping", true, &[]));
    assert!(events::dispatch(&inner, "ping", false, &[]));
    let expected = [
        (r#"{"n":3,"t":"é"}"#.to_owned(), false),
        ("{}".to_owned(), true),
    ];
    assert_eq!(*seen.borrow(), expected);
}

#[wasm_bindgen_test]
async fn selected_text_is_seen_inside_the_shadow_root_alone() {
    let host = element("div");
    let root = shadow(&host);
    let inner = document().create_element("p").unwrap();
    inner.set_text_content(Some("inside"));
    root.append_child(&inner).unwrap();
    let outside = element("p");
    outside.set_inner_text("outside");
    let seen = Rc::new(Cell::new(None));
    let see = Rc::clone(&seen);
    let guard = page::on_selection(&root, move |selects| see.set(Some(selects)));
    let selection = window().get_selection().unwrap().unwrap();
    selection.select_all_children(&outside).unwrap();
    until("a selection outside", || seen.take() == Some(false)).await;
    selection.select_all_children(&inner).unwrap();
    until("a selection inside", || seen.take() == Some(true)).await;
    selection.remove_all_ranges().unwrap();
    until("no selection", || seen.take() == Some(false)).await;
    drop(guard);
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
    drop(fetch::read(send("data:,x").0, Box::new(move |_| call())));
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
fn the_direction_is_found_through_shadow_roots() {
    let host = element("div");
    host.set_attribute("dir", "rtl").unwrap();
    let root = shadow(&host);
    let inner = document().create_element("p").unwrap();
    root.append_child(&inner).unwrap();
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
    check("es", "23 nov 2026", "hace 3 horas");
    // Each language has its own digits.
    let arabic = DateFormat::new("ar-EG");
    assert_eq!(arabic.relative(-3.0, "hour"), "قبل ٣ ساعات");
    assert_eq!(DateFormat::new("en").relative(-1.0, "day"), "yesterday");
    // An unknown tag falls back to the browser's own language.
    assert!(!DateFormat::new("not a tag").day(0.0).is_empty());
}

/// In any time zone of the machine, its midnights are the beginning and the end of a day.
#[wasm_bindgen_test]
fn days_and_times_are_those_of_the_reader() {
    let local = |month, day, hour, minute| {
        js_sys::Date::new_with_year_month_day_hr_min(2026, month, day, hour, minute).get_time()
    };
    // A day in winter and one in summer, a new year, and the nights when clocks may change.
    for (month, day) in [(0, 1), (2, 29), (6, 15), (9, 25), (10, 23), (11, 31)] {
        let midnight = js_sys::Date::utc(2026.0, f64::from(month)) + f64::from(day - 1) * 864e5;
        for (hour, minute) in [(0, 0), (12, 0), (23, 59)] {
            let time = local(month, day, hour, minute);
            assert_eq!(day_of(time), midnight, "{month} {day} {hour}");
        }
    }
    let words = DateFormat::new("en-US").day_and_time(local(10, 23, 9, 5));
    // Engines use different kinds of space before AM.
    assert_eq!(words.replace('\u{202f}', " "), "Nov 23, 2026, 9:05 AM");
}

/// These tests run in the zone of St. John's (`.cargo/config.toml`): three and a half hours behind
/// UTC, and two and a half in summer.
#[wasm_bindgen_test]
fn an_instant_is_said_in_the_readers_zone_and_language() {
    #[track_caller]
    fn check(language: &str, instant: &str, words: &str, day: &str) {
        let time = js_sys::Date::parse(instant);
        let format = DateFormat::new(language);
        let said = [format.day_and_time(time), format.day(day_of(time))];
        let said = said.map(|it| it.replace(['\u{202f}', '\u{a0}'], " "));
        assert_eq!(said, [words, day], "{language} {instant}");
    }
    let (winter, summer) = ("2026-11-23T02:00:00Z", "2026-07-01T02:00:00Z");
    check("en-US", winter, "Nov 22, 2026, 10:30 PM", "Nov 22, 2026");
    check("en-US", summer, "Jun 30, 2026, 11:30 PM", "Jun 30, 2026");
    check("en-GB", winter, "22 Nov 2026, 22:30", "22 Nov 2026");
    check("de", winter, "22.11.2026, 22:30", "22.11.2026");
    check("fr", winter, "22 nov. 2026, 22:30", "22 nov. 2026");
    check("ja", winter, "2026/11/22 22:30", "2026/11/22");
    // Each language has its own calendar, too.
    check("fa", winter, "۱ آذر ۱۴۰۵، ۲۲:۳۰", "۱ آذر ۱۴۰۵");
    // The day on which clocks go forward: before and after the change.
    check(
        "de",
        "2026-03-08T05:29:00Z",
        "08.03.2026, 01:59",
        "08.03.2026",
    );
    check(
        "de",
        "2026-03-08T05:31:00Z",
        "08.03.2026, 03:01",
        "08.03.2026",
    );
}

#[wasm_bindgen_test]
fn numbers_are_said_in_the_digits_of_the_language() {
    #[track_caller]
    fn check(language: &str, number: &str, range: &str) {
        let format = NumberFormat::new(language);
        assert_eq!(
            [format.format(12.0, 12.0), format.format(4.0, 6.0)],
            [number, range]
        );
    }
    check("en", "12", "4–6");
    check("de-AT", "12", "4–6");
    check("ar-EG", "١٢", "٤–٦");
    check("fa", "۱۲", "۴–۶");
    check("hi", "12", "4–6");
    check("ja", "12", "4～6");
    // An unknown tag falls back to the browser's own language.
    assert!(!NumberFormat::new("not a tag").format(1.0, 1.0).is_empty());
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
        let right_to_left = direction == "rtl";
        scroll::to(&viewport, 150.0, right_to_left, false);
        let offset = scroll::offset(&viewport, right_to_left);
        assert_eq!(offset, 150.0, "{direction}");
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
    // The first text for a page stays. The widgets of other tests need their own.
    const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/widget.css"));
    let roots = [element("div"), element("div")].map(|host| {
        let root = shadow(&host);
        style_sheet::adopt(&root, CSS);
        style_sheet::adopt(&root, CSS);
        root
    });
    let sheets = roots.each_ref().map(|root| root.adopted_style_sheets());
    assert_eq!(sheets[0].length(), 1);
    assert!(js_sys::Object::is(&sheets[0].get(0), &sheets[1].get(0)));
}
