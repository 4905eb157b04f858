//! `cargo xtask build`: writes the release to `dist/` and compares it with its size budget.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::compiler;
use crate::failure::{Failure, Result};
use crate::inputs::Inputs;
use crate::release::{self, BuiltWith, Parts, Programs};
use crate::shell::{Plain, cannot, heading};
use crate::tools::{self, Tool};
use crate::versions::Versions;

/// Trunk's own output. The release is made from it.
const PAGES: &str = "target/release-pages";
const DIST: &str = "dist";

/// The folder in which unused code is removed.
const WORK: &str = "target/release-shrunk";

/// A panic ends the instance at once. Nobody would read its message, so nobody downloads it. This
/// overrides the profile's `panic = "abort"`, which would keep the messages.
const SMALL: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                     -Zfmt-debug=none";

/// Leaves out exports that only a dependency asks for.
const LINKER: &str = "xtask/wasm-ld";

pub struct Tools {
    trunk: Tool,
    wasm_bindgen: Tool,
    wasm_opt: Tool,
    wasm_metadce: Tool,
    esbuild: Tool,
}

impl Tools {
    pub fn install(versions: &Versions) -> Result<Self> {
        tools::wasm_target()?;
        tools::standard_library_source()?;
        Ok(Self {
            trunk: tools::trunk(versions)?,
            wasm_bindgen: tools::wasm_bindgen(versions)?,
            wasm_opt: tools::wasm_opt(versions)?,
            wasm_metadce: tools::wasm_metadce(versions)?,
            esbuild: tools::esbuild(versions)?,
        })
    }
}

pub fn run() -> Result<()> {
    let versions = Versions::read()?;
    heading("what it needs");
    let tools = Tools::install(&versions)?;
    println!("all here");
    compiler::tell_if_other(&versions)?;
    release(&tools, &versions)
}

/// Builds the release, unless `dist/` already contains the same one.
pub fn release_if_changed(versions: &Versions) -> Result<()> {
    if Inputs::read()?.made(Path::new(DIST)) {
        heading("the release build");
        println!("dist/ is up to date: not built again");
        return Ok(());
    }
    release(&Tools::install(versions)?, versions)
}

fn release(tools: &Tools, versions: &Versions) -> Result<()> {
    let inputs = Inputs::read()?;
    heading("the release build");
    println!("optimised for size: this takes some minutes the first time");
    // Fetched before the build, because the paths to hide are those of the fetched sources.
    let target = ["--target", "wasm32-unknown-unknown"];
    with_std_for_size(Plain::new("cargo", ["fetch", "--locked"]))
        .args(target)
        .run()?;
    let css = release::minified_style(&tools.esbuild.program, Path::new(WORK))?;
    let trunk = ["build", "--release", "--locked", "--dist", PAGES];
    with_std_for_size(Plain::new("trunk", trunk))
        .path(&tools::folders([
            &tools.trunk,
            &tools.wasm_bindgen,
            &tools.wasm_opt,
        ]))?
        .env("RUSTFLAGS", format!("{SMALL} {}", hidden_paths()?))
        .env("LATEST_NEWS_CSS", &css)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
            crate::shell::root().join(LINKER),
        )
        // The flags differ from those of other builds. In a shared folder, each build would undo
        // the other.
        .env("CARGO_TARGET_DIR", "target/release-build")
        .run()?;

    heading("dist/");
    let compiler = tools::compiler()?;
    let release = release::assemble(&Parts {
        pages: Path::new(PAGES),
        dist: Path::new(DIST),
        version: &versions.widget,
        built_with: BuiltWith {
            rust: &compiler,
            trunk: &versions.trunk,
            wasm_bindgen: &versions.wasm_bindgen,
            binaryen: &versions.wasm_opt,
            esbuild: &versions.esbuild,
        },
        style_sheet: &css,
        work: Path::new(WORK),
        programs: Programs {
            esbuild: &tools.esbuild.program,
            wasm_opt: &tools.wasm_opt.program,
            wasm_metadce: &tools.wasm_metadce.program,
        },
    })?;
    print!("{}\n{}", release.table(), release.requests());
    release.check_budget()?;
    inputs.note(Path::new(DIST))
}

/// The standard library is rebuilt for size, which saves every reader 11 KB of download. The
/// switches are unstable. A toolchain that does not know them fails with an error, so nobody misses
/// them. They change how code is generated, not what it does.
fn with_std_for_size(plain: Plain) -> Plain {
    plain
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
}

/// Panic messages contain names of source files. Without this machine's folders in those names, the
/// same commit gives the same bytes everywhere, and no page shows a builder's home folder.
pub fn hidden_paths() -> Result<String> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let registries = cargo.join("registry/src");
    let mut folders: Vec<PathBuf> = fs::read_dir(&registries)
        .map_err(|error| cannot("read", &registries, &error))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    let root = crate::shell::root();
    let sysroot = tools::sysroot()?;
    let flags = folders.iter().chain([&root, &sysroot]).map(|folder| {
        let folder = folder.display().to_string();
        if folder.contains(char::is_whitespace) {
            return Err(Failure::new(format!("a space in the path {folder}"))
                .cure("build in a folder whose path has no spaces: RUSTFLAGS cannot hold them"));
        }
        Ok(format!("--remap-path-prefix={folder}/="))
    });
    Ok(flags.collect::<Result<Vec<_>>>()?.join(" "))
}
