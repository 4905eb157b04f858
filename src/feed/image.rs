//! Pictures, from whatever shape a publisher gives them: an address, an object, a list of either,
//! or the first `<img>` of an article's text. Avatars, tracking pixels and placeholders are not
//! pictures. Nothing is loaded, and `http:` addresses stay as they are.

use super::{
    Image, Source,
    json::Json,
    link::Url,
    tag::{self, Tag},
    text::{self, Field, Kind},
};

/// The width a slide's picture wants, in CSS pixels: the narrowest size at least this wide is the
/// one used where a browser cannot choose.
const WANTED_WIDTH: u32 = 600;
/// Anything smaller is an icon, an avatar or a pixel.
const MIN_SIDE: u32 = 100;
/// More sizes than any browser has a use for.
const MAX_SOURCES: usize = 12;

/// A picture from a member such as `image`: `"a.jpg"`, `{"url": "a.jpg"}`, `["a.jpg", …]`.
/// Of several, which are crops of one picture for different places, the one nearest 16 to 9.
pub(super) fn read(value: Json<'_>, page: &Url) -> Option<Image> {
    let mut best: Option<(u32, Image)> = None;
    for value in value.one_or_many().take(MAX_SOURCES) {
        let Some(image) = single(value, page) else {
            continue;
        };
        let distance = match (image.width, image.height) {
            (Some(width), Some(height)) => (width * 9).abs_diff(height * 16) / height.max(1),
            _ if image.url.contains("16x9") => 0,
            _ => 8,
        };
        if best.as_ref().is_none_or(|(least, _)| distance < *least) {
            best = Some((distance, image));
        }
    }
    best.map(|(_, image)| image)
}

fn single(value: Json<'_>, page: &Url) -> Option<Image> {
    if !value.is_object() {
        return new(&value.text()?, page, None, None);
    }
    const ADDRESSES: [&str; 8] =
        ["url", "contentUrl", "src", "href", "source_url", "link", "uri", "image"];
    let address = ADDRESSES.iter().find_map(|name| value.get(name).words())?;
    let (width, height) = (value.get("width").number(), value.get("height").number());
    let mut image = new(&address, page, width, height)?;
    let alt = ["alt", "alt_text", "altText", "caption", "description"].iter();
    image.alt = alt.map(|name| alt_text(value.get(name))).find(|alt| !alt.is_empty()).unwrap_or_default();
    let owners = ["creditText", "credit", "copyrightNotice", "author", "creator", "copyrightHolder"];
    image.credit = owners.iter().find_map(|name| credit(value.get(name)));
    Some(image)
}

/// A picture's description as text.
pub(super) fn alt_text(value: Json<'_>) -> String {
    Field(Kind::Either, value).line(text::MAX_ALT)
}

/// Whom a picture is by: a name, or the first of several things with one.
pub(super) fn credit(value: Json<'_>) -> Option<String> {
    let value = value.one_or_many().next()?;
    text::name(value).or_else(|| text::name(value.get("name")))
}

/// A picture at an address, unless that cannot be one.
pub(super) fn new(address: &str, page: &Url, width: Option<u32>, height: Option<u32>) -> Option<Image> {
    let (width, height) = (known(width), known(height));
    let small = |side: Option<u32>| side.is_some_and(|side| side < MIN_SIDE);
    if small(width) || small(height) {
        return None;
    }
    let url = page.join(address).ok().filter(is_picture)?.into_string();
    Some(Image { url, alt: String::new(), credit: None, width, height, sources: Vec::new() })
}

/// Zero stands for unknown, and nothing is a million pixels wide.
fn known(side: Option<u32>) -> Option<u32> {
    side.filter(|side| (1..1_000_000).contains(side))
}

