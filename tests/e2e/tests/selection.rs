//! Which articles a widget shows, which of them were in sight, and what it fetches before a partner
//! allows it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use harness::{Answer, BuildFile, Origin, Stage, cases};
use serde_json::json;

use crate::widget::{
    Widget, articles, assert_quiet, element, feed_of, open, open_ready, open_with,
};

cases![
    the_article_of_the_page_is_left_out,
    the_article_of_a_canonical_link_is_left_out,
    words_numbers_and_age_choose_at_once,
    an_earlier_widget_is_not_repeated,
    a_widget_does_not_wait_for_ever_for_an_earlier_one,
    half_a_second_is_not_a_view,
    a_slide_that_peeks_in_is_not_viewed,
    what_is_in_sight_is_told_once,
    a_slide_that_turns_into_sight_is_told_once => |case| case.patient(),
    a_hidden_page_views_nothing,
    nothing_is_fetched_before_it_may_be,
    a_widget_may_be_held_back_later,
    a_feed_of_a_rare_format_brings_the_whole_feed_reader,
    rare_names_of_characters_are_read_by_the_whole_feed_reader,
    a_rare_format_without_the_whole_feed_reader_is_a_failure,
];

/// A feed with the page itself among its articles.
fn feed_with(urls: &[&str]) -> Answer {
    let items: Vec<_> = urls
        .iter()
        .enumerate()
        .map(|(index, url)| json!({ "title": format!("Article {}", index + 1), "url": url }))
        .collect();
    Answer::json(
        json!({ "version": "https://jsonfeed.org/version/1.1", "items": items }).to_string(),
    )
}

