//! Character references (`&amp;`, `&#8217;`, `&#x2019;`), decoded exactly once. Any name that HTML
//! does not know stays as it was written.
//!
//! The widget itself knows the usual names only, and leaves feeds with others to the whole feed
//! reader: all names weigh eight kilobytes.

use std::borrow::Cow;
#[cfg(feature = "whole")]
use std::cmp::Ordering;

use super::work;

/// A reference that was read.
pub(super) struct Reference<'t> {
    pub character: char,
    #[cfg_attr(not(feature = "whole"), expect(dead_code, reason = "it has no size"))]
    second: Second,
    /// The text behind the reference.
    pub after: &'t str,
}

impl Reference<'_> {
    /// Calls `push` for each character.
    pub fn each(self, mut push: impl FnMut(char)) {
        push(self.character);
        #[cfg(feature = "whole")]
        self.second.map(push);
    }
}

/// A few names stand for two characters. None of them is usual, so the widget has no place for a second
/// one.
#[cfg(feature = "whole")]
type Second = Option<char>;
#[cfg(not(feature = "whole"))]
type Second = ();

/// Reads the reference that starts with this text's `&`.
pub(super) fn decode(text: &str) -> Option<Reference<'_>> {
    behind_ampersand(text.strip_prefix('&')?)
}

/// Reads a reference behind its `&`. Text that was escaped twice needs this.
pub(super) fn behind_ampersand(body: &str) -> Option<Reference<'_>> {
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number);
    }
    let mut nearby = body.bytes().take(LONGEST_NAME + 1);
    let end = nearby.position(|byte| byte == b';')?;
    let (character, second) = named(body.get(..end)?)?;
    let after = body.get(end + 1..)?;
    Some(Reference {
        character,
        second,
        after,
    })
}

