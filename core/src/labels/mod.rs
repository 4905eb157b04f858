//! The words the widget itself says, in the reader's language.
//!
//! English is compiled in. Every other language is a file in `labels/`, fetched for the first
//! element in that language. This module has only the phrases, whoever fetched them. Phrases name
//! things as the W3C carousel pattern asks: no "carousel" or "slide" inside a name.

pub mod check;

use crate::{search, unwanted::is_unwanted};

pub use crate::interface::{ENGLISH, PHRASES, Phrase};

/// The most characters of a phrase. No language needs even half as many.
const MAX_CHARACTERS: usize = 200;

/// The words for every phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels(Vec<String>);

impl Labels {
    /// Each phrase in the partner's words, else in those of the language, else in English. Both
    /// functions return `None` for an unknown phrase. Empty words count as absent, because a
    /// control without a name is useless.
    pub fn read(
        partner: &dyn Fn(&'static str) -> Option<String>,
        language: &dyn Fn(&'static str) -> Option<String>,
    ) -> Self {
        let clean = |words: String| {
            let words: String = words.chars().filter(|it| !is_unwanted(*it)).collect();
            let words: String = words.trim().chars().take(MAX_CHARACTERS).collect();
            Some(words).filter(|it| !it.is_empty())
        };
        let phrases = PHRASES.iter().zip(ENGLISH);
        let words = phrases.map(|(name, english)| {
            let found = partner(name).and_then(clean);
            let found = found.or_else(|| language(name).and_then(clean));
            found.unwrap_or_else(|| english.to_owned())
        });
        Self(words.collect())
    }

    pub fn get(&self, phrase: Phrase) -> String {
        // There is an entry for every phrase.
        self.0.get(phrase as usize).cloned().unwrap_or_default()
    }
}

/// Whether two tags name the same language. The region does not matter, except for Chinese: there
/// it tells which of two scripts is meant.
pub fn is_same_language(tag: &str, other: &str) -> bool {
    let (primary, _) = tag.split_once('-').unwrap_or((tag, ""));
    let (other_primary, _) = other.split_once('-').unwrap_or((other, ""));
    primary.eq_ignore_ascii_case(other_primary)
        && (!primary.eq_ignore_ascii_case("zh") || tag.eq_ignore_ascii_case(other))
}

/// Puts values into a phrase, in order.
pub fn fill(phrase: &str, values: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = phrase;
    let mut values = values.iter();
    while let Some((before, after)) = search::split(rest, "{}") {
        text.push_str(before);
        text.push_str(values.next().copied().unwrap_or_default());
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cleaned_and_bounded_as_feeds_are() {
        let words = |name: &str| match name {
            "next" => Some(" \u{202e}On\u{7}\u{2066}\u{fffc}\u{e000} \n".to_owned()),
            "previous" => Some("\u{202e}".to_owned()),
            "retry" => Some("x".repeat(40_000)),
            _ => None,
        };
        let labels = Labels::read(&|_| None, &words);
        assert_eq!(labels.get(Phrase::Next), "On");
        assert_eq!(labels.get(Phrase::Previous), "Previous articles");
        assert_eq!(labels.get(Phrase::Retry).len(), MAX_CHARACTERS);
    }

    #[test]
    fn a_phrase_is_the_partners_then_the_languages_then_english() {
        let partner = |name: &str| match name {
            "read-more" => Some("Zum Artikel".to_owned()),
            "retry" => Some(" ".to_owned()),
            _ => None,
        };
        let language = |name: &str| match name {
            "read-more" => Some("Weiterlesen".to_owned()),
            "next" => Some("Nächste Artikel".to_owned()),
            "previous" => Some(String::new()),
            "retry" => Some("Erneut versuchen".to_owned()),
            _ => None,
        };
        let labels = Labels::read(&partner, &language);
        assert_eq!(labels.get(Phrase::ReadMore), "Zum Artikel");
        assert_eq!(labels.get(Phrase::Next), "Nächste Artikel");
        assert_eq!(labels.get(Phrase::Previous), "Previous articles");
        assert_eq!(labels.get(Phrase::Retry), "Erneut versuchen");
        assert_eq!(labels.get(Phrase::Empty), "There is no news at the moment.");
    }

    #[test]
    fn every_phrase_is_looked_up_by_its_own_name() {
        let labels = Labels::read(&|name| Some(name.to_owned()), &|_| None);
        assert_eq!(labels.get(Phrase::LatestNews), "latest-news");
        assert_eq!(labels.get(Phrase::Position), "position");
        assert_eq!(labels.get(Phrase::Retry), "retry");
    }

    #[test]
    fn regions_are_no_other_language_except_in_chinese() {
        #[track_caller]
        fn check(tag: &str, other: &str, same: bool) {
            assert_eq!(is_same_language(tag, other), same, "{tag} {other}");
            assert_eq!(is_same_language(other, tag), same, "{other} {tag}");
        }
        check("en", "en", true);
        check("en", "EN-gb", true);
        check("pt-PT", "pt-BR", true);
        check("en", "eng", false);
        check("de", "da", false);
        check("zh-Hans", "zh-Hant", false);
        check("zh-TW", "zh-tw", true);
    }

    #[test]
    fn values_fill_a_phrase_in_order() {
        assert_eq!(fill("{} of {}", &["3", "12"]), "3 of 12");
        assert_eq!(fill("Photo: {}", &["A {} B"]), "Photo: A {} B");
        assert_eq!(fill("none", &["x"]), "none");
        assert_eq!(fill("{}{}", &["x"]), "x");
    }
}
