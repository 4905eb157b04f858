//! Runs the cases, each once per engine, with a borrowed session and its own site.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::browser::{Engine, Pool, Reader, Session, Setup};
use crate::durations::Durations;
use crate::page::Page;
use crate::places;
use crate::process;
use crate::server::{Server, Site};
use crate::turns::Turns;

/// Everything that a test can use.
pub struct Stage<'s> {
    pub page: Page<'s>,
    pub site: Site,
    pub engine: Engine,
}

/// The main activity of a test. It decides which tests may run at the same time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// It keeps a processor busy.
    Works,
    /// It measures time: no working test runs beside it.
    Measures,
    /// It waits for a clock: it runs beside all others and does not use their processors.
    Waits,
}

/// A test and the engines it runs in.
pub struct Case {
    name: &'static str,
    test: fn(&Stage),
    setup: Setup,
    pace: Pace,
    left_out: Vec<(Engine, &'static str)>,
}

impl Case {
    pub fn new(name: &'static str, test: fn(&Stage)) -> Self {
        Self {
            name,
            test,
            setup: Setup::default(),
            pace: Pace::Works,
            left_out: Vec::new(),
        }
    }

    /// Runs the test for a reader with these settings.
    pub fn reader(mut self, reader: Reader) -> Self {
        self.setup.reader = reader;
        self
    }

    /// Runs the test in a Chromium that interprets scripts and never compiles them, so that
    /// compiled code does not count as the page's memory.
    pub fn interpreted(mut self) -> Self {
        self.setup.interpreted = true;
        self
    }

    /// Runs the test alone, because it measures time.
    pub fn alone(mut self) -> Self {
        self.pace = Pace::Measures;
        self
    }

    /// Runs the test beside the others, because it mostly waits for seconds to pass.
    pub fn patient(mut self) -> Self {
        self.pace = Pace::Waits;
        self
    }

    /// Excludes an engine, for a reason that every run prints.
    pub fn not_in(mut self, engine: Engine, reason: &'static str) -> Self {
        assert!(
            !reason.is_empty(),
            "{} leaves {engine} out without a reason",
            self.name
        );
        self.left_out.push((engine, reason));
        self
    }

