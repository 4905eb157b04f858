//! Tags as they are written, also if they are not quite right.

use std::ops::Range;

/// The name of the first element, without its prefix.
pub fn root(text: &str) -> &str {
    Tag::first(text).map_or("", |tag| tag.local())
}

/// A tag and its attributes.
pub struct Tag<'a> {
    start: usize,
    end: usize,
    pub name: &'a str,
    pub attributes: Vec<Attribute<'a>>,
}

pub struct Attribute<'a> {
    pub name: &'a str,
    pub value: &'a str,
    /// As it stands in the text.
    pub whole: &'a str,
}

impl<'a> Tag<'a> {
    pub fn first(text: &'a str) -> Option<Tag<'a>> {
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            rest = rest.get(at + 1..)?;
            if rest.starts_with(['?', '!']) {
                if let Some(comment) = rest.strip_prefix("!--") {
                    rest = comment.split_once("-->").map_or("", |(_, after)| after);
                }
                continue;
            }
            let start = text.len() - rest.len();
            let end = rest.find(|c: char| !(c.is_alphanumeric() || ":_-.".contains(c)));
            let (name, mut rest) = rest.split_at(end.unwrap_or(rest.len()));
            let mut attributes = Vec::new();
            while let Some((attribute, after)) = attribute(rest) {
                attributes.push(attribute);
                rest = after;
            }
            return Some(Tag {
                start,
                end: text.len() - rest.len(),
                name,
                attributes,
            });
        }
        None
    }

    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or_default()
    }
}

/// The attribute at the beginning of a text, and what follows it.
fn attribute(text: &str) -> Option<(Attribute<'_>, &str)> {
    let start = text.trim_start();
    let end = start.find(|c: char| c == '=' || c == '>' || c == '/' || c.is_whitespace())?;
    let (name, after) = start.split_at(end);
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = after.get(1..)?.split_once(quote)?;
    let whole = text.get(..text.len() - after.len())?;
    Some((Attribute { name, value, whole }, after))
}
