//! Compares documents with the source: every name that a partner may write, style or listen to must
//! be in both. The test compares text. It does not understand meaning.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use latest_news::browser::fetch::LoadError;
use latest_news_core::feed::{self, FeedError, MAX_ITEMS, SkipReason, Xml};
use latest_news_core::interface;
use latest_news_core::limits::{MAX_BYTES, TIMEOUT};
use latest_news_core::retry;

const ATTRIBUTES: &str = "docs/attributes.md";
const LOOKS: &str = "docs/looks.md";
const PUBLISHING: &str = "docs/publishing.md";

/// The README is short: it leads to the pages that list the names.
#[test]
fn readme_leads_to_every_list_of_names() {
    let readme = read("README.md");
    for page in [
        ATTRIBUTES,
        LOOKS,
        "docs/feeds.md",
        "docs/troubleshooting.md",
    ] {
        assert!(
            readme.contains(&format!("]({page}")),
            "README.md does not lead to {page}"
        );
    }
    let words = readme.split_whitespace().count();
    assert!(
        words < 900,
        "README.md has {words} words, too many for two minutes"
    );
}

#[test]
fn attributes_lists_the_languages() {
    let files = fs::read_dir(root().join("labels")).unwrap();
    let mut tags: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .map(|name| name.trim_end_matches(".json").to_owned())
        .collect();
    tags.push("en".to_owned());
    check_table(ATTRIBUTES, "Languages", "labels/", &tags);
}

#[test]
fn attributes_lists_the_events() {
    let source = read("src/embed/adapters.rs");
    let events: Vec<String> = literals_after(&source, "\"latest-news-", '"')
        .iter()
        .map(|end| format!("latest-news-{end}"))
        .collect();
    check_table(ATTRIBUTES, "Events", "src/embed/adapters.rs", &events);
}

#[test]
fn attributes_lists_the_kinds_of_error() {
    let mut kinds = arms(&read("src/browser/fetch.rs"), "fn kind(");
    let feeds = read("src/store/feeds.rs");
    kinds.extend(literals_after(&feeds, "self.fail(\"", '"'));
    for source in [
        read("src/store/reporting.rs"),
        read("src/store/source/outcome.rs"),
        read("loader/element.js"),
    ] {
        kinds.extend(literals_after(&source, "kind: \"", '"'));
    }
    check_table(ATTRIBUTES, "Kinds of error", "the source", &kinds);
}

#[test]
fn attributes_lists_the_reasons_of_a_slide() {
    let reasons = arms(&read("src/store/adapters.rs"), "fn name(");
    check_table(
        ATTRIBUTES,
        "Reasons of a slide",
        "src/store/adapters.rs",
        &reasons,
    );
}

#[test]
fn attributes_lists_the_states() {
    let states = arms(&read("src/store/mod.rs"), "fn name(");
    check_table(ATTRIBUTES, "States", "src/store/mod.rs", &states);
}

#[test]
fn looks_lists_the_tokens_and_their_defaults() {
    let mut tokens: Vec<String> = files("style").iter().flat_map(|css| tokens(css)).collect();
    tokens.extend(self::tokens(&read("loader/sheet.js")));
    let tokens = one_row_each(tokens);
    let documented = rows(&read(LOOKS), "Tokens", 2);
    let documented: Vec<String> = documented.iter().map(|row| row.join(": ")).collect();
    check("docs/looks.md, Tokens", &documented, "style/*.css", &tokens);
}

#[test]
fn looks_lists_the_layouts_and_presets() {
    check_table(
        LOOKS,
        "Layouts",
        "interface.toml",
        &interface::LAYOUT.values().collect::<Vec<_>>(),
    );
    let presets: Vec<String> = std::fs::read_dir("presets")
        .expect("presets/")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|name| name.trim_end_matches(".css").to_owned())
        .collect();
    check_table(LOOKS, "Presets", "presets/", &presets);
}

