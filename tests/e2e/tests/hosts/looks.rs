//! Style sheets, document modes, encodings and parents that do not suit the widget.

use harness::{Answer, Origin, Stage, cases};
use serde_json::{Value, json};

use super::{assert_usable, open_host, picture, pictured_feed};
use crate::widget::{Widget, articles, assert_quiet, element, strings};

cases![
    a_hostile_style_sheet_changes_nothing_inside,
    quirks_mode_changes_nothing_inside,
    a_small_root_font_size_does_not_shrink_the_widget,
    a_page_in_shift_jis_reads_its_feed,
    a_base_address_is_followed_by_feeds_only,
    a_module_follows_no_base_address,
    inside_another_component_it_is_whole,
    inside_a_declared_shadow_root_it_is_whole,
    in_every_kind_of_parent_it_is_whole,
    in_a_frame_that_trusts_nobody_it_works,
    a_narrow_and_a_wide_column_are_filled,
];

/// Every element of the shadow root, with its place in the host and all its computed styles.
const APPEARANCE: &str = "[...host().shadowRoot.querySelectorAll('*')].map((element) => {
    const styles = getComputedStyle(element), at = box(element), from = box(host());
    return {
      what: `${element.localName}.${element.className?.baseVal ?? element.className}`,
      // A slot has no box of its own, and so no place.
      place: styles.display === 'contents' ? ''
        : [at.left - from.left, at.top - from.top, at.width, at.height].map(Math.round).join(),
      ...Object.fromEntries([...styles].filter((name) => !name.startsWith('--'))
        .map((name) => [name, styles.getPropertyValue(name)])),
    };
  })";

/// The widget with its own font and theme, because it otherwise takes font and colours from the
/// page.
fn in_own_font(feed: &str) -> String {
    let style = "style=\"display:block;min-height:576px;--latest-news-font-family:serif\" lang=\"en\" theme=\"light\"";
    element(feed, style)
}

/// The differences from a widget in a column of the same width on a neutral page.
#[track_caller]
fn check_looks_as_anywhere(stage: &Stage, scenario: &str) {
    let feed = pictured_feed(stage, "feed.json", 9);
    let tag = in_own_font(&feed);
    let open = |scenario: &str, fill: &[(&str, &str)]| {
        stage.page.goto(&stage.site.page(scenario, fill));
        Widget::first(&stage.page).wait_ready();
        let pictures = "slidesInView().every((slide) => slide.querySelector('img').complete)";
        stage.page.wait_until(pictures, "the pictures");
        stage.page.come_to_rest();
    };
    open("column", &[("width", "1000"), ("widget", &tag)]);
    stage.page.script(
        &format!("sessionStorage.setItem('looks', JSON.stringify({APPEARANCE}))"),
        json!([]),
    );
    open(scenario, &[("widget", &tag)]);
    picture(stage, scenario);
    let compare = format!(
        "const expected = JSON.parse(sessionStorage.getItem('looks'));
         const found = {APPEARANCE};
         const faults = expected.length === found.length ? [] : [`${{found.length}} elements`];
         expected.forEach((looks, at) => {{
           for (const name in looks) if (found[at] && found[at][name] !== looks[name])
             faults.push(`${{looks.what}} ${{name}}: ${{found[at][name]}}, not ${{looks[name]}}`);
         }});
         return faults.slice(0, 20)"
    );
    let faults = stage.page.script(&compare, json!([]));
    assert_eq!(strings(&faults), Vec::<String>::new());
}

fn a_hostile_style_sheet_changes_nothing_inside(stage: &Stage) {
    check_looks_as_anywhere(stage, "hostile-css");
    assert_usable(stage, &Widget::first(&stage.page));
    assert_quiet(stage);
}

fn quirks_mode_changes_nothing_inside(stage: &Stage) {
    check_looks_as_anywhere(stage, "quirks");
    assert_eq!(stage.page.eval("document.compatMode"), "BackCompat");
    assert_usable(stage, &Widget::first(&stage.page));
    assert_quiet(stage);
}

fn a_small_root_font_size_does_not_shrink_the_widget(stage: &Stage) {
    let small = "<style>html { font-size: 62.5% } body { font-size: 1.6rem }</style>";
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let head = format!("{small}{loader}");
    let widget = open_host(stage, "article", &[("head", &head), ("end", "")]);
    picture(stage, "small-root");
    let sizes = "['heading', 'headline', 'summary', 'read-more'].map((name) =>
        getComputedStyle(part(name)).fontSize)";
    assert_eq!(
        stage.page.eval(sizes),
        json!(["22px", "18px", "15px", "14px"])
    );
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn a_page_in_shift_jis_reads_its_feed(stage: &Stage) {
    let mut feed = articles(3);
    feed["items"][0]["title"] = json!("能登の港、冬の朝市を再開");
    feed["language"] = json!("ja");
    stage.site.feed("feed.json", Answer::json(feed.to_string()));
    // Without its own charset, the script is read in the page's encoding.
    stage.site.change_cdn(harness::BuildFile::Loader, |loader| {
        loader.media_type("text/javascript")
    });
    let url = stage
        .site
        .page_with("shift-jis", &[], |page| page.media_type("text/html"));
    stage.page.goto(&url);
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    picture(stage, "shift-jis");
    assert_eq!(stage.page.eval("document.characterSet"), "Shift_JIS");
    assert_eq!(widget.headlines()[0], "能登の港、冬の朝市を再開");
    assert_eq!(
        stage.page.eval("words(part('heading'))"),
        "表の最新ニュース"
    );
    // Addresses are UTF-8, whatever the page's encoding is.
    let asked = stage.site.requests_for("feed.json");
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].path.ends_with("?q=%E6%B8%AF%E7%94%BA"),
        "{}",
        asked[0]
    );
    assert_quiet(stage);
}

