//! The types of `interface.toml`.

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::shell::read;

pub const FILE: &str = "interface.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    #[serde(rename = "attribute")]
    pub attributes: Vec<Attribute>,
    #[serde(rename = "phrase")]
    pub phrases: Vec<Phrase>,
    #[serde(rename = "language")]
    pub languages: Vec<Language>,
    #[serde(rename = "method")]
    pub methods: Vec<Named>,
    #[serde(rename = "state")]
    pub states: Vec<Named>,
    #[serde(rename = "event")]
    pub events: Vec<Event>,
    #[serde(rename = "slot")]
    pub slots: Vec<Named>,
    #[serde(rename = "reason")]
    pub reasons: Vec<Named>,
    #[serde(rename = "error")]
    pub errors: Vec<Named>,
    #[serde(rename = "layout")]
    pub layouts: Vec<Layout>,
    #[serde(rename = "preset")]
    pub presets: Vec<Named>,
    #[serde(rename = "token")]
    pub tokens: Vec<Token>,
    #[serde(rename = "part")]
    pub parts: Vec<Named>,
}

/// An attribute of the element, and its field in the configurator. Without a group it has no field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    pub name: String,
    /// Markdown: the values, default first.
    pub values: String,
    /// Markdown.
    pub meaning: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub hint: String,
    pub group: Option<Group>,
    /// Not empty if the values are fixed. The first is the default.
    #[serde(default)]
    pub choices: Vec<Choice>,
    pub number: Option<Number>,
    /// An example value, for attributes that take any text.
    pub example: Option<String>,
    /// For a field of a special kind.
    pub kind: Option<Kind>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    Feed,
    Look,
    Words,
    Behaviour,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Feed,
    Heading,
    Language,
}

/// A whole number. Without a default, an empty field means "off".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    pub least: u32,
    pub most: u32,
    pub default: Option<u32>,
    /// Whether the attribute also has a meaning without a value.
    #[serde(default)]
    pub alone: bool,
    /// The expected value, for messages about a wrong one: "a number from 1 to 100".
    pub expected: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub value: String,
    pub title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub name: String,
    pub english: String,
    pub meaning: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    pub tag: String,
    /// In the language itself.
    pub name: String,
    /// Markdown: its name in English, and other tags with the same meaning.
    pub english: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
    pub meaning: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: String,
    pub detail: Vec<Field>,
    pub meaning: String,
}

/// A field of an event's `detail`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: FieldKind,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    Number,
    String,
    Boolean,
    /// One of the reasons of a slide.
    Reason,
    /// One of the kinds of error.
    Error,
    /// The widget or an article.
    Viewed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub name: String,
    pub meaning: String,
    /// Markdown: the height that it needs.
    pub room: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// Without `--latest-news-`.
    pub name: String,
    /// As in the style sheet. Two defaults are joined by " or ".
    pub default: String,
    pub meaning: String,
    pub title: String,
    #[serde(default)]
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    Colour,
    #[default]
    Other,
}

impl Description {
    pub fn read() -> Result<Self> {
        Self::parse(&read(FILE)?)
    }

    fn parse(text: &str) -> Result<Self> {
        toml::from_str(text)
            .map_err(|error| Failure::new(format!("{FILE} cannot be read: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let fault = Description::parse("[[phrase]]\nname = \"next\"\nenglisch = \"Next\"\n");
        let words = fault.expect_err("a fault").to_string();
        assert!(words.contains("englisch"), "{words}");
        assert!(words.contains("line 3"), "{words}");
    }
}
