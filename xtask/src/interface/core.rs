//! The names and values that core reads, and the phrases.

use std::fmt::Write;

use super::description::{Description, Number};
use super::{constant_case, notice, pascal_case};

pub const FILE: &str = "core/src/interface/lists.rs";

pub fn write(description: &Description) -> String {
    let mut text = notice("//!");
    text += "//! The names and values of the public interface.\n\n";
    text += "use super::{Choice, Number};\n\n";
    attributes(&mut text, description);
    phrases(&mut text, description);
    text
}

fn attributes(text: &mut String, description: &Description) {
    let names = description.attributes.iter().map(|it| it.name.as_str());
    *text += "/// The attributes that the widget reads, in the order of docs/attributes.md.\n";
    list(text, "ATTRIBUTES", names);
    for attribute in &description.attributes {
        let (name, constant) = (&attribute.name, constant_case(&attribute.name));
        if !attribute.choices.is_empty() {
            let values: Vec<&str> = attribute.choices.iter().map(|it| &*it.value).collect();
            let (count, values) = (values.len(), values.join(" "));
            let _ = write!(
                text,
                "\n#[rustfmt::skip]\npub const {constant}: Choice<{count}> = Choice {{ \
                 words: \"{name} {values}\" }};\n"
            );
        }
        if let Some(number) = &attribute.number {
            let Number {
                least,
                most,
                expected,
                ..
            } = number;
            let _ = write!(
                text,
                "\n#[rustfmt::skip]\npub const {constant}: Number = Number {{\n    \
                 attribute: {name:?},\n    least: {least},\n    most: {most},\n    \
                 expected: {expected:?},\n}};\n"
            );
        }
    }
}

fn phrases(text: &mut String, description: &Description) {
    *text += "\n/// The phrases of the widget. `{}` stands for a value, a second `{}` for a second value.\n";
    *text += "#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Phrase {\n";
    for phrase in &description.phrases {
        let variant = pascal_case(&phrase.name);
        let _ = write!(text, "    /// {}.\n    {variant},\n", phrase.meaning);
    }
    *text += "}\n\n/// Names of the phrases, as in `labels/` and in `label-…` attributes.\n";
    list(
        text,
        "PHRASES",
        description.phrases.iter().map(|it| it.name.as_str()),
    );
    *text += "\n/// The phrases in English.\n";
    list(
        text,
        "ENGLISH",
        description.phrases.iter().map(|it| it.english.as_str()),
    );
    *text += "\n/// Tags of the languages that have labels.\n";
    list(
        text,
        "LANGUAGES",
        description.languages.iter().map(|it| it.tag.as_str()),
    );
}

fn list<'a>(text: &mut String, name: &str, words: impl ExactSizeIterator<Item = &'a str>) {
    let count = words.len();
    let _ = write!(
        text,
        "#[rustfmt::skip]\npub const {name}: [&str; {count}] = [\n"
    );
    for word in words {
        let _ = writeln!(text, "    {word:?},");
    }
    *text += "];\n";
}
