//! A mounted widget, as a reader sees it.

use super::support::{document, element, pause, shadow, until};
use latest_news::browser::{Guard, events};
use latest_news::embed::{Mounted, mount};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, Element, Event, HtmlElement, ShadowRoot};

struct Widget {
    host: HtmlElement,
    root: ShadowRoot,
    mounted: Mounted,
    hooks: JsValue,
}

/// The loader's hooks without the loader. Phrases exist only if a test sets them.
fn hooks(host: &HtmlElement) -> JsValue {
    let make = js_sys::eval(
        "(host) => ({
            _request(url, cache) {
                const controller = new AbortController();
                return [fetch(url, { cache, signal: controller.signal }), controller];
            },
            _setState(state) { this.state = state },
            _copies() { return false; },
            _decode() { return [Promise.reject(), new AbortController()]; },
            _beside() { return [[location.href], this.earlier ?? [], false]; },
            _share(urls) { this.shared = urls; },
            _locale() { return [host.lang, this[host.lang]] },
        })",
    );
    let make: js_sys::Function = make.unwrap().unchecked_into();
    make.call1(&JsValue::NULL, host).unwrap()
}

/// Labels from the repository.
fn labels(language: &str) -> JsValue {
    let text = match language {
        "ar" => include_str!("../../labels/ar.json"),
        "de" => include_str!("../../labels/de.json"),
        "fr" => include_str!("../../labels/fr.json"),
        _ => panic!("no labels for {language}"),
    };
    js_sys::JSON::parse(text).unwrap()
}

fn feed_url(items: &[String]) -> String {
    let feed = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{}]}}"#,
        items.join(",")
    );
    let encoded = String::from(js_sys::encode_uri_component(&feed));
    ["data:application/json,", &encoded].concat()
}

/// A widget with this feed, in any state.
fn mounted(feed: &str, attributes: &[(&str, &str)]) -> Widget {
    let host = element("div");
    host.style().set_property("width", "700px").unwrap();
    host.set_attribute("feed", feed).unwrap();
    host.set_attribute("lang", "en").unwrap();
    for (name, value) in attributes {
        host.set_attribute(name, value).unwrap();
    }
    let root = shadow(&host);
    let hooks = hooks(&host);
    for language in ["ar", "de", "fr"] {
        js_sys::Reflect::set(&hooks, &language.into(), &labels(language)).unwrap();
    }
    let mounted = mount(
        host.clone(),
        root.clone(),
        hooks.clone().unchecked_into(),
        None,
    );
    // The loader does the same.
    mounted.draw();
    mounted.update();
    Widget {
        host,
        root,
        mounted,
        hooks,
    }
}

/// A widget that takes over the content of its root, which was made from this feed's text.
fn taken_over(feed: &str, html: &str, change: impl Fn(&ShadowRoot)) -> (Widget, Vec<Element>) {
    let host = element("div");
    host.style().set_property("width", "700px").unwrap();
    let encoded = String::from(js_sys::encode_uri_component(feed));
    let url = ["data:application/json,", &encoded].concat();
    host.set_attribute("feed", &url).unwrap();
    host.set_attribute("lang", "en").unwrap();
    let root = shadow(&host);
    root.set_inner_html(html);
    change(&root);
    let found = root.query_selector_all("[part=slide], img, a").unwrap();
    let before = (0..found.length())
        .map(|index| found.get(index).unwrap().unchecked_into())
        .collect();
    let hooks = hooks(&host);
    let mounted = mount(
        host.clone(),
        root.clone(),
        hooks.clone().unchecked_into(),
        Some(feed.to_owned()),
    );
    mounted.draw();
    mounted.update();
    let widget = Widget {
        host,
        root,
        mounted,
        hooks,
    };
    (widget, before)
}

const TWO: &str = r#"{"version":"https://jsonfeed.org/version/1.1","items":[
    {"id":"1","url":"https://n.example/1","title":"One","summary":"About one.","image":"https://n.example/1.jpg"},
    {"id":"2","url":"https://n.example/2","title":"Two","summary":"About two."}]}"#;

