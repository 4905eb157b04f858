//! Other ways to add the script than those in `embed::tag`: two versions, tag managers, names that
//! are already taken, and browsers that are too old.

use harness::{Answer, BuildFile, Origin, Stage, cases, places};
use serde_json::json;
use std::fs;
use std::path::Path;

use super::{open_host, picture};
use crate::widget::{Widget, assert_quiet, element, feed_of, open_with};

cases![
    two_versions_on_one_page_are_harmless,
    a_tag_manager_may_paste_both_tags,
    a_tag_manager_may_paste_the_one_tag_form,
    the_one_tag_form_in_the_head_goes_to_the_end,
    a_page_that_defines_the_name_keeps_its_element,
    a_page_that_defines_the_name_later_gets_an_error_of_its_own,
    a_page_without_custom_elements_keeps_the_fallback,
    a_page_that_refuses_new_elements_keeps_the_fallback,
    browsers_without_what_is_needed_keep_the_fallback_silently,
    custom_states_that_need_dashes_are_done_without,
];

/// The tested release as another version, in a folder of the CDN: other names, the same contents.
/// Returns its loader, which must still be served.
pub fn other_version(stage: &Stage, folder: &str) -> Answer {
    let dist = places::dist();
    let release = fs::read_dir(dist.join("latest-news")).unwrap();
    let release = release.flatten().next().expect("the release's folder");
    let version = release.file_name().to_string_lossy().into_owned();
    serve_folder(
        stage,
        &release.path(),
        &format!("{folder}/latest-news/0.0.9"),
    );
    let loader = fs::read_to_string(dist.join("latest-news.js")).unwrap();
    let other = loader.replace(&version, "0.0.9");
    assert_ne!(other, loader, "the loader names its version");
    Answer::new("text/javascript", other)
}

fn serve_folder(stage: &Stage, folder: &Path, path: &str) {
    for file in fs::read_dir(folder).unwrap().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        let kind = match () {
            () if file.path().is_dir() => {
                serve_folder(stage, &file.path(), &path);
                continue;
            }
            () if name.ends_with(".js") => "text/javascript",
            () if name.ends_with(".wasm") => "application/wasm",
            () if name.ends_with(".json") => "application/json",
            () => continue,
        };
        let answer = Answer::new(kind, fs::read(file.path()).unwrap());
        stage.site.serve(Origin::Cdn, &path, answer);
    }
}

fn two_versions_on_one_page_are_harmless(stage: &Stage) {
    let other = other_version(stage, "other");
    let other = stage.site.serve(Origin::Cdn, "other/latest-news.js", other);
    let feed = stage.site.feed("feed.json", feed_of(9));
    let head = format!("<script src=\"{}\"></script>", stage.site.loader());
    let end = format!(
        "<script src=\"{other}\"></script><script type=\"module\" src=\"{other}\"></script>
         <script defer src=\"{other}\" data-feed=\"{feed}\"></script>"
    );
    open_with(stage, &head, &element(&feed, ""), &end);
    for index in [0, 1] {
        Widget::at(&stage.page, index).wait_state("ready");
    }
    assert_eq!(stage.page.eval("hosts().length"), 2);
    assert_quiet(stage);
    // The first of them won, and the other fetched nothing more.
    let fetched = |ending: &str| stage.site.requests_for(ending);
    assert_eq!(fetched(".wasm").len(), 1);
    assert!(!fetched(".wasm")[0].path.contains("0.0.9"));
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
}

#[track_caller]
fn check_pasted(stage: &Stage, markup: &str) {
    let tag = json!(markup).to_string().replace("</", "<\\/");
    let url = stage.site.page("tag-manager", &[("tag", &tag)]);
    stage.page.goto(&url);
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    picture(stage, "tag-manager");
    assert_eq!(stage.page.eval("hosts().length"), 1);
    let before_link = "!!(host().compareDocumentPosition(document.querySelector('#after'))
        & Node.DOCUMENT_POSITION_FOLLOWING)";
    assert_eq!(stage.page.eval(before_link), true);
    assert_quiet(stage);
}

fn a_tag_manager_may_paste_both_tags(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    check_pasted(stage, &(loader + &element(&feed, "")));
}

fn a_tag_manager_may_paste_the_one_tag_form(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = stage.site.loader();
    check_pasted(
        stage,
        &format!("<script src=\"{loader}\" data-feed=\"{feed}\"></script>"),
    );
}

