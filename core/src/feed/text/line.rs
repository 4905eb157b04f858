//! Reads HTML or plain text into one line. Tags and asides are left out, references are decoded
//! once, and white space is collapsed.

use crate::feed::{
    entities::{self, Reference},
    list,
    tag::{self, Markup},
    work,
};
use crate::search;
use crate::unwanted::is_unwanted;

/// The text as one clean line, read until it is longer than `limit` characters. Empty if nothing of
/// it is visible.
pub(super) fn read(source: &str, html: bool, limit: usize) -> String {
    let mut line = Line {
        text: String::new(),
        room: limit + 1,
        gap: false,
        closed: None,
    };
    line.read(source, html);
    if visible(&line.text) {
        line.text
    } else {
        String::new()
    }
}

/// A line that is being read.
struct Line<'a> {
    text: String,
    /// How many more characters are needed.
    room: usize,
    /// White space has been read, and the next word has not come yet.
    gap: bool,
    /// The shortcodes that are closed somewhere, after the first search for them.
    closed: Option<Vec<&'a str>>,
}

impl<'s> Line<'s> {
    fn read(&mut self, source: &'s str, html: bool) {
        let mut rest = source;
        while self.room > 0 {
            let length = rest.len();
            let mark = |byte| byte == b'&' || (html && matches!(byte, b'<' | b'['));
            let at = rest.bytes().position(mark).unwrap_or(rest.len());
            let (plain, marked) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.push_all(plain);
            rest = match marked.as_bytes().first() {
                None => return,
                Some(b'&') => match entities::decode(marked) {
                    Some(reference) => {
                        let reference = again(reference);
                        let after = reference.after;
                        reference.each(|it| self.push(it));
                        after
                    }
                    None => self.push_first(marked),
                },
                Some(b'<') => match tag::next(marked) {
                    Some((Markup::Tag(tag), after)) => self.tag(tag, after),
                    Some((Markup::Comment, after)) => after,
                    None => self.push_first(marked),
                },
                Some(_) => match self.after_shortcode(source, marked) {
                    Some(after) => {
                        self.gap |= !self.is_torn(after);
                        after
                    }
                    None => self.push_first(marked),
                },
            };
            work::add(length - rest.len());
        }
    }

