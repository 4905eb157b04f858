//! `latest-news init`: writes a first configuration. An existing file stays.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::Ending;
use crate::address::shown;
use crate::config::{Source, explained};
use crate::report::Report;

pub fn init(file: &Path, feed: &str, report: &Report) -> Ending {
    if let Err(why) = Source::read(feed, Path::new("")) {
        report.error(format!("feed \"{}\" {why}", shown(feed)));
        return Ending::WrongConfiguration;
    }
    let created = OpenOptions::new().write(true).create_new(true).open(file);
    let written = created.and_then(|mut file| file.write_all(explained(feed).as_bytes()));
    match written {
        Ok(()) => {
            report.note(format!(
                "{} is written; look through it, then try `latest-news serve`",
                file.display()
            ));
            Ending::Good
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            report.error(format!(
                "{} exists already and stays as it is; remove it first, or name another with --config",
                file.display()
            ));
            Ending::WrongConfiguration
        }
        Err(error) => {
            report.error(format!("{} cannot be written: {error}", file.display()));
            Ending::WrongConfiguration
        }
    }
}
