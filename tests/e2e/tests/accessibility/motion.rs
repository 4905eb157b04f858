//! Movement: smooth, immediate with reduced motion, never in jerks, with pictures already loaded.

use harness::{Answer, Engine, Reader, Stage, cases};
use serde_json::json;

use super::{NO_LIVE_SETTINGS, with_pictures};
use crate::widget::{Widget, element, open, open_ready};

cases![
    steps_scroll_smoothly,
    quick_steps_add_up,
    reduced_motion_jumps => |case| case.reader(Reader::REDUCED_MOTION),
    reduced_motion_is_asked_for_at_each_step => |case| case
        .not_in(Engine::WebKit, NO_LIVE_SETTINGS),
    a_hundred_slides_with_pictures_scroll_at_sixty_frames => |case| case
        .only_in(Engine::Chromium, "only Chromium tells what a frame costs")
        .alone(),
    the_next_pictures_are_there_before_they_are_seen,
];

/// After pressing next, how many positions of the viewport are seen between start and end.
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

fn quick_steps_add_up(stage: &Stage) {
    let widget = open_ready(stage, 40, "limit=\"40\"");
    let seen = widget.in_view().len();
    // Each step begins while the one before is still running.
    stage.page.script_async(
        "for (let step = 0; step < 4; step++) { part('next').click(); await frames(5); }",
        json!([]),
    );
    widget.wait_first_in_view(&format!("Article {}", 4 * seen + 1));
    let reasons = "collected.events.filter(({ name }) => name === 'slide').map(({ detail }) => detail.reason)";
    assert_eq!(
        stage.page.eval(reasons),
        json!(["control", "control", "control", "control"])
    );
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

/// The main thread's work for a frame may take at most half the time of a frame at 60 frames per
/// second. The rest is for drawing and for slower machines. It is measured in processor time. The
/// time between frames depends more on how busy the machine is, so that is printed but not judged.
fn a_hundred_slides_with_pictures_scroll_at_sixty_frames(stage: &Stage) {
    let widget = open_pictures(stage, 100);
    assert_eq!(widget.headlines().len(), 100);
    stage.page.come_to_rest();
    stage
        .page
        .devtools("Performance.enable", json!({ "timeDomain": "threadTicks" }));
    let busy = || {
        let metrics = stage.page.devtools("Performance.getMetrics", json!({}));
        let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let busy = metrics
            .iter()
            .find(|metric| metric["name"] == "TaskDuration");
        busy.and_then(|metric| metric["value"].as_f64())
            .expect("TaskDuration")
    };
    let before = busy();
    let measured = stage.page.script_async(EIGHT_STEPS, json!([]));
    let after = busy();
    stage.page.devtools("Performance.disable", json!({}));
    let frames = measured["frames"].as_f64().unwrap();
    let each = (after - before) * 1000.0 / frames;
    println!(
        "100 slides with pictures: {each:.1} ms of the main thread for each of {frames} frames; \
         apart in ms: {measured}"
    );
    assert!(frames > 40.0, "{measured}");
    assert!(
        each < 1000.0 / 120.0,
        "{each} ms for each frame, {measured}"
    );
}

/// Presses next eight times, and records the time between frames while the slides move, and the
/// widget's scripts that delayed a frame.
const EIGHT_STEPS: &str = "const long = [];
    const observer = new PerformanceObserver((list) => long.push(...list.getEntries()));
    observer.observe({ type: 'long-animation-frame' });
    const times = [];
    // At least 41 frames, also on a machine that draws few in a second.
    for (let step = 0; step < 8 || times.length < 41 && step < 60; step++) {
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
    const round = (time) => Math.round(time * 10) / 10;
    return { frames: times.length, min: round(times[0]), median: round(times[times.length >> 1]),
      max: round(times.at(-1)), long: long.length,
      scripts: long.flatMap((frame) => frame.scripts)
        .filter(({ sourceURL }) => sourceURL.includes('/embed/'))
        .map(({ duration, invoker }) => `${invoker} ${round(duration)}`) }";

fn the_next_pictures_are_there_before_they_are_seen(stage: &Stage) {
    let widget = open_pictures(stage, 30);
    let seen = widget.in_view().len();
    for view in 1..=2 {
        // The pictures of the next view are loaded, but not those of the last.
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
