//! Options that change while the widget exists.

use super::*;
use crate::store::Reason;
use latest_news_core::carousel::Step;

#[test]
fn options_are_taken_without_fetching() {
    #[track_caller]
    fn check(options: Options, expected: &[&str]) {
        let page = Page::new();
        let store = page.widget(named(&["/a"]));
        page.answer(
            "/a",
            r#"[{"title": "One", "url": "https://a.example/1", "summary": "First",
                 "image": "http://a.example/1.jpg"},
                {"title": "Two", "url": "https://a.example/2"}]"#,
        );
        page.log();
        store.update(
            Options {
                feeds: vec!["/a".to_owned()],
                ..options
            },
            english(),
        );
        let teasers = store.teasers.get();
        let lines = teasers.iter().map(|it| {
            let picture = it.picture.as_ref().map_or("-", |picture| &picture.url);
            [&it.headline, &it.url, &it.summary, picture].join(" ")
        });
        assert_eq!(lines.collect::<Vec<_>>(), expected);
        let log = page.log();
        assert!(log.iter().all(|line| !line.starts_with("load")), "{log:?}");
        // A change by the page itself is no news to the page.
        assert!(
            log.iter().all(|line| !line.starts_with("refresh")),
            "{log:?}"
        );
    }
    let default = Options::default();
    let one = "One https://a.example/1 First http://a.example/1.jpg";
    let two = "Two https://a.example/2  -";
    check(default.clone(), &[one, two]);
    check(
        Options {
            limit: 1,
            ..default.clone()
        },
        &[one],
    );
    check(
        Options {
            summary_lines: 0,
            ..default.clone()
        },
        &["One https://a.example/1  http://a.example/1.jpg", two],
    );
    check(
        Options {
            images: false,
            ..default.clone()
        },
        &["One https://a.example/1 First -", two],
    );
    check(
        Options {
            link_params: vec![("from".to_owned(), "b".to_owned())],
            ..default
        },
        &[
            "One https://a.example/1?from=b First http://a.example/1.jpg",
            "Two https://a.example/2?from=b  -",
        ],
    );
}

#[test]
fn a_secure_page_asks_for_secure_pictures() {
    let page = Page::new();
    page.fake.secure.set(true);
    let store = page.widget(named(&["/a"]));
    page.answer(
        "/a",
        r#"[{"title": "One", "url": "/1", "image": "http://a.example/1.jpg"}]"#,
    );
    let picture = store.teasers.get()[0].picture.clone();
    assert_eq!(
        picture.map(|it| it.url).as_deref(),
        Some("https://a.example/1.jpg")
    );
}

#[test]
fn a_limit_holds_and_can_be_raised() {
    let page = Page::new();
    let store = page.widget(Options {
        limit: 2,
        ..named(&["/a"])
    });
    page.answer("/a", &numbered(5));
    assert_eq!(headlines(&store), "1 2");
    store.update(
        Options {
            limit: 4,
            ..named(&["/a"])
        },
        english(),
    );
    assert_eq!(headlines(&store), "1 2 3 4");
}

#[test]
fn another_feed_starts_anew() {
    let page = Page::new();
    let store = page.carousel(12, Options::default());
    store.step(Step::To(6), Reason::Method);
    page.log();
    store.update(named(&["/b"]), english());
    assert_eq!(
        (state(&store), headlines(&store)),
        (LoadState::Loading, String::new())
    );
    page.assert_log(&["state loading", "load /b"]);
    page.answer("/b", &numbered(12));
    store.measure(row(12));
    assert_eq!(store.position.get().in_view, 0..3);
    assert!(*store.can_move.get());
}

#[test]
fn messages_follow_the_language() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer("/a", "[]");
    assert_eq!(*store.announcement.get(), "There is no news at the moment.");
    store.update(named(&["/a"]), german());
    assert_eq!(*store.announcement.get(), "Nichts Neues.");
}

#[test]
fn labels_are_marked_with_the_language_they_are_in() {
    #[track_caller]
    fn check(language: &str, has_labels: bool, expected: (&str, bool)) {
        let labels = Labels::read(&|_| None, &|_| None);
        let locale = Locale::new(language.to_owned(), labels, has_labels);
        let found = (locale.labels_language.as_str(), locale.right_to_left);
        assert_eq!(found, expected, "{language}");
        assert_eq!(locale.language, language);
    }
    check("en-GB", false, ("en-GB", false));
    check("pt-BR", true, ("pt-BR", false));
    check("ar", true, ("ar", true));
    // English until the labels arrive, or if there are none. The direction is that of the language.
    check("ar", false, ("en", true));
    check("tlh", false, ("en", false));
}

#[test]
fn an_opened_article_can_be_refused() {
    let page = Page::new();
    let store = page.carousel(3, Options::default());
    assert!(store.select(1));
    page.assert_log(&["select 1 2 https://a.example/2"]);
    page.on_notice(|notice| !matches!(notice, Notice::Select { .. }));
    assert!(!store.select(1));
    // An event without an article cannot be prevented.
    page.log();
    assert!(store.select(3));
    page.assert_log(&[]);
}
