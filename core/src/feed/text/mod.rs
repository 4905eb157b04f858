//! The text of any field as one clean line. The input is HTML or plain. References are decoded
//! once, white space is collapsed, control characters are removed, and the length is limited to
//! what can be shown. The result never contains markup, only text.

mod cut;
mod line;
mod tail;

use std::borrow::Cow;

use self::cut::{ELLIPSIS, LOOSE_END, shorten};
use super::{SkipReason, entities, json::Json, list, tag};

/// The longest headline, in characters, ellipsis included.
pub const MAX_HEADLINE: usize = 300;
/// The longest summary, in characters, ellipsis included.
pub const MAX_SUMMARY: usize = 600;
/// The longest text for a picture's `alt`.
pub const MAX_ALT: usize = 300;
/// The longest name, of an author or a picture's owner.
pub const MAX_NAME: usize = 100;
/// The length of a headline that is made from the text of an article without a headline.
const HEADLINE_FROM_TEXT: usize = 100;

/// How a field is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Tags are literal text. References are decoded nevertheless: a headline with `&#8217;` is far
    /// more often an accident than intended.
    Plain,
    Html,
    /// The format does not say. HTML if the text closes a tag or breaks a line, otherwise plain.
    Either,
    /// Plain by the format's rules, but HTML if the text begins with a tag and closes one: nobody
    /// wants readers to see the tags.
    Wrapped,
}

/// One field and how it is written.
#[derive(Clone, Copy)]
pub(super) struct Field<'a>(pub(super) Kind, pub(super) Json<'a>);

/// The words of one article.
pub(super) struct Words {
    pub(super) headline: String,
    pub(super) summary: String,
}

impl Words {
    /// The headline and the summary, each from the first of its fields that has text. Without a
    /// headline, the beginning of the text becomes the headline and the summary continues from
    /// there.
    pub(super) fn new(
        kind: Kind,
        headlines: &[Json<'_>],
        texts: &[Field<'_>],
    ) -> Result<Words, SkipReason> {
        let (mut headline, mut text) = (String::new(), String::new());
        for value in headlines {
            if headline.is_empty() {
                headline = Field(kind, *value).line(MAX_HEADLINE);
            }
        }
        for field in texts {
            if text.is_empty() {
                text = field.summary();
            }
        }
        if !headline.is_empty() {
            if cfg!(feature = "whole")
                && let Some(bare) = tail::without_origin(&text, &headline)
            {
                text = bare;
            }
            let summary = shorten(&text, MAX_SUMMARY);
            let repeated = summary == headline;
            return Ok(Words {
                headline,
                summary: if repeated { String::new() } else { summary },
            });
        }
        let headline = shorten(&text, HEADLINE_FROM_TEXT);
        if headline.is_empty() {
            return Err(SkipReason::NoHeadline);
        }
        let mut summary = String::new();
        if headline != text {
            let read = headline.len() - ELLIPSIS.len();
            summary.push_str(ELLIPSIS);
            summary.push_str(
                text.get(read..)
                    .unwrap_or_default()
                    .trim_start_matches(LOOSE_END),
            );
        }
        Ok(Words {
            headline,
            summary: shorten(&summary, MAX_SUMMARY),
        })
    }
}

impl Field<'_> {
    /// The field as one clean line of at most `limit` characters.
    pub(super) fn line(self, limit: usize) -> String {
        line(&self.1.words(), self.0, limit)
    }

    /// The field as a clean line without a tail such as "Continue reading". The line is a little
    /// longer than a summary may be, so that the limit never cuts a tail in two.
    fn summary(self) -> String {
        let limit = MAX_SUMMARY + 2 * HEADLINE_FROM_TEXT;
        let mut text = read(&self.1.words(), self.0, limit);
        tail::trim(&mut text);
        text
    }
}

/// A name of an author or of a picture's owner.
pub(super) fn name(value: Json<'_>) -> Option<String> {
    let line = Field(Kind::Either, value).line(MAX_NAME);
    let mut name = line.as_str();
    let bare;
    if name.contains('@') {
        bare = without_mailboxes(name);
        if bare.len() < name.len() {
            name = bare.trim_matches(AROUND);
        }
    }
    let name = name
        .strip_prefix("By ")
        .or(name.strip_prefix("by "))
        .unwrap_or(name);
    // Addresses of pages, mailboxes and numbers are not names.
    let address =
        is_identifier(name) || list::find(name, "://").is_some() || name.starts_with("www.");
    (!name.is_empty() && !address).then(|| name.into())
}

/// What may stand around a name or a mailbox.
const AROUND: &[char] = &['(', ')', '<', '>', ',', ';', ':', '-', '–', '—', ' '];

/// The names in "ada@news.example (Ada Lind)" and "Ada Lind <ada@news.example>". The name of an
/// account, as in "Ada Lind (@ada)", stays.
fn without_mailboxes(names: &str) -> String {
    let mut kept = String::new();
    for word in names.split(' ') {
        let bare = word.trim_matches(AROUND);
        if bare.contains('@') && !bare.starts_with('@') && !bare.ends_with('@') {
            if word.ends_with(',') {
                kept.push(',');
            }
        } else {
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(word);
        }
    }
    kept
}

/// Whether a text is a number, or the key of something in a database: long, without blanks, and
/// with letters and digits in turn.
pub(super) fn is_identifier(text: &str) -> bool {
    let (mut digits, mut dashes, mut changes) = (0, 0, 0);
    let mut last = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'-' => dashes += 1,
            b'a'..=b'z' | b'A'..=b'Z' => {}
            _ => return false,
        }
        changes += i32::from(byte.is_ascii_digit() != u8::is_ascii_digit(&last));
        last = byte;
    }
    let is_uuid = dashes == 4 && text.len() == 36;
    digits == text.len() || (changes > 3 && text.len() >= 16 && (dashes == 0 || is_uuid))
}

