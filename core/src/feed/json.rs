//! JSON as a cursor over the publisher's own text. The text is checked once from end to end, then
//! read in place. The cursor copies only what is asked for and never recurses. It never allocates
//! more than the members of the one object that is being read, whatever the feed's size.

use super::{
    list,
    syntax::{self, Fault, next_mark},
    work,
};

/// One JSON value, known to be valid, as written in the feed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Json<'a>(&'a [u8]);

/// The members of one object, collected because many of them are read by name.
#[derive(Clone, Default)]
pub(super) struct Object<'a>(Vec<(String, Json<'a>)>);

/// Checks the whole text. A feed is either valid or not used at all.
pub(super) fn check(text: &str) -> Result<Json<'_>, Fault> {
    syntax::check(text)?;
    Ok(Json(text.as_bytes().trim_ascii()))
}

impl<'a> Json<'a> {
    /// The value of an absent member.
    pub(super) const NULL: Json<'static> = Json(b"null");

    pub(super) fn is_object(self) -> bool {
        self.0.starts_with(b"{")
    }

    pub(super) fn is_array(self) -> bool {
        self.0.starts_with(b"[")
    }

    pub(super) fn is_null(self) -> bool {
        self.0.starts_with(b"n")
    }

    pub(super) fn is_true(self) -> bool {
        self.0.starts_with(b"t")
    }

    pub(super) fn is_false(self) -> bool {
        self.0.starts_with(b"f")
    }

    /// Whether a value is a number, or a text that is only a number.
    pub(super) fn is_number(self) -> bool {
        let text = self.text();
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// How many bytes the value takes in the feed.
    pub(super) fn size(self) -> usize {
        self.0.len()
    }

    /// Whether both are the same value at the same place of the feed.
    pub(super) fn is_at(self, other: Json<'_>) -> bool {
        std::ptr::eq(self.0, other.0)
    }

    /// The kind of value, for messages.
    pub(super) fn kind(self) -> &'static str {
        match self.0.first() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a string",
            Some(b't' | b'f') => "a truth value",
            Some(b'n') | None => "null",
            Some(_) => "a number",
        }
    }

    /// The text of a string, or a number as it was written.
    pub(super) fn text(self) -> String {
        unescape(match self.0 {
            [b'"', inside @ .., b'"'] => inside,
            number @ [b'-' | b'0'..=b'9', ..] => number,
            _ => b"",
        })
    }

    /// The text of a string, a number or a truth value as it was written.
    pub(super) fn written(self) -> String {
        unescape(match self.0 {
            [b'"', inside @ .., b'"'] => inside,
            [b'{' | b'[', ..] => b"",
            other => other,
        })
    }

    /// The text in any of the wrappers publishers use: `"x"`, `{"rendered": "x"}`, `["x"]`.
    pub(super) fn words(self) -> String {
        let mut value = self;
        for _ in 0..3 {
            value = value.first();
            if value.is_object() {
                value = value.any("rendered processed @value value #text #cdata-section __cdata _ $t text main basic div");
            }
        }
        value.text()
    }

    /// A whole number, written as a number, as text (`"600"`, `"600px"`) or as `{"value": 600}`.
    pub(super) fn number(self) -> Option<u32> {
        list::number(&self.words())
    }

    /// The member of that name, or null.
    pub(super) fn get(self, name: &str) -> Json<'a> {
        for (key, value) in self.members() {
            if same(key, name) {
                return value;
            }
        }
        Json::NULL
    }

    /// The first member, in the order of these names, that is not null. One walk over the members
    /// finds it, however many names there are.
    pub(super) fn any(self, names: &str) -> Json<'a> {
        let (mut best, mut place) = (Json::NULL, usize::MAX);
        for (key, value) in self.members() {
            let known = names.split(' ').position(|name| same(key, name));
            if let Some(at) = known.filter(|at| *at < place && !value.is_null()) {
                (best, place) = (value, at);
                if at == 0 {
                    break;
                }
            }
        }
        best
    }

    /// The member at a path of names, or null. For a list on the way, its first element counts.
    pub(super) fn at(self, path: &str) -> Json<'a> {
        let mut value = self;
        for name in path.split('/') {
            value = value.first().get(name);
        }
        value
    }

    /// The elements of an array. Any other value has none.
    pub(super) fn elements(self) -> Elements<'a> {
        Elements(self.0.strip_prefix(b"[").unwrap_or_default(), None)
    }

    /// An array's elements, or the value itself unless it is null: some publishers write null for
    /// "none".
    pub(super) fn one_or_many(self) -> Elements<'a> {
        match self.0 {
            [b'[', ..] => self.elements(),
            [b'n', ..] => Elements(b"", None),
            _ => Elements(b"", Some(self)),
        }
    }

    /// The first element of an array, or the value itself. Null if there is none.
    pub(super) fn first(self) -> Json<'a> {
        self.one_or_many().next().unwrap_or(Json::NULL)
    }

    /// The elements of an array, or the values of an object. Some software turns a list into an
    /// object with numbers or identifiers as keys when elements are removed.
    pub(super) fn values(self) -> impl Iterator<Item = Json<'a>> {
        let keyed = usize::from(self.is_object());
        let inside = match self.0 {
            [b'[' | b'{', inside @ ..] => inside,
            _ => b"",
        };
        Elements(inside, None).skip(keyed).step_by(1 + keyed)
    }

    /// The members of an object as (name, value). Any other value has none. A name is as written,
    /// without its quotes.
    pub(super) fn members(self) -> Members<'a> {
        Members(Elements(
            self.0.strip_prefix(b"{").unwrap_or_default(),
            None,
        ))
    }

    pub(super) fn object(self) -> Option<Object<'a>> {
        let mut object = Object::default();
        // Far more than any real item has. A hostile item must not fill the memory.
        for (key, value) in self.members().take(1000) {
            object.0.push((unescape(key), value));
        }
        self.is_object().then_some(object)
    }
}

