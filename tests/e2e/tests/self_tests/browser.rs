//! The behaviour of browsers and drivers that the tests rely on.

use std::time::Duration;

use harness::page::{Stop, Told};
use harness::{Engine, Key, Modifier, Origin, Reader, Stage, cases};
use serde_json::json;

cases![
    parts_are_found_through_the_shadow_root,
    roles_and_names_are_the_browsers_own,
    tab_goes_through_the_shadow_root,
    shift_tab_goes_back,
    keys_mouse_and_wheel_reach_the_page,
    a_wheel_scrolls_the_page,
    a_wheel_over_a_sideways_scroller_scrolls_the_page,
    a_finger_scrolls => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    waiting_ends_when_the_condition_holds,
    waiting_in_vain_says_for_what,
    waiting_outlives_a_navigation,
    going_back_is_waited_for,
    the_console_and_errors_are_collected,
    a_refused_script_is_collected,
    nothing_of_the_tool_shows_on_the_page,
    a_shift_is_noticed,
    a_steady_page_has_no_shift,
    the_viewport_takes_the_asked_size,
    a_frame_can_be_narrower_than_a_window,
    a_plain_reader_asks_for_nothing,
    reduced_motion_reaches_the_page => |case| case.reader(Reader::REDUCED_MOTION),
    a_dark_scheme_reaches_the_page => |case| case.reader(Reader::DARK),
    forced_colors_reach_the_page => |case| case
        .reader(Reader::FORCED_COLORS)
        .not_in(Engine::WebKit, "WebKitGTK has no forced colours"),
    settings_change_while_a_page_is_open => |case| case
        .not_in(Engine::WebKit, "WebKitGTK reads the reader's settings only when it starts"),
    axe_looks_into_the_shadow_root,
    a_modifier_is_held_while_a_key_is_pressed,
    a_page_is_shown_as_printed => |case| case
        .not_in(Engine::WebKit, "WebKitGTK's driver knows no medium but the screen"),
    zooming_makes_the_viewport_smaller,
    what_is_inert_is_not_in_the_accessibility_tree,
];

pub const NO_TOUCH: &str = "only Chromium scrolls by synthetic touch";

fn open(stage: &Stage) {
    stage.page.goto(&stage.site.page("tool", &[]));
}

fn parts_are_found_through_the_shadow_root(stage: &Stage) {
    open(stage);
    assert_eq!(
        stage.page.eval("headlines()"),
        json!(["First", "Second", "Third"])
    );
    assert_eq!(
        stage.page.eval("headlinesInView()"),
        json!(["First", "Second"])
    );
    stage.page.part("next").click();
    assert_eq!(stage.page.eval("document.title"), "clicked");
}

fn roles_and_names_are_the_browsers_own(stage: &Stage) {
    open(stage);
    let next = stage.page.part("next");
    assert_eq!(
        (next.role(), next.name()),
        ("button".to_owned(), "Next articles".to_owned())
    );
    assert_eq!(next.text(), "›");
    let headline = stage.page.part("headline");
    assert_eq!(
        (headline.role(), headline.name()),
        ("heading".to_owned(), "First".to_owned())
    );
}

fn tab_goes_through_the_shadow_root(stage: &Stage) {
    open(stage);
    let stop = |what: &str, role: &str, name: &str| Stop {
        what: what.to_owned(),
        role: role.to_owned(),
        name: name.to_owned(),
    };
    let expected = [
        stop("before", "link", "Before"),
        stop("next", "button", "Next articles"),
        stop("after", "link", "After"),
    ];
    assert_eq!(stage.page.tab_sequence(10), expected);
}

fn shift_tab_goes_back(stage: &Stage) {
    open(stage);
    stage
        .page
        .element("document.querySelector('#after')")
        .focus();
    stage.page.press(Key::ShiftTab);
    assert_eq!(stage.page.focused(), "next");
    assert_eq!(stage.page.active().name(), "Next articles");
}

fn keys_mouse_and_wheel_reach_the_page(stage: &Stage) {
    open(stage);
    let page = &stage.page;
    page.part("next").focus();
    page.press(Key::Right);
    page.press(Key::Enter);
    let got = page.eval("keys");
    assert_eq!(got, json!(["keydown ArrowRight", "keydown Enter", "click"]));
    page.hover(&page.part("next"));
    page.wait_until("keys.includes('pointermove')", "the mouse over the page");
    let scroller = page.element("document.querySelector('#scroller')");
    page.wheel(&scroller, 120, 0);
    page.wait_until("keys.includes('wheel')", "the wheel");
    page.wait_until(
        "document.querySelector('#scroller').scrollLeft > 0",
        "the wheel to scroll",
    );
}

#[track_caller]
fn wheel_down_over(stage: &Stage, expression: &str) {
    open(stage);
    stage
        .page
        .eval("(document.body.style.paddingBottom = '3000px')");
    stage.page.wheel(&stage.page.element(expression), 0, 200);
    stage
        .page
        .wait_until("window.scrollY > 0", "the page to scroll");
}

