//! Where a feed begins. Messages of a server's program, such as PHP's warnings, may come before it.

use super::tag::root;

/// So many bytes of other things before a feed are passed over.
const MOST: usize = 8_192;
const ROOTS: [&str; 5] = ["<rss", "<feed", "<rdf:RDF", "<RDF", "<atom:feed"];

/// The text from the beginning of its feed on, if it has one.
pub fn start(text: &str) -> &str {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n', '\0']);
    // Text of JSON may tell of XML.
    if text.starts_with(['{', '[']) || (text.starts_with('<') && is_feed(root(text))) {
        return text;
    }
    let part = text
        .get(..text.floor_char_boundary(MOST))
        .unwrap_or_default();
    let Some(root) = ROOTS.iter().filter_map(|root| begin(part, root)).min() else {
        return text;
    };
    let before = part.get(..root).unwrap_or_default();
    text.get(before.rfind("<?xml").unwrap_or(root)..)
        .unwrap_or(text)
}

/// What the XML declaration of a feed says. Texts inside a feed may quote one.
pub fn declaration(text: &str) -> Option<&str> {
    let inside = start(text).strip_prefix("<?xml")?;
    inside.split("?>").next()
}

pub fn is_feed(root: &str) -> bool {
    let names = ["rss", "feed", "entry", "rdf"];
    names.iter().any(|name| root.eq_ignore_ascii_case(name))
}

/// Where a tag begins. `<rss-feed>` is no `<rss>`.
fn begin(text: &str, tag: &str) -> Option<usize> {
    let mut found = text.match_indices(tag).map(|(at, _)| at);
    found.find(|at| {
        let rest = text.get(at + tag.len()..).unwrap_or_default();
        rest.starts_with(|c: char| c.is_whitespace() || c == '>')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_before_a_feed_is_passed_over() {
        for (before, feed) in [
            ("\u{feff}\n\n \0", "<?xml version=\"1.0\"?>\n<rss>"),
            (
                "Deprecated: a in b.php on line 3\n",
                "<?xml version=\"1.0\"?><rss version=\"2.0\">",
            ),
            (
                "<br />\n<b>Warning</b>: a <b>b</b>\n\u{feff}",
                "<?xml version='1.0'?><!-- a --><feed>",
            ),
            ("<rss-feed> Notice: ", "<rdf:RDF xmlns='a'>"),
            ("Notice", "<rss>"),
            ("", "<!-- <feed> --><rss>"),
            ("", "{\"a\": \"<rss>\"}"),
            ("", "<!DOCTYPE html><p>Not found"),
            ("", ""),
        ] {
            assert_eq!(start(&format!("{before}{feed}")), feed, "{before}");
        }
        let far = format!("{}<rss>", "é".repeat(MOST));
        assert_eq!(start(&far), far);
    }
}