/// The content of the root of a widget that shows the feed.
async fn drawn(feed: &str) -> String {
    let encoded = String::from(js_sys::encode_uri_component(feed));
    let widget = mounted(&["data:application/json,", &encoded].concat(), &[]);
    until("the slides", || !widget.all("[part=slide]").is_empty()).await;
    let html = widget.root.inner_html();
    assert!(html.contains("About one."), "{html}");
    html
}

#[wasm_bindgen_test]
async fn a_first_view_keeps_its_nodes_when_it_is_taken_over() {
    let html = drawn(TWO).await;
    let (widget, before) = taken_over(TWO, &html, |_| {});
    assert!(before.len() > 5);
    assert_eq!(widget.all("[part=slide], img, a"), before);
    pause(100).await;
    assert_eq!(widget.all("[part=slide], img, a"), before);
    let focused: &HtmlElement = before.last().unwrap().unchecked_ref();
    focused.focus().unwrap();
    assert_eq!(widget.root.active_element().as_ref(), before.last());
}

#[wasm_bindgen_test]
async fn a_first_view_that_was_changed_is_put_right() {
    let html = drawn(TWO).await;
    let (widget, _) = taken_over(TWO, &html, |root| {
        let element = |selector: &str| root.query_selector(selector).unwrap().unwrap();
        element("[part=headline] a").set_inner_html("<font>Eins</font>");
        element("[part=summary]").set_text_content(Some("Über eins."));
        element("[part=slide]:last-child").remove();
        element(".top").remove();
        element("section")
            .set_inner_html(&["<style></style> ", &element("section").inner_html()].concat());
    });
    let headlines: Vec<_> = widget
        .all("[part=headline]")
        .iter()
        .map(|it| it.text_content())
        .collect();
    assert_eq!(headlines, [Some("One".to_owned()), Some("Two".to_owned())]);
    let summaries: Vec<_> = widget
        .all("[part=summary]")
        .iter()
        .map(|it| it.text_content())
        .collect();
    assert_eq!(
        summaries,
        [Some("About one.".to_owned()), Some("About two.".to_owned())]
    );
    assert!(widget.all("font, style").is_empty());
    assert_eq!(widget.all("[part=heading]").len(), 1);
}

/// A widget with this many articles, after layout.
async fn widget(attributes: &[(&str, &str)], articles: usize) -> Widget {
    let items: Vec<String> = (1..=articles)
        .map(|number| {
            format!(
                r#"{{"id":"{number}","url":"https://n.example/{number}","title":"Article {number}","summary":"About {number}."}}"#
            )
        })
        .collect();
    let widget = mounted(&feed_url(&items), attributes);
    until("the slides", || {
        widget.all("[part=slide]").len() == articles
    })
    .await;
    until("the layout", || {
        articles < 3 || widget.all("[part=next]").len() == 1
    })
    .await;
    widget
}

impl Widget {
    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    fn one(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap()
    }

    fn press(&self, selector: &str) {
        let button = self.one(selector);
        button.unchecked_ref::<HtmlElement>().click();
    }

    /// The values of an attribute of the matching elements; `-` if the attribute is absent.
    fn said(&self, selector: &str, attribute: &str) -> Vec<String> {
        let found = self.all(selector);
        let said = found.iter().map(|it| it.get_attribute(attribute));
        said.map(|it| it.unwrap_or_else(|| "-".to_owned()))
            .collect()
    }

    /// The last load state that the loader was told.
    fn state(&self) -> String {
        let state = js_sys::Reflect::get(&self.hooks, &"state".into()).unwrap();
        state.as_string().unwrap_or_default()
    }

    /// The headlines of the slides that a reader can reach.
    fn reachable(&self) -> Vec<String> {
        let slides = self.all("[part=slide]:not([inert]) [part=headline]");
        slides.iter().map(|it| it.text_content().unwrap()).collect()
    }

