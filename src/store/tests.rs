//! The store with fake adapters: what comes in, what the page is told.

use super::*;
use crate::browser::fetch::{Answer, LoadError};
use crate::carousel::{Geometry, PauseReason, RotationEvent, Step};
use crate::teaser::When;

type Done = Box<dyn FnOnce(Result<Answer, LoadError>)>;

/// A URL, and whom to tell, until somebody has been told or nobody asks any more.
type Request = (String, Rc<RefCell<Option<Done>>>);

/// A world in which nothing happens until a test says so.
#[derive(Default)]
struct Fake {
    requests: RefCell<Vec<Request>>,
    timers: Rc<RefCell<Vec<Timer>>>,
    notices: RefCell<Vec<Notice>>,
    lines: RefCell<Vec<String>>,
    scrolls: RefCell<Vec<f64>>,
    reduced_motion: Cell<bool>,
}

struct Timer {
    number: usize,
    milliseconds: u32,
    then: Box<dyn FnOnce()>,
}

impl Adapters for Fake {
    fn load(&self, url: &str, done: Done) -> Guard {
        let done = Rc::new(RefCell::new(Some(done)));
        self.requests
            .borrow_mut()
            .push((url.to_owned(), Rc::clone(&done)));
        Guard::new(move || drop(done.take()))
    }

    fn after(&self, milliseconds: u32, then: Box<dyn FnOnce()>) -> Guard {
        thread_local!(static NEXT: Cell<usize> = const { Cell::new(0) });
        let number = NEXT.replace(NEXT.get() + 1);
        self.timers.borrow_mut().push(Timer {
            number,
            milliseconds,
            then,
        });
        let timers = Rc::clone(&self.timers);
        Guard::new(move || timers.borrow_mut().retain(|timer| timer.number != number))
    }

    fn now(&self) -> i64 {
        1_795_422_600_000
    }

    fn today(&self) -> i64 {
        1_795_392_000_000
    }

    fn say_date(&self, language: &str, when: When) -> String {
        format!("{language} {when:?}")
    }

    fn prefers_reduced_motion(&self) -> bool {
        self.reduced_motion.get()
    }

    fn is_secure(&self) -> bool {
        true
    }

    fn scroll_to(&self, scroll: Scroll) {
        self.scrolls.borrow_mut().push(scroll.offset);
    }

    fn notify(&self, notice: &Notice) -> bool {
        self.notices.borrow_mut().push(notice.clone());
        true
    }

    fn warn(&self, line: &str) {
        self.lines.borrow_mut().push(line.to_owned());
    }
}

impl Fake {
    /// Answers the oldest request that waits for this URL.
    #[track_caller]
    fn answer(&self, url: &str, result: Result<&str, LoadError>) {
        let done = self
            .requests
            .borrow()
            .iter()
            .find_map(|(requested, done)| (requested == url).then(|| done.take()).flatten());
        done.expect("a request under way")(result.map(|text| Answer {
            url: url.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }));
    }

    fn waiting(&self) -> usize {
        self.requests
            .borrow()
            .iter()
            .filter(|(_, done)| done.borrow().is_some())
            .count()
    }

    /// Lets the clock of so many milliseconds run out. False if there is none.
    fn run_out(&self, milliseconds: u32) -> bool {
        let due = self
            .timers
            .borrow()
            .iter()
            .position(|it| it.milliseconds == milliseconds);
        let timer = due.map(|index| self.timers.borrow_mut().remove(index));
        timer.map(|timer| (timer.then)()).is_some()
    }

    fn take_notices(&self) -> Vec<Notice> {
        self.notices.take()
    }
}

fn feed_of(articles: &[(&str, &str)]) -> String {
    let items = articles.iter().map(|(title, date)| {
        format!(
            r#"{{"id":"{title}","url":"https://n.example/{title}","title":"{title}","date_published":"{date}"}}"#
        )
    });
    let items = items.collect::<Vec<_>>().join(",");
    format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{items}]}}"#)
}

