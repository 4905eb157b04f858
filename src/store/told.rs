//! What the page is told of an article: a reader opens it, or it was in sight.

use super::{LoadState, Notice, State, Told};
use latest_news_core::feed::{self, Article};

impl Told {
    /// What the feed says. The place and the words are those of the slide.
    pub(super) fn of(article: &Article) -> Self {
        Self {
            url: article.url.clone(),
            id: article.id.clone(),
            section: article.section.clone().unwrap_or_default(),
            source: match &article.source {
                Some(source) => source.name.clone(),
                None => String::new(),
            },
            ..Self::default()
        }
    }
}

impl State {
    /// The slide at `index`, counted from 0, was in sight, or without an index the widget. The page
    /// is told once for each article.
    pub fn view(&self, index: Option<usize>) {
        let article = index.map(|index| self.told(index));
        let key = match &article {
            Some(None) => return,
            Some(Some(article)) => feed::link_key(&article.url),
            None => 0,
        };
        let is_known = self.viewed.borrow().contains(&key);
        if !is_known && *self.load_state.get() == LoadState::Ready {
            self.viewed.borrow_mut().push(key);
            self.adapters.deeds.notify(&Notice::View(article.flatten()));
        }
    }

    fn told(&self, index: usize) -> Option<Told> {
        let teaser = self.teasers.get().get(index).cloned()?;
        let known = self.told.borrow();
        let known = known.iter().find(|(key, _)| *key == teaser.key);
        Some(Told {
            index,
            url: teaser.url.clone(),
            headline: teaser.headline.clone(),
            ..known.map(|(_, told)| told.clone()).unwrap_or_default()
        })
    }

    /// The reader opens the article at `index`, counted from 0. False if the page prevents it.
    pub fn select(&self, index: usize) -> bool {
        let Some(article) = self.told(index) else {
            return true;
        };
        self.adapters.deeds.notify(&Notice::Select(article))
    }
}
