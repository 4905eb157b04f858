//! Methods, state and events: what a partner's script sees.

use harness::{Answer, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{
    Widget, articles, assert_quiet, element, feed_of, open, open_ready, target_page,
};

cases![
    ready_tells_how_many_articles,
    skipped_items_are_counted,
    state_is_shown_three_ways_and_read_only,
    methods_move_the_carousel,
    moving_tells_where_to_and_why,
    select_tells_what_was_opened,
    select_can_be_cancelled,
    reload_fetches_again,
    methods_before_the_widget_is_ready_are_harmless,
    listeners_may_change_what_they_hear_of,
];

fn ready_tells_how_many_articles(stage: &Stage) {
    open_ready(stage, 7, "");
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'ready')",
        "the event",
    );
    let ready = stage.page.events("ready");
    let expected = json!([{
        "name": "ready", "detail": { "articles": 7, "skipped": 0 }, "target": "news",
        "bubbles": true, "composed": true, "cancelable": false,
    }]);
    assert_eq!(Value::from(ready), expected);
    assert_eq!(stage.page.events("error"), Vec::<Value>::new());
}

fn skipped_items_are_counted(stage: &Stage) {
    let mut feed = articles(5);
    feed["items"][1]["url"] = json!("javascript:alert(1)");
    feed["items"][3] = json!({ "id": "x" });
    let url = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&url, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines(), ["Article 1", "Article 3", "Article 5"]);
    assert_eq!(
        stage.page.events("ready")[0]["detail"],
        json!({ "articles": 3, "skipped": 2 })
    );
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn state_is_shown_three_ways_and_read_only(stage: &Stage) {
    let widget = open_ready(stage, 3, "");
    let ways = "[host().state, host().dataset.state, host().matches(':state(ready)')]";
    assert_eq!(stage.page.eval(ways), json!(["ready", "ready", true]));
    stage
        .page
        .script("try { host().state = 'failed' } catch {}", json!([]));
    assert_eq!(widget.state(), "ready");
}

fn methods_move_the_carousel(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.eval("(host().next(), true)");
    widget.wait_moved_from("Article 1");
    stage.page.eval("(host().previous(), true)");
    widget.wait_first_in_view("Article 1");
    stage.page.eval("(host().goTo(11), true)");
    widget.wait_in_view("Article 12");
    stage.page.eval("(host().goTo(0), true)");
    widget.wait_first_in_view("Article 1");
    stage
        .page
        .eval("(host().goTo(1e9), host().goTo(-1), host().goTo('x'), host().goTo(), true)");
    stage.page.eval("(host().play(), host().pause(), true)");
    stage.page.come_to_rest();
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn moving_tells_where_to_and_why(stage: &Stage) {
    let widget = open_ready(stage, 12, "");
    stage.page.part("next").click();
    widget.wait_moved_from("Article 1");
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'slide')",
        "the event",
    );
    let moves = stage.page.events("slide");
    assert_eq!(moves.len(), 1, "{moves:?}");
    let detail = &moves[0]["detail"];
    let first = widget.in_view()[0].clone();
    assert_eq!(
        format!("Article {}", detail["index"].as_u64().unwrap() + 1),
        first
    );
    assert!(!detail["reason"].as_str().unwrap().is_empty(), "{detail}");
}

/// A page with one article that leads to a page of the partner.
fn open_with_link(stage: &Stage) -> String {
    let read = target_page(stage, "read.html");
    let mut feed = articles(1);
    feed["items"][0]["url"] = json!(read);
    let url = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&url, ""));
    Widget::first(&stage.page).wait_ready();
    read
}

fn select_tells_what_was_opened(stage: &Stage) {
    let read = open_with_link(stage);
    // Saved beyond the navigation that follows.
    stage.page.eval(
        "document.addEventListener('latest-news-select', (event) => {
           sessionStorage.setItem('select', JSON.stringify([event.detail, event.cancelable])) })",
    );
    stage.page.part("read-more").click();
    stage
        .page
        .wait_until("document.title === 'Read'", "the article");
    assert_eq!(stage.page.url(), read);
    let detail = stage
        .page
        .eval("JSON.parse(sessionStorage.getItem('select'))");
    let expected = json!({
        "url": read, "headline": "Article 1", "index": 0,
        "section": "", "source": "Example News", "id": "1",
    });
    assert_eq!(detail, json!([expected, true]));
}

