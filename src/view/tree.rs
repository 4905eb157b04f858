//! The view as a tree of values and as HTML, for use without a document.

use super::element::{Changing, Child, Value, View};

/// A node of the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Element {
        tag: &'static str,
        attributes: Vec<(&'static str, String)>,
        children: Vec<Tree>,
    },
    Text(String),
}

/// Elements without an end tag in HTML.
const VOID: [&str; 1] = ["img"];

impl View {
    /// The current view.
    pub fn tree(self) -> Tree {
        let scope = self.scope;
        let mut attributes = Vec::new();
        for (name, value) in self.attributes {
            let value = match value {
                Value::Still(value) => value,
                Value::AtFirst(value) => Some(value.into()),
                Value::Reactive(read) => read(&scope),
            };
            attributes.extend(value.map(|value| (name, value.into_owned())));
        }
        let mut children = Vec::new();
        for child in self.children {
            match child {
                Child::View(view) => children.push(view.tree()),
                Child::Text(text) => children.push(Tree::Text(text.into_owned())),
                Child::ReactiveText(read) => children.push(Tree::Text(read(&scope).into_owned())),
                Child::Changing(Changing::Part(part)) => {
                    children.extend(part(&scope).map(View::tree));
                }
                Child::Changing(Changing::Rows(rows)) => {
                    children.extend(rows(&scope).iter().map(|row| row.element().tree()));
                }
            }
        }
        // A parsed document has no empty text nodes.
        children.retain(|child| *child != Tree::Text(String::new()));
        Tree::Element {
            tag: self.tag,
            attributes,
            children,
        }
    }
}

impl Tree {
    /// The attribute's value.
    pub fn get(&self, name: &str) -> Option<&String> {
        let Self::Element { attributes, .. } = self else {
            return None;
        };
        let found = attributes.iter().find(|(it, _)| *it == name);
        found.map(|(_, value)| value)
    }

    pub fn set(&mut self, name: &'static str, value: &str) {
        let Self::Element { attributes, .. } = self else {
            return;
        };
        attributes.retain(|(it, _)| *it != name);
        attributes.push((name, value.to_owned()));
    }

    /// Removes the attributes with these names, here and in all children.
    pub fn forget(&mut self, names: &[&str]) {
        if let Self::Element {
            attributes,
            children,
            ..
        } = self
        {
            attributes.retain(|(name, _)| !names.contains(name));
            children.iter_mut().for_each(|it| it.forget(names));
        }
    }

    /// The first element with this class.
    pub fn find_mut(&mut self, class: &str) -> Option<&mut Self> {
        if self.get("class").is_some_and(|it| it == class) {
            return Some(self);
        }
        self.children_mut()
            .iter_mut()
            .find_map(|it| it.find_mut(class))
    }

    /// The children. A text has none.
    pub fn children_mut(&mut self) -> &mut [Self] {
        match self {
            Self::Element { children, .. } => children,
            Self::Text(_) => &mut [],
        }
    }

    pub fn write_html(&self, html: &mut String) {
        match self {
            Self::Text(text) => escape(text, html),
            Self::Element {
                tag,
                attributes,
                children,
            } => {
                html.push('<');
                html.push_str(tag);
                for (name, value) in attributes {
                    html.push(' ');
                    html.push_str(name);
                    if !value.is_empty() {
                        html.push_str("=\"");
                        escape(value, html);
                        html.push('"');
                    }
                }
                html.push('>');
                for child in children {
                    child.write_html(html);
                }
                if !VOID.contains(tag) {
                    html.push_str("</");
                    html.push_str(tag);
                    html.push('>');
                }
            }
        }
    }
}

/// Escapes text for use between tags and in quotes.
pub fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(character),
        }
    }
}
