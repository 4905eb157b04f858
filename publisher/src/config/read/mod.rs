//! Turns the text of the file into a configuration.

mod attributes;
mod common;
mod edition;
#[cfg(test)]
mod tests;

use std::path::Path;

use toml::de::DeTable;

use super::section::Section;
use super::{Config, Fetch, Problem, is_store, unusable};
use crate::address::shown;

use common::{address, is_host, pictures};
use edition::{edition, is_name};

/// Reads a configuration. Paths in it start at `folder`, the folder of the file. All problems are
/// returned at once, in the order of their lines.
pub fn read(text: &str, folder: &Path) -> Result<Config, Vec<Problem>> {
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let message = error.message().replace('\n', ", ");
        vec![Problem::at(
            text,
            &span,
            format!("this is not TOML: {message}"),
        )]
    })?;
    let mut top = Section::new(text, "", document.get_ref());
    let mut problems = Vec::new();

    let address = top.string("address").and_then(|(value, span)| {
        let url = address(&value);
        if let Err(why) = url {
            let message = format!(
                "address = \"{}\" {why}; write where the folder will be served from, such as \
                 \"https://news.example/embed/\"",
                shown(&value)
            );
            top.problem(&span, message);
        }
        url.ok()
    });
    let out = top.string("out").map(|(out, span)| {
        if let Some(why) = unusable(&out) {
            top.problem(&span, format!("out = \"{}\" {why}", shown(&out)));
        }
        out
    });
    let state = top.string("state").map(|(state, span)| {
        if is_store(&state) {
            let message = format!(
                "state = \"{}\" is an address; write the path of a folder on this machine",
                shown(&state)
            );
            top.problem(&span, message);
        }
        state
    });
    let pictures = pictures(&mut top, &mut problems);
    let mut fetch = Fetch::default();
    if let Some(mut section) = top.section("fetch") {
        let hosts = section.strings("allow").unwrap_or_default();
        for (host, span) in hosts {
            if !is_host(&host) {
                let message = format!(
                    "fetch.allow has \"{host}\", which is not a host; write \"intranet.example\" or \
                     \"10.0.0.5:8080\""
                );
                section.problem(&span, message);
            } else {
                fetch.allow.push(host.to_ascii_lowercase());
            }
        }
        problems.extend(section.end());
    }
    let mut editions = Vec::new();
    let named = top.section("edition").map(|section| section.named());
    for (name, span, value) in named.into_iter().flatten() {
        if !is_name(name) {
            let message = format!(
                "edition.{name} cannot be a file name; use small letters, digits, - and _, \
                 beginning with a letter, and none of latest-news, pictures, presets, manifest"
            );
            top.problem(&span, message);
        }
        let path = format!("edition.{name}");
        match value.get_ref().as_table() {
            Some(table) => {
                let section = Section::new(text, &path, table);
                editions.push(edition(section, (name, &span), folder, &mut problems));
            }
            None => {
                top.wrong::<()>(&path, value, "a section of its own: [edition.NAME]");
            }
        }
    }
    if editions.is_empty() {
        let message = "there is no edition; add [edition.news] with feeds = [\"…\"]".to_owned();
        top.problem(&(text.len()..text.len()), message);
    }
    problems.extend(top.end());
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    let out = out.unwrap_or_else(|| "public/embed".to_owned());
    Ok(Config {
        address,
        out: if is_store(&out) {
            out
        } else {
            folder.join(out).to_string_lossy().into_owned()
        },
        state: folder.join(state.as_deref().unwrap_or(".latest-news")),
        editions,
        pictures,
        fetch,
    })
}
