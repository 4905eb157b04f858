//! The tables of the documents, each between `<!-- interface: NAME -->` and `<!-- /interface -->`.

use std::fmt::Write;

use super::description::{Description, Event, FILE as DESCRIPTION, Named};
use crate::failure::{Failure, Result};

pub const ATTRIBUTES: &str = "docs/attributes.md";
pub const LOOKS: &str = "docs/looks.md";
pub const FILES: [&str; 2] = [ATTRIBUTES, LOOKS];

const END: &str = "<!-- /interface -->";

/// A document with all its tables from the description.
pub fn write(file: &str, document: &str, description: &Description) -> Result<String> {
    let mut text = document.to_owned();
    let mut filled = 0;
    for (_, name, table) in tables(description).into_iter().filter(|it| it.0 == file) {
        let start = format!("<!-- interface: {name} -->\n");
        let place = text.find(&start).map(|at| at + start.len());
        let place = place.and_then(|from| Some((from, from + text.get(from..)?.find(END)?)));
        let Some((from, to)) = place else {
            return Err(
                Failure::new(format!("{file} has no place for {name}")).cure(format!(
                    "write `{}` and `{END}` around the table",
                    start.trim_end()
                )),
            );
        };
        text.replace_range(from..to, &table);
        filled += 1;
    }
    match text.matches("<!-- interface: ").count() {
        places if places == filled => Ok(text),
        _ => Err(Failure::new(format!(
            "{file} has a place for a table that {DESCRIPTION} does not fill"
        ))),
    }
}

/// The document, name and text of each table.
fn tables(description: &Description) -> Vec<(&'static str, &'static str, String)> {
    let named = |head: [&str; 2], rows: &[Named]| {
        let rows = rows.iter().map(|it| [code(&it.name), it.meaning.clone()]);
        table(head, rows)
    };
    let attributes = description.attributes.iter();
    let attributes = attributes.map(|it| [code(&it.name), it.values.clone(), it.meaning.clone()]);
    let phrases = description.phrases.iter().map(|it| {
        let name = format!("label-{}", it.name);
        [code(&name), code(&it.english), it.meaning.clone()]
    });
    let languages = description.languages.iter();
    let languages = languages.map(|it| [code(&it.tag), it.english.clone()]);
    let events = description.events.iter();
    let events = events.map(|it| [code(&it.name), detail(it), it.meaning.clone()]);
    let layouts = description.layouts.iter();
    let layouts = layouts.map(|it| [code(&it.name), it.meaning.clone(), it.room.clone()]);
    let tokens = description.tokens.iter().map(|it| {
        let name = format!("--latest-news-{}", it.name);
        [code(&name), code(&it.default), it.meaning.clone()]
    });
    let of_attributes = vec![
        (
            "attributes",
            table(
                ["attribute", "values, default first", "meaning"],
                attributes,
            ),
        ),
        ("languages", table(["tag", "language"], languages)),
        (
            "labels",
            table(["attribute", "in English", "what"], phrases),
        ),
        (
            "methods",
            named(["method", "what it does"], &description.methods),
        ),
        ("states", named(["state", "meaning"], &description.states)),
        ("events", table(["event", "detail", "when"], events)),
        (
            "reasons",
            named(["reason", "who moved it"], &description.reasons),
        ),
        (
            "errors",
            named(["kind", "what happened"], &description.errors),
        ),
    ];
    let of_looks = vec![
        (
            "layouts",
            table(["layout", "what it shows", "room it needs"], layouts),
        ),
        ("presets", named(["preset", "look"], &description.presets)),
        ("tokens", table(["token", "default", "what"], tokens)),
        ("parts", named(["part", "what"], &description.parts)),
    ];
    [(ATTRIBUTES, of_attributes), (LOOKS, of_looks)]
        .into_iter()
        .flat_map(|(file, tables)| {
            let tables = tables.into_iter();
            tables.map(move |(name, table)| (file, name, table))
        })
        .collect()
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("\n| {} |\n|{}\n", head.join(" | "), "---|".repeat(N));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    // Without an empty line, Markdown would read the mark as a row.
    text.push('\n');
    text
}

/// `{ articles, skipped }`
fn detail(event: &Event) -> String {
    let names: Vec<&str> = event.detail.iter().map(|it| it.name.as_str()).collect();
    code(&format!("{{ {} }}", names.join(", ")))
}

fn code(text: &str) -> String {
    format!("`{text}`")
}
