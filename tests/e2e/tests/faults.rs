//! The fault matrix: what a reader sees, what the page is told and what the console says, for
//! everything that servers, networks and the widget itself can do wrong. Each test is a row of
//! docs/reliability.md. A native test compares the rows with this list.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use harness::{Answer, BuildFile, Engine, Origin, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{
    DOCUMENTED_STYLE, Widget, articles, assert_quiet, element, feed_of, open, open_with,
    unreachable,
};

const NO_CACHE: &str = "under automation WebKitGTK keeps no HTTP cache";

cases![
    a_server_that_never_answers => |case| case.patient(),
    a_server_that_drips_a_byte_a_second => |case| case.patient(),
    a_connection_that_is_reset => |case| case.patient(),
    a_server_that_is_down => |case| case.patient(),
    an_answer_that_breaks_off => |case| case.patient(),
    an_answer_shorter_than_it_says => |case| case.patient(),
    an_answer_longer_than_it_says => |case| case.patient(),
    redirects_without_end => |case| case.patient(),
    a_redirect_that_leads_somewhere,
    status_404,
    status_429_with_retry_after => |case| case.patient(),
    status_429_with_a_long_retry_after,
    status_500 => |case| case.patient(),
    status_503 => |case| case.patient(),
    a_wrong_media_type,
    gzip_that_is_none => |case| case.patient(),
    twenty_megabytes,
    nine_megabytes_and_no_end,
    html_with_status_200,
    nothing_with_status_200,
    no_cors_header => |case| case.patient(),
    cors_for_another_origin => |case| case.patient(),
    an_https_address_without_tls => |case| case.patient(),
    slow_then_good,
    good_then_bad,
    bad_then_good => |case| case.patient(),
    a_flapping_server => |case| case.patient(),
    a_slow_feed_beside_a_good_one,
    a_broken_feed_beside_a_good_one,
    a_first_visit,
    a_first_visit_to_a_slow_server,
    a_copy_of_the_cache_before_a_slow_answer => |case| case.not_in(Engine::WebKit, NO_CACHE),
    a_copy_of_the_cache_of_a_failing_feed => |case| case.not_in(Engine::WebKit, NO_CACHE),
    a_failure_in_the_cache_of_a_good_feed => |case| case.not_in(Engine::WebKit, NO_CACHE),
    news_while_somebody_reads,
    news_before_somebody_reads,
    a_refresh_while_somebody_reads,
    an_unchanged_feed => |case| case.not_in(Engine::WebKit, NO_CACHE),
    a_hidden_page => |case| case
        .not_in(Engine::WebKit, "WebKitGTK takes a page behind another for visible"),
    offline_and_back,
    leaving_the_page_and_coming_back,
    navigation_inside_one_page,
    another_feed_while_one_is_under_way,
    an_element_that_goes_before_its_widget_comes,
    wasm_refused_by_policy,
    wasm_that_cannot_be_fetched,
    wasm_that_is_none,
    glue_that_cannot_be_fetched_at_first,
    a_browser_without_webassembly,
    a_browser_that_is_too_old,
    no_memory_to_begin_with,
    a_panic,
    a_panic_while_mounting,
];

/// The other columns of the matrix, besides what the reader sees.
struct Told<'a> {
    kinds: &'a [&'a str],
    console: &'a [&'a str],
}

/// The widget has failed: the reader sees the fallback, one event tells the page, one line tells
/// the developers, and no exception is thrown.
#[track_caller]
fn check_failed(stage: &Stage, told: &Told) {
    let failed = "host()?.state === 'failed'
        && collected.events.some(({ name }) => name === 'error')";
    stage
        .page
        .wait_within(Duration::from_secs(40), failed, "the failure");
    stage.page.frames(5);
    let widget = Widget::first(&stage.page);
    assert!(widget.shows_fallback(), "the reader sees nothing");
    assert_eq!(widget.headlines(), Vec::<String>::new());
    check_told(stage, told, false);
}

