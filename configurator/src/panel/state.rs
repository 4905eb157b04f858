//! What the panel's parts share, and what follows from a change of it.

use std::collections::BTreeMap;

use latest_news_core::limits::{MAX_BYTES, TIMEOUT};
use latest_news_core::options::Options;
use latest_news_doctor::{self as doctor, Answer, Asker, Outcome, Report, Visit};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::fetch::{self, Fault};
use crate::browser::{copy, element, page, timing};
use crate::catalogue::{self, PRESETS};
use crate::cost::{self, Row};
use crate::settings::Settings;
use crate::snippet::{self, Form, Place};

/// Where the panel stands beside the page, as `panel.css` has it.
const BESIDE: &str = "(min-width: 1024px)";

#[derive(Clone, Copy)]
pub struct State {
    pub settings: RwSignal<Settings>,
    pub form: RwSignal<Form>,
    /// One for each feed; none while they are being fetched.
    pub reports: RwSignal<Option<Vec<Report>>>,
    /// The widget's own files.
    pub cost: RwSignal<Option<Vec<Row>>>,
    /// What was last copied, for those who do not see it.
    pub said: RwSignal<&'static str>,
    /// The widest the container can be, in pixels.
    pub available: RwSignal<u32>,
    /// What the container measures.
    pub measured: RwSignal<u32>,
    /// How often somebody asked to have the feed examined again.
    pub asked: RwSignal<u32>,
}

impl State {
    pub fn new() -> Self {
        let settings = Settings::read(&page::query(), PRESETS);
        Self {
            settings: RwSignal::new(settings),
            form: RwSignal::new(Form::TwoTags),
            reports: RwSignal::new(None),
            cost: RwSignal::new(None),
            said: RwSignal::new(""),
            available: RwSignal::new(0),
            measured: RwSignal::new(0),
            asked: RwSignal::new(0),
        }
    }

    /// Keeps element, address and reports as the settings say, from now on.
    pub fn follow(self) {
        Effect::new(move |applied: Option<()>| {
            self.settings.with(apply);
            self.measure();
            // Who opens the page is shown its beginning; who changes a setting, what it does.
            if applied.is_some() && element::matches(BESIDE) {
                element::first("latest-news").inspect(|widget| element::show(widget));
            }
        });
        Effect::new(move |_| page::replace_query(&self.settings.with(Settings::query)));
        let feed = Memo::new(move |_| self.settings.with(|settings| settings.feed().to_owned()));
        Effect::new(move |_| {
            let run = self.asked.get();
            self.examine(feed.get(), run);
        });
        page::on("resize", move || self.measure());
        // Without a release's list, the cost is what the browser has measured once all is there.
        page::on("latest-news-ready", move || self.measure_cost());
    }

    /// Changes one attribute.
    pub fn set(self, name: &str, value: Option<String>) {
        self.settings.update(|settings| settings.set(name, value));
    }

    /// What the widget says about values that mean nothing, by attribute.
    pub fn problems(self) -> BTreeMap<&'static str, String> {
        let settings = self.settings.read();
        let read = |name: &'static str| settings.value(name).map(str::to_owned);
        let (_, warnings) = Options::read(&read);
        let problem = |it: latest_news_core::options::Warning| {
            let text = format!("“{}” is not {}; the default counts.", it.value, it.expected);
            (it.attribute, text)
        };
        warnings.into_iter().map(problem).collect()
    }

    /// Where things lie, seen from anywhere.
    pub fn place(self) -> Place {
        let settings = self.settings.read();
        let feeds: Vec<String> = settings
            .feed()
            .split_whitespace()
            .map(page::absolute)
            .collect();
        let title = self.reports.with(|reports| {
            let first = reports.as_ref().and_then(|reports| reports.first());
            first.and_then(|report| report.title.clone())
        });
        Place {
            loader: page::absolute("latest-news.js"),
            preset: settings
                .preset
                .as_deref()
                .map(preset)
                .map(|it| page::absolute(&it)),
            fallback: feeds.first().map_or_else(String::new, |feed| {
                doctor::origin(feed).map_or_else(String::new, |it| it + "/")
            }),
            feed: feeds.join(" "),
            publisher: title.unwrap_or_default(),
        }
    }

    /// Copies, and says so.
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

    fn examine(self, feed: String, run: u32) {
        self.reports.set(None);
        spawn_local(async move {
            let mut reports = Vec::new();
            for address in feed.split_whitespace() {
                let visit = visit(address).await;
                reports.push(doctor::examine(&visit, None));
            }
            let cost = match fetch::fetch(&page::absolute("manifest.json"), TIMEOUT).await {
                Ok(list) => cost::from_manifest(&list.bytes),
                Err(_) => None,
            };
            let is_current = self.asked.get_untracked() == run
                && self.settings.with_untracked(|it| it.feed() == feed);
            if is_current {
                self.cost.set(cost);
                self.measure_cost();
                self.reports.set(Some(reports));
            }
        });
    }
}

async fn visit(written: &str) -> Visit {
    let address = page::absolute(written);
    let outcome = match fetch::fetch(&address, TIMEOUT).await {
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
        address,
        asker: Asker::Page {
            origin: page::origin(),
        },
        outcome,
    }
}

/// The preview's element and frame as the settings say.
fn apply(settings: &Settings) {
    let Some(widget) = element::first("latest-news") else {
        return;
    };
    let chosen = settings.attributes();
    for name in catalogue::names() {
        let value = match name {
            "feed" => Some(settings.feed()),
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
    // The page's own rule keeps room for slides, whatever the layout or the token.
    let room = declared("min-height").unwrap_or("var(--latest-news-min-height)");
    element::set_declaration(&widget, "min-height", Some(room));
    let preset = settings.preset.as_deref().map(preset);
    element::link_style_sheet("configurator-preset", preset.as_deref());
    if let Some(frame) = page::by_id("widget") {
        let width = settings.width.map(|width| format!("{width}px"));
        element::set_declaration(&frame, "width", width.as_deref());
    }
}

/// Beside the loader, as `dist/` has it.
fn preset(name: &str) -> String {
    format!("presets/{name}.css")
}
