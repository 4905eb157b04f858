//! The subject of a part of the view, and short ways to read it.

use super::element::{Text, View};
use crate::store::{LoadState, Store};
use latest_news_core::labels::Phrase;
use latest_news_core::teaser::Teaser;
use leptos::web_sys::ShadowRoot;
use send_wrapper::SendWrapper;
use std::rc::Rc;

/// The widget and the root it is drawn into, if there is one. For a slide, also its teaser and
/// heading level. For a marker, also its place.
#[derive(Clone)]
pub struct Scope {
    pub store: Store,
    root: SendWrapper<Rc<Option<ShadowRoot>>>,
    pub teaser: SendWrapper<Rc<Teaser>>,
    /// The level of a slide's headline.
    pub level: u8,
    /// The place of a marker among all markers.
    pub index: usize,
}

impl Scope {
    pub fn new(store: &Store, root: Option<ShadowRoot>) -> Self {
        Self {
            store: store.clone(),
            root: SendWrapper::new(Rc::new(root)),
            teaser: SendWrapper::new(Rc::default()),
            level: 0,
            index: 0,
        }
    }

    /// The root the widget is drawn into. `None` if it is rendered to text.
    pub fn root(&self) -> Option<&ShadowRoot> {
        self.root.as_ref().as_ref()
    }

    /// A copy of this scope for a teaser. Its headline has this heading level.
    pub fn of_teaser(&self, teaser: Rc<Teaser>, level: u8) -> Self {
        Self {
            teaser: SendWrapper::new(teaser),
            level,
            ..self.clone()
        }
    }

    /// A copy of this scope for a place.
    pub fn at(&self, index: usize) -> Self {
        Self {
            index,
            ..self.clone()
        }
    }

    pub fn element(&self, tag: &'static str) -> View {
        View::new(self.clone(), tag)
    }

    /// A button whose only behaviour is that of its handlers.
    pub fn button(&self) -> View {
        self.element("button").attribute("type", "button")
    }

    /// A phrase in the reader's language. Reactive.
    pub fn label(&self, phrase: Phrase) -> Text {
        self.store.locale.follow().label(phrase).into()
    }

    /// The language of the labels. Reactive.
    pub fn labels_language(&self) -> Option<Text> {
        Some(self.store.locale.follow().labels_language.clone().into())
    }

    /// Whether text runs from right to left. Reactive.
    pub fn is_right_to_left(&self) -> bool {
        self.store.locale.follow().right_to_left
    }

    /// Whether the partner's own children are shown instead of the widget. Reactive.
    pub fn shows_fallback(&self) -> bool {
        match *self.store.load_state.follow() {
            LoadState::Loading | LoadState::Failed => *self.store.has_fallback.follow(),
            LoadState::Ready | LoadState::Empty => false,
        }
    }

    /// Whether all articles are shown at once: a list, not a carousel. Reactive.
    pub fn shows_all(&self) -> bool {
        self.store.options.follow().layout.shows_all()
    }

    /// Whether this is the load state. Reactive.
    pub fn is(&self, state: LoadState) -> bool {
        *self.store.load_state.follow() == state
    }
}
