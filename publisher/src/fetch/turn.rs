//! Whose turn it is: a few requests at a time, one per host. A server that serves five hundred feeds is
//! not met by five hundred requests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as Plain, PoisonError};

use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};
use url::Url;

/// Requests at once, whatever their hosts.
const AT_ONCE: usize = 8;

pub struct Turns {
    hosts: Plain<HashMap<String, Arc<Mutex<()>>>>,
    all: Arc<Semaphore>,
}

/// A turn; dropping it gives it to the next.
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
        // The host first: who waits for a slow one must not hold a place that others could use.
        let host = host.lock_owned().await;
        let all = Arc::clone(&self.all).acquire_owned().await.ok();
        Turn {
            _host: host,
            _all: all,
        }
    }
}
