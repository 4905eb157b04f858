//! The element's attributes and how each is asked for. A test compares the table with the widget's
//! own list, so an attribute nobody can choose does not go unnoticed.

use std::sync::LazyLock;

use latest_news_core::labels;

/// An attribute that puts one phrase of the labels otherwise.
pub struct Phrase {
    pub attribute: String,
    /// The phrase's name, in sentence case.
    pub title: String,
    pub english: &'static str,
}

pub struct Attribute {
    pub name: &'static str,
    /// What the field is called, in sentence case.
    pub title: &'static str,
    /// One line below the field; may be empty.
    pub hint: &'static str,
    pub group: Group,
    pub kind: Kind,
}

/// The section of the panel an attribute stands in.
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
    /// One of these, each with what it is called; the first is the default.
    Choice(&'static [(&'static str, &'static str)]),
    /// A whole number. Without a default, none is "off".
    Number {
        least: u32,
        most: u32,
        default: Option<u32>,
    },
    /// Any text, and an example of one.
    Text(&'static str),
    /// Text whose absence and emptiness are two things.
    Heading,
    Language,
}

impl Attribute {
    /// The value that is as good as no attribute; empty where nothing is.
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
    TABLE
}

pub fn attribute(name: &str) -> Option<&'static Attribute> {
    TABLE.iter().find(|attribute| attribute.name == name)
}

/// As many as the widget has phrases.
pub fn phrases() -> &'static [Phrase] {
    static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
        labels::NAMES
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
    let table = TABLE.iter().map(|attribute| attribute.name);
    table.chain(phrases().iter().map(|phrase| phrase.attribute.as_str()))
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

