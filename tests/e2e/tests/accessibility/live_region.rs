//! Checklist L: what is announced, and when nothing is.

use harness::{Answer, Stage, cases};
use serde_json::json;

use super::{START, a_turn_later, open_with_clock, turns};
use crate::widget::{Widget, articles, element, feed_of, open, open_ready, strings, unreachable};

cases![
    l1_slides_are_live_only_while_they_stand_still,
    l2_no_text_changes_by_itself => |case| case.patient(),
    l3_a_readers_step_is_said_once,
    l3_turning_says_nothing => |case| case.patient(),
    l4_messages_are_a_status_that_was_there_before,
    l5_loading_is_busy,
];

fn l1_slides_are_live_only_while_they_stand_still(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\"");
    let told = "((track) => [track.getAttribute('aria-live'), track.getAttribute('aria-atomic'),
        track.querySelectorAll('[part=slide]').length])(part('slide').parentElement)";
    assert_eq!(stage.page.eval(told), json!(["off", "false", 12]));
    stage.page.part("rotation").click();
    stage.page.wait_until(
        &format!("part('rotation').getAttribute('aria-label') === '{START}'"),
        START,
    );
    assert_eq!(stage.page.eval(told), json!(["polite", "false", 12]));
}

/// From now on, records every text that appears or changes below an element.
fn note_texts(stage: &Stage, below: &str) {
    stage.page.eval(&format!(
        "(window.said = [], new MutationObserver((changes) => changes.forEach((change) =>
            change.type === 'characterData' ? said.push(words(change.target))
              : change.addedNodes.forEach((node) => words(node) && said.push(words(node)))))
            .observe({below}, {{ subtree: true, childList: true, characterData: true }}), true)"
    ));
}

fn l2_no_text_changes_by_itself(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    // Published so recently that the words would change while the test waits.
    let mut feed = articles(12);
    let now = stage
        .page
        .eval("new Date(Date.now() - 57500).toISOString()");
    for item in feed["items"].as_array_mut().unwrap() {
        item["date_published"] = now.clone();
    }
    let url = stage.site.feed("now.json", Answer::json(feed.to_string()));
    stage
        .page
        .script("host().feed = arguments[0]", json!([url]));
    stage.page.wait_until(
        "Date.now() - Date.parse(part('date')?.dateTime) < 100000",
        "the new feed",
    );
    widget.wait_ready();
    stage.page.part("headline").focus();
    note_texts(stage, "part('slide').parentElement");
    a_turn_later(stage);
    assert_eq!(strings(&stage.page.eval("said")), Vec::<String>::new());
    // An update changes their wording, and nobody is told.
    let live = "parts('date').every((date) => date.getAttribute('aria-live') === 'off')";
    assert_eq!(stage.page.eval(live), true);
}

fn l3_a_readers_step_is_said_once(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    note_texts(stage, "part('status')");
    let seen = widget.in_view().len();
    stage.page.part("next").click();
    let first = widget.wait_moved_from("Article 1");
    let position = format!("{}–{} of 12: {first}", seen + 1, 2 * seen);
    stage
        .page
        .wait_until("said.length > 0", "the position to be said");
    stage.page.frames(10);
    assert_eq!(strings(&stage.page.eval("said")), [position]);
    // The same by marker and by key.
    stage.page.element("parts('marker').at(-1)").click();
    widget.wait_in_view("Article 12");
    stage.page.part("previous").focus();
    stage.page.press(harness::Key::Left);
    stage
        .page
        .wait_until("said.length >= 3", "both steps to be said");
    stage.page.come_to_rest();
    assert_eq!(stage.page.eval("said.length"), 3);
    let loud = "host().shadowRoot.querySelectorAll('[aria-live=assertive], [role=alert]').length";
    assert_eq!(stage.page.eval(loud), 0);
}

fn l3_turning_says_nothing(stage: &Stage) {
    open_with_clock(stage, "autoplay=\"3\"");
    note_texts(stage, "part('status')");
    a_turn_later(stage);
    stage.page.come_to_rest();
    assert!(turns(stage) > 0);
    assert_eq!(strings(&stage.page.eval("said")), Vec::<String>::new());
}

fn l4_messages_are_a_status_that_was_there_before(stage: &Stage) {
    let empty = Answer::json(articles(0).to_string());
    let ends = [
        ("empty", "There is no news at the moment."),
        ("failed", "The latest news cannot be shown right now."),
    ];
    for (state, message) in ends {
        let gate = stage.site.gate();
        let feed = match state {
            "empty" => stage.site.feed("empty.json", empty.clone().held_by(&gate)),
            _ => stage
                .site
                .feed("bad.json", Answer::json("no json").held_by(&gate)),
        };
        open(
            stage,
            &format!("<latest-news id=\"news\" feed=\"{feed}\"></latest-news>"),
        );
        stage.page.wait_until("part('status')", "the live region");
        stage.page.eval("(window.before = part('status'), true)");
        let status = stage.page.part("status");
        assert_eq!(status.role(), "status");
        gate.open();
        Widget::first(&stage.page).wait_state(state);
        let says = format!("words(part('status')) === '{message}' && shown(part('status'))");
        stage.page.wait_until(&says, message);
        assert_eq!(
            stage.page.eval("before === part('status')"),
            true,
            "another live region"
        );
        assert_ne!(stage.page.focused(), "status");
    }
    // A widget that shows the partner's fallback still announces.
    open(stage, &element(&unreachable(), ""));
    let says = "words(part('status')) === 'The latest news cannot be shown right now.'";
    stage.page.wait_until(says, "the failure to be said");
}

fn l5_loading_is_busy(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(12).held_by(&gate));
    open(stage, &element(&feed, ""));
    stage.page.wait_until("part('base')", "the widget");
    let told = "[part('base').getAttribute('aria-busy'), parts('slide').length,
        parts('image').length, parts('controls').length]";
    assert_eq!(stage.page.eval(told), json!(["true", 0, 0, 0]));
    gate.open();
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.page.part("base").attribute("aria-busy"), None);
}
