//! Joins the style sheets in cascade order and strips what only people need; refuses translations
//! that lack a phrase.

use latest_news_core::labels::{self, check};
use std::{env, fs, io, path::PathBuf};

/// In cascade order: what comes later wins.
const SHEETS: [&str; 7] = [
    "tokens", "base", "layout", "slide", "controls", "layouts", "states",
];

fn main() -> io::Result<()> {
    check_labels()?;
    let mut css = String::new();
    for sheet in SHEETS {
        let path = format!("style/{sheet}.css");
        println!("cargo::rerun-if-changed={path}");
        css.push_str(&fs::read_to_string(path)?);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("widget.css"), stripped(&css))
}

/// A missing phrase does not compile: each fault is an error that names the file.
fn check_labels() -> io::Result<()> {
    println!("cargo::rerun-if-changed=labels");
    let phrases: Vec<_> = labels::PHRASES.into_iter().zip(labels::ENGLISH).collect();
    for entry in fs::read_dir("labels")? {
        let path = entry?.path();
        for fault in check::faults(&fs::read_to_string(&path)?, &phrases) {
            println!("cargo::error={} {fault}", path.display());
        }
    }
    Ok(())
}

/// Removes comments, line breaks and indentation. The sheets have neither strings nor selectors in
/// which white space at a line's edge counts.
fn stripped(css: &str) -> String {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let mut joined = String::new();
    for line in lines {
        let is_apart = joined.ends_with(['{', '}', ';', ',']) || line.starts_with('}');
        if !joined.is_empty() && !is_apart {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
        .replace(": ", ":")
        .replace(", ", ",")
        .replace(" {", "{")
        .replace(";}", "}")
}