const TABLE: &[Attribute] = &[
    Attribute {
        name: "feed",
        title: "Feed address",
        hint: "Several addresses, separated by spaces, are merged newest first.",
        group: Group::Feed,
        kind: Kind::Feed,
    },
    Attribute {
        name: "limit",
        title: "Articles at most",
        hint: "1 to 100",
        group: Group::Feed,
        kind: Kind::Number {
            least: 1,
            most: 100,
            default: Some(12),
        },
    },
    Attribute {
        name: "layout",
        title: "Layout",
        hint: "",
        group: Group::Look,
        kind: Kind::Choice(&[
            ("carousel", "Carousel"),
            ("list", "List"),
            ("grid", "Grid"),
            ("hero", "Hero"),
            ("ticker", "Ticker"),
        ]),
    },
    Attribute {
        name: "theme",
        title: "Theme",
        hint: "Auto follows the reader’s own setting.",
        group: Group::Look,
        kind: Kind::Choice(&[("auto", "Auto"), ("light", "Light"), ("dark", "Dark")]),
    },
    Attribute {
        name: "images",
        title: "Pictures",
        hint: "",
        group: Group::Look,
        kind: Kind::Choice(&[("show", "Shown"), ("none", "None")]),
    },
    Attribute {
        name: "image-ratio",
        title: "Shape of pictures",
        hint: "Such as 4/3 or 1.5",
        group: Group::Look,
        kind: Kind::Text("16/9"),
    },
    Attribute {
        name: "summary-lines",
        title: "Lines of summary",
        hint: "0 to 8; 0 is no summary",
        group: Group::Look,
        kind: Kind::Number {
            least: 0,
            most: 8,
            default: Some(3),
        },
    },
    Attribute {
        name: "dates",
        title: "Dates",
        hint: "",
        group: Group::Look,
        kind: Kind::Choice(&[
            ("relative", "“2 hours ago”"),
            ("absolute", "The day"),
            ("none", "None"),
        ]),
    },
    Attribute {
        name: "heading",
        title: "Heading",
        hint: "Without one, “Latest news” in the widget’s language",
        group: Group::Words,
        kind: Kind::Heading,
    },
    Attribute {
        name: "heading-level",
        title: "Level of the heading",
        hint: "1 to 6; headlines are one below",
        group: Group::Words,
        kind: Kind::Number {
            least: 1,
            most: 6,
            default: Some(2),
        },
    },
    Attribute {
        name: "lang",
        title: "Language",
        hint: "Of labels and dates. Without one, the page’s own",
        group: Group::Words,
        kind: Kind::Language,
    },
    Attribute {
        name: "autoplay",
        title: "Rotate, in seconds",
        hint: "3 or more; empty is off",
        group: Group::Behaviour,
        kind: Kind::Number {
            least: 3,
            most: 600,
            default: None,
        },
    },
    Attribute {
        name: "refresh",
        title: "Refresh, in minutes",
        hint: "1 or more; empty is off",
        group: Group::Behaviour,
        kind: Kind::Number {
            least: 1,
            most: 10_080,
            default: None,
        },
    },
    Attribute {
        name: "loop",
        title: "Next, on the last slide",
        hint: "",
        group: Group::Behaviour,
        kind: Kind::Choice(&[("rewind", "To the first"), ("off", "Nothing")]),
    },
    Attribute {
        name: "loading",
        title: "Loading",
        hint: "Lazy waits until the widget comes near the viewport.",
        group: Group::Behaviour,
        kind: Kind::Choice(&[("lazy", "Lazy"), ("eager", "Eager")]),
    },
    Attribute {
        name: "target",
        title: "Articles open in",
        hint: "",
        group: Group::Behaviour,
        kind: Kind::Choice(&[
            ("_self", "Same tab"),
            ("_blank", "New tab"),
            ("_top", "Top window"),
            ("_parent", "Parent frame"),
        ]),
    },
    Attribute {
        name: "link-params",
        title: "Added to links",
        hint: "Such as utm_source=partner&utm_medium=widget",
        group: Group::Behaviour,
        kind: Kind::Text("utm_source=partner"),
    },
    Attribute {
        name: "empty",
        title: "A feed without articles shows",
        hint: "",
        group: Group::Behaviour,
        kind: Kind::Choice(&[("message", "A message"), ("hide", "Nothing")]),
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use latest_news_core::options::{ATTRIBUTES, Options};

    #[test]
    fn every_attribute_of_the_widget_can_be_chosen_and_no_other() {
        let mut own: Vec<&str> = TABLE.iter().map(|attribute| attribute.name).collect();
        own.sort_unstable();
        let mut widget = ATTRIBUTES.to_vec();
        widget.sort_unstable();
        assert_eq!(own, widget);
    }

    /// What the panel offers must mean something to the widget, and what it leaves out must be the
    /// widget's own default.
    #[test]
    fn the_widget_accepts_what_is_offered() {
        #[track_caller]
        fn check(name: &'static str, value: &str) -> Options {
            // Settings leave an empty value out, but for the heading's.
            let is_there = name == "heading" || !value.is_empty();
            let (options, warnings) =
                Options::read(&|asked| (asked == name && is_there).then(|| value.to_owned()));
            assert_eq!(warnings, [], "{name}={value}");
            options
        }
        for attribute in TABLE {
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

    /// The widget's defaults; an empty heading is the one empty value with a meaning.
    fn expected(attribute: &Attribute) -> Options {
        Options {
            heading: (attribute.name == "heading").then(String::new),
            ..Options::default()
        }
    }

    #[test]
    fn phrases_are_the_readmes() {
        let readme = include_str!("../../../README.md");
        for phrase in phrases() {
            let row = format!("| `{}` | `{}` |", phrase.attribute, phrase.english);
            assert!(readme.contains(&row), "README.md lacks {row}");
        }
        assert_eq!(phrases()[0].title, "Latest news");
        assert_eq!(readme.matches("\n| `label-").count(), phrases().len());
    }

    #[test]
    fn numbers_end_where_the_widgets_do() {
        for attribute in TABLE {
            let Kind::Number { least, most, .. } = attribute.kind else {
                continue;
            };
            let outside = [least.checked_sub(1), Some(most + 1)];
            for number in outside.into_iter().flatten() {
                // Rotation may be as slow as somebody likes; the panel's end is only sensible.
                let name = attribute.name;
                let (_, warnings) =
                    Options::read(&|asked| (asked == name).then(|| number.to_string()));
                let open_ended = name == "autoplay" && number > most;
                assert_eq!(warnings.len(), usize::from(!open_ended), "{name}={number}");
            }
        }
    }
}
