//! The state that the panel's parts share, and the effects of a change.

use std::collections::BTreeMap;

use latest_news_core::limits::{MAX_BYTES, TIMEOUT};
use latest_news_doctor::{
    self as doctor, Answer, Asker, Loaded, MAX_PICTURES, Outcome, Report, Trial, Visit,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::allowance::{self, Admission, Allowance};
use crate::browser::fetch::{self, Fault};
use crate::browser::{copy, element, page, picture, timing};
use crate::catalogue::{self, PRESETS};
use crate::cost::{self, Row};
use crate::feeds::{self, Feeds};
use crate::place::{self, Page, Place, Written};
use crate::settings::Settings;
use crate::snippet::{self, Form};

/// Matches when the panel is beside the page, as in `panel.css`.
const BESIDE: &str = "(min-width: 1024px)";

/// Milliseconds. Readers have scrolled on by then.
const PICTURE_TIMEOUT: u32 = 8_000;

#[derive(Clone, Copy)]
pub struct State {
    pub settings: RwSignal<Settings>,
    /// Foreign feeds of the link that was followed, until somebody has confirmed them.
    pub held: RwSignal<Option<String>>,
    /// The loader's address, as typed. A link cannot set it.
    pub script: RwSignal<String>,
    pub form: RwSignal<Form>,
    /// One for each feed. `None` while they are being fetched.
    pub reports: RwSignal<Option<Vec<Report>>>,
    /// The widget's own files.
    pub cost: RwSignal<Option<Vec<Row>>>,
    /// What was copied last, for people who cannot see it.
    pub said: RwSignal<&'static str>,
    /// The greatest possible width of the container, in pixels.
    pub available: RwSignal<u32>,
    /// The width of the container.
    pub measured: RwSignal<u32>,
    /// How often somebody asked to examine the feed again.
    pub asked: RwSignal<u32>,
    page: StoredValue<Option<Page>>,
    allowance: StoredValue<Allowance>,
}

impl State {
    pub fn new() -> Self {
        let mut settings = Settings::read(&page::query(), PRESETS);
        let page = Page::new(&page::base());
        let allowance = Allowance::read(&page::meta(allowance::META));
        let held = page.as_ref().and_then(|page| {
            if !is_shown(&settings.fallback, page, &allowance) {
                settings.fallback.clear();
            }
            let feed = settings.feed().to_owned();
            feeds::is_asked(&feed, page, &allowance).then_some(feed)
        });
        if held.is_some() {
            settings.set("feed", None);
        }
        Self {
            settings: RwSignal::new(settings),
            held: RwSignal::new(held),
            script: RwSignal::new(String::new()),
            form: RwSignal::new(Form::TwoTags),
            reports: RwSignal::new(None),
            cost: RwSignal::new(None),
            said: RwSignal::new(""),
            available: RwSignal::new(0),
            measured: RwSignal::new(0),
            asked: RwSignal::new(0),
            page: StoredValue::new(page),
            allowance: StoredValue::new(allowance),
        }
    }

    /// From now on, updates element, address and reports when the settings change.
    pub fn follow(self) {
        Effect::new(move |applied: Option<()>| {
            let feeds = self.feeds();
            self.settings.with(|settings| apply(settings, &feeds));
            self.measure();
            // A new page is shown from its beginning. After a change, the widget is shown.
            if applied.is_some() && element::matches(BESIDE) {
                element::first("latest-news").inspect(|widget| element::show(widget));
            }
        });
        Effect::new(move |_| page::replace_query(&self.settings.with(Settings::query)));
        let shown = Memo::new(move |_| self.feeds().shown);
        Effect::new(move |_| {
            let run = self.asked.get();
            self.examine(shown, run);
        });
        page::on("resize", move || self.measure());
        // Without a release's list, the cost is measured by the browser after everything has
        // loaded.
        page::on("latest-news-ready", move || self.measure_cost());
    }

    /// Changes one attribute.
    pub fn set(self, name: &str, value: Option<String>) {
        self.settings.update(|settings| settings.set(name, value));
    }

    /// Shows the feeds that the link names.
    pub fn confirm(self) {
        if let Some(feed) = self.held.get_untracked() {
            self.held.set(None);
            self.set("feed", Some(feed));
        }
    }

    /// Replaces the address of a feed.
    pub fn exchange(self, old: &str, new: &str) {
        let feed = self.page.with_value(|page| {
            let page = page.as_ref()?;
            let written = self.settings.with_untracked(|it| it.feed().to_owned());
            Some(feeds::exchanged(&written, page, old, new))
        });
        self.set("feed", feed);
    }

    /// The messages about values without a meaning, by attribute.
    pub fn problems(self) -> BTreeMap<&'static str, String> {
        let mut problems = self.settings.read().problems();
        problems.extend(self.feeds().problem.map(|problem| ("feed", problem)));
        problems
    }

    pub fn feeds(self) -> Feeds {
        self.page.with_value(|page| {
            let page = page.as_ref();
            page.map_or_else(Feeds::default, |page| {
                let settings = self.settings.read();
                self.allowance
                    .with_value(|allowance| feeds::feeds(settings.feed(), page, allowance))
            })
        })
    }

    /// The addresses for the code, absolute. `None` without a feed.
    pub fn place(self) -> Option<Place> {
        let feeds: Vec<_> = self.feeds().shown.into_iter().map(|it| it.1).collect();
        let settings = self.settings.read();
        let title = self.reports.with(|reports| {
            let first = reports.as_ref().and_then(|reports| reports.first());
            first.and_then(|report| report.title.clone())
        });
        let written = Written {
            script: self.script.get(),
            fallback: settings.fallback.clone(),
            text: settings.text.clone(),
        };
        let preset = settings.preset.as_deref();
        self.page.with_value(|page| {
            place::place(page.as_ref()?, &written, &feeds, preset, title.as_deref())
        })
    }

    /// An origin after the release has been uploaded to the loader's address.
    pub fn released_origin(self, origin: &str) -> String {
        self.page.with_value(|page| {
            let loader = page
                .as_ref()
                .and_then(|page| page.loader(&self.script.get()));
            match (page, loader) {
                (Some(page), Some(loader)) => page.released_origin(origin, &loader),
                _ => origin.to_owned(),
            }
        })
    }

    /// Whether the code contains example addresses, because only this machine can reach the page.
    pub fn is_stand_in(self) -> bool {
        let is_local = self
            .page
            .with_value(|page| page.as_ref().is_some_and(Page::is_local));
        is_local && (self.script.read().trim().is_empty() || self.script_problem().is_some())
    }

    pub fn script_problem(self) -> Option<String> {
        place::address_problem(&self.script.read())
    }

    pub fn fallback_problem(self) -> Option<String> {
        place::address_problem(&self.settings.read().fallback)
    }

    /// Copies a text and announces that.
    pub fn copy(self, text: String, done: &'static str) {
        self.said.set("");
        spawn_local(async move {
            self.said.set(match copy::copy(&text).await {
                true => done,
                false => "The browser does not let this page copy: select the text and copy it.",
            });
        });
    }

    pub fn measure(self) {
        let Some(frame) = page::by_id("widget") else {
            return;
        };
        let around = frame.parent_element();
        self.available
            .set(around.map_or(0, |around| element::inner_width(&around)));
        self.measured.set(element::inner_width(&frame));
    }

    fn measure_cost(self) {
        if self.cost.read_untracked().is_none() {
            self.cost.set(cost::from_timing(&timing::downloads()));
        }
    }

    fn examine(self, shown: Memo<Vec<(String, url::Url)>>, run: u32) {
        self.reports.set(None);
        let feeds = shown.get();
        let with_pictures = self
            .settings
            .with_untracked(|it| it.value("images") != Some("none"));
        spawn_local(async move {
            let mut reports = Vec::new();
            for (written, address) in &feeds {
                let mut report = doctor::examine(&visit(written, address.as_str()).await, None);
                if with_pictures {
                    let trials = try_pictures(&report).await;
                    doctor::examine_pictures(&mut report, &trials);
                }
                reports.push(report);
            }
            let cost = match cost::is_development(&timing::downloads()) {
                true => None,
                false => manifest().await,
            };
            let is_current = self.asked.get_untracked() == run && shown.get_untracked() == feeds;
            if is_current {
                self.cost.set(cost);
                self.measure_cost();
                self.reports.set(Some(reports));
            }
        });
    }
}

