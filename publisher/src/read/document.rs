//! The elements of a document with their places in its text. The text may have faults: whatever
//! does not close ends with the text.

use std::collections::HashMap;
use std::ops::Range;

use latest_news_core::feed::MAX_ITEMS;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::space::{Space, space};
use super::tag::Tag;

/// A longer base of addresses is none.
const LONGEST_BASE: usize = 2_000;

pub struct Document<'a> {
    pub text: &'a str,
    /// In the order in which they begin.
    elements: Vec<Element>,
    /// The addresses of prefixes.
    prefixes: HashMap<&'a str, &'a str>,
    bases: Vec<Base>,
    pub is_atom: bool,
    pub is_rdf: bool,
    /// The first items, where feed-rs looks for them, and the others.
    pub items: Vec<usize>,
    pub others: Vec<usize>,
}

/// An `xml:base`, with its place in the list if it is inside another one.
struct Base {
    written: String,
    outer: Option<usize>,
}

/// What is asked often is found once, because a name may be as long as a feed.
struct Element {
    parent: Option<usize>,
    name: Range<usize>,
    /// Where it divides the name.
    colon: Option<usize>,
    space: Space,
    /// The place of the nearest one.
    base: Option<usize>,
    /// Behind the last element inside.
    last: usize,
    start: usize,
    inner: Range<usize>,
    end: usize,
    is_closed: bool,
}

impl<'a> Document<'a> {
    pub fn read(text: &'a str) -> Document<'a> {
        let mut document = Document {
            text,
            elements: Vec::new(),
            prefixes: HashMap::new(),
            bases: Vec::new(),
            is_atom: false,
            is_rdf: false,
            items: Vec::new(),
            others: Vec::new(),
        };
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().expand_empty_elements = false;
        let mut open: Vec<usize> = Vec::new();
        // Elements inside one that nobody reads.
        let mut unread = 0;
        loop {
            let start = position(&reader);
            let Ok(event) = reader.read_event() else {
                break;
            };
            let end = position(&reader);
            match event {
                Event::Eof => break,
                Event::Start(_) if unread > 0 => unread += 1,
                Event::End(_) if unread > 1 => unread -= 1,
                Event::Start(_) => {
                    open.push(document.add(&open, start, end));
                    unread = usize::from(document.others.last() == open.last());
                }
                Event::Empty(_) if unread == 0 => {
                    let at = document.add(&open, start, end);
                    document.close(at, end..end, end);
                }
                Event::End(_) => {
                    unread = 0;
                    if let Some(at) = open.pop() {
                        let inner = document.element(at).inner.start;
                        document.close(at, inner..start, end);
                    }
                }
                _ => {}
            }
        }
        for at in open.into_iter().rev() {
            let inner = document.element(at).inner.start;
            document.close(at, inner..text.len(), text.len());
            if let Some(element) = document.elements.get_mut(at) {
                element.is_closed = false;
            }
        }
        document.find_spaces();
        document
    }

    /// A prefix may be declared behind its first use.
    fn find_spaces(&mut self) {
        let declared = self.prefixes.iter();
        let known: HashMap<&str, Space> = declared
            .map(|(prefix, address)| (*prefix, space(prefix, Some(address))))
            .collect();
        for at in self.all() {
            let found = match self.prefix(at) {
                None if at == 0 => Space::Feed,
                None => self
                    .attribute(at, "xmlns")
                    .map_or(Space::Feed, |address| space("", Some(&address))),
                // In RSS 1.0, only the root is of RDF.
                Some(prefix) if !self.is_rdf && self.prefix(0) == Some(prefix) => Space::Feed,
                Some(prefix) => {
                    let known = known.get(prefix).copied();
                    known.unwrap_or_else(|| space(prefix, None))
                }
            };
            if let Some(element) = self.elements.get_mut(at) {
                element.space = match found {
                    Space::Atom if self.is_atom => Space::Feed,
                    found => found,
                };
            }
        }
    }

    fn add(&mut self, open: &[usize], start: usize, inner: usize) -> usize {
        let at = self.elements.len();
        let parent = open.last().copied();
        let text = self.text;
        let written = text.get(start..inner).unwrap_or_default();
        let name = name(written);
        let first = start + usize::from(written.starts_with('<'));
        self.elements.push(Element {
            parent,
            name: first..first + name.len(),
            colon: name.find(':').map(|colon| first + colon),
            space: Space::Other,
            base: parent.and_then(|parent| self.element(parent).base),
            last: at + 1,
            start,
            inner: inner..inner,
            end: inner,
            is_closed: true,
        });
        if at == 0 {
            self.is_atom = matches!(self.local(0), "feed" | "entry");
            self.is_rdf = self.local(0) == "RDF";
        }
        if written.contains("xmlns:")
            && let Some(tag) = Tag::first(written)
        {
            for attribute in tag.attributes {
                if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                    self.prefixes.insert(prefix, attribute.value);
                }
            }
        }
        let base = self.attribute(at, "xml:base");
        if let Some(written) = base.filter(|base| base.len() <= LONGEST_BASE)
            && let Some(element) = self.elements.get_mut(at)
        {
            let outer = element.base.replace(self.bases.len());
            self.bases.push(Base { written, outer });
        }
        if self.is_item(open, at) {
            let is_first = self.items.len() < MAX_ITEMS;
            let list = if is_first {
                &mut self.items
            } else {
                &mut self.others
            };
            list.push(at);
        }
        at
    }

