//! The attributes that the block and the shortcode of the WordPress plugin have.

use std::fmt::Write;

use super::description::{Attribute, Description, Group, Kind, Phrase};
use super::notice;

pub const FILE: &str = "wordpress/includes/attributes.php";

/// What PHP and WordPress want around the list.
const START: &str = "<?php
/**
 * The attributes of the element: the only ones that a block or a shortcode can have.
 *
 * @package Latest_News
 */

";

const FUNCTION: &str = "
defined( 'ABSPATH' ) || exit;

/**
 * Each attribute by its name: the group and words of its field in the editor, what an empty field means or an
 * example, the fixed values with their names, and whether the attribute also means something without a value.
 *
 * @return array
 */
function latest_news_attributes() {
\treturn array(
";

pub fn write(description: &Description) -> String {
    let mut text = format!("{START}{}{FUNCTION}", notice("//"));
    for it in &description.attributes {
        attribute(&mut text, it);
    }
    for it in &description.phrases {
        phrase(&mut text, it);
    }
    text += "\t);\n}\n";
    text
}

fn attribute(text: &mut String, attribute: &Attribute) {
    let group = match attribute.group {
        Some(Group::Look) => "look",
        Some(Group::Words) => "words",
        Some(Group::Behaviour) => "behaviour",
        Some(Group::Feed) | None => "feed",
    };
    let title = match attribute.title.as_str() {
        "" => capitalised(&attribute.name),
        title => title.to_owned(),
    };
    let number = attribute.number.as_ref();
    let is_alone = number.is_some_and(|number| number.alone);
    let field = Field {
        name: &attribute.name,
        group,
        title: &title,
        hint: &attribute.hint,
        placeholder: &placeholder(attribute),
        choices: &attribute
            .choices
            .iter()
            .map(|choice| (&*choice.value, &*choice.title))
            .collect::<Vec<_>>(),
        has_empty: is_alone || matches!(attribute.kind, Some(Kind::Heading)),
    };
    field.write(text);
}

/// The value of an empty field, or an example of one.
fn placeholder(attribute: &Attribute) -> String {
    let number = attribute.number.as_ref().and_then(|it| it.default);
    let example = attribute.example.clone().unwrap_or_default();
    number.map_or(example, |number| number.to_string())
}

fn phrase(text: &mut String, phrase: &Phrase) {
    let field = Field {
        name: &format!("label-{}", phrase.name),
        group: "labels",
        title: &phrase.meaning.replace('`', ""),
        hint: "",
        placeholder: &phrase.english,
        choices: &[],
        has_empty: false,
    };
    field.write(text);
}

struct Field<'a> {
    name: &'a str,
    group: &'a str,
    title: &'a str,
    hint: &'a str,
    placeholder: &'a str,
    choices: &'a [(&'a str, &'a str)],
    has_empty: bool,
}

impl Field<'_> {
    fn write(&self, text: &mut String) {
        let _ = write!(
            text,
            "\t\t{} => array(\n\t\t\t'group'       => {},\n\t\t\t'title'       => {},\n\
             \t\t\t'hint'        => {},\n\t\t\t'placeholder' => {},\n",
            quoted(self.name),
            quoted(self.group),
            translated(self.title),
            translated(self.hint),
            quoted(self.placeholder),
        );
        match self.choices {
            [] => *text += "\t\t\t'choices'     => array(),\n",
            choices => {
                *text += "\t\t\t'choices'     => array(\n";
                let widest = choices.iter().map(|(value, _)| value.len()).max();
                for (value, title) in choices {
                    let name = quoted(value);
                    let width = widest.unwrap_or_default() + 2;
                    let _ = writeln!(text, "\t\t\t\t{name:width$} => {},", translated(title));
                }
                *text += "\t\t\t),\n";
            }
        }
        let _ = write!(text, "\t\t\t'empty'       => {},\n\t\t),\n", self.has_empty);
    }
}

/// A text that WordPress translates. An empty one would give the header of the translation.
fn translated(text: &str) -> String {
    match text {
        "" => quoted(text),
        text => format!("__( {}, 'latest-news' )", quoted(text)),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_for_php() {
        assert_eq!(quoted(r"it's \ $x"), r"'it\'s \\ $x'");
        assert_eq!(translated(""), "''");
        assert_eq!(translated("News"), "__( 'News', 'latest-news' )");
        assert_eq!(capitalised("edition"), "Edition");
    }
}
