//! What an element says: its namespace, its attributes and its text.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::Event;
use url::Url;

use super::document::Document;
use super::tag::Tag;

impl Document<'_> {
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
        let bases: Vec<&str> = self.bases(at).take(8).collect();
        let mut base: Option<Url> = None;
        for further in bases.iter().rev() {
            let whole = match &base {
                Some(base) => base.join(further),
                None => Url::parse(further),
            };
            base = whole.ok().or(base);
        }
        let written = written.trim();
        base.and_then(|base| base.join(written).ok())
            .map_or_else(|| written.to_owned(), String::from)
    }
}

#[cfg(test)]
mod tests {
    use super::super::space::Space;
    use super::*;

    #[test]
    fn elements_say_what_they_hold() {
        let document = Document::read(
            "<feed xmlns:m='http://search.yahoo.com/mrss/' xml:base='https://n.example/a/'><entry \
             xml:base='b/'><m:a n=' x&amp;y '>A &amp; <![CDATA[<B>]]><i>no</i> &#233;&ouml;</m:a>\
             <b xmlns='http://www.w3.org/1999/xhtml'> </b></entry></feed>",
        );
        assert_eq!(document.words(2), "A & <B> é&ouml;");
        assert_eq!(document.html(2), "A &amp; <B><i>no</i> &#233;&ouml;");
        assert_eq!(document.attribute(2, "n").as_deref(), Some("x&y"));
        assert_eq!(document.attribute(2, "m"), None);
        assert_eq!(document.address(2, "c"), "https://n.example/a/b/c");
        assert_eq!(
            document.address(2, "https://o.example/"),
            "https://o.example/"
        );
        let spaces: Vec<Space> = document.all().map(|at| document.space(at)).collect();
        let expected = [
            Space::Feed,
            Space::Feed,
            Space::Media,
            Space::Feed,
            Space::Other,
        ];
        assert_eq!(spaces, expected);
        assert!(document.is_blank(4));
        for (text, expected) in [
            ("<a:feed><a:entry/></a:feed>", Space::Feed),
            ("<rdf:RDF><rdf:title/></rdf:RDF>", Space::Other),
            ("<rss><title/></rss>", Space::Feed),
        ] {
            assert_eq!(Document::read(text).space(1), expected, "{text}");
        }
    }
}
