//! `NAME.js`: the loader, and what it draws a first view from.
//!
//! The view is data: lists of a tag, attributes and children, which the loader makes nodes of. No
//! page refuses that, as it might refuse markup.

use super::{Edition, Release, first_view::FirstView, style};
use crate::view::Tree;
use serde_json::{Map, Value, json};

/// The name under which the loader finds its edition.
const NAME: &str = "EDITION";

const DRAW: &str = include_str!("draw.js");

/// Lines of their own are all the comments there are.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let code: Vec<&str> = lines.filter(|line| !line.starts_with("//")).collect();
    code.join("\n").trim().to_owned()
}

pub fn script(edition: &Edition<'_>, release: &Release<'_>, view: &FirstView) -> String {
    let attributes = edition.own_attributes();
    let attributes = attributes.map(|(name, value)| (name.clone(), json!(value)));
    let feed = ("feed".to_owned(), json!(edition.file(".json")));
    let attributes = attributes.chain([feed]);
    let lengths = view.lengths.iter();
    let lengths = lengths.map(|(name, value)| ((*name).to_owned(), json!(value)));
    let data = json!({
        "name": edition.name,
        "release": release.address,
        "attributes": attributes.collect::<Map<_, _>>(),
        "lengths": lengths.collect::<Map<_, _>>(),
        "tree": value(&view.tree),
        "css": style::needed(release.style_sheet.css, &view.tree, edition),
        "seed": edition.json.trim_end(),
    });
    let loader = release.loader.trim_end();
    let draw = without_comments(DRAW);
    format!("(({NAME})=>{{{loader}\n}})(({draw})({data}));\n")
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
            let mut list = vec![json!(tag), Value::Object(attributes.collect())];
            list.extend(children.iter().map(value));
            Value::Array(list)
        }
    }
}
