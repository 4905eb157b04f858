//! Moving through the articles, with everything that a reader may use.

use harness::{Engine, Key, Origin, Stage, cases};
use serde_json::json;

use crate::widget::{assert_quiet, open_ready};

const NO_TOUCH: &str = "only Chromium scrolls by synthetic touch";

cases![
    next_and_previous_move_through_the_articles,
    next_on_the_last_slide_rewinds,
    without_loop_next_stays_at_the_end,
    every_article_is_reached_by_next,
    markers_lead_to_their_slides,
    controls_work_by_keyboard,
    keys_outside_the_widget_do_nothing,
    focus_stays_on_the_control_that_was_used,
    a_sideways_wheel_moves,
    a_wheel_during_a_step_decides_where_it_ends => |case| case
        .not_in(Engine::Chromium, "Chromium ends a step before it heeds the wheel"),
    a_finger_that_meets_a_step_at_its_end_keeps_it,
    the_wheel_over_the_widget_scrolls_the_page,
    a_swipe_moves => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    a_vertical_swipe_scrolls_the_page => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    one_article_needs_no_controls,
    links_say_what_they_lead_to,
    headlines_are_headings_with_links,
    controls_have_names,
    slides_are_equally_high,
    a_click_on_an_article_opens_it,
    a_click_on_a_picture_opens_the_article,
    a_drag_by_a_picture_moves_and_opens_nothing,
    the_widget_passes_axe,
];

fn next_and_previous_move_through_the_articles(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    assert_eq!(widget.in_view()[0], "Article 1");
    stage.page.part("next").click();
    let second = widget.wait_moved_from("Article 1");
    stage.page.part("next").click();
    let third = widget.wait_moved_from(&second);
    assert!(number(&third) > number(&second), "{second}, {third}");
    stage.page.part("previous").click();
    widget.wait_first_in_view(&second);
    stage.page.part("previous").click();
    widget.wait_first_in_view("Article 1");
    assert_quiet(stage);
}

fn next_on_the_last_slide_rewinds(stage: &Stage) {
    let widget = open_ready(stage, 8, "");
    stage.page.eval("(host().goTo(7), true)");
    widget.wait_in_view("Article 8");
    stage.page.part("next").click();
    widget.wait_first_in_view("Article 1");
}

fn without_loop_next_stays_at_the_end(stage: &Stage) {
    let widget = open_ready(stage, 8, "loop=\"off\"");
    stage.page.eval("(host().goTo(7), true)");
    widget.wait_in_view("Article 8");
    let before = widget.in_view();
    stage.page.eval("(part('next').click(), true)");
    stage.page.come_to_rest();
    assert_eq!(widget.in_view(), before);
    assert_eq!(
        stage
            .page
            .part("next")
            .attribute("aria-disabled")
            .as_deref(),
        Some("true")
    );
}

fn every_article_is_reached_by_next(stage: &Stage) {
    let widget = open_ready(stage, 10, "");
    let mut seen = widget.in_view();
    while seen.last().map(String::as_str) != Some("Article 10") {
        let first = widget.in_view()[0].clone();
        stage.page.part("next").click();
        widget.wait_moved_from(&first);
        let now = widget.in_view();
        seen.extend(
            now.into_iter()
                .filter(|headline| !seen.contains(headline))
                .collect::<Vec<_>>(),
        );
        assert!(seen.len() <= 10, "{seen:?}");
    }
    let all: Vec<_> = (1..=10).map(|number| format!("Article {number}")).collect();
    assert_eq!(seen, all);
}

fn markers_lead_to_their_slides(stage: &Stage) {
    let widget = open_ready(stage, 8, "");
    assert!(widget.ask("parts('marker', i).length").as_u64().unwrap() > 1);
    stage.page.element("parts('marker').at(-1)").click();
    widget.wait_in_view("Article 8");
    stage.page.element("parts('marker')[0]").click();
    widget.wait_first_in_view("Article 1");
    let current = "parts('marker').map((marker) => marker.getAttribute('aria-disabled') === 'true'
        || ['true', 'step', 'location'].includes(marker.getAttribute('aria-current'))
        || marker.getAttribute('aria-selected') === 'true')";
    let current = stage.page.eval(current);
    assert_eq!(
        current[0], true,
        "the first marker is not told to be the current one"
    );
    assert_eq!(
        current
            .as_array()
            .unwrap()
            .iter()
            .filter(|marker| **marker == true)
            .count(),
        1
    );
}

fn controls_work_by_keyboard(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    let next = stage.page.part("next");
    next.focus();
    stage.page.press(Key::Enter);
    let second = widget.wait_moved_from("Article 1");
    stage.page.press(Key::Space);
    let third = widget.wait_moved_from(&second);
    assert!(number(&third) > number(&second), "{second}, {third}");
    stage.page.part("previous").focus();
    stage.page.press(Key::Enter);
    widget.wait_first_in_view(&second);
    assert_eq!(
        stage.page.eval("window.scrollY"),
        0,
        "Space scrolled the page"
    );
}

