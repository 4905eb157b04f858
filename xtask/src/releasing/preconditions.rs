//! What keeps a state of the project from being a release, each with its cure. Pure: the facts are
//! an argument.

use super::changelog::{self, FILE, Section, UNRELEASED, is_day, sections};
use super::facts::{Facts, Written};

#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub when: When,
    pub what: String,
    pub cure: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Wrong at any time.
    Always,
    /// Only the commit of a release has it right. A dry run tells it and continues.
    Release,
}

impl When {
    fn problem(self, what: impl Into<String>, cure: impl Into<String>) -> Problem {
        Problem {
            when: self,
            what: what.into(),
            cure: cure.into(),
        }
    }
}

pub fn tag(version: &str) -> String {
    format!("v{version}")
}

pub fn problems(facts: &Facts) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(version(facts));
    problems.extend(
        facts
            .written
            .iter()
            .filter_map(|it| written(it, &facts.version)),
    );
    problems.extend(changelog(facts));
    problems.extend(unreleased(facts));
    problems.extend(tagged(facts));
    problems.extend(tree(facts));
    problems.extend(compiler(facts));
    problems
}

/// Three numbers. The folder of a release and the tag have this name.
fn version(facts: &Facts) -> Option<Problem> {
    let version = &facts.version;
    let is_number = |part: &str| part.parse::<u32>().is_ok_and(|it| it.to_string() == part);
    let parts: Vec<&str> = version.split('.').collect();
    if parts.len() == 3 && parts.into_iter().all(is_number) {
        return None;
    }
    Some(When::Always.problem(
        format!("Cargo.toml: the version {version:?} is not three numbers"),
        "write it like 1.2.0, in Cargo.toml under [workspace.package]",
    ))
}

fn written(written: &Written, version: &str) -> Option<Problem> {
    let Written {
        file,
        before,
        found,
    } = written;
    let what = match found.as_deref() {
        Some(found) if found == version => return None,
        Some(found) => {
            format!("{file} has version {found} after {before:?}, Cargo.toml has {version}")
        }
        None => format!("{file} has no version after {before:?}"),
    };
    let cure = match file.as_str() {
        "Cargo.lock" => {
            "cargo metadata --format-version 1 > /dev/null, and commit Cargo.lock".to_owned()
        }
        _ => format!("write {version} into {file}, after {before:?}"),
    };
    Some(When::Always.problem(what, cure))
}

fn changelog(facts: &Facts) -> Vec<Problem> {
    let version = &facts.version;
    let sections = sections(&facts.changelog);
    let released: Vec<&Section> = sections.iter().filter(|it| it.name != UNRELEASED).collect();
    let ours: Vec<&&Section> = released.iter().filter(|it| it.name == version).collect();
    let heading = format!("## [{version}] - {}", facts.today);
    let section = match ours[..] {
        [] => {
            return vec![When::Release.problem(
                format!("{FILE} has no section for {version}"),
                format!("write {heading:?} below \"## [{UNRELEASED}]\", above its entries"),
            )];
        }
        [section] => section,
        _ => {
            return vec![When::Always.problem(
                format!("{FILE} has {} sections for {version}", ours.len()),
                "join them",
            )];
        }
    };
    let mut problems = Vec::new();
    match section.date {
        None => problems.push(When::Release.problem(
            format!("{FILE}: the section of {version} has no date"),
            format!("write {heading:?}"),
        )),
        Some(date) if !is_day(date) || date > facts.today.as_str() => {
            problems.push(When::Always.problem(
                format!("{FILE}: {date:?}, the date of {version}, is not a day up to today"),
                format!("write {heading:?}"),
            ));
        }
        Some(_) => {}
    }
    if section.entries() == 0 {
        problems.push(When::Release.problem(
            format!("{FILE}: the section of {version} says nothing"),
            "write what pages and hosts notice of this release",
        ));
    }
    if let Some(first) = released.first().filter(|first| first.name != version) {
        problems.push(When::Always.problem(
            format!(
                "{FILE}: the newest section is that of {}, not {version}",
                first.name
            ),
            "put the newest version first, or raise the version in Cargo.toml",
        ));
    }
    problems
}

