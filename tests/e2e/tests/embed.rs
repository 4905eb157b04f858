//! From the tag to a working element: how to write it, what it loads and when, what it tells the
//! page, and that it survives everything that pages do with elements.

mod attributes;
mod events;
mod life;
mod loading;
mod tag;

use harness::Case;

pub fn cases() -> Vec<Case> {
    [
        tag::cases(),
        loading::cases(),
        life::cases(),
        attributes::cases(),
        events::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
