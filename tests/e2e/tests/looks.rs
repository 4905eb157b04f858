//! The layouts other than the carousel: all articles are visible, in every column.

use harness::{Answer, Origin, Reader, Stage, cases};
use serde_json::json;

use crate::widget::{Widget, articles, assert_quiet, element, open_ready};

cases![
    lists_show_all_articles_in_every_column,
    lists_are_lists_and_no_carousels,
    a_ticker_is_one_line_of_one_headline,
    a_ticker_has_room_for_the_partners_own_lines,
    a_ticker_fetches_no_pictures,
    paid_articles_say_so_in_every_layout,
    a_ticker_rotates_and_can_be_stopped => |case| case.patient(),
    a_layout_may_change,
    layouts_pass_axe,
    layouts_pass_axe_in_the_dark => |case| case.reader(Reader::DARK),
];

const LISTS: [&str; 3] = ["list", "grid", "hero"];
pub const COLUMNS: [u32; 6] = [250, 320, 480, 768, 1024, 1600];

/// Opens a column of this width with the widget on the preview's own feed.
fn open_column<'s>(stage: &'s Stage, width: u32, attributes: &str) -> Widget<'s> {
    let feed = stage.site.url(Origin::Cdn, "embed/preview/feed.json");
    open_feed_in_column(stage, width, &feed, attributes)
}

fn open_feed_in_column<'s>(
    stage: &'s Stage,
    width: u32,
    feed: &str,
    attributes: &str,
) -> Widget<'s> {
    let (width, widget) = (width.to_string(), element(feed, attributes));
    let fill = [("width", width.as_str()), ("widget", widget.as_str())];
    stage.page.goto(&stage.site.page("column", &fill));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn lists_show_all_articles_in_every_column(stage: &Stage) {
    stage.page.resize(1700, 900);
    for layout in LISTS {
        for width in COLUMNS {
            open_column(stage, width, &format!("layout=\"{layout}\""));
            let place = format!("{layout} at {width} px");
            let shown = "parts('slide').filter((slide) => shown(slide) && !slide.inert && box(slide).height > 40).length";
            assert_eq!(stage.page.eval(shown), 12, "{place}");
            assert_eq!(stage.page.eval("parts('controls').length"), 0, "{place}");
            let spilt = "parts('slide').concat(parts('heading'), parts('headline'), parts('image'), parts('date'))
                .filter((part) => shown(part) && (box(part).right > box(host()).right + 1 || box(part).left < box(host()).left - 1))
                .map((part) => part.part[0])";
            assert_eq!(stage.page.eval(spilt), json!([]), "{place}");
            let overlap = "parts('slide').some((one, index, all) => all.slice(index + 1).some((other) => {
                const [a, b] = [box(one), box(other)];
                return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
              }))";
            assert_eq!(stage.page.eval(overlap), false, "{place}");
            let covers = "parts('slide').filter((slide) => slide.querySelector('.picture')).every((slide) => {
                const picture = box(slide.querySelector('.picture'));
                slide.scrollIntoView({ block: 'center', behavior: 'instant' });
                const at = box(slide.querySelector('.picture'));
                const hit = slide.getRootNode().elementFromPoint(at.right - 8, at.top + 8);
                return picture.width > 60 && hit?.closest('a') !== null;
              })";
            assert_eq!(
                stage.page.eval(covers),
                true,
                "a picture opens its article: {place}"
            );
        }
    }
    assert_quiet(stage);
}

fn lists_are_lists_and_no_carousels(stage: &Stage) {
    for layout in LISTS {
        open_ready(stage, 5, &format!("layout=\"{layout}\" autoplay"));
        assert_eq!(stage.page.part("slide").role(), "listitem", "{layout}");
        let track = stage.page.element("part('slide').parentElement");
        assert_eq!(track.role(), "list", "{layout}");
        assert_eq!(
            stage.page.part("base").attribute("aria-roledescription"),
            None
        );
        assert_eq!(
            stage.page.part("slide").attribute("aria-roledescription"),
            None
        );
        assert_eq!(stage.page.eval("parts('rotation').length"), 0, "{layout}");
        stage.page.eval("(host().next(), host().goTo(3), true)");
        stage.page.frames(5);
        assert_eq!(stage.page.events("slide"), Vec::<serde_json::Value>::new());
    }
}

fn a_ticker_is_one_line_of_one_headline(stage: &Stage) {
    for width in COLUMNS {
        let widget = open_column(stage, width, "layout=\"ticker\" theme=\"light\"");
        let height = stage.page.eval("box(host()).height").as_f64().unwrap();
        assert!(height <= 64.0, "{height} px high at {width} px");
        assert_eq!(widget.in_view().len(), 1, "at {width} px");
        let hidden = "['image', 'section', 'summary', 'read-more', 'markers'].filter((name) => parts(name).some(shown))";
        assert_eq!(stage.page.eval(hidden), json!([]), "at {width} px");
        let time = "slidesInView().every((slide) => {
            const [date, headline] = ['date', 'headline'].map((name) => box(slide.querySelector(`.${name}`)));
            const follows = date.left >= headline.right || date.top >= headline.bottom;
            return follows && date.width > 0 && date.right <= box(host()).right && headline.width > 90;
          })";
        assert_eq!(stage.page.eval(time), true, "its time at {width} px");
        let colour = "getComputedStyle(part('heading')).color";
        assert_eq!(stage.page.eval(colour), "rgb(163, 23, 43)", "the accent");
        let link = stage
            .page
            .eval("box(part('headline')).width")
            .as_f64()
            .unwrap();
        assert!(link > 90.0, "{link} px for a headline at {width} px");
    }
    let first = Widget::first(&stage.page).in_view()[0].clone();
    stage.page.part("next").click();
    Widget::first(&stage.page).wait_moved_from(&first);
}

