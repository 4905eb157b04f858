//! The recipes of the documents, as they stand there, on a page with what their vendors define:
//! statistics (docs/analytics.md) and consent managers (docs/partners.md). CookieConsent is the
//! program itself; the others come from their vendors' servers only.

use std::fs;

use harness::{Answer, Origin, Stage, cases, places};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, assert_quiet, element, feed_of, open_with, target_page};

cases![
    statistics_are_told_what_was_seen_and_opened,
    onetrust_decides,
    cookiebot_decides,
    cookieconsent_decides,
    the_fallback_may_ask_for_consent,
];

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

const PARTNERS: &str = "docs/partners.md";
const ASKING: &str = "## Before the reader agrees\n";

/// A consent manager.
struct Manager {
    below: &'static str,
    /// What its script defines. `agree(…)` is what it does when a reader agrees to some purposes, and on each
    /// page that the reader opens later.
    hooks: &'static str,
    other_purposes: &'static str,
    purposes: &'static str,
}

const ONETRUST: Manager = Manager {
    below: "With OneTrust",
    hooks: "function OptanonWrapper() {}
        window.agree = (groups) => {
          window.OnetrustActiveGroups = `,${groups.join()},`;
          OptanonWrapper();
          dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail: groups }));
        };
        agree(['C0001']);",
    other_purposes: "['C0001', 'C0002']",
    purposes: "['C0001', 'C0002', 'C0003']",
};

const COOKIEBOT: Manager = Manager {
    below: "With Cookiebot",
    hooks: "window.Cookiebot = { consented: false, consent:
          { necessary: true, preferences: false, statistics: false, marketing: false } };
        window.agree = (consent) => {
          Object.assign(Cookiebot, { consented: true, consent: { ...Cookiebot.consent, ...consent } });
          window.CookiebotCallback_OnAccept?.();
          dispatchEvent(new Event('CookiebotOnAccept'));
        };",
    other_purposes: "{ statistics: true }",
    purposes: "{ statistics: true, preferences: true }",
};

fn onetrust_decides(stage: &Stage) {
    check_manager(stage, &ONETRUST);
}

fn cookiebot_decides(stage: &Stage) {
    check_manager(stage, &COOKIEBOT);
}

/// The documented element, with a feed of the publisher.
fn held_back(feed: &str) -> String {
    let element = example(PARTNERS, ASKING);
    replaced(&element, "https://news.example/feed.json", feed)
}

/// Waits until the page has settled, and checks that only the script was fetched, and that readers see what
/// the partner wrote.
#[track_caller]
fn assert_held_back(stage: &Stage, feed: &str, when: &str) {
    let defined = "customElements.get('latest-news') && document.readyState === 'complete'";
    stage.page.wait_until(defined, "the element");
    stage.page.frames(10);
    let fetched = stage.site.requests();
    let fetched = fetched.iter().filter(|it| {
        it.path.ends_with(feed) || it.origin == Origin::Cdn && !it.path.ends_with("latest-news.js")
    });
    let fetched: Vec<_> = fetched.map(ToString::to_string).collect();
    assert_eq!(fetched, Vec::<String>::new(), "{when}");
    let fallback = stage.page.eval("shown(host().querySelector('p'))");
    assert_eq!(fallback, true, "{when}");
}

#[track_caller]
fn assert_loaded(stage: &Stage, feed: &str, when: &str) {
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    assert_eq!(widget.headlines().len(), 3, "{when}");
    assert_eq!(stage.site.requests_for(feed).len(), 1, "{when}");
    let fallback = stage.page.eval("shown(host().querySelector('p'))");
    assert_eq!(fallback, false, "{when}");
    assert_quiet(stage);
}

