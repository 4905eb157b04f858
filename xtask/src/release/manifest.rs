//! `manifest.json`: what a release consists of, for hosts and for pages that pin a version.

use std::fmt::Write;

use super::size::Entry;

pub fn json(version: &str, entries: &[Entry]) -> String {
    let mut text = format!("{{\n  \"version\": {},\n  \"files\": [", quoted(version));
    for (at, entry) in entries.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}\n    {{ \"path\": {}, \"role\": {}, \"raw\": {}, \"brotli\": {}, \"gzip\": {}, \
             \"integrity\": {} }}",
            quoted(&entry.name),
            quoted(entry.role.name()),
            entry.raw,
            number(entry.brotli),
            number(entry.gzip),
            quoted(&entry.integrity),
        );
    }
    text.push_str("\n  ]\n}\n");
    text
}

fn number(value: Option<usize>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| value.to_string())
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::size::Role;
    use super::*;

    #[test]
    fn every_file_with_its_sizes() {
        let entry = Entry {
            name: "a \"b\".js".to_owned(),
            role: Role::Preview,
            raw: 3,
            brotli: Some(2),
            gzip: None,
            integrity: "sha384-x".to_owned(),
        };
        assert_eq!(
            json("0.1.0", &[entry]),
            "{
  \"version\": \"0.1.0\",
  \"files\": [
    { \"path\": \"a \\\"b\\\".js\", \"role\": \"preview\", \"raw\": 3, \"brotli\": 2, \"gzip\": null, \"integrity\": \"sha384-x\" }
  ]
}
"
        );
    }
}
