//! Relative addresses in files. Pure.

/// The path and the anchor of an address.
pub fn split(address: &str) -> (&str, Option<&str>) {
    match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (address, None),
    }
}

/// The path that a relative path means in a file. Both begin at the same folder. What leads out of
/// that folder begins with `..`.
pub fn beside(file: &str, path: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_in_the_folder_of_its_file() {
        #[track_caller]
        fn check(file: &str, path: &str, expected: &str) {
            assert_eq!(beside(file, path), expected, "{path} in {file}");
        }
        check("a.html", "b.html", "b.html");
        check("docs/a.md", "b/c.md", "docs/b/c.md");
        check("docs/a.md", "../b.md", "b.md");
        check("docs/a.html", "../../b.js", "../b.js");
        check("a.html", "../../b.js", "../../b.js");
        check("docs/a.md", "./b.md", "docs/b.md");
    }
}