#[test]
fn looks_lists_the_parts() {
    let parts: Vec<String> = files("src/view")
        .iter()
        .flat_map(|source| parts(source))
        .collect();
    check_table(LOOKS, "Parts", "src/view", &parts);
}

#[test]
fn feeds_states_the_limits_of_a_feed() {
    let megabytes = MAX_BYTES / 1_000_000;
    let seconds = TIMEOUT / 1_000;
    let line = format!(
        "- The first {MAX_ITEMS} items are read, of at most {megabytes} MB, within {seconds} seconds."
    );
    assert!(
        read("docs/feeds.md").contains(&line),
        "docs/feeds.md lacks {line:?}"
    );
}

/// docs/troubleshooting.md must contain every console message, word for word.
#[test]
fn troubleshooting_quotes_the_console() {
    let document = read("docs/troubleshooting.md");
    let mut lines: Vec<String> = [
        FeedError::Empty,
        FeedError::Xml(Xml::Rss),
        FeedError::Html,
        FeedError::Utf16,
        FeedError::NotJson {
            line: 3,
            column: 14,
            found: '}',
        },
        FeedError::CutShort {
            line: 212,
            column: 40,
        },
        FeedError::Publisher {
            message: "Unknown Content API Key".into(),
        },
        FeedError::UnknownFormat {
            keys: vec!["hello".into(), "world".into()],
        },
        FeedError::NoArticles {
            items: 14,
            reason: SkipReason::NoLink,
        },
        FeedError::NotAList { found: "a number" },
    ]
    .iter()
    .map(FeedError::to_string)
    .collect();
    let skipped = [
        SkipReason::NotAnObject,
        SkipReason::NoHeadline,
        SkipReason::NoLink,
        SkipReason::UnsafeLink,
        SkipReason::Unpublished,
    ];
    lines.extend(skipped.map(|reason| reason.to_string()));
    let lists = br#"{"posts": [], "featured": [{"title": "A", "url": "/a", "date": "2026-05-01"}],
        "videos": [{"title": "B", "url": "/b", "date": "2026-05-01"}]}"#;
    let lists = feed::parse(lists, "https://news.example/feed.json");
    lines.extend(lists.map(|feed| feed.left_out));
    let unloaded = [
        LoadError::Unreachable,
        LoadError::Timeout,
        LoadError::Status(404),
        LoadError::TooLarge,
    ];
    lines.extend(unloaded.map(|error| error.to_string()));
    for (file, name) in [
        ("src/store/feeds.rs", "NO_FEED"),
        ("src/store/reporting.rs", "SHOWN_FROM_COPY"),
        ("src/store/source/outcome.rs", "NOT_LOADED"),
    ] {
        let found = literals_after(&read(file), &format!("const {name}: &str = \""), '"');
        assert_eq!(found.len(), 1, "{name} in {file}");
        lines.extend(found);
    }
    let loader = [files("loader"), files("loader/widget")].concat().concat();
    let cures = literals_after(&loader, " failure(\"", '"');
    assert!(!cures.is_empty(), "no cures found in the loader");
    lines.extend(cures);
    let mut complaints = literals_after(&loader, "complain(\"", '"');
    complaints.extend(literals_after(&loader, "LOST = \"", '"'));
    complaints.extend(literals_after(&loader, "complain(`", '`'));
    assert!(!complaints.is_empty(), "no complaints found in the loader");
    lines.extend(complaints.iter().map(|line| {
        let line = line.replace("${file}", "de");
        let line = line.replace("refuses it: ${error}", "refuses it: …");
        line.replace("${error}", "status 404")
    }));
    let missing: Vec<&String> = lines
        .iter()
        .filter(|line| !document.contains(*line))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/troubleshooting.md does not quote {missing:#?}"
    );
}