fn select_can_be_cancelled(stage: &Stage) {
    open_with_link(stage);
    let there = stage.page.url();
    stage
        .page
        .eval("document.addEventListener('latest-news-select', (event) => event.preventDefault())");
    stage.page.part("read-more").click();
    let headline = stage.page.element("part('headline').querySelector('a')");
    headline.click();
    stage.page.wait_until(
        "collected.events.filter(({ name }) => name === 'select').length === 2",
        "both events",
    );
    stage.page.frames(10);
    assert_eq!(stage.page.url(), there);
}

fn reload_fetches_again(stage: &Stage) {
    let url = stage.site.feed("feed.json", [feed_of(3), feed_of(5)]);
    open(stage, &element(&url, ""));
    Widget::first(&stage.page).wait_ready();
    stage.page.eval("(host().reload(), true)");
    stage
        .page
        .wait_until("parts('slide').length === 5", "the new articles");
    assert_eq!(stage.site.requests_for("feed.json").len(), 2);
    stage.page.wait_until(
        "collected.events.some(({ name }) => name === 'refresh')",
        "the event",
    );
    assert_eq!(
        stage.page.events("refresh")[0]["detail"],
        json!({ "added": 2 })
    );
    assert_quiet(stage);
}

fn methods_before_the_widget_is_ready_are_harmless(stage: &Stage) {
    let gate = stage.site.gate();
    let url = stage.site.feed("feed.json", feed_of(6).held_by(&gate));
    open(stage, &element(&url, ""));
    stage.site.wait_for_requests("feed.json", 1);
    stage.page.wait_until("loaderRan()", "the loader");
    stage.page.eval(
        "(host().next(), host().previous(), host().goTo(2), host().play(), host().pause(), true)",
    );
    gate.open();
    Widget::first(&stage.page).wait_ready();
    assert_quiet(stage);
}

/// A feed that is already there is reported at once, while the element is still being changed.
fn listeners_may_change_what_they_hear_of(stage: &Stage) {
    let [one, two, three] =
        [3, 5, 9].map(|count| stage.site.feed(&format!("{count}.json"), feed_of(count)));
    // Not requested before.
    let four = stage.site.feed("7.json", feed_of(7));
    let tags = [&one, &two, &three].map(|feed| element(feed, "loading=\"eager\""));
    open(stage, &tags.concat());
    for index in 0..3 {
        Widget::at(&stage.page, index).wait_ready();
    }
    let listen = "const [one, two, three, four] = arguments;
        window.heard = [];
        const add = (feed, hear) => {
          const element = document.createElement('latest-news');
          for (const name of ['ready', 'error']) {
            element.addEventListener(`latest-news-${name}`, () => hear(element, name), { once: true });
          }
          element.setAttribute('loading', 'eager');
          element.setAttribute('feed', feed);
          document.querySelector('main').append(element);
          return element;
        };
        // During the mount: an attribute, a method, another feed.
        add(one, (element) => { element.limit = 2; });
        add(three, (element) => { element.goTo(5); });
        add(one, (element) => { element.feed = four; });
        // When its feed changes or is removed.
        const last = add('missing.json', (element) => {
          element.addEventListener('latest-news-ready', () => {
            element.setAttribute('heading', 'Heard');
            element.setAttribute('feed', `${one} ${two}`);
          }, { once: true });
          element.setAttribute('feed', three);
        });
        window.last = last;";
    stage.page.script(listen, json!([one, two, three, four]));
    let settled = "headlines(3).length === 2 && headlines(4).length === 9
        && headlines(5).length === 7 && headlines(6).length === 5
        && words(part('heading', 6)) === 'Heard'";
    stage
        .page
        .wait_until(settled, "what the listeners asked for");
    Widget::at(&stage.page, 4).wait_in_view("Article 6");
    stage.page.script(
        "last.addEventListener('latest-news-error', () => { last.feed = arguments[0]; }, { once: true });
         last.removeAttribute('feed')",
        json!([three]),
    );
    stage
        .page
        .wait_until("headlines(6).length === 9", "the feed in place of none");
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    assert_eq!(
        stage
            .page
            .eval("hosts().every(({ state }) => state === 'ready')"),
        true
    );
}
