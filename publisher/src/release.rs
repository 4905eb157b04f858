//! The release that is part of every folder: loader, glue, WebAssembly, labels, presets and the notices
//! of their licences, which have to be wherever copies are. `cargo xtask build` wrote them into `dist/` before this program was built.

use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

/// Names a folder with a release that replaces the one inside the program.
const ELSEWHERE: &str = "LATEST_NEWS_RELEASE";

/// Debug builds read it from `dist/` at run time.
#[derive(RustEmbed)]
#[folder = "../dist"]
#[exclude = "docs/*"]
#[allow_missing = true]
struct Dist;

/// There is no release.
#[derive(Debug)]
pub struct NoRelease {
    folder: Option<PathBuf>,
}

impl std::fmt::Display for NoRelease {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.folder {
            Some(folder) => write!(
                f,
                "{}, named by {ELSEWHERE}, contains no release; `cargo xtask build` writes one into dist/",
                folder.display()
            ),
            None => f.write_str(
                "this program was built without the release; run `cargo xtask build` first, and then \
                 build it again",
            ),
        }
    }
}

impl NoRelease {
    /// There are files, but not all that editions need.
    pub fn incomplete() -> Self {
        Self {
            folder: std::env::var_os(ELSEWHERE).map(PathBuf::from),
        }
    }
}

/// Every file by its name, in the order of their names.
pub fn files() -> Result<Vec<(String, Vec<u8>)>, NoRelease> {
    let folder = std::env::var_os(ELSEWHERE).map(PathBuf::from);
    let mut files = match &folder {
        Some(folder) => within(folder),
        None => Dist::iter()
            .filter_map(|name| Some((name.to_string(), Dist::get(&name)?.data.into_owned())))
            .collect(),
    };
    files.retain(|(name, _)| is_served(name));
    files.sort();
    let loader = files.iter().any(|(name, _)| name == "latest-news.js");
    if loader {
        Ok(files)
    } else {
        Err(NoRelease { folder })
    }
}

/// Whether partners' pages load the file, or it belongs beside those. Compressed forms are made again, as those of editions
/// are.
fn is_served(name: &str) -> bool {
    let part = name == "latest-news.js"
        || name == "third-party-notices.txt"
        || name.starts_with("latest-news/")
        || name.starts_with("presets/");
    part && !name.ends_with(".br") && !name.ends_with(".gz")
}

fn within(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (Ok(name), Ok(bytes)) = (path.strip_prefix(root), std::fs::read(&path)) {
                files.push((name.to_string_lossy().replace('\\', "/"), bytes));
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gets_what_pages_load_and_its_licences() {
        #[track_caller]
        fn check(name: &str, expected: bool) {
            assert_eq!(is_served(name), expected, "{name}");
        }
        check("latest-news.js", true);
        check("latest-news/0.1.0/widget.1.wasm", true);
        check("presets/neutral.css", true);
        check("third-party-notices.txt", true);
        check("third-party-notices.txt.br", false);
        check("latest-news.js.gz", false);
        check("manifest.json", false);
        check("configurator/index.html", false);
        check("preview/feed.json", false);
    }
}