#[track_caller]
fn check_base(stage: &Stage, kind: &str) {
    stage.site.feed("feed.json", crate::widget::feed_of(9));
    let head = format!("<script {kind} src=\"{}\"></script>", stage.site.loader());
    let tag = element("feed.json", "");
    let fill = [("head", head.as_str()), ("widget", tag.as_str())];
    stage.page.goto(&stage.site.page("base-href", &fill));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    picture(stage, "base-href");
    let asked = stage.site.requests_for("feed.json");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].origin, Origin::Publisher);
    // The page's base element also has a target. The element has its own.
    assert_eq!(stage.page.eval("part('read-more').target"), "_self");
    assert_usable(stage, &widget);
    assert_quiet(stage);
}

fn a_base_address_is_followed_by_feeds_only(stage: &Stage) {
    check_base(stage, "async");
}

fn a_module_follows_no_base_address(stage: &Stage) {
    check_base(stage, "type=\"module\"");
}

fn inside_another_component_it_is_whole(stage: &Stage) {
    let widget = open_host(stage, "in-shadow", &[]);
    picture(stage, "in-shadow");
    let styles = "[getComputedStyle(part('headline')).letterSpacing, box(host()).height >= 576]";
    assert_eq!(stage.page.eval(styles), json!(["normal", true]));
    assert_usable(stage, &widget);
    // Events cross both shadow roots.
    assert_eq!(stage.page.events("ready").len(), 1);
    assert_quiet(stage);
}

fn inside_a_declared_shadow_root_it_is_whole(stage: &Stage) {
    let widget = open_host(stage, "in-declared-shadow", &[]);
    picture(stage, "in-declared-shadow");
    let place = "[host().getRootNode() !== document, box(host()).height >= 576]";
    assert_eq!(stage.page.eval(place), json!([true, true]));
    assert_usable(stage, &widget);
    assert_eq!(stage.page.events("ready").len(), 1);
    assert_quiet(stage);
}

/// How a page's parent lays out its children, and the least width of the widget in it.
const PARENTS: &[(&str, f64)] = &[
    ("flex", 600.0),
    ("flex-column", 990.0),
    ("grid", 770.0),
    ("grid-auto", 990.0),
    ("table", 200.0),
    ("transformed", 900.0),
    ("float", 200.0),
    ("inline", 200.0),
    ("clipped", 990.0),
    ("columns", 400.0),
    ("nested", 400.0),
    ("absolute", 200.0),
];

fn in_every_kind_of_parent_it_is_whole(stage: &Stage) {
    for (parent, least) in PARENTS {
        let widget = open_host(stage, "parents", &[("parent", parent)]);
        stage.page.come_to_rest();
        picture(stage, &format!("parent-{parent}"));
        let width = stage.page.eval("host().offsetWidth").as_f64().unwrap();
        assert!(width >= *least, "{width} px in a {parent} parent");
        let inside = "[host().offsetWidth <= 1000, slidesInView().length > 0,
            part('base').offsetWidth <= host().offsetWidth + 1,
            document.documentElement.scrollWidth <= innerWidth]";
        assert_eq!(
            stage.page.eval(inside),
            json!([true, true, true, true]),
            "in a {parent} parent"
        );
        assert_usable(stage, &widget);
    }
    assert_quiet(stage);
}

fn in_a_frame_that_trusts_nobody_it_works(stage: &Stage) {
    let target = crate::widget::target_page(stage, "read.html");
    let mut feed = articles(9);
    for (index, item) in feed["items"].as_array_mut().unwrap().iter_mut().enumerate() {
        item["url"] = json!(format!("{target}?{index}"));
    }
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    let url = stage
        .site
        .page("sandboxed", &[("widget", &element(&feed, ""))]);
    stage.page.goto(&url);
    stage.page.enter_frame();
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(stage.page.eval("self.origin"), "null");
    assert_eq!(widget.headlines().len(), 9);
    assert_usable(stage, &widget);
    assert_quiet(stage);
    stage.page.leave_frames();
    picture(stage, "sandboxed");
    stage.page.enter_frame();
    stage.page.part("read-more").click();
    stage
        .page
        .wait_until("document.title === 'Read'", "the article in the frame");
}

fn a_narrow_and_a_wide_column_are_filled(stage: &Stage) {
    stage.page.resize(1700, 900);
    for (width, slides) in [("250", 1), ("1600", 5)] {
        let widget = open_host(stage, "column", &[("width", width)]);
        stage.page.come_to_rest();
        picture(stage, &format!("column-{width}"));
        assert_eq!(widget.in_view().len(), slides, "at {width} px");
        let filled = "[Math.round(box(host()).width), slidesInView().every((slide) =>
            box(slide).left >= box(host()).left && box(slide).right <= box(host()).right)]";
        let expected: Value = json!([width.parse::<u32>().unwrap(), true]);
        assert_eq!(stage.page.eval(filled), expected, "at {width} px");
        assert_usable(stage, &widget);
    }
    assert_quiet(stage);
}