#[track_caller]
fn check_told(stage: &Stage, told: &Told, cached: bool) {
    let errors = stage.page.events("error");
    assert_eq!(errors.len(), 1, "{errors:?}");
    let detail = &errors[0]["detail"];
    let kind = detail["kind"].as_str().unwrap();
    assert!(told.kinds.contains(&kind), "{detail}");
    assert_eq!(detail["cached"], cached, "{detail}");
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    let line = &said[0].text;
    let message = detail["message"].as_str().unwrap();
    assert_eq!(*line, format!("latest-news: {message}"));
    let found = told.console.iter().any(|words| line.contains(words));
    assert!(found, "{line}");
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

/// A feed that always has this answer is never shown.
#[track_caller]
fn check_answer(stage: &Stage, answer: Answer, kind: &str, console: &str) {
    let feed = stage.site.feed("feed.json", answer);
    check_feed(stage, &feed, &[kind], &[console]);
}

#[track_caller]
fn check_feed(stage: &Stage, feed: &str, kinds: &[&str], console: &[&str]) {
    open(stage, &element(feed, ""));
    check_failed(stage, &Told { kinds, console });
    assert!(stage.page.console()[0].text.contains(feed));
}

/// This many articles are shown, and no fault is reported.
#[track_caller]
fn check_shown(stage: &Stage, count: usize) {
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), count);
    assert_eq!(stage.page.events("error"), Vec::<Value>::new());
    assert_quiet(stage);
}

fn asked(stage: &Stage) -> usize {
    stage.site.requests_for("feed.json").len()
}

fn a_server_that_never_answers(stage: &Stage) {
    check_answer(
        stage,
        Answer::never(),
        "timeout",
        "did not answer within 20 seconds",
    );
    assert_eq!(asked(stage), 1);
}

fn a_server_that_drips_a_byte_a_second(stage: &Stage) {
    let drip = feed_of(3).drip(Duration::from_secs(1));
    check_answer(stage, drip, "timeout", "did not answer within 20 seconds");
    assert_eq!(asked(stage), 1);
}

fn a_connection_that_is_reset(stage: &Stage) {
    check_answer(stage, Answer::reset(), "unreachable", "cannot be reached");
    // Firefox itself repeats a request whose connection was reset.
    assert!(asked(stage) >= 3);
}

fn a_server_that_is_down(stage: &Stage) {
    check_feed(
        stage,
        &unreachable(),
        &["unreachable"],
        &["cannot be reached"],
    );
}

fn an_answer_that_breaks_off(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(5).cut_at(200));
    // Not all engines tell a page that a part is missing.
    let console = ["cannot be reached", "cut short"];
    check_feed(stage, &feed, &["unreachable", "format"], &console);
}

fn an_answer_shorter_than_it_says(stage: &Stage) {
    let body = articles(3).to_string();
    let length = body.len() + 100;
    let feed = stage
        .site
        .feed("feed.json", Answer::json(body).claiming_length(length));
    // WebKit uses the part that arrived, and here that is everything.
    if stage.engine == Engine::WebKit {
        open(stage, &element(&feed, ""));
        return check_shown(stage, 3);
    }
    check_feed(stage, &feed, &["unreachable"], &["cannot be reached"]);
}

fn an_answer_longer_than_it_says(stage: &Stage) {
    let answer = feed_of(3).claiming_length(100);
    let feed = stage.site.feed("feed.json", answer);
    let console = ["cannot be reached", "cut short"];
    check_feed(stage, &feed, &["unreachable", "format"], &console);
}

fn redirects_without_end(stage: &Stage) {
    let there = stage.site.url(Origin::Publisher, "feed.json");
    check_answer(
        stage,
        Answer::redirect(&there),
        "unreachable",
        "cannot be reached",
    );
}

fn a_redirect_that_leads_somewhere(stage: &Stage) {
    let moved = stage.site.feed("moved.json", feed_of(3));
    let feed = stage.site.feed("feed.json", Answer::redirect(&moved));
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
}

fn status_404(stage: &Stage) {
    check_answer(
        stage,
        Answer::status_only(404),
        "status",
        "answered with status 404",
    );
    assert_eq!(asked(stage), 1);
}

fn status_429_with_retry_after(stage: &Stage) {
    let busy = Answer::status_only(429).retry_after(2);
    let feed = stage.site.feed("feed.json", [busy, feed_of(3)]);
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
    let asked = stage.site.requests_for("feed.json");
    let pause = asked[1].at - asked[0].at;
    assert!(pause >= Duration::from_secs(2), "{pause:?}");
    assert_eq!(asked.len(), 2);
}

fn status_429_with_a_long_retry_after(stage: &Stage) {
    let busy = Answer::status_only(429).retry_after(600);
    check_answer(stage, busy, "status", "answered with status 429");
    assert_eq!(asked(stage), 1);
}

fn status_500(stage: &Stage) {
    check_answer(
        stage,
        Answer::status_only(500),
        "status",
        "answered with status 500",
    );
    assert_eq!(asked(stage), 3);
}

