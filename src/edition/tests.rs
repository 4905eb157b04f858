//! Editions as files.

use super::*;

/// As the release minifies it.
const CSS: &str = ".base{display:flex}.headline{margin:0}.marker{width:8px}.retry{color:red}\
    :host([layout=grid i]) .track{display:grid}:host([layout=ticker i]) .track{height:1em}\
    @media (hover:hover){.headline:hover{color:blue}}";

const JSON: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"News","language":"en","items":[
{"id":"1","url":"https://news.example/1","title":"Bridge </script> & \"reopens\"","summary":"After two years.","image":"https://news.example/1.jpg","_latest_news":{"image":{"alt":"The bridge","credit":"Ada"}},"date_published":"2024-05-10T11:00:00Z"},
{"id":"2","url":"https://news.example/2","title":"Ferry stops","date_published":"2024-05-09"}]}"#;

fn files(attributes: &[(&str, &str)]) -> Vec<File> {
    let attributes: Vec<_> = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let edition = Edition {
        name: "news",
        address: "https://news.example/embed/",
        attributes: &attributes,
        json: JSON,
        now: 1_715_342_400_000,
    };
    let release = Release {
        address: "https://news.example/embed/",
        loader: "(()=>{})();",
        style_sheet: StyleSheet {
            path: "latest-news/0.1.0/widget.0123.css",
            css: CSS,
        },
    };
    write(&edition, &release).expect("an edition")
}

#[track_caller]
fn contents(files: &[File], path: &str) -> String {
    let file = files.iter().find(|file| file.path == path);
    file.unwrap_or_else(|| panic!("no {path}")).contents.clone()
}

#[test]
fn an_edition_is_five_files() {
    let paths: Vec<String> = files(&[]).into_iter().map(|file| file.path).collect();
    let expected = [
        "news.js",
        "news.html",
        "news.json",
        "news/frame.html",
        "news/oembed.json",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn the_element_shows_its_articles_without_a_script() {
    let html = contents(&files(&[("heading", "A < B")]), "news.html");
    for part in [
        "<latest-news edition=\"news\" feed=\"https://news.example/embed/news.json\" heading=\"A &lt; B\">",
        "<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"https://news.example/embed/latest-news/0.1.0/widget.0123.css\">",
        "Bridge &lt;/script&gt; &amp; &quot;reopens&quot;",
        "<a href=\"https://news.example/2\"",
        "datetime=\"2024-05-10T11:00:00Z\"",
        ">May 10, 2024</time>",
        "src=\"https://news.example/1.jpg\"",
        "alt=\"The bridge\"",
        ">Picture: Ada</div>",
    ] {
        assert!(html.contains(part), "no {part} in {html}");
    }
    assert!(!html.contains("</img>") && !html.contains("<!--"), "{html}");
    // Of the data nothing ends the element it stands in.
    assert_eq!(html.matches("</script>").count(), 2, "{html}");
}

#[test]
fn the_script_holds_the_view_as_data() {
    let script = contents(&files(&[("layout", "grid")]), "news.js");
    let data = script
        .rsplit_once("})({")
        .and_then(|(_, data)| data.trim_end().strip_suffix("));"))
        .expect("data");
    let data: serde_json::Value = serde_json::from_str(&["{", data].concat()).expect("JSON");
    assert_eq!(data["attributes"]["layout"], "grid");
    assert_eq!(data["tree"][0], "section");
    assert_eq!(data["seed"], JSON);
    let css = data["css"].as_str().expect("text");
    assert!(css.contains(".headline") && css.contains("grid"), "{css}");
    for gone in [".marker", ".retry", "ticker", ":hover"] {
        assert!(!css.contains(gone), "{gone} in {css}");
    }
}

#[test]
fn the_language_is_the_partners_the_feeds_or_english() {
    let german = contents(&files(&[("lang", "de")]), "news.html");
    assert!(
        german.contains("Weiterlesen") && german.contains("10.05.2024"),
        "{german}"
    );
    let arabic = contents(&files(&[("lang", "ar")]), "news/frame.html");
    assert!(
        arabic.contains("<html lang=\"ar\" dir=\"rtl\">"),
        "{arabic}"
    );
    assert!(
        arabic.contains("target=\"_top\"") && !arabic.contains("_self"),
        "{arabic}"
    );
    assert!(contents(&files(&[]), "news.html").contains("Read more"));
}

#[test]
fn a_feed_without_articles_is_no_edition() {
    let edition = Edition {
        name: "news",
        address: "https://news.example/",
        attributes: &[],
        json: "[]",
        now: 0,
    };
    let release = Release {
        address: "https://news.example/",
        loader: "",
        style_sheet: StyleSheet { path: "", css: CSS },
    };
    let error = write(&edition, &release).unwrap_err().to_string();
    assert_eq!(
        error,
        "the edition's feed holds no articles; name feeds that have some"
    );
    let broken = Edition {
        json: "{",
        ..edition
    };
    assert!(write(&broken, &release).is_err());
}

#[test]
fn the_answer_names_the_frame() {
    let answer = contents(&files(&[]), "news/oembed.json");
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(answer["version"], "1.0");
    let html = answer["html"].as_str().expect("text");
    assert!(
        html.contains("src=\"https://news.example/embed/news/frame.html\""),
        "{html}"
    );
}
