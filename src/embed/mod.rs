//! The edge to JavaScript: the loader calls `mount` for an element and keeps the handle.
//!
//! Nothing else of the crate is exported.

mod adapters;
mod pause_triggers;

pub use adapters::Hooks;

use crate::browser::{page, style_sheet};
use crate::store::{Adapters, Facts, Locale, Reason, Seed, Store, plant};
use crate::view::{CSS, Widget, WidgetProps};
use adapters::BrowserAdapters;
use latest_news_core::carousel::Step;
use latest_news_core::options::{Options, Warning};
use leptos::mount::mount_to;
use leptos::prelude::Owner;
use pause_triggers::PauseTriggers;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{HtmlElement, ShadowRoot};

/// A mounted widget. Freeing it unmounts.
#[wasm_bindgen]
pub struct Mounted {
    host: HtmlElement,
    root: ShadowRoot,
    store: Store,
    adapters: Rc<BrowserAdapters>,
    warned: RefCell<Vec<String>>,
    drawn: RefCell<Option<Drawn>>,
}

/// Fields are dropped in this order: the view must go before its owner.
struct Drawn {
    _pause_triggers: PauseTriggers,
    _view: Box<dyn std::any::Any>,
    _owner: Owner,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.store.stop();
    }
}

/// Makes a widget for the element's shadow root. `hooks` are the loader's services. The loader stores
/// the handle, then calls [`Mounted::draw`] and [`Mounted::update`], because the page may use the
/// handle in answer to an event. If the root contains a first view, each call is a task of its own.
///
/// If the root contains a first view, `seed` is the text of its feed, and the widget takes the
/// first view over.
#[wasm_bindgen]
pub fn mount(host: HtmlElement, root: ShadowRoot, hooks: Hooks, seed: Option<String>) -> Mounted {
    let adapters = Rc::new(BrowserAdapters::new(host.clone(), root.clone(), hooks));
    let both = Adapters {
        facts: adapters.clone(),
        deeds: adapters.clone(),
    };
    let (options, _) = options(&host);
    let locale = locale(&adapters, &options);
    let feed = match (&seed, &*options.feeds) {
        (Some(seed), [url]) => plant(url, seed.as_bytes(), adapters.now()),
        _ => None,
    };
    let store = match feed {
        Some(feed) => {
            let now = adapters.now();
            let seed = Seed {
                feed,
                options,
                locale,
                now,
            };
            Store::full(both, seed)
        }
        None => Store::new(both, locale),
    };
    Mounted {
        host,
        root,
        store,
        adapters,
        warned: RefCell::default(),
        drawn: RefCell::default(),
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Draws the store's articles, or takes the first view over. The loader calls it once.
    pub fn draw(&self) {
        style_sheet::adopt(&self.root, CSS);
        // A new owner: a widget that is mounted during another widget's event must not end with that
        // widget. The shadow root is no `HtmlElement`, but mounting only needs a node.
        let owner = Owner::new_root(None);
        let view = owner.with(|| {
            let (store, root) = (self.store.clone(), self.root.clone());
            mount_to(root.clone().unchecked_into(), move || {
                let root = Some(root);
                Widget(WidgetProps { store, root })
            })
        });
        self.drawn.replace(Some(Drawn {
            _pause_triggers: PauseTriggers::new(&self.store, &self.host, &self.root),
            _view: Box::new(view),
            _owner: owner,
        }));
    }

    /// Reads the attributes again.
    pub fn update(&self) {
        let (options, warnings) = options(&self.host);
        for warning in warnings {
            let line = warning.to_string();
            if !self.warned.borrow().contains(&line) {
                self.warned.borrow_mut().push(line.clone());
                self.adapters.warn_line(&line);
            }
        }
        self.store.has_fallback.set(page::shows_content(&self.host));
        let locale = locale(&self.adapters, &options);
        self.store.heed(self.adapters.beside(&options));
        self.store.update(options, locale);
    }

    /// The slide at `index`, counted from 0, was in sight, or with -1 the widget.
    pub fn view(&self, index: f64) {
        self.store.view((index >= 0.0).then_some(index as usize));
    }

    /// The element was moved in its document or to another one: its boxes are new and its scroll
    /// offset is lost.
    pub fn moved(&self) {
        style_sheet::adopt(&self.root, CSS);
        self.update();
        self.store.restore_position();
    }

    pub fn next(&self) {
        self.store.step(Step::Next, Reason::Method);
    }

    pub fn previous(&self) {
        self.store.step(Step::Previous, Reason::Method);
    }

    /// Goes to a slide counted from 0. A number beyond an end means that end.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&self, index: f64) {
        // The cast saturates: negative numbers and not-a-number mean the first slide.
        self.store.step(Step::To(index as usize), Reason::Method);
    }

    pub fn play(&self) {
        self.store.play();
    }

    pub fn pause(&self) {
        self.store.pause();
    }

    pub fn reload(&self) {
        self.store.reload();
    }
}

/// The options that the element's attributes ask for, with absolute feed addresses.
fn options(host: &HtmlElement) -> (Options, Vec<Warning>) {
    let (mut options, warnings) = Options::read(&|name| host.get_attribute(name));
    for url in &mut options.feeds {
        if let Some(absolute) = page::resolve(host, url) {
            *url = absolute;
        }
    }
    (options, warnings)
}

/// The direction is that of the page, unless the element itself has a language.
fn locale(adapters: &BrowserAdapters, options: &Options) -> Locale {
    let (locale, host) = (adapters.locale(), &adapters.host);
    match options.lang.is_some() && !host.has_attribute("dir") {
        true => locale,
        false => Locale {
            right_to_left: page::is_right_to_left(host),
            ..locale
        },
    }
}
