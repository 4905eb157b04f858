//! The book that mdBook reads, from the project's documents. Pure.
//!
//! Its pages are those that `docs/SUMMARY.md` names, all in one folder. Links between documents
//! become links between pages. A link to another file of the project becomes plain words, because
//! that file is not on the site.

use std::collections::BTreeMap;

use super::links::links;
use crate::failure::{Failure, Result};

pub const SUMMARY: &str = "docs/SUMMARY.md";

/// The names of the pages, by the paths of their documents, in the order of the contents.
pub struct Book {
    pages: Vec<(String, String)>,
}

impl Book {
    pub fn new(summary: &str) -> Result<Self> {
        let mut pages: Vec<(String, String)> = Vec::new();
        for link in links(summary) {
            let (path, _) = link.inside(SUMMARY).ok_or_else(|| {
                Failure::new(format!(
                    "{SUMMARY} names {}, which is no document",
                    link.target
                ))
            })?;
            let name = page(&path);
            if let Some((other, _)) = pages.iter().find(|it| it.1 == name) {
                return Err(Failure::new(format!(
                    "{SUMMARY}: {path} and {other} would both become {name}"
                ))
                .cure("give one of them another name in xtask/src/docs/book.rs"));
            }
            pages.push((path, name));
        }
        Ok(Self { pages })
    }

    /// The paths of the documents, and the names of their pages.
    pub fn pages(&self) -> &[(String, String)] {
        &self.pages
    }

    /// A document, with its links as on the site.
    pub fn written(&self, path: &str, text: &str) -> String {
        let mut written = String::new();
        let mut from = 0;
        for link in links(text) {
            let Some((target, anchor)) = link.inside(path) else {
                continue;
            };
            let name = match self.pages.iter().find(|(page, _)| *page == target) {
                Some((_, name)) => Some(name.clone()),
                None => target
                    .strip_prefix("docs/")
                    .filter(|_| link.is_picture)
                    .map(str::to_owned),
            };
            written += &text[from..link.place.start];
            written += &match name {
                Some(name) => {
                    let mark = if link.is_picture { "!" } else { "" };
                    let anchor = anchor
                        .map(|anchor| format!("#{anchor}"))
                        .unwrap_or_default();
                    format!("{mark}[{}]({name}{anchor})", link.words)
                }
                None => link.words.to_owned(),
            };
            from = link.place.end;
        }
        written + &text[from..]
    }
}

/// README.md is the first page. SECURITY.md would have the name of docs/security.md.
fn page(path: &str) -> String {
    match path {
        "README.md" => "index.md".to_owned(),
        "SECURITY.md" => "reporting.md".to_owned(),
        _ => path.rsplit('/').next().unwrap_or(path).to_lowercase(),
    }
}

/// The presets as classes, so that one page can show all of them.
pub fn preset_classes(presets: &BTreeMap<String, String>) -> Result<String> {
    let mut css = String::new();
    for (name, preset) in presets {
        if preset.matches("latest-news {").count() != 1 {
            return Err(Failure::new(format!(
                "presets/{name}.css is not one rule for `latest-news`"
            )));
        }
        css += &preset.replace("latest-news {", &format!("latest-news.{name} {{"));
    }
    Ok(css)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Book {
        Book::new("# B\n\n[A](../README.md)\n\n- [B](b.md)\n- [C](../SECURITY.md)\n")
            .expect("a book")
    }

    #[test]
    fn pages_have_one_folder() {
        let book = book();
        let names: Vec<&str> = book.pages.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(names, ["index.md", "b.md", "reporting.md"]);
        let twice = Book::new("[A](a.md) [B](../A.md)")
            .err()
            .expect("a failure");
        assert!(
            twice.to_string().contains("would both become a.md"),
            "{twice}"
        );
    }

    #[test]
    fn links_lead_to_pages_or_become_words() {
        #[track_caller]
        fn check(path: &str, text: &str, expected: &str) {
            assert_eq!(book().written(path, text), expected);
        }
        check("README.md", "a [b](docs/b.md#c), d", "a [b](b.md#c), d");
        check(
            "docs/b.md",
            "[a](../README.md) [s](../SECURITY.md)",
            "[a](index.md) [s](reporting.md)",
        );
        check("docs/b.md", "[the `f`](../hosting/nginx.conf).", "the `f`.");
        check(
            "docs/b.md",
            "[here](#c) [out](https://news.example/#d)",
            "[here](b.md#c) [out](https://news.example/#d)",
        );
        check("README.md", "![p](docs/p.png)", "![p](p.png)");
    }

    #[test]
    fn presets_become_classes() {
        let preset = "/* words */\nlatest-news {\n  --x: 1px;\n}\n".to_owned();
        let all = BTreeMap::from([("quiet".to_owned(), preset)]);
        let css = preset_classes(&all).expect("css");
        assert_eq!(css, "/* words */\nlatest-news.quiet {\n  --x: 1px;\n}\n");
        let none = BTreeMap::from([("none".to_owned(), String::new())]);
        assert!(preset_classes(&none).is_err());
    }
}
