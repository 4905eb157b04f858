//! The address at which a server is found, and what to say if only the publisher can know it.

use std::net::SocketAddr;
use std::path::Path;

use url::Url;

use crate::report::Report;

/// The address that the files name if the configuration names none. Of a server that listens on every
/// address of its machine, only the publisher knows the one that others use.
pub fn named(here: SocketAddr) -> Option<Url> {
    let known = !here.ip().is_unspecified();
    known.then(|| Url::parse(&home(here)).ok()).flatten()
}

/// Says who finds the files of a configuration without an address.
pub fn unnamed(here: SocketAddr, home: Option<&Url>, file: &Path, report: &Report) {
    let cure = format!(
        "set address in {} to where they find this server, such as \"https://news.example/\"",
        file.display()
    );
    match home {
        // Whoever tries it alone is told nothing wrong. A proxy before it has readers elsewhere.
        Some(home) if here.ip().to_canonical().is_loopback() => report.note(format!(
            "the files name {home}, which only this machine finds; before others read them, {cure}"
        )),
        Some(home) => report.warning(format!(
            "the files name {home}; whoever reads this server by another name or from another \
             network finds neither pictures nor release there, so {cure}"
        )),
        None => report.warning(format!(
            "it is not known by which address others find this server, which listens on {}; only \
             NAME.json of each edition is written, and no script for pages, so {cure}",
            here.ip()
        )),
    }
}

/// The address at which browsers of this machine find the server. None can ask for "any address".
pub fn home(here: SocketAddr) -> String {
    if here.ip().is_unspecified() {
        format!("http://localhost:{}/", here.port())
    } else {
        format!("http://{here}/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_an_address_that_they_can_use() {
        for (here, expected) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
            ("[::1]:8080", "http://[::1]:8080/"),
            ("0.0.0.0:8080", "http://localhost:8080/"),
            ("[::]:8080", "http://localhost:8080/"),
        ] {
            assert_eq!(home(here.parse().unwrap()), expected);
        }
    }

    #[test]
    fn files_name_an_address_that_is_known() {
        for (here, expected) in [
            ("127.0.0.1:8080", Some("http://127.0.0.1:8080/")),
            ("192.168.0.5:80", Some("http://192.168.0.5/")),
            ("[::1]:8080", Some("http://[::1]:8080/")),
            ("0.0.0.0:8080", None),
            ("[::]:8080", None),
        ] {
            let named = named(here.parse().unwrap()).map(String::from);
            assert_eq!(named.as_deref(), expected, "{here}");
        }
    }
}
