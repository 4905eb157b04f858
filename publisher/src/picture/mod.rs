//! Pictures in the sizes that the widget asks for. Each is fetched once, decoded in a separate
//! process, and remembered. A picture that fails is left out.

mod memory;
mod turn_into;
pub mod worker;

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::Semaphore;
use url::Url;

use crate::fetch::{self, Cached, FetchError, Fetcher, Limits, Wanted};
use memory::{Memory, Remembered};

pub use worker::{Rendition, WorkError};

/// A larger file is no picture for a page.
pub const LIMITS: Limits = Limits {
    bytes: 25_000_000,
    time: Duration::from_secs(30),
};
/// The time limit for decoding a picture and writing all widths. It stops decompression bombs.
const TIME: Duration = Duration::from_secs(60);
/// In milliseconds. For this long a finished picture counts as unchanged, whatever its server says.
const BELIEVED: i64 = 86_400_000;
/// AVIF last: it cannot be decoded here, and a server that has a choice would send it.
const ACCEPT: &str = "image/webp,image/jpeg,image/png,image/gif;q=0.9,image/avif;q=0.1";

/// A picture as an edition names it.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// Its widths, narrow to wide. The files are in the state's folder of pictures.
    Made(Vec<Rendition>),
    /// In a format that is small already. The publisher's own file is used.
    Own,
}

#[derive(Clone, Debug, PartialEq)]
pub enum PictureError {
    Fetch(FetchError),
    Work(WorkError),
    /// The process ended without a message, for example because it ran out of memory.
    Died,
    TooSlow {
        seconds: u64,
    },
    /// The result cannot be stored.
    Disk(String),
}

impl std::fmt::Display for PictureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PictureError::Fetch(error) => error.fmt(f),
            PictureError::Work(error) => error.fmt(f),
            PictureError::Died => f.write_str("cannot be decoded"),
            PictureError::TooSlow { seconds } => {
                write!(f, "takes more than {seconds} seconds to decode")
            }
            PictureError::Disk(why) => write!(f, "cannot be kept: {why}"),
        }
    }
}

impl PictureError {
    /// Whether it follows from the picture's own bytes, so that another try ends the same.
    fn stays(&self) -> bool {
        matches!(
            self,
            PictureError::Work(
                WorkError::NoPicture
                    | WorkError::TooManyPixels { .. }
                    | WorkError::Damaged { .. }
                    | WorkError::Before(_)
            ) | PictureError::TooSlow { .. }
        )
    }
}

pub struct Workshop<'a> {
    fetcher: &'a Fetcher,
    widths: Vec<u32>,
    folder: PathBuf,
    memory: Memory,
    /// Each worker uses one core fully.
    cores: Semaphore,
}

impl<'a> Workshop<'a> {
    /// `folder` is the folder of finished pictures.
    pub fn new(fetcher: &'a Fetcher, widths: &[u32], folder: PathBuf) -> Workshop<'a> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Workshop {
            fetcher,
            memory: Memory::new(&folder, widths),
            widths: widths.to_vec(),
            folder,
            cores: Semaphore::new(cores),
        }
    }

    /// A picture that a feed names.
    pub async fn picture(&self, address: &Url) -> Result<Picture, PictureError> {
        let now = fetch::now();
        let known = self.memory.recall(address);
        if let Some(known) = known
            .as_ref()
            .filter(|known| now - known.checked < BELIEVED)
        {
            return known.picture();
        }
        let wanted = Wanted {
            url: address,
            accept: ACCEPT,
            origin: None,
            limits: LIMITS,
            configured: false,
        };
        let policy = known.as_ref().and_then(|known| known.policy.as_ref());
        let (policy, result) = match self.fetcher.ask(wanted, policy).await {
            Ok(Cached::Copy { policy, .. }) => {
                let known = known.ok_or(PictureError::Died)?;
                (policy, known.result)
            }
            Ok(Cached::New { answer, policy }) => match self.make(&answer.body).await {
                Ok(renditions) => (policy, Ok(renditions)),
                Err(error) if error.stays() => (policy, Err(error.to_string())),
                // A full disk, memory or a busy machine: the next run tries again.
                Err(error) => return Err(error),
            },
            // The server may be back in a minute. Until then, the existing files are used.
            Err(error) => {
                return known.map_or(Err(PictureError::Fetch(error)), |known| known.picture());
            }
        };
        let remembered = Remembered {
            checked: now,
            policy: Some(*policy),
            result,
        };
        self.memory
            .keep(address, &remembered)
            .map_err(|error| PictureError::Disk(error.to_string()))?;
        remembered.picture()
    }

