//! One slide: picture and credit; badges and section; headline, summary; byline, source and date;
//! and the Read more link.

use super::clicks;
use super::element::{Text, View};
use super::heading::tag;
use super::scope::Scope;
use latest_news_core::decimal;
use latest_news_core::labels::{Phrase, fill, is_same_language};
use latest_news_core::options::Target;
use latest_news_core::teaser::{Badge, Direction, Picture, duration};
use leptos::web_sys::Event;

/// A slide for the scope's teaser: a group named by its headline, or an item of a list. The
/// headline is a heading of the scope's level.
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
    let mut text = scope.element("div").attribute("class", "text");
    if !teaser.badges.is_empty() || !teaser.section.is_empty() {
        text = text.child(kicker(scope));
    }
    text = text.child(headline);
    if !teaser.summary.is_empty() {
        let summary = scope
            .element("p")
            .part("summary")
            .attribute("dir", text_direction(scope));
        text = text.child(summary.text(teaser.summary.clone()));
    }
    text.child(foot(scope)).reactive_child(read_more)
}

/// The line above the headline: badges, as words, and the section.
fn kicker(scope: &Scope) -> View {
    let teaser = &*scope.teaser;
    let mut kicker = scope.element("div").attribute("class", "kicker");
    for index in 0..teaser.badges.len() {
        let badge = scope.at(index).element("span").part("badge");
        let badge = badge.reactive("lang", Scope::labels_language);
        kicker = kicker.child(badge.reactive_text(badge_words));
    }
    if !teaser.section.is_empty() {
        let section = scope.element("span").part("section");
        let section = section.attribute("dir", "auto");
        kicker = kicker.child(section.text(teaser.section.clone()));
    }
    kicker
}

/// The words of the badge at the scope's index, with its duration.
fn badge_words(scope: &Scope) -> Text {
    let Some((badge, seconds)) = scope.teaser.badges.get(scope.index) else {
        return Text::default();
    };
    let words = scope.label(match badge {
        Badge::Paid => Phrase::Paid,
        Badge::Live => Phrase::Live,
        Badge::Opinion => Phrase::Opinion,
        Badge::Subscribers => Phrase::Subscribers,
        Badge::Video => Phrase::Video,
        Badge::Audio => Phrase::Audio,
    });
    match seconds {
        Some(seconds) => [&words, " ", &duration(*seconds)].concat().into(),
        None => words,
    }
}

/// The line below the text: byline, source, date.
fn foot(scope: &Scope) -> View {
    let teaser = &*scope.teaser;
    let mut foot = scope.element("div").attribute("class", "foot");
    if !teaser.byline.is_empty() {
        let byline = scope
            .element("span")
            .part("byline")
            .reactive("lang", Scope::labels_language)
            .attribute("dir", "auto");
        foot = foot.child(byline.reactive_text(byline_words));
    }
    if let Some(publisher) = &teaser.source {
        let mut source = scope
            .element("span")
            .part("source")
            .attribute("dir", "auto");
        if let Some(icon) = &publisher.icon {
            let icon = picture(scope, "")
                .attribute("class", "icon")
                .attribute("src", icon.clone());
            source = source.child(icon);
        }
        foot = foot.child(source.text(publisher.name.clone()));
    }
    foot.reactive_child(date)
}

fn byline_words(scope: &Scope) -> Text {
    fill(&scope.label(Phrase::Byline), &[&scope.teaser.byline]).into()
}

/// For the mouse and the eye. The headline's link opens the slide and is its only stop of the Tab
/// key.
fn read_more(scope: &Scope) -> Option<View> {
    scope.store.options.follow().read_more.then(|| {
        // Ten links with the same name would be indistinguishable (WCAG 2.4.4).
        let which = scope
            .element("span")
            .attribute("class", "hidden")
            .reactive("lang", foreign_language);
        link(scope)
            .part("read-more")
            .attribute("tabindex", "-1")
            .reactive("lang", Scope::labels_language)
            .reactive_text(|it| it.label(Phrase::ReadMore))
            .child(which.text([": ", &scope.teaser.headline].concat()))
            .reactive_child(new_tab)
    })
}

/// The article's language, if it differs from the widget's (WCAG 3.1.2). The widget's own words
/// inside the slide are marked with the widget's language.
fn foreign_language(scope: &Scope) -> Option<Text> {
    let language = scope.teaser.language.as_ref()?;
    let same = is_same_language(language, &scope.store.locale.follow().labels_language);
    (!same).then(|| language.clone().into())
}

/// The article's direction, if it differs from the widget's.
fn foreign_direction(scope: &Scope) -> Option<Text> {
    let direction = scope.teaser.direction?;
    match (direction, scope.is_right_to_left()) {
        (Direction::LeftToRight, true) => Some("ltr".into()),
        (Direction::RightToLeft, false) => Some("rtl".into()),
        _ => None,
    }
}

/// Right to left if the publisher says so, because many Arabic headlines begin with a Latin word
/// such as "iPhone". Otherwise the beginning of the text decides.
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
        // An update may change the wording of a date. That must not be announced.
        .attribute("aria-live", "off")
        .attribute("lang", scope.store.locale.follow().language.clone())
        .attribute("datetime", datetime);
    Some(date.attribute("dir", "auto").text(words))
}

fn figure(scope: &Scope, of: &Picture) -> View {
    let mut image = picture(scope, &of.alt).part("image");
    let sources = Some(of.sources.clone()).filter(|it| !it.is_empty());
    if sources.is_some() {
        image = image.at_first("sizes", "auto, 320px");
    }
    let focus = of.focus.map(|focus| crop(focus.x, focus.y).into());
    let image = image
        .optional("srcset", sources.map(Text::from))
        .optional("data-focus", focus)
        // Last, so that the browser knows how to load the picture before it requests it.
        .attribute("src", of.url.clone());
    let mut figure = scope
        .element("div")
        .attribute("class", "picture")
        .child(image);
    if of.credit.is_some() {
        let credit = scope
            .element("span")
            .part("credit")
            .reactive("lang", Scope::labels_language)
            .attribute("dir", "auto");
        let credit = credit.reactive_text(credit_line);
        let line = scope.element("div").attribute("class", "credits");
        figure = figure.child(line.child(credit));
    }
    figure
}

/// A picture has failed to load. Without it, the slide becomes a text slide. The style sheet does that.
pub fn without_picture(scope: &Scope, event: Event) {
    let image = clicks::target(scope, &event);
    if let Some(image) = image.filter(|it| it.matches(".image").unwrap_or(false)) {
        image.set_class_name("image broken");
    }
}

fn picture(scope: &Scope, alt: &str) -> View {
    scope
        .element("img")
        .attribute("alt", alt.to_owned())
        .at_first("loading", "lazy")
        .attribute("decoding", "async")
        .attribute("referrerpolicy", "no-referrer")
        .attribute("draggable", "false")
}

/// The quarter of the picture to keep in view, as words. The style sheet has a rule for each word,
/// because there is no `style` attribute for an exact place.
fn crop(x: u8, y: u8) -> String {
    let quarter = |percent: u8| decimal::of((percent + 12) / 25);
    ["x", &quarter(x), " y", &quarter(y)].concat()
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

/// A link that opens a new tab says so (WCAG 3.2.5).
pub fn new_tab(scope: &Scope) -> Option<View> {
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
