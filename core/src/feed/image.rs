//! Pictures, in every form that publishers send: an address, an object, a list of either, or the
//! first `<img>` of an article's text. Avatars, tracking pixels and placeholders are not pictures.
//! Nothing is loaded, and `http:` addresses stay as they are.

use super::{
    Image, Source, credit, focus,
    json::Json,
    link::{Place, Url},
    list,
    tag::{self, Tag},
    text::{self, Field, Kind},
};
use crate::search;

/// The width that a slide's picture needs, in CSS pixels. A browser that cannot choose gets the
/// narrowest size that is at least this wide.
const WANTED_WIDTH: u32 = 600;
/// Anything smaller is an icon, an avatar or a tracking pixel.
const MIN_SIDE: u32 = 100;
/// More sizes than a browser needs.
const MAX_SOURCES: usize = 12;

/// A picture from a member such as `image`: `"a.jpg"`, `{"url": "a.jpg"}`, `["a.jpg", …]`. If there
/// are several, they are crops of one picture for different places. The one nearest to 16:9 counts.
pub(super) fn read(value: Json<'_>, place: Place<'_>) -> Option<Image> {
    let mut best = None;
    let mut least = u32::MAX;
    for value in value.one_or_many().take(MAX_SOURCES) {
        let Some(image) = single(value, place) else {
            continue;
        };
        let distance = match (image.width, image.height) {
            (Some(width), Some(height)) => (width * 9).abs_diff(height * 16) / height,
            _ if list::find(&image.url, "16x9").is_some() => 0,
            _ => 8,
        };
        if distance < least {
            least = distance;
            best = Some(image);
        }
    }
    best
}

fn single(value: Json<'_>, place: Place<'_>) -> Option<Image> {
    let Some(mut picture) = value.object() else {
        return if value.is_number() {
            None
        } else {
            new(&value.text(), place, None, None)
        };
    };
    // Members that were XML attributes, and wrappers of content management interfaces.
    for name in [
        "$",
        "@attributes",
        "data",
        "attributes",
        "fields",
        "file",
        "asset",
        "image",
    ] {
        let inner = picture.get(name).first();
        picture.append(inner);
    }
    // An attachment may be any kind of file.
    let kind = picture
        .any("mime_type mimeType mime filemime type medium")
        .text();
    let is_other = kind.contains('/') && !kind.starts_with("image/");
    if is_other || list::has("video audio", &kind) {
        return None;
    }
    let text = |names| picture.any(names).words();
    let address = text("url contentUrl source_url src href link uri image download assetUrl");
    // WordPress keeps a picture's width, height and other sizes here; Strapi keeps the sizes.
    let details = picture.get("media_details");
    let side = |name| match details.is_null() {
        true => picture.get(name).number(),
        false => details.get(name).number(),
    };
    let (width, height) = (side("width"), side("height"));
    let mut image = new(&address, place, width, height)?;
    let formats = picture.get("formats");
    let sizes = if formats.is_null() {
        details.get("sizes")
    } else {
        formats
    };
    add_sizes(&mut image, sizes, place);
    image.alt = alt_text(picture.any("alt alt_text altText alternativeText"));
    if cfg!(feature = "facts") {
        image.focus = picture.all(focus::NAMES).into_iter().find_map(focus::read);
    }
    let caption = picture.get("caption");
    image.credit = [
        "creditText",
        "credit",
        "copyrightNotice",
        "author",
        "creator",
        "copyrightHolder",
    ]
    .iter()
    .find_map(|name| credit::field(picture.get(name)))
    .or_else(|| credit::in_caption(caption));
    // In schema.org a caption describes the picture. In WordPress it adds to the description.
    if details.is_null() && image.alt.is_empty() {
        image.alt = alt_text(caption);
    }
    Some(image)
}

/// Adds a picture's other sizes. A size that is cropped to another shape is a different picture.
fn add_sizes(image: &mut Image, sizes: Json<'_>, place: Place<'_>) {
    let (Some(width), Some(height)) = (image.width, image.height) else {
        return;
    };
    let mut sources = Vec::new();
    add_source(&mut sources, &image.url, width, place);
    for (_, size) in sizes.members() {
        let across = size.get("width").number().unwrap_or_default();
        let down = size.get("height").number().unwrap_or_default();
        let (this, whole) = (
            u64::from(across) * u64::from(height),
            u64::from(down) * u64::from(width),
        );
        // Sizes are rounded to whole pixels, so shapes are compared with a tolerance of one pixel.
        if this.abs_diff(whole) <= u64::from(width.max(height)) {
            add_source(
                &mut sources,
                &size.any("source_url url").text(),
                across,
                place,
            );
        }
    }
    if let Some(source) = choose(&sources) {
        image.url.clone_from(&source.url);
        image.width = Some(source.width);
        image.height =
            u32::try_from(u64::from(height) * u64::from(source.width) / u64::from(width)).ok();
    }
    if sources.len() > 1 {
        image.sources = sources;
    }
}

