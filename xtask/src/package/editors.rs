//! Data for editors: custom data for HTML and CSS in VS Code, and web-types for JetBrains' editors.

use serde_json::{Value, json};

use super::manifest::NAME;
use super::words::{self, TAG, camel_case, unlinked};
use crate::failure::Result;
use crate::interface::description::{Description, Named};

const ABOUT: &str = "The latest articles of a publisher's feeds.";

/// VS Code's `html.customData`.
pub fn html(description: &Description) -> Result<String> {
    let mut attributes: Vec<Value> = Vec::new();
    for attribute in &description.attributes {
        let values = words::choices(attribute, description).into_iter();
        let values = values.map(|(value, about)| match about {
            Some(about) => json!({ "name": value, "description": about }),
            None => json!({ "name": value }),
        });
        attributes.push(json!({
            "name": attribute.name,
            "description": markdown(&words::about(attribute)),
            "values": values.collect::<Vec<_>>(),
        }));
    }
    attributes.extend(
        words::labels(description)
            .map(|(name, about)| json!({ "name": name, "description": markdown(&about) })),
    );
    let data = json!({
        "version": 1.1,
        "tags": [{ "name": TAG, "description": ABOUT, "attributes": attributes }],
    });
    words::json(&data, "html-custom-data.json")
}

/// VS Code's `css.customData`.
pub fn css(description: &Description) -> Result<String> {
    let tokens = description.tokens.iter().map(|token| {
        let about = format!("{}. Default: `{}`", unlinked(&token.meaning), token.default);
        json!({ "name": format!("--{TAG}-{}", token.name), "description": markdown(&about) })
    });
    let parts = description.parts.iter().map(|part| {
        json!({ "name": format!("::part({})", part.name), "description": unlinked(&part.meaning) })
    });
    let states = description.states.iter().map(|state| {
        json!({ "name": format!(":state({})", state.name), "description": unlinked(&state.meaning) })
    });
    let data = json!({
        "version": 1.1,
        "properties": tokens.collect::<Vec<_>>(),
        "pseudoElements": parts.collect::<Vec<_>>(),
        "pseudoClasses": states.collect::<Vec<_>>(),
    });
    words::json(&data, "css-custom-data.json")
}

pub fn web_types(version: &str, description: &Description) -> Result<String> {
    let mut attributes: Vec<Value> = Vec::new();
    for attribute in &description.attributes {
        let mut row = json!({ "name": attribute.name, "description": words::about(attribute) });
        let choices = words::choices(attribute, description);
        if !choices.is_empty() {
            let names = choices.iter().map(|(value, _)| json!({ "name": value }));
            row["values"] = Value::from(names.collect::<Vec<_>>());
        }
        if let Some(default) = words::default(attribute) {
            row["default"] = Value::from(default);
        }
        attributes.push(row);
    }
    let labels = words::labels(description);
    attributes.extend(labels.map(|(name, about)| json!({ "name": name, "description": about })));
    let properties = description.attributes.iter().map(|attribute| {
        json!({
            "name": camel_case(&attribute.name),
            "description": words::about(attribute),
            "type": "string | null",
        })
    });
    let events = description
        .events
        .iter()
        .map(|event| json!({ "name": event.name, "description": unlinked(&event.meaning) }));
    let tokens = description.tokens.iter().map(|token| {
        json!({
            "name": format!("--{TAG}-{}", token.name),
            "description": unlinked(&token.meaning),
        })
    });
    let data = json!({
        "$schema": "https://json.schemastore.org/web-types",
        "name": NAME,
        "version": version,
        "description-markup": "markdown",
        "contributions": { "html": { "elements": [{
            "name": TAG,
            "description": ABOUT,
            "attributes": attributes,
            "slots": named(&description.slots),
            "js": {
                "properties": properties.collect::<Vec<_>>(),
                "events": events.collect::<Vec<_>>(),
            },
            "css": {
                "properties": tokens.collect::<Vec<_>>(),
                "parts": named(&description.parts),
            },
        }] } },
    });
    words::json(&data, "web-types.json")
}

fn named(rows: &[Named]) -> Vec<Value> {
    let rows = rows.iter();
    rows.map(|row| json!({ "name": row.name, "description": unlinked(&row.meaning) }))
        .collect()
}

fn markdown(text: &str) -> Value {
    json!({ "kind": "markdown", "value": text })
}
