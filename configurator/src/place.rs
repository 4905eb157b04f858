//! Addresses as a partner's page needs them: absolute, `http(s)`, with a host that a policy can
//! name. Pure.

use latest_news_doctor::origin;
use url::{Host, Url};

/// The example address of the release if the configurator is served from one's own machine.
const STAND_IN: &str = "https://news.example/embed/";
const LOADER: &str = "latest-news.js";

/// The configurator's own page. The release is beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page(Url);

/// The typed addresses of the release and the fallback. Empty ones are computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The loader's address.
    pub script: String,
    pub fallback: String,
    pub text: String,
}

/// The addresses and texts in the code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub loader: String,
    /// The style sheet of the chosen preset.
    pub preset: Option<String>,
    /// As in the attribute, separated by spaces.
    pub feed: String,
    /// The link for readers without the widget.
    pub fallback: String,
    /// The text of that link.
    pub text: String,
}

impl Page {
    /// `None` if the page has no address on a server, such as a file.
    pub fn new(address: &str) -> Option<Self> {
        let mut address = http(address, None)?;
        address.set_query(None);
        address.set_fragment(None);
        Some(Self(address))
    }

    pub fn address(&self) -> &Url {
        &self.0
    }

    /// An absolute address, resolved against the page. `None` if it is not `http(s)`.
    pub fn absolute(&self, written: &str) -> Option<Url> {
        http(written, Some(&self.0))
    }

    /// Whether only this machine can reach it.
    pub fn is_local(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
            Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
            None => true,
        }
    }

    /// The loader's address: the typed one, or else the one beside the page. If only this machine
    /// can reach the page, an example address.
    pub fn loader(&self, written: &str) -> Option<Url> {
        if !written.trim().is_empty()
            && let Some(address) = http(written, None)
        {
            return Some(address);
        }
        match self.is_local() {
            true => Url::parse(STAND_IN).ok()?.join(LOADER).ok(),
            false => self.0.join(LOADER).ok(),
        }
    }

    /// The address of the same file after the release is uploaded to the loader's address. Other
    /// addresses stay.
    pub fn released(&self, address: &Url, loader: &Url) -> Url {
        let below = self.0.join(".").ok().and_then(|folder| {
            let folder = folder.as_str();
            address.as_str().strip_prefix(folder).map(str::to_owned)
        });
        match below {
            Some(below) => loader
                .join(&format!("./{below}"))
                .unwrap_or_else(|_| address.clone()),
            None if self.is_local() && address.origin() == self.0.origin() => {
                let path = address.path().trim_start_matches('/');
                loader
                    .join(&format!("/{path}"))
                    .unwrap_or_else(|_| address.clone())
            }
            None => address.clone(),
        }
    }

    /// The same origin, after the release is uploaded to the loader's address.
    pub fn released_origin(&self, place: &str, loader: &Url) -> String {
        match origin(self.0.as_str()).as_deref() == Some(place) && self.is_local() {
            true => origin(loader.as_str()).unwrap_or_default(),
            false => place.to_owned(),
        }
    }
}

/// `None` if there is no feed, or no address to load the widget from.
pub fn place(
    page: &Page,
    written: &Written,
    feeds: &[Url],
    preset: Option<&str>,
    publisher: Option<&str>,
) -> Option<Place> {
    let loader = page.loader(&written.script)?;
    let feeds: Vec<Url> = feeds
        .iter()
        .map(|feed| page.released(feed, &loader))
        .collect();
    let first = feeds.first()?;
    let fallback = match http(&written.fallback, None) {
        Some(address) => address.into(),
        None => origin(first.as_str())? + "/",
    };
    let text = match (written.text.trim(), publisher.map(str::trim)) {
        ("", None | Some("")) => "Latest news".to_owned(),
        ("", Some(publisher)) => format!("Latest news from {publisher}"),
        (text, _) => text.to_owned(),
    };
    let feeds: Vec<String> = feeds.into_iter().map(String::from).collect();
    let preset = preset.and_then(|name| loader.join(&format!("presets/{name}.css")).ok());
    Some(Place {
        loader: loader.into(),
        preset: preset.map(String::from),
        feed: feeds.join(" "),
        fallback,
        text,
    })
}

/// What is wrong with a typed address. `None` for an empty one.
pub fn address_problem(written: &str) -> Option<String> {
    let written = written.trim();
    (!written.is_empty() && http(written, None).is_none())
        .then(|| format!("“{written}” is not an http or https address; the default is used."))
}

