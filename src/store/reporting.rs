//! What the page and its developers are told of feeds: failures, feeds without articles, and what is
//! left out.

use super::printed::printed;
use super::{Notice, Store};
use latest_news_core::decimal;
use latest_news_core::feed::{Feed, SkipReason};

/// The end of a message about a feed that failed while articles of an older copy are shown.
const SHOWN_FROM_COPY: &str = "; an older copy of it is shown";

impl Store {
    /// Tells the page and its developers. `cached` is true if an older copy of the feed is shown.
    pub(super) fn fail(&self, kind: &'static str, message: &str, cached: bool) {
        let older = if cached { SHOWN_FROM_COPY } else { "" };
        let message = [message, older].concat();
        self.adapters.deeds.warn(&message);
        self.adapters.deeds.notify(&Notice::Error {
            kind,
            message,
            cached,
        });
    }

    /// Writes a line for an empty feed, unless there was one about skipped items.
    pub(super) fn report_empty(&self, is_reported: bool) {
        let urls: Vec<String> = self.urls().iter().map(|url| printed(url)).collect();
        let message = ["feed ", &urls.join(" "), " holds no articles"].concat();
        if !is_reported {
            self.adapters.deeds.warn(&message);
        }
        self.adapters.deeds.notify(&Notice::Error {
            kind: "empty",
            message,
            cached: false,
        });
    }

    /// Writes one line for lists that are left out, and one for all skipped items. Repetitions are not the
    /// publisher's fault, so they get none.
    pub(super) fn report_left_out(&self, index: usize, feed: &Feed) {
        let url = self
            .feeds
            .borrow()
            .get(index)
            .map(|feed| printed(&feed.url))
            .unwrap_or_default();
        let warn = |what: &str| {
            self.adapters
                .deeds
                .warn(&["feed ", &url, ": ", what].concat())
        };
        if !feed.left_out.is_empty() {
            warn(&feed.left_out);
        }
        let unusable = feed
            .skipped
            .iter()
            .filter(|it| it.reason != SkipReason::Duplicate);
        let count = unusable.clone().count();
        let Some(first) = unusable.clone().next() else {
            return;
        };
        warn(
            &[
                "left out ",
                &decimal::of(count),
                " of ",
                &decimal::of(feed.articles.len() + feed.skipped.len()),
                " items, the first because item ",
                &decimal::of(first.index + 1),
                " ",
                &first.reason.to_string(),
            ]
            .concat(),
        );
    }
}
