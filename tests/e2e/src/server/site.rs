//! One trial's part of the server: its pages, its answers, and the log of its requests.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fmt, fs};

use super::answer::{Answer, Gate};
use super::{Origin, headers, lock};
use crate::places;

/// The script that runs first in every host page and records what tests need later.
const COLLECTOR: &str = include_str!("collector.js");

/// The longest time for which a test waits for an expected request.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Clone, Debug)]
pub struct Request {
    pub origin: Origin,
    pub method: String,
    /// With the trial's prefix, and the query as it was sent.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub at: Instant,
    /// When the last byte was sent. `None` while sending, or if the browser closed the connection.
    pub answered: Option<Instant>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|header| header.0 == name)
            .map(|header| header.1.as_str())
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.answered.is_some() {
            "answered"
        } else {
            "not answered"
        };
        write!(f, "{} {:?} {} ({end})", self.method, self.origin, self.path)
    }
}

/// The files of a build, identified by their paths. Only the loader has a fixed name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuildFile {
    Loader,
    Glue,
    Wasm,
    /// The whole feed reader.
    Formats,
    /// The labels of any language.
    Labels,
}

impl BuildFile {
    pub fn of(path: &str) -> Option<Self> {
        let path = path.split('?').next().unwrap_or_default();
        match path {
            // The configurator is a separate program that no partner's page loads.
            _ if path.contains("/configurator/") => None,
            _ if path.ends_with("/latest-news.js") => Some(Self::Loader),
            _ if path.ends_with(".js") => Some(Self::Glue),
            _ if path.contains("/formats.") => Some(Self::Formats),
            _ if path.ends_with(".wasm") => Some(Self::Wasm),
            _ if path.ends_with(".json") && path.contains("/labels.") => Some(Self::Labels),
            _ => None,
        }
    }
}

type Change = Box<dyn Fn(Answer) -> Answer + Send>;

#[derive(Default)]
struct Routes {
    /// Exact paths without query, each with its answers in order. The last one is repeated.
    answers: HashMap<(Origin, String), Vec<Answer>>,
    /// Changes to the build's own files on the CDN.
    cdn_changes: Vec<(BuildFile, Change)>,
    gates: Vec<Gate>,
    log: Vec<Request>,
    asked: HashMap<(Origin, String), usize>,
}

pub(super) struct Shared {
    pub prefix: String,
    bases: HashMap<Origin, String>,
    routes: Mutex<Routes>,
    changed: Condvar,
}