    /// The headlines of the slides that are wholly inside the viewport's edges.
    fn seen(&self) -> Vec<String> {
        let edges = self.one("#viewport").get_bounding_client_rect();
        let slides = self.all("[part=slide]");
        let inside = slides.iter().filter(|slide| {
            let slide = slide.get_bounding_client_rect();
            slide.left() > edges.left() - 2.0 && slide.right() < edges.right() + 2.0
        });
        let headline = |it: &Element| it.query_selector("[part=headline]").unwrap().unwrap();
        inside
            .map(|it| headline(it).text_content().unwrap())
            .collect()
    }

    /// Records the whole detail of each event from now on.
    fn hear(&self, name: &'static str) -> (Rc<RefCell<Vec<String>>>, Guard) {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let hear = Rc::clone(&heard);
        let guard = events::listen(&self.host, name, move |event| {
            let detail = event.unchecked_into::<CustomEvent>().detail();
            let detail = String::from(js_sys::JSON::stringify(&detail).unwrap());
            hear.borrow_mut().push(detail);
        });
        (heard, guard)
    }

    fn text(&self, selector: &str) -> String {
        self.one(selector).text_content().unwrap()
    }
}

#[wasm_bindgen_test]
async fn a_region_is_named_by_its_heading_and_slides_by_their_headlines() {
    let widget = widget(
        &[("heading", "From the harbour"), ("heading-level", "3")],
        5,
    )
    .await;
    let heading = widget.root.get_element_by_id("heading").unwrap();
    assert_eq!(heading.tag_name(), "H3");
    assert_eq!(heading.text_content().unwrap(), "From the harbour");
    assert_eq!(
        widget
            .one("section")
            .get_attribute("aria-labelledby")
            .as_deref(),
        Some("heading")
    );
    for (index, slide) in widget.all("[part=slide]").iter().enumerate() {
        let id = slide.get_attribute("aria-labelledby").unwrap();
        let name = widget.root.get_element_by_id(&id).unwrap();
        assert_eq!(name.tag_name(), "H4");
        assert_eq!(
            name.text_content().unwrap(),
            format!("Article {}", index + 1)
        );
    }
}

#[wasm_bindgen_test]
async fn read_more_links_say_of_what() {
    let widget = widget(&[("target", "_blank")], 3).await;
    let texts: Vec<String> = widget
        .all("[part=read-more]")
        .iter()
        .map(|link| link.text_content().unwrap())
        .collect();
    assert_eq!(texts[0], "Read more: Article 1 (opens in a new tab)");
    assert_eq!(texts[2], "Read more: Article 3 (opens in a new tab)");
}

#[wasm_bindgen_test]
async fn slides_out_of_view_are_inert_and_the_live_region_says_where_we_are() {
    let widget = widget(&[], 9).await;
    let inert = || widget.all("[part=slide][inert]").len();
    until("slides to hide", || inert() > 0).await;
    let in_view = 9 - inert();
    assert_eq!(widget.text("[part=status]"), "");
    widget
        .one("[part=next]")
        .unchecked_ref::<HtmlElement>()
        .click();
    let first = in_view + 1;
    until("the announcement", || {
        widget
            .text("[part=status]")
            .ends_with(&format!(" of 9: Article {first}"))
    })
    .await;
    until("the new slide", || {
        !widget.all("[part=slide]")[in_view].has_attribute("inert")
    })
    .await;
}

#[wasm_bindgen_test]
async fn labels_follow_the_language_and_the_direction() {
    let widget = widget(&[("lang", "ar")], 5).await;
    assert_eq!(
        widget.one("section").get_attribute("dir").as_deref(),
        Some("rtl")
    );
    assert_eq!(widget.text("#heading"), "آخر الأخبار");
    widget.host.set_attribute("lang", "de").unwrap();
    widget.mounted.update();
    until("German", || {
        widget.text("#heading") == "Aktuelle Nachrichten"
    })
    .await;
    assert_eq!(
        widget.one("section").get_attribute("dir").as_deref(),
        Some("ltr")
    );
    let next = widget.one("[part=next]").get_attribute("aria-label");
    assert_eq!(next.as_deref(), Some("Nächste Artikel"));
}

