//! Checklist K, the controls themselves: previous, next, rotation and markers.

use harness::{Answer, Key, Stage, cases};
use serde_json::json;

use super::{START, STOP, focus_before, rotation_says, tab_to};
use crate::widget::{Widget, feed_of, open, open_ready};

cases![
    k1_controls_are_native_buttons,
    k2_the_rotation_control_comes_first,
    k3_controls_slides_and_markers_follow_each_other,
    k4_the_rotation_control_says_what_it_does,
    k5_the_rotation_control_is_there_while_there_is_rotation,
    k6_controls_keep_the_focus,
    k6_trying_again_keeps_the_focus_inside,
    k7_previous_and_next_name_what_they_control,
    k8_a_control_at_an_end_stays_focusable,
    k9_markers_are_a_labelled_group_named_by_slides,
];

fn k1_controls_are_native_buttons(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\"");
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
    open_ready(stage, 12, "autoplay=\"3600\"");
    focus_before(stage);
    stage.page.press(Key::Tab);
    assert_eq!(stage.page.focused(), "rotation");
}

fn k3_controls_slides_and_markers_follow_each_other(stage: &Stage) {
    let widget = open_ready(stage, 8, "autoplay=\"3600\"");
    let seen = widget.in_view().len();
    focus_before(stage);
    let stops: Vec<_> = stage
        .page
        .tab_sequence(40)
        .into_iter()
        .map(|stop| stop.what)
        .collect();
    let mut expected = vec!["rotation", "previous", "next"];
    expected.extend(["headline"].repeat(seen));
    let markers = widget.ask("parts('marker', i).length").as_u64().unwrap() as usize;
    expected.extend(["marker"].repeat(markers));
    expected.push("after");
    assert_eq!(stops, expected);
}

fn k4_the_rotation_control_says_what_it_does(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"3600\"");
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
    // The mouse is not over the widget, so the controls must be visible without it.
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
    let widget = open_ready(stage, 12, "autoplay=\"3600\"");
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

fn k6_trying_again_keeps_the_focus_inside(stage: &Stage) {
    let gate = stage.site.gate();
    let answers = [Answer::status_only(404), feed_of(12).held_by(&gate)];
    let feed = stage.site.feed("feed.json", answers);
    open(
        stage,
        &format!("<latest-news feed=\"{feed}\"></latest-news>"),
    );
    let widget = Widget::first(&stage.page);
    widget.wait_state("failed");
    focus_before(stage);
    stage.page.press(Key::Tab);
    assert_eq!(stage.page.active().name(), "Try again");
    stage.page.press(Key::Enter);
    stage.site.wait_for_requests("feed.json", 2);
    assert_eq!(stage.page.focused(), "heading");
    gate.open();
    widget.wait_ready();
    assert_eq!(stage.page.focused(), "heading");
    stage.page.press(Key::Tab);
    assert_eq!(stage.page.focused(), "previous");
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
        // The marker has the name of the slide it leads to.
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