/// The fault matrix: each row has a test in every engine, and each test has a row.
#[test]
fn reliability_lists_the_faults_that_are_tried() {
    let tests = read("tests/e2e/tests/faults.rs");
    let tried: Vec<String> = tests
        .lines()
        .skip_while(|line| *line != "cases![")
        .skip(1)
        .take_while(|line| *line != "];")
        .filter(|line| line.starts_with("    ") && !line.starts_with("     "))
        .filter_map(|line| line.trim().split([' ', ',']).next())
        .map(str::to_owned)
        .collect();
    let document = read("docs/reliability.md");
    let rows: Vec<String> = [
        "Servers and networks",
        "Readers and pages",
        "The widget itself",
    ]
    .iter()
    .flat_map(|heading| rows(&document, heading, 1).concat())
    .collect();
    check(
        "docs/reliability.md",
        &rows,
        "tests/e2e/tests/faults.rs",
        &tried,
    );
}

/// The numbers about retries and `refresh` are those of the source.
#[test]
fn reliability_states_the_limits() {
    let document = read("docs/reliability.md");
    let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
    let seconds = retry::PATIENCE / 1_000;
    let again = match retry::TRIES - 1 {
        2 => "twice",
        other => panic!("how is {other} times said?"),
    };
    for words in [
        format!(
            "**{} seconds, {} MB.**",
            TIMEOUT / 1_000,
            MAX_BYTES / 1_000_000
        ),
        format!("the statuses 408, 429 and 5xx: {again}"),
        format!("the server wants more than {seconds} seconds"),
    ] {
        assert!(
            document.contains(&words),
            "docs/reliability.md lacks {words:?}"
        );
    }
}

/// The sizes of the release are its budgets.
#[test]
fn scale_and_readme_state_the_budgets() {
    let source = read("xtask/src/release/size.rs");
    let document = read("docs/scale.md");
    let readme = read("README.md");
    for (budget, file, row_of_readme) in [
        (
            "LOADER_BUDGET",
            "`latest-news.js`, the loader",
            "the script",
        ),
        (
            "WIDGET_BUDGET",
            "glue and WebAssembly, two files",
            "glue and WebAssembly",
        ),
    ] {
        let bytes = literals_after(&source, &format!("const {budget}: usize = "), ';');
        let row = format!("| {file} | at most {} |", bytes[0].replace('_', ","));
        assert!(document.contains(&row), "docs/scale.md lacks {row:?}");
        let row = readme.lines().find_map(|line| {
            let cells = line.strip_prefix(&format!("| {row_of_readme} | "))?;
            cells.strip_suffix(" |")?.split_once(" | ")
        });
        let (present, most) = row.expect("the sizes in README.md");
        let number = |cell: &str| cell.replace(',', "").parse::<u32>().unwrap();
        assert_eq!(number(most), number(&bytes[0].replace('_', "")));
        assert!(number(present) <= number(most), "README.md: {present}");
    }
}

/// docs/embedding.md has a row for every situation that is tested, and no other rows.
#[test]
fn embedding_lists_the_tests_of_host_pages() {
    let mut tests: Vec<String> = files("tests/e2e/tests/hosts")
        .iter()
        .flat_map(|source| cases(source))
        .collect();
    let delivery = read("tests/e2e/tests/delivery.rs");
    tests.extend(cases(&delivery));
    tests.extend(literals_after(&delivery, "Case::new(\"", '"'));
    let embedding = read("docs/embedding.md");
    let listed: Vec<String> = embedding
        .lines()
        .filter(|line| line.starts_with("| "))
        .filter_map(|row| row.trim_end_matches(" |").rsplit('|').next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|code| code.matches('_').count() > 1)
        .map(str::to_owned)
        .collect();
    check("docs/embedding.md", &listed, "tests/e2e/tests", &tests);
}

