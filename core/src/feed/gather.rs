//! From items to a feed: what every format has in common. Repetitions are dropped, languages and
//! authors inherited, and everything left out is counted.

use super::{
    Article, Badges, Feed, SkipReason, Skipped,
    fields::{self, Names},
    json::{Json, Object},
    language,
    link::Url,
    text::{self, Field, Kind, Words},
};

/// How many items of a feed are read. Nobody looks at more, and the page must not wait for them.
pub const MAX_ITEMS: usize = 200;

/// What a format does to an item before it is read by names. It may also say what the item's link
/// resolves against.
pub(super) type Prepare<'p, 'a> = &'p dyn Fn(&mut Object<'a>) -> Option<Url>;

/// A feed in the making.
pub(super) struct Gather {
    names: &'static Names,
    /// What relative links of items resolve against.
    pub(super) base: Option<Url>,
    /// The authors of items that name none.
    authors: Vec<String>,
    feed: Feed,
    index: usize,
    seen: Vec<u64>,
}

impl Gather {
    /// `base` is the feed's own address; `about` the object that describes the feed, if any.
    pub(super) fn new(names: &'static Names, base: &str, about: &Object<'_>) -> Gather {
        let own = Url::resolve(base, None).ok();
        let home = fields::page(own.as_ref(), &[about.any("home_page_url feed_url")]).ok();
        let title = Field(Kind::Either, about.any("title name")).line(text::MAX_HEADLINE);
        Gather {
            names,
            base: home.or(own),
            authors: fields::authors(&[about.any("authors author")]),
            feed: Feed {
                format: names.format,
                title: Some(title).filter(|title| !title.is_empty()),
                language: fields::tag(&[about.any("language lang locale inLanguage")]),
                articles: Vec::new(),
                skipped: Vec::new(),
            },
            index: 0,
            seen: Vec::new(),
        }
    }

    /// Reads items, as many as are read of any feed.
    pub(super) fn items<'a>(
        mut self,
        items: &mut dyn Iterator<Item = Json<'a>>,
        prepare: Prepare<'_, 'a>,
    ) -> Feed {
        for (index, item) in items.take(MAX_ITEMS).enumerate() {
            self.index = index;
            match self.article(item, prepare) {
                Ok(article) => self.feed.articles.push(article),
                Err(reason) => self.feed.skipped.push(Skipped { index, reason }),
            }
        }
        self.feed
    }

    fn article<'a>(
        &mut self,
        item: Json<'a>,
        prepare: Prepare<'_, 'a>,
    ) -> Result<Article, SkipReason> {
        let names = self.names;
        let mut item = item.object().ok_or(SkipReason::NotAnObject)?;
        let base = prepare(&mut item);
        let page = names.page(&item, base.as_ref().or(self.base.as_ref()))?;
        let texts = names.texts(&item);
        let words = Words::new(names.headline.0, &item.all(names.headline.1), &texts)?;
        let mut id = names.id(&item);
        if id.is_empty() {
            id = page.as_str().into();
        }
        if self.is_known(&id, &page, &words.headline) {
            return Err(SkipReason::Duplicate);
        }
        let authors = fields::authors(&item.all(names.authors));
        let language = fields::tag(&item.all(names.language));
        let language = language.or_else(|| self.feed.language.clone());
        Ok(Article {
            id,
            direction: language::direction(language.as_deref(), &words.headline),
            image: names.picture(&item, &texts, &page),
            url: page.into_string(),
            headline: words.headline,
            summary: words.summary,
            published: names.published(&item),
            authors: if authors.is_empty() {
                self.authors.clone()
            } else {
                authors
            },
            section: None,
            source: None,
            tags: Vec::new(),
            badges: Badges::default(),
            language,
        })
    }

    /// Whether an article with this id or this link has been taken; if not, it is from now on.
    /// Links that differ in their fragment alone are the same only under the same headline, since
    /// some sites keep all their articles on one page.
    fn is_known(&mut self, id: &str, page: &Url, headline: &str) -> bool {
        let mut titled = Hash::of_page(page);
        titled.add(headline);
        let mut keys = vec![link_key(page), titled.0, Hash::of(id)];
        let known = keys.iter().any(|key| self.seen.contains(key));
        self.seen.append(&mut keys);
        known
    }
}

/// What stands for an article's link: the same for links that differ in what only counts readers.
pub(super) fn link_key(page: &Url) -> u64 {
    let mut link = Hash::of_page(page);
    link.add(page.suffix().1);
    link.0
}

/// FNV-1a, 64 bits: of a thousand articles no two meet by chance.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    /// What stands for a text where it is looked up often: ids may be kilobytes that differ in
    /// their last byte.
    pub(super) fn of(text: &str) -> u64 {
        let mut hash = Hash::new();
        hash.add(text);
        hash.0
    }

    /// Of an address without its fragment.
    fn of_page(page: &Url) -> Hash {
        let mut link = Hash::new();
        link.add(page.host());
        link.add(page.path().trim_end_matches('/'));
        for parameter in page.suffix().0.split('&') {
            if !parameter.is_empty() && !parameter.starts_with("utm_") {
                link.add(parameter);
            }
        }
        link
    }

    /// Adds a part, and that it ended here.
    fn add(&mut self, part: &str) {
        for byte in part.bytes().chain([0xFF]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
