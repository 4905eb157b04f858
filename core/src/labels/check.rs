//! Checks a translation in `labels/` against the phrases of the program.

use serde_json::{Map, Value};

/// The faults in the text of one file, or none if all phrases are there and fit. `phrases` are
/// names and English words.
pub fn faults(text: &str, phrases: &[(&str, &str)]) -> Vec<String> {
    let labels: Map<String, Value> = match serde_json::from_str(text) {
        Ok(labels) => labels,
        Err(error) => return vec![format!("is not a JSON object of phrases: {error}")],
    };
    let mut faults = Vec::new();
    for (name, english) in phrases {
        let values = english.matches("{}").count();
        match labels.get(*name).map(|words| words.as_str().unwrap_or("")) {
            None => faults.push(format!("lacks \"{name}\", in English \"{english}\"")),
            Some(words) if words.trim().is_empty() => {
                faults.push(format!("has no words for \"{name}\""));
            }
            Some(words) if words.matches("{}").count() != values => faults.push(format!(
                "needs {{}} {values} times in \"{name}\", as \"{english}\" has it"
            )),
            Some(_) => {}
        }
    }
    let known = |name: &&String| phrases.iter().any(|(phrase, _)| phrase == name);
    let unknown = labels.keys().filter(|name| !known(name));
    faults.extend(unknown.map(|name| format!("has \"{name}\", which is no phrase")));
    faults
}
