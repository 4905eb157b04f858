//! Nodes of a document: finds existing ones, and brings them into order with few changes.

use leptos::tachys::renderer::{Rndr, types};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;
use std::cell::RefCell;
use std::rc::Rc;

use super::element::Text;
use super::focus;

/// Existing nodes, in order. Drawing takes them over.
#[derive(Clone, Default)]
pub struct Old(Rc<RefCell<Option<Node>>>);

impl Old {
    pub fn children_of(parent: &Node) -> Self {
        Self::from(parent.first_child())
    }

    pub fn from(first: Option<Node>) -> Self {
        Self(Rc::new(RefCell::new(first)))
    }

    /// The next node with this name. The nodes before it are skipped for good.
    pub fn take(&self, name: &str) -> Option<Node> {
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

pub fn has_name(node: &Node, name: &str) -> bool {
    node.node_name().eq_ignore_ascii_case(name)
}

/// Brings a parent's children into order. Nodes that are not in the list are removed. A node in its right
/// place is not moved, because a moved node loses its scroll offset, and neither is one that holds the focus, which
/// it would lose. The others are placed around it.
pub fn arrange(parent: &Node, nodes: &[Node]) {
    let mut first = parent.first_child();
    while let Some(node) = first {
        first = node.next_sibling();
        if !nodes.contains(&node) {
            Rndr::remove(&node);
        }
    }
    let mut next = None;
    for node in nodes.iter().rev() {
        let stays = node.parent_node().as_ref() == Some(parent)
            && (node.next_sibling().as_ref() == next || focus::is_within(node.unchecked_ref()));
        if !stays {
            insert(parent, node, next);
        }
        next = Some(node);
    }
}

pub fn insert(parent: &Node, node: &Node, next: Option<&Node>) {
    // Cannot fail, because `next` is a child of `parent`.
    let _ = parent.insert_before(node, next);
}

/// Writes an attribute if its value differs. Writing the same value again may load a picture again.
pub fn set(node: &types::Element, name: &str, value: Option<Text>) {
    let before = node.get_attribute(name);
    if before.as_deref() == value.as_deref() {
        return;
    }
    // Cannot fail, because the name is well-formed.
    let _ = match value {
        Some(value) => node.set_attribute(name, &value),
        None => node.remove_attribute(name),
    };
}

pub fn text_node(old: &Old) -> Node {
    old.take("#text")
        .unwrap_or_else(|| Rndr::create_text_node("").into())
}

/// Translators remove a page's text nodes and insert elements of their own instead. Text that
/// changes is the first child of its element, so a foreign node before our first node belongs to a
/// translator.
pub fn text_in_place_of_foreign(parent: &Node) -> Node {
    while let Some(foreign) = parent.first_child().filter(is_foreign) {
        Rndr::remove(&foreign);
    }
    let node: Node = Rndr::create_text_node("").into();
    insert(parent, &node, parent.first_child().as_ref());
    node
}

/// Every element of ours has a class.
fn is_foreign(node: &Node) -> bool {
    match node.dyn_ref::<types::Element>() {
        Some(element) => !element.has_attribute("class"),
        None => node.node_type() == Node::TEXT_NODE,
    }
}

pub fn set_text(node: &Node, text: &str) {
    if node.node_value().as_deref() != Some(text) {
        node.set_node_value(Some(text));
    }
}