/// Text as one clean line of at most `limit` characters.
pub(super) fn line(source: &str, kind: Kind, limit: usize) -> String {
    shorten(&read(source, kind, limit), limit)
}

/// Text as one clean line, read until it is longer than `limit` characters.
fn read(source: &str, kind: Kind, limit: usize) -> String {
    // Text from RSS may be escaped once more than the format asks.
    let escaped = |tag| list::find(source, tag).is_some();
    let decoded = if kind == Kind::Either && (escaped("&lt;/") || escaped("/&gt;")) {
        entities::decode_all(source)
    } else {
        Cow::Borrowed(source)
    };
    let source = &*decoded;
    let html = match kind {
        Kind::Plain => false,
        Kind::Html => true,
        Kind::Either => looks_like_html(source),
        Kind::Wrapped => source.trim_ascii_start().starts_with('<') && looks_like_html(source),
    };
    let mut text = line::read(source, html, limit);
    let mut source = Cow::Borrowed(source);
    for _ in 0..2 {
        if kind == Kind::Plain || !is_escaped_markup(&text) {
            break;
        }
        source = Cow::Owned(entities::decode_all(&source).into_owned());
        text = line::read(&source, true, limit);
    }
    if is_placeholder(&text) {
        text.clear();
    }
    text
}

/// Whether the text from markup is still markup, because it was escaped once more than it was read.
/// A text about HTML may also begin with a tag. Real markup has the tag directly before a word, in
/// an element that closes, or in an element that holds paragraphs.
fn is_escaped_markup(text: &str) -> bool {
    const BLOCKS: &str = "p div figure blockquote section article table ul ol h1 h2 h3";
    const INLINE: &str = "a span img strong em b i br";
    let (open, close) = match text.strip_prefix("&lt;") {
        Some(_) => ("&lt;", "&gt;"),
        None => ("<", ">"),
    };
    let Some((tag, rest)) = text
        .strip_prefix(open)
        .and_then(|tag| list::split(tag, close))
    else {
        return false;
    };
    const NAME_ENDS: &[char] = &[' ', '/'];
    let name = tag.split(NAME_ENDS).next().unwrap_or_default();
    let closes = list::find(rest, &[open, "/"].concat()).is_some();
    !rest.starts_with(' ') && (list::has(BLOCKS, name) || (closes && list::has(INLINE, name)))
}

/// Texts that interfaces send in place of one that must be paid for.
fn is_placeholder(text: &str) -> bool {
    text.starts_with("ONLY AVAILABLE IN") && text.trim_end_matches('S').ends_with("PLAN")
}

