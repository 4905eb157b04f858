//! How the files get to readers: headers, releases side by side, and a real nginx.

use std::fs;

use harness::{Case, places};
use serde_json::Value;

pub fn cases() -> Vec<Case> {
    Vec::new()
}

/// `manifest.json` of the release under test.
pub fn manifest() -> Value {
    let text = fs::read_to_string(places::dist().join("manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A file's `integrity` value in the manifest.
pub fn integrity_of(path: &str) -> String {
    let manifest = manifest();
    let mut files = manifest["files"].as_array().unwrap().iter();
    let file = files.find(|file| file["path"] == path).unwrap();
    file["integrity"].as_str().unwrap().to_owned()
}
