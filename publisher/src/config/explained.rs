//! The file that `init` writes: every key with what it means. A test reads it back.

/// A configuration with one feed, explained line by line.
pub fn explained(feed: &str) -> String {
    TEMPLATE.replace("FEED", &feed.replace(['"', '\\', '\n'], ""))
}

const TEMPLATE: &str = r#"# What `latest-news build` makes, and of what. Lines that begin with # are explanations, or
# settings that are as they would be without the line.

# Where the folder will be served from. Pages name it, so it ends up in NAME.html and NAME.json.
# `latest-news serve` works without it.
# address = "https://news.example/embed/"

# Where to write: a folder, or an object store (s3://bucket/folder, gs://…, az://…).
out = "public/embed"

# Where copies of feeds and pictures are kept between two runs. Keep it, but do not serve it.
# state = ".latest-news"

# An edition is a selection of articles. Its name becomes the names of its files: news.js, news.json.
# Write as many as you like, each in a section of its own.
[edition.news]

# RSS, Atom or JSON, by address or by path. One feed keeps its own order; several are merged, newest
# first.
feeds = ["FEED"]

# Articles at most.
limit = 12

# The heading above them. Without the line it is "Latest news" in the edition's language.
# heading = "Politics"

# The language of headings, dates and labels; without the line, that of the page.
# language = "en"

# Which articles come: with these words in headline, summary, section, tags or byline ("," is or, "+"
# is and), and without those; how many are passed over, how many come of one feed, and how many days
# old they may be.
# include = "budget, election+north"
# exclude = "crossword"
# offset = 0
# per-feed = 3
# max-age = 7

# Addresses of articles that come first, in this order, and of those that never come.
pin = []
block = []

# Any attribute of the element, such as layout, theme, dates or summary-lines.
# layout = "carousel"

# Only for JSON of no known format: where the list is, and where each of its items keeps what.
# [edition.news.fields]
# list = "response.results"
# title = "webTitle"
# url = "webUrl"

# Pictures are fetched, turned the right way up, made smaller and written beside the edition. With
# `pictures = false`, above the first section, the publisher's own are used.
[pictures]
widths = [320, 640, 960]

# Feeds may name only addresses on the public network. Hosts on private ones that they may name, too,
# stand here: "intranet.example" or "10.0.0.5:8080". The feeds above are always fetched.
[fetch]
allow = []
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read;
    use std::path::Path;

    #[test]
    fn the_explained_file_is_a_configuration() {
        let text = explained("https://news.example/rss.xml");
        let config = read(&text, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(
            config.editions[0].feeds[0].to_string(),
            "https://news.example/rss.xml"
        );
    }

    #[test]
    fn so_it_is_with_every_line_that_could_be_used() {
        let keys = [
            "address", "state", "heading", "language", "include", "exclude", "offset", "per-feed",
            "max-age", "layout", "list", "title", "url", "[",
        ];
        let used: String = explained("a.xml")
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest)
                    if keys.iter().any(|key| {
                        rest.starts_with(key) && (rest.contains(" = ") || *key == "[")
                    }) =>
                {
                    format!("{rest}\n")
                }
                _ => format!("{line}\n"),
            })
            .collect();
        let config = read(&used, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert!(config.address.is_some());
        assert_eq!(
            config.editions[0].fields.as_ref().map(|f| f.names.len()),
            Some(2)
        );
    }

    #[test]
    fn an_address_cannot_leave_its_quotes() {
        let text = explained("a\"]\nout = \"/etc");
        assert!(read(&text, Path::new("")).is_ok());
    }
}
