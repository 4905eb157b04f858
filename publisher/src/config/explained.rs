//! The file that `init` writes: every key with its meaning. A test reads it.

/// A configuration with one feed, explained line by line.
pub fn explained(feed: &str) -> String {
    TEMPLATE.replace("FEED", &toml::Value::from(feed).to_string())
}

const TEMPLATE: &str = r#"# The configuration of `latest-news build`. Lines that begin with # are explanations, or examples of
# settings that you may leave out.

# The address from which the folder will be served. It is written into NAME.js, NAME.html and NAME.json.
# `latest-news serve` works without it on your own machine. Set it before others read the files.
# address = "https://news.example/embed/"

# Where to write: a folder, or an object store (s3://bucket/folder, gs://…, az://…).
out = "public/embed"

# Where copies of feeds and pictures are kept between two runs. Keep it, but do not serve it.
# state = ".latest-news"

# An edition is a selection of articles. Its files are named after it: news.js, news.json.
# Write as many editions as you like, each in a section of its own.
[edition.news]

# RSS, Atom or JSON, by address or by path. One feed keeps its own order; several are merged, newest
# first.
feeds = [FEED]

# The most articles that are shown.
limit = 12

# The heading above them. Without the line it is "Latest news" in the edition's language.
# heading = "Politics"

# The language of headings, dates and labels; without the line, that of the page.
# language = "en"

# Which articles are chosen. `include` and `exclude` look for words in headline, summary, section, tags
# and byline ("," means or, "+" means and). `offset` leaves out that many at the beginning. `per-feed`
# limits the articles of each feed, and `max-age` their age in days.
# include = "budget, election+north"
# exclude = "crossword"
# offset = 0
# per-feed = 3
# max-age = 7

# Addresses of articles that come first, in this order, and of articles that are left out.
pin = []
block = []

# Any attribute of the element, such as layout, theme, dates or summary-lines.
# layout = "carousel"

# Only for JSON of no known format: the paths of the list, and of each part in its items.
# [edition.news.fields]
# list = "response.results"
# title = "webTitle"
# url = "webUrl"

# Pictures are fetched, rotated if necessary, made smaller and written beside the edition. With
# `pictures = false`, above the first section, the publisher's own pictures are used.
[pictures]
widths = [320, 640, 960]

# Feeds may name only addresses on the public network. List here the hosts on private networks that they
# may name, too: "intranet.example" or "10.0.0.5:8080". The feeds above are always fetched.
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
