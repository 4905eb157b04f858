//! `cargo xtask check`: formatting, lints natively and for the browser, types, dependencies.

use crate::dependencies;
use crate::failure::Result;
use crate::shell::{Plain, heading};
use crate::tools;
use crate::versions::Versions;

pub fn run() -> Result<()> {
    tools::components()?;
    tools::wasm_target()?;

    heading("formatting");
    Plain::new("cargo", ["fmt", "--all", "--check"])
        .run()
        .map_err(|failure| failure.cure("cargo fmt --all"))?;
    let fuzz = ["fmt", "--manifest-path", "fuzz/Cargo.toml"];
    Plain::new("cargo", fuzz)
        .arg("--check")
        .run()
        .map_err(|failure| failure.cure("cargo fmt --manifest-path fuzz/Cargo.toml"))?;

    heading("the interface");
    crate::interface::check()?;

    heading("lints, natively");
    let lints = ["--", "-D", "warnings"];
    Plain::new(
        "cargo",
        ["clippy", "--locked", "--workspace", "--all-targets"],
    )
    .args(lints)
    .run()?;

    heading("lints, of the fuzz targets");
    Plain::new("cargo", ["clippy", "--locked", "--target-dir", "target"])
        .args(["--manifest-path", "fuzz/Cargo.toml"])
        .args(lints)
        // Nothing is linked here, so libFuzzer needs no C++ compiler.
        .env("CUSTOM_LIBFUZZER_PATH", "/libfuzzer.a")
        .env("CUSTOM_LIBFUZZER_STD_CXX", "none")
        .run()?;

    heading("lints, for the browser");
    let target = ["--target", "wasm32-unknown-unknown"];
    Plain::new(
        "cargo",
        ["clippy", "--locked", "--lib", "--test", "browser"],
    )
    .args(target)
    .args(lints)
    .run()?;

    let versions = Versions::read()?;
    heading("types of the loader");
    Plain::new("node", [tools::typescript(&versions)?])
        .args(["--project", "loader"])
        .run()?;

    dependencies::check(&versions)
}
