//! From drafts to articles: what every format has in common once its fields are found. Links are
//! resolved, repetitions dropped, languages inherited, and everything left out is counted.

use super::{
    Article, Feed, Format, Image, Published, SkipReason, Skipped,
    json::{Json, Object},
    language,
    link::Url,
    text::{self, Words},
};

/// How many items of a feed are read. Nobody looks at more, and the page must not wait for them.
pub const MAX_ITEMS: usize = 1000;
/// As many authors as a slide could possibly name.
const MAX_AUTHORS: usize = 10;

/// What a format's reader needs to know about the feed as a whole.
pub(super) struct Site {
    /// What relative links of items resolve against.
    pub(super) base: Option<Url>,
    pub(super) language: Option<String>,
    /// The authors of items that name none.
    pub(super) authors: Vec<String>,
}

/// One item's fields, found and cleaned.
pub(super) struct Draft {
    /// Empty where the format has none to trust.
    pub(super) id: String,
    pub(super) page: Url,
    pub(super) words: Words,
    pub(super) image: Option<Image>,
    pub(super) published: Option<Published>,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
}

/// Reads one item.
pub(super) type Reader<'r> = &'r dyn Fn(&Object<'_>, &Site) -> Result<Draft, SkipReason>;

/// A feed in the making.
pub(super) struct Gather {
    pub(super) site: Site,
    feed: Feed,
    index: usize,
    seen: Vec<u64>,
}

impl Site {
    /// The first of these links that can be followed.
    pub(super) fn page(&self, links: &[Json<'_>]) -> Result<Url, SkipReason> {
        let mut reason = SkipReason::NoLink;
        for link in links {
            let Some(link) = address(*link) else {
                continue;
            };
            let resolved = match &self.base {
                Some(base) => base.join(&link),
                None => Url::parse(&link),
            };
            match resolved {
                Ok(url) => return Ok(url),
                Err(SkipReason::UnsafeLink) => reason = SkipReason::UnsafeLink,
                Err(_) => {}
            }
        }
        Err(reason)
    }
}

/// A link as text, or as an object such as `{"href": "…"}` or `{"@id": "…"}`.
fn address(link: Json<'_>) -> Option<std::borrow::Cow<'_, str>> {
    let link = link.one_or_many().next()?;
    if link.is_object() {
        return ["href", "url", "@id"].iter().find_map(|name| link.get(name).text());
    }
    link.text()
}

impl Gather {
    /// `base` is the feed's own address; `home` the page it says it belongs to, if any.
    pub(super) fn new(format: Format, base: &str, home: Json<'_>) -> Gather {
        let own = Url::parse(base).ok();
        let site = Site { base: own, language: None, authors: Vec::new() };
        let base = site.page(&[home]).ok().or(site.base);
        Gather {
            site: Site { base, language: None, authors: Vec::new() },
            feed: Feed {
                format,
                title: None,
                language: None,
                articles: Vec::new(),
                skipped: Vec::new(),
            },
            index: 0,
            seen: Vec::new(),
        }
    }

    /// Takes what describes the feed as a whole.
    pub(super) fn describe(&mut self, title: Json<'_>, language: Json<'_>, authors: Json<'_>) {
        let title = text::Field(text::Kind::Either, title).line(text::MAX_HEADLINE);
        self.feed.title = Some(title).filter(|title| !title.is_empty());
        self.site.language = tag(language);
        self.site.authors = names(authors);
    }

    /// Reads a list of items, or the one item that stands for a list.
    pub(super) fn items(&mut self, list: Json<'_>, read: Reader<'_>) {
        for item in list.one_or_many().take(MAX_ITEMS) {
            self.item(item, read);
        }
    }

    pub(super) fn item(&mut self, item: Json<'_>, read: Reader<'_>) {
        let index = self.index;
        self.index += 1;
        if index >= MAX_ITEMS {
            return;
        }
        let draft = item.object().ok_or(SkipReason::NotAnObject);
        match draft.and_then(|item| read(&item, &self.site)).and_then(|draft| self.accept(draft)) {
            Ok(article) => self.feed.articles.push(article),
            Err(reason) => self.feed.skipped.push(Skipped { index, reason }),
        }
    }

    pub(super) fn finish(mut self) -> Feed {
        self.feed.language = self.site.language;
        self.feed
    }

    fn accept(&mut self, draft: Draft) -> Result<Article, SkipReason> {
        let Draft { id, page, words, image, published, mut authors, language } = draft;
        if self.is_known(&id, &page, &words.headline) {
            return Err(SkipReason::Duplicate);
        }
        if authors.is_empty() {
            authors.clone_from(&self.site.authors);
        }
        let language = language.or_else(|| self.site.language.clone());
        let url = page.into_string();
        Ok(Article {
            id: if id.is_empty() { url.clone() } else { id },
            direction: language::direction(language.as_deref(), &words.headline),
            headline: words.headline,
            summary: words.summary,
            url,
            image,
            published,
            authors,
            language,
        })
    }

    /// Whether an article with this id or this link has been taken; if not, it is from now on.
    /// Links that differ in their fragment alone are the same only under the same headline, since
    /// some sites keep all their articles on one page.
    fn is_known(&mut self, id: &str, page: &Url, headline: &str) -> bool {
        let mut address = Hash::new();
        address.add(page.host());
        address.add(page.path().trim_end_matches('/'));
        for parameter in page.query().split('&').filter(|parameter| !parameter.starts_with("utm_")) {
            address.add(parameter);
        }
        let mut titled = address;
        titled.add(headline);
        address.add(page.fragment());
        let mut keys = vec![address.0, titled.0];
        // The other formats promise nothing about their ids.
        let unique = [Format::JsonFeed, Format::WordPress, Format::Ghost, Format::Drupal];
        if !id.is_empty() && unique.contains(&self.feed.format) {
            let mut named = Hash::new();
            named.add(id);
            keys.push(named.0);
        }
        let known = keys.iter().any(|key| self.seen.contains(key));
        self.seen.append(&mut keys);
        known
    }
}

/// A language tag from a field.
pub(super) fn tag(value: Json<'_>) -> Option<String> {
    language::tag(&value.words()?)
}

/// The names in a field: a string, an object with a name, or a list of either.
pub(super) fn names(value: Json<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for author in value.one_or_many().take(MAX_AUTHORS) {
        let name = match author.get("name") {
            Json::NULL => author.get("display_name"),
            name => name,
        };
        let found = text::name(if author.is_object() { name } else { author });
        names.extend(found.filter(|name| !names.contains(name)));
    }
    names
}

/// An id as text, or empty.
pub(super) fn id(value: Json<'_>) -> String {
    value.text().map(|id| id.trim_ascii().chars().take(MAX_ID).collect()).unwrap_or_default()
}

/// More characters than any id in use.
const MAX_ID: usize = 1000;

/// FNV-1a, 64 bits: of a thousand articles no two meet by chance.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a part, and that it ended here.
    fn add(&mut self, part: &str) {
        for byte in part.bytes().chain([0xFF]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
