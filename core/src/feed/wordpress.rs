//! Posts of the WordPress REST API (`/wp-json/wp/v2/posts`), with or without `_embed`. By design,
//! titles and excerpts are HTML and dates have no zone. Every embedded object may be an error
//! instead.

use super::{Format, fields::Names, text::Kind};

pub(super) const NAMES: Names = Names {
    format: Format::WordPress,
    id: "id",
    link: "link",
    permalink: "guid",
    headline: (Kind::Html, "title"),
    texts: &[(Kind::Html, "excerpt content")],
    // Embedded, or in the members that common plugins add.
    image: "embedded/wp:featuredmedia betterfeaturedimage jetpackfeaturedmediaurl featuredimageurl featuredimagesrc \
            yoastheadjson/og_image",
    alt: "",
    credit: "",
    // The local time of an unknown zone, so only the day is used.
    published: "date",
    published_utc: "dategmt",
    // Plugins for several authors add theirs. The embedded one is the account that has posted.
    authors: "authors embedded/author authorname yoastheadjson/author",
    language: "lang language",
};
