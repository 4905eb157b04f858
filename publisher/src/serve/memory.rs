//! Keeps files in memory until they change on the disk. News is requested thousands of times
//! between two changes.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;

use crate::state::short_hash;

/// Larger files are read from the disk for each request.
const LARGEST: u64 = 2_000_000;
/// In bytes. When the memory holds this much, it is emptied.
const MOST: usize = 128_000_000;

pub struct Memory {
    out: PathBuf,
    forms: RwLock<Held>,
}

#[derive(Default)]
struct Held {
    by_path: HashMap<String, Arc<Form>>,
    bytes: usize,
}

/// One file, plain or compressed.
pub struct Form {
    pub bytes: Bytes,
    pub encoding: Option<&'static str>,
    /// Strong: it is computed from the bytes that are sent.
    pub tag: HeaderValue,
    pub modified: HeaderValue,
    /// The file's time on the disk.
    time: SystemTime,
    length: u64,
}

impl Form {
    /// Whether the requester already has it (RFC 9110, section 13.2.2).
    pub fn is_known(&self, asked: &HeaderMap) -> bool {
        if let Some(tags) = asked.get(header::IF_NONE_MATCH) {
            let tags = tags.to_str().unwrap_or_default();
            let own = self.tag.to_str().unwrap_or_default();
            return tags.split(',').any(|tag| {
                let tag = tag.trim();
                tag == "*" || tag.trim_start_matches("W/") == own
            });
        }
        asked
            .get(header::IF_MODIFIED_SINCE)
            .is_some_and(|since| since == self.modified)
    }
}

impl Memory {
    pub fn new(out: PathBuf) -> Memory {
        Memory {
            out,
            forms: RwLock::default(),
        }
    }

    /// The best form of a file for a requester that accepts these encodings.
    pub fn get(&self, path: &str, accepted: Option<&HeaderValue>) -> Option<Arc<Form>> {
        let accepted = accepted
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        for (end, encoding) in [(".br", "br"), (".gz", "gzip")] {
            if accepts(accepted, encoding)
                && let Some(form) = self.form(&format!("{path}{end}"), Some(encoding))
            {
                return Some(form);
            }
        }
        self.form(path, None)
    }

    fn form(&self, path: &str, encoding: Option<&'static str>) -> Option<Arc<Form>> {
        let place = self.out.join(path);
        let about = std::fs::metadata(&place).ok()?;
        if !about.is_file() || about.len() > LARGEST {
            return None;
        }
        let time = about.modified().ok()?;
        let held = self.forms.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(form) = held.by_path.get(path)
            && form.time == time
            && form.length == about.len()
        {
            return Some(Arc::clone(form));
        }
        drop(held);
        let bytes = std::fs::read(&place).ok()?;
        let form = Arc::new(Form {
            encoding,
            tag: HeaderValue::from_str(&format!("\"{}\"", short_hash(&bytes))).ok()?,
            modified: HeaderValue::from_str(&httpdate::fmt_http_date(time)).ok()?,
            time,
            length: bytes.len() as u64,
            bytes: Bytes::from(bytes),
        });
        let mut held = self.forms.write().unwrap_or_else(PoisonError::into_inner);
        if held.bytes > MOST {
            *held = Held::default();
        }
        held.bytes += form.bytes.len();
        held.by_path.insert(path.to_owned(), Arc::clone(&form));
        Some(form)
    }
}

/// Whether `Accept-Encoding` names an encoding and does not refuse it.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight: String = weight.chars().filter(|c| !c.is_whitespace()).collect();
        let refused = weight
            .strip_prefix("q=")
            .and_then(|weight| weight.parse::<f32>().ok())
            .is_some_and(|weight| weight == 0.0);
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_accepted_or_refused() {
        for (accepted, encoding, expected) in [
            ("gzip, deflate, br", "br", true),
            ("gzip, deflate", "br", false),
            ("gzip;q=0.5, br;q=0", "br", false),
            ("BR; q = 0.1", "br", true),
            ("", "gzip", false),
            ("brotli", "br", false),
        ] {
            assert_eq!(accepts(accepted, encoding), expected, "{accepted}");
        }
    }

    #[test]
    fn a_file_that_changes_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::new(folder.path().to_owned());
        assert!(memory.get("a.json", None).is_none());
        std::fs::write(folder.path().join("a.json"), "1").unwrap();
        let first = memory.get("a.json", None).unwrap();
        assert_eq!(first.bytes, "1");
        std::fs::write(folder.path().join("a.json"), "22").unwrap();
        let second = memory.get("a.json", None).unwrap();
        assert_eq!(second.bytes, "22");
        assert_ne!(first.tag, second.tag);
        std::fs::write(folder.path().join("a.json.br"), "b").unwrap();
        let br = HeaderValue::from_static("gzip, br");
        let third = memory.get("a.json", Some(&br)).unwrap();
        assert_eq!(
            (third.encoding, third.bytes.as_ref()),
            (Some("br"), &b"b"[..])
        );
        std::fs::remove_file(folder.path().join("a.json")).unwrap();
        assert!(memory.get("a.json", None).is_none());
    }

    #[test]
    fn who_has_it_is_not_sent_it_again() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.json"), "1").unwrap();
        let form = Memory::new(folder.path().to_owned())
            .get("a.json", None)
            .unwrap();
        let tag = form.tag.to_str().unwrap().to_owned();
        let modified = form.modified.to_str().unwrap().to_owned();
        for (name, value, expected) in [
            (header::IF_NONE_MATCH, tag.clone(), true),
            (header::IF_NONE_MATCH, format!("\"x\", W/{tag}"), true),
            (header::IF_NONE_MATCH, "\"x\"".to_owned(), false),
            (header::IF_NONE_MATCH, "*".to_owned(), true),
            (header::IF_MODIFIED_SINCE, modified, true),
            (
                header::IF_MODIFIED_SINCE,
                "Sun, 06 Nov 1994 08:49:37 GMT".to_owned(),
                false,
            ),
        ] {
            let mut asked = HeaderMap::new();
            asked.insert(&name, HeaderValue::from_str(&value).unwrap());
            assert_eq!(form.is_known(&asked), expected, "{name}: {value}");
        }
    }
}
