//! The preview page without Trunk's links: the rest is what a partner would paste.

/// Removes each `<link data-trunk …>`, and its line if nothing else is on it. Trunk leaves the
/// widget's link in place, because Trunk does not write the script tag (`inject_scripts`).
pub fn without_trunk_links(page: &str) -> String {
    const START: &str = "<link data-trunk";
    let mut rest = page;
    let mut text = String::new();
    while let Some((before, link)) = rest.split_once(START) {
        text.push_str(before);
        rest = link.split_once('>').map_or("", |(_, after)| after);
        let alone = text.ends_with('\n') || text.trim_end_matches([' ', '\t']).ends_with('\n');
        if alone && rest.starts_with('\n') {
            text.truncate(text.trim_end_matches([' ', '\t']).len());
            rest = &rest[1..];
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_go_and_the_page_stays() {
        #[track_caller]
        fn check(page: &str, expected: &str) {
            assert_eq!(without_trunk_links(page), expected);
        }
        check("<p>no link</p>\n", "<p>no link</p>\n");
        check(
            "<head>\n  <link data-trunk rel=\"rust\"\n    href=\"x\">\n  <title>t</title>",
            "<head>\n  <title>t</title>",
        );
        check(
            "<link data-trunk rel=\"rust\"><title>t</title>",
            "<title>t</title>",
        );
        check("<link rel=\"icon\">\n", "<link rel=\"icon\">\n");
    }
}
