//! One picture or recording of an item, with what is said about it.

use super::document::Document;
use super::item::MOST_ELEMENTS;
use super::media::MOST_PARTS;
use super::person;
use super::space::Space;
use super::text;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub url: String,
    /// Its media type, or the first half of one, such as `image/`.
    pub kind: String,
    pub is_thumbnail: bool,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub seconds: Option<u64>,
    pub credit: Option<String>,
    pub title: Option<String>,
}

impl Part {
    /// Some feeds give no type. Then the ending of the address decides what it is.
    pub fn new(url: &str, kind: &str) -> Part {
        let kind = match kind {
            kind if kind.is_empty() || is_of_anything(kind) => guessed(file(url)).to_owned(),
            kind if kind.contains('/') => kind.to_owned(),
            kind => format!("{kind}/"),
        };
        Part {
            url: url.to_owned(),
            kind: kind.to_ascii_lowercase(),
            ..Part::default()
        }
    }

    pub fn is_recording(&self) -> bool {
        self.kind.starts_with("video/") || self.kind.starts_with("audio/")
    }
}

/// Those that say what they are before those that are small pictures of something.
pub fn parts(document: &Document<'_>, item: usize) -> Vec<Part> {
    let is_medium = |at: &usize| match document.space(*at) {
        Space::Media => matches!(document.local(*at), "content" | "thumbnail"),
        Space::Feed => document.local(*at) == "enclosure" && document.parent(*at) == Some(item),
        Space::Itunes | Space::Other => {
            document.local(*at) == "image" && document.parent(*at) == Some(item)
        }
        _ => false,
    };
    let places = elements(document, item).into_iter().filter(is_medium);
    let mut parts: Vec<Part> = places
        .filter_map(|at| part(document, item, at))
        .take(MOST_PARTS)
        .collect();
    parts.sort_by_key(|part| part.is_thumbnail);
    parts
}

/// The elements of an item, and those inside its media, in the order in which they begin.
pub fn elements(document: &Document<'_>, item: usize) -> Vec<usize> {
    let mut elements = Vec::new();
    let mut rest: Vec<usize> = document.children(item).take(MOST_ELEMENTS).collect();
    rest.reverse();
    while let Some(at) = rest.pop() {
        elements.push(at);
        if elements.len() == MOST_ELEMENTS {
            break;
        }
        if document.has_children(at) && document.space(at) == Space::Media {
            let first = rest.len();
            rest.extend(document.children(at).take(MOST_ELEMENTS));
            rest.get_mut(first..).unwrap_or_default().reverse();
        }
    }
    elements
}

fn part(document: &Document<'_>, item: usize, at: usize) -> Option<Part> {
    let number = |name: &str| document.attribute(at, name).and_then(|it| it.parse().ok());
    let player = || {
        let mut children = document.children(at);
        let player = children.find(|at| document.local(*at) == "player")?;
        document.attribute(player, "url")
    };
    // The picture of an episode has an `href`.
    let url = document
        .attribute(at, "url")
        .or_else(|| document.attribute(at, "href"))
        .or_else(player)?;
    let kind = document.attribute(at, "type");
    let clear = kind
        .clone()
        .filter(|it| it.contains('/') && !is_of_anything(it));
    let kind = clear.or_else(|| document.attribute(at, "medium")).or(kind);
    let mut part = Part::new(&document.address(at, &url), &kind.unwrap_or_default());
    part.is_thumbnail = matches!(document.local(at), "thumbnail" | "image");
    part.width = number("width");
    part.height = number("height");
    part.seconds = document
        .attribute(at, "duration")
        .and_then(|it| it.parse().ok());
    let is_sized = part.width.is_some() && part.height.is_some() && part.seconds.is_none();
    // Without any mark, most media are pictures.
    let is_picture = is_sized || !file(&url).contains('.');
    if part.kind.is_empty() && document.space(at) == Space::Media && is_picture {
        part.kind = "image/".to_owned();
    }
    // An episode's picture is not part of its media.
    if document.space(at) == Space::Media && !part.is_recording() {
        part.credit = told(document, item, at, credit);
        part.title = told(document, item, at, title);
    }
    Some(part)
}

/// What is said about a medium: in its own element, else in one around it. What is said about a
/// recording says nothing about its picture.
fn told(
    document: &Document<'_>,
    item: usize,
    at: usize,
    read: fn(&Document<'_>, usize) -> Option<String>,
) -> Option<String> {
    let mut around = at;
    for _ in 0..8 {
        if around != at && is_of_recording(document, around) {
            return None;
        }
        let found = read(document, around);
        if found.is_some() || around == item {
            return found;
        }
        around = document.parent(around)?;
    }
    None
}

/// Whether an element is a recording, or contains one.
fn is_of_recording(document: &Document<'_>, around: usize) -> bool {
    let is_recording = |at: usize| {
        if document.space(at) != Space::Media || document.local(at) != "content" {
            return false;
        }
        let url = document.attribute(at, "url").unwrap_or_default();
        let kind = document.attribute(at, "type").filter(|it| it.contains('/'));
        let kind = kind.or_else(|| document.attribute(at, "medium"));
        Part::new(&url, &kind.unwrap_or_default()).is_recording()
            || document.attribute(at, "duration").is_some()
    };
    is_recording(around) || document.children(around).take(MOST_PARTS).any(is_recording)
}

fn title(document: &Document<'_>, around: usize) -> Option<String> {
    children(document, around, "title")
        .map(|at| text::words(document, at))
        .find(|title| !title.is_empty())
}

/// Who took a picture before who sold it.
fn credit(document: &Document<'_>, around: usize) -> Option<String> {
    let role = |at: &usize| document.attribute(*at, "role").unwrap_or_default();
    let mut credits: Vec<usize> = children(document, around, "credit")
        .take(MOST_PARTS)
        .collect();
    credits.sort_by_key(|at| match role(at).as_str() {
        "photographer" => 0,
        "publisher" | "owner" | "distributor" | "distribution company" => 2,
        _ => 1,
    });
    let mut names = credits.into_iter().map(|at| document.words(at));
    names.find_map(|credit| person::name(&credit))
}

fn children<'a>(
    document: &'a Document<'a>,
    around: usize,
    name: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    let children = document.children(around).take(MOST_ELEMENTS);
    children.filter(move |at| document.local(*at) == name && document.space(*at) == Space::Media)
}

/// Whether a media type says nothing.
fn is_of_anything(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let types = ["application/octet-stream", "binary/octet-stream"];
    types.iter().any(|it| kind.eq_ignore_ascii_case(it))
}

/// The last part of an address's path. Those before it may have dots, as the host has.
fn file(url: &str) -> &str {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    path.rsplit('/').next().unwrap_or_default()
}

fn guessed(file: &str) -> &'static str {
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    match end.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "png" | "webp" | "gif" | "avif" => "image/",
        "mp3" | "m4a" | "ogg" => "audio/",
        "mp4" | "webm" | "m3u8" => "video/",
        _ => "",
    }
}
