//! One slide: picture, headline, summary, date, credit and the Read more link.

use super::element::{Text, View};
use super::heading::tag;
use super::scope::Scope;
use latest_news_core::decimal;
use latest_news_core::labels::{Phrase, fill, is_same_language};
use latest_news_core::options::Target;
use latest_news_core::teaser::{Direction, Picture};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

/// A slide of the scope's teaser: a group named by its headline, or an item of a list. The headline
/// is a heading of the scope's level.
pub fn slide(scope: &Scope) -> View {
    let teaser = &*scope.teaser;
    let id = ["h", &decimal::of(teaser.key)].concat();
    let mut slide = scope
        .element("div")
        .part("slide")
        .reactive("role", |it| {
            Some(if it.shows_all() { "listitem" } else { "group" }.into())
        })
        .reactive("aria-roledescription", |it| {
            (!it.shows_all()).then(|| it.label(Phrase::Slide))
        })
        .attribute("aria-labelledby", id.clone())
        .reactive("lang", foreign_language)
        .reactive("dir", foreign_direction);
    if let Some(picture) = &teaser.picture {
        slide = slide.child(figure(scope, picture));
    }
    slide.child(text(scope, id))
}

fn text(scope: &Scope, id: String) -> View {
    let teaser = &*scope.teaser;
    let link = link(scope)
        .attribute("dir", text_direction(scope))
        .text(teaser.headline.clone());
    let headline = scope
        .element(tag(scope.level))
        .attribute("id", id)
        .part("headline")
        .child(link.reactive_child(new_tab));
    let mut text = scope
        .element("div")
        .attribute("class", "text")
        .child(headline);
    if !teaser.summary.is_empty() {
        let summary = scope
            .element("p")
            .part("summary")
            .attribute("dir", text_direction(scope));
        text = text.child(summary.text(teaser.summary.clone()));
    }
    // Ten links of the same name tell nobody apart (WCAG 2.4.4).
    let which = scope
        .element("span")
        .attribute("class", "hidden")
        .reactive("lang", foreign_language);
    let read_more = self::link(scope)
        .part("read-more")
        .reactive("lang", Scope::labels_language)
        .reactive_text(|it| it.label(Phrase::ReadMore))
        .child(which.text([": ", &teaser.headline].concat()))
        .reactive_child(new_tab);
    let foot = scope
        .element("div")
        .attribute("class", "foot")
        .reactive_child(date)
        .child(read_more);
    text.child(foot)
}

/// The article's language, where the widget speaks another (WCAG 3.1.2). What the widget itself
/// says inside the slide is marked as its own.
fn foreign_language(scope: &Scope) -> Option<Text> {
    let language = scope.teaser.language.as_ref()?;
    let same = is_same_language(language, &scope.store.locale.follow().labels_language);
    (!same).then(|| language.clone().into())
}

/// The article's direction, where the widget reads the other way.
fn foreign_direction(scope: &Scope) -> Option<Text> {
    let direction = scope.teaser.direction?;
    match (direction, scope.is_right_to_left()) {
        (Direction::LeftToRight, true) => Some("ltr".into()),
        (Direction::RightToLeft, false) => Some("rtl".into()),
        _ => None,
    }
}

/// Right to left where the publisher says so, else as the text begins: "iPhone" is how many an
/// Arabic headline begins.
fn text_direction(scope: &Scope) -> &'static str {
    match scope.teaser.direction {
        Some(Direction::RightToLeft) => "rtl",
        _ => "auto",
    }
}

fn date(scope: &Scope) -> Option<View> {
    let (words, datetime) = scope.store.date(&scope.teaser)?;
    let date = scope
        .element("time")
        .part("date")
        // An update may word it otherwise; that is nothing to announce.
        .attribute("aria-live", "off")
        .attribute("lang", scope.store.locale.follow().language.clone())
        .attribute("datetime", datetime);
    Some(date.attribute("dir", "auto").text(words))
}

fn figure(scope: &Scope, picture: &Picture) -> View {
    let mut image = scope
        .element("img")
        .part("image")
        .attribute("alt", picture.alt.clone())
        .at_first("loading", "lazy")
        .attribute("decoding", "async")
        .attribute("referrerpolicy", "no-referrer")
        .attribute("draggable", "false")
        // The ground stays, so nothing moves, and the style sheet puts a sign on it.
        .on("error", |_, event| {
            let image = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(image) = image {
                image.set_class_name("image broken");
            }
        });
    let sources = Some(picture.sources.clone()).filter(|it| !it.is_empty());
    if sources.is_some() {
        image = image.at_first("sizes", "auto, 320px");
    }
    let image = image
        .optional("srcset", sources.map(Text::from))
        .attribute("src", picture.url.clone());
    let mut figure = scope
        .element("div")
        .attribute("class", "picture")
        .child(image);
    if picture.credit.is_some() {
        let credit = scope
            .element("div")
            .part("credit")
            .reactive("lang", Scope::labels_language)
            .attribute("dir", "auto");
        figure = figure.child(credit.reactive_text(credit_line));
    }
    figure
}

fn credit_line(scope: &Scope) -> Text {
    let credit = scope
        .teaser
        .picture
        .as_ref()
        .and_then(|picture| picture.credit.as_deref());
    fill(&scope.label(Phrase::Credit), &[credit.unwrap_or_default()]).into()
}

fn link(scope: &Scope) -> View {
    scope
        .element("a")
        .attribute("href", scope.teaser.url.clone())
        .reactive("target", |it| {
            Some(it.store.options.follow().target.name().into())
        })
        .attribute("rel", "noopener")
        .attribute("draggable", "false")
}

/// A link that leaves this tab says so (WCAG 3.2.5).
fn new_tab(scope: &Scope) -> Option<View> {
    let elsewhere = scope.store.options.follow().target == Target::Blank;
    elsewhere.then(|| {
        let words = [" (", &scope.label(Phrase::NewTab), ")"].concat();
        scope
            .element("span")
            .attribute("class", "hidden")
            .reactive("lang", Scope::labels_language)
            .text(words)
    })
}
