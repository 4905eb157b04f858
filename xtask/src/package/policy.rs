//! The Content-Security-Policy that a page needs, from docs/policies.md, on one line.

use crate::failure::{Failure, Result};

pub const FILE: &str = "docs/policies.md";

const START: &str = "script-src https://cdn.example";

pub fn line(document: &str) -> Result<String> {
    let from = document.find(START).map(|at| &document[at..]);
    let block = from.and_then(|text| text.split_once("```"));
    let (block, _) = block.ok_or_else(|| {
        Failure::new(format!("{FILE} has no block that begins with `{START}`"))
            .cure("change xtask/src/package/policy.rs to match the document")
    })?;
    Ok(block.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_become_one() {
        let document = "```\nscript-src https://cdn.example 'x';\nimg-src y\n```\n";
        let line = line(document).expect("a line");
        assert_eq!(line, "script-src https://cdn.example 'x'; img-src y\n");
    }
}
