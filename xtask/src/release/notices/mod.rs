//! `third-party-notices.txt`: the licences of all code in something that is shipped, with the standard
//! library. MIT and BSD require that copies are distributed with their text. Our own licence comes
//! first.

mod linked;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::failure::Result;
use crate::shell::read;
use crate::tools;
use linked::metadata;
use texts::{Own, tidy};

pub const FILE: &str = "third-party-notices.txt";

/// The package of rust-src that depends on all of the standard library.
const STANDARD_LIBRARY: &str = "sysroot";
/// The only part of it with a licence of its own.
const BUILTINS: &str = "MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)";

/// Programs that are shipped together.
pub struct Shipped<'a> {
    /// Our packages.
    roots: &'a [&'a str],
    target: &'a str,
    /// How they contain the software of others.
    linked: &'a str,
}

/// The widget, the configurator and the reader of rare formats.
pub const RELEASE: Shipped<'static> = Shipped {
    roots: &["latest-news", "configurator", "formats"],
    target: "wasm32-unknown-unknown",
    linked: "It is linked into the\nWebAssembly files, or written into their glue.",
};

/// The publisher's command, without the release in it.
pub fn program(target: &str) -> Shipped<'_> {
    Shipped {
        roots: &["publisher"],
        target,
        linked: "It is linked into the\nprogram latest-news.",
    }
}

/// The notices for software under MIT that is no package: titles and holders.
pub fn of_mit<'s>(
    version: &str,
    place: &str,
    software: impl Iterator<Item = (&'s str, &'s str)>,
) -> Result<String> {
    let licences = Own::read()?;
    let mut texts = Texts::new();
    for (title, holders) in software {
        let titles = texts.entry(licences.mit(holders)).or_default();
        titles.insert(title.to_owned());
    }
    Ok(page(version, place, &read("LICENSE-MIT")?, &texts))
}

/// Each text of a licence, with the titles of what it is for.
type Texts = BTreeMap<String, BTreeSet<String>>;

impl Shipped<'_> {
    /// The notices, and the titles of everything that they are for: name, version and licence.
    pub fn notices(&self, version: &str, compiler: &str) -> Result<(String, BTreeSet<String>)> {
        let texts = self.texts(compiler)?;
        let titles = texts.values().flatten().cloned().collect();
        Ok((
            page(version, self.linked, &read("LICENSE-MIT")?, &texts),
            titles,
        ))
    }

    fn texts(&self, compiler: &str) -> Result<Texts> {
        let library = tools::sysroot()?.join("lib/rustlib/src/rust/library");
        let manifest = library.join(STANDARD_LIBRARY).join("Cargo.toml");
        let mut linked = metadata(Path::new("Cargo.toml"), self.target)?.linked(self.roots);
        linked.extend(metadata(&manifest, self.target)?.linked(&[STANDARD_LIBRARY]));
        let licences = Own::read()?;
        let mut texts = Texts::new();
        let mut add = |text: String, title: String| texts.entry(text).or_default().insert(title);
        for package in linked.iter().filter(|one| one.source.is_some()) {
            for text in package.texts(&linked, &licences)? {
                add(text, package.title());
            }
        }
        add(
            licences.mit("The Rust Project contributors"),
            format!("the standard library of Rust ({compiler}): MIT OR Apache-2.0"),
        );
        let builtins = read(library.join("compiler-builtins/LICENSE.txt"))?;
        add(
            tidy(&builtins),
            format!("compiler-builtins, part of it: {BUILTINS}"),
        );
        Ok(texts)
    }
}

fn page(version: &str, linked: &str, own: &str, texts: &Texts) -> String {
    let mut groups: Vec<(&BTreeSet<String>, &String)> =
        texts.iter().map(|(text, titles)| (titles, text)).collect();
    groups.sort();
    let line = "-".repeat(78);
    let mut page = format!(
        "Latest News {version}: MIT OR Apache-2.0, as you prefer\n\n{}\n\n{line}\n\n\
         Latest News {version} is made with the following software. {linked}\n",
        tidy(own)
    );
    for (titles, text) in groups {
        page += &format!("\n{line}\n\n");
        for title in titles {
            page += &format!("{title}\n");
        }
        page += &format!("\n{text}\n");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_of_the_release_is_asked_for_what_it_links() {
        let page = read(crate::shell::root().join("index.html")).expect("index.html");
        let programs: Vec<&str> = page
            .split("data-bin=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(programs, RELEASE.roots);
    }

    #[test]
    fn the_same_text_stands_there_once() {
        let titles = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let texts = BTreeMap::from([
            ("X".to_owned(), titles(&["c", "b"])),
            ("Y".to_owned(), titles(&["a"])),
        ]);
        let page = page("0.1.0", "It is inside.", "Permission", &texts);
        let line = "-".repeat(78);
        let start = format!(
            "Latest News 0.1.0: MIT OR Apache-2.0, as you prefer\n\nPermission\n\n{line}\n\nLatest News \
             0.1.0 is made with the following software. It is inside.\n\n{line}\n"
        );
        assert!(page.starts_with(&start), "{page}");
        let end = format!("\n{line}\n\na\n\nY\n\n{line}\n\nb\nc\n\nX\n");
        assert!(page.ends_with(&end), "{page}");
    }
}
