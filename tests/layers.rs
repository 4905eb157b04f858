//! Checks, by reading the source, which modules of the widget may name which others.
//!
//! ```text
//! embed -> view -> store -> feed, teaser, carousel, options, labels, retry,
//!                           selection                                       (pure)
//!               -> browser                                                     (adapters)
//!
//! panel -> browser, settings, allowance, place, room, snippet, policy, cost, catalogue
//!                                                                               (configurator)
//! ```
//!
//! Rules without a check decay. The borders of crates cannot express the rules here: the directions
//! between modules of one crate, and which modules speak to JavaScript. The test reads code without
//! comments, strings and tests. It needs no build of the widget, and does not see the output of
//! macros. It reports faults by file and line.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt;
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// A module of the widget, the modules that it may name, and its permissions.
#[derive(PartialEq, Eq)]
struct Layer {
    name: &'static str,
    may_name: &'static [&'static str],
    /// Whether it compiles and is tested natively: it uses neither a browser nor a view library.
    pure: bool,
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "main",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "browser",
        may_name: &["limits", "decimal", "search"],
        pure: false,
    },
    Layer {
        name: "store",
        may_name: &[
            "feed",
            "teaser",
            "carousel",
            "options",
            "labels",
            "retry",
            "selection",
            "browser",
            "decimal",
            "search",
        ],
        pure: false,
    },
    Layer {
        name: "view",
        may_name: &[
            "store", "teaser", "carousel", "options", "labels", "browser", "decimal",
        ],
        pure: false,
    },
    Layer {
        name: "embed",
        may_name: &[
            "view", "store", "teaser", "carousel", "options", "labels", "browser",
        ],
        pure: false,
    },
    Layer {
        name: "edition",
        may_name: &[
            "view", "store", "feed", "teaser", "calendar", "options", "labels", "browser",
        ],
        pure: false,
    },
];

/// The modules of the core crate. Its dependencies contain no browser, so this test need not check
/// that.
const CORE: &[Layer] = &[
    Layer {
        name: "feed",
        may_name: &[
            "hash", "calendar", "percent", "decimal", "search", "unwanted",
        ],
        pure: false,
    },
    Layer {
        name: "hash",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "calendar",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "percent",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "decimal",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "search",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "unwanted",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "selection",
        may_name: &["feed", "calendar", "search"],
        pure: false,
    },
    Layer {
        name: "interface",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "limits",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "labels",
        may_name: &["interface", "search", "unwanted"],
        pure: false,
    },
    Layer {
        name: "options",
        may_name: &["interface", "labels"],
        pure: false,
    },
    Layer {
        name: "teaser",
        may_name: &[
            "feed", "labels", "options", "hash", "calendar", "percent", "decimal",
        ],
        pure: false,
    },
    Layer {
        name: "carousel",
        may_name: &["options"],
        pure: false,
    },
    Layer {
        name: "retry",
        may_name: &["feed"],
        pure: false,
    },
];

/// The configurator's modules. Its pure modules may ask core only what a feed and an attribute
/// mean.
const CONFIGURATOR: &[Layer] = &[
    Layer {
        name: "main",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "catalogue",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "value",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "settings",
        may_name: &["catalogue", "value"],
        pure: true,
    },
    Layer {
        name: "allowance",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "place",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "feeds",
        may_name: &["allowance", "place"],
        pure: true,
    },
    Layer {
        name: "room",
        may_name: &["settings"],
        pure: true,
    },
    Layer {
        name: "snippet",
        may_name: &["settings", "place", "room"],
        pure: true,
    },
    Layer {
        name: "policy",
        may_name: &["snippet"],
        pure: true,
    },
    Layer {
        name: "cost",
        may_name: &[],
        pure: true,
    },
    Layer {
        name: "browser",
        may_name: &[],
        pure: false,
    },
    Layer {
        name: "panel",
        may_name: &[
            "allowance",
            "catalogue",
            "settings",
            "place",
            "feeds",
            "value",
            "snippet",
            "policy",
            "cost",
            "browser",
        ],
        pure: false,
    },
];

/// Names that pure modules must not use.
const OUTSIDE_WORLD: &[&str] = &[
    "leptos",
    "web_sys",
    "js_sys",
    "gloo_*",
    "wasm_bindgen",
    "wasm_bindgen_futures",
];

