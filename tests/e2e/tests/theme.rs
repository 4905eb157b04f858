//! Tokens, parts, themes and presets: each changes what docs/looks.md describes.

use std::fs;

use harness::{Answer, Origin, Reader, Stage, cases, places};
use serde_json::json;

use crate::widget::{Widget, articles, assert_quiet, element};

cases![
    every_token_changes_what_it_says,
    every_part_can_be_styled,
    private_names_stay_private,
    the_theme_may_be_chosen,
    the_theme_follows_the_page,
    the_theme_follows_the_page_whatever_the_reader_likes => |case| case.reader(Reader::DARK),
    presets_change_the_look,
    a_ticker_has_one_line_with_every_preset,
];

/// A token, a value for it, and an expression with its expected result. `css(part, property)` is
/// the computed value. `same(…)` is the common value of all, if they have one.
const TOKENS: &[(&str, &str, &str, &str)] = &[
    (
        "accent",
        "rgb(1, 2, 3)",
        "same(css('read-more', 'color'), getComputedStyle(parts('marker').find((it) => it.ariaCurrent), '::before').borderTopColor)",
        "rgb(1, 2, 3)",
    ),
    (
        "background",
        "rgb(1, 2, 3)",
        "css('base', 'backgroundColor')",
        "rgb(1, 2, 3)",
    ),
    (
        "surface",
        "rgb(1, 2, 3)",
        "css('slide', 'backgroundColor')",
        "rgb(1, 2, 3)",
    ),
    (
        "text",
        "rgb(1, 2, 3)",
        "css('headline', 'color')",
        "rgb(1, 2, 3)",
    ),
    (
        "muted",
        "rgb(1, 2, 3)",
        "same(css('summary', 'color'), css('date', 'color'), css('next', 'borderTopColor'),
            getComputedStyle(host().shadowRoot.querySelector('.position')).color)",
        "rgb(1, 2, 3)",
    ),
    (
        "border",
        "rgb(1, 2, 3)",
        "same(css('previous', 'borderTopColor'), css('previous', 'color'),
            mixed(getComputedStyle(part('image').parentElement).backgroundColor))",
        "rgb(1, 2, 3)",
    ),
    (
        "focus",
        "rgb(1, 2, 3)",
        "(part('next').focus({ focusVisible: true }), css('next', 'outlineColor'))",
        "rgb(1, 2, 3)",
    ),
    (
        "radius",
        "7px",
        "same(css('slide', 'borderTopLeftRadius'), getComputedStyle(part('image').parentElement).borderTopLeftRadius)",
        "7px",
    ),
    (
        "shadow",
        "rgb(1, 2, 3) 0px 1px 2px 0px",
        "css('slide', 'boxShadow')",
        "rgb(1, 2, 3) 0px 1px 2px 0px",
    ),
    (
        "gap",
        "31px",
        "String(Math.round(box(parts('slide')[1]).left - box(part('slide')).right))",
        "31",
    ),
    ("padding", "33px", "css('base', 'paddingTop')", "33px"),
    (
        "font-family",
        "monospace",
        "css('summary', 'fontFamily')",
        "monospace",
    ),
    ("font-size", "21px", "css('base', 'fontSize')", "21px"),
    (
        "line-height",
        "2",
        "String(parseFloat(css('base', 'lineHeight')) / parseFloat(css('base', 'fontSize')))",
        "2",
    ),
    (
        "heading-font-family",
        "monospace",
        "css('headline', 'fontFamily') + css('heading', 'fontFamily')",
        "monospacemonospace",
    ),
    ("heading-size", "29px", "css('heading', 'fontSize')", "29px"),
    (
        "headline-size",
        "27px",
        "css('headline', 'fontSize')",
        "27px",
    ),
    (
        "headline-weight",
        "300",
        "css('headline', 'fontWeight')",
        "300",
    ),
    (
        "slide-padding",
        "9px",
        "getComputedStyle(part('summary').parentElement).paddingLeft",
        "9px",
    ),
    (
        "slide-min-width",
        "900px",
        "String(slidesInView().length)",
        "1",
    ),
    (
        "image-ratio",
        "1/1",
        "String(Math.round(box(part('image')).width / box(part('image')).height * 100))",
        "100",
    ),
    (
        "duration",
        "4321ms",
        "css('next', 'transitionDuration')",
        "4.321s",
    ),
    (
        "min-height",
        "777px",
        "String(Math.round(box(host()).height))",
        "777",
    ),
];

