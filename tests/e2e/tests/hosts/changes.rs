//! Pages that change what the widget has drawn: its texts and its size.

use harness::{Answer, Engine, Origin, Stage, cases};
use serde_json::{Value, json};

use super::{assert_usable, open_host, picture};
use crate::widget::{Widget, articles, assert_quiet, element, feed_of, open_with};

cases![
    a_translated_page_goes_on_changing,
    what_it_writes_on_its_element_may_be_taken_away,
    on_a_scaled_page_a_drag_follows_the_pointer,
    on_a_cross_origin_isolated_page_pictures_need_leave => |case| case
        .not_in(Engine::WebKit, "WebKitGTK's network process holds no page to its embedder policy"),
];

fn words_of(stage: &Stage, expression: &str) -> String {
    let words = stage.page.eval(&format!("words({expression})"));
    words.as_str().unwrap_or_default().to_owned()
}

fn a_translated_page_goes_on_changing(stage: &Stage) {
    let answers = [feed_of(9), feed_of(12)];
    let feed = stage.site.feed("feed.json", answers);
    let tag = element(&feed, "heading=\"Harbour\" autoplay=\"3600\"");
    let fill = [("widget", tag.as_str())];
    stage.page.goto(&stage.site.page("translated", &fill));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    let position = "host().shadowRoot.querySelector('.position')";
    stage
        .page
        .wait_until(&format!("words({position})"), "the position");
    stage.page.eval("(translatePage(), true)");
    let before = words_of(stage, position);
    assert!(before.contains(" OF 9"), "{before}");
    assert_eq!(words_of(stage, "part('heading')"), "HARBOUR");
    stage.page.part("next").click();
    widget.wait_moved_from("ARTICLE 1");
    let moved = format!("words({position}).includes(' OF 9') && words({position}) !== '{before}'");
    stage.page.wait_until(&moved, "the next position");
    // Announced once, in the translator's words.
    stage.page.wait_until(
        "/^\\S+ OF 9: ARTICLE \\d+$/.test(words(part('status')))",
        "the position to be said",
    );
    stage.page.eval("(host().heading = 'Weather', true)");
    stage
        .page
        .wait_until("words(part('heading')) === 'WEATHER'", "the new heading");
    let control = "part('rotation').getAttribute('aria-label')";
    let says = stage.page.eval(control);
    stage.page.part("rotation").click();
    stage
        .page
        .wait_until(&format!("{control} !== {says}"), "the control's other name");
    stage.page.eval("(host().reload(), true)");
    stage.page.wait_until(
        "parts('slide').length === 12 && words(part('heading')) === 'WEATHER'",
        "the new articles",
    );
    stage.page.eval("(host().goTo(11), true)");
    stage.page.wait_until(
        &format!("words({position}).endsWith('12 OF 12')"),
        "the end",
    );
    picture(stage, "translated");
    assert_quiet(stage);
}

