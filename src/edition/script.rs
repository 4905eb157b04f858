//! `NAME.js`: the loader, and what it draws a first view from.
//!
//! The view is data, which `loader/edition/draw.js` makes nodes of. No page refuses that, as it might
//! refuse markup.

use super::{Edition, Release, first_view::FirstView, rows, style};
use serde_json::{Map, json};

/// The name under which the loader finds its edition.
const NAME: &str = "EDITION";

pub fn script(edition: &Edition<'_>, release: &Release<'_>, view: &FirstView) -> String {
    let attributes = edition.own_attributes();
    let attributes = attributes.map(|(name, value)| (name.clone(), json!(value)));
    let feed = ("feed".to_owned(), json!(edition.file(".json")));
    let attributes = attributes.chain([feed]);
    let lengths = view.lengths.iter();
    let lengths = lengths.map(|(name, value)| ((*name).to_owned(), json!(value)));
    let (tree, shape, rows) = rows::split(&view.tree);
    let css = style::needed(release.style_sheet.css, &view.tree, edition);
    // What compresses well stands side by side.
    let data = [
        ("css", json!(css)),
        ("tree", tree),
        ("shape", shape),
        ("rows", json!(rows)),
        ("attributes", json!(attributes.collect::<Map<_, _>>())),
        ("lengths", json!(lengths.collect::<Map<_, _>>())),
        ("name", json!(edition.name)),
        ("release", json!(release.address)),
    ];
    let data = data
        .map(|(name, value)| format!("{name}:{value}"))
        .join(",");
    let loader = release.loader.trim_end();
    format!("(({NAME})=>{{{loader}\n}})({{{data}}});\n")
}
