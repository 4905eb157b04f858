//! Mounting and unmounting releases everything, and a very large feed does not block the page.

use harness::{Answer, Engine, Page, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, assert_quiet, element, feed_of, open_with};

const DEVTOOLS: &str = "only Chromium counts nodes, listeners, heap and long tasks for a test";

cases![
    mounting_and_unmounting_leaves_nothing => |case| case
        .only_in(Engine::Chromium, DEVTOOLS)
        .interpreted(),
    memory_of_the_wasm_does_not_grow,
    memory_of_the_wasm_levels_off_while_articles_change,
    ten_thousand_items_hold_nothing_up => |case| case.only_in(Engine::Chromium, DEVTOOLS).alone(),
];

const TIMES: u32 = 200;

/// Mounts and unmounts this many times. Each time it waits for the first slide.
#[track_caller]
fn mount_and_unmount(page: &Page, feed: &str, times: u32) {
    let rounds = "const [feed, times] = arguments;
        for (let round = 0; round < times; round++) {
          const element = document.createElement('latest-news');
          element.setAttribute('feed', feed);
          element.setAttribute('loading', 'eager');
          const ready = new Promise((resolve) =>
            element.addEventListener('latest-news-ready', resolve, { once: true }));
          document.querySelector('main').append(element);
          await ready;
          await frames(1);
          element.remove();
          await frames(1);
        }
        collected.events.length = 0;";
    // In portions that stay within the driver's time limit for one script.
    for _ in 0..times.div_ceil(50) {
        page.script_async(rounds, json!([feed, times.min(50)]));
    }
}

/// The counts after garbage collection: nodes, listeners, bytes.
fn counts(page: &Page) -> [f64; 3] {
    // The records of the test's collector and of the browser do not count as the widget's.
    page.eval("(collected.events.length = 0, performance.clearResourceTimings(), true)");
    for _ in 0..3 {
        page.devtools("HeapProfiler.collectGarbage", json!({}));
        page.frames(2);
    }
    let dom = page.devtools("Memory.getDOMCounters", json!({}));
    page.devtools("Performance.enable", json!({}));
    let metrics = page.devtools("Performance.getMetrics", json!({}));
    let heap = metrics["metrics"].as_array().unwrap().iter();
    let heap = heap
        .clone()
        .find(|metric| metric["name"] == "JSHeapUsedSize")
        .unwrap();
    let number = |value: &Value| value.as_f64().unwrap();
    [
        number(&dom["nodes"]),
        number(&dom["jsEventListeners"]),
        number(&heap["value"]),
    ]
}

/// Keeps a reference to the wasm's memory, to read its size.
const WATCH_WASM: &str = "<script>
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const own = WebAssembly[name];
      WebAssembly[name] = async (...args) => {
        const made = await own.apply(WebAssembly, args);
        // In the release, exports have short names.
        const exports = Object.values((made.instance ?? made).exports);
        window.wasmMemory = exports.find((it) => it instanceof WebAssembly.Memory);
        return made;
      };
    }</script>";

fn open_empty(stage: &Stage) -> String {
    let head = format!(
        "{WATCH_WASM}<script src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, "", "");
    stage.site.feed("feed.json", feed_of(12))
}

fn mounting_and_unmounting_leaves_nothing(stage: &Stage) {
    let feed = open_empty(stage);
    mount_and_unmount(&stage.page, &feed, 50);
    let before = counts(&stage.page);
    mount_and_unmount(&stage.page, &feed, TIMES);
    let after = counts(&stage.page);
    let [nodes, listeners, heap] = [0, 1, 2].map(|index| (before[index], after[index]));
    assert!(nodes.1 <= nodes.0, "nodes: {nodes:?}");
    assert!(listeners.1 <= listeners.0, "listeners: {listeners:?}");
    // 1 % is about 45 bytes for each mount.
    assert!(heap.1 <= heap.0 * 1.01, "heap: {heap:?}");
    assert_quiet(stage);
}

fn memory_of_the_wasm_does_not_grow(stage: &Stage) {
    let feed = open_empty(stage);
    mount_and_unmount(&stage.page, &feed, 50);
    let size = "window.wasmMemory.buffer.byteLength";
    let before = stage.page.eval(size).as_u64().unwrap();
    mount_and_unmount(&stage.page, &feed, TIMES);
    let after = stage.page.eval(size).as_u64().unwrap();
    assert!(
        after * 100 <= before * 105,
        "from {before} to {after} bytes"
    );
    assert_eq!(
        stage
            .page
            .eval("document.querySelectorAll('latest-news').length"),
        0
    );
}

/// Each answer has one article that the one before did not have, like a newsroom's feed during a
/// day.
fn memory_of_the_wasm_levels_off_while_articles_change(stage: &Stage) {
    open_empty(stage);
    let answers: Vec<Answer> = (0..TIMES as usize * 2)
        .map(|round| {
            let mut feed = articles(12);
            feed["items"][0]["url"] = json!(format!("https://news.example/round-{round}"));
            feed["items"][0]["title"] = json!(format!("Round {round}"));
            Answer::json(feed.to_string())
        })
        .collect();
    let feed = stage.site.feed("changing.json", answers);
    let rounds = "const [feed, from, times] = arguments;
        let element = host();
        if (!element) {
          element = document.createElement('latest-news');
          element.setAttribute('feed', feed);
          element.setAttribute('loading', 'eager');
          document.querySelector('main').append(element);
        }
        for (let round = from; round < from + times; round++) {
          if (round) element.reload();
          while (headlines()[0] !== `Round ${round}`) await frames(1);
        }
        collected.events.length = 0;
        return window.wasmMemory.buffer.byteLength";
    let mut sizes = Vec::new();
    for portion in 0..(TIMES * 2 / 50) {
        let size = stage
            .page
            .script_async(rounds, json!([feed, portion * 50, 50]));
        sizes.push(size.as_u64().unwrap());
    }
    // 0.9 KB per round would be three pages of 64 KB in the second half.
    let (half, end) = (sizes[sizes.len() / 2], sizes[sizes.len() - 1]);
    assert!(end - half <= 65_536, "{sizes:?}");
}

/// The longest allowed task, in milliseconds.
const LONGEST_TASK: f64 = 100.0;

fn ten_thousand_items_hold_nothing_up(stage: &Stage) {
    let mut feed = articles(10_000);
    for item in feed["items"].as_array_mut().unwrap() {
        item["content_html"] = json!("<p>Some <b>text</b> &amp; more of it.</p>".repeat(8));
    }
    let url = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    let head = format!(
        "<script>new PerformanceObserver((list) => {{ (window.tasks ??= []).push(
           ...list.getEntries().map((task) => Math.round(task.duration))) }})
             .observe({{ type: 'longtask', buffered: true }})</script>
         <script async src=\"{}\"></script>",
        stage.site.loader(),
    );
    open_with(stage, &head, &element(&url, ""), "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 12);
    stage.page.frames(20);
    let tasks = stage.page.eval("window.tasks ?? []");
    let longest = tasks
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_f64)
        .fold(0.0, f64::max);
    println!("tasks of {tasks} ms, those from 50 on");
    assert!(longest <= LONGEST_TASK, "tasks of {tasks} ms");
}
