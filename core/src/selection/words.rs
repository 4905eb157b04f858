//! Finds words in articles: whole words, in any case, with or without accents, in every script.

use crate::feed::Article;
use crate::search;

/// Decomposes a text and puts it in lower case: Unicode's compatibility decomposition (NFKD).
/// Browsers and native programs have tables for it, so this crate has none.
pub type Fold<'f> = &'f dyn Fn(&str) -> String;

/// Words as partners write them: `,` means or, `+` means and. One entry may have several words,
/// such as `climate change`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(Vec<Vec<String>>);

/// Marks between alternatives, and marks between words that are all needed.
const OR: &[char] = &[',', '،', '、', '，'];
const AND: &[char] = &['+', '＋'];

/// More words than anybody writes.
const MAX_WORDS: usize = 100;

impl Words {
    pub fn read(text: &str, fold: Fold<'_>) -> Words {
        let all = text.split(OR).take(MAX_WORDS).map(|all| {
            let each = all.split(AND).map(|word| bare(word, fold));
            each.filter(|word| !word.is_empty())
                .take(MAX_WORDS)
                .collect()
        });
        Words(all.filter(|all: &Vec<_>| !all.is_empty()).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the words are in a text made by [`of`].
    pub(super) fn are_in(&self, text: &str) -> bool {
        let has = |word: &String| holds(text, word);
        self.0.iter().any(|all| all.iter().all(has))
    }
}

/// The text of an article that is searched: headline, summary, section, tags and authors.
pub(super) fn of(article: &Article, fold: Fold<'_>) -> String {
    let texts = [&article.headline, &article.summary];
    let names = article
        .tags
        .iter()
        .chain(&article.authors)
        .chain(&article.section);
    let mut all = String::new();
    for text in texts.into_iter().chain(names) {
        all.push_str(&bare(text, fold));
        // No word continues from one field into the next.
        all.push('\n');
    }
    all
}

/// A text in small letters, without accents, with collapsed white space.
fn bare(text: &str, fold: Fold<'_>) -> String {
    let mut bare = String::new();
    for word in fold(text).split_whitespace() {
        if !bare.is_empty() {
            bare.push(' ');
        }
        for letter in word.chars() {
            match letter {
                // Accents, the points of Arabic and Hebrew, and characters that stretch or steer a
                // text.
                '\u{300}'..='\u{36F}'
                | '\u{591}'..='\u{5C7}'
                | '\u{610}'..='\u{61A}'
                | '\u{640}'
                | '\u{64B}'..='\u{65F}'
                | '\u{670}'
                | '\u{93C}'
                | '\u{AD}'
                | '\u{200B}'..='\u{200F}' => {}
                // Letters with a stroke, and letters that stand for two.
                'ß' => bare.push_str("ss"),
                'æ' => bare.push_str("ae"),
                'œ' => bare.push_str("oe"),
                'ø' => bare.push('o'),
                'ł' => bare.push('l'),
                'đ' => bare.push('d'),
                'ı' => bare.push('i'),
                'ς' => bare.push('σ'),
                'ى' | 'ی' => bare.push('ي'),
                'ک' => bare.push('ك'),
                'ة' => bare.push('ه'),
                '’' => bare.push('\''),
                other => bare.push(other),
            }
        }
    }
    bare
}

/// Whether a text contains a word as a whole word.
fn holds(text: &str, word: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| search::find(rest, word)) {
        let (start, end) = (from + at, from + at + word.len());
        let before = text
            .get(..start)
            .and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let (first, last) = (word.chars().next(), word.chars().next_back());
        if ends_between(before, first) && ends_between(last, after) {
            return true;
        }
        from = start + first.map_or(1, char::len_utf8);
    }
    false
}

/// Whether a word may end between two characters.
fn ends_between(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return true;
    };
    // A syllable or sound continues: vowels and final consonants of Hangul, marks of Kana.
    if matches!(right, '\u{1160}'..='\u{11FF}' | '\u{3099}' | '\u{309A}') {
        return false;
    }
    !is_of_word(left) || !is_of_word(right) || is_unspaced(left) || is_unspaced(right)
}

