//! The tokens, as in docs/looks.md, and the colours in the value of a token.

use std::iter;

use super::interface::TOKENS;

/// The beginning of every token's name.
pub const PREFIX: &str = "--latest-news-";

pub struct Token {
    /// Without [`PREFIX`].
    pub name: &'static str,
    pub title: &'static str,
    /// As in the widget's style sheet.
    pub default: &'static str,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Colour,
    Other,
}

pub fn token(name: &str) -> Option<&'static Token> {
    TOKENS.iter().find(|token| token.name == name)
}

/// The `#rrggbb` colours in a value: one, or two in `light-dark()`. A colour picker supports no
/// other notation.
pub fn colours(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('#') {
        let digits: String = after.chars().take_while(char::is_ascii_hexdigit).collect();
        rest = &after[digits.len()..];
        match digits.len() {
            6 => found.push(format!("#{}", digits.to_ascii_lowercase())),
            3 => found.push(
                iter::once('#')
                    .chain(digits.chars().flat_map(|digit| [digit, digit]))
                    .collect::<String>()
                    .to_ascii_lowercase(),
            ),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tokens_are_those_of_the_docs() {
        let looks = include_str!("../../../docs/looks.md");
        let table = looks.split("## Tokens").nth(1).unwrap();
        let table = table.split("## ").next().unwrap();
        let documented: Vec<(&str, &str)> = table
            .lines()
            .filter_map(|line| line.strip_prefix("| `--latest-news-"))
            .map(|row| {
                let (name, rest) = row.split_once("` | `").unwrap();
                (name, rest.split_once('`').unwrap().0)
            })
            .collect();
        let own: Vec<(&str, &str)> = TOKENS.iter().map(|t| (t.name, t.default)).collect();
        assert_eq!(own, documented);
    }

    #[test]
    fn colours_a_picker_can_hold() {
        #[track_caller]
        fn check(value: &str, expected: &[&str]) {
            assert_eq!(colours(value), expected, "{value}");
        }
        check("#A3172B", &["#a3172b"]);
        check("#abc", &["#aabbcc"]);
        check("light-dark(#a3172b, #ff8f8a)", &["#a3172b", "#ff8f8a"]);
        check("#12345678", &[]);
        check("rebeccapurple", &[]);
        check("", &[]);
    }
}
