//! Wrong glue, several times: each attempt is checked like the first.

use harness::{Answer, BuildFile, Engine, Stage, cases};
use serde_json::json;

use super::pictured_feed;
use crate::widget::{Widget, element};

cases![changed_glue_is_refused_however_often_it_is_asked_for];

/// What a page does with Trusted Types, the policy it is served with, and whether the widget can
/// create its own Trusted Types policy there.
const PAGES: &[(&str, &str, bool)] = &[
    ("", "", true),
    (
        "",
        "require-trusted-types-for 'script'; trusted-types latest-news",
        true,
    ),
    ("delete window.trustedTypes;", "", true),
    (
        "Object.defineProperty(window, 'trustedTypes', { value: undefined });",
        "",
        false,
    ),
    (
        "Object.defineProperty(window, 'trustedTypes', { value: document.createElement('form') });",
        "",
        false,
    ),
    (
        "Object.defineProperty(window, 'trustedTypes', { value: { createPolicy() { throw Error('no'); } } });",
        "",
        false,
    ),
];

fn changed_glue_is_refused_however_often_it_is_asked_for(stage: &Stage) {
    stage.site.change_cdn(BuildFile::Glue, |answer: Answer| {
        let changed = [answer.body(), b"\nwindow.changedGlueRan = true;\n"].concat();
        answer.with_body(changed)
    });
    let feed = pictured_feed(stage, "feed.json", 3);
    for (script, policy, is_checked) in PAGES {
        let fill = [
            ("script", *script),
            ("widget", &*element(&feed, "loading=\"eager\"")),
        ];
        let url = stage
            .site
            .page_with("hostile-globals", &fill, |page| match policy.is_empty() {
                true => page,
                false => page.header("Content-Security-Policy", policy),
            });
        stage.page.goto(&url);
        for index in 0..3 {
            let widget = Widget::at(&stage.page, index);
            widget.wait_state("failed");
            assert!(widget.shows_fallback(), "{script}");
            stage.page.eval(&format!(
                "(host({index}).after(host().cloneNode(true)), true)"
            ));
        }
        stage.page.frames(5);
        let ran = stage.page.eval("window.changedGlueRan ?? null");
        assert_eq!(ran, json!(null), "{script} {policy}");
        let said = stage.page.console();
        assert_eq!(said.len(), 1, "{said:?}");
        // WebKit checks no preload, so without a policy it imports nothing.
        let cure = match stage.engine == Engine::WebKit && !is_checked {
            true => "add latest-news to trusted-types",
            false => "send its files with Access-Control-Allow-Origin",
        };
        assert!(said[0].text.ends_with(cure), "{script}: {said:?}");
        assert_eq!(stage.page.errors(), Vec::<String>::new(), "{script}");
    }
}