fn a_ticker_has_room_for_the_partners_own_lines(stage: &Stage) {
    for width in COLUMNS {
        let widget = open_column(stage, width, "layout=\"ticker\" more=\"#all\"");
        let headline = stage.page.eval("box(part('headline')).width");
        stage.page.eval(
            "(host().insertAdjacentHTML('beforeend', `<b slot=footer>Below</b><b slot=header>From us</b>`), true)",
        );
        let order = "(() => {
            const [over, under] = ['header', 'footer'].map((slot) => box(host().querySelector(`[slot=${slot}]`)));
            const all = ['viewport', 'more', 'previous', 'next'].map((name) => box(part(name)));
            return all.every((it) => over.bottom <= it.top + 5 && under.top >= it.bottom - 5);
          })()";
        stage
            .page
            .wait_until(order, &format!("the lines in order at {width} px"));
        let beside = stage.page.eval("box(part('headline')).width");
        assert_eq!(beside, headline, "at {width} px");
        let height = stage.page.eval("box(host()).height").as_f64().unwrap();
        assert!(
            height <= 64.0 + 2.0 * 24.0,
            "{height} px high at {width} px"
        );
        let first = widget.in_view()[0].clone();
        stage.page.part("next").click();
        widget.wait_moved_from(&first);
    }
    assert_quiet(stage);
}

fn a_ticker_fetches_no_pictures(stage: &Stage) {
    let picture = Answer::new("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let picture = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    let mut feed = articles(6);
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
    }
    let feed = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    crate::widget::open(stage, &element(&feed, "layout=\"ticker\""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.part("next").click();
    widget.wait_in_view("Article 2");
    stage.page.come_to_rest();
    assert_eq!(stage.site.requests_for("picture.svg").len(), 0);
}

fn paid_articles_say_so_in_every_layout(stage: &Stage) {
    let mut list = articles(3)["items"].take();
    for item in list.as_array_mut().unwrap() {
        item["section"] = json!("Harbour");
        item["live"] = json!(true);
        item["sponsored"] = json!(true);
    }
    let feed = stage.site.feed("feed.json", Answer::json(list.to_string()));
    for layout in LISTS.into_iter().chain(["carousel", "ticker"]) {
        for width in [250, 1024] {
            let attributes = format!("layout=\"{layout}\" badges=\"none\"");
            open_feed_in_column(stage, width, &feed, &attributes);
            let badge = "{ const [badge, all] = [box(part('badge')), box(host())];
                return shown(part('badge')) && badge.width > 20 && badge.left >= all.left
                  && badge.right <= all.right && badge.bottom <= all.bottom && words(part('badge')); }";
            assert_eq!(
                stage.page.script(badge, json!([])),
                "Paid content",
                "{layout} at {width} px"
            );
        }
    }
}

fn a_ticker_rotates_and_can_be_stopped(stage: &Stage) {
    let widget = open_ready(stage, 6, "layout=\"ticker\" autoplay=\"3\"");
    stage.page.wait_until(
        "collected.events.some(({ name, detail }) => name === 'slide'
           && detail.reason === 'rotation' && detail.index === 1)",
        "the second headline",
    );
    stage.page.part("rotation").click();
    stage.page.wait_until(
        "part('rotation').ariaLabel === 'Start automatic rotation'",
        "the rotation to stop",
    );
    stage.page.come_to_rest();
    let rest = widget.in_view();
    // Longer than one step of the rotation.
    stage.page.eval("window.later = performance.now() + 4000");
    stage
        .page
        .wait_until("performance.now() > later", "four seconds");
    assert_eq!(widget.in_view(), rest);
}

fn a_layout_may_change(stage: &Stage) {
    let widget = open_ready(stage, 9, "");
    stage.page.eval("(host().goTo(4), true)");
    widget.wait_in_view("Article 5");
    for (layout, role, controls) in [
        ("grid", "listitem", 0),
        ("ticker", "group", 1),
        ("hero", "listitem", 0),
        ("carousel", "group", 1),
    ] {
        stage
            .page
            .script("host().layout = arguments[0]", json!([layout]));
        stage.page.wait_until(
            &format!("parts('controls').length === {controls} && part('slide').role === '{role}'"),
            layout,
        );
        stage.page.come_to_rest();
        let reachable = "parts('slide').filter((slide) => !slide.inert).length";
        let count = stage.page.eval(reachable).as_u64().unwrap();
        assert_eq!(
            count == 9,
            controls == 0,
            "{count} slides can be reached in {layout}"
        );
    }
    // The reader's place is kept.
    assert!(
        widget.in_view().contains(&"Article 5".to_owned()),
        "{:?}",
        widget.in_view()
    );
    assert_quiet(stage);
}

fn layouts_pass_axe(stage: &Stage) {
    for layout in ["list", "grid", "hero", "ticker"] {
        for width in [320, 1024] {
            open_column(stage, width, &format!("layout=\"{layout}\""));
            assert_eq!(
                stage.page.axe(),
                Vec::<String>::new(),
                "{layout} at {width} px"
            );
        }
    }
}

fn layouts_pass_axe_in_the_dark(stage: &Stage) {
    layouts_pass_axe(stage);
}
