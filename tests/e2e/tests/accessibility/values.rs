//! Unusual values and few articles: sensible behaviour, no error, no control that does nothing.

use harness::{Stage, cases};
use serde_json::json;

use crate::widget::{assert_quiet, open_ready};

cases![
    autoplay_that_is_no_time_is_off,
    going_beyond_an_end_goes_to_that_end,
    one_slide_has_no_controls,
    two_slides_that_fit_have_no_controls,
    two_slides_that_do_not_fit_have_controls,
    slides_narrower_than_the_container_need_no_controls,
];

const CONTROLS: &str = "['rotation', 'previous', 'next', 'marker']
    .filter((name) => parts(name).some(shown))";

fn autoplay_that_is_no_time_is_off(stage: &Stage) {
    for value in ["0", "fast", "-5", "2.9", "NaN"] {
        open_ready(stage, 12, &format!("autoplay=\"{value}\""));
        assert_eq!(
            stage.page.eval(CONTROLS),
            json!(["previous", "next", "marker"]),
            "{value}"
        );
        let told = stage.page.console();
        assert_eq!(told.len(), 1, "{told:?}");
        let expected = format!("autoplay=\"{value}\" is not a number of seconds");
        assert!(
            told[0].level == "warn" && told[0].text.contains(&expected),
            "{told:?}"
        );
        assert_eq!(stage.page.errors(), Vec::<String>::new());
    }
}

fn going_beyond_an_end_goes_to_that_end(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    for (index, there) in [
        ("1e9", "Article 12"),
        ("-1", "Article 1"),
        ("Infinity", "Article 12"),
        ("NaN", "Article 1"),
        ("11.7", "Article 12"),
        ("-Infinity", "Article 1"),
        ("'5'", "Article 6"),
        ("undefined", "Article 1"),
    ] {
        stage.page.eval(&format!("(host().goTo({index}), true)"));
        widget.wait_in_view(there);
    }
    assert_quiet(stage);
}

fn one_slide_has_no_controls(stage: &Stage) {
    let widget = open_ready(stage, 1, "autoplay=\"3\"");
    assert_eq!(widget.in_view(), ["Article 1"]);
    assert_eq!(stage.page.eval(CONTROLS), json!([]));
    stage
        .page
        .eval("(host().next(), host().previous(), host().goTo(3), host().play(), true)");
    stage.page.come_to_rest();
    assert_eq!(
        (widget.in_view().len(), stage.page.events("slide").len()),
        (1, 0)
    );
    assert_quiet(stage);
}

fn two_slides_that_fit_have_no_controls(stage: &Stage) {
    let widget = open_ready(stage, 2, "autoplay=\"3\"");
    assert_eq!(widget.in_view(), ["Article 1", "Article 2"]);
    assert_eq!(stage.page.eval(CONTROLS), json!([]));
    assert_quiet(stage);
}

fn two_slides_that_do_not_fit_have_controls(stage: &Stage) {
    let widget = open_ready(stage, 2, "style=\"width:320px\" autoplay=\"3600\"");
    assert_eq!(widget.in_view(), ["Article 1"]);
    assert_eq!(
        stage.page.eval(CONTROLS),
        json!(["rotation", "previous", "next", "marker"])
    );
    stage.page.part("next").click();
    widget.wait_in_view("Article 2");
    stage.page.part("next").click();
    widget.wait_first_in_view("Article 1");
    assert_quiet(stage);
}

fn slides_narrower_than_the_container_need_no_controls(stage: &Stage) {
    let widget = open_ready(stage, 4, "style=\"--latest-news-slide-min-width:150px\"");
    assert_eq!(widget.in_view().len(), 4);
    assert_eq!(stage.page.eval(CONTROLS), json!([]));
    let whole =
        "parts('slide').every((slide) => !slide.inert && box(slide).right <= box(host()).right)";
    assert_eq!(stage.page.eval(whole), true);
    assert_quiet(stage);
}