    /// Reads a tag, and returns where reading continues.
    fn tag<'a>(&mut self, tag: tag::Tag<'_>, after: &'a str) -> &'a str {
        // Every other element ends a word, as its box does on the page.
        const INLINE: &str = "a abbr acronym b bdi bdo big cite code data del dfn em font i ins \
            kbd label mark q ruby rb s samp small span strike strong sub sup time tt u var wbr";
        // Elements that are not part of the article's text.
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

    /// The text behind a WordPress shortcode that was not rendered: `[vc_row type="x"]`,
    /// `[/caption]`, and `[dropcap]` if it is closed somewhere. A word in brackets, such as
    /// `[sic]`, is no shortcode.
    fn after_shortcode<'a>(&mut self, source: &'s str, text: &'a str) -> Option<&'a str> {
        const BRACKETS: &[char] = &['[', ']'];
        let body = text.strip_prefix('[')?;
        let end = body.find(BRACKETS)?;
        let (code, after) = (body.get(..end)?, body.get(end..)?.strip_prefix(']')?);
        if code.starts_with('/') {
            return shortcode(code.get(1..)?).map(|_| after);
        }
        let name = shortcode(code)?;
        let attributes = code.get(name.len()..)?;
        // Shortcodes that have no closing part.
        let known = name.contains('_') || list::has("gallery toc embed more", name);
        let is_code = match attributes.trim_end_matches('/') {
            "" | " " => known || attributes.ends_with('/') || self.is_closed(source, name),
            attributes => attributes.contains('=') || name.contains('_'),
        };
        is_code.then_some(after)
    }

    fn is_closed(&mut self, source: &'s str, name: &str) -> bool {
        let closed = self.closed.get_or_insert_with(|| {
            work::add(source.len());
            let mut names = Vec::new();
            let mut rest = source;
            while let Some((_, code)) = list::split(rest, "[/") {
                rest = code;
                let new = shortcode(code).filter(|name| names.last() != Some(name));
                names.extend(new);
                if names.len() == 50 {
                    break;
                }
            }
            names
        });
        closed.contains(&name)
    }

    /// Whether a shortcode stands inside a word: before the word's second half, or behind a letter
    /// that was separated to be drawn large.
    fn is_torn(&self, after: &str) -> bool {
        let next = after.chars().next();
        let text = &*self.text;
        let last = search::split_last(text, b' ').map_or(text, |(_, last)| last);
        let letters = last.chars().all(char::is_alphabetic) && !last.is_empty();
        let mut single = last.chars();
        let initial = single.next().is_some() && single.next().is_none();
        !self.gap
            && letters
            && next.is_some_and(|c| c.is_alphabetic() && (initial || !c.is_ascii_uppercase()))
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

/// Whether any part of a non-empty text is visible.
fn visible(text: &str) -> bool {
    text.chars().any(|character| {
        !matches!(character, ' ' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}'
            | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
    })
}

/// Links that only say "Continue reading", and the text that themes add for screen readers.
fn is_more_link(tag: tag::Tag<'_>) -> bool {
    const CLASSES: &str = "more-link read-more readmore read_more continue-reading moretag \
        screen-reader-text sr-only visually-hidden";
    tag.attribute("class").is_some_and(|classes| {
        classes
            .split_ascii_whitespace()
            .any(|class| list::has(CLASSES, class))
    })
}

/// The name at the beginning of a shortcode, if the text in the brackets can be a shortcode.
fn shortcode(code: &str) -> Option<&str> {
    const NAME_ENDS: &[char] = &[' ', '/', ']', '\n', '\t', '\r'];
    let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let end = code
        .bytes()
        .position(|byte| !is_name(byte))
        .unwrap_or(code.len());
    let (name, rest) = code.split_at_checked(end)?;
    let first = *name.as_bytes().first()?;
    let ends = rest.is_empty() || rest.starts_with(NAME_ENDS);
    (first.is_ascii_alphabetic() && ends).then_some(name)
}

/// A reference that was escaped twice: `&amp;#8217;`. The characters that make tags are decoded only
/// once, because texts write about tags.
fn again(outer: Reference<'_>) -> Reference<'_> {
    match entities::behind_ampersand(outer.after) {
        Some(inner) if outer.character == '&' && !matches!(inner.character, '<' | '>') => inner,
        _ => outer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("[dropcap]W[/dropcap]hen the weir", "When the weir"),
            (
                "[su_dropcap style=&#8221;flat&#8221;]T[/su_dropcap]HE weir",
                "THE weir",
            ),
            ("un[highlight]believ[/highlight]able", "unbelievable"),
            (
                "[et_pb_text]End.[/et_pb_text][et_pb_text]Start[/et_pb_text]",
                "End. Start",
            ),
            (
                "[quote]One[/quote] [b_x/] [toc] [more /] [Update] [LIVE]",
                "One [Update] [LIVE]",
            ),
            (
                "Kestrel&amp;#8217;s &amp;amp; &amp;hellip; &amp;alpha;",
                "Kestrel’s & … α",
            ),
            ("a\u{FFFC}b \u{F0B7} c", "ab c"),
            ("👩‍👩‍👧‍👦 é", "👩‍👩‍👧‍👦 é"),
        ] {
            assert_eq!(read(source, true, 300), expected, "{source:?}");
        }
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
            "[a b=",
            "[a][/a]",
            "[/",
            "&amp",
            "<a ='",
        ] {
            let size = 200_000;
            let source = piece.repeat(size / piece.len());
            work::take();
            assert!(read(&source, true, 300).chars().count() <= 301);
            let work = work::take();
            assert!(work <= 8 * size, "{piece}: {work}");
        }
    }
}