fn the_one_tag_form_in_the_head_goes_to_the_end(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let loader = stage.site.loader();
    for (round, kind) in ["", "async", "defer"].into_iter().enumerate() {
        let head = format!("<script {kind} src=\"{loader}\" data-feed=\"{feed}\"></script>");
        open_with(stage, &head, "", "");
        Widget::first(&stage.page).wait_ready();
        assert_eq!(
            stage.page.eval("document.body.lastElementChild.localName"),
            "latest-news",
            "{round}"
        );
        assert_quiet(stage);
    }
}

/// Opens the page whose script ran before the loader, and waits until the loader has run, too.
#[track_caller]
fn open_after<'s>(stage: &'s Stage, script: &str) -> Widget<'s> {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let fill = [("script", script), ("widget", &element(&feed, ""))];
    stage.page.goto(&stage.site.page("hostile-globals", &fill));
    stage.site.wait_for_build(BuildFile::Loader);
    stage
        .page
        .wait_until("document.readyState === 'complete'", "the scripts");
    stage.page.frames(10);
    Widget::first(&stage.page)
}

#[track_caller]
fn assert_fallback_only(stage: &Stage, widget: &Widget, said: &[&str]) {
    assert!(widget.shows_fallback());
    let console = stage.page.console();
    let console: Vec<&str> = console.iter().map(|told| told.text.as_str()).collect();
    assert_eq!(console, said);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    for file in [BuildFile::Glue, BuildFile::Wasm] {
        assert_eq!(stage.site.requests_for_build(file).len(), 0, "{file:?}");
    }
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
}

fn a_page_that_defines_the_name_keeps_its_element(stage: &Stage) {
    let own = "customElements.define('latest-news', class extends HTMLElement {
        connectedCallback() { this.dataset.own = 'yes'; } });";
    let widget = open_after(stage, own);
    assert_eq!(stage.page.eval("host().dataset.own"), "yes");
    let said = "latest-news: the page has it already";
    assert_fallback_only(stage, &widget, &[said]);
}

fn a_page_that_defines_the_name_later_gets_an_error_of_its_own(stage: &Stage) {
    let widget = open_host(
        stage,
        "article",
        &[("head", &loader_tag(stage)), ("end", "")],
    );
    let refused = "(() => {
        try { customElements.define('latest-news', class extends HTMLElement {}); }
        catch (error) { return error.name; }
      })()";
    assert_eq!(stage.page.eval(refused), "NotSupportedError");
    assert_eq!(widget.headlines().len(), 9);
    assert_quiet(stage);
}

fn loader_tag(stage: &Stage) -> String {
    format!("<script async src=\"{}\"></script>", stage.site.loader())
}

fn a_page_without_custom_elements_keeps_the_fallback(stage: &Stage) {
    let script = "Object.defineProperty(window, 'customElements', { value: undefined });";
    let widget = open_after(stage, script);
    assert_fallback_only(stage, &widget, &[]);
}

fn a_page_that_refuses_new_elements_keeps_the_fallback(stage: &Stage) {
    let script = "customElements.define = () => { throw new Error('not here'); };";
    let widget = open_after(stage, script);
    let said = "latest-news: the page refuses it: Error: not here";
    assert_fallback_only(stage, &widget, &[said]);
}

/// Features that are missing in old browsers, and features that a reader may have turned off.
const LACKING: &[&str] = &[
    "const own = CSS.supports; CSS.supports = (...words) =>
       !words.join().includes('light-dark') && own.apply(CSS, words);",
    "delete window.CSS;",
    "delete window.WebAssembly;",
];

fn browsers_without_what_is_needed_keep_the_fallback_silently(stage: &Stage) {
    for script in LACKING {
        let widget = open_after(stage, script);
        assert_fallback_only(stage, &widget, &[]);
    }
}

fn custom_states_that_need_dashes_are_done_without(stage: &Stage) {
    let script = "const add = CustomStateSet.prototype.add;
        CustomStateSet.prototype.add = function (state) {
          if (!state.startsWith('--')) throw new DOMException('no dashes', 'SyntaxError');
          add.call(this, state);
        };";
    let widget = open_host(stage, "hostile-globals", &[("script", script)]);
    assert_eq!(stage.page.eval("host().dataset.state"), "ready");
    assert_eq!(widget.headlines().len(), 9);
    assert_quiet(stage);
}
