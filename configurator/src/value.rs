//! Which texts may be the value of a token. Pure.
//!
//! A value may come from a link that anybody made, and goes into other people's pages. So it may
//! only colour, measure and calculate. It can neither end a declaration nor fetch anything.

/// The functions that a value may use. Any other function may fetch something, now or in a later
/// browser.
const FUNCTIONS: &[&str] = &[
    "calc",
    "clamp",
    "color",
    "color-mix",
    "conic-gradient",
    "env",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "light-dark",
    "linear-gradient",
    "max",
    "min",
    "oklab",
    "oklch",
    "radial-gradient",
    "rgb",
    "rgba",
    "var",
];

/// Whether a text can be a value in a declaration: in a style sheet, in a `style` element and in a
/// `style` attribute. Stricter than CSS: without escapes and comments, a browser reads exactly what
/// is read here.
pub fn is_value(text: &str) -> bool {
    let mut open = Vec::new();
    let mut quote = None;
    let mut name = String::new();
    let mut before = ' ';
    for letter in text.chars() {
        let is_comment = before == '/' && letter == '*';
        if letter.is_control() || is_comment || "\\;{}<>!@".contains(letter) {
            return false;
        }
        match (quote, letter) {
            (Some(end), _) if letter == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') if name.is_empty() || is_function(&name) => open.push(')'),
            (None, '(') => return false,
            (None, '[') => open.push(']'),
            (None, ')' | ']') if open.pop() != Some(letter) => return false,
            _ => {}
        }
        match is_of_name(letter) {
            true => name.push(letter),
            false => name.clear(),
        }
        before = letter;
    }
    quote.is_none() && open.is_empty() && !text.trim().is_empty()
}

fn is_function(name: &str) -> bool {
    FUNCTIONS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') || !letter.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cssparser::{ParseError, Parser, Token};
    use proptest::prelude::*;

    #[test]
    fn defaults_of_tokens_are_values() {
        let defaults = crate::catalogue::TOKENS.iter().map(|token| token.default);
        assert!(
            defaults.clone().all(is_value),
            "{:?}",
            defaults.collect::<Vec<_>>()
        );
    }

    #[test]
    fn values() {
        #[track_caller]
        fn check(value: &str, expected: bool) {
            assert_eq!(is_value(value), expected, "{value:?}");
        }
        for value in [
            "#a00",
            "light-dark(#111, #eee)",
            "\"Gill Sans\", sans-serif",
            "'a (b'",
            "calc((100% - 2px) / 3)",
            "Color-Mix(in srgb, var(--x, red) 40%, transparent)",
            "linear-gradient(#fff, #000)",
            "16/9",
            "0 1px 2px rgb(0 0 0 / 20%)",
            "[a]",
            "Überschrift",
        ] {
            check(value, true);
        }
        for value in [
            "",
            " ",
            "url(//evil.example/x)",
            "URL(//evil.example/x)",
            "url( \"//evil.example/x\" )",
            "u\\72l(//evil.example/x)",
            "\\75rl(//evil.example/x)",
            "url/**/(//evil.example/x)",
            "image-set(\"//evil.example/x\" 1x)",
            "-webkit-image-set(\"//evil.example/x\" 1x)",
            "image(\"//evil.example/x\")",
            "cross-fade(\"//evil.example/x\", red)",
            "src(\"//evil.example/x\")",
            "attr(data-x type(<url>))",
            "element(#x)",
            "light-dark(#fff, url(//evil.example/x))",
            "1url(x)",
            "#url(x)",
            "red;color:blue",
            "red}",
            "red !important",
            "a /* b */",
            "<!--",
            "@import",
            "\"a",
            "\"a\nb\"",
            "(a",
            "a)",
            "(a]",
        ] {
            check(value, false);
        }
    }

    /// A browser's view of the value, according to another CSS parser.
    fn is_harmless(value: &str) -> bool {
        fn walk(parser: &mut Parser<'_>) -> Result<bool, ParseError<()>> {
            while let Ok(token) = parser.next_including_whitespace_and_comments().cloned() {
                let is_fine = match &token {
                    Token::Function(name) => is_function(name),
                    Token::UnquotedUrl(_)
                    | Token::BadUrl(_)
                    | Token::BadString(_)
                    | Token::Comment(_)
                    | Token::Semicolon
                    | Token::CurlyBracketBlock
                    | Token::CloseCurlyBracket
                    | Token::CloseParenthesis
                    | Token::CloseSquareBracket
                    | Token::AtKeyword(_)
                    | Token::CDO
                    | Token::CDC
                    | Token::Delim('!') => false,
                    _ => true,
                };
                if !is_fine {
                    return Ok(false);
                }
                let is_block = matches!(
                    token,
                    Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock
                );
                if is_block && !parser.parse_nested_block(walk)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        walk(&mut Parser::new(value)).unwrap_or(false)
    }

    /// Pieces with a meaning in CSS, in any order.
    fn any_value() -> impl Strategy<Value = String> {
        const PIECES: &[&str] = &[
            "url",
            "URL",
            "image-set",
            "src",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "\\75",
            "/",
            "*",
            "/*",
            "*/",
            ";",
            "!",
            "<",
            "-->",
            "@",
            "#",
            "a",
            "-",
            "1",
            "%",
            " ",
            "\n",
            "\u{c}",
            "\0",
            "calc",
            "light-dark",
            "var",
            ",",
            ":",
            "é",
            "u",
            "rl",
            "//evil.example",
        ];
        proptest::collection::vec(proptest::sample::select(PIECES), 0..9)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_a_value_fetches_nothing_and_ends_nothing(value in any_value()) {
            prop_assert!(!is_value(&value) || is_harmless(&value), "{value:?}");
        }

        #[test]
        fn nor_does_any_text(value in any::<String>()) {
            prop_assert!(!is_value(&value) || is_harmless(&value), "{value:?}");
        }
    }
}
