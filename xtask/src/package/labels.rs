//! The labels of all languages in few files. One file for each language would be most of the package.

use std::collections::BTreeMap;

use serde_json::Value;

use super::release::Release;
use crate::failure::{Failure, Result};

/// A file has at most this many languages. A reader downloads one file, of two kilobytes.
const LANGUAGES: usize = 7;

/// Languages that follow each other in the order of their tags.
pub struct Group {
    /// The tag of its first language. The group is found by it.
    pub first: String,
    pub json: Vec<u8>,
}

pub fn groups(release: &Release) -> Result<Vec<Group>> {
    let mut languages = BTreeMap::new();
    for path in release.paths("labels") {
        let phrases: Value = serde_json::from_slice(&release.bytes(path)?)
            .map_err(|error| Failure::new(format!("{path}: {error}")))?;
        let name = path.rsplit('/').next().unwrap_or(path);
        languages.insert(name.trim_end_matches(".json").to_owned(), phrases);
    }
    grouped(languages)
}

fn grouped(languages: BTreeMap<String, Value>) -> Result<Vec<Group>> {
    let languages: Vec<(String, Value)> = languages.into_iter().collect();
    let groups = languages.chunks(LANGUAGES).map(|chunk| {
        let first = chunk.first().map(|(tag, _)| tag.clone());
        let group: BTreeMap<&String, &Value> = chunk.iter().map(|(tag, it)| (tag, it)).collect();
        let json = serde_json::to_vec(&group)
            .map_err(|error| Failure::new(format!("labels cannot be written: {error}")))?;
        Ok(Group {
            first: first.unwrap_or_default(),
            json,
        })
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_in_the_group_whose_first_tag_is_the_last_before_its_own() {
        let tags: Vec<String> = (b'a'..=b'z').map(|it| char::from(it).to_string()).collect();
        let languages = tags
            .iter()
            .map(|tag| (tag.clone(), Value::from(tag.as_str())));
        let groups = grouped(languages.collect()).expect("groups");
        assert_eq!(groups.len(), 4);
        for tag in tags {
            let group = groups.iter().rfind(|group| group.first <= tag);
            let json = &group.expect("a group").json;
            let group: BTreeMap<String, String> = serde_json::from_slice(json).expect("JSON");
            assert_eq!(group.get(&tag), Some(&tag));
        }
    }
}