impl<'a> Object<'a> {
    /// Adds a member.
    pub(super) fn add(&mut self, name: &str, value: Json<'a>) {
        self.0.push((name.into(), value));
    }

    /// Adds all members of another object behind the existing ones.
    pub(super) fn append(&mut self, other: Json<'a>) {
        if let Some(mut other) = other.object() {
            self.0.append(&mut other.0);
        }
    }

    /// Takes the objects under this name, and puts the members of the longest before all others.
    pub(super) fn unwrap_first(&mut self, name: &str) {
        let wrapped = self.0.iter().filter(|(key, _)| key == name);
        let wrapped = wrapped.map(|(_, value)| value.first());
        if let Some(longest) = wrapped.max_by_key(|value| value.size())
            && let Some(mut inner) = longest.object()
        {
            inner.0.append(&mut self.0);
            *self = inner;
        }
    }

    pub(super) fn members(&self) -> impl Iterator<Item = (&str, Json<'a>)> {
        self.0.iter().map(|(key, value)| (key.as_str(), *value))
    }

    /// The member of exactly that name, or null.
    pub(super) fn get(&self, name: &str) -> Json<'a> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or(Json::NULL, |(_, value)| *value)
    }

    /// The first member, in the order of these names, that is not null.
    pub(super) fn any(&self, names: &str) -> Json<'a> {
        let mut found = names.split(' ').map(|name| self.get(name));
        found.find(|value| !value.is_null()).unwrap_or(Json::NULL)
    }

    /// All values under these names that are not null, in the order of the names. A name is written
    /// in lower case and without separators, and matches any case and separators: `publishedat` is
    /// `published_at`, `publishedAt` and `published:at`. A path may follow a name, as [`Json::at`]
    /// takes it.
    pub(super) fn all(&self, names: &str) -> Vec<Json<'a>> {
        let mut found = Vec::new();
        for name in names.split(' ') {
            let (name, path) = name.split_once('/').unwrap_or((name, ""));
            for (key, value) in &self.0 {
                if !name.is_empty() && is_like(key, name) {
                    let value = if path.is_empty() {
                        *value
                    } else {
                        value.at(path)
                    };
                    if !value.is_null() {
                        found.push(value);
                    }
                }
            }
        }
        found
    }
}

/// The text from the next element on, and a value that stands alone. Nothing needs to search for
/// the end of that value.
#[derive(Clone)]
pub(super) struct Elements<'a>(&'a [u8], Option<Json<'a>>);

impl<'a> Iterator for Elements<'a> {
    type Item = Json<'a>;

    fn next(&mut self) -> Option<Json<'a>> {
        if let Some(alone) = self.1.take() {
            return Some(alone);
        }
        let separators = self
            .0
            .iter()
            .take_while(|byte| b" \n\t\r,:".contains(byte))
            .count();
        let rest = self.0.get(separators..)?;
        let (value, rest) = rest.split_at_checked(value_end(rest))?;
        work::add(separators + value.len());
        self.0 = rest;
        (!value.is_empty()).then_some(Json(value))
    }
}

