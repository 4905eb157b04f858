//! Pages that change JavaScript: globals with other meanings, prototypes with more or fewer
//! members, events that are swallowed.

use harness::{Stage, cases};

use super::{assert_usable, open_host, picture, pictured_feed};
use crate::widget::{Widget, assert_quiet, element};

cases![
    overwritten_globals_do_not_matter,
    timers_that_are_no_small_numbers_do_not_matter,
    polluted_prototypes_do_not_matter,
    frozen_prototypes_do_not_matter,
    a_page_without_fetch_shows_the_fallback,
    a_fetch_that_answers_nonsense_fails_one_feed,
    a_page_without_a_console_is_told_nothing,
    events_stopped_at_the_window_do_not_matter,
    events_that_never_arrive_leave_the_articles_readable,
];

#[track_caller]
fn check(stage: &Stage, scripts: &[(&str, &str)]) {
    for (what, script) in scripts {
        let widget = open_host(stage, "hostile-globals", &[("script", script)]);
        assert_eq!(widget.headlines().len(), 9, "{what}");
        assert_usable(stage, &widget);
        assert_eq!(stage.page.console(), [], "{what}");
        assert_quiet(stage);
    }
    picture(stage, "hostile-globals");
}

fn overwritten_globals_do_not_matter(stage: &Stage) {
    check(
        stage,
        &[
            (
                "a Promise of the page's own",
                "const Own = Promise;
                 window.Promise = class Promise extends Own {
                   then(...callbacks) { return super.then(...callbacks); }
                 };
                 delete window.Promise.withResolvers;",
            ),
            (
                "a fetch that watches",
                "const own = window.fetch;
                 window.fetch = function (...asked) {
                   return new Promise((resolve, reject) =>
                     setTimeout(() => own.apply(this, asked).then(resolve, reject)));
                 };",
            ),
            (
                "timers and frames that watch",
                "for (const name of ['setTimeout', 'requestAnimationFrame', 'queueMicrotask']) {
                   const own = window[name];
                   window[name] = (run, ...more) => own(() => run(performance.now()), ...more);
                 }",
            ),
            (
                "listeners that watch",
                "const own = EventTarget.prototype.addEventListener;
                 EventTarget.prototype.addEventListener = function (kind, run, options) {
                   const heard = typeof run === 'function' ? function (event) {
                     return run.call(this, event);
                   } : run;
                   return own.call(this, kind, heard, options);
                 };",
            ),
            (
                "names the page has taken",
                "var wasm = 1, glue = 2, widget = 3, load = 4, init = 5, NAME = 6, script = 7,
                   base = 8, address = 9, requests = 10, LatestNews = 11, wasm_bindgen = 12,
                   navigation = {};",
            ),
            (
                "old ways to make the DOM",
                "document.createElement = ((own) => (name, options) =>
                   own.call(document, String(name).toLowerCase(), options))(document.createElement);
                 Node.prototype.appendChild = ((own) => function (node) {
                   return own.call(this, node);
                 })(Node.prototype.appendChild);",
            ),
        ],
    );
}

/// Libraries that watch or fake timers return values of any kind, as long as they recognise them
/// later.
fn timers_that_are_no_small_numbers_do_not_matter(stage: &Stage) {
    let wrapped = |timer: &str| {
        format!(
            "const known = new Map();
             let number = 0;
             for (const [set, clear] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval'],
                 ['requestAnimationFrame', 'cancelAnimationFrame']]) {{
               const own = window[set], end = window[clear];
               window[set] = (...words) => {{
                 number++;
                 const timer = {timer};
                 known.set(timer, own(...words));
                 return timer;
               }};
               window[clear] = (timer) => {{
                 if (timer !== undefined && !known.has(timer)) console.error(`${{clear}} of ${{String(timer)}}`);
                 end(known.get(timer));
               }};
             }}"
        )
    };
    let timers = [
        "{ number }",
        "() => number",
        "2 ** 53 - number",
        "-number",
        "`timer ${number}`",
        "Symbol(number)",
    ];
    let scripts = timers.map(|timer| (timer, wrapped(timer)));
    let scripts = scripts
        .each_ref()
        .map(|(timer, script)| (*timer, &**script));
    check(stage, &scripts);
}

fn polluted_prototypes_do_not_matter(stage: &Stage) {
    check(
        stage,
        &[
            (
                "a method on every array",
                "Array.prototype.last = function () { return this[this.length - 1]; };
                 Array.prototype.flat = function () { throw new Error('old flat'); };
                 Array.from = (list) => [].concat(...list);",
            ),
            (
                "words on every object",
                "Object.prototype.value = 1;
                 Object.prototype.feed = 'nowhere.json';
                 Object.prototype.state = 'failed';
                 Object.prototype.length = 3;",
            ),
            (
                "options on every object",
                "Object.prototype.once = true;
                 Object.prototype.cancelable = true;
                 Object.prototype.credentials = 'omit';
                 Object.prototype.behavior = 'auto';",
            ),
            (
                "words on every string, function and element",
                "String.prototype.startsWith = function (start) { return this.indexOf(start) === 0; };
                 Function.prototype.bind2 = function () {};
                 Element.prototype.feed = 'nowhere.json';
                 HTMLElement.prototype.limit = 1;",
            ),
        ],
    );
}

