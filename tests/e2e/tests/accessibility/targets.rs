//! Checklist K, visibility and size: sizes, contrasts and names of controls and links.

use harness::{Engine, Reader, Stage, cases};
use serde_json::json;

use super::{STOP, focus_before, open_framed, rotation_says, tab_to};
use crate::widget::{element, feed_of, open_ready, strings};

cases![
    k13_targets_are_large_enough,
    k14_pressing_alone_does_nothing,
    k15_names_contain_what_is_seen,
    k16_focus_and_controls_can_be_seen,
    k16_controls_are_drawn_in_forced_colours => |case| case
        .reader(Reader::FORCED_COLORS)
        .not_in(Engine::WebKit, "WebKitGTK has no forced colours"),
    k17_a_touch_screen_hides_no_control => |case| case
        .only_in(Engine::Chromium, "only Chromium can be taken for a touch screen"),
    k17_no_style_asks_for_the_kind_of_pointer,
];

/// Every visible control and link, with its size if that is too small.
const SMALL: &str = "[...host().shadowRoot.querySelectorAll('a, button')]
    .filter((target) => shown(target) && !target.closest('[inert]'))
    .map((target) => [target.closest('[part]').part[0], box(target).width, box(target).height])
    .filter(([, width, height]) => width < 24 || height < 24)";

fn k13_targets_are_large_enough(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(100));
    let element = element(&feed, "limit=\"100\" autoplay=\"3600\"");
    for width in [320, 1200] {
        let widget = open_framed(stage, &element, width, 700);
        for place in [1, 50, 100] {
            stage
                .page
                .script("host().goTo(arguments[0] - 1)", json!([place]));
            widget.wait_in_view(&format!("Article {place}"));
            assert_eq!(stage.page.eval(SMALL), json!([]), "at {width} px");
            let markers = "parts('marker').filter((marker) => box(marker).left < box(host()).left
                || box(marker).right > box(host()).right).length";
            assert_eq!(
                stage.page.eval(markers),
                0,
                "markers beyond the widget at {width} px"
            );
        }
    }
}

fn k14_pressing_alone_does_nothing(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"3600\"");
    for part in ["next", "rotation"] {
        stage.page.press_mouse(&stage.page.part(part));
        stage.page.come_to_rest();
        stage.page.point_at(3, 3);
        stage.page.release_mouse();
        stage.page.come_to_rest();
    }
    assert_eq!(widget.in_view()[0], "Article 1");
    assert_eq!(rotation_says(&widget), STOP);
    stage.page.press_mouse(&stage.page.part("next"));
    stage.page.release_mouse();
    widget.wait_moved_from("Article 1");
}

fn k15_names_contain_what_is_seen(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    for (index, headline) in widget.in_view().iter().enumerate() {
        let link = stage.page.element(&format!("parts('read-more')[{index}]"));
        assert_eq!(link.js("element.firstChild.data"), "Read more");
        // Engines use different kinds of space between the two.
        let name = link.name();
        assert!(
            name.starts_with("Read more") && name.ends_with(&format!(": {headline}")),
            "{name}"
        );
    }
}

/// The contrast of two colours as in WCAG. The ground is that of the nearest element with a ground
/// of its own.
pub(super) const CONTRAST: &str = "const channel = (value) => { value /= 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
    const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => { const [r, g, b] = rgb(colour).map(channel);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const contrast = (one, other) => { const [a, b] = [light(one), light(other)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
    const ground = (element) => { for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor, [, , , alpha = 1] = rgb(colour);
      if (alpha > 0) return colour; } return 'rgb(255, 255, 255)'; };";

/// Whether the focus ring of every focusable element is thick enough and contrasts with its ground.
#[track_caller]
fn assert_focus_is_seen(stage: &Stage, when: &str) {
    focus_before(stage);
    for part in ["rotation", "previous", "next", "headline", "marker"] {
        tab_to(&stage.page, part);
        let body = format!(
            "{CONTRAST} const element = deepActive(), style = getComputedStyle(element);
             return [style.outlineStyle, parseFloat(style.outlineWidth),
               contrast(style.outlineColor, ground(element.parentElement))]"
        );
        let ring = stage.page.script(&body, json!([]));
        assert_eq!(ring[0], "solid", "{part} in {when}");
        assert!(ring[1].as_f64() >= Some(2.0), "{part} in {when}: {ring}");
        assert!(ring[2].as_f64() >= Some(3.0), "{part} in {when}: {ring}");
    }
}

fn k16_focus_and_controls_can_be_seen(stage: &Stage) {
    for theme in ["light", "dark"] {
        open_ready(stage, 12, &format!("autoplay=\"3600\" theme=\"{theme}\""));
        assert_focus_is_seen(stage, theme);
        // Outline, arrow and dot of each control.
        let body = format!(
            "{CONTRAST} const of = (part, pseudo, property) => {{
               const element = parts(part).find((one) => !one.ariaDisabled);
               return contrast(getComputedStyle(element, pseudo)[property], ground(element.parentElement)); }};
             return [of('next', null, 'borderTopColor'), of('next', '::before', 'borderTopColor'),
               of('rotation', null, 'borderTopColor'), of('rotation', '::before', 'backgroundColor'),
               of('marker', '::before', 'borderTopColor')]"
        );
        let drawn = stage.page.script(&body, json!([]));
        for contrast in drawn.as_array().unwrap() {
            assert!(contrast.as_f64().unwrap() >= 3.0, "{theme}: {drawn}");
        }
    }
}

