//! Namespaces, by the different ways in which publishers write their addresses, or by the usual
//! prefix.

use super::tame::plain;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Space {
    /// The format of the feed itself.
    Feed,
    /// Atom inside another format.
    Atom,
    Content,
    DublinCore,
    Terms,
    Itunes,
    Media,
    Other,
}

/// Address, and usual prefix.
const SPACES: [(Space, &str, &str); 8] = [
    (Space::Feed, "http://purl.org/rss/1.0", "rss"),
    (Space::Atom, "http://www.w3.org/2005/atom", "atom"),
    (Space::Atom, "http://purl.org/atom/ns#", "atom03"),
    (Space::Content, CONTENT, "content"),
    (Space::DublinCore, "http://purl.org/dc/elements/1.1", "dc"),
    (Space::Terms, "http://purl.org/dc/terms", "dcterms"),
    (
        Space::Itunes,
        "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "itunes",
    ),
    (Space::Media, "http://search.yahoo.com/mrss", "media"),
];

const CONTENT: &str = "http://purl.org/rss/1.0/modules/content";

/// The namespace with this address. With an address that nobody knows, or none, the prefix decides.
pub fn space(prefix: &str, address: Option<&str>) -> Space {
    let address = address.map(plain).unwrap_or_default();
    if address.is_empty() && prefix.is_empty() {
        return Space::Feed;
    }
    let mut known = SPACES.iter();
    let by_address = known.find(|(_, known, _)| *known == address);
    let by_prefix = || SPACES.iter().find(|(_, _, usual)| *usual == prefix);
    by_address
        .or_else(by_prefix)
        .map_or(Space::Other, |(space, ..)| *space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_are_told_by_address_and_by_prefix() {
        for (prefix, address, expected) in [
            ("media", None, Space::Media),
            ("m", Some("HTTPS://search.yahoo.com/mrss"), Space::Media),
            (
                "media",
                Some("http://video.search.yahoo.com/mrss/"),
                Space::Media,
            ),
            ("dc", Some("http://purl.org/dc/terms/"), Space::Terms),
            (
                "x",
                Some("http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
                Space::Itunes,
            ),
            ("", Some(""), Space::Feed),
            ("", Some("http://www.w3.org/1999/xhtml"), Space::Other),
            ("x", None, Space::Other),
        ] {
            assert_eq!(space(prefix, address), expected, "{prefix} {address:?}");
        }
    }
}
