//! Whatever publishers put in text fields, as one clean line: HTML or plain, references decoded
//! once, white space collapsed, nothing that steers the page, bounded by what can be shown.
//! It never keeps markup: what comes out is text and only text.

use std::borrow::Cow;

use super::{
    SkipReason, entities,
    json::Json,
    list,
    tag::{self, Markup},
};

/// The longest headline, in characters, ellipsis included.
pub const MAX_HEADLINE: usize = 300;
/// The longest summary, in characters, ellipsis included.
pub const MAX_SUMMARY: usize = 600;
/// The longest text for a picture's `alt`.
pub const MAX_ALT: usize = 300;
/// The longest name, of an author or a picture's owner.
pub const MAX_NAME: usize = 100;
/// The length of a headline made from an article's text, where it has none of its own.
const HEADLINE_FROM_TEXT: usize = 100;

/// How a field is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Tags are literal; references are decoded all the same, since a headline that shows
    /// `&#8217;` is far more often an accident than a lesson in HTML.
    Plain,
    Html,
    /// The format does not say: HTML if it closes a tag or breaks a line, otherwise plain.
    Either,
    /// Plain by the format's rules, but HTML if it begins with a tag and closes one: nobody means
    /// that to be read as it stands.
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
    /// The headline and the summary, each from the first of its fields that says anything.
    /// Without a headline, the beginning of the text becomes one and the summary goes on from it.
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

    /// The field as a clean line without the tail that says there is more. It is somewhat longer
    /// than a summary may be, so that a tail is never cut in two.
    fn summary(self) -> String {
        let limit = MAX_SUMMARY + 2 * HEADLINE_FROM_TEXT;
        let mut text = read(&self.1.words(), self.0, limit);
        let mut end = text.len();
        while let Some(shorter) = text.get(..end).and_then(without_tail) {
            end = shorter.len();
        }
        text.truncate(end);
        text
    }
}

/// A name: of an author or of a picture's owner.
pub(super) fn name(value: Json<'_>) -> Option<String> {
    let name = Field(Kind::Either, value).line(MAX_NAME);
    // Addresses of pages and mailboxes are not names.
    let address = list::find(&name, "://").is_some()
        || name.starts_with("www.")
        || (name.contains('@') && !name.contains(' '));
    Some(name).filter(|name| !name.is_empty() && !address)
}

/// Text as one clean line of at most `limit` characters.
pub(super) fn line(source: &str, kind: Kind, limit: usize) -> String {
    shorten(&read(source, kind, limit), limit)
}

/// Text as one clean line, read until it is longer than `limit` characters.
fn read(source: &str, kind: Kind, limit: usize) -> String {
    // What was RSS once, and escaped there, may come escaped still.
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
    let mut line = Line {
        text: String::new(),
        room: limit + 1,
        gap: false,
    };
    line.read(source, html);
    if visible(&line.text) {
        line.text
    } else {
        String::new()
    }
}

/// Whether a text of unknown kind is HTML. An opening tag alone proves nothing: headlines speak
/// of "the `<i>` element".
fn looks_like_html(source: &str) -> bool {
    let mut rest = source;
    while let Some((tag, after)) = tag::next_tag(rest) {
        if tag.closing || tag.is_one_of("br img p") {
            return true;
        }
        rest = after;
    }
    false
}

const ELLIPSIS: &str = "…";

/// What no cut text should end with, nor its continuation begin with.
const LOOSE_END: &[char] = &[' ', ',', ';', ':', '.', '-', '–', '—', '(', '…'];

/// A line in the making.
struct Line {
    text: String,
    /// How many more characters are of interest.
    room: usize,
    /// White space has been read and waits for the next word.
    gap: bool,
}

impl Line {
    fn read(&mut self, source: &str, html: bool) {
        let mut rest = source;
        while self.room > 0 {
            let mark = |byte| byte == b'&' || (html && matches!(byte, b'<' | b'['));
            let at = rest.bytes().position(mark).unwrap_or(rest.len());
            let (plain, marked) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.push_all(plain);
            rest = match marked.as_bytes().first() {
                None => return,
                Some(b'&') => match entities::decode(marked) {
                    Some((character, after)) => {
                        self.push(character);
                        after
                    }
                    None => self.push_first(marked),
                },
                Some(b'<') => match tag::next(marked) {
                    Some((Markup::Tag(tag), after)) => self.tag(tag, after),
                    Some((Markup::Comment, after)) => after,
                    None => self.push_first(marked),
                },
                Some(_) => match after_shortcode(marked) {
                    Some(after) => {
                        self.gap = true;
                        after
                    }
                    None => self.push_first(marked),
                },
            };
        }
    }