fn twelve() -> String {
    let titles: Vec<String> = (1..=12).map(|number| format!("a{number}")).collect();
    feed_of(
        &titles
            .iter()
            .map(|title| (title.as_str(), "2026-11-23T08:00:00Z"))
            .collect::<Vec<_>>(),
    )
}

fn open(adapters: &Rc<Fake>, options: Options) -> Store {
    let store = Store::new(adapters.clone(), Locale::new("en".into(), false));
    store.update(options, Locale::new("en".into(), false));
    store
}

fn showing(feeds: &[&str]) -> Options {
    Options {
        feeds: feeds.iter().map(|url| (*url).to_owned()).collect(),
        ..Options::default()
    }
}

/// A store with twelve articles, three in view.
fn ready(adapters: &Rc<Fake>, options: Options) -> Store {
    let store = open(
        adapters,
        Options {
            feeds: vec!["https://n.example/f".into()],
            ..options
        },
    );
    adapters.answer("https://n.example/f", Ok(&twelve()));
    store.measure(Geometry {
        count: 12,
        step: 316.0,
        slide: 300.0,
        viewport: 932.0,
    });
    adapters.take_notices();
    store
}

fn headlines(store: &Store) -> Vec<String> {
    store
        .teasers
        .get()
        .iter()
        .map(|teaser| teaser.headline.clone())
        .collect()
}

#[test]
fn an_answer_leads_to_a_load_state_and_is_told() {
    #[track_caller]
    fn check(answer: Result<&str, LoadError>, state: LoadState, notice: &str, lines: usize) {
        let adapters = Rc::new(Fake::default());
        let store = open(&adapters, showing(&["https://n.example/f"]));
        assert_eq!(*store.load_state.get(), LoadState::Loading);
        adapters.answer("https://n.example/f", answer);
        assert_eq!(*store.load_state.get(), state);
        let told = format!("{:?}", adapters.take_notices());
        assert!(told.contains(notice), "{told}");
        assert_eq!(
            adapters.lines.borrow().len(),
            lines,
            "{:?}",
            adapters.lines.borrow()
        );
        assert!(
            adapters
                .lines
                .borrow()
                .iter()
                .all(|line| line.contains("https://n.example/f"))
        );
        store.stop();
    }
    check(
        Ok(&twelve()),
        LoadState::Ready,
        "Ready { articles: 12, skipped: 0 }",
        0,
    );
    check(Ok(&feed_of(&[])), LoadState::Empty, "kind: \"empty\"", 1);
    check(Ok("<html>"), LoadState::Failed, "kind: \"format\"", 1);
    check(Ok(""), LoadState::Failed, "kind: \"format\"", 1);
    check(
        Err(LoadError::Status(404)),
        LoadState::Failed,
        "kind: \"status\"",
        1,
    );
    check(
        Err(LoadError::Timeout),
        LoadState::Failed,
        "kind: \"timeout\"",
        1,
    );
    check(
        Err(LoadError::Unreachable),
        LoadState::Failed,
        "kind: \"unreachable\"",
        1,
    );
}

#[test]
fn several_feeds_are_merged_newest_first_without_waiting_for_each_other() {
    let adapters = Rc::new(Fake::default());
    let store = open(
        &adapters,
        showing(&["https://n.example/a", "https://n.example/b"]),
    );
    let old = feed_of(&[
        ("one", "2026-11-20T00:00:00Z"),
        ("both", "2026-11-21T00:00:00Z"),
    ]);
    adapters.answer("https://n.example/b", Ok(&old));
    assert_eq!(headlines(&store), ["one", "both"]);
    let new = feed_of(&[
        ("both", "2026-11-21T00:00:00Z"),
        ("new", "2026-11-22T00:00:00Z"),
    ]);
    adapters.answer("https://n.example/a", Ok(&new));
    assert_eq!(headlines(&store), ["new", "both", "one"]);
    assert!(
        adapters
            .take_notices()
            .contains(&Notice::Refresh { added: 1 })
    );
}

