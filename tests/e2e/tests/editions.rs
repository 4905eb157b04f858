//! Editions: a first view that is shown before the widget, and that the widget takes over.

mod bad_input;
mod command;
mod first_view;
mod taking_over;

use harness::{Answer, BuildFile, Case, Gate, Origin, Stage, places};
use latest_news::edition::{Edition, Release, StyleSheet, write};
use serde_json::{Value, json};
use std::fs;

use crate::widget::{Widget, articles};

pub fn cases() -> Vec<Case> {
    let cases = [
        first_view::cases(),
        taking_over::cases(),
        bad_input::cases(),
        command::cases(),
    ];
    cases.into_iter().flatten().collect()
}

/// The files of an edition, beside the release on the CDN.
pub struct Files {
    /// The address of the script, and its text.
    script: String,
    text: String,
    pub html: String,
    /// The address of the frame.
    frame: String,
}

/// An edition with these articles, each with a picture in two sizes, as on a publisher's server.
pub fn publish(stage: &Stage, name: &str, feed: &Value, attributes: &[(&str, &str)]) -> Files {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='360'>\
        <rect width='640' height='360' fill='#246'/></svg>";
    let picture = |width: u32| {
        let answer = Answer::new("image/svg+xml", svg);
        let path = format!("embed/pictures/{width}.svg");
        let url = stage.site.serve(Origin::Cdn, &path, answer);
        json!({ "url": url, "width": width, "height": width * 9 / 16 })
    };
    let (narrow, wide) = (picture(320), picture(640));
    let mut feed = feed.clone();
    // Facts that a slide shows besides its own words, and an article without any.
    let facts = [
        json!({ "section": "Harbour", "paid": true, "live": true }),
        json!({}),
        json!({ "video": { "duration": 187 }, "source": "The Herald", "icon": narrow["url"] }),
    ];
    let items = feed["items"].as_array_mut().unwrap().iter_mut();
    for (item, facts) in items.zip(facts.iter().cycle()) {
        let mut image = wide.clone();
        image["credit"] = json!("Ada");
        image["focus"] = json!({ "x": 0.5, "y": 0.01 });
        image["formats"] = json!({ "w320": narrow, "w640": wide });
        if item["_latest_news"].is_null() {
            item["_latest_news"] = facts.clone();
        }
        item["_latest_news"]["image"] = image;
    }
    let json = feed.to_string();
    let attributes: Vec<_> = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let address = stage.site.url(Origin::Cdn, "embed/");
    let manifest = fs::read_to_string(places::dist().join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let file = |role: &str| {
        let mut files = manifest["files"].as_array().unwrap().iter();
        let file = files.find(|file| file["role"] == role).expect("the file");
        let path = file["path"].as_str().unwrap().to_owned();
        let contents = fs::read_to_string(places::dist().join(&path)).unwrap();
        (path, contents)
    };
    let ((path, css), (_, loader)) = (file("style sheet"), file("edition loader"));
    stage.site.serve(
        Origin::Cdn,
        &format!("embed/{path}"),
        Answer::new("text/css", css.clone()),
    );
    let edition = Edition {
        name,
        address: &address,
        attributes: &attributes,
        json: &json,
        now: 1_711_700_000_000,
    };
    let style_sheet = StyleSheet {
        path: &path,
        css: &css,
    };
    let release = Release {
        address: &address,
        loader: &loader,
        style_sheet,
    };
    let files = write(&edition, &release).expect("an edition");
    let contents = |end: &str| {
        let mut files = files.iter();
        let file = files.find(|file| file.path == format!("{name}{end}"));
        file.expect("the file").contents.clone()
    };
    let serve = |end: &str, kind: &str| {
        let answer = Answer::new(kind, contents(end));
        let path = format!("embed/{name}{end}");
        stage.site.serve(Origin::Cdn, &path, answer)
    };
    serve(".json", "application/json");
    Files {
        script: serve(".js", "text/javascript"),
        text: contents(".js"),
        html: contents(".html"),
        frame: serve("/frame.html", "text/html; charset=utf-8"),
    }
}

/// Stops the page's time of day. Articles that have just come stay that new, so that news may replace
/// them at once, however slow the machine is.
const JUST_NOW: &str =
    "<script nonce=\"collector\">{ const now = Date.now(); Date.now = () => now; }</script>";

/// Opens the partner's article with this in its head, and this in place of the widget.
fn open(stage: &Stage, head: &str, widget: &str) {
    let fill = [("head", head), ("widget", widget), ("end", "")];
    stage.page.goto(&stage.site.page("article", &fill));
}

fn tag(files: &Files) -> String {
    format!("<script async src=\"{}\"></script>", files.script)
}

/// The tags of an edition that is named on an element of its own.
fn named(name: &str, attributes: &str) -> String {
    format!(
        "<latest-news id=\"news\" edition=\"{name}\" {attributes} \
         style=\"display:block;min-height:min(576px,388px + 40vw)\"><a id=\"fallback\" href=\"#all\">All</a></latest-news>"
    )
}

/// Holds the WebAssembly back until the gate opens.
fn hold_widget(stage: &Stage) -> Gate {
    let gate = stage.site.gate();
    let held = gate.clone();
    let hold = move |answer: Answer| answer.held_by(&held);
    stage.site.change_cdn(BuildFile::Wasm, hold);
    gate
}

/// A page with an edition of nine articles. Its widget is held back, and its first view is drawn.
fn open_held<'s>(stage: &'s Stage, attributes: &[(&str, &str)]) -> (Gate, Widget<'s>) {
    let gate = hold_widget(stage);
    let files = publish(stage, "news", &articles(9), attributes);
    open(stage, &tag(&files), &named("news", ""));
    (gate, drawn(stage))
}

/// The widget, when its first view can be read.
fn drawn<'s>(stage: &'s Stage) -> Widget<'s> {
    let drawn = "slidesInView().length > 0 && shown(part('headline'))
        && slidesInView().every((it) => !it.querySelector('img') || it.querySelector('img').naturalWidth > 0)";
    stage.page.wait_until(drawn, "the first view");
    Widget::first(&stage.page)
}

fn take_over(stage: &Stage, gate: &Gate) {
    gate.open();
    stage
        .page
        .wait_until("host().state === 'ready'", "the widget");
    stage.page.frames(4);
}
