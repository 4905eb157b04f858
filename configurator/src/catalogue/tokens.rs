//! The tokens, as README promises them, and what may be written as the value of one.

use std::iter;

use super::interface::TOKENS;

/// What every token's name begins with.
pub const PREFIX: &str = "--latest-news-";

pub struct Token {
    /// Without [`PREFIX`].
    pub name: &'static str,
    pub title: &'static str,
    /// As the widget's style sheet writes it.
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

/// The colours as `#rrggbb` a value names: one, or two in `light-dark()`. A colour picker can hold
/// no other.
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

/// Whether a text can stand as a value in a declaration without ending it, in a style sheet, in a
/// `style` element and in a `style` attribute: CSS's own rule for custom properties, and stricter.
pub fn is_value(text: &str) -> bool {
    let mut open = Vec::new();
    let mut quote = None;
    for letter in text.chars() {
        match (quote, letter) {
            (_, ';' | '{' | '}' | '<' | '>' | '\\' | '!') => return false,
            (_, letter) if letter.is_control() => return false,
            (Some(end), letter) if letter == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => open.push(')'),
            (None, '[') => open.push(']'),
            (None, ')' | ']') => {
                if open.pop() != Some(letter) {
                    return false;
                }
            }
            (None, _) => {}
        }
    }
    quote.is_none() && open.is_empty() && !text.contains("/*") && !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tokens_are_those_of_the_readme() {
        let readme = include_str!("../../../README.md");
        let table = readme.split("### Tokens").nth(1).unwrap();
        let table = table.split("### ").next().unwrap();
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
        let defaults = TOKENS.iter().filter(|token| token.default != "none");
        assert!(defaults.into_iter().all(|token| is_value(token.default)));
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

    #[test]
    fn values_that_stay_inside_their_declaration() {
        #[track_caller]
        fn check(value: &str, expected: bool) {
            assert_eq!(is_value(value), expected, "{value}");
        }
        check("#a3172b", true);
        check("\"Iowan Old Style\", Georgia, serif", true);
        check("clamp(1em, 2vw + 4px, 2em)", true);
        check("light-dark(#fff, #000)", true);
        check("", false);
        check("red; color: blue", false);
        check("red} body { display: none", false);
        check("</style><script>", false);
        check("url(x", false);
        check("a)", false);
        check("(]", false);
        check("\"open", false);
        check("red /* gone", false);
        check("red !important", false);
        check("\\3b", false);
        check("a\nb", false);
    }
}
