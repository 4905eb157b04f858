//! What optimizers, themes and consent managers do to the loader's tag.

use harness::{Answer, BuildFile, Origin, Stage, cases};
use serde_json::json;

use super::assert_usable;
use crate::widget::{FALLBACK, Widget, assert_quiet, element, feed_of};

cases![
    an_import_map_in_the_footer_stays_the_pages_own,
    run_as_text_it_finds_its_files_by_its_tag,
    run_as_text_without_a_tag_it_says_so,
    a_blocked_tag_is_replaced_when_the_reader_agrees,
    a_blocked_tag_that_is_gone_with_its_words_is_told,
];

/// In some browsers, a module that is imported or preloaded prevents import maps further down in
/// the page.
fn an_import_map_in_the_footer_stays_the_pages_own(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let own = Answer::new("text/javascript", "export const words = 'It has run.'");
    stage.site.serve(Origin::Partner, "own.js", own);
    let gate = stage.site.gate();
    let slow = Answer::new("text/javascript", "").held_by(&gate);
    let slow = stage.site.serve(Origin::Partner, "slow.js", slow);
    let head = format!("<script src=\"{}\"></script>", stage.site.loader());
    let tag = element(&feed, "loading=\"eager\"");
    let fill = [("head", &*head), ("widget", &*tag), ("slow", &*slow)];
    let url = stage.site.page("import-map", &fill);
    // Opened in a frame, because a driver waits until a page is parsed.
    stage.page.goto(&stage.site.page("early", &[("url", &url)]));
    let inner = "window.frames[0]?.document?.querySelector('latest-news')?.state === 'ready'";
    stage.page.wait_until(inner, "the widget before the footer");
    gate.open();
    // WebKit's driver loses a frame if it enters the frame during parsing.
    stage.page.wait_until(
        "window.frames[0].document.readyState === 'complete'",
        "the end of the page",
    );
    stage.page.enter_frame();
    stage.page.wait_until(
        "words(document.querySelector('#own')) === 'It has run.'",
        "the page's own module",
    );
    Widget::first(&stage.page).wait_ready();
    assert_quiet(stage);
    stage.page.leave_frames();
}

/// Opens the page that runs the loader's text, with this markup inserted first.
#[track_caller]
fn open_as_text<'s>(stage: &'s Stage, markup: &str) -> Widget<'s> {
    let markup = json!(markup).to_string().replace("</", "<\\/");
    let url = stage.site.page("as-text", &[("markup", &markup)]);
    stage.page.goto(&url);
    stage.page.wait_until("window.hasRun", "the text to run");
    Widget::first(&stage.page)
}

fn run_as_text_it_finds_its_files_by_its_tag(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = stage.site.loader();
    let both = format!("<script src=\"{loader}\"></script>{}", element(&feed, ""));
    let one_tag = format!("<script src=\"{loader}?v=2\" data-feed=\"{feed}\"></script>");
    for markup in [both, one_tag] {
        let widget = open_as_text(stage, &markup);
        widget.wait_ready();
        assert_eq!(stage.page.eval("hosts().length"), 1, "{markup}");
        assert_usable(stage, &widget);
        assert_quiet(stage);
    }
}

fn run_as_text_without_a_tag_it_says_so(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let widget = open_as_text(stage, &element(&feed, "loading=\"eager\""));
    stage.page.frames(5);
    assert!(widget.shows_fallback());
    let said = stage.page.console();
    let said: Vec<&str> = said.iter().map(|line| line.text.as_str()).collect();
    let lost = "latest-news: its address is unknown: give it its own tag";
    assert_eq!(said, [lost]);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    // Neither from here nor from anywhere else.
    for file in [BuildFile::Glue, BuildFile::Wasm] {
        assert_eq!(stage.site.requests_for_build(file).len(), 0, "{file:?}");
    }
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
}

fn a_blocked_tag_is_replaced_when_the_reader_agrees(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = stage.site.loader();
    let one_tag = |src: &str, more: &str| {
        format!(
            "<script type=\"text/plain\" {src}=\"{loader}\" data-feed=\"{feed}\" data-limit=\"4\" {more}></script>"
        )
    };
    let both = format!(
        "<script type=\"text/plain\" src=\"{loader}\"></script>{}",
        element(&feed, "limit=\"4\"").replace(FALLBACK, "")
    );
    for (what, blocked, how) in [
        ("run in its place", one_tag("src", ""), "inPlace"),
        (
            "run elsewhere",
            one_tag("src", "class=\"cmplz-script\""),
            "elsewhere",
        ),
        (
            "its address hidden",
            one_tag("data-src", "data-cookieconsent=\"marketing\""),
            "elsewhere",
        ),
        ("two tags, run elsewhere", both.clone(), "elsewhere"),
        ("two tags, one of them gone", both, "removed"),
    ] {
        let url = stage.site.page("consent", &[("blocked", &blocked)]);
        stage.page.goto(&url);
        stage.page.frames(3);
        assert_eq!(stage.page.eval("loaderRan()"), false, "{what}");
        stage.page.script("agree(arguments[0])", json!([how]));
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        assert_eq!(widget.headlines().len(), 4, "{what}");
        assert_eq!(stage.page.eval("hosts().length"), 1, "{what}");
        let stands = "!!(host().compareDocumentPosition(document.querySelector('#after'))
            & Node.DOCUMENT_POSITION_FOLLOWING)";
        assert_eq!(stage.page.eval(stands), true, "{what}");
        assert_quiet(stage);
    }
}

/// Nothing is left that says what to show.
fn a_blocked_tag_that_is_gone_with_its_words_is_told(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = stage.site.loader();
    let blocked =
        format!("<script type=\"text/plain\" src=\"{loader}\" data-feed=\"{feed}\"></script>");
    let url = stage.site.page("consent", &[("blocked", &blocked)]);
    stage.page.goto(&url);
    stage.page.script("agree('removed')", json!([]));
    stage
        .page
        .wait_until("collected.console.length", "a line in the console");
    let said = stage.page.console();
    let said: Vec<_> = said
        .iter()
        .map(|line| (line.level.as_str(), line.text.as_str()))
        .collect();
    let gone = "latest-news: the page has no element: give it its own tag";
    assert_eq!(said, [("info", gone)]);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    // An element that the page adds later is served as always.
    stage.page.script(
        "const late = document.createElement('latest-news');
         late.setAttribute('feed', arguments[0]);
         document.body.append(late)",
        json!([feed]),
    );
    Widget::first(&stage.page).wait_ready();
}
