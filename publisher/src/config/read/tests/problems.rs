//! What is wrong, word for word.

use super::{bad, good};

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
            "line 4: edition.news.layout = \"rows\" is not one of carousel, list, grid, hero, ticker",
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
        &["line 2: edition.news.feeds is of type integer; write a list of texts: [\"…\", \"…\"]"],
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
