//! Checklist H: which content is hidden from whom, and where the focus goes.

use harness::{Key, Stage, cases};
use serde_json::json;

use super::{focus_before, open_framed, tab_to};
use crate::widget::{element, feed_of, open_ready, strings};

cases![
    h1_slides_out_of_view_are_neither_focusable_nor_told,
    h2_a_slide_partly_in_view_is_told,
    h3_the_slide_with_the_focus_stays_reachable,
    h3_arrow_keys_take_the_focus_along,
    h3_a_marker_that_leaves_hands_on_the_focus,
    h4_tab_after_next_goes_to_the_first_new_slide,
    h4_tab_does_not_wait_for_the_scrolling,
    h5_nothing_is_cloned,
    h6_what_has_the_focus_is_not_covered,
    h7_nothing_is_revealed_by_hover_or_focus,
    h8_links_have_different_names,
    h9_focus_changes_nothing_and_new_tabs_are_announced,
];

/// The headlines of the slides that are focusable and exposed.
const REACHABLE: &str = "parts('slide').filter((slide) => !slide.inert).map(headline)";

fn h1_slides_out_of_view_are_neither_focusable_nor_told(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    for _ in 0..2 {
        let seen = widget.in_view();
        assert_eq!(strings(&stage.page.eval(REACHABLE)), seen);
        focus_before(stage);
        let stops = stage.page.tab_sequence(40);
        let reached: Vec<_> = stops
            .into_iter()
            .filter(|stop| stop.what == "headline")
            .map(|stop| stop.name)
            .collect();
        assert_eq!(reached, seen);
        let tree = stage.page.accessibility_tree("Latest news");
        for headline in widget.headlines() {
            assert_eq!(
                tree.lines()
                    .any(|line| line.contains(&format!("{headline:?}")) && line.contains("=slide")),
                seen.contains(&headline),
                "{headline} in\n{tree}"
            );
        }
        stage.page.part("next").click();
        widget.wait_moved_from(&seen[0]);
    }
}

fn h2_a_slide_partly_in_view_is_told(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    open_framed(stage, &element(&feed, ""), 460, 700);
    let peeks = "((slide, view) => slide.left < view.right - 20 && slide.right > view.right)(
        box(parts('slide')[1]), box(part('viewport')))";
    assert_eq!(
        stage.page.eval(peeks),
        true,
        "the second slide does not peek"
    );
    assert_eq!(
        strings(&stage.page.eval(REACHABLE)),
        ["Article 1", "Article 2"]
    );
    assert_eq!(stage.page.element("parts('slide')[1]").role(), "group");
}

fn h3_the_slide_with_the_focus_stays_reachable(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    focus_before(stage);
    tab_to(&stage.page, "headline");
    stage.page.eval("(host().goTo(11), true)");
    widget.wait_in_view("Article 12");
    assert_eq!(stage.page.active().name(), "Article 1", "the focus is lost");
    assert_eq!(stage.page.eval("parts('slide')[0].inert"), false);
    stage
        .page
        .element("document.querySelector('#after')")
        .focus();
    stage.page.wait_until(
        "parts('slide')[0].inert",
        "the first slide to be out of reach",
    );
}

fn h3_arrow_keys_take_the_focus_along(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    focus_before(stage);
    tab_to(&stage.page, "headline");
    stage.page.press(Key::Right);
    let first = widget.wait_moved_from("Article 1");
    let seen = "slidesInView().some((slide) => slide.contains(deepActive()))";
    stage.page.wait_until(seen, "the focus in view");
    assert_eq!(stage.page.active().name(), first);
    stage.page.press(Key::Left);
    widget.wait_first_in_view("Article 1");
    assert_eq!(stage.page.active().name(), "Article 1");
}

fn h3_a_marker_that_leaves_hands_on_the_focus(stage: &Stage) {
    // There are more rest positions than visible markers.
    let feed = stage.site.feed("feed.json", feed_of(12));
    let widget = open_framed(stage, &element(&feed, ""), 320, 700);
    stage.page.part("marker").focus();
    let name = stage.page.active().name();
    for number in 2..=8 {
        stage.page.press(Key::Right);
        widget.wait_in_view(&format!("Article {number}"));
        assert_eq!(stage.page.focused(), "marker", "at {number}");
    }
    assert_ne!(stage.page.active().name(), name);
}

