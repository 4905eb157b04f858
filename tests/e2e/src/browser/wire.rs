//! WebDriver over HTTP: one command, one answer. This module knows no engine and no page.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::RequestBuilder;

use crate::process::Owned;

/// Much longer than any command takes.
const PATIENCE: Duration = Duration::from_secs(90);

/// A driver's error instead of an answer, such as `no such element`.
#[derive(Debug)]
pub struct DriverError {
    pub kind: String,
    pub message: String,
}

impl DriverError {
    pub fn new(kind: &str, message: impl fmt::Display) -> Self {
        Self {
            kind: kind.to_owned(),
            message: message.to_string(),
        }
    }
}

impl fmt::Display for DriverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.message)
    }
}

/// A running driver program.
pub struct Driver {
    agent: ureq::Agent,
    base: String,
    process: Owned,
}

impl Driver {
    /// Starts a driver on a free port. The port is chosen first, and another program could take it
    /// before the driver does. So a driver that ends at once is started again with another port.
    pub fn start(
        program: &Path,
        configure: impl Fn(&mut Command, u16),
    ) -> Result<Self, DriverError> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        for _ in 0..5 {
            let port = free_port();
            let process = Owned::start(program, |command| configure(command, port))
                .map_err(|error| DriverError::new("cannot start driver", error))?;
            let base = format!("http://127.0.0.1:{port}");
            let mut driver = Self {
                agent: agent.clone(),
                base,
                process,
            };
            if driver.comes_up() {
                return Ok(driver);
            }
        }
        Err(DriverError::new(
            "driver does not answer",
            program.display(),
        ))
    }

    fn comes_up(&mut self) -> bool {
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline && self.process.is_running() {
            if self.command("GET", "/status", None).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }

    pub fn command(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, DriverError> {
        self.command_within(PATIENCE, method, path, body)
    }

    /// The same, with a time limit.
    pub fn command_within(
        &self,
        limit: Duration,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, DriverError> {
        let url = format!("{}{path}", self.base);
        let limit = Some(limit);
        let answer = match method {
            "GET" => within(self.agent.get(&url), limit).call(),
            "DELETE" => within(self.agent.delete(&url), limit).call(),
            _ => within(self.agent.post(&url), limit).send_json(body.unwrap_or(&json!({}))),
        };
        let mut answer = answer.map_err(|error| DriverError::new("driver unreachable", error))?;
        let body = answer
            .body_mut()
            .with_config()
            .limit(256 << 20)
            .read_json::<Value>();
        let mut body = body.map_err(|error| DriverError::new("driver talks nonsense", error))?;
        let value = body["value"].take();
        if answer.status().is_success() {
            return Ok(value);
        }
        Err(DriverError::new(
            value["error"].as_str().unwrap_or("unknown error"),
            value["message"].as_str().unwrap_or_default(),
        ))
    }
}

fn within<B>(request: RequestBuilder<B>, limit: Option<Duration>) -> RequestBuilder<B> {
    request.config().timeout_global(limit).build()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port on loopback");
    listener.local_addr().as_ref().map_or(0, SocketAddr::port)
}
