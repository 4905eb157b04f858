//! What feed-rs leaves out of an item: its source, the author of an episode, enclosures and
//! thumbnails beside other media, the kind of media without a type, and lengths in minutes. In RSS 1.0, it
//! leaves out all media.

use latest_news_core::feed::MAX_ITEMS;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// More enclosures, thumbnails and the like of one item than any feed has use for.
pub const MOST_PARTS: usize = 64;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// The name of who published it, if another feed did.
    pub source: String,
    /// Of an episode.
    pub author: String,
    /// As written, such as `12:34`.
    pub duration: String,
    pub enclosures: Vec<Enclosure>,
    pub thumbnails: Vec<Thumbnail>,
    /// Addresses of media, each with what it is, such as `video`.
    pub mediums: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Enclosure {
    pub url: String,
    pub media_type: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thumbnail {
    pub url: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// The root of RSS 1.0, without its prefix.
const RDF: &str = "RDF";

/// Those of the first items, in their order.
pub fn extras(text: &str) -> Vec<Extras> {
    let mut found = Vec::new();
    let names = [
        "<source",
        ":author",
        ":duration",
        "<enclosure",
        "thumbnail",
        ":image",
        "medium=",
        RDF,
    ];
    if !names.iter().any(|name| text.contains(name)) {
        return found;
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut path: Vec<String> = Vec::new();
    let mut item: Option<(usize, Extras)> = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                match &mut item {
                    None if is_item(&path) => item = Some((path.len(), Extras::default())),
                    None => {}
                    Some((depth, extras)) => extras.read(&tag, &path, path.len() - *depth),
                }
            }
            Event::Empty(tag) => {
                path.push(tag.name().as_ref().to_owned());
                match &mut item {
                    None if is_item(&path) => found.push(Extras::default()),
                    None => {}
                    Some((depth, extras)) => extras.read(&tag, &path, path.len() - *depth),
                }
                path.pop();
            }
            Event::End(_) => {
                if let Some((_, extras)) = item.take_if(|(depth, _)| *depth == path.len()) {
                    found.push(extras);
                }
                path.pop();
            }
            Event::Text(text) => add(&mut item, &path, &text),
            Event::CData(text) => add(&mut item, &path, &text),
            Event::GeneralRef(name) => {
                let sign = name.resolve_char_ref().ok().flatten().map(String::from);
                let known = resolve_predefined_entity(&name).map(str::to_owned);
                let text = sign.or(known).unwrap_or_else(|| format!("&{};", &*name));
                add(&mut item, &path, &text);
            }
            _ => {}
        }
        if found.len() == MAX_ITEMS {
            break;
        }
    }
    found
}

/// Where feed-rs looks for items.
fn is_item(path: &[String]) -> bool {
    match path {
        [_, channel, item] => channel == "channel" && item == "item",
        [root, item] if is_rdf(root) => item == "item",
        [_, entry] => entry.rsplit(':').next() == Some("entry"),
        _ => false,
    }
}

fn is_rdf(root: &str) -> bool {
    root.rsplit(':').next() == Some(RDF)
}

/// Adds text that belongs to an item itself. `source` is a text in RSS, and a feed in Atom.
fn add(item: &mut Option<(usize, Extras)>, path: &[String], text: &str) {
    let Some((depth, extras)) = item else { return };
    match path.get(*depth..).unwrap_or_default() {
        [name] if name == "source" => extras.source.push_str(text),
        [source, title] if source == "source" && title == "title" => extras.source.push_str(text),
        [name] if name.ends_with(":author") => extras.author.push_str(text),
        [name] if name.ends_with(":duration") => extras.duration.push_str(text),
        _ => {}
    }
}

impl Extras {
    /// Reads the attributes of an element that lies so many levels inside an item.
    fn read(&mut self, tag: &BytesStart<'_>, path: &[String], level: usize) {
        if self.enclosures.len() + self.thumbnails.len() + self.mediums.len() == MOST_PARTS {
            return;
        }
        let attribute = |name: &str| {
            let attribute = tag.try_get_attribute(name).ok().flatten()?;
            let value =
                unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), Into::into);
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        // The picture of an episode has an `href`.
        let Some(url) = attribute("url").or(attribute("href")) else {
            return;
        };
        let number = |name: &str| attribute(name).and_then(|number| number.parse().ok());
        match tag.name().as_ref() {
            "enclosure" if level == 1 => self.enclosures.push(Enclosure {
                url,
                media_type: attribute("type").unwrap_or_default(),
                ..Enclosure::default()
            }),
            name if name.ends_with(":content") && path.first().is_some_and(|root| is_rdf(root)) => {
                let medium = attribute("medium").map(|medium| format!("{medium}/"));
                let media_type = attribute("type").or(medium).unwrap_or_default();
                self.enclosures.push(Enclosure {
                    url,
                    media_type,
                    width: number("width"),
                    height: number("height"),
                });
            }
            name if name.ends_with(":thumbnail") || name.ends_with(":image") => {
                self.thumbnails.push(Thumbnail {
                    url,
                    width: number("width"),
                    height: number("height"),
                })
            }
            _ => self
                .mediums
                .extend(attribute("medium").map(|medium| (url, medium))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_items_is_found() {
        let found = extras(
            "<rss><channel><source>no</source><item/><item><source url='x'>A &amp; <![CDATA[B]]> &ouml;\
             </source><enclosure url='/a.mp3' type='audio/mpeg'/><i:duration>12:34</i:duration><i:author>Ada</i:author>\
             <m:group><m:content url='v?a&amp;b' medium='video'><m:thumbnail url='t' width='7'/>\
             </m:content></m:group><description><source>no</source></description></item></channel></rss>",
        );
        let expected = Extras {
            source: "A & B &ouml;".to_owned(),
            author: "Ada".to_owned(),
            duration: "12:34".to_owned(),
            enclosures: vec![Enclosure {
                url: "/a.mp3".to_owned(),
                media_type: "audio/mpeg".to_owned(),
                ..Enclosure::default()
            }],
            thumbnails: vec![Thumbnail {
                url: "t".to_owned(),
                width: Some(7),
                height: None,
            }],
            mediums: vec![("v?a&b".to_owned(), "video".to_owned())],
        };
        assert_eq!(found, [Extras::default(), expected]);
        let atom = "<feed><title>no</title><entry><title>no</title><source><id>no</id><title>A</title>\
                    </source></entry><entry/></feed>";
        let sources: Vec<String> = extras(atom).into_iter().map(|it| it.source).collect();
        assert_eq!(sources, ["A", ""]);
    }

    #[test]
    fn no_more_items_are_read_than_are_used() {
        let many = format!("<rss><channel>{}<source/>", "<item/>".repeat(100_000));
        assert_eq!(extras(&many).len(), MAX_ITEMS);
    }

    #[test]
    fn an_item_has_no_more_parts_than_are_used() {
        let parts: String = (0..2000)
            .map(|at| format!("<m:content url='http://a.example/{at}' medium='x'/>"))
            .collect();
        let found = extras(&format!(
            "<rss><channel><item>{parts}</item></channel></rss>"
        ));
        assert_eq!(found[0].mediums.len(), MOST_PARTS);
    }
}
