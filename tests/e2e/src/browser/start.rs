//! How each engine is started: its driver, its settings, and a screen for WebKitGTK.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::json;

use super::engine::{CHROMIUM, FIREFOX};
use super::wire::{Driver, DriverError};
use super::{Engine, Reader, Session, Setup};
use crate::places;
use crate::process::{Owned, scratch};

impl Session {
    pub fn start(engine: Engine, setup: Setup) -> Result<Self, DriverError> {
        match engine {
            Engine::Chromium => Self::start_chromium(setup.interpreted),
            Engine::Firefox => Self::start_firefox(),
            Engine::WebKit => Self::start_webkit(setup.reader),
        }
    }

    fn start_chromium(interpreted: bool) -> Result<Self, DriverError> {
        let driver = Driver::start(&tool(&["chromedriver"])?, |command, port| {
            command.arg(format!("--port={port}"));
        })?;
        let mut args = vec![
            "--headless=new",
            "--no-first-run",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--disable-sync",
            "--window-size=1280,900",
        ];
        if is_root() {
            args.push("--no-sandbox");
        }
        if interpreted {
            args.push("--js-flags=--no-sparkplug,--no-maglev,--no-opt");
        }
        let options = json!({ "binary": tool(CHROMIUM)?, "args": args });
        let session = Self::new(Engine::Chromium, driver);
        session.open(json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        }))
    }

    fn start_firefox() -> Result<Self, DriverError> {
        let driver = Driver::start(&tool(&["geckodriver"])?, |command, port| {
            // System access lets a test change the reader's settings while a page is open.
            command
                .arg("--allow-system-access")
                .arg("--port")
                .arg(port.to_string());
        })?;
        let options = json!({
            "binary": tool(FIREFOX)?,
            "args": ["-headless"],
            "prefs": {
                // Tab reaches links on every platform.
                "accessibility.tabfocus": 7,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        });
        let session = Self::new(Engine::Firefox, driver);
        session.open(json!({ "moz:firefoxOptions": options }))
    }

    fn start_webkit(reader: Reader) -> Result<Self, DriverError> {
        let (display, number) = start_display()?;
        let config = gtk_settings(reader, &number);
        let driver = Driver::start(&tool(&["WebKitWebDriver"])?, |command, port| {
            command
                .arg(format!("--port={port}"))
                .env("DISPLAY", format!(":{number}"))
                .env("GDK_BACKEND", "x11")
                .env("XDG_CONFIG_HOME", &config)
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .env("NO_AT_BRIDGE", "1");
        })?;
        let binary = places::mini_browser()
            .ok_or_else(|| DriverError::new("not installed", "WebKitGTK's MiniBrowser"))?;
        let mut args = vec!["--automation"];
        if reader.dark {
            args.push("--dark-mode");
        }
        let options = json!({ "binary": binary, "args": args });
        let capabilities =
            json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": options });
        let mut session = Self::new(Engine::WebKit, driver);
        session.started_for = reader;
        session.display = Some(display);
        session.open(capabilities)
    }
}

fn tool(names: &[&str]) -> Result<PathBuf, DriverError> {
    places::program(names).ok_or_else(|| DriverError::new("not installed", names[0]))
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0)
}

/// Starts a separate screen with a free display number, wide enough for the widest test. There is
/// no window manager, so the keyboard belongs to the window under the pointer. The pointer starts
/// in the middle of the screen. On a higher screen, that would be outside the window.
fn start_display() -> Result<(Owned, String), DriverError> {
    let cannot = |error| DriverError::new("cannot start Xvfb", error);
    let mut display = Owned::start(&tool(&["Xvfb"])?, |command| {
        let screen = ["-screen", "0", "2000x1600x24"];
        command
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(screen)
            .stdout(Stdio::piped());
    })
    .map_err(cannot)?;
    let mut number = String::new();
    let output = display.child.stdout.take();
    let output = output.ok_or_else(|| DriverError::new("cannot start Xvfb", "no output"))?;
    BufReader::new(output)
        .read_line(&mut number)
        .map_err(cannot)?;
    Ok((display, number.trim().to_owned()))
}

fn gtk_settings(reader: Reader, display: &str) -> PathBuf {
    let config = scratch().join(format!("gtk-{display}"));
    let settings = format!(
        "[Settings]\ngtk-enable-animations={}\n",
        u8::from(!reader.reduced_motion),
    );
    for version in ["gtk-3.0", "gtk-4.0"] {
        let folder = config.join(version);
        fs::create_dir_all(&folder).expect("a settings folder in the scratch folder");
        fs::write(folder.join("settings.ini"), &settings).expect("GTK's settings.ini");
    }
    config
}
