//! Adds the partner's parameters to an article's address.

use crate::percent;

/// Adds the parameters that the query does not have yet. Existing ones and the fragment stay.
pub fn with_params(url: &str, params: &[(String, String)]) -> String {
    let (address, fragment) = match url.find('#') {
        Some(start) => url.split_at(start),
        None => (url, ""),
    };
    let mut address = address.to_owned();
    let query = address
        .find('?')
        .map_or(String::new(), |start| address[start + 1..].to_owned());
    for (name, value) in params {
        let name = escape(name);
        let is_there = query
            .split('&')
            .any(|pair| pair.split('=').next() == Some(&name));
        if is_there {
            continue;
        }
        if !address.contains('?') {
            address.push('?');
        } else if !address.ends_with(['?', '&']) {
            address.push('&');
        }
        address.push_str(&name);
        address.push('=');
        address.push_str(&escape(value));
    }
    address + fragment
}

/// Percent-encodes characters that would end or split a parameter. Sequences that are already
/// encoded stay.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'%' | b'+' => {
                escaped.push(byte.into());
            }
            _ => percent::push(&mut escaped, byte),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_added_and_never_overwrite() {
        #[track_caller]
        fn check(url: &str, params: &[(&str, &str)], expected: &str) {
            let params: Vec<_> = params
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect();
            assert_eq!(with_params(url, &params), expected);
        }
        let utm = [("utm_source", "partner"), ("utm_medium", "widget")];
        let both = "utm_source=partner&utm_medium=widget";
        check("https://a.example/x", &[], "https://a.example/x");
        check(
            "https://a.example/x",
            &utm,
            &format!("https://a.example/x?{both}"),
        );
        check(
            "https://a.example/x?",
            &utm,
            &format!("https://a.example/x?{both}"),
        );
        check(
            "https://a.example/x?id=1",
            &utm,
            &format!("https://a.example/x?id=1&{both}"),
        );
        check(
            "https://a.example/x?id=1&",
            &utm,
            &format!("https://a.example/x?id=1&{both}"),
        );
        check(
            "https://a.example/x#top",
            &utm,
            &format!("https://a.example/x?{both}#top"),
        );
        check(
            "https://a.example/x#a?b=c",
            &utm,
            &format!("https://a.example/x?{both}#a?b=c"),
        );
        check(
            "https://a.example/x?utm_source=rss#top",
            &utm,
            "https://a.example/x?utm_source=rss&utm_medium=widget#top",
        );
        check(
            "https://a.example/x?utm_source",
            &utm,
            "https://a.example/x?utm_source&utm_medium=widget",
        );
        check(
            "https://a.example/x",
            &[("q", "a b&c=d#é")],
            "https://a.example/x?q=a%20b%26c%3Dd%23%C3%A9",
        );
        check(
            "https://a.example/x",
            &[("q", "a%20b")],
            "https://a.example/x?q=a%20b",
        );
    }
}