fn the_article_of_the_page_is_left_out(stage: &Stage) {
    let own = stage.site.url(Origin::Partner, "article/index.html");
    let tracked = format!("{own}?utm_source=news&fbclid=1#comments");
    let urls = ["https://news.example/1", &tracked, "https://news.example/3"];
    let feed = stage.site.feed("feed.json", feed_with(&urls));
    open(stage, &element(&feed, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines(), ["Article 1", "Article 3"]);
    // A page that shows another article without loading another page. It has another title, too.
    stage.page.eval(
        "(history.pushState(null, '', location.pathname + '/other'), document.title = 'Other', true)",
    );
    let three = "headlines(0).length === 3";
    stage
        .page
        .wait_until(three, "the article of the page before");
    stage.page.eval("(history.back(), true)");
    let two = "headlines(0).join() === 'Article 1,Article 3'";
    stage.page.wait_until(two, "the article of the page");
    stage.page.eval("(host(0).current = 'show', true)");
    stage.page.wait_until(three, "all articles");
    assert_quiet(stage);
}

fn the_article_of_a_canonical_link_is_left_out(stage: &Stage) {
    let urls = ["https://news.example/1", "https://news.example/m\u{fc}ll/"];
    let feed = stage.site.feed("feed.json", feed_with(&urls));
    let head = format!(
        "<link rel=\"Canonical\" href=\"https://news.example/m%C3%BCll?utm_medium=x\">\
         <script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, ""), "");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines(), ["Article 1"]);
    // A router of the page changes the link, and replaces it.
    let link = "document.querySelector('link[rel=Canonical]')";
    for (change, article) in [
        ("href = 'https://news.example/1'", 2),
        (
            "outerHTML = '<link rel=canonical href=https://news.example/m%C3%BCll>'",
            1,
        ),
    ] {
        stage.page.eval(&format!("({link}.{change}, true)"));
        let shown = format!("headlines(0).join() === 'Article {article}'");
        stage.page.wait_until(&shown, "the other article");
    }
    assert_quiet(stage);
}

fn words_numbers_and_age_choose_at_once(stage: &Stage) {
    let mut all = articles(6);
    for (index, title) in ["Über Öl", "Football", "Öl und Gas", "Gas", "Oil", "Öl"]
        .iter()
        .enumerate()
    {
        all["items"][index]["title"] = json!(title);
    }
    all["items"][3]["tags"] = json!(["Energie"]);
    let feed = stage.site.feed("feed.json", Answer::json(all.to_string()));
    open(
        stage,
        &element(&feed, "include=\"OL, energie\" exclude=\"gas+und\""),
    );
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines(), ["Über Öl", "Gas", "Öl"]);
    #[track_caller]
    fn check(stage: &Stage, name: &str, value: &str, expected: &str) {
        stage.page.script(
            "host(0).setAttribute(arguments[0], arguments[1])",
            json!([name, value]),
        );
        let there = format!("headlines(0).join() === '{expected}'");
        stage.page.wait_until(&there, name);
    }
    check(stage, "offset", "1", "Gas,Öl");
    check(stage, "exclude", "", "Öl und Gas,Gas,Öl");
    check(stage, "per-feed", "2", "Öl und Gas");
    check(stage, "include", "", "Football");
    check(stage, "per-feed", "", "Football,Öl und Gas,Gas,Oil,Öl");
    check(stage, "max-age", "1", "");
    assert_eq!(widget.state(), "empty");
    check(stage, "max-age", "36500", "Football,Öl und Gas,Gas,Oil,Öl");
    assert_eq!(stage.site.requests_for("feed.json").len(), 1);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

/// Two widgets, the second without what the first shows.
fn two(stage: &Stage, first: &str, second: &str) {
    let widgets = element(first, "loading=eager")
        + &element(second, "loading=eager repeats=skip limit=3").replace("id=\"news\"", "");
    // What the second shows at any time, recorded by the page.
    let head = format!(
        "<script>
           window.seen = [];
           addEventListener('latest-news-ready', ({{ target }}) => {{
             requestAnimationFrame(() => {{
               const headlines = [...target.shadowRoot.querySelectorAll('.headline a')];
               if (!target.id) seen.push(headlines.map((it) => it.firstChild.textContent).join());
             }});
           }});
         </script><script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &widgets, "");
}

fn an_earlier_widget_is_not_repeated(stage: &Stage) {
    let gate = stage.site.gate();
    let late = stage.site.feed("late.json", feed_of(2).held_by(&gate));
    let feed = stage.site.feed("feed.json", feed_of(6));
    two(stage, &late, &feed);
    stage.site.wait_for_requests("late.json", 1);
    // The second has its articles, and waits.
    let arrived = "performance.getEntriesByType('resource')
        .some(({ name, responseEnd }) => name.endsWith('feed.json') && responseEnd > 0)
        && host(1).shadowRoot.querySelector('.skeleton')";
    stage.page.wait_until(arrived, "the second's feed");
    gate.open();
    let settled = "headlines(1).join() === 'Article 3,Article 4,Article 5'";
    stage.page.wait_until(settled, "articles of its own");
    let first = stage.page.wait_until("seen[0]", "the first row");
    // On a machine that is busy for two seconds, the second does not wait so long.
    let busy = stage.page.eval("performance.now() > 2000") == true;
    assert!(busy || first == "Article 3,Article 4,Article 5", "{first}");
    // The first shows others now.
    stage.page.eval("(host(0).limit = 1, true)");
    let next = "headlines(1).includes('Article 2')";
    stage.page.wait_until(next, "the article that is free");
    stage.page.eval("(host(1).repeats = 'show', true)");
    let repeated = "headlines(1).join() === 'Article 1,Article 2,Article 3'";
    stage.page.wait_until(repeated, "what the first shows, too");
    stage.page.eval("(host(1).repeats = 'skip', true)");
    stage.page.wait_until(
        &format!("!({repeated}) && {next}"),
        "articles of its own again",
    );
    stage.page.eval("(host(0).remove(), true)");
    let all = "headlines(0).includes('Article 1')";
    stage
        .page
        .wait_until(all, "the articles of the removed one");
    assert_quiet(stage);
}

fn a_widget_does_not_wait_for_ever_for_an_earlier_one(stage: &Stage) {
    let gate = stage.site.gate();
    let late = stage.site.feed("late.json", feed_of(2).held_by(&gate));
    let feed = stage.site.feed("feed.json", feed_of(6));
    two(stage, &late, &feed);
    let shown = "headlines(1).join() === 'Article 1,Article 2,Article 3'";
    stage.page.wait_until(shown, "its articles");
    let waited = stage.page.eval("performance.now()");
    assert!(waited.as_f64().unwrap() >= 2000.0, "{waited} ms");
    gate.open();
    Widget::at(&stage.page, 0).wait_ready();
    assert_quiet(stage);
}

/// A page that is wide enough for three slides, with the widget below the window.
const BELOW: &str = "<div style=\"height:150vh\"></div>";

fn open_below<'s>(stage: &'s Stage) -> Widget<'s> {
    stage.page.resize(1000, 800);
    let feed = stage.site.feed("feed.json", feed_of(6));
    let widget = element(&feed, "loading=eager style=\"display:block;width:900px\"");
    open(stage, &format!("{BELOW}{widget}{BELOW}"));
    let widget = Widget::first(&stage.page);
    widget.wait_state("ready");
    widget
}

