//! `NAME.html`: the whole element, for pages that a server composes. Its first view needs no
//! script.

use super::{Edition, Release, first_view::FirstView};
use crate::view::escape;

pub fn element(edition: &Edition<'_>, release: &Release<'_>, view: &FirstView) -> String {
    let mut html = String::from("<latest-news");
    let feed = edition.file(".json");
    attribute(&mut html, "edition", edition.name);
    attribute(&mut html, "feed", &feed);
    for (name, value) in edition.own_attributes() {
        attribute(&mut html, name, value);
    }
    html.push_str("><template shadowrootmode=\"open\"><link rel=\"stylesheet\"");
    let style_sheet = [release.address, release.style_sheet.path].concat();
    attribute(&mut html, "href", &style_sheet);
    html.push('>');
    write_tree(&mut html, view);
    html.push_str("</template></latest-news>\n<script async");
    attribute(
        &mut html,
        "src",
        &[release.address, "latest-news.js"].concat(),
    );
    html.push_str("></script>\n");
    html
}

/// Writes the tree, with the lengths on its outermost element.
fn write_tree(html: &mut String, view: &FirstView) {
    let mut tree = view.tree.clone();
    if let crate::view::Tree::Element { attributes, .. } = &mut tree {
        let lengths = view.lengths.iter();
        let style: Vec<_> = lengths
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        if !style.is_empty() {
            attributes.push(("style", style.join(";")));
        }
        // Hidden until the style sheet shows it: some browsers draw before the style sheet is
        // there.
        attributes.push(("hidden", String::new()));
    }
    tree.write_html(html);
}

pub fn attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape(value, html);
    html.push('"');
}
