//! The parts of the tests, by the names that a person types.

use crate::failure::{Failure, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All Rust tests that need no browser.
    Native,
    /// The loader's modules, in Node.
    Loader,
    /// Adapters, view and mount, inside Chromium.
    Browser,
    /// The preview, as `trunk serve` builds and serves it, in Chromium.
    Preview,
    /// The release, its size, and what documents say of it.
    Build,
    /// The documentation as pages, and their links.
    Docs,
    /// The npm package, used by projects.
    Package,
    /// What a release uploads, packed and read again.
    Release,
    /// The release against limits, in Chromium.
    Bench,
    /// The plugin, in WordPress.
    WordPress,
    /// The release on host pages, in three engines.
    EndToEnd,
}

impl Part {
    pub const ALL: [Self; 11] = [
        Self::Native,
        Self::Loader,
        Self::Browser,
        Self::Preview,
        Self::Build,
        Self::Docs,
        Self::Package,
        Self::Release,
        Self::Bench,
        Self::WordPress,
        Self::EndToEnd,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Loader => "loader",
            Self::Browser => "browser",
            Self::Preview => "preview",
            Self::Build => "build",
            Self::Docs => "docs",
            Self::Package => "package",
            Self::Release => "release",
            Self::Bench => "bench",
            Self::WordPress => "wordpress",
            Self::EndToEnd => "e2e",
        }
    }
}

/// The parts to run, and the arguments for cargo test.
pub fn choose(arguments: &[String]) -> Result<(Vec<Part>, &[String])> {
    let Some((name, filter)) = arguments.split_first() else {
        return Ok((Part::ALL.to_vec(), &[]));
    };
    let part = Part::ALL.into_iter().find(|part| part.name() == name);
    match part {
        // These parts must test the release of the present source.
        Some(part @ (Part::Docs | Part::Package | Part::Release | Part::Bench)) => {
            Ok((vec![Part::Build, part], filter))
        }
        Some(part @ Part::EndToEnd) => Ok((vec![Part::Build, Part::Docs, part], filter)),
        Some(part) => Ok((vec![part], filter)),
        None => {
            let names = Part::ALL.map(Part::name).join("|");
            Err(Failure::new(format!("there are no tests called {name}"))
                .cure(format!("cargo xtask test [{names}] [filter]")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_of_a_release_bring_their_build() {
        let docs: &[Part] = &[Part::Build, Part::Docs, Part::EndToEnd];
        for (name, expected) in [("e2e", docs), ("bench", &[Part::Build, Part::Bench])] {
            let words = [name, "csp"].map(str::to_owned);
            let (parts, filter) = choose(&words).expect("parts");
            assert_eq!(parts, expected);
            assert_eq!(filter, ["csp"]);
        }
        assert!(choose(&["other".to_owned()]).is_err());
    }
}