/// Like libraries that reset the page to the server's markup again and again.
fn what_it_writes_on_its_element_may_be_taken_away(stage: &Stage) {
    let [full, empty] =
        [9, 0].map(|count| stage.site.feed(&format!("{count}.json"), feed_of(count)));
    let gate = stage.site.gate();
    let late = stage.site.feed("late.json", feed_of(9).held_by(&gate));
    let gone = stage.site.feed("gone.json", Answer::status_only(404));
    let low = "loading=\"eager\" style=\"--latest-news-min-height:0\"";
    let tags = [
        element(&full, low),
        element(&empty, &format!("empty=\"hide\" {low}")),
        element(&gone, low),
        element(&late, low),
    ];
    let head = format!(
        "<script>new MutationObserver((records) => records.forEach(({{ target }}) => {{
           if (target.localName === 'latest-news') target.removeAttribute('data-state');
         }})).observe(document, {{ attributes: true, subtree: true }})</script>
         <script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &tags.concat(), "");
    let states = ["ready", "empty", "failed", "loading"];
    for (index, state) in states.into_iter().enumerate() {
        Widget::at(&stage.page, index).wait_state(state);
    }
    stage.page.frames(3);
    let seen = "hosts().map((it, index) => [it.dataset.state ?? '', shown(it),
        shown(it.querySelector('#fallback')), slidesInView(index).length > 0])";
    assert_eq!(
        stage.page.eval(seen),
        json!([
            ["", true, false, true],
            ["", false, false, false],
            ["", true, true, false],
            ["", true, true, false],
        ])
    );
    gate.open();
    Widget::at(&stage.page, 3).wait_ready();
    assert_usable(stage, &Widget::first(&stage.page));
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn on_a_scaled_page_a_drag_follows_the_pointer(stage: &Stage) {
    for (style, scale) in [
        ("transform: scale(0.5)", 0.5),
        ("transform: scale(1.25)", 1.25),
        ("zoom: 0.5", 0.5),
        ("zoom: 1.25", 1.25),
    ] {
        // There, boxes are measured in the zoomed element's pixels and pointers in the page's. The
        // ratio of the two is not available, so a drag is slower by this ratio.
        if stage.engine == Engine::WebKit && style.starts_with("zoom") {
            continue;
        }
        let widget = open_host(stage, "scaled", &[("style", style)]);
        let image = stage.page.element("slidesInView()[1].querySelector('img')");
        let left = |stage: &Stage| {
            let left = stage.page.eval("box(part('slide')).left");
            left.as_f64().unwrap()
        };
        let before = left(stage);
        let [x, y] = ["left", "top"].map(|side| {
            let at = image.js(&format!(
                "box(element).{side} + (('{side}' === 'left') ? box(element).width : box(element).height) / 2"
            ));
            at.as_f64().unwrap() as i64
        });
        stage.page.press_mouse(&image);
        for step in 1..=6 {
            stage.page.point_at(x - 15 * step, y);
        }
        stage.page.frames(2);
        let pulled = before - left(stage);
        assert!(
            (pulled - 90.0).abs() <= 2.0,
            "{style}: {pulled} of 90 pixels"
        );
        stage.page.release_mouse();
        widget.wait_moved_from("Article 1");
        let to = stage.page.eval("part('viewport').scrollLeft").as_f64();
        assert!(to.unwrap() * scale > 90.0, "{style}: it went back");
        // Between two rest positions, where a drag ends, next and previous lead to those positions
        // and not to the reader's place. From a rest position, they lead back.
        stage.page.eval("(host().goTo(0), true)");
        widget.wait_first_in_view("Article 1");
        assert_usable(stage, &widget);
        assert_quiet(stage);
    }
}

/// `Cross-Origin-Embedder-Policy: require-corp` requires a header from each picture's host.
fn on_a_cross_origin_isolated_page_pictures_need_leave(stage: &Stage) {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'/>";
    let mut feed = articles(2);
    let leave = ("Cross-Origin-Resource-Policy", "cross-origin");
    let given = Answer::new("image/svg+xml", svg).header(leave.0, leave.1);
    feed["items"][0]["image"] = json!(stage.site.serve(Origin::Publisher, "given.svg", given));
    let bare = Answer::new("image/svg+xml", svg);
    feed["items"][1]["image"] = json!(stage.site.serve(Origin::Publisher, "bare.svg", bare));
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    let loader = format!(
        "<script async crossorigin src=\"{}\"></script>",
        stage.site.loader()
    );
    let isolate = |answer: Answer| {
        answer
            .header("Cross-Origin-Opener-Policy", "same-origin")
            .header("Cross-Origin-Embedder-Policy", "require-corp")
    };
    let tag = element(&feed, "");
    let fill = [
        ("head", loader.as_str()),
        ("widget", tag.as_str()),
        ("end", ""),
    ];
    stage
        .page
        .goto(&stage.site.page_with("article", &fill, isolate));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(stage.page.eval("crossOriginIsolated"), true);
    let drawn = "parts('image').every((image) => image.complete)
        && parts('image').map((image) => image.naturalWidth > 0)";
    assert_eq!(
        stage.page.wait_until(drawn, "the pictures"),
        json!([true, false])
    );
    let told: Vec<Value> = stage.page.events("error");
    assert_eq!(told, Vec::<Value>::new());
}
