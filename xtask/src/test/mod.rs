//! `cargo xtask test`: all tests. Those whose failures cost least time come first.

mod output;
mod parts;
mod table;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::bench;
use crate::build;
use crate::docs;
use crate::failure::{Failure, Result};
use crate::figures;
use crate::package;
use crate::releasing;
use crate::serve;
use crate::shell::{Plain, heading, node_tests, on_path};
use crate::tools::{self, Browsers};
use crate::versions::Versions;
use crate::wordpress;

use output::{Count, counted};
use parts::{Part, choose};
use table::{Outcome, table};

pub fn run(arguments: &[String]) -> Result<()> {
    let (parts, filter) = choose(arguments)?;
    let versions = Versions::read()?;

    heading("what the tests need");
    let needs = |part| parts.contains(&part);
    let browsers = if needs(Part::EndToEnd) {
        Some(Browsers::all())
    } else {
        let chromium = [Part::Browser, Part::Preview, Part::Bench];
        chromium.into_iter().any(needs).then(Browsers::chromium)
    };
    browsers.map_or(Ok(()), |browsers| browsers.install())?;
    println!("nothing is missing; tools are checked before the part that needs them");

    let mut outcomes: Vec<Outcome> = Vec::new();
    for part in parts {
        let built = outcomes.iter().find(|outcome| outcome.part == Part::Build);
        let start = Instant::now();
        let needs_release = matches!(
            part,
            Part::Docs | Part::Package | Part::Release | Part::Bench | Part::EndToEnd
        );
        let result = if needs_release && built.is_some_and(|built| built.result.is_err()) {
            Err(Failure::new("not run: there is no release to test"))
        } else {
            run_part(part, &versions, filter)
        };
        if let Err(failure) = &result {
            println!("\n{failure}");
        }
        outcomes.push(Outcome {
            part,
            result,
            took: start.elapsed(),
        });
    }

    // Once more, because they are far above, and some logs keep only the end.
    for outcome in &outcomes {
        if let Err(failure) = &outcome.result {
            heading(&format!("failed: {}", outcome.part.name()));
            println!("{failure}");
        }
    }
    heading("figures");
    print!("{}", table(&outcomes));
    let failed: Vec<&str> = outcomes
        .iter()
        .filter(|outcome| outcome.result.is_err())
        .map(|outcome| outcome.part.name())
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    let again = format!(
        "see above; run one part again: cargo xtask test {}",
        failed[0]
    );
    Err(Failure::new(format!("failed: {}", failed.join(", "))).cure(again))
}

fn run_part(part: Part, versions: &Versions, filter: &[String]) -> Result<Count> {
    match part {
        Part::Native => {
            heading("native tests");
            let arguments = ["test", "--locked", "--no-fail-fast", "--workspace"];
            let plain = Plain::new("cargo", arguments).args(["--exclude", "e2e"]);
            counted(plain.args(filter), filter)
        }
        Part::Loader => {
            heading("the loader's tests, in Node");
            // By file name, because versions of Node interpret a folder differently.
            let tests = loader_tests()?;
            let plain = Plain::new("node", ["--test", "--test-reporter=spec"]);
            counted(plain.args(named(filter)).args(tests), filter)
        }
        Part::Browser => {
            heading("tests in Chromium");
            tools::wasm_target()?;
            let wasm_bindgen = tools::wasm_bindgen(versions)?;
            let driver = on_path(&["chromedriver"]).unwrap_or_default();
            let target = ["--target", "wasm32-unknown-unknown", "--test", "browser"];
            let plain = Plain::new("cargo", ["test", "--locked"])
                .args(target)
                .args(filter)
                .path(&tools::folders([&wasm_bindgen]))?
                .env("CHROMEDRIVER", driver);
            counted(plain, filter)
        }
        Part::Preview => {
            heading("the preview, served");
            serve::try_out(versions).map(|passed| Count {
                passed,
                ..Count::default()
            })
        }
        Part::Build => {
            build::release_if_changed(versions)?;
            figures::check().map(|()| Count::default())
        }
        Part::Docs => docs::run(versions).map(|passed| Count {
            passed,
            ..Count::default()
        }),
        Part::Package => {
            heading("the package, in Node");
            counted(package::tests(versions, named(filter))?, filter)
        }
        Part::Release => releasing::dry_run(versions).map(|passed| Count {
            passed,
            ..Count::default()
        }),
        Part::Bench => {
            if filter.is_empty() {
                heading("the feed reader against its limit");
                let arguments = ["bench", "--locked", "--package", "latest-news-core"];
                let plain = Plain::new("cargo", arguments);
                plain.args(["--bench", "feed", "--", "1000"]).run()?;
            }
            heading("the release against limits, in Chromium");
            let filter: Vec<String> = named(filter).collect();
            counted(bench::short(&filter)?, &filter)
        }
        Part::WordPress => {
            heading("the plugin, in WordPress");
            let Some(tests) = wordpress::tests()? else {
                return Ok(Count {
                    ignored: 1,
                    ..Count::default()
                });
            };
            let plain = Plain::new("node", ["--test", "--test-reporter=spec"]);
            let plain = bench::surrounded(plain.args(named(filter)).args(tests))?;
            counted(plain, filter)
        }
        Part::EndToEnd => {
            heading("end-to-end tests in Chromium, Firefox and WebKitGTK");
            let geckodriver = tools::geckodriver(versions)?;
            let root = crate::shell::root();
            // The publisher's command, which some of them type, comes with its tests; and a store for it.
            // Asked for like this, they are those that the native tests have built.
            let programs = ["--test", "publisher", "--example", "store"];
            Plain::new("cargo", ["build", "--locked", "--workspace"])
                .args(["--exclude", "e2e"])
                .args(programs)
                .run()?;
            let plain = Plain::new("cargo", ["test", "--locked", "--package", "e2e"])
                .args(filter)
                .path(&tools::folders([&geckodriver]))?
                .env("AXE_CORE", tools::axe_core(versions)?)
                .env("FRAMEWORKS", root.join(tools::frameworks(versions)?))
                .env("PACKAGE_CONSUMERS", package::built(versions)?);
            counted(plain, filter)
        }
    }
}

fn loader_tests() -> Result<Vec<PathBuf>> {
    node_tests(Path::new("loader/tests"))
}

/// A filter in the form that Node takes.
fn named(filter: &[String]) -> impl Iterator<Item = String> {
    filter
        .iter()
        .map(|name| format!("--test-name-pattern={name}"))
}