/// A whole attribute value with its references decoded.
pub(super) fn decode_all(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    work::add(text.len());
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        match decode(reference) {
            Some(reference) => {
                rest = reference.after;
                reference.each(|it| decoded.push(it));
            }
            None => {
                decoded.push('&');
                rest = reference.get(1..).unwrap_or_default();
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// `8217;` or `x2019;`. The semicolon may be missing, as in browsers.
fn numeric(number: &str) -> Option<Reference<'_>> {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (16, hex),
        None => (10, number),
    };
    let mut after = digits;
    let mut code: Option<u32> = None;
    while let Some(digit) = after.chars().next().and_then(|digit| digit.to_digit(radix)) {
        code = Some(
            code.unwrap_or(0)
                .saturating_mul(radix)
                .saturating_add(digit),
        );
        after = after.get(1..)?;
    }
    let code = code?;
    let character = match code {
        // NUL is never allowed. Numbers that mean Windows-1252 characters in every browser do so
        // here, too.
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => *WINDOWS_1252.get(code as usize - 0x80)?,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some(Reference {
        character,
        second: Second::default(),
        after: after.strip_prefix(';').unwrap_or(after),
    })
}

/// Whether a text that has been decoded still has a name that only the whole feed reader may know.
pub(super) fn is_left_in(text: &str) -> bool {
    let mut behind = text.split('&').skip(1);
    !cfg!(feature = "whole")
        && behind.any(|rest| {
            let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            name > 1 && rest.as_bytes().get(name) == Some(&b';')
        })
}

/// What the name stands for, among all names of HTML.
#[cfg(feature = "whole")]
fn named(name: &str) -> Option<(char, Second)> {
    if name == "NewLine" {
        return Some(('\n', None));
    }
    let mut sorted = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
    while !sorted.is_empty() {
        let middle = sorted.floor_char_boundary(sorted.len() / 2);
        let start = sorted.get(..middle)?.rfind('\n').map_or(0, |end| end + 1);
        let (before, rest) = sorted.split_at_checked(start)?;
        let (line, after) = rest.split_once('\n')?;
        let (known, characters) = line.split_once(' ')?;
        sorted = match name.cmp(known) {
            Ordering::Less => before,
            Ordering::Greater => after,
            Ordering::Equal => {
                let mut characters = characters.chars();
                return Some((characters.next()?, characters.next()));
            }
        };
    }
    None
}

/// What the name stands for, among the usual ones.
#[cfg(not(feature = "whole"))]
fn named(name: &str) -> Option<(char, Second)> {
    Some((usual(name)?, ()))
}

#[cfg(any(test, not(feature = "whole")))]
fn usual(name: &str) -> Option<char> {
    let latin_1 = LATIN_1.split(' ').position(|known| known == name);
    let latin_1 = latin_1.and_then(|place| char::from_u32(0xA0 + place as u32));
    let with_character = || {
        USUAL.split(' ').find_map(|known| {
            let mut character = known.strip_prefix(name)?.chars();
            character.next().filter(|_| character.as_str().is_empty())
        })
    };
    latin_1.or_else(with_character)
}

#[cfg(feature = "whole")]
const LONGEST_NAME: usize = "CounterClockwiseContourIntegral".len();
#[cfg(not(feature = "whole"))]
const LONGEST_NAME: usize = 6;

const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The names of U+00A0 to U+00FF, in that order.
#[cfg(any(test, not(feature = "whole")))]
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy \
reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute \
Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
ucirc uuml yacute thorn yuml";

/// Names that are usual in news, each followed by its character.
#[cfg(any(test, not(feature = "whole")))]
const USUAL: &str = "amp& lt< gt> quot\" apos' num# Dagger‡ Prime″ bdquo„ bull• circˆ dagger† \
emsp\u{2003} ensp\u{2002} euro€ frasl⁄ hearts♥ hellip… larr← ldquo“ lrm\u{200E} lsaquo‹ lsquo‘ \
mdash— minus− ndash– oline‾ permil‰ prime′ rarr→ rdquo” rlm\u{200F} rsaquo› rsquo’ sbquo‚ \
thinsp\u{2009} tilde˜ trade™ zwj\u{200D} zwnj\u{200C} OEligŒ oeligœ ScaronŠ scaronš fnofƒ";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(decode_all(text), expected, "{text}");
    }

    #[test]
    fn references_are_decoded_once() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&amp;amp; &amp;lt;", "&amp; &lt;"),
            ("&lt;b&gt; &quot;x&quot; &apos;", "<b> \"x\" '"),
            ("&#8217;&#x2019;&#X2019;&#039;", "’’’'"),
            ("&#0000106&#0000097;", "ja"),
            ("&#128;&#133;&#150;&#159;", "€…–Ÿ"),
            (
                "&#0;&#xD800;&#x110000;&#99999999999;",
                "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
            ),
            (
                "&hellip; &eacute;&Eacute;&szlig;&yuml; &nbsp;",
                "… éÉßÿ \u{A0}",
            ),
            ("&rarr;&euro;&scaron;&Scaron;&OElig;", "→€šŠŒ"),
            ("&thinsp;&zwj;&NewLine;", "\u{2009}\u{200D}\n"),
            ("&frac13;&frac78;&half; &ldquor;a&rdquor;", "⅓⅞½ „a”"),
            ("&AMP;&LT;&GT;&QUOT; &COPY;&REG;&TRADE;", "&<>\" ©®™"),
            ("&bullet;&checkmark;&mldr;&ohm;", "•✓…Ω"),
            ("&epsi;&varphi;&NotEqualTilde;&fjlig;", "εϕ≂̸fj"),
            ("&Acy;&acy;&YAcy;&yacy;&dzcy;&Lstrok;&odblac;", "АаЯяџŁő"),
            // Not references: they stay as they are.
            (
                "AT&T &unknown; &; & &# &#; &#x; &amp",
                "AT&T &unknown; &; & &# &#; &#x; &amp",
            ),
            ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
            ("&am; &tim; &-; &Eacgr;", "&am; &tim; &-; &Eacgr;"),
            ("&é;&日本;", "&é;&日本;"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn every_name_of_html_is_known() {
        for entity in entities::ENTITIES.iter() {
            let is_closed = entity.entity.ends_with(';');
            let expected = if is_closed {
                entity.characters
            } else {
                entity.entity
            };
            check(entity.entity, expected);
        }
    }

    /// The widget knows these names without the table.
    #[test]
    fn usual_names_are_those_of_html() {
        let latin_1 = LATIN_1.split(' ').zip('\u{A0}'..='\u{FF}');
        let others = USUAL.split(' ').filter_map(|known| {
            let character = known.chars().next_back()?;
            Some((known.strip_suffix(character)?, character))
        });
        let mut count = 0;
        for (name, character) in latin_1.chain(others) {
            assert!(name.len() <= 6, "{name} is longer than the widget looks");
            check(&format!("&{name};"), &character.to_string());
            assert_eq!(usual(name), Some(character), "{name}");
            count += 1;
        }
        assert_eq!(count, 96 + USUAL.split(' ').count());
    }
}
