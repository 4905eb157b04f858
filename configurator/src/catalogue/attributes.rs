//! The element's attributes, and the field for each.

use std::sync::LazyLock;

use latest_news_core::labels;

use super::interface::ATTRIBUTES;

/// An attribute that replaces one phrase of the labels.
pub struct Phrase {
    pub attribute: String,
    /// The phrase's name, in sentence case.
    pub title: String,
    pub english: &'static str,
}

pub struct Attribute {
    pub name: &'static str,
    /// The name of the field, in sentence case.
    pub title: &'static str,
    /// One line below the field; may be empty.
    pub hint: &'static str,
    pub group: Group,
    pub kind: Kind,
}

/// The section of the panel that contains an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Feed,
    Look,
    Words,
    Behaviour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Addresses, separated by spaces.
    Feed,
    /// One of these values, each with its title. The first is the default.
    Choice(&'static [(&'static str, &'static str)]),
    /// A whole number. If there is no default, an empty field means "off".
    Number {
        least: u32,
        most: u32,
        default: Option<u32>,
    },
    /// Any text, and an example of one.
    Text(&'static str),
    /// Text that may be absent or empty, with two different meanings.
    Heading,
    Language,
}

impl Attribute {
    /// The value that means the same as no attribute. Empty if no value does.
    pub fn default(&self) -> String {
        match self.kind {
            Kind::Choice(values) => values
                .first()
                .map_or_else(String::new, |(value, _)| (*value).to_owned()),
            Kind::Number { default, .. } => {
                default.map_or_else(String::new, |number| number.to_string())
            }
            _ => String::new(),
        }
    }
}

pub fn attributes() -> &'static [Attribute] {
    ATTRIBUTES
}

pub fn attribute(name: &str) -> Option<&'static Attribute> {
    ATTRIBUTES.iter().find(|attribute| attribute.name == name)
}

/// One for each phrase of the widget.
pub fn phrases() -> &'static [Phrase] {
    static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
        labels::PHRASES
            .iter()
            .zip(labels::ENGLISH)
            .map(|(name, english)| Phrase {
                attribute: format!("label-{name}"),
                title: sentence(&name.replace('-', " ")),
                english,
            })
            .collect()
    });
    &PHRASES
}

/// The names of all attributes, phrases last.
pub fn names() -> impl Iterator<Item = &'static str> {
    let table = ATTRIBUTES.iter().map(|attribute| attribute.name);
    table.chain(phrases().iter().map(|phrase| phrase.attribute.as_str()))
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use latest_news_core::options::Options;

    /// Every value that the panel offers must have a meaning for the widget. A value that the panel
    /// leaves out must be the widget's default.
    #[test]
    fn the_widget_accepts_what_is_offered() {
        #[track_caller]
        fn check(name: &'static str, value: &str) -> Options {
            // Settings leave out an empty value, except for the heading.
            let is_there = name == "heading" || !value.is_empty();
            let (options, warnings) =
                Options::read(&|asked| (asked == name && is_there).then(|| value.to_owned()));
            assert_eq!(warnings, [], "{name}={value}");
            options
        }
        for attribute in ATTRIBUTES {
            let default = attribute.default();
            assert_eq!(check(attribute.name, &default), expected(attribute));
            match attribute.kind {
                Kind::Choice(values) => {
                    for (value, _) in values {
                        check(attribute.name, value);
                    }
                }
                Kind::Number { least, most, .. } => {
                    check(attribute.name, &least.to_string());
                    check(attribute.name, &most.to_string());
                }
                Kind::Text(example) => {
                    check(attribute.name, example);
                }
                Kind::Feed | Kind::Heading | Kind::Language => {}
            }
        }
    }

    /// The widget's defaults. An empty heading is the only empty value with a meaning.
    fn expected(attribute: &Attribute) -> Options {
        Options {
            heading: (attribute.name == "heading").then(String::new),
            ..Options::default()
        }
    }

    #[test]
    fn phrases_are_named_as_people_read() {
        assert_eq!(phrases()[0].title, "Latest news");
    }

    #[test]
    fn numbers_end_where_the_widgets_do() {
        for attribute in ATTRIBUTES {
            let Kind::Number { least, most, .. } = attribute.kind else {
                continue;
            };
            let outside = [least.checked_sub(1), Some(most + 1)];
            for number in outside.into_iter().flatten() {
                let name = attribute.name;
                let (_, warnings) =
                    Options::read(&|asked| (asked == name).then(|| number.to_string()));
                assert_eq!(warnings.len(), 1, "{name}={number}");
            }
        }
    }
}
