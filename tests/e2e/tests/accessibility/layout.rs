//! Checklist R: everything can be read, in every way of looking at it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use harness::{Answer, Engine, Stage, cases};
use serde_json::json;

use super::open_framed;
use crate::widget::{Widget, articles, element, feed_of, open, open_ready, open_with, strings};

const NO_PRINT: &str = "WebKitGTK's driver knows no medium but the screen";

cases![
    r1_every_slide_can_be_read_at_320_pixels,
    r2_wider_spaced_text_is_not_cut,
    r3_twice_the_size_loses_nothing,
    r3_four_times_the_size_loses_nothing,
    r3_larger_text_alone_loses_nothing => |case| case
        .only_in(Engine::Firefox, "only Firefox makes text alone larger"),
    r4_text_has_contrast_in_both_themes,
    r5_the_current_marker_has_another_shape,
    r6_a_click_does_what_a_swipe_does,
    r7_articles_have_their_language_and_direction,
    r8_both_orientations_work,
    r9_printed_it_is_a_list => |case| case.not_in(Engine::WebKit, NO_PRINT),
    r9_printed_at_once_it_is_a_list => |case| case.not_in(Engine::WebKit, NO_PRINT),
    r9_printed_it_leaves_no_page_blank => |case| case
        .only_in(Engine::Chromium, "only Chromium prints what a test can count the pages of"),
    r9_without_scripts_the_partners_list_is_shown,
    r10_it_is_a_region_with_headings,
];

/// A feed with long and short texts, with dates, and with words that cannot break.
fn wordy(stage: &Stage) -> String {
    let mut feed = articles(6);
    feed["items"][0]["title"] =
        json!("A headline of the usual length, as editors like to write them");
    feed["items"][0]["summary"] = json!("A summary that goes on for a while. ".repeat(8));
    feed["items"][1]["title"] =
        json!("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft");
    stage
        .site
        .feed("wordy.json", Answer::json(feed.to_string()))
}

/// The faults of the visible text: parts that overlap, that are outside their slide or the widget,
/// or that are cut off at the side.
const CUT: &str = "(() => {
    const wrong = [], base = box(part('base'));
    for (const slide of slidesInView()) {
      let last;
      for (const name of ['headline', 'summary', 'foot']) {
        const element = slide.querySelector('.' + name);
        if (!element) continue;
        const { top, bottom, left, right } = box(element), outer = box(slide);
        if (last && top < last - 1) wrong.push(`${name} over what is above it`);
        if (bottom > outer.bottom + 1 || left < outer.left - 1 || right > outer.right + 1)
          wrong.push(`${name} out of its slide`);
        if (element.scrollWidth > element.clientWidth + 1) wrong.push(`${name} is cut at the side`);
        last = bottom;
      }
      for (const name of ['date', 'read-more']) {
        const element = slide.querySelector(`[part=${name}]`);
        if (element && box(element).right > box(slide).right + 1) wrong.push(`${name} out of its slide`);
      }
    }
    for (const name of ['heading', 'controls', 'markers', 'next', 'marker']) for (const element of parts(name)) {
      const { left, right, top, bottom } = box(element);
      if (left < base.left - 1 || right > base.right + 1 || top < base.top || bottom > base.bottom)
        wrong.push(`${name} out of the widget`);
    }
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
      wrong.push('the page scrolls sideways');
    if (!slidesInView().length) wrong.push('no slide is wholly in view');
    return wrong;
  })()";

#[track_caller]
fn assert_readable(stage: &Stage, how: &str) {
    stage.page.come_to_rest();
    let wrong = strings(&stage.page.eval(CUT));
    assert!(wrong.is_empty(), "{how}: {wrong:?}");
}

fn r1_every_slide_can_be_read_at_320_pixels(stage: &Stage) {
    let widget = open_framed(stage, &element(&wordy(stage), ""), 320, 640);
    let mut seen = widget.in_view();
    for _ in 1..6 {
        assert_readable(stage, "320 px");
        let first = widget.in_view()[0].clone();
        stage.page.part("next").click();
        widget.wait_moved_from(&first);
        seen.extend(widget.in_view());
    }
    assert_eq!(seen, widget.headlines());
}

/// WCAG 1.4.12, as in a reader's own style sheet.
const SPACED: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important;'
      + 'word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    host().shadowRoot.adoptedStyleSheets.push(sheet);
    host().style.setProperty('--reader', '1');";

fn r2_wider_spaced_text_is_not_cut(stage: &Stage) {
    let feed = wordy(stage);
    for width in [320, 900] {
        let widget = open_framed(stage, &element(&feed, ""), width, 800);
        let before = stage
            .page
            .eval("box(part('headline')).height")
            .as_f64()
            .unwrap();
        stage.page.script(SPACED, json!([]));
        stage.page.frames(3);
        let after = stage
            .page
            .eval("box(part('headline')).height")
            .as_f64()
            .unwrap();
        assert!(after > before, "the spacing did not reach the widget");
        assert_readable(stage, &format!("spaced at {width} px"));
        assert_eq!(widget.in_view()[0], widget.headlines()[0]);
    }
}

