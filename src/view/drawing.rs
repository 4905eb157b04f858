//! Drawing elements into a document, and taking over what is there.
//!
//! Where a node of the right kind stands in the right place, drawing takes it over instead of making
//! one: only what differs is written, and what does not fit is removed. So a first view that a loader
//! or a page has drawn, and a part that is drawn again, keep their scroll offset, focus, selection and
//! pictures; and a document that anybody has changed is put right node by node.

use super::element::{Child, Text, Value, View};
use super::list;
use super::scope::Scope;
use crate::browser::events;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderEffect, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// An element in the document. Dropping it stops what it follows and hears.
pub struct Drawn {
    pub node: types::Element,
    _kept: Kept,
}

type Kept = Vec<Box<dyn Any>>;

/// Nodes that were there before, in order, for what is drawn to take over.
#[derive(Clone, Default)]
pub struct Old(Rc<RefCell<Option<Node>>>);

impl Old {
    fn children_of(parent: &Node) -> Self {
        Self::from(parent.first_child())
    }

    fn from(first: Option<Node>) -> Self {
        Self(Rc::new(RefCell::new(first)))
    }

    /// The next node of a name; those before it are passed over for good.
    fn take(&self, name: &str) -> Option<Node> {
        let mut next = self.0.borrow().clone();
        while let Some(node) = next {
            next = node.next_sibling();
            if has_name(&node, name) {
                self.0.replace(next);
                return Some(node);
            }
        }
        None
    }
}

fn has_name(node: &Node, name: &str) -> bool {
    node.node_name().eq_ignore_ascii_case(name)
}

impl View {
    /// Draws the element, in place of an old one where there is one.
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

/// Draws a part that stands before `end`, again where it was before.
fn redraw(element: Option<View>, before: Option<&Drawn>, end: &Node, old: &Old) -> Option<Drawn> {
    let Some(parent) = end.parent_node() else {
        // The first time: the parent puts it in place.
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

/// Brings a parent's children into order: what is in its place is not touched, for a node that moves
/// loses its focus and its scroll offset; what is not among them goes.
fn arrange(parent: &Node, nodes: Vec<Node>) {
    let mut next: Option<Node> = None;
    for node in nodes.into_iter().rev() {
        if node.parent_node().as_ref() == Some(parent) {
            remove_between(&node, next.as_ref());
        } else {
            insert(parent, &node, next.as_ref());
        }
        next = Some(node);
    }
    while let Some(first) = parent.first_child().filter(|it| Some(it) != next.as_ref()) {
        Rndr::remove(&first);
    }
}

fn remove_between(node: &Node, next: Option<&Node>) {
    while let Some(foreign) = node.next_sibling().filter(|it| Some(it) != next) {
        Rndr::remove(&foreign);
    }
}

pub fn insert(parent: &Node, node: &Node, next: Option<&Node>) {
    // It fails for nothing that stands in `parent`.
    let _ = parent.insert_before(node, next);
}

/// Writes an attribute where it says something else: said again, it may load a picture anew.
fn set(node: &types::Element, name: &str, value: Option<Text>) {
    let before = node.get_attribute(name);
    if before.as_deref() == value.as_deref() {
        return;
    }
    // It cannot fail: the name is well-formed.
    let _ = match value {
        Some(value) => node.set_attribute(name, &value),
        None => node.remove_attribute(name),
    };
}

fn text_node(old: &Old) -> Node {
    old.take("#text")
        .unwrap_or_else(|| Rndr::create_text_node("").into())
}

/// Translators take a page's text nodes out and put elements of their own in their place. A text that
/// changes comes first in its element: what stands there before anything of ours is theirs.
fn text_in_place_of_foreign(parent: &Node) -> Node {
    while let Some(foreign) = parent.first_child().filter(is_foreign) {
        Rndr::remove(&foreign);
    }
    let node: Node = Rndr::create_text_node("").into();
    insert(parent, &node, parent.first_child().as_ref());
    node
}

/// Every element of ours has a class; the comments are ours, too.
fn is_foreign(node: &Node) -> bool {
    match node.dyn_ref::<types::Element>() {
        Some(element) => !element.has_attribute("class"),
        None => node.node_type() == Node::TEXT_NODE,
    }
}

fn set_text(node: &Node, text: &str) {
    if node.node_value().as_deref() != Some(text) {
        node.set_node_value(Some(text));
    }
}

/// The one closure all that is reactive is made of.
fn follow(scope: &Scope, act: impl FnMut(&Scope) + 'static) -> Box<dyn Any> {
    run(scope.clone(), Box::new(act))
}

fn run(scope: Scope, mut act: Box<dyn FnMut(&Scope)>) -> Box<dyn Any> {
    Box::new(RenderEffect::new(move |_: Option<()>| act(&scope)))
}

impl Render for View {
    type State = Drawn;

    /// Takes over what stands in the root.
    fn build(self) -> Drawn {
        let old = self.scope.root().map(|root| Old::children_of(root));
        self.draw(&old.unwrap_or_default())
    }

    fn rebuild(self, state: &mut Drawn) {
        let old = Old::from(Some(state.node.clone().into()));
        *state = self.draw(&old);
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        if self.node.parent_node().as_ref() != Some(parent) {
            insert(parent, &self.node, marker);
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.node.clone()]
    }
}

impl AddAnyAttr for View {
    type Output<NewAttribute: Attribute> = Self;

    /// Nobody adds any: the widget is the outermost.
    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    #[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
    fn to_html_with_buf(
        self,
        buffer: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
        #[cfg(not(target_arch = "wasm32"))]
        self.tree().write_html(buffer);
    }

    /// Drawing takes over by itself.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
