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

/// A letter of another script looks right and is wrong: screen readers spell it, and fonts differ.
#[test]
fn words_are_in_the_script_of_their_language() {
    for (tag, text) in translations() {
        let labels: Map<String, Value> = serde_json::from_str(&text).unwrap();
        for (phrase, words) in &labels {
            let words = words.as_str().unwrap();
            let foreign: Vec<char> = foreign(&tag, words).collect();
            assert!(
                foreign.is_empty(),
                "{tag}, {phrase}: {foreign:?} in {words:?}"
            );
        }
    }
}

#[test]
fn a_letter_of_another_script_is_noticed() {
    #[track_caller]
    fn check(tag: &str, words: &str, expected: &str) {
        assert_eq!(foreign(tag, words).collect::<String>(), expected, "{words}");
    }
    check("de", "Nächste Artikel {}…", "");
    // The second letter is Cyrillic.
    check("de", "Nаchste", "а");
    // The first letter is Latin.
    check("ru", "Cлайд", "C");
    check("uk", "З’явилися", "");
    check("ja", "前の記事", "");
    check("zh-Hans", "前の記事", "の");
    check("ko", "다음 記事", "記事");
    check("he", "خبر", "خبر");
}

/// The letters that are in no script of the language.
fn foreign(tag: &str, words: &str) -> impl Iterator<Item = char> {
    const LATIN: &[(char, char)] = &[('A', 'Z'), ('a', 'z'), ('À', 'ɏ')];
    const CYRILLIC: &[(char, char)] = &[('Ѐ', 'ӿ')];
    const ARABIC: &[(char, char)] = &[('\u{600}', '\u{6ff}')];
    const HAN: (char, char) = ('\u{4e00}', '\u{9fff}');
    let scripts = match tag {
        "ar" | "fa" => ARABIC,
        "bg" | "ru" | "uk" => CYRILLIC,
        "el" => &[('Ͱ', 'Ͽ')],
        "he" => &[('\u{590}', '\u{5ff}')],
        "hi" => &[('\u{900}', '\u{97f}')],
        // Both kana, and the mark that lengthens a vowel.
        "ja" => &[('\u{3040}', '\u{30ff}'), HAN],
        "ko" => &[('가', '힣')],
        "zh-Hans" | "zh-Hant" => &[HAN],
        _ => LATIN,
    };
    let is_ours = |letter: &char| {
        let mut ranges = scripts.iter();
        ranges.any(|(first, last)| (first..=last).contains(&letter))
    };
    let letters = words.chars().filter(|letter| letter.is_alphabetic());
    letters.filter(move |letter| !is_ours(letter))
}

#[test]
fn every_language_of_the_interface_has_labels() {
    let tags: Vec<String> = translations().into_iter().map(|(tag, _)| tag).collect();
    let others = LANGUAGES.iter().filter(|tag| **tag != "en");
    assert_eq!(others.collect::<Vec<_>>(), tags.iter().collect::<Vec<_>>());
}