/// With forced colours there are no backgrounds. Borders and exempt elements remain. The widget has
/// no ground of its own, so the reader's ground is visible behind it.
const GROUND: &str = "const probe = document.body.appendChild(document.createElement('p'));
    probe.style.cssText = 'forced-color-adjust: none; color: Canvas';
    const behind = getComputedStyle(probe).color;
    probe.remove();";

fn k16_controls_are_drawn_in_forced_colours(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\" loop=\"off\"");
    let body = format!(
        "{CONTRAST} {GROUND} return parts('next').concat(parts('previous'), parts('rotation')).map((control) => {{
           const own = getComputedStyle(control), arrow = getComputedStyle(control, '::before');
           const drawn = control.part[0] === 'rotation' ? arrow.backgroundColor : arrow.borderTopColor;
           return [control.part[0], parseFloat(own.borderTopWidth), arrow.visibility,
             contrast(own.borderTopColor, behind), contrast(drawn, behind)]; }})"
    );
    let drawn = stage.page.script(&body, json!([]));
    for control in drawn.as_array().unwrap() {
        assert!(
            control[1].as_f64() >= Some(1.0) && control[2] == "visible",
            "{drawn}"
        );
        assert!(
            control[3].as_f64() >= Some(3.0) && control[4].as_f64() >= Some(3.0),
            "{drawn}"
        );
    }
    let body = format!(
        "{CONTRAST} {GROUND} return parts('marker').map((marker) => {{ const dot = getComputedStyle(marker, '::before');
           return [marker.ariaCurrent, parseFloat(dot.inlineSize), parseFloat(dot.borderTopWidth),
             contrast(dot.borderTopColor, behind)]; }})"
    );
    let drawn = stage.page.script(&body, json!([]));
    let (mut selected, mut others) = (0, 0);
    for marker in drawn.as_array().unwrap() {
        assert!(marker[3].as_f64() >= Some(3.0), "{drawn}");
        // It also differs by shape: at least twice as wide, and filled by its borders.
        if marker[0].is_string() {
            selected += 1;
            assert!(
                marker[1].as_f64() >= Some(16.0) && marker[2].as_f64() >= Some(4.0),
                "{drawn}"
            );
        } else {
            others += 1;
            assert!(
                marker[1].as_f64() <= Some(8.0) && marker[2].as_f64() >= Some(1.0),
                "{drawn}"
            );
        }
    }
    assert!(selected == 1 && others > 0, "{drawn}");
    assert_focus_is_seen(stage, "forced colours");
}

fn k17_a_touch_screen_hides_no_control(stage: &Stage) {
    stage.page.have_touch_screen();
    let widget = open_ready(stage, 12, "autoplay=\"3600\"");
    assert_eq!(
        stage.page.eval("matchMedia('(pointer: coarse)').matches"),
        true
    );
    for part in ["rotation", "previous", "next", "marker"] {
        assert!(
            widget
                .ask(&format!("parts('{part}', i).filter(shown).length"))
                .as_u64()
                > Some(0),
            "{part}"
        );
    }
}

fn k17_no_style_asks_for_the_kind_of_pointer(stage: &Stage) {
    open_ready(stage, 3, "");
    let media = "host().shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules])
        .map((rule) => rule.media?.mediaText ?? '').filter(Boolean)";
    let media = strings(&stage.page.eval(media));
    assert!(!media.is_empty());
    let asks = |query: &&String| query.contains("pointer") || query.contains("hover");
    assert_eq!(media.iter().filter(asks).count(), 0, "{media:?}");
}