fn half_a_second_is_not_a_view(stage: &Stage) {
    open_below(stage);
    stage.page.script_async(
        "const done = arguments[arguments.length - 1];
         host(0).scrollIntoView({ block: 'center', behavior: 'instant' });
         setTimeout(() => {
             scrollTo({ top: 0, behavior: 'instant' });
             setTimeout(done, 1200);
         }, 500);",
        json!([]),
    );
    assert_eq!(stage.page.events("view"), Vec::<serde_json::Value>::new());
}

fn a_slide_that_peeks_in_is_not_viewed(stage: &Stage) {
    // The slides are higher than half of the window.
    stage.page.resize(500, 500);
    let feed = stage.site.feed("feed.json", feed_of(3));
    let narrow = "loading=eager style=\"display:block;width:340px\"";
    open(stage, &element(&feed, narrow));
    let widget = Widget::first(&stage.page);
    widget.wait_state("ready");
    stage
        .page
        .eval("(host(0).scrollIntoView({ block: 'start', behavior: 'instant' }), true)");
    let viewed = "collected.events.filter(({ name }) => name === 'view')
        .map(({ detail }) => detail.headline)";
    let first = format!("{viewed}.includes('Article 1')");
    stage.page.wait_until(&first, "a view of the first");
    stage.page.script_async(
        "setTimeout(arguments[arguments.length - 1], 1200)",
        json!([]),
    );
    let second = stage.page.eval(&format!("{viewed}.includes('Article 2')"));
    assert_eq!(second, false);
}

fn what_is_in_sight_is_told_once(stage: &Stage) {
    let widget = open_below(stage);
    stage
        .page
        .eval("(host(0).scrollIntoView({ block: 'center', behavior: 'instant' }), true)");
    let view = "collected.events.filter(({ name }) => name === 'view').map(({ detail }) => detail)";
    let shown = widget.in_view();
    assert!(!shown.is_empty() && shown.len() < 6, "{shown:?}");
    let all = format!("{view}.length === {}", shown.len() + 1);
    stage.page.wait_until(&all, "the views");
    let details = stage.page.eval(view);
    let details = details.as_array().unwrap();
    let of_widget: Vec<_> = details.iter().filter(|it| it["what"] == "widget").collect();
    assert_eq!(of_widget.len(), 1, "{details:?}");
    assert_eq!(of_widget[0]["index"], -1);
    let mut headlines: Vec<_> = details
        .iter()
        .filter(|it| it["what"] == "article")
        .map(|it| it["headline"].as_str().unwrap().to_owned())
        .collect();
    headlines.sort();
    assert_eq!(headlines, shown);
    let first = details.iter().find(|it| it["index"] == 0).unwrap();
    assert_eq!(first["url"], "https://news.example/1");
    assert_eq!(first["source"], "Example News");
    assert_eq!(first["section"], "");
    // The rest, once each, and nothing again on the way back.
    stage.page.eval("(host(0).goTo(5), true)");
    let rest = format!("{view}.length === 7");
    stage.page.wait_until(&rest, "all views");
    stage.page.eval("(host(0).goTo(0), true)");
    widget.wait_first_in_view("Article 1");
    stage.page.script_async(
        "setTimeout(arguments[arguments.length - 1], 1200)",
        json!([]),
    );
    assert_eq!(stage.page.events("view").len(), 7);
    assert_quiet(stage);
}

