//! The view as text, rendered without a browser. Rendering must not call any browser API.

use super::{Widget, WidgetProps};
use crate::store::Store;
use crate::store::tests::{Page, named};
use latest_news_core::feed::{Focus, Publisher};
use latest_news_core::options::{Layout, Options};
use latest_news_core::teaser::Badge;
use leptos::prelude::*;
use std::rc::Rc;

fn rendered(store: &Store) -> String {
    let owner = Owner::new();
    let store = store.clone();
    owner.with(|| Widget(WidgetProps { store, root: None }).to_html())
}

/// Checks that each pattern is in the text, behind the one before.
#[track_caller]
fn assert_order(html: &str, patterns: &[&str]) {
    let mut rest = html;
    for pattern in patterns {
        let (_, after) = rest
            .split_once(pattern)
            .unwrap_or_else(|| panic!("no {pattern} in order in {html}"));
        rest = after;
    }
}

const HOSTILE: &str = r#"[{"title": "1 < 2 & <b>3</b>", "url": "https://a.example/?q=\"><script>",
    "summary": "\"quoted\" </p><script>alert(1)</script>"}]"#;

#[test]
fn a_row_is_a_named_region_of_named_groups() {
    let page = Page::new();
    let store = page.carousel(4, Options::default());
    let html = rendered(&store);
    assert_order(
        &html,
        &[
            "<section",
            "aria-roledescription=\"carousel\"",
            "aria-labelledby=\"heading\"",
            "<h2 id=\"heading\"",
            "Latest news<",
            "aria-label=\"Previous articles\"",
            "aria-label=\"Next articles\"",
            "id=\"viewport\"",
            "role=\"group\"",
            "aria-roledescription=\"slide\"",
            "<h3",
            "Read more",
            "role=\"status\"",
        ],
    );
    assert_eq!(html.matches("part=\"slide\"").count(), 4);
}

#[test]
fn lists_are_lists() {
    let page = Page::new();
    let list = Options {
        layout: Layout::List,
        ..Options::default()
    };
    let html = rendered(&page.carousel(3, list));
    assert_order(&html, &["role=\"list\"", "role=\"listitem\""]);
    assert!(!html.contains("aria-roledescription"), "{html}");
}

#[test]
fn words_of_a_feed_are_words() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer("/a", HOSTILE);
    let html = rendered(&store);
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains("<b>"), "{html}");
    assert_order(
        &html,
        &[
            "href=\"https://a.example/?q=%22%3E%3Cscript%3E",
            "1 &lt; 2 &amp; 3",
        ],
    );
}

#[test]
fn outlines_stand_for_articles_that_are_under_way() {
    const OUTLINES: &str = "class=\"skeleton\" aria-hidden=\"true\"";
    let page = Page::new();
    let options = Options {
        limit: 3,
        images: false,
        ..named(&["/a"])
    };
    let store = page.widget(options);
    let html = rendered(&store);
    assert_order(&html, &["aria-busy=\"true\"", "Latest news<", OUTLINES]);
    assert_eq!(html.matches("class=\"slide\"").count(), 3);
    assert!(!html.contains("class=\"picture\""), "{html}");
    assert!(!html.contains("<slot>"), "{html}");

    store.has_fallback.set(true);
    let html = rendered(&store);
    assert_order(&html, &["class=\"heading hidden\"", "<slot>", OUTLINES]);

    page.break_off("/a");
    let html = rendered(&store);
    assert!(
        html.contains("<slot>") && !html.contains(OUTLINES),
        "{html}"
    );
}

const ABOUT: &str = r#"[{"title": "Strike ends", "url": "https://a.example/1", "summary": "At noon.",
    "image": {"url": "https://a.example/1.jpg", "credit": "Ada"}, "date": "2024-05-01", "author": "Ida Stern"}]"#;

/// A store with one article that has every part an article can have.
fn told_all(page: &Page, options: Options) -> Store {
    let store = page.widget(options);
    page.answer("/a", ABOUT);
    let mut teaser = (*store.teasers.get()[0]).clone();
    teaser.section = "Harbour <b>".into();
    teaser.badges = vec![(Badge::Paid, None), (Badge::Video, Some(187))];
    teaser.source = Some(Publisher {
        name: "Herald".into(),
        icon: Some("https://a.example/icon.png".into()),
    });
    if let Some(picture) = &mut teaser.picture {
        picture.focus = Some(Focus { x: 8, y: 80 });
    }
    store.teasers.set(vec![Rc::new(teaser)]);
    store
}

#[test]
fn a_slide_says_all_there_is_in_order() {
    let page = Page::new();
    let options = Options {
        bylines: true,
        more: "/news".into(),
        ..named(&["/a"])
    };
    let html = rendered(&told_all(&page, options));
    assert_order(
        &html,
        &[
            "<slot name=\"header\"",
            "data-focus=\"x0 y3\"",
            "Picture: Ada<",
            "part=\"badge\"",
            "Paid content<",
            "part=\"badge\"",
            "Video 3:07<",
            "part=\"section\"",
            "Harbour &lt;b",
            "part=\"headline\"",
            "Strike ends<",
            "part=\"summary\"",
            "part=\"byline\"",
            "By Ida Stern<",
            "part=\"source\"",
            "src=\"https://a.example/icon.png\"",
            "Herald<",
            "part=\"date\"",
            "tabindex=\"-1\"",
            "Read more",
            "href=\"/news\"",
            "More news<",
            "<slot name=\"footer\"",
        ],
    );
}

#[test]
fn read_more_may_be_left_out() {
    let page = Page::new();
    let options = Options {
        read_more: false,
        ..named(&["/a"])
    };
    let html = rendered(&told_all(&page, options));
    assert!(!html.contains("Read more"), "{html}");
    assert!(!html.contains("part=\"more\""), "{html}");
    assert!(!html.contains("part=\"byline\""), "{html}");
}
