//! Checklist S: how assistive technology sees the widget.

use harness::{Answer, Origin, Stage, cases};
use serde_json::json;

use crate::widget::{Widget, articles, element, feed_of, open, open_ready, strings};

cases![
    s1_one_region_holds_slides_and_controls,
    s2_the_region_is_described_as_a_carousel_in_the_readers_language,
    s3_the_region_is_named_by_its_heading,
    s4_two_widgets_have_different_names,
    s5_slides_are_groups_described_as_slides,
    s6_slides_are_named_by_their_headlines,
    s7_references_resolve_inside_the_shadow_root,
    s8_headlines_are_headings_one_below_the_partners_level,
    s9_only_neutral_elements_are_given_roles,
    s10_pictures_have_the_publishers_alt_or_none,
];

fn s1_one_region_holds_slides_and_controls(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\"");
    assert_eq!(stage.page.part("base").role(), "region");
    let inside = "['heading', 'rotation', 'previous', 'next', 'slide', 'marker', 'status']
        .filter((name) => !part('base').contains(part(name)))";
    assert_eq!(stage.page.eval(inside), json!([]));
}

/// Language, and the role descriptions of carousel and slide.
const WORDS: [(&str, &str, &str); 5] = [
    ("ar", "عرض دوّار", "شريحة"),
    ("de", "Karussell", "Folie"),
    ("es", "carrusel", "diapositiva"),
    ("fr", "carrousel", "diapositive"),
    ("en", "carousel", "slide"),
];

fn s2_the_region_is_described_as_a_carousel_in_the_readers_language(stage: &Stage) {
    open_ready(stage, 12, "");
    for (language, carousel, _) in WORDS {
        stage
            .page
            .script("host().lang = arguments[0]", json!([language]));
        let described =
            format!("part('base').getAttribute('aria-roledescription') === '{carousel}'");
        stage.page.wait_until(&described, carousel);
        assert_eq!(stage.page.eval("part('base').lang"), language);
    }
}

fn s3_the_region_is_named_by_its_heading(stage: &Stage) {
    open_ready(stage, 12, "");
    let base = stage.page.part("base");
    assert_eq!(base.name(), "Latest news");
    assert_eq!(base.name(), stage.page.part("heading").text());
    for (language, carousel, slide) in WORDS {
        stage
            .page
            .script("host().lang = arguments[0]", json!([language]));
        stage
            .page
            .wait_until(&format!("part('base').lang === '{language}'"), language);
        // Firefox reports changed text to assistive technology with the next frame.
        stage.page.frames(2);
        let name = base.name().to_lowercase();
        assert!(!name.is_empty(), "no name in {language}");
        assert!(!name.contains(carousel) && !name.contains(slide), "{name}");
    }
    // A visually hidden heading still gives the name.
    stage.page.eval("(host().heading = '', true)");
    stage
        .page
        .wait_until("part('heading').classList.contains('hidden')", "no heading");
    assert_eq!(base.name(), "Latest news");
    assert!(
        stage
            .page
            .eval("box(part('heading')).width")
            .as_f64()
            .unwrap()
            <= 1.0
    );
}

fn s4_two_widgets_have_different_names(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let two = element(&feed, "heading=\"Politics\"") + &element(&feed, "heading=\"Sport\"");
    open(stage, &two);
    Widget::first(&stage.page).wait_ready();
    Widget::at(&stage.page, 1).wait_ready();
    let name = |index: u8| stage.page.element(&format!("part('base', {index})")).name();
    assert_eq!([name(0), name(1)], ["Politics", "Sport"]);
}

fn s5_slides_are_groups_described_as_slides(stage: &Stage) {
    open_ready(stage, 12, "");
    let first = stage.page.part("slide");
    assert_eq!(first.role(), "group");
    let described = "[...new Set(parts('slide').map((slide) =>
        `${slide.getAttribute('role')} ${slide.getAttribute('aria-roledescription')}`))]";
    assert_eq!(stage.page.eval(described), json!(["group slide"]));
}

fn s6_slides_are_named_by_their_headlines(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    let seen = widget.in_view();
    assert!(seen.len() > 1);
    for (index, headline) in seen.iter().enumerate() {
        let slide = stage.page.element(&format!("parts('slide')[{index}]"));
        assert_eq!(slide.name(), *headline);
    }
}

