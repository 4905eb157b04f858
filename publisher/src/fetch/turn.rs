//! Limits how many requests run: a few at a time, one per host. So a server with five hundred feeds
//! does not get five hundred requests at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as Plain, PoisonError};

use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use url::Url;

/// Requests at the same time, for all hosts.
const AT_ONCE: usize = 8;

pub struct Turns {
    hosts: Plain<HashMap<String, Arc<Mutex<()>>>>,
    all: Arc<Semaphore>,
}

/// A permit to send a request. Dropping it passes it on.
pub struct Turn {
    _host: OwnedMutexGuard<()>,
    _all: Option<OwnedSemaphorePermit>,
}

impl Turns {
    pub fn new() -> Turns {
        Turns {
            hosts: Plain::default(),
            all: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    pub async fn take(&self, url: &Url) -> Turn {
        let host = format!(
            "{}:{}",
            url.host_str().unwrap_or_default(),
            url.port_or_known_default().unwrap_or_default()
        );
        let host = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host).or_default())
        };
        // The host comes first: a request that waits for a slow host must not block a place for
        // other hosts.
        let host = host.lock_owned().await;
        let all = Arc::clone(&self.all).acquire_owned().await.ok();
        Turn {
            _host: host,
            _all: all,
        }
    }
}
