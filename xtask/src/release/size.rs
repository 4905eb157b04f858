//! The size of the release, and its limits.

use std::fmt::Write;

use crate::failure::{Failure, Result};

/// Bytes after brotli 11. A kilobyte is 1,000 bytes. The CSS is inside the wasm.
const LOADER_BUDGET: usize = 3_500;
const WIDGET_BUDGET: usize = 98_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Loader,
    /// The loader that is part of the scripts of editions. No page loads it alone.
    EditionLoader,
    Glue,
    Wasm,
    /// The whole feed reader. Only pages with feeds of rare formats load it.
    Formats,
    /// The widget's style sheet as a file. Pages link it if they contain an edition without a
    /// script.
    StyleSheet,
    /// The phrases of languages other than English. A page loads one of these files, or none.
    Labels,
    /// The preview page. Partners' pages load none of it.
    Preview,
    /// The panel beside the preview, a separate program. Partners' pages load none of it.
    Configurator,
    /// The licences of the linked code, for people who distribute copies.
    Notices,
}

impl Role {
    /// Its name in `manifest.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loader => "loader",
            Self::EditionLoader => "edition loader",
            Self::Glue => "glue",
            Self::Wasm => "wasm",
            Self::Formats => "formats",
            Self::StyleSheet => "style sheet",
            Self::Labels => "labels",
            Self::Preview => "preview",
            Self::Configurator => "configurator",
            Self::Notices => "notices",
        }
    }
}

pub struct Entry {
    /// The path below `dist/`.
    pub name: String,
    pub role: Role,
    pub raw: usize,
    pub brotli: Option<usize>,
    pub gzip: Option<usize>,
    pub integrity: String,
}

pub struct Release {
    entries: Vec<Entry>,
}

impl Release {
    pub fn new(entries: Vec<Entry>) -> Self {
        Self { entries }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn table(&self) -> String {
        let width = self.entries.iter().map(|e| e.name.len()).max();
        let width = width.unwrap_or(0).max("configurator".len());
        let mut text = String::new();
        let mut row = |name: &str, cells: [String; 3], note: &str| {
            let [raw, gzip, brotli] = cells;
            let line = format!("{name:width$} {raw:>10} {gzip:>10} {brotli:>10}  {note}");
            let _ = writeln!(text, "{}", line.trim_end());
        };
        row("bytes", ["raw", "gzip", "brotli"].map(str::to_owned), "");
        for entry in &self.entries {
            let cells = [Some(entry.raw), entry.gzip, entry.brotli];
            row(&entry.name, cells.map(cell), "");
        }
        let note = "not for partners";
        row("configurator", self.sums(&[Role::Configurator]), note);
        for (name, roles, budget) in BUDGETS {
            let note = format!("of {}", grouped(*budget));
            row(name, self.sums(roles), &note);
        }
        let languages = self.entries.iter().filter(|e| e.role == Role::Labels);
        let note = format!("{} languages, one at a time", languages.count());
        row("labels", self.sums(&[Role::Labels]), &note);
        text
    }

    /// The requests of a page, in order, and their sizes.
    pub fn requests(&self) -> String {
        let mut text = format!("{:28} {:>10} {:>10}  when\n", "requests", "gzip", "brotli");
        for (name, role, when) in REQUESTS {
            let sum = |size: fn(&Entry) -> usize| {
                let sizes = self
                    .entries
                    .iter()
                    .filter(|e| Some(e.role) == *role)
                    .map(size);
                cell(sizes.max())
            };
            let gzip = sum(|entry| entry.gzip.unwrap_or(entry.raw));
            let brotli = sum(Entry::transferred);
            let _ = writeln!(text, "{name:28} {gzip:>10} {brotli:>10}  {when}");
        }
        text
    }

    pub fn check_budget(&self) -> Result<()> {
        let over: Vec<String> = BUDGETS
            .iter()
            .map(|(name, roles, budget)| (name, self.sum(roles, Entry::transferred), budget))
            .filter(|(_, size, budget)| size > budget)
            .map(|(name, size, budget)| {
                let (size, budget) = (grouped(size), grouped(*budget));
                format!("{name} is {size} bytes after brotli; the limit is {budget}")
            })
            .collect();
        if over.is_empty() {
            return Ok(());
        }
        Err(Failure::new(over.join("; ")).cure(
            "see what grew since the last commit: a dependency, a feature of one, a format, words",
        ))
    }

    fn sums(&self, roles: &[Role]) -> [String; 3] {
        [
            self.sum(roles, |e| e.raw),
            self.sum(roles, |e| e.gzip.unwrap_or(e.raw)),
            self.sum(roles, Entry::transferred),
        ]
        .map(|sum| cell(Some(sum)))
    }

    fn sum(&self, roles: &[Role], size: impl Fn(&Entry) -> usize) -> usize {
        let counted = self.entries.iter().filter(|e| roles.contains(&e.role));
        counted.map(size).sum()
    }
}

impl Entry {
    /// The bytes that a page loads of it.
    fn transferred(&self) -> usize {
        self.brotli.unwrap_or(self.raw)
    }
}

/// The end-to-end tests of `embed::loading`, `languages` and `slides` check these. If a role has
/// several files, a page loads one of them, and the largest counts.
const REQUESTS: &[(&str, Option<Role>, &str)] = &[
    ("1 the loader", Some(Role::Loader), "with the page"),
    (
        "2 the widget",
        Some(Role::Wasm),
        "when an element comes near the viewport",
    ),
    ("2 the glue", Some(Role::Glue), "at the same time"),
    (
        "2 the labels",
        Some(Role::Labels),
        "at the same time, in languages other than English",
    ),
    ("2 the feeds", None, "at the same time"),
    (
        "3 the whole feed reader",
        Some(Role::Formats),
        "for feeds of rare formats, and for those that cannot be read",
    ),
    ("3 pictures", None, "those in view first"),
];

const BUDGETS: &[(&str, &[Role], usize)] = &[
    ("loader", &[Role::Loader], LOADER_BUDGET),
    ("glue + wasm", &[Role::Glue, Role::Wasm], WIDGET_BUDGET),
];

fn cell(value: Option<usize>) -> String {
    value.map_or_else(|| "-".to_owned(), grouped)
}

pub fn grouped(value: usize) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(loader: usize, glue: usize, wasm: usize) -> Release {
        let entry = |name: &str, role, brotli| Entry {
            name: name.to_owned(),
            role,
            raw: brotli * 3,
            brotli: Some(brotli),
            gzip: Some(brotli * 2),
            integrity: String::new(),
        };
        Release::new(vec![
            entry("l.js", Role::Loader, loader),
            entry("g.js", Role::Glue, glue),
            entry("w.wasm", Role::Wasm, wasm),
            entry("ar.json", Role::Labels, 400),
            entry("de.json", Role::Labels, 300),
            entry("index.html", Role::Preview, 500_000),
            entry("c.wasm", Role::Configurator, 300_000),
        ])
    }

