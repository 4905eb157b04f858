//! Where to cut a text that is too long: at the end of a word, never inside a grapheme cluster.

pub(super) const ELLIPSIS: &str = "…";

/// Characters that no cut text should end with, and that its continuation should not begin with.
pub(super) const LOOSE_END: &[char] = &[' ', ',', ';', ':', '.', '-', '–', '—', '(', '…'];

/// At most `limit` characters of a clean line. If the line was cut, the last one is an ellipsis.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.into();
    }
    let whole = text.get(..cut(text, limit - 1)).unwrap_or_default();
    let bare = whole.trim_end_matches(LOOSE_END);
    // A character that binds to the next one must not bind to the ellipsis.
    let bare = if bare.ends_with(binds_next) {
        whole
    } else {
        bare
    };
    let mut short = String::from(bare);
    if !short.is_empty() {
        short.push_str(ELLIPSIS);
    }
    short
}

/// Where to cut a text that may have `limit` characters: at its end if it fits; else after the last
/// word that ends in the last third; else after the last character that is surely whole.
fn cut(text: &str, limit: usize) -> usize {
    let (mut word, mut word_length, mut whole) = (0, 0, 0);
    let mut previous = None;
    for (length, (at, character)) in text.char_indices().enumerate() {
        if previous.is_some_and(|previous| !binds_next(previous) && begins_anew(character)) {
            whole = at;
            if character == ' ' {
                (word, word_length) = (at, length);
            }
        }
        if length == limit {
            return if word_length * 3 >= limit * 2 {
                word
            } else {
                whole
            };
        }
        previous = Some(character);
    }
    text.len()
}

/// Whether a character surely begins a new grapheme cluster (Unicode annex 29), whatever comes
/// before it, except a character that [`binds_next`]. The full tables would cost too many
/// kilobytes. If a character is not listed, the cut only moves a little further back.
fn begins_anew(character: char) -> bool {
    matches!(character,
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' // Latin
        | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}' // Greek, Cyrillic
        | '\u{531}'..='\u{58A}' | '\u{5D0}'..='\u{5EA}' // Armenian, Hebrew
        | '\u{60C}'..='\u{60F}' | '\u{620}'..='\u{64A}' | '\u{660}'..='\u{66F}'
        | '\u{671}'..='\u{6D5}' // Arabic
        | '\u{E01}'..='\u{E30}' | '\u{E3F}'..='\u{E46}' | '\u{E81}'..='\u{EB0}' // Thai, Lao
        | '\u{10A0}'..='\u{10FF}' // Georgian
        | '\u{1E00}'..='\u{1FFE}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{20A0}'..='\u{20C0}' | '\u{2100}'..='\u{2BFF}' // punctuation, currency, symbols
        | '\u{3001}'..='\u{3029}' | '\u{3030}'..='\u{3096}' | '\u{309B}'..='\u{33FF}' // Kana
        | '\u{3400}'..='\u{A48C}' | '\u{AC00}'..='\u{D7A3}' // Han, Yi, Hangul
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF9D}'
        | '\u{1F300}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}' // emoji, without skin tones
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character joins the next one to its own cluster: joiners, prepended marks and leading
/// Hangul jamo. Regional indicators also join, but [`begins_anew`] is false for them.
fn binds_next(character: char) -> bool {
    matches!(character, '\u{200D}' | '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'
        | '\u{891}' | '\u{8E2}' | '\u{D4E}' | '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}'
        | '\u{110BD}' | '\u{110CD}' | '\u{111C2}' | '\u{111C3}' | '\u{113D1}' | '\u{1193F}'
        | '\u{11941}' | '\u{11A3A}' | '\u{11A84}'..='\u{11A89}' | '\u{11D46}' | '\u{11F02}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::feed::text::{Kind, line};

    /// Text that is hard to cut: joiners, marks, flags, jamo, conjuncts, prepended marks.
    fn awkward() -> impl Strategy<Value = String> {
        let characters = "a b,.é語あ한😀👩🏽\u{200D}👧\u{FE0F}🇩🇪\u{301}\u{302}\u{600}ب\u{64B}क\u{94D}ष\u{93F}\u{1100}\u{1161}\u{11A8}각กำ\u{E33}\u{E49}\u{200B}\u{200C}👍🏿1\u{20E3}\u{E0067}ﾊﾞ\u{FF9E}\u{3099}か©‼\u{D4E}ക";
        let characters: Vec<char> = characters.chars().collect();
        prop::collection::vec(prop::sample::select(characters), 0..80).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_cluster_is_cut(text in awkward(), limit in 2_usize..40) {
            let whole = line(&text, Kind::Plain, 1000);
            let short = shorten(&whole, limit);
            prop_assert!(short.chars().count() <= limit);
            if short != whole {
                let kept = short.strip_suffix(ELLIPSIS).unwrap_or_default();
                prop_assert!(whole.starts_with(kept));
                let mut boundaries = whole.grapheme_indices(true).map(|(at, _)| at);
                prop_assert!(boundaries.any(|at| at == kept.len()), "{:?} of {:?}", short, whole);
                if !short.is_empty() {
                    prop_assert_eq!(short.graphemes(true).next_back(), Some(ELLIPSIS));
                }
            }
        }
    }
}
