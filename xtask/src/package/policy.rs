//! The Content-Security-Policy that a page needs, from the README, on one line.

use crate::failure::{Failure, Result};

const START: &str = "script-src https://cdn.example";

pub fn line(readme: &str) -> Result<String> {
    let from = readme.find(START).map(|at| &readme[at..]);
    let block = from.and_then(|text| text.split_once("```"));
    let (block, _) = block.ok_or_else(|| {
        Failure::new(format!("README.md has no block that begins with `{START}`"))
            .cure("change xtask/src/package/policy.rs to match the README")
    })?;
    Ok(block.split_whitespace().collect::<Vec<_>>().join(" ") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_become_one() {
        let readme = "```\nscript-src https://cdn.example 'x';\nimg-src y\n```\n";
        let line = line(readme).expect("a line");
        assert_eq!(line, "script-src https://cdn.example 'x'; img-src y\n");
    }
}
