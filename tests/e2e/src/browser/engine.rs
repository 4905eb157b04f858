//! The engines, the packages that each needs, and the settings of a reader's system.

use std::fmt;

use crate::places;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    /// WebKitGTK's MiniBrowser: the engine of Safari.
    WebKit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The missing packages on this machine, each with the way to install it.
    pub fn missing(self) -> Vec<String> {
        let found = |names: &[&str]| places::program(names).is_some();
        let needs = match self {
            Self::Chromium => vec![
                (
                    found(CHROMIUM),
                    "chromium (Debian: apt-get install chromium)",
                ),
                (
                    found(&["chromedriver"]),
                    "chromedriver (Debian: apt-get install chromium-driver)",
                ),
            ],
            Self::Firefox => vec![
                (
                    found(FIREFOX),
                    "Firefox (Debian: apt-get install firefox-esr)",
                ),
                (
                    found(&["geckodriver"]),
                    "geckodriver (cargo xtask test installs it; or: cargo install geckodriver --locked)",
                ),
            ],
            Self::WebKit => vec![
                (
                    found(&["WebKitWebDriver"]),
                    "WebKitWebDriver (Debian: apt-get install webkit2gtk-driver)",
                ),
                (
                    places::mini_browser().is_some(),
                    "WebKitGTK's MiniBrowser (Debian: apt-get install webkit2gtk-driver)",
                ),
                (found(&["Xvfb"]), "Xvfb (Debian: apt-get install xvfb)"),
            ],
        };
        let absent = needs.into_iter().filter(|(found, _)| !found);
        absent.map(|(_, need)| format!("{self}: {need}")).collect()
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

pub(super) const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "chrome"];
pub(super) const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

/// The settings that a reader has made in their system for all pages.
///
/// | | Chromium | Firefox | WebKitGTK |
/// |---|---|---|---|
/// | `reduced_motion` | yes | yes | at start (`gtk-enable-animations`) |
/// | `dark` | yes | yes | at start (`MiniBrowser --dark-mode`) |
/// | `forced_colors` | yes | yes | no |
///
/// "yes" means at any moment, so that a test can change the setting while a page is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Reader {
    pub reduced_motion: bool,
    pub dark: bool,
    pub forced_colors: bool,
}

/// The settings with which a browser is started.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Setup {
    pub reader: Reader,
    /// Chromium only: scripts are interpreted, never compiled.
    pub interpreted: bool,
}

impl Reader {
    pub const PLAIN: Self = Self {
        reduced_motion: false,
        dark: false,
        forced_colors: false,
    };
    pub const REDUCED_MOTION: Self = Self {
        reduced_motion: true,
        ..Self::PLAIN
    };
    pub const DARK: Self = Self {
        dark: true,
        ..Self::PLAIN
    };
    pub const FORCED_COLORS: Self = Self {
        forced_colors: true,
        ..Self::PLAIN
    };
}