fn is_of_word(character: char) -> bool {
    // Unicode counts only some signs of India's scripts as letters, so all of them are named.
    character.is_alphanumeric() || matches!(character, '_' | '\u{900}'..='\u{DFF}')
}

/// Whether a script puts no spaces between words, or only between some: Thai, Lao, Burmese, Khmer,
/// Hangul, Kana, Han.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    /// The same as `normalize("NFKD").toLowerCase()` in browsers.
    fn fold(text: &str) -> String {
        let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
        Cow::into_owned(decomposed).to_lowercase()
    }

    #[track_caller]
    fn check(words: &str, headline: &str, expected: bool) {
        let article = Article {
            headline: headline.into(),
            ..Article::default()
        };
        let found = Words::read(words, &fold).are_in(&of(&article, &fold));
        assert_eq!(found, expected, "{words} in {headline}");
    }

    #[test]
    fn words_are_whole() {
        for (words, headline, expected) in [
            ("art", "Art in the park", true),
            ("art", "A fresh start, an article", false),
            ("art", "start art", true),
            ("climate change", "On climate  change today", true),
            ("climate change", "Climate changes", false),
            ("covid-19", "COVID-19: numbers", true),
            ("covid", "Covid-19", true),
            ("lock", "The lock's gate (lock)", true),
            ("2026", "In 20260", false),
            ("", "Anything", false),
            (" , + ,", "Anything", false),
        ] {
            check(words, headline, expected);
        }
    }

    #[test]
    fn case_and_accents_do_not_count_in_any_script() {
        for (words, headline, expected) in [
            ("cafe", "Das Café", true),
            ("CAFÉ", "das cafe\u{301}", true),
            ("strasse", "Straße gesperrt", true),
            ("lodz", "Łódź", true),
            ("oresund", "Øresund", true),
            ("istanbul", "İSTANBUL", true),
            ("αθηνα", "Η ΑΘΉΝΑ", true),
            ("οδός", "ΟΔΟΣ", true),
            ("ёлка", "Елка", true),
            ("мост", "мостовая", false),
            ("القاهرة", "القاهره اليوم", true),
            ("أخبار", "اخبار", true),
            ("כתב", "כָּתַב", true),
            ("की", "नदी की बाढ़", true),
            ("क", "की", false),
            ("東京", "今日の東京都", true),
            ("サッカー", "ｻｯｶｰの話", true),
            ("か", "が", false),
            ("서울", "서울에서 열린", true),
            ("하", "한국", false),
            ("กรุงเทพ", "ที่กรุงเทพฯ", true),
        ] {
            check(words, headline, expected);
        }
    }

    #[test]
    fn a_comma_is_or_and_a_plus_is_and() {
        for (words, headline, expected) in [
            ("tram, ferry", "A ferry sails", true),
            ("tram + ferry", "A ferry sails", false),
            ("tram + ferry", "From ferry to tram", true),
            ("bus, tram+ferry", "From ferry to tram", true),
            ("bus، عبّارة", "A bus", true),
        ] {
            check(words, headline, expected);
        }
    }

    #[test]
    fn all_that_is_said_of_an_article_is_looked_through() {
        let article = Article {
            headline: "One".into(),
            summary: "Two".into(),
            section: Some("Three".into()),
            tags: vec!["Four".into(), "Five".into()],
            authors: vec!["Six".into()],
            ..Article::default()
        };
        for (words, expected) in [
            ("one+two+three+four+five+six", true),
            ("one two", false),
            ("seven", false),
        ] {
            let text = of(&article, &fold);
            assert_eq!(Words::read(words, &fold).are_in(&text), expected, "{words}");
        }
    }
}