#[wasm_bindgen_test]
async fn labels_that_come_late_take_the_place_of_english() {
    let widget = widget(&[("lang", "it")], 5).await;
    assert_eq!(widget.text("#heading"), "Latest news");
    assert_eq!(widget.said("section", "lang"), ["en"]);
    let slide = widget.one("[part=slide]");
    let italian = r#"{ "latest-news": "Ultime notizie", "read-more": "Leggi di più", "next": 7 }"#;
    let italian = js_sys::JSON::parse(italian).unwrap();
    js_sys::Reflect::set(&widget.hooks, &"it".into(), &italian).unwrap();
    widget.mounted.update();
    until("Italian", || widget.text("#heading") == "Ultime notizie").await;
    assert_eq!(widget.said("section", "lang"), ["it"]);
    assert_eq!(widget.text("[part=read-more]"), "Leggi di più: Article 1");
    // A phrase that is missing or no text stays English, and no slide is made again.
    assert_eq!(widget.said("[part=next]", "aria-label"), ["Next articles"]);
    assert_eq!(widget.one("[part=slide]"), slide);
}

#[wasm_bindgen_test]
async fn partners_words_come_first() {
    let widget = widget(&[("lang", "de"), ("label-read-more", "Zum Artikel")], 5).await;
    let read_more = || widget.text("[part=read-more]");
    assert_eq!(read_more(), "Zum Artikel: Article 1");
    assert_eq!(widget.text("#heading"), "Aktuelle Nachrichten");
    for (words, expected) in [("Ganz lesen", "Ganz lesen"), (" ", "Weiterlesen")] {
        widget.host.set_attribute("label-read-more", words).unwrap();
        widget.mounted.update();
        until(expected, || read_more() == format!("{expected}: Article 1")).await;
    }
    widget
        .host
        .set_attribute("label-position", "{}/{}")
        .unwrap();
    widget.mounted.update();
    until("the position", || widget.text(".position").ends_with("/5")).await;
}

#[wasm_bindgen_test]
async fn positions_are_in_the_digits_of_the_language() {
    let widget = widget(&[("lang", "fa")], 9).await;
    let position = || widget.text(".position");
    until("Persian digits", || position().ends_with(" of ۹")).await;
    assert!(position().starts_with('۱'), "{}", position());
    widget.host.set_attribute("lang", "de").unwrap();
    widget.mounted.update();
    until("European digits", || position().ends_with(" von 9")).await;
}

#[wasm_bindgen_test]
async fn an_article_in_another_language_says_so_and_the_widgets_words_do_not() {
    let items = [
        r#"{"id":"1","url":"https://n.example/1","title":"خبر","language":"ar"}"#.to_owned(),
        r#"{"id":"2","url":"https://n.example/2","title":"News","language":"en-GB",
            "date_published":"2020-02-03T12:00:00Z"}"#
            .to_owned(),
    ];
    let widget = mounted(&feed_url(&items), &[("lang", "en-US")]);
    until("the slides", || widget.all("[part=slide]").len() == 2).await;
    assert_eq!(widget.said("[part=slide]", "lang"), ["ar", "-"]);
    assert_eq!(widget.said("[part=slide]", "dir"), ["rtl", "-"]);
    assert_eq!(widget.said("[part=read-more]", "lang"), ["en-US", "en-US"]);
    assert_eq!(widget.said("[part=read-more] span", "lang"), ["ar", "-"]);
    assert_eq!(widget.said("time", "lang"), ["en-US"]);
    widget.host.set_attribute("lang", "ar").unwrap();
    widget.mounted.update();
    until("Arabic", || {
        widget.said("[part=slide]", "lang") == ["-", "en-GB"]
    })
    .await;
    assert_eq!(widget.said("[part=slide]", "dir"), ["-", "ltr"]);
    assert_eq!(widget.said("[part=read-more]", "lang"), ["ar", "ar"]);
}