async fn manifest() -> Option<Vec<Row>> {
    let list = fetch::fetch("manifest.json", TIMEOUT).await.ok()?;
    cost::from_manifest(&list.bytes)
}

/// Loads all pictures at once, like a reader's browser. If a server hides a size, it is asked once.
async fn try_pictures(report: &Report) -> Vec<Trial> {
    let pictures: Vec<_> = report.pictures.iter().take(MAX_PICTURES).collect();
    let loading: Vec<_> = pictures
        .iter()
        .map(|it| picture::load(&it.address, PICTURE_TIMEOUT))
        .collect();
    let mut sizes = Vec::new();
    for loading in loading {
        sizes.push(match loading {
            Some(loading) => loading.size().await,
            None => None,
        });
    }
    let downloads = timing::downloads();
    let mut closed = Vec::new();
    let mut trials = Vec::new();
    for (picture, size) in pictures.into_iter().zip(sizes) {
        let address = &picture.address;
        let measured = downloads.iter().rev().find(|it| it.0 == *address);
        let mut bytes = measured.map(|it| it.1);
        let origin = doctor::origin(address);
        if bytes.is_none() && size.is_some() && !closed.contains(&origin) {
            bytes = fetch::weigh(address, TIMEOUT).await;
            if bytes.is_none() {
                closed.push(origin);
            }
        }
        trials.push(Trial {
            address: address.clone(),
            loaded: size.map(|(width, height)| Loaded {
                width,
                height,
                bytes,
            }),
        });
    }
    trials
}

