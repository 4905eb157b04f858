//! `NAME.js`: the loader, and the data of its first view.
//!
//! `loader/edition/draw.js` makes nodes from the data. A page might refuse markup, but no page
//! refuses this.

use super::{Edition, Release, first_view::FirstView, rows, style};
use serde_json::{Map, json};

/// The name that the loader uses for its edition.
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
    // Similar data is side by side, because it compresses well.
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
