//! Posts of the WordPress REST API (`/wp-json/wp/v2/posts`), with or without `_embed`. Titles and
//! excerpts are HTML there by design, dates carry no zone, and every embedded object may be an
//! error instead.

use super::{Format, fields::Names, text::Kind};

pub(super) const NAMES: Names = Names {
    format: Format::WordPress,
    id: "id",
    link: "link",
    permalink: "guid",
    headline: (Kind::Html, "title"),
    texts: &[(Kind::Html, "excerpt content")],
    // Embedded, or where common plugins put it.
    image: "embedded/wp:featuredmedia betterfeaturedimage jetpackfeaturedmediaurl featuredimageurl featuredimagesrc \
            yoastheadjson/og_image",
    alt: "",
    credit: "",
    // Local to a zone that nobody names, so good for the day only.
    published: "date",
    published_utc: "dategmt",
    authors: "embedded/author authors authorname yoastheadjson/author",
    language: "lang language",
};
