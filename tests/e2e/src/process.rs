//! The processes of this run. Each leads its own session, so that it can be ended together with all
//! its children. Processes are never searched by name.
//!
//! Drivers start browsers, browsers start helpers, and a test run can be interrupted at any moment.
//! So a second copy of the test program, the *reaper*, holds the reading end of a pipe. When the
//! run ends for any reason, the pipe closes, and the reaper ends the remaining processes.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock};
use std::{env, fs, io};

const REAPER: &str = "E2E_REAPER_OF";

/// A started process with all its descendants. Dropping it ends them.
pub struct Owned {
    pub child: Child,
}

impl Owned {
    /// Starts `program` in its own session. Its output is hidden unless `E2E_VERBOSE` is set.
    pub fn start(program: &Path, configure: impl FnOnce(&mut Command)) -> io::Result<Self> {
        let mut command = Command::new("setsid");
        command
            .arg(program)
            .env("TMPDIR", scratch())
            // Otherwise browsers would start a message bus that leaves the session and stays alive.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .stdin(Stdio::null());
        if env::var_os("E2E_VERBOSE").is_none() {
            command.stdout(Stdio::null()).stderr(Stdio::null());
        }
        configure(&mut command);
        let child = command.spawn()?;
        tell_reaper(&format!("+{}", child.id()));
        Ok(Self { child })
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        end_session(self.child.id());
        let _ = self.child.wait();
        tell_reaper(&format!("-{}", self.child.id()));
    }
}

/// A folder for profiles and sockets of this run. It is removed at the end.
pub fn scratch() -> PathBuf {
    env::temp_dir().join(format!("latest-news-e2e-{}", std::process::id()))
}

/// Must be called first in `main`. Starts the reaper. In the reaper itself, it never returns.
pub fn start_reaper() {
    if let Some(folder) = env::var_os(REAPER) {
        reap(&folder);
    }
    fs::create_dir_all(scratch()).expect("a scratch folder in the system's temporary folder");
    let reaper = Command::new(env::current_exe().expect("the path of this program"))
        .env(REAPER, scratch())
        .stdin(Stdio::piped())
        .process_group(0)
        .spawn()
        .expect("a second copy of this program");
    *reaper_pipe() = Some(reaper);
}

/// Must be called last in `main`. Ends the remaining processes and waits until they are gone.
pub fn finish() {
    if let Some(mut reaper) = reaper_pipe().take() {
        drop(reaper.stdin.take());
        let _ = reaper.wait();
    }
}

fn reaper_pipe() -> MutexGuard<'static, Option<Child>> {
    static PIPE: OnceLock<Mutex<Option<Child>>> = OnceLock::new();
    let pipe = PIPE.get_or_init(Mutex::default);
    pipe.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn tell_reaper(line: &str) {
    let mut pipe = reaper_pipe();
    let stdin: Option<&mut ChildStdin> = pipe.as_mut().and_then(|reaper| reaper.stdin.as_mut());
    if let Some(stdin) = stdin {
        let _ = writeln!(stdin, "{line}");
    }
}

fn reap(folder: &OsStr) -> ! {
    let mut sessions = BTreeSet::new();
    for line in BufReader::new(io::stdin()).lines().map_while(Result::ok) {
        match line.split_at(1) {
            ("+", id) => sessions.insert(id.to_owned()),
            (_, id) => sessions.remove(id),
        };
    }
    for id in sessions.iter().filter_map(|id| id.parse().ok()) {
        end_session(id);
    }
    let _ = fs::remove_dir_all(folder);
    std::process::exit(0)
}

/// Ends every process of the session. It repeats this, because a process may be starting another
/// one.
fn end_session(leader: u32) {
    for _ in 0..50 {
        let members = members(leader);
        if members.is_empty() {
            return;
        }
        let _ = Command::new("sh")
            .args(["-c", "kill -KILL \"$@\" 2>/dev/null", "sh"])
            .args(members)
            .status();
    }
}

/// The live processes of a session, from `/proc/<id>/stat`. After the name in parentheses come
/// state, parent, group and session.
fn members(leader: u32) -> Vec<String> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter(|process| {
            let stat = fs::read_to_string(process.path().join("stat")).unwrap_or_default();
            let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
            let mut fields = fields.split_whitespace();
            let state = fields.next();
            let session = fields.nth(2).and_then(|id| id.parse().ok());
            session == Some(leader) && state != Some("Z")
        })
        .map(|process| process.file_name().to_string_lossy().into_owned())
        .collect()
}
