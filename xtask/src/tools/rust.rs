//! The parts that rustup adds to the current toolchain.
//!
//! There is no rust-toolchain.toml on purpose. If such a file lists a target that the toolchain
//! lacks, rustup "updates" the whole toolchain to a release that nobody asked for. If the file
//! names a channel, rustup downloads that channel. `rustup target add` adds the target to the
//! present toolchain. `rust-version` in Cargo.toml says which toolchains are too old. Cargo.toml
//! also names the compiler of releases, and `xtask/src/compiler.rs` compares it.

use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::shell::{Plain, on_path};

const TARGET: &str = "wasm32-unknown-unknown";

/// The folder of the current toolchain.
pub fn sysroot() -> Result<PathBuf> {
    let printed = Plain::new("rustc", ["--print", "sysroot"]).ask();
    let sysroot = printed.map(|text| PathBuf::from(text.trim()));
    sysroot
        .ok_or_else(|| Failure::new("rustc cannot be run").cure("install Rust: https://rustup.rs"))
}

/// The current compiler, as in the output of `rustc --version`: `rustc 1.95.0 (59807616e
/// 2026-04-14)`.
pub fn compiler() -> Result<String> {
    let printed = Plain::new("rustc", ["--version"]).ask();
    let line = printed.map(|text| text.trim().to_owned());
    line.ok_or_else(|| Failure::new("rustc cannot be run").cure("install Rust: https://rustup.rs"))
}

pub fn wasm_target() -> Result<()> {
    let target = sysroot()?.join("lib/rustlib").join(TARGET);
    if target.is_dir() {
        return Ok(());
    }
    if on_path(&["rustup"]).is_none() {
        return Err(
            Failure::new(format!("this Rust has no {TARGET}, and there is no rustup")).cure(
                "install the target with your system's packages (Debian: \
                 apt-get install libstd-rust-dev-wasm32), or Rust by https://rustup.rs",
            ),
        );
    }
    Plain::new("rustup", ["target", "add", TARGET]).run()
}

/// The source of the standard library. The release compiles it for size.
pub fn standard_library_source() -> Result<()> {
    let source = sysroot()?.join("lib/rustlib/src/rust/library/std");
    if source.is_dir() {
        return Ok(());
    }
    if on_path(&["rustup"]).is_none() {
        return Err(
            Failure::new("this Rust has no rust-src, and there is no rustup").cure(
                "install it with your system's packages (Debian: apt-get install rust-src), or \
                 Rust by https://rustup.rs",
            ),
        );
    }
    Plain::new("rustup", ["component", "add", "rust-src"])
        .run()
        .map_err(|failure| {
            failure.cure(
                "the release rebuilds the standard library from rust-src; see above why rustup \
                 cannot add it. Only `cargo xtask build` needs it: `serve` works without",
            )
        })
}

/// rustfmt and clippy.
pub fn components() -> Result<()> {
    let missing: Vec<&str> = [("rustfmt", "fmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(_, command)| Plain::new("cargo", [command, "--version"]).ask().is_none())
        .map(|(component, _)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let arguments = ["component", "add"].into_iter().chain(missing);
    Plain::new("rustup", arguments).run()
}
