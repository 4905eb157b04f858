//! The tests of the WordPress plugin: it runs in the WordPress, PHP and MariaDB of Debian's packages.
//! They are many packages for few tests, so they are not installed. If one is missing, the command
//! says so.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::shell::{Plain, node_tests, on_path};

const FOLDER: &str = "wordpress/tests";
/// These bring the others.
const PACKAGES: &str =
    "wordpress wordpress-theme-twentytwentythree php-cli php-mysql mariadb-server-core";

/// The folder of Debian's package.
const DEBIAN: &str = "/usr/share/wordpress";

/// The tests, as arguments for Node; `None` if something is missing, which is then named.
pub fn tests() -> Result<Option<Vec<PathBuf>>> {
    let missing = missing();
    if missing.is_empty() {
        return node_tests(Path::new(FOLDER)).map(Some);
    }
    println!(
        "notice: the WordPress plugin is not tried: {} missing\n\
         on Debian: sudo apt-get install --no-install-recommends {PACKAGES}",
        missing.join(", ")
    );
    Ok(None)
}

fn missing() -> Vec<&'static str> {
    let is_file = |path: &str| Path::new(path).is_file();
    let extensions = "exit(extension_loaded('mysqli') && extension_loaded('gd') ? 0 : 1);";
    // As in wordpress/tests/site.js.
    let wordpress = std::env::var("WORDPRESS").unwrap_or_else(|_| DEBIAN.to_owned());
    let found = [
        (
            "WordPress",
            is_file(&format!("{wordpress}/wp-settings.php")),
        ),
        (
            "its theme Twenty Twenty-Three",
            is_file(&format!(
                "{wordpress}/wp-content/themes/twentytwentythree/style.css"
            )),
        ),
        (
            "PHP with mysqli and gd",
            Plain::new("php", ["-r", extensions]).ask().is_some(),
        ),
        (
            "MariaDB",
            is_file("/usr/sbin/mariadbd") && on_path(&["mariadb-install-db"]).is_some(),
        ),
    ];
    let missing = found.iter().filter(|(_, found)| !found);
    missing.map(|(what, _)| *what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plugin_has_the_projects_version() {
        let read =
            |path: &str| std::fs::read_to_string(crate::shell::root().join(path)).expect(path);
        let of = |path: &str, before: &str| {
            let text = read(path);
            let line = text.lines().find_map(|line| line.strip_prefix(before));
            line.expect(before).trim().trim_matches('"').to_owned()
        };
        let version = of("Cargo.toml", "version = ");
        assert_eq!(of("wordpress/latest-news.php", " * Version:"), version);
        assert_eq!(of("wordpress/readme.txt", "Stable tag:"), version);
    }

    #[test]
    fn the_container_has_what_the_tests_need() {
        let path = crate::shell::root().join(".ci/Containerfile");
        let file = std::fs::read_to_string(path).expect("the container's file");
        let words: Vec<&str> = file.split_whitespace().collect();
        for package in PACKAGES.split(' ') {
            assert!(words.contains(&package), "{package} is missing");
        }
    }
}