#[test]
fn one_request_serves_all_who_ask_and_ends_with_the_last_of_them() {
    let adapters = Rc::new(Fake::default());
    let first = open(&adapters, showing(&["https://n.example/shared"]));
    let second = open(&adapters, showing(&["https://n.example/shared"]));
    assert_eq!(adapters.requests.borrow().len(), 1);
    first.stop();
    assert_eq!(adapters.waiting(), 1);
    second.stop();
    assert_eq!(adapters.waiting(), 0);

    let third = open(&adapters, showing(&["https://n.example/shared"]));
    adapters.answer("https://n.example/shared", Ok(&twelve()));
    let fourth = open(&adapters, showing(&["https://n.example/shared"]));
    assert_eq!(adapters.requests.borrow().len(), 2);
    assert_eq!(headlines(&third), headlines(&fourth));
}

#[test]
fn a_reload_that_fails_keeps_what_is_shown() {
    let adapters = Rc::new(Fake::default());
    let store = ready(&adapters, Options::default());
    store.reload();
    adapters.answer("https://n.example/f", Err(LoadError::Status(503)));
    assert_eq!(*store.load_state.get(), LoadState::Ready);
    assert_eq!(headlines(&store).len(), 12);
    assert_eq!(adapters.lines.borrow().len(), 1);
}

#[test]
fn options_are_live() {
    let adapters = Rc::new(Fake::default());
    let store = ready(&adapters, Options::default());
    let options = Options {
        limit: 2,
        link_params: vec![("p".into(), "1".into())],
        ..store.options.get().clone()
    };
    store.update(options, Locale::new("de".into(), false));
    assert_eq!(headlines(&store), ["a1", "a2"]);
    assert_eq!(store.teasers.get()[0].url, "https://n.example/a1?p=1");
    assert_eq!(store.locale.get().labels.next, "Nächste Artikel");
    assert_eq!(adapters.requests.borrow().len(), 1);
}

#[test]
fn a_step_scrolls_and_tells_who_asked_for_it() {
    #[track_caller]
    fn check(step: Step, reason: Reason, announced: &str) {
        let adapters = Rc::new(Fake::default());
        let store = ready(&adapters, Options::default());
        store.step(step, reason);
        assert_eq!(*adapters.scrolls.borrow(), [948.0]);
        assert_eq!(
            adapters.take_notices(),
            [Notice::Slide { index: 3, reason }]
        );
        assert_eq!(*store.announcement.get(), announced);
        store.scrolled(948.0);
        store.settled();
        assert_eq!(adapters.take_notices(), []);
        store.stop();
    }
    check(Step::Next, Reason::Control, "4–6 of 12: a4");
    check(Step::To(3), Reason::Marker, "4–6 of 12: a4");
    check(Step::Next, Reason::Method, "");
    check(Step::Next, Reason::Rotation, "");
}

#[test]
fn scrolling_by_the_reader_is_told_once_it_rests() {
    let adapters = Rc::new(Fake::default());
    let store = ready(&adapters, Options::default());
    store.scrolled(300.0);
    store.scrolled(632.0);
    assert_eq!(adapters.take_notices(), []);
    assert!(adapters.run_out(150));
    let told = Notice::Slide {
        index: 2,
        reason: Reason::Scroll,
    };
    assert_eq!(adapters.take_notices(), [told]);
}

#[test]
fn rotation_turns_until_something_holds_or_stops_it() {
    #[track_caller]
    fn check(events: &[RotationEvent], turns: bool) {
        let adapters = Rc::new(Fake::default());
        let store = ready(
            &adapters,
            Options {
                autoplay: Some(5_000),
                ..Options::default()
            },
        );
        for event in events {
            store.rotation_event(*event);
        }
        assert_eq!(adapters.run_out(5_000), turns, "{events:?}");
        assert_eq!(adapters.scrolls.borrow().len(), usize::from(turns));
        store.stop();
    }
    use RotationEvent::{Focus, Pause, ReduceMotion, Resume, Start, Stop};
    check(&[], true);
    check(&[Stop], false);
    check(&[Focus], false);
    check(&[Focus, Start], true);
    check(&[ReduceMotion], false);
    for reason in [
        PauseReason::Hover,
        PauseReason::PageHidden,
        PauseReason::OffScreen,
    ] {
        check(&[Pause(reason)], false);
        check(&[Pause(reason), Resume(reason)], true);
    }
}