/// Whether a text of unknown kind is HTML. An opening tag alone proves nothing: there are headlines
/// about "the `<i>` element". WordPress' shortcodes come with HTML.
fn looks_like_html(source: &str) -> bool {
    if list::find(source, "[/").is_some() {
        return true;
    }
    let mut rest = source;
    while let Some((tag, after)) = tag::next_tag(rest) {
        if tag.closing || tag.is_one_of("br img p") {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::feed::json::check as json;
    use crate::unwanted::is_unwanted;

    #[track_caller]
    fn check(kind: Kind, source: &str, expected: &str) {
        assert_eq!(line(source, kind, 300), expected, "{source:?}");
    }

    #[test]
    fn plain_text_keeps_its_tags() {
        let literal = "Die Rückkehr von <i> und <b>";
        check(Kind::Plain, literal, literal);
        check(Kind::Either, literal, literal);
        check(
            Kind::Plain,
            "a <b>c</b> &#8217; AT&T [vc_row a=b]",
            "a <b>c</b> ’ AT&T [vc_row a=b]",
        );
        check(Kind::Either, "a <b>c</b> &amp; <i>", "a c &");
        check(Kind::Either, "a<br/>b", "a b");
        check(
            Kind::Either,
            "&lt;p&gt;a &lt;b&gt;c&lt;/b&gt;&lt;/p&gt; &amp;amp;",
            "a c &",
        );
        check(
            Kind::Html,
            "&lt;p&gt;a &lt;b&gt;c&lt;/b&gt;&lt;/p&gt;",
            "a c",
        );
        check(
            Kind::Html,
            "<p>&lt;p&gt;Cut short before",
            "Cut short before",
        );
        check(Kind::Either, "&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;", "a");
        // In news, an escaped element is far more often emphasis than the article's subject.
        check(
            Kind::Either,
            "The ship &lt;i&gt;Ada&lt;/i&gt; is back",
            "The ship Ada is back",
        );
        check(Kind::Either, "[dropcap]T[/dropcap]he weir", "The weir");
        check(Kind::Either, "Why [sic] stays", "Why [sic] stays");
        check(
            Kind::Html,
            "&lt;p&gt; and &lt;/p&gt; are tags",
            "<p> and </p> are tags",
        );
        check(Kind::Html, "The &lt;b&gt; element", "The <b> element");
        check(Kind::Either, "ONLY AVAILABLE IN PAID PLANS", "");
        check(Kind::Wrapped, "a <b>c</b>", "a <b>c</b>");
        check(Kind::Wrapped, "\n<p>a <b>c</b></p>", "a c");
    }

    #[track_caller]
    fn words(title: &str, text: &str) -> (String, String) {
        let (title, text) = (
            serde_json::to_string(title).unwrap(),
            serde_json::to_string(text).unwrap(),
        );
        let texts = [Field(Kind::Html, json(&text).unwrap())];
        let words = Words::new(Kind::Plain, &[json(&title).unwrap()], &texts).unwrap();
        (words.headline, words.summary)
    }

    #[test]
    fn the_beginning_of_the_text_stands_in_for_a_headline() {
        assert_eq!(words(" ", "Short."), ("Short.".into(), "".into()));
        let (headline, summary) = words("", &"word ".repeat(60));
        assert_eq!(headline, format!("{}…", "word ".repeat(20).trim()));
        assert_eq!(summary, format!("…{}", "word ".repeat(40).trim()));
        assert_eq!(
            Words::new(Kind::Html, &[], &[]).err(),
            Some(SkipReason::NoHeadline)
        );
    }

    #[test]
    fn long_text_ends_at_a_word() {
        let (headline, summary) = words(&"word ".repeat(99), &"word, ".repeat(200));
        assert_eq!(headline, format!("{}…", "word ".repeat(60).trim()));
        assert_eq!(summary, format!("{}word…", "word, ".repeat(99)));
        let (headline, _) = words(&"語".repeat(400), "");
        assert_eq!(headline, format!("{}…", "語".repeat(299)));
        let (headline, _) = words(&"👩‍👧".repeat(400), "");
        assert_eq!(headline, format!("{}…", "👩‍👧".repeat(99)));
    }

    #[test]
    fn names_are_names() {
        for (json_text, expected) in [
            ("\"Ada Lovelace\"", Some("Ada Lovelace")),
            ("\"Ada &amp; Co\"", Some("Ada & Co")),
            ("\"https://www.facebook.com/news\"", None),
            ("\"www.news.example\"", None),
            ("\"ada@news.example\"", None),
            ("\"By Runa Vale\"", Some("Runa Vale")),
            ("12", None),
            ("\"\"", None),
            ("null", None),
            ("{}", None),
        ] {
            assert_eq!(
                name(json(json_text).unwrap()).as_deref(),
                expected,
                "{json_text}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_text_becomes_one_clean_line(source in "[<>&;#a-z\"'=/! \\-\\[\\]é]{0,60}|.{0,60}", limit in 1_usize..50) {
            for kind in [Kind::Plain, Kind::Html, Kind::Either, Kind::Wrapped] {
                let text = line(&source, kind, limit);
                prop_assert!(text.chars().count() <= limit);
                prop_assert_eq!(text.trim(), &text);
                prop_assert!(!text.contains("  ") && !text.chars().any(is_unwanted));
            }
        }
    }
}
