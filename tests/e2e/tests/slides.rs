//! What a slide makes of an article's picture and link.

use harness::{Answer, Origin, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, assert_quiet, element, open};

cases![
    pictures_are_asked_for_calmly_and_without_a_referrer,
    a_picture_that_fails_keeps_its_room_and_its_words,
    link_params_keep_what_a_link_has,
];

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'>\
    <rect width='320' height='180' fill='#246'/></svg>";

/// A widget of articles with these changes, one article for each.
fn open_items<'s>(stage: &'s Stage, attributes: &str, changes: &[Value]) -> Widget<'s> {
    let mut feed = articles(changes.len());
    for (item, change) in feed["items"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .zip(changes)
    {
        for (name, value) in change.as_object().unwrap() {
            item[name] = value.clone();
        }
    }
    let url = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&url, attributes));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn pictures_are_asked_for_calmly_and_without_a_referrer(stage: &Stage) {
    let serve = |name: &str| {
        let answer = Answer::new("image/svg+xml", PICTURE);
        stage.site.serve(Origin::Publisher, name, answer)
    };
    let pictures: Vec<_> = (0..30)
        .map(|index| serve(&format!("{index}.svg")))
        .collect();
    let items: Vec<_> = pictures.iter().map(|url| json!({ "image": url })).collect();
    let widget = open_items(stage, "limit=\"30\"", &items);
    let whole = "parts('image', i).length === 30 && parts('image', i).every((image) =>
        image.decoding === 'async' && image.referrerPolicy === 'no-referrer' && !image.draggable
        && image.hasAttribute('alt') && ['lazy', 'eager'].includes(image.loading))";
    assert_eq!(widget.ask(whole), true);
    stage.page.wait_until(
        "part('image').complete && part('image').naturalWidth > 0",
        "the first one",
    );
    stage.page.frames(10);
    let asked: Vec<_> = stage.site.requests();
    let asked: Vec<_> = asked
        .iter()
        .filter(|it| it.path.ends_with(".svg"))
        .collect();
    // Those in view and those of the next view, which may be two: not all thirty.
    assert!(asked.len() < 20, "{} pictures", asked.len());
    for request in asked {
        assert_eq!(request.header("referer"), None, "{request}");
        assert_eq!(request.header("cookie"), None, "{request}");
    }
    assert_quiet(stage);
}

fn a_picture_that_fails_keeps_its_room_and_its_words(stage: &Stage) {
    let good = Answer::new("image/svg+xml", PICTURE);
    let good = stage.site.serve(Origin::Publisher, "good.svg", good);
    let no_picture = Answer::new("image/png", "not a picture at all");
    let junk = stage.site.serve(Origin::Publisher, "junk.png", no_picture);
    let missing = stage.site.url(Origin::Publisher, "missing.jpg");
    let items = [
        json!({ "image": good, "image_alt": "A bridge" }),
        json!({ "image": missing, "image_alt": "A harbour" }),
        json!({ "image": junk }),
    ];
    let widget = open_items(stage, "", &items);
    let failed = "parts('image').map((it) => it.classList.contains('broken')).join()
        === 'false,true,true'";
    stage.page.wait_until(failed, "two failures");
    stage
        .page
        .wait_until("part('image').naturalWidth > 0", "the good one");
    // All three are as high and as wide as each other, and say what they would have shown.
    let sizes = "[...new Set(parts('image', i).map((it) =>
        `${Math.round(box(it).width)} ${Math.round(box(it).height)}`))]";
    let sizes = widget.ask(sizes);
    assert_eq!(sizes.as_array().map(Vec::len), Some(1), "{sizes}");
    assert_eq!(
        widget.ask("parts('image', i).map((it) => it.alt)"),
        json!(["A bridge", "A harbour", ""])
    );
    // A sign of our own instead of the browser's.
    let sign = "parts('image', i).map((it) => getComputedStyle(it).clipPath.startsWith('polygon'))";
    assert_eq!(widget.ask(sign), json!([false, true, true]));
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn link_params_keep_what_a_link_has(stage: &Stage) {
    const PARAMS: &str = "utm_source=partner&amp;utm_medium=a b";
    let rows = [
        ("/a", "/a?utm_source=partner&utm_medium=a%20b"),
        ("/b?id=7", "/b?id=7&utm_source=partner&utm_medium=a%20b"),
        ("/c#part?x", "/c?utm_source=partner&utm_medium=a%20b#part?x"),
        (
            "/d?utm_source=rss&x#top",
            "/d?utm_source=rss&x&utm_medium=a%20b#top",
        ),
        ("/e?utm_medium&utm_source=", "/e?utm_medium&utm_source="),
        (
            "/f?q=utm_source=1",
            "/f?q=utm_source=1&utm_source=partner&utm_medium=a%20b",
        ),
    ];
    let items: Vec<_> = rows
        .iter()
        .map(|(link, _)| json!({ "url": format!("https://news.example{link}") }))
        .collect();
    let widget = open_items(stage, &format!("link-params=\"{PARAMS}\""), &items);
    let links = "parts('read-more', i).map((link) => link.href)";
    let expected: Vec<_> = rows
        .iter()
        .map(|(_, link)| format!("https://news.example{link}"))
        .collect();
    assert_eq!(widget.ask(links), json!(expected));
    assert_quiet(stage);
}
