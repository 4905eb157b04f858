//! Checklist W: rotation, and who can stop it.

use harness::{Engine, Key, Reader, Stage, cases};
use serde_json::json;

use super::{
    NO_LIVE_SETTINGS, NO_TOUCH, START, STOP, a_turn_later, assert_turns, focus_before,
    open_with_clock, rotation_says, tab_to, turns,
};
use crate::faults::HURRY;
use crate::widget::{Widget, element, feed_of, open, open_ready, open_with, strings};

cases![
    w1_the_control_stops_it_for_good => |case| case.patient(),
    w2_the_feed_is_not_asked_again,
    w2_the_control_stops_updates_too => |case| case.patient(),
    w3_focus_stops_it_and_it_stays_stopped => |case| case.patient(),
    w4_hovering_holds_it => |case| case.patient(),
    w4_selected_text_holds_it => |case| case.patient(),
    w4_a_finger_holds_it => |case| case.only_in(Engine::Chromium, NO_TOUCH),
    w4_a_pen_holds_it,
    w5_what_the_reader_started_runs_through_hover_and_focus => |case| case.patient(),
    w6_reduced_motion_starts_it_stopped => |case| case
        .reader(Reader::REDUCED_MOTION)
        .patient(),
    w6_reduced_motion_is_obeyed_when_it_changes => |case| case
        .not_in(Engine::WebKit, NO_LIVE_SETTINGS),
    w7_stopping_one_stops_all => |case| case.patient(),
    w8_nothing_turns_off_screen_and_nothing_is_made_up_for => |case| case.patient(),
    w8_nothing_turns_on_a_hidden_page_and_nothing_is_made_up_for => |case| case
        .not_in(Engine::WebKit, "WebKitGTK takes a page behind another for visible"),
    w9_nothing_turns_unless_asked_nor_fast => |case| case.patient(),
    w10_turning_moves_neither_focus_nor_page => |case| case.patient(),
    w11_nothing_blinks,
];

#[track_caller]
fn wait_says(stage: &Stage, says: &str) {
    stage.page.wait_until(
        &format!("part('rotation').getAttribute('aria-label') === '{says}'"),
        says,
    );
}

fn w1_the_control_stops_it_for_good(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    stage.page.wait_until(
        "collected.events.some(({ target, detail }) => target === 'news' && detail.reason === 'rotation')",
        "the first turn",
    );
    stage.page.part("rotation").click();
    wait_says(stage, START);
    let before = turns(stage);
    // The focus and the mouse have left the widget.
    stage.page.eval("(deepActive()?.blur(), true)");
    stage.page.point_at(2, 2);
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
    assert_eq!(rotation_says(&widget), START);
}

fn w2_the_feed_is_not_asked_again(stage: &Stage) {
    open_with_clock(stage, "autoplay=\"3\"");
    a_turn_later(stage);
    assert!(turns(stage) > 0);
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
}

fn w2_the_control_stops_updates_too(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let loader = stage.site.loader();
    let head = format!("{HURRY}<script async src=\"{loader}\"></script>");
    open_with(stage, &head, &element(&feed, "autoplay=\"3600\""), "");
    Widget::first(&stage.page).wait_ready();
    stage.page.part("rotation").click();
    wait_says(stage, START);
    // Not before: a refresh might be under way when the reader stops the widget.
    stage
        .page
        .script("host().setAttribute('refresh', '1')", json!([]));
    let asked = || stage.site.requests_for("feed.json").len();
    let before = asked();
    // On the page's clock: two of the feed's minutes, and the fifth by which each may be longer.
    let later = "(setTimeout(() => { window.isLater = true }, 150000), true)";
    stage.page.eval(later);
    stage
        .page
        .wait_until("window.isLater", "two minutes to pass");
    assert_eq!(asked(), before, "asked again although it was stopped");
    stage.page.part("rotation").click();
    wait_says(stage, STOP);
    stage.site.wait_for_requests("feed.json", before + 1);
}

fn w3_focus_stops_it_and_it_stays_stopped(stage: &Stage) {
    // From before, from behind, and to a link in the middle, as with a screen reader.
    let enters: [fn(&Stage); 3] = [
        |stage| {
            focus_before(stage);
            stage.page.press(Key::Tab);
            assert_eq!(stage.page.focused(), "rotation");
        },
        |stage| {
            stage
                .page
                .eval("(document.querySelector('#clock').remove(), true)");
            stage
                .page
                .element("document.querySelector('#after')")
                .focus();
            stage.page.press(Key::ShiftTab);
            assert_eq!(stage.page.focused(), "marker");
        },
        |stage| {
            // In one script: links of slides that have turned away take no focus.
            let focus = "(parts('slide').find((it) => !it.inert).querySelector('a').focus(), true)";
            stage.page.eval(focus);
        },
    ];
    for enter in enters {
        let widget = open_with_clock(stage, "autoplay=\"3\"");
        assert_eq!(rotation_says(&widget), STOP);
        enter(stage);
        wait_says(stage, START);
    }
    let before = turns(stage);
    stage.page.eval("(deepActive().blur(), true)");
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
}