/// One slide is in view and the next one peeks in. Each is viewed in its own turn, and not again in later ones.
fn a_slide_that_turns_into_sight_is_told_once(stage: &Stage) {
    stage.page.resize(500, 900);
    let feed = stage.site.feed("feed.json", feed_of(3));
    let narrow = "loading=eager autoplay=3 style=\"display:block;width:340px\"";
    open(stage, &element(&feed, narrow));
    Widget::first(&stage.page).wait_ready();
    stage
        .page
        .eval("(host(0).scrollIntoView({ block: 'center', behavior: 'instant' }), true)");
    let told = "collected.events.filter(({ name, detail }) =>
        name === 'slide' || name === 'view' && detail.what === 'article')
        .map(({ name, detail }) => `${name} ${detail.index}`)";
    let turns = format!("{told}.filter((it) => it.startsWith('slide')).length === 4");
    let limit = Duration::from_secs(30);
    stage.page.wait_within(limit, &turns, "four turns");
    let expected = [
        "view 0", "slide 1", "view 1", "slide 2", "view 2", "slide 0", "slide 1",
    ];
    assert_eq!(stage.page.eval(told), json!(expected));
    let reasons = "collected.events.filter(({ name }) => name === 'slide').map(({ detail }) => detail.reason)";
    assert_eq!(stage.page.eval(reasons), json!(vec!["rotation"; 4]));
    assert_quiet(stage);
}

fn a_hidden_page_views_nothing(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(6));
    // The page itself takes itself for hidden: browsers slow the clocks of those that are.
    let head = format!(
        "<script>
           window.away = true;
           Object.defineProperty(Document.prototype, 'visibilityState', {{
             get: () => away ? 'hidden' : 'visible',
           }});
         </script><script async src=\"{}\"></script>",
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, "loading=eager"), "");
    Widget::first(&stage.page).wait_state("ready");
    stage.page.script_async(
        "setTimeout(arguments[arguments.length - 1], 1500)",
        json!([]),
    );
    assert_eq!(stage.page.events("view").len(), 0);
    stage.page.eval(
        "(window.away = false, host(0).scrollIntoView({ block: 'center', behavior: 'instant' }),
          document.dispatchEvent(new Event('visibilitychange', { bubbles: true })), true)",
    );
    let viewed = "collected.events.some(({ name }) => name === 'view')";
    stage.page.wait_until(viewed, "a view");
}

fn nothing_is_fetched_before_it_may_be(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&feed, "loading=\"Manual\""));
    let widget = Widget::first(&stage.page);
    let defined = "customElements.get('latest-news') && document.readyState === 'complete'";
    stage.page.wait_until(defined, "the element");
    stage.page.frames(10);
    assert!(widget.shows_fallback());
    let build = [BuildFile::Glue, BuildFile::Wasm, BuildFile::Labels];
    let fetched = |file: &BuildFile| !stage.site.requests_for_build(*file).is_empty();
    assert!(!build.iter().any(fetched));
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
    stage
        .page
        .eval("(host(0).next(), host(0).reload(), host(0).load(), true)");
    widget.wait_ready();
    assert_eq!(stage.page.eval("host(0).loading"), "lazy");
    assert_eq!(widget.headlines().len(), 3);
    assert_quiet(stage);
}