fn check_manager(stage: &Stage, manager: &Manager) {
    let snippet = example(PARTNERS, manager.below);
    let hooks = format!("<script>{}</script>", manager.hooks);
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let agree = |to: &str| format!("agree({to})");
    // A page and a feed for each reader.
    let open = |feed: &str, head: &str, end: &str| {
        let url = stage.site.feed(feed, feed_of(3));
        open_with(stage, &format!("{head}{loader}"), &held_back(&url), end);
    };

    open("new.json", &format!("{snippet}{hooks}"), "");
    assert_held_back(stage, "new.json", "before");
    stage.page.eval(&agree(manager.other_purposes));
    assert_held_back(stage, "new.json", manager.other_purposes);
    stage.page.eval(&agree(manager.purposes));
    assert_loaded(stage, "new.json", manager.purposes);
    stage.page.eval(&agree(manager.purposes));
    stage.page.frames(10);
    assert_loaded(stage, "new.json", "told again");

    // Readers who agreed on an earlier page. The manager says so before the recipe is there, before the element
    // is there, or at the end of the page.
    let told = format!("<script>{}</script>", agree(manager.purposes));
    for (feed, head, end) in [
        ("first.json", format!("{hooks}{told}{snippet}"), ""),
        ("early.json", format!("{snippet}{hooks}{told}"), ""),
        ("late.json", format!("{snippet}{hooks}"), told.as_str()),
    ] {
        open(feed, &head, end);
        assert_loaded(stage, feed, feed);
    }
}

/// Its configuration on a page that asks for one purpose. By default it asks no automated browser.
const COOKIECONSENT: &str = "CookieConsent.run({
    hideFromBots: false,
    categories: { necessary: { enabled: true, readOnly: true }, news: {} },
    language: { default: 'en', translations: { en: { preferencesModal: { sections: [] }, consentModal: {
      title: 'News from elsewhere', acceptAllBtn: 'Agree', acceptNecessaryBtn: 'Refuse' } } } },
  })";

fn cookieconsent_decides(stage: &Stage) {
    let program = places::frameworks().join("cookieconsent.umd.js");
    let program = fs::read(&program).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `cargo xtask test e2e` makes it",
            program.display()
        )
    });
    let program = Answer::new("text/javascript", program);
    let program = stage.site.serve(Origin::Partner, "consent.js", program);
    let snippet = example(PARTNERS, "With [CookieConsent]");
    let manager = format!("<script src=\"{program}\"></script>");
    let asks = format!("<script>{COOKIECONSENT}</script>");
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let open = |feed: &str, head: &str, end: &str| {
        let url = stage.site.feed(feed, feed_of(3));
        open_with(stage, &format!("{head}{loader}"), &held_back(&url), end);
    };
    let press = |role: &str| {
        let button = format!("document.querySelector('#cc-main [data-role={role}]')");
        let can_press = format!("shown({button})");
        stage.page.wait_until(&can_press, "the question");
        stage.page.element(&button).click();
    };

    open("new.json", &format!("{snippet}{manager}"), &asks);
    assert_held_back(stage, "new.json", "before");
    press("necessary");
    assert_held_back(stage, "new.json", "refused");
    open("refused.json", &format!("{snippet}{manager}"), &asks);
    assert_held_back(stage, "refused.json", "refused on an earlier page");
    stage.page.eval("(CookieConsent.show(true), true)");
    press("all");
    assert_loaded(stage, "refused.json", "agreed after all");

    // Readers who agreed on an earlier page. The manager says so before or after the element is there.
    for (feed, head, end) in [
        ("first.json", format!("{manager}{asks}{snippet}"), ""),
        ("early.json", format!("{snippet}{manager}{asks}"), ""),
        ("late.json", format!("{snippet}{manager}"), asks.as_str()),
    ] {
        open(feed, &head, end);
        assert_loaded(stage, feed, feed);
    }
    // What it keeps about the reader would stay for other tests.
    stage.page.eval("(CookieConsent.reset(true), true)");
}

fn the_fallback_may_ask_for_consent(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(3));
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    open_with(stage, &loader, &held_back(&feed), "");
    assert_held_back(stage, "feed.json", "before");
    stage
        .page
        .element("document.querySelector('latest-news button')")
        .click();
    assert_loaded(stage, "feed.json", "after");
}
