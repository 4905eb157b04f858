//! The name of a person without an address for mail, which is never published.

/// Characters around a name that only separate it from an address.
const MARKS: &[char] = &[
    '-', '–', '—', ',', ';', ':', '|', '/', '·', '•', '"', '\'', '、', '，',
];
const BRACKETS: [(char, char); 6] = [
    ('(', ')'),
    ('<', '>'),
    ('[', ']'),
    ('（', '）'),
    ('【', '】'),
    ('＜', '＞'),
];

/// Nobody's name has more characters.
const LONGEST: usize = 400;

/// `None` if there is only an address.
pub fn name(text: &str) -> Option<String> {
    let mut name: String = text.trim().chars().take(LONGEST).collect();
    if let Some(first) = address(&name) {
        name = name.replace("&lt;", "<").replace("&gt;", ">");
        let mut found = address(&name).or(Some(first));
        while let Some(range) = found.take() {
            let before = name.get(..range.start).unwrap_or_default();
            let before = before.strip_suffix("mailto:").unwrap_or(before);
            let after = name.get(range.end..).unwrap_or_default();
            name = format!("{before}{after}");
            found = address(&name);
        }
        name = tidy(name);
    }
    name.contains(char::is_alphanumeric).then_some(name)
}

/// Removes what an address has left behind.
fn tidy(mut name: String) -> String {
    for (open, close) in BRACKETS {
        name = name.replace(&format!("{open}{close}"), "");
        name = name.replace(&format!("{open} {close}"), "");
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    name = words.join(" ").replace(" ,", ",");
    let mut rest = name.as_str();
    loop {
        let mut inner = rest.trim().trim_matches(MARKS).trim();
        for (open, close) in BRACKETS {
            let inside = inner
                .strip_prefix(open)
                .and_then(|it| it.strip_suffix(close));
            inner = inside.unwrap_or(inner);
        }
        if inner == rest {
            return rest.to_owned();
        }
        rest = inner;
    }
}

/// Where the first address is.
fn address(text: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices('@').find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        // A name in another script may stand right beside an address, without a space.
        let local = |last: &mut Option<bool>, c: char| step(last, c, "._%+-");
        let domain = |last: &mut Option<bool>, c: char| step(last, c, ".-");
        let length: usize = before.chars().rev().scan(None, local).sum();
        let host: usize = after.chars().scan(None, domain).sum();
        (length > 0 && host > 0).then_some(at - length..at + 1 + host)
    })
}

/// The length of a character that continues a part of an address in the same script.
fn step(last: &mut Option<bool>, c: char, marks: &str) -> Option<usize> {
    if marks.contains(c) {
        *last = None;
    } else if !c.is_alphanumeric() || last.is_some_and(|is_ascii| is_ascii != c.is_ascii()) {
        return None;
    } else {
        *last = Some(c.is_ascii());
    }
    Some(c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_out() {
        for (text, expected) in [
            ("ada@n.example (Ada Example)", "Ada Example"),
            ("Ada Example <ada@n.example>", "Ada Example"),
            ("Ada &lt;ada@n.example&gt;", "Ada"),
            ("ada@n.example – Ada", "Ada"),
            ("Ada - mailto:ada@n.example", "Ada"),
            ("山田太郎（yamada@n.example）", "山田太郎"),
            ("yamada@n.example山田", "山田"),
            ("Зоя—zoya@n.example", "Зоя"),
            ("зоя@пример.example", ""),
            ("Ada <ada@n.example>, Bo <bo@n.example>", "Ada, Bo"),
            ("Ada (Reuters) ada@n.example", "Ada (Reuters)"),
            ("ada@n.example", ""),
            ("<ada@localhost>", ""),
            ("@", ""),
            ("--", ""),
            ("Ada @ada", "Ada @ada"),
            ("Ada (Reuters)", "Ada (Reuters)"),
            (" - Ada -", "- Ada -"),
        ] {
            assert_eq!(name(text).unwrap_or_default(), expected, "{text}");
        }
    }
}
