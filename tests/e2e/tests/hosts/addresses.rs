//! The loader at addresses that are hard to find in a stack. It works or it keeps the fallback. It
//! never asks another server for the release's files.

use harness::{Answer, Origin, Stage, cases};

use super::other_version;
use crate::widget::{Widget, element, feed_of};

cases![awkward_addresses_never_lead_to_another_server];

const FOLDERS: &[&str] = &["a(1)/b", "v:1:2", "it's (new), really"];

/// Changes that a page may have made to stacks.
const STACKS: &[&str] = &[
    "",
    "Error.stackTraceLimit = 0;",
    "Error.prepareStackTrace = (error, calls) => calls;",
    "Error.prepareStackTrace = () => { throw new Error('by order'); };",
];

/// The requests for a release's files at addresses where there is no release.
fn asked_elsewhere(stage: &Stage) -> Vec<String> {
    let asked = stage.site.requests();
    let asked = asked.iter().filter(|it| it.origin != Origin::Cdn);
    let ours = |path: &&str| {
        path.contains("/latest-news/")
            || path.ends_with(".wasm")
            || path.contains("/labels")
            || path.contains("hand-over")
    };
    asked
        .map(|it| it.path.as_str())
        .filter(ours)
        .map(str::to_owned)
        .collect()
}

fn awkward_addresses_never_lead_to_another_server(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let tag = element(&feed, "");
    for folder in FOLDERS {
        let path = folder.replace(' ', "%20");
        let loader = other_version(stage, &path);
        let loader = stage
            .site
            .serve(Origin::Cdn, &format!("{path}/latest-news.js"), loader);
        for kind in ["", "type=\"module\""] {
            for script in STACKS {
                let head = format!("<script {kind} src=\"{loader}\"></script>");
                let fill = [
                    ("script", *script),
                    ("head", &*head),
                    ("widget", &*tag),
                    ("end", ""),
                ];
                stage.page.goto(&stage.site.page("awkward", &fill));
                // The tag is in the document, so it is always found.
                Widget::first(&stage.page).wait_ready();
                assert_eq!(stage.page.console(), [], "{folder} {kind} {script}");
            }
        }
    }
    // A module that another module imports has no tag. Only its stack may name it.
    let folder = FOLDERS[0];
    let loader = stage
        .site
        .url(Origin::Cdn, &format!("{folder}/latest-news.js"));
    let entry = Answer::new("text/javascript", format!("import '{loader}'"));
    let entry = stage.site.serve(Origin::Partner, "bundle.js", entry);
    for script in STACKS {
        let end = format!(
            "<script type=\"module\" src=\"{entry}\" onload=\"window.hasRun = true\"></script>"
        );
        let fill = [
            ("script", *script),
            ("head", ""),
            ("widget", &*tag),
            ("end", &*end),
        ];
        stage.page.goto(&stage.site.page("awkward", &fill));
        let widget = Widget::first(&stage.page);
        let settled = "window.hasRun && (collected.console.length > 0 || host().state === 'ready')";
        stage.page.wait_until(settled, "the widget, or a word");
        if widget.state() != "ready" {
            assert!(widget.shows_fallback(), "{script}");
        }
        assert_eq!(stage.page.errors(), Vec::<String>::new(), "{script}");
    }
    assert_eq!(asked_elsewhere(stage), Vec::<String>::new());
}
