//! Texts of RSS and Atom, and in which form they are sent.

use super::document::Document;

pub enum Content {
    /// As it stands.
    Whole,
    /// Nothing that could be shown.
    None,
    Html(String),
}

/// What feed-rs shall read of an element.
pub fn content(document: &Document<'_>, at: usize, is_atom: bool) -> Content {
    let has_children = document.has_children(at);
    if document.is_blank(at) {
        return Content::None;
    }
    if !is_atom {
        return match has_children {
            true => Content::Html(document.html(at)),
            false => Content::Whole,
        };
    }
    let written = document.attribute(at, "type").unwrap_or_default();
    let kind = written.to_ascii_lowercase();
    // A media type may have parameters, such as `text/html; charset=utf-8`.
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let is_elsewhere = document.attribute(at, "src").is_some();
    let is_coded = document
        .attribute(at, "mode")
        .is_some_and(|mode| mode == "base64");
    let is_xml = kind.ends_with("/xml") || kind.ends_with("+xml");
    match kind {
        _ if is_elsewhere || is_coded => Content::None,
        "xhtml" if has_children && written == "xhtml" => Content::Whole,
        _ if has_children => Content::Html(document.html(at)),
        "text" | "html" if written == kind => Content::Whole,
        "" if written.is_empty() => Content::Whole,
        "" | "text" | "html" | "xhtml" | "plain" => Content::Html(document.words(at)),
        _ if kind.starts_with("text/") || is_xml => Content::Html(document.words(at)),
        // Such as a picture as base64.
        _ => Content::None,
    }
}

/// The text inside `<![CDATA[]]>` that was escaped once too often.
pub fn unwrapped(text: &str) -> &str {
    let inside = text
        .trim()
        .strip_prefix("<![CDATA[")
        .and_then(|it| it.strip_suffix("]]>"));
    inside.map_or(text, str::trim)
}

/// The text of an element, which may be HTML that is not escaped.
pub fn words(document: &Document<'_>, at: usize) -> String {
    match document.has_children(at) {
        true => document.html(at),
        false => unwrapped(&document.words(at)).to_owned(),
    }
}
