//! How much a reader downloads for the widget. Pure: takes a release's list or the browser's
//! measurements, and returns rows.

use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub name: &'static str,
    /// On the wire.
    pub bytes: usize,
}

/// Roles in a release's `manifest.json`, in the order in which they are loaded.
const ROLES: [(&str, &str); 3] = [
    ("loader", "Loader"),
    ("glue", "Glue"),
    ("wasm", "WebAssembly"),
];

/// The widget's files after brotli, from `manifest.json`. `None` if it is no such list.
pub fn from_manifest(manifest: &[u8]) -> Option<Vec<Row>> {
    let manifest: Value = serde_json::from_slice(manifest).ok()?;
    let files = manifest.get("files")?.as_array()?;
    ROLES
        .iter()
        .map(|(role, name)| {
            let file = files.iter().find(|file| file["role"] == *role)?;
            let bytes = file["brotli"].as_u64().or_else(|| file["raw"].as_u64())?;
            let bytes = usize::try_from(bytes).ok()?;
            Some(Row { name, bytes })
        })
        .collect()
}

/// Whether these downloads belong to a development build, which has no `manifest.json`. Only there,
/// the names of the configurator's files have no hash.
pub fn is_development(measured: &[(String, usize)]) -> bool {
    let is_ours = |address: &str| address.ends_with("/configurator/configurator_bg.wasm");
    measured.iter().any(|(address, _)| is_ours(address))
}

/// The bytes on the wire of a development build. Files are identified by the end of their address.
pub fn from_timing(measured: &[(String, usize)]) -> Option<Vec<Row>> {
    const FILES: [(&str, &str); 3] = [
        ("/latest-news.js", "Loader"),
        ("/latest-news/latest-news.js", "Glue"),
        ("/latest-news/latest-news_bg.wasm", "WebAssembly"),
    ];
    FILES
        .iter()
        .map(|(ending, name)| {
            // The glue's name ends with the loader's name.
            let shortest = measured
                .iter()
                .filter(|(address, _)| address.ends_with(ending))
                .min_by_key(|(address, _)| address.len())?;
            Some(Row {
                name,
                bytes: shortest.1,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_says_what_readers_download() {
        let manifest = br#"{ "version": "0.1.0", "files": [
            { "path": "l.js", "role": "loader", "raw": 9, "brotli": 3, "gzip": 4 },
            { "path": "c.wasm", "role": "configurator", "raw": 900, "brotli": 300, "gzip": 400 },
            { "path": "g.js", "role": "glue", "raw": 90, "brotli": null, "gzip": null },
            { "path": "w.wasm", "role": "wasm", "raw": 99, "brotli": 33, "gzip": 44 } ] }"#;
        let rows = from_manifest(manifest).unwrap();
        let bytes: Vec<(&str, usize)> = rows.iter().map(|row| (row.name, row.bytes)).collect();
        assert_eq!(bytes, [("Loader", 3), ("Glue", 90), ("WebAssembly", 33)]);
        assert_eq!(from_manifest(b"<!doctype html>"), None);
        assert_eq!(from_manifest(b"{\"files\":[]}"), None);
    }

    #[test]
    fn a_development_build_is_measured() {
        let file = |address: &str, bytes| (format!("http://127.0.0.1:8080/{address}"), bytes);
        let mut measured = vec![
            file("latest-news/latest-news.js", 2),
            file("latest-news.js", 1),
            file("configurator/configurator.js", 9),
        ];
        assert_eq!(from_timing(&measured), None);
        assert!(!is_development(&measured));
        let own = file("configurator/configurator_bg.wasm", 9);
        assert!(is_development(&[own]));
        measured.push(file("latest-news/latest-news_bg.wasm", 3));
        let rows = from_timing(&measured).unwrap();
        let bytes: Vec<usize> = rows.iter().map(|row| row.bytes).collect();
        assert_eq!(bytes, [1, 2, 3]);
    }
}
