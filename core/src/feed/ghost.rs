//! Posts of the Ghost Content API (`/ghost/api/content/posts/`). Titles are plain text. Authors are
//! present only if the request asks for them with `include=authors`. Other systems have some of its
//! names, too, so what is not Ghost's own is found by the names of a plain list.

use super::{Format, fields::Names, plain, text::Kind};

pub(super) const NAMES: Names = Names {
    format: Format::Ghost,
    id: "id uuid",
    headline: (Kind::Plain, "title"),
    image: "featureimage ogimage twitterimage",
    authors: "authors primaryauthor author",
    ..plain::NAMES
};
