//! Writes the results into a folder or an object store. Files that others refer to come first, and
//! files that pages name come last. So the served files are consistent even after an interruption.

mod compress;
mod folder;
mod headers;
mod store;

use std::path::PathBuf;

use crate::config::is_store;
use crate::state::{Records, State, short_hash};

pub use headers::{headers, listed};

/// A file of the folder that is served.
#[derive(Clone, Debug)]
pub struct File {
    /// Relative, with slashes.
    pub path: String,
    pub contents: Contents,
}

#[derive(Clone, Debug)]
pub enum Contents {
    Bytes(Vec<u8>),
    /// A file of the state. Its name follows from its contents.
    Kept(PathBuf),
}

impl Contents {
    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match self {
            Contents::Bytes(bytes) => Ok(bytes.clone()),
            Contents::Kept(path) => std::fs::read(path),
        }
    }
}

#[derive(Debug)]
pub enum WriteError {
    /// Before any file was replaced.
    Folder {
        path: PathBuf,
        error: std::io::Error,
    },
    /// After some files were replaced.
    Halfway {
        path: PathBuf,
        error: std::io::Error,
    },
    /// After all files were written.
    Old {
        out: String,
        path: String,
        error: std::io::Error,
    },
    /// The same.
    Records {
        out: String,
        path: PathBuf,
        error: std::io::Error,
    },
    Store {
        address: String,
        error: String,
    },
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WriteError::Folder { path, error } => write!(
                f,
                "cannot write {}: {error}; check its permissions and free \
                 space. The earlier files are unchanged",
                path.display()
            ),
            WriteError::Halfway { path, error } => write!(
                f,
                "cannot write {}: {error}; some files are of this run and others of an earlier one, \
                 so correct it and run it again",
                path.display()
            ),
            WriteError::Old { out, path, error } => write!(
                f,
                "everything is written to {}, but the old file {path} cannot be removed: {error}; \
                 check its permissions, the next run tries again",
                out
            ),
            WriteError::Records { out, path, error } => write!(
                f,
                "everything is written to {}, but {} cannot be, which records it: {error}; check its \
                 permissions and free space, the next run writes every file again",
                out,
                path.display()
            ),
            WriteError::Store { address, error } => write!(
                f,
                "cannot write to {}: {error}; check its name and the credentials in the \
                 environment",
                address
            ),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// The time of the run, and whether other files stay.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// In milliseconds since 1970.
    pub now: i64,
    /// Whether an edition of an earlier run stays. Then every file that it may name stays, too.
    pub keep_all: bool,
}

/// Writes everything.
pub async fn write(
    out: &str,
    files: Vec<File>,
    state: &State,
    run: Run,
) -> Result<Counts, WriteError> {
    let mut files = files;
    let now = run.now;
    files.sort_by(|a, b| {
        rank(&a.path)
            .cmp(&rank(&b.path))
            .then_with(|| a.path.cmp(&b.path))
    });
    files.dedup_by(|a, b| a.path == b.path);
    let mut records = Records::load(&state.folder, out);
    if run.keep_all {
        records.keep_all(now);
    }
    if is_store(out) {
        store::write(out, files, records, now).await
    } else {
        let path = PathBuf::from(out);
        let folder = path.clone();
        // The disk is slow, and waiting for it must not block other tasks.
        let written =
            tokio::task::spawn_blocking(move || folder::write(&folder, files, records, now));
        match written.await {
            Ok(result) => result,
            Err(error) => Err(WriteError::Halfway {
                path,
                error: std::io::Error::other(error),
            }),
        }
    }
}

/// Records what is written, and reports what could not be removed.
fn finish(
    out: &str,
    records: &Records,
    stays: Option<(String, std::io::Error)>,
) -> Result<(), WriteError> {
    records.save().map_err(|error| WriteError::Records {
        out: out.to_owned(),
        path: records.path().to_owned(),
        error,
    })?;
    match stays {
        Some((path, error)) => Err(WriteError::Old {
            out: out.to_owned(),
            path,
            error,
        }),
        None => Ok(()),
    }
}

/// The order in which files are written: a file comes after the files it needs.
fn rank(path: &str) -> u8 {
    if path.starts_with("pictures/") || path.starts_with("latest-news/") {
        return 0;
    }
    match path {
        "_headers" | "third-party-notices.txt" => 1,
        path if path.starts_with("presets/") => 1,
        path if is_plain(path, ".json") => 2,
        path if is_plain(path, ".js") => 4,
        _ => 3,
    }
}

/// Whether a path has this ending, compressed or not.
fn is_plain(path: &str, end: &str) -> bool {
    let path = path
        .strip_suffix(".br")
        .or(path.strip_suffix(".gz"))
        .unwrap_or(path);
    path.ends_with(end)
}

/// The compressed forms of a file that are smaller than the file.
fn compressed(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !headers(path).compressible || path.ends_with(".br") || path.ends_with(".gz") {
        return Vec::new();
    }
    let forms = [
        (".br", compress::brotli(bytes)),
        (".gz", compress::gzip(bytes)),
    ];
    let forms = forms
        .into_iter()
        .filter_map(|(end, form)| Some((end, form.ok()?)));
    let smaller = forms.filter(|(_, form)| form.len() < bytes.len());
    smaller
        .map(|(end, form)| (format!("{path}{end}"), form))
        .collect()
}

fn hash(bytes: &[u8]) -> String {
    short_hash(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_name_comes_last() {
        let mut paths = [
            "news.js",
            "latest-news.js",
            "news.html",
            "news.json",
            "_headers",
            "pictures/a.avif",
            "latest-news/0.1.0/glue.js",
            "news/frame.html",
            "news.js.br",
        ];
        paths.sort_by_key(|path| (rank(path), *path));
        assert_eq!(
            paths,
            [
                "latest-news/0.1.0/glue.js",
                "pictures/a.avif",
                "_headers",
                "news.json",
                "news.html",
                "news/frame.html",
                "latest-news.js",
                "news.js",
                "news.js.br",
            ]
        );
    }

    #[test]
    fn only_what_gains_is_compressed() {
        let text = "news ".repeat(100);
        let names: Vec<String> = compressed("news.json", text.as_bytes())
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["news.json.br", "news.json.gz"]);
        assert!(compressed("a.avif", text.as_bytes()).is_empty());
        assert!(compressed("news.json.br", text.as_bytes()).is_empty());
        assert!(compressed("news.json", b"{}").is_empty());
    }
}