fn status_503(stage: &Stage) {
    let answers = [503, 503, 503, 200].map(|status| feed_of(3).status(status));
    let feed = stage.site.feed("feed.json", answers);
    check_feed(stage, &feed, &["status"], &["answered with status 503"]);
    // Each pause is longer than the shortest possible one.
    let asked = stage.site.requests_for("feed.json");
    assert_eq!(asked.len(), 3);
    assert!(asked[1].at - asked[0].at >= Duration::from_millis(500));
    assert!(asked[2].at - asked[1].at >= Duration::from_millis(1_000));
}

fn a_wrong_media_type(stage: &Stage) {
    let feed = stage
        .site
        .feed("feed.json", feed_of(3).media_type("image/png"));
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
}

fn gzip_that_is_none(stage: &Stage) {
    let feed = stage.site.feed("feed.json", Answer::gzip_garbage());
    let console = ["cannot be reached", "the feed is"];
    check_feed(stage, &feed, &["unreachable", "format"], &console);
}

fn twenty_megabytes(stage: &Stage) {
    check_answer(
        stage,
        Answer::megabytes(20),
        "too-large",
        "is larger than 8 MB",
    );
    assert_eq!(asked(stage), 1);
}

fn nine_megabytes_and_no_end(stage: &Stage) {
    // If the widget waited for the end, it would report a time-out.
    let answer = Answer::megabytes(9).without_end();
    check_answer(stage, answer, "too-large", "is larger than 8 MB");
    assert_eq!(asked(stage), 1);
}

fn html_with_status_200(stage: &Stage) {
    let page = Answer::html("<!doctype html><title>Log in</title><h1>Log in</h1>");
    check_answer(stage, page, "format", "the feed is an HTML page, not JSON");
}

fn nothing_with_status_200(stage: &Stage) {
    check_answer(stage, Answer::empty(), "format", "the feed is empty");
}

fn no_cors_header(stage: &Stage) {
    check_answer(
        stage,
        feed_of(3).without_cors(),
        "unreachable",
        "Access-Control-Allow-Origin",
    );
}

fn cors_for_another_origin(stage: &Stage) {
    let answer = feed_of(3).cors_for("https://other.example");
    check_answer(stage, answer, "unreachable", "Access-Control-Allow-Origin");
}

fn an_https_address_without_tls(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let feed = feed.replacen("http:", "https:", 1);
    check_feed(stage, &feed, &["unreachable"], &["cannot be reached"]);
}

fn slow_then_good(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage.site.feed("feed.json", feed_of(3).held_by(&gate));
    open(stage, &element(&feed, ""));
    stage.site.wait_for_requests("feed.json", 1);
    stage.page.frames(30);
    assert!(Widget::first(&stage.page).shows_fallback());
    gate.open();
    check_shown(stage, 3);
    assert_eq!(asked(stage), 1);
}

fn good_then_bad(stage: &Stage) {
    let answers = [feed_of(3), Answer::status_only(404)];
    let feed = stage.site.feed("feed.json", answers);
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
    stage.page.eval("(host().reload(), true)");
    wait_told(stage);
    check_kept(stage, 3);
}

#[track_caller]
fn wait_told(stage: &Stage) {
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'error')",
        "the event",
    );
}

/// The articles stay, and the page is told that they are old.
#[track_caller]
fn check_kept(stage: &Stage, count: usize) {
    let widget = Widget::first(&stage.page);
    assert_eq!(widget.state(), "ready");
    assert_eq!(widget.headlines().len(), count);
    let console = ["answered with status 404; an older copy of it is shown"];
    let told = Told {
        kinds: &["status"],
        console: &console,
    };
    check_told(stage, &told, true);
}

fn bad_then_good(stage: &Stage) {
    let answers = [Answer::status_only(404), feed_of(3)];
    let feed = stage.site.feed("feed.json", answers);
    open(
        stage,
        &element(&feed, "").replace("id=\"fallback\"", "hidden"),
    );
    Widget::first(&stage.page).wait_state("failed");
    stage.page.eval("(host().reload(), true)");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 3);
    assert_eq!(stage.page.console().len(), 1);
}

fn a_flapping_server(stage: &Stage) {
    let bad = || Answer::status_only(503);
    let answers = [bad(), feed_of(3), bad(), feed_of(4), bad(), feed_of(5)];
    let feed = stage.site.feed("feed.json", answers);
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
    for count in [4, 5] {
        stage.page.eval("(host().reload(), true)");
        let there = format!("parts('slide').length === {count}");
        stage
            .page
            .wait_until(&there, "the articles after a failure");
    }
    check_shown(stage, 5);
}