#[track_caller]
fn check_zoom(stage: &Stage, factor: f64) {
    let feed = wordy(stage);
    open(stage, &element(&feed, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.eval("(host().goTo(2), true)");
    widget.wait_in_view("Article 3");
    let first = widget.in_view()[0].clone();
    let before = stage
        .page
        .eval("box(part('viewport')).width")
        .as_f64()
        .unwrap();
    stage.page.zoom(factor);
    stage.page.wait_until(
        &format!("box(part('viewport')).width < {before} / {factor} + 20"),
        "the page to be zoomed",
    );
    assert_readable(stage, &format!("{} %", factor * 100.0));
    assert_eq!(widget.in_view()[0], first, "zooming left the slide");
    stage.page.part("next").click();
    widget.wait_moved_from(&first);
    assert_readable(stage, &format!("{} %, a step on", factor * 100.0));
}

fn r3_twice_the_size_loses_nothing(stage: &Stage) {
    check_zoom(stage, 2.0);
}

fn r3_four_times_the_size_loses_nothing(stage: &Stage) {
    if stage.engine == Engine::WebKit {
        // A WebKitGTK window cannot be this narrow, but a frame can.
        let widget = open_framed(
            stage,
            &element(&wordy(stage), "loading=\"eager\""),
            320,
            200,
        );
        widget.wait_ready();
        return assert_readable(stage, "400 %");
    }
    check_zoom(stage, 4.0);
}

fn r3_larger_text_alone_loses_nothing(stage: &Stage) {
    open(stage, &element(&wordy(stage), ""));
    Widget::first(&stage.page).wait_ready();
    let before = stage
        .page
        .eval("box(part('read-more')).height")
        .as_f64()
        .unwrap();
    stage.page.zoom_text(2.0);
    stage.page.wait_until(
        &format!("box(part('read-more')).height > {before} * 1.5"),
        "larger text",
    );
    assert_readable(stage, "text at 200 %");
}

fn r4_text_has_contrast_in_both_themes(stage: &Stage) {
    for theme in ["light", "dark"] {
        let feed = super::with_everything(stage, 12).to_string();
        let feed = stage.site.feed("feed.json", Answer::json(feed));
        let attributes = format!("theme=\"{theme}\" {}", super::EVERYTHING);
        open(stage, &element(&feed, &attributes));
        Widget::first(&stage.page).wait_ready();
        // A ground that can be seen through is over a picture, which may be of any colour.
        let body = format!(
            "{}
             const least = (element) => {{
               const [r, g, b, alpha = 1] = rgb(ground(element));
               return Math.min(...[0, 255].map((below) => contrast(getComputedStyle(element).color,
                 [r, g, b].map((it) => it * alpha + below * (1 - alpha)).join()))); }};
             return ['heading', 'section', 'badge', 'headline', 'summary', 'byline', 'source', 'date', 'read-more',
                 'credit', 'position', 'more'].map((name) => {{
               const all = [...host().shadowRoot.querySelectorAll('.' + name)].filter(shown);
               return [name, all.length ? Math.min(...all.map(least)) : 'is not there']; }})",
            super::targets::CONTRAST
        );
        let texts = stage.page.script(&body, json!([]));
        for text in texts.as_array().unwrap() {
            assert!(text[1].as_f64() >= Some(4.5), "{theme}: {texts}");
        }
    }
}

fn r5_the_current_marker_has_another_shape(stage: &Stage) {
    open_ready(stage, 12, "");
    let widths = "[true, false].map((current) => getComputedStyle(parts('marker').find((marker) =>
        marker.hasAttribute('aria-current') === current), '::before').width)";
    // The new layout may not be there yet.
    stage.page.wait_until(
        &format!("(([one, other]) => parseFloat(one) > 1.5 * parseFloat(other))({widths})"),
        "a wider marker",
    );
}

fn r6_a_click_does_what_a_swipe_does(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(5));
    let widget = open_framed(stage, &element(&feed, ""), 320, 700);
    for number in 2..=5 {
        stage.page.part("next").click();
        widget.wait_first_in_view(&format!("Article {number}"));
    }
    for number in (1..=4).rev() {
        stage.page.part("previous").click();
        widget.wait_first_in_view(&format!("Article {number}"));
    }
}

fn r7_articles_have_their_language_and_direction(stage: &Stage) {
    let mut feed = articles(3);
    feed["items"][1]["language"] = json!("ar");
    feed["items"][1]["title"] = json!("افتتاح المكتبة الجديدة");
    feed["items"][2]["language"] = json!("de");
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&feed, "lang=\"en\""));
    Widget::first(&stage.page).wait_ready();
    let told = "parts('slide').map((slide) => [slide.lang, getComputedStyle(slide).direction,
        getComputedStyle(slide.querySelector('a')).direction])";
    assert_eq!(
        stage.page.eval(told),
        json!([
            // Text in the widget's own language needs no mark.
            ["", "ltr", "ltr"],
            ["ar", "rtl", "rtl"],
            ["de", "ltr", "ltr"]
        ])
    );
}

