//! The shape of each format: an item with a gap for each value that publishers or their readers
//! choose, and the envelope around a list of items.

/// JSON with gaps: `%TEXT%`, `%LINK%`, `%DATE%`, and `%ANY%` where the reader accepts more than one
/// kind of value. `%INDEX%` is the number of the item.
pub struct Shape {
    pub name: &'static str,
    /// The name of the format that the reader finds in it.
    pub format: &'static str,
    pub start: &'static str,
    pub item: &'static str,
    pub end: &'static str,
}

impl Shape {
    pub const ALL: [Shape; 11] = [
        JSON_FEED, WORDPRESS, GHOST, NEWS_API, JSON_LD, DRUPAL, PLAIN, HYDRA, JSON_API, CONVERTED,
        KEYED,
    ];

    /// A feed with this many items. `fill` gets the item's index, or `None` outside the items, and
    /// the name of the gap. It writes JSON.
    pub fn feed(
        &self,
        items: usize,
        fill: &mut dyn FnMut(Option<usize>, &str, &mut String),
    ) -> String {
        let mut json = String::new();
        let mut part = |template: &str, index: Option<usize>| {
            for (at, piece) in template.split('%').enumerate() {
                match (at % 2, index) {
                    (0, _) => json.push_str(piece),
                    (_, Some(index)) if piece == "INDEX" => json.push_str(&index.to_string()),
                    _ => fill(index, piece, &mut json),
                }
            }
        };
        part(self.start, None);
        for index in 0..items {
            part(if index == 0 { "" } else { "," }, None);
            part(self.item, Some(index));
        }
        part(self.end, None);
        json
    }
}

pub const JSON_FEED: Shape = Shape {
    name: "JSON Feed",
    format: "JSON Feed",
    start: r#"{"version": "https://jsonfeed.org/version/1.1", "title": %TEXT%, "language": %TEXT%,
        "home_page_url": %LINK%, "authors": %ANY%, "items": ["#,
    item: r#"{"id": %TEXT%, "url": %LINK%, "external_url": %LINK%, "link": %LINK%, "title": %TEXT%, "summary": %TEXT%,
        "content_text": %TEXT%, "content_html": %TEXT%, "image": %LINK%, "banner_image": %ANY%,
        "image_alt": %TEXT%, "image_credit": %TEXT%,
        "attachments": %ANY%, "date_published": %DATE%, "date_modified": %DATE%, "language": %TEXT%, "author": %ANY%}"#,
    end: "]}",
};

pub const WORDPRESS: Shape = Shape {
    name: "WordPress",
    format: "WordPress",
    start: "[",
    item: r#"{"id": %ANY%, "link": %LINK%, "guid": {"rendered": %LINK%}, "date": %DATE%, "date_gmt": %DATE%,
        "title": {"rendered": %TEXT%}, "excerpt": {"rendered": %TEXT%, "protected": %ANY%},
        "content": {"rendered": %TEXT%}, "lang": %TEXT%, "author_name": %TEXT%,
        "better_featured_image": %ANY%, "jetpack_featured_media_url": %LINK%,
        "featured_image_url": %LINK%, "featured_image_src": %LINK%, "yoast_head_json": %ANY%, "_embedded": {
        "author": [{"name": %TEXT%}, %ANY%], "wp:featuredmedia": [{"source_url": %LINK%,
        "alt_text": %TEXT%, "caption": {"rendered": %TEXT%}, "media_details": {"width": %ANY%,
        "height": 600, "sizes": {"large": {"source_url": %LINK%, "width": 600, "height": %ANY%},
        "full": %ANY%}}}, %ANY%]}}"#,
    end: "]",
};

pub const GHOST: Shape = Shape {
    name: "Ghost",
    format: "Ghost",
    start: r#"{"meta": %ANY%, "posts": ["#,
    item: r#"{"id": %TEXT%, "uuid": %ANY%, "url": %LINK%, "canonical_url": %LINK%, "title": %TEXT%, "custom_excerpt": %TEXT%,
        "excerpt": %ANY%, "html": %TEXT%, "plaintext": %TEXT%, "feature_image": %LINK%,
        "feature_image_alt": %TEXT%, "feature_image_caption": %TEXT%, "og_image": %ANY%, "twitter_image": %LINK%, "locale": %TEXT%,
        "published_at": %DATE%, "authors": %ANY%, "primary_author": {"name": %TEXT%}}"#,
    end: "]}",
};

pub const NEWS_API: Shape = Shape {
    name: "NewsAPI",
    format: "NewsAPI",
    start: r#"{"status": "ok", "totalResults": %ANY%, "articles": ["#,
    item: r#"{"source": %ANY%, "author": %TEXT%, "title": %TEXT%, "description": %TEXT%, "url": %LINK%,
        "urlToImage": %LINK%, "publishedAt": %DATE%, "content": %TEXT%}"#,
    end: "]}",
};

pub const JSON_LD: Shape = Shape {
    name: "JSON-LD",
    format: "JSON-LD",
    start: r#"{"@context": "https://schema.org", "inLanguage": %ANY%, "@graph": [%ANY%, {"@type": "WebPage",
        "name": %TEXT%}, {"@type": "ItemList", "itemListElement": ["#,
    item: r#"{"@type": "ListItem", "url": %LINK%, "name": %TEXT%, "item": {"@type": "NewsArticle",
        "@id": %LINK%, "mainEntityOfPage": %ANY%, "headline": %TEXT%, "description": %TEXT%,
        "abstract": %TEXT%, "articleBody": %TEXT%, "datePublished": %DATE%, "inLanguage": %TEXT%,
        "creator": %ANY%, "thumbnailUrl": %LINK%, "author": {"@id": "a"}, "image": [{"@id": "i"},
        {"url": %LINK%, "caption": %TEXT%, "creditText": %TEXT%, "width": %ANY%, "height": %ANY%}]}},
        %ANY%"#,
    end: r#"]}, {"@id": "a", "name": %TEXT%}, {"@id": "i", "contentUrl": %LINK%, "author": %ANY%}]}"#,
};

