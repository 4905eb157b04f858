//! The first view before the widget, and without one.

use harness::{Origin, Stage, cases, places};
use serde_json::{Value, json};
use std::fs;

use super::{drawn, hold_widget, named, open, publish, tag, take_over};
use crate::widget::{Widget, articles, assert_quiet};

cases![
    a_page_without_scripts_can_be_read,
    one_tag_shows_articles_before_the_widget,
    it_is_drawn_by_the_script_only_near_the_reader,
    an_element_says_where_and_how,
    two_editions_on_one_page_keep_apart,
    an_edition_finds_elements_in_other_components,
    a_strict_policy_has_nothing_to_refuse,
    the_frame_is_a_page_of_its_own,
    the_frame_tells_its_height_to_a_page_with_a_secret,
    twelve_articles_weigh_little,
];

/// What a reader can do with only the first view.
fn assert_readable(stage: &Stage, count: usize) {
    let widget = Widget::first(&stage.page);
    let expected: Vec<String> = (1..=count).map(|it| format!("Article {it}")).collect();
    assert_eq!(widget.headlines(), expected);
    let links = "parts('headline').map((it) => it.querySelector('a').href)";
    let links = stage.page.eval(links);
    assert_eq!(links[1], "https://news.example/2");
    let pictures = "slidesInView().map((it) => it.querySelector('img'))
        .every((it) => it.naturalWidth > 0 && /320w, .* 640w$/.test(it.srcset))";
    stage.page.wait_until(pictures, "the pictures");
    // The slides are side by side, and the others are reached by scrolling.
    let before = widget.in_view();
    assert!(before.len() > 1, "{before:?}");
    stage
        .page
        .script("part('viewport').scrollLeft = 5000", json!([]));
    stage.page.come_to_rest();
    assert_eq!(widget.in_view().last(), expected.last());
    stage
        .page
        .script("part('viewport').scrollLeft = 0", json!([]));
    stage.page.come_to_rest();
}

fn a_page_without_scripts_can_be_read(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let fill = [("head", ""), ("widget", files.html.as_str()), ("end", "")];
    let policy = "script-src 'nonce-collector'";
    let url = stage.site.page_with("article", &fill, |page| {
        page.header("Content-Security-Policy", policy)
    });
    stage.page.goto(&url);
    drawn(stage);
    assert_eq!(stage.page.eval("loaderRan()"), false);
    assert_readable(stage, 9);
    // A control that would do nothing is not shown.
    assert_eq!(stage.page.eval("shown(part('controls'))"), false);
    assert_eq!(stage.page.eval("shown(part('next'))"), false);
}

fn it_is_drawn_by_the_script_only_near_the_reader(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    for (place, slides) in [
        ("", 9),
        ("margin-top:5000px", 0),
        ("position:absolute;left:-9999px", 0),
        ("display:none", 0),
    ] {
        // Added in one task, before any frame.
        let add = "const room = document.createElement('div');
            room.style = arguments[0];
            room.innerHTML = '<latest-news edition=\"news\"></latest-news>';
            document.querySelector('main').append(room);
            return room.firstChild.shadowRoot.querySelectorAll('[part=slide]').length";
        open(stage, &tag(&files), "");
        stage.page.wait_until("loaderRan()", "the script");
        stage
            .page
            .eval("(document.querySelector('main').replaceChildren(), scrollTo(0, 0), true)");
        let drawn = stage.page.script(add, json!([place]));
        assert_eq!(drawn, slides, "{place}");
        if place.starts_with("margin") {
            stage.page.script("host().scrollIntoView()", json!([]));
            stage
                .page
                .wait_until("shown(part('headline'))", "the first view");
        }
    }
    assert_quiet(stage);
}