fn a_wheel_scrolls_the_page(stage: &Stage) {
    wheel_down_over(stage, "document.querySelector('#paragraph')");
}

fn a_wheel_over_a_sideways_scroller_scrolls_the_page(stage: &Stage) {
    wheel_down_over(stage, "document.querySelector('#scroller')");
}

fn a_finger_scrolls(stage: &Stage) {
    open(stage);
    let scroller = stage.page.element("document.querySelector('#scroller')");
    stage.page.swipe(&scroller, -150, 0);
    stage
        .page
        .wait_until("keys.includes('touchstart')", "a touch");
    let scrolled = "document.querySelector('#scroller').scrollLeft > 50";
    stage.page.wait_until(scrolled, "the swipe to scroll");
}

fn waiting_ends_when_the_condition_holds(stage: &Stage) {
    open(stage);
    stage
        .page
        .eval("setTimeout(() => { window.later = 'now' }, 100)");
    assert_eq!(stage.page.wait_until("window.later", "later"), "now");
}

fn waiting_in_vain_says_for_what(stage: &Stage) {
    open(stage);
    let waited = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let short = Duration::from_millis(300);
        stage.page.wait_within(
            short,
            "document.title === 'never'",
            "a title that never comes",
        )
    }));
    let said = waited
        .unwrap_err()
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_default();
    assert!(said.contains("a title that never comes"), "{said}");
}

fn waiting_outlives_a_navigation(stage: &Stage) {
    open(stage);
    let next = stage.site.page("tool", &[]) + "?next";
    stage.page.script(
        "setTimeout(() => { location.href = arguments[0] }, 100)",
        json!([next]),
    );
    stage.page.wait_until(
        "location.search === '?next' && part('next')",
        "the next page",
    );
}

fn going_back_is_waited_for(stage: &Stage) {
    let tool = stage.site.page("tool", &[]);
    stage.page.goto(&tool);
    // A driver may sometimes forget a script that was sent to a page during navigation.
    for round in 0..15 {
        let next = format!("{tool}?{round}");
        stage.page.script(
            "setTimeout(() => { location.href = arguments[0] }, 5)",
            json!([next]),
        );
        let there = format!("location.search === '?{round}'");
        stage.page.wait_until(&there, "the next page");
        stage.page.back();
        stage
            .page
            .wait_until("location.search === ''", "the page before");
    }
}

