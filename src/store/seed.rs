//! Starting full: a store that is ready without a request.

use super::articles::{Beside, choose};
use super::{Adapters, LoadState, Locale, Position, Store};
use latest_news_core::feed::Feed;
use latest_news_core::options::Options;
use latest_news_core::teaser::Teaser;
use std::rc::Rc;

/// The data of a first view.
#[derive(Clone)]
pub struct Seed {
    pub feed: Rc<Feed>,
    pub options: Options,
    pub locale: Locale,
    /// Milliseconds since the Unix epoch.
    pub now: i64,
}

impl Store {
    /// A store that shows the articles of the seed. It sends no request. The page hears of the
    /// articles with the first [`Store::update`].
    pub fn full(adapters: Adapters, seed: Seed) -> Self {
        let store = Self::new(adapters, seed.locale);
        let outcomes = [Some(Ok(seed.feed))];
        let facts = &*store.adapters.facts;
        let articles = choose(&outcomes, &seed.options, &Beside::default(), facts).articles;
        let secure = store.adapters.facts.is_secure();
        let teaser = |article| Rc::new(Teaser::new(article, &seed.options, secure));
        let teasers: Vec<_> = articles.into_iter().map(teaser).collect();
        // Nothing is measured yet. With more than one article to move to, the controls are assumed
        // to be needed.
        let can_move = teasers.len() > 1 && !seed.options.layout.shows_all();
        store.now.set(seed.now);
        store.offers_rotation.set(seed.options.autoplay.is_some());
        store.options.set(seed.options);
        store.can_move.set(can_move);
        store.position.set(Position {
            can_go_on: can_move,
            ..Position::default()
        });
        store.load_state.set(match teasers.is_empty() {
            true => LoadState::Empty,
            false => LoadState::Ready,
        });
        store.announce_state();
        store.teasers.set(teasers);
        store.is_untold.set(true);
        store
    }
}
