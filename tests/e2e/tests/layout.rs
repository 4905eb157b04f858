//! What the widget's size does: nothing on the page moves, and every column width can be read.

use harness::{Answer, Origin, Stage, cases};
use serde_json::json;

use crate::widget::{
    DOCUMENTED_STYLE, Widget, articles, element, feed_of, open, open_ready, unreachable,
};

cases![
    nothing_moves_while_the_widget_loads,
    nothing_moves_with_pictures,
    nothing_moves_when_the_feed_fails,
    slides_per_view_follow_the_column,
    a_narrow_window_shows_whole_slides,
    the_page_never_scrolls_sideways,
    the_column_may_change_its_width,
];

fn documented(feed: &str) -> String {
    element(feed, &format!("style=\"{DOCUMENTED_STYLE}\""))
}

#[track_caller]
fn assert_nothing_moved(stage: &Stage) {
    stage.page.frames(10);
    assert_eq!(stage.page.shifts(), []);
}

fn nothing_moves_while_the_widget_loads(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(12).held_by(&gate));
    open(stage, &documented(&feed));
    stage.site.wait_for_requests("feed.json", 1);
    stage.page.frames(10);
    gate.open();
    Widget::first(&stage.page).wait_ready();
    assert_nothing_moved(stage);
}

fn nothing_moves_with_pictures(stage: &Stage) {
    let gate = stage.site.gate();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='900'/>";
    let picture = Answer::new("image/svg+xml", svg).held_by(&gate);
    let picture = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    let mut feed = articles(12);
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
        item["summary"] = json!("A summary that goes on for a while. ".repeat(12));
    }
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    // The pictures are still under way when the page is watched.
    open(stage, &documented(&feed));
    Widget::first(&stage.page).wait_ready();
    stage.site.wait_for_requests("picture.svg", 1);
    gate.open();
    stage
        .page
        .wait_until("part('image').complete ?? true", "the picture");
    assert_nothing_moved(stage);
}

fn nothing_moves_when_the_feed_fails(stage: &Stage) {
    open(stage, &documented(&unreachable()));
    stage
        .page
        .wait_until("host()?.state === 'failed'", "the failure");
    assert_nothing_moved(stage);
}

/// Width of the column, fewest and most slides in view.
const COLUMNS: &[(u32, u64, u64)] = &[
    (250, 1, 1),
    (320, 1, 1),
    (480, 1, 2),
    (640, 1, 2),
    (768, 2, 3),
    (1024, 2, 4),
    (1280, 3, 4),
    (1600, 3, 6),
];

fn slides_per_view_follow_the_column(stage: &Stage) {
    stage.page.resize(1700, 900);
    let feed = stage.site.feed("feed.json", feed_of(12));
    let mut before = 0;
    for (width, fewest, most) in COLUMNS {
        let fill = [("width", width.to_string()), ("widget", element(&feed, ""))];
        let fill: Vec<_> = fill
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        stage.page.goto(&stage.site.page("column", &fill));
        Widget::first(&stage.page).wait_ready();
        let count = stage.page.eval("slidesInView().length").as_u64().unwrap();
        assert!(
            (*fewest..=*most).contains(&count),
            "{count} slides at {width} px"
        );
        assert!(
            count >= before,
            "fewer slides at {width} px than in a narrower column"
        );
        before = count;
        let narrowest = stage
            .page
            .eval("Math.min(...parts('slide').map((s) => box(s).width))");
        assert!(
            narrowest.as_f64().unwrap() > 190.0,
            "slides of {narrowest} px at {width} px"
        );
        let spill = "parts('base').concat(parts('controls'), parts('heading'), parts('markers'))
            .filter((part) => shown(part) && box(part).right > box(host()).right + 1)
            .map((part) => part.part[0])";
        assert_eq!(
            stage.page.eval(spill),
            json!([]),
            "beyond the column at {width} px"
        );
    }
}

fn a_narrow_window_shows_whole_slides(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let fill = [
        ("head", loader.as_str()),
        ("widget", &element(&feed, "")),
        ("end", ""),
    ];
    let inner = stage.site.page("article", &fill);
    let size = [("url", inner.as_str()), ("width", "320"), ("height", "640")];
    stage.page.goto(&stage.site.page("framed", &size));
    stage.page.enter_frame();
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.in_view(), ["Article 1"]);
    let fits = "[box(part('slide')).left >= 0, box(part('slide')).right <= innerWidth,
        document.documentElement.scrollWidth <= innerWidth]";
    assert_eq!(stage.page.eval(fits), json!([true, true, true]));
}

fn the_page_never_scrolls_sideways(stage: &Stage) {
    let widget = open_ready(stage, 30, "");
    for width in [1600, 1024, 768, 500] {
        stage.page.resize(width, 800);
        stage.page.come_to_rest();
        let sideways =
            "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(stage.page.eval(sideways), 0, "at {width} px");
        assert_eq!(widget.in_view()[0], "Article 1", "at {width} px");
    }
}

fn the_column_may_change_its_width(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().goTo(5), true)");
    widget.wait_in_view("Article 6");
    let first = widget.in_view()[0].clone();
    for width in ["300px", "700px", "100%"] {
        stage
            .page
            .script("host().style.width = arguments[0]", json!([width]));
        stage.page.come_to_rest();
        let seen = widget.in_view();
        assert!(!seen.is_empty(), "between two slides at {width}");
        assert!(
            seen.contains(&first),
            "{first} is gone at {width}: {seen:?}"
        );
    }
}
