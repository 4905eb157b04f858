//! Writes into a folder. All new files are first written to a waiting folder. Only when all are
//! there and on the disk, each is renamed into its place. An unchanged file is not touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Contents, Counts, File, WriteError, compressed, finish, hash};
use crate::state::{Records, replace};

/// Where files wait: hidden, and on the same disk as their final place.
const WAITING: &str = ".latest-news-waiting";

pub fn write(
    out: &Path,
    files: Vec<File>,
    mut records: Records,
    now: i64,
) -> Result<Counts, WriteError> {
    let waiting = out.join(WAITING);
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| WriteError::Folder { path, error }
    };
    // Files that a killed run has left there.
    match fs::remove_dir_all(&waiting) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(out)(error)),
        _ => {}
    }
    fs::create_dir_all(&waiting).map_err(failed(out))?;
    let result = prepare(out, &waiting, files, &mut records, now).and_then(|plan| {
        let mut counts = Counts {
            unchanged: plan.unchanged,
            ..Counts::default()
        };
        for (path, from) in &plan.moves {
            let to = out.join(path);
            let folder = to.parent().unwrap_or(out);
            let moved = fs::create_dir_all(folder).and_then(|()| fs::rename(from, &to));
            match moved {
                Ok(()) => counts.written += 1,
                Err(error) if counts.written == 0 => return Err(failed(&to)(error)),
                Err(error) => return Err(WriteError::Halfway { path: to, error }),
            }
        }
        Ok(counts)
    });
    let _ = fs::remove_dir_all(&waiting);
    let mut counts = result?;
    let mut stays = None;
    for path in records.outdated(now) {
        let place = out.join(&path);
        match fs::remove_file(&place) {
            Ok(()) => counts.removed += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                stays.get_or_insert((path, error));
                continue;
            }
        }
        records.forget(&path);
        // If a version's last file is removed, its folder is removed, too.
        let mut folder = place.parent();
        while let Some(empty) = folder.filter(|folder| *folder != out) {
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
    }
    finish(&out.to_string_lossy(), &records, stays)?;
    Ok(counts)
}

/// The files to move, in order.
struct Plan {
    moves: Vec<(String, PathBuf)>,
    unchanged: usize,
}

