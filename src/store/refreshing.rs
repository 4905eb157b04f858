//! Automatic fetching: after the refresh interval, and when the page wakes up.

use super::source::{self, Cause};
use super::{LoadState, Purpose, Store};

/// In milliseconds. When a network comes back, many pages wake at the same moment. Each waits a
/// random part of this before it fetches.
const WAKING: f64 = 2_000.0;
/// Each interval is extended by a random part of this share, so that a million open pages do not
/// fetch at the same time.
const SPREAD: f64 = 0.2;

impl Store {
    /// The page is visible again, thawed or online. Fetches once the feeds that failed or are due.
    pub fn wake(&self) {
        self.renew_after(
            Purpose::Wake,
            (WAKING * self.adapters.deeds.random()) as u32,
        );
    }

    /// Restarts the clock of the `refresh` attribute.
    pub(super) fn keep_fresh(&self) {
        match self.options.get().refresh {
            Some(interval) => {
                let longer = f64::from(interval) * (1.0 + SPREAD * self.adapters.deeds.random());
                self.renew_after(Purpose::Refresh, longer as u32);
            }
            None => self.guard(Purpose::Refresh, None),
        }
    }

    fn renew_after(&self, purpose: Purpose, delay: u32) {
        let store = self.clone();
        let renew = Box::new(move || {
            store.renew();
            if matches!(purpose, Purpose::Refresh) {
                store.keep_fresh();
            }
        });
        self.guard(purpose, Some(self.adapters.deeds.after(delay, renew)));
    }

    fn renew(&self) {
        if !self.adapters.deeds.is_awake() || self.is_stopped() {
            return;
        }
        if *self.load_state.get() == LoadState::Ready {
            // Screen readers do not speak the same text twice in a row.
            self.announcement.set(String::new());
        }
        let interval = self.options.get().refresh;
        for url in self.urls() {
            source::renew(&self.adapters, &url, interval);
        }
    }

    /// Whether the reader has stopped the widget. Then it does not change by itself (WCAG 2.2.2).
    pub(super) fn is_stopped(&self) -> bool {
        let rotation = *self.rotation.get();
        let is_ready = *self.load_state.get() == LoadState::Ready;
        is_ready && rotation.is_offered() && !rotation.is_running()
    }

    /// The reader has started the widget again. Shows the articles that arrived meanwhile.
    pub(super) fn catch_up(&self) {
        self.show(Some(Cause::Refresh));
    }
}