fn w4_hovering_holds_it(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    stage.page.hover(&stage.page.part("heading"));
    let before = turns(stage);
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
    assert_eq!(rotation_says(&widget), STOP, "hovering is no stop");
    assert_turns(
        stage,
        "null",
        "new Promise((go) => host().addEventListener('pointerleave', go, { once: true }))",
        || stage.page.point_at(2, 2),
        1,
    );
}

fn w4_selected_text_holds_it(stage: &Stage) {
    open_with_clock(stage, "autoplay=\"3\"");
    stage.page.eval(
        "(getSelection().setBaseAndExtent(part('summary').firstChild, 0, part('summary').firstChild, 9), true)",
    );
    stage.page.frames(2);
    let before = turns(stage);
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
    let freed = "new Promise((go) => {
        document.addEventListener('selectionchange', go, { once: true });
        getSelection().removeAllRanges();
    })";
    assert_turns(stage, "null", freed, || (), 1);
}

fn w4_a_finger_holds_it(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    stage.page.eval("(host().play(), true)");
    // The finger pulls the slides a little and stays there. The browser scrolls and sends the page
    // no more pointer events.
    stage.page.put_finger(&stage.page.part("viewport"), -60, 0);
    let before = turns(stage);
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
    stage.page.lift_finger();
    stage.page.come_to_rest();
    // A call restarts the time of a step. It ends no pause.
    assert_turns(stage, "null", "(host().play(), null)", || (), 1);
    assert_eq!(rotation_says(&widget), STOP);
}

/// With synthetic events, because no driver has a pen that scrolls.
fn w4_a_pen_holds_it(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    let pen = |part: &str, event: &str| {
        let bubbles = !matches!(event, "pointerenter" | "pointerleave");
        format!(
            "part('{part}').dispatchEvent(new PointerEvent('{event}', {{ pointerType: 'pen',
                pointerId: 9, isPrimary: true, bubbles: {bubbles}, composed: true }}))"
        )
    };
    let check =
        |act: &str, turned| assert_turns(stage, "null", &format!("({act}, null)"), || (), turned);
    check(&pen("base", "pointerenter"), 0);
    assert_eq!(rotation_says(&widget), STOP, "hovering is no stop");
    check(&pen("viewport", "pointerdown"), 0);
    // The browser scrolls with the pen: it sends no more events of the pen, and no touch events.
    check(&pen("viewport", "pointercancel"), 1);
    // A rotation that the reader started is paused by a pen that presses, but not by one that
    // hovers.
    let hovered = format!("host().play(), {}", pen("base", "pointerenter"));
    check(&hovered, 1);
    check(&pen("viewport", "pointerdown"), 0);
    check(&pen("viewport", "pointerup"), 1);
}

fn w5_what_the_reader_started_runs_through_hover_and_focus(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    stage.page.part("rotation").click();
    wait_says(stage, START);
    stage.page.part("rotation").click();
    wait_says(stage, STOP);
    // The mouse is on the control, and the focus moves on into the slides.
    tab_to(&stage.page, "headline");
    let before = turns(stage);
    a_turn_later(stage);
    assert!(turns(stage) > before);
    assert_eq!(rotation_says(&widget), STOP);
}

fn w6_reduced_motion_starts_it_stopped(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    assert_eq!(rotation_says(&widget), START);
    a_turn_later(stage);
    assert_eq!(turns(stage), 0);
    // The reader may want the rotation nevertheless.
    assert_turns(
        stage,
        "null",
        "new Promise((go) => host().addEventListener('click', go, { once: true }))",
        || stage.page.part("rotation").click(),
        1,
    );
    assert_eq!(rotation_says(&widget), STOP);
}

fn w6_reduced_motion_is_obeyed_when_it_changes(stage: &Stage) {
    let widget = open_with_clock(stage, "autoplay=\"3\"");
    assert_eq!(rotation_says(&widget), STOP);
    stage.page.set_reader(Reader::REDUCED_MOTION);
    wait_says(stage, START);
    let before = turns(stage);
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
    // If the reader allows motion again, that does not start the rotation.
    stage.page.set_reader(Reader::PLAIN);
    a_turn_later(stage);
    assert_eq!(
        (turns(stage), rotation_says(&widget).as_str()),
        (before, START)
    );
}

