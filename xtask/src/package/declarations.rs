//! `index.d.ts`: the element's attributes, properties, methods, events and states, with their meanings.

use super::words::{self, TAG};
use crate::failure::{Failure, Result};
use crate::interface::description::{Attribute, Description, Event, FieldKind, Named};

/// A number, or its text in an attribute.
const NUMBER: &str = "number | `${number}`";

pub fn write(description: &Description) -> Result<String> {
    let mut text = Text::default();
    text.line(
        0,
        "// Written by `cargo xtask package` from interface.toml.",
    );
    union(
        &mut text,
        "LatestNewsState",
        "Load state of the widget.",
        &description.states,
    )?;
    union(
        &mut text,
        "LatestNewsReason",
        "Who moved the carousel.",
        &description.reasons,
    )?;
    union(
        &mut text,
        "LatestNewsErrorKind",
        "What happened.",
        &description.errors,
    )?;
    attributes(&mut text, description)?;
    events(&mut text, description)?;
    class(&mut text, description)?;
    text.doc(
        0,
        "Defines the element, unless this is a server or the page has one already.",
    );
    text.line(0, "export declare function define(): void;");
    text.line(0, "");
    text.line(0, "declare global {");
    text.line(1, "interface HTMLElementTagNameMap {");
    text.line(2, &format!("{}: LatestNews;", literal(TAG)?));
    text.line(1, "}");
    text.line(
        1,
        "interface GlobalEventHandlersEventMap extends LatestNewsEventMap {}",
    );
    text.line(0, "}");
    Ok(text.0)
}

/// A type of names, with their meanings.
fn union(text: &mut Text, name: &str, about: &str, members: &[Named]) -> Result<()> {
    let rows = members
        .iter()
        .map(|it| format!("- `{}`: {}", it.name, words::unlinked(&it.meaning)));
    let rows: Vec<String> = rows.collect();
    text.doc(0, &format!("{about}\n\n{}", rows.join("\n")));
    let members: Result<Vec<String>> = members.iter().map(|it| literal(&it.name)).collect();
    text.line(
        0,
        &format!("export type {name} = {};", members?.join(" | ")),
    );
    text.line(0, "");
    Ok(())
}

fn attributes(text: &mut Text, description: &Description) -> Result<()> {
    text.doc(
        0,
        "Attributes of the element, by their names in markup. All are live.",
    );
    text.line(0, "export interface LatestNewsAttributes {");
    for attribute in &description.attributes {
        text.doc(1, &words::about(attribute));
        let (name, kind) = (literal(&attribute.name)?, value_type(attribute)?);
        text.line(1, &format!("{name}?: {kind};"));
    }
    for (name, meaning) in words::labels(description) {
        text.doc(1, &meaning);
        text.line(1, &format!("{}?: string;", literal(&name)?));
    }
    text.line(0, "}");
    text.line(0, "");
    Ok(())
}

fn value_type(attribute: &Attribute) -> Result<String> {
    if let Some(number) = &attribute.number {
        let off = if number.default.is_none() {
            " | \"off\" | false"
        } else {
            ""
        };
        let alone = if number.alone { " | \"\" | true" } else { "" };
        return Ok(format!("{NUMBER}{off}{alone}"));
    }
    let choices = attribute.choices.iter().map(|it| literal(&it.value));
    let choices: Vec<String> = choices.collect::<Result<_>>()?;
    Ok(match choices.is_empty() {
        true => "string".to_owned(),
        false => choices.join(" | "),
    })
}

fn events(text: &mut Text, description: &Description) -> Result<()> {
    text.doc(
        0,
        "Events of the element. They bubble, and leave shadow roots.",
    );
    text.line(0, "export interface LatestNewsEventMap {");
    for event in &description.events {
        text.doc(1, &words::unlinked(&event.meaning));
        let name = literal(&event.name)?;
        text.line(1, &format!("{name}: CustomEvent<{}>;", detail(event)));
    }
    text.line(0, "}");
    text.line(0, "");
    Ok(())
}

/// The type of an event's `detail`.
pub fn detail(event: &Event) -> String {
    let fields = event.detail.iter().map(|field| {
        let kind = match field.kind {
            FieldKind::Number => "number",
            FieldKind::String => "string",
            FieldKind::Boolean => "boolean",
            FieldKind::Reason => "LatestNewsReason",
            FieldKind::Error => "LatestNewsErrorKind",
            FieldKind::Viewed => "\"widget\" | \"article\"",
        };
        format!("{}: {kind}", field.name)
    });
    format!("{{ {} }}", fields.collect::<Vec<_>>().join("; "))
}

fn class(text: &mut Text, description: &Description) -> Result<()> {
    text.doc(
        0,
        "The element. It only works under the name `latest-news`, which `define` gives it.",
    );
    text.line(0, "export declare class LatestNews extends HTMLElement {");
    text.line(1, "static readonly observedAttributes: string[];");
    text.doc(
        1,
        "The load state of the widget, also in the attribute `data-state`.",
    );
    text.line(1, "readonly state: LatestNewsState;");
    for method in &description.methods {
        text.doc(1, &words::unlinked(&method.meaning));
        text.line(1, &format!("{}: void;", signature(&method.name)?));
    }
    let attributes = description.attributes.iter();
    // HTMLElement already has this property.
    for attribute in attributes.filter(|it| it.name != "lang") {
        property(
            text,
            &attribute.name,
            &words::about(attribute),
            &value_type(attribute)?,
        );
    }
    for (name, meaning) in words::labels(description) {
        property(text, &name, &meaning, "string");
    }
    text.line(0, "}");
    text.line(0, "");
    Ok(())
}

/// An attribute as a property. Reading it gives its text.
fn property(text: &mut Text, attribute: &str, about: &str, kind: &str) {
    let name = words::camel_case(attribute);
    text.doc(1, about);
    text.line(1, &format!("get {name}(): string | null;"));
    text.line(1, &format!("set {name}(value: {kind} | null | undefined);"));
}

/// `goTo(index)` with types.
fn signature(method: &str) -> Result<String> {
    match method {
        "goTo(index)" => Ok("goTo(index: number)".to_owned()),
        _ if method.ends_with("()") => Ok(method.to_owned()),
        _ => Err(Failure::new(format!("the types of `{method}` are unknown"))
            .cure("write them in xtask/src/package/declarations.rs, signature")),
    }
}

fn literal(text: &str) -> Result<String> {
    serde_json::to_string(text).map_err(|error| Failure::new(format!("{text}: {error}")))
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, depth: usize, line: &str) {
        if !line.is_empty() {
            self.0 += &"  ".repeat(depth);
        }
        self.0 += line;
        self.0 += "\n";
    }

    fn doc(&mut self, depth: usize, about: &str) {
        let about = about.replace("*/", "*\u{200b}/");
        if !about.contains('\n') {
            return self.line(depth, &format!("/** {about} */"));
        }
        self.line(depth, "/**");
        for line in about.lines() {
            self.line(depth, format!(" * {line}").trim_end());
        }
        self.line(depth, " */");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_does_not_end_early() {
        let mut text = Text::default();
        text.doc(1, "a */ b\n\nc");
        assert_eq!(text.0, "  /**\n   * a *\u{200b}/ b\n   *\n   * c\n   */\n");
    }

    #[test]
    fn a_method_of_unknown_types_is_named() {
        assert_eq!(signature("next()"), Ok("next()".to_owned()));
        let failure = signature("skip(count)").expect_err("a failure");
        assert!(failure.to_string().contains("`skip(count)`"), "{failure}");
    }
}