fn prepare(
    out: &Path,
    waiting: &Path,
    files: Vec<File>,
    records: &mut Records,
    now: i64,
) -> Result<Plan, WriteError> {
    let mut plan = Plan {
        moves: Vec::new(),
        unchanged: 0,
    };
    for file in files {
        let place = out.join(&file.path);
        let failed = |error| WriteError::Folder {
            path: place.clone(),
            error,
        };
        // A picture's name follows from its contents, so it is enough that the name exists.
        if let Contents::Kept(_) = file.contents
            && place.is_file()
        {
            plan.unchanged += 1;
            records.note(&file.path, String::new(), now);
            continue;
        }
        let bytes = file.contents.bytes().map_err(failed)?;
        let hash = hash(&bytes);
        let forms = |path: &str| [format!("{path}.br"), format!("{path}.gz")];
        if fs::read(&place).is_ok_and(|there| there == bytes) && records.holds(&file.path, &hash) {
            plan.unchanged += 1;
            for form in forms(&file.path)
                .into_iter()
                .filter(|form| out.join(form).is_file())
            {
                records.note(&form, String::new(), now);
            }
            records.note(&file.path, hash, now);
            continue;
        }
        let mut add = |path: String, bytes: &[u8]| {
            let from = waiting.join(plan.moves.len().to_string());
            replace(&from, bytes, true).map_err(failed)?;
            plan.moves.push((path, from));
            Ok(())
        };
        // Compressed forms come first. For a moment they are newer than the plain file beside them,
        // which has the same effect as a later request.
        for (path, form) in compressed(&file.path, &bytes) {
            add(path.clone(), &form)?;
            records.note(&path, String::new(), now);
        }
        add(file.path.clone(), &bytes)?;
        records.note(&file.path, hash, now);
    }
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;

    struct Place {
        folder: tempfile::TempDir,
    }

    impl Place {
        fn new() -> Place {
            Place {
                folder: tempfile::tempdir().unwrap(),
            }
        }

        fn out(&self) -> PathBuf {
            self.folder.path().join("out")
        }

        fn write(&self, files: &[(&str, &str)], now: i64) -> Result<Counts, WriteError> {
            let file = |(path, text): &(&str, &str)| File {
                path: (*path).to_owned(),
                contents: Contents::Bytes(text.as_bytes().to_vec()),
            };
            let records = Records::load(&self.folder.path().join("state"), "out");
            write(&self.out(), files.iter().map(file).collect(), records, now)
        }

        fn there(&self) -> Vec<String> {
            let mut names = Vec::new();
            let mut folders = vec![self.out()];
            while let Some(folder) = folders.pop() {
                for entry in fs::read_dir(folder).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_dir() {
                        folders.push(path);
                    } else {
                        let name = path.strip_prefix(self.out()).unwrap();
                        names.push(name.to_string_lossy().into_owned());
                    }
                }
            }
            names.sort();
            names
        }
    }

    #[test]
    fn what_is_unchanged_is_not_touched() {
        let place = Place::new();
        let long = "{}".repeat(200);
        let counts = place
            .write(&[("a.json", &long), ("b/c.html", "x")], 0)
            .unwrap();
        assert_eq!(
            counts,
            Counts {
                written: 4,
                unchanged: 0,
                removed: 0
            }
        );
        assert_eq!(
            place.there(),
            ["a.json", "a.json.br", "a.json.gz", "b/c.html"]
        );
        let before = fs::metadata(place.out().join("a.json"))
            .unwrap()
            .modified()
            .unwrap();
        let counts = place
            .write(&[("a.json", &long), ("b/c.html", "y")], 0)
            .unwrap();
        assert_eq!(
            counts,
            Counts {
                written: 1,
                unchanged: 1,
                removed: 0
            }
        );
        let after = fs::metadata(place.out().join("a.json"))
            .unwrap()
            .modified()
            .unwrap();
        assert_eq!(before, after);
        assert_eq!(
            fs::read_to_string(place.out().join("b/c.html")).unwrap(),
            "y"
        );
    }

    #[test]
    fn what_nobody_names_any_more_stays_for_a_month() {
        let place = Place::new();
        let long = "{}".repeat(200);
        fs::create_dir_all(place.out()).unwrap();
        fs::write(place.out().join("robots.txt"), "not ours").unwrap();
        place
            .write(&[("old/1.json", &long), ("news.json", "1")], 0)
            .unwrap();
        place.write(&[("news.json", "2")], 30 * DAY).unwrap();
        assert!(place.there().contains(&"old/1.json".to_owned()));
        let counts = place.write(&[("news.json", "2")], 31 * DAY).unwrap();
        assert_eq!(counts.removed, 3);
        assert_eq!(place.there(), ["news.json", "robots.txt"]);
        assert!(!place.out().join("old").exists());
    }

    #[test]
    fn a_failure_leaves_what_was_there() {
        let place = Place::new();
        place.write(&[("a.json", "1"), ("b.json", "1")], 0).unwrap();
        // There is a folder in the file's place: its rename fails, and so does reading a kept file.
        let files = vec![
            File {
                path: "a.json".to_owned(),
                contents: Contents::Bytes(b"2".to_vec()),
            },
            File {
                path: "pictures/x.avif".to_owned(),
                contents: Contents::Kept(place.folder.path().join("missing")),
            },
        ];
        let records = Records::load(&place.folder.path().join("state"), "out");
        let error = write(&place.out(), files, records, 0).expect_err("an error");
        assert!(error.to_string().contains("pictures/x.avif"), "{error}");
        assert_eq!(place.there(), ["a.json", "b.json"]);
        assert_eq!(fs::read_to_string(place.out().join("a.json")).unwrap(), "1");
    }

    #[test]
    fn what_is_said_is_true_of_the_files() {
        let text = |place: &Place, path| fs::read_to_string(place.out().join(path)).unwrap();
        let two = [("a.json", "2"), ("b.json", "2")];
        // A folder that is not empty in the place of the first file, and then of the second.
        for (blocked, expected, first) in [
            ("a.json", "The earlier files are unchanged", None),
            ("b.json", "some files are of this run", Some("2")),
        ] {
            let place = Place::new();
            fs::create_dir_all(place.out().join(blocked).join("x")).unwrap();
            let error = place.write(&two, 0).expect_err(blocked).to_string();
            assert!(error.contains(expected), "{error}");
            assert!(error.contains(blocked), "{error}");
            if let Some(first) = first {
                assert_eq!(text(&place, "a.json"), first);
            }
        }
        // An old file that cannot be removed, because it has become a folder.
        let place = Place::new();
        place
            .write(&[("old.json", "1"), ("a.json", "1")], 0)
            .unwrap();
        fs::remove_file(place.out().join("old.json")).unwrap();
        fs::create_dir(place.out().join("old.json")).unwrap();
        let error = place.write(&two, 31 * DAY).expect_err("it stays");
        let error = error.to_string();
        assert!(error.starts_with("everything is written to "), "{error}");
        assert!(error.contains("the old file old.json"), "{error}");
        assert_eq!(text(&place, "b.json"), "2");
        fs::remove_dir(place.out().join("old.json")).unwrap();
        let counts = place.write(&two, 31 * DAY).unwrap();
        assert_eq!(counts.unchanged, 2, "what was written is recorded");
        // No record.
        let place = Place::new();
        fs::write(place.folder.path().join("state"), "").unwrap();
        let error = place.write(&two, 0).expect_err("no record").to_string();
        assert!(error.starts_with("everything is written to "), "{error}");
        assert_eq!(text(&place, "b.json"), "2");
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_away() {
        let place = Place::new();
        fs::create_dir_all(place.out().join(WAITING)).unwrap();
        fs::write(place.out().join(WAITING).join("0"), "half").unwrap();
        place.write(&[("a.json", "1")], 0).unwrap();
        assert_eq!(place.there(), ["a.json"]);
    }
}
