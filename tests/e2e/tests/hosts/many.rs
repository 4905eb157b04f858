//! Fifty widgets on one page.

use harness::{BuildFile, Stage, cases};

use super::{picture, pictured_feed};
use crate::widget::{Widget, assert_quiet};

cases![
    fifty_widgets_share_one_wasm_and_one_request_per_feed,
    of_fifty_widgets_those_in_sight_come_first,
];

/// Counts how often WebAssembly is made into a program. Runs first.
const COUNT_INSTANCES: &str = "<script>
    window.instances = 0;
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const own = WebAssembly[name];
      WebAssembly[name] = (...args) => (window.instances++, own.apply(WebAssembly, args));
    }</script>";

fn open_fifty(stage: &Stage, attributes: &str) {
    let feeds = [9, 6, 3].map(|count| pictured_feed(stage, &format!("{count}.json"), count));
    let widgets: String = (0..50)
        .map(|index| {
            let feed = &feeds[index % 3];
            format!("<latest-news feed=\"{feed}\" {attributes}></latest-news>\n")
        })
        .collect();
    stage.page.goto(
        &stage
            .site
            .page("fifty", &[("head", COUNT_INSTANCES), ("widgets", &widgets)]),
    );
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
    // 800 pixels of window and 400 of room below hold no more than three of 576.
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
