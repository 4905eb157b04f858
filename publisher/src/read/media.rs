//! The pictures and recordings of an item, from every place where they occur: `media:*`, enclosures
//! and iTunes.

use feed_rs::model::Entry;
use serde_json::{Value, json};
use url::Url;

use super::document::Document;
use super::item::{MOST, prefixed};
use super::media_part::{Part, elements, parts};
use super::space::Space;
use super::text::words;

/// More media of one item than any feed has use for.
pub const MOST_PARTS: usize = 64;

#[derive(Default)]
pub struct Media {
    pub pictures: Vec<Value>,
    pub recordings: Vec<Value>,
    /// Of the first picture.
    pub credit: Option<String>,
    pub caption: Option<String>,
    /// Of the item.
    pub description: Option<String>,
}

/// Pictures and recordings in the order of the feed, each once.
#[derive(Default)]
struct Found {
    addresses: Vec<String>,
    pictures: Vec<Part>,
    recordings: Vec<Value>,
}

impl Found {
    fn add(&mut self, part: Part, length: &Value) {
        let is_picture = part.is_thumbnail || part.kind.starts_with("image/");
        let is_recording = part.is_recording();
        // One address may be written in different ways.
        let address = Url::parse(&part.url).map_or_else(|_| part.url.clone(), String::from);
        let is_new = self.addresses.len() < MOST_PARTS && !self.addresses.contains(&address);
        if !is_new || !(is_picture || is_recording) {
            return;
        }
        self.addresses.push(address);
        if is_picture {
            self.pictures.push(part);
        } else {
            let length = part.seconds.map_or_else(|| length.clone(), Value::from);
            self.recordings.push(json!({
                "url": part.url,
                "mime_type": part.kind,
                "duration_in_seconds": length,
            }));
        }
    }
}

impl Media {
    pub fn of(document: &Document<'_>, item: usize, entry: &Entry) -> Media {
        let length = Value::from(prefixed(document, item, "duration"));
        let mut found = Found::default();
        for part in parts(document, item) {
            found.add(part, &length);
        }
        for link in entry.links.iter().take(MOST_PARTS) {
            if link.rel.as_deref() == Some("enclosure") {
                let kind = link.media_type.as_deref().unwrap_or_default();
                found.add(Part::new(&link.href, kind), &length);
            }
        }
        // The widest first, because it is made smaller anyway. A thumbnail is a picture that was made
        // small already. Otherwise the order stays.
        let order = |it: &Part| (it.is_thumbnail, std::cmp::Reverse(it.width));
        found.pictures.sort_by_key(order);
        let shown = found.pictures.first();
        // An episode repeats its title, which says nothing about the picture.
        let title = entry.title.as_ref().map(|title| title.content.trim());
        let caption = shown.and_then(|shown| shown.title.clone());
        let told = |picture: &Part| json!({ "url": picture.url, "width": picture.width, "height": picture.height });
        Media {
            credit: shown.and_then(|shown| shown.credit.clone()),
            caption: caption.filter(|caption| Some(caption.as_str()) != title),
            description: description(document, item),
            pictures: found.pictures.iter().take(MOST).map(told).collect(),
            recordings: found.recordings,
        }
    }
}

/// Of the first medium that has one, or of an episode.
fn description(document: &Document<'_>, item: usize) -> Option<String> {
    let media = elements(document, item)
        .into_iter()
        .filter(|at| document.local(*at) == "description" && document.space(*at) == Space::Media);
    let mut texts = media.map(|at| words(document, at));
    texts
        .find(|text| !text.is_empty())
        .or_else(|| prefixed(document, item, "summary"))
}
