//! References such as `&amp;` and `&#8217;`, and signs that begin nothing. XML refuses a whole document
//! for one that is wrong, so those are corrected here.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// What holds no references, each with its end.
const RAW: [(&str, &str); 3] = [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")];
/// No name of a character is longer.
const LONGEST: usize = 40;
const LOST: char = '\u{fffd}';

/// The text with references that XML takes. Its lines stay the same.
pub fn mended(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = text
        .get(at..)
        .and_then(|rest| rest.find(['&', '<']))
        .map(|found| at + found)
    {
        let rest = text.get(found..).unwrap_or_default();
        at = found + 1;
        if let Some((start, end)) = RAW.iter().find(|(start, _)| rest.starts_with(start)) {
            let inside = rest.get(start.len()..).unwrap_or_default();
            let length = inside.find(end).unwrap_or(inside.len());
            at = found + start.len() + length;
            continue;
        }
        let (length, right) = match reference(rest) {
            _ if begins_tag(rest) => continue,
            _ if rest.starts_with('<') => (1, "&lt;".to_owned()),
            Reference::Right(length) => {
                at = found + length;
                continue;
            }
            Reference::None => (1, "&amp;".to_owned()),
            Reference::Character(length, character) => {
                (length, format!("&#{};", u32::from(character)))
            }
        };
        mended += text.get(copied..found).unwrap_or_default();
        mended += &right;
        copied = found + length;
        at = copied;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    mended += text.get(copied..).unwrap_or_default();
    Cow::Owned(mended)
}

/// `a < b` and `<3` do not.
fn begins_tag(text: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || matches!(c, '_' | ':' | '/' | '!' | '?');
    text.strip_prefix('<')
        .is_some_and(|inside| inside.starts_with(begins))
}

/// What a `&` begins, with its length.
enum Reference {
    Right(usize),
    Character(usize, char),
    None,
}

fn reference(text: &str) -> Reference {
    let Some((name, length)) = name(text) else {
        return Reference::None;
    };
    let Some(digits) = name.strip_prefix('#') else {
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_name = starts && name.chars().all(|c| c.is_ascii_alphanumeric());
        return match is_name {
            true => Reference::Right(length),
            false => Reference::None,
        };
    };
    let Some(code) = code(digits) else {
        return Reference::None;
    };
    match code {
        // Some serialisers write both halves of UTF-16 as characters.
        0xd800..0xdc00 => {
            let second = text.get(length..).and_then(low_surrogate);
            match second {
                Some((low, more)) => {
                    let pair = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    Reference::Character(length + more, char::from_u32(pair).unwrap_or(LOST))
                }
                None => Reference::Character(length, LOST),
            }
        }
        // As in HTML: numbers of windows-1252.
        0x80..0xa0 => {
            let byte = [u8::try_from(code).unwrap_or_default()];
            let text = WINDOWS_1252.decode_without_bom_handling(&byte).0;
            Reference::Character(length, text.chars().next().unwrap_or(LOST))
        }
        9 | 10 | 13 => Reference::Right(length),
        0..0x20 => Reference::Character(length, ' '),
        0xfffe | 0xffff => Reference::Character(length, LOST),
        // A capital X is no XML.
        code if char::from_u32(code).is_some() && !digits.starts_with('X') => {
            Reference::Right(length)
        }
        code => Reference::Character(length, char::from_u32(code).unwrap_or(LOST)),
    }
}

/// The name between `&` and `;`, and the length of both with it.
fn name(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('&')?;
    let end = inside
        .bytes()
        .take(LONGEST)
        .position(|byte| byte == b';')
        .filter(|end| *end > 0)?;
    Some((inside.get(..end)?, end + 2))
}

/// A number too large for any character is `u32::MAX`.
fn code(digits: &str) -> Option<u32> {
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    is_number.then(|| u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
}

/// The second half of a pair, and its length as it is written.
fn low_surrogate(text: &str) -> Option<(u32, usize)> {
    let (name, length) = name(text)?;
    let code = code(name.strip_prefix('#')?)?;
    (0xdc00..0xe000).contains(&code).then_some((code, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_what_xml_takes() {
        for (text, expected) in [
            ("Tom & Jerry", "Tom &amp; Jerry"),
            ("?a=1&b=2&amp;c", "?a=1&amp;b=2&amp;c"),
            ("&", "&amp;"),
            ("1 < 2 <3 <", "1 &lt; 2 &lt;3 &lt;"),
            ("&;&#;&#x;&a b;", "&amp;;&amp;#;&amp;#x;&amp;a b;"),
            ("&#55357;&#56832;", "&#128512;"),
            ("&#xD83D;&#xDE00;!", "&#128512;!"),
            ("&#55357;!&#56832;", "&#65533;!&#65533;"),
            ("&#x110000;&#99999999999;", "&#65533;&#65533;"),
            ("&#0;&#8;&#65535;", "&#32;&#32;&#65533;"),
            ("&#146;&#XE9;", "&#8217;&#233;"),
            (
                "<!-- & --><![CDATA[ & ]]>&<?a & ?>",
                "<!-- & --><![CDATA[ & ]]>&amp;<?a & ?>",
            ),
            ("<a b='&'>&<![CDATA[ & ", "<a b='&amp;'>&amp;<![CDATA[ & "),
        ] {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn a_correct_text_is_not_copied() {
        let text = "<a b=\"&quot;\">&ouml;&#8217;&#x2019;&#10;&hellip; <![CDATA[&]]></a>";
        assert!(matches!(mended(text), Cow::Borrowed(same) if same == text));
    }
}
