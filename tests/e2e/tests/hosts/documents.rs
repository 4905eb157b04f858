//! Elements that a page moves to another document: a frame's, or one that is not visible.

use harness::{Answer, Stage, cases};
use serde_json::json;

use super::{assert_usable, picture};
use crate::widget::{Widget, assert_quiet, element, feed_of};

cases![
    an_element_that_waits_may_be_moved_into_a_frame,
    a_ready_element_may_be_moved_to_another_document_and_back,
    an_element_may_be_connected_first_in_a_frame,
];

/// The element that moves, in its present document, and the look of one of its slides.
const LOOKS: &str = "(() => {
    const root = window.kept.shadowRoot, { defaultView } = window.kept.ownerDocument;
    const viewport = root.querySelector('[part~=viewport]');
    return [defaultView.getComputedStyle(viewport).overflowX, box(window.kept).height < 1000,
      root.adoptedStyleSheets.length];
  })()";

const INNER: &str = "document.querySelector('iframe').contentDocument";

/// Opens the page with a frame, an element with these attributes, and another element that stays.
fn open_frames(stage: &Stage, attributes: &str, answers: impl Into<Vec<Answer>>) {
    let travels = stage.site.feed("travels.json", answers);
    let stays = stage.site.feed("stays.json", feed_of(9));
    let style = "style=\"display:block;min-height:576px\"";
    let fill = [
        (
            "widget",
            &*element(&travels, &format!("{attributes} {style}")),
        ),
        ("other", &*element(&stays, style)),
    ];
    stage.page.goto(&stage.site.page("frames", &fill));
    let loaded = format!("{INNER}?.title === 'The frame' && loaderRan()");
    stage.page.wait_until(&loaded, "the frame and the loader");
    stage.page.eval("((window.kept = host()), true)");
}

#[track_caller]
fn assert_whole(stage: &Stage, where_: &str) {
    let ready = "window.kept.state === 'ready'
        && window.kept.shadowRoot.querySelectorAll('[part~=slide]').length";
    assert_eq!(stage.page.wait_until(ready, where_), 9, "{where_}");
    // It has two style sheets in every document: the loader's and the widget's.
    stage.page.wait_until(
        &format!("JSON.stringify({LOOKS}) === '[\"auto\",true,2]'"),
        &format!("its looks {where_}"),
    );
    let moves = "(() => {
        const { shadowRoot } = window.kept, viewport = shadowRoot.querySelector('[part~=viewport]');
        window.kept.goTo(0);
        return viewport.scrollLeft === 0 && (window.kept.goTo(5), true);
      })()";
    stage.page.wait_until(moves, "the start");
    let moved = "window.kept.shadowRoot.querySelector('[part~=viewport]').scrollLeft > 0";
    stage.page.wait_until(moved, where_);
    assert_eq!(stage.page.errors(), Vec::<String>::new(), "{where_}");
}

/// The other widget of the page has not changed.
#[track_caller]
fn assert_others_live(stage: &Stage) {
    stage.page.eval(
        "(window.kept.remove(), host().scrollIntoView({ block: 'center', behavior: 'instant' }), true)",
    );
    let other = Widget::first(&stage.page);
    other.wait_ready();
    assert_usable(stage, &other);
    assert_quiet(stage);
}

fn an_element_that_waits_may_be_moved_into_a_frame(stage: &Stage) {
    open_frames(stage, "hidden", feed_of(9));
    let moved = format!("({INNER}.body.append(window.kept), window.kept.hidden = false, true)");
    stage.page.eval(&moved);
    assert_whole(stage, "in the frame");
    assert_others_live(stage);
}

fn a_ready_element_may_be_moved_to_another_document_and_back(stage: &Stage) {
    open_frames(stage, "", feed_of(9));
    assert_whole(stage, "at home");
    for _ in 0..2 {
        stage
            .page
            .eval(&format!("({INNER}.body.append(window.kept), true)"));
        assert_whole(stage, "in the frame");
        picture(stage, "frames");
        stage
            .page
            .eval("(document.querySelector('main').append(window.kept), true)");
        assert_whole(stage, "at home again");
    }
    // A document without a window. Libraries make such documents to process markup.
    stage.page.script_async(
        "const unseen = document.implementation.createHTMLDocument();
         unseen.body.append(window.kept);
         await frames(2);
         window.kept.heading = 'Harbour';
         await frames(2);
         document.querySelector('main').append(window.kept)",
        json!([]),
    );
    assert_whole(stage, "back from a document nobody sees");
    assert_others_live(stage);
}

/// With and without its feed; without it, the fallback is shown.
fn an_element_may_be_connected_first_in_a_frame(stage: &Stage) {
    open_frames(stage, "hidden", [feed_of(9)]);
    let gone = stage.site.feed("gone.json", Answer::status_only(404));
    let make = format!(
        "const make = (feed) => {{
           const element = document.createElement('latest-news');
           element.setAttribute('feed', feed);
           element.append(Object.assign(document.createElement('a'), {{ textContent: 'All the news' }}));
           {INNER}.body.append(element);
           return element;
         }};
         window.kept.remove();
         window.kept = make(arguments[0]);
         window.failing = make(arguments[1]);"
    );
    let feed = stage.site.url(harness::Origin::Publisher, "travels.json");
    stage.page.script(&make, json!([feed, gone]));
    assert_whole(stage, "first in the frame");
    stage
        .page
        .wait_until("window.failing.state === 'failed'", "the failure");
    assert_eq!(
        stage.page.eval("shown(window.failing.querySelector('a'))"),
        true,
        "the fallback is gone"
    );
    stage
        .page
        .eval("(window.failing.remove(), collected.console.length = 0, true)");
    assert_others_live(stage);
}