fn h4_tab_after_next_goes_to_the_first_new_slide(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    focus_before(stage);
    tab_to(&stage.page, "next");
    stage.page.press(Key::Enter);
    let first = widget.wait_moved_from("Article 1");
    stage.page.press(Key::Tab);
    assert_eq!(stage.page.active().name(), first);
    assert_eq!(widget.in_view()[0], first);
}

fn h4_tab_does_not_wait_for_the_scrolling(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    let seen = widget.in_view().len();
    focus_before(stage);
    tab_to(&stage.page, "next");
    stage.page.press(Key::Enter);
    stage.page.press(Key::Tab);
    let new = format!("Article {}", seen + 1);
    assert_eq!(stage.page.active().name(), new);
    widget.wait_in_view(&new);
    assert_eq!(stage.page.active().name(), new);
}

fn h5_nothing_is_cloned(stage: &Stage) {
    let widget = open_ready(stage, 12, "autoplay=\"3600\"");
    stage.page.eval("(host().goTo(11), true)");
    widget.wait_in_view("Article 12");
    stage.page.part("next").click();
    widget.wait_first_in_view("Article 1");
    let all: Vec<_> = (1..=12).map(|number| format!("Article {number}")).collect();
    assert_eq!(widget.headlines(), all);
    assert_eq!(
        stage
            .page
            .eval("part('slide').parentElement.children.length"),
        12
    );
}

fn h6_what_has_the_focus_is_not_covered(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    // At 320 and 480 pixels, the edge of the next slide is visible. Tab may lead into that slide.
    for width in [320, 480, 1200] {
        open_framed(stage, &element(&feed, "autoplay=\"3600\""), width, 700);
        focus_before(stage);
        for _ in 0..40 {
            stage.page.press(Key::Tab);
            if stage.page.focused() == "after" {
                break;
            }
            stage.page.come_to_rest();
            let covered = "((element) => {
                const { left, top, width, height } = box(element);
                const hit = host().shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
                return element.contains(hit) ? '' : `${element.part} ${words(element)} under ${hit?.part}`;
              })(deepActive())";
            assert_eq!(stage.page.eval(covered), "", "at {width} px");
        }
        assert_eq!(stage.page.focused(), "after");
    }
}

fn h7_nothing_is_revealed_by_hover_or_focus(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\"");
    let drawn = "[...host().shadowRoot.querySelectorAll('*')].filter(shown).length";
    let before = stage.page.eval(drawn);
    assert_eq!(
        stage
            .page
            .eval("host().shadowRoot.querySelectorAll('[title]').length"),
        0
    );
    for part in [
        "slide",
        "headline",
        "read-more",
        "next",
        "marker",
        "rotation",
    ] {
        stage.page.hover(&stage.page.part(part));
        stage.page.frames(2);
        assert_eq!(stage.page.eval(drawn), before, "the mouse on {part}");
    }
    focus_before(stage);
    for _ in 0..10 {
        stage.page.press(Key::Tab);
        assert_eq!(
            stage.page.eval(drawn),
            before,
            "focus on {}",
            stage.page.focused()
        );
    }
}

fn h8_links_have_different_names(stage: &Stage) {
    open_ready(stage, 12, "");
    focus_before(stage);
    let stops = stage.page.tab_sequence(40);
    let mut names: Vec<_> = stops
        .into_iter()
        .filter(|stop| stop.role == "link")
        .map(|stop| stop.name)
        .collect();
    assert!(names.len() > 3, "{names:?}");
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "{names:?}");
}

fn h9_focus_changes_nothing_and_new_tabs_are_announced(stage: &Stage) {
    let widget = open_ready(stage, 12, "target=\"_blank\"");
    let (url, seen) = (stage.page.url(), widget.in_view());
    focus_before(stage);
    let stops = stage.page.tab_sequence(40);
    for link in stops
        .iter()
        .filter(|stop| stop.role == "link" && stop.what != "after")
    {
        assert!(link.name.contains("opens in a new tab"), "{link:?}");
    }
    assert_eq!((stage.page.url(), stage.page.windows()), (url, 1));
    assert_eq!(stage.page.events("select"), Vec::<serde_json::Value>::new());
    assert_eq!(widget.in_view(), seen);
    assert_eq!(
        stage
            .page
            .eval("collected.events.filter(({ name }) => name === 'slide').length"),
        json!(0)
    );
}