fn the_console_and_errors_are_collected(stage: &Stage) {
    open(stage);
    let page = &stage.page;
    page.eval(
        "(document.head.append(Object.assign(document.createElement('script'), { textContent: `
            console.warn('latest-news:', new TypeError('odd'), { a: 1 });
            setTimeout(() => { throw new Error('loud') });
            Promise.reject('quiet');` })), true)",
    );
    page.wait_until("collected.errors.length === 2", "both errors");
    let said = "latest-news: TypeError: odd {\"a\":1}".to_owned();
    assert_eq!(
        page.console(),
        [Told {
            level: "warn".to_owned(),
            text: said
        }]
    );
    let errors = page.errors().join("\n");
    assert!(
        errors.contains("loud") && errors.contains("unhandled rejection: quiet"),
        "{errors}"
    );
}

fn a_refused_script_is_collected(stage: &Stage) {
    let policy = "script-src 'nonce-collector'";
    let change = |answer: harness::Answer| answer.header("Content-Security-Policy", policy);
    stage.page.goto(&stage.site.page_with("tool", &[], change));
    stage.page.wait_until(
        "collected.csp.length === 1",
        "the page's own script to be refused",
    );
    assert_eq!(stage.page.eval("part('next') ?? null"), json!(null));
    assert!(stage.page.violations()[0].starts_with("script-src"));
}

fn nothing_of_the_tool_shows_on_the_page(stage: &Stage) {
    open(stage);
    let names = "Object.getOwnPropertyNames(window).sort()";
    let with = stage.page.eval(names);
    let bare = harness::Answer::html(
        "<!doctype html><script>var keys, root, make, next, viewport</script>",
    );
    stage
        .page
        .goto(&stage.site.serve(Origin::Partner, "bare.html", bare));
    let without = stage.page.eval(names);
    let extra = |all: &serde_json::Value| -> Vec<String> {
        let all = all.as_array().unwrap();
        let own = |name: &&serde_json::Value| !without.as_array().unwrap().contains(name);
        all.iter().filter(own).map(ToString::to_string).collect()
    };
    assert_eq!(extra(&with), Vec::<String>::new());
}

const PUSH: &str =
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
       document.querySelector('#late').style.height = '100px';
       requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
     }))))";

fn a_shift_is_noticed(stage: &Stage) {
    open(stage);
    stage.page.frames(5);
    stage.page.wait_until(PUSH, "the push");
    let shifts = stage.page.shifts();
    assert!(
        shifts.iter().any(|shift| shift.what.contains("paragraph")),
        "{shifts:?}"
    );
}

fn a_steady_page_has_no_shift(stage: &Stage) {
    open(stage);
    stage.page.frames(10);
    assert_eq!(stage.page.shifts(), []);
}

fn the_viewport_takes_the_asked_size(stage: &Stage) {
    open(stage);
    for (width, height) in [(1600, 900), (768, 1024), (500, 600), (1280, 800)] {
        stage.page.resize(width, height);
        assert_eq!(
            stage.page.eval("[innerWidth, innerHeight]"),
            json!([width, height])
        );
    }
}

fn a_frame_can_be_narrower_than_a_window(stage: &Stage) {
    let inner = stage.site.page("tool", &[]);
    let size = [("url", inner.as_str()), ("width", "320"), ("height", "640")];
    stage.page.goto(&stage.site.page("framed", &size));
    stage.page.enter_frame();
    assert_eq!(
        stage
            .page
            .eval("[innerWidth, matchMedia('(width: 320px)').matches]"),
        json!([320, true])
    );
    stage.page.part("next").click();
    assert_eq!(stage.page.eval("document.title"), "clicked");
}

const ASKS: &str = "['(prefers-reduced-motion: reduce)', '(prefers-color-scheme: dark)',
    '(forced-colors: active)'].map((query) => matchMedia(query).matches)";

fn a_plain_reader_asks_for_nothing(stage: &Stage) {
    open(stage);
    assert_eq!(stage.page.eval(ASKS), json!([false, false, false]));
}

fn reduced_motion_reaches_the_page(stage: &Stage) {
    open(stage);
    assert_eq!(stage.page.eval(ASKS), json!([true, false, false]));
}

fn a_dark_scheme_reaches_the_page(stage: &Stage) {
    open(stage);
    assert_eq!(stage.page.eval(ASKS), json!([false, true, false]));
}

fn forced_colors_reach_the_page(stage: &Stage) {
    open(stage);
    assert_eq!(
        stage
            .page
            .eval("matchMedia('(forced-colors: active)').matches"),
        true
    );
}

fn settings_change_while_a_page_is_open(stage: &Stage) {
    open(stage);
    let reduce = "matchMedia('(prefers-reduced-motion: reduce)').matches";
    stage.page.set_reader(Reader::REDUCED_MOTION);
    stage.page.wait_until(reduce, "reduced motion");
    stage.page.set_reader(Reader::PLAIN);
    stage.page.wait_until(&format!("!{reduce}"), "motion again");
}

fn axe_looks_into_the_shadow_root(stage: &Stage) {
    open(stage);
    assert_eq!(stage.page.axe(), Vec::<String>::new());
    stage
        .page
        .eval("part('next').removeAttribute('aria-label') ?? (part('next').textContent = '')");
    let found = stage.page.axe().join("\n");
    assert!(found.contains("button-name"), "{found}");
}

fn a_modifier_is_held_while_a_key_is_pressed(stage: &Stage) {
    open(stage);
    let page = &stage.page;
    page.eval(
        "(window.held = [], addEventListener('keydown', ({ key, ctrlKey }) => held.push([key, ctrlKey])), true)",
    );
    page.part("next").focus();
    page.press_with(Modifier::Control, Key::Right);
    page.press(Key::Right);
    let held = json!([
        ["Control", true],
        ["ArrowRight", true],
        ["ArrowRight", false]
    ]);
    assert_eq!(page.eval("held"), held);
}

fn a_page_is_shown_as_printed(stage: &Stage) {
    open(stage);
    assert_eq!(stage.page.eval("matchMedia('print').matches"), false);
    stage.page.print();
    stage
        .page
        .wait_until("matchMedia('print').matches", "print");
}

fn zooming_makes_the_viewport_smaller(stage: &Stage) {
    open(stage);
    stage.page.zoom(2.0);
    stage
        .page
        .wait_until("innerWidth === 640 && innerHeight === 400", "the zoom");
}

fn what_is_inert_is_not_in_the_accessibility_tree(stage: &Stage) {
    open(stage);
    let region = "const region = part('viewport');
        region.setAttribute('part', 'base');
        region.role = 'region';
        region.ariaLabel = 'Box';
        parts('slide').slice(1).forEach((slide) => { slide.inert = true; });";
    stage.page.script(region, json!([]));
    for _ in 0..2 {
        let tree = stage.page.accessibility_tree("Box");
        assert_eq!(tree, "region \"Box\"\n  heading \"First\" [level=2]\n");
        assert_eq!(stage.page.part("base").name(), "Box");
        if stage.engine == Engine::Firefox {
            let collect = "for (let i = 0; i < 3; i++) { Cu.forceGC(); Cu.forceCC(); }";
            stage.page.in_firefox_itself(collect);
        }
    }
}
