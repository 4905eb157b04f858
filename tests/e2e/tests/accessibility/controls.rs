//! Checklist K: previous, next, rotation and markers, by keyboard and otherwise.

use harness::{Engine, Key, Modifier, Reader, Stage, cases};
use serde_json::json;

use super::{START, STOP, focus_before, open_framed, rotation_says, tab_to};
use crate::widget::{element, feed_of, open_ready, open_with, strings};

cases![
    k1_controls_are_native_buttons,
    k2_the_rotation_control_comes_first,
    k3_controls_slides_and_markers_follow_each_other,
    k4_the_rotation_control_says_what_it_does,
    k5_the_rotation_control_is_there_while_there_is_rotation,
    k6_controls_keep_the_focus,
    k7_previous_and_next_name_what_they_control,
    k8_a_control_at_an_end_stays_focusable,
    k9_markers_are_a_labelled_group_named_by_slides,
    k11_enter_and_space_work_and_tab_leads_out,
    k12_no_key_is_taken_from_the_page,
    k12_no_key_is_listened_to_outside,
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

fn k1_controls_are_native_buttons(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"60\"");
    for part in ["rotation", "previous", "next", "marker"] {
        let control = stage.page.part(part);
        assert_eq!(
            control.js("[element.localName, element.type]"),
            json!(["button", "button"])
        );
        assert_eq!(control.role(), "button", "{part}");
        assert!(!control.name().is_empty(), "{part}");
    }
}

fn k2_the_rotation_control_comes_first(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"60\"");
    focus_before(stage);
    stage.page.press(Key::Tab);
    assert_eq!(stage.page.focused(), "rotation");
}

fn k3_controls_slides_and_markers_follow_each_other(stage: &Stage) {
    let widget = open_ready(stage, 8, "autoplay=\"60\"");
    let seen = widget.in_view().len();
    focus_before(stage);
    let stops: Vec<_> = stage
        .page
        .tab_sequence(40)
        .into_iter()
        .map(|stop| stop.what)
        .collect();
    let mut expected = vec!["rotation", "previous", "next"];
    expected.extend(["headline", "read-more"].repeat(seen));
    let markers = widget.ask("parts('marker', i).length").as_u64().unwrap() as usize;
    expected.extend(["marker"].repeat(markers));
    expected.push("after");
    assert_eq!(stops, expected);
}

fn k4_the_rotation_control_says_what_it_does(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"60\"");
    for says in [STOP, START, STOP] {
        let control = stage.page.part("rotation");
        stage.page.wait_until(
            &format!("part('rotation').getAttribute('aria-label') === '{says}'"),
            says,
        );
        assert_eq!(control.name(), says);
        assert_eq!(control.attribute("aria-pressed"), None);
        control.click();
    }
    stage.page.wait_until(
        &format!("part('rotation').getAttribute('aria-label') === '{START}'"),
        START,
    );
    assert_eq!(rotation_says(&widget), START);
}

fn k5_the_rotation_control_is_there_while_there_is_rotation(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    let there = "parts('rotation', i).filter(shown).length";
    assert_eq!(widget.ask(there), 0);
    stage.page.eval("(host().autoplay = '60', true)");
    stage
        .page
        .wait_until("shown(part('rotation'))", "the rotation control");
    // No mouse is over the widget: nothing has to be discovered.
    let seen =
        "(({ opacity, visibility }) => [opacity, visibility])(getComputedStyle(part('rotation')))";
    assert_eq!(stage.page.eval(seen), json!(["1", "visible"]));
    stage.page.part("rotation").click();
    stage.page.wait_until(
        &format!("part('rotation').getAttribute('aria-label') === '{START}'"),
        START,
    );
    assert_eq!(widget.ask(there), 1);
    stage.page.eval("(host().autoplay = null, true)");
    stage
        .page
        .wait_until("!part('rotation')", "no rotation control");
}

fn k6_controls_keep_the_focus(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"60\"");
    focus_before(stage);
    for control in ["rotation", "next", "previous"] {
        tab_to(&stage.page, control);
        let first = widget.in_view()[0].clone();
        stage.page.press(Key::Enter);
        if control != "rotation" {
            widget.wait_moved_from(&first);
        }
        stage.page.frames(3);
        assert_eq!(stage.page.focused(), control);
        focus_before(stage);
    }
}

fn k7_previous_and_next_name_what_they_control(stage: &Stage) {
    let widget = open_ready(stage, 8, "");
    for control in ["previous", "next"] {
        let controlled = format!(
            "host(i).shadowRoot.getElementById(part('{control}', i).getAttribute('aria-controls'))
               === part('viewport', i)"
        );
        assert_eq!(widget.ask(&controlled), true, "{control}");
    }
    stage.page.eval("(host().goTo(7), true)");
    widget.wait_in_view("Article 8");
    stage.page.part("next").click();
    widget.wait_first_in_view("Article 1");
}

