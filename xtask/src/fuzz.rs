//! `cargo xtask fuzz`: runs the feed reader and the readers of the publisher's command with input
//! that libFuzzer makes.
//!
//! The targets are a separate workspace in `fuzz/`. They run with stable Rust and need only a C++
//! compiler. Findings are in `fuzz/artifacts`. Learned inputs are in `fuzz/corpus`, and the next
//! run starts from them.

use std::path::Path;
use std::{env, fs};

use crate::failure::{Failure, Result};
use crate::shell::{Plain, heading, root};

/// Folders with the first inputs of a target: our own, and the real feeds beside the project.
const OURS: &str = "../core/tests/fixtures/feed";
const THEIRS: &str = "../../shared/feeds";
const COMMANDS: &str = "../publisher/tests/fixtures";

#[derive(Clone, Copy, Debug)]
struct Target {
    name: &'static str,
    /// A folder, and the name of a folder inside it. An empty name means all folders.
    seeds: &'static [(&'static str, &'static str)],
}

const TARGETS: &[Target] = &[
    target("whole", &[(OURS, ""), (THEIRS, "")]),
    target("json_feed", &[(OURS, "json-feed"), (THEIRS, "jsonfeed")]),
    target("wordpress", &[(OURS, "wordpress"), (THEIRS, "wordpress")]),
    target("ghost", &[(OURS, "ghost"), (THEIRS, "ghost")]),
    target("news_api", &[(OURS, "newsapi"), (THEIRS, "newsapi")]),
    target("json_ld", &[(OURS, "json-ld"), (THEIRS, "jsonld")]),
    target("drupal", &[(OURS, "drupal"), (THEIRS, "drupal")]),
    target("plain", &[(OURS, "plain"), (THEIRS, "plain")]),
    target("hydra", &[(OURS, "plain")]),
    target("json_api", &[(OURS, "plain"), (THEIRS, "drupal")]),
    target("converted", &[(OURS, "plain")]),
    target("keyed", &[(OURS, "plain")]),
    target(
        "xml",
        &[(COMMANDS, "feeds"), (THEIRS, "rss"), (THEIRS, "atom")],
    ),
    target("configuration", &[(COMMANDS, "configuration")]),
];

const fn target(name: &'static str, seeds: &'static [(&'static str, &'static str)]) -> Target {
    Target { name, seeds }
}

const SECONDS: u32 = 60;

pub fn run(arguments: &[String]) -> Result<()> {
    let (chosen, seconds) = choose(arguments)?;
    // The switches are in the cargo configuration of that folder.
    let folder = root().join("fuzz");
    env::set_current_dir(&folder)
        .map_err(|error| Failure::new(format!("cannot enter {}: {error}", folder.display())))?;
    println!("$ cd fuzz");
    for Target { name, seeds } in chosen {
        heading(name);
        let made =
            ["corpus", "artifacts"].map(|kind| fs::create_dir_all(Path::new(kind).join(name)));
        if let Some(error) = made.into_iter().find_map(std::result::Result::err) {
            return Err(Failure::new(format!(
                "cannot write to {}: {error}",
                folder.display()
            )));
        }
        let findings = format!("artifacts/{name}/");
        Plain::new(
            "cargo",
            ["run", "--locked", "--release", "--bin", name, "--"],
        )
        .arg(format!("corpus/{name}"))
        .args(
            seeds
                .iter()
                .flat_map(|(folder, inside)| folders(folder, inside)),
        )
        .args([
            &format!("-max_total_time={seconds}"),
            &format!("-artifact_prefix={findings}"),
            "-dict=dictionary.txt",
            "-max_len=20000",
            // In seconds, for one feed, in a build that checks every sum. No feed should take
            // nearly as long.
            "-timeout=5",
            "-rss_limit_mb=1024",
            "-print_final_stats=1",
        ])
        .run()
        .map_err(|failure| {
            failure.cure(format!(
                "the input is in fuzz/{findings}: make it small (-minimize_crash=1), put it into \
                 the fixtures ({}), then fix the reader",
                seeds.first().map_or(OURS, |(folder, _)| folder)
            ))
        })?;
    }
    Ok(())
}

/// The folder with that name inside `folder`. If the name is empty, all of them. Only existing
/// ones.
fn folders(folder: &str, name: &str) -> Vec<String> {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<String> = inside
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|entry| name.is_empty() || name == entry)
        .map(|entry| format!("{folder}/{entry}"))
        .collect();
    folders.sort_unstable();
    folders
}

/// Reads `[target] [seconds]`. Without a target, all targets.
fn choose(arguments: &[String]) -> Result<(Vec<Target>, u32)> {
    let (mut targets, mut seconds) = (TARGETS.to_vec(), SECONDS);
    for argument in arguments {
        let named = TARGETS.iter().find(|target| target.name == argument);
        match (named, argument.parse()) {
            (Some(target), _) => targets = vec![*target],
            (None, Ok(number)) => seconds = number,
            (None, Err(_)) => {
                let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
                let all = names.join(", ");
                return Err(
                    Failure::new(format!("`{argument}` is neither a target nor seconds")).cure(
                        format!("cargo xtask fuzz [target] [seconds]; targets are {all}"),
                    ),
                );
            }
        }
    }
    Ok((targets, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_choose() {
        #[track_caller]
        fn check(arguments: &[&str], count: usize, seconds: u32) {
            let arguments: Vec<String> = arguments.iter().map(|one| String::from(*one)).collect();
            let (targets, time) = choose(&arguments).expect("a choice");
            assert_eq!((targets.len(), time), (count, seconds));
        }
        check(&[], TARGETS.len(), SECONDS);
        check(&["ghost"], 1, SECONDS);
        check(&["5"], TARGETS.len(), 5);
        check(&["drupal", "600"], 1, 600);
        let failure = choose(&["rss".to_owned()]).expect_err("no such target");
        assert!(failure.to_string().contains("`rss` is neither"));
    }

    #[test]
    fn every_target_is_one_and_has_seeds() {
        let fuzz = root().join("fuzz");
        let files = fs::read_dir(fuzz.join("fuzz_targets")).expect("targets");
        assert_eq!(files.count(), TARGETS.len());
        for target in TARGETS {
            let file = fuzz.join("fuzz_targets").join(target.name);
            assert!(file.with_extension("rs").is_file(), "{}", file.display());
            let ours = target.seeds.first().expect("seeds of our own");
            let folder = fuzz.join(ours.0);
            let found = folders(&folder.to_string_lossy(), ours.1);
            assert!(!found.is_empty(), "{}", target.name);
        }
    }
}
