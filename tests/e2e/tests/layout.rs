//! The effects of the widget's size: nothing on the page moves, and it is readable in every column
//! width.

use configurator::place::Place;
use configurator::room;
use configurator::settings::Settings;
use configurator::snippet::{self, Form};
use harness::{Answer, Origin, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{
    DOCUMENTED_STYLE, Widget, articles, element, feed_of, framed, open, open_ready, open_with,
    unreachable,
};

cases![
    nothing_moves_while_the_widget_loads,
    nothing_moves_with_pictures,
    nothing_moves_when_the_feed_fails,
    nothing_moves_whatever_is_chosen,
    the_documented_room_fits_narrow_windows,
    outlines_have_the_geometry_of_what_comes,
    outlines_take_no_room_that_is_not_reserved,
    outlines_take_nothing_from_the_page,
    slides_per_view_follow_the_column,
    the_last_slide_rests_at_the_edge,
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
    // The pictures are still loading when the page is watched.
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

/// Width of the column, and the fewest and most slides in view.
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

/// The end of the row is at the end of the heading's row, and its start is at that row's start.
fn the_last_slide_rests_at_the_edge(stage: &Stage) {
    for direction in ["ltr", "rtl"] {
        for attributes in [
            "",
            "style=\"--latest-news-padding:0px\"",
            "layout=\"ticker\"",
        ] {
            let widget = open_ready(stage, 7, &format!("dir=\"{direction}\" {attributes}"));
            let edges = "(() => { const { left, right } = box(part('viewport')); return [left + 4, right - 4].map(Math.round); })()";
            let edges = stage.page.eval(edges);
            let outer = "[parts('slide').at(0), parts('slide').at(-1)].map(box).flatMap(({ left, right }) =>
                [left, right].map(Math.round)).sort((a, b) => a - b)";
            // Engines round half pixels differently.
            let assert_near = |one: &serde_json::Value, other: &serde_json::Value, which: &str| {
                let apart = (one.as_f64().unwrap() - other.as_f64().unwrap()).abs();
                assert!(
                    apart <= 1.0,
                    "{direction} {attributes}: the {which} is {apart} px off"
                );
            };
            let (start, end) = match direction {
                "ltr" => (0, 1),
                _ => (1, 0),
            };
            let at = |side: usize| stage.page.eval(outer)[[0, 3][side]].clone();
            assert_eq!(
                at(start),
                edges[start],
                "{direction} {attributes}: the start"
            );
            stage.page.eval("(host().goTo(6), true)");
            widget.wait_in_view("Article 7");
            assert_near(&at(end), &edges[end], "end");
            let sideways = "document.documentElement.scrollWidth > innerWidth";
            assert_eq!(stage.page.eval(sideways), false, "{direction} {attributes}");
        }
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

/// For each slide with a visible picture, the picture's left edge, width and height; and the place
/// of the first picture and the first text.
const GEOMETRY: &str = "[...host().shadowRoot.querySelectorAll('.slide')]
    .filter((slide) => box(slide).left < box(host()).right)
    .map((slide, index) => {
      const [picture, text] = ['.picture', '.text'].map((name) => box(slide.querySelector(name)));
      return [picture.left, picture.width, picture.height,
        ...index ? [] : [picture.top, text.left, text.top]].map(Math.round).join(' ');
    }).slice(0, 6)";

/// A picture that loads. A slide whose picture fails becomes a text slide.
fn picture(stage: &Stage) -> String {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'/>";
    let answer = Answer::new("image/svg+xml", svg);
    stage
        .site
        .serve(harness::Origin::Publisher, "picture.svg", answer)
}

fn outlines_have_the_geometry_of_what_comes(stage: &Stage) {
    for layout in ["carousel", "list", "grid", "hero"] {
        for width in [320, 1000] {
            let gate = stage.site.gate();
            let mut feed = articles(12);
            let picture = picture(stage);
            for item in feed["items"].as_array_mut().unwrap() {
                item["image"] = json!(picture);
            }
            let answer = Answer::json(feed.to_string()).held_by(&gate);
            let feed = stage.site.feed(&format!("{layout}-{width}.json"), answer);
            let widget = format!(
                "<latest-news feed=\"{feed}\" layout=\"{layout}\" style=\"{DOCUMENTED_STYLE}\"></latest-news>"
            );
            let column = width.to_string();
            let fill = [("width", column.as_str()), ("widget", widget.as_str())];
            stage.page.goto(&stage.site.page("column", &fill));
            let drawn = "host()?.shadowRoot?.querySelectorAll('.skeleton .slide').length > 0";
            stage.page.wait_until(drawn, "the outlines");
            let place = format!("{layout} at {width} px");
            let hidden = "host().shadowRoot.querySelector('.skeleton').ariaHidden";
            assert_eq!(stage.page.eval(hidden), "true", "{place}");
            assert!(
                stage.page.part("heading").text() == "Latest news",
                "{place}"
            );
            let outlines = stage.page.eval(GEOMETRY);
            gate.open();
            Widget::first(&stage.page).wait_ready();
            assert_eq!(stage.page.eval(GEOMETRY), outlines, "{place}");
            let gone = "host().shadowRoot.querySelector('.skeleton') === null";
            assert_eq!(stage.page.eval(gone), true, "{place}");
        }
    }
}

/// Six articles with everything that makes a slide high.
fn long_articles(stage: &Stage) -> Value {
    let mut feed = articles(6);
    let picture = picture(stage);
    for item in feed["items"].as_array_mut().unwrap() {
        let title = item["title"].as_str().unwrap();
        item["title"] = json!(format!(
            "{title} opens the old harbour bridge to walkers again"
        ));
        item["image"] = json!(picture);
        item["summary"] = json!("The repairs took two years. ".repeat(30));
        item["_section"] = json!("Harbour");
    }
    feed
}

/// The empty room at the end of the widget, without its padding.
fn free_room(stage: &Stage) -> f64 {
    let free = "Math.round(box(host()).bottom - parseFloat(getComputedStyle(part('base')).paddingBottom)
        - Math.max(...[...part('base').children].map((it) => box(it).bottom + parseFloat(getComputedStyle(it).marginBottom))))";
    stage.page.eval(free).as_f64().unwrap()
}

/// The documented rule, in windows of phones. At most four lines of text stay empty: the page has margins beside
/// the column, and one line is left over for headlines of three lines.
fn the_documented_room_fits_narrow_windows(stage: &Stage) {
    let articles = long_articles(stage).to_string();
    for (width, expected) in [(320, 516), (360, 532), (390, 544), (412, 553)] {
        let gate = stage.site.gate();
        let answer = Answer::json(articles.as_str()).held_by(&gate);
        let feed = stage.site.feed("feed.json", answer);
        framed(stage, &documented(&feed), width, 700);
        let drawn = "host()?.shadowRoot?.querySelector('.skeleton')";
        stage.page.wait_until(drawn, "the outlines");
        stage.page.frames(6);
        gate.open();
        Widget::first(&stage.page).wait_ready();
        stage.page.frames(6);
        assert_eq!(stage.page.shifts(), [], "{width} px");
        let height = stage.page.eval("Math.round(box(host()).height)");
        assert_eq!(height, expected, "{width} px");
        let free = free_room(stage);
        assert!(
            (0.0..=96.0).contains(&free),
            "{width} px: {free} of {height}"
        );
        stage.page.leave_frames();
    }
}

/// In the room that the configurator writes, for six articles: enough, and at most three lines of text
/// too much. Presets have other fonts, and long texts are estimated, so a seventh is allowed for them.
fn nothing_moves_whatever_is_chosen(stage: &Stage) {
    let feed = long_articles(stage);
    for (query, width) in [
        ("", 320),
        ("", 480),
        ("", 1000),
        ("images=none", 720),
        ("image-ratio=1", 480),
        ("summary-lines=8", 360),
        ("dates=none&sections=none&read-more=none", 1000),
        ("--font-size=20px&--line-height=1.8", 480),
        ("--slide-padding=16px&--gap=40px&--padding=24px", 720),
        ("preset=magazine", 720),
        ("layout=list", 1000),
        ("layout=list", 480),
        ("layout=list&images=none", 720),
        ("layout=list&preset=compact&image-ratio=1", 320),
        ("layout=grid", 1000),
        ("layout=grid", 480),
        ("layout=grid&summary-lines=0&--slide-min-width=200px", 720),
        ("layout=hero", 1600),
        ("layout=hero", 768),
        ("layout=hero", 480),
        ("layout=hero&images=none", 360),
        ("layout=hero&--slide-padding=40px", 1000),
        ("layout=list&preset=compact&--font-size=14px", 480),
        ("layout=grid&preset=compact", 1600),
        ("layout=ticker", 1000),
    ] {
        let place_name = format!("{query} at {width} px");
        let gate = stage.site.gate();
        let answer = Answer::json(feed.to_string()).held_by(&gate);
        let settings = format!("limit=6&width={width}&{query}");
        let settings = Settings::read(&settings, &["magazine", "compact"]);
        let preset = settings.preset.as_ref();
        let place = Place {
            loader: stage.site.loader(),
            preset: preset.map(|name| {
                let path = format!("embed/presets/{name}.css");
                stage.site.url(Origin::Cdn, &path)
            }),
            feed: stage.site.feed("feed.json", answer),
            ..Place::default()
        };
        let code = snippet::snippet(Form::TwoTags, &settings, &place);
        let code = format!("{code}<p data-steady=\"after\">After it.</p>");
        stage.page.resize(width.max(800) + 20, 900);
        let column = width.to_string();
        let fill = [("width", column.as_str()), ("widget", code.as_str())];
        stage.page.goto(&stage.site.page("column", &fill));
        let drawn = "host()?.shadowRoot?.querySelector('.skeleton, .top')";
        stage.page.wait_until(drawn, "the outlines");
        stage.page.frames(6);
        gate.open();
        Widget::first(&stage.page).wait_ready();
        stage.page.frames(6);
        assert_eq!(stage.page.shifts(), [], "{place_name}");
        let height = stage.page.eval("Math.round(box(host()).height)");
        let height = height.as_f64().unwrap();
        assert_eq!(
            format!("{height}px"),
            room::reserved(&settings),
            "{place_name}"
        );
        if query != "layout=ticker" {
            let free = free_room(stage);
            let is_estimated = ["preset", "size", "=8"].iter().any(|it| query.contains(it));
            let most = if is_estimated { height / 7.0 } else { 72.0 };
            assert!(
                (0.0..=most).contains(&free),
                "{place_name}: {free} of {height}"
            );
        }
    }
}

fn outlines_take_nothing_from_the_page(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(12).held_by(&gate));
    let heights = ["", "<style>body, latest-news { --_lines: 9 }</style>"].map(|page| {
        let loader = format!(
            "{page}<script async src=\"{}\"></script>",
            stage.site.loader()
        );
        open_with(stage, &loader, &element(&feed, ""), "");
        let lines = "[...host()?.shadowRoot?.querySelectorAll('.skeleton .text > *') ?? []]";
        stage
            .page
            .wait_until(&format!("{lines}.length > 0"), "the outlines");
        stage
            .page
            .eval(&format!("{lines}.map((line) => box(line).height)"))
    });
    assert_eq!(heights[0], heights[1]);
}

fn outlines_take_no_room_that_is_not_reserved(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(12).held_by(&gate));
    let list = "<ul style=\"margin:0\">".to_owned() + &"<li>News</li>".repeat(20) + "</ul>";
    // The partner's content, and how much of the outlines is visible beside it.
    for (layout, inside, shown) in [
        ("list", "<a href=\"#all\">All the news</a>", true),
        ("grid", "", true),
        ("carousel", list.as_str(), false),
    ] {
        let widget = format!(
            "<latest-news feed=\"{feed}\" layout=\"{layout}\" style=\"display:block;min-height:400px\">{inside}</latest-news>"
        );
        open(stage, &widget);
        let drawn = "host()?.shadowRoot?.querySelector('.skeleton')";
        stage.page.wait_until(drawn, "the outlines");
        let rest = "box(host().shadowRoot.querySelector('.skeleton')).height > 100";
        assert_eq!(stage.page.eval(rest), shown, "{layout}");
        let inside = "[...host().children].reduce((sum, it) => sum + box(it).height, 0)";
        let height = stage.page.eval("box(host()).height").as_f64().unwrap();
        let inside = stage.page.eval(inside).as_f64().unwrap();
        assert!(
            height <= inside.max(400.0) + 1.0,
            "{layout}: {height} px for {inside}"
        );
        let spilt =
            "box(host().shadowRoot.querySelector('.skeleton')).bottom <= box(host()).bottom + 1";
        assert_eq!(stage.page.eval(spilt), true, "{layout}");
    }
}