fn k8_a_control_at_an_end_stays_focusable(stage: &Stage) {
    let widget = open_ready(stage, 8, "loop=\"off\"");
    let told = |control: &str| {
        let control = stage.page.part(control);
        (
            control.attribute("aria-disabled"),
            control.attribute("disabled"),
        )
    };
    assert_eq!(told("previous"), (Some("true".to_owned()), None));
    assert_eq!(told("next"), (None, None));
    focus_before(stage);
    tab_to(&stage.page, "next");
    while !widget.in_view().contains(&"Article 8".to_owned()) {
        let first = widget.in_view()[0].clone();
        stage.page.press(Key::Enter);
        widget.wait_moved_from(&first);
    }
    stage.page.frames(3);
    assert_eq!(stage.page.focused(), "next", "the end took the focus");
    assert_eq!(told("next"), (Some("true".to_owned()), None));
    let there = widget.in_view();
    stage.page.press(Key::Enter);
    stage.page.come_to_rest();
    assert_eq!(
        (widget.in_view(), stage.page.focused().as_str()),
        (there, "next")
    );
}

fn k9_markers_are_a_labelled_group_named_by_slides(stage: &Stage) {
    let widget = open_ready(stage, 100, "limit=\"100\"");
    let group = stage.page.part("markers");
    assert_eq!(
        (group.role(), group.name()),
        ("group".into(), "Choose articles to show".into())
    );
    for place in ["Article 1", "Article 50", "Article 100"] {
        let index = place
            .trim_start_matches("Article ")
            .parse::<usize>()
            .unwrap()
            - 1;
        stage
            .page
            .script("host().goTo(arguments[0])", json!([index]));
        widget.wait_in_view(place);
        let markers = "parts('marker', i).map((marker) => [marker.getAttribute('aria-label'),
            marker.getAttribute('aria-disabled'), marker.getAttribute('aria-current')])";
        let markers = widget.ask(markers);
        let markers = markers.as_array().unwrap();
        assert!(
            (2..=7).contains(&markers.len()),
            "{} markers",
            markers.len()
        );
        let current: Vec<_> = markers
            .iter()
            .filter(|marker| marker[1] == "true")
            .collect();
        assert_eq!(current.len(), 1, "{markers:?}");
        assert_eq!(current[0][2], "true");
        // Named as the slide it leads to.
        let all = widget.headlines();
        let known = |name: &serde_json::Value| all.iter().any(|headline| name == headline);
        assert!(
            markers.iter().all(|marker| known(&marker[0])),
            "{markers:?}"
        );
    }
    let first = widget.in_view()[0].clone();
    stage.page.part("marker").click();
    let there = widget.wait_moved_from(&first);
    let leads = stage
        .page
        .eval("parts('marker').find((marker) => marker.ariaCurrent).ariaLabel");
    assert_eq!(leads, there.as_str());
}

fn k11_enter_and_space_work_and_tab_leads_out(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"60\"");
    for key in [Key::Enter, Key::Space] {
        focus_before(stage);
        tab_to(&stage.page, "rotation");
        let said = rotation_says(&widget);
        stage.page.press(key);
        stage.page.wait_until(
            &format!("part('rotation').getAttribute('aria-label') !== '{said}'"),
            "the rotation control to change",
        );
        for control in ["next", "previous"] {
            let first = widget.in_view()[0].clone();
            tab_to(&stage.page, "next");
            if control == "previous" {
                stage.page.press(Key::ShiftTab);
            }
            stage.page.press(key);
            widget.wait_moved_from(&first);
            focus_before(stage);
        }
        let first = widget.in_view()[0].clone();
        tab_to(&stage.page, "marker");
        stage.page.press(Key::Tab);
        stage.page.press(key);
        widget.wait_moved_from(&first);
        stage.page.eval("(host().goTo(0), true)");
        widget.wait_first_in_view("Article 1");
    }
    focus_before(stage);
    assert_eq!(stage.page.tab_sequence(60).last().unwrap().what, "after");
    for _ in 0..60 {
        stage.page.press(Key::ShiftTab);
        if stage.page.focused() == "before" {
            return;
        }
    }
    panic!("Shift and Tab do not lead out of the widget");
}

/// What became of the keys pressed last, as the page sees them when all others have.
const NOTED: &str = "(window.noted = [], addEventListener('keydown', (event) =>
    noted.push(`${event.key} ${event.defaultPrevented}`)), true)";

