//! Elements of the view, described before they are drawn.
//!
//! All descriptions have the same type, and a reactive part is a plain function of its scope. So
//! the code for elements, attributes and reactive text exists once. The same description becomes
//! nodes (`drawing`) or a tree of values (`tree`). No markup is parsed, so pages that require
//! Trusted Types have nothing to refuse.

use super::list::Row;
use super::scope::Scope;
use leptos::web_sys::Event;
use std::borrow::Cow;

pub type Text = Cow<'static, str>;

/// An element, its attributes and its children.
pub struct View {
    pub(super) scope: Scope,
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, Value)>,
    pub(super) handlers: Vec<(&'static str, Handler)>,
    pub(super) children: Vec<Child>,
    pub(super) effects: Vec<fn(&Scope)>,
}

pub type Handler = fn(&Scope, Event);

/// An attribute's value. An attribute whose value is `None` is left out.
pub enum Value {
    Still(Option<Text>),
    /// The value when the element is made. Effects change it later.
    AtFirst(&'static str),
    Reactive(fn(&Scope) -> Option<Text>),
}

pub enum Child {
    View(View),
    Text(Text),
    ReactiveText(fn(&Scope) -> Text),
    Changing(Changing),
}

/// Elements that come and go as the result of a function changes.
#[derive(Clone, Copy)]
pub enum Changing {
    /// An element that stays if the next one has its tag.
    Part(fn(&Scope) -> Option<View>),
    /// Elements that stay if their keys do.
    Rows(fn(&Scope) -> Vec<Row>),
}

impl View {
    pub fn new(scope: Scope, tag: &'static str) -> Self {
        Self {
            scope,
            tag,
            attributes: Vec::new(),
            handlers: Vec::new(),
            children: Vec::new(),
            effects: Vec::new(),
        }
    }

    pub fn attribute(self, name: &'static str, value: impl Into<Text>) -> Self {
        let value: Text = value.into();
        self.optional(name, Some(value))
    }

    /// An attribute that is left out if it has no value.
    pub fn optional(self, name: &'static str, value: Option<Text>) -> Self {
        self.with(name, Value::Still(value))
    }

    /// An attribute that effects change.
    pub fn at_first(self, name: &'static str, value: &'static str) -> Self {
        self.with(name, Value::AtFirst(value))
    }

    /// An attribute that follows the result of `value`, and is left out if that is `None`.
    pub fn reactive(self, name: &'static str, value: fn(&Scope) -> Option<Text>) -> Self {
        self.with(name, Value::Reactive(value))
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// The element's name for style sheets: the class in our own sheet, the part for partners.
    pub fn part(self, name: &'static str) -> Self {
        self.attribute("class", name).attribute("part", name)
    }

    pub fn on(mut self, name: &'static str, handle: Handler) -> Self {
        self.handlers.push((name, handle));
        self
    }

    pub fn child(self, child: View) -> Self {
        self.having(Child::View(child))
    }

    /// A child that is added, removed and changed as the result of `child` changes.
    pub fn reactive_child(self, child: fn(&Scope) -> Option<View>) -> Self {
        self.having(Child::Changing(Changing::Part(child)))
    }

    pub fn text(self, text: impl Into<Text>) -> Self {
        self.having(Child::Text(text.into()))
    }

    /// Text that follows the result of `text`.
    pub fn reactive_text(self, text: fn(&Scope) -> Text) -> Self {
        self.having(Child::ReactiveText(text))
    }

    /// Keyed children that follow the result of `rows`.
    pub fn rows(self, rows: fn(&Scope) -> Vec<Row>) -> Self {
        self.having(Child::Changing(Changing::Rows(rows)))
    }

    /// Runs `act` once after the element is in the document, and again whenever a value it reads
    /// changes.
    pub fn effect(mut self, act: fn(&Scope)) -> Self {
        self.effects.push(act);
        self
    }

    fn having(mut self, child: Child) -> Self {
        self.children.push(child);
        self
    }
}
