//! What feed-rs gets of a document: only the elements that it reads rightly. It refuses a whole feed
//! for one element that is empty or of an unknown type, and ends a text at the first tag.

use std::ops::Range;

use url::Url;

use super::document::Document;
use super::space::Space;
use super::text::{Content, content};

/// Of the feed.
const OUTER: [(Space, &str); 5] = [
    (Space::Feed, "title"),
    (Space::Feed, "link"),
    (Space::Atom, "link"),
    (Space::Feed, "language"),
    (Space::DublinCore, "language"),
];
/// Of an item. feed-rs reads a date only if core cannot.
const INNER: [(Space, &str); 6] = [
    (Space::Feed, "title"),
    (Space::Feed, "description"),
    (Space::Content, "encoded"),
    (Space::DublinCore, "description"),
    (Space::Feed, "category"),
    (Space::Feed, "pubDate"),
];
const INNER_OF_ATOM: [(Space, &str); 7] = [
    (Space::Feed, "title"),
    (Space::Feed, "summary"),
    (Space::Feed, "content"),
    (Space::Feed, "category"),
    (Space::Feed, "link"),
    (Space::Feed, "published"),
    (Space::Feed, "updated"),
];
const TEXTS: [&str; 5] = ["title", "description", "encoded", "summary", "content"];
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

struct Prepared<'a> {
    document: &'a Document<'a>,
    edits: Vec<(Range<usize>, String)>,
    /// Prefixes that the document does not declare.
    declared: Vec<String>,
}

/// The text for feed-rs. Each item has its place among the items as an id, or in RSS 1.0, where
/// feed-rs reads no id, as a link.
pub fn prepared(document: &Document<'_>) -> String {
    let mut prepared = Prepared {
        document,
        edits: Vec::new(),
        declared: Vec::new(),
    };
    prepared.bases();
    if document.items.first() != Some(&0) {
        prepared.feed();
    }
    for (place, item) in document.items.iter().enumerate() {
        prepared.item(*item, place);
    }
    prepared.text()
}

impl Prepared<'_> {
    /// feed-rs takes an `xml:base` that is no address for a broken document, and in RSS 1.0 it would
    /// add one to the places of the items.
    fn bases(&mut self) {
        if !self.document.text.contains("xml:base") {
            return;
        }
        for at in self.document.all() {
            let Some(base) = self.document.attribute(at, "xml:base") else {
                continue;
            };
            let is_address = match Url::parse(&base) {
                Ok(_) | Err(url::ParseError::RelativeUrlWithoutBase) => true,
                Err(_) => false,
            };
            let tag = self.document.tag(at);
            let mut attributes = tag.iter().flat_map(|tag| &tag.attributes);
            let found = attributes.find(|attribute| attribute.name == "xml:base");
            if (self.document.is_rdf || !is_address)
                && let Some(attribute) = found
            {
                let range = self.document.tag_range(at);
                let written = self.document.text.get(range.clone()).unwrap_or_default();
                if let Some(from) = written.find(attribute.whole) {
                    let start = range.start + from;
                    let edit = (start..start + attribute.whole.len(), String::new());
                    self.edits.push(edit);
                }
            }
        }
    }

    fn feed(&mut self) {
        let document = self.document;
        let mut channel = None;
        for at in document.children(0) {
            if document.is_atom {
                self.outer(at);
            } else if document.local(at) == "channel" && channel.is_none() {
                channel = Some(at);
            } else if document.items.binary_search(&at).is_err() {
                self.remove(at);
            }
        }
        for at in channel.iter().flat_map(|at| document.children(*at)) {
            self.outer(at);
        }
    }

    fn outer(&mut self, at: usize) {
        let document = self.document;
        if document.items.binary_search(&at).is_ok() {
            return;
        }
        match OUTER.contains(&(document.space(at), document.local(at))) {
            true => self.part(at),
            false => self.remove(at),
        }
    }

    fn item(&mut self, item: usize, place: usize) {
        let document = self.document;
        let kept: &[(Space, &str)] = match document.is_atom {
            true => &INNER_OF_ATOM,
            false => &INNER,
        };
        for at in document.children(item) {
            match kept.contains(&(document.space(at), document.local(at))) {
                true => self.part(at),
                false => self.remove(at),
            }
        }
        let prefix = match document.prefix(item) {
            Some(prefix) if document.is_atom => format!("{prefix}:"),
            _ => String::new(),
        };
        let name = match (document.is_atom, document.is_rdf) {
            (true, _) => "id",
            (_, true) => "link",
            _ => "guid",
        };
        let mark = format!("<{prefix}{name}>{place}</{prefix}{name}>");
        let inner = document.inner(item);
        match document.whole(item) {
            // `<item/>`
            Some(whole) if whole.end == inner.end => {
                let name = document.name(item);
                self.edits.push((whole, format!("<{name}>{mark}</{name}>")));
            }
            _ => self.edits.push((inner.start..inner.start, mark)),
        }
    }

    /// An element that feed-rs reads.
    fn part(&mut self, at: usize) {
        let document = self.document;
        let local = document.local(at);
        if !TEXTS.contains(&local) {
            if local == "category" || local == "link" {
                self.declare(at);
            }
            return;
        }
        let name = document.name(at);
        let Some(whole) = document.whole(at) else {
            return;
        };
        match content(document, at, document.is_atom) {
            Content::Whole => self.declare(at),
            Content::None => self.remove(at),
            Content::Html(html) if document.is_atom => {
                let html = quick_xml::escape::escape(html);
                self.edits
                    .push((whole, format!("<{name} type=\"html\">{html}</{name}>")));
            }
            Content::Html(html) => {
                let html = quick_xml::escape::escape(html);
                self.edits.push((whole, format!("<{name}>{html}</{name}>")));
                self.declare(at);
            }
        }
    }

    /// feed-rs takes an element with a prefix that is not declared for one of the feed itself.
    fn declare(&mut self, at: usize) {
        let document = self.document;
        let Some(prefix) = document
            .prefix(at)
            .filter(|it| document.address_of(it).is_none())
        else {
            return;
        };
        let address = match document.space(at) {
            Space::Content => CONTENT,
            Space::DublinCore => DUBLIN_CORE,
            _ => return,
        };
        if !self.declared.iter().any(|declared| declared == prefix) {
            self.declared.push(prefix.to_owned());
            let place = document.tag_range(0).start + 1 + document.name(0).len();
            let declaration = format!(" xmlns:{prefix}=\"{address}\"");
            self.edits.push((place..place, declaration));
        }
    }

    fn remove(&mut self, at: usize) {
        if let Some(whole) = self.document.whole(at) {
            self.edits.push((whole, String::new()));
        }
    }

    /// An edit inside another one is not made.
    fn text(mut self) -> String {
        let text = self.document.text;
        self.edits.sort_by_key(|(range, _)| {
            (range.start, !range.is_empty(), std::cmp::Reverse(range.end))
        });
        let mut prepared = String::with_capacity(text.len());
        let mut copied = 0;
        for (range, edit) in &self.edits {
            if range.start >= copied {
                prepared += text.get(copied..range.start).unwrap_or_default();
                prepared += edit;
                copied = range.end;
            }
        }
        prepared += text.get(copied..).unwrap_or_default();
        prepared
    }
}
