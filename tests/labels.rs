//! Tests the translations in `labels/`, the build's check of them, and the loader's list of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use latest_news_core::interface::{ENGLISH, LANGUAGES, PHRASES};
use latest_news_core::labels::check::faults;
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;

/// The language tag and the text of every translation, sorted.
fn translations() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("labels");
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let tag = path.file_stem().unwrap().to_string_lossy().into_owned();
            (tag, fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_translation_has_every_phrase() {
    let phrases: Vec<_> = PHRASES.into_iter().zip(ENGLISH).collect();
    for (tag, text) in translations() {
        assert_eq!(faults(&text, &phrases), Vec::<String>::new(), "{tag}");
    }
}

#[test]
fn the_check_names_what_is_wrong() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let phrases = [("next", "Next"), ("position", "{} of {}")];
        assert_eq!(faults(text, &phrases), expected);
    }
    let next = r#""next": "Weiter""#;
    check(&format!("{{{next}, \"position\": \"{{}} von {{}}\"}}"), &[]);
    check(
        &format!("{{{next}}}"),
        &["lacks \"position\", in English \"{} of {}\""],
    );
    check(
        r#"{"next": " ", "position": "{}/{}"}"#,
        &["has no words for \"next\""],
    );
    check(
        r#"{"next": 7, "position": "{}/{}"}"#,
        &["has no words for \"next\""],
    );
    check(
        &format!("{{{next}, \"position\": \"{{}}\"}}"),
        &["needs {} 2 times in \"position\", as \"{} of {}\" has it"],
    );
    check(
        r#"{"next": "{}", "position": "{}/{}"}"#,
        &["needs {} 0 times in \"next\", as \"Next\" has it"],
    );
    check(
        &format!("{{{next}, \"position\": \"{{}}/{{}}\", \"nxt\": \"x\"}}"),
        &["has \"nxt\", which is no phrase"],
    );
    check(
        "[]",
        &[
            "is not a JSON object of phrases: invalid type: sequence, expected a map at line 1 column 0",
        ],
    );
}

/// Screen readers would say "… carousel, carousel" for a name with "carousel" in it (W3C carousel
/// pattern).
#[test]
fn names_avoid_the_role_words() {
    let english = PHRASES.into_iter().zip(ENGLISH);
    let english = serde_json::to_string(&english.collect::<std::collections::BTreeMap<_, _>>());
    let all = translations();
    for (tag, text) in all.iter().chain([&("en".to_owned(), english.unwrap())]) {
        let labels: Map<String, Value> = serde_json::from_str(text).unwrap();
        let phrase = |name: &str| labels[name].as_str().unwrap().to_lowercase();
        for name in [
            "latest-news",
            "markers",
            "previous",
            "next",
            "start-rotation",
            "stop-rotation",
        ] {
            for role in ["carousel", "slide"] {
                let (name, role) = (phrase(name), phrase(role));
                assert!(!name.contains(&role), "{tag}: {name:?} says {role:?}");
            }
        }
    }
}

#[test]
fn every_language_of_the_interface_has_labels() {
    let tags: Vec<String> = translations().into_iter().map(|(tag, _)| tag).collect();
    let others = LANGUAGES.iter().filter(|tag| **tag != "en");
    assert_eq!(others.collect::<Vec<_>>(), tags.iter().collect::<Vec<_>>());
}