fn one_tag_shows_articles_before_the_widget(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[("heading", "Politics")]);
    open(stage, "", &tag(&files));
    let widget = drawn(stage);
    assert_eq!(widget.state(), "loading");
    assert_eq!(stage.page.eval("words(part('heading'))"), "Politics");
    assert_readable(stage, 9);
    assert_eq!(stage.page.events("ready").len(), 0);
    take_over(stage, &gate);
    assert_eq!(stage.page.events("ready").len(), 1);
    assert_readable(stage, 9);
    assert_eq!(stage.page.eval("hosts().length"), 1);
    assert_quiet(stage);
}

fn an_element_says_where_and_how(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[("heading", "Politics")]);
    // The script is in the head, and runs before the parser reaches the element.
    let head = format!("<script src=\"{}\"></script>", files.script);
    open(stage, &head, &named("news", "target=\"_blank\""));
    drawn(stage);
    assert_eq!(stage.page.eval("host().heading"), "Politics");
    assert_eq!(stage.page.eval("host().edition"), "news");
    take_over(stage, &gate);
    let own = "part('headline').querySelector('a').target";
    assert_eq!(stage.page.eval(own), "_blank");
    assert_eq!(stage.page.eval("hosts().length"), 1);
    assert_eq!(stage.page.shifts(), []);
    assert_quiet(stage);
}

fn two_editions_on_one_page_keep_apart(stage: &Stage) {
    let gate = hold_widget(stage);
    let news = publish(stage, "news", &articles(9), &[("heading", "News")]);
    let sport = publish(stage, "sport", &articles(5), &[("heading", "Sport")]);
    let widgets = [named("sport", "heading-level=\"3\""), named("news", "")].concat();
    open(stage, &[tag(&news), tag(&sport)].concat(), &widgets);
    let both = "shown(part('headline', 0)) && shown(part('heading', 1))";
    stage.page.wait_until(both, "both first views");
    stage.page.script("host(1).scrollIntoView()", json!([]));
    gate.open();
    for (index, heading, count) in [(0, "Sport", 5), (1, "News", 9)] {
        let widget = Widget::at(&stage.page, index);
        widget.wait_state("ready");
        assert_eq!(widget.ask("words(part('heading', i))"), heading);
        assert_eq!(widget.headlines().len(), count);
    }
    assert_eq!(stage.page.eval("hosts().length"), 2);
    assert_eq!(stage.page.events("ready").len(), 2);
    assert_quiet(stage);
}

fn an_edition_finds_elements_in_other_components(stage: &Stage) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), &[]);
    let fill = [("widget", &*named("news", ""))];
    stage.page.goto(&stage.site.page("in-shadow", &fill));
    // The loader has run, and the element waits for its edition.
    stage.page.wait_until("loaderRan()", "the loader");
    let add = "document.head.append(Object.assign(document.createElement('script'),
        { src: arguments[0], async: true }))";
    stage.page.script(add, json!([files.script]));
    drawn(stage);
    take_over(stage, &gate);
    let inside = "document.querySelector('partner-box').shadowRoot.querySelector('latest-news')";
    let shown = format!("shown({inside}.shadowRoot.querySelector('h3'))");
    assert_eq!(stage.page.eval(&shown), true);
}

fn a_strict_policy_has_nothing_to_refuse(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[]);
    let cdn = stage.site.origin(Origin::Cdn);
    for (styles, loader, widget) in [
        (
            "'none'",
            files.script.clone(),
            named("news", "").replace("style=", "data-style="),
        ),
        (&*cdn, stage.site.loader(), files.html.clone()),
    ] {
        let icon = stage.site.origin(Origin::Publisher);
        let policy = format!(
            "script-src {cdn} 'wasm-unsafe-eval'; connect-src {cdn}; img-src {cdn} {icon}; style-src {styles}; \
             base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; \
             trusted-types latest-news"
        );
        let fill = [
            ("kind", "async"),
            ("loader", &*loader),
            ("widget", &*widget),
        ];
        let url = stage.site.page_with("strict-policy", &fill, |page| {
            page.header("Content-Security-Policy", &policy)
        });
        stage.page.goto(&url);
        drawn(stage);
        Widget::first(&stage.page).wait_ready();
        assert_readable(stage, 9);
        assert_eq!(stage.page.violations(), Vec::<String>::new());
        assert_eq!(stage.page.errors(), Vec::<String>::new());
    }
}