fn w7_stopping_one_stops_all(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let one = element(
        &feed,
        "autoplay=\"3600\" style=\"--latest-news-min-height:0\"",
    );
    open(stage, &one.repeat(3));
    let widgets = [0, 1, 2].map(|index| Widget::at(&stage.page, index));
    for widget in &widgets {
        widget.wait_ready();
        assert_eq!(rotation_says(widget), STOP);
    }
    stage.page.element("part('rotation', 1)").click();
    for index in 0..3 {
        let says = format!("part('rotation', {index}).getAttribute('aria-label') === '{START}'");
        stage.page.wait_until(&says, "every widget to stop");
    }
}

fn w8_nothing_turns_off_screen_and_nothing_is_made_up_for(stage: &Stage) {
    open_with_clock(stage, "autoplay=\"3\"");
    stage
        .page
        .eval("(host(1).style.marginTop = '3000px', host(1).scrollIntoView(), true)");
    stage
        .page
        .wait_until("box(host()).bottom < 0", "the widget off screen");
    stage.page.frames(3);
    let before = turns(stage);
    a_turn_later(stage);
    a_turn_later(stage);
    assert_eq!(turns(stage), before);
    let seen = "new Promise((go) => new IntersectionObserver((entries, own) =>
        entries.at(-1).isIntersecting && (own.disconnect(), go())).observe(host()))";
    // One step in the time of one step.
    assert_turns(
        stage,
        "null",
        seen,
        || {
            let back = "(host(1).style.marginTop = '', scrollTo(0, 0), true)";
            stage.page.eval(back);
        },
        1,
    );
}

fn w8_nothing_turns_on_a_hidden_page_and_nothing_is_made_up_for(stage: &Stage) {
    open_with_clock(stage, "autoplay=\"3\"");
    stage.page.eval(
        "(window.hiddenAt = [], document.addEventListener('visibilitychange', () =>
            hiddenAt.push([document.hidden, performance.now()])), true)",
    );
    let seen = |hidden: bool| {
        format!(
            "new Promise((go) => document.addEventListener('visibilitychange',
                () => document.hidden === {hidden} && go()))"
        )
    };
    // Nothing while it is hidden, and then one step in the time of one step.
    assert_turns(
        stage,
        &seen(true),
        &seen(false),
        || {
            stage.page.in_another_tab(|| {
                // More than the time of two steps, on the other tab's clock.
                stage
                    .page
                    .wait_until("performance.now() > 7000", "seven seconds");
            });
        },
        1,
    );
    let away = stage.page.eval("hiddenAt");
    assert_eq!(away[0][0], true, "the page was never hidden: {away}");
}

fn w9_nothing_turns_unless_asked_nor_fast(stage: &Stage) {
    for attributes in ["", "autoplay", "autoplay=\"1\""] {
        let widget = open_with_clock(stage, attributes);
        let offered = attributes == "autoplay";
        assert_eq!(
            rotation_says(&widget),
            if offered { STOP } else { "" },
            "{attributes:?}"
        );
        // The clock takes its first step after three seconds.
        let first = "collected.events.find(({ name, detail }) =>
            name === 'slide' && detail.reason === 'rotation')?.target";
        let first = stage.page.wait_until(first, "a step");
        assert_eq!(first, "clock", "{attributes:?}");
    }
}

fn w10_turning_moves_neither_focus_nor_page(stage: &Stage) {
    open_with_clock(stage, "autoplay=\"3\"");
    stage
        .page
        .eval("(document.body.style.paddingBottom = '3000px')");
    stage.page.eval(
        "(document.querySelector('#after').focus({ preventScroll: true }),
          scrollTo(0, box(host()).top + scrollY + 80), true)",
    );
    let before = stage.page.eval("scrollY");
    assert!(before.as_f64().unwrap() > 80.0);
    a_turn_later(stage);
    stage.page.come_to_rest();
    assert!(turns(stage) > 0);
    assert_eq!(stage.page.eval("scrollY"), before);
    assert_eq!(stage.page.focused(), "after");
}

fn w11_nothing_blinks(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\"");
    let rules = "(() => {
        const all = (list) => [...list].flatMap((rule) => [rule, ...all(rule.cssRules ?? [])]);
        return host().shadowRoot.adoptedStyleSheets.flatMap((sheet) => all(sheet.cssRules))
          .filter((rule) => rule instanceof CSSKeyframesRule || !['', 'none', 'initial'].includes(rule.style?.animationName ?? ''))
          .map((rule) => rule.cssText);
      })()";
    assert_eq!(strings(&stage.page.eval(rules)), Vec::<String>::new());
    assert_eq!(
        stage.page.eval("host().shadowRoot.getAnimations().length"),
        json!(0)
    );
}
