//! The labels of each language, from the files that browsers load on demand.

use crate::store::Locale;
use latest_news_core::labels::Labels;
use serde_json::Value;

macro_rules! languages {
    ($($tag:literal)*) => {
        /// Every language that has a file of labels.
        const FILES: &[(&str, &str)] = &[$(($tag, include_str!(concat!("../../labels/", $tag, ".json")))),*];
    };
}

languages! {
    "ar" "bg" "cs" "da" "de" "el" "es" "fa" "fi" "fr" "he" "hi" "hu" "it" "ja" "ko" "nb" "nl" "pl" "pt"
    "ro" "ru" "sv" "tr" "uk" "zh-Hans" "zh-Hant"
}

/// The locale of a language tag. Words from `partner` come before those of the language.
pub fn locale(language: &str, partner: &dyn Fn(&'static str) -> Option<String>) -> Locale {
    let language = language.replace('_', "-");
    let words: Option<Value> = file(&language).and_then(|text| serde_json::from_str(text).ok());
    let word = |name: &'static str| Some(words.as_ref()?.get(name)?.as_str()?.to_owned());
    let labels = Labels::read(partner, &word);
    Locale::new(language, labels, words.is_some())
}

/// The file of labels for a language tag, found as in the loader.
fn file(tag: &str) -> Option<&'static str> {
    let (primary, rest) = tag.split_once('-').unwrap_or((tag, ""));
    let primary = primary.to_ascii_lowercase();
    let traditional = ["hant", "tw", "hk", "mo"];
    let is_traditional = rest
        .split('-')
        .any(|part| traditional.iter().any(|it| part.eq_ignore_ascii_case(it)));
    let name = match primary.as_str() {
        "zh" if is_traditional => "zh-Hant",
        "zh" => "zh-Hans",
        "no" | "nn" => "nb",
        "iw" => "he",
        other => other,
    };
    FILES
        .iter()
        .find(|(it, _)| *it == name)
        .map(|(_, text)| *text)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// All tags that have labels.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|(tag, _)| *tag)
    }

    #[test]
    fn every_file_of_labels_is_here() {
        let mut files: Vec<String> = std::fs::read_dir("labels")
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let here: Vec<String> = tags().map(|tag| format!("{tag}.json")).collect();
        assert_eq!(here, files);
    }

    #[test]
    fn tags_find_their_labels() {
        #[track_caller]
        fn check(tag: &str, expected: (&str, bool)) {
            let locale = locale(tag, &|_| None);
            let words = locale.label(latest_news_core::labels::Phrase::Next);
            assert_eq!((words.as_str(), locale.right_to_left), expected, "{tag}");
        }
        check("en-GB", ("Next articles", false));
        check("de_AT", ("Nächste Artikel", false));
        check("tlh", ("Next articles", false));
        assert!(locale("ar-EG", &|_| None).right_to_left);
        assert!(file("zh-HK") == file("zh-Hant") && file("zh-HK") != file("zh-CN"));
        assert_eq!(file("nn"), file("nb"));
        assert_eq!(file("iw"), file("he"));
    }
}
