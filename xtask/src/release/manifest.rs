//! `manifest.json`: the list of a release's files, for hosts and for pages that pin a version.

use serde::Serialize;

use super::size::Entry;
use crate::failure::{Failure, Result};

/// Everything that decides the bytes, besides the source and `Cargo.lock`.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct BuiltWith<'a> {
    /// The output of `rustc --version`.
    pub rust: &'a str,
    pub trunk: &'a str,
    pub wasm_bindgen: &'a str,
    pub binaryen: &'a str,
    pub esbuild: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    version: &'a str,
    built_with: &'a BuiltWith<'a>,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    role: &'static str,
    raw: usize,
    brotli: Option<usize>,
    gzip: Option<usize>,
    integrity: &'a str,
}

pub fn json(version: &str, built_with: &BuiltWith<'_>, entries: &[Entry]) -> Result<String> {
    let files = entries.iter().map(|entry| File {
        path: &entry.name,
        role: entry.role.name(),
        raw: entry.raw,
        brotli: entry.brotli,
        gzip: entry.gzip,
        integrity: &entry.integrity,
    });
    let manifest = Manifest {
        version,
        built_with,
        files: files.collect(),
    };
    let text = serde_json::to_string_pretty(&manifest)
        .map_err(|error| Failure::new(format!("manifest.json: {error}")))?;
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::super::size::Role;
    use super::*;

    #[test]
    fn every_file_with_its_sizes() {
        let entry = Entry {
            name: "a \"b\".js".to_owned(),
            role: Role::Preview,
            raw: 3,
            brotli: Some(2),
            gzip: None,
            integrity: "sha384-x".to_owned(),
        };
        let built_with = BuiltWith {
            rust: "rustc 1.95.0",
            trunk: "0.21.14",
            wasm_bindgen: "0.2.129",
            binaryen: "132",
            esbuild: "0.28.2",
        };
        assert_eq!(
            json("0.1.0", &built_with, &[entry]).expect("text"),
            r#"{
  "version": "0.1.0",
  "built-with": {
    "rust": "rustc 1.95.0",
    "trunk": "0.21.14",
    "wasm-bindgen": "0.2.129",
    "binaryen": "132",
    "esbuild": "0.28.2"
  },
  "files": [
    {
      "path": "a \"b\".js",
      "role": "preview",
      "raw": 3,
      "brotli": 2,
      "gzip": null,
      "integrity": "sha384-x"
    }
  ]
}
"#
        );
    }
}
