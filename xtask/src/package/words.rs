//! Names and texts of the description, in the form of other formats.

use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::interface::description::{Attribute, Description};

pub const TAG: &str = "latest-news";

pub fn json(value: &impl Serialize, name: &str) -> Result<String> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| Failure::new(format!("{name}: {error}")))
}

/// Markdown without its links, because they only work in docs/.
pub fn unlinked(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some((before, link)) = rest.split_once('[') {
        let parts = link.split_once("](").and_then(|(words, after)| {
            let (_, after) = after.split_once(')')?;
            Some((words, after))
        });
        let Some((words, after)) = parts else { break };
        text += before;
        text += words;
        rest = after;
    }
    text + rest
}

/// The meaning of an attribute, and its values.
pub fn about(attribute: &Attribute) -> String {
    let values = unlinked(&attribute.values);
    format!("{}\n\nValues: {values}", unlinked(&attribute.meaning))
}

/// The attributes that replace phrases: names and meanings.
pub fn labels(description: &Description) -> impl Iterator<Item = (String, String)> {
    description.phrases.iter().map(|phrase| {
        let meaning = format!("{}. In English: “{}”", phrase.meaning, phrase.english);
        (format!("label-{}", phrase.name), meaning)
    })
}

/// The name of a property, for `image-ratio` for example.
pub fn camel_case(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        text + &crate::interface::pascal_case(word)
    })
}

/// The values of an attribute with fixed values, with their meanings if known.
pub fn choices<'a>(
    attribute: &'a Attribute,
    description: &'a Description,
) -> Vec<(&'a str, Option<&'a str>)> {
    let choices = attribute.choices.iter();
    let layouts = &description.layouts;
    let known = |value: &str| {
        let layout = layouts.iter().find(|layout| layout.name == value)?;
        (attribute.name == "layout").then_some(layout.meaning.as_str())
    };
    choices
        .map(|choice| (choice.value.as_str(), known(&choice.value)))
        .collect()
}

/// The default of an attribute, if it is one value.
pub fn default(attribute: &Attribute) -> Option<String> {
    let number = || Some(attribute.number.as_ref()?.default?.to_string());
    let choice = attribute.choices.first().map(|it| it.value.clone());
    choice.or_else(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lose_their_targets() {
        #[track_caller]
        fn check(markdown: &str, expected: &str) {
            assert_eq!(unlinked(markdown), expected);
        }
        check("see [Layouts](#layouts).", "see Layouts.");
        check("[a](b) and [c](d)", "a and c");
        check("`a[0]`", "`a[0]`");
        check("plain", "plain");
    }

    #[test]
    fn properties_are_in_camel_case() {
        assert_eq!(camel_case("feed"), "feed");
        assert_eq!(camel_case("label-start-rotation"), "labelStartRotation");
    }
}