fn the_frame_is_a_page_of_its_own(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[("heading", "Politics")]);
    stage.page.goto(&files.frame);
    assert_eq!(stage.page.eval("document.title"), "Politics");
    drawn(stage);
    let targets =
        "[...new Set([...host().shadowRoot.querySelectorAll('a')].map((it) => it.target))]";
    assert_eq!(stage.page.eval(targets), json!(["_top"]));
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.page.eval(targets), json!(["_top"]));
    assert_readable(stage, 9);
}

fn the_frame_tells_its_height_to_a_page_with_a_secret(stage: &Stage) {
    let files = publish(stage, "news", &articles(9), &[("layout", "list")]);
    let frame = format!(
        "<script>window.told = []; window.loaded = 0;
           addEventListener('message', ({{ data }}) => told.push(data))</script>
         <iframe src='{0}#?secret=a1' width='640' height='300' onload='loaded++'></iframe>
         <iframe src='{0}' width='640' height='300' onload='loaded++'></iframe>",
        files.frame
    );
    let fill = [("head", ""), ("widget", frame.as_str()), ("end", "")];
    let url = stage.site.page_with("article", &fill, |page| page);
    stage.page.goto(&url);
    let is_told = "told.some(({ message, value }) => message === 'height' && value > 700)";
    stage.page.wait_until(is_told, "the height of a list");
    stage.page.wait_until("loaded === 2", "both frames");
    // Somebody who begins to listen later says so, and hears it again.
    stage.page.script(
        "told.length = 0; window.frames[0].postMessage({ message: 'ready', secret: 'a1' }, '*')",
        json!([]),
    );
    stage.page.wait_until(is_told, "the height once more");
    let secrets = "[...new Set(told.map(({ secret }) => secret))]";
    assert_eq!(stage.page.eval(secrets), json!(["a1"]));
    // Nothing in the frame scrolls sideways.
    stage.page.goto(&files.frame);
    Widget::first(&stage.page).wait_ready();
    let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(stage.page.eval(overflow), 0);
}

/// In bytes, after the best brotli compression, as hosts serve it.
const MOST_IN_SCRIPT: usize = 8_000;
const MOST_IN_PAGE: usize = 3_000;
/// The bytes for sections, sources and badges, with their style rules.
const MOST_OF_FACTS: usize = 300;

fn twelve_articles_weigh_little(stage: &Stage) {
    let feed = fs::read_to_string(places::dist().join("preview/feed.json")).unwrap();
    let mut feed: Value = serde_json::from_str(&feed).unwrap();
    let items = feed["items"].as_array_mut().unwrap();
    items.truncate(12);
    // Each teaser has one sentence.
    for item in items {
        let summary = item["summary"].as_str().unwrap();
        let end = summary.find(". ").map_or(summary.len(), |at| at + 1);
        item["summary"] = json!(summary[..end]);
        item["content_text"] = item["summary"].clone();
    }
    for (name, more) in [("facts", MOST_OF_FACTS), ("plain", 0)] {
        if more == 0 {
            for item in feed["items"].as_array_mut().unwrap() {
                item["_latest_news"] = json!({});
            }
        }
        let files = publish(stage, name, &feed, &[("limit", "12")]);
        open(stage, "", &tag(&files));
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), 12);
        let (script, page) = (weight(&files.text), weight(&files.html));
        println!(
            "an edition of twelve articles, {name}: {script} bytes as a script, {page} in a page"
        );
        assert!(script <= MOST_IN_SCRIPT + more, "{name}: {script}");
        assert!(page <= MOST_IN_PAGE + more, "{name}: {page}");
    }
}

fn weight(text: &str) -> usize {
    let mut packed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams {
        size_hint: text.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut text.as_bytes(), &mut packed, &best).unwrap();
    packed.len()
}
