//! `cargo xtask bench`: the widget and its peers, compared in Chromium.
//!
//! `benches/browser` measures, in Node. This module brings what it needs: Chromium, the release, a
//! program that writes an edition, and the peers' bundles. The short form compares nothing: it
//! checks the release against limits, and needs no peers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot, heading, node_tests, on_path, root};
use crate::tools::{self, Browsers, CHROMIUM, Tool};
use crate::versions::Versions;

const SOURCES: &str = "benches/browser";
const WORK: &str = "target/bench";

/// Each has a folder in `benches/browser/peers`.
const PEERS: &[(&str, &str)] = &[
    ("snap", "index.js"),
    ("embla", "index.js"),
    ("splide", "index.js"),
    ("swiper", "index.js"),
    ("preact", "index.jsx"),
];

pub fn run(arguments: &[String]) -> Result<()> {
    heading("what the benchmark needs");
    Browsers::chromium().install()?;
    if let [first] = arguments
        && first == "--short"
    {
        return short(&[])?.run();
    }
    bundle_peers(&tools::esbuild(&Versions::read()?)?)?;
    let plain = Plain::new("node", [format!("{SOURCES}/run.js")]).args(arguments);
    surrounded(plain)?.run()
}

/// The tests that hold the release to its limits. They need `dist/`.
pub fn short(filter: &[String]) -> Result<Plain> {
    let tests = node_tests(&Path::new(SOURCES).join("tests"))?;
    // One after the other: they count frames and milliseconds.
    let plain = Plain::new("node", ["--test", "--test-reporter=spec"]).arg("--test-concurrency=1");
    surrounded(plain.args(filter).args(tests))
}

/// With the places that `benches/browser/lib/stage.js` and `wordpress/tests/browser.test.js` read.
pub fn surrounded(plain: Plain) -> Result<Plain> {
    let root = root();
    let release = root.join("dist");
    if !release.join("manifest.json").is_file() {
        return Err(Failure::new("dist/ contains no release").cure("cargo xtask build"));
    }
    let work = root.join(WORK);
    fs::create_dir_all(&work).map_err(|error| cannot("create", &work, &error))?;
    let chromium = on_path(CHROMIUM).ok_or_else(|| Failure::new("Chromium is not on PATH"))?;
    Ok(plain
        .env("CHROMIUM", chromium)
        .env("RELEASE", release)
        .env("EDITION_WRITER", edition_writer(&root)?)
        .env("BENCH_WORK", work))
}

/// `examples/edition.rs`. Asked for like this, it is the one that the native tests have built.
fn edition_writer(root: &Path) -> Result<PathBuf> {
    Plain::new("cargo", ["build", "--locked", "--workspace"])
        .args(["--exclude", "e2e", "--example", "edition"])
        .run()?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join("debug/examples/edition"))
}

/// One script for each peer, with its style sheet inside, as a publisher would serve it.
fn bundle_peers(esbuild: &Tool) -> Result<()> {
    let packages = tools::locked_packages("benchmark", SOURCES)?;
    let work = root().join(WORK);
    for (name, entry) in PEERS {
        let folder = Path::new(SOURCES).join("peers").join(name);
        let style = work.join(format!("styles/{name}.css"));
        let bundle = |entry: &Path, out: &Path| {
            Plain::new(
                &esbuild.program,
                ["--bundle", "--minify", "--log-level=warning"],
            )
            .arg(entry)
            .arg(format!("--outfile={}", out.display()))
            .env("NODE_PATH", &packages)
        };
        bundle(&folder.join("style.css"), &style).answer()?;
        bundle(&folder.join(entry), &work.join(format!("peers/{name}.js")))
            .args(["--format=iife", "--target=es2022", "--legal-comments=none"])
            .args([
                "--jsx=automatic",
                "--jsx-import-source=preact",
                "--loader:.css=text",
            ])
            .arg(r#"--define:process.env.NODE_ENV="production""#)
            .arg(format!("--alias:peer-style={}", style.display()))
            .answer()?;
    }
    Ok(())
}