/// For each promise in docs/security.md there is a test with the given name.
#[test]
fn security_names_tests_that_exist() {
    let document = read("docs/security.md");
    let folders = [
        "tests/e2e/tests",
        "tests/e2e/tests/embed",
        "tests/e2e/tests/hosts",
        "core/tests",
    ];
    let tests = folders.map(files).concat().concat();
    let known = |name: &str| {
        [format!("fn {name}("), format!("Case::new(\"{name}\"")]
            .iter()
            .any(|start| tests.contains(start.as_str()))
    };
    let tables = document.lines().filter(|line| line.starts_with("| "));
    let code = tables.flat_map(|row| row.split('`').skip(1).step_by(2));
    let named: Vec<&str> = code.filter(|code| is_test_name(code)).collect();
    assert!(named.len() > 20, "only {} tests are named", named.len());
    let unknown: Vec<&&str> = named.iter().filter(|name| !known(name)).collect();
    assert!(
        unknown.is_empty(),
        "docs/security.md names no tests: {unknown:?}"
    );
}

/// Each row of docs/support.md and each check in docs/languages.md names a test that exists.
#[test]
fn support_and_languages_name_tests_that_exist() {
    let mut folders = vec!["tests".to_owned(), "src/store/tests".to_owned()];
    folders.extend(folders_in("tests/e2e/tests"));
    let tests: String = folders.iter().flat_map(|folder| files(folder)).collect();
    for (document, least) in [("docs/support.md", 15), ("docs/languages.md", 4)] {
        let text = read(document);
        let rows = text.lines().filter(|line| line.starts_with("| "));
        let cells = rows.filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next());
        let code = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
        let named: Vec<&str> = code.filter(|code| is_test_name(code)).collect();
        assert!(named.len() >= least, "{document} names only {named:?}");
        let is_known = |name: &str| {
            [format!("fn {name}("), format!("Case::new(\"{name}\"")]
                .iter()
                .any(|start| tests.contains(start.as_str()))
        };
        let unknown: Vec<&&str> = named.iter().filter(|name| !is_known(name)).collect();
        assert!(unknown.is_empty(), "{document} names no tests: {unknown:?}");
    }
}

/// What docs/support.md says about browsers is what the loader asks for, and what the README says.
#[test]
fn support_says_what_the_loader_asks_for() {
    let document = read("docs/support.md");
    let source = read("loader/start.js");
    let asked = source.split_once("const isSupported = () =>").unwrap().1;
    let asked = asked.split_once(';').unwrap().0;
    let parts: Vec<&str> = asked.split("&&").map(str::trim).collect();
    assert_eq!(
        parts,
        [
            "self.customElements",
            "self.WebAssembly",
            "self.CSS?.supports(\"color\", \"light-dark(red,red)\")"
        ],
        "docs/support.md describes other questions of the loader"
    );
    for feature in [
        "| Custom elements |",
        "| WebAssembly, which",
        "| `light-dark()` |",
    ] {
        assert!(
            document.contains(feature),
            "docs/support.md lacks {feature}"
        );
    }
    let (_, oldest) = document.split_once("## The oldest browsers").unwrap();
    let oldest = |browser: &str| {
        let row = oldest
            .lines()
            .find_map(|line| line.strip_prefix(&format!("| {browser} | ")));
        row.unwrap().split(' ').next().unwrap()
    };
    let said = format!(
        "Chrome and Edge {}, Firefox {}, Safari {}, and newer",
        oldest("Chrome, Edge"),
        oldest("Firefox"),
        oldest("Safari, iOS")
    );
    assert!(
        read("docs/partners.md").contains(&said),
        "docs/partners.md lacks {said:?}"
    );
}

