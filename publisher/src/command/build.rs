//! `latest-news build`: one run, from feeds to files.

use std::path::Path;
use std::time::Instant;

use latest_news_core::feed::Article;
use latest_news_core::options::Options;
use url::Url;

use super::Ending;
use crate::address::shown;
use crate::compose::compose;
use crate::config::{Config, Edition, is_store};
use crate::fetch::{self, Fetcher};
use crate::gather::{Feeds, gather};
use crate::picture::Workshop;
use crate::pictures::{self, Places};
use crate::release;
use crate::render;
use crate::report::{Event, Report};
use crate::state::{Lock, Locked, Records, State, keep_note};
use crate::write::{self, Contents, File, Run};

pub async fn build(config: &Config, report: &Report) -> Ending {
    let begun = Instant::now();
    let state = State {
        folder: config.state.clone(),
    };
    let _lock = match Lock::take(&state.folder) {
        Ok(lock) => lock,
        Err(Locked::ByAnother) => {
            report.error(format!(
                "another run uses {}; nothing was done, wait until it ends",
                state.folder.display()
            ));
            return Ending::Missing;
        }
        Err(Locked::Impossible(error)) => {
            report.error(format!(
                "{} cannot be used: {error}; check its permissions, or name another folder as state",
                state.folder.display()
            ));
            return Ending::Missing;
        }
    };
    state.clear_up();
    // The note only protects from an unwanted commit, so a failure does not matter.
    let _ = keep_note(&state.folder);
    let fetcher = match Fetcher::new(config.address.as_ref(), config.fetch.allow.clone()) {
        Ok(fetcher) => fetcher,
        Err(error) => {
            report.error(error.to_string());
            return Ending::Missing;
        }
    };
    let found = release::files().and_then(|files| Ok((render::Frame::of(&files)?, files)));
    let (frame, release) = match found {
        Ok(found) => found,
        Err(error) => {
            report.error(error.to_string());
            return Ending::Missing;
        }
    };
    let files = release.into_iter();
    let mut files = files
        .map(|(path, bytes)| File {
            path,
            contents: Contents::Bytes(bytes),
        })
        .collect::<Vec<File>>();

    let feeds = gather(config, &fetcher, &state.copies(), report).await;
    let (mut composed, held) = editions(config, &feeds, &state, report);
    let missing = composed.len() + held < config.editions.len();
    let address = config.address.as_ref();
    files.extend(made_pictures(config, &mut composed, &fetcher, &state, report).await);
    for (edition, articles) in &composed {
        let written = render::files(edition, articles, address, &frame, fetch::now());
        files.extend(written);
    }
    let names: Vec<&str> = config
        .editions
        .iter()
        .map(|edition| edition.name.as_str())
        .collect();
    files.push(File {
        path: "_headers".to_owned(),
        contents: Contents::Bytes(write::listed(&names).into_bytes()),
    });
    if composed.is_empty() {
        return if missing {
            Ending::Missing
        } else {
            Ending::Good
        };
    }
    let run = Run {
        now: fetch::now(),
        keep_all: held > 0,
    };
    match write::write(&config.out, files, &state, run).await {
        Ok(counts) => {
            for (edition, articles) in &composed {
                report.print(&Event::Edition {
                    edition: edition.name.clone(),
                    written: true,
                    articles: articles.len(),
                    message: match address {
                        _ if articles.is_empty() => Some("none of the articles of its feeds is selected".to_owned()),
                        Some(_) => None,
                        None => Some(format!(
                            "only {}.json is written; set address to where the folder will be served from",
                            edition.name
                        )),
                    },
                });
            }
            report.print(&Event::Written {
                out: shown(&config.out),
                files: counts.written,
                unchanged: counts.unchanged,
                removed: counts.removed,
                milliseconds: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            });
            if missing {
                Ending::Missing
            } else {
                Ending::Good
            }
        }
        Err(error) => {
            report.error(error.to_string());
            Ending::Missing
        }
    }
}

/// The articles of each edition with at least one available feed, and how many of the other
/// editions an earlier run has written.
fn editions<'c>(
    config: &'c Config,
    feeds: &Feeds,
    state: &State,
    report: &Report,
) -> (Vec<(&'c Edition, Vec<Article>)>, usize) {
    let mut composed = Vec::new();
    let mut held = 0;
    let records = Records::load(&state.folder, &config.out);
    for edition in &config.editions {
        let key = |source: &crate::config::Source| (source.clone(), edition.fields.clone());
        let had: Vec<Vec<Article>> = edition
            .feeds
            .iter()
            .filter_map(|source| feeds.get(&key(source))?.clone())
            .collect();
        if !had.is_empty() {
            composed.push((edition, compose(had, edition, limit(edition), fetch::now())));
            continue;
        }
        let earlier = Earlier::of(&edition.name, &records, &config.out);
        held += usize::from(earlier == Earlier::There);
        report.print(&Event::Edition {
            edition: edition.name.clone(),
            written: false,
            articles: 0,
            message: Some(match earlier {
                Earlier::There => {
                    "none of its feeds is available; the files written before stay".to_owned()
                }
                Earlier::Gone(path) => format!(
                    "none of its feeds is available, and {path}, written before, is gone from {}",
                    shown(&config.out)
                ),
                Earlier::None => {
                    "none of its feeds is available, and there is nothing to keep".to_owned()
                }
            }),
        });
    }
    (composed, held)
}

/// How the names of an edition's files end, after its own name.
const OWN: [&str; 5] = [".json", ".js", ".html", "/frame.html", "/oembed.json"];

/// The files of an edition of an earlier run.
#[derive(Debug, PartialEq)]
enum Earlier {
    None,
    There,
    /// They are recorded, but this one is not in the folder any more.
    Gone(String),
}

impl Earlier {
    /// Nobody removes files of an object store unasked, so there the record is enough.
    fn of(edition: &str, records: &Records, out: &str) -> Earlier {
        let files = OWN.iter().map(|end| format!("{edition}{end}"));
        let mut recorded = files.filter(|path| records.has(path));
        let Some(first) = recorded.next() else {
            return Earlier::None;
        };
        let is_gone = |path: &String| !is_store(out) && !Path::new(out).join(path).is_file();
        let mut all = std::iter::once(first).chain(recorded);
        all.find(is_gone).map_or(Earlier::There, Earlier::Gone)
    }
}

fn limit(edition: &Edition) -> usize {
    let (options, _) = Options::read(&|name| edition.attribute(name).map(str::to_owned));
    options.limit
}

async fn made_pictures(
    config: &Config,
    composed: &mut [(&Edition, Vec<Article>)],
    fetcher: &Fetcher,
    state: &State,
    report: &Report,
) -> Vec<File> {
    let Some(wanted) = &config.pictures else {
        return Vec::new();
    };
    let kept = state.pictures();
    let workshop = Workshop::new(fetcher, &wanted.widths, kept.clone());
    let shown = composed
        .iter_mut()
        .filter(|(edition, _)| edition.attribute("images") != Some("none"));
    let articles = shown
        .flat_map(|(_, articles)| articles.iter_mut())
        .collect();
    let address: Option<&Url> = config.address.as_ref();
    let places = Places {
        kept: &kept,
        address,
    };
    pictures::replace(articles, &workshop, places, report).await
}
