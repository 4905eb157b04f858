//! Turns the text of the file into a configuration.

use std::path::Path;

use latest_news_core::interface::ATTRIBUTES;
use latest_news_core::options::Options;
use latest_news_core::selection::{Selection, Words};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use url::Url;

use super::section::Section;
use crate::address::shown;
use crate::compose::fold;

use super::{Config, Edition, Fetch, Fields, Pictures, Problem, Source, is_store, unusable};

/// The parts of an article that a mapping can name.
const FIELDS: [&str; 11] = [
    "title", "url", "summary", "image", "date", "author", "language", "id", "section", "source",
    "tags",
];
/// In pixels. No picture needs to be wider than a screen.
const WIDEST: i64 = 4096;
/// Most sizes of one picture. Each costs time and space.
const MOST_WIDTHS: usize = 8;

/// Reads a configuration. Paths in it start at `folder`, the folder of the file. All problems are
/// returned at once, in the order of their lines.
pub fn read(text: &str, folder: &Path) -> Result<Config, Vec<Problem>> {
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let message = error.message().replace('\n', ", ");
        vec![Problem::at(
            text,
            &span,
            format!("this is not TOML: {message}"),
        )]
    })?;
    let mut top = Section::new(text, "", document.get_ref());
    let mut problems = Vec::new();

    let address = top.string("address").and_then(|(value, span)| {
        let url = address(&value);
        if let Err(why) = url {
            let message = format!(
                "address = \"{}\" {why}; write where the folder will be served from, such as \
                 \"https://news.example/embed/\"",
                shown(&value)
            );
            top.problem(&span, message);
        }
        url.ok()
    });
    let out = top.string("out").map(|(out, span)| {
        if let Some(why) = unusable(&out) {
            top.problem(&span, format!("out = \"{}\" {why}", shown(&out)));
        }
        out
    });
    let state = top.string("state").map(|(state, span)| {
        if is_store(&state) {
            let message = format!(
                "state = \"{}\" is an address; write the path of a folder on this machine",
                shown(&state)
            );
            top.problem(&span, message);
        }
        state
    });
    let pictures = pictures(&mut top, &mut problems);
    let mut fetch = Fetch::default();
    if let Some(mut section) = top.section("fetch") {
        let hosts = section.strings("allow").unwrap_or_default();
        for (host, span) in hosts {
            if !is_host(&host) {
                let message = format!(
                    "fetch.allow has \"{host}\", which is not a host; write \"intranet.example\" or \
                     \"10.0.0.5:8080\""
                );
                section.problem(&span, message);
            } else {
                fetch.allow.push(host.to_ascii_lowercase());
            }
        }
        problems.extend(section.end());
    }
    let mut editions = Vec::new();
    let named = top.section("edition").map(|section| section.named());
    for (name, span, value) in named.into_iter().flatten() {
        if !is_name(name) {
            let message = format!(
                "edition.{name} cannot be a file name; use small letters, digits, - and _, \
                 beginning with a letter, and none of latest-news, pictures, presets, manifest"
            );
            top.problem(&span, message);
        }
        let path = format!("edition.{name}");
        match value.get_ref().as_table() {
            Some(table) => {
                let section = Section::new(text, &path, table);
                editions.push(edition(section, (name, &span), folder, &mut problems));
            }
            None => {
                top.wrong::<()>(&path, value, "a section of its own: [edition.NAME]");
            }
        }
    }
    if editions.is_empty() {
        let message = "there is no edition; add [edition.news] with feeds = [\"…\"]".to_owned();
        top.problem(&(text.len()..text.len()), message);
    }
    problems.extend(top.end());
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    let out = out.unwrap_or_else(|| "public/embed".to_owned());
    Ok(Config {
        address,
        out: if is_store(&out) {
            out
        } else {
            folder.join(out).to_string_lossy().into_owned()
        },
        state: folder.join(state.as_deref().unwrap_or(".latest-news")),
        editions,
        pictures,
        fetch,
    })
}

/// Whether this is a host, with or without a port. Hosts are compared as a whole, so a pattern would
/// allow none.
fn is_host(text: &str) -> bool {
    let other = |c: char| c.is_whitespace() || matches!(c, '/' | '@' | '*' | '?' | '#' | '\\');
    let bare = text.parse::<std::net::Ipv6Addr>().is_ok();
    !text.contains(other) && (bare || Url::parse(&format!("http://{text}/")).is_ok())
}

