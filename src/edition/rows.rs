//! Slides as one shape that they share, and a row for each slide with the values that differ.
//!
//! An element is a list of its tag, its attributes and its children. A text is a string. In the
//! shape, a number stands for the text at that place of a row. An attribute whose text there is 0
//! is left out. A child that only some slides have is written `[4, child]`: place 4 of a row says
//! whether the slide has it. In the tree, 0 stands for all rows.

use crate::view::Tree;
use serde_json::{Map, Value, json};

/// The tree without its slides, their shape, and the rows.
pub fn split(tree: &Tree) -> (Value, Value, Vec<Value>) {
    let slides = slides(tree);
    let mut union = Part::default();
    for (row, slide) in slides.iter().enumerate() {
        union.add(slide, row);
    }
    let mut rows = Rows(vec![Vec::new(); slides.len()]);
    let every: Vec<usize> = (0..slides.len()).collect();
    let shape = union.shape(&every, &mut rows);
    let rows = rows.0.into_iter().map(Value::Array).collect();
    (value(tree), shape, rows)
}

/// The content at one place of several slides: the text or the element of each slide that has one.
#[derive(Default)]
struct Part {
    /// Empty for texts.
    tag: &'static str,
    class: String,
    rows: Vec<usize>,
    texts: Texts,
    attributes: Vec<(&'static str, Texts)>,
    children: Vec<Part>,
}

/// The texts of the rows that have one, in order.
type Texts = Vec<(usize, String)>;

impl Part {
    fn add(&mut self, tree: &Tree, row: usize) {
        self.rows.push(row);
        let (tag, attributes, children) = match tree {
            Tree::Text(text) => return self.texts.push((row, text.clone())),
            Tree::Element {
                tag,
                attributes,
                children,
            } => (tag, attributes, children),
        };
        (self.tag, self.class) = name(tree);
        debug_assert_eq!(self.tag, *tag);
        for (name, value) in attributes {
            let known = self.attributes.iter().position(|(it, _)| it == name);
            let at = known.unwrap_or_else(|| {
                self.attributes.push((name, Vec::new()));
                self.attributes.len() - 1
            });
            self.attributes[at].1.push((row, value.clone()));
        }
        let mut next = 0;
        for child in children {
            let name = name(child);
            let fits = |it: &Part| (it.tag, &it.class) == (name.0, &name.1);
            let known = self.children[next..].iter().position(fits);
            let at = match known {
                Some(place) => next + place,
                None => {
                    let part = Part {
                        tag: name.0,
                        class: name.1,
                        ..Part::default()
                    };
                    self.children.insert(next, part);
                    next
                }
            };
            self.children[at].add(child, row);
            next = at + 1;
        }
    }

    /// The shape of this part, inside an element that the rows in `within` have.
    fn shape(&self, within: &[usize], rows: &mut Rows) -> Value {
        let is_optional = self.rows != within;
        let place = is_optional.then(|| rows.own(|row| json!(u8::from(self.rows.contains(&row)))));
        let mut list = vec![json!(self.tag)];
        let mut attributes = Map::new();
        for (name, texts) in &self.attributes {
            let value = match texts.len() == self.rows.len() {
                true => rows.place(texts).unwrap_or_else(|| json!(texts[0].1)),
                // Zero if there is none.
                false => json!(rows.own(|row| text_of(texts, row))),
            };
            attributes.insert((*name).to_owned(), value);
        }
        list.push(Value::Object(attributes));
        for child in &self.children {
            match child.tag {
                "" => list.extend(child.text(&self.rows, rows)),
                _ => list.push(child.shape(&self.rows, rows)),
            }
        }
        match place {
            Some(place) => json!([place, list]),
            None => Value::Array(list),
        }
    }

    /// A text. If only its end differs and that end is known already, it is written in two pieces.
    fn text(&self, within: &[usize], rows: &mut Rows) -> Vec<Value> {
        if self.rows != within {
            let text = |row| text_of(&self.texts, row);
            let place = rows.own(text);
            return vec![json!([place, place])];
        }
        if let Some((start, place)) = rows.end_of(&self.texts) {
            return vec![json!(start), json!(place)];
        }
        let text = rows.place(&self.texts);
        vec![text.unwrap_or_else(|| json!(self.texts[0].1))]
    }
}

fn text_of(texts: &Texts, row: usize) -> Value {
    let found = texts.iter().find(|(it, _)| *it == row);
    found.map_or(json!(0), |(_, text)| json!(text))
}

/// Identifies a child among its siblings.
fn name(tree: &Tree) -> (&'static str, String) {
    match tree {
        Tree::Text(_) => ("", String::new()),
        Tree::Element { tag, .. } => (tag, tree.get("class").cloned().unwrap_or_default()),
    }
}

struct Rows(Vec<Vec<Value>>);

impl Rows {
    /// A new place, with a value from each row.
    fn own(&mut self, say: impl Fn(usize) -> Value) -> usize {
        for (row, values) in self.0.iter_mut().enumerate() {
            values.push(say(row));
        }
        self.0.first().map_or(0, Vec::len) - 1
    }

    /// The place of these texts. A place with the same texts is used again. `None` if all texts are
    /// equal.
    fn place(&mut self, texts: &Texts) -> Option<Value> {
        if texts.iter().all(|(_, text)| *text == texts[0].1) {
            return None;
        }
        let says = |place: &usize| {
            texts
                .iter()
                .all(|(row, text)| self.0[*row][*place] == **text)
        };
        let known = (0..self.0[0].len()).find(says);
        Some(json!(
            known.unwrap_or_else(|| self.own(|row| text_of(texts, row)))
        ))
    }

    /// The place whose text all of these texts end with, and the text before it.
    fn end_of<'a>(&self, texts: &'a Texts) -> Option<(&'a str, usize)> {
        if texts.len() < 2 {
            return None;
        }
        (0..self.0[0].len()).find_map(|place| {
            let start = |(row, text): &'a (usize, String)| {
                let end = self.0[*row][place].as_str().filter(|end| !end.is_empty());
                text.strip_suffix(end?)
            };
            let first = start(&texts[0]).filter(|it| !it.is_empty())?;
            let all = texts.iter().all(|it| start(it) == Some(first));
            all.then_some((first, place))
        })
    }
}

fn slides(tree: &Tree) -> &[Tree] {
    let Tree::Element { children, .. } = tree else {
        return &[];
    };
    if is_track(tree) {
        return children;
    }
    let found = children.iter().map(slides).find(|it| !it.is_empty());
    found.unwrap_or(&[])
}

fn is_track(tree: &Tree) -> bool {
    tree.get("class").is_some_and(|it| it == "track")
}

fn value(tree: &Tree) -> Value {
    match tree {
        Tree::Text(text) => json!(text),
        Tree::Element {
            tag,
            attributes,
            children,
        } => {
            let attributes = attributes.iter();
            let attributes = attributes.map(|(name, value)| ((*name).to_owned(), json!(value)));
            let attributes: Map<_, _> = attributes.collect();
            let mut list = vec![json!(tag), Value::Object(attributes)];
            match is_track(tree) {
                true => list.push(json!(0)),
                false => list.extend(children.iter().map(value)),
            }
            Value::Array(list)
        }
    }
}
