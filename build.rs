//! Joins the style sheets in cascade order. Rejects translations without all phrases.

use latest_news_core::labels::{self, check};
use std::{env, fs, io, path::PathBuf};

/// Lists the sheets, one import for each.
const ORDER: &str = "style/widget.css";

/// Path of the joined and minified sheets. `cargo xtask build` sets it for a release.
const MINIFIED: &str = "LATEST_NEWS_CSS";

fn main() -> io::Result<()> {
    check_labels()?;
    println!("cargo::rerun-if-env-changed={MINIFIED}");
    let css = match env::var_os(MINIFIED).map(PathBuf::from) {
        Some(path) => {
            println!("cargo::rerun-if-changed={}", path.display());
            fs::read_to_string(path)?
        }
        None => joined()?,
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("widget.css"), css)
}

fn joined() -> io::Result<String> {
    println!("cargo::rerun-if-changed=style");
    let mut css = String::new();
    for line in fs::read_to_string(ORDER)?.lines() {
        let sheet = line.strip_prefix("@import \"./");
        match sheet.and_then(|rest| rest.strip_suffix("\";")) {
            Some(sheet) => css += &fs::read_to_string(format!("style/{sheet}"))?,
            None if line.is_empty() || line.starts_with("/*") => {}
            None => println!("cargo::error={ORDER} may only import: {line}"),
        }
    }
    Ok(css)
}

/// A missing phrase fails the build. Each fault is an error that names the file.
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
