//! Fifty widgets on one page, and two hundred.

use harness::{BuildFile, Stage, cases};
use std::time::Duration;

use super::{picture, pictured_feed};
use crate::widget::{Widget, assert_quiet, feed_of};

cases![
    fifty_widgets_share_one_wasm_and_one_request_per_feed,
    of_fifty_widgets_those_in_sight_come_first,
    two_hundred_eager_widgets_leave_the_page_its_turns => |case| case.alone(),
];

/// Counts how often WebAssembly is compiled. Runs first.
const COUNT_INSTANCES: &str = "<script>
    window.instances = 0;
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const own = WebAssembly[name];
      WebAssembly[name] = (...args) => (window.instances++, own.apply(WebAssembly, args));
    }</script>";

fn open_fifty(stage: &Stage, attributes: &str) {
    let feeds = [9, 6, 3].map(|count| pictured_feed(stage, &format!("{count}.json"), count));
    open_many(stage, 50, COUNT_INSTANCES, &feeds, attributes);
}

fn open_many(stage: &Stage, count: usize, head: &str, feeds: &[String; 3], attributes: &str) {
    let widgets: String = (0..count)
        .map(|index| {
            let feed = &feeds[index % 3];
            format!("<latest-news feed=\"{feed}\" {attributes}></latest-news>\n")
        })
        .collect();
    let fill = [("head", head), ("widgets", &*widgets)];
    stage.page.goto(&stage.site.page("fifty", &fill));
}

const READY: &str = "hosts().filter((element) => element.state === 'ready').length";

fn fifty_widgets_share_one_wasm_and_one_request_per_feed(stage: &Stage) {
    let head = "loading=\"eager\"";
    open_fifty(stage, head);
    stage
        .page
        .wait_until(&format!("{READY} === 50"), "all fifty");
    picture(stage, "fifty");
    for file in [BuildFile::Loader, BuildFile::Glue, BuildFile::Wasm] {
        assert_eq!(stage.site.requests_for_build(file).len(), 1, "{file:?}");
    }
    assert_eq!(stage.page.eval("window.instances"), 1);
    for count in [9, 6, 3] {
        let asked = stage.site.requests_for(&format!("{count}.json"));
        assert_eq!(asked.len(), 1, "{count}.json");
    }
    let last = Widget::at(&stage.page, 49);
    stage.page.eval("(host(49).scrollIntoView(), true)");
    last.wait_ready();
    assert_eq!(last.headlines().len(), 6);
    let sheets = "new Set(hosts().flatMap((element) =>
        element.shadowRoot.adoptedStyleSheets)).size";
    assert_eq!(stage.page.eval(sheets), 2, "the loader's and the widget's");
    assert_quiet(stage);
}

fn of_fifty_widgets_those_in_sight_come_first(stage: &Stage) {
    open_fifty(stage, "");
    Widget::first(&stage.page).wait_ready();
    stage.page.frames(20);
    // A window of 800 pixels and 400 pixels below it hold at most three widgets of 576 pixels.
    let ready = stage.page.eval(READY).as_u64().unwrap();
    assert!((1..=3).contains(&ready), "{ready} are ready");
    assert_eq!(
        stage.page.eval(
            "hosts().every((element, index) => (element.state === 'ready') === (index < 3)
               || index > 0 && index < 3)"
        ),
        true,
        "not the first ones"
    );
    stage.page.eval("(host(49).scrollIntoView(), true)");
    Widget::at(&stage.page, 49).wait_ready();
    assert_eq!(stage.page.eval("host(25).state"), "loading");
    for count in [9, 6, 3] {
        let asked = stage.site.requests_for(&format!("{count}.json"));
        assert!(asked.len() <= 1, "{count}.json");
    }
    assert_quiet(stage);
}

/// How many widgets may be drawn or filled between two turns of the page: those that mount in a
/// slice of time, or a few tasks of four for each of three feeds. All widgets of one feed would be
/// 66.
const MOST: f64 = 40.0;

/// Alternates with the rest of the page. In each of its turns it records how many widgets have been
/// drawn and filled since the turn before, and how long that took.
const TAKE_TURNS: &str = "<script>
    const turns = window.turns = [];
    const { port1, port2 } = new MessageChannel();
    const count = (selector) => {
      let number = 0;
      for (const { shadowRoot } of document.querySelectorAll('latest-news')) {
        if (shadowRoot?.querySelector(selector)) number++;
      }
      return number;
    };
    let drawn = 0, filled = 0, at = performance.now();
    port2.onmessage = () => {
      const now = [count('[part~=base]'), count('[part~=slide]')], begun = performance.now();
      if (now[0] > drawn || now[1] > filled) turns.push([now[0] - drawn, now[1] - filled, begun - at]);
      [drawn, filled] = now;
      if (filled < 200) port1.postMessage(0);
      at = performance.now();
    };
    port1.postMessage(0);
  </script>";

/// With feeds that arrive before the widgets, or after all of them.
fn two_hundred_eager_widgets_leave_the_page_its_turns(stage: &Stage) {
    for is_late in [false, true] {
        let gate = stage.site.gate();
        let feeds = [9, 6, 3].map(|count| {
            let feed = match is_late {
                true => feed_of(count).held_by(&gate),
                false => feed_of(count),
            };
            stage.site.feed(&format!("{count}.json"), feed)
        });
        open_many(stage, 200, TAKE_TURNS, &feeds, "loading=\"eager\"");
        let all =
            "hosts().filter((it) => it.shadowRoot?.querySelector('[part~=base]')).length === 200";
        stage
            .page
            .wait_within(Duration::from_secs(60), all, "all two hundred");
        gate.open();
        let ready = format!("{READY} === 200");
        stage
            .page
            .wait_within(Duration::from_secs(60), &ready, "their articles");
        let turns = stage.page.eval("window.turns");
        let most = |index: usize| {
            let numbers = turns.as_array().unwrap().iter();
            numbers
                .filter_map(|turn| turn[index].as_f64())
                .fold(0.0, f64::max)
        };
        println!(
            "{}: at most {} drawn, {} filled, {} ms",
            stage.engine,
            most(0),
            most(1),
            most(2)
        );
        assert!(most(0) <= MOST, "{} are drawn in one turn", most(0));
        assert!(most(1) <= MOST, "{} are filled in one turn", most(1));
        assert_quiet(stage);
    }
}
