//! The duration of each trial. The slowest are printed, and all are saved among the artefacts.

use std::fs;
use std::sync::Mutex;
use std::time::Duration;

use crate::places;

/// How many of the slowest are printed.
const PRINTED: usize = 15;

#[derive(Default)]
pub struct Durations {
    noted: Mutex<Vec<(Duration, String)>>,
}

impl Durations {
    pub fn note(&self, name: &str, took: Duration) {
        self.lock().push((took, name.to_owned()));
    }

    /// Prints the slowest trials in order, and writes all to `artefacts/durations.txt`.
    pub fn tell(&self) {
        let mut noted = self.lock();
        if noted.len() < 2 {
            return;
        }
        noted.sort_by(|one, other| other.cmp(one));
        let lines: Vec<String> = noted
            .iter()
            .map(|(took, name)| format!("{:7.1} s  {name}", took.as_secs_f64()))
            .collect();
        let sum: f64 = noted.iter().map(|(took, _)| took.as_secs_f64()).sum();
        println!("\nslowest of {} ({sum:.0} s in all):", lines.len());
        for line in lines.iter().take(PRINTED) {
            println!("{line}");
        }
        let folder = places::artefacts();
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join("durations.txt"), lines.join("\n") + "\n"));
        if let Err(error) = written {
            println!("(they cannot be kept in {}: {error})", folder.display());
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(Duration, String)>> {
        self.noted
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