/// The names in a table of docs/looks.md.
pub fn rows(heading: &str) -> Vec<String> {
    let looks = fs::read_to_string(places::root().join("docs/looks.md")).unwrap();
    let table = looks.split_once(&format!("## {heading}\n")).unwrap().1;
    let table = table.split("\n#").next().unwrap();
    let names = table.lines().filter_map(|line| line.strip_prefix("| `"));
    names
        .map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

/// A widget of eight articles in which every part is present.
fn open<'s>(stage: &'s Stage, head: &str, attributes: &str) -> Widget<'s> {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='9'/>";
    let picture = Answer::new("image/svg+xml", svg);
    let picture = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    // A plain list, because JSON Feed has no credits.
    let mut list = articles(8)["items"].take();
    for item in list.as_array_mut().unwrap() {
        item["image"] = json!({ "url": picture, "credit": "Ada Example" });
        item["section"] = json!("Harbour");
        item["live"] = json!(true);
        item["author"] = json!("Ida Example");
        item["source"] = json!("Example Herald");
    }
    let feed = stage.site.feed("feed.json", Answer::json(list.to_string()));
    let head = format!(
        "{head}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    let attributes =
        format!("autoplay=\"3600\" bylines=\"show\" sources=\"show\" more=\"/all\" {attributes}");
    crate::widget::open_with(stage, &head, &element(&feed, &attributes), "");
    let words = "(window.css = (name, property) => getComputedStyle(part(name))[property],
        window.same = (...values) => [...new Set(values)].join(' and '),
        // The border's colour, mixed as for the ground of pictures.
        window.mixed = (found) => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.background = 'color-mix(in srgb, rgb(1, 2, 3) 55%, transparent)';
          const expected = getComputedStyle(probe).backgroundColor;
          probe.remove();
          return found === expected ? 'rgb(1, 2, 3)' : found;
        }, true)";
    stage.page.eval(words);
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn every_token_changes_what_it_says(stage: &Stage) {
    let documented = rows("Tokens");
    let tried: Vec<String> = TOKENS
        .iter()
        .map(|(token, ..)| format!("--latest-news-{token}"))
        .collect();
    for token in &documented {
        assert!(tried.contains(token), "{token} is documented and not tried");
    }
    assert_eq!(documented.len(), tried.len());
    for (token, value, reading, expected) in TOKENS {
        open(stage, "", "");
        let before = stage.page.eval(reading);
        assert_ne!(before, *expected, "{token} reads so without being set");
        // Set on the element itself, and on its ancestors.
        for place in ["latest-news", "body", "html"] {
            let rule = format!("<style>{place} {{ --latest-news-{token}: {value} }}</style>");
            open(stage, &rule, "");
            stage.page.come_to_rest();
            assert_eq!(stage.page.eval(reading), *expected, "{token} of {place}");
        }
    }
    assert_quiet(stage);
}

fn every_part_can_be_styled(stage: &Stage) {
    let parts = rows("Parts");
    let rules: Vec<String> = parts
        .iter()
        .map(|part| format!("latest-news::part({part}) {{ outline: 3px solid rgb(1, 2, 3) }}"))
        .collect();
    open(stage, &format!("<style>{}</style>", rules.join("\n")), "");
    for part in &parts {
        let styled = format!(
            "parts('{part}').length > 0 && parts('{part}').every((it) => getComputedStyle(it).outlineColor === 'rgb(1, 2, 3)')"
        );
        assert_eq!(stage.page.eval(&styled), true, "{part}");
    }
    let parts = "[...new Set([...host().shadowRoot.querySelectorAll('[part]')].flatMap((it) => [...it.part]))]";
    for part in stage.page.eval(parts).as_array().unwrap() {
        let part = part.as_str().unwrap().to_owned();
        assert!(rows("Parts").contains(&part), "{part} is not documented");
    }
}

fn private_names_stay_private(stage: &Stage) {
    let page = "<style>
        latest-news, body { --_accent: rgb(1, 2, 3); --_gap: 77px; --_image-ratio: 1; --_ratio: 1; --_summary-lines: 1; --_picture-width: 9px; --_plain: 9; --_plain-start: end; --_headline-lines: 1; --_scale: 3; --_columns: 9, 9px; --_direction: row; --_below: 99px; --_x: 0; --_y: 0; --_lines: 9; --_blank: red }
        .slide, .base, .text, .headline, section, h2, h3 { outline: 3px solid rgb(1, 2, 3) }
      </style>";
    open(stage, "", "");
    let read = "[css('read-more', 'color'), Math.round(box(parts('slide')[1]).left), Math.round(box(part('image')).height),
        getComputedStyle(part('summary')).webkitLineClamp, css('slide', 'outlineStyle'), css('headline', 'outlineStyle')]";
    let alone = stage.page.eval(read);
    open(stage, page, "");
    assert_eq!(stage.page.eval(read), alone);
}

