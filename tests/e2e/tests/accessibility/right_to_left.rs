//! Right to left works as well as left to right: order, arrows, keys, scrolling.

use harness::{Answer, Engine, Key, Stage, cases};
use serde_json::json;

use super::{NO_TOUCH, focus_before, tab_to, with_pictures};
use crate::widget::{Widget, element, open};

cases![
    slides_run_from_the_right,
    arrows_point_where_they_lead,
    left_goes_on_and_right_goes_back,
    controls_and_markers_lead_to_their_slides,
    the_wheel_goes_on_to_the_left,
    a_drag_to_the_right_goes_on,
    a_swipe_to_the_right_goes_on => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    resized_it_stays_where_it_is,
    a_partners_direction_counts,
];

fn open_arabic<'s>(stage: &'s Stage) -> Widget<'s> {
    let feed = with_pictures(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    open(stage, &element(&feed, "lang=\"ar\""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn slides_run_from_the_right(stage: &Stage) {
    let widget = open_arabic(stage);
    assert_eq!(widget.in_view()[0], "Article 1");
    let order =
        "(([one, two], view) => [Math.round(view.right - one.right), two.right < one.left])(
        parts('slide').map(box), box(part('viewport')))";
    assert_eq!(stage.page.eval(order), json!([4, true]));
    // The heading is on the right, the controls are on the left, and previous is to the right of
    // next.
    let row = "box(part('heading')).left > box(part('previous')).left
        && box(part('previous')).left > box(part('next')).left";
    assert_eq!(stage.page.eval(row), true);
}

fn arrows_point_where_they_lead(stage: &Stage) {
    // The arrow is a corner, rotated by 45 degrees to point right and by 225 to point left.
    let points = "['previous', 'next'].map((name) =>
        new DOMMatrix(getComputedStyle(part(name), '::before').transform).a > 0 ? 'right' : 'left')";
    open_arabic(stage);
    assert_eq!(stage.page.eval(points), json!(["right", "left"]));
    stage.page.eval("(host().lang = 'en', true)");
    stage
        .page
        .wait_until("part('base').dir === 'ltr'", "left to right");
    assert_eq!(stage.page.eval(points), json!(["left", "right"]));
}

fn left_goes_on_and_right_goes_back(stage: &Stage) {
    let widget = open_arabic(stage);
    focus_before(stage);
    tab_to(&stage.page, "next");
    stage.page.press(Key::Left);
    let second = widget.wait_moved_from("Article 1");
    assert_ne!(second, "Article 12");
    stage.page.press(Key::Right);
    widget.wait_first_in_view("Article 1");
    // At the start there is no slide before.
    stage.page.press(Key::Right);
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
}

fn controls_and_markers_lead_to_their_slides(stage: &Stage) {
    let widget = open_arabic(stage);
    stage.page.part("next").click();
    let second = widget.wait_moved_from("Article 1");
    assert!(
        stage
            .page
            .eval("part('viewport').scrollLeft")
            .as_f64()
            .unwrap()
            < -100.0
    );
    let inert = "parts('slide').filter((slide) => !slide.inert).map(headline)";
    assert_eq!(stage.page.eval(inert), json!(widget.in_view()));
    stage.page.part("previous").click();
    widget.wait_first_in_view("Article 1");
    stage.page.element("parts('marker').at(-1)").click();
    widget.wait_in_view("Article 12");
    stage.page.part("next").click();
    widget.wait_first_in_view("Article 1");
    assert_ne!(second, "Article 1");
}

fn the_wheel_goes_on_to_the_left(stage: &Stage) {
    let widget = open_arabic(stage);
    stage.page.wheel(&stage.page.part("viewport"), -600, 0);
    widget.wait_moved_from("Article 1");
    assert_eq!(stage.page.eval("scrollX"), 0);
}

fn a_drag_to_the_right_goes_on(stage: &Stage) {
    let widget = open_arabic(stage);
    stage.page.drag(&stage.page.part("image"), 120, 0);
    let second = widget.wait_moved_from("Article 1");
    assert_eq!(second, "Article 2");
    stage.page.drag(
        &stage.page.element("slidesInView()[0].querySelector('img')"),
        -120,
        0,
    );
    widget.wait_first_in_view("Article 1");
}

fn a_swipe_to_the_right_goes_on(stage: &Stage) {
    let widget = open_arabic(stage);
    stage.page.swipe(&stage.page.part("viewport"), 400, 0);
    widget.wait_moved_from("Article 1");
}

fn resized_it_stays_where_it_is(stage: &Stage) {
    let widget = open_arabic(stage);
    stage.page.eval("(host().goTo(5), true)");
    widget.wait_first_in_view("Article 6");
    for width in [600, 1000] {
        stage.page.resize(width, 800);
        widget.wait_first_in_view("Article 6");
    }
}

fn a_partners_direction_counts(stage: &Stage) {
    let feed = with_pictures(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    open(
        stage,
        &format!("<div dir=\"rtl\">{}</div>", element(&feed, "")),
    );
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    let right = "Math.round(box(part('viewport')).right - box(part('slide')).right)";
    assert_eq!(stage.page.eval(right), 4);
    stage.page.part("next").click();
    widget.wait_moved_from("Article 1");
}
