//! One browser window under a driver's control: how each engine is started, put back into a
//! fresh state between trials, and ended.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::engine::{CHROMIUM, FIREFOX};
use super::wire::{Driver, DriverError};
use super::{Engine, Reader, Setup};
use crate::places;
use crate::process::{Owned, scratch};

pub const WIDTH: u32 = 1280;
pub const HEIGHT: u32 = 800;

/// How long a page may take to be parsed.
const LOADING: Duration = Duration::from_secs(30);

/// How long a script of a test may take.
const SCRIPT: Duration = Duration::from_secs(60);

/// How long a page is asked in one go while a test waits for something, and the driver's limit
/// for that.
pub const TURN: Duration = Duration::from_secs(3);
const ASKING: Duration = Duration::from_secs(4);

/// How much longer than its script an answer may take. A script that reaches a page in WebKit just
/// as that goes into the back-forward cache is never answered, not even by an error.
const GRACE: Duration = Duration::from_secs(4);

pub struct Session {
    pub engine: Engine,
    /// The settings this browser was started with; WebKitGTK reads them only then.
    pub started_for: Reader,
    id: String,
    visits: AtomicU32,
    /// How long the driver lets a script take, in milliseconds.
    script_limit: AtomicU32,
    // Fields drop in this order: the window's driver, then the display it draws on.
    driver: Driver,
    _display: Option<Owned>,
}

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
            // System access is what lets a test change the reader's settings while a page is open.
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
        session._display = Some(display);
        session.open(capabilities)
    }

    fn new(engine: Engine, driver: Driver) -> Self {
        Self {
            engine,
            started_for: Reader::PLAIN,
            id: String::new(),
            visits: AtomicU32::new(0),
            script_limit: AtomicU32::new(0),
            driver,
            _display: None,
        }
    }

    fn open(mut self, mut capabilities: Value) -> Result<Self, DriverError> {
        // A page's `load` event may wait for what a test holds back: in WebKit even for a
        // dynamic `import()`. WebKit's driver also misses the end of some quick navigations, so
        // there [`Self::navigate`] looks for itself.
        let strategy = match self.engine {
            Engine::Chromium | Engine::Firefox => "eager",
            Engine::WebKit => "none",
        };
        capabilities["pageLoadStrategy"] = json!(strategy);
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let opened = self.driver.command("POST", "/session", Some(&wanted))?;
        opened["sessionId"]
            .as_str()
            .unwrap_or_default()
            .clone_into(&mut self.id);
        self.post("/timeouts", &json!({ "pageLoad": 30_000, "implicit": 0 }))?;
        self.limit_scripts(SCRIPT)?;
        Ok(self)
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value, DriverError> {
        self.driver.command("POST", &self.path(path), Some(body))
    }

    /// What the browser itself wrote on the console since it was last asked. Chromium alone tells.
    pub fn remarks(&self) -> Result<Vec<Value>, DriverError> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let remarks = self.post("/se/log", &json!({ "type": "browser" }))?;
        Ok(remarks.as_array().cloned().unwrap_or_default())
    }

    /// Runs a script that calls its last argument when it is done.
    pub fn script_async(&self, body: &Value) -> Result<Value, DriverError> {
        self.limit_scripts(SCRIPT)?;
        self.post("/execute/async", body)
    }

    /// Runs a script that takes no longer than `limit`, and gives up if there is no answer by
    /// then: the page is gone, and the next one may be asked. Firefox's driver answers nobody else
    /// before it has given up, too.
    pub fn ask(&self, limit: Duration, kind: &str, body: &Value) -> Result<Value, DriverError> {
        self.limit_scripts(ASKING)?;
        let path = self.path(&format!("/execute/{kind}"));
        let limit = limit + GRACE;
        self.driver.command_within(limit, "POST", &path, Some(body))
    }

    fn limit_scripts(&self, limit: Duration) -> Result<(), DriverError> {
        let limit = limit.as_millis() as u32;
        if self.script_limit.swap(limit, Ordering::Relaxed) != limit {
            self.post("/timeouts", &json!({ "script": limit }))?;
        }
        Ok(())
    }

    pub fn get(&self, path: &str) -> Result<Value, DriverError> {
        self.driver.command("GET", &self.path(path), None)
    }

    pub fn delete(&self, path: &str) -> Result<Value, DriverError> {
        self.driver.command("DELETE", &self.path(path), None)
    }

    fn path(&self, rest: &str) -> String {
        format!("/session/{}{rest}", self.id)
    }

    /// Chromium's DevTools protocol.
    pub fn devtools(&self, method: &str, params: Value) -> Result<Value, DriverError> {
        self.post(
            "/goog/cdp/execute",
            &json!({ "cmd": method, "params": params }),
        )
    }

    /// Runs a function body in Firefox's own pages, where its settings can be changed.
    pub fn in_firefox_itself(&self, script: &str) -> Result<Value, DriverError> {
        self.in_firefox("/execute/sync", script)
    }

    /// The same with a script that calls its last argument when it is done.
    pub fn in_firefox_itself_async(&self, script: &str) -> Result<Value, DriverError> {
        self.in_firefox("/execute/async", script)
    }

    fn in_firefox(&self, command: &str, script: &str) -> Result<Value, DriverError> {
        self.limit_scripts(SCRIPT)?;
        self.post("/moz/context", &json!({ "context": "chrome" }))?;
        let answer = self.post(command, &json!({ "script": script, "args": [] }));
        self.post("/moz/context", &json!({ "context": "content" }))?;
        answer
    }

    /// Goes to another page by this command and returns once that is parsed.
    pub fn navigate(&self, command: &str, body: &Value) -> Result<(), DriverError> {
        if self.engine != Engine::WebKit {
            return self.post(command, body).map(drop);
        }
        // The page that is left carries a mark; the page that has come does not.
        let mark = self.visits.fetch_add(1, Ordering::Relaxed);
        let script = |script: &str| {
            let body = json!({ "script": script, "args": [mark] });
            self.ask(Duration::ZERO, "sync", &body)
        };
        // The page may be one that is gone already, or refuse to be marked: go on all the same.
        let _ = script("window[Symbol.for('left')] = arguments[0]");
        self.post(command, body)?;
        let deadline = Instant::now() + LOADING;
        while Instant::now() < deadline {
            let come = "return window[Symbol.for('left')] !== arguments[0]
                && document.readyState !== 'loading'";
            if script(come).is_ok_and(|come| come == true) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(5));
        }
        Err(DriverError::new(
            "timeout",
            "the page was not parsed in time",
        ))
    }

    /// One window, blank, of the usual size, with nothing emulated and no key held down.
    pub fn reset(&self, reader: Reader) -> Result<(), DriverError> {
        let windows = self.get("/window/handles")?;
        let windows = windows.as_array().cloned().unwrap_or_default();
        for extra in windows.iter().skip(1) {
            self.post("/window", &json!({ "handle": extra }))?;
            self.delete("/window")?;
        }
        let first = windows.first().cloned().unwrap_or_default();
        self.post("/window", &json!({ "handle": first }))?;
        self.delete("/actions")?;
        self.navigate("/url", &json!({ "url": "about:blank" }))?;
        // What it had to say of the page before.
        self.remarks()?;
        if self.engine == Engine::Chromium {
            self.devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": false }),
            )?;
            self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))?;
            self.devtools(
                "Network.emulateNetworkConditions",
                json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }),
            )?;
        }
        if self.engine == Engine::Firefox {
            self.in_firefox_itself("Services.io.offline = false")?;
        }
        // In this order: Chromium takes back what a reader asks for with each new medium.
        self.set_medium("")?;
        self.set_reader(reader)?;
        self.set_zoom(1.0)?;
        self.resize(WIDTH, HEIGHT)
    }

    /// Shows pages as for this medium, `print` or none in particular, to a plain reader.
    pub fn set_medium(&self, medium: &str) -> Result<(), DriverError> {
        match self.engine {
            Engine::Chromium => {
                self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium }))?;
            }
            Engine::Firefox => {
                self.in_firefox_itself(&format!(
                    "gBrowser.selectedBrowser.browsingContext.mediumOverride = '{medium}'"
                ))?;
            }
            Engine::WebKit if medium.is_empty() => {}
            Engine::WebKit => {
                let why = "WebKitGTK's driver knows no medium but the screen";
                return Err(DriverError::new("cannot change the medium", why));
            }
        }
        Ok(())
    }

    /// The reader's zoom in Firefox; elsewhere a viewport has to be made smaller instead, which
    /// is what zooming does to a page.
    pub fn set_zoom(&self, factor: f64) -> Result<(), DriverError> {
        if self.engine == Engine::Firefox {
            self.in_firefox_itself(&format!(
                "gBrowser.selectedBrowser.fullZoom = {factor};
                 gBrowser.selectedBrowser.textZoom = 1"
            ))?;
        }
        Ok(())
    }

    /// Changes what the reader's system asks of pages, also while one is open.
    pub fn set_reader(&self, reader: Reader) -> Result<(), DriverError> {
        match self.engine {
            Engine::Chromium => {
                let on =
                    |asked: bool, yes: &str| if asked { yes.to_owned() } else { String::new() };
                let scheme = if reader.dark { "dark" } else { "light" };
                let features = json!([
                    { "name": "prefers-reduced-motion", "value": on(reader.reduced_motion, "reduce") },
                    { "name": "prefers-color-scheme", "value": scheme },
                    { "name": "forced-colors", "value": on(reader.forced_colors, "active") },
                ]);
                self.devtools(
                    "Emulation.setEmulatedMedia",
                    json!({ "features": features }),
                )?;
            }
            Engine::Firefox => {
                self.in_firefox_itself(&format!(
                    "Services.prefs.setIntPref('ui.prefersReducedMotion', {});
                     Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {});
                     Services.prefs.setIntPref('browser.display.document_color_use', {});",
                    u8::from(reader.reduced_motion),
                    u8::from(!reader.dark),
                    if reader.forced_colors { 2 } else { 0 },
                ))?;
            }
            Engine::WebKit if reader == self.started_for => {}
            Engine::WebKit => {
                let why = "WebKitGTK reads the reader's settings only when it starts";
                return Err(DriverError::new("cannot change settings", why));
            }
        }
        Ok(())
    }

    /// Makes the page's viewport this size, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), DriverError> {
        if self.engine == Engine::Chromium {
            let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.devtools("Emulation.setDeviceMetricsOverride", size)?;
            return Ok(());
        }
        let (mut outer_width, mut outer_height) = (width, height);
        // A window's frame is known only once it is there, and its size is applied a moment
        // later: correct it until it fits.
        for _ in 0..8 {
            let rect = json!({ "width": outer_width, "height": outer_height });
            self.post("/window/rect", &rect)?;
            let size = self.viewport()?;
            if size == (width, height) {
                return Ok(());
            }
            outer_width = (outer_width + width).saturating_sub(size.0);
            outer_height = (outer_height + height).saturating_sub(size.1);
        }
        let (at_width, at_height) = self.viewport()?;
        let got = format!("asked for {width}×{height}, got {at_width}×{at_height}");
        Err(DriverError::new("cannot resize", got))
    }

    fn viewport(&self) -> Result<(u32, u32), DriverError> {
        let script = "const done = arguments[0];
            requestAnimationFrame(() => setTimeout(() => done([innerWidth, innerHeight]), 20))";
        let size = self.script_async(&json!({ "script": script, "args": [] }))?;
        let side = |index: usize| size[index].as_u64().unwrap_or(0) as u32;
        Ok((side(0), side(1)))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.id.is_empty() {
            let _ = self.delete("");
        }
    }
}

fn tool(names: &[&str]) -> Result<PathBuf, DriverError> {
    places::program(names).ok_or_else(|| DriverError::new("not installed", names[0]))
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0)
}

/// A screen of its own on a free display number, wide enough for the widest test. Nobody manages
/// windows here, so the keyboard is with the window under the pointer, which begins in the screen's
/// middle: on a higher screen it would not be in the window, which may be higher than the screen.
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