impl Shared {
    pub fn new(prefix: &str, bases: &HashMap<Origin, String>) -> Self {
        Self {
            prefix: prefix.to_owned(),
            bases: bases.clone(),
            routes: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Records the request and chooses the answer.
    pub fn receive(&self, request: Request) -> (usize, Answer) {
        let path = request
            .path
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned();
        let key = (request.origin, path);
        let mut routes = lock(&self.routes);
        let number = routes.log.len();
        routes.log.push(request);
        let times = routes.asked.entry(key.clone()).or_default();
        *times += 1;
        let turn = *times - 1;
        let answer = match routes.answers.get(&key) {
            Some(answers) => answers[turn.min(answers.len() - 1)].clone(),
            None => self.build_file(&key, &routes),
        };
        drop(routes);
        self.changed.notify_all();
        (number, answer)
    }

    fn build_file(&self, (origin, path): &(Origin, String), routes: &Routes) -> Answer {
        let inside = path.strip_prefix(&format!("/{}/embed/", self.prefix));
        let (Origin::Cdn, Some(file)) = (origin, inside) else {
            return Answer::status_only(404);
        };
        let answer = match file.contains("..") {
            true => Answer::status_only(404),
            false => {
                let folder = places::dist();
                headers::apply(&folder, file, file_answer(&folder.join(file)))
            }
        };
        let kind = BuildFile::of(path);
        let changes = routes
            .cdn_changes
            .iter()
            .filter(|(changed, _)| kind == Some(*changed));
        changes.fold(answer, |answer, (_, change)| change(answer))
    }

    pub fn answered(&self, number: usize) {
        lock(&self.routes).log[number].answered = Some(Instant::now());
        self.changed.notify_all();
    }

    pub fn close(&self) {
        lock(&self.routes).gates.iter().for_each(Gate::open);
    }
}

/// The site as a test fills and queries it.
pub struct Site {
    pub(super) shared: Arc<Shared>,
}

impl Site {
    /// `http://…/<prefix>/<path>` at an origin.
    pub fn url(&self, origin: Origin, path: &str) -> String {
        format!(
            "{}/{}/{path}",
            self.shared.bases[&origin], self.shared.prefix
        )
    }

    /// An origin in the form that a Content-Security-Policy uses.
    pub fn origin(&self, origin: Origin) -> String {
        self.shared.bases[&origin].clone()
    }

    /// The loader's URL on the CDN.
    pub fn loader(&self) -> String {
        self.url(Origin::Cdn, "embed/latest-news.js")
    }

    /// Sets the answers of a path. Each request gets the next one, and the last one is repeated for
    /// ever.
    pub fn serve(&self, origin: Origin, path: &str, answers: impl Into<Vec<Answer>>) -> String {
        let answers = answers.into();
        assert!(!answers.is_empty(), "{path} needs at least one answer");
        let mut routes = lock(&self.shared.routes);
        let gates = answers.iter().filter_map(|answer| answer.held_by.clone());
        routes.gates.extend(gates.collect::<Vec<_>>());
        routes
            .answers
            .insert((origin, format!("/{}/{path}", self.shared.prefix)), answers);
        self.url(origin, path)
    }

    /// Serves the files of a folder, as they are now, below `at`. `change` may alter each answer.
    pub fn serve_folder(
        &self,
        origin: Origin,
        at: &str,
        folder: &Path,
        change: impl Fn(&str, Answer) -> Answer,
    ) {
        let mut folders = vec![folder.to_owned()];
        while let Some(inside) = folders.pop() {
            let entries = fs::read_dir(&inside);
            let entries = entries.unwrap_or_else(|error| panic!("{}: {error}", inside.display()));
            for entry in entries.flatten().map(|entry| entry.path()) {
                if entry.is_dir() {
                    folders.push(entry);
                    continue;
                }
                let path = entry.strip_prefix(folder).unwrap_or(&entry);
                let path = path.to_string_lossy().into_owned();
                let answer = headers::apply(folder, &path, file_answer(&entry));
                self.serve(origin, &format!("{at}{path}"), change(&path, answer));
            }
        }
    }

    /// Serves a feed from the publisher.
    pub fn feed(&self, path: &str, answers: impl Into<Vec<Answer>>) -> String {
        self.serve(Origin::Publisher, path, answers)
    }

    /// Changes the CDN's answer for a file of the build. A gate in the change must come from
    /// [`Self::gate`], so that the end of the trial opens it.
    pub fn change_cdn(&self, file: BuildFile, change: impl Fn(Answer) -> Answer + Send + 'static) {
        lock(&self.shared.routes)
            .cdn_changes
            .push((file, Box::new(change)));
    }

    pub fn gate(&self) -> Gate {
        let gate = Gate::default();
        lock(&self.shared.routes).gates.push(gate.clone());
        gate
    }

    /// The page in `host-pages/<scenario>/`, with `{{name}}` replaced in its HTML. `{{loader}}`,
    /// `{{cdn}}`, `{{publisher}}` and `{{partner}}` are always replaced. So is `{{collector}}`,
    /// with which a page names the collector if its policy refuses inline scripts. A page may have
    /// any encoding that contains ASCII.
    pub fn page(&self, scenario: &str, fill: &[(&str, &str)]) -> String {
        self.page_with(scenario, fill, |answer| answer)
    }

    /// The same with a changed answer, for example with a Content-Security-Policy.
    pub fn page_with(
        &self,
        scenario: &str,
        fill: &[(&str, &str)],
        change: impl Fn(Answer) -> Answer,
    ) -> String {
        let folder = places::host_pages().join(scenario);
        let files = fs::read_dir(&folder);
        let files = files.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for file in files.flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let answer = match name.ends_with(".html") {
                // Pages that are not stored are also not kept for the Back button.
                true => change(
                    self.filled(&file.path(), fill)
                        .header("Cache-Control", "no-cache"),
                ),
                false => file_answer(&file.path()),
            };
            self.serve(Origin::Partner, &format!("{scenario}/{name}"), [answer]);
        }
        self.url(Origin::Partner, &format!("{scenario}/index.html"))
    }

    /// Serves all files of a folder on the partner's site. Returns the address of its `index.html`. Addresses
    /// that begin with `rooted` are for the root of a host, and are rewritten to this folder. `edition` is
    /// the element in pages that have a place for it.
    pub fn folder(&self, name: &str, folder: &Path, rooted: &str, edition: &str) -> String {
        let own = format!("/{}/{name}{rooted}", self.shared.prefix);
        let mut folders = vec![folder.to_owned()];
        while let Some(inner) = folders.pop() {
            let files = fs::read_dir(&inner);
            let files = files.unwrap_or_else(|error| panic!("{}: {error}", inner.display()));
            for path in files.flatten().map(|file| file.path()) {
                let is_text = |end| path.extension().is_some_and(|it| it == end);
                let below = path.strip_prefix(folder).expect("a path below");
                let below = format!("{name}/{}", below.display());
                let mut answer = file_answer(&path);
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                if is_text("html") || is_text("js") {
                    let text = String::from_utf8_lossy(answer.body()).replace(rooted, &own);
                    let collector = format!("<head><script>{COLLECTOR}</script>");
                    let text = match is_text("html") {
                        true => text
                            .replacen("<head>", &collector, 1)
                            .replace("<!--edition-->", edition),
                        false => text,
                    };
                    answer = answer.with_body(text);
                }
                self.serve(Origin::Partner, &below, [answer]);
            }
        }
        self.url(Origin::Partner, &format!("{name}/index.html"))
    }

    fn filled(&self, file: &Path, fill: &[(&str, &str)]) -> Answer {
        // One character for each byte, so that the page keeps its encoding.
        let letters = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>();
        let mut html = letters(&fs::read(file).expect("a host page"));
        for (name, value) in fill {
            html = html.replace(&format!("{{{{{name}}}}}"), &letters(value.as_bytes()));
        }
        let collector = Answer::new("text/javascript; charset=utf-8", COLLECTOR);
        let names_collector = html.contains("{{collector}}");
        let own = [
            ("collector", self.serve(Origin::Cdn, "collector", collector)),
            ("loader", self.loader()),
            ("cdn", self.url(Origin::Cdn, "embed")),
            ("publisher", self.url(Origin::Publisher, "")),
            ("partner", self.url(Origin::Partner, "")),
        ];
        for (name, value) in own {
            html = html.replace(&format!("{{{{{name}}}}}"), &value);
        }
        let left = html
            .find("{{")
            .map(|at| html[at..].chars().take(30).collect::<String>());
        assert_eq!(
            left,
            None,
            "{} has a placeholder nobody filled",
            file.display()
        );
        if !names_collector {
            let collector = format!("<head><script nonce=\"collector\">{COLLECTOR}</script>");
            assert!(html.contains("<head>"), "{} has no <head>", file.display());
            html = html.replacen("<head>", &collector, 1);
        }
        Answer::html(html.chars().map(|letter| letter as u8).collect::<Vec<_>>())
    }

    /// All requests so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.routes).log.clone()
    }

