//! Dates in words, and how they change with time.

use super::*;
use latest_news_core::feed::Published;
use latest_news_core::options::Dates;
use latest_news_core::teaser::Teaser;

#[test]
fn dates_follow_the_options_the_language_and_the_time() {
    #[track_caller]
    fn check(published: Option<Published>, dates: Dates, expected: Option<(&str, &str)>) {
        let page = Page::new();
        let store = page.idle();
        store.update(
            Options {
                dates,
                ..named(&["/a"])
            },
            speaking("de"),
        );
        let teaser = Teaser {
            published,
            ..Teaser::default()
        };
        let expected = expected.map(|(words, machine)| (words.to_owned(), machine.to_owned()));
        assert_eq!(store.date(&teaser), expected);
    }
    let hour_ago = Some(Published::Instant(NOON - 3_600_000));
    let today = Some(Published::Day(NOON - NOON % DAY));
    let machine = "2024-05-10T11:00:00Z";
    check(
        hour_ago,
        Dates::Relative,
        Some(("de Relative(-1, \"hour\")", machine)),
    );
    check(
        hour_ago,
        Dates::Absolute,
        Some(("de DayAndTime(1715338800000)", machine)),
    );
    check(hour_ago, Dates::None, None);
    check(
        today,
        Dates::Relative,
        Some(("de Relative(0, \"day\")", "2024-05-10")),
    );
    check(
        today,
        Dates::Absolute,
        Some(("de Day(1715299200000)", "2024-05-10")),
    );
    // A missing date is never shown as "now".
    check(None, Dates::Relative, None);
    check(None, Dates::Absolute, None);
}

#[test]
fn news_makes_dates_age() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer("/a", &feed(&["One 2024-05-10T11:59:00Z"]));
    let words = |store: &Store| {
        let teaser = Rc::clone(&store.teasers.get()[0]);
        store.date(&teaser).map(|(words, _)| words)
    };
    assert_eq!(
        words(&store).as_deref(),
        Some("en Relative(-1, \"minute\")")
    );
    page.wait(2 * 3_600_000);
    store.reload();
    page.answer("/a", &feed(&["One 2024-05-10T11:59:00Z"]));
    assert_eq!(words(&store).as_deref(), Some("en Relative(-2, \"hour\")"));
}

#[test]
fn a_date_of_the_far_future_is_not_shown() {
    let page = Page::new();
    let store = page.widget(named(&["/a"]));
    page.answer(
        "/a",
        &feed(&["One 2024-12-31T08:00:00Z", "Two 2124-05-10T08:00:00Z"]),
    );
    let teasers = store.teasers.get();
    assert!(store.date(&teasers[0]).is_some());
    assert_eq!(store.date(&teasers[1]), None);
}
