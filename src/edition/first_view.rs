//! The first view of an edition, as a tree of values.

use super::facts::{NativeFacts, NoDeeds};
use super::{Edition, Error};
use crate::store::{Adapters, Seed, Store};
use crate::view::{Tree, tree};
use leptos::prelude::Owner;
use std::rc::Rc;

pub struct FirstView {
    pub tree: Tree,
    /// Lengths from attributes, as the widget hands them to the style sheet.
    pub lengths: Vec<(&'static str, String)>,
    pub language: String,
    pub is_right_to_left: bool,
    /// The heading, or what the language calls such news.
    pub title: String,
}

impl FirstView {
    pub fn new(edition: &Edition<'_>) -> Result<Self, Error> {
        let seed = edition.seed()?;
        let locale = &seed.locale;
        let heading = seed.options.heading.clone().filter(|it| !it.is_empty());
        Ok(Self {
            lengths: crate::view::lengths(&seed.options),
            language: locale.language.clone(),
            is_right_to_left: locale.right_to_left,
            title: heading
                .unwrap_or_else(|| locale.label(latest_news_core::labels::Phrase::LatestNews)),
            tree: rendered(seed, edition.address.starts_with("https:")),
        })
    }
}

/// What a widget shows that was made from a seed. Pages that are `is_secure` refuse `http:` pictures.
fn rendered(seed: Seed, is_secure: bool) -> Tree {
    let adapters = Adapters {
        facts: Rc::new(NativeFacts {
            now: seed.now,
            is_secure,
        }),
        deeds: Rc::new(NoDeeds),
    };
    let owner = Owner::new_root(None);
    let tree = owner.with(|| tree(&Store::full(adapters, seed)));
    drop(owner);
    tree
}
