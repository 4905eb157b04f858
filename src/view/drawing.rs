//! Draws elements into a document, and takes over existing nodes.
//!
//! If a node of the right kind is in the right place, drawing takes it over instead of making a new
//! one: it writes only what differs and removes what does not fit. So a first view drawn by a
//! loader or a page, and a part that is drawn again, keep their scroll offset, focus, selection and
//! pictures. A document that somebody has changed is repaired node by node.

use super::element::{Changing, Child, Value, View};
use super::nodes::{Old, arrange, has_name, set, set_text, text_in_place_of_foreign, text_node};
use super::scope::Scope;
use super::{focus, list};
use crate::browser::events;
use leptos::prelude::RenderEffect;
use leptos::tachys::renderer::{Rndr, types};
use leptos::task::spawn_local;
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
        let mut drawing = Drawing::default();
        let node = drawing.element(self, old);
        let Drawing {
            mut updates,
            mut kept,
        } = drawing;
        // One effect for all of them, because each costs time when slides are drawn.
        kept.push(follow(Box::new(move || {
            updates.iter_mut().for_each(|update| update());
        })));
        Drawn { node, _kept: kept }
    }
}

/// An element that is being drawn, with all elements in it that neither come nor go.
#[derive(Default)]
struct Drawing {
    /// Write the attributes and texts that change.
    updates: Vec<Box<dyn FnMut()>>,
    kept: Kept,
}

impl Drawing {
    fn element(&mut self, view: View, old: &Old) -> types::Element {
        let taken = old.take(view.tag);
        let is_new = taken.is_none();
        let node: types::Element = match taken {
            Some(node) => node.unchecked_into(),
            None => Rndr::create_element(view.tag, None),
        };
        for (name, value) in view.attributes {
            match value {
                Value::Still(value) => set(&node, name, value),
                Value::AtFirst(value) if is_new => set(&node, name, Some(value.into())),
                Value::AtFirst(_) => {}
                Value::Reactive(read) => {
                    let (node, scope) = (node.clone(), view.scope.clone());
                    let update = move || set(&node, name, read(&scope));
                    self.updates.push(Box::new(update));
                }
            }
        }
        for (name, handle) in view.handlers {
            let scope = view.scope.clone();
            self.kept
                .push(Box::new(events::handle(&node, name, move |event| {
                    handle(&scope, event);
                })));
        }
        let inside = Inside {
            scope: &view.scope,
            parent: node.clone(),
            old: match is_new {
                true => Old::default(),
                false => Old::children_of(&node),
            },
            nodes: Rc::default(),
        };
        for child in view.children {
            self.child(child, &inside);
        }
        arrange(&node, &inside.nodes.borrow().concat());
        for act in view.effects {
            self.kept.push(later(&view.scope, act));
        }
        node
    }

    /// Draws the next child.
    fn child(&mut self, child: Child, inside: &Inside<'_>) {
        let (scope, parent) = (inside.scope.clone(), inside.parent.clone());
        let (all, old) = (Rc::clone(&inside.nodes), &inside.old);
        let place = all.borrow().len();
        let node = match child {
            Child::View(view) => self.element(view, old).into(),
            Child::Text(text) => {
                let node = text_node(old);
                set_text(&node, &text);
                node
            }
            Child::ReactiveText(read) => {
                let node = text_node(old);
                let (mut known, all) = (node.clone(), Rc::clone(&all));
                self.updates.push(Box::new(move || {
                    let text = read(&scope);
                    if known.parent_node().as_ref() != Some(&parent) {
                        known = text_in_place_of_foreign(&parent);
                        put(&all, place, vec![known.clone()]);
                    }
                    set_text(&known, &text);
                }));
                node
            }
            Child::Changing(read) => {
                all.borrow_mut().push(Vec::new());
                let mut old = old.clone();
                let (mut shown, mut is_first) = (Shown::new(), true);
                self.kept.push(follow(Box::new(move || {
                    let before = std::mem::take(&mut shown);
                    // Only the first time, it takes over what is there.
                    let old = std::mem::take(&mut old);
                    shown = match read {
                        Changing::Part(part) => redraw(part(&scope), before, &old),
                        Changing::Rows(rows) => list::redraw(rows(&scope), before, &old),
                    };
                    let now: Vec<Node> =
                        shown.iter().map(|(_, it)| it.node.clone().into()).collect();
                    let before = put(&all, place, now.clone());
                    if !is_first && before != now {
                        replace(&parent, &before, &now, &all);
                    }
                    is_first = false;
                })));
                return;
            }
        };
        all.borrow_mut().push(vec![node]);
    }
}

/// The inside of an element that is being drawn.
struct Inside<'d> {
    scope: &'d Scope,
    parent: types::Element,
    /// Existing children, which are taken over.
    old: Old,
    /// The nodes of each child, in order.
    nodes: Rc<RefCell<Vec<Vec<Node>>>>,
}

/// Replaces the nodes of a child, and returns those before.
fn put(all: &RefCell<Vec<Vec<Node>>>, place: usize, nodes: Vec<Node>) -> Vec<Node> {
    let mut all = all.borrow_mut();
    let known = all.get_mut(place);
    known.map_or_else(Vec::new, |known| std::mem::replace(known, nodes))
}

/// Brings the nodes of a parent into order after some of them came or went. A node that goes passes
/// the focus on. Otherwise the focus would be lost.
fn replace(parent: &Node, before: &[Node], now: &[Node], all: &RefCell<Vec<Vec<Node>>>) {
    let goes = |it: &&Node| !now.contains(it);
    let mut gone = before.iter().filter(goes);
    let had_focus = gone.any(|it| focus::is_within(it.unchecked_ref()));
    arrange(parent, &all.borrow().concat());
    if had_focus && let Some(first) = now.first() {
        focus::give(first.unchecked_ref());
    }
}

/// What changes. The keys are those of rows. A part needs none.
pub type Shown = Vec<(u64, Drawn)>;

/// Draws a part. The next one takes its element over if it has its tag.
fn redraw(element: Option<View>, before: Shown, old: &Old) -> Shown {
    let before = before.first().map(|(_, drawn)| &drawn.node);
    let now = element.map(|element| {
        let same = before.filter(|node| has_name(node, element.tag));
        match same {
            Some(node) => element.draw(&Old::from(Some(node.clone().into()))),
            None => element.draw(old),
        }
    });
    now.map(|now| (0, now)).into_iter().collect()
}

/// Runs `act` now, and again whenever a value it reads changes.
fn follow(mut act: Box<dyn FnMut()>) -> Box<dyn Any> {
    Box::new(RenderEffect::new(move |_: Option<()>| act()))
}

/// Follows `act` as soon as the element is in the document.
fn later(scope: &Scope, act: fn(&Scope)) -> Box<dyn Any> {
    let (scope, kept) = (scope.clone(), Rc::new(RefCell::new(None)));
    let waiting = Rc::downgrade(&kept);
    spawn_local(async move {
        if let Some(kept) = waiting.upgrade() {
            kept.replace(Some(follow(Box::new(move || act(&scope)))));
        }
    });
    Box::new(kept)
}
