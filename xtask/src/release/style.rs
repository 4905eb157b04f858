//! Joins the widget's sheets and minifies them with esbuild. `build.rs` puts the result into the
//! WebAssembly.
//!
//! esbuild does not shorten custom properties. The names of private ones begin with `--_`. Nobody
//! else reads them, so they are shortened here, and the space in their values is removed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::shell::{Plain, cannot};

/// Names the sheets in cascade order.
const ORDER: &str = "style/widget.css";
/// The beginning of our private custom properties.
const OWN: &str = "--_";
/// The properties that `src/view/widget.rs` sets.
const SET_BY_SCRIPT: [&str; 2] = ["--_summary-lines", "--_image-ratio"];

/// Writes the sheet into the folder. Returns its absolute path.
pub fn minified(esbuild: &Path, folder: &Path) -> Result<PathBuf> {
    let place = folder.join("widget.css");
    Plain::new(esbuild, ["--bundle", "--minify", "--log-level=warning"])
        // Browsers that run the widget support the whole syntax, so nothing needs to be converted.
        .args(["--legal-comments=none", "--target=esnext", ORDER])
        .arg(format!("--outfile={}", place.display()))
        .answer()?;
    let css = fs::read_to_string(&place).map_err(|error| cannot("read", &place, &error))?;
    let css = without_space(&with_short_names(&css));
    fs::write(&place, css).map_err(|error| cannot("write", &place, &error))?;
    place
        .canonicalize()
        .map_err(|error| cannot("find", &place, &error))
}

fn with_short_names(css: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut short = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(OWN) {
        let (before, name) = rest.split_at(at);
        let is_end = |it: char| it != '-' && it != '_' && !it.is_ascii_alphanumeric();
        let (name, after) = name.split_at(name.find(is_end).unwrap_or(name.len()));
        short.push_str(before);
        rest = after;
        if SET_BY_SCRIPT.contains(&name) {
            short.push_str(name);
            continue;
        }
        let known = names.iter().position(|it| *it == name);
        let place = known.unwrap_or(names.len());
        if known.is_none() {
            names.push(name);
        }
        short.push_str(OWN);
        short.push_str(&letters(place));
    }
    short.push_str(rest);
    short
}

/// Without the space after commas and colons, except in strings. The space that separates selectors
/// never follows one of them.
fn without_space(css: &str) -> String {
    let mut short = String::with_capacity(css.len());
    let mut quote = None;
    for character in css.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            None if character == '"' || character == '\'' => quote = Some(character),
            None if character == ' ' && short.ends_with([',', ':']) => continue,
            _ => {}
        }
        short.push(character);
    }
    short
}

/// a, b, …, z, ba, bb, …
fn letters(place: usize) -> String {
    let last = char::from(b'a' + (place % 26) as u8);
    match place / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names_become_short_and_others_stay() {
        let css = ".a{--_text: var(--latest-news-text,red);--_text-size:1;--_summary-lines:initial}\
                   .b{color:var(--_text);line-clamp:var(--_summary-lines,var(--_text-size))}";
        assert_eq!(
            with_short_names(css),
            ".a{--_a: var(--latest-news-text,red);--_b:1;--_summary-lines:initial}\
             .b{color:var(--_a);line-clamp:var(--_summary-lines,var(--_b))}"
        );
    }

    #[test]
    fn space_is_removed_outside_strings() {
        let css = ".a{--_a: var(--b, calc(1px + 2px));content:\", : \"}.b .c:hover{--_d: }";
        assert_eq!(
            without_space(css),
            ".a{--_a:var(--b,calc(1px + 2px));content:\", : \"}.b .c:hover{--_d:}"
        );
    }

    #[test]
    fn names_stay_different() {
        let many: String = (0..800).map(|it| format!("--_name{it}:0;")).collect();
        let names = with_short_names(&many);
        let mut names: Vec<&str> = names.split_terminator(";").collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 800);
    }
}