/// Words that the project does not use, because it has better ones (ARCHITECTURE.md, "Words").
const NOT_OUR_WORDS: &[&str] = &[
    "post",
    "story",
    "card",
    "tile",
    "dot",
    "bullet",
    "user",
    "client",
    "parent_page",
];

#[test]
fn the_source_keeps_its_layers() {
    check_sources("src", LAYERS);
}

#[test]
fn core_keeps_its_layers() {
    check_sources("core/src", CORE);
}

#[test]
fn the_configurator_keeps_its_layers() {
    check_sources("configurator/src", CONFIGURATOR);
}

#[track_caller]
fn check_sources(folder: &str, layers: &[Layer]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    read_sources(&root, &root, &mut files);
    let faults: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| faults_among(layers, path, text))
        .map(|fault| format!("{folder}/{fault}"))
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[derive(Debug, PartialEq, Eq)]
struct Fault {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// All faults in one file of a crate with these layers.
fn faults_among(layers: &[Layer], path: &str, text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut fault = |line: usize, what: String| {
        found.push(Fault {
            path: path.to_owned(),
            line,
            what,
        });
    };
    for word in path_words(path).filter(|word| NOT_OUR_WORDS.contains(word)) {
        fault(1, format!("`{word}` is not a word of this project"));
    }
    let Some(module) = module_of(path) else {
        return found;
    };
    let Some(layer) = layers.iter().find(|layer| layer.name == module) else {
        fault(
            1,
            format!("`{module}` is no layer: give it a place in tests/layers.rs"),
        );
        return found;
    };

    let code = without_tests(&tokens(text));
    for (at, token) in code.iter().enumerate() {
        let line = token.line;
        match token.text.as_str() {
            "Deserialize" if module != "feed" => {
                fault(line, "only feed's wire structs are deserialised".to_owned());
            }
            // In an adapter, the attribute imports what web-sys does not have.
            "wasm_bindgen"
                if !["embed", "browser"].contains(&module) && is_attribute(&code, at) =>
            {
                fault(line, "only embed exports to JavaScript".to_owned());
            }
            name if layer.pure && OUTSIDE_WORLD.iter().any(|out| matches(out, name)) => {
                fault(line, format!("`{module}` is pure and names `{name}`"));
            }
            _ => {}
        }
    }
    for (line, named) in names_of_ours(&code, path) {
        // Impure modules of the configurator may use all of core.
        let others = if layers == CONFIGURATOR { &[] } else { CORE };
        let known = layers.iter().chain(others).any(|layer| layer.name == named);
        if known && named != module && !layer.may_name.contains(&named.as_str()) {
            fault(line, format!("`{module}` may not name `{named}`"));
        }
    }
    found.sort_by(|a, b| (a.line, &a.what).cmp(&(b.line, &b.what)));
    found.dedup();
    found
}

/// `view/controls.rs` and `view.rs` belong to `view`. `lib.rs` lists the modules.
fn module_of(path: &str) -> Option<&str> {
    let first = path.split('/').next()?;
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (module != "lib").then_some(module)
}

fn path_words(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .map(|part| part.split('.').next().unwrap_or_default())
        .flat_map(|part| {
            let singular = part.strip_suffix('s').unwrap_or(part);
            let parts = singular.split('_');
            std::iter::once(part).chain([singular]).chain(parts)
        })
        .scan(Vec::new(), |seen, word| {
            let new = !seen.contains(&word);
            seen.push(word);
            Some(new.then_some(word))
        })
        .flatten()
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => pattern == name,
    }
}

/// `#[wasm_bindgen…]`, and `#[cfg_attr(…, wasm_bindgen…)]`.
fn is_attribute(code: &[Token], at: usize) -> bool {
    let before = code[..at].iter().rev().map(|token| token.text.as_str());
    for text in before.take(40) {
        match text {
            "#" => return true,
            "]" | ";" | "{" | "}" | "use" => return false,
            _ => {}
        }
    }
    false
}

