//! A small HTTP server that can misbehave on demand.
//!
//! There are three origins: the partner's pages, the CDN with the widget, and the publisher's
//! feeds. Each is a port on its own loopback address, so that browsers see three sites. One server
//! serves the whole run. Every trial has a [`Site`] under its own prefix, so trials that run side
//! by side never affect each other, not even through a browser's HTTP cache.
//!
//! Every connection carries one request and is then closed, so that faults are exact. This server
//! is not made for a public network.

mod answer;
mod connection;
mod headers;
mod site;

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

pub use answer::{Answer, Gate};
pub use site::{BuildFile, Request, Site};

use site::Shared;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// The host page's origin.
    Partner,
    /// The widget's origin.
    Cdn,
    /// The feed's origin.
    Publisher,
}

impl Origin {
    const ALL: [Self; 3] = [Self::Partner, Self::Cdn, Self::Publisher];

    fn address(self) -> &'static str {
        match self {
            Self::Partner => "127.0.0.1",
            Self::Cdn => "127.0.0.2",
            Self::Publisher => "127.0.0.3",
        }
    }
}

pub struct Server {
    bases: HashMap<Origin, String>,
    sites: Arc<Mutex<HashMap<String, Arc<Shared>>>>,
    next: AtomicUsize,
}

impl Server {
    pub fn start() -> Self {
        let sites: Arc<Mutex<HashMap<String, Arc<Shared>>>> = Arc::default();
        let mut bases = HashMap::new();
        for origin in Origin::ALL {
            let listener = TcpListener::bind((origin.address(), 0)).expect("a free loopback port");
            let port = listener.local_addr().expect("a bound address").port();
            bases.insert(origin, format!("http://{}:{port}", origin.address()));
            let sites = Arc::clone(&sites);
            thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let sites = Arc::clone(&sites);
                    thread::spawn(move || connection::serve(stream, origin, &sites));
                }
            });
        }
        Self {
            bases,
            sites,
            next: AtomicUsize::new(1),
        }
    }

    /// An empty site with a unique prefix.
    pub fn site(&self) -> Site {
        let prefix = format!("t{}", self.next.fetch_add(1, Ordering::Relaxed));
        let shared = Arc::new(Shared::new(&prefix, &self.bases));
        lock(&self.sites).insert(prefix, Arc::clone(&shared));
        Site { shared }
    }

    /// Removes a site. Later requests for it get 404.
    pub fn close(&self, site: &Site) {
        lock(&self.sites).remove(&site.shared.prefix);
        site.shared.close();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
