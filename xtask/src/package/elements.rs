//! `custom-elements.json`, the manifest of custom elements in version 2.1.0 of its schema.

use serde_json::{Value, json};

use super::declarations::detail;
use super::words::{self, TAG, camel_case, unlinked};
use crate::failure::Result;
use crate::interface::description::{Description, Named};

const CLASS: &str = "LatestNews";
const ENTRY: &str = "index.js";

pub fn json(description: &Description) -> Result<String> {
    let class = json!({ "name": CLASS, "module": ENTRY });
    let manifest = json!({
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [
            {
                "kind": "javascript-module",
                "path": ENTRY,
                "declarations": [declaration(description), {
                    "kind": "function",
                    "name": "define",
                    "description": "Defines the element, unless this is a server or the page has one already.",
                    "return": { "type": { "text": "void" } },
                }],
                "exports": [
                    { "kind": "js", "name": CLASS, "declaration": { "name": CLASS } },
                    { "kind": "js", "name": "define", "declaration": { "name": "define" } },
                ],
            },
            {
                "kind": "javascript-module",
                "path": "define.js",
                "exports": [
                    { "kind": "custom-element-definition", "name": TAG, "declaration": class },
                ],
            },
        ],
    });
    words::json(&manifest, "custom-elements.json")
}

fn declaration(description: &Description) -> Value {
    json!({
        "kind": "class",
        "customElement": true,
        "name": CLASS,
        "tagName": TAG,
        "description": "The latest articles of a publisher's feeds.",
        "superclass": { "name": "HTMLElement" },
        "attributes": attributes(description),
        "members": members(description),
        "events": events(description),
        "slots": named(&description.slots),
        "cssParts": named(&description.parts),
        "cssProperties": properties(description),
        "cssStates": named(&description.states),
    })
}

fn attributes(description: &Description) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for attribute in &description.attributes {
        let choices: Vec<String> = words::choices(attribute, description)
            .iter()
            .map(|(value, _)| format!("'{value}'"))
            .collect();
        let kind = match (choices.is_empty(), &attribute.number) {
            (false, _) => choices.join(" | "),
            (true, Some(_)) => "number".to_owned(),
            (true, None) => "string".to_owned(),
        };
        let mut row = json!({
            "name": attribute.name,
            "fieldName": camel_case(&attribute.name),
            "description": words::about(attribute),
            "type": { "text": kind },
        });
        if let Some(default) = words::default(attribute) {
            row["default"] = Value::from(default);
        }
        all.push(row);
    }
    all.extend(words::labels(description).map(|(name, meaning)| {
        let field = camel_case(&name);
        json!({ "name": name, "fieldName": field, "description": meaning,
                "type": { "text": "string" } })
    }));
    all
}

fn members(description: &Description) -> Vec<Value> {
    let states: Vec<String> = description
        .states
        .iter()
        .map(|state| format!("'{}'", state.name))
        .collect();
    let mut all = vec![json!({
        "kind": "field", "name": "state", "readonly": true,
        "type": { "text": states.join(" | ") },
        "description": "The load state of the widget.",
    })];
    for method in &description.methods {
        let (name, parameters) = method.name.split_once('(').unwrap_or((&method.name, ""));
        let parameters = parameters.trim_end_matches(')').split(',');
        let parameters: Vec<Value> = parameters
            .filter(|name| !name.is_empty())
            .map(|name| json!({ "name": name.trim(), "type": { "text": "number" } }))
            .collect();
        all.push(json!({
            "kind": "method", "name": name, "parameters": parameters,
            "return": { "type": { "text": "void" } },
            "description": unlinked(&method.meaning),
        }));
    }
    let names = description.attributes.iter().map(|it| it.name.clone());
    let labels = words::labels(description).map(|(name, _)| name);
    all.extend(names.chain(labels).map(|name| {
        json!({
            "kind": "field", "name": camel_case(&name), "attribute": name,
            "type": { "text": "string | null" },
        })
    }));
    all
}

fn events(description: &Description) -> Vec<Value> {
    let events = description.events.iter();
    let events = events.map(|event| {
        json!({
            "name": event.name,
            "description": unlinked(&event.meaning),
            "type": { "text": format!("CustomEvent<{}>", detail(event)) },
        })
    });
    events.collect()
}

fn properties(description: &Description) -> Vec<Value> {
    let tokens = description.tokens.iter();
    let tokens = tokens.map(|token| {
        json!({
            "name": format!("--{TAG}-{}", token.name),
            "description": unlinked(&token.meaning),
            "default": token.default,
        })
    });
    tokens.collect()
}

fn named(rows: &[Named]) -> Vec<Value> {
    let rows = rows.iter();
    rows.map(|row| json!({ "name": row.name, "description": unlinked(&row.meaning) }))
        .collect()
}