fn a_slow_feed_beside_a_good_one(stage: &Stage) {
    let gate = stage.site.gate();
    let slow = stage
        .site
        .feed("slow.json", numbered(11..=13).held_by(&gate));
    let feed = stage.site.feed("feed.json", numbered(1..=3));
    open(stage, &element(&format!("{slow} {feed}"), ""));
    check_shown(stage, 3);
    gate.open();
    stage
        .page
        .wait_until("parts('slide').length === 6", "the slow feed");
    check_shown(stage, 6);
}

/// A feed with these articles.
fn numbered(numbers: std::ops::RangeInclusive<usize>) -> Answer {
    let mut feed = articles(*numbers.end());
    let items = feed["items"].as_array_mut().unwrap();
    items.drain(..numbers.start() - 1);
    Answer::json(feed.to_string())
}

fn a_broken_feed_beside_a_good_one(stage: &Stage) {
    let broken = stage.site.feed("broken.json", Answer::status_only(404));
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&format!("{broken} {feed}"), ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    wait_told(stage);
    assert_eq!(widget.headlines().len(), 3);
    let told = Told {
        kinds: &["status"],
        console: &["broken.json answered with status 404"],
    };
    check_told(stage, &told, false);
}

/// A feed that the browser may keep is also requested only once, whatever the answer is.
fn a_first_visit(stage: &Stage) {
    let unsaid = || feed_of(3).cached_for(0);
    let rows = [
        ("unsaid", unsaid(), "ready"),
        ("missing", Answer::status_only(404).cached_for(0), "failed"),
        ("other", unsaid().with_body("<html>"), "failed"),
        ("large", Answer::megabytes(20).cached_for(0), "failed"),
    ];
    for (name, answer, state) in rows {
        let path = format!("{name}.json");
        let feed = stage.site.feed(&path, answer);
        // The answers are at another address, so that this page is the reader's first.
        match name {
            "unsaid" => open(stage, &element(&feed, "")),
            _ => {
                let exchange = "const fresh = document.createElement('latest-news');
                    fresh.setAttribute('feed', arguments[0]);
                    host().replaceWith(fresh)";
                stage.page.script(exchange, json!([feed]));
            }
        }
        Widget::first(&stage.page).wait_state(state);
        stage.page.frames(30);
        assert_eq!(stage.site.requests_for(&path).len(), 1, "{name}");
    }
}

fn a_first_visit_to_a_slow_server(stage: &Stage) {
    let gate = stage.site.gate();
    let answer = feed_of(3).cached_for(0).held_by(&gate);
    let feed = stage.site.feed("feed.json", answer);
    open(stage, &element(&feed, ""));
    stage.site.wait_for_requests("feed.json", 1);
    stage
        .page
        .wait_until("part('base') && performance.now() > 3000", "some seconds");
    gate.open();
    check_shown(stage, 3);
    assert_eq!(asked(stage), 1);
}

/// Shows a feed of three articles that the browser keeps, so that the next page has a copy.
#[track_caller]
fn leave_a_copy(stage: &Stage, then: impl IntoIterator<Item = Answer>) -> String {
    let mut answers = vec![feed_of(3).cached_for(0)];
    answers.extend(then);
    let feed = stage.site.feed("feed.json", answers);
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
    feed
}

fn a_copy_of_the_cache_before_a_slow_answer(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = leave_a_copy(stage, [feed_of(5).held_by(&gate)]);
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
    stage.site.wait_for_requests("feed.json", 2);
    gate.open();
    stage
        .page
        .wait_until("parts('slide').length === 5", "the answer");
    check_shown(stage, 5);
    assert_eq!(asked(stage), 2);
}

fn a_copy_of_the_cache_of_a_failing_feed(stage: &Stage) {
    let feed = leave_a_copy(stage, [Answer::status_only(404)]);
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_ready();
    wait_told(stage);
    check_kept(stage, 3);
}

fn a_failure_in_the_cache_of_a_good_feed(stage: &Stage) {
    let bad = || Answer::status_only(404).cached_for(0);
    let feed = stage.site.feed("feed.json", [bad(), feed_of(3)]);
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_state("failed");
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
}

fn news_while_somebody_reads(stage: &Stage) {
    let gate = stage.site.gate();
    let late = numbered(1..=3).held_by(&gate);
    let late = stage.site.feed("late.json", late);
    let feed = stage.site.feed("feed.json", numbered(4..=15));
    let attributes = format!("limit=\"20\" style=\"{DOCUMENTED_STYLE}\"");
    open(stage, &element(&format!("{feed} {late}"), &attributes));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage.page.part("next").click();
    let reading = widget.wait_moved_from("Article 4");
    let in_view = widget.in_view();
    stage
        .page
        .eval("(window.link = slidesInView()[0].querySelector('a'), link.focus(), true)");
    gate.open();
    stage
        .page
        .wait_until("headlines()[0] === 'Article 1'", "the late feed");
    check_unmoved(stage, &reading, &in_view);
}

