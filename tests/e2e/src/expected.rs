//! Compares results with files that somebody has read and approved.

use std::{env, fs};

use crate::places;

/// Compares a text with `expected/<name>.txt`. `UPDATE_EXPECTED=1` writes that file again; read it
/// before you commit it.
#[track_caller]
pub fn compare(name: &str, text: &str) {
    let path = places::expected().join(name).with_extension("txt");
    if env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let expected =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(
        text == expected,
        "not as in {}; UPDATE_EXPECTED=1 writes it anew. It is now:\n{text}",
        path.display(),
    );
}