/// The doubtful words in docs/languages.md are those in `labels/`.
#[test]
fn languages_quotes_the_labels() {
    let document = read("docs/languages.md");
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `"));
    let mut quoted = 0;
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [tag, phrase, words, _] = cells[..] else {
            panic!("docs/languages.md: {row} has not four cells");
        };
        let (tag, phrase) = (tag.trim_matches('`'), phrase.trim_matches('`'));
        let labels: serde_json::Value =
            serde_json::from_str(&read(&format!("labels/{tag}.json"))).unwrap();
        assert_eq!(labels[phrase], words, "docs/languages.md: {tag}, {phrase}");
        quoted += 1;
    }
    assert!(quoted > 10, "only {quoted} rows found");
}

#[test]
fn publishing_lists_the_events_of_the_command() {
    let source = read("publisher/src/report.rs");
    let (_, rest) = source.split_once("pub enum Event {").unwrap();
    let (body, _) = rest.split_once("\n}").unwrap();
    let is_variant =
        |line: &&str| line.starts_with("    ") && line[4..].starts_with(char::is_uppercase);
    let variants = body.lines().filter(is_variant);
    let events: Vec<String> = variants
        .map(|line| line.trim().trim_end_matches(" {").to_lowercase())
        .collect();
    check_table(
        PUBLISHING,
        "Lines of JSON",
        "publisher/src/report.rs",
        &events,
    );
}

/// Each row about bad input in docs/publishing.md names a test, and each such test has a row.
#[test]
fn publishing_has_a_test_for_each_bad_input() {
    let document = read(PUBLISHING);
    let (_, table) = document.split_once("| what | then | test |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| !line.is_empty());
    let folders = [
        "publisher/tests",
        "publisher/src/picture",
        "publisher/src/gather",
    ];
    let all = folders.map(|folder| files(folder).concat()).concat();
    let mut listed = Vec::new();
    for row in rows {
        let cell = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row} has no test");
        for name in names {
            let is_test = ["#[test]\nfn", "#[tokio::test]\n    async fn"]
                .iter()
                .any(|start| all.contains(&format!("{start} {name}()")));
            assert!(is_test, "docs/publishing.md: {name} is no test");
            listed.push(name.to_owned());
        }
    }
    let source = read("publisher/tests/bad_input.rs");
    for name in literals_after(&source, "#[test]\nfn ", '(') {
        assert!(listed.contains(&name), "docs/publishing.md lacks {name}");
    }
}

/// The commands that documents show exist.
#[test]
fn documents_name_commands_that_exist() {
    let publisher = read("publisher/src/command/mod.rs");
    let (_, publisher) = publisher.split_once("enum Command {").unwrap();
    let (publisher, _) = publisher.split_once("\n}").unwrap();
    let publisher: Vec<String> = publisher
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"))
        .filter(|name| !name.starts_with(' '))
        .map(str::to_lowercase)
        .collect();
    let xtask = literals_after(&read("xtask/src/main.rs"), "\ncargo xtask ", ' ');
    let documents = [documents(), vec!["CHANGELOG.md".to_owned()]].concat();
    for (program, known) in [("latest-news", publisher), ("cargo xtask", xtask)] {
        let told = documents.iter().flat_map(|document| {
            let told = commands(&read(document), program).into_iter();
            told.map(move |command| (document, command))
        });
        let told: Vec<_> = told.collect();
        let unknown: Vec<_> = told.iter().filter(|it| !known.contains(&it.1)).collect();
        assert!(unknown.is_empty(), "{program}: {unknown:?}");
        let in_readme = told.iter().filter(|it| it.0 == "README.md");
        assert!(
            in_readme.count() > 1,
            "README.md shows no command of {program}"
        );
    }
}

/// The second words of the commands that begin with a program, in code and in blocks for a shell.
fn commands(document: &str, program: &str) -> Vec<String> {
    let blocks = literals_after(document, "```sh\n", '`');
    let lines = blocks.iter().flat_map(|block| block.lines());
    let code = document.split('`').skip(1).step_by(2);
    let words = lines
        .chain(code)
        .filter_map(|line| line.strip_prefix(program)?.strip_prefix(' '))
        .filter_map(|rest| rest.split_whitespace().next());
    let is_name = |word: &&str| word.bytes().all(|it| it.is_ascii_lowercase());
    words.filter(is_name).map(str::to_owned).collect()
}

