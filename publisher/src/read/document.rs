//! The elements of a document with their places in its text. The text may have faults: whatever
//! does not close ends with the text.

use std::collections::HashMap;
use std::ops::Range;

use latest_news_core::feed::MAX_ITEMS;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::Event;
use url::Url;

use super::space::{Space, space};
use super::tag::Tag;

pub struct Document<'a> {
    pub text: &'a str,
    /// In the order in which they begin.
    elements: Vec<Element>,
    /// The addresses of prefixes.
    prefixes: HashMap<&'a str, &'a str>,
    /// The first items, where feed-rs looks for them, and the others.
    pub items: Vec<usize>,
    pub others: Vec<usize>,
}

struct Element {
    parent: Option<usize>,
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
        document
    }

    fn add(&mut self, open: &[usize], start: usize, inner: usize) -> usize {
        let at = self.elements.len();
        self.elements.push(Element {
            parent: open.last().copied(),
            last: at + 1,
            start,
            inner: inner..inner,
            end: inner,
            is_closed: true,
        });
        let text = self.text;
        if let Some(written) = text.get(start..inner).filter(|it| it.contains("xmlns:"))
            && let Some(tag) = Tag::first(written)
        {
            for attribute in tag.attributes {
                if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                    self.prefixes.insert(prefix, attribute.value);
                }
            }
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
            ([root], "item") => self.local(*root) == "RDF",
            ([_, channel], "item") => self.local(*channel) == "channel",
            _ => false,
        }
    }

    /// A stand-in if there is none.
    fn element(&self, at: usize) -> &Element {
        const NONE: &Element = &Element {
            parent: None,
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
        let text = self.text.get(self.tag_range(at)).unwrap_or_default();
        let text = text.strip_prefix('<').unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
        text.split(ends).next().unwrap_or_default()
    }

    pub fn prefix(&self, at: usize) -> Option<&'a str> {
        self.name(at).split_once(':').map(|(prefix, _)| prefix)
    }

    pub fn local(&self, at: usize) -> &'a str {
        let name = self.name(at);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    pub fn is_declared(&self, prefix: &str) -> bool {
        self.prefixes.contains_key(prefix)
    }

    /// What its name belongs to.
    pub fn space(&self, at: usize) -> Space {
        let is_atom = matches!(self.local(0), "feed" | "entry");
        let own = || self.attribute(at, "xmlns").filter(|_| at > 0);
        let found = match self.prefix(at) {
            None => own().map_or(Space::Feed, |address| space("", Some(&address))),
            Some(prefix) if self.prefix(0) == Some(prefix) => Space::Feed,
            Some(prefix) => space(prefix, self.prefixes.get(prefix).copied()),
        };
        match found {
            Space::Atom if is_atom => Space::Feed,
            found => found,
        }
    }

    /// The value of an attribute, unless it is blank.
    pub fn attribute(&self, at: usize, name: &str) -> Option<String> {
        let written = self.text.get(self.tag_range(at))?;
        if !written.contains(name) {
            return None;
        }
        let tag = Tag::first(written)?;
        let found = tag.attributes.iter().find(|it| it.name == name)?;
        let value = unescape(found.value).unwrap_or(found.value.into());
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// The text of an element itself, without that of elements inside. Empty if it is blank.
    pub fn words(&self, at: usize) -> String {
        let inner = self.text.get(self.inner(at)).unwrap_or_default();
        let mut reader = Reader::from_str(inner);
        reader.config_mut().check_end_names = false;
        let mut words = String::new();
        let mut depth = 0_usize;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                Event::Text(text) => words += &text,
                Event::CData(text) => words += &text,
                Event::GeneralRef(name) => {
                    let sign = name.resolve_char_ref().ok().flatten().map(String::from);
                    let known = resolve_predefined_entity(&name).map(str::to_owned);
                    words += &sign.or(known).unwrap_or_else(|| format!("&{};", &*name));
                }
                _ => {}
            }
        }
        words.trim().to_owned()
    }

    /// The content as HTML: as written, without the marks around raw text.
    pub fn html(&self, at: usize) -> String {
        let inner = self.text.get(self.inner(at)).unwrap_or_default();
        inner.replace("<![CDATA[", "").replace("]]>", "")
    }

    /// Whether feed-rs finds no text inside.
    pub fn is_blank(&self, at: usize) -> bool {
        !self.has_children(at) && self.words(at).is_empty()
    }

    /// An address, complete if the document names the base of such addresses.
    pub fn address(&self, at: usize, written: &str) -> String {
        let ancestors = std::iter::successors(Some(at), |at| self.parent(*at));
        let bases = ancestors.filter_map(|at| self.attribute(at, "xml:base"));
        let mut address = written.trim().to_owned();
        for base in bases.take(8) {
            if Url::parse(&address).is_ok() {
                break;
            }
            if let Some(whole) = Url::parse(&base).ok().and_then(|it| it.join(&address).ok()) {
                address = whole.into();
            }
        }
        address
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
