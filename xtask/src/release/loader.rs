//! Points the loader at the files of its release.
//!
//! In development the loader holds five lines with plain names and no hashes, and works as it
//! is. A release has the same lines with the hashed names. A line that is not found is an
//! error: a loader that quietly loaded the development names would fail on every page.

use crate::failure::{Failure, Result};

pub struct Targets<'a> {
    pub glue: &'a str,
    pub wasm: &'a str,
    /// The folder of the labels, with a slash at its end.
    pub labels: &'a str,
    pub glue_integrity: &'a str,
    pub wasm_integrity: &'a str,
}

pub fn point_to(loader: &str, targets: &Targets<'_>) -> Result<String> {
    let lines = [
        ("GLUE", "./latest-news/latest-news.js", targets.glue),
        ("WASM", "./latest-news/latest-news_bg.wasm", targets.wasm),
        ("LABELS", "./labels/", targets.labels),
        ("GLUE_INTEGRITY", "", targets.glue_integrity),
        ("WASM_INTEGRITY", "", targets.wasm_integrity),
    ];
    with_lines(loader, "src/embed/latest-news.js", &lines)
}

/// The script with other values for these constants, each `(name, value, new value)`.
pub fn with_lines(script: &str, path: &str, lines: &[(&str, &str, &str)]) -> Result<String> {
    let mut text = script.to_owned();
    for (name, from, to) in lines {
        let line = format!("const {name} = \"{from}\";");
        let count = text.matches(&line).count();
        if count != 1 {
            return Err(Failure::new(format!(
                "{path} has the line `{line}` {count} times, not once"
            ))
            .cure(format!("write that line in {path} exactly so")));
        }
        text = text.replace(&line, &format!("const {name} = \"{to}\";"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = "(() => {
  const GLUE = \"./latest-news/latest-news.js\";
  const WASM = \"./latest-news/latest-news_bg.wasm\";
  const LABELS = \"./labels/\";
  const GLUE_INTEGRITY = \"\";
  const WASM_INTEGRITY = \"\";
})();
";

    const TARGETS: Targets<'_> = Targets {
        glue: "./v/glue.1.js",
        wasm: "./v/widget.2.wasm",
        labels: "./v/labels.3/",
        glue_integrity: "sha384-G",
        wasm_integrity: "sha384-W",
    };

    #[test]
    fn the_five_lines_are_replaced() {
        let text = point_to(LOADER, &TARGETS).expect("a loader");
        assert_eq!(
            text,
            "(() => {
  const GLUE = \"./v/glue.1.js\";
  const WASM = \"./v/widget.2.wasm\";
  const LABELS = \"./v/labels.3/\";
  const GLUE_INTEGRITY = \"sha384-G\";
  const WASM_INTEGRITY = \"sha384-W\";
})();
"
        );
    }

    #[test]
    fn a_line_that_is_not_there_fails() {
        let loader = LOADER.replace("const WASM =", "let WASM =");
        let failure = point_to(&loader, &TARGETS).expect_err("a failure");
        assert!(failure.to_string().starts_with(
            "error: src/embed/latest-news.js has the line \
             `const WASM = \"./latest-news/latest-news_bg.wasm\";` 0 times, not once"
        ));
    }
}
