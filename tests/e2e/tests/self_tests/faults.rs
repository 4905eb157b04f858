//! Each fault of the server, as a page's `fetch` sees it.

use std::time::Duration;

use harness::{Answer, Origin, Stage, cases};
use serde_json::{Value, json};

cases![
    answers_are_what_they_say,
    answers_come_in_turn_and_the_last_stays,
    a_held_answer_waits_for_its_gate,
    a_silent_server_can_be_given_up,
    a_dripping_answer_comes_byte_by_byte,
    pages_of_other_trials_are_not_seen,
    every_request_is_noted,
    large_answers_arrive_whole,
];

/// The result of `fetch(url)` after reading its body: `{ status, body }` or `{ failed }`.
const FETCH: &str = "try {
    const answer = await fetch(arguments[0], { cache: 'no-store' });
    const { status, redirected } = answer;
    return { status, redirected, type: answer.headers.get('content-type'), body: await answer.text() };
  } catch (error) { return { failed: error.name }; }";

fn fetch(stage: &Stage, url: &str) -> Value {
    stage.page.script_async(FETCH, json!([url]))
}

fn open(stage: &Stage) {
    stage.page.goto(&stage.site.page("tool", &[]));
}

fn answers_are_what_they_say(stage: &Stage) {
    open(stage);
    let failed = json!("TypeError");
    let partner = stage.site.url(Origin::Partner, "");
    let own_origin = partner.split('/').take(3).collect::<Vec<_>>().join("/");
    let loop_url = stage.site.url(Origin::Publisher, "loop");
    let rows: Vec<(&str, Answer, &str, Value)> = vec![
        ("good", Answer::json("[1]"), "body", json!("[1]")),
        ("status", Answer::status_only(503), "status", json!(503)),
        (
            "type",
            Answer::json("{}").media_type("text/plain"),
            "type",
            json!("text/plain"),
        ),
        (
            "html",
            Answer::html("<p>hello"),
            "type",
            json!("text/html; charset=utf-8"),
        ),
        ("empty", Answer::empty(), "body", json!("")),
        ("reset", Answer::reset(), "failed", failed.clone()),
        (
            "no-cors",
            Answer::json("[]").without_cors(),
            "failed",
            failed.clone(),
        ),
        (
            "cors-other",
            Answer::json("[]").cors_for("https://other.example"),
            "failed",
            failed.clone(),
        ),
        (
            "cors-own",
            Answer::json("[]").cors_for(&own_origin),
            "body",
            json!("[]"),
        ),
        ("loop", Answer::redirect(&loop_url), "failed", failed),
    ];
    for (path, answer, field, expected) in rows {
        let url = stage.site.feed(path, answer);
        let got = fetch(stage, &url);
        assert_eq!(got[field], expected, "{path}: {got}");
    }
    // Engines report these differently. None may accept them as complete.
    let whole = "[1,2,3,4,5,6,7,8]";
    let rows = [
        ("cut", Answer::json(whole).cut_at(5)),
        ("longer", Answer::json(whole).claiming_length(500)),
        ("shorter", Answer::json(whole).claiming_length(5)),
        ("garbage", Answer::gzip_garbage()),
    ];
    for (path, answer) in rows {
        let url = stage.site.feed(path, answer);
        let got = fetch(stage, &url);
        let honest = path == "longer" && stage.engine == harness::Engine::WebKit;
        assert!(honest || got["body"] != whole, "{path} came whole: {got}");
    }
}

fn answers_come_in_turn_and_the_last_stays(stage: &Stage) {
    open(stage);
    let answers = [
        Answer::status_only(500),
        Answer::json("good"),
        Answer::status_only(404),
    ];
    let url = stage.site.feed("turns", answers);
    let statuses: Vec<Value> = (0..4)
        .map(|_| fetch(stage, &url)["status"].clone())
        .collect();
    assert_eq!(statuses, [500, 200, 404, 404]);
}

fn a_held_answer_waits_for_its_gate(stage: &Stage) {
    open(stage);
    let gate = stage.site.gate();
    let url = stage.site.feed("held", Answer::json("[]").held_by(&gate));
    stage.page.script(
        "fetch(arguments[0]).then(() => { window.came = true })",
        json!([url]),
    );
    let held = stage.site.wait_for_requests("held", 1);
    assert!(held[0].answered.is_none());
    stage.page.frames(5);
    assert_eq!(stage.page.eval("window.came ?? false"), false);
    gate.open();
    stage.page.wait_until("window.came", "the held answer");
}

fn a_silent_server_can_be_given_up(stage: &Stage) {
    open(stage);
    let url = stage.site.feed("silent", Answer::never());
    let got = stage.page.script_async(
        "return fetch(arguments[0], { signal: AbortSignal.timeout(300) })
           .then(() => 'came', (error) => error.name)",
        json!([url]),
    );
    assert!(got == "TimeoutError" || got == "AbortError", "{got}");
}

fn a_dripping_answer_comes_byte_by_byte(stage: &Stage) {
    open(stage);
    let drip = Answer::json("[1,2,3]").drip(Duration::from_millis(100));
    let url = stage.site.feed("drip", drip);
    let pieces = stage.page.script_async(
        "let pieces = 0;
         const reader = (await fetch(arguments[0])).body.getReader();
         while (!(await reader.read()).done) pieces += 1;
         return pieces",
        json!([url]),
    );
    assert!(pieces.as_u64().unwrap() > 1, "{pieces} pieces");
}

fn pages_of_other_trials_are_not_seen(stage: &Stage) {
    open(stage);
    let url = stage.site.url(Origin::Publisher, "");
    let elsewhere = url
        .trim_end_matches('/')
        .rsplit_once('/')
        .unwrap()
        .0
        .to_owned()
        + "/t0/feed.json";
    // Without CORS headers, a page cannot even see that the status is 404.
    let got = fetch(stage, &elsewhere);
    assert!(
        got["status"] == 404 || got["failed"] == "TypeError",
        "{got}"
    );
}

fn every_request_is_noted(stage: &Stage) {
    open(stage);
    let url = stage.site.feed("noted", Answer::json("[]"));
    fetch(stage, &format!("{url}?a=b"));
    stage.page.script_async(
        "await fetch(arguments[0], { headers: { 'x-own': '1' } }).catch(() => {})",
        json!([url]),
    );
    let noted = stage.site.requests_for("noted");
    assert_eq!(noted[0].method, "GET");
    assert!(noted[0].path.ends_with("/noted?a=b"), "{}", noted[0]);
    let partner = stage.site.url(Origin::Partner, "");
    assert!(
        partner.starts_with(noted[0].header("origin").unwrap()),
        "{:?}",
        noted[0]
    );
    // The preflight of a request with a custom header.
    assert_eq!(noted[1].method, "OPTIONS");
}

fn large_answers_arrive_whole(stage: &Stage) {
    open(stage);
    let url = stage.site.feed("large", Answer::megabytes(20));
    let script = "return (await (await fetch(arguments[0])).text()).length";
    assert_eq!(stage.page.script_async(script, json!([url])), 20 << 20);
}