fn k12_no_key_is_taken_from_the_page(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval(NOTED);
    for part in ["next", "read-more", "marker"] {
        focus_before(stage);
        tab_to(&stage.page, part);
        for key in [
            Key::Up,
            Key::Down,
            Key::Home,
            Key::End,
            Key::PageUp,
            Key::PageDown,
            Key::Escape,
        ] {
            stage.page.press(key);
        }
        for modifier in [Modifier::Shift, Modifier::Control, Modifier::Meta] {
            stage.page.press_with(modifier, Key::Right);
            stage.page.press_with(modifier, Key::Left);
        }
    }
    stage.page.wait_until("noted.length >= 39", "the keys");
    let taken = stage
        .page
        .eval("noted.filter((key) => key.endsWith('true'))");
    assert_eq!(strings(&taken), Vec::<String>::new());
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
    // Alt and an arrow go through the browser's history; a key a page never sees does not move.
    let answer = "part('next').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight',
        altKey: true, bubbles: true, composed: true, cancelable: true }))";
    assert_eq!(stage.page.eval(answer), true);
    // Left and Right alone move the carousel, and are taken.
    stage.page.eval("(noted.length = 0, true)");
    stage.page.press(Key::Right);
    widget.wait_moved_from("Article 1");
    assert_eq!(strings(&stage.page.eval("noted")), ["ArrowRight true"]);
    // Where nothing moves, they are the page's too.
    open_ready(stage, 1, "");
    stage.page.eval(NOTED);
    focus_before(stage);
    tab_to(&stage.page, "read-more");
    stage.page.eval("(noted.length = 0, true)");
    stage.page.press(Key::Right);
    assert_eq!(strings(&stage.page.eval("noted")), ["ArrowRight false"]);
}

fn k12_no_key_is_listened_to_outside(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let head = format!(
        "<script nonce>window.outside = [];
           for (const target of [window, document]) {{
             const own = target.addEventListener;
             target.addEventListener = function (type, ...rest) {{
               outside.push(type);
               own.call(this, type, ...rest);
             }};
           }}</script><script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, "autoplay=\"60\""), "");
    let widget = crate::widget::Widget::first(&stage.page);
    widget.wait_ready();
    let seen = strings(&stage.page.eval("outside"));
    assert!(
        seen.contains(&"visibilitychange".to_owned()),
        "the watch does not work: {seen:?}"
    );
    assert!(!seen.iter().any(|kind| kind.starts_with("key")), "{seen:?}");
    focus_before(stage);
    for key in [Key::Right, Key::Left, Key::Right] {
        stage.page.press(key);
    }
    stage.page.come_to_rest();
    assert_eq!(widget.in_view()[0], "Article 1");
}

/// Everything to press or click that a reader sees, with its size where that is too small.
const SMALL: &str = "[...host().shadowRoot.querySelectorAll('a, button')]
    .filter((target) => shown(target) && !target.closest('[inert]'))
    .map((target) => [target.closest('[part]').part[0], box(target).width, box(target).height])
    .filter(([, width, height]) => width < 24 || height < 24)";

fn k13_targets_are_large_enough(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(100));
    let element = element(&feed, "limit=\"100\" autoplay=\"60\"");
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
    let widget = open_ready(stage, 12, "autoplay=\"60\"");
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
        // Engines differ in the space between the two.
        let name = link.name();
        assert!(
            name.starts_with("Read more") && name.ends_with(&format!(": {headline}")),
            "{name}"
        );
    }
}

/// The contrast of two colours as WCAG computes it; the first element with a ground of its own
/// gives the ground.
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

fn k16_focus_and_controls_can_be_seen(stage: &Stage) {
    for theme in ["light", "dark"] {
        open_ready(stage, 12, &format!("autoplay=\"60\" theme=\"{theme}\""));
        focus_before(stage);
        for part in [
            "rotation",
            "previous",
            "next",
            "headline",
            "read-more",
            "marker",
        ] {
            tab_to(&stage.page, part);
            let body = format!(
                "{CONTRAST} const element = deepActive(), style = getComputedStyle(element);
                 return [style.outlineStyle, parseFloat(style.outlineWidth),
                   contrast(style.outlineColor, ground(element.parentElement))]"
            );
            let ring = stage.page.script(&body, json!([]));
            assert_eq!(ring[0], "solid", "{part} in {theme}");
            assert!(
                ring[1].as_f64().unwrap() >= 2.0,
                "{part} in {theme}: {ring}"
            );
            assert!(
                ring[2].as_f64().unwrap() >= 3.0,
                "{part} in {theme}: {ring}"
            );
        }
        // Outline, arrow and dot of what can be pressed.
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

/// With forced colours backgrounds are gone; borders and what is exempt remain.
fn k16_controls_are_drawn_in_forced_colours(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"60\" loop=\"off\"");
    let body = format!(
        "{CONTRAST} return parts('next').concat(parts('previous'), parts('rotation')).map((control) => {{
           const own = getComputedStyle(control), arrow = getComputedStyle(control, '::before');
           const drawn = control.part[0] === 'rotation' ? arrow.backgroundColor : arrow.borderTopColor;
           const behind = getComputedStyle(part('base')).backgroundColor;
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
}

fn k17_a_touch_screen_hides_no_control(stage: &Stage) {
    stage.page.have_touch_screen();
    let widget = open_ready(stage, 12, "autoplay=\"60\"");
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
