//! How it moves: smoothly, at once for who asks, never in jerks, with pictures already there.

use harness::{Answer, Engine, Reader, Stage, cases};
use serde_json::json;

use super::{NO_LIVE_SETTINGS, with_pictures};
use crate::widget::{Widget, element, open, open_ready};

cases![
    steps_scroll_smoothly,
    reduced_motion_jumps => |case| case.reader(Reader::REDUCED_MOTION),
    reduced_motion_is_asked_for_at_each_step => |case| case
        .not_in(Engine::WebKit, NO_LIVE_SETTINGS),
    a_hundred_slides_with_pictures_scroll_without_jerks => |case| case
        .only_in(Engine::Chromium, "only Chromium tells of long animation frames"),
    the_next_pictures_are_there_before_they_are_seen,
];

/// How many places the viewport was seen at between its start and its end, on pressing next.
#[track_caller]
fn places_on_the_way(stage: &Stage) -> u64 {
    let places = stage.page.script_async(
        "const view = part('viewport'), start = view.scrollLeft, seen = new Set();
         part('next').click();
         for (let quiet = 0, last = -1; quiet < 12;) {
           await frames(1);
           quiet = view.scrollLeft === last && last !== start ? quiet + 1 : 0;
           seen.add(last = view.scrollLeft);
         }
         seen.delete(start);
         return seen.size - 1",
        json!([]),
    );
    places.as_u64().unwrap()
}

fn steps_scroll_smoothly(stage: &Stage) {
    open_ready(stage, 12, "");
    let places = places_on_the_way(stage);
    assert!(places >= 2, "{places} places on the way");
}

fn reduced_motion_jumps(stage: &Stage) {
    open_ready(stage, 12, "");
    assert_eq!(places_on_the_way(stage), 0);
    let lasting = "[...host().shadowRoot.querySelectorAll('*')].flatMap((element) =>
        [null, '::before'].map((pseudo) => getComputedStyle(element, pseudo)))
        .filter((style) => style.transitionProperty !== 'none'
          && style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)).length";
    assert_eq!(stage.page.eval(lasting), 0, "something changes slowly");
}

fn reduced_motion_is_asked_for_at_each_step(stage: &Stage) {
    open_ready(stage, 12, "");
    stage.page.set_reader(Reader::REDUCED_MOTION);
    stage.page.wait_until(
        "matchMedia('(prefers-reduced-motion: reduce)').matches",
        "the wish",
    );
    assert_eq!(places_on_the_way(stage), 0);
    stage.page.set_reader(Reader::PLAIN);
    stage.page.wait_until(
        "!matchMedia('(prefers-reduced-motion: reduce)').matches",
        "no wish",
    );
    assert!(places_on_the_way(stage) >= 2);
}

fn open_pictures<'s>(stage: &'s Stage, count: usize) -> Widget<'s> {
    let feed = with_pictures(stage, count).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    open(stage, &element(&feed, "limit=\"100\""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

/// The widget's own work in a step must leave room for drawing at 60 frames a second. How long a
/// frame takes on a busy machine says more about the machine, so it is printed, not judged.
fn a_hundred_slides_with_pictures_scroll_without_jerks(stage: &Stage) {
    let widget = open_pictures(stage, 100);
    assert_eq!(widget.headlines().len(), 100);
    let measured = stage.page.script_async(
        "const long = [];
         const observer = new PerformanceObserver((list) => long.push(...list.getEntries()));
         observer.observe({ type: 'long-animation-frame' });
         const times = [];
         for (let step = 0; step < 8; step++) {
           const view = part('viewport'), from = view.scrollLeft;
           part('next').click();
           for (let quiet = 0, before = performance.now(), place = from; quiet < 6;) {
             await frames(1);
             const now = performance.now();
             if (view.scrollLeft !== place) times.push(now - before);
             quiet = view.scrollLeft === place && place !== from ? quiet + 1 : 0;
             place = view.scrollLeft;
             before = now;
           }
         }
         long.push(...observer.takeRecords());
         times.sort((a, b) => a - b);
         return { frames: times.length, min: times[0], median: times[times.length >> 1],
           max: times.at(-1), scripts: long.flatMap((frame) => frame.scripts)
             .filter(({ duration }) => duration > 50).map(({ duration, invoker }) => `${invoker} ${duration}`) }",
        json!([]),
    );
    println!("100 slides with pictures, milliseconds between frames: {measured}");
    assert!(measured["frames"].as_u64().unwrap() > 40, "{measured}");
    assert!(
        measured["median"].as_f64().unwrap() < 1000.0 / 60.0 + 2.0,
        "{measured}"
    );
    assert_eq!(measured["scripts"], json!([]), "a script held frames up");
}

fn the_next_pictures_are_there_before_they_are_seen(stage: &Stage) {
    let widget = open_pictures(stage, 30);
    let seen = widget.in_view().len();
    for view in 1..=2 {
        // The pictures of the view after this one, and not of the last.
        let next = format!(
            "parts('image').slice({view} * {seen}, ({view} + 1) * {seen})
               .every((image) => image.complete && image.naturalWidth > 0)"
        );
        stage.page.wait_until(&next, "the next view's pictures");
        assert_eq!(stage.site.requests_for("picture-30.svg").len(), 0);
        let first = widget.in_view()[0].clone();
        stage.page.part("next").click();
        widget.wait_moved_from(&first);
    }
}
