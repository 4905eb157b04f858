//! From items to a feed: the steps that every format needs. Repetitions are dropped, languages and
//! authors are inherited, and every skipped item is counted.

use super::{
    Article, Feed, Format, Publisher, SkipReason, Skipped,
    facts::{self, Facts},
    fields::{self, Names},
    json::{Json, Object},
    language,
    link::{Place, Url},
    list,
    text::{self, Field, Kind, Words},
};
use crate::hash::Hash;

/// How many items of a feed are read. Nobody looks at more, and the page must not wait for the
/// rest.
pub const MAX_ITEMS: usize = 200;

/// A format's change to an item before the item is read by names. It may also return the address
/// that the item's link resolves against.
pub(super) type Prepare<'p, 'a> = &'p dyn Fn(&mut Object<'a>) -> Option<Url>;

/// A feed that is being read.
pub(super) struct Gather {
    names: &'static Names,
    /// The address that relative links of items resolve against.
    pub(super) base: Option<Url>,
    /// The authors of items that name none.
    authors: Vec<String>,
    /// The publisher of items that name none.
    source: Option<Publisher>,
    feed: Feed,
    index: usize,
    seen: Vec<u64>,
}

impl Gather {
    /// `base` is the feed's own address. `about` is the object that describes the feed, if there is
    /// one.
    pub(super) fn new(names: &'static Names, base: &str, about: &Object<'_>) -> Gather {
        let own = Url::resolve(base, None).ok();
        let home = fields::page(own.as_ref(), &[about.any("home_page_url feed_url")]).ok();
        let title = Field(Kind::Either, about.any("title name")).line(text::MAX_HEADLINE);
        let base = home.or(own);
        let mut publishers = about.all("publisher ispartof");
        // A page of schema.org has the name of the things it lists, not of a publisher.
        if names.format != Format::JsonLd {
            publishers.push(about.any("title name"));
        }
        Gather {
            names,
            source: match cfg!(feature = "facts") {
                true => facts::publisher(&publishers, &about.all("favicon icon"), base.as_ref()),
                false => None,
            },
            base,
            authors: fields::authors(&[about.any("authors author")]),
            feed: Feed {
                format: names.format,
                title: Some(title).filter(|title| !title.is_empty()),
                language: fields::tag(&[about.any("language lang locale inLanguage")]),
                articles: Vec::new(),
                skipped: Vec::new(),
                left_out: String::new(),
            },
            index: 0,
            seen: Vec::new(),
        }
    }

    /// Reads the items, up to the limit of a feed.
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
        let mut item = fields::item(item).ok_or(SkipReason::NotAnObject)?;
        if fields::is_unpublished(&item) {
            return Err(SkipReason::Unpublished);
        }
        let base = prepare(&mut item).or_else(|| self.base.clone());
        let base = base.as_ref();
        let page = names.page(&item, base)?;
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
        let language = language.and_then(|tag| language::mend(tag, &words.headline));
        let place = Place {
            page: &page,
            site: base.unwrap_or(&page),
        };
        let image = names.picture(&item, &texts, place);
        let facts = match cfg!(feature = "facts") {
            true => Facts::read(&item, base),
            false => Facts::default(),
        };
        let source = facts.source.or_else(|| self.source.clone());
        // These interfaces do not name the site they belong to.
        let is_site = matches!(names.format, Format::WordPress | Format::Ghost)
            && page.host().len() <= text::MAX_NAME;
        let source = source.or_else(|| {
            let host = page.host();
            let name = host.strip_prefix("www.").unwrap_or(host).into();
            (cfg!(feature = "facts") && is_site).then_some(Publisher { name, icon: None })
        });
        Ok(Article {
            id,
            direction: language::direction(language.as_deref(), &words.headline),
            image,
            url: page.into_string(),
            headline: words.headline,
            summary: words.summary,
            published: names.published(&item),
            authors: if authors.is_empty() {
                self.authors.clone()
            } else {
                authors
            },
            section: facts.section,
            source,
            tags: facts.tags,
            badges: facts.badges,
            language,
        })
    }

    /// Whether an article with this id or this link has been taken. If not, it is taken from now
    /// on. Some sites keep all their articles on one page, so links that differ only in their
    /// fragment are the same only if the headline is the same too.
    fn is_known(&mut self, id: &str, page: &Url, headline: &str) -> bool {
        let mut titled = without_fragment(page);
        titled.add(headline.as_bytes());
        let mut keys = vec![link_key(page), titled.value(), Hash::of(&[id.as_bytes()])];
        let known = keys.iter().any(|key| self.seen.contains(key));
        self.seen.append(&mut keys);
        known
    }
}

/// A hash of an article's link. Links that differ only in parameters for counting readers share it.
pub(super) fn link_key(page: &Url) -> u64 {
    let mut link = without_fragment(page);
    link.add(page.suffix().1.as_bytes());
    link.value()
}

/// Whether a parameter only tells where readers come from.
fn counts_readers(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || list::has(COUNTING, name)
}

/// Parameters that networks and newsletters add to links.
const COUNTING: &str = "fbclid gclid msclkid mc_cid mc_eid";

/// A hash of an address without its fragment.
pub(super) fn page_key(page: &Url) -> u64 {
    let mut link = without_fragment(page);
    link.add(b"");
    link.value()
}

fn without_fragment(page: &Url) -> Hash {
    let mut link = Hash::default();
    link.add(page.host().as_bytes());
    link.add(page.path().trim_end_matches('/').as_bytes());
    for parameter in page.suffix().0.split('&') {
        if !parameter.is_empty() && !counts_readers(parameter) {
            link.add(parameter.as_bytes());
        }
    }
    link
}