/// A picture's description as text.
pub(super) fn alt_text(value: Json<'_>) -> String {
    Field(Kind::Either, value).line(text::MAX_ALT)
}

/// A picture at an address, unless the address cannot be a picture's.
pub(super) fn new(
    address: &str,
    place: Place<'_>,
    width: Option<u32>,
    height: Option<u32>,
) -> Option<Image> {
    let (width, height) = (known(width), known(height));
    let small = |side: Option<u32>| side.is_some_and(|side| side < MIN_SIDE);
    if small(width) || small(height) {
        return None;
    }
    const PATH_MARKS: &[char] = &['.', '/'];
    // In braces there is what a page would replace, such as the width.
    if !address.contains(PATH_MARKS) || address.contains('{') {
        return None;
    }
    let url = place.resolve(address).filter(is_picture)?.into_string();
    Some(Image {
        url,
        width,
        height,
        ..Image::default()
    })
}

/// A side's length. Zero means unknown, and no picture is a million pixels wide.
fn known(side: Option<u32>) -> Option<u32> {
    side.filter(|side| (1..1_000_000).contains(side))
}

/// False if an address is clearly an avatar, a placeholder or a tracking pixel. A word alone proves
/// nothing: there are films about avatars and telephones named after pixels.
fn is_picture(url: &Url) -> bool {
    const HOSTS: &str = "gravatar.com avatars.githubusercontent.com feedburner.com feedsportal.com \
        feeds.wordpress.com feedblitz.com feedpress.it doubleclick.net s.w.org vgwort.de ioam.de \
        ivwbox.de quantserve.com scorecardresearch.com statcounter.com google-analytics.com \
        imrworldwide.com omtrdc.net xiti.com gemius.pl mc.yandex.ru";
    const LABELS: &str = "pixel pixels stats statistics counter count track tracking tracker \
        beacon analytics piwik matomo metrics";
    const FILES: &str = "pixel 1x1 spacer blank transparent clear dot trans placeholder lazy \
        loading p b t tr beacon count counter hit hits stat stats track tracking piwik matomo collect";
    const FOLDERS: &str = "avatar avatars smilies emoji ~r";
    // A program may draw anything, so for these files the name is enough.
    const DRAWN: &str = "gif png svg php js asp aspx cgi pl";
    const NEVER: &str = "js css html htm xml json pdf mp3 m4a ogg wav mp4 m4v mov webm m3u8";
    let path = url.path();
    let (folders, file) = search::split_last(path, b'/').unwrap_or(("", path));
    let (name, kind) = search::split_last(file, b'.').unwrap_or((file, ""));
    let tiny = (kind.is_empty() || list::has(DRAWN, kind)) && list::has(FILES, name);
    let is_under = |site| {
        url.host()
            .strip_suffix(site)
            .is_some_and(|it| it.is_empty() || it.ends_with('.'))
    };
    let foreign = HOSTS.split(' ').any(is_under);
    let counted = list::has(LABELS, url.host().split('.').next().unwrap_or_default())
        || list::find(url.suffix().0, "idsite=").is_some();
    let icon = file.starts_with("favicon") || file.starts_with("apple-touch-icon");
    !tiny
        && !foreign
        && !counted
        && !icon
        && !list::has(NEVER, kind)
        && !folders.split('/').any(|folder| list::has(FOLDERS, folder))
}

/// The first picture in an article's HTML.
pub(super) fn first_in(html: &str, place: Place<'_>) -> Option<Image> {
    let mut rest = html;
    while let Some((tag, after)) = tag::next_tag(rest) {
        let unseen = !tag.closing && tag.is_one_of("script style template");
        rest = if unseen {
            tag::skip_element(after, tag)
        } else {
            after
        };
        if tag.is_one_of("img amp-img")
            && let Some(image) = from_tag(tag, place)
        {
            return Some(image);
        }
    }
    None
}

fn from_tag(tag: Tag<'_>, place: Place<'_>) -> Option<Image> {
    let class = tag.attribute("class").unwrap_or_default();
    if ["avatar", "emoji", "smiley"]
        .iter()
        .any(|mark| list::find(&class, mark).is_some())
    {
        return None;
    }
    let side = |name| list::number(&tag.attribute(name)?);
    let (width, height) = (side("width"), side("height"));
    // Lazy loading keeps the picture's address elsewhere and a placeholder in `src`.
    const ADDRESSES: &str =
        "data-src data-lazy-src data-original src srcset data-srcset data-lazy-srcset";
    for name in ADDRESSES.split(' ') {
        let value = tag.attribute(name).unwrap_or_default();
        let first = if name.ends_with("set") {
            value.split(' ').next().unwrap_or_default()
        } else {
            &value
        };
        if let Some(mut image) = new(first, place, width, height) {
            image.alt = text::line(
                &tag.attribute("alt").unwrap_or_default(),
                Kind::Plain,
                text::MAX_ALT,
            );
            return Some(image);
        }
    }
    None
}

