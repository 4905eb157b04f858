//! The lists that the loader needs.

use std::fmt::Write;

use super::description::Description;
use super::notice;

pub const FILE: &str = "loader/interface.js";

pub fn write(description: &Description) -> String {
    let mut text = notice("//");
    text += "// The names of the public interface.\n";
    let mut list = |name: &str, what: &str, words: Vec<&str>| {
        let _ = write!(text, "\n/** {what} */\nexport const {name} = [\n");
        for word in words {
            let _ = writeln!(text, "  {word:?},");
        }
        text += "];\n";
    };
    let attributes = description.attributes.iter();
    list(
        "ATTRIBUTES",
        "Attributes of the element, except those of phrases.",
        attributes.map(|it| it.name.as_str()).collect(),
    );
    list(
        "PHRASES",
        "Each is also an attribute, with `label-` before it.",
        description
            .phrases
            .iter()
            .map(|it| it.name.as_str())
            .collect(),
    );
    // English is part of the widget.
    let languages = description.languages.iter().filter(|it| it.tag != "en");
    list(
        "LANGUAGES",
        "Languages with a file of labels.",
        languages.map(|it| it.tag.as_str()).collect(),
    );
    // The element itself has `load`, because there is no widget before it is called.
    let methods = description.methods.iter().filter(|it| it.name != "load()");
    list(
        "METHODS",
        "Methods of the element that the widget implements.",
        methods.filter_map(|it| it.name.split('(').next()).collect(),
    );
    text
}