fn a_widget_may_be_held_back_later(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &format!("{BELOW}{}", element(&feed, "")));
    let defined = "customElements.get('latest-news') && document.readyState === 'complete'";
    stage.page.wait_until(defined, "the element");
    stage.page.frames(5);
    stage.page.eval("(host(0).loading = 'manual', true)");
    stage
        .page
        .eval("(host(0).scrollIntoView({ block: 'start', behavior: 'instant' }), true)");
    stage.page.frames(10);
    assert_eq!(stage.site.requests_for("feed.json").len(), 0);
    stage.page.eval("(host(0).load(), true)");
    Widget::first(&stage.page).wait_ready();
    assert_quiet(stage);
}

/// JSON:API of a server that is not Drupal's: article and picture are two objects.
const RARE: &str = r#"{
  "data": [{
    "type": "articles", "id": "1",
    "attributes": { "title": "Ferry returns", "url": "https://news.example/ferry" },
    "relationships": { "image": { "data": { "type": "images", "id": "7" } } }
  }, { "type": "articles", "id": "2", "attributes": { "title": "No link" } }],
  "included": [{ "type": "images", "id": "7", "attributes": { "url": "https://news.example/ferry.jpg" } }]
}"#;

fn a_feed_of_a_rare_format_brings_the_whole_feed_reader(stage: &Stage) {
    let widget = open_ready(stage, 3, "");
    assert_eq!(widget.headlines().len(), 3);
    assert_eq!(stage.site.requests_for_build(BuildFile::Formats).len(), 0);
    let rare = stage.site.feed("rare.json", Answer::json(RARE));
    stage
        .page
        .script("host(0).setAttribute('feed', arguments[0])", json!([rare]));
    let ready = "headlines(0).join() === 'Ferry returns'";
    stage
        .page
        .wait_until(ready, "the articles of the rare feed");
    assert_eq!(stage.site.requests_for_build(BuildFile::Formats).len(), 1);
    let picture = "host(0).shadowRoot.querySelector('img').src";
    assert_eq!(stage.page.eval(picture), "https://news.example/ferry.jpg");
    let told = stage.page.events("ready");
    let last = &told.last().unwrap()["detail"];
    assert_eq!(last, &json!({ "articles": 1, "skipped": 1 }));
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

fn rare_names_of_characters_are_read_by_the_whole_feed_reader(stage: &Stage) {
    let mut news = articles(2);
    news["items"][0]["summary"] = json!("&Alpha;&theta;&eta;&nu;&alpha; caf&eacute; &ndash; 1");
    // What is no name of a character stays, and what was escaped to be read is read.
    news["items"][1]["title"] = json!("S&P; rises, why &amp;lt; matters");
    let rare = stage.site.feed("rare.json", Answer::json(news.to_string()));
    open(stage, &element(&rare, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    let headlines = ["Article 1", "S&P; rises, why &lt; matters"];
    assert_eq!(widget.headlines(), headlines);
    let summary = stage.page.eval("words(part('summary'))");
    assert_eq!(summary, "Αθηνα café – 1");
    assert_eq!(stage.site.requests_for_build(BuildFile::Formats).len(), 1);
    assert_quiet(stage);
}

fn a_rare_format_without_the_whole_feed_reader_is_a_failure(stage: &Stage) {
    let is_there = Arc::new(AtomicBool::new(false));
    let there = Arc::clone(&is_there);
    let missing = move |answer| match there.load(Relaxed) {
        true => answer,
        false => Answer::status_only(404),
    };
    stage.site.change_cdn(BuildFile::Formats, missing);
    let rare = stage.site.feed("rare.json", Answer::json(RARE));
    open(stage, &element(&rare, ""));
    let widget = Widget::first(&stage.page);
    widget.wait_state("failed");
    assert!(widget.shows_fallback());
    let errors = stage.page.events("error");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["detail"]["kind"], "format");
    let message = errors[0]["detail"]["message"].as_str().unwrap();
    let said = "its format needs formats.wasm, which cannot be reached";
    assert!(message.contains(said), "{message}");
    // Once the file is there, the feed is read.
    is_there.store(true, Relaxed);
    stage.page.eval("(host(0).reload(), true)");
    let read = "headlines(0).join() === 'Ferry returns'";
    stage.page.wait_until(read, "the articles");
}
