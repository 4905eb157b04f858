//! A folder with a configuration, in which the command runs.

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

pub struct Place {
    folder: tempfile::TempDir,
}

/// The output and exit status of a run.
pub struct Ran {
    pub status: i32,
    pub events: Vec<Value>,
    pub errors: String,
}

impl Ran {
    /// The `message` members of these events, as text.
    pub fn messages(&self, event: &str) -> Vec<String> {
        let events = self.events.iter().filter(|it| it["event"] == event);
        events
            .map(|it| it["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    pub fn event(&self, event: &str) -> &Value {
        let mut events = self.events.iter().filter(|it| it["event"] == event);
        events
            .next()
            .unwrap_or_else(|| panic!("no {event} in {:?} {}", self.events, self.errors))
    }
}

impl Place {
    /// A folder with this configuration, and a small release.
    pub fn new(config: &str) -> Place {
        let place = Place {
            folder: tempfile::tempdir().unwrap(),
        };
        place.configure(config);
        place.put("release/latest-news.js", b"/* loader */");
        place.put("release/latest-news/0.0.0/glue.1.js", b"/* glue */");
        place.put("release/latest-news/0.0.0/edition.1.js", b"/* edition */");
        place.put("release/third-party-notices.txt", b"notices");
        place.put(
            "release/latest-news/0.0.0/widget.1.css",
            b".base{display:flex}",
        );
        place
    }

    pub fn configure(&self, config: &str) {
        self.put("latest-news.toml", config.as_bytes());
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file. A command that runs sees either the old file or all of the new one.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let unfinished = path.with_extension("unfinished");
        std::fs::write(&unfinished, bytes).unwrap();
        std::fs::rename(unfinished, path).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.read(path)).unwrap()
    }

    /// The titles of an edition's articles.
    pub fn titles(&self, edition: &str) -> Vec<String> {
        let feed = self.json(&format!("public/embed/{edition}.json"));
        let items = feed["items"].as_array().unwrap().iter();
        items
            .map(|item| item["title"].as_str().unwrap().to_owned())
            .collect()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latest-news"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LATEST_NEWS_RELEASE", self.path("release"))
            // No proxy of this machine may be between the command and the test's servers.
            .env("NO_PROXY", "*")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).arg("--json").output().unwrap();
        ran(&output)
    }

    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).arg("--json").spawn().unwrap()
    }
}

pub fn ran(output: &Output) -> Ran {
    let text = String::from_utf8_lossy(&output.stdout);
    Ran {
        status: output.status.code().unwrap_or(-1),
        events: text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// An RSS feed with these titles.
pub fn rss(titles: &[&str]) -> String {
    let items: String = titles
        .iter()
        .map(|title| {
            format!("<item><title>{title}</title><link>https://news.example/{title}</link></item>")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>\
         <link>https://news.example/</link>{items}</channel></rss>"
    )
}

/// A configuration with one edition, without pictures.
pub fn news(feeds: &[&str]) -> String {
    format!("pictures = false\n[edition.news]\nfeeds = {feeds:?}\n")
}
