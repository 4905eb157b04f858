//! Turns bytes into text. The encoding comes from the sources of RFC 7303 in their order: a byte
//! order mark, the Content-Type header, the XML declaration, then the bytes themselves.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use latest_news_doctor::Decoded;

use super::start::declaration;

/// Labels that the web's standard does not know.
const ALIASES: [(&str, &str); 12] = [
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("eucjp", "euc-jp"),
    ("euckr", "euc-kr"),
    ("sjis", "shift_jis"),
    ("utf8mb4", "utf-8"),
    ("cp65001", "utf-8"),
    ("ansi", "windows-1252"),
    ("latin-1", "windows-1252"),
    ("koi8r", "koi8-r"),
];

/// Where a declaration is looked for. Messages of a server's program may come before it.
const DECLARATION: usize = 8_192;

/// Never fails. Invalid bytes become U+FFFD, because one wrong byte in a headline is no reason to
/// lose a feed.
pub fn decode<'a>(bytes: &'a [u8], media_type: &str) -> (Cow<'a, str>, Decoded) {
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
    let encoding = match encoding == UTF_8 && is_western(bytes) {
        true => WINDOWS_1252,
        false => encoding,
    };
    without_marks(encoding, bytes)
}

fn without_marks<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> (Cow<'a, str>, Decoded) {
    let (text, has_faults) = encoding.decode_without_bom_handling(bytes);
    let decoded = Decoded {
        encoding: encoding.name(),
        has_faults,
    };
    (text, decoded)
}

/// `text/xml; charset=windows-1251`
fn named(media_type: &str) -> Option<&'static Encoding> {
    let parameters = media_type.split(';').skip(1);
    let charset = parameters
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    labelled(charset.1.trim().trim_matches(['"', '\'']))
}

fn labelled(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == label);
    let label = alias.map_or(label.as_str(), |(_, known)| known);
    let number = |prefix: &str| {
        label
            .strip_prefix(prefix)
            .map(|it| it.trim_start_matches('-'))
    };
    // `cp-1251`, `win1251`, `windows1251`
    let page = number("windows").or(number("win")).or(number("cp"));
    Encoding::for_label(label.as_bytes())
        .or_else(|| Encoding::for_label(format!("windows-{}", page?).as_bytes()))
        .or_else(|| Encoding::for_label(label.replace('_', "-").as_bytes()))
}

/// `<?xml version="1.0" encoding="windows-1251"?>`
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..DECLARATION).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start);
    let declaration = declaration(&start)?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = after.get(1..)?.split(quote).next()?;
    labelled(label)
}

/// Whether bytes that are said to be UTF-8 are windows-1252: more of them are wrong than right.
fn is_western(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong > right
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
        assert_eq!(decode(bytes, media_type).0, expected);
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
        let mut far = b"Warning: a in b.php\n<?xml version='1.0' encoding='cp932'?><rss>".to_vec();
        far.extend([0x93, 0xfa]);
        check(
            &far,
            "",
            "Warning: a in b.php\n<?xml version='1.0' encoding='cp932'?><rss>日",
        );
        for label in ["win1251", "windows1251", "cp-1251", "windows_1251"] {
            check(&russian, &format!("text/xml; charset={label}"), "Привет");
        }
    }

    #[test]
    fn what_is_not_utf_8_although_it_says_so_is_windows_1252() {
        check(b"Gr\xfc\xdfe \x96 a", "", "Grüße – a");
        check(b"Gr\xfc\xdfe", "text/xml; charset=utf-8", "Grüße");
        // One wrong byte among many that are right.
        check(b"Gr\xc3\xbc\xc3\x9fe \xff", "", "Grüße \u{fffd}");
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
