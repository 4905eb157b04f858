//! The configurator's catalogue: attributes, tokens, languages.

use std::fmt::Write;

use super::description::{Attribute, Description, Number, TokenKind};
use super::notice;

pub const FILE: &str = "configurator/src/catalogue/interface.rs";

pub fn write(description: &Description) -> String {
    let mut text = notice("//!");
    text += "//! Everything that the configurator offers.\n\n";
    text += "use super::{Attribute, Group, Kind, Language, Token, TokenKind};\n\n";
    text += "#[rustfmt::skip]\npub const ATTRIBUTES: &[Attribute] = &[\n";
    for attribute in &description.attributes {
        let Attribute {
            name,
            title,
            hint,
            group,
            ..
        } = attribute;
        let Some(group) = group else { continue };
        let kind = kind(attribute);
        let _ = writeln!(
            text,
            "    Attribute {{ name: {name:?}, title: {title:?}, hint: {hint:?}, \
             group: Group::{group:?}, kind: {kind} }},"
        );
    }
    text += "];\n\n#[rustfmt::skip]\npub const TOKENS: &[Token] = &[\n";
    for token in &description.tokens {
        let (name, title, default) = (&token.name, &token.title, &token.default);
        let kind = match token.kind {
            TokenKind::Colour => "Colour",
            TokenKind::Other => "Other",
        };
        let _ = writeln!(
            text,
            "    Token {{ name: {name:?}, title: {title:?}, default: {default:?}, \
             kind: TokenKind::{kind} }},"
        );
    }
    text += "];\n\n#[rustfmt::skip]\npub const LANGUAGES: &[Language] = &[\n";
    for language in &description.languages {
        // Names are written unescaped: `{:?}` would escape marks of Hindi.
        let (tag, name) = (&language.tag, &language.name);
        let _ = writeln!(text, "    Language {{ tag: \"{tag}\", name: \"{name}\" }},");
    }
    text + "];\n"
}

fn kind(attribute: &Attribute) -> String {
    if let Some(kind) = attribute.kind {
        return format!("Kind::{kind:?}");
    }
    if let Some(number) = &attribute.number {
        let Number {
            least,
            most,
            default,
            ..
        } = number;
        return format!("Kind::Number {{ least: {least}, most: {most}, default: {default:?} }}");
    }
    if let Some(example) = &attribute.example {
        return format!("Kind::Text({example:?})");
    }
    let choices = attribute.choices.iter();
    let choices: Vec<_> = choices.map(|it| (&it.value, &it.title)).collect();
    format!("Kind::Choice(&{choices:?})")
}
