//! Pages with a Content-Security-Policy, and files with a wrong hash.

use harness::{Answer, BuildFile, Engine, Origin, Stage, cases};
use serde_json::json;

use super::{assert_usable, picture, pictured_feed};
use crate::widget::{Widget, assert_quiet, element};

cases![
    the_documented_policy_is_enough,
    the_documented_policy_is_enough_for_a_module,
    a_policy_without_wasm_is_named,
    a_policy_without_the_cdn_shows_the_fallback,
    a_policy_of_nonces_works,
    pages_that_require_trusted_types_work,
    pages_that_admit_no_trusted_types_policy_work,
    glue_that_is_not_of_the_release_is_refused,
    wasm_that_is_not_of_the_release_is_refused,
    a_pinned_loader_works,
    a_pinned_loader_that_was_changed_does_not_run,
    an_element_added_after_a_failed_glue_works,
];

/// The policy of docs/policies.md, for a page with strict styles, with this site's origins.
fn documented(stage: &Stage) -> String {
    let [cdn, feed] = [Origin::Cdn, Origin::Publisher].map(|origin| stage.site.origin(origin));
    format!(
        "script-src {cdn} 'wasm-unsafe-eval'; connect-src {cdn} {feed}; img-src {feed}; \
         style-src 'none'; base-uri 'none'; object-src 'none'"
    )
}

/// Opens the page under this policy. Refusals are also reported to the partner.
#[track_caller]
fn open_under<'s>(stage: &'s Stage, policy: &str) -> Widget<'s> {
    open_loaded_under(stage, "async", policy)
}

/// The same with this kind of loader.
#[track_caller]
fn open_loaded_under<'s>(stage: &'s Stage, kind: &str, policy: &str) -> Widget<'s> {
    let feed = pictured_feed(stage, "feed.json", 9);
    let report = stage
        .site
        .serve(Origin::Partner, "report", Answer::status_only(204));
    let policy = format!("{policy}; report-uri {report}");
    let fill = [("kind", kind), ("widget", &*element(&feed, ""))];
    let url = stage.site.page_with("strict-policy", &fill, |page| {
        page.header("Content-Security-Policy", &policy)
    });
    stage.page.goto(&url);
    Widget::first(&stage.page)
}

#[track_caller]
fn assert_nothing_refused(stage: &Stage, widget: &Widget) {
    widget.wait_ready();
    let pictures = "slidesInView().every((slide) => slide.querySelector('img').naturalWidth > 0)";
    stage.page.wait_until(pictures, "the pictures");
    assert_usable(stage, widget);
    assert_quiet(stage);
    assert_eq!(stage.site.requests_for("report").len(), 0);
}

fn the_documented_policy_is_enough(stage: &Stage) {
    let widget = open_under(stage, &documented(stage));
    assert_nothing_refused(stage, &widget);
    picture(stage, "strict-policy");
}

fn the_documented_policy_is_enough_for_a_module(stage: &Stage) {
    let widget = open_loaded_under(stage, "type=\"module\"", &documented(stage));
    assert_nothing_refused(stage, &widget);
}

fn a_policy_without_wasm_is_named(stage: &Stage) {
    let policy = documented(stage).replace(" 'wasm-unsafe-eval'", "");
    let widget = open_under(stage, &policy);
    widget.wait_state("failed");
    stage
        .page
        .wait_until("collected.console.length > 0", "a word to the partner");
    stage.page.frames(5);
    picture(stage, "policy-without-wasm");
    assert!(widget.shows_fallback());
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    // WebKit refuses only modules that are compiled while they arrive. Its own message names the
    // directive.
    let lacking = match stage.engine {
        Engine::WebKit => "'wasm-unsafe-eval' is not an allowed source",
        _ => "the page refuses WebAssembly; add 'wasm-unsafe-eval' to script-src",
    };
    assert!(
        said[0]
            .text
            .starts_with("latest-news: the widget cannot run: "),
        "{said:?}"
    );
    assert!(said[0].text.contains(lacking), "{said:?}");
    if stage.engine != Engine::WebKit {
        // If the widget cannot run, nothing of it is downloaded.
        for file in [BuildFile::Glue, BuildFile::Wasm] {
            assert_eq!(stage.site.requests_for_build(file).len(), 0, "{file:?}");
        }
    }
}

fn a_policy_without_the_cdn_shows_the_fallback(stage: &Stage) {
    let cdn = stage.site.origin(Origin::Cdn);
    let policy = documented(stage).replace(&format!("connect-src {cdn}"), "connect-src");
    let widget = open_under(stage, &policy);
    widget.wait_state("failed");
    assert!(widget.shows_fallback());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    // This shows that the other tests would see a report.
    stage.site.wait_for_requests("report", 1);
    assert_ne!(stage.page.violations(), Vec::<String>::new());
}