fn s7_references_resolve_inside_the_shadow_root(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(12));
    let one = element(&feed, "autoplay=\"3600\"");
    open(stage, &(one.clone() + &one));
    for index in 0..2 {
        Widget::at(&stage.page, index).wait_ready();
        let widget = Widget::at(&stage.page, index);
        let lost = "(() => {
            const root = host(i).shadowRoot, lost = [];
            const all = [...root.querySelectorAll('*')];
            const references = ['aria-labelledby', 'aria-controls', 'aria-describedby', 'aria-owns',
              'aria-details', 'aria-activedescendant', 'for'];
            let found = 0;
            for (const element of all) for (const name of references) {
              for (const id of element.getAttribute(name)?.split(/\\s+/) ?? []) {
                found += 1;
                if (!root.getElementById(id)) lost.push(`${name}=${id}`);
              }
            }
            const ids = all.map(({ id }) => id).filter(Boolean);
            return [found > 12, lost, ids.filter((id, at) => ids.indexOf(id) !== at)];
          })()";
        assert_eq!(widget.ask(lost), json!([true, [], []]));
    }
}

fn s8_headlines_are_headings_one_below_the_partners_level(stage: &Stage) {
    open_ready(stage, 3, "");
    for (level, tags) in [
        ("1", ["h1", "h2"]),
        ("2", ["h2", "h3"]),
        ("4", ["h4", "h5"]),
        ("6", ["h6", "h6"]),
    ] {
        stage
            .page
            .script("host().headingLevel = arguments[0]", json!([level]));
        let found = format!(
            "part('heading').localName === '{}' && parts('headline').length === 3
               && parts('headline').every((headline) => headline.localName === '{}')",
            tags[0], tags[1],
        );
        stage
            .page
            .wait_until(&found, &format!("headings of level {level}"));
        assert_eq!(stage.page.part("headline").role(), "heading");
    }
}

fn s9_only_neutral_elements_are_given_roles(stage: &Stage) {
    open_ready(stage, 12, "autoplay=\"3600\"");
    let given = "[...new Set([...host().shadowRoot.querySelectorAll('[role]')]
        .map((element) => element.localName))]";
    assert_eq!(stage.page.eval(given), json!(["div"]));
}

fn s10_pictures_have_the_publishers_alt_or_none(stage: &Stage) {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='360'/>";
    let picture = Answer::new("image/svg+xml", svg);
    let picture = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    let mut posts = json!([]);
    for (number, alt) in [(1, "A lighthouse in a storm"), (2, "")] {
        posts.as_array_mut().unwrap().push(json!({
            "id": number,
            "date_gmt": "2024-03-01T08:00:00",
            "link": format!("https://news.example/{number}"),
            "title": { "rendered": format!("Article {number}") },
            "excerpt": { "rendered": "<p>What it is about.</p>" },
            "_embedded": { "wp:featuredmedia": [{
                "media_type": "image", "alt_text": alt,
                "source_url": picture,
            }] },
        }));
    }
    let feed = stage
        .site
        .feed("posts.json", Answer::json(posts.to_string()));
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_ready();
    let alts = stage
        .page
        .eval("parts('image').map((image) => image.getAttribute('alt'))");
    assert_eq!(strings(&alts), ["A lighthouse in a storm", ""]);
    let roles: Vec<_> = (0..2)
        .map(|index| {
            stage
                .page
                .element(&format!("parts('image')[{index}]"))
                .role()
        })
        .collect();
    assert!(["img", "image"].contains(&roles[0].as_str()), "{roles:?}");
    assert!(!["img", "image"].contains(&roles[1].as_str()), "{roles:?}");
    // JSON Feed has no descriptions of pictures. The pictures are beside a headline and add nothing
    // to it.
    let mut plain = articles(1);
    plain["items"][0]["image"] = json!(picture);
    let feed = stage
        .site
        .feed("feed.json", Answer::json(plain.to_string()));
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_ready();
    assert_eq!(
        stage.page.part("image").attribute("alt").as_deref(),
        Some("")
    );
}
