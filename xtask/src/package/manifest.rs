//! `package.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words;
use crate::failure::Result;

pub const NAME: &str = "@latest-news/widget";

/// Frameworks that the package has types or a component for, with the oldest version.
const PEERS: [(&str, &str); 5] = [
    ("preact", ">=10"),
    ("react", ">=19"),
    ("solid-js", ">=1.8"),
    ("svelte", ">=5"),
    ("vue", ">=3.4"),
];

/// Types come first: TypeScript uses the first condition that applies.
#[derive(Serialize)]
#[serde(untagged)]
enum Export {
    Module {
        types: &'static str,
        default: &'static str,
    },
    File(&'static str),
}

#[derive(Serialize)]
struct Optional {
    optional: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    description: &'a str,
    keywords: [&'a str; 6],
    license: &'a str,
    r#type: &'a str,
    side_effects: [&'a str; 3],
    main: &'a str,
    types: &'a str,
    exports: BTreeMap<&'a str, Export>,
    custom_elements: &'a str,
    #[serde(rename = "web-types")]
    web_types: &'a str,
    peer_dependencies: BTreeMap<&'a str, &'a str>,
    peer_dependencies_meta: BTreeMap<&'a str, Optional>,
}

pub fn json(version: &str) -> Result<String> {
    let module = |types, default| Export::Module { types, default };
    let package = Package {
        name: NAME,
        version,
        description: "An accessible, embeddable Latest News carousel, as a custom element",
        keywords: [
            "news",
            "carousel",
            "custom-element",
            "web-components",
            "webassembly",
            "feed",
        ],
        license: "MIT OR Apache-2.0",
        r#type: "module",
        side_effects: ["./define.js", "./cdn/**", "./presets/*.css"],
        main: "./index.js",
        types: "./index.d.ts",
        exports: BTreeMap::from([
            (".", module("./index.d.ts", "./index.js")),
            ("./define", module("./define.d.ts", "./define.js")),
            ("./react", module("./react.d.ts", "./react.js")),
            // Types for these frameworks' JSX and templates. The module is the package's entry.
            ("./preact", module("./preact.d.ts", "./index.js")),
            ("./solid", module("./solid.d.ts", "./index.js")),
            ("./svelte", module("./svelte.d.ts", "./index.js")),
            ("./vue", module("./vue.d.ts", "./index.js")),
            ("./cdn/*", Export::File("./cdn/*")),
            ("./presets/*", Export::File("./presets/*")),
            ("./*.json", Export::File("./*.json")),
            ("./policy.txt", Export::File("./policy.txt")),
        ]),
        custom_elements: "./custom-elements.json",
        web_types: "./web-types.json",
        peer_dependencies: BTreeMap::from(PEERS),
        peer_dependencies_meta: BTreeMap::from(
            PEERS.map(|(name, _)| (name, Optional { optional: true })),
        ),
    };
    words::json(&package, "package.json")
}