/// Whether an address from a link may appear in the code.
fn is_shown(address: &str, page: &Page, allowance: &Allowance) -> bool {
    page.absolute(address)
        .is_some_and(|it| allowance.of_link(&it, page.address()) == Admission::Shown)
}

async fn visit(written: &str, address: &str) -> Visit {
    let outcome = match fetch::fetch(address, TIMEOUT).await {
        Err(Fault::NotAdmitted) => Outcome::NotAdmitted,
        Err(Fault::Unreachable) => Outcome::Unreachable,
        Err(Fault::Timeout) => Outcome::Timeout,
        Ok(fetched) if fetched.bytes.len() > MAX_BYTES => Outcome::TooLarge,
        Ok(fetched) => {
            let downloads = timing::downloads().into_iter().rev();
            Outcome::Answered(Answer {
                transferred: downloads
                    .into_iter()
                    .find_map(|(name, bytes)| (name == address).then_some(bytes)),
                status: fetched.status,
                address: fetched.address,
                headers: fetched.headers,
                bytes: fetched.bytes,
                milliseconds: fetched.milliseconds,
            })
        }
    };
    Visit {
        written: written.to_owned(),
        address: address.to_owned(),
        asker: Asker::Page {
            origin: page::origin(),
        },
        outcome,
    }
}

/// Applies the settings to the preview's element and frame.
fn apply(settings: &Settings, feeds: &Feeds) {
    let Some(widget) = element::first("latest-news") else {
        return;
    };
    let chosen = settings.attributes();
    let shown: Vec<&str> = feeds.shown.iter().map(|it| it.0.as_str()).collect();
    let shown = shown.join(" ");
    for name in catalogue::names() {
        let value = match name {
            "feed" => Some(shown.as_str()),
            _ => chosen.iter().find(|it| it.0 == name).map(|it| it.1),
        };
        element::set_attribute(&widget, name, value);
    }
    let declarations = snippet::declarations(settings);
    let declared = |name: &str| {
        let found = declarations.iter().find(|it| it.0 == name);
        found.map(|it| it.1.as_str())
    };
    for token in catalogue::TOKENS {
        let name = crate::settings::token_property(token.name);
        element::set_declaration(&widget, &name, declared(&name));
    }
    // The page's own rule reserves room for slides, for any layout and any value of the token.
    let room = declared("min-height").unwrap_or("var(--latest-news-min-height)");
    element::set_declaration(&widget, "min-height", Some(room));
    let preset = settings.preset.as_deref().map(preset);
    element::link_style_sheet("configurator-preset", preset.as_deref());
    if let Some(frame) = page::by_id("widget") {
        let width = settings.width.map(|width| format!("{width}px"));
        element::set_declaration(&frame, "width", width.as_deref());
    }
}

/// Beside the loader, as in `dist/`.
fn preset(name: &str) -> String {
    format!("presets/{name}.css")
}
