//! The names that glue and wasm use for each other: finds the used ones, and shortens them.
//!
//! wasm-bindgen names every import after a method and a hash, once in each file. Hashes do not
//! compress. They would be 3 KB of every reader's download.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::failure::{Failure, Result};

/// The beginning of an export's name in the glue.
const EXPORT: &str = "wasm.";

/// The new names that wasm-opt gives, by the old ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The module that the wasm imports from. wasm-opt renames it to `a`.
    module: String,
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Names {
    /// Reads the output of wasm-opt: for each import its module, its name and the new name; for
    /// each export its name and the new one.
    pub fn read(list: &str) -> Result<Self> {
        let list: List = serde_json::from_str(list)
            .map_err(|error| Failure::new(format!("wasm-opt lists no names: {error}")))?;
        let modules: BTreeSet<String> = list.imports.iter().map(|one| one.0.clone()).collect();
        let count = modules.len();
        let mut modules = modules.into_iter();
        match modules.next() {
            Some(module) if count == 1 => Ok(Self {
                module,
                imports: list.imports.into_iter().map(|one| (one.1, one.2)).collect(),
                exports: list.exports.into_iter().collect(),
            }),
            _ => Err(changed(&format!(
                "the wasm imports from {count} modules, not from the glue alone"
            ))),
        }
    }
}

#[derive(Deserialize)]
struct List {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

/// The exports that the glue uses. It has no other way to use them.
pub fn used_exports(glue: &str) -> Result<BTreeSet<&str>> {
    // An export whose name is no JavaScript identifier would be written like this, and would not be
    // found.
    if glue.contains("wasm[") {
        return Err(changed("the glue names an export by a string"));
    }
    let used: BTreeSet<&str> = exports(glue).map(|(_, name)| name).collect();
    if used.is_empty() {
        return Err(changed("the glue uses no export of the wasm"));
    }
    Ok(used)
}

/// The glue with the new names, and without the imports that the wasm no longer has.
pub fn shorten(glue: &str, names: &Names) -> Result<String> {
    rename_exports(&rename_imports(glue, names)?, names)
}

/// Each import is an entry of one object, as esbuild lays it out:
///
/// ```text
///     __wbg_add_0123456789abcdef: function(arg0, arg1) {
///       …
///     },
/// ```
fn rename_imports(glue: &str, names: &Names) -> Result<String> {
    let module = format!("\"{}\"", names.module);
    if glue.matches(&module).count() != 1 {
        return Err(changed(&format!("the glue does not have {module} once")));
    }
    let mut text = String::new();
    let mut found = BTreeSet::new();
    // The last line of the entry that is being left out.
    let mut left_out: Option<String> = None;
    for line in glue.lines() {
        if let Some(end) = &left_out {
            if line.trim_end_matches(',') == end {
                left_out = None;
            }
            continue;
        }
        match import(line) {
            Some((indent, name, rest)) => match names.imports.get(name) {
                Some(new) => {
                    if !found.insert(name) {
                        return Err(changed(&format!("the glue has {name} twice")));
                    }
                    text += &format!("{indent}{new}{rest}\n");
                }
                None => left_out = Some(format!("{indent}}}")),
            },
            None => text += &format!("{line}\n"),
        }
    }
    if left_out.is_some() {
        return Err(changed("an import of the glue does not end"));
    }
    match names
        .imports
        .keys()
        .find(|name| !found.contains(name.as_str()))
    {
        Some(name) => Err(changed(&format!("the glue has no {name}"))),
        None => Ok(text.replace(&module, "\"a\"")),
    }
}

/// Indentation, name and the rest of a line that begins an import. All names of wasm-bindgen begin
/// like this, and no other property in the glue does.
fn import(line: &str) -> Option<(&str, &str, &str)> {
    let (indent, code) = line.split_at(line.find(|c| c != ' ')?);
    let (name, _) = code.split_once(": function(")?;
    let ours = name.starts_with("__wb") && name.chars().all(in_name);
    ours.then(|| (indent, name, &code[name.len()..]))
}

fn rename_exports(glue: &str, names: &Names) -> Result<String> {
    let mut text = String::new();
    let mut copied = 0;
    for (at, name) in exports(glue) {
        let new = names
            .exports
            .get(name)
            .ok_or_else(|| changed(&format!("the wasm has no {name}")))?;
        text += &glue[copied..at];
        text += new;
        copied = at + name.len();
    }
    Ok(text + &glue[copied..])
}

/// Each use of an export: the position of its name, and the name.
fn exports(glue: &str) -> impl Iterator<Item = (usize, &str)> {
    glue.match_indices(EXPORT).filter_map(|(at, _)| {
        let whole_word = !glue[..at].ends_with(|c| in_name(c) || c == '.');
        let at = at + EXPORT.len();
        let rest = &glue[at..];
        let length = rest.find(|c| !in_name(c)).unwrap_or(rest.len());
        (whole_word && length > 0).then(|| (at, &rest[..length]))
    })
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

fn changed(what: &str) -> Failure {
    Failure::new(what)
        .cure("wasm-bindgen writes its glue differently now: adapt xtask/src/release/names.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{
 "imports": [
  ["./x_bg.js", "__wbg_add_1f", "a"],
  ["./x_bg.js", "__wbg_addTo_2f", "$b"]
 ],
"exports": [
  ["memory", "mount"],
  ["mount", "d"],
  ["mount_two", "e"]
 ]
}
"#;

    const GLUE: &str = r#"function imports() {
  const import0 = {
    __proto__: null,
    __wbg_add_1f: function(a) {
      return a.a_wasm.mount;
    },
    __wbg_unused_3f: function() {
      if (a) {
      }
    },
    __wbg_addTo_2f: function() {
    }
  };
  return { "./x_bg.js": import0 };
}
wasm.memory.buffer; wasm.mount(1, wasm.mount_two); mount(3);
"#;

    fn names() -> Names {
        Names::read(LIST).expect("names")
    }

    #[track_caller]
    fn fails(result: Result<impl std::fmt::Debug>, expected: &str) {
        let failure = result.expect_err("a failure").to_string();
        let expected = format!("error: {expected}\n");
        assert!(failure.starts_with(&expected), "{failure}");
    }

    #[test]
    fn both_sides_get_the_same_names() {
        assert_eq!(
            shorten(GLUE, &names()).expect("the glue"),
            r#"function imports() {
  const import0 = {
    __proto__: null,
    a: function(a) {
      return a.a_wasm.mount;
    },
    $b: function() {
    }
  };
  return { "a": import0 };
}
wasm.mount.buffer; wasm.d(1, wasm.e); mount(3);
"#
        );
    }