fn news_before_somebody_reads(stage: &Stage) {
    let gate = stage.site.gate();
    let late = numbered(1..=3).held_by(&gate);
    let late = stage.site.feed("late.json", late);
    let feed = stage.site.feed("feed.json", numbered(4..=15));
    let widget = element(&format!("{feed} {late}"), "loading=\"eager\"");
    let page = stage.site.page("far-below", &[("widget", &widget)]);
    stage.page.goto(&page);
    let widget = Widget::first(&stage.page);
    widget.wait_state("ready");
    stage
        .page
        .wait_until("parts('marker').length > 0", "the row to be measured");
    gate.open();
    stage
        .page
        .wait_until("headlines()[0] === 'Article 1'", "the late feed");
    stage.page.come_to_rest();
    stage.page.eval("(host().scrollIntoView(), true)");
    widget.wait_first_in_view("Article 1");
    assert_quiet(stage);
}

/// The reader still sees the same slides, and the focus has not moved.
#[track_caller]
fn check_unmoved(stage: &Stage, reading: &str, in_view: &[String]) {
    let widget = Widget::first(&stage.page);
    stage.page.come_to_rest();
    widget.wait_first_in_view(reading);
    assert_eq!(widget.in_view(), in_view);
    assert_eq!(stage.page.eval("deepActive() === window.link"), true);
    assert_quiet(stage);
}

/// Makes hours pass in seconds for the page: long timers, and the time of day.
pub const HURRY: &str = "<script>{
    const now = Date.now, start = now(), later = setTimeout;
    Date.now = () => start + (now() - start) * 100;
    window.setTimeout = (run, time, ...rest) => later(run, time >= 60000 ? time / 100 : time, ...rest);
  }</script>";

fn a_refresh_while_somebody_reads(stage: &Stage) {
    // The new article is 13. Others may rise, or sink behind the slides in view.
    let order = |numbers: &[usize]| -> Vec<usize> { [&[13], numbers].concat() };
    let all: Vec<usize> = (1..=12).collect();
    let rising = [&[12], &all[..11]].concat();
    let sinking = [&all[1..], &[1]].concat();
    for (name, steps, order) in [
        ("new", false, order(&all)),
        ("rising", false, order(&rising)),
        ("sinking", true, order(&sinking)),
    ] {
        refresh_while_somebody_reads(stage, &format!("{name}.json"), steps, &order);
    }
}

/// Refreshes a row of articles 1 to 12 into one of this order, while a slide holds the focus: the first one,
/// or after a step the first one in view.
fn refresh_while_somebody_reads(stage: &Stage, name: &str, steps: bool, order: &[usize]) {
    let news = {
        let items = &articles(13)["items"];
        let item = |number: &usize| {
            let mut item = items[number - 1].clone();
            if *number == 13 {
                item["title"] = json!("News");
            }
            item
        };
        let mut feed = articles(12);
        feed["items"] = order.iter().map(item).collect();
        Answer::json(feed.to_string())
    };
    let gate = stage.site.gate();
    let feed = stage.site.feed(name, [feed_of(12), news.held_by(&gate)]);
    let head = format!(
        "{HURRY}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    let attributes = format!("refresh=\"1\" style=\"{DOCUMENTED_STYLE}\"");
    open_with(stage, &head, &element(&feed, &attributes), "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    stage
        .page
        .eval("(host().scrollIntoView({ block: 'center' }), true)");
    let mut reading = "Article 1".to_owned();
    if steps {
        stage.page.part("next").click();
        reading = widget.wait_moved_from("Article 1");
    }
    stage
        .page
        .eval("(window.link = slidesInView()[0].querySelector('a'), link.focus(), true)");
    stage.page.come_to_rest();
    let in_view = widget.in_view();
    let place = stage.page.eval("[scrollX, scrollY]");
    stage.site.wait_for_requests(name, 2);
    gate.open();
    stage
        .page
        .wait_until("headlines().includes('News')", "the news");
    check_unmoved(stage, &reading, &in_view);
    assert_eq!(stage.page.eval("[scrollX, scrollY]"), place);
    assert_eq!(stage.page.shifts(), []);
    let refreshed = stage.page.events("refresh");
    assert_eq!(refreshed.len(), 1, "{refreshed:?}");
    assert_eq!(refreshed[0]["detail"], json!({ "added": 1 }));
}

/// Switches the network off or on, as far as the page can see.
fn set_online(stage: &Stage, online: bool) {
    match stage.engine {
        Engine::Chromium => {
            stage.page.devtools("Network.enable", json!({}));
            stage.page.devtools(
                "Network.emulateNetworkConditions",
                json!({ "offline": !online, "latency": 0, "downloadThroughput": -1,
                        "uploadThroughput": -1 }),
            );
        }
        Engine::Firefox => stage
            .page
            .in_firefox_itself(&format!("Services.io.offline = {}", !online)),
        // No driver can do this, so the page gets the same events.
        Engine::WebKit => {
            let script = "Object.defineProperty(navigator, 'onLine', {
                  configurable: true, get: () => arguments[0] });
                dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'))";
            stage.page.script(script, json!([online]));
        }
    }
    stage
        .page
        .wait_until(&format!("navigator.onLine === {online}"), "the network");
}

