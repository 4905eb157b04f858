//! The links and headings of Markdown files. Pure.

use std::ops::Range;

use super::paths::{beside, split};

/// A link `[words](target)` or a picture `![words](target)`, outside of code.
#[derive(Debug, PartialEq, Eq)]
pub struct Link<'t> {
    pub words: &'t str,
    pub target: &'t str,
    pub is_picture: bool,
    /// From the bracket, or the exclamation mark, to the closing parenthesis.
    pub place: Range<usize>,
}

impl Link<'_> {
    /// The path in the project and the anchor. `None` if the link leads out of the project.
    pub fn inside(&self, file: &str) -> Option<(String, Option<String>)> {
        let is_address = self.target.contains("://") || self.target.starts_with("mailto:");
        if is_address {
            return None;
        }
        let (path, anchor) = split(self.target);
        let path = match path {
            "" => file.to_owned(),
            path => beside(file, path),
        };
        Some((path, anchor.map(str::to_owned)))
    }
}

pub fn links(text: &str) -> Vec<Link<'_>> {
    let code = code(text);
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("](").map(|at| from + at) {
        from = at + 2;
        let end = text[from..].find(')').map(|end| from + end);
        let start = opening(text, at);
        let (Some(end), Some(start)) = (end, start) else {
            continue;
        };
        if code.iter().any(|code| code.contains(&at)) {
            continue;
        }
        let is_picture = text[..start].ends_with('!');
        links.push(Link {
            words: &text[start + 1..at],
            target: &text[from..end],
            is_picture,
            place: start - usize::from(is_picture)..end + 1,
        });
    }
    links
}

/// The bracket that belongs to the closing one. The words of a link may contain brackets.
fn opening(text: &str, closing: usize) -> Option<usize> {
    let mut depth = 1;
    text[..closing].rfind(|letter| {
        depth += match letter {
            ']' => 1,
            '[' => -1,
            _ => 0,
        };
        depth == 0
    })
}

/// The anchors of a document: those of its headings, as GitHub and mdBook make them.
pub fn anchors(text: &str) -> Vec<String> {
    let blocks = blocks(text);
    let mut anchors: Vec<String> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let title = line.trim_start_matches('#');
        let is_heading = line.starts_with('#') && title.starts_with(' ');
        if is_heading && !blocks.iter().any(|block| block.contains(&start)) {
            let anchor = anchor(title);
            let others = (1..).map(|number| format!("{anchor}-{number}"));
            let free = std::iter::once(anchor.clone())
                .chain(others)
                .find(|it| !anchors.contains(it));
            anchors.extend(free);
        }
        start += line.len();
    }
    anchors
}

fn anchor(title: &str) -> String {
    let letters = title.trim().chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ if letter.is_alphanumeric() => Some(letter),
        _ => None,
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// The places of code: blocks between fences, and spans between backticks.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut code = blocks(text);
    let mut from = 0;
    while let Some(at) = text[from..].find('`').map(|at| from + at) {
        if let Some(block) = code.iter().find(|block| block.contains(&at)) {
            from = block.end;
            continue;
        }
        let ticks = text[at..].len() - text[at..].trim_start_matches('`').len();
        let inside = at + ticks;
        let fence = &text[at..inside];
        // A span does not go beyond its paragraph.
        let paragraph = text[inside..].split("\n\n").next().unwrap_or_default();
        let length = paragraph
            .match_indices(fence)
            .map(|(end, _)| end)
            .find(|end| !paragraph[end + ticks..].starts_with('`'));
        from = match length {
            Some(length) => {
                code.push(at..inside + length + ticks);
                inside + length + ticks
            }
            None => inside,
        };
    }
    code
}

/// The blocks between lines that begin with three backticks.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut open = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim_start().starts_with("```") {
            match open.take() {
                Some(from) => blocks.push(from..end),
                None => open = Some(start),
            }
        }
        start = end;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_outside_of_code() {
        let text = "[a](b.md#c) ![d](e.png) `[f](g)` ``h` [i](j)`` [`k`](l)\n\n\
                    ```\n[m](n)\n```\n\n[o [p]](q) a ` and [r](s)\n";
        let found: Vec<(&str, &str, bool)> = links(text)
            .iter()
            .map(|link| (link.words, link.target, link.is_picture))
            .collect();
        assert_eq!(
            found,
            [
                ("a", "b.md#c", false),
                ("d", "e.png", true),
                ("`k`", "l", false),
                ("o [p]", "q", false),
                ("r", "s", false),
            ]
        );
        assert_eq!(&text[links(text)[1].place.clone()], "![d](e.png)");
    }

    #[test]
    fn links_lead_from_the_folder_of_their_file() {
        #[track_caller]
        fn check(file: &str, target: &str, expected: Option<(&str, Option<&str>)>) {
            let text = format!("[a]({target})");
            let inside = links(&text)[0].inside(file);
            let expected =
                expected.map(|(path, anchor)| (path.to_owned(), anchor.map(str::to_owned)));
            assert_eq!(inside, expected, "{target}");
        }
        check("docs/a.md", "b.md#c", Some(("docs/b.md", Some("c"))));
        check("docs/a.md", "../B.md", Some(("B.md", None)));
        check("docs/a.md", "#c", Some(("docs/a.md", Some("c"))));
        check("A.md", "docs/", Some(("docs", None)));
        check("A.md", "https://news.example/#c", None);
    }

    #[test]
    fn anchors_are_those_of_the_headings() {
        let text = "# A b\n\n## What's `c_d`, e-f?\n```sh\n# no heading\n```\n#hash\n## A b\n";
        assert_eq!(anchors(text), ["a-b", "whats-c_d-e-f", "a-b-1"]);
    }
}
