//! Whether the site is whole: every page is there, every link leads somewhere, nothing comes from
//! another host, and no page needs inline scripts or styles.

use std::collections::BTreeSet;
use std::path::Path;

use super::page::Page;
use super::paths::{beside, split};

/// The faults of the pages. `exists` says whether there is a file, by its path from the site's
/// folder.
pub fn faults(
    pages: &[Page<'_>],
    expected: &[String],
    exists: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut faults: BTreeSet<String> = BTreeSet::new();
    for name in expected
        .iter()
        .filter(|name| !pages.iter().any(|page| page.name == **name))
    {
        faults.insert(format!("{name} is missing"));
    }
    for page in pages {
        let inline = page.inline_code().into_iter();
        faults.extend(inline.map(|what| format!("{}: {what} is inline", page.name)));
        for address in page.loaded() {
            if is_elsewhere(address) {
                faults.insert(format!("{}: {address} is on another host", page.name));
            } else if !exists(&beside(page.name, split(address).0)) {
                faults.insert(format!("{}: there is no {address}", page.name));
            }
        }
        for address in page.links().into_iter().filter(|it| !is_elsewhere(it)) {
            let (path, anchor) = split(address);
            let path = match path {
                "" => page.name.to_owned(),
                path => beside(page.name, path),
            };
            let target = pages.iter().find(|page| page.name == path);
            let is_there = match (target, anchor) {
                (Some(target), Some(anchor)) => target.has_anchor(anchor),
                (Some(_), None) => true,
                (None, _) => exists(&path),
            };
            if !is_there {
                faults.insert(format!("{}: {address} leads nowhere", page.name));
            }
        }
    }
    faults.into_iter().collect()
}

fn is_elsewhere(address: &str) -> bool {
    address.contains("://") || address.starts_with("//") || address.starts_with("mailto:")
}

/// The faults of the links in Markdown files. `files` are paths and texts; `exists` says whether
/// there is another file or folder.
pub fn link_faults(files: &[(String, String)], exists: impl Fn(&Path) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, text) in files {
        for link in super::links::links(text) {
            let Some((path, anchor)) = link.inside(file) else {
                continue;
            };
            let document = files.iter().find(|(other, _)| *other == path);
            let is_there = match (document, anchor) {
                (Some((_, text)), Some(anchor)) => super::links::anchors(text).contains(&anchor),
                (Some(_), None) => true,
                (None, None) => exists(Path::new(&path)),
                (None, Some(_)) => false,
            };
            if !is_there {
                faults.push(format!("{file}: {} leads nowhere", link.target));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let other = Page::new("b.html", "<h2 id=\"c\">");
        let pages = [Page::new("a.html", html), other];
        let exists = |path: &str| ["a.css", "../d.js"].contains(&path);
        let names = ["a.html", "b.html"].map(str::to_owned);
        assert_eq!(faults(&pages, &names, exists), expected, "{html}");
    }

    #[test]
    fn faults_of_pages_are_named() {
        check(
            "<a href=\"b.html#c\"><a href=\"#e\" id=\"e\"><link href=\"a.css\"><script src=\"../d.js\">",
            &[],
        );
        check("<a href=\"https://news.example/x\">", &[]);
        check("<a href=\"b.html#d\">", &["a.html: b.html#d leads nowhere"]);
        check("<a href=\"x.html\">", &["a.html: x.html leads nowhere"]);
        check("<a href=\"#no\">", &["a.html: #no leads nowhere"]);
        check("<script src=\"x.js\">", &["a.html: there is no x.js"]);
        check(
            "<img src=\"//cdn.example/x.png\">",
            &["a.html: //cdn.example/x.png is on another host"],
        );
        check("<p style=\"x\">", &["a.html: style is inline"]);
        let names = ["c.html".to_owned()];
        assert_eq!(faults(&[], &names, |_| true), ["c.html is missing"]);
    }

    #[test]
    fn faults_of_documents_are_named() {
        let files = [
            ("A.md", "# A\n[a](docs/b.md#b) [c](src) [d](docs/b.md#no) [e](no.md) [f](#a) [g](https://h)"),
            ("docs/b.md", "## B\n[a](../A.md#a) [s](../src) [t](../src#x)"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()));
        assert_eq!(
            link_faults(&files, |path| path == Path::new("src")),
            [
                "A.md: docs/b.md#no leads nowhere",
                "A.md: no.md leads nowhere",
                "docs/b.md: ../src#x leads nowhere",
            ]
        );
    }
}
