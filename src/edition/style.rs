//! The part of the style sheet that a first view needs; the widget brings all of it.

use super::Edition;
use crate::view::Tree;
use latest_news_core::options::Options;

/// The rules whose classes stand in the tree and that hold for the edition's layout. `css` is the
/// release's: it has neither comments, nor strings with braces.
pub fn needed(css: &str, tree: &Tree, edition: &Edition<'_>) -> String {
    let mut classes = Vec::new();
    collect(tree, &mut classes);
    let (options, _) = Options::read(&|name| edition.attribute(name));
    let layout = format!("{:?}", options.layout).to_lowercase();
    let mut kept = String::new();
    keep(
        css,
        &|selector| is_needed(selector, &classes, &layout),
        &mut kept,
    );
    kept
}

fn collect(tree: &Tree, classes: &mut Vec<String>) {
    let Tree::Element {
        attributes,
        children,
        ..
    } = tree
    else {
        return;
    };
    let class = attributes.iter().find(|(name, _)| *name == "class");
    let names = class.map_or("", |(_, names)| names).split_whitespace();
    classes.extend(names.map(str::to_owned));
    for child in children {
        collect(child, classes);
    }
}

/// Copies the rules whose selectors are needed, and the groups in which any is.
fn keep(css: &str, is_needed: &dyn Fn(&str) -> bool, kept: &mut String) {
    let mut rest = css;
    while let Some((head, after)) = rest.split_once('{') {
        let end = end_of_block(after);
        let (body, next) = after.split_at(end.min(after.len()));
        rest = next.strip_prefix('}').unwrap_or(next);
        let head = head.trim();
        let group = ["@media", "@supports", "@container", "@layer"];
        if group.iter().any(|it| head.starts_with(it)) {
            let mut inner = String::new();
            keep(body, is_needed, &mut inner);
            if !inner.is_empty() {
                kept.push_str(&[head, "{", &inner, "}"].concat());
            }
        } else if !head.starts_with("@keyframes") {
            let selectors: Vec<&str> = selectors(head).filter(|it| is_needed(it)).collect();
            if !selectors.is_empty() {
                kept.push_str(&[&selectors.join(","), "{", body, "}"].concat());
            }
        }
    }
}

/// Where the block ends whose inside this begins with.
fn end_of_block(text: &str) -> usize {
    let mut depth = 1;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place;
        }
    }
    text.len()
}

/// The selectors of a list; commas in parentheses belong to one.
fn selectors(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    list.split(move |character| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        character == ',' && depth == 0
    })
    .map(str::trim)
}

/// Whether a selector may match something: each class it asks for is there, and the layout it is for
/// is the edition's. What it excludes with `:not` does not count.
fn is_needed(selector: &str, classes: &[String], layout: &str) -> bool {
    // Minifiers leave out quotes that are not needed.
    let mut asked = selector.replace('"', "");
    while let Some(start) = asked.find(":not(") {
        let mut depth = 0;
        let end = asked[start..].char_indices().find(|(_, character)| {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            *character == ')' && depth == 0
        });
        let end = end.map_or(asked.len(), |(end, _)| start + end + 1);
        asked.replace_range(start..end, "");
    }
    if asked.contains("[layout=") && !asked.contains(&["[layout=", layout].concat()) {
        return false;
    }
    // Alternatives in parentheses are all let through.
    if asked.contains(":is(") || asked.contains(":where(") {
        return true;
    }
    let names = asked.split('.').skip(1).map(|rest| {
        let end = rest.find(|it: char| !(it.is_ascii_alphanumeric() || it == '-' || it == '_'));
        &rest[..end.unwrap_or(rest.len())]
    });
    let is_state = asked.contains(":hover") || asked.contains(":active");
    !is_state
        && names
            .filter(|name| !name.starts_with(|it: char| it.is_ascii_digit()))
            .all(|name| classes.iter().any(|class| class == name))
}