pub(super) struct Members<'a>(Elements<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a [u8], Json<'a>);

    fn next(&mut self) -> Option<(&'a [u8], Json<'a>)> {
        let key = self.0.next()?;
        let value = self.0.next()?;
        Some((key.0.get(1..key.0.len().checked_sub(1)?)?, value))
    }
}

/// Whether a key as written is this name. The key may contain escapes.
fn same(key: &[u8], name: &str) -> bool {
    match key.contains(&b'\\') {
        true => unescape(key) == name,
        false => key == name.as_bytes(),
    }
}

/// Whether a key is this name, apart from case and separators.
fn is_like(key: &str, name: &str) -> bool {
    let mut name = name.bytes();
    for byte in key.bytes() {
        if !b"_-:.@ ".contains(&byte) && name.next() != Some(byte.to_ascii_lowercase()) {
            return false;
        }
    }
    name.next().is_none()
}

/// The end of the valid value that starts these bytes; 0 at the end of an array or object.
fn value_end(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b'"') => string_end(bytes, 1),
        Some(b'{' | b'[') => {
            let mut depth = 0;
            let mut at = 0;
            while let Some(byte) = bytes.get(at) {
                at += 1;
                match byte {
                    b'"' => at = string_end(bytes, at),
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            at
        }
        _ => {
            let ends =
                |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t');
            bytes.iter().position(ends).unwrap_or(bytes.len())
        }
    }
}

/// The end of a string, after its closing quote. Its first character is at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at = next_mark(bytes, at);
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(_) => return at + 1,
            None => return bytes.len(),
        }
    }
}

/// The text of a JSON string, from the part between its quotes.
pub(super) fn unescape(raw: &[u8]) -> String {
    work::add(raw.len());
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, [_, escape @ ..])) = rest.split_at_checked(next_escape(rest)) {
        text.extend_from_slice(plain);
        let (character, after) = match escape {
            [b'u', digits @ ..] => code_point(digits),
            [b'n', after @ ..] => ('\n', after),
            [b't', after @ ..] => ('\t', after),
            [b'r', after @ ..] => ('\r', after),
            [b'b', after @ ..] => ('\u{8}', after),
            [b'f', after @ ..] => ('\u{c}', after),
            [other, after @ ..] => (*other as char, after),
            [] => break,
        };
        text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        rest = after;
    }
    text.extend_from_slice(rest);
    String::from_utf8(text).unwrap_or_default()
}

fn next_escape(raw: &[u8]) -> usize {
    raw.iter()
        .position(|byte| *byte == b'\\')
        .unwrap_or(raw.len())
}

/// Reads the `XXXX` of `\uXXXX`, and the `\uXXXX` behind it if the two are a surrogate pair.
fn code_point(digits: &[u8]) -> (char, &[u8]) {
    let first = unit(digits);
    let after = digits.get(4..).unwrap_or_default();
    let (code, after) = match after {
        [b'\\', b'u', low @ ..]
            if first >> 10 == 0xD800 >> 10 && unit(low) >> 10 == 0xDC00 >> 10 =>
        {
            let code = 0x10000 + ((first & 0x3FF) << 10) + (unit(low) & 0x3FF);
            (code, low.get(4..).unwrap_or_default())
        }
        _ => (first, after),
    };
    (
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        after,
    )
}

