//! The server's answers, and all the ways in which they can fail.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use super::lock;

/// One answer. It is built from its kind, and then its faults.
///
/// Without faults it is correct: right length, right media type, CORS open to all. Browsers do not
/// keep it unless it is `cached_for` some time, so that the counts of a test do not depend on
/// caches.
#[derive(Clone)]
pub struct Answer {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) allow_origin: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Arc<[u8]>,
    pub(super) claimed_length: Option<usize>,
    pub(super) held_by: Option<Gate>,
    pub(super) delivery: Delivery,
}

#[derive(Clone, Copy)]
pub(super) enum Delivery {
    Whole,
    /// One byte at a time, with a pause before each.
    Drip(Duration),
    /// Only this many bytes of the body, then the connection ends.
    CutAt(usize),
    /// The connection stays open and silent.
    Never,
    /// The whole body. After that the connection stays open and silent.
    Endless,
    /// The connection is reset (TCP RST) before anything is sent.
    Reset,
}

impl Answer {
    pub fn new(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            media_type: media_type.to_owned(),
            allow_origin: Some("*".to_owned()),
            headers: vec![("Cache-Control".to_owned(), "no-store".to_owned())],
            body: body.into().into(),
            claimed_length: None,
            held_by: None,
            delivery: Delivery::Whole,
        }
    }

    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/json", body)
    }

    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }

    pub fn empty() -> Self {
        Self::json("")
    }

    pub fn status_only(status: u16) -> Self {
        Self::new("text/plain", format!("{status}\n")).status(status)
    }

    pub fn redirect(location: &str) -> Self {
        Self::status_only(301).header("Location", location)
    }

    pub fn never() -> Self {
        Self {
            delivery: Delivery::Never,
            ..Self::empty()
        }
    }

    pub fn reset() -> Self {
        Self {
            delivery: Delivery::Reset,
            ..Self::empty()
        }
    }

    /// Claims to be gzip but is not.
    pub fn gzip_garbage() -> Self {
        Self::json(vec![0x1f, 0x8b, 8, 0, 0xde, 0xad, 0xbe, 0xef])
            .header("Content-Encoding", "gzip")
    }

    /// Valid JSON of this size, one string long.
    pub fn megabytes(count: usize) -> Self {
        let mut body = vec![b'x'; count << 20];
        body[0] = b'"';
        *body.last_mut().expect("at least one megabyte") = b'"';
        Self::json(body)
    }

    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub fn with_body(self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into().into(),
            ..self
        }
    }

    pub fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Replaces an earlier header of this name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The header is also readable by pages of other origins.
    pub fn retry_after(self, seconds: u32) -> Self {
        self.header("Retry-After", &seconds.to_string())
            .header("Access-Control-Expose-Headers", "Retry-After")
    }

    /// Browsers keep it, and may show it for this many seconds without asking again.
    pub fn cached_for(self, seconds: u32) -> Self {
        self.header("Cache-Control", &format!("max-age={seconds}"))
            .header("ETag", "\"1\"")
    }

    pub fn media_type(self, media_type: &str) -> Self {
        Self {
            media_type: media_type.to_owned(),
            ..self
        }
    }

    pub fn without_cors(self) -> Self {
        Self {
            allow_origin: None,
            ..self
        }
    }

    pub fn cors_for(self, origin: &str) -> Self {
        Self {
            allow_origin: Some(origin.to_owned()),
            ..self
        }
    }

    pub fn claiming_length(self, length: usize) -> Self {
        Self {
            claimed_length: Some(length),
            ..self
        }
    }

    /// Claims that more will follow, and sends nothing more.
    pub fn without_end(self) -> Self {
        Self {
            claimed_length: Some(self.body.len() * 2),
            delivery: Delivery::Endless,
            ..self
        }
    }

    pub fn drip(self, pause: Duration) -> Self {
        Self {
            delivery: Delivery::Drip(pause),
            ..self
        }
    }

    pub fn cut_at(self, length: usize) -> Self {
        Self {
            delivery: Delivery::CutAt(length),
            ..self
        }
    }

    /// Sent after the gate opens, so that a test decides the order of events.
    pub fn held_by(self, gate: &Gate) -> Self {
        Self {
            held_by: Some(gate.clone()),
            ..self
        }
    }
}

/// Holds answers back until a test opens it. The end of the trial also opens it.
#[derive(Clone, Default)]
pub struct Gate {
    state: Arc<(Mutex<bool>, Condvar)>,
}

impl Gate {
    pub fn open(&self) {
        *lock(&self.state.0) = true;
        self.state.1.notify_all();
    }

    pub(super) fn wait(&self) {
        let limit = Duration::from_secs(60);
        let opened = lock(&self.state.0);
        let _ = self
            .state
            .1
            .wait_timeout_while(opened, limit, |opened| !*opened);
    }
}
