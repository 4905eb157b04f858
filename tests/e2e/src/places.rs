//! Paths: the project's root, the tested build, programs, shared feeds, axe-core.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_owned()
}

/// The tested build of the widget: `LATEST_NEWS_DIST`, else the project's `dist/`.
pub fn dist() -> PathBuf {
    env::var_os("LATEST_NEWS_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The publisher's command: `LATEST_NEWS_COMMAND`, else the one that lies where this program was built.
pub fn command() -> PathBuf {
    env::var_os("LATEST_NEWS_COMMAND").map_or_else(|| built("latest-news", "--bins"), PathBuf::from)
}

/// An object store on loopback, built with the command.
pub fn object_store() -> PathBuf {
    built("examples/store", "--examples")
}

/// A program of the publisher's package, beside this one.
fn built(path: &str, kind: &str) -> PathBuf {
    let program = env::current_exe().expect("this program");
    let folder = program.ancestors().nth(2).expect("a folder of builds");
    let built = folder.join(path);
    let missing = built.display();
    assert!(
        built.is_file(),
        "{missing} is missing; run cargo build --package publisher {kind}"
    );
    built
}

pub fn host_pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("host-pages")
}

/// Texts that tests compare with.
pub fn expected() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("expected")
}

/// Pictures for people, and pictures of failures. Not under version control.
pub fn artefacts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts")
}

/// Publishers' real feeds. They are kept beside the project and are not part of it.
pub fn shared_feeds() -> Option<PathBuf> {
    let folder = root().parent()?.join("shared/feeds");
    folder.join("expectations.json").is_file().then_some(folder)
}

/// `axe.min.js`: `AXE_CORE`, else the file in the cache folder for the pinned version.
pub fn axe_core() -> PathBuf {
    env::var_os("AXE_CORE").map_or_else(cached_axe_core, PathBuf::from)
}

/// `cargo xtask` names the folder after version and hash.
fn cached_axe_core() -> PathBuf {
    let start = format!("axe-core-{}", pinned("axe-core"));
    let tools = fs::read_dir(cache()).into_iter().flatten().flatten();
    let named = tools.filter(|tool| tool.file_name().to_string_lossy().starts_with(&start));
    let mut files = named.map(|tool| tool.path().join("package/axe.min.js"));
    files
        .find(|file| file.is_file())
        .unwrap_or_else(|| cache().join(start))
}

/// The bundles of pages with a framework: `FRAMEWORKS`, else the folder that `cargo xtask test`
/// writes.
pub fn frameworks() -> PathBuf {
    env::var_os("FRAMEWORKS").map_or_else(|| root().join("target/frameworks"), PathBuf::from)
}

/// The output of bundlers and servers for the npm package: `PACKAGE_CONSUMERS`, or the folder that
/// `cargo xtask test` uses.
pub fn package_consumers() -> PathBuf {
    let place = || root().join("target/package-consumers/projects");
    env::var_os("PACKAGE_CONSUMERS").map_or_else(place, PathBuf::from)
}

/// A font of the system. `cargo xtask test` installs those of the Noto family.
pub fn font(family: &str) -> PathBuf {
    let found = Command::new("fc-match")
        .args(["--format", "%{file}", family])
        .output()
        .expect("fontconfig's fc-match");
    PathBuf::from(String::from_utf8_lossy(&found.stdout).into_owned())
}

/// A tool's version from the root `Cargo.toml`, the only place where it is written.
pub fn pinned(tool: &str) -> String {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the root Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("TOML in the root Cargo.toml");
    let version = manifest["workspace"]["metadata"]["tools"][tool].as_str();
    version
        .unwrap_or_else(|| panic!("{tool} under [workspace.metadata.tools] is no version"))
        .to_owned()
}

/// The user's cache folder, in which `cargo xtask` keeps tools by version.
fn cache() -> PathBuf {
    let caches = env::var_os("XDG_CACHE_HOME").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cache"),
        PathBuf::from,
    );
    caches.join("latest-news")
}

/// The first of these programs on PATH or in the tools' cache.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).chain(cached_tools()).collect();
    let candidates = names
        .iter()
        .flat_map(|name| folders.iter().map(move |dir| dir.join(name)));
    candidates.into_iter().find(|candidate| candidate.is_file())
}

fn cached_tools() -> impl Iterator<Item = PathBuf> {
    let tools = fs::read_dir(cache()).into_iter().flatten().flatten();
    tools.map(|tool| tool.path().join("bin"))
}

/// WebKitGTK's small browser. It is in a folder named after the machine's architecture.
pub fn mini_browser() -> Option<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
    folders.extend(
        fs::read_dir("/usr/lib")
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path()),
    );
    let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    let candidates = versions.iter().flat_map(|version| {
        folders
            .iter()
            .map(move |dir| dir.join(version).join("MiniBrowser"))
    });
    candidates.into_iter().find(|candidate| candidate.is_file())
}
