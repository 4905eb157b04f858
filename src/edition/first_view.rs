//! The first view of an edition, as a tree of values.

use super::facts::{NativeFacts, NoDeeds};
use super::{Edition, Error};
use crate::store::{Adapters, Seed, Store};
use crate::view::lengths;
use crate::view::{Tree, tree};
use latest_news_core::feed::Article;
use leptos::prelude::Owner;
use serde_json::{Map, Value, json};
use std::rc::Rc;

pub struct FirstView {
    pub tree: Tree,
    /// Lengths from attributes, as the widget sets them for the style sheet.
    pub lengths: Vec<(&'static str, String)>,
    pub language: String,
    pub is_right_to_left: bool,
    /// The heading, or the language's phrase for it.
    pub title: String,
}

impl FirstView {
    pub fn new(edition: &Edition<'_>) -> Result<Self, Error> {
        let seed = edition.seed()?;
        let locale = &seed.locale;
        let heading = seed.options.heading.clone().filter(|it| !it.is_empty());
        Ok(Self {
            lengths: lengths(&seed.options)
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            language: locale.language.clone(),
            is_right_to_left: locale.right_to_left,
            title: heading
                .unwrap_or_else(|| locale.label(latest_news_core::labels::Phrase::LatestNews)),
            tree: rendered(seed, edition.address.starts_with("https:")),
        })
    }
}

/// Attributes that only a running widget needs, for announcing changes and for dragging.
const OF_A_WIDGET: [&str; 4] = ["aria-atomic", "aria-live", "aria-relevant", "draggable"];

/// The tree of a widget that starts from a seed. `is_secure` is for pages that refuse `http:`
/// pictures.
fn rendered(seed: Seed, is_secure: bool) -> Tree {
    let feed = Rc::clone(&seed.feed);
    let adapters = Adapters {
        facts: Rc::new(NativeFacts {
            now: seed.now,
            is_secure,
        }),
        deeds: Rc::new(NoDeeds),
    };
    let owner = Owner::new_root(None);
    let mut tree = owner.with(|| tree(&Store::full(adapters, seed)));
    drop(owner);
    tree.forget(&OF_A_WIDGET);
    let track = tree.find_mut("track");
    let slides = track.map_or(&mut [][..], Tree::children_mut);
    for (place, (slide, article)) in slides.iter_mut().zip(&feed.articles).enumerate() {
        mark(slide, place, article);
    }
    tree
}

/// Adds to a slide what the widget must know about an article but the slide does not show.
/// `loader/widget/seed.js` reads it. Slides are identified by their places, which take fewer bytes
/// than their keys.
fn mark(slide: &mut Tree, place: usize, article: &Article) {
    let id = format!("h{place}");
    if let Some(headline) = slide.find_mut("headline") {
        headline.set("id", &id);
    }
    let link = slide.find_mut("read-more").and_then(|it| it.get("href"));
    let is_link = link == Some(&article.id);
    slide.set("aria-labelledby", &id);
    if !is_link {
        slide.set("data-id", &article.id);
    }
    if let Some(language) = &article.language {
        slide.set("lang", language);
    }
    let image = article.image.as_ref();
    if let Some(credit) = image.and_then(|image| image.credit.as_ref()) {
        slide.set("data-credit", credit);
    }
    if let Some(focus) = image.and_then(|image| image.focus) {
        let side = |percent: u8| f64::from(percent) / 100.0;
        slide.set(
            "data-focus",
            &format!("{} {}", side(focus.x), side(focus.y)),
        );
    }
    let facts = facts(slide, article);
    if !facts.is_empty() {
        slide.set("data-facts", &Value::Object(facts).to_string());
    }
}

/// The facts that the text of a slide does not contain, as members of a feed's item.
fn facts(slide: &mut Tree, article: &Article) -> Map<String, Value> {
    let badges = &article.badges;
    let own = json!({
        "section": slide.find_mut("section").and(article.section.as_ref()),
        "source": slide.find_mut("source").and(article.source.as_ref()).map(|it| &it.name),
        "icon": slide.find_mut("icon").and(article.source.as_ref()).map(|it| &it.icon),
        "paid": badges.paid,
        "live": badges.live,
        "opinion": badges.opinion,
        "subscribers": badges.subscribers,
        "video": badges.video.map(|it| json!({ "duration": it.seconds })),
        "audio": badges.audio.map(|it| json!({ "duration": it.seconds })),
    });
    let own = said(own);
    let authors = slide.find_mut("byline").map(|_| &article.authors);
    let own = Some(own).filter(|it| !it.is_empty());
    said(json!({ "authors": authors, "_latest_news": own }))
}

/// The members that are not empty.
fn said(value: Value) -> Map<String, Value> {
    let members = match value {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    let says = |value: &Value| !value.is_null() && *value != json!(false);
    members.into_iter().filter(|(_, it)| says(it)).collect()
}