    #[test]
    fn numbers_are_grouped() {
        #[track_caller]
        fn check(value: usize, expected: &str) {
            assert_eq!(grouped(value), expected);
        }
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
    }

    #[test]
    fn the_table_ends_with_the_budgets() {
        let table = release(1_000, 5_000, 60_000).table();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            lines,
            [
                "bytes               raw       gzip     brotli",
                "l.js              3,000      2,000      1,000",
                "g.js             15,000     10,000      5,000",
                "w.wasm          180,000    120,000     60,000",
                "ar.json           1,200        800        400",
                "de.json             900        600        300",
                "index.html    1,500,000  1,000,000    500,000",
                "c.wasm          900,000    600,000    300,000",
                "configurator    900,000    600,000    300,000  not for partners",
                "loader            3,000      2,000      1,000  of 3,500",
                "glue + wasm     195,000    130,000     65,000  of 98,000",
                "labels            2,100      1,400        700  2 languages, one at a time",
            ]
        );
    }

    #[test]
    fn requests_are_in_their_order() {
        let text = release(1_000, 5_000, 60_000).requests();
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        assert_eq!(
            lines[..4],
            [
                "requests                           gzip     brotli  when",
                "1 the loader                      2,000      1,000  with the page",
                "2 the widget                    120,000     60,000  \
                 when an element comes near the viewport",
                "2 the glue                       10,000      5,000  at the same time",
            ]
        );
    }

    #[test]
    fn over_budget_fails_and_says_by_what() {
        assert_eq!(release(3_500, 5_000, 93_000).check_budget(), Ok(()));
        let failure = release(3_501, 5_001, 93_000).check_budget();
        let text = failure.expect_err("a failure").to_string();
        assert!(
            text.starts_with(
                "error: loader is 3,501 bytes after brotli; the limit is 3,500; \
                 glue + wasm is 98,001 bytes after brotli; the limit is 98,000"
            ),
            "{text}"
        );
    }
}
