//! React, Vue, Svelte and a consent manager, for host pages of the end-to-end tests that use them.
//!
//! Their packages come from the npm registry into the cache, as the lock file of
//! `tests/e2e/frameworks` says. The pages' scripts are bundled with them for every run.

use std::fs;
use std::path::{Path, PathBuf};

use super::Tool;
use crate::failure::Result;
use crate::shell::{Plain, cannot};

const SOURCES: &str = "tests/e2e/frameworks";
const BUNDLES: &str = "target/frameworks";

/// A consent manager as it is delivered to pages.
const CONSENT: (&str, &str) = ("vanilla-cookieconsent/dist", "cookieconsent.umd.js");

/// A script that runs Svelte's compiler for one component.
const COMPILE: &str = "
  const [component, place] = process.argv.slice(1), fs = require('fs');
  const { js } = require('svelte/compiler').compile(fs.readFileSync(component, 'utf8'), {});
  fs.writeFileSync(place, js.code);";

/// The folder with one bundle for each framework, and the consent manager.
pub fn bundle(esbuild: &Tool) -> Result<PathBuf> {
    let packages = packages()?;
    let bundles = Path::new(BUNDLES);
    fs::create_dir_all(bundles).map_err(|error| cannot("create", bundles, &error))?;
    let component = bundles.join("component.js");
    Plain::new("node", ["-e", COMPILE])
        .arg(format!("{SOURCES}/Svelte.svelte"))
        .arg(&component)
        .env("NODE_PATH", &packages)
        .answer()?;
    let component = bundles
        .canonicalize()
        .map_err(|error| cannot("find", bundles, &error))?
        .join("component.js");
    let entries = ["react.jsx", "vue.js", "svelte.js", "plain.js"];
    Plain::new(
        &esbuild.program,
        ["--bundle", "--format=esm", "--jsx=automatic"],
    )
    .args(["--log-level=warning", "--conditions=browser"])
    .args([
        r#"--define:process.env.NODE_ENV="production""#,
        "--define:__VUE_OPTIONS_API__=true",
        "--define:__VUE_PROD_DEVTOOLS__=false",
        "--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false",
        // The browser compiles the page's template.
        "--alias:vue=vue/dist/vue.esm-bundler.js",
    ])
    .arg(format!("--alias:svelte-component={}", component.display()))
    .args(entries.map(|entry| format!("{SOURCES}/{entry}")))
    .arg(format!("--outdir={BUNDLES}"))
    .env("NODE_PATH", &packages)
    .answer()?;
    let (folder, name) = CONSENT;
    let program = packages.join(folder).join(name);
    fs::copy(&program, bundles.join(name)).map_err(|error| cannot("copy", &program, &error))?;
    Ok(bundles.to_owned())
}

/// `node_modules` from the lock file.
fn packages() -> Result<PathBuf> {
    super::locked_packages("frameworks", SOURCES)
}