#[wasm_bindgen_test]
async fn freeing_takes_everything_out() {
    let widget = widget(&[("autoplay", "5")], 5).await;
    assert_eq!(widget.all("[part=rotation]").len(), 1);
    let Widget { root, mounted, .. } = widget;
    drop(mounted);
    assert_eq!(root.query_selector("[part]"), Ok(None));
}

#[wasm_bindgen_test]
async fn controls_say_what_they_do_and_where_they_end() {
    let widget = widget(&[("loop", "off"), ("autoplay", "60")], 5).await;
    let labels = widget.said("[part=controls] button", "aria-label");
    let expected = [
        "Stop automatic rotation",
        "Previous articles",
        "Next articles",
    ];
    assert_eq!(labels, expected);
    let disabled = || widget.said("[part=controls] button", "aria-disabled");
    assert_eq!(disabled(), ["-", "true", "-"]);
    assert_eq!(widget.said(".track", "aria-live"), ["off"]);
    widget.mounted.go_to(99.0);
    until("the end", || disabled() == ["-", "-", "true"]).await;
    widget.press("[part=rotation]");
    until("its new label", || {
        widget.said("[part=rotation]", "aria-label") == ["Start automatic rotation"]
    })
    .await;
    assert_eq!(widget.said(".track", "aria-live"), ["polite"]);
    // Every button has `type="button"`, so that it does nothing in a form of the page.
    assert!(
        widget
            .said("button", "type")
            .iter()
            .all(|it| it == "button")
    );
}

#[wasm_bindgen_test]
async fn markers_are_named_by_where_they_lead() {
    let widget = widget(&[], 9).await;
    let markers = || widget.said("[part=marker]", "aria-label");
    until("the markers", || markers().len() > 1).await;
    assert_eq!(widget.said("[part=markers]", "role"), ["group"]);
    assert_eq!(
        widget.said("[part=markers]", "aria-label"),
        ["Choose articles to show"]
    );
    assert_eq!(markers()[0], "Article 1");
    let second = markers()[1].clone();
    widget.all("[part=marker]")[1]
        .unchecked_ref::<HtmlElement>()
        .click();
    until("the second", || {
        widget.said("[part=marker]", "aria-current")[1] == "true"
    })
    .await;
    until("its slides", || widget.seen().first() == Some(&second)).await;
    assert!(
        widget
            .text("[part=status]")
            .ends_with(&format!(": {second}"))
    );
}

#[wasm_bindgen_test]
async fn what_is_seen_is_what_can_be_reached() {
    let widget = widget(&[], 9).await;
    until("the slides", || {
        !widget.seen().is_empty() && widget.reachable() == widget.seen()
    })
    .await;
    let first = widget.seen();
    assert_eq!(first[0], "Article 1");
    widget.mounted.next();
    until("the next", || {
        widget.reachable() == widget.seen() && widget.seen() != first
    })
    .await;
    // Forward and back without a pause leads to the same place.
    let here = widget.seen();
    widget.mounted.next();
    widget.mounted.previous();
    pause(800).await;
    assert_eq!(widget.seen(), here);
    assert_eq!(widget.reachable(), here);
}