fn keys_outside_the_widget_do_nothing(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage
        .page
        .element("document.querySelector('#before')")
        .focus();
    for key in [Key::Right, Key::Right, Key::Down, Key::End, Key::Home] {
        stage.page.press(key);
    }
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
}

fn focus_stays_on_the_control_that_was_used(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    for control in ["next", "previous"] {
        let first = widget.in_view()[0].clone();
        stage.page.part(control).focus();
        stage.page.press(Key::Enter);
        widget.wait_moved_from(&first);
        assert_eq!(stage.page.focused(), control);
    }
}

fn a_sideways_wheel_moves(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.wheel(&stage.page.part("viewport"), 600, 0);
    widget.wait_moved_from("Article 1");
    assert_eq!(stage.page.eval("window.scrollX"), 0);
}

fn a_wheel_during_a_step_decides_where_it_ends(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().goTo(11), true)");
    stage.page.wheel(&stage.page.part("viewport"), -600, 0);
    stage.page.wait_until(
        "(await still()) && !headlinesInView().includes('Article 12')",
        "the wheel to decide",
    );
    let rest = widget.in_view();
    // A step that stops early is completed after a second. This one was cancelled.
    stage.page.eval("window.later = performance.now() + 1500");
    stage
        .page
        .wait_until("performance.now() > later", "a second and a half");
    assert_eq!(widget.in_view(), rest);
}

fn the_wheel_over_the_widget_scrolls_the_page(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage
        .page
        .eval("(document.body.style.paddingBottom = '3000px')");
    stage.page.wheel(&stage.page.part("viewport"), 0, 200);
    stage
        .page
        .wait_until("window.scrollY > 0", "the page to scroll");
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
}

/// The last event of scrolling is before `scrollend`. A tap between them must not select the slide that the
/// step came from.
fn a_finger_that_meets_a_step_at_its_end_keeps_it(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.part("next").click();
    let second = widget.wait_moved_from("Article 1");
    let press = "(() => {
        const viewport = part('viewport');
        const end = 2 * viewport.scrollLeft;
        const touch = (name) => viewport.dispatchEvent(
            new PointerEvent(name, { pointerType: 'touch', bubbles: true, composed: true }));
        viewport.addEventListener('scroll', () => {
            if (window.pressed || Math.abs(viewport.scrollLeft - end) >= 1) return;
            window.pressed = true;
            touch('pointerdown');
            touch('pointerup');
        });
        return end > 0;
    })()";
    assert_eq!(stage.page.eval(press), true);
    stage.page.part("next").click();
    let third = widget.wait_moved_from(&second);
    stage
        .page
        .wait_until("window.pressed", "the finger to meet the row");
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], third);
    let told = stage.page.events("slide");
    let reasons: Vec<_> = told.iter().map(|it| &it["detail"]["reason"]).collect();
    assert_eq!(reasons, ["control", "control"]);
    let selected = "parts('marker').findIndex((marker) => marker.hasAttribute('aria-current'))";
    assert_eq!(stage.page.eval(selected), 2);
    let inert = format!("parts('slide')[{}].inert", number(&third) - 1);
    assert_eq!(stage.page.eval(&inert), false);
}

fn a_swipe_moves(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.swipe(&stage.page.part("viewport"), -400, 0);
    widget.wait_moved_from("Article 1");
    assert_eq!(stage.page.eval("window.scrollY"), 0);
    assert!(
        stage.page.events("select").is_empty(),
        "a swipe opened an article"
    );
}

fn a_vertical_swipe_scrolls_the_page(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage
        .page
        .eval("(document.body.style.paddingBottom = '3000px')");
    stage.page.swipe(&stage.page.part("viewport"), 0, -200);
    stage
        .page
        .wait_until("window.scrollY > 50", "the page to scroll");
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
}

fn one_article_needs_no_controls(stage: &Stage) {
    let widget = open_ready(stage, 1, "");
    assert_eq!(widget.in_view(), ["Article 1"]);
    for part in ["next", "previous", "marker", "rotation"] {
        assert_eq!(
            widget.ask(&format!("parts('{part}', i).filter(shown).length")),
            0,
            "{part}"
        );
    }
}

fn links_say_what_they_lead_to(stage: &Stage) {
    open_ready(stage, 3, "");
    let link = stage.page.part("read-more");
    assert_eq!(link.role(), "link");
    let (name, text) = (link.name(), link.text());
    assert!(name.contains("Article 1"), "{name}");
    assert!(name.to_lowercase().contains("read more"), "{name}");
    assert!(
        name.contains(&text) || text.contains("Article 1"),
        "{text:?} is not in {name:?}"
    );
    let named = stage
        .page
        .eval("parts('read-more').map((link) => link.href)");
    assert_eq!(
        named,
        json!([1, 2, 3].map(|n| format!("https://news.example/{n}")))
    );
}

