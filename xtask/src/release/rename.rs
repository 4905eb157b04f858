//! Short names for what the glue and the wasm say to each other.
//!
//! wasm-bindgen names every import after a method and a hash, once in each file. The hashes are
//! noise that no compression takes out: 3 KB of every reader's download.

use std::path::Path;

use crate::failure::{Failure, Result};
use crate::shell::Plain;

/// The features rustc uses; without them wasm-opt refuses to read the file. The same list stands
/// in index.html, for Trunk.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Renames in the wasm file, in place, and in the glue, which is given back.
pub fn shorten(wasm_opt: &Path, wasm: &Path, glue: &str) -> Result<String> {
    let run = |pass: &str| {
        Plain::new(wasm_opt, FEATURES)
            .arg(pass)
            .arg(wasm)
            .arg("-o")
            .arg(wasm)
            .ask()
            .ok_or_else(|| Failure::new(format!("wasm-opt {pass} fails on {}", wasm.display())))
    };
    // Renaming comes alone: the list of names is printed once per round.
    let list = run("--minify-imports-and-exports-and-modules")?;
    apply(&list, glue)
}

/// The list has a line `["module", "name", "new name"]` for an import, `["name", "new name"]` for
/// an export.
fn apply(list: &str, glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    let mut modules = Vec::new();
    for line in list.lines() {
        let Some(names) = line.trim().trim_end_matches(',').strip_prefix("[\"") else {
            continue;
        };
        let Some(names) = names.strip_suffix("\"]") else {
            continue;
        };
        let names: Vec<&str> = names.split("\", \"").collect();
        match names.as_slice() {
            [module, old, new] => {
                if !modules.contains(module) {
                    modules.push(module);
                }
                replace(
                    &mut glue,
                    &format!(" {old}: function"),
                    &format!(" {new}: function"),
                    1,
                )?;
            }
            [old, new] => {
                for end in ["(", ".", ";", ",", ")", " "] {
                    glue = glue.replace(&format!("wasm.{old}{end}"), &format!("wasm.{new}{end}"));
                }
            }
            _ => {}
        }
    }
    let [module] = modules.as_slice() else {
        return Err(Failure::new(format!(
            "the wasm imports from {} modules, not from the glue alone",
            modules.len()
        )));
    };
    replace(&mut glue, &format!("\"{module}\""), "\"a\"", 1)?;
    Ok(glue)
}

fn replace(text: &mut String, old: &str, new: &str, times: usize) -> Result<()> {
    let found = text.matches(old).count();
    if found != times {
        return Err(
            Failure::new(format!("the glue has `{old}` {found} times, not {times}")).cure(
                "wasm-bindgen writes its glue differently now: adapt xtask/src/release/rename.rs",
            ),
        );
    }
    *text = text.replace(old, new);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "{\n \"imports\": [\n  [\"./x_bg.js\", \"__wbg_add_1f\", \"a\"],\n  \
        [\"./x_bg.js\", \"__wbg_addTo_2f\", \"$b\"]\n ],\n\"exports\": [\n  \
        [\"memory\", \"c\"],\n  [\"mount\", \"d\"],\n  [\"mount_two\", \"e\"]\n ]\n}\n";

    #[test]
    fn both_sides_get_the_same_names() {
        let glue = "wasm.memory.buffer; wasm.mount(1); wasm.mount_two(2); mount(3);\n\
            return { \"./x_bg.js\": { __wbg_add_1f: function(){}, __wbg_addTo_2f: function(){} } }";
        let renamed = apply(LIST, glue).expect("both names");
        assert_eq!(
            renamed,
            "wasm.c.buffer; wasm.d(1); wasm.e(2); mount(3);\n\
             return { \"a\": { a: function(){}, $b: function(){} } }"
        );
    }

    #[test]
    fn an_import_the_glue_does_not_have_is_an_error() {
        let glue = "return { \"./x_bg.js\": { __wbg_add_1f: function(){} } }";
        let error = apply(LIST, glue)
            .expect_err("a name is missing")
            .to_string();
        assert!(
            error.contains("the glue has ` __wbg_addTo_2f: function` 0 times, not 1"),
            "{error}"
        );
    }
}