    /// Lets go of what was made for pictures that no edition names any more, these aside.
    pub fn clear<'u>(&self, named: impl Iterator<Item = &'u Url>) {
        self.memory.clear(named, fetch::now());
    }

    async fn make(&self, bytes: &[u8]) -> Result<Vec<Rendition>, PictureError> {
        if worker::is_avif(bytes) {
            return Ok(Vec::new());
        }
        let _core = self.cores.acquire().await;
        let disk = |error: std::io::Error| PictureError::Disk(error.to_string());
        std::fs::create_dir_all(&self.folder).map_err(disk)?;
        let mut command = apart(&std::env::current_exe().map_err(disk)?);
        command
            .arg(worker::COMMAND)
            .arg(&self.folder)
            .args(self.widths.iter().map(u32::to_string));
        within(TIME, command, bytes).await
    }
}

/// A process without this one's environment, in which the keys of an object store may be.
fn apart(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    command
}

/// Runs a worker on a picture. It is killed when the time is over.
async fn within(
    time: Duration,
    mut command: Command,
    bytes: &[u8],
) -> Result<Vec<Rendition>, PictureError> {
    let disk = |error: std::io::Error| PictureError::Disk(error.to_string());
    let mut worker = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(disk)?;
    let mut input = worker.stdin.take();
    let work = async {
        if let Some(mut input) = input.take() {
            // A worker that refuses the first bytes does not read the rest.
            let _ = input.write_all(bytes).await;
        }
        worker.wait_with_output().await
    };
    match tokio::time::timeout(time, work).await {
        Err(_) => Err(PictureError::TooSlow {
            seconds: time.as_secs(),
        }),
        Ok(Err(error)) => Err(disk(error)),
        Ok(Ok(output)) => match serde_json::from_slice(&output.stdout) {
            Ok(Ok(renditions)) => Ok(renditions),
            Ok(Err(error)) => Err(PictureError::Work(error)),
            Err(_) => Err(PictureError::Died),
        },
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Stands for a worker.
    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[tokio::test]
    async fn a_worker_that_takes_too_long_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("process");
        let script = format!("echo $$ >'{}'; exec sleep 600", file.display());
        let time = Duration::from_secs(5);
        // More than a pipe holds: a worker that does not read keeps nobody waiting.
        let bytes = vec![0; 1_000_000];
        let error = within(time, shell(&script), &bytes).await;
        let error = error.expect_err("too slow");
        assert_eq!(error.to_string(), "takes more than 5 seconds to decode");
        assert!(error.stays(), "the next run does not try again");
        let process = std::fs::read_to_string(file).unwrap_or_default();
        assert!(!process.trim().is_empty(), "the worker never began");
        let ended = || {
            let output = std::process::Command::new("ps")
                .args(["-o", "stat=", "-p", process.trim()])
                .output()
                .unwrap();
            let state = String::from_utf8_lossy(&output.stdout);
            state.trim().is_empty() || state.starts_with('Z')
        };
        let begun = std::time::Instant::now();
        while !ended() {
            assert!(begun.elapsed() < Duration::from_secs(20), "{process}");
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_worker_knows_no_keys() {
        let output = apart(Path::new("/usr/bin/env")).output().await.unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    }

    #[tokio::test]
    async fn a_worker_that_dies_says_nothing_about_the_picture() {
        for script in ["kill -9 $$", "exit 1", "echo nonsense"] {
            let error = within(TIME, shell(script), b"a picture").await;
            let error = error.expect_err(script);
            assert_eq!(error, PictureError::Died, "{script}");
            assert!(!error.stays(), "{script}: the next run tries again");
        }
    }
}