fn the_theme_may_be_chosen(stage: &Stage) {
    open(stage, "", "theme=\"dark\"");
    assert_eq!(
        stage.page.eval("css('base', 'backgroundColor')"),
        "rgb(22, 24, 27)"
    );
    stage.page.eval("(host().theme = 'light', true)");
    stage.page.wait_until(
        "css('base', 'backgroundColor') === 'rgb(255, 255, 255)'",
        "the light theme",
    );
    stage.page.eval("(host().theme = 'auto', true)");
    stage.page.wait_until(
        "css('base', 'backgroundColor') === 'rgba(0, 0, 0, 0)'",
        "the page's ground",
    );
}

/// A rule of a page, and the scheme, ground and text that a widget without a theme gets on it.
const PAGES: &[(&str, &str, bool)] = &[
    ("", "", false),
    ("body { background: #fff; color: #333 }", "", false),
    (":root { color-scheme: dark }", "", true),
    (
        "body { background: #111; color: #eee }",
        "color-scheme: dark",
        true,
    ),
];

fn the_theme_follows_the_page(stage: &Stage) {
    for (rule, style, dark) in PAGES {
        let head = format!("<style>{rule}</style>");
        open(stage, &head, &format!("style=\"{style}\""));
        let same = "[css('base', 'backgroundColor'), css('base', 'color') === getComputedStyle(host()).color,
            css('headline', 'color') === getComputedStyle(host().parentElement).color || getComputedStyle(host()).colorScheme === 'dark']";
        assert_eq!(
            stage.page.eval(same),
            json!(["rgba(0, 0, 0, 0)", true, true]),
            "{rule}"
        );
        // If a preset sets values for both schemes, the page's scheme decides.
        let preset = "<style>latest-news { --latest-news-text: light-dark(rgb(1, 1, 1), rgb(2, 2, 2)) }</style>";
        open(
            stage,
            &format!("{head}{preset}"),
            &format!("style=\"{style}\""),
        );
        let expected = if *dark {
            "rgb(2, 2, 2)"
        } else {
            "rgb(1, 1, 1)"
        };
        assert_eq!(
            stage.page.eval("css('headline', 'color')"),
            expected,
            "{rule}"
        );
    }
}

/// The widget follows the reader only if the page does.
fn the_theme_follows_the_page_whatever_the_reader_likes(stage: &Stage) {
    the_theme_follows_the_page(stage);
    let scheme = "<style>:root { color-scheme: light dark }
        latest-news { --latest-news-text: light-dark(rgb(1, 1, 1), rgb(2, 2, 2)) }</style>";
    open(stage, scheme, "");
    assert_eq!(stage.page.eval("css('headline', 'color')"), "rgb(2, 2, 2)");
}

/// Without a height on the tag, as in the one-tag form.
fn a_ticker_has_one_line_with_every_preset(stage: &Stage) {
    for preset in rows("Presets") {
        let url = format!("embed/presets/{preset}.css");
        let url = stage.site.url(Origin::Cdn, &url);
        let link = format!("<link rel=\"stylesheet\" href=\"{url}\">");
        open(stage, &link, "layout=\"ticker\"");
        let sides =
            "[box(host()).height, box(part('headline')).height, part('headline').scrollHeight]";
        let sides = stage.page.eval(sides);
        let side = |index: usize| sides[index].as_f64().unwrap();
        assert!((50.0..80.0).contains(&side(0)), "{preset}: {sides}");
        assert!(
            side(2) <= side(1) + 1.0,
            "{preset} cuts the headline: {sides}"
        );
    }
}

fn presets_change_the_look(stage: &Stage) {
    let look = "['base', 'slide', 'headline', 'summary', 'read-more', 'image'].map((name) => {
        const it = getComputedStyle(part(name));
        return [it.color, it.backgroundColor, it.fontSize, it.fontFamily, it.fontWeight, it.borderRadius, it.boxShadow, it.aspectRatio].join();
      }).join() + box(part('image')).width";
    open(stage, "", "");
    let mut looks = vec![stage.page.eval(look)];
    for preset in rows("Presets") {
        let url = stage
            .site
            .url(Origin::Cdn, &format!("embed/presets/{preset}.css"));
        open(
            stage,
            &format!("<link rel=\"stylesheet\" href=\"{url}\">"),
            "",
        );
        stage.page.wait_until(
            "[...document.styleSheets].some((sheet) => sheet.href?.includes('presets'))",
            "the preset",
        );
        let seen = stage.page.eval(look);
        assert!(!looks.contains(&seen), "{preset} looks like another");
        looks.push(seen);
    }
}