/// The names of our modules in code: after `crate::`, after enough `super::` to reach the crate's
/// root, and in `use crate::{…}` groups.
fn names_of_ours(code: &[Token], path: &str) -> Vec<(usize, String)> {
    let depth = depth(path);
    let mut names = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let mut supers = 0;
        let mut next = at;
        while text(code, next) == "super" && is_path_sign(code, next + 1) {
            supers += 1;
            next += 3;
        }
        let is_root = matches!(text(code, at), "crate" | "latest_news_core");
        if is_root && is_path_sign(code, at + 1) {
            supers = depth;
            next = at + 3;
        }
        if next == at {
            at += 1;
            continue;
        }
        if supers >= depth {
            first_names(code, next, &mut names);
        }
        at = next;
    }
    names
}

/// The first name of a path, or of each path in a `{…}` group.
fn first_names(code: &[Token], at: usize, names: &mut Vec<(usize, String)>) {
    if text(code, at) != "{" {
        names.extend(code.get(at).map(|token| (token.line, token.text.clone())));
        return;
    }
    let mut open = 1;
    let mut first = true;
    for token in &code[at + 1..] {
        match token.text.as_str() {
            "{" => open += 1,
            "}" => open -= 1,
            "," if open == 1 => first = true,
            _ if first => {
                names.push((token.line, token.text.clone()));
                first = false;
            }
            _ => {}
        }
        if open == 0 {
            return;
        }
    }
}

/// How many `super::` lead from a file's module to the crate's root.
fn depth(path: &str) -> usize {
    let folders = path.matches('/').count();
    let is_folder_module = path.ends_with("/mod.rs");
    folders + usize::from(!is_folder_module)
}

fn text(code: &[Token], at: usize) -> &str {
    code.get(at).map_or("", |token| token.text.as_str())
}

fn is_path_sign(code: &[Token], at: usize) -> bool {
    text(code, at) == ":" && text(code, at + 1) == ":"
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    line: usize,
    text: String,
}

/// Words and signs, without comments, strings and character literals.
fn tokens(source: &str) -> Vec<Token> {
    let stream: TokenStream = source.parse().expect("a source file");
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let add = |tokens: &mut Vec<Token>, span: Span, text: &str| {
        tokens.push(Token {
            line: span.start().line,
            text: text.to_owned(),
        });
    };
    for tree in stream {
        match tree {
            TokenTree::Ident(word) => add(tokens, word.span(), &word.to_string()),
            TokenTree::Punct(sign) => add(tokens, sign.span(), &sign.to_string()),
            TokenTree::Literal(_) => {}
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                add(tokens, group.span_open(), open);
                flatten(group.stream(), tokens);
                add(tokens, group.span_close(), close);
            }
        }
    }
}

/// The code without items under `#[cfg(test)]`.
fn without_tests(code: &[Token]) -> Vec<Token> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let marked = (0..mark.len()).all(|i| text(code, at + i) == mark[i]);
        if !marked {
            kept.push(code[at].clone());
            at += 1;
            continue;
        }
        at += mark.len();
        let mut open = 0;
        while at < code.len() {
            match code[at].text.as_str() {
                "{" => open += 1,
                "}" => open -= 1,
                ";" if open == 0 => break,
                _ => {}
            }
            if open == 0 && code[at].text == "}" {
                break;
            }
            at += 1;
        }
        at += 1;
    }
    kept
}

/// Whether a file is `tests.rs` or in `tests/`: a module that is compiled only for tests.
fn is_test(path: &Path) -> bool {
    let mut parts = path.components().rev();
    let is = |part: Option<std::path::Component<'_>>, name| {
        part.is_some_and(|it| it.as_os_str() == name)
    };
    is(parts.next(), "tests.rs") || is(parts.next(), "tests")
}

fn read_sources(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    let entries = fs::read_dir(folder).expect("a folder of src");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry of src").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_sources(root, &path, files);
        } else if path.extension().is_some_and(|end| end == "rs") && !is_test(&path) {
            let name = path.strip_prefix(root).expect("below src");
            let name = name.to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("a source file");
            files.push((name, text));
        }
    }
}

