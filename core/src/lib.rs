//! The logic of the widget that needs no browser: feeds, options, teasers, and the carousel's
//! movement.
//!
//! Pure: no Leptos, no Web API, no clock. Time, language and randomness are arguments. The widget,
//! the configurator, the publisher's command and the fuzz targets use this crate. Modules are in
//! reading order.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod interface;
pub mod limits;
pub mod hash;
pub mod calendar;
pub mod percent;
pub mod decimal;
pub mod search;
pub mod unwanted;
pub mod feed;
pub mod selection;
pub mod options;
pub mod teaser;
pub mod carousel;
pub mod labels;
pub mod retry;
