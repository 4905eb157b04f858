//! The browsers and their drivers, from the packages of the system.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::shell::{Plain, heading, on_path};

/// The packages that the tests need.
pub struct Browsers {
    needs: Vec<Need>,
}

struct Need {
    what: &'static str,
    debian: &'static str,
    found: fn() -> bool,
}

impl Browsers {
    /// Chromium, for the browser tests.
    pub fn chromium() -> Self {
        Self {
            needs: vec![
                Need {
                    what: "Chromium or Chrome",
                    debian: "chromium",
                    found: || on_path(CHROMIUM).is_some(),
                },
                Need {
                    what: "chromedriver of the same version",
                    debian: "chromium-driver",
                    found: || on_path(&["chromedriver"]).is_some(),
                },
            ],
        }
    }

    /// Chromium, Firefox and WebKitGTK, for the end-to-end tests.
    pub fn all() -> Self {
        let mut all = Self::chromium();
        all.needs.extend([
            Need {
                what: "Firefox",
                debian: "firefox-esr",
                found: || on_path(&["firefox-esr", "firefox"]).is_some(),
            },
            Need {
                what: "WebKitWebDriver and MiniBrowser of WebKitGTK",
                debian: "webkit2gtk-driver",
                found: || on_path(&["WebKitWebDriver"]).is_some() && mini_browser().is_some(),
            },
            Need {
                what: "Xvfb",
                debian: "xvfb",
                found: || on_path(&["Xvfb"]).is_some(),
            },
            Need {
                what: "nginx",
                debian: "nginx",
                found: || on_path(&["nginx"]).is_some() || Path::new("/usr/sbin/nginx").is_file(),
            },
            Need {
                what: "nginx's module for brotli",
                debian: "libnginx-mod-http-brotli-static",
                found: || Path::new(NGINX_BROTLI).is_file(),
            },
            // Fonts for the scripts of readers. Without their glyphs, line heights and pictures are
            // wrong.
            Need {
                what: "the Noto fonts, for Arabic and Hebrew too",
                debian: "fonts-noto-core",
                found: || {
                    [
                        "Noto Sans",
                        "Noto Serif",
                        "Noto Sans Arabic",
                        "Noto Sans Hebrew",
                    ]
                    .into_iter()
                    .all(font)
                },
            },
            Need {
                what: "fonts for Chinese, Japanese and Korean (Noto)",
                debian: "fonts-noto-cjk",
                found: || font(":lang=ja"),
            },
        ]);
        all
    }

    /// Installs what is missing, or says exactly what to install. A missing browser is a failure.
    /// No test is skipped.
    pub fn install(&self) -> Result<()> {
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(());
        }
        let packages: Vec<&str> = missing.iter().map(|need| need.debian).collect();
        let by_hand = format!("sudo apt-get install {}", packages.join(" "));
        let named: Vec<&str> = missing.iter().map(|need| need.what).collect();
        let absent = || {
            Failure::new(format!("the tests need {}", named.join(", "))).cure(format!(
                "on Debian or Ubuntu:\n{by_hand}\nelsewhere, with your system's packages"
            ))
        };
        let Some(before) = administrator() else {
            return Err(absent());
        };
        heading(&format!("installing {}", named.join(", ")));
        apt(before, &["update", "-q"])?;
        let install = ["install", "-y", "-q", "--no-install-recommends"];
        apt(before, &[&install, packages.as_slice()].concat())
            .map_err(|failure| failure.cure(&by_hand))?;
        if self.missing().is_empty() {
            Ok(())
        } else {
            Err(absent())
        }
    }

    fn missing(&self) -> Vec<&Need> {
        self.needs.iter().filter(|need| !(need.found)()).collect()
    }
}

const NGINX_BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
pub const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The command to put before apt-get. `None` if we cannot install.
fn administrator() -> Option<&'static [&'static str]> {
    on_path(&["apt-get"])?;
    let id = Plain::new("id", ["-u"]).ask()?;
    if id.trim() == "0" {
        return Some(&[]);
    }
    // Does not ask for a password: if nobody sees the question, the test seems to hang.
    Plain::new("sudo", ["-n", "true"]).ask()?;
    Some(&["sudo", "-n"])
}

fn apt(before: &[&str], arguments: &[&str]) -> Result<()> {
    let quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let words: Vec<&str> = [before, &quiet, arguments].concat();
    Plain::new(words[0], &words[1..]).run()
}

/// WebKitGTK's small browser is in a folder named after the machine's architecture.
fn mini_browser() -> Option<PathBuf> {
    let libraries = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let folders = ["/usr/libexec", "/usr/lib"].map(PathBuf::from);
    let mut folders = folders
        .into_iter()
        .chain(libraries.map(|entry| entry.path()));
    folders.find_map(|folder| {
        let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
        let files = versions.map(|version| folder.join(version).join("MiniBrowser"));
        files.into_iter().find(|file| file.is_file())
    })
}

/// Whether there is a font of a family or, for `:lang=…`, a font for a language. fontconfig is
/// installed with the browsers.
fn font(wanted: &str) -> bool {
    let fonts = Plain::new("fc-list", [wanted]).ask();
    fonts.is_some_and(|fonts| !fonts.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_container_has_what_the_tests_need() {
        let path = crate::shell::root().join(".ci/Containerfile");
        let file = fs::read_to_string(path).expect("the container's file");
        let words: Vec<&str> = file.split_whitespace().collect();
        for need in Browsers::all().needs {
            assert!(words.contains(&need.debian), "{} is missing", need.debian);
        }
    }
}
