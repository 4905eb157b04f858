//! The widget leaks nothing into the page, and leaves nothing when it is removed.

use harness::{Stage, cases};
use serde_json::json;

use super::open_host;
use crate::widget::{DOCUMENTED_STYLE, Widget, assert_quiet, element, feed_of, open_with, strings};

cases![
    no_listener_and_no_observer_is_left_on_the_page,
    nothing_is_added_to_the_page_but_the_element,
    focus_order_history_and_scroll_position_stay,
    nothing_moves_with_a_late_font,
    nothing_moves_in_any_phase,
];

/// Counts the listeners and observers outside the widget's own nodes. Runs first.
const WATCH: &str = "<script>
    (() => {
      const open = new Map();
      const count = (what, by) => open.set(what, (open.get(what) ?? 0) + by);
      window[Symbol.for('open')] = () => [...open].filter(([, number]) => number !== 0);
      const name = (target) => target === window ? 'window' : target === document ? 'document'
        : target instanceof MediaQueryList ? 'media query'
        : target instanceof Node && target.getRootNode() === document ? target.localName : null;
      const heard = new Map();
      const key = (kind, options) =>
        `${kind} ${options === true || !!(options && options.capture)}`;
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (kind, run, options) {
        const what = name(this ?? window);
        // A listener that removes itself need not be removed.
        if (what && run && !options?.once) {
          const known = heard.get(run) ?? heard.set(run, new Set()).get(run);
          if (!known.has(`${what} ${key(kind, options)}`)) {
            known.add(`${what} ${key(kind, options)}`);
            count(`${what} ${kind}`, 1);
          }
          options?.signal?.addEventListener?.('abort', () => count(`${what} ${kind}`, -1));
        }
        return add.call(this ?? window, kind, run, options);
      };
      EventTarget.prototype.removeEventListener = function (kind, run, options) {
        const what = name(this ?? window);
        if (heard.get(run)?.delete(`${what} ${key(kind, options)}`)) count(`${what} ${kind}`, -1);
        return remove.call(this ?? window, kind, run, options);
      };
      for (const kind of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver']) {
        const { observe, unobserve, disconnect } = window[kind].prototype;
        const watched = new WeakMap();
        const of = (observer) => watched.get(observer) ?? watched.set(observer, new Set()).get(observer);
        window[kind].prototype.observe = function (target, ...more) {
          if (!of(this).has(target)) { of(this).add(target); count(kind, 1); }
          return observe.call(this, target, ...more);
        };
        if (unobserve) window[kind].prototype.unobserve = function (target) {
          if (of(this).delete(target)) count(kind, -1);
          return unobserve.call(this, target);
        };
        window[kind].prototype.disconnect = function () {
          count(kind, -of(this).size);
          of(this).clear();
          return disconnect.call(this);
        };
      }
      const { setInterval: every, clearInterval: end } = window;
      const running = new Set();
      window.setInterval = (...more) => {
        const id = every(...more);
        running.add(id); count('interval', 1);
        return id;
      };
      window.clearInterval = (id) => { if (running.delete(id)) count('interval', -1); end(id); };
    })();
  </script>";

const OPEN: &str = "window[Symbol.for('open')]().map(([what, number]) => `${number} ${what}`)";