fn headlines_are_headings_with_links(stage: &Stage) {
    open_ready(stage, 3, "");
    let headline = stage.page.part("headline");
    assert_eq!(
        (headline.role(), headline.name()),
        ("heading".into(), "Article 1".into())
    );
    let level = "part('headline').getAttribute('aria-level') ?? part('headline').localName[1]";
    assert_eq!(stage.page.eval(level), "3");
    let link = stage.page.element("part('headline').querySelector('a')");
    assert_eq!(
        (link.role(), link.name()),
        ("link".into(), "Article 1".into())
    );
    assert_eq!(stage.page.part("heading").role(), "heading");
}

fn controls_have_names(stage: &Stage) {
    open_ready(stage, 12, "");
    for part in ["previous", "next", "marker"] {
        let control = stage.page.part(part);
        assert!(!control.name().is_empty(), "{part} has no name");
        assert_eq!(control.js("element.localName"), "button", "{part}");
        assert_eq!(
            control.attribute("type").as_deref(),
            Some("button"),
            "{part}"
        );
    }
}

fn slides_are_equally_high(stage: &Stage) {
    let mut feed = crate::widget::articles(6);
    feed["items"][1]["title"] = json!("A headline so long that it takes three lines. ".repeat(4));
    feed["items"][2]["summary"] = json!("");
    let url = stage
        .site
        .feed("feed.json", harness::Answer::json(feed.to_string()));
    crate::widget::open(stage, &crate::widget::element(&url, ""));
    crate::widget::Widget::first(&stage.page).wait_ready();
    let heights = stage
        .page
        .eval("[...new Set(parts('slide').map((slide) => Math.round(box(slide).height)))]");
    assert_eq!(heights.as_array().unwrap().len(), 1, "{heights}");
}

fn a_click_on_an_article_opens_it(stage: &Stage) {
    let read = crate::widget::target_page(stage, "read.html");
    let mut feed = crate::widget::articles(2);
    feed["items"][0]["url"] = json!(read);
    let url = stage
        .site
        .feed("feed.json", harness::Answer::json(feed.to_string()));
    crate::widget::open(stage, &crate::widget::element(&url, ""));
    crate::widget::Widget::first(&stage.page).wait_ready();
    stage
        .page
        .element("part('headline').querySelector('a')")
        .click();
    stage
        .page
        .wait_until("document.title === 'Read'", "the article");
    // The referrer is the partner's page.
    let asked = &stage.site.requests_for("read.html")[0];
    assert_eq!(asked.origin, Origin::Partner);
    assert!(asked.header("referer").is_some());
    stage.page.back();
    crate::widget::Widget::first(&stage.page).wait_ready();
}

/// A widget of eight articles with pictures. Each article leads to the page "Read".
fn open_with_pictures<'s>(stage: &'s Stage) -> crate::widget::Widget<'s> {
    let read = crate::widget::target_page(stage, "read.html");
    let picture = stage.site.serve(
        Origin::Publisher,
        "picture.svg",
        harness::Answer::new(
            "image/svg+xml",
            "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='9'/>",
        ),
    );
    let mut feed = crate::widget::articles(8);
    for item in feed["items"].as_array_mut().unwrap() {
        item["url"] = json!(format!("{read}?{}", item["id"].as_str().unwrap()));
        item["image"] = json!(picture);
    }
    let url = stage
        .site
        .feed("feed.json", harness::Answer::json(feed.to_string()));
    crate::widget::open(stage, &crate::widget::element(&url, ""));
    let widget = crate::widget::Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn a_click_on_a_picture_opens_the_article(stage: &Stage) {
    open_with_pictures(stage);
    // Pressed and released in one place. The driver's own click fails on an element that a link
    // covers.
    stage.page.drag(&stage.page.part("image"), 0, 0);
    stage
        .page
        .wait_until("document.title === 'Read'", "the article");
    assert!(stage.page.url().ends_with("?1"), "{}", stage.page.url());
}

fn a_drag_by_a_picture_moves_and_opens_nothing(stage: &Stage) {
    let widget = open_with_pictures(stage);
    stage.page.drag(&stage.page.part("image"), -150, 0);
    widget.wait_moved_from("Article 1");
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("document.title === 'Read'"), false);
}

fn the_widget_passes_axe(stage: &Stage) {
    open_ready(stage, 8, "");
    stage.page.come_to_rest();
    assert_eq!(stage.page.axe(), Vec::<String>::new());
}

fn number(headline: &str) -> usize {
    headline.trim_start_matches("Article ").parse().unwrap()
}
