//! Pages that nobody controls: the widget works on the worst of them and leaves no trace on any.
//!
//! Each situation has a page in `host-pages`. `docs/embedding.md` lists situations and tests.

mod addresses;
mod changes;
mod documents;
mod elements;
mod fallbacks;
mod frameworks;
mod globals;
mod glue;
mod looks;
mod many;
mod names;
mod optimizers;
mod policy;
mod tags;
mod traces;

pub use tags::other_version;

use harness::{Answer, Case, Origin, Stage, places};
use serde_json::json;

use crate::widget::{Widget, articles, element};

pub fn cases() -> Vec<Case> {
    [
        looks::cases(),
        policy::cases(),
        glue::cases(),
        tags::cases(),
        optimizers::cases(),
        addresses::cases(),
        elements::cases(),
        fallbacks::cases(),
        documents::cases(),
        changes::cases(),
        names::cases(),
        globals::cases(),
        frameworks::cases(),
        traces::cases(),
        many::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A feed with a picture for each article.
fn pictured_feed(stage: &Stage, path: &str, count: usize) -> String {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'>\
        <rect width='320' height='180' fill='#246'/></svg>";
    let picture = Answer::new("image/svg+xml", svg);
    let picture = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    let mut feed = articles(count);
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
    }
    stage.site.feed(path, Answer::json(feed.to_string()))
}

/// Opens a host page with `{{widget}}` for a feed of nine articles, and waits until the articles
/// are there.
#[track_caller]
fn open_host<'s>(stage: &'s Stage, scenario: &str, fill: &[(&str, &str)]) -> Widget<'s> {
    let feed = pictured_feed(stage, "feed.json", 9);
    let tag = element(&feed, "");
    let mut fill = fill.to_vec();
    fill.push(("widget", tag.as_str()));
    stage.page.goto(&stage.site.page(scenario, &fill));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

/// A picture for people to look at, saved whether or not the test passes.
fn picture(stage: &Stage, name: &str) {
    let file = format!("{name}-{}.png", stage.engine);
    // The widget may be below the window's edge, and WebKit draws a frame late.
    let bring_into_view = "host()?.scrollIntoView({ block: 'nearest', behavior: 'instant' })";
    stage.page.script(bring_into_view, json!([]));
    stage.page.frames(2);
    stage
        .page
        .screenshot(&places::artefacts().join("host-pages").join(file));
}

/// A reader can move on, and nothing covers the control that they press first.
#[track_caller]
fn assert_usable(stage: &Stage, widget: &Widget) {
    let first = widget.in_view()[0].clone();
    stage.page.part("next").click();
    widget.wait_moved_from(&first);
    stage.page.part("previous").click();
    widget.wait_first_in_view(&first);
    let pressed = "(() => {
        const link = slidesInView()[0].querySelector('[part~=read-more]');
        link.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = box(link);
        return host().shadowRoot.elementFromPoint(left + width / 2, top + height / 2) === link;
      })()";
    assert_eq!(
        stage.page.eval(pressed),
        true,
        "the Read more link is covered"
    );
}
