//! The compiler of a release. Another compiler writes other bytes.

use crate::failure::{Failure, Result};
use crate::tools;
use crate::versions::Versions;

/// The current compiler, if it is the one that Cargo.toml names for releases.
pub fn for_release(versions: &Versions) -> Result<String> {
    let compiler = tools::compiler()?;
    if is_version(&compiler, &versions.rust) {
        return Ok(compiler);
    }
    Err(other(&compiler, &versions.rust))
}

/// Prints a note if another compiler is used: the build works, but its bytes differ.
pub fn tell_if_other(versions: &Versions) -> Result<()> {
    if let Err(failure) = for_release(versions) {
        println!("\nthese are not the bytes of a release:\n{failure}");
    }
    Ok(())
}

fn other(compiler: &str, wanted: &str) -> Failure {
    Failure::new(format!(
        "this is {compiler}, and releases are made with rustc {wanted}"
    ))
    .cure(format!(
        "rustup toolchain install {wanted} --target wasm32-unknown-unknown --component rust-src\n\
             then run this again with RUSTUP_TOOLCHAIN={wanted}"
    ))
}

fn is_version(compiler: &str, wanted: &str) -> bool {
    compiler.split_whitespace().nth(1) == Some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_version_counts() {
        #[track_caller]
        fn check(compiler: &str, wanted: &str, expected: bool) {
            assert_eq!(is_version(compiler, wanted), expected, "{compiler}");
        }
        check("rustc 1.95.0 (59807616e 2026-04-14)", "1.95.0", true);
        check("rustc 1.95.1 (59807616e 2026-04-14)", "1.95.0", false);
        check(
            "rustc 1.95.0-nightly (59807616e 2026-04-14)",
            "1.95.0",
            false,
        );
        check("rustc 1.95.0", "1.95", false);
    }
}