    /// Takes a tag in, and says where reading goes on.
    fn tag<'a>(&mut self, tag: tag::Tag<'_>, after: &'a str) -> &'a str {
        // Everything else ends a word, as its box does on the page.
        const INLINE: &str = "a abbr acronym b bdi bdo big cite code data del dfn em font i ins \
            kbd label mark q ruby rb s samp small span strike strong sub sup time tt u var wbr";
        // Not part of what is read as the article's text.
        const ASIDE: &str = "script style noscript iframe figcaption template svg math audio \
            video object select button form textarea title head rt rp";
        if tag.is_one_of(INLINE) {
            if !tag.closing && tag.is_one_of("a span") && is_more_link(tag) {
                return tag::skip_element(after, tag);
            }
            return after;
        }
        self.gap = true;
        if !tag.closing && tag.is_one_of(ASIDE) {
            tag::skip_element(after, tag)
        } else {
            after
        }
    }

    fn push_first<'a>(&mut self, text: &'a str) -> &'a str {
        let mut characters = text.chars();
        if let Some(first) = characters.next() {
            self.push(first);
        }
        characters.as_str()
    }

    fn push_all(&mut self, text: &str) {
        for character in text.chars() {
            if self.room == 0 {
                return;
            }
            self.push(character);
        }
    }

    fn push(&mut self, character: char) {
        if character.is_whitespace() {
            self.gap = true;
        } else if !is_unwanted(character) {
            if std::mem::take(&mut self.gap) && !self.text.is_empty() {
                self.put(' ');
            }
            self.put(character);
        }
    }

    fn put(&mut self, character: char) {
        if let Some(room) = self.room.checked_sub(1) {
            self.room = room;
            self.text.push(character);
        }
    }
}