fn unreleased(facts: &Facts) -> Option<Problem> {
    let sections = changelog::sections(&facts.changelog);
    let section = sections.iter().find(|it| it.name == UNRELEASED)?;
    let entries = section.entries();
    (entries > 0).then(|| {
        When::Release.problem(
            format!("{FILE} has {entries} entries under {UNRELEASED}"),
            "move them into the section of the version, and raise the version if it is too low for them",
        )
    })
}

fn tagged(facts: &Facts) -> Option<Problem> {
    let tag = tag(&facts.version);
    facts.tags.contains(&tag).then(|| {
        When::Release.problem(
            format!("the tag {tag} is already there"),
            "raise the version: the files of a version never change",
        )
    })
}

fn tree(facts: &Facts) -> Option<Problem> {
    match facts.changed.as_deref() {
        None => Some(When::Release.problem(
            "git does not tell what has changed",
            "run this in a clone, with git on PATH",
        )),
        Some([]) => None,
        Some(changed) => Some(When::Release.problem(
            format!("there are uncommitted changes: {}", changed.join(", ")),
            "commit them, or put them elsewhere",
        )),
    }
}

fn compiler(facts: &Facts) -> Option<Problem> {
    let (what, cure) = facts.other_compiler.clone()?;
    Some(When::Release.problem(what, cure))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A state that is a release.
    fn ready() -> Facts {
        Facts {
            version: "0.2.0".to_owned(),
            written: vec![Written {
                file: "wordpress/readme.txt".to_owned(),
                before: "Stable tag:".to_owned(),
                found: Some("0.2.0".to_owned()),
            }],
            changelog: "## [Unreleased]\n\n## [0.2.0] - 2026-11-29\n\n- New.\n\n## [0.1.0] - 2026-01-01\n\n- Old.\n"
                .to_owned(),
            today: "2026-11-29".to_owned(),
            tags: vec!["v0.1.0".to_owned()],
            changed: Some(Vec::new()),
            commit: "abc".to_owned(),
            other_compiler: None,
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Facts), expected: &[(When, &str, &str)]) {
        let mut facts = ready();
        change(&mut facts);
        let problems = problems(&facts);
        let found: Vec<(When, &str, &str)> = problems
            .iter()
            .map(|it| (it.when, it.what.as_str(), it.cure.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    fn changelog(text: &'static str) -> impl FnOnce(&mut Facts) {
        move |facts| facts.changelog = text.to_owned()
    }

    #[test]
    fn a_release_has_no_problems() {
        check(|_| {}, &[]);
        check(changelog("## [0.2.0] - 2026-11-28\n- New.\n"), &[]);
        check(
            changelog("## [Unreleased]\n### Added\n\n## [0.2.0] - 2026-11-28\n- New.\n"),
            &[],
        );
    }

    #[test]
    fn the_version_is_three_numbers() {
        for version in ["0.2", "0.2.0-beta", "0.02.0", "0.2.0.0", ""] {
            let mut facts = ready();
            facts.version = version.to_owned();
            let problem = super::version(&facts).expect("a problem");
            assert_eq!(
                problem.what,
                format!("Cargo.toml: the version {version:?} is not three numbers")
            );
        }
    }

    #[test]
    fn versions_are_the_same_everywhere() {
        let found = |found: Option<&str>| {
            let found = found.map(str::to_owned);
            move |facts: &mut Facts| facts.written[0].found = found
        };
        let cure = "write 0.2.0 into wordpress/readme.txt, after \"Stable tag:\"";
        let other =
            "wordpress/readme.txt has version 0.1.0 after \"Stable tag:\", Cargo.toml has 0.2.0";
        check(found(Some("0.1.0")), &[(When::Always, other, cure)]);
        let none = "wordpress/readme.txt has no version after \"Stable tag:\"";
        check(found(None), &[(When::Always, none, cure)]);
        let lock = |facts: &mut Facts| {
            facts.written[0].file = "Cargo.lock".to_owned();
            facts.written[0].found = Some("0.1.0".to_owned());
        };
        check(
            lock,
            &[(
                When::Always,
                "Cargo.lock has version 0.1.0 after \"Stable tag:\", Cargo.toml has 0.2.0",
                "cargo metadata --format-version 1 > /dev/null, and commit Cargo.lock",
            )],
        );
    }

    #[test]
    fn the_changelog_has_one_dated_section_for_the_version() {
        let heading = "write \"## [0.2.0] - 2026-11-29\"";
        check(
            changelog("## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n- Old.\n"),
            &[(
                When::Release,
                "CHANGELOG.md has no section for 0.2.0",
                "write \"## [0.2.0] - 2026-11-29\" below \"## [Unreleased]\", above its entries",
            )],
        );
        check(
            changelog("## [0.2.0]\n- New.\n"),
            &[(
                When::Release,
                "CHANGELOG.md: the section of 0.2.0 has no date",
                heading,
            )],
        );
        for date in ["2026-11-30", "2026-02-30", "soon"] {
            let text = format!("## [0.2.0] - {date}\n- New.\n");
            let what =
                format!("CHANGELOG.md: {date:?}, the date of 0.2.0, is not a day up to today");
            check(
                |facts| facts.changelog = text,
                &[(When::Always, what.as_str(), heading)],
            );
        }
        check(
            changelog("## [0.2.0] - 2026-11-29\n\n### Added\n"),
            &[(
                When::Release,
                "CHANGELOG.md: the section of 0.2.0 says nothing",
                "write what pages and hosts notice of this release",
            )],
        );
        check(
            changelog("## [0.2.0] - 2026-11-29\n- New.\n## [0.2.0] - 2026-11-28\n- New.\n"),
            &[(
                When::Always,
                "CHANGELOG.md has 2 sections for 0.2.0",
                "join them",
            )],
        );
        check(
            changelog("## [0.3.0] - 2026-11-29\n- Newer.\n## [0.2.0] - 2026-11-28\n- New.\n"),
            &[(
                When::Always,
                "CHANGELOG.md: the newest section is that of 0.3.0, not 0.2.0",
                "put the newest version first, or raise the version in Cargo.toml",
            )],
        );
    }

    #[test]
    fn nothing_is_left_under_unreleased() {
        check(
            changelog(
                "## [Unreleased]\n### Added\n- A,\n  long.\n- B.\n## [0.2.0] - 2026-11-29\n- New.\n",
            ),
            &[(
                When::Release,
                "CHANGELOG.md has 2 entries under Unreleased",
                "move them into the section of the version, and raise the version if it is too low for them",
            )],
        );
    }

    #[test]
    fn a_version_is_released_once() {
        check(
            |facts| facts.tags.push("v0.2.0".to_owned()),
            &[(
                When::Release,
                "the tag v0.2.0 is already there",
                "raise the version: the files of a version never change",
            )],
        );
    }

    #[test]
    fn the_tree_is_clean() {
        let cure = "commit them, or put them elsewhere";
        check(
            |facts| facts.changed = Some(vec!["a".to_owned(), "b".to_owned()]),
            &[(When::Release, "there are uncommitted changes: a, b", cure)],
        );
        check(
            |facts| facts.changed = None,
            &[(
                When::Release,
                "git does not tell what has changed",
                "run this in a clone, with git on PATH",
            )],
        );
    }

    #[test]
    fn the_compiler_is_that_of_releases() {
        check(
            |facts| {
                facts.other_compiler = Some(("this is another".to_owned(), "use it".to_owned()))
            },
            &[(When::Release, "this is another", "use it")],
        );
    }

    #[test]
    fn all_problems_are_found_at_once() {
        let mut facts = ready();
        facts.version = "0.3".to_owned();
        facts.changed = None;
        facts.tags.push("v0.3".to_owned());
        facts.other_compiler = Some(("x".to_owned(), "y".to_owned()));
        // Form, place, section, tag, tree, compiler.
        assert_eq!(problems(&facts).len(), 6);
    }
}
