//! The command's messages while it works: lines for people on stderr, or one line of JSON for each
//! event on stdout. It makes no decisions.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

/// Which messages are printed, and for whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// Only problems.
    pub quiet: bool,
    /// For machines.
    pub json: bool,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The result for a feed.
    Feed {
        feed: String,
        outcome: Outcome,
        articles: usize,
        skipped: usize,
        /// Seconds since its copy was fetched, if a copy is used.
        #[serde(skip_serializing_if = "Option::is_none")]
        age: Option<u64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// A picture that is left out.
    Picture {
        picture: String,
        message: String,
    },
    /// The result for an edition.
    Edition {
        edition: String,
        written: bool,
        articles: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// The result for the files.
    Written {
        out: String,
        files: usize,
        unchanged: usize,
        removed: usize,
        milliseconds: u64,
    },
    /// A finding of the feed doctor.
    Finding {
        feed: String,
        topic: String,
        verdict: String,
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        instead: Option<String>,
        /// Skipped items, each with its reason.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        items: Vec<String>,
    },
    /// The address of the server.
    Serving {
        address: String,
    },
    Note {
        message: String,
    },
    /// The command goes on, but somebody should change something.
    Warning {
        message: String,
    },
    /// The command cannot do what it was asked to.
    Error {
        message: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Fetched.
    New,
    /// The server confirms that it has not changed.
    Unchanged,
    /// The copy has not expired, according to the server.
    Fresh,
    /// It failed, and its last good copy is used.
    Kept,
    /// It failed, and there is no copy.
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Said,
    Warning,
    Error,
}

impl Event {
    fn weight(&self) -> Weight {
        match self {
            Event::Feed {
                outcome: Outcome::Failed,
                ..
            }
            | Event::Edition { written: false, .. }
            | Event::Error { .. } => Weight::Error,
            Event::Finding { verdict, .. } => match verdict.as_str() {
                "good" => Weight::Said,
                "notice" => Weight::Warning,
                _ => Weight::Error,
            },
            Event::Feed {
                outcome: Outcome::Kept,
                ..
            }
            | Event::Picture { .. }
            | Event::Warning { .. } => Weight::Warning,
            Event::Feed {
                message: Some(_), ..
            }
            | Event::Edition {
                message: Some(_), ..
            } => Weight::Warning,
            _ => Weight::Said,
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Feed {
                feed,
                outcome,
                articles,
                skipped,
                age,
                message,
            } => {
                write!(f, "feed {feed}")?;
                if let Some(message) = message {
                    write!(f, " {message}")?;
                }
                let aged = age.map(ago).unwrap_or_default();
                match outcome {
                    Outcome::Failed => return Ok(()),
                    Outcome::Kept => write!(f, "; its copy of {aged} is used")?,
                    Outcome::New => {}
                    Outcome::Unchanged => f.write_str(" is unchanged")?,
                    Outcome::Fresh => write!(f, " is still fresh, its copy is of {aged}")?,
                }
                write!(f, ": {articles} articles")?;
                if *skipped > 0 {
                    write!(f, ", {skipped} items left out")?;
                }
                Ok(())
            }
            Event::Picture { picture, message } => {
                write!(f, "picture {picture} {message}; it is left out")
            }
            Event::Edition {
                edition,
                written,
                articles,
                message,
            } => {
                write!(f, "edition {edition}")?;
                if *written {
                    write!(f, ": {articles} articles")?;
                }
                match message {
                    Some(message) => write!(f, "; {message}"),
                    None => Ok(()),
                }
            }
            Event::Written {
                out,
                files,
                unchanged,
                removed,
                milliseconds,
            } => {
                write!(f, "{out}: {files} files written, {unchanged} unchanged")?;
                if *removed > 0 {
                    write!(f, ", {removed} old ones removed")?;
                }
                write!(f, ", after {:.1} s", *milliseconds as f64 / 1000.0)
            }
            Event::Finding {
                feed,
                topic,
                text,
                instead,
                items,
                ..
            } => {
                write!(f, "{feed}: {topic}: {text}")?;
                if let Some(instead) = instead {
                    write!(f, " Try {instead}")?;
                }
                items.iter().try_for_each(|item| write!(f, " {item};"))
            }
            Event::Serving { address } => write!(f, "serving {address}; stop with Ctrl+C"),
            Event::Note { message } | Event::Warning { message } | Event::Error { message } => {
                f.write_str(message)
            }
        }
    }
}

/// A length of time in words.
pub fn ago(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => return "a moment ago".to_owned(),
        60..3_600 => (seconds / 60, "minute"),
        3_600..172_800 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural} ago")
}

/// Prints events.
pub struct Report {
    voice: Voice,
    colour: bool,
    bar: ProgressBar,
}

impl Report {
    pub fn new(voice: Voice) -> Report {
        let terminal = std::io::stderr().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if terminal && !voice.quiet && !voice.json {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{msg} {pos}/{len}") {
                bar.set_style(style);
            }
        }
        // Until something is counted.
        bar.finish_and_clear();
        Report {
            voice,
            colour: terminal && !plain,
            bar,
        }
    }

    /// Starts a count to `length`.
    pub fn begin(&self, what: &'static str, length: usize) {
        self.bar.set_length(length as u64);
        self.bar.set_message(what);
        // Shows it, so it comes last.
        self.bar.reset();
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    pub fn step(&self) {
        self.bar.inc(1);
    }

    pub fn end(&self) {
        self.bar.disable_steady_tick();
        self.bar.finish_and_clear();
    }

    pub fn print(&self, event: &Event) {
        if self.voice.json {
            if let Ok(line) = serde_json::to_string(event) {
                // If nobody reads stdout any more, the command continues.
                let _ = writeln!(std::io::stdout().lock(), "{line}");
            }
            return;
        }
        let weight = event.weight();
        if self.voice.quiet && weight < Weight::Warning {
            return;
        }
        let (word, colour) = match weight {
            Weight::Said => ("", ""),
            Weight::Warning => ("warning: ", "\x1b[33m"),
            Weight::Error => ("error: ", "\x1b[31m"),
        };
        // Parts of it come from feeds, so control characters must not reach a terminal.
        let text: String = event
            .to_string()
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let line = if self.colour && !word.is_empty() {
            format!("{colour}{word}\x1b[0m{text}")
        } else {
            format!("{word}{text}")
        };
        self.bar.suspend(|| {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        });
    }

    pub fn note(&self, message: impl Into<String>) {
        self.print(&Event::Note {
            message: message.into(),
        });
    }

    pub fn warning(&self, message: impl Into<String>) {
        self.print(&Event::Warning {
            message: message.into(),
        });
    }

    pub fn error(&self, message: impl Into<String>) {
        self.print(&Event::Error {
            message: message.into(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_told_in_words() {
        let feed = |outcome, age, message: Option<&str>| Event::Feed {
            feed: "https://a.example/rss".to_owned(),
            outcome,
            articles: 12,
            skipped: 2,
            age,
            message: message.map(str::to_owned),
        };
        for (event, expected) in [
            (
                feed(Outcome::New, None, None),
                "feed https://a.example/rss: 12 articles, 2 items left out",
            ),
            (
                feed(Outcome::Kept, Some(7_300), Some("answered with status 500")),
                "feed https://a.example/rss answered with status 500; its copy of 2 hours ago is used: \
                 12 articles, 2 items left out",
            ),
            (
                feed(Outcome::Failed, None, Some("answered with status 404")),
                "feed https://a.example/rss answered with status 404",
            ),
        ] {
            assert_eq!(event.to_string(), expected);
        }
    }

    #[test]
    fn machines_get_the_same_as_json() {
        let event = Event::Edition {
            edition: "news".to_owned(),
            written: true,
            articles: 3,
            message: None,
        };
        assert_eq!(
            serde_json::to_string(&event).unwrap_or_default(),
            r#"{"event":"edition","edition":"news","written":true,"articles":3}"#
        );
    }

    #[test]
    fn ages_are_round() {
        for (seconds, expected) in [
            (5, "a moment ago"),
            (60, "1 minute ago"),
            (7_199, "1 hour ago"),
            (172_800, "2 days ago"),
        ] {
            assert_eq!(ago(seconds), expected);
        }
    }
}