fn r8_both_orientations_work(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    for (width, height) in [(800, 1200), (1200, 700), (500, 1000)] {
        stage.page.resize(width, height);
        assert_readable(stage, &format!("{width} by {height}"));
        let first = widget.in_view()[0].clone();
        stage.page.part("next").click();
        widget.wait_moved_from(&first);
    }
}

/// Holds back what observers report while `window.isHeld`. A browser that prints waits for nothing.
const HOLD: &str = "<script>for (const name of ['ResizeObserver', 'IntersectionObserver']) {
    window[name] = class extends window[name] {
      constructor(told, options) {
        super((...values) => window.isHeld || told(...values), options);
      }
    };
  }</script>";

fn r9_printed_it_is_a_list(stage: &Stage) {
    check_printed(stage, false);
}

/// Before the widget has measured the printed page.
fn r9_printed_at_once_it_is_a_list(stage: &Stage) {
    check_printed(stage, true);
}

#[track_caller]
fn check_printed(stage: &Stage, is_held: bool) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let loader = stage.site.loader();
    let head = format!("{HOLD}<script async src=\"{loader}\"></script>");
    open_with(stage, &head, &element(&feed, "autoplay=\"3600\""), "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.eval("(host().goTo(6), true)");
    widget.wait_in_view("Article 7");
    let controls = "parts('controls').concat(parts('markers')).filter(shown).length";
    assert_eq!(stage.page.eval(controls), 2);
    let hold = format!("(window.isHeld = {is_held}, true)");
    stage.page.eval(&hold);
    stage.page.print();
    stage
        .page
        .wait_until("matchMedia('print').matches", "print");
    stage.page.frames(3);
    // All slides are in one column from the left edge, and there are no controls.
    let list = format!(
        "(() => {{
           const slides = parts('slide').map(box), view = box(host());
           return [slides.length,
             slides.every((slide, at) => !at || slide.top >= slides[at - 1].bottom),
             slides.every((slide) => slide.width > 100 && slide.left >= view.left && slide.right <= view.right),
             slides.at(-1).bottom <= view.bottom + 1,
             {controls},
             parts('headline').every(shown)];
         }})()"
    );
    assert_eq!(
        stage.page.eval(&list),
        json!([12, true, true, true, 0, true])
    );
}

/// A row of slides that is longer than a page must begin below the content before it.
fn r9_printed_it_leaves_no_page_blank(stage: &Stage) {
    let widget = open_ready(stage, 10, "autoplay=\"3600\"");
    stage.page.eval("(host().goTo(6), true)");
    widget.wait_in_view("Article 7");
    let before = widget.in_view();
    let pages = |stage: &Stage| {
        let file = stage.page.devtools("Page.printToPDF", json!({}));
        let file = BASE64.decode(file["data"].as_str().unwrap()).unwrap();
        let text = String::from_utf8_lossy(&file);
        text.matches("/Type /Page\n").count()
    };
    let whole = pages(stage);
    stage.page.frames(3);
    stage.page.come_to_rest();
    assert_eq!(
        widget.in_view(),
        before,
        "it is on another slide afterwards"
    );
    // The content before it takes less than a page.
    stage.page.eval(
        "(document.querySelectorAll('main > :not(latest-news)').forEach((it) => it.remove()), true)",
    );
    assert_eq!(whole, pages(stage));
    // Elements without a widget take no room in print.
    let waiting = "const waiting = [1, 2, 3].map(() => host().cloneNode());
        for (const it of waiting) it.setAttribute('loading', 'manual');
        document.querySelector('main').append(...waiting);
        return waiting.map((it) => it.getBoundingClientRect().height > 300);";
    assert_eq!(
        stage.page.script(waiting, json!([])),
        json!([true, true, true])
    );
    assert_eq!(whole, pages(stage));
}

fn r9_without_scripts_the_partners_list_is_shown(stage: &Stage) {
    let list = "<latest-news feed=\"x\"><ul id=\"fallback\">\
        <li><a href=\"https://news.example/1\">One</a></li>\
        <li><a href=\"https://news.example/2\">Two</a></li></ul></latest-news>";
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let fill = [("head", loader.as_str()), ("widget", list), ("end", "")];
    let refuse =
        |answer: Answer| answer.header("Content-Security-Policy", "script-src 'nonce-collector'");
    stage
        .page
        .goto(&stage.site.page_with("article", &fill, refuse));
    stage
        .page
        .wait_until("collected.csp.length > 0", "the script to be refused");
    let fallback = stage.page.element("document.querySelector('#fallback')");
    assert_eq!(fallback.role(), "list");
    assert_eq!(
        stage
            .page
            .eval("[...document.querySelectorAll('#fallback a')].filter(shown).length"),
        2
    );
}

fn r10_it_is_a_region_with_headings(stage: &Stage) {
    open_ready(stage, 12, "");
    let base = stage.page.part("base");
    assert_eq!(
        (base.role(), base.name()),
        ("region".into(), "Latest news".into())
    );
    let heading = stage.page.part("heading");
    assert_eq!(
        (heading.role(), heading.name()),
        ("heading".into(), "Latest news".into())
    );
}