/// Tests of the checker: each rule is broken once, and some correct code looks like a fault.
mod checker {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let core = CORE.iter().any(|layer| Some(layer.name) == module_of(path));
        let layers = if core { CORE } else { LAYERS };
        let found = faults_among(layers, path, text);
        let found: Vec<String> = found.iter().map(Fault::to_string).collect();
        assert_eq!(found, expected, "{path}: {text}");
    }

    #[test]
    fn direction() {
        check("view/widget.rs", "use crate::store::Store;", &[]);
        check(
            "view/widget.rs",
            "use crate::embed::mount;",
            &["view/widget.rs:1: `view` may not name `embed`"],
        );
        check(
            "view/widget.rs",
            "use latest_news_core::feed::json_feed::parse;",
            &["view/widget.rs:1: `view` may not name `feed`"],
        );
        check(
            "store.rs",
            "\n\nuse crate::view::Widget;",
            &["store.rs:3: `store` may not name `view`"],
        );
        check(
            "browser/fetch.rs",
            "fn f() { latest_news_core::options::parse() }",
            &["browser/fetch.rs:1: `browser` may not name `options`"],
        );
        check(
            "feed/mod.rs",
            "use crate::teaser::Teaser;",
            &["feed/mod.rs:1: `feed` may not name `teaser`"],
        );
    }

    #[test]
    fn groups_and_relative_paths() {
        check(
            "view/widget.rs",
            "use crate::{\n    store::{Store, embed},\n    embed::mount,\n};",
            &["view/widget.rs:3: `view` may not name `embed`"],
        );
        check(
            "browser/mod.rs",
            "use super::store::Store;",
            &["browser/mod.rs:1: `browser` may not name `store`"],
        );
        check(
            "browser/fetch.rs",
            "use super::super::store::Store;",
            &["browser/fetch.rs:1: `browser` may not name `store`"],
        );
        check("browser/fetch.rs", "use super::store::Store;", &[]);
        check("feed/mod.rs", "pub(crate) fn parse() {}", &[]);
    }

    #[test]
    fn purity() {
        check(
            "main.rs",
            "use leptos::prelude::*;\nfn f(w: &web_sys::Window) {}\nuse gloo_timers::x;",
            &[
                "main.rs:1: `main` is pure and names `leptos`",
                "main.rs:2: `main` is pure and names `web_sys`",
                "main.rs:3: `main` is pure and names `gloo_timers`",
            ],
        );
        check("browser/clock.rs", "use gloo_timers::x;", &[]);
    }

    #[test]
    fn exports_and_wire_structs() {
        check(
            "view/widget.rs",
            "#[wasm_bindgen(js_name = \"x\")]\npub fn f() {}",
            &["view/widget.rs:1: only embed exports to JavaScript"],
        );
        check("embed/mod.rs", "#[wasm_bindgen]\npub fn f() {}", &[]);
        check("browser/fetch.rs", "use wasm_bindgen::JsCast;", &[]);
        check(
            "options.rs",
            "#[derive(Deserialize)]\nstruct O;",
            &["options.rs:1: only feed's wire structs are deserialised"],
        );
        check("feed/ghost.rs", "#[derive(Deserialize)]\nstruct O;", &[]);
    }

    #[test]
    fn tests_may_name_anything() {
        let tests = "#[cfg(test)]\nmod tests { use crate::view::Widget; }";
        check("store.rs", tests, &[]);
        check(
            "store.rs",
            &format!("{tests}\nuse crate::embed::mount;"),
            &["store.rs:3: `store` may not name `embed`"],
        );
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        check(
            "main.rs",
            "//! `leptos` is not named here\n/* leptos /* leptos */ leptos */\n\
             const A: &str = \"web_sys \\\" js_sys\";\nconst B: &str = r#\"js_sys \" leptos\"#;\n\
             const C: char = '\"'; fn f<'a>(x: &'a str) {}",
            &[],
        );
        check(
            "main.rs",
            "const C: char = '\"';\nuse leptos::x;",
            &["main.rs:2: `main` is pure and names `leptos`"],
        );
        check(
            "main.rs",
            "fn f() { println!(\"{}\", web_sys::window()) }",
            &["main.rs:1: `main` is pure and names `web_sys`"],
        );
    }

    #[test]
    fn words_and_places() {
        check(
            "view/card.rs",
            "",
            &["view/card.rs:1: `card` is not a word of this project"],
        );
        check(
            "view/story_list.rs",
            "",
            &["view/story_list.rs:1: `story` is not a word of this project"],
        );
        check("view/slide.rs", "", &[]);
        check(
            "helpers.rs",
            "",
            &["helpers.rs:1: `helpers` is no layer: give it a place in tests/layers.rs"],
        );
        check("lib.rs", "pub mod feed;", &[]);
    }
}
