//! JSON Feed 1.0 and 1.1, and the variants that generators write (jsonfeed.org/version/1.1). A
//! missing `id` is accepted, although the specification is strict here: for a teaser the link is
//! enough.

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
    // The publisher's command writes more about a picture, such as its sizes, than the format can
    // hold. That member comes first.
    image: "latestnews/image image bannerimage attachments",
    alt: "imagealt latestnews/image/alt",
    credit: "imagecredit latestnews/image/credit",
    // Some generators write only a date of modification.
    published: "datepublished datemodified",
    published_utc: "",
    authors: "authors author",
    language: "language",
};
