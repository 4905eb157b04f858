//! Pages whose elements have the names of members that scripts read. If a page has an `<img
//! name="head">`, `document.head` is that image. In the same way, `form.getAttribute` may be an
//! input of the form.

use harness::{Answer, Engine, Origin, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{FALLBACK, Widget, assert_quiet, element, feed_of};

cases![
    a_page_whose_elements_are_named_as_its_own_names_works,
    a_form_whose_inputs_are_named_as_its_own_names_works,
    a_picture_named_current_script_is_no_loader,
];

/// Members of a document that drivers themselves need.
const DRIVERS: &str =
    "['documentElement', 'readyState', 'defaultView', 'querySelectorAll', 'hasFocus']";

/// Kinds of elements that can take a document's names. They take all names except the drivers'.
/// Kinds that are slow to create take only the names that loader and widget read.
const KINDS: &[(&str, &str)] = &[
    (
        "pictures",
        "for (const name of namesOf(Document)) if (!DRIVERS.includes(name))
        append(box, named('img', name));",
    ),
    (
        "forms",
        "for (const name of namesOf(Document)) if (!DRIVERS.includes(name))
        append(box, named('form', name));",
    ),
    (
        "frames",
        "for (const name of ['host', 'head', 'body', 'currentScript', 'createElement', 'hidden',
        'addEventListener', 'activeElement']) append(box, named('iframe', name));",
    ),
    (
        "two of each",
        "for (const name of ['host', 'head', 'body', 'currentScript', 'createElement',
        'createTextNode', 'createComment', 'lang', 'adoptedStyleSheets', 'getElementById'])
        { append(box, named('img', name)); append(box, named('img', name)); }",
    ),
];

/// Nine articles, and then twelve.
fn growing_feed(stage: &Stage, row: usize) -> String {
    stage
        .site
        .feed(&format!("{row}.json"), [feed_of(9), feed_of(12)])
}

/// Opens the page with this script in place of its names, and this one behind the element.
#[track_caller]
fn open_named<'s>(stage: &'s Stage, widget: &str, script: &str, then: &str) -> Widget<'s> {
    let script = script.replace("DRIVERS", DRIVERS);
    let fill = [("script", &*script), ("then", then), ("widget", widget)];
    stage.page.goto(&stage.site.page("named", &fill));
    Widget::first(&stage.page)
}

/// The widget loads, moves, follows its attributes, and draws the new articles of a later answer.
#[track_caller]
fn assert_alive(stage: &Stage, widget: &Widget, what: &str) {
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 9, "{what}");
    // Drivers find no elements on such a page.
    stage.page.eval("(part('next').click(), true)");
    widget.wait_moved_from("Article 1");
    stage.page.eval("(host().heading = 'Harbour', true)");
    let heading = "words(part('heading')) === 'Harbour'";
    stage.page.wait_until(heading, "the heading");
    stage.page.eval("(host().reload(), true)");
    let all = "parts('slide').length === 12";
    stage.page.wait_until(all, "the new articles");
    assert_eq!(stage.page.errors(), Vec::<String>::new(), "{what}");
    assert_eq!(stage.page.console(), [], "{what}");
}

fn a_page_whose_elements_are_named_as_its_own_names_works(stage: &Stage) {
    for (row, (what, script)) in KINDS.iter().enumerate() {
        let feed = growing_feed(stage, row);
        let widget = open_named(stage, &element(&feed, ""), script, "");
        assert_alive(stage, &widget, what);
    }
}

/// Around the element, as its fallback, and as the nearest element that declares a language.
fn a_form_whose_inputs_are_named_as_its_own_names_works(stage: &Stage) {
    let fill = "for (const name of namesOf(HTMLFormElement)) append(form, named('input', name,
        { type: 'hidden' }));";
    for (row, (what, place)) in [
        (
            "around it",
            "box.after(form); append(form, document.querySelector('latest-news'));",
        ),
        (
            "around it, in German",
            "Element.prototype.setAttribute.call(form, 'lang', 'de'); box.after(form);
            append(form, document.querySelector('latest-news'));",
        ),
        (
            "inside it",
            "document.querySelector('latest-news').prepend(form);",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let feed = growing_feed(stage, row);
        // `after` and similar members are now inputs of the form.
        let then = format!("{place} {fill}");
        let widget = open_named(stage, &element(&feed, ""), "", &then);
        assert_alive(stage, &widget, what);
        let next = stage.page.eval("part('next').getAttribute('aria-label')");
        let expected = match what.ends_with("German") {
            true => "Nächste Artikel",
            false => "Next articles",
        };
        // The browser's own language is English.
        assert_eq!(next, expected, "{what}");
    }
    assert_quiet(stage);
}

/// With Trusted Types, and on a page that has removed them.
fn a_picture_named_current_script_is_no_loader(stage: &Stage) {
    let trap = stage.site.feed("trap.json", feed_of(3));
    let glue = Answer::new("text/javascript", "window.trapped = true");
    let evil = stage
        .site
        .serve(Origin::Publisher, "evil/latest-news.js", glue);
    let absences = [
        "",
        "delete window.trustedTypes;",
        "append(box, named('form', 'trustedTypes'));",
    ];
    for (row, absent) in absences.into_iter().enumerate() {
        let feed = growing_feed(stage, row);
        let script = format!(
            "{absent} const image = named('img', 'currentScript', {{ src: '{evil}' }});
             image.dataset.feed = '{trap}'; append(box, image);"
        );
        let tag = element(&feed, "lang=\"de\"").replace(FALLBACK, "");
        let widget = open_named(stage, &tag, &script, "");
        assert_alive(stage, &widget, absent);
        assert_eq!(stage.page.eval("hosts().length"), 1, "{absent}");
        let asked = stage.site.requests();
        let asked = asked.iter().filter(|it| it.path.contains("/evil/"));
        let asked: Vec<String> = asked.map(|it| it.path.clone()).collect();
        // The page itself loads this picture.
        let others = asked.iter().filter(|it| !it.ends_with("/latest-news.js"));
        assert_eq!(others.count(), 0, "{asked:?}");
        assert_eq!(stage.page.eval("window.trapped ?? null"), Value::Null);
        assert_eq!(stage.site.requests_for("trap.json").len(), 0);
    }
    if stage.engine == Engine::Chromium {
        assert_eq!(stage.page.eval("typeof trustedTypes"), json!("object"));
    }
}
