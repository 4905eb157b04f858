//! Minifies with esbuild: removes comments, shortens names, adds one line with version and licence.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::failure::{Failure, Result};
use crate::shell::Plain;

/// The names by which the modules with the glue use the element and its class.
const CALLED: [&str; 3] = ["_call", "_run", "_setState"];

/// A JavaScript module, without unused functions.
pub fn module(esbuild: &Path, text: &str, banner: &str) -> Result<String> {
    let options = ["--target=es2022", "--format=esm", "--tree-shaking=true"];
    minify(esbuild, text, &options, banner)
}

/// Bundles modules into a classic script: the loader. Browsers that are too old for the widget must
/// be able to parse it, or the page would see an error. Names that begin with `_` are private and
/// are shortened, except those that the widget uses.
pub fn loader(esbuild: &Path, entry: &Path, banner: &str) -> Result<String> {
    let kept = format!("--reserve-props=^({}|__proto__)$", CALLED.join("|"));
    let own = ["--target=es2020", "--mangle-props=^_", &kept];
    bundle(esbuild, entry, &own, banner)
}

/// Bundles modules into a classic script: the glue. The loader passes the address of the wasm.
pub fn glue(esbuild: &Path, entry: &Path, banner: &str) -> Result<String> {
    let own = ["--target=es2022", "--define:import.meta.url=undefined"];
    bundle(esbuild, entry, &own, banner)
}

/// The package's entry, as one module. `globals` replaces globals of a browser. `left` is not bundled, but
/// stays an import.
pub fn class(
    esbuild: &Path,
    entry: &Path,
    globals: &Path,
    left: &str,
    banner: &str,
) -> Result<String> {
    let kept = format!("--reserve-props=^({}|__proto__)$", CALLED.join("|"));
    let globals = format!("--inject:{}", globals.display());
    let left = format!("--external:{left}");
    let own = ["--target=es2020", "--mangle-props=^_", &kept, &globals];
    bundle_as(
        "esm",
        esbuild,
        entry,
        &[&own[..], &[&left]].concat(),
        banner,
    )
}

/// A classic script from modules with already short names.
pub fn classic(esbuild: &Path, entry: &Path, banner: &str) -> Result<String> {
    bundle(esbuild, entry, &["--target=es2022"], banner)
}

fn bundle(esbuild: &Path, entry: &Path, options: &[&str], banner: &str) -> Result<String> {
    bundle_as("iife", esbuild, entry, options, banner)
}

fn bundle_as(
    format: &str,
    esbuild: &Path,
    entry: &Path,
    options: &[&str],
    banner: &str,
) -> Result<String> {
    Plain::new(esbuild, ["--bundle", "--minify"])
        .arg(format!("--format={format}"))
        // A tsconfig.json is only for checking types.
        .args([
            "--legal-comments=none",
            "--log-level=warning",
            "--tsconfig-raw={}",
        ])
        .args(options)
        .arg(format!("--banner:js={banner}"))
        .arg(entry)
        .answer()
}

fn minify(esbuild: &Path, text: &str, options: &[&str], banner: &str) -> Result<String> {
    let banner = format!("--banner={banner}");
    let always = ["--minify", "--legal-comments=none"];
    let options = always.iter().chain(options).map(OsStr::new);
    let plain = Plain::new(esbuild, options).arg(banner);
    let mut child = plain
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| plain.cannot_start(&error))?;
    // esbuild reads all input before it writes, so the two programs cannot block each other.
    if let Some(mut input) = child.stdin.take() {
        input
            .write_all(text.as_bytes())
            .map_err(|error| Failure::new(format!("cannot write to esbuild: {error}")))?;
    }
    let output = child
        .wait_with_output()
        .map_err(|error| Failure::new(format!("esbuild: {error}")))?;
    if !output.status.success() {
        return Err(Failure::new("esbuild refuses the script, see above"));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::new("esbuild wrote no UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::CALLED;

    #[test]
    fn the_names_kept_are_those_the_widget_calls() {
        let widget = include_str!("../../../loader/widget/widget.js");
        let hand_over = include_str!("../../../loader/widget/hand-over.js");
        let names = [widget, hand_over]
            .into_iter()
            .flat_map(|it| it.split("._"));
        let mut called: Vec<_> = names
            .filter_map(|rest| rest.split(['(', ' ']).next())
            .filter(|name| name.starts_with(|it: char| it.is_ascii_lowercase()))
            .map(|name| format!("_{name}"))
            .collect();
        called.sort();
        called.dedup();
        assert_eq!(called, CALLED);
    }
}