    /// Excludes the two other engines.
    pub fn only_in(self, engine: Engine, reason: &'static str) -> Self {
        let others = Engine::ALL.into_iter().filter(|other| *other != engine);
        others.fold(self, |case, other| case.not_in(other, reason))
    }
}

/// The cases of a module. Each is a function, optionally followed by `=> |case| case.only_in(…)`.
#[macro_export]
macro_rules! cases {
    ($($test:ident $(=> $limit:expr)?),+ $(,)?) => {
        pub fn cases() -> Vec<$crate::Case> {
            vec![$({
                let case = $crate::Case::new(stringify!($test), $test);
                $(let case = { let limit: fn($crate::Case) -> $crate::Case = $limit; limit(case) };)?
                case
            }),+]
        }
    };
}

/// How many trials work at once, unless `--test-threads` sets another number.
const WORKERS: usize = 2;
/// How many trials may wait in addition.
const WAITERS: usize = 3;

/// The trials of this module need no build of the widget.
pub const SELF_TESTS: &str = "harness";

/// Runs all modules' cases as `<engine>::<module>::<name>`.
pub fn run(modules: Vec<(&'static str, Vec<Case>)>) -> ExitCode {
    process::start_reaper();
    note_panics();
    let mut arguments = Arguments::from_args();
    let workers = arguments.test_threads.unwrap_or(WORKERS);
    // With one thread, the trials run one by one.
    arguments.test_threads = Some(match workers {
        1 => 1,
        _ => workers + WAITERS,
    });
    let code = run_with(&arguments, workers, modules);
    process::finish();
    code
}

fn run_with(
    arguments: &Arguments,
    workers: usize,
    modules: Vec<(&'static str, Vec<Case>)>,
) -> ExitCode {
    let shared = Arc::new((Server::start(), Pool::default(), Turns::new(workers)));
    let durations = Arc::new(Durations::default());
    let mut trials = Vec::new();
    let mut needed = Vec::new();
    let mut needs_build = false;
    for engine in chosen_engines() {
        let (mut patient, mut others) = (Vec::new(), Vec::new());
        for (module, cases) in &modules {
            for case in cases {
                let name = format!("{engine}::{module}::{}", case.name);
                if !is_chosen(arguments, &name) {
                    continue;
                }
                if let Some((_, reason)) = case.left_out.iter().find(|(left, _)| *left == engine) {
                    println!("left out: {name}: {reason}");
                    continue;
                }
                if !needed.contains(&engine) {
                    needed.push(engine);
                }
                needs_build |= *module != SELF_TESTS;
                let (shared, test, setup) = (Arc::clone(&shared), case.test, case.setup);
                let (title, pace) = (name.clone(), case.pace);
                let durations = Arc::clone(&durations);
                let trial = Trial::test(name, move || {
                    let (server, pool, turns) = &*shared;
                    let _turn = match pace {
                        Pace::Works => Some(turns.take(1)),
                        Pace::Measures => Some(turns.take(workers)),
                        Pace::Waits => None,
                    };
                    let start = Instant::now();
                    let outcome = try_one(server, pool, engine, setup, &title, test);
                    durations.note(&title, start.elapsed());
                    outcome
                });
                match pace {
                    Pace::Waits => patient.push(trial),
                    _ => others.push(trial),
                }
            }
        }
        // Waiting trials start first in their engine, so that the others run beside them.
        trials.append(&mut patient);
        trials.append(&mut others);
    }
    if !arguments.list {
        let missing = missing(&needed, needs_build);
        if !missing.is_empty() {
            eprintln!("error: the end-to-end tests cannot run; missing on this machine:");
            missing.iter().for_each(|need| eprintln!("  {need}"));
            return ExitCode::FAILURE;
        }
    }
    let conclusion = libtest_mimic::run(arguments, trials);
    durations.tell();
    conclusion.exit_code()
}

fn missing(engines: &[Engine], needs_build: bool) -> Vec<String> {
    let mut missing: Vec<_> = engines.iter().flat_map(|engine| engine.missing()).collect();
    let loader = places::dist().join("latest-news.js");
    if needs_build && !loader.is_file() {
        missing.push(format!(
            "the widget's build: {} (`cargo xtask build` makes it)",
            loader.display(),
        ));
    }
    missing
}

fn chosen_engines() -> Vec<Engine> {
    let Ok(names) = env::var("E2E_ENGINES") else {
        return Engine::ALL.to_vec();
    };
    println!("only in {names}, as E2E_ENGINES says");
    let named = |name: &str| {
        let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name);
        engine
            .unwrap_or_else(|| panic!("E2E_ENGINES knows chromium, firefox, webkit, not {name:?}"))
    };
    names.split(',').map(str::trim).map(named).collect()
}

/// Selects like the runner, so that only required packages are checked.
fn is_chosen(arguments: &Arguments, name: &str) -> bool {
    let matches = |filter: &String| match arguments.exact {
        true => name == filter,
        false => name.contains(filter.as_str()),
    };
    arguments.filter.as_ref().is_none_or(matches) && !arguments.skip.iter().any(matches)
}

fn try_one(
    server: &Server,
    pool: &Pool,
    engine: Engine,
    setup: Setup,
    name: &str,
    test: fn(&Stage),
) -> Result<(), Failed> {
    pool.keep_only(engine);
    let session = pool
        .borrow(engine, setup)
        .map_err(|error| format!("{engine}: {error}"))?;
    let site = server.site();
    let stage = Stage {
        page: Page::new(&session),
        site,
        engine,
    };
    TRYING.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| test(&stage)));
    let outcome = outcome.map_err(|payload| report(&session, &stage, name, &*payload));
    TRYING.set(false);
    server.close(&stage.site);
    outcome
}

thread_local! {
    static TRYING: Cell<bool> = const { Cell::new(false) };
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Saves the place of a panic for the test's report, instead of printing it between other tests'
/// lines.
fn note_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !TRYING.get() {
            return usual(info);
        }
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        PANIC.set(Some(place));
    }));
}

/// Where and why a test failed, and what the page and the server recorded.
fn report(session: &Session, stage: &Stage, name: &str, payload: &(dyn Any + Send)) -> Failed {
    let message = payload.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| payload.downcast_ref::<&str>().copied());
    let place = PANIC
        .with(|panic| panic.borrow_mut().take())
        .unwrap_or_default();
    let mut lines = vec![format!("{place}:\n{}", message.unwrap_or("panicked"))];
    // The page itself may be broken.
    let page = &stage.page;
    let _ = session.post("/frame", &serde_json::json!({ "id": null }));
    let seen = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut seen = vec![format!("page: {}", page.url())];
        seen.extend(
            page.errors()
                .into_iter()
                .map(|error| format!("uncaught: {error}")),
        );
        seen.extend(
            page.violations()
                .into_iter()
                .map(|line| format!("refused by CSP: {line}")),
        );
        let console = page.console().into_iter();
        seen.extend(console.map(|told| format!("console.{}: {}", told.level, told.text)));
        let picture = places::artefacts()
            .join("failures")
            .join(name.replace("::", "-") + ".png");
        page.screenshot(&picture);
        seen.push(format!("picture: {}", picture.display()));
        seen
    }));
    lines.extend(seen.unwrap_or_else(|_| vec!["(the page could not be asked)".to_owned()]));
    lines.extend(
        stage
            .site
            .requests()
            .iter()
            .map(|request| format!("request: {request}")),
    );
    Failed::from(lines.join("\n  "))
}
