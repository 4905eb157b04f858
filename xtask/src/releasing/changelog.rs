//! The sections of `CHANGELOG.md`: `## [Unreleased]`, then `## [1.2.0] - 2026-11-29`, newest first.
//! It decides nothing.

pub const FILE: &str = "CHANGELOG.md";
pub const UNRELEASED: &str = "Unreleased";

#[derive(Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// A version, or `Unreleased`.
    pub name: &'a str,
    /// Whatever follows the name, without the dash.
    pub date: Option<&'a str>,
    /// Without white space at the ends.
    pub text: &'a str,
}

impl Section<'_> {
    /// The number of its entries. Headings alone say nothing.
    pub fn entries(&self) -> usize {
        self.text.lines().filter(|line| is_entry(line)).count()
    }
}

/// A line of a list, or of a paragraph that is not part of one.
fn is_entry(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with(['#', ' ', '['])
}

pub fn sections(changelog: &str) -> Vec<Section<'_>> {
    let marked = format!("\n{changelog}");
    let starts: Vec<usize> = marked.match_indices("\n## ").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([changelog.len()]);
    let texts = starts.iter().zip(ends);
    texts
        .filter_map(|(start, end)| section(changelog.get(*start..end)?))
        .collect()
}

fn section(text: &str) -> Option<Section<'_>> {
    let (heading, text) = text.split_once('\n').unwrap_or((text, ""));
    let (name, rest) = heading.strip_prefix("## [")?.split_once(']')?;
    let date = rest.trim().trim_start_matches('-').trim();
    Some(Section {
        name,
        date: (!date.is_empty()).then_some(date),
        text: text.trim(),
    })
}

/// The text of the section of a version, or of what is not released yet.
pub fn text_of<'a>(changelog: &'a str, version: &str) -> &'a str {
    let sections = sections(changelog);
    let of = |name: &str| sections.iter().find(|section| section.name == name);
    let section = of(version).filter(|section| section.date.is_some());
    section
        .or(of(UNRELEASED))
        .map_or("", |section| section.text)
}

/// Whether this is a day of the calendar, as `2026-11-29`.
pub fn is_day(date: &str) -> bool {
    let is_shaped = date.len() == 10
        && date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<u32>().ok();
    match (number(0..4), number(5..7), number(8..10)) {
        (Some(year), Some(month), Some(day)) if is_shaped => {
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let days = match month {
                2 if is_leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                1..=12 => 31,
                _ => 0,
            };
            (1..=days).contains(&day)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Changelog\n\nAbout it.\n\n## [Unreleased]\n\n### Added\n\n\
        ## [0.2.0] - 2026-11-29\n\n### Added\n\n- One,\n  on two lines.\n- Two.\n\n## [0.1.0]\n\n- Old.\n";

    #[test]
    fn sections_are_found_with_their_dates_and_entries() {
        let found: Vec<_> = sections(TEXT)
            .iter()
            .map(|section| (section.name, section.date, section.entries()))
            .collect();
        assert_eq!(
            found,
            [
                ("Unreleased", None, 0),
                ("0.2.0", Some("2026-11-29"), 2),
                ("0.1.0", None, 1),
            ]
        );
        assert!(sections("# Changelog\n").is_empty());
        assert_eq!(sections("## [1.0.0]")[0].name, "1.0.0");
    }

    #[test]
    fn notes_are_those_of_the_version_or_of_what_comes() {
        assert!(text_of(TEXT, "0.2.0").starts_with("### Added\n\n- One"));
        assert_eq!(text_of(TEXT, "0.1.0"), "### Added");
        assert_eq!(text_of("", "0.1.0"), "");
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        #[track_caller]
        fn check(date: &str, expected: bool) {
            assert_eq!(is_day(date), expected, "{date}");
        }
        check("2026-11-29", true);
        check("2028-02-29", true);
        check("2026-02-29", false);
        check("2100-02-29", false);
        check("2026-13-01", false);
        check("2026-04-31", false);
        check("2026-1-1", false);
        check("2026/11/29", false);
        check("29.11.2026", false);
        check("", false);
        check("２026-11-2", false);
    }
}
