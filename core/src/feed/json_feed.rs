//! JSON Feed 1.0 and 1.1, and what generators make of them (jsonfeed.org/version/1.1). A missing
//! `id` is forgiven, although the specification is strict there: a teaser can do with the link.

use super::{Format, fields::Names, text::Kind};

pub(super) const NAMES: Names = Names {
    format: Format::JsonFeed,
    id: "id",
    link: "url externalurl link",
    permalink: "id",
    headline: (Kind::Plain, "title"),
    texts: &[
        (Kind::Wrapped, "summary"),
        (Kind::Plain, "contenttext"),
        (Kind::Html, "contenthtml"),
    ],
    // What the publisher's command writes beside what the format has room for, comes first: a picture
    // with its sizes.
    image: "latestnews/image image bannerimage attachments",
    alt: "imagealt latestnews/image/alt",
    credit: "imagecredit latestnews/image/credit",
    // Some generators date nothing but changes.
    published: "datepublished datemodified",
    published_utc: "",
    authors: "authors author",
    language: "language",
};