fn a_policy_of_nonces_works(stage: &Stage) {
    let head = format!(
        "<script nonce=\"collector\" async src=\"{}\"></script>",
        stage.site.loader()
    );
    let feed = pictured_feed(stage, "feed.json", 9);
    let [cdn, publisher] = [Origin::Cdn, Origin::Publisher].map(|at| stage.site.origin(at));
    let fill = [
        ("head", head.as_str()),
        ("widget", &element(&feed, "")),
        ("end", ""),
    ];
    for passed_on in ["'strict-dynamic'", ""] {
        let policy = format!(
            "script-src 'nonce-collector' {passed_on} 'wasm-unsafe-eval'; object-src 'none'; \
             base-uri 'none'; connect-src {cdn} {publisher}"
        );
        let url = stage.site.page_with("article", &fill, |page| {
            page.header("Content-Security-Policy", &policy)
        });
        stage.page.goto(&url);
        Widget::first(&stage.page).wait_ready();
        assert_quiet(stage);
    }
}

fn pages_that_require_trusted_types_work(stage: &Stage) {
    let required = documented(stage) + "; require-trusted-types-for 'script'";
    for policy in [required.clone() + "; trusted-types latest-news", required] {
        let widget = open_under(stage, &policy);
        assert_nothing_refused(stage, &widget);
    }
    picture(stage, "trusted-types");
}

fn pages_that_admit_no_trusted_types_policy_work(stage: &Stage) {
    let policy = documented(stage) + "; require-trusted-types-for 'script'; trusted-types 'none'";
    let widget = open_under(stage, &policy);
    if stage.engine == Engine::WebKit {
        widget.wait_state("failed");
        assert!(widget.shows_fallback());
        let said = stage.page.console();
        assert_eq!(said.len(), 1, "{said:?}");
        let cure = "add latest-news to trusted-types";
        assert!(said[0].text.ends_with(cure), "{said:?}");
    } else {
        widget.wait_ready();
        assert_usable(stage, &widget);
    }
    // The refusal of the policy, and nothing else.
    assert_eq!(stage.page.violations().len(), 1);
}

/// Changes one byte at the end of a file, where it does not change the file's behaviour.
#[track_caller]
fn check_changed(stage: &Stage, file: BuildFile, more: &'static [u8]) {
    stage.site.change_cdn(file, move |answer| {
        let changed = [answer.body(), more].concat();
        answer.with_body(changed)
    });
    let feed = pictured_feed(stage, "feed.json", 3);
    crate::widget::open(stage, &element(&feed, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_state("failed");
    stage.page.frames(5);
    assert!(widget.shows_fallback());
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0]
            .text
            .starts_with("latest-news: the widget cannot run: "),
        "{said:?}"
    );
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn glue_that_is_not_of_the_release_is_refused(stage: &Stage) {
    check_changed(stage, BuildFile::Glue, b"\nwindow.changedGlueRan = true;\n");
    assert_eq!(
        stage.page.eval("window.changedGlueRan ?? null"),
        json!(null)
    );
}

fn wasm_that_is_not_of_the_release_is_refused(stage: &Stage) {
    // A custom section named "x", which does not change a module's behaviour.
    check_changed(stage, BuildFile::Wasm, &[0, 2, 1, b'x']);
}

/// The tag of a page that pins a version: docs/hosting.md, "Pinned to one version".
fn pinned(stage: &Stage) -> String {
    format!(
        "<script async src=\"{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        stage.site.loader(),
        crate::delivery::integrity_of("latest-news.js"),
    )
}

fn a_pinned_loader_works(stage: &Stage) {
    let feed = pictured_feed(stage, "feed.json", 9);
    crate::widget::open_with(stage, &pinned(stage), &element(&feed, ""), "");
    Widget::first(&stage.page).wait_ready();
    assert_quiet(stage);
}

fn a_pinned_loader_that_was_changed_does_not_run(stage: &Stage) {
    stage.site.change_cdn(BuildFile::Loader, |answer| {
        let changed = [answer.body(), b"\n"].concat();
        answer.with_body(changed)
    });
    let feed = pictured_feed(stage, "feed.json", 3);
    crate::widget::open_with(stage, &pinned(stage), &element(&feed, ""), "");
    stage.site.wait_for_build(BuildFile::Loader);
    stage.page.wait_until(
        "document.readyState === 'complete'",
        "the page, with its scripts",
    );
    assert_eq!(stage.page.eval("loaderRan()"), false);
    assert!(Widget::first(&stage.page).shows_fallback());
}

fn an_element_added_after_a_failed_glue_works(stage: &Stage) {
    let first = std::sync::atomic::AtomicBool::new(true);
    stage.site.change_cdn(BuildFile::Glue, move |answer| {
        match first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            true => Answer::status_only(503),
            false => answer,
        }
    });
    let feed = pictured_feed(stage, "feed.json", 9);
    crate::widget::open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_state("failed");
    stage
        .page
        .eval("(host().after(host().cloneNode(true)), host(1).scrollIntoView(), true)");
    Widget::at(&stage.page, 1).wait_ready();
    assert_eq!(stage.site.requests_for_build(BuildFile::Glue).len(), 2);
}
