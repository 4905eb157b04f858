//! Attributes and the properties of the same name: live and tolerant.

use std::fs;

use harness::{Stage, cases, places};
use serde_json::json;

use crate::widget::{Widget, assert_quiet, element, feed_of, open, open_ready, target_page};

cases![
    changing_an_attribute_changes_the_widget,
    properties_reflect_attributes,
    a_property_set_before_the_loader_runs_is_kept,
    another_feed_replaces_the_articles,
    an_empty_feed_is_told_or_hidden,
    more_leads_from_the_page_to_where_target_says,
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
    (
        "image-ratio",
        Some("1/1"),
        "Math.abs(box(part('image')).width - box(part('image')).height) < 1",
    ),
    (
        "image-ratio",
        None,
        "box(part('image')).width > 1.5 * box(part('image')).height",
    ),
    (
        "sections",
        Some("none"),
        "!parts('section').some(shown) && parts('badge').some(shown)",
    ),
    (
        "sections",
        None,
        "parts('section').filter(shown).length === 12 && words(part('section')) === 'Harbour'",
    ),
    (
        "bylines",
        Some("show"),
        "parts('byline').filter(shown).length === 12 && words(part('byline')) === 'By Ida Example'",
    ),
    ("bylines", None, "!parts('byline').some(shown)"),
    (
        "sources",
        Some("show"),
        "parts('source').filter(shown).length === 12 && words(part('source')) === 'Example News'",
    ),
    ("sources", Some("none"), "!parts('source').some(shown)"),
    (
        "sources",
        Some("show"),
        "parts('source').filter(shown).length === 12",
    ),
    // Of a single feed.
    ("sources", None, "!parts('source').some(shown)"),
    // Paid is always shown.
    (
        "badges",
        Some("none"),
        "parts('badge').filter(shown).map(words).join() === 'Paid content'",
    ),
    (
        "badges",
        None,
        "parts('badge').filter(shown).map(words).join() === 'Live,Paid content,Opinion'",
    ),
    (
        "read-more",
        Some("none"),
        "!parts('read-more').some(shown) && parts('headline').some(shown)",
    ),
    (
        "read-more",
        None,
        "parts('read-more').filter(shown).length === 12",
    ),
    (
        "more",
        Some("https://news.example/all"),
        "shown(part('more')) && part('more').href === 'https://news.example/all'
            && words(part('more')) === 'More news'",
    ),
    (
        "more",
        Some("https://news.example/latest"),
        "part('more').href === 'https://news.example/latest'",
    ),
    ("more", None, "!part('more')"),
    (
        "autoplay",
        Some("3600"),
        "shown(part('rotation')) && part('rotation').ariaLabel === 'Stop automatic rotation'",
    ),
    ("autoplay", None, "!part('rotation')"),
    (
        "loop",
        Some("off"),
        "(host().goTo(11), part('next').ariaDisabled === 'true')",
    ),
    (
        "loop",
        None,
        "headlinesInView().includes('Article 12') && part('next').ariaDisabled !== 'true'",
    ),
    (
        "layout",
        Some("list"),
        "box(parts('slide')[1]).top >= box(part('slide')).bottom && !part('controls')",
    ),
    (
        "layout",
        Some("hero"),
        "box(part('image')).width > 1.5 * box(parts('image')[1]).width",
    ),
    (
        "layout",
        Some("grid"),
        "box(parts('slide')[1]).top === box(part('slide')).top && !part('controls')",
    ),
    (
        "layout",
        Some("ticker"),
        "box(host()).height < 100 && shown(part('controls'))",
    ),
    (
        "layout",
        None,
        "shown(part('image')) && shown(part('controls'))",
    ),
    (
        "lang",
        Some("de"),
        "words(part('read-more').firstChild) === 'Weiterlesen'",
    ),
    (
        "lang",
        None,
        "words(part('read-more').firstChild) === 'Read more'",
    ),
];

/// Attributes that need a feed, a page or a time of their own. Other tests change them.
const ELSEWHERE: &[&str] = &[
    "feed", "edition", "theme", "refresh", "loading", "empty", "current", "repeats", "include",
    "exclude", "offset", "per-feed", "max-age",
];

/// The names of all attributes.
fn attributes() -> Vec<String> {
    let text = fs::read_to_string(places::root().join("interface.toml")).unwrap();
    let interface: toml::Table = text.parse().unwrap();
    let attributes = interface["attribute"].as_array().unwrap().iter();
    attributes
        .map(|attribute| attribute["name"].as_str().unwrap().to_owned())
        .collect()
}

fn changing_an_attribute_changes_the_widget(stage: &Stage) {
    for attribute in attributes() {
        let changed = CHANGES.iter().any(|(name, ..)| *name == attribute);
        let is_elsewhere = ELSEWHERE.contains(&attribute.as_str());
        assert!(
            changed != is_elsewhere,
            "{attribute} is in one of the two lists"
        );
    }
    let mut feed = crate::widget::articles(20);
    let picture = stage.site.serve(
        harness::Origin::Publisher,
        "picture.svg",
        harness::Answer::new("image/svg+xml", PICTURE),
    );
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
        item["section"] = json!("Harbour");
        item["authors"] = json!([{ "name": "Ida Example" }]);
    }
    for (index, badge) in ["live", "sponsored", "opinion"].iter().enumerate() {
        feed["items"][index][*badge] = json!(true);
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

fn an_empty_feed_is_told_or_hidden(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(0));
    open(stage, &element(&feed, ""));
    let told = "host().state === 'empty' && shown(part('status'))
        && words(part('status')) === 'There is no news at the moment.'";
    stage.page.wait_until(told, "the message");
    stage.page.eval("(host().empty = 'hide', true)");
    let hidden = "box(host()).height === 0";
    stage.page.wait_until(hidden, "no room");
    stage.page.eval("(host().removeAttribute('empty'), true)");
    stage.page.wait_until(told, "the message again");
}

fn more_leads_from_the_page_to_where_target_says(stage: &Stage) {
    let all = target_page(stage, "all.html");
    open_ready(stage, 3, "more=\"../all.html\" target=\"_blank\"");
    let told = "[part('more').href, part('more').target, words(part('more'))]";
    assert_eq!(
        stage.page.eval(told),
        json!([all, "_blank", "More news (opens in a new tab)"])
    );
    for target in ["_top", "_parent"] {
        stage
            .page
            .script("host().target = arguments[0]", json!([target]));
        let follows = format!("part('more').target === '{target}'");
        stage.page.wait_until(&follows, target);
        assert_eq!(stage.page.eval("words(part('more'))"), "More news");
    }
    stage.page.part("more").click();
    stage
        .page
        .wait_until("document.title === 'Read'", "all news");
    assert_eq!(stage.page.url(), all);
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