    #[test]
    fn the_exports_in_use_are_found_as_whole_words() {
        let used = used_exports(GLUE).expect("exports");
        assert_eq!(
            used.into_iter().collect::<Vec<_>>(),
            ["memory", "mount", "mount_two"]
        );
        fails(used_exports("wasm;"), "the glue uses no export of the wasm");
        fails(
            used_exports("wasm.a(); wasm[\"b-c\"]()"),
            "the glue names an export by a string",
        );
    }

    #[test]
    fn a_name_that_only_one_side_has_is_an_error() {
        let without = |text: &str| GLUE.replace(text, "other");
        fails(
            shorten(&without("__wbg_addTo_2f"), &names()),
            "the glue has no __wbg_addTo_2f",
        );
        fails(
            shorten(&without("./x_bg.js"), &names()),
            "the glue does not have \"./x_bg.js\" once",
        );
        let more = format!("{GLUE}wasm.free(1);");
        fails(shorten(&more, &names()), "the wasm has no free");
        let twice = format!("{GLUE}{GLUE}").replacen("./x_bg.js", "", 1);
        fails(shorten(&twice, &names()), "the glue has __wbg_add_1f twice");
    }

    #[test]
    fn a_second_module_is_an_error() {
        let list = LIST.replacen("./x_bg.js", "env", 1);
        fails(
            Names::read(&list),
            "the wasm imports from 2 modules, not from the glue alone",
        );
        fails(
            Names::read("{ \"imports\": [], \"exports\": [] }"),
            "the wasm imports from 0 modules, not from the glue alone",
        );
    }
}