/// Whether an address is not plainly an avatar, a tracker or a placeholder. Words alone prove
/// nothing: there are films about avatars and telephones named after pixels.
fn is_picture(url: &Url) -> bool {
    const HOSTS: [&str; 8] = [
        "gravatar.com", "avatars.githubusercontent.com", "feedburner.com", "pixel.wp.com",
        "stats.wordpress.com", "doubleclick.net", "s.w.org", "feedsportal.com",
    ];
    const FOLDERS: [&str; 5] = ["/avatar/", "/avatars/", "/smilies/", "/emoji/", "/~r/"];
    const FILES: &str = "pixel 1x1 spacer blank transparent clear dot trans placeholder lazy \
        loading p b t";
    let host = url.host();
    let path = url.path();
    let file = path.rsplit('/').next().unwrap_or_default();
    let tiny = file.split_once('.').is_some_and(|(name, kind)| {
        let drawn = ["gif", "png", "svg"].iter().any(|known| kind.eq_ignore_ascii_case(known));
        drawn && FILES.split(' ').any(|known| name.eq_ignore_ascii_case(known))
    });
    let foreign = HOSTS.iter().any(|known| {
        host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
    });
    !tiny && !foreign && !FOLDERS.iter().any(|folder| path.contains(folder))
}

/// The first picture in an article's HTML.
pub(super) fn first_in(html: &str, page: &Url) -> Option<Image> {
    let mut rest = html;
    while let Some((tag, after)) = tag::next_opening(rest) {
        rest = if tag.is_one_of("script style template") { tag::skip_element(after, tag) } else { after };
        if tag.is_one_of("img amp-img")
            && let Some(image) = from_tag(tag, page)
        {
            return Some(image);
        }
    }
    None
}

fn from_tag(tag: Tag<'_>, page: &Url) -> Option<Image> {
    let class = tag.attribute("class").unwrap_or_default();
    let marked = ["avatar", "emoji", "smiley"].iter().any(|mark| class.contains(mark));
    if marked {
        return None;
    }
    let side = |name| tag.attribute(name).and_then(|text| text.trim_end_matches("px").parse().ok());
    let (width, height) = (side("width"), side("height"));
    // Lazy loading keeps the picture elsewhere and a placeholder in `src`.
    let lazy = ["data-src", "data-lazy-src", "data-original", "data-orig-file", "src"];
    let mut image = lazy.iter().find_map(|name| new(&tag.attribute(name)?, page, width, height));
    for name in ["srcset", "data-srcset", "data-lazy-srcset"] {
        if image.as_ref().is_some_and(|image| !image.sources.is_empty()) {
            break;
        }
        let Some(set) = tag.attribute(name) else {
            continue;
        };
        let sources = source_set(&set, page);
        if image.is_none()
            && let Some(source) = choose(&sources)
        {
            image = new(&source.url, page, width, height);
        }
        if let Some(image) = &mut image {
            image.sources = sources;
        }
    }
    let mut image = image?;
    image.alt = text::line(&tag.attribute("alt").unwrap_or_default(), Kind::Plain, text::MAX_ALT);
    Some(image)
}

/// The widths of a `srcset`, narrow to wide.
fn source_set(set: &str, page: &Url) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut address = None;
    for word in set.split_ascii_whitespace() {
        let width = word.trim_end_matches(',').strip_suffix('w').and_then(|width| width.parse().ok());
        match (address, width) {
            (Some(address), Some(width)) => add_source(&mut sources, address, width, page),
            _ => address = Some(word),
        }
    }
    sources
}

/// Adds a width of a picture, keeping the list in order and free of repetitions.
pub(super) fn add_source(sources: &mut Vec<Source>, address: &str, width: u32, page: &Url) {
    let Some(image) = new(address, page, Some(width), None) else {
        return;
    };
    let at = sources.iter().position(|source| source.width >= width).unwrap_or(sources.len());
    let repeated = sources.get(at).is_some_and(|source| source.width == width);
    if !repeated && sources.len() < MAX_SOURCES {
        sources.insert(at, Source { url: image.url, width });
    }
}

/// The source to use where a browser cannot choose.
pub(super) fn choose(sources: &[Source]) -> Option<&Source> {
    sources.iter().find(|source| source.width >= WANTED_WIDTH).or(sources.last())
}
