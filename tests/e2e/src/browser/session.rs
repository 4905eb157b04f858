//! One browser window under a driver's control: commands and questions. Starting it, and resetting
//! it between trials, have files of their own.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::wire::{Driver, DriverError};
use super::{Engine, Reader};
use crate::process::Owned;

/// The longest time for parsing a page.
const LOADING: Duration = Duration::from_secs(30);

/// The longest time for a script of a test.
const SCRIPT: Duration = Duration::from_secs(60);

/// The longest time of one question to a page while a test waits for something. It is also the
/// driver's limit.
pub const TURN: Duration = Duration::from_secs(3);
const ASKING: Duration = Duration::from_secs(4);

/// The additional time for an answer after the script's limit. WebKit never answers a script, not
/// even with an error, if the page goes into the back-forward cache at that moment.
const GRACE: Duration = Duration::from_secs(4);

pub struct Session {
    pub engine: Engine,
    /// The settings at the start of this browser. WebKitGTK reads them only then.
    pub started_for: Reader,
    id: String,
    visits: AtomicU32,
    /// The driver's limit for a script, in milliseconds.
    script_limit: AtomicU32,
    // Fields are dropped in this order: the window's driver, then its display.
    driver: Driver,
    pub(super) display: Option<Owned>,
}

impl Session {
    pub(super) fn new(engine: Engine, driver: Driver) -> Self {
        Self {
            engine,
            started_for: Reader::PLAIN,
            id: String::new(),
            visits: AtomicU32::new(0),
            script_limit: AtomicU32::new(0),
            driver,
            display: None,
        }
    }

    pub(super) fn open(mut self, mut capabilities: Value) -> Result<Self, DriverError> {
        // A page's `load` event may wait for an answer that a test holds back; in WebKit it even
        // waits for a dynamic `import()`. WebKit's driver also misses the end of some quick
        // navigations, so there [`Self::navigate`] checks for itself.
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

    /// The browser's own console messages since the last call. Only Chromium reports them.
    pub fn remarks(&self) -> Result<Vec<Value>, DriverError> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let remarks = self.post("/se/log", &json!({ "type": "browser" }))?;
        Ok(remarks.as_array().cloned().unwrap_or_default())
    }

    /// Runs a script that calls its last argument at its end.
    pub fn script_async(&self, body: &Value) -> Result<Value, DriverError> {
        self.limit_scripts(SCRIPT)?;
        self.post("/execute/async", body)
    }

    /// Runs a script that takes no longer than `limit`, and gives up if there is no answer by then.
    /// In that case the page is gone, and a test may ask the next one. Firefox's driver also
    /// answers no other command before it gives up.
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

    /// Runs a function body in Firefox's own pages, which can change its settings.
    pub fn in_firefox_itself(&self, script: &str) -> Result<Value, DriverError> {
        self.in_firefox("/execute/sync", script)
    }

    /// The same for a script that calls its last argument at its end.
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

    /// Goes to another page with this command, and returns when the new page is parsed.
    pub fn navigate(&self, command: &str, body: &Value) -> Result<(), DriverError> {
        if self.engine != Engine::WebKit {
            return self.post(command, body).map(drop);
        }
        // The old page gets a mark. The new page does not have it.
        let mark = self.visits.fetch_add(1, Ordering::Relaxed);
        let script = |script: &str| {
            let body = json!({ "script": script, "args": [mark] });
            self.ask(Duration::ZERO, "sync", &body)
        };
        // The old page may be gone already, or may refuse the mark. Continue in any case.
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
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.id.is_empty() {
            let _ = self.delete("");
        }
    }
}