pub const DRUPAL: Shape = Shape {
    name: "Drupal",
    format: "Drupal",
    start: r#"{"jsonapi": {}, "links": {"self": %ANY%}, "included": [
        {"type": "user--user", "id": "u", "attributes": {"display_name": %TEXT%}},
        {"type": "file--file", "id": "f", "attributes": {"uri": {"url": %LINK%}}},
        {"type": "file--file", "id": "g", "attributes": {"url": %LINK%, "filemime": %TEXT%}},
        {"type": "media--image", "id": "m", "relationships": {"field_media_image": {"data": {"type": "file--file", "id": "f",
        "meta": {"alt": %TEXT%}}}, "thumbnail": %ANY%}}, %ANY%], "data": ["#,
    item: r#"{"type": "node--article", "id": %TEXT%, "links": {"self": {"href": %LINK%}}, "attributes": {
        "title": %TEXT%, "drupal_internal__nid": %ANY%, "path": {"alias": %LINK%}, "created": %DATE%,
        "published_at": %DATE%, "nid": %ANY%, "field_teaser": %TEXT%, "langcode": %TEXT%, "body": {"processed": %TEXT%, "summary": %TEXT%}, "field_summary": %ANY%},
        "relationships": {"uid": {"data": {"type": "user--user", "id": "u"}}, "field_image": {"data":
        {"type": "media--image", "id": "m"}}, "field_media": {"data": [{"type": "file--file", "id": "f",
        "meta": {"alt": %TEXT%}}, %ANY%]}, "other": %ANY%}}"#,
    end: "]}",
};

pub const PLAIN: Shape = Shape {
    name: "plain list",
    format: "plain list",
    start: r#"{"title": %TEXT%, "news": ["#,
    item: r#"{"Title": %TEXT%, "Link": %LINK%, "guid": %ANY%, "Summary": %TEXT%, "description": %ANY%,
        "content:encoded": %TEXT%, "permalink": %LINK%, "headline": %TEXT%, "media:content": %ANY%,
        "fields": {"trailText": %TEXT%, "thumbnail": %LINK%}, "Image": %LINK%, "thumbnail": %ANY%, "imageAlt": %TEXT%,
        "photo_credit": %TEXT%, "Date": %DATE%, "dateGMT": %DATE%, "byline": %TEXT%, "lang": %TEXT%}"#,
    end: "]}",
};

/// A collection of API Platform, with the words of Hydra.
pub const HYDRA: Shape = Shape {
    name: "Hydra",
    format: "plain list",
    start: r#"{"@context": "/contexts/Article", "@id": %LINK%, "@type": "hydra:Collection",
        "hydra:totalItems": %ANY%, "hydra:search": %ANY%, "hydra:member": ["#,
    item: r#"{"@id": %LINK%, "@type": "Article", "id": %ANY%, "title": %TEXT%, "url": %LINK%, "slug": %ANY%,
        "summary": %TEXT%, "publishedAt": %DATE%, "image": {"contentUrl": %LINK%, "width": %ANY%}, "author": {"@type": "Person", "name": %TEXT%}}"#,
    end: r#"], "hydra:view": %ANY%}"#,
};

/// A JSON:API server that is not Drupal.
pub const JSON_API: Shape = Shape {
    name: "JSON:API",
    format: "plain list",
    start: r#"{"links": {"self": %LINK%}, "included": [{"type": "people", "id": "p", "attributes": {"name": %TEXT%}},
        {"type": "pictures", "id": "i", "attributes": {"url": %LINK%, "alt": %TEXT%}}, %ANY%], "data": ["#,
    item: r#"{"type": "articles", "id": %ANY%, "links": {"self": %ANY%}, "attributes": {"title": %TEXT%, "url": %LINK%,
        "teaser": %TEXT%, "body": %ANY%, "published-at": %DATE%}, "relationships": {
        "author": {"data": {"type": "people", "id": "p"}}, "image": {"data": {"type": "pictures", "id": "i"}},
        "other": %ANY%}}"#,
    end: "]}",
};

/// RSS that a converter of XML has made JSON: each value is in a list, and attributes are under `$`.
pub const CONVERTED: Shape = Shape {
    name: "converted RSS",
    format: "plain list",
    start: r#"{"rss": {"$": {"version": "2.0"}, "channel": [{"title": [%TEXT%], "link": [%LINK%],
        "description": [%TEXT%], "image": %ANY%, "item": ["#,
    item: r#"{"title": [%TEXT%], "link": [%LINK%], "description": [%TEXT%], "pubDate": [%DATE%], "dc:creator": [%TEXT%],
        "category": [{"_": %TEXT%, "$": {"domain": %LINK%}}, %ANY%], "guid": [{"_": %TEXT%, "$": {"isPermaLink": "false"}}],
        "content:encoded": [%TEXT%], "enclosure": [{"$": {"url": %LINK%, "type": "image/jpeg"}}],
        "media:content": [{"$": {"url": %LINK%, "width": %ANY%}, "media:credit": [%TEXT%]}]}"#,
    end: "]}]}}",
};

/// A list written as an object, as databases and PHP do.
pub const KEYED: Shape = Shape {
    name: "keyed list",
    format: "plain list",
    start: r#"{"status": %ANY%, "news": {"#,
    item: r#""%INDEX%": {"title": %TEXT%, "url": %LINK%, "text": %TEXT%, "date": %DATE%, "image": %LINK%, "tags": %ANY%}"#,
    end: "}}",
};
