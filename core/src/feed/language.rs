//! Language tags as publishers write them, and the direction in which text runs. This module only
//! recognises tags. It translates and looks up none.

use super::{Direction, list};

/// The longest tag that BCP 47 asks programs to support.
const MAX_LENGTH: usize = 35;

/// A plausible BCP 47 tag, or none. `en_US` becomes `en-US`.
pub(super) fn tag(written: &str) -> Option<String> {
    let mut tag = String::new();
    let (mut primary, mut part) = (0, 0);
    for byte in written.trim_ascii().bytes().take(MAX_LENGTH + 1) {
        if matches!(byte, b'-' | b'_') {
            if part == 0 {
                return None;
            }
            tag.push('-');
            part = 0;
            continue;
        }
        part += 1;
        let fits = if primary == tag.len() {
            primary += 1;
            byte.is_ascii_alphabetic()
        } else {
            byte.is_ascii_alphanumeric()
        };
        if !fits || part > 8 {
            return None;
        }
        tag.push(byte as char);
    }
    // Undetermined, none, several: such a tag may be true, but does not help a screen reader.
    let known = !list::has("und zxx mul", &tag);
    (known && matches!(primary, 2..=3) && part > 0 && tag.len() <= MAX_LENGTH).then_some(tag)
}

/// A corrected tag. Some publishers write the code of a country, or a code of their own, instead of
/// the language. `None` if the tag is no language and the text does not show which one is meant.
pub(super) fn mend(tag: String, text: &str) -> Option<String> {
    let (primary, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let at = list::position("kr jp cz gr cn ua dk", primary);
    let Some(at) = at else {
        return Some(tag);
    };
    let is_written = |from: char, to: char| text.chars().any(|c| (from..=to).contains(&c));
    let (language, is_so) = match at {
        0 => ("ko", is_written('\u{AC00}', '\u{D7A3}')),
        1 => (
            "ja",
            is_written('\u{3040}', '\u{30FF}') || is_written('一', '\u{9FFF}'),
        ),
        2 => ("cs", true),
        3 => ("el", is_written('\u{370}', '\u{3FF}')),
        4 => ("zh", is_written('一', '\u{9FFF}')),
        5 => ("uk", is_written('\u{400}', '\u{4FF}')),
        _ => ("da", true),
    };
    // Kanuri is a language with the tag `kr`. The other codes are no languages.
    match (is_so, at) {
        (true, _) => Some([language, rest].concat()),
        (false, 0) => Some(tag),
        (false, _) => None,
    }
}

/// The direction of a text: that of its language, else right to left if the text begins so.
pub(super) fn direction(tag: Option<&str>, text: &str) -> Option<Direction> {
    match tag {
        Some(tag) => Some(of_tag(tag)),
        None => first_strong(text).filter(|direction| *direction == Direction::RightToLeft),
    }
}

impl Direction {
    /// The direction in which a language is written.
    pub fn of_language(tag: &str) -> Self {
        of_tag(tag)
    }
}

fn of_tag(tag: &str) -> Direction {
    const SCRIPTS: &str = "arab aran hebr thaa syrc nkoo adlm rohg mand samr mend yezi";
    const LANGUAGES: &str = "ar arc arz azb ckb dv fa glk he iw ji ks lrc mzn nqo pnb prs ps rhg sd \
        sdh skr syr ug ur yi ara fas per heb urd";
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let script =
        parts.find(|part| part.len() == 4 && !part.starts_with(|c: char| c.is_ascii_digit()));
    let (known, part) = match script {
        Some(script) => (SCRIPTS, script),
        None => (LANGUAGES, primary),
    };
    if list::has(known, part) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

/// The direction of the first character that has one. This uses Unicode blocks, not tables: a mark
/// or digit of a right-to-left block very rarely comes before the first letter.
fn first_strong(text: &str) -> Option<Direction> {
    text.chars().find_map(|character| match character {
        // Arabic digits and marks, then punctuation, symbols and emoji: they have no direction of
        // their own.
        '\u{600}'..='\u{605}'
        | '\u{60C}'
        | '\u{660}'..='\u{66C}'
        | '\u{6F0}'..='\u{6F9}'
        | '\u{2000}'..='\u{200E}'
        | '\u{2010}'..='\u{2BFF}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{FD3E}'
        | '\u{FD3F}'
        | '\u{FE00}'..='\u{FE6F}'
        | '\u{1F000}'..='\u{1FAFF}' => None,
        '\u{590}'..='\u{8FF}'
        | '\u{200F}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => Some(Direction::RightToLeft),
        'a'..='z' | 'A'..='Z' | '\u{C0}'.. => Some(Direction::LeftToRight),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{LeftToRight, RightToLeft};

    #[test]
    fn tags() {
        for (written, expected) in [
            ("en", Some("en")),
            ("en_US", Some("en-US")),
            (" de-AT ", Some("de-AT")),
            ("zh-Hant-TW", Some("zh-Hant-TW")),
            ("ca-ES-valencia", Some("ca-ES-valencia")),
            ("ar-u-nu-latn", Some("ar-u-nu-latn")),
            ("", None),
            ("e", None),
            ("und", None),
            ("x-klingon", None),
            ("English (US)", None),
            ("en--US", None),
            ("en\"><script>", None),
            ("日本語", None),
            ("en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd", None),
        ] {
            assert_eq!(tag(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn countries_become_languages() {
        for (tag, text, expected) in [
            ("kr", "다리가 다시 열린다", Some("ko")),
            ("kr", "Bridge", Some("kr")),
            ("jp", "橋が開く", Some("ja")),
            ("jp-JP", "ラジオ", Some("ja-JP")),
            ("jp", "Bridge", None),
            ("cz", "Most se otevírá", Some("cs")),
            ("gr", "Η γέφυρα ανοίγει", Some("el")),
            ("gr", "Bridge", None),
            ("en", "橋が開く", Some("en")),
        ] {
            assert_eq!(mend(tag.into(), text).as_deref(), expected, "{tag} {text}");
        }
    }

    #[track_caller]
    fn check(tag: Option<&str>, text: &str, expected: Option<Direction>) {
        assert_eq!(direction(tag, text), expected, "{tag:?} {text}");
    }

    #[test]
    fn the_language_decides_the_direction() {
        for (tag, expected) in [
            ("en", LeftToRight),
            ("ar", RightToLeft),
            ("AR-EG", RightToLeft),
            ("fa-IR", RightToLeft),
            ("he", RightToLeft),
            ("ur", RightToLeft),
            ("ckb", RightToLeft),
            ("ku", LeftToRight),
            ("ku-Arab", RightToLeft),
            ("az-Arab-IR", RightToLeft),
            ("uz-Latn", LeftToRight),
            ("ar-Latn", LeftToRight),
            ("es-1994", LeftToRight),
        ] {
            check(Some(tag), "שלום", Some(expected));
        }
    }

    #[test]
    fn without_a_language_the_first_letter_does() {
        for (text, expected) in [
            ("مرحبا", Some(RightToLeft)),
            ("\"2026\": שלום", Some(RightToLeft)),
            ("١٢٣ كرة", Some(RightToLeft)),
            ("🎉 «مرحبا»", Some(RightToLeft)),
            ("News مرحبا", None),
            ("2026", None),
            ("Éa", None),
            ("日本", None),
            ("", None),
        ] {
            check(None, text, expected);
        }
    }
}
