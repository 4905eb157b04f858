//! Mouse, wheel and finger: the widget takes nothing from the page and opens nothing unasked.

use harness::{Answer, Engine, Stage, cases};
use serde_json::{Value, json};

use super::{NO_TOUCH, with_pictures};
use crate::widget::{Widget, element, open, open_ready};

cases![
    a_mouse_drag_moves_and_opens_nothing,
    a_click_after_a_drag_opens_again,
    text_can_be_selected_by_mouse,
    the_wheel_at_the_end_stays_in_the_widget,
    a_swipe_at_the_end_stays_in_the_widget => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    a_swipe_back_at_the_start_stays_in_the_widget => |case| case
        .only_in(Engine::Chromium, NO_TOUCH),
];

fn open_pictures<'s>(stage: &'s Stage) -> Widget<'s> {
    let feed = with_pictures(stage, 12).to_string();
    let feed = stage.site.feed("feed.json", Answer::json(feed));
    open(stage, &element(&feed, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn a_mouse_drag_moves_and_opens_nothing(stage: &Stage) {
    let widget = open_pictures(stage);
    let url = stage.page.url();
    stage.page.drag(&stage.page.part("image"), -120, 0);
    let there = widget.wait_moved_from("Article 1");
    // Over the headline's link the mouse is let go, too.
    stage.page.drag(
        &stage.page.element("slidesInView()[1].querySelector('img')"),
        200,
        150,
    );
    widget.wait_moved_from(&there);
    assert_eq!(stage.page.events("select"), Vec::<Value>::new());
    assert_eq!(stage.page.url(), url);
}

fn a_click_after_a_drag_opens_again(stage: &Stage) {
    let widget = open_pictures(stage);
    stage.page.eval(
        "(host().addEventListener('latest-news-select', (event) => event.preventDefault()), true)",
    );
    stage.page.drag(&stage.page.part("image"), -120, 0);
    widget.wait_moved_from("Article 1");
    stage
        .page
        .element("slidesInView()[0].querySelector('[part=read-more]')")
        .click();
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'select')",
        "the article to be opened",
    );
}

fn text_can_be_selected_by_mouse(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    let summary = stage.page.part("summary");
    stage.page.drag(&summary, 60, 0);
    // Where a shadow root's selection is told differs; its ranges are the same.
    let selected = "(() => {
        const selection = host().shadowRoot.getSelection?.() ?? getSelection();
        const range = getSelection().getComposedRanges?.({ shadowRoots: [host().shadowRoot] })?.[0];
        return range ? range.endOffset - range.startOffset : String(selection).length;
      })()";
    assert!(
        stage.page.eval(selected).as_i64().unwrap() > 2,
        "nothing is selected"
    );
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
    assert_eq!(stage.page.events("select"), Vec::<Value>::new());
}

/// A page wider than its window, which scrolls sideways when the widget leaves it the wheel.
fn open_on_a_wide_page<'s>(stage: &'s Stage) -> Widget<'s> {
    let widget = open_ready(stage, 8, "");
    stage
        .page
        .eval("(document.body.style.width = '4000px', true)");
    stage
        .page
        .eval("(document.querySelector('main').style.cssText = 'margin: 0 0 0 300px; width: 900px', true)");
    stage.page.eval("(host().goTo(7), scrollTo(200, 0), true)");
    widget.wait_in_view("Article 8");
    assert_eq!(stage.page.eval("scrollX"), json!(200));
    widget
}

fn the_wheel_at_the_end_stays_in_the_widget(stage: &Stage) {
    open_on_a_wide_page(stage);
    stage.page.wheel(&stage.page.part("viewport"), 300, 0);
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("scrollX"), 200, "the page went along");
    // The wheel does scroll this page elsewhere.
    stage.page.wheel(
        &stage.page.element("document.querySelector('#paragraph')"),
        300,
        0,
    );
    stage.page.wait_until("scrollX > 200", "the page to scroll");
}

fn a_swipe_at_the_end_stays_in_the_widget(stage: &Stage) {
    let widget = open_on_a_wide_page(stage);
    stage.page.swipe(&stage.page.part("viewport"), -250, 0);
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("scrollX"), 200, "the page went along");
    assert!(widget.in_view().contains(&"Article 8".to_owned()));
}

fn a_swipe_back_at_the_start_stays_in_the_widget(stage: &Stage) {
    let widget = open_on_a_wide_page(stage);
    stage.page.eval("(host().goTo(0), true)");
    widget.wait_first_in_view("Article 1");
    let url = stage.page.url();
    stage.page.swipe(&stage.page.part("viewport"), 250, 0);
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("scrollX"), 200, "the page went along");
    assert_eq!(stage.page.url(), url);
}
