//! Tools that are built from the crate registry, for machines without prebuilt ones.

use super::{Tool, cache, has_version, prebuilt};
use crate::failure::{Failure, Result};
use crate::shell::Plain;

pub struct Package<'a> {
    pub name: &'a str,
    pub version: &'a str,
    /// The programs of the package. The first one names the tool.
    pub programs: &'a [&'a str],
    /// Of `cargo install`, such as features.
    pub options: &'a [&'a str],
}

/// These tools run for seconds, but an optimised build of them takes many minutes. With little
/// optimisation they are installed several times faster and work as well.
const FAST_BUILD: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

pub fn install(package: &Package<'_>) -> Result<Tool> {
    let Package {
        name,
        version,
        programs,
        options,
    } = package;
    if let Some(tool) = prebuilt(programs, version) {
        return Ok(tool);
    }
    let cache = cache::folder()?;
    let place = cache.join(format!("{name}-{version}"));
    let tool = Tool {
        program: place.join("bin").join(programs[0]),
        on_path: false,
    };
    if tool.program.is_file() {
        return Ok(tool);
    }
    println!("{name} {version} is missing: installing it (some minutes, once per machine)");
    cache::fill(&place, |partial| {
        // The build folder is beside the result and is kept. So an interrupted build continues, and
        // the next tool finds the crates that both need.
        let install = ["install", "--locked", name, "--version", version, "--root"];
        let mut command = Plain::new("cargo", install)
            .arg(partial)
            .args(*options)
            .env("CARGO_TARGET_DIR", cache.join("build"));
        for (key, value) in FAST_BUILD {
            command = command.env(key, value);
        }
        command.run()
    })
    .map_err(|failure| {
        let options: String = options.iter().map(|option| format!(" {option}")).collect();
        let by_hand = format!("cargo install --locked {name} --version {version}{options}");
        failure.cure(format!("try it by hand, then run this again:\n{by_hand}"))
    })?;
    if !has_version(&tool.program, version) {
        let path = tool.program.display();
        return Err(
            Failure::new(format!("{path} does not run as {version}")).cure(format!(
                "remove it and run this again:\nrm -r {}",
                place.display()
            )),
        );
    }
    Ok(tool)
}
