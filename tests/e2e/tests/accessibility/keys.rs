//! Checklist K, keys: which keys work, and which are left to the page.

use harness::{Key, Modifier, Stage, cases};

use super::{focus_before, rotation_says, tab_to};
use crate::widget::{Widget, element, feed_of, open_ready, open_with, strings};

cases![
    k11_enter_and_space_work_and_tab_leads_out,
    k12_no_key_is_taken_from_the_page,
    k12_no_key_is_listened_to_outside,
];

fn k11_enter_and_space_work_and_tab_leads_out(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"3600\"");
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

/// What happened to the last keys, recorded by the page after all other listeners.
const NOTED: &str = "(window.noted = [], addEventListener('keydown', (event) =>
    noted.push(`${event.key} ${event.defaultPrevented}`)), true)";

fn k12_no_key_is_taken_from_the_page(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval(NOTED);
    for part in ["next", "headline", "marker"] {
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
    // A browser may scroll with these keys. The widget does not step.
    let steps = "collected.events.filter(({ detail }) => detail.reason === 'control').length";
    assert_eq!(stage.page.eval(steps), 0);
    stage.page.eval("(host().goTo(0), true)");
    widget.wait_first_in_view("Article 1");
    // Alt with an arrow key goes through the browser's history. A synthetic key event does not.
    let answer = "part('next').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight',
        altKey: true, bubbles: true, composed: true, cancelable: true }))";
    assert_eq!(stage.page.eval(answer), true);
    // Only Left and Right move the carousel, and their defaults are prevented.
    stage.page.eval("(noted.length = 0, true)");
    stage.page.press(Key::Right);
    widget.wait_moved_from("Article 1");
    assert_eq!(strings(&stage.page.eval("noted")), ["ArrowRight true"]);
    // If nothing can move, these keys also belong to the page.
    open_ready(stage, 1, "");
    stage.page.eval(NOTED);
    focus_before(stage);
    tab_to(&stage.page, "headline");
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
    open_with(stage, &head, &element(&feed, "autoplay=\"3600\""), "");
    let widget = Widget::first(&stage.page);
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
