//! Draws elements into a document, and takes over existing nodes.
//!
//! If a node of the right kind is in the right place, drawing takes it over instead of making a new
//! one: it writes only what differs and removes what does not fit. So a first view drawn by a
//! loader or a page, and a part that is drawn again, keep their scroll offset, focus, selection and
//! pictures. A document that somebody has changed is repaired node by node.

use super::element::{Child, Value, View};
use super::list;
use super::nodes::{
    Old, arrange, has_name, insert, set, set_text, text_in_place_of_foreign, text_node,
};
use super::scope::Scope;
use crate::browser::events;
use leptos::prelude::RenderEffect;
use leptos::tachys::renderer::{Rndr, types};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// An element in the document. Dropping it stops its effects and listeners.
pub struct Drawn {
    pub node: types::Element,
    _kept: Kept,
}

type Kept = Vec<Box<dyn Any>>;

impl View {
    /// Draws the element, in place of an old one if there is one.
    pub fn draw(self, old: &Old) -> Drawn {
        let scope = &self.scope;
        let taken = old.take(self.tag);
        let is_new = taken.is_none();
        let node: types::Element = match taken {
            Some(node) => node.unchecked_into(),
            None => Rndr::create_element(self.tag, None),
        };
        let mut kept = Kept::new();
        for (name, value) in self.attributes {
            match value {
                Value::Still(value) => set(&node, name, value),
                Value::AtFirst(value) if is_new => set(&node, name, Some(value.into())),
                Value::AtFirst(_) => {}
                Value::Reactive(read) => {
                    let node = node.clone();
                    kept.push(follow(scope, move |it| set(&node, name, read(it))));
                }
            }
        }
        for (name, handle) in self.handlers {
            let scope = scope.clone();
            kept.push(Box::new(events::handle(&node, name, move |event| {
                handle(&scope, event);
            })));
        }
        let inside = match is_new {
            true => Old::default(),
            false => Old::children_of(&node),
        };
        let mut nodes = Vec::new();
        for child in self.children {
            draw_child(scope, &node, child, &inside, &mut nodes, &mut kept);
        }
        arrange(&node, nodes);
        Drawn { node, _kept: kept }
    }
}

fn draw_child(
    scope: &Scope,
    parent: &types::Element,
    child: Child,
    old: &Old,
    nodes: &mut Vec<Node>,
    kept: &mut Kept,
) {
    match child {
        Child::View(element) => {
            let drawn = element.draw(old);
            nodes.push(drawn.node.clone().into());
            kept.push(Box::new(drawn));
        }
        Child::Text(text) => {
            let node = text_node(old);
            set_text(&node, &text);
            nodes.push(node);
        }
        Child::ReactiveText(read) => {
            let mut node = text_node(old);
            nodes.push(node.clone());
            let (parent, mut is_placed) = (parent.clone(), false);
            kept.push(follow(scope, move |it| {
                let text = read(it);
                if is_placed && node.parent_node().as_ref() != Some(&parent) {
                    node = text_in_place_of_foreign(&parent);
                }
                is_placed = true;
                set_text(&node, &text);
            }));
        }
        Child::Part(part) => {
            let end: Node = Rndr::create_placeholder().into();
            let shown = Rc::new(RefCell::new(None));
            kept.push({
                let (shown, end, old) = (Rc::clone(&shown), end.clone(), old.clone());
                follow(scope, move |it| {
                    let before = shown.take();
                    let now = redraw(part(it), before.as_ref(), &end, &old);
                    shown.replace(now);
                    drop(before);
                })
            });
            nodes.extend(
                shown
                    .borrow()
                    .iter()
                    .map(|it: &Drawn| it.node.clone().into()),
            );
            nodes.push(end);
        }
        Child::Rows(read) => {
            let end: Node = Rndr::create_placeholder().into();
            let shown = Rc::new(RefCell::new(Vec::new()));
            kept.push({
                let (shown, end, old) = (Rc::clone(&shown), end.clone(), old.clone());
                follow(scope, move |it| {
                    let before = shown.take();
                    let now = list::redraw(read(it), before, &end, &old);
                    shown.replace(now);
                })
            });
            let rows = shown.borrow();
            nodes.extend(
                rows.iter()
                    .map(|(_, it): &(u64, Drawn)| it.node.clone().into()),
            );
            nodes.push(end);
        }
    }
}

/// Draws a part before `end`. If it was drawn before, draws it again in the same place.
fn redraw(element: Option<View>, before: Option<&Drawn>, end: &Node, old: &Old) -> Option<Drawn> {
    let Some(parent) = end.parent_node() else {
        // The first time, the parent puts it in place.
        return element.map(|element| element.draw(old));
    };
    let same = before.filter(|it| {
        element
            .as_ref()
            .is_some_and(|new| has_name(&it.node, new.tag))
    });
    let now =
        element.map(|element| element.draw(&Old::from(same.map(|it| it.node.clone().into()))));
    if same.is_none() {
        if let Some(before) = before {
            before.node.remove();
        }
        if let Some(now) = &now {
            insert(&parent, &now.node, Some(end));
        }
    }
    now
}

/// The one closure type for everything reactive.
fn follow(scope: &Scope, act: impl FnMut(&Scope) + 'static) -> Box<dyn Any> {
    run(scope.clone(), Box::new(act))
}

fn run(scope: Scope, mut act: Box<dyn FnMut(&Scope)>) -> Box<dyn Any> {
    Box::new(RenderEffect::new(move |_: Option<()>| act(&scope)))
}