#[wasm_bindgen_test]
async fn another_feed_is_seen_from_its_start() {
    let widget = widget(&[], 9).await;
    widget.mounted.go_to(4.0);
    until("the fifth", || {
        widget.seen().first().is_some_and(|it| it == "Article 5")
    })
    .await;
    pause(300).await;
    let items = (1..=9).map(|number| {
        format!(
            r#"{{"id":"{number}","url":"https://n.example/b{number}","title":"Other {number}"}}"#
        )
    });
    let url = feed_url(&items.collect::<Vec<_>>());
    widget.host.set_attribute("feed", &url).unwrap();
    widget.mounted.update();
    until("the other feed", || {
        widget.text("[part=base]").contains("Other 1")
    })
    .await;
    until("its first slides", || {
        widget.seen().first().is_some_and(|it| it == "Other 1")
            && widget.reachable() == widget.seen()
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_failure_says_so_and_offers_another_try() {
    let widget = mounted("data:application/json,nonsense", &[]);
    let (errors, guard) = widget.hear("latest-news-error");
    until("the failure", || widget.state() == "failed").await;
    let failed = "The latest news cannot be shown right now.";
    until("the words", || widget.text("[role=status]") == failed).await;
    assert!(errors.borrow()[0].contains(r#""kind":"format""#));
    assert_eq!(widget.text(".retry"), "Try again");
    widget.press(".retry");
    until("the second try", || errors.borrow().len() == 2).await;
    drop(guard);
    // A fallback is better than our message.
    let fallback = document().create_element("p").unwrap();
    fallback.set_text_content(Some("The news, at Example"));
    widget.host.append_child(&fallback).unwrap();
    widget.mounted.update();
    until("the fallback", || widget.all("slot:not([name])").len() == 1).await;
    until("no button", || widget.all(".retry").is_empty()).await;
    assert!(widget.one("[role=status]").matches(".hidden").unwrap());
}

#[wasm_bindgen_test]
async fn an_empty_feed_says_so() {
    let widget = mounted(&feed_url(&[]), &[("lang", "fr")]);
    until("the emptiness", || widget.state() == "empty").await;
    let words = "Aucune actualité pour le moment.";
    until("the words", || widget.text("[role=status]") == words).await;
    assert_eq!(widget.all("[part=slide], [part=controls]").len(), 0);
}

#[wasm_bindgen_test]
async fn the_page_hears_of_steps_and_openings() {
    let widget = widget(&[], 9).await;
    assert_eq!(widget.state(), "ready");
    let (moves, one) = widget.hear("latest-news-slide");
    let (openings, two) = widget.hear("latest-news-select");
    widget.press("[part=next]");
    let first = widget.reachable().len();
    until("a move", || moves.borrow().len() == 1).await;
    assert!(
        moves.borrow()[0].contains(r#""reason":"control""#),
        "{first}"
    );
    let prevent = Closure::<dyn FnMut(Event)>::new(|event: Event| event.prevent_default());
    widget
        .host
        .add_event_listener_with_callback("latest-news-select", prevent.as_ref().unchecked_ref())
        .unwrap();
    // The event is prevented, so this page stays.
    widget.press("[part=headline] a");
    let opened = r#"{"url":"https://n.example/1","headline":"Article 1","index":0,"section":"","source":"N","id":"1"}"#;
    assert_eq!(*openings.borrow(), [opened]);
    pause(600).await;
    assert_eq!(moves.borrow().len(), 1, "arriving is no second move");
    drop((one, two));
}

#[wasm_bindgen_test]
async fn dates_and_pictures_are_those_of_the_article() {
    let picture = "https://n.example/1.jpg";
    let items = [format!(
        r#"{{"id":"1","url":"https://n.example/1","title":"One","image":"{picture}",
            "date_published":"2020-02-03T12:00:00Z"}}"#
    )];
    let widget = mounted(&feed_url(&items), &[("lang", "de")]);
    until("the slide", || widget.all("[part=slide]").len() == 1).await;
    let time = widget.one("time");
    assert_eq!(
        time.get_attribute("datetime").as_deref(),
        Some("2020-02-03T12:00:00Z")
    );
    // Noon in London is on this day in nearly all time zones.
    assert!(time.text_content().unwrap().ends_with(".02.2020"));
    assert_eq!(widget.said("img", "src"), [picture]);
    assert_eq!(widget.said("img", "alt"), [""]);
    widget.host.set_attribute("dates", "none").unwrap();
    widget.host.set_attribute("images", "none").unwrap();
    widget.mounted.update();
    until("neither", || widget.all("time, img").is_empty()).await;
}
