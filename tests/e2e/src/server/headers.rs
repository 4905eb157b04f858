//! Sends the files of a folder with the headers of the folder's `_headers`, like static hosts that
//! read such a file.

use std::fs;
use std::path::Path;

use super::answer::Answer;

/// Adds the headers in the folder's `_headers` for the file at this path below it. Adds nothing if
/// the file is missing.
pub fn apply(folder: &Path, path: &str, answer: Answer) -> Answer {
    if answer.status != 200 {
        return answer;
    }
    let rules = fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let headers = of(&rules, &format!("/{path}"));
    headers.into_iter().fold(answer, |answer, (name, value)| {
        match name.eq_ignore_ascii_case("access-control-allow-origin") {
            true => answer.cors_for(value),
            false => answer.header(name, value),
        }
    })
}

/// A rule is a path with indented headers below it. A `*` at the end of the path matches anything.
fn of<'r>(rules: &'r str, path: &str) -> Vec<(&'r str, &'r str)> {
    let mut matches = false;
    let mut headers = Vec::new();
    for line in rules.lines().filter(|line| !line.trim().is_empty()) {
        if !line.starts_with(char::is_whitespace) {
            matches = match line.trim().strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == line.trim(),
            };
        } else if let Some((name, value)) = line.split_once(':')
            && matches
        {
            headers.push((name.trim(), value.trim()));
        }
    }
    headers
}
