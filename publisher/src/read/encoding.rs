//! Turns bytes into text. The encoding comes from the sources of RFC 7303 in their order: a byte
//! order mark, the Content-Type header, the XML declaration, then the bytes themselves.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Never fails. Invalid bytes become U+FFFD, because one wrong byte in a headline is no reason to
/// lose a feed.
pub fn decode<'a>(bytes: &'a [u8], media_type: &str) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return without_marks(encoding, bytes.get(mark..).unwrap_or_default());
    }
    let named = named(media_type).or_else(|| declared(bytes));
    let encoding = match named {
        // A text with two bytes for each character cannot have an encoding with single bytes, and
        // vice versa. Such labels remain from a conversion.
        Some(encoding) if is_wide(encoding) != is_wide_text(bytes) => guessed(bytes),
        Some(encoding) => encoding,
        None => guessed(bytes),
    };
    without_marks(encoding, bytes)
}

fn without_marks<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// `text/xml; charset=windows-1251`
fn named(media_type: &str) -> Option<&'static Encoding> {
    let parameters = media_type.split(';').skip(1);
    let charset = parameters
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Encoding::for_label(charset.1.trim().trim_matches(['"', '\'']).as_bytes())
}

/// `<?xml version="1.0" encoding="windows-1251"?>`
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..200).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start);
    let declaration = start.trim_start().strip_prefix("<?xml")?;
    let declaration = declaration.split("?>").next()?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = after.get(1..)?.split(quote).next()?;
    Encoding::for_label(label.as_bytes())
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

fn is_wide_text(bytes: &[u8]) -> bool {
    bytes.iter().take(2).any(|byte| *byte == 0)
}

/// UTF-16 if the first character has a zero byte, else UTF-8.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0, second, ..] if *second != 0 => UTF_16BE,
        [first, 0, ..] if *first != 0 => UTF_16LE,
        _ => UTF_8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, mark: bool, big: bool) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[track_caller]
    fn check(bytes: &[u8], media_type: &str, expected: &str) {
        assert_eq!(decode(bytes, media_type), expected);
    }

    #[test]
    fn encodings_are_found_where_they_are_said() {
        let russian = [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2];
        check(&russian, "text/xml; charset=windows-1251", "Привет");
        check(&russian, "text/xml; Charset=\"CP1251\"", "Привет");
        let mut declared = b"<?xml version='1.0' encoding = 'windows-1251'?>".to_vec();
        declared.extend(russian);
        check(
            &declared,
            "text/xml",
            "<?xml version='1.0' encoding = 'windows-1251'?>Привет",
        );
        let mut japanese = b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>".to_vec();
        japanese.extend([0x93, 0xfa, 0x96, 0x7b]);
        check(
            &japanese,
            "",
            "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>日本",
        );
        check("Grüße".as_bytes(), "text/xml; charset=utf-8", "Grüße");
        check("Grüße".as_bytes(), "text/xml; charset=nonsense", "Grüße");
        check(
            b"\xef\xbb\xbf<rss>",
            "text/xml; charset=iso-8859-1",
            "<rss>",
        );
        check(b"Gr\xfc\xdfe", "", "Gr\u{fffd}\u{fffd}e");
    }

    #[test]
    fn wide_text_is_seen_with_and_without_a_mark() {
        for big in [false, true] {
            for mark in [false, true] {
                check(&wide("<rss>日", mark, big), "", "<rss>日");
                check(
                    &wide("<rss>日", mark, big),
                    "text/xml; charset=utf-8",
                    "<rss>日",
                );
            }
        }
        let lying = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><rss>ü";
        check(lying.as_bytes(), "", lying);
    }
}
