//! Attributes and the properties of the same name: live and tolerant.

use harness::{Stage, cases};
use serde_json::json;

use crate::widget::{Widget, assert_quiet, element, feed_of, open, open_ready};

cases![
    changing_an_attribute_changes_the_widget,
    properties_reflect_attributes,
    a_property_set_before_the_loader_runs_is_kept,
    another_feed_replaces_the_articles,
    the_theme_decides_the_colours,
    a_malformed_value_falls_back_with_one_warning,
];

/// Attribute, value (`None` removes it), and a condition that holds afterwards.
const CHANGES: &[(&str, Option<&str>, &str)] = &[
    ("limit", Some("3"), "parts('slide').length === 3"),
    ("limit", Some("5"), "parts('slide').length === 5"),
    ("limit", None, "parts('slide').length === 12"),
    (
        "heading",
        Some("From our newsroom"),
        "words(part('heading')) === 'From our newsroom' && shown(part('heading'))",
    ),
    (
        "heading",
        None,
        "words(part('heading')) === 'Latest news' || words(part('heading')) === 'Latest News'",
    ),
    (
        "heading-level",
        Some("3"),
        "part('headline').matches('h4') || part('headline').getAttribute('aria-level') === '4'",
    ),
    ("heading-level", None, "part('headline').matches('h3')"),
    (
        "dates",
        Some("none"),
        "parts('date').filter(shown).length === 0",
    ),
    (
        "dates",
        Some("absolute"),
        "/2024/.test(words(part('date')))",
    ),
    ("dates", None, "shown(part('date'))"),
    (
        "images",
        Some("none"),
        "parts('image').filter(shown).length === 0",
    ),
    ("images", None, "parts('image').filter(shown).length > 0"),
    (
        "summary-lines",
        Some("0"),
        "parts('summary').filter(shown).length === 0",
    ),
    (
        "summary-lines",
        Some("2"),
        "parts('summary').filter(shown).length > 0",
    ),
    (
        "target",
        Some("_blank"),
        "part('read-more').target === '_blank' && part('headline').querySelector('a').target === '_blank'",
    ),
    (
        "target",
        None,
        "['', '_self'].includes(part('read-more').target)",
    ),
    (
        "link-params",
        Some("utm_source=partner&utm_medium=widget"),
        "part('read-more').href === 'https://news.example/1?utm_source=partner&utm_medium=widget'",
    ),
    (
        "link-params",
        None,
        "part('read-more').href === 'https://news.example/1'",
    ),
];

fn changing_an_attribute_changes_the_widget(stage: &Stage) {
    let mut feed = crate::widget::articles(20);
    let picture = stage.site.serve(
        harness::Origin::Publisher,
        "picture.svg",
        harness::Answer::new("image/svg+xml", PICTURE),
    );
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
    }
    let url = stage
        .site
        .feed("feed.json", harness::Answer::json(feed.to_string()));
    open(stage, &element(&url, ""));
    Widget::first(&stage.page).wait_ready();
    for (attribute, value, expected) in CHANGES {
        let set = "const [name, value] = arguments;
            value === null ? host().removeAttribute(name) : host().setAttribute(name, value)";
        stage.page.script(set, json!([attribute, value]));
        stage
            .page
            .wait_until(expected, &format!("{attribute}={value:?}"));
    }
    // The heading is hidden, but the name stays.
    stage.page.eval("host().setAttribute('heading', '')");
    stage.page.wait_until(
        "!parts('heading').some((e) => shown(e) && box(e).width > 2)",
        "no heading",
    );
    let region = "part('base').closest('section, [role=region]')
        ?? part('base').querySelector('section, [role=region]')";
    assert!(
        !stage.page.element(region).name().is_empty(),
        "the region has lost its name"
    );
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
    assert_quiet(stage);
}

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'>\
    <rect width='320' height='180' fill='#246'/></svg>";

fn properties_reflect_attributes(stage: &Stage) {
    let widget = open_ready(stage, 9, "");
    let rows = [
        ("limit", "4", "limit"),
        ("headingLevel", "3", "heading-level"),
        ("summaryLines", "2", "summary-lines"),
        ("linkParams", "a=b", "link-params"),
        ("theme", "dark", "theme"),
    ];
    for (property, value, attribute) in rows {
        let body = "const [property, value, attribute] = arguments;
            host()[property] = value;
            return [host().getAttribute(attribute), String(host()[property])]";
        let got = stage.page.script(body, json!([property, value, attribute]));
        assert_eq!(got, json!([value, value]), "{property}");
    }
    stage
        .page
        .wait_until("parts('slide').length === 4", "the limit");
    assert_eq!(widget.headlines().len(), 4);
}

fn a_property_set_before_the_loader_runs_is_kept(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let early =
        element(&feed, "") + "<script>document.querySelector('latest-news').limit = 2</script>";
    crate::widget::open_with(
        stage,
        "",
        &early,
        &format!("<script src=\"{}\"></script>", stage.site.loader()),
    );
    Widget::first(&stage.page).wait_ready();
    stage
        .page
        .wait_until("parts('slide').length === 2", "the limit set early");
}

fn another_feed_replaces_the_articles(stage: &Stage) {
    let widget = open_ready(stage, 6, "");
    let other = stage.site.feed("other.json", feed_of(2));
    stage
        .page
        .script("host().setAttribute('feed', arguments[0])", json!([other]));
    stage.page.wait_until(
        "parts('slide').length === 2 && host().state === 'ready'",
        "the other feed",
    );
    assert_eq!(widget.headlines(), ["Article 1", "Article 2"]);
    assert_eq!(stage.site.requests_for("other.json").len(), 1);
    assert_quiet(stage);
}

fn the_theme_decides_the_colours(stage: &Stage) {
    open_ready(stage, 3, "theme=\"dark\"");
    let brightness = "(() => {
        const [r, g, b] = getComputedStyle(part('headline')).color.match(/[\\d.]+/g).map(Number);
        return r + g + b;
      })()";
    let dark = stage.page.eval(brightness).as_f64().unwrap();
    stage.page.eval("host().setAttribute('theme', 'light')");
    stage.page.frames(3);
    let light = stage.page.eval(brightness).as_f64().unwrap();
    assert!(light < dark, "text on light {light}, on dark {dark}");
}

fn a_malformed_value_falls_back_with_one_warning(stage: &Stage) {
    let widget = open_ready(stage, 20, "limit=\"many\"");
    assert_eq!(widget.headlines().len(), 12);
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].level, "warn");
    assert!(said[0].text.starts_with("latest-news"), "{said:?}");
    assert!(said[0].text.contains("limit"), "{said:?}");
}
