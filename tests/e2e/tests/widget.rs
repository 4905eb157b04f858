//! Shared by the tests of the widget: feeds, pages, and the widget as a reader and a partner see
//! it.

use harness::{Answer, Origin, Page, Stage};
use serde_json::{Value, json};

/// The style that docs/partners.md recommends, so that nothing moves when the widget fills.
pub const DOCUMENTED_STYLE: &str = "display:block;min-height:min(576px,388px + 40vw)";

/// The content that the page shows until the widget is ready, and if it cannot run.
pub const FALLBACK: &str = "<a id=\"fallback\" href=\"#all\">All the news</a>";

/// A JSON Feed of `count` articles named "Article 1", "Article 2", …
pub fn articles(count: usize) -> Value {
    let items: Vec<Value> = (1..=count)
        .map(|number| {
            json!({
                "id": number.to_string(),
                "url": format!("https://news.example/{number}"),
                "title": format!("Article {number}"),
                "summary": format!("What article {number} is about, in a sentence or two."),
                "date_published": format!("2024-03-{:02}T08:00:00Z", 28 - number % 28),
            })
        })
        .collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example News",
        "home_page_url": "https://news.example/",
        "language": "en",
        "items": items,
    })
}

pub fn feed_of(count: usize) -> Answer {
    Answer::json(articles(count).to_string())
}

/// The element with this feed, further attributes, and a fallback inside.
pub fn element(feed: &str, attributes: &str) -> String {
    format!("<latest-news id=\"news\" feed=\"{feed}\" {attributes}>{FALLBACK}</latest-news>")
}

/// Opens the partner's article with this element and the loader, as documented.
pub fn open(stage: &Stage, widget: &str) {
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    open_with(stage, &loader, widget, "");
}

pub fn open_with(stage: &Stage, head: &str, widget: &str, end: &str) {
    let fill = [("head", head), ("widget", widget), ("end", end)];
    stage.page.goto(&stage.site.page("article", &fill));
}

/// Opens the article page in a frame of this size, and enters the frame.
#[track_caller]
pub fn framed(stage: &Stage, widget: &str, width: u32, height: u32) {
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    let fill = [("head", loader.as_str()), ("widget", widget), ("end", "")];
    let inner = stage.site.page("article", &fill);
    let (width, height) = (width.to_string(), height.to_string());
    let fill = [
        ("url", inner.as_str()),
        ("width", width.as_str()),
        ("height", height.as_str()),
    ];
    stage.page.leave_frames();
    stage.page.goto(&stage.site.page("framed", &fill));
    stage.page.enter_frame();
}

/// Opens the article with a widget of this many articles, and waits until it is ready.
pub fn open_ready<'s>(stage: &'s Stage, count: usize, attributes: &str) -> Widget<'s> {
    let feed = stage.site.feed("feed.json", feed_of(count));
    open(stage, &element(&feed, attributes));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

/// A URL without a server.
pub fn unreachable() -> String {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    format!("http://127.0.0.1:{port}/feed.json")
}

/// A page that the widget's links may lead to.
pub fn target_page(stage: &Stage, path: &str) -> String {
    stage.site.serve(
        Origin::Partner,
        path,
        Answer::html("<!doctype html><title>Read</title>"),
    )
}

/// One `<latest-news>` on the page, identified by its place in the document.
pub struct Widget<'p> {
    page: &'p Page<'p>,
    index: usize,
}

impl<'p> Widget<'p> {
    pub fn first(page: &'p Page<'p>) -> Self {
        Self::at(page, 0)
    }

    pub fn at(page: &'p Page<'p>, index: usize) -> Self {
        Self { page, index }
    }

    /// Waits until the widget's state is ready and its first slide can be read.
    #[track_caller]
    pub fn wait_ready(&self) {
        let i = self.index;
        let ready = format!(
            "host({i})?.state === 'ready' && slidesInView({i}).length > 0 && shown(part('headline', {i}))"
        );
        self.page.wait_until(&ready, "a slide in view");
        // Slides are measured at the next frame. The position and what is inert come with it.
        self.page.frames(2);
    }

    #[track_caller]
    pub fn wait_state(&self, state: &str) {
        let i = self.index;
        self.page
            .wait_until(&format!("host({i})?.state === '{state}'"), state);
    }

    #[track_caller]
    pub fn state(&self) -> String {
        self.ask("host(i).state")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The headlines of all slides, in order.
    #[track_caller]
    pub fn headlines(&self) -> Vec<String> {
        strings(&self.ask("headlines(i)"))
    }

    /// The headlines that a reader sees now.
    #[track_caller]
    pub fn in_view(&self) -> Vec<String> {
        strings(&self.ask("headlinesInView(i)"))
    }

    /// Waits until the first headline in view is this one and the movement has ended.
    #[track_caller]
    pub fn wait_first_in_view(&self, headline: &str) {
        let i = self.index;
        let there = format!("(await still({i})) && headlinesInView({i})[0] === {headline:?}");
        self.page.wait_until(&there, headline);
    }

    /// Waits until this headline is in view and the movement has ended.
    #[track_caller]
    pub fn wait_in_view(&self, headline: &str) {
        let i = self.index;
        let there = format!("(await still({i})) && headlinesInView({i}).includes({headline:?})");
        self.page.wait_until(&there, headline);
    }

    /// Waits until the first headline in view is a different one and the movement has ended.
    #[track_caller]
    pub fn wait_moved_from(&self, headline: &str) -> String {
        let i = self.index;
        let moved = format!(
            "(await still({i})) && headlinesInView({i}).length > 0
               && headlinesInView({i})[0] !== {headline:?} && headlinesInView({i})[0]"
        );
        let first = self
            .page
            .wait_until(&moved, &format!("a move away from {headline}"));
        first.as_str().unwrap_or_default().to_owned()
    }

    /// Whether a reader sees the partner's content of the element.
    #[track_caller]
    pub fn shows_fallback(&self) -> bool {
        self.ask("shown(host(i).querySelector('#fallback'))") == true
    }

    /// The value of an expression in which `i` is this widget's index.
    #[track_caller]
    pub fn ask(&self, expression: &str) -> Value {
        self.page.script(
            &format!("const i = {}; return ({expression})", self.index),
            json!([]),
        )
    }
}

pub fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|one| one.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// No exception, no refused resource and no console line: the least that a host page may expect.
#[track_caller]
pub fn assert_quiet(stage: &Stage) {
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    assert_eq!(stage.page.console(), []);
    assert_eq!(stage.page.violations(), Vec::<String>::new());
    assert_eq!(stage.page.remarks(), Vec::<String>::new());
}