fn no_listener_and_no_observer_is_left_on_the_page(stage: &Stage) {
    let head = format!(
        "{WATCH}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    let widget = open_host(stage, "article", &[("head", &head), ("end", "")]);
    stage.page.eval("(host().play(), host().next(), true)");
    widget.wait_moved_from("Article 1");
    let during = strings(&stage.page.eval(OPEN));
    assert!(!during.is_empty(), "the test sees no listener at all");
    stage.page.eval("((window.kept = host()).remove(), true)");
    stage.page.wait_until(
        "!window.kept.shadowRoot.querySelector('[part]')",
        "the end of the widget",
    );
    assert_eq!(strings(&stage.page.eval(OPEN)), Vec::<String>::new());
    assert_quiet(stage);
}

fn nothing_is_added_to_the_page_but_the_element(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    // The content of the page, without the element's own attributes, recorded at every change.
    let watch = "<script>
        window.page = () => document.documentElement.outerHTML.replace(/<latest-news.*?>/g, '');
        addEventListener('DOMContentLoaded', () => {
          window.before = window.page();
          window.changes = new Set();
          new MutationObserver((records) => records.forEach(({ target, addedNodes }) =>
            addedNodes.forEach((node) => window.changes.add(`${node.nodeName} in ${target.localName}`))))
            .observe(document, { childList: true, subtree: true });
        });</script>";
    let head = format!(
        "{watch}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, ""), "");
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.page.eval("window.page() === window.before"), true);
    // The tag that checks the glue is added and removed.
    let mut changes = strings(&stage.page.eval("[...window.changes]"));
    changes.retain(|change| !["LINK in head", "SCRIPT in head"].contains(&change.as_str()));
    assert_eq!(changes, Vec::<String>::new());
    let attributes = "host().getAttributeNames().sort()";
    assert_eq!(
        strings(&stage.page.eval(attributes)),
        ["data-state", "feed", "id"]
    );
    assert_quiet(stage);
}

fn focus_order_history_and_scroll_position_stay(stage: &Stage) {
    let head = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let feed = stage.site.feed("feed.json", feed_of(9));
    let gate = stage.site.gate();
    let held = gate.clone();
    stage
        .site
        .change_cdn(harness::BuildFile::Wasm, move |answer| {
            answer.held_by(&held)
        });
    let tag = element(&feed, &format!("style=\"{DOCUMENTED_STYLE}\""));
    let long = "<div style=\"height:3000px\"></div>";
    open_with(stage, &head, &tag, long);
    stage
        .page
        .eval("(document.querySelector('#before').focus(), scrollTo(0, 120), true)");
    let state = "[history.length, scrollY, document.activeElement.id, document.title,
        location.href, getSelection().toString()]";
    let before = stage.page.eval(state);
    gate.open();
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval(state), before);
    // The widget moves itself, not the page.
    stage.page.eval("(host().next(), true)");
    widget.wait_moved_from("Article 1");
    assert_eq!(stage.page.eval(state), before);
    // From the link before the widget, Tab goes through it and on to the link after it.
    let stops = stage.page.tab_sequence(40);
    assert_eq!(stops.last().map(|stop| stop.what.as_str()), Some("after"));
    assert!(
        stage
            .page
            .eval("hosts().every((element) => element.getAttribute('tabindex') === null)")
            == json!(true)
    );
    assert_quiet(stage);
}

fn nothing_moves_with_a_late_font(stage: &Stage) {
    // The widget uses the page's font, and this font is narrower than the first.
    let font = std::fs::read(harness::places::font("Noto Serif")).unwrap();
    let font = harness::Answer::new("font/ttf", font);
    stage
        .site
        .serve(harness::Origin::Partner, "late-font/font.ttf", font);
    let widget = open_host(stage, "late-font", &[]);
    let width = "(() => {
        const range = document.createRange();
        range.selectNodeContents(part('headline').querySelector('a').firstChild);
        return box(range).width;
      })()";
    let before = stage.page.eval(width);
    stage
        .page
        .script_async("await window.loadFont()", json!([]));
    stage.page.frames(10);
    assert_ne!(stage.page.eval(width), before, "the font changed nothing");
    super::picture(stage, "late-font");
    // Its text needs fewer lines, like the page's own text, and the content below moves up. Nothing
    // of the page moves besides that, and the total is a twentieth of what browsers call good
    // (0.1).
    let shifts = stage.page.shifts();
    for shift in &shifts {
        let mut places = shift.what.split("; ");
        assert!(places.all(|what| what.starts_with("from ")), "{shift:?}");
        let amount: f64 = shift.amount.parse().unwrap();
        assert!(amount <= 0.005, "{shift:?}");
    }
    assert_eq!(widget.headlines().len(), 9);
    assert_quiet(stage);
}

/// With the documented markup. Each phase is held until it has been drawn.
fn nothing_moves_in_any_phase(stage: &Stage) {
    let gates: Vec<_> = (0..4).map(|_| stage.site.gate()).collect();
    let files = [
        harness::BuildFile::Loader,
        harness::BuildFile::Glue,
        harness::BuildFile::Wasm,
    ];
    for (file, gate) in files.into_iter().zip(&gates) {
        let gate = gate.clone();
        stage
            .site
            .change_cdn(file, move |answer| answer.held_by(&gate));
    }
    let feeds = [
        feed_of(9).held_by(&gates[3]),
        harness::Answer::status_only(404),
    ];
    let feed = stage.site.feed("feed.json", feeds);
    let head = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let tag = element(&feed, &format!("style=\"{DOCUMENTED_STYLE}\""));
    open_with(stage, &head, &tag, "");
    for (phase, gate) in ["loader", "glue", "wasm", "feed"].iter().zip(&gates) {
        stage.page.frames(6);
        assert_eq!(stage.page.shifts(), [], "before the {phase}");
        gate.open();
    }
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.frames(6);
    assert_eq!(stage.page.shifts(), [], "when ready");
    let phases = [
        ("(host().reload(), true)", "a feed that fails later"),
        ("(host().removeAttribute('feed'), true)", "no feed"),
        (
            "(host().setAttribute('feed', 'none.json'), true)",
            "a missing feed",
        ),
    ];
    for (change, what) in phases {
        stage
            .page
            .eval(&format!("(collected.events.length = 0, {change})"));
        let told = "collected.events.some(({ name }) => name === 'error')";
        stage.page.wait_until(told, what);
        stage.page.frames(6);
        assert_eq!(stage.page.shifts(), [], "{what}");
    }
}
