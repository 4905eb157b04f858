//! Which feeds a publisher's configurator shows. Pure.
//!
//! A link to the configurator may name any feed, and the page shows it under the publisher's name.
//! So the page's head says which feeds may be shown. docs/configurator.md lists the possible values.

use url::Url;

/// The name of the `meta` element that lists them.
pub const META: &str = "latest-news-feeds";

/// The content of the page's `meta` element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Allowance {
    /// Empty: only the page's own feeds, and feeds that somebody has typed or confirmed.
    #[default]
    Asked,
    /// `*`: any feed.
    Any,
    /// These feeds, and the page's own.
    Only(Vec<Rule>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// An address, and everything below it.
    Below(Url),
    /// A host on any port, over `https`. The second variant also covers all hosts below it.
    Host(String),
    Hosts(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    Shown,
    /// Shown after somebody has confirmed it.
    Asked,
    Refused,
}

impl Allowance {
    /// `*`, or addresses and hosts, separated by spaces or commas.
    pub fn read(content: &str) -> Self {
        let words: Vec<&str> = content
            .split([' ', ',', '\n', '\t'])
            .filter(|word| !word.is_empty())
            .collect();
        match words.as_slice() {
            [] => Self::Asked,
            words if words.contains(&"*") => Self::Any,
            words => Self::Only(words.iter().filter_map(|word| rule(word)).collect()),
        }
    }

    /// Whether a feed that comes from a link may be shown on this page.
    pub fn of_link(&self, feed: &Url, page: &Url) -> Admission {
        match self {
            _ if feed.origin() == page.origin() => Admission::Shown,
            Self::Any => Admission::Shown,
            Self::Asked => Admission::Asked,
            Self::Only(rules) if rules.iter().any(|rule| rule.meets(feed)) => Admission::Shown,
            Self::Only(_) => Admission::Refused,
        }
    }

    /// Whether a feed that somebody typed may be shown.
    pub fn of_typed(&self, feed: &Url, page: &Url) -> bool {
        self.of_link(feed, page) != Admission::Refused
    }
}

/// A word that is neither an address nor a host allows nothing.
fn rule(word: &str) -> Option<Rule> {
    if word.contains("://") {
        let address = Url::parse(word).ok()?;
        return latest_news_doctor::origin(address.as_str()).map(|_| Rule::Below(address));
    }
    let (name, below) = match word.strip_prefix("*.") {
        Some(name) => (name, true),
        None => (word, false),
    };
    let address = Url::parse(&format!("https://{name}/")).ok()?;
    latest_news_doctor::origin(address.as_str())?;
    let host = address.host_str()?.to_owned();
    Some(match below {
        true => Rule::Hosts(host),
        false => Rule::Host(host),
    })
}

impl Rule {
    fn meets(&self, feed: &Url) -> bool {
        let host = feed.host_str().filter(|_| feed.scheme() == "https");
        match self {
            Self::Host(name) => host == Some(name),
            Self::Hosts(name) => host.is_some_and(|host| {
                host.strip_suffix(name.as_str())
                    .is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
            }),
            Self::Below(address) => {
                let path = address.path();
                feed.origin() == address.origin()
                    && feed.path().strip_prefix(path).is_some_and(|rest| {
                        path.ends_with('/') || rest.is_empty() || rest.starts_with('/')
                    })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Admission::{Asked, Refused, Shown};

    #[track_caller]
    fn check(content: &str, feed: &str, expected: Admission) {
        let page = Url::parse("https://cdn.example/embed/index.html").unwrap();
        let feed = Url::parse(feed).unwrap();
        let allowance = Allowance::read(content);
        assert_eq!(
            allowance.of_link(&feed, &page),
            expected,
            "{content}: {feed}"
        );
        let typed = allowance.of_typed(&feed, &page);
        assert_eq!(typed, expected != Refused, "{content}: {feed}");
    }

    #[test]
    fn which_feeds_are_shown() {
        let own = "https://cdn.example/embed/preview/feed.json";
        for content in ["", "*", "https://news.example", "nonsense:;"] {
            check(content, own, Shown);
        }
        let foreign = "https://evil.example/feed.json";
        check("", foreign, Asked);
        check(" \n", foreign, Asked);
        check("*", foreign, Shown);
        check("https://news.example", foreign, Refused);
        check("https://a_b;c", foreign, Refused);
    }

    #[test]
    fn addresses_and_hosts() {
        let rules =
            "https://news.example/feeds/, https://news.example/one.json *.b.example c.example";
        check(rules, "https://news.example/feeds/a.json?x", Shown);
        check(rules, "https://news.example/feeds", Refused);
        check(rules, "https://news.example/feeds/../a.json", Refused);
        check(rules, "https://news.example/one.json", Shown);
        check(rules, "https://news.example/one.json.evil", Refused);
        check(rules, "http://news.example/feeds/a.json", Refused);
        check(rules, "https://news.example:8443/feeds/a.json", Refused);
        check(
            rules,
            "https://news.example.evil.example/feeds/a.json",
            Refused,
        );
        check(
            rules,
            "https://news.example@evil.example/feeds/a.json",
            Refused,
        );
        check(rules, "https://a.b.example/x", Shown);
        check(rules, "https://b.example/x", Refused);
        check(rules, "https://evilb.example/x", Refused);
        check(rules, "https://c.example:8443/x", Shown);
        check(rules, "http://c.example/x", Refused);
    }
}