fn an_unchanged_feed(stage: &Stage) {
    let unchanged = Answer::status_only(304).cached_for(0).with_body("");
    let feed = stage
        .site
        .feed("feed.json", [feed_of(3).cached_for(0), unchanged]);
    open(stage, &element(&feed, ""));
    check_shown(stage, 3);
    let before = asked(stage);
    stage.page.eval("(host().reload(), true)");
    stage.site.wait_for_requests("feed.json", before + 1);
    stage.page.frames(20);
    check_shown(stage, 3);
    let requests = stage.site.requests_for("feed.json");
    for request in &requests[1..] {
        assert_eq!(request.header("if-none-match"), Some("\"1\""), "{request}");
    }
    assert_eq!(stage.page.events("refresh"), Vec::<Value>::new());
}

fn a_hidden_page(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    // The page itself records whether it was hidden when it asked.
    let watch = "<script>{
        const own = fetch;
        window.sent = [];
        window.fetch = (...all) => (sent.push(document.hidden), own(...all));
        document.addEventListener('visibilitychange', () => { window.hid ||= document.hidden; });
      }</script>";
    let head = format!(
        "{HURRY}{watch}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, "refresh=\"1\""), "");
    Widget::first(&stage.page).wait_ready();
    stage.site.wait_for_requests("feed.json", 3);
    stage.page.in_another_tab(|| {
        stage.page.eval("(window.from = performance.now(), true)");
        // Five refresh intervals of a visible page.
        stage
            .page
            .wait_until("performance.now() > from + 4000", "some seconds");
    });
    let before = asked(stage);
    let asked_hidden = "[window.hid, sent.filter(Boolean).length]";
    assert_eq!(stage.page.eval(asked_hidden), json!([true, 0]));
    stage.site.wait_for_requests("feed.json", before + 1);
    assert_quiet(stage);
}

fn offline_and_back(stage: &Stage) {
    let answers = [Answer::status_only(404), feed_of(3)];
    let feed = stage.site.feed("feed.json", answers);
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_state("failed");
    set_online(stage, false);
    // The page is thawed but has no network.
    let thawed = "dispatchEvent(new Event('pageshow'));
        await new Promise((resolve) => setTimeout(resolve, 2100))";
    stage.page.script_async(thawed, json!([]));
    let while_offline = asked(stage);
    set_online(stage, true);
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(while_offline, 1);
    assert_eq!(asked(stage), 2);
    assert_eq!(widget.headlines().len(), 3);
}

fn leaving_the_page_and_coming_back(stage: &Stage) {
    let gate = stage.site.gate();
    let feed = stage
        .site
        .feed("feed.json", [feed_of(3).held_by(&gate), feed_of(3)]);
    let elsewhere = Answer::html("<!doctype html><title>Elsewhere</title>").cached_for(60);
    let elsewhere = stage
        .site
        .serve(Origin::Partner, "elsewhere.html", elsewhere);
    let head = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let widget = element(&feed, "");
    let fill = [("head", &*head), ("widget", &*widget), ("end", "")];
    let page = stage
        .site
        .page_with("article", &fill, |answer| answer.cached_for(60));
    stage.page.goto(&page);
    stage.site.wait_for_requests("feed.json", 1);
    stage.page.goto(&elsewhere);
    gate.open();
    stage.page.back();
    // Whether the browser kept the page or opens it again, the pending request was lost.
    check_shown(stage, 3);
    stage.page.goto(&elsewhere);
    stage.page.back();
    check_shown(stage, 3);
}

fn navigation_inside_one_page(stage: &Stage) {
    let gate = stage.site.gate();
    let first = stage.site.feed("first.json", feed_of(3).held_by(&gate));
    let second = stage.site.feed("second.json", feed_of(4));
    open(stage, &element(&first, ""));
    stage.site.wait_for_requests("first.json", 1);
    let go = "history.pushState({}, '', '/elsewhere');
        document.querySelector('main').innerHTML = arguments[0]";
    stage.page.script(go, json!([element(&second, "")]));
    check_shown(stage, 4);
    gate.open();
    stage.page.frames(10);
    check_shown(stage, 4);
    assert_eq!(stage.page.events("ready").len(), 1);
}

