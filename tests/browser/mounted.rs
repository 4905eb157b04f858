//! A mounted widget, as a reader finds it.

use super::support::{element, until};
use latest_news::embed::{Hooks, Mounted, mount};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

struct Widget {
    host: HtmlElement,
    root: ShadowRoot,
    mounted: Mounted,
}

/// What the loader does for a widget, without the loader.
fn hooks() -> Hooks {
    js_sys::eval("({ _takeRequest() {}, _setState(state) { this.state = state } })")
        .unwrap()
        .unchecked_into()
}

async fn widget(attributes: &[(&str, &str)], articles: usize) -> Widget {
    let items: Vec<String> = (1..=articles)
        .map(|number| {
            format!(
                r#"{{"id":"{number}","url":"https://n.example/{number}","title":"Article {number}","summary":"About {number}."}}"#
            )
        })
        .collect();
    let feed = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[{}]}}"#,
        items.join(",")
    );
    let host = element("div");
    host.style().set_property("width", "700px").unwrap();
    let url = [
        "data:application/json,",
        &String::from(js_sys::encode_uri_component(&feed)),
    ]
    .concat();
    host.set_attribute("feed", &url).unwrap();
    host.set_attribute("lang", "en").unwrap();
    for (name, value) in attributes {
        host.set_attribute(name, value).unwrap();
    }
    let root = host
        .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .unwrap();
    let mounted = mount(host.clone(), root.clone(), hooks());
    let widget = Widget {
        host,
        root,
        mounted,
    };
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
async fn freeing_takes_everything_out() {
    let widget = widget(&[("autoplay", "5")], 5).await;
    assert_eq!(widget.all("[part=rotation]").len(), 1);
    let Widget { root, mounted, .. } = widget;
    drop(mounted);
    assert_eq!(root.query_selector("[part]"), Ok(None));
}