/// An absolute address without user info, if it is `http(s)` and has a valid host. No part of it
/// can end an attribute's value or a list of addresses.
fn http(written: &str, base: Option<&Url>) -> Option<Url> {
    let mut address = match base {
        Some(base) => base.join(written.trim()),
        None => Url::parse(written.trim()),
    }
    .ok()?;
    origin(address.as_str())?;
    let _ = address.set_username("");
    let _ = address.set_password(None);
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(address: &str) -> Page {
        Page::new(address).unwrap()
    }

    #[track_caller]
    fn check(address: &str, script: &str, feed: &str, expected: [&str; 4]) {
        let page = page(address);
        let written = Written {
            script: script.to_owned(),
            ..Written::default()
        };
        let feeds: Vec<Url> = feed.split(' ').filter_map(|it| page.absolute(it)).collect();
        let place = place(&page, &written, &feeds, Some("compact"), None).unwrap();
        let preset = place.preset.unwrap();
        assert_eq!(
            [&*place.loader, &*preset, &*place.feed, &*place.fallback],
            expected
        );
    }

    #[test]
    fn where_things_lie() {
        check(
            "https://cdn.example/embed/index.html?feed=x#widget",
            "",
            "preview/feed.json https://news.example/a.json",
            [
                "https://cdn.example/embed/latest-news.js",
                "https://cdn.example/embed/presets/compact.css",
                "https://cdn.example/embed/preview/feed.json https://news.example/a.json",
                "https://cdn.example/",
            ],
        );
        // Only this machine can reach itself.
        for address in [
            "http://127.0.0.1:8080/",
            "http://localhost:8080/",
            "http://[::1]/",
        ] {
            check(
                address,
                "",
                "preview/feed.json",
                [
                    "https://news.example/embed/latest-news.js",
                    "https://news.example/embed/presets/compact.css",
                    "https://news.example/embed/preview/feed.json",
                    "https://news.example/",
                ],
            );
        }
        check(
            "http://127.0.0.1:8080/",
            "https://cdn.example/news/latest-news.js",
            "preview/feed.json",
            [
                "https://cdn.example/news/latest-news.js",
                "https://cdn.example/news/presets/compact.css",
                "https://cdn.example/news/preview/feed.json",
                "https://cdn.example/",
            ],
        );
        check(
            "http://127.0.0.1:8080/embed/",
            "",
            "/feed.json",
            [
                "https://news.example/embed/latest-news.js",
                "https://news.example/embed/presets/compact.css",
                "https://news.example/feed.json",
                "https://news.example/",
            ],
        );
        // Text that is no address counts as absent.
        check(
            "https://cdn.example/",
            "javascript:alert(1)",
            "https://me:secret@news.example/a.json",
            [
                "https://cdn.example/latest-news.js",
                "https://cdn.example/presets/compact.css",
                "https://news.example/a.json",
                "https://news.example/",
            ],
        );
    }

    #[test]
    fn only_web_addresses_are_feeds() {
        let page = page("https://cdn.example/");
        for written in [
            "javascript://%0aalert(1)%3c!--",
            "data:;report-uri",
            "https://evil.example;x/",
            "https://*/",
            "https://",
            "mailto:a@b.example",
            "file:///etc/passwd",
            "blob:https://cdn.example/1",
        ] {
            assert_eq!(page.absolute(written), None, "{written}");
        }
        assert_eq!(place(&page, &Written::default(), &[], None, None), None);
        assert_eq!(Page::new("file:///index.html"), None);
    }

    #[test]
    fn words_of_the_fallback() {
        let page = page("https://cdn.example/");
        let feeds = [page.absolute("feed.json").unwrap()];
        let check = |text: &str, publisher: Option<&str>, expected: &str| {
            let written = Written {
                text: text.to_owned(),
                fallback: "https://news.example/news".to_owned(),
                ..Written::default()
            };
            let place = place(&page, &written, &feeds, None, publisher).unwrap();
            assert_eq!(
                (&*place.text, &*place.fallback),
                (expected, "https://news.example/news")
            );
        };
        check("", None, "Latest news");
        check("", Some(" "), "Latest news");
        check("", Some("Courier"), "Latest news from Courier");
        check("All news", Some("Courier"), "All news");
    }

    #[test]
    fn a_wrong_address_is_told() {
        assert_eq!(address_problem(" "), None);
        assert_eq!(address_problem("https://news.example/"), None);
        assert_eq!(
            address_problem("javascript:x").as_deref(),
            Some("“javascript:x” is not an http or https address; the default is used.")
        );
    }
}
