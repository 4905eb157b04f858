//! Just enough HTML to read past it: one tag or comment at a time, and a tag's attributes. This
//! module builds no tree. `text` and `image` decide what a tag means.

use std::borrow::Cow;

use super::{entities, list, work};

/// What a `<` begins.
pub(super) enum Markup<'a> {
    Tag(Tag<'a>),
    /// A comment, doctype or processing instruction.
    Comment,
}

#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    /// As written, in any case.
    pub(super) name: &'a str,
    pub(super) closing: bool,
    attributes: &'a str,
}

/// Reads the tag or comment that starts with this text's `<`, and returns the rest. `None` if the
/// `<` is only a character. A tag that never ends takes the rest of the text, as in browsers.
pub(super) fn next(text: &str) -> Option<(Markup<'_>, &str)> {
    let body = text.strip_prefix('<')?;
    if let Some(comment) = body.strip_prefix("!--") {
        return Some((Markup::Comment, after(comment, "-->")));
    }
    if body.starts_with(['!', '?']) {
        return Some((Markup::Comment, after(body, ">")));
    }
    let (closing, body) = match body.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, body),
    };
    if !body.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let (name, attributes) = body.split_at_checked(before(body, b"/>"))?;
    let (attributes, rest) = attributes.split_at_checked(end(attributes))?;
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    work::add(text.len() - rest.len());
    Some((
        Markup::Tag(Tag {
            name,
            closing,
            attributes,
        }),
        rest,
    ))
}

/// The next tag in this text and the text behind it. Comments are skipped.
pub(super) fn next_tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')?..)?;
        match next(rest) {
            Some((Markup::Tag(tag), after)) => return Some((tag, after)),
            Some((_, after)) => rest = after,
            None => rest = rest.get(1..)?,
        }
    }
}

/// The text behind the element whose opening tag has just been read. It is empty if the element
/// never closes.
pub(super) fn skip_element<'a>(text: &'a str, opening: Tag<'_>) -> &'a str {
    let raw = opening.is_one_of("script style");
    let mut depth = 1;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        match next(rest) {
            Some((Markup::Tag(tag), after)) if tag.name.eq_ignore_ascii_case(opening.name) => {
                if tag.closing {
                    depth -= 1;
                } else if !raw {
                    depth += 1;
                }
                if depth == 0 {
                    return after;
                }
                rest = after;
            }
            Some((_, after)) if !raw => rest = after,
            _ => rest = rest.get(1..).unwrap_or_default(),
        }
    }
    ""
}

impl<'a> Tag<'a> {
    /// Whether the name is in this list, which is separated by spaces.
    pub(super) fn is_one_of(self, names: &str) -> bool {
        list::has(names, self.name)
    }

    /// The value of an attribute with its references decoded.
    pub(super) fn attribute(self, wanted: &str) -> Option<Cow<'a, str>> {
        work::add(self.attributes.len());
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                return None;
            }
            // A stray `/` or `=` counts as a name, so that reading always advances.
            let length = before(rest, b"=/").max(usize::from(rest.starts_with(['=', '/'])));
            let (name, after) = rest.split_at_checked(length)?;
            let (value, after) = match after.trim_ascii_start().strip_prefix('=') {
                Some(value) => value_of(value.trim_ascii_start()),
                None => ("", after),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(entities::decode_all(value));
            }
            rest = after;
        }
    }
}

/// An attribute's value, quoted or not, and the text behind it.
fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at_checked(before(text, b""))
        .unwrap_or((text, ""))
}

/// Where the attributes end: at the first `>` outside quotes. If a quote never closes, at the first
/// `>`.
fn end(attributes: &str) -> usize {
    let mut quote = None;
    let mut value = false;
    for (at, byte) in attributes.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return at,
            None if value && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            value = byte == b'=';
        }
    }
    attributes.find('>').unwrap_or(attributes.len())
}

/// How many bytes come before white space or one of these.
fn before(text: &str, marks: &[u8]) -> usize {
    let ends = |byte: u8| byte.is_ascii_whitespace() || marks.contains(&byte);
    text.bytes().position(ends).unwrap_or(text.len())
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    list::split(text, mark).map_or("", |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, attribute: Option<&str>, rest: &str) {
        let (tag, after) = next_tag(text).unwrap();
        assert_eq!(tag.name, name);
        assert_eq!(tag.attribute("src").as_deref(), attribute);
        assert_eq!(after, rest);
    }

    #[test]
    fn tags_and_attributes() {
        check("<img src=a.png>x", "img", Some("a.png"), "x");
        check(
            "<IMG alt='a > b' SRC = \"a&amp;b\" />x",
            "IMG",
            Some("a&b"),
            "x",
        );
        check("<img data-src=b src='a'>", "img", Some("a"), "");
        check("<img/src=a/b>x", "img", Some("a/b"), "x");
        check("<img src>x", "img", Some(""), "x");
        check("<p>x", "p", None, "x");
        check("<!-- <b> --><p class=\"a\"b>x", "p", None, "x");
        check(
            "1 < 2 <!-- </i> --><img src=\"never closed>x",
            "img",
            Some("never closed"),
            "x",
        );
        check("<a \"'>x", "a", None, "x");
        check("<p", "p", None, "");
    }

    #[test]
    fn elements_are_skipped_with_their_children() {
        for (text, expected) in [
            ("<a>x</a>y</a>z", "z"),
            ("<b>x</A >z", "z"),
            ("never closed", ""),
            ("<!-- </a> --></a>z", "z"),
        ] {
            let (tag, _) = next_tag("<a>").unwrap();
            assert_eq!(skip_element(text, tag), expected, "{text}");
        }
        let (script, _) = next_tag("<script>").unwrap();
        assert_eq!(
            skip_element("if (a<b) '<script>' <!-- </script>z", script),
            "z"
        );
    }
}