/// Control characters, and those that turn the direction of what follows, even outside of us.
pub(super) fn is_unwanted(character: char) -> bool {
    matches!(character, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether anything can be seen of a text that is not empty.
fn visible(text: &str) -> bool {
    text.chars().any(|character| {
        !matches!(character, ' ' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}'
            | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
    })
}

/// Links that only say "Continue reading", and what themes write for screen readers beside them.
fn is_more_link(tag: tag::Tag<'_>) -> bool {
    const CLASSES: &str = "more-link read-more readmore read_more continue-reading moretag \
        screen-reader-text sr-only visually-hidden";
    tag.attribute("class").is_some_and(|classes| {
        classes
            .split_ascii_whitespace()
            .any(|class| list::has(CLASSES, class))
    })
}

/// What follows an unrendered WordPress shortcode: `[vc_row type="x"]`, `[/caption]`. A word in
/// brackets, such as `[sic]`, is not one.
fn after_shortcode(text: &str) -> Option<&str> {
    let body = text.strip_prefix('[')?;
    let end = body.bytes().take(500).position(|byte| byte == b']')?;
    let (code, after) = (body.get(..end)?, body.get(end + 1..)?);
    let closing = code.starts_with('/');
    let code = code.strip_prefix('/').unwrap_or(code);
    let is_name = |b: &u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    let (name, attributes) = code.split_at_checked(code.bytes().take_while(is_name).count())?;
    let named = name.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    let code = !attributes.is_empty() && attributes.contains('=');
    let bare = attributes.is_empty() && (closing || name.contains('_') || name == "gallery");
    (named && (code || bare)).then_some(after)
}

/// The text without the last of its tails, or none when it has no tail.
fn without_tail(text: &str) -> Option<&str> {
    for tail in [" ", "…", "...", "[]", "()", "[…]", "(…)", "[...]", "(...)"] {
        if let Some(shorter) = text.strip_suffix(tail) {
            return Some(shorter);
        }
    }
    if let Some(cut) = text.strip_suffix(" chars]") {
        let shorter = cut.trim_end_matches(|c: char| c.is_ascii_digit());
        return shorter.strip_suffix("[+");
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

const ELLIPSIS_OR_BRACKET: &[char] = &['…', ']'];
/// What stands around "Continue reading".
const MARKS: &[char] = &[' ', '→', '»', '›', '>', '.', '…', ':', '(', ')', '[', ']'];
const OPENING: &[char] = &[' ', '(', '[', '<', '→'];
const SENTENCE_END: &[char] = &['.', '!', '?', '…', ']', '"', '”', '»', '。'];

/// What links to the whole article say, in lower case.
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

/// Whether a text starts with a phrase, its ASCII letters in any case.
fn starts_like(text: &str, phrase: &str) -> bool {
    text.get(..phrase.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(phrase))
}

/// At most `limit` characters of a clean line, the last of them an ellipsis if any were left out.
fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.into();
    }
    let whole = text.get(..cut(text, limit - 1)).unwrap_or_default();
    let bare = whole.trim_end_matches(LOOSE_END);
    // A mark that binds what follows it must not bind the ellipsis.
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

/// Where to end a text that may have `limit` characters: at its end if it fits; else at the last
/// word that ends in the latter third; else after the last character that is surely whole.
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

/// Whether a character surely begins a new grapheme cluster (Unicode annex 29), whatever stands
/// before it, short of [`binds_next`]. The full tables are not worth their kilobytes here: for a
/// character not listed the cut moves a little further back.
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
        | '\u{1F300}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}' // emoji but their skin tones
        | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a character joins the one behind it to its own cluster: joiners, prepended marks and
/// leading Hangul jamo. Regional indicators do too, but none of them [`begins_anew`].
fn binds_next(character: char) -> bool {
    matches!(character, '\u{200D}' | '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}' | '\u{890}'
        | '\u{891}' | '\u{8E2}' | '\u{D4E}' | '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}'
        | '\u{110BD}' | '\u{110CD}' | '\u{111C2}' | '\u{111C3}' | '\u{113D1}' | '\u{1193F}'
        | '\u{11941}' | '\u{11A3A}' | '\u{11A84}'..='\u{11A89}' | '\u{11D46}' | '\u{11F02}')
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use cpu_time::ThreadTime;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::feed::json::check as json;

    #[track_caller]
    fn check(kind: Kind, source: &str, expected: &str) {
        assert_eq!(line(source, kind, 300), expected, "{source:?}");
    }

    #[test]
    fn html_becomes_text() {
        for (source, expected) in [
            ("Lorem <b>ip</b>sum<br>dolor", "Lorem ipsum dolor"),
            (
                "<p>One</p><p>two</p><ul><li>three<li>four</ul>",
                "One two three four",
            ),
            ("a<!-- <b>no</b> -->b<?php x ?>c", "abc"),
            ("a &amp;lt; b &#8211; c &hellip;", "a &lt; b – c …"),
            (
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<script>alert(1)</script>",
            ),
            (
                "a<script>if (a<b) x()</script>b<style>p{}</style>c",
                "a b c",
            ),
            (
                "a<noscript><p>no</p></noscript><iframe src=x>no</iframe>b",
                "a b",
            ),
            (
                "<figure><img src=x><figcaption>no <b>no</b></figcaption></figure>b",
                "b",
            ),
            ("<p>See <a href='x'>this</a>.</p>", "See this."),
            ("3 < 4 and 5 > 4, a<b", "3 < 4 and 5 > 4, a"),
            ("<p title=\"a > b\">text</p>", "text"),
            ("  a \n\t b&nbsp;\u{a0}\u{2009}\u{3000}c ", "a b c"),
            ("a\0b\u{7}c\u{202e}d\u{2066}e\u{feff}f", "abcdef"),
            ("\u{200f}مرحبا\u{200e}", "\u{200f}مرحبا\u{200e}"),
            ("&zwnj;&#8203;<p>\u{ad}</p>", ""),
            (
                "[vc_row type=&#8221;x&#8221;]Text[/vc_row] [sic] [1] [a b]",
                "Text [sic] [1] [a b]",
            ),
            ("[caption id=\"a\"]Text[/caption][gallery]", "Text"),
            ("👩‍👩‍👧‍👦 é", "👩‍👩‍👧‍👦 é"),
        ] {
            check(Kind::Html, source, expected);
        }
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
        check(Kind::Wrapped, "a <b>c</b>", "a <b>c</b>");
        check(Kind::Wrapped, "\n<p>a <b>c</b></p>", "a c");
    }

    #[track_caller]
    fn summary(source: &str, expected: &str) {
        let quoted = serde_json::to_string(source).unwrap();
        assert_eq!(
            Field(Kind::Html, json(&quoted).unwrap()).summary(),
            expected,
            "{source:?}"
        );
    }

    #[test]
    fn summaries_lose_the_tail_that_says_there_is_more() {
        for (source, expected) in [
            ("A word [&hellip;]", "A word"),
            ("A word […]", "A word"),
            ("A word&#8230;", "A word"),
            ("A word ...", "A word"),
            ("A word (…)", "A word"),
            ("A word [+123 chars]", "A word"),
            ("A word… [+1234 chars]", "A word"),
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
                "A word",
            ),
            ("A word [&hellip;] Continue reading &raquo;", "A word"),
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
    fn much_markup_is_read_once() {
        for piece in [
            "<figcaption>",
            "<!--",
            "<a \"",
            "[",
            "&",
            "<",
            "\u{301}",
            "<p>",
            " ",
            "[a_b]",
            "&amp",
        ] {
            // Four times as much takes four times as long, not sixteen.
            let cost = |size: usize| {
                let source = piece.repeat(size / piece.len());
                let start = ThreadTime::now();
                assert!(line(&source, Kind::Html, 300).chars().count() <= 300);
                start.elapsed()
            };
            let (little, much) = (cost(50_000), cost(200_000));
            let most = little * 9 + Duration::from_millis(50);
            assert!(much < most, "{piece}: {little:?} becomes {much:?}");
        }
    }

    #[test]
    fn names_are_names() {
        for (json_text, expected) in [
            ("\"Ada Lovelace\"", Some("Ada Lovelace")),
            ("\"Ada &amp; Co\"", Some("Ada & Co")),
            ("\"https://www.facebook.com/news\"", None),
            ("\"www.news.example\"", None),
            ("\"ada@news.example\"", None),
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