fn address(value: &str) -> Result<Url, &'static str> {
    const NOT_PUBLIC: &str = "is not a public http(s) address";
    let mut url = Url::parse(value.trim()).map_err(|_| NOT_PUBLIC)?;
    // Everybody reads it in the files. So a password in it would be none.
    let is_public = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_public {
        return Err(NOT_PUBLIC);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has a query or a fragment, and no file is below such an address");
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

fn pictures(top: &mut Section<'_>, problems: &mut Vec<Problem>) -> Option<Pictures> {
    match top.take("pictures").map(Spanned::get_ref) {
        None | Some(DeValue::Boolean(true)) => return Some(Pictures::default()),
        Some(DeValue::Boolean(false)) => return None,
        Some(_) => {}
    }
    let mut section = top.section("pictures")?;
    let mut pictures = Pictures::default();
    if let Some((mut widths, span)) = section.numbers("widths") {
        widths.sort_unstable();
        widths.dedup();
        let fit = widths.iter().all(|width| (16..=WIDEST).contains(width));
        if fit && (1..=MOST_WIDTHS).contains(&widths.len()) {
            pictures.widths = widths
                .iter()
                .filter_map(|w| u32::try_from(*w).ok())
                .collect();
        } else {
            let message = format!(
                "pictures.widths must be 1 to {MOST_WIDTHS} widths of 16 to {WIDEST} pixels, such \
                 as [320, 640, 960]"
            );
            section.problem(&span, message);
        }
    }
    problems.extend(section.end());
    Some(pictures)
}

/// Whether a name is allowed. It becomes `NAME.js`, `NAME.json`, `NAME.html` and a folder, so it
/// must not be one of the release's own names.
fn is_name(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.len() <= 64
        && name.chars().all(letters)
        && !["latest-news", "pictures", "presets", "manifest", "index"].contains(&name)
}

fn edition(
    mut section: Section<'_>,
    (name, span): (&str, &std::ops::Range<usize>),
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Edition {
    let mut feeds = Vec::new();
    for (feed, span) in section.strings("feeds").unwrap_or_default() {
        match Source::read(&feed, folder) {
            Ok(source) => feeds.push(source),
            Err(why) => {
                let feed = shown(&feed);
                section.problem(&span, format!("edition.{name}.feeds: \"{feed}\" {why}"));
            }
        }
    }
    if feeds.is_empty() && section.problems.is_empty() {
        let message = format!("edition.{name} has no feeds; add feeds = [\"https://…\"]");
        section.problem(span, message);
    }
    let pin = articles(&mut section, "pin");
    let block = articles(&mut section, "block");
    let selection = selection(&mut section);
    let mut attributes = attributes(&mut section, name);
    // The widget gets one feed and cannot know that it was several.
    let is_auto = |(name, value): &(String, String)| name == "sources" && value == "auto";
    attributes.retain(|it| !is_auto(it));
    if feeds.len() > 1 && !attributes.iter().any(|(name, _)| name == "sources") {
        attributes.push(("sources".into(), "show".into()));
        attributes.sort();
    }
    let fields = section.section("fields").map(|mut section| {
        let list = section.string("list").map(|(list, _)| list);
        let mut names = Vec::new();
        for field in FIELDS {
            if let Some((place, _)) = section.string(field) {
                names.push((field.to_owned(), place));
            }
        }
        problems.extend(section.end());
        Fields {
            list: list.unwrap_or_default(),
            names,
        }
    });
    problems.extend(section.end());
    Edition {
        name: name.to_owned(),
        feeds,
        attributes,
        selection,
        pin,
        block,
        fields,
    }
}

/// Addresses of articles. Another text would be the address of none, and the article that was meant
/// would be shown.
fn articles(section: &mut Section<'_>, key: &'static str) -> Vec<String> {
    let mut articles = Vec::new();
    for (article, span) in section.strings(key).unwrap_or_default() {
        let url = Url::parse(article.trim());
        if url.is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
            articles.push(article.trim().to_owned());
            continue;
        }
        let message = format!(
            "{} has \"{}\", which is no http(s) address; write all of the article's address, such \
             as \"https://news.example/a\"",
            section.path_of(key),
            shown(&article)
        );
        section.problem(&span, message);
    }
    articles
}

/// The keys of [`Selection`].
const SELECTION: [&str; 5] = ["include", "exclude", "offset", "per-feed", "max-age"];

/// The conditions for articles. The widget gets the chosen articles, so these are no attributes of
/// its element.
fn selection(section: &mut Section<'_>) -> Selection {
    let mut words = |key| {
        let words = section.string(key).map(|(words, _)| words);
        Words::read(&words.unwrap_or_default(), &fold)
    };
    Selection {
        include: words("include"),
        exclude: words("exclude"),
        offset: section.number("offset", 0..=10_000).unwrap_or(0),
        per_feed: section.number("per-feed", 1..=100),
        max_age: section.number("max-age", 1..=36_500),
        ..Selection::default()
    }
}

/// Attributes of the element, checked like in the widget. The widget would only warn about a wrong
/// value. Here it is a problem, because it can still be corrected.
fn attributes(section: &mut Section<'_>, edition: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut places = Vec::new();
    let own = |name: &&str| *name != "feed" && !SELECTION.contains(name);
    for name in ATTRIBUTES.into_iter().filter(own) {
        // The key `language` is the attribute `lang`.
        let taken = match name {
            "lang" => section.attribute("language").or(section.attribute("lang")),
            name => section.attribute(name),
        };
        if let Some((value, span)) = taken {
            attributes.push((name.to_owned(), value));
            places.push(span);
        }
    }
    let (_, warnings) = Options::read(&|name| {
        let mut attributes = attributes.iter();
        attributes
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
    });
    for warning in warnings {
        let at = attributes
            .iter()
            .position(|(name, _)| name == warning.attribute);
        if let Some(span) = at.and_then(|at| places.get(at)) {
            let message = format!(
                "edition.{edition}.{} = \"{}\" is not {}",
                warning.attribute, warning.value, warning.expected
            );
            section.problem(span, message);
        }
    }
    attributes.sort();
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str) -> Config {
        read(text, Path::new("/site")).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    #[track_caller]
    fn bad(text: &str, expected: &[&str]) {
        let problems = read(text, Path::new("/site")).expect_err("problems");
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_whole_configuration() {
        let config = good(
            r#"
address = "https://news.example/embed"
out = "s3://bucket/embed"
[edition.politics]
feeds = ["https://news.example/politics/rss.xml", "feeds/local.json", "file:///srv/a.xml"]
limit = 6
heading = "Politics"
language = "de"
include = "budget, école+grève"
offset = 2
per-feed = 3
max-age = 7
pin = ["https://news.example/a"]
block = "https://news.example/b"
layout = "list"
[edition.politics.fields]
list = "response.results"
title = "webTitle"
[pictures]
widths = [640, 320, 640]
[fetch]
allow = ["Intranet.example", "10.0.0.5:80"]
"#,
        );
        assert_eq!(
            config.address.map(String::from).as_deref(),
            Some("https://news.example/embed/")
        );
        assert_eq!(config.out, "s3://bucket/embed");
        assert_eq!(config.state, Path::new("/site/.latest-news"));
        assert_eq!(config.fetch.allow, ["intranet.example", "10.0.0.5:80"]);
        assert_eq!(config.pictures.map(|p| p.widths), Some(vec![320, 640]));
        let [edition] = &config.editions[..] else {
            panic!("one edition")
        };
        let feeds: Vec<String> = edition.feeds.iter().map(ToString::to_string).collect();
        assert_eq!(
            feeds,
            [
                "https://news.example/politics/rss.xml",
                "/site/feeds/local.json",
                "/srv/a.xml"
            ]
        );
        for (name, expected) in [
            ("limit", Some("6")),
            // With three feeds, readers want to know the source.
            ("sources", Some("show")),
            ("heading", Some("Politics")),
            ("lang", Some("de")),
            ("layout", Some("list")),
            ("theme", None),
        ] {
            assert_eq!(edition.attribute(name), expected, "{name}");
        }
        assert_eq!(edition.pin, ["https://news.example/a"]);
        assert_eq!(edition.block, ["https://news.example/b"]);
        let fields = edition.fields.clone().unwrap_or_default();
        assert_eq!(fields.list, "response.results");
        assert_eq!(fields.names, [("title".to_owned(), "webTitle".to_owned())]);
    }

    #[test]
    fn little_is_enough() {
        let config = good("[edition.news]\nfeeds = \"https://news.example/rss\"\n");
        assert_eq!(config.out, "/site/public/embed");
        assert_eq!(config.pictures, Some(Pictures::default()));
        assert_eq!(config.address, None);
        let none = good("pictures = false\n[edition.news]\nfeeds = [\"a.xml\"]\n");
        assert_eq!(none.pictures, None);
    }

    #[test]
    fn every_problem_has_a_line_and_a_cure() {
        let news = "[edition.news]\nfeeds = [\"a.xml\"]\n";
        bad(
            &format!("{news}limt = 3\n"),
            &["line 3: edition.news.limt is not known; did you mean limit?"],
        );
        bad(
            &format!("adress = \"https://a.example/\"\nouts = \"a\"\n{news}"),
            &[
                "line 1: adress is not known; did you mean address?",
                "line 2: outs is not known; did you mean out?",
            ],
        );
        bad(
            &format!("{news}limit = 0\nlayout = \"rows\"\n"),
            &[
                "line 3: edition.news.limit = \"0\" is not a number from 1 to 100",
                "line 4: edition.news.layout = \"rows\" is not carousel, list, grid, hero or ticker",
            ],
        );
        bad(
            &format!("{news}per-feed = 0\nmax-age = 1.5\noffset = \"two\"\n"),
            &[
                "line 3: edition.news.per-feed is not a whole number from 1 to 100",
                "line 4: edition.news.max-age is not a whole number from 1 to 36500",
                "line 5: edition.news.offset is not a whole number from 0 to 10000",
            ],
        );
        bad(
            "[edition.news]\nfeeds = [\"ftp://a.example/x\", 3]\n",
            &[
                "line 2: edition.news.feeds is of type integer; write a list of texts: [\"…\", \"…\"]",
            ],
        );
        bad(
            "[edition.news]\nfeeds = [\"ftp://a.example/x\"]\n",
            &[
                "line 2: edition.news.feeds: \"ftp://a.example/x\" is neither http(s) nor a file; \
               write the address of a feed, or a path",
            ],
        );
        bad(
            "address = \"/embed\"\n[edition.news]\nlimit = 3\n",
            &[
                "line 1: address = \"/embed\" is not a public http(s) address; write where the folder will \
                 be served from, such as \"https://news.example/embed/\"",
                "line 2: edition.news has no feeds; add feeds = [\"https://…\"]",
            ],
        );
        for address in [
            "https://news.example/embed#x",
            "https://news.example/embed?x",
        ] {
            bad(
                &format!("address = \"{address}\"\n{news}"),
                &[&format!(
                    "line 1: address = \"{address}\" has a query or a fragment, and no file is below \
                     such an address; write where the folder will be served from, such as \
                     \"https://news.example/embed/\""
                )],
            );
        }
        bad(
            &format!("out = \"ftp://a.example\"\nstate = \"s3://bucket\"\n{news}"),
            &[
                "line 1: out = \"ftp://a.example\" is neither a folder nor an object store; write the \
                 path of a folder, s3://bucket/folder, gs://… or az://…",
                "line 2: state = \"s3://bucket\" is an address; write the path of a folder on this \
                 machine",
            ],
        );
        bad(
            &format!("{news}pin = [\"https://a.example/a\", \"/b\"]\n"),
            &[
                "line 3: edition.news.pin has \"/b\", which is no http(s) address; write all of the \
                 article's address, such as \"https://news.example/a\"",
            ],
        );
        bad(
            "[edition.Latest]\nfeeds = [\"a.xml\"]\n",
            &[
                "line 1: edition.Latest cannot be a file name; use small letters, digits, - and _, \
               beginning with a letter, and none of latest-news, pictures, presets, manifest",
            ],
        );
        bad(
            "",
            &["line 1: there is no edition; add [edition.news] with feeds = [\"…\"]"],
        );
        bad(
            &format!("[pictures]\nwidths = [1]\n{news}"),
            &[
                "line 2: pictures.widths must be 1 to 8 widths of 16 to 4096 pixels, such as [320, \
               640, 960]",
            ],
        );
        for host in [
            "http://a/",
            "*.example",
            "",
            "10.0.0.5:99999",
            "a b",
            "a?b",
            "[::1",
        ] {
            bad(
                &format!("[fetch]\nallow = [\"{host}\"]\n{news}"),
                &[&format!(
                    "line 2: fetch.allow has \"{host}\", which is not a host; write \
                     \"intranet.example\" or \"10.0.0.5:8080\""
                )],
            );
        }
        good(&format!(
            "[fetch]\nallow = [\"::1\", \"[::1]:80\", \"a_b\"]\n{news}"
        ));
    }

    #[test]
    fn what_is_not_toml_names_its_line() {
        let problems = read("[edition.news]\nfeeds = [\n", Path::new("")).expect_err("problems");
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].to_string().contains("this is not TOML: "),
            "{problems:?}"
        );
    }
}
