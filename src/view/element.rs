//! Elements of the view, described before they are drawn.
//!
//! A description is of one type, whatever it is of: what a part follows is a plain function of its
//! scope. So the code for elements, attributes and reactive text exists once, and the same
//! description becomes nodes (`drawing`) or a tree of values (`tree`). No markup is parsed, so pages
//! that require Trusted Types have nothing to refuse.

use super::list::Row;
use super::scope::Scope;
use leptos::prelude::Effect;
use leptos::web_sys::Event;
use std::borrow::Cow;

pub type Text = Cow<'static, str>;

/// An element, its attributes and what is in it.
pub struct View {
    pub(super) scope: Scope,
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(&'static str, Value)>,
    pub(super) handlers: Vec<(&'static str, Handler)>,
    pub(super) children: Vec<Child>,
}

pub type Handler = fn(&Scope, Event);

/// An attribute's value; one that is `None` is left out.
pub enum Value {
    Still(Option<Text>),
    /// Where the element is made; effects change it later.
    AtFirst(&'static str),
    Reactive(fn(&Scope) -> Option<Text>),
}

pub enum Child {
    View(View),
    Text(Text),
    ReactiveText(fn(&Scope) -> Text),
    /// Comes, goes and changes with what it follows.
    Part(fn(&Scope) -> Option<View>),
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
        }
    }

    pub fn attribute(self, name: &'static str, value: impl Into<Text>) -> Self {
        let value: Text = value.into();
        self.optional(name, Some(value))
    }

    /// An attribute that is left out where there is no value.
    pub fn optional(self, name: &'static str, value: Option<Text>) -> Self {
        self.with(name, Value::Still(value))
    }

    /// An attribute that effects change.
    pub fn at_first(self, name: &'static str, value: &'static str) -> Self {
        self.with(name, Value::AtFirst(value))
    }

    /// An attribute that follows what `value` follows, and is left out where that is `None`.
    pub fn reactive(self, name: &'static str, value: fn(&Scope) -> Option<Text>) -> Self {
        self.with(name, Value::Reactive(value))
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.attributes.push((name, value));
        self
    }

    /// The element's name for style sheets: inside ours the class, for partners the part.
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

    /// A child that comes, goes and changes with what `child` follows.
    pub fn reactive_child(self, child: fn(&Scope) -> Option<View>) -> Self {
        self.having(Child::Part(child))
    }

    pub fn text(self, text: impl Into<Text>) -> Self {
        self.having(Child::Text(text.into()))
    }

    /// Text that follows what `text` follows.
    pub fn reactive_text(self, text: fn(&Scope) -> Text) -> Self {
        self.having(Child::ReactiveText(text))
    }

    /// Keyed children that follow what `rows` follows.
    pub fn rows(self, rows: fn(&Scope) -> Vec<Row>) -> Self {
        self.having(Child::Rows(rows))
    }

    fn having(mut self, child: Child) -> Self {
        self.children.push(child);
        self
    }
}

/// Runs `act` once the view is there, and again whenever what it follows changes.
pub fn effect(scope: &Scope, act: fn(&Scope)) {
    let scope = scope.clone();
    Effect::new(move |_| act(&scope));
}