/// Aborts are recorded in the page, where `fetch` gets its abort signal.
const WATCH_ABORTS: &str = "<script>{
    const own = fetch;
    window.signals = {};
    window.fetch = (url, init) => {
      window.signals[String(url).split('/').at(-1)] = init?.signal;
      return own(url, init);
    };
  }</script>";

fn an_element_that_goes_before_its_widget_comes(stage: &Stage) {
    let gate = stage.site.gate();
    stage
        .site
        .change_cdn(BuildFile::Wasm, move |answer| answer.held_by(&gate));
    let feed = stage.site.feed("feed.json", Answer::never());
    let head = format!(
        "{WATCH_ABORTS}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, ""), "");
    stage.site.wait_for_requests("feed.json", 1);
    assert_eq!(stage.page.eval("signals['feed.json'].aborted"), false);
    stage.page.eval("(host().remove(), true)");
    stage
        .page
        .wait_until("signals['feed.json'].aborted", "the request to be aborted");
    assert_quiet(stage);
}

fn another_feed_while_one_is_under_way(stage: &Stage) {
    let gate = stage.site.gate();
    let held = gate.clone();
    stage
        .site
        .change_cdn(BuildFile::Wasm, move |answer| answer.held_by(&held));
    let first = stage.site.feed("first.json", Answer::never());
    let second = stage.site.feed("second.json", feed_of(4));
    let head = format!(
        "{WATCH_ABORTS}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&first, ""), "");
    stage.site.wait_for_requests("first.json", 1);
    // Before the widget is there …
    stage
        .page
        .script("host().feed = arguments[0]", json!([second]));
    assert_eq!(stage.page.eval("signals['first.json'].aborted"), true);
    gate.open();
    check_shown(stage, 4);
    // … and afterwards. No request outlives its element.
    for leave in ["host().feed = arguments[0]", "host().remove()"] {
        stage
            .page
            .script("host().feed = arguments[0]", json!([first]));
        stage
            .page
            .wait_until("signals['first.json'].aborted === false", "the request");
        stage.page.script(leave, json!([second]));
        stage
            .page
            .wait_until("signals['first.json'].aborted", "the abort");
    }
    assert_quiet(stage);
}

/// The widget cannot run: every element shows its fallback and tells the page, and one line with a
/// cure tells the developers.
#[track_caller]
fn check_cannot_run(stage: &Stage, count: usize, cure: &str) {
    stage.page.wait_until(
        &format!("collected.events.filter(({{ name }}) => name === 'error').length === {count}"),
        "the events",
    );
    stage.page.frames(5);
    for index in 0..count {
        let widget = Widget::at(&stage.page, index);
        assert_eq!(widget.state(), "failed");
        assert!(widget.shows_fallback(), "the reader sees nothing");
    }
    for error in stage.page.events("error") {
        assert_eq!(error["detail"]["kind"], "widget");
    }
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    let line = &said[0].text;
    assert!(
        line.starts_with("latest-news: the widget cannot run: "),
        "{line}"
    );
    assert!(line.contains(cure), "{line}");
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

/// Two elements on a page with this head.
fn open_two(stage: &Stage, head: &str) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let head = format!(
        "{head}<script async src=\"{}\"></script>",
        stage.site.loader()
    );
    let two = element(&feed, "") + &element(&feed, "loading=\"eager\"");
    open_with(stage, &head, &two, "");
}

const POLICY: &str = "add 'wasm-unsafe-eval' to script-src";
const FILES: &str = "send its files with";
const AFRESH: &str = "elements added later start afresh";

fn wasm_refused_by_policy(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let cdn = stage.site.url(Origin::Cdn, "");
    let head = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let two = element(&feed, "") + &element(&feed, "loading=\"eager\"");
    let policy = format!("script-src 'nonce-collector' {cdn}");
    let fill = [("head", &*head), ("widget", &*two), ("end", "")];
    let page = stage.site.page_with("article", &fill, |answer| {
        answer.header("Content-Security-Policy", &policy)
    });
    stage.page.goto(&page);
    check_cannot_run(stage, 2, POLICY);
}

fn wasm_that_cannot_be_fetched(stage: &Stage) {
    stage
        .site
        .change_cdn(BuildFile::Wasm, |_| Answer::status_only(404));
    open_two(stage, "");
    check_cannot_run(stage, 2, FILES);
}

fn wasm_that_is_none(stage: &Stage) {
    stage
        .site
        .change_cdn(BuildFile::Wasm, |_| Answer::new("application/wasm", "none"));
    open_two(stage, "");
    check_cannot_run(stage, 2, FILES);
}

fn glue_that_cannot_be_fetched_at_first(stage: &Stage) {
    let is_back = Arc::new(AtomicBool::new(false));
    let back = Arc::clone(&is_back);
    stage
        .site
        .change_cdn(BuildFile::Glue, move |answer| match back.load(Relaxed) {
            true => answer,
            false => Answer::status_only(503),
        });
    open_two(stage, "");
    check_cannot_run(stage, 2, FILES);
    is_back.store(true, Relaxed);
    add_one(stage);
}

/// An element that is added after the two failed ones works.
#[track_caller]
fn add_one(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let add = "document.querySelector('main').insertAdjacentHTML('beforeend', arguments[0]);
        host(2).scrollIntoView()";
    stage.page.script(add, json!([element(&feed, "")]));
    Widget::at(&stage.page, 2).wait_ready();
}

fn a_browser_without_webassembly(stage: &Stage) {
    open_two(stage, "<script>delete window.WebAssembly</script>");
    check_left_alone(stage);
}

fn a_browser_that_is_too_old(stage: &Stage) {
    let old = "<script>const own = CSS.supports; CSS.supports = (...words) =>
        !words.join().includes('light-dark') && own.apply(CSS, words)</script>";
    open_two(stage, old);
    check_left_alone(stage);
}

/// The page looks as if there were no script: developers need not hear of readers with old
/// browsers.
fn check_left_alone(stage: &Stage) {
    stage
        .page
        .wait_until("document.readyState === 'complete'", "the page");
    stage.page.frames(5);
    let fallbacks = "document.querySelectorAll('latest-news:not(:defined) > #fallback').length";
    assert_eq!(stage.page.eval(fallbacks), 2);
    assert_eq!(stage.page.events("error"), Vec::<serde_json::Value>::new());
    assert_eq!(stage.page.console().len(), 0, "{:?}", stage.page.console());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn no_memory_to_begin_with(stage: &Stage) {
    let none = "<script>WebAssembly.instantiateStreaming = WebAssembly.instantiate =
        async () => { throw new RangeError('out of memory') }</script>";
    open_two(stage, none);
    check_cannot_run(stage, 2, AFRESH);
}

/// Makes the wasm trap in the middle of its work when `window.crash` is set: every call to the
/// browser then fails like a panic.
pub const CRASH: &str = "<script>for (const name of ['instantiate', 'instantiateStreaming']) {
    const own = WebAssembly[name];
    WebAssembly[name] = (source, imports) => {
      for (const module of Object.values(imports)) {
        for (const [key, it] of Object.entries(module)) {
          module[key] = (...values) => {
            window.calls = (window.calls ?? 0) + 1;
            if (window.crash) throw new WebAssembly.RuntimeError('unreachable executed');
            return it(...values);
          };
        }
      }
      return own.call(WebAssembly, source, imports);
    };
  }</script>";

fn a_panic(stage: &Stage) {
    open_two(stage, CRASH);
    for index in 0..2 {
        Widget::at(&stage.page, index).wait_state("ready");
    }
    stage
        .page
        .eval("(window.crash = true, document.dispatchEvent(new Event('visibilitychange')), true)");
    check_cannot_run(stage, 2, AFRESH);
    // Nothing enters the ended instance, and the page continues.
    let calls = stage.page.eval("window.calls");
    stage.page.eval(
        "(window.crash = false, document.dispatchEvent(new Event('visibilitychange')),
          host().next(), host().reload(), host().limit = 2, true)",
    );
    stage.page.frames(20);
    assert_eq!(stage.page.eval("window.calls"), calls);
    stage
        .page
        .eval("(host(1).after(host().cloneNode(true)), host(2).scrollIntoView(), true)");
    let added = Widget::at(&stage.page, 2);
    added.wait_ready();
    assert_eq!(added.headlines().len(), 2);
    stage
        .page
        .eval("(host(0).remove(), host(0).remove(), true)");
    stage.page.frames(5);
    Widget::first(&stage.page).wait_ready();
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    assert_eq!(stage.page.console().len(), 1);
}

fn a_panic_while_mounting(stage: &Stage) {
    let crash = format!("{CRASH}<script>window.crash = true</script>");
    open_two(stage, &crash);
    check_cannot_run(stage, 2, AFRESH);
    stage.page.eval("window.crash = false");
    add_one(stage);
}
