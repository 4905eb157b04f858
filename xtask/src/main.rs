//! The project's commands, `cargo xtask <command>`.
//!
//! Each command installs missing tools, prints each plain command before it runs it, and says what
//! to do if something is wrong. xtask is not required: every line that it prints can be typed.

#[cfg(not(unix))]
compile_error!("the commands need Linux or macOS: on Windows, run them inside WSL");

mod bench;
mod build;
mod check;
mod compiler;
mod dependencies;
mod docs;
mod failure;
mod figures;
mod fuzz;
mod inputs;
mod interface;
mod package;
mod release;
mod releasing;
mod reproduce;
mod serve;
mod shell;
mod test;
mod tools;
mod versions;
mod wordpress;

use std::process::ExitCode;

use failure::{Failure, Result};

const HELP: &str = "\
cargo xtask serve [trunk's options]      build and serve the preview page
cargo xtask test [part] [filter]         run every test, or one part: native, loader, browser,
                                         preview, build, docs, package, release,
                                         bench, wordpress, e2e
cargo xtask build                        write the release to dist/ and check its size
cargo xtask package [release]            write the npm package to target/package, from dist/ or
                                         another folder with a release
cargo xtask docs                         write the documentation to dist/docs, beside a release
cargo xtask release [--dry-run]          pack the release and say what to upload; uploads nothing
cargo xtask reproduce                    build the last commit elsewhere and compare it with dist/
cargo xtask check                        formatting, lints, dependencies, advisories
cargo xtask bench [--short] [options]    compare the widget with its peers and write
                                         docs/performance.md, or check its limits only
cargo xtask interface                    write what lists the interface, from interface.toml
cargo xtask fuzz [target] [seconds]      the feed reader against made-up feeds, a minute each

Each command first installs what is missing; tools are kept in the user's cache folder.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    // Every path below is relative to the project's root.
    let root = shell::root();
    std::env::set_current_dir(&root)
        .map_err(|error| Failure::new(format!("cannot enter {}: {error}", root.display())))?;
    match command {
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "build" if rest.is_empty() => build::run(),
        "package" => package::run(rest),
        "release" => releasing::run(rest),
        "docs" if rest.is_empty() => docs::run(&versions::Versions::read()?).map(drop),
        "bench" => bench::run(rest),
        "reproduce" if rest.is_empty() => reproduce::run(),
        "check" if rest.is_empty() => check::run(),
        "interface" if rest.is_empty() => interface::run(),
        "fuzz" => fuzz::run(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        _ => {
            let asked = arguments.join(" ");
            Err(Failure::new(format!("`cargo xtask {asked}` is not a command")).cure(HELP))
        }
    }
}