fn unit(digits: &[u8]) -> u32 {
    let digits = digits
        .iter()
        .take(4)
        .filter_map(|digit| (*digit as char).to_digit(16));
    digits.fold(0, |unit, digit| unit << 4 | digit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[track_caller]
    fn reads(json: &str, expected: &str) {
        assert_eq!(check(json).unwrap().words(), expected, "{json}");
    }

    #[test]
    fn strings_are_unescaped() {
        for (json, expected) in [
            (r#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"),
            (r#""\u00e9\u4E2D\ud83d\ude00""#, "é中😀"),
            // A lone surrogate is lost, and nothing else.
            (r#""a\ud83dz""#, "a\u{FFFD}z"),
            (r#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (r#""\ud83d\n""#, "\u{FFFD}\n"),
            (r#""\u0000""#, "\0"),
        ] {
            reads(json, expected);
        }
    }

    #[test]
    fn texts_are_unwrapped() {
        reads(r#"{"rendered": "a"}"#, "a");
        reads(r#"["a", "b"]"#, "a");
        reads(r#"[{"@value": "a", "@language": "en"}]"#, "a");
        reads(r#"{"format": "html", "value": "a", "processed": "b"}"#, "b");
        reads("12", "12");
        for json in ["null", "true", "{}", "[]", "[[[[\"a\"]]]]", r#"{"a": "b"}"#] {
            assert_eq!(check(json).unwrap().words(), "", "{json}");
        }
    }

    #[test]
    fn members_are_found_by_name() {
        let json =
            check(r#" { "a" : {"b": [ {"c": 1} , 2]}, "\u0065\"" : "x,]}", "n": null } "#).unwrap();
        assert_eq!(json.at("a/b/c").number(), Some(1));
        assert_eq!(json.get("a").get("b").elements().count(), 2);
        assert_eq!(json.get("e\"").text(), "x,]}");
        assert_eq!(json.any("x n a"), json.get("a"));
        assert!(json.get("n").is_null() && json.get("x").is_null() && json.at("x/y").is_null());
        assert_eq!(json.members().count(), 3);
    }

    #[test]
    fn names_match_in_any_case_and_with_any_separators() {
        let json = r#"{"published_at": 1, "PublishedAt": 2, "published": 3, "dc:creator": 4, "_": 5, "": 6}"#;
        let item = check(json).unwrap().object().unwrap();
        let found = |names| {
            item.all(names)
                .iter()
                .map(|value| value.number().unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("published publishedat"), [3, 1, 2]);
        assert_eq!(found("dccreator"), [4]);
        assert!(found("publish").is_empty());
        assert!(found("").is_empty());
    }

    /// JSON-like text: valid documents, and documents with pieces missing.
    fn jsonish() -> impl Strategy<Value = String> {
        let pieces = [
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"",
            "\\",
            "\\u00e9",
            "1",
            "-0.5e3",
            "0",
            "tru",
            "true",
            "null",
            " ",
            "\n",
            "é",
            "\"b\\n\"",
            "{\"k\":[1,2]}",
            "e",
            ".",
            "-",
            "\"\\",
        ];
        let soup = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24);
        prop_oneof![
            soup.prop_map(|pieces| pieces.concat()),
            (
                value(),
                any::<prop::sample::Index>(),
                prop::sample::select(pieces.to_vec())
            )
                .prop_map(|(value, at, piece)| {
                    let mut text = value.to_string();
                    let at = at.index(text.len());
                    if text.is_char_boundary(at) {
                        text.insert_str(at, piece);
                    }
                    text
                }),
            value().prop_map(|value| value.to_string()),
        ]
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(".{0,4}", inner, 0..6)
                    .prop_map(|members| Value::from(serde_json::Map::from_iter(members))),
            ]
        })
    }

    fn same_as(ours: Json<'_>, theirs: &Value) -> bool {
        match theirs {
            Value::Null => ours.is_null(),
            Value::Bool(value) => ours.is_true() == *value && !ours.is_null(),
            Value::Number(_) => ours.kind() == "a number",
            Value::String(text) => &ours.text() == text,
            Value::Array(elements) => {
                ours.elements().count() == elements.len()
                    && ours
                        .elements()
                        .zip(elements)
                        .all(|(ours, theirs)| same_as(ours, theirs))
            }
            Value::Object(members) => {
                ours.is_object()
                    && members
                        .iter()
                        .all(|(name, value)| same_as(ours.get(name), value))
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn agrees_with_serde_json(text in jsonish()) {
            let ours = check(&text);
            let theirs = serde_json::from_str::<Value>(&text);
            // Lone surrogates and endless numbers are checked only when they are read, if at all.
            let lenient = text.contains("\\u");
            match (ours, theirs) {
                (Ok(ours), Ok(theirs)) => prop_assert!(same_as(ours, &theirs), "{}", text),
                (Err(_), Err(_)) => {}
                (Ok(_), Err(error)) => prop_assert!(lenient || error.to_string().contains("out of range"), "{} {}", text, error),
                (Err(fault), Ok(_)) => prop_assert!(false, "{} {:?}", text, fault),
            }
        }

        #[test]
        fn nothing_panics(text in ".{0,40}", raw in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = check(&text);
            let _ = unescape(&raw);
            // Even unchecked text may at worst be read wrongly.
            let json = Json(text.as_bytes());
            let _ = (json.words(), json.number(), json.at("a/b"), json.object().map(|o| o.all("a b")));
        }
    }
}
