//! Character references (`&amp;`, `&#8217;`, `&#x2019;`), decoded exactly once. Only the names
//! found in news text are known; any other is left as it was written.

use std::borrow::Cow;

/// Reads the reference that starts with this text's `&`: its character and what follows it.
pub(super) fn decode(text: &str) -> Option<(char, &str)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number);
    }
    // The longest name known has eight letters.
    let end = body.bytes().take(9).position(|byte| byte == b';')?;
    let character = named(body.get(..end)?)?;
    Some((character, body.get(end + 1..)?))
}

/// A whole attribute value with its references decoded.
pub(super) fn decode_all(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        match decode(reference) {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
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
fn numeric(number: &str) -> Option<(char, &str)> {
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
        // Never a NUL; and the numbers that mean Windows-1252 in every browser.
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => *WINDOWS_1252.get(code as usize - 0x80)?,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((character, after.strip_prefix(';').unwrap_or(after)))
}

fn named(name: &str) -> Option<char> {
    // These names differ by case.
    if let Some(at) = LATIN_1.split(' ').position(|known| known == name) {
        return char::from_u32(0xA0 + at as u32);
    }
    OTHERS.split(' ').find_map(|known| {
        let mut character = known.strip_prefix(name)?.chars();
        character.next().filter(|_| character.as_str().is_empty())
    })
}

const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The names of U+00A0 to U+00FF, in that order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy \
reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute \
Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
ucirc uuml yacute thorn yuml";

/// Names with their character behind them.
const OTHERS: &str = "amp& lt< gt> quot\" apos' ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” \
bdquo„ lsaquo‹ rsaquo› hellip… bull• euro€ trade™ dagger† Dagger‡ permil‰ prime′ Prime″ minus− \
infin∞ asymp≈ ne≠ le≤ ge≥ larr← uarr↑ rarr→ darr↓ harr↔ ensp\u{2002} emsp\u{2003} \
thinsp\u{2009} zwnj\u{200C} zwj\u{200D} lrm\u{200E} rlm\u{200F} OEligŒ oeligœ ScaronŠ scaronš Yuml\u{178} fnofƒ circˆ tilde˜ CcaronČ ccaronč ZcaronŽ zcaronž num# excl! percnt% lpar( rpar) comma, period. sol/ colon: \
semi; equals= quest? commat@ NewLine\n";

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
            // Not references: left alone.
            (
                "AT&T &unknown; &; & &# &#; &#x; &amp",
                "AT&T &unknown; &; & &# &#; &#x; &amp",
            ),
            ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
            ("&am; &tim;", "&am; &tim;"),
            ("&é;&日本;", "&é;&日本;"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn latin_1_names_are_all_there() {
        assert_eq!(LATIN_1.split(' ').count(), 96);
        let shortest = OTHERS.split(' ').map(|known| known.chars().count()).min();
        assert_eq!(shortest, Some(3), "a name and one character each");
    }
}
