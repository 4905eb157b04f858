//! How an address is shown: without the name and the password that it may hold.

use url::Url;

/// An address, or any other text as it is.
pub fn shown(text: &str) -> String {
    match Url::parse(text.trim()) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            // Only addresses without a host refuse, and those have neither.
            let _ = url.set_username("").and_then(|()| url.set_password(None));
            url.into()
        }
        Ok(_) => text.to_owned(),
        // Nobody knows where the host begins, so it is the last place where it can.
        Err(_) => match (text.split_once("://"), text.rsplit_once('@')) {
            (Some((scheme, rest)), Some((_, host))) if rest.contains('@') => {
                format!("{scheme}://{host}")
            }
            _ => text.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_passwords_are_left_out() {
        for (text, expected) in [
            ("https://a.example/@ada?b@c", "https://a.example/@ada?b@c"),
            ("https://ada@a.example/", "https://a.example/"),
            ("https://ada:p%40ss@a.example:8/", "https://a.example:8/"),
            ("https://ada:p@ss@a.example?b@c", "https://a.example/?b@c"),
            ("http:ada:secret@a.example/", "http://a.example/"),
            ("https://ada:p/ss@a.example/", "https://a.example/"),
            ("s3://key:secret@bucket", "s3://bucket"),
            ("feeds/@ada.xml", "feeds/@ada.xml"),
            ("", ""),
        ] {
            assert_eq!(shown(text), expected);
        }
    }
}
