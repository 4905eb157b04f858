//! The files of others on the site. Pure.
//!
//! mdBook brings a search engine. The header of a file names its holders and its licence, so the notices are
//! those of the version that mdBook brings. A file without such a header is a fault.

use std::collections::BTreeSet;

/// The notices of the site, beside its pages.
pub const NOTICES: &str = "third-party-notices.txt";
/// mdBook makes it from the words of our documents.
const INDEX: &str = "searchindex.js";
/// The only licence that is known here.
const MIT: &str = "MIT Licensed";

/// A file that somebody else wrote.
#[derive(Debug, PartialEq, Eq)]
pub struct Other {
    /// Such as `elasticlunr 0.9.5: MIT`.
    pub title: String,
    pub holders: String,
}

/// The files of others among the files that pages load. `own` are the names of those that come from our
/// documents, `read` returns the text of one. The second list has the faults.
pub fn others<'n>(
    loaded: impl IntoIterator<Item = &'n str>,
    own: &BTreeSet<String>,
    read: impl Fn(&str) -> Option<String>,
) -> (Vec<Other>, Vec<String>) {
    let mut found = Vec::new();
    let mut faults = Vec::new();
    let made_here = |name: &str| own.contains(name) || [INDEX, NOTICES].contains(&name);
    for name in loaded.into_iter().filter(|name| !made_here(name)) {
        match read(name).as_deref().and_then(other) {
            Some(other) => found.push(other),
            None => faults.push(format!(
                "{name} is of others, and its header does not name its holders and a licence that is known \
                 in xtask/src/docs/others.rs"
            )),
        }
    }
    (found, faults)
}

/// The name, the version and the holders from a header: a comment at the beginning.
fn other(text: &str) -> Option<Other> {
    let (header, _) = text.trim_start().strip_prefix("/*")?.split_once("*/")?;
    let lines: Vec<&str> = header
        .lines()
        .map(|line| line.trim_start_matches([' ', '*']).trim_end())
        .filter(|line| !line.is_empty())
        .collect();
    if !lines.contains(&MIT) {
        return None;
    }
    let holders: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.strip_prefix("Copyright (C) "))
        .collect();
    let mut words = lines.iter().flat_map(|line| line.split_whitespace());
    let name = words.next()?;
    let version = words.find(|word| is_version(word))?;
    (!holders.is_empty()).then(|| Other {
        title: format!("{name} {version}: MIT"),
        holders: holders.join(", "),
    })
}

fn is_version(word: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    word.split('.').count() == 3 && word.split('.').all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "/**\n * engine - http://news.example\n * Searches, since 2017. - 1.20.3\n *\n \
                          * Copyright (C) 2017 Ada\n * Copyright (C) 2018 Ben\n * MIT Licensed\n */\nf()";

    #[test]
    fn a_header_names_the_licence_and_its_holders() {
        #[track_caller]
        fn check(text: &str, expected: Option<(&str, &str)>) {
            let found = other(text);
            let found = found.as_ref().map(|it| (&*it.title, &*it.holders));
            assert_eq!(found, expected, "{text}");
        }
        check(HEADER, Some(("engine 1.20.3: MIT", "2017 Ada, 2018 Ben")));
        check(&HEADER.replace("MIT Licensed", "Licensed"), None);
        check(&HEADER.replace("Copyright (C)", "By"), None);
        check(&HEADER.replace("1.20.3", "1.x"), None);
        check("f() /* MIT Licensed */", None);
        check("", None);
    }

    #[test]
    fn every_file_of_others_needs_a_header() {
        let own = BTreeSet::from(["docs.js".to_owned()]);
        let loaded = [
            "docs.js",
            "searchindex.js",
            "engine.js",
            "bare.js",
            "font.woff2",
        ];
        let read = |name: &str| match name {
            "engine.js" => Some(HEADER.to_owned()),
            "bare.js" => Some("f()".to_owned()),
            _ => None,
        };
        let (found, faults) = others(loaded, &own, read);
        assert_eq!(found.len(), 1, "{found:?}");
        let named: Vec<&str> = faults
            .iter()
            .filter_map(|it| it.split(' ').next())
            .collect();
        assert_eq!(named, ["bare.js", "font.woff2"], "{faults:?}");
    }
}