fn frozen_prototypes_do_not_matter(stage: &Stage) {
    check(
        stage,
        &[
            ("Object", "Object.freeze(Object.prototype);"),
            (
                "all of the language",
                "for (const kind of [Object, Array, Function, Promise, String, Number, Map, Set,
                   Error, RegExp, Date, Symbol, Uint8Array]) {
                   Object.freeze(kind); Object.freeze(kind.prototype);
                 }",
            ),
        ],
    );
}

fn a_page_without_fetch_shows_the_fallback(stage: &Stage) {
    let feed = pictured_feed(stage, "feed.json", 9);
    for script in [
        "window.fetch = () => { throw new Error('offline by order'); };",
        "window.fetch = () => Promise.reject(new Error('offline by order'));",
        "window.fetch = undefined;",
    ] {
        let fill = [("script", script), ("widget", &*element(&feed, ""))];
        stage.page.goto(&stage.site.page("hostile-globals", &fill));
        let widget = Widget::first(&stage.page);
        widget.wait_state("failed");
        stage.page.frames(5);
        assert!(widget.shows_fallback(), "{script}");
        assert_eq!(stage.page.console().len(), 1, "{:?}", stage.page.console());
        assert_eq!(stage.page.errors(), Vec::<String>::new(), "{script}");
    }
}

fn a_fetch_that_answers_nonsense_fails_one_feed(stage: &Stage) {
    let feed = pictured_feed(stage, "feed.json", 9);
    let other = pictured_feed(stage, "other.json", 9);
    for answer in [
        "undefined",
        "{}",
        "{ ok: true, status: 200, json: async () => ({ items: [] }) }",
        "{ ok: true, status: 200, url: '', headers: new Map(), body: '[]' }",
        "{ ok: true, status: 200, url: '', headers: new Map(), body: { getReader: () => ({
           read: async () => ({ done: false, value: 'text' }), cancel: async () => {} }) } }",
        "await own(...asked).then(async (it) => (await it.text(), it))",
        "await own(...asked).then((it) => (it.body.getReader(), it))",
    ] {
        let script = format!(
            "const own = window.fetch;
             window.fetch = async (...asked) => `${{asked[0]}}`.includes('other') ? {answer} : own(...asked);"
        );
        let widgets = element(&other, "") + &element(&feed, "");
        let fill = [("script", &*script), ("widget", &*widgets)];
        stage.page.goto(&stage.site.page("hostile-globals", &fill));
        Widget::at(&stage.page, 0).wait_state("failed");
        let widget = Widget::at(&stage.page, 1);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), 9, "{answer}");
        assert_eq!(stage.page.errors(), Vec::<String>::new(), "{answer}");
    }
}

fn a_page_without_a_console_is_told_nothing(stage: &Stage) {
    let feed = pictured_feed(stage, "feed.json", 9);
    for (fetch, state) in [("", "ready"), ("window.fetch = undefined;", "failed")] {
        for console in [
            "{}",
            "undefined",
            "{ warn() { throw 1 }, error() { throw 1 } }",
        ] {
            let script = format!("window.console = {console}; {fetch}");
            let widgets = element(&feed, "limit=\"none\"") + &element(&feed, "layout=\"none\"");
            let fill = [("script", &*script), ("widget", &*widgets)];
            stage.page.goto(&stage.site.page("hostile-globals", &fill));
            for index in 0..2 {
                Widget::at(&stage.page, index).wait_state(state);
            }
            assert_eq!(stage.page.errors(), Vec::<String>::new(), "{script}");
        }
    }
}

const EVENTS: &str = "['click', 'pointerdown', 'pointermove', 'pointerup', 'mousedown', 'mouseup',
    'mouseenter', 'mouseover', 'keydown', 'keyup', 'focusin', 'focusout', 'focus', 'blur', 'scroll',
    'scrollend', 'wheel', 'touchstart', 'touchmove', 'touchend', 'load', 'error', 'visibilitychange',
    'selectionchange', 'slotchange', 'DOMContentLoaded', 'latest-news-ready']";

fn events_stopped_at_the_window_do_not_matter(stage: &Stage) {
    let script = format!(
        "for (const kind of {EVENTS}) addEventListener(kind, (event) => {{
           event.stopPropagation(); event.stopImmediatePropagation(); }});"
    );
    check(stage, &[("on the way back", &script)]);
}

fn events_that_never_arrive_leave_the_articles_readable(stage: &Stage) {
    let script = format!(
        "for (const kind of {EVENTS}) if (kind !== 'load' && kind !== 'error')
           addEventListener(kind, (event) => event.stopImmediatePropagation(), true);"
    );
    let widget = open_host(stage, "hostile-globals", &[("script", &script)]);
    let read = crate::widget::target_page(stage, "read.html");
    stage.page.script(
        "part('read-more').href = arguments[0]",
        serde_json::json!([read]),
    );
    assert_eq!(widget.headlines().len(), 9);
    // Only the browser itself moves the reader to the article, and a link is a link.
    stage.page.part("read-more").click();
    stage
        .page
        .wait_until("document.title === 'Read'", "the article");
}
