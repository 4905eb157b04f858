//! Latest News: an embeddable carousel of a publisher's newest articles.

pub mod feed;
