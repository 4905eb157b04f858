//! A carousel that everyone can use. There is a test for each line of the checklist in
//! docs/accessibility.md that a machine can check, named after the line. Other tests go beyond the
//! checklist.

mod axe;
mod controls;
mod focus;
mod hidden;
mod keys;
mod layout;
mod live_region;
mod motion;
mod pointers;
mod recorded;
mod right_to_left;
mod rotation;
mod structure;
mod targets;
mod values;

use harness::{Answer, Case, Key, Origin, Page, Stage};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, element, feed_of, framed, open};

pub fn cases() -> Vec<Case> {
    [
        structure::cases(),
        controls::cases(),
        keys::cases(),
        targets::cases(),
        rotation::cases(),
        live_region::cases(),
        focus::cases(),
        layout::cases(),
        axe::cases(),
        recorded::cases(),
        pointers::cases(),
        hidden::cases(),
        right_to_left::cases(),
        motion::cases(),
        values::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const NO_TOUCH: &str = "only Chromium scrolls by synthetic touch";
const NO_LIVE_SETTINGS: &str = "WebKitGTK reads the reader's settings only when it starts";

/// Opens a widget with twelve articles and, below it, a second one as a clock. The second one
/// rotates when a test needs to know that time has passed; see [`a_turn_later`].
fn open_with_clock<'s>(stage: &'s Stage, attributes: &str) -> Widget<'s> {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let low = "style=\"--latest-news-min-height:0\"";
    let clock = format!(
        "<latest-news id=\"clock\" feed=\"{feed}\" heading=\"Clock\" autoplay=\"3\" {low}></latest-news>"
    );
    open(
        stage,
        &(element(&feed, &format!("{attributes} {low}")) + &clock),
    );
    Widget::at(&stage.page, 1).wait_ready();
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

/// Restarts the clock's rotation and waits for its first step, three seconds later. By then, a
/// first widget that rotates as fast has also taken a step.
#[track_caller]
fn a_turn_later(stage: &Stage) {
    let before = stage.page.eval(
        "(host(1).pause(), host(1).play(), collected.events.filter(({ name, target, detail }) =>
            name === 'slide' && target === 'clock' && detail.reason === 'rotation').length)",
    );
    let turned = format!(
        "collected.events.filter(({{ name, target, detail }}) =>
            name === 'slide' && target === 'clock' && detail.reason === 'rotation').length > {before}"
    );
    stage.page.wait_until(&turned, "the clock to turn");
}

/// Counts the first widget's steps from `since` until the time of one step after `moment`, and
/// compares. Both are awaited in the page, and so is the clock: the speed of the driver has no effect.
/// `arrange` makes them happen.
#[track_caller]
fn assert_turns(stage: &Stage, since: &str, moment: &str, arrange: impl FnOnce(), turned: u64) {
    stage.page.eval(&format!(
        "(window.counted = null, (async () => {{
            const turned = (id) => collected.events.filter(({{ name, target, detail }}) =>
              name === 'slide' && target === id && detail.reason === 'rotation').length;
            await {since};
            const from = turned('news');
            await {moment};
            const clock = turned('clock');
            host(1).pause();
            host(1).play();
            // Both take their steps after the same time, in any order.
            while (turned('clock') === clock || turned('news') < from + {turned})
              await new Promise((go) => addEventListener('latest-news-slide', go, {{ once: true }}));
            window.counted = [turned('news') - from];
          }})(), true)"
    ));
    arrange();
    let counted = stage
        .page
        .wait_until("window.counted", "the time of one step");
    assert_eq!(counted[0], turned, "steps");
}

/// The number of steps that the first widget's rotation has taken.
#[track_caller]
fn turns(stage: &Stage) -> u64 {
    let turns = stage.page.eval(
        "collected.events.filter(({ name, target, detail }) =>
            name === 'slide' && target === 'news' && detail.reason === 'rotation').length",
    );
    turns.as_u64().unwrap()
}

/// The label of a widget's rotation control, which says what pressing it does.
#[track_caller]
fn rotation_says(widget: &Widget) -> String {
    let label = widget.ask("part('rotation', i)?.getAttribute('aria-label') ?? ''");
    label.as_str().unwrap().to_owned()
}

const START: &str = "Start automatic rotation";
const STOP: &str = "Stop automatic rotation";

/// Focuses the link before the widget, like a reader who tabs through the page.
fn focus_before(stage: &Stage) {
    stage
        .page
        .element("document.querySelector('#before')")
        .focus();
}

/// Presses Tab until the focus is on this part.
#[track_caller]
fn tab_to(page: &Page, part: &str) {
    for _ in 0..40 {
        page.press(Key::Tab);
        if page.focused() == part {
            return;
        }
    }
    panic!("Tab does not lead to {part}");
}

/// The articles of [`articles`], each with its own picture.
fn with_pictures(stage: &Stage, count: usize) -> Value {
    let mut feed = articles(count);
    for (index, item) in feed["items"].as_array_mut().unwrap().iter_mut().enumerate() {
        let hue = index * 37 % 360;
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='360'>
               <rect width='640' height='360' fill='hsl({hue} 60% 40%)'/></svg>"
        );
        let path = format!("picture-{}.svg", index + 1);
        let picture = Answer::new("image/svg+xml", svg);
        item["image"] = json!(stage.site.serve(Origin::Publisher, &path, picture));
    }
    feed
}

/// Attributes that show all that a slide and the widget can have.
const EVERYTHING: &str = "bylines=\"show\" sources=\"show\" more=\"#all\"";

/// The articles of [`with_pictures`], each with all that a publisher can tell of it, and each badge on one.
fn with_everything(stage: &Stage, count: usize) -> Value {
    // A plain list, because JSON Feed has no credits.
    let mut list = with_pictures(stage, count)["items"].take();
    let badges = ["sponsored", "live", "opinion", "premium"];
    for (index, item) in list.as_array_mut().unwrap().iter_mut().enumerate() {
        let url = item["image"].take();
        item["image"] = json!({ "url": url, "credit": "Ada" });
        item["section"] = json!("Harbour");
        item["author"] = json!("Ida Example");
        item["source"] = json!("Example Herald");
        item[badges[index % badges.len()]] = json!(true);
    }
    list
}

/// Opens the article in a frame of this size, and continues inside the frame.
fn open_framed<'s>(stage: &'s Stage, widget: &str, width: u32, height: u32) -> Widget<'s> {
    framed(stage, widget, width, height);
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}
