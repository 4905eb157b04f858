//! A session takes seconds to start and much less to reset, so trials borrow sessions.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Mutex;

use super::{DriverError, Engine, Reader, Session, Setup};

type Kind = (Engine, Setup);

#[derive(Default)]
pub struct Pool {
    idle: Mutex<HashMap<Kind, Vec<Session>>>,
}

impl Pool {
    /// A session in a fresh state. A session that fails during its reset is replaced.
    pub fn borrow(&self, engine: Engine, setup: Setup) -> Result<Lease<'_>, DriverError> {
        let kind = match engine {
            Engine::WebKit => (engine, setup),
            // A running session takes another reader's settings.
            _ => (
                engine,
                Setup {
                    reader: Reader::PLAIN,
                    ..setup
                },
            ),
        };
        while let Some(session) = self.take(kind) {
            if session.reset(setup.reader).is_ok() {
                return Ok(Lease {
                    pool: self,
                    kind,
                    session: Some(session),
                });
            }
        }
        let session = Session::start(engine, setup)?;
        session.reset(setup.reader)?;
        Ok(Lease {
            pool: self,
            kind,
            session: Some(session),
        })
    }

    /// Ends idle sessions of other engines, because trials are ordered by engine.
    pub fn keep_only(&self, engine: Engine) {
        let gone: Vec<_> = {
            let mut idle = self.lock();
            let others: Vec<_> = idle
                .keys()
                .filter(|kind| kind.0 != engine)
                .copied()
                .collect();
            others
                .into_iter()
                .filter_map(|kind| idle.remove(&kind))
                .collect()
        };
        drop(gone);
    }

    fn take(&self, kind: Kind) -> Option<Session> {
        self.lock().get_mut(&kind)?.pop()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Kind, Vec<Session>>> {
        self.idle
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// A borrowed session. Dropping it returns it to the pool.
pub struct Lease<'p> {
    pool: &'p Pool,
    kind: Kind,
    session: Option<Session>,
}

impl Deref for Lease<'_> {
    type Target = Session;

    fn deref(&self) -> &Session {
        self.session
            .as_ref()
            .expect("a lease holds its session until it is dropped")
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            self.pool.lock().entry(self.kind).or_default().push(session);
        }
    }
}
