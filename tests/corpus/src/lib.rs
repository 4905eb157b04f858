//! Feeds for tests, fuzz targets and benchmarks: the shape of each format, values for it, the
//! payloads and feeds of attackers, and the properties that no output of the feed reader may have.

#![allow(clippy::unwrap_used)]

pub mod formats;
pub mod hostile;
pub mod made_up;
pub mod payloads;
pub mod unfit;
