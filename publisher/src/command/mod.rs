//! The command line and its exit status: 0 if every edition was written or kept, 1 if one could not
//! be and there is no earlier one, 2 for a wrong configuration or a wrong command.

mod build;
mod home;
mod init;
mod watch;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::address::shown;
use crate::check;
use crate::config::{self, Config};
use crate::picture::worker;
use crate::report::{Report, Voice};

/// Turns feeds into editions: static files that any host serves.
#[derive(Debug, Parser)]
#[command(name = "latest-news", version, propagate_version = true)]
struct Typed {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write latest-news.toml, explained line by line
    Init {
        /// Address or path of a feed to begin with
        #[arg(default_value = "https://news.example/rss.xml")]
        feed: String,
        #[command(flatten)]
        place: Place,
    },
    /// Fetch, merge, filter, render and write everything once
    Build {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        target: Target,
    },
    /// Build again and again
    Watch {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        rhythm: Rhythm,
    },
    /// Watch, and serve the written files
    Serve {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        rhythm: Rhythm,
        /// Address to listen on
        #[arg(long, default_value = "127.0.0.1:8080")]
        address: SocketAddr,
    },
    /// Examine feeds, and say what to improve
    Check {
        /// Addresses or paths of feeds
        #[arg(required = true)]
        feeds: Vec<String>,
    },
}

#[derive(Debug, Args)]
struct Place {
    /// Path of the configuration
    #[arg(long, default_value = config::FILE, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Debug, Args)]
struct Target {
    /// Where to write, instead of `out` in the configuration: a folder, s3://…, gs://… or az://…
    #[arg(long, value_name = "PLACE")]
    out: Option<String>,
}

#[derive(Debug, Args)]
struct Rhythm {
    /// Time between two runs: 90s, 5m, 1h
    #[arg(long, default_value = "5m", value_name = "TIME", value_parser = time)]
    every: Duration,
}

#[derive(Debug, Args)]
struct Common {
    /// Report only problems
    #[arg(long, global = true)]
    quiet: bool,
    /// Report every event as one line of JSON on stdout
    #[arg(long, global = true)]
    json: bool,
}

/// How long threads that read feeds or write files may take to finish after a stop.
const STOP: Duration = Duration::from_secs(5);

/// The result of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Good,
    /// An edition is missing, or nothing could be done.
    Missing,
    WrongConfiguration,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        ExitCode::from(match ending {
            Ending::Good => 0,
            Ending::Missing => 1,
            Ending::WrongConfiguration => 2,
        })
    }
}

pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    if arguments
        .get(1)
        .is_some_and(|command| command == worker::COMMAND)
    {
        worker::main(arguments.get(2..).unwrap_or_default());
        return ExitCode::SUCCESS;
    }
    let typed = Typed::parse();
    let report = Report::new(Voice {
        quiet: typed.common.quiet,
        json: typed.common.json,
    });
    match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => {
            let ending = runtime.block_on(run(typed.command, &report));
            // A look-up of a name cannot be stopped, and may take long. Nobody waits for its result.
            runtime.shutdown_timeout(STOP);
            ending.into()
        }
        Err(error) => {
            report.error(format!("cannot start: {error}"));
            Ending::Missing.into()
        }
    }
}

async fn run(command: Command, report: &Report) -> Ending {
    match command {
        Command::Init { feed, place } => init::init(&place.config, &feed, report),
        Command::Build { place, target } => {
            match load(&place.config, target.out.as_deref(), report) {
                Some(config) => build::build(&config, report).await,
                None => Ending::WrongConfiguration,
            }
        }
        Command::Watch {
            place,
            target,
            rhythm,
        } => {
            let watch = watch::Watch {
                file: place.config,
                out: target.out,
                every: rhythm.every,
            };
            watch::watch(&watch, report).await
        }
        Command::Serve {
            place,
            rhythm,
            address,
        } => {
            let watch = watch::Watch {
                file: place.config,
                out: None,
                every: rhythm.every,
            };
            watch::serve(&watch, address, report).await
        }
        Command::Check { feeds } => check::check(&feeds, report).await,
    }
}

/// Reads the configuration, or reports what is wrong with it. `out` replaces the configured one. It
/// starts at the working directory.
fn load(file: &Path, out: Option<&str>, report: &Report) -> Option<Config> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            report.error(format!(
                "{} cannot be read: {error}; write one with `latest-news init`, or name it with --config",
                file.display()
            ));
            return None;
        }
    };
    let folder = file.parent().unwrap_or(Path::new(""));
    match config::read(&text, folder) {
        Ok(mut config) => {
            if let Some(out) = out {
                if let Some(why) = config::unusable(out) {
                    report.error(format!("--out = \"{}\" {why}", shown(out)));
                    return None;
                }
                out.clone_into(&mut config.out);
            }
            Some(config)
        }
        Err(problems) => {
            for problem in problems {
                report.error(format!("{} {problem}", file.display()));
            }
            None
        }
    }
}

/// `90s`, `5m`, `1h`. A number without a unit means minutes.
fn time(text: &str) -> Result<Duration, String> {
    let (number, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(at) => text.split_at(at),
        None => (text, "m"),
    };
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        _ => 0,
    };
    match number.parse::<u64>() {
        Ok(number) if number > 0 && factor > 0 && number <= 100_000 => {
            Ok(Duration::from_secs(number * factor))
        }
        _ => Err("write a time such as 90s, 5m or 1h".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_in_order() {
        Typed::command().debug_assert();
    }

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("5m", Some(300)),
            ("90s", Some(90)),
            ("1h", Some(3_600)),
            ("7", Some(420)),
            ("0s", None),
            ("m", None),
            ("5x", None),
            ("-5m", None),
            ("99999999999999999999h", None),
        ] {
            assert_eq!(
                time(text).ok().map(|time| time.as_secs()),
                expected,
                "{text}"
            );
        }
    }
}
