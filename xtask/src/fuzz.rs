//! `cargo xtask fuzz`: the feed reader against what libFuzzer makes up.
//!
//! The targets are a workspace of their own in `fuzz/`, and run with stable Rust and nothing
//! installed but a C++ compiler. What they found lies in `fuzz/artifacts`; what they learned, in
//! `fuzz/corpus`, and the next run goes on from there.

use std::path::Path;
use std::{env, fs};

use crate::failure::{Failure, Result};
use crate::shell::{Plain, heading, root};

/// The targets, and where feeds of their kind lie: among our fixtures, and among the real feeds
/// beside the project.
const TARGETS: &[(&str, &str, &str)] = &[
    ("whole", "", ""),
    ("json_feed", "json-feed", "jsonfeed"),
    ("wordpress", "wordpress", "wordpress"),
    ("ghost", "ghost", "ghost"),
    ("news_api", "newsapi", "newsapi"),
    ("json_ld", "json-ld", "jsonld"),
    ("drupal", "drupal", "drupal"),
    ("plain", "plain", "plain"),
];

const SECONDS: u32 = 60;

pub fn run(arguments: &[String]) -> Result<()> {
    let (chosen, seconds) = choose(arguments)?;
    // The switches for it stand in the folder's own configuration of cargo.
    let folder = root().join("fuzz");
    env::set_current_dir(&folder)
        .map_err(|error| Failure::new(format!("cannot enter {}: {error}", folder.display())))?;
    println!("$ cd fuzz");
    for (target, ours, theirs) in chosen {
        heading(target);
        let made =
            ["corpus", "artifacts"].map(|kind| fs::create_dir_all(Path::new(kind).join(target)));
        if let Some(error) = made.into_iter().find_map(std::result::Result::err) {
            return Err(Failure::new(format!(
                "cannot write to {}: {error}",
                folder.display()
            )));
        }
        let findings = format!("artifacts/{target}/");
        Plain::new(
            "cargo",
            ["run", "--locked", "--release", "--bin", target, "--"],
        )
        .arg(format!("corpus/{target}"))
        .args(seeds("../core/tests/fixtures/feed", ours))
        .args(seeds("../../shared/feeds", theirs))
        .args([
            &format!("-max_total_time={seconds}"),
            &format!("-artifact_prefix={findings}"),
            "-dict=dictionary.txt",
            "-max_len=20000",
            // One feed, in a build that checks every sum. Far more than any feed may take.
            "-timeout=5",
            "-rss_limit_mb=1024",
            "-print_final_stats=1",
        ])
        .run()
        .map_err(|failure| {
            failure.cure(format!(
                "the feed that does it lies in fuzz/{findings}: make it small \
                     (-minimize_crash=1), put it into core/tests/fixtures/feed, then mend the reader"
            ))
        })?;
    }
    Ok(())
}

/// The folder of that name in there, or all of them where it is empty; those that exist.
fn seeds(folder: &str, name: &str) -> Vec<String> {
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

type Target = (&'static str, &'static str, &'static str);

/// `[target] [seconds]`; without a target, all of them.
fn choose(arguments: &[String]) -> Result<(Vec<Target>, u32)> {
    let (mut targets, mut seconds) = (TARGETS.to_vec(), SECONDS);
    for argument in arguments {
        let named = TARGETS.iter().find(|(name, ..)| name == argument);
        match (named, argument.parse()) {
            (Some(target), _) => targets = vec![*target],
            (None, Ok(number)) => seconds = number,
            (None, Err(_)) => {
                let names: Vec<_> = TARGETS.iter().map(|(name, ..)| *name).collect();
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
        for (target, ours, _) in TARGETS {
            let file = fuzz.join("fuzz_targets").join(target).with_extension("rs");
            assert!(file.is_file(), "{}", file.display());
            let fixtures = root().join("core/tests/fixtures/feed");
            assert!(
                !seeds(&fixtures.to_string_lossy(), ours).is_empty(),
                "{target}"
            );
        }
    }
}