#[test]
fn reduced_motion_starts_stopped() {
    let adapters = Rc::new(Fake::default());
    adapters.reduced_motion.set(true);
    let store = ready(
        &adapters,
        Options {
            autoplay: Some(5_000),
            ..Options::default()
        },
    );
    assert!(store.rotation.get().is_offered() && !store.rotation.get().is_running());
    assert!(!adapters.run_out(5_000));
}

#[test]
fn stopping_one_rotation_stops_every_one() {
    let adapters = Rc::new(Fake::default());
    let options = Options {
        autoplay: Some(5_000),
        ..Options::default()
    };
    let one = ready(&adapters, options.clone());
    let other = open(
        &adapters,
        Options {
            feeds: vec!["https://n.example/f".into()],
            ..options
        },
    );
    assert!(one.rotation.get().is_running() && other.rotation.get().is_running());
    one.toggle_rotation();
    assert!(!one.rotation.get().is_running() && !other.rotation.get().is_running());
    one.toggle_rotation();
    assert!(one.rotation.get().is_running() && !other.rotation.get().is_running());
    one.stop();
    other.stop();
}

#[test]
fn without_rewind_rotation_ends_at_the_last_slide() {
    let adapters = Rc::new(Fake::default());
    let options = Options {
        autoplay: Some(5_000),
        rewind: false,
        ..Options::default()
    };
    let store = ready(&adapters, options);
    for _ in 0..3 {
        assert!(adapters.run_out(5_000));
    }
    assert!(adapters.run_out(5_000));
    assert_eq!(*adapters.scrolls.borrow(), [948.0, 1896.0, 2844.0]);
    assert!(!store.rotation.get().is_running() && !adapters.run_out(5_000));
}

#[test]
fn play_without_autoplay_brings_the_control() {
    let adapters = Rc::new(Fake::default());
    let store = ready(&adapters, Options::default());
    assert!(!store.rotation.get().is_offered());
    store.play();
    assert!(store.rotation.get().is_running() && adapters.run_out(6_000));
    store.pause();
    assert!(store.rotation.get().is_offered() && !store.rotation.get().is_running());
}

#[test]
fn dates_follow_the_options_and_the_language() {
    let adapters = Rc::new(Fake::default());
    let store = ready(&adapters, Options::default());
    let teaser = store.teasers.get()[0].clone();
    let (words, datetime) = store.date(&teaser).expect("a date");
    assert_eq!(words, "en Relative(-30, \"minute\")");
    assert_eq!(datetime, "2026-11-23T08:00:00Z");
    let options = Options {
        dates: crate::options::Dates::None,
        ..store.options.get().clone()
    };
    store.update(options, Locale::new("en".into(), false));
    assert_eq!(store.date(&teaser), None);
}

#[test]
fn items_left_out_are_reported_in_one_line() {
    let adapters = Rc::new(Fake::default());
    let feed = r#"{"version":"https://jsonfeed.org/version/1","title":"N","items":[
        {"id":"1","url":"https://n.example/1","title":"One"},
        {"id":"2","url":"javascript:alert(1)","title":"Two"},
        {"id":"3","title":"Three"}]}"#;
    let store = open(&adapters, showing(&["https://n.example/f"]));
    adapters.answer("https://n.example/f", Ok(feed));
    assert_eq!(headlines(&store), ["One"]);
    let lines = adapters.lines.borrow();
    assert_eq!(lines.len(), 1);
    let begins = "feed https://n.example/f: left out 2 of 3 items, the first because item 2 ";
    assert!(lines[0].starts_with(begins), "{}", lines[0]);
}
