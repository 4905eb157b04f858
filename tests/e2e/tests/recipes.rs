//! The recipes of the documents, as they stand there, on a page with what their vendors define.

use std::fs;

use harness::{Answer, Origin, Stage, cases, places};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, assert_quiet, element, open_with, target_page};

cases![statistics_are_told_what_was_seen_and_opened];

/// The examples of HTML in a document, each with the words before it.
fn examples(document: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(places::root().join(document)).unwrap();
    let mut rest = text.as_str();
    let mut examples = Vec::new();
    while let Some((before, after)) = rest.split_once("```html\n") {
        let (example, after) = after.split_once("```\n").unwrap();
        examples.push((before.to_owned(), example.to_owned()));
        rest = after;
    }
    examples
}

/// The example below these words, and above the next one.
#[track_caller]
fn example(document: &str, below: &str) -> String {
    let mut examples = examples(document);
    examples.retain(|(before, _)| before.contains(below));
    assert_eq!(examples.len(), 1, "examples of {document} below {below:?}");
    examples.remove(0).1
}

/// The same text with a part replaced that must be there.
#[track_caller]
fn replaced(text: &str, part: &str, by: &str) -> String {
    assert!(text.contains(part), "{part} is not in {text}");
    text.replace(part, by)
}

const ANALYTICS: &str = "docs/analytics.md";

/// A recipe for statistics.
struct Statistics {
    heading: &'static str,
    /// The part of the vendor's snippet that the page itself has.
    vendor: &'static str,
    /// An expression with what the vendor was told, as a list.
    told: &'static str,
    /// What it is told for two articles, both seen, the second opened at this address.
    expected: fn(&str) -> Value,
}

const STATISTICS: [Statistics; 3] = [
    Statistics {
        heading: "## A plain beacon",
        vendor: "",
        // The server knows.
        told: "[]",
        expected: |url| {
            json!([
                { "what": "widget shown", "articles": 2 },
                { "what": "widget seen" },
                { "what": "article seen", "url": "https://news.example/1", "index": 0,
                  "section": "Harbour", "source": "Example Herald" },
                { "what": "article seen", "url": url, "index": 1, "section": "Valley", "source": "Example News" },
                { "what": "article opened", "url": url, "index": 1,
                  "section": "Valley", "source": "Example News", "id": "2" },
            ])
        },
    },
    Statistics {
        heading: "## Google Analytics 4",
        vendor:
            "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}
            gtag('js', new Date()); gtag('config', 'G-EXAMPLE');",
        told: "dataLayer.map((it) => [...it]).slice(2)",
        expected: |url| {
            let first = json!({ "link_url": "https://news.example/1", "headline": "Article 1", "position": 1,
                "news_section": "Harbour", "news_source": "Example Herald" });
            let second = json!({ "link_url": url, "headline": "Article 2", "position": 2,
                "news_section": "Valley", "news_source": "Example News" });
            let mut opened = second.clone();
            opened["news_id"] = json!("2");
            json!([
                ["event", "latest_news_ready", { "articles": 2 }],
                ["event", "latest_news_view"],
                ["event", "latest_news_article_view", first],
                ["event", "latest_news_article_view", second],
                ["event", "latest_news_select", opened],
            ])
        },
    },
    Statistics {
        heading: "## Matomo",
        vendor: "window._paq = window._paq || []; _paq.push(['trackPageView']);",
        told: "_paq.slice(1)",
        expected: |_| {
            let news = "Latest News";
            let first = json!({ "dimension1": "Harbour", "dimension2": "Example Herald" });
            let second = json!({ "dimension1": "Valley", "dimension2": "Example News" });
            let mut opened = second.clone();
            opened["dimension3"] = json!("2");
            json!([
                ["trackEvent", news, "ready", "PAGE", 2],
                ["trackEvent", news, "view", "PAGE"],
                ["trackEvent", news, "article view", "Article 1", 1, first],
                ["trackEvent", news, "article view", "Article 2", 2, second],
                ["trackEvent", news, "select", "Article 2", 2, opened],
            ])
        },
    },
];

fn statistics_are_told_what_was_seen_and_opened(stage: &Stage) {
    assert_eq!(examples(ANALYTICS).len(), STATISTICS.len());
    for (number, recipe) in STATISTICS.iter().enumerate() {
        check_statistics(stage, &number.to_string(), recipe);
    }
}

fn check_statistics(stage: &Stage, name: &str, recipe: &Statistics) {
    stage.page.resize(1000, 800);
    let read = target_page(stage, "read.html");
    let mut feed = articles(2);
    let items = &mut feed["items"];
    items[0]["section"] = json!("Harbour");
    items[0]["source"] = json!("Example Herald");
    items[1]["section"] = json!("Valley");
    items[1]["url"] = json!(read);
    let feed = Answer::json(feed.to_string());
    let feed = stage.site.feed(&format!("{name}.json"), feed);
    let mut snippet = example(ANALYTICS, recipe.heading);
    let count = format!("count-{name}");
    let counter = stage
        .site
        .serve(Origin::Partner, &count, Answer::status_only(204));
    let is_beacon = snippet.contains("sendBeacon");
    if is_beacon {
        snippet = replaced(&snippet, "\"/count\"", &format!("\"{counter}\""));
    }
    // What was told until the reader leaves the page, which this listener hears of last.
    let keep = format!(
        "<script>addEventListener('latest-news-select', () => {{
           sessionStorage.setItem('told', JSON.stringify({}).replaceAll(JSON.stringify(location.pathname), '\"PAGE\"'));
         }})</script>",
        recipe.told
    );
    let head = format!(
        "<script>{}</script>{snippet}{keep}<script async src=\"{}\"></script>",
        recipe.vendor,
        stage.site.loader()
    );
    open_with(stage, &head, &element(&feed, "loading=\"eager\""), "");
    Widget::first(&stage.page).wait_ready();
    stage
        .page
        .eval("(host().scrollIntoView({ block: 'center', behavior: 'instant' }), true)");
    let viewed = "collected.events.filter(({ name }) => name === 'view').length === 3";
    stage.page.wait_until(viewed, "the views");
    assert_quiet(stage);
    stage
        .page
        .element("parts('headline')[1].querySelector('a')")
        .click();
    stage
        .page
        .wait_until("document.title === 'Read'", "the article");
    let told: Vec<Value> = match is_beacon {
        true => {
            let requests = stage.site.wait_for_requests(&count, 5);
            assert!(requests.iter().all(|request| request.method == "POST"));
            let bodies = requests.iter().map(|request| request.body.as_str());
            bodies
                .map(|body| serde_json::from_str(body).unwrap())
                .collect()
        }
        false => {
            let told = "JSON.parse(sessionStorage.getItem('told'))";
            stage.page.eval(told).as_array().unwrap().clone()
        }
    };
    // In any order: beacons overtake each other, and what is seen at the same time has none.
    let expected = (recipe.expected)(&read);
    let expected = expected.as_array().unwrap();
    let missing: Vec<_> = expected.iter().filter(|it| !told.contains(it)).collect();
    let heading = recipe.heading;
    assert!(missing.is_empty(), "{heading}: {missing:?} of {told:?}");
    assert_eq!(told.len(), expected.len(), "{heading}: {told:?}");
}
