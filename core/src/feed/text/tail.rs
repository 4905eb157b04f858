//! The tails that say the text continues: `[…]`, "Continue reading", "Read more »".

use super::cut::{ELLIPSIS, LOOSE_END};
use crate::feed::list;

/// Removes every tail from a clean line. If the rest ends inside a sentence, it gets an ellipsis.
pub(super) fn trim(text: &mut String) {
    let before = text.trim_end().len();
    let mut end = before;
    while let Some(shorter) = text.get(..end).and_then(without_tail) {
        end = shorter.len();
    }
    text.truncate(end);
    if end < before && end > 0 && !text.ends_with(SENTENCE_END) {
        text.truncate(text.trim_end_matches(LOOSE_END).len());
        text.push_str(ELLIPSIS);
    }
}

/// The text without its last tail. `None` if it has no tail.
fn without_tail(text: &str) -> Option<&str> {
    for tail in [" ", "…", "...", "[]", "()", "[…]", "(…)", "[...]", "(...)"] {
        if let Some(shorter) = text.strip_suffix(tail) {
            return Some(shorter);
        }
    }
    if let Some(cut) = text.strip_suffix(" chars]") {
        let shorter = cut.trim_end_matches(|c: char| c.is_ascii_digit());
        return shorter.strip_suffix("[+").or(shorter.strip_suffix("... ["));
    }
    // "… Continue reading The headline →"
    if let Some((shorter, tail)) = text.rsplit_once(ELLIPSIS_OR_BRACKET)
        && MORE
            .iter()
            .any(|more| starts_like(tail.trim_start_matches(MARKS), more))
    {
        return Some(shorter.trim_end_matches(MARKS));
    }
    // "End of sentence. Read more »"
    let bare = text.trim_end_matches(MARKS);
    MORE.iter().find_map(|more| {
        let (shorter, tail) = bare.split_at_checked(bare.len().checked_sub(more.len())?)?;
        let shorter = shorter.trim_end_matches(OPENING);
        let ended = shorter.is_empty() || shorter.ends_with(SENTENCE_END);
        (ended && starts_like(tail, more)).then_some(shorter)
    })
}

/// A summary without the line that WordPress' plugins add to feeds: "The post HEADLINE appeared first
/// on SITE." `None` if it has no such line. Only the whole feed reader looks for it, because RSS and
/// what was made of RSS have it.
pub(super) fn without_origin(text: &str, headline: &str) -> Option<String> {
    const ORIGINS: [&str; 13] = [
        " appeared first on ",
        " first appeared on ",
        " erschien zuerst auf ",
        " est apparu en premier sur ",
        " se publicó primero en ",
        " apareció primero en ",
        " apareceu primeiro em ",
        " proviene da ",
        " verscheen eerst op ",
        " blev først udgivet på ",
        " dök först upp på ",
        " dukket først opp på ",
        " pochodzi z serwisu ",
    ];
    /// The longest name of a site, and the longest line around a headline, in bytes.
    const MOST: usize = 80;
    // In any language, behind a cut text.
    if let Some((cut, origin)) = text.rsplit_once("[…] ")
        && origin.len() < headline.len() + MOST
        && list::find(origin, headline).is_some()
    {
        return Some([cut.trim_end_matches(LOOSE_END), ELLIPSIS].concat());
    }
    ORIGINS.iter().find_map(|words| {
        let (before, site) = list::split(text, words)?;
        let article = before.trim_end_matches(QUOTES).strip_suffix(headline)?;
        let is_inside = |c: char| !SENTENCE_END.contains(&c);
        let text = article.trim_end_matches(QUOTES).trim_end_matches(is_inside);
        // "The post", "Der Beitrag": without such words it is the article's own sentence, and so it is
        // if more follows.
        let is_line = article.trim().len() > text.len() && !site.contains(". ");
        (is_line && site.len() < MOST).then(|| text.into())
    })
}

const QUOTES: &[char] = &['"', '“', '”', '„', '«', '»', '‘', '’', ' '];
const ELLIPSIS_OR_BRACKET: &[char] = &['…', ']'];
/// Characters around "Continue reading".
const MARKS: &[char] = &[' ', '→', '»', '›', '>', '.', '…', ':', '(', ')', '[', ']'];
const OPENING: &[char] = &[' ', '(', '[', '<', '→'];
const SENTENCE_END: &[char] = &['.', '!', '?', '…', ']', '"', '”', '»', '。'];

/// Texts of links to the whole article, in lower case.
const MORE: [&str; 24] = [
    "continue reading",
    "read more",
    "read the rest",
    "keep reading",
    "learn more",
    "weiterlesen",
    "mehr lesen",
    "lire la suite",
    "en savoir plus",
    "leer más",
    "seguir leyendo",
    "sigue leyendo",
    "continua a leggere",
    "leggi tutto",
    "leia mais",
    "continue lendo",
    "lees verder",
    "lees meer",
    "läs mer",
    "les mer",
    "czytaj dalej",
    "Читать далее",
    "続きを読む",
    "اقرأ المزيد",
];

/// Whether a text starts with a phrase. ASCII letters match in any case.
fn starts_like(text: &str, phrase: &str) -> bool {
    text.get(..phrase.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(phrase))
}

#[cfg(test)]
mod tests {
    use crate::feed::{
        json,
        text::{Field, Kind},
    };

    #[track_caller]
    fn summary(source: &str, expected: &str) {
        let quoted = serde_json::to_string(source).unwrap();
        assert_eq!(
            Field(Kind::Html, json::check(&quoted).unwrap()).summary(),
            expected,
            "{source:?}"
        );
    }

    #[test]
    fn a_tail_that_says_there_is_more_becomes_an_ellipsis() {
        for (source, expected) in [
            ("A word [&hellip;]", "A word…"),
            ("A word […]", "A word…"),
            ("A word, […]", "A word…"),
            ("A word&#8230;", "A word…"),
            ("A word ...", "A word…"),
            ("A word (…)", "A word…"),
            ("A sentence. […]", "A sentence."),
            ("A question? …", "A question?"),
            ("…", ""),
            ("A word ", "A word"),
            ("A word [+123 chars]", "A word…"),
            ("A word… [+1234 chars]", "A word…"),
            ("A word [123 chars]", "A word [123 chars]"),
            (
                "A word. <a class=\"more-link\" href=x>Anything <span>at</span> all</a>",
                "A word.",
            ),
            (
                "A word. <span class='screen-reader-text'>of it</span>",
                "A word.",
            ),
            (
                "<p>A word&hellip;</p> <p><a href=x>Continue reading <span>A headline</span> &rarr;</a></p>",
                "A word…",
            ),
            ("A word [&hellip;] Continue reading &raquo;", "A word…"),
            ("Ein Satz. Weiterlesen &raquo;", "Ein Satz."),
            ("Une phrase. Lire la suite", "Une phrase."),
            ("A sentence. (Read more...)", "A sentence."),
            ("Read more", ""),
            // Not tails.
            ("You should read more", "You should read more"),
            ("Read more books. It helps", "Read more books. It helps"),
            ("He said «this»", "He said «this»"),
            ("Done [1]", "Done [1]"),
        ] {
            summary(source, expected);
        }
    }
}
