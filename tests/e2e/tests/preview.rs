//! The preview as a partner's page, and pictures of it for people.

use harness::{Origin, Reader, Stage, cases, places};

use crate::configurator;
use crate::widget::{Widget, assert_quiet};

cases![
    the_preview_shows_its_articles,
    screenshots_light,
    screenshots_dark => |case| case.reader(Reader::DARK),
];

/// Opens `index.html` of the build.
fn open<'s>(stage: &'s Stage) -> Widget<'s> {
    let page = places::dist().join("index.html");
    assert!(
        page.is_file(),
        "the build has no preview: {}",
        page.display()
    );
    stage
        .page
        .goto(&stage.site.url(Origin::Cdn, "embed/index.html"));
    // Pictures and styles that load meanwhile move the place to scroll to.
    stage.page.wait_until(
        "document.readyState === 'complete' && host()",
        "the page with the widget",
    );
    stage
        .page
        .eval("(host().scrollIntoView({ behavior: 'instant' }), true)");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn the_preview_shows_its_articles(stage: &Stage) {
    let widget = open(stage);
    assert!(widget.headlines().len() >= 12, "{:?}", widget.headlines());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    stage
        .page
        .eval("(host().scrollIntoView({ behavior: 'instant' }), true)");
    stage.page.come_to_rest();
    assert_eq!(stage.page.axe(), Vec::<String>::new());
}

fn screenshots_light(stage: &Stage) {
    screenshots(stage, "light");
}

fn screenshots_dark(stage: &Stage) {
    screenshots(stage, "dark");
}

/// `artefacts/preview-<engine>-<width>-<scheme>.png`, with the widget in the middle.
fn screenshots(stage: &Stage, scheme: &str) {
    for width in [320, 768, 1280] {
        stage.page.resize(1280, 900);
        stage.page.goto(&configurator::frame(stage, width, ""));
        stage.page.enter_frame();
        stage.page.wait_until("host()", "the widget");
        stage
            .page
            .eval("(host().scrollIntoView({ block: 'center', behavior: 'instant' }), true)");
        Widget::first(&stage.page).wait_ready();
        stage.page.wait_until(
            "slidesInView().every((slide) => slide.querySelector('img')?.complete ?? true)",
            "pictures",
        );
        stage
            .page
            .eval("(host().scrollIntoView({ block: 'center', behavior: 'instant' }), true)");
        stage.page.come_to_rest();
        stage.page.leave_frames();
        let name = format!("preview-{}-{width}-{scheme}.png", stage.engine);
        let frame = stage.page.element("document.querySelector('iframe')");
        frame.screenshot(&places::artefacts().join(name));
    }
    assert_quiet(stage);
}
