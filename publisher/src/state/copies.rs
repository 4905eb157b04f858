//! The last good copy of every feed: its bytes, and in a second file the data about them.

use std::path::PathBuf;

use http_cache_semantics::CachePolicy;
use serde::{Deserialize, Serialize};

use super::{replace, short_hash};
use crate::address::shown;

pub struct Copies {
    folder: PathBuf,
}

/// A feed that was once received and held articles.
#[derive(Clone, Debug)]
pub struct FeedCopy {
    pub about: About,
    pub body: Vec<u8>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct About {
    /// The feed's address as it is shown, for people who look at the file.
    feed: String,
    /// The address after redirects. Relative links start there.
    pub base: String,
    pub media_type: String,
    /// Milliseconds since 1970.
    pub fetched: i64,
    /// What its server says about copies. A file has no server.
    pub policy: Option<CachePolicy>,
    /// The hash of the body. It shows whether a crash cut the body short.
    hash: String,
}

/// The data of a new copy.
#[derive(Debug)]
pub struct Fetched<'a> {
    pub base: &'a str,
    pub media_type: &'a str,
    pub fetched: i64,
    pub policy: Option<&'a CachePolicy>,
}

impl Copies {
    pub fn new(folder: PathBuf) -> Copies {
        Copies { folder }
    }

    pub fn load(&self, feed: &str) -> Option<FeedCopy> {
        let key = short_hash(feed.as_bytes());
        let about = std::fs::read(self.folder.join(format!("{key}.json"))).ok()?;
        let about: About = serde_json::from_slice(&about).ok()?;
        let body = std::fs::read(self.folder.join(format!("{key}.{}", about.hash))).ok()?;
        let whole = about.feed == shown(feed) && short_hash(&body) == about.hash;
        whole.then_some(FeedCopy { about, body })
    }

    pub fn save(&self, feed: &str, body: &[u8], fetched: &Fetched<'_>) -> std::io::Result<()> {
        let key = short_hash(feed.as_bytes());
        let path = self.folder.join(format!("{key}.json"));
        let before: Option<About> = std::fs::read(&path)
            .ok()
            .and_then(|about| serde_json::from_slice(&about).ok());
        let about = About {
            feed: shown(feed),
            base: fetched.base.to_owned(),
            media_type: fetched.media_type.to_owned(),
            fetched: fetched.fetched,
            policy: fetched.policy.cloned(),
            hash: short_hash(body),
        };
        // The body comes first, under a new name, so that one of the two copies is complete at
        // every moment.
        let body_path = self.folder.join(format!("{key}.{}", about.hash));
        if before
            .as_ref()
            .is_none_or(|before| before.hash != about.hash)
            || !body_path.exists()
        {
            replace(&body_path, body, false)?;
        }
        replace(&path, &serde_json::to_vec(&about)?, false)?;
        if let Some(before) = before.filter(|before| before.hash != about.hash) {
            let _ = std::fs::remove_file(self.folder.join(format!("{key}.{}", before.hash)));
        }
        Ok(())
    }

    /// Stores the server's new headers for a copy that stays.
    pub fn confirm(
        &self,
        feed: &str,
        copy: &FeedCopy,
        policy: &CachePolicy,
    ) -> std::io::Result<()> {
        let about = About {
            policy: Some(policy.clone()),
            ..copy.about.clone()
        };
        let key = short_hash(feed.as_bytes());
        let path = self.folder.join(format!("{key}.json"));
        replace(&path, &serde_json::to_vec(&about)?, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> CachePolicy {
        let request = http::Request::new(());
        let response = http::Response::new(());
        CachePolicy::new(&request, &response)
    }

    fn save(copies: &Copies, body: &[u8]) {
        let fetched = Fetched {
            base: "https://a.example/rss",
            media_type: "text/xml",
            fetched: 7,
            policy: Some(&policy()),
        };
        copies
            .save("https://a.example/rss", body, &fetched)
            .unwrap();
    }

    #[test]
    fn a_copy_comes_back_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let copies = Copies::new(folder.path().join("feeds"));
        assert!(copies.load("https://a.example/rss").is_none());
        save(&copies, b"first");
        save(&copies, b"second");
        let copy = copies.load("https://a.example/rss").unwrap();
        assert_eq!(copy.body, b"second");
        assert_eq!(copy.about.fetched, 7);
        let files: Vec<_> = std::fs::read_dir(folder.path().join("feeds"))
            .unwrap()
            .collect();
        assert_eq!(files.len(), 2, "the older body is gone");

        for file in std::fs::read_dir(folder.path().join("feeds")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|kind| kind != "json") {
                std::fs::write(&path, b"sec").unwrap();
            }
        }
        assert!(copies.load("https://a.example/rss").is_none(), "cut short");
    }
}
