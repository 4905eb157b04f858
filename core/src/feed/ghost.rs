//! Posts of the Ghost Content API (`/ghost/api/content/posts/`). Titles and excerpts are plain
//! text. Authors are present only if the request asks for them with `include=authors`.

use super::{Format, fields::Names, text::Kind};

pub(super) const NAMES: Names = Names {
    format: Format::Ghost,
    id: "id uuid",
    link: "url canonicalurl",
    permalink: "",
    headline: (Kind::Plain, "title"),
    texts: &[
        (Kind::Either, "customexcerpt excerpt"),
        (Kind::Html, "html"),
        (Kind::Plain, "plaintext"),
    ],
    image: "featureimage ogimage twitterimage",
    alt: "featureimagealt",
    credit: "",
    published: "publishedat",
    published_utc: "",
    authors: "authors primaryauthor",
    language: "locale lang",
};
