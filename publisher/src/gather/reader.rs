//! Reads feeds on threads of their own, while others are fetched. Reading takes a core, and for a
//! large feed much memory, so no more are read at a time than there are cores.

use bytes::Bytes;
use tokio::sync::Semaphore;

use crate::config::Fields;
use crate::read::{self, Read, Sent};

pub struct Reader {
    cores: Semaphore,
}

/// The bytes of a feed, and what is known about them.
#[derive(Clone, Debug)]
pub struct Received {
    pub bytes: Bytes,
    /// The Content-Type header. Empty if there is none.
    pub media_type: String,
    /// The address of the feed. Relative links start there.
    pub base: String,
}

impl Reader {
    pub fn new() -> Reader {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Reader {
            cores: Semaphore::new(cores),
        }
    }

    pub async fn read(&self, received: Received, fields: Option<Fields>) -> Result<Read, String> {
        self.beside(move || {
            let sent = Sent {
                bytes: &received.bytes,
                media_type: &received.media_type,
                base: &received.base,
            };
            read::read(&sent, fields.as_ref()).map_err(|error| error.to_string())
        })
        .await
    }

    /// Work that panics is an error of its own feed. The others do not notice.
    pub async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, String> + Send + 'static,
    ) -> Result<T, String> {
        let _core = self.cores.acquire().await;
        tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
            Err(
                "cannot be used: this program failed at it; report its address as a fault"
                    .to_owned(),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    /// Long enough for a thread of a busy machine to begin.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn whoever_reads_does_not_keep_others_from_their_work() {
        let reader = Reader::new();
        let (go, gone) = mpsc::channel();
        // Ends only when something else has been done on the thread that waits for it.
        let reading = reader.beside(move || gone.recv_timeout(PATIENCE).map_err(|e| e.to_string()));
        let other = async { go.send(1).map_err(|e| e.to_string()) };
        assert_eq!(tokio::join!(reading, other), (Ok(1), Ok(())));
    }

    #[tokio::test]
    async fn no_more_are_read_than_there_are_cores() {
        let reader = Reader {
            cores: Semaphore::new(2),
        };
        let now = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let work = |_| {
            let now = std::sync::Arc::clone(&now);
            reader.beside(move || {
                use std::sync::atomic::Ordering::SeqCst;
                let at_once = now.fetch_add(1, SeqCst) + 1;
                std::thread::sleep(Duration::from_millis(5));
                now.fetch_sub(1, SeqCst);
                Ok(at_once)
            })
        };
        let seen = futures_util::future::join_all((0..16).map(work)).await;
        assert_eq!(seen.into_iter().max(), Some(Ok(2)));
    }

    #[tokio::test]
    async fn a_panic_is_an_error_of_its_own_feed() {
        let reader = Reader::new();
        let failed = reader.beside::<()>(|| panic!("made by the test")).await;
        let why = failed.expect_err("it panicked");
        assert!(why.starts_with("cannot be used: "), "{why}");
        assert_eq!(reader.beside(|| Ok(2)).await, Ok(2));
    }
}
