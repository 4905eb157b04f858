//! Makes feeds from bytes. Each byte is a choice: of a field's kind, or of a piece of its text. Any
//! bytes give valid JSON, and the same bytes always give the same feed.

use std::fmt::Write;

use crate::formats::Shape;

/// Enough to find effects of items on each other.
const MAX_ITEMS: usize = 12;
/// The greatest depth of nested values. A single choice may nest much deeper.
const MAX_DEPTH: usize = 5;

pub fn feed(shape: &Shape, choices: &[u8]) -> String {
    let mut made = Made {
        json: String::new(),
        choices,
    };
    let items = 1 + made.choice() % MAX_ITEMS;
    shape.feed(items, &mut |_, gap, json| {
        match gap {
            "TEXT" => made.mostly(TEXTS),
            "LINK" => made.mostly(LINKS),
            "DATE" => made.mostly(DATES),
            "ANY" => made.any(0),
            other => unreachable!("%{other}% in a shape"),
        }
        json.push_str(&std::mem::take(&mut made.json));
    })
}

struct Made<'c> {
    json: String,
    choices: &'c [u8],
}

impl Made<'_> {
    /// The next choice. 0 if no bytes are left.
    fn choice(&mut self) -> usize {
        let Some((first, rest)) = self.choices.split_first() else {
            return 0;
        };
        self.choices = rest;
        usize::from(*first)
    }

    fn one_of(&mut self, pieces: &[&'static str]) -> &'static str {
        let at = self.choice() % pieces.len();
        pieces[at]
    }

    /// A string of such pieces, or sometimes another value.
    fn mostly(&mut self, pieces: &[&'static str]) {
        match self.choice() {
            0..200 => self.string(pieces),
            _ => self.any(0),
        }
    }

    fn any(&mut self, depth: usize) {
        let choice = if depth > MAX_DEPTH { 0 } else { self.choice() };
        match choice % 16 {
            0..4 => self.string(TEXTS),
            4 | 5 => self.string(LINKS),
            6 => self.json.push_str("null"),
            7 => self.json.push_str("true"),
            8 | 9 => {
                let number = self.one_of(NUMBERS);
                self.json.push_str(number);
            }
            10 => {
                let times = self.choice() * 2;
                let (open, close) = [("[", "]"), ("{\"url\":", "}")][times / 2 % 2];
                self.json.push_str(&open.repeat(times));
                self.json.push('1');
                self.json.push_str(&close.repeat(times));
            }
            11 | 12 => {
                self.json.push('[');
                for at in 0..self.choice() % 4 {
                    self.json.push_str(if at == 0 { "" } else { "," });
                    self.any(depth + 1);
                }
                self.json.push(']');
            }
            _ => {
                self.json.push('{');
                for at in 0..self.choice() % 6 {
                    let name = self.one_of(NAMES);
                    let _ = write!(self.json, "{}\"{name}\":", if at == 0 { "" } else { "," });
                    self.any(depth + 1);
                }
                self.json.push('}');
            }
        }
    }

    fn string(&mut self, pieces: &[&'static str]) {
        self.json.push('"');
        for _ in 0..1 + self.choice() % 8 {
            match self.choice() {
                // Any two bytes as a unit of UTF-16, also half of a surrogate pair.
                250.. => {
                    let unit = self.choice() << 8 | self.choice();
                    let _ = write!(self.json, "\\u{unit:04x}");
                }
                240..250 => {
                    let raw = self.choices.get(..8).unwrap_or(self.choices);
                    let raw = String::from_utf8_lossy(raw);
                    self.json.push_str(raw.replace(['"', '\\'], "'").as_str());
                    self.choices = self.choices.get(8..).unwrap_or_default();
                }
                236..240 => {
                    let piece = self.one_of(pieces);
                    let times = self.choice();
                    self.json.push_str(&piece.repeat(times));
                }
                other => self.json.push_str(pieces[other % pieces.len()]),
            }
        }
        self.json.push('"');
    }
}

/// As written inside JSON strings.
const TEXTS: &[&str] = &[
    "word",
    " ",
    "<p>",
    "</p>",
    "<",
    ">",
    "&",
    ";",
    "&amp;",
    "&lt;",
    "&lt;/",
    "&#",
    "&#x",
    "0;",
    "&#8217;",
    "&#0;",
    "&#x202e;",
    "<img src=",
    "/a.jpg",
    "'",
    "=",
    "[",
    "]",
    "[+",
    " chars]",
    "[a b=",
    "[/a_b]",
    "<a class=more-link>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<figcaption>",
    "…",
    "...",
    "Read more",
    "Continue reading",
    "→",
    ".",
    "é",
    "語",
    "ب",
    "🇩🇪",
    "👩\u{200d}",
    "👧🏽",
    "\u{301}",
    "\u{600}",
    "\u{1100}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{85}",
    "\u{7f}",
    "\\u0000",
    "\\ud83d",
    "\\ude00",
    "\\n",
    "\\\"",
    "\\\\",
    "\u{2028}",
    " srcset='a 1w, b 2w'",
    " width=600",
    " height=",
    "<svg",
    "/",
    " alt='",
    " class=avatar",
    "://",
    "@",
    "www.",
    "en-US",
    "ar",
    "_",
];

const LINKS: &[&str] = &[
    "https://news.example/",
    "http://",
    "https:",
    "//",
    "/",
    "\\\\",
    "a",
    "b.jpg",
    "?",
    "#",
    "&",
    "=",
    "@",
    ":",
    "80",
    "65536",
    "..",
    "%2e",
    ".",
    " ",
    "\\t",
    "\\n",
    "javascript:",
    "data:",
    "java\\nscript:",
    "\u{202e}",
    "é",
    "[::1]",
    "utm_source=x",
    "user:pass@",
    "\\u0000",
    "<",
    "\\\"",
    "{}",
    "node",
    "avatar/",
    "1x1.gif",
    "xn--",
    "127.0.0.1",
    "%",
    "%00",
    "|",
    "`",
];

const DATES: &[&str] = &[
    "2024-02-29",
    "T",
    "10:20:30",
    "Z",
    "+01:00",
    " ",
    "Tue, ",
    "10 Jun 2003",
    "99999999",
    "0",
    "1055217600",
    "-",
    "/",
    ":",
    "23:59:60",
    ".999999999999999999999999",
    "é",
    "9999-12-31",
    "GMT",
    "PST",
    "June",
    "am",
];

const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1e9999",
    "-1e-9999",
    "99999999999999999999999999",
    "1.5",
    "600",
    "4294967295",
    "4294967296",
    "-0",
    "477218589",
    "238609295",
];

/// Names with a meaning in some format, at some depth.
const NAMES: &[&str] = &[
    "url",
    "href",
    "link",
    "@id",
    "id",
    "rendered",
    "value",
    "@value",
    "name",
    "display_name",
    "title",
    "headline",
    "text",
    "description",
    "image",
    "src",
    "alt",
    "alt_text",
    "caption",
    "credit",
    "creditText",
    "width",
    "height",
    "media_details",
    "sizes",
    "source_url",
    "full",
    "mime_type",
    "protected",
    "author",
    "data",
    "type",
    "attributes",
    "relationships",
    "links",
    "self",
    "uri",
    "filemime",
    "meta",
    "@type",
    "@graph",
    "item",
    "itemListElement",
    "mainEntity",
    "alternateName",
    "contentUrl",
    "errors",
    "message",
    "status",
    "items",
    "articles",
    "",
];
