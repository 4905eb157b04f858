//! Building elements whose Rust type is always the same.
//!
//! Leptos gives every element a type of its own, made of its attributes' and children's types, and
//! compiles its code for each: half of the widget's bytes, before this. Here types are erased where
//! they arise and what a part follows is a plain function of its scope, so the code for elements,
//! attributes and reactive text exists once. No markup is parsed either, so pages that require
//! Trusted Types have nothing to refuse.

use super::scope::Scope;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use leptos::tachys::view::iterators::StaticVec;
use leptos::web_sys::Event;
use std::borrow::Cow;
use std::sync::{Arc, Mutex};

pub type Text = Cow<'static, str>;

/// An element under construction.
pub struct Builder {
    scope: Scope,
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

impl Builder {
    pub fn new(scope: Scope, tag: &'static str) -> Self {
        Self {
            scope,
            tag,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    pub fn attribute(mut self, name: &'static str, value: impl Into<Text>) -> Self {
        self.attributes
            .push(custom_attribute(name, Some(value.into())).into_any_attr());
        self
    }

    /// An attribute that follows what `value` follows, and is left out where that is `None`.
    pub fn reactive(mut self, name: &'static str, value: fn(&Scope) -> Option<Text>) -> Self {
        self.attributes
            .push(custom_attribute(name, shared(&self.scope, value)).into_any_attr());
        self
    }

    /// The element's name for style sheets: inside ours the class, for partners the part.
    pub fn part(self, name: &'static str) -> Self {
        self.attribute("class", name).attribute("part", name)
    }

    pub fn on(mut self, name: &'static str, handle: fn(&Scope, Event)) -> Self {
        let scope = self.scope.clone();
        let handle = move |event| handle(&scope, event);
        self.attributes
            .push(event::on(event::Custom::<Event>::new(name), handle).into_any_attr());
        self
    }

    pub fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// A child that comes, goes and is rebuilt with what `child` follows.
    pub fn reactive_child(self, child: fn(&Scope) -> Option<AnyView>) -> Self {
        let child = shared(&self.scope, child).into_any();
        self.child(child)
    }

    pub fn text(self, text: impl Into<Text>) -> Self {
        let text: Text = text.into();
        self.child(text.into_any())
    }

    /// Text that follows what `text` follows.
    pub fn reactive_text(self, text: fn(&Scope) -> Text) -> Self {
        let text = shared(&self.scope, text).into_any();
        self.child(text)
    }

    pub fn build(self) -> AnyView {
        custom(self.tag)
            .add_any_attr(self.attributes)
            .child(StaticVec::from(self.children))
            .into_any()
    }
}

/// Runs `act` once the view is there, and again whenever what it follows changes.
pub fn effect(scope: &Scope, act: fn(&Scope)) {
    let scope = scope.clone();
    Effect::new(move |_| act(&scope));
}

/// The one closure all that is reactive is made of.
pub fn shared<T: 'static>(scope: &Scope, read: fn(&Scope) -> T) -> SharedReactiveFunction<T> {
    let scope = scope.clone();
    Arc::new(Mutex::new(move || read(&scope)))
}