/// A row that is not part of a table would be shown as it is written, with its bars.
#[test]
fn rows_belong_to_tables() {
    let mut faults = Vec::new();
    for document in [documents(), vec!["CHANGELOG.md".to_owned()]].concat() {
        let stray = stray_rows(&read(&document)).into_iter();
        faults.extend(stray.map(|line| format!("{document}:{line} is a row of no table")));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// A document names a file of the project as `](path)` or as `src/…`. Each of these files must
/// exist.
#[test]
fn documents_name_files_that_exist() {
    let mut missing = Vec::new();
    for document in documents() {
        for path in paths(&read(&document)) {
            // Links are relative to the document. Paths in code are relative to the project's root.
            let beside = root().join(&document).with_file_name("");
            if !root().join(&path).exists() && !beside.join(&path).exists() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
}

/// The documents of the project, except for the list of changes, which names what is gone.
fn documents() -> Vec<String> {
    let names = |folder: &str| {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let documents = names.filter(|name| name.ends_with(".md") && name != "CHANGELOG.md");
        documents
            .map(|name| format!("{folder}{name}"))
            .collect::<Vec<_>>()
    };
    let all = [names(""), names("docs/")].concat();
    assert!(all.len() > 20, "only {} documents", all.len());
    all
}

#[track_caller]
fn check_table<S: AsRef<str>>(document: &str, heading: &str, source: &str, expected: &[S]) {
    let names: Vec<String> = rows(&read(document), heading, 1).concat();
    // `goTo(index)` stands for the method goTo.
    let names: Vec<&str> = names
        .iter()
        .map(|name| name.split('(').next().unwrap())
        .collect();
    check(&format!("{document}, {heading}"), &names, source, expected);
}

#[track_caller]
fn check<A: AsRef<str>, B: AsRef<str>>(place: &str, names: &[A], source: &str, expected: &[B]) {
    let faults = faults(place, names, source, expected);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The differences between two lists, without regard to order and repetition. An empty list is also
/// a fault: it means that this test does not find the source any more.
fn faults<A: AsRef<str>, B: AsRef<str>>(
    place: &str,
    names: &[A],
    source: &str,
    expected: &[B],
) -> Vec<String> {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let expected: Vec<&str> = expected.iter().map(AsRef::as_ref).collect();
    let mut faults = Vec::new();
    for (list, place) in [(&names, place), (&expected, source)] {
        if list.is_empty() {
            faults.push(format!("no names found in {place}"));
        }
    }
    let missing = expected.iter().filter(|name| !names.contains(name));
    faults.extend(missing.map(|name| format!("{place} lacks `{name}` of {source}")));
    let unknown = names.iter().filter(|name| !expected.contains(name));
    faults.extend(unknown.map(|name| format!("{place} has `{name}`, {source} has not")));
    faults.sort();
    faults.dedup();
    faults
}

/// The code in the first cells of each row of the table under a heading. Rows whose first cell is
/// not code, such as the table's head, are left out.
fn rows(document: &str, heading: &str, cells: usize) -> Vec<Vec<String>> {
    let is_heading = |line: &&str| line.starts_with('#');
    let mut lines = document
        .lines()
        .skip_while(|line| !is_heading(line) || line.trim_start_matches('#').trim() != heading);
    lines.next();
    lines
        .take_while(|line| !is_heading(line))
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|row| {
            let code = |cell: &str| cell.trim().trim_matches('`').to_owned();
            row.split('|').take(cells).map(code).collect()
        })
        .collect()
}

/// The numbers of the lines that begin with a bar and belong to no table. The second line of a table
/// separates its head from its rows.
fn stray_rows(document: &str) -> Vec<usize> {
    let lines: Vec<&str> = document.lines().collect();
    let is_row = |at: usize| lines.get(at).is_some_and(|line| line.starts_with('|'));
    let separates = |at: usize| {
        let marks =
            |line: &&str| line.contains("--") && line.bytes().all(|it| b"|-: ".contains(&it));
        is_row(at) && lines.get(at).is_some_and(marks)
    };
    let (mut stray, mut in_code, mut in_table) = (Vec::new(), false, false);
    for (at, line) in lines.iter().enumerate() {
        in_code ^= line.trim_start().starts_with("```");
        in_table = is_row(at) && (in_table || separates(at + 1));
        if is_row(at) && !in_table && !in_code {
            stray.push(at + 1);
        }
    }
    stray
}

#[test]
fn accessibility_names_the_tests_that_show_it() {
    let document = read("docs/accessibility.md");
    let code = document.split('`').skip(1).step_by(2);
    let named: Vec<String> = code
        .filter(|code| is_test_name(code))
        .map(str::to_owned)
        .collect();
    let folder = "tests/e2e/tests/accessibility";
    let tests: Vec<String> = files(folder).iter().flat_map(|it| cases(it)).collect();
    check("docs/accessibility.md", &named, folder, &tests);
}

/// The tests in the `cases!` of an end-to-end module.
fn cases(source: &str) -> Vec<String> {
    let rest = source.split_once("cases![").map_or("", |(_, rest)| rest);
    let inside = rest.split_once("];").map_or("", |(inside, _)| inside);
    inside
        .split(',')
        .filter_map(|case| case.split_whitespace().next())
        .filter(|name| is_test_name(name))
        .map(str::to_owned)
        .collect()
}

fn is_test_name(name: &str) -> bool {
    name.contains('_')
        && name
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

/// The text between each occurrence of `start` and the next `end`.
fn literals_after(source: &str, start: &str, end: char) -> Vec<String> {
    source
        .split(start)
        .skip(1)
        .filter_map(|rest| rest.split(end).next())
        .map(str::to_owned)
        .collect()
}

/// The strings that the arms of a function's match return.
fn arms(source: &str, function: &str) -> Vec<String> {
    let rest = source.split_once(function).map_or("", |(_, rest)| rest);
    let body = rest.split_once("\n    }").map_or("", |(body, _)| body);
    literals_after(body, "=> \"", '"')
}

/// The public tokens that a style sheet reads, as `name: default`. If the default is private, it is
/// replaced by its public token.
fn tokens(css: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    // A condition that only asks whether a token is set says nothing about its default.
    let css: String = css
        .lines()
        .filter(|line| !line.contains("--_plain"))
        .collect();
    for rest in css.split("var(--latest-news-").skip(1) {
        let mut depth = 1;
        let end = rest.find(|letter| {
            depth += match letter {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        let (name, default) = rest[..end.unwrap_or(0)]
            .split_once(',')
            .unwrap_or((rest, ""));
        let default = default.trim();
        let public = default
            .strip_prefix("var(--_")
            .and_then(|name| name.strip_suffix(')'));
        let default = public.map_or(default.to_owned(), |name| format!("--latest-news-{name}"));
        tokens.push(format!("--latest-news-{name}: {default}"));
    }
    tokens
}

/// Tokens by name. Several defaults of one token are joined as in docs/looks.md.
fn one_row_each(tokens: Vec<String>) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for token in tokens {
        let name = token.split_once(' ').map_or("", |(name, _)| name);
        match rows.iter_mut().find(|row| row.starts_with(name)) {
            Some(row) if row.contains(&token[name.len()..]) => {}
            Some(row) => *row += &format!(" or{}", &token[name.len()..]),
            None => rows.push(token),
        }
    }
    rows
}

/// The names that the view gives to its parts, in any notation.
fn parts(source: &str) -> Vec<String> {
    let ways = [".part(\"", "\"part\", \"", "control(scope, \""];
    ways.iter()
        .flat_map(|way| literals_after(source, way, '"'))
        .collect()
}

/// Files and folders of the project that a document names, in links or as code. Names with a
/// placeholder and names of release files are left out, because they are not in the repository.
fn paths(document: &str) -> Vec<String> {
    let mut paths = literals_after(document, "](", ')');
    // A missing picture is noticed anyway.
    paths.retain(|link| !link.contains("://") && !link.starts_with('#') && !link.ends_with(".png"));
    let code = document.split('`').skip(1).step_by(2);
    let folders = [
        "src/",
        "core/",
        "loader/",
        "configurator/",
        "style/",
        "tests/",
        "benches/",
        "xtask/",
        "preview/",
        "docs/",
        "hosting/",
        "wordpress/",
        ".ci/",
        ".cargo/",
    ];
    paths.extend(
        code.filter(|code| folders.iter().any(|folder| code.starts_with(folder)))
            .filter(|code| !code.contains(['*', '<', '…', ' ', '?']))
            .map(str::to_owned),
    );
    for path in &mut paths {
        path.truncate(path.find('#').unwrap_or(path.len()));
    }
    paths
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The texts of all files in a folder.
fn files(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// A folder and those inside it.
fn folders_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let entries = entries.map(|entry| entry.unwrap());
    let inside = entries.filter(|entry| entry.path().is_dir());
    let names = inside.map(|entry| entry.file_name().into_string().unwrap());
    let mut folders: Vec<String> = names.map(|name| format!("{folder}/{name}")).collect();
    folders.push(folder.to_owned());
    folders
}

#[test]
fn a_name_on_one_side_only_is_a_fault() {
    #[track_caller]
    fn check(names: &[&str], expected: &[&str], faults: &[&str]) {
        assert_eq!(self::faults("here", names, "there", expected), faults);
    }
    check(&["a", "b"], &["b", "a", "a"], &[]);
    check(&["a"], &["a", "b"], &["here lacks `b` of there"]);
    check(&["a", "b"], &["a"], &["here has `b`, there has not"]);
    check(
        &[],
        &["a"],
        &["here lacks `a` of there", "no names found in here"],
    );
    check(
        &["a"],
        &[],
        &["here has `a`, there has not", "no names found in there"],
    );
}

#[test]
fn tables_are_found_by_their_heading() {
    let readme = "\
# Parts of it
| `wrong` | |
## Parts
| part | what |
|---|---|
| `a` | is `b` |
| `c(d)` | `e` |
## Next
| `f` | |
";
    assert_eq!(rows(readme, "Parts", 1), [["a"], ["c(d)"]]);
    assert_eq!(rows(readme, "Next", 2), [["f", ""]]);
    assert!(rows(readme, "Missing", 1).is_empty());
}

#[test]
fn rows_without_a_head_are_found() {
    #[track_caller]
    fn check(document: &str, expected: &[usize]) {
        assert_eq!(stray_rows(document), expected, "{document}");
    }
    let table = "a\n\n| b | c |\n|---|:-:|\n| d | |\n";
    check(table, &[]);
    check(
        &format!("{table}| e | f |\n\n| g | h |\n| i | j |\n"),
        &[8, 9],
    );
    check(&format!("| x |\n| y |\n\n{table}"), &[1, 2]);
    check("```\n| a |\n```\n| b |\n", &[4]);
}

#[test]
fn names_are_found_in_the_source() {
    assert_eq!(
        arms(
            "fn f() {\n  A => \"a\",\n  B => \"b\",\n    }\n=> \"c\"",
            "fn f("
        ),
        ["a", "b"]
    );
    assert_eq!(
        tokens("a: var(--latest-news-x, f(1, 2)); b: var(--latest-news-y,var(--_x))"),
        [
            "--latest-news-x: f(1, 2)",
            "--latest-news-y: --latest-news-x"
        ]
    );
    assert_eq!(
        parts("it.part(\"a\").attribute(\"part\", \"b\"); control(scope, \"c\")"),
        ["a", "b", "c"]
    );
    assert_eq!(
        cases("cases![\n    a_b,\n    c_1 => |case| case.only_in(X, \"why\"),\n];\nfn d_e("),
        ["a_b", "c_1"]
    );
    assert_eq!(
        paths("[a](b.md#c) [d](https://e) `src/f.rs` `src/<g>` `h`"),
        ["b.md", "src/f.rs"]
    );
}
