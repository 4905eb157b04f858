//! Feeds made up for tests, fuzz targets and benchmarks: the shape of each format, what fills it,
//! the payloads of attackers, and what must never come out of the feed reader.

#![allow(clippy::unwrap_used)]

pub mod formats;
pub mod made_up;
pub mod payloads;
pub mod unfit;