/// Adds one width of a picture. The list stays in order and without repetitions.
pub(super) fn add_source(sources: &mut Vec<Source>, address: &str, width: u32, place: Place<'_>) {
    let Some(image) = new(address, place, Some(width), None) else {
        return;
    };
    let at = sources
        .iter()
        .position(|source| source.width >= width)
        .unwrap_or(sources.len());
    let repeated = sources.get(at).is_some_and(|source| source.width == width);
    if !repeated && sources.len() < MAX_SOURCES {
        sources.insert(
            at,
            Source {
                url: image.url,
                width,
            },
        );
    }
}

/// The source for a browser that cannot choose.
pub(super) fn choose(sources: &[Source]) -> Option<&Source> {
    sources
        .iter()
        .find(|source| source.width >= WANTED_WIDTH)
        .or(sources.last())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::feed::json::check as json;

    fn place() -> Place<'static> {
        static PAGE: LazyLock<Url> =
            LazyLock::new(|| Url::resolve("https://news.example/2024/story", None).unwrap());
        Place {
            page: &PAGE,
            site: &PAGE,
        }
    }

    #[track_caller]
    fn declared(value: &str, expected: Option<&str>) {
        let image = read(json(value).unwrap(), place());
        assert_eq!(image.map(|image| image.url).as_deref(), expected, "{value}");
    }

    #[test]
    fn pictures_come_in_many_shapes() {
        let a = Some("https://news.example/a.jpg");
        for (value, expected) in [
            (r#""/a.jpg""#, a),
            (
                r#""//cdn.example/a.jpg""#,
                Some("https://cdn.example/a.jpg"),
            ),
            (r#"["/a.jpg", "/b.jpg"]"#, a),
            (
                r#"["/1x1/a.jpg", "/16x9/a.jpg"]"#,
                Some("https://news.example/16x9/a.jpg"),
            ),
            (r#"{"url": "/a.jpg"}"#, a),
            (
                r#"{"@type": "ImageObject", "contentUrl": ["/a.jpg"], "width": {"@value": 800}}"#,
                a,
            ),
            (
                r#"[{"url": "/b.jpg", "width": 900, "height": 900}, {"url": "/a.jpg", "width": "1600px", "height": "900"}]"#,
                a,
            ),
            (
                r#"[{"url": "/x.mp3", "mime_type": "audio/mpeg"}, {"url": "/a.jpg", "mime_type": "image/jpeg"}]"#,
                a,
            ),
            (r#"[null, {}, "", {"src": "/a.jpg"}]"#, a),
            ("null", None),
            ("12", None),
            (r#""None""#, None),
            ("{}", None),
            (
                r#"{"code": "rest_forbidden", "data": {"status": 401}}"#,
                None,
            ),
        ] {
            declared(value, expected);
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for address in [
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "https://secure.gravatar.com/avatar/abc?s=96",
            "https://gravatar.com/x.jpg",
            "https://pixel.wp.com/b.gif?v=noscript",
            "https://feeds.feedburner.com/~r/news/~4/abc",
            "https://s.w.org/images/core/emoji/72x72/1f600.png",
            "/images/pixel.gif",
            "/spacer.gif",
            "/1x1.png",
            "https://kestrel.example/matomo.php?idsite=3&rec=1",
            "https://stats.wordpress.example/b.gif?host=x",
            "https://kestrel.example/b.gif?blog=1",
            "https://kestrel.example/pixel?id=7",
            "https://pixel.kestrel.example/i?id=7",
            "https://vg07.met.vgwort.de/na/abcdef",
            "http://feeds.wordpress.com/1.0/comments/kestrel.wordpress.com/7/",
            "https://p.feedblitz.com/t3/123/456",
            "https://kestrel.example/count.php?article=7",
            "https://kestrel.example/embed.js",
            "/avatars/ada.jpg",
            "/favicon-192x192.png",
        ] {
            declared(&serde_json::to_string(address).unwrap(), None);
        }
        for size in [
            r#""width": 1, "height": 1"#,
            r#""width": 96, "height": 96"#,
            r#""height": "50px""#,
        ] {
            declared(&format!(r#"{{"url": "/a.jpg", {size}}}"#), None);
        }
        // A word alone proves nothing.
        for path in [
            "/google-pixel-9.jpg",
            "/avatar-film.jpg",
            "/pixel.jpg",
            "/1x1/a.jpg",
            "/blank/a.jpg",
        ] {
            declared(
                &format!("{path:?}"),
                Some(&format!("https://news.example{path}")),
            );
        }
        // Only the same site, not every name with that end.
        for address in ["https://news.w.org/a.jpg", "https://praxiti.com/a.jpg"] {
            declared(&format!("{address:?}"), Some(address));
        }
        declared(
            r#"{"url": "/a.jpg", "width": 0, "height": 0}"#,
            Some("https://news.example/a.jpg"),
        );
    }

    #[track_caller]
    fn in_html(html: &str, expected: Option<&str>) {
        let image = first_in(html, place());
        assert_eq!(image.map(|image| image.url).as_deref(), expected, "{html}");
    }

    #[test]
    fn the_first_real_picture_of_a_text_is_found() {
        let a = Some("https://news.example/a.jpg");
        for (html, expected) in [
            ("<p>x</p><img src='/a.jpg'><img src='/b.jpg'>", a),
            ("<IMG SRC=/a.jpg>", a),
            ("<img src=\"../a.jpg\">", a),
            ("<img src='data:image/gif;base64,R0' data-src='/a.jpg'>", a),
            ("<img src='/placeholder.png' data-lazy-src='/a.jpg'>", a),
            ("<img src='data:,' srcset='/a.jpg 300w, /b.jpg 600w'>", a),
            ("<img width=1 height=1 src='/t.jpg'><img src='/a.jpg'>", a),
            (
                "<img class='avatar photo' src='/x.jpg'><img class='wp-smiley' src='/y.jpg'><img src='/a.jpg'>",
                a,
            ),
            (
                "<script>'<img src=/b.jpg>'</script><!-- <img src=/b.jpg> --><img src='/a.jpg'>",
                a,
            ),
            ("<noscript><img src='/a.jpg'></noscript>", a),
            ("<amp-img src='/a.jpg'></amp-img>", a),
            (
                "<img src='/a.jpg&amp;b'>",
                Some("https://news.example/a.jpg&b"),
            ),
            ("<p>none</p>", None),
            ("<img><img src><img src=''>", None),
        ] {
            in_html(html, expected);
        }
    }

    #[test]
    fn wordpress_sizes_become_sources() {
        let media = json(
            r#"{"source_url": "/full.jpg", "alt_text": "A &amp; B", "caption": {"rendered": "<p>Photo: Ada</p>"},
            "media_details": {"width": 2000, "height": 1000, "sizes": {
                "thumbnail": {"source_url": "/150.jpg", "width": 150, "height": 150},
                "large": {"source_url": "/1024.jpg", "width": 1024, "height": 512},
                "medium": {"source_url": "/300.jpg", "width": 300, "height": 150},
                "medium_large": {"source_url": "/768.jpg", "width": "768", "height": 384},
                "again": {"source_url": "/768b.jpg", "width": 768, "height": 384},
                "broken": {"width": 500}, "full": {"source_url": "/full.jpg", "width": 2000, "height": 1000}}}}"#,
        );
        let image = read(media.unwrap(), place()).unwrap();
        assert_eq!(image.url, "https://news.example/768.jpg");
        assert_eq!((image.width, image.height), (Some(768), Some(384)));
        assert_eq!(image.alt, "A & B");
        assert_eq!(image.credit.as_deref(), Some("Ada"));
        let widths: Vec<u32> = image.sources.iter().map(|source| source.width).collect();
        assert_eq!(widths, [300, 768, 1024, 2000]);
    }

    #[test]
    fn small_originals_stand_alone() {
        let media = r#"{"source_url": "/a.jpg", "media_details": {"width": 400, "height": 200, "sizes": {}}}"#;
        let image = read(json(media).unwrap(), place()).unwrap();
        assert_eq!(
            (image.url.as_str(), image.width),
            ("https://news.example/a.jpg", Some(400))
        );
        assert!(image.sources.is_empty());
    }

    #[test]
    fn owners_are_named() {
        for (value, alt, credit) in [
            (
                r#"{"url": "/a.jpg", "caption": "A view", "creditText": "Ada"}"#,
                "A view",
                Some("Ada"),
            ),
            (
                r#"{"url": "/a.jpg", "alt": "A view", "author": {"name": "Ada"}}"#,
                "A view",
                Some("Ada"),
            ),
            (
                r#"{"url": "/a.jpg", "creator": [{"name": "Ada"}, {"name": "Bo"}]}"#,
                "",
                Some("Ada"),
            ),
            (
                r#"{"url": "/a.jpg", "copyrightNotice": "https://licence.example/"}"#,
                "",
                None,
            ),
        ] {
            let image = read(json(value).unwrap(), place()).unwrap();
            assert_eq!(
                (image.alt.as_str(), image.credit.as_deref()),
                (alt, credit),
                "{value}"
            );
        }
    }
}
