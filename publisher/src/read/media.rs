//! The pictures and recordings of an item, from every place where they occur: `media:*`, enclosures
//! and iTunes.

use std::collections::HashMap;

use feed_rs::model::{Entry, MediaContent, MediaObject};
use serde_json::{Value, json};
use url::Url;

use super::extras::{Extras, MOST_PARTS};

/// The most sizes of a picture, or categories, that are used of an item.
pub const MOST: usize = 12;

#[derive(Default)]
pub struct Media<'a> {
    pub pictures: Vec<Value>,
    pub recordings: Vec<Value>,
    pub credit: Option<&'a str>,
    pub caption: Option<&'a str>,
    pub description: Option<&'a String>,
}

/// Width and height.
type Size = (Option<u32>, Option<u32>);

struct Picture {
    is_thumbnail: bool,
    width: u32,
    told: Value,
}

/// Pictures and recordings in the order of the feed, each once.
#[derive(Default)]
struct Found {
    addresses: Vec<String>,
    pictures: Vec<Picture>,
    recordings: Vec<Value>,
}

impl Found {
    fn is_new(&mut self, address: &str) -> bool {
        // feed-rs writes addresses in their usual form.
        let address = Url::parse(address).map_or_else(|_| address.to_owned(), String::from);
        let is_new = self.addresses.len() < MOST_PARTS && !self.addresses.contains(&address);
        if is_new {
            self.addresses.push(address);
        }
        is_new
    }

    fn picture(&mut self, address: &str, size: Size, is_thumbnail: bool) {
        if self.is_new(address) {
            self.pictures.push(Picture {
                is_thumbnail,
                width: size.0.unwrap_or_default(),
                told: json!({ "url": address, "width": size.0, "height": size.1 }),
            });
        }
    }

    /// A picture or a recording, according to its type.
    fn add(&mut self, address: &str, kind: &str, size: Size, length: &Value) {
        if kind.starts_with("image/") {
            self.picture(address, size, false);
        } else if (kind.starts_with("video/") || kind.starts_with("audio/")) && self.is_new(address)
        {
            self.recordings.push(json!({
                "url": address,
                "mime_type": kind,
                "duration_in_seconds": length,
            }));
        }
    }
}

impl<'a> Media<'a> {
    pub fn of(entry: &'a Entry, extras: &Extras) -> Media<'a> {
        let mut media = Media::default();
        let mut found = Found::default();
        // feed-rs takes the minutes of 12:34 for seconds.
        let length = match extras.duration.trim() {
            "" => entry
                .media
                .iter()
                .find_map(|object| object.duration)
                .map(|length| length.as_secs())
                .into(),
            length => Value::from(length),
        };
        let mediums = mediums_of(extras);
        for object in entry.media.iter().take(MOST_PARTS) {
            for content in object.content.iter().take(MOST_PARTS) {
                content_of(content, &mediums, &length, &mut found);
            }
            for thumbnail in object.thumbnails.iter().take(MOST_PARTS) {
                let image = &thumbnail.image;
                found.picture(&image.uri, (image.width, image.height), true);
            }
            media.add(object);
        }
        for link in entry.links.iter().take(MOST_PARTS) {
            if link.rel.as_deref() == Some("enclosure") {
                let kind = link.media_type.as_deref().unwrap_or_default();
                found.add(&link.href, kind, (None, None), &length);
            }
        }
        for enclosure in &extras.enclosures {
            let kind = match enclosure.media_type.as_str() {
                "" => guessed(enclosure.url.split('?').next().unwrap_or_default()),
                kind => kind,
            };
            let size = (enclosure.width, enclosure.height);
            found.add(&enclosure.url, kind, size, &length);
        }
        for thumbnail in &extras.thumbnails {
            found.picture(&thumbnail.url, (thumbnail.width, thumbnail.height), true);
        }
        // The widest first, because it is made smaller anyway. A thumbnail is a picture that was made
        // small already. Otherwise the order stays.
        let order = |it: &Picture| (it.is_thumbnail, std::cmp::Reverse(it.width));
        found.pictures.sort_by_key(order);
        let pictures = found.pictures.into_iter().take(MOST);
        media.pictures = pictures.map(|it| it.told).collect();
        media.recordings = found.recordings;
        // feed-rs takes who speaks for who took the picture.
        let author = extras.author.trim();
        media.credit = media.credit.filter(|credit| credit.trim() != author);
        // An episode repeats its title, which says nothing about the picture.
        let title = entry.title.as_ref().map(|title| title.content.trim());
        media.caption = media
            .caption
            .filter(|caption| Some(caption.trim()) != title);
        media
    }

    fn add(&mut self, object: &'a MediaObject) {
        let description = object.description.as_ref().map(|text| &text.content);
        self.description = self.description.or(description);
        self.credit = self
            .credit
            .or(object.credits.first().map(|credit| credit.entity.as_str()));
        let title = object.title.as_ref().map(|text| text.content.as_str());
        self.caption = self.caption.or(title);
    }
}

/// What media are, by their addresses in the usual form.
type Mediums<'a> = HashMap<Url, &'a str>;

fn mediums_of(extras: &Extras) -> Mediums<'_> {
    let mut mediums = Mediums::new();
    for (of, medium) in &extras.mediums {
        if let Ok(of) = Url::parse(of) {
            mediums.entry(of).or_insert(medium);
        }
    }
    mediums
}

fn content_of(content: &MediaContent, mediums: &Mediums<'_>, length: &Value, found: &mut Found) {
    let Some(url) = &content.url else { return };
    let kind = content.content_type.as_ref().map(ToString::to_string);
    let kind = kind.or_else(|| mediums.get(url).map(|medium| format!("{medium}/")));
    let kind = kind.unwrap_or_else(|| guessed(url.path()).to_owned());
    let own = content.duration.map(|length| length.as_secs());
    let length = own.map_or_else(|| length.clone(), Value::from);
    found.add(
        url.as_str(),
        &kind,
        (content.width, content.height),
        &length,
    );
}

/// Some feeds give no type. Then the ending of the path decides whether it is a picture.
fn guessed(path: &str) -> &'static str {
    let end = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match end.as_str() {
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" => "image/",
        "mp3" | "m4a" | "ogg" => "audio/",
        "mp4" | "webm" | "m3u8" => "video/",
        _ if path.contains('.') => "",
        _ => "image/",
    }
}
