//! Mouse, wheel and finger: the widget takes nothing away from the page and opens nothing by
//! accident.

use harness::{Answer, Engine, Stage, cases};
use serde_json::{Value, json};

use super::{NO_TOUCH, with_pictures};
use crate::widget::{Widget, articles, element, feed_of, open, open_ready};

cases![
    a_mouse_drag_moves_and_opens_nothing,
    a_click_after_a_drag_opens_again,
    text_can_be_selected_by_mouse,
    the_wheel_at_the_end_stays_in_the_widget => |case| case
        .not_in(Engine::Firefox, "Firefox heeds overscroll-behavior only for wheels that are real")
        .not_in(Engine::WebKit, "a wheel sent to WebKitGTK scrolls one element and no other"),
    a_finger_at_the_end_stays_in_the_widget => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    nothing_is_scrolled_beyond_the_viewport,
    a_row_that_bounces_stays_where_it_is,
];

fn open_pictures<'s>(stage: &'s Stage) -> Widget<'s> {
    let feed = with_pictures(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    open(stage, &element(&feed, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn a_mouse_drag_moves_and_opens_nothing(stage: &Stage) {
    let widget = open_pictures(stage);
    let url = stage.page.url();
    stage.page.drag(&stage.page.part("image"), -120, 0);
    let there = widget.wait_moved_from("Article 1");
    // The mouse is also released over the headline's link.
    stage.page.drag(
        &stage.page.element("slidesInView()[1].querySelector('img')"),
        200,
        150,
    );
    widget.wait_moved_from(&there);
    assert_eq!(stage.page.events("select"), Vec::<Value>::new());
    assert_eq!(stage.page.url(), url);
}

fn a_click_after_a_drag_opens_again(stage: &Stage) {
    let widget = open_pictures(stage);
    stage.page.eval(
        "(host().addEventListener('latest-news-select', (event) => event.preventDefault()), true)",
    );
    stage.page.drag(&stage.page.part("image"), -120, 0);
    widget.wait_moved_from("Article 1");
    stage
        .page
        .element("slidesInView()[0].querySelector('[part=read-more]')")
        .click();
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'select')",
        "the article to be opened",
    );
}

fn text_can_be_selected_by_mouse(stage: &Stage) {
    let mut feed = articles(12);
    for item in feed["items"].as_array_mut().unwrap() {
        item["summary"] = json!("A summary of several full lines. ".repeat(8));
    }
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&feed, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    let summary = stage.page.part("summary");
    stage.page.drag(&summary, 60, 0);
    // Engines report a shadow root's selection in different places, but with the same ranges.
    let selected = "(() => {
        const selection = host().shadowRoot.getSelection?.() ?? getSelection();
        const range = getSelection().getComposedRanges?.({ shadowRoots: [host().shadowRoot] })?.[0];
        return range ? range.endOffset - range.startOffset : String(selection).length;
      })()";
    assert!(
        stage.page.eval(selected).as_i64().unwrap() > 2,
        "nothing is selected"
    );
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
    assert_eq!(stage.page.events("select"), Vec::<Value>::new());
}

/// A page that is wider than its window. It scrolls sideways if the widget leaves the wheel or the
/// finger to it. All of the widget is in view.
fn open_on_a_wide_page<'s>(stage: &'s Stage) -> Widget<'s> {
    let feed = stage.site.feed("feed.json", feed_of(8));
    let wide = "<style>body { width: 4000px } main { margin: 0; max-width: none }</style>";
    let place = "<div style=\"width: 900px; margin-left: 300px\">";
    open(stage, &format!("{wide}{place}{}</div>", element(&feed, "")));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.eval("(scrollTo(200, 0), true)");
    stage
        .page
        .wait_until("scrollX === 200", "the page to be scrolled");
    widget
}

fn the_wheel_at_the_end_stays_in_the_widget(stage: &Stage) {
    let widget = open_on_a_wide_page(stage);
    stage.page.eval("(host().goTo(7), true)");
    widget.wait_in_view("Article 8");
    stage.page.wheel(&stage.page.part("viewport"), 300, 0);
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("scrollX"), 200, "the page went along");
    assert!(widget.in_view().contains(&"Article 8".to_owned()));
}

/// Only at the end. At the start, headless Chromium goes back in history after a finger's movement,
/// whatever the page says. The setting that prevents this in real browsers also keeps the page from
/// scrolling.
fn a_finger_at_the_end_stays_in_the_widget(stage: &Stage) {
    let widget = open_on_a_wide_page(stage);
    stage.page.eval("(host().goTo(7), true)");
    widget.wait_in_view("Article 8");
    stage.page.swipe(&stage.page.part("viewport"), -250, 0);
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("scrollX"), 200, "the page went along");
    assert!(widget.in_view().contains(&"Article 8".to_owned()));
}

fn nothing_is_scrolled_beyond_the_viewport(stage: &Stage) {
    open_ready(stage, 12, "");
    let contained = "getComputedStyle(part('viewport')).overscrollBehaviorX";
    assert_eq!(stage.page.eval(contained), "contain");
}

/// No driver can make a row bounce, so the page returns a value for `scrollLeft`, as Safari does.
fn a_row_that_bounces_stays_where_it_is(stage: &Stage) {
    for direction in ["ltr", "rtl"] {
        for (slide, beyond) in [(0, -1), (11, 1)] {
            let attributes = format!("dir=\"{direction}\" autoplay=\"3600\"");
            let widget = open_ready(stage, 12, &attributes);
            let first = widget.in_view()[0].clone();
            stage.page.eval(&format!("(host().goTo({slide}), true)"));
            widget.wait_in_view(&format!("Article {}", slide + 1));
            assert_eq!(widget.in_view()[0] == first, slide == 0);
            stage
                .page
                .eval("(host().play(), collected.events.length = 0, true)");
            let sign = if direction == "rtl" { -beyond } else { beyond };
            let bounce = "const [sign] = arguments, viewport = part('viewport');
                const seen = () => [words(host().shadowRoot.querySelector('.position')),
                  parts('slide').map((slide) => slide.inert),
                  parts('marker').map((marker) => marker.getAttribute('aria-current'))];
                const before = JSON.stringify(seen()), at = viewport.scrollLeft, seenWhile = [];
                for (const by of [12, 40, 60, 40, 20, 6, 40]) {
                  Object.defineProperty(viewport, 'scrollLeft',
                    { configurable: true, get: () => at + sign * by });
                  viewport.dispatchEvent(new Event('scroll'));
                  await frames(1);
                  seenWhile.push(JSON.stringify(seen()));
                }
                // A finger may hold it there.
                await new Promise((go) => setTimeout(go, 400));
                delete viewport.scrollLeft;
                viewport.dispatchEvent(new Event('scroll'));
                await still();
                seenWhile.push(JSON.stringify(seen()));
                return seenWhile.filter((it) => it !== before)";
            let others = stage.page.script_async(bounce, json!([sign]));
            assert_eq!(others, json!([]), "{direction} at slide {slide}");
            assert_eq!(stage.page.events("slide"), Vec::<Value>::new());
            let stops = "part('rotation').getAttribute('aria-label')";
            assert_eq!(stage.page.eval(stops), super::STOP);
        }
    }
}