    fn close(&mut self, at: usize, inner: Range<usize>, end: usize) {
        let last = self.elements.len();
        if let Some(element) = self.elements.get_mut(at) {
            element.last = last;
            element.inner = inner;
            element.end = end;
        }
    }

    /// Where feed-rs looks for items.
    fn is_item(&self, open: &[usize], at: usize) -> bool {
        if open.len() > 2 {
            return false;
        }
        match (open, self.local(at)) {
            ([] | [_], "entry") => true,
            ([_], "item") => self.is_rdf,
            ([_, channel], "item") => self.local(*channel) == "channel",
            _ => false,
        }
    }

    /// A stand-in if there is none.
    fn element(&self, at: usize) -> &Element {
        const NONE: &Element = &Element {
            parent: None,
            name: 0..0,
            colon: None,
            space: Space::Other,
            base: None,
            last: 0,
            start: 0,
            inner: 0..0,
            end: 0,
            is_closed: false,
        };
        self.elements.get(at).unwrap_or(NONE)
    }

    pub fn all(&self) -> Range<usize> {
        0..self.elements.len()
    }

    pub fn parent(&self, at: usize) -> Option<usize> {
        self.element(at).parent
    }

    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.element(at).last;
        let first = (at + 1 < end).then_some(at + 1);
        std::iter::successors(first, move |at| {
            Some(self.element(*at).last).filter(|next| *next < end && next > at)
        })
    }

    /// All elements inside, in the order in which they begin.
    pub fn inside(&self, at: usize) -> Range<usize> {
        at + 1..self.element(at).last
    }

    pub fn has_children(&self, at: usize) -> bool {
        !self.inside(at).is_empty()
    }

    /// The whole element, unless the text ends inside it.
    pub fn whole(&self, at: usize) -> Option<Range<usize>> {
        let element = self.element(at);
        element.is_closed.then_some(element.start..element.end)
    }

    pub fn inner(&self, at: usize) -> Range<usize> {
        self.element(at).inner.clone()
    }

    /// The tag with which it begins.
    pub fn tag_range(&self, at: usize) -> Range<usize> {
        let element = self.element(at);
        element.start..element.inner.start
    }

    pub fn tag(&self, at: usize) -> Option<Tag<'a>> {
        Tag::first(self.text.get(self.tag_range(at))?)
    }

    /// As written, with its prefix.
    pub fn name(&self, at: usize) -> &'a str {
        self.text
            .get(self.element(at).name.clone())
            .unwrap_or_default()
    }

    pub fn prefix(&self, at: usize) -> Option<&'a str> {
        let element = self.element(at);
        self.text.get(element.name.start..element.colon?)
    }

    pub fn local(&self, at: usize) -> &'a str {
        let Element { name, colon, .. } = self.element(at);
        let start = colon.map_or(name.start, |colon| colon + 1);
        self.text.get(start..name.end).unwrap_or_default()
    }

    /// What its name belongs to.
    pub fn space(&self, at: usize) -> Space {
        self.element(at).space
    }

    /// Each `xml:base` around an element, the nearest first.
    pub fn bases(&self, at: usize) -> impl Iterator<Item = &str> {
        let base = |at: usize| self.bases.get(at);
        let nearest = self.element(at).base.and_then(base);
        std::iter::successors(nearest, move |inner| inner.outer.and_then(base))
            .map(|base| base.written.as_str())
    }

    /// The address that a prefix stands for.
    pub fn address_of(&self, prefix: &str) -> Option<&'a str> {
        self.prefixes.get(prefix).copied()
    }
}

/// The name at the beginning of a tag.
fn name(tag: &str) -> &str {
    let name = tag.strip_prefix('<').unwrap_or_default();
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    name.split(ends).next().unwrap_or_default()
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_where_they_are() {
        let text =
            "<!-- <no> --><rss><channel><item/><item><a b='>'>x<c/></a></item></channel></rss>";
        let document = Document::read(text);
        let names: Vec<&str> = document.all().map(|at| document.name(at)).collect();
        assert_eq!(names, ["rss", "channel", "item", "item", "a", "c"]);
        assert_eq!(document.items, [2, 3]);
        let channel: Vec<usize> = document.children(1).collect();
        assert_eq!(channel, [2, 3]);
        let whole = document.whole(4).and_then(|range| text.get(range));
        assert_eq!(whole, Some("<a b='>'>x<c/></a>"));
        assert_eq!(text.get(document.inner(4)), Some("x<c/>"));
        assert_eq!(Document::read("<rss><channel>").whole(1), None);
    }

    #[test]
    fn no_more_items_are_read_than_are_used() {
        let many = "<item><a/></item>".repeat(100_000);
        let many = format!("<rss><channel>{many}");
        let document = Document::read(&many);
        assert_eq!(document.items.len(), MAX_ITEMS);
        assert_eq!(document.others.len(), 100_000 - MAX_ITEMS);
        assert_eq!(document.all().len(), 100_002 + MAX_ITEMS);
    }
}