    /// The requests for paths with this ending, without their queries.
    pub fn requests_for(&self, ending: &str) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| {
            request
                .path
                .split('?')
                .next()
                .is_some_and(|path| path.ends_with(ending))
        });
        requests
    }

    /// The requests for this kind of file on the CDN.
    pub fn requests_for_build(&self, file: BuildFile) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| {
            request.origin == Origin::Cdn && BuildFile::of(&request.path) == Some(file)
        });
        requests
    }

    /// Waits until there have been this many requests for the path.
    #[track_caller]
    pub fn wait_for_requests(&self, ending: &str, count: usize) -> Vec<Request> {
        self.wait(&format!("{count} requests for …{ending}"), || {
            let seen = self.requests_for(ending);
            (seen.len() >= count).then_some(seen)
        })
    }

    /// Waits for a request for this file on the CDN.
    #[track_caller]
    pub fn wait_for_build(&self, file: BuildFile) -> Request {
        self.wait(&format!("a request for the {file:?}"), || {
            self.requests_for_build(file).into_iter().next()
        })
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look() {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what}");
            let routes = lock(&self.shared.routes);
            // The next request ends the wait. The short limit is for a request that came just
            // before.
            let wait = self
                .shared
                .changed
                .wait_timeout(routes, left.min(Duration::from_millis(50)));
            drop(wait.unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// A file, sent as by a static host.
fn file_answer(path: &Path) -> Answer {
    let media_type = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("xml") => "application/xml",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
    match fs::read(path) {
        Ok(bytes) => Answer::new(media_type, bytes),
        Err(_) => Answer::status_only(404),
    }
}

impl From<Answer> for Vec<Answer> {
    fn from(answer: Answer) -> Self {
        vec![answer]
    }
}
