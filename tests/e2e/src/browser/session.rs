//! One browser window under a driver's control: what it is told and asked. How one is started, and how
//! it is put back between trials, have a file each.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::wire::{Driver, DriverError};
use super::{Engine, Reader};
use crate::process::Owned;

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
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.id.is_empty() {
            let _ = self.delete("");
        }
    }
}
