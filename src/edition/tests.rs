//! Editions and their files.

use super::*;
use crate::view::Tree;

/// Minified like the release's.
const CSS: &str = ".base{display:flex;--_gap: var(--latest-news-gap, 4px);--_lines: initial}\
    h3,h4{margin:var(--_gap)}.headline{margin:0}.marker{width:8px}.retry{color:red}\
    .base[data-bare]{gap:0}@media print{.headline{margin:1px}}\
    :host([layout=grid i]) .track{display:grid}:host([layout=ticker i]) .track{height:1em}\
    @media (hover:hover){.headline:hover{color:blue}}\
    [data-focus~=y4]{order:1}[data-focus~=y0]{order:2}.text:first-child{order:3}\
    .slide:first-child:nth-last-child(2)~.slide{order:4}.slide:first-child:nth-last-child(3){order:5}\
    .slide:only-child{order:6}.picture:has(.broken){order:7}.status:not(.hidden){order:8}\
    .headline:is(:lang(en),:lang(de)){order:9}.headline:lang(fi){order:10}\
    :is(.headline,.more):hover{order:11}.text{order:12;transition:color 1s;left:0}";

const JSON: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"News","language":"en","items":[
{"id":"1","url":"https://news.example/1","title":"Bridge </script> & \"reopens\"","summary":"After two years.","image":"https://news.example/1.jpg","_latest_news":{"image":{"url":"https://news.example/1.jpg","alt":"The bridge","credit":"Ada","focus":{"x":0.5,"y":1}}},"date_published":"2024-05-10T11:00:00Z"},
{"id":"2","url":"https://news.example/2","title":"Ferry stops","date_published":"2024-05-09"}]}"#;

fn files(attributes: &[(&str, &str)]) -> Vec<File> {
    files_of(JSON, attributes)
}

fn files_of(json: &str, attributes: &[(&str, &str)]) -> Vec<File> {
    let attributes: Vec<_> = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let edition = Edition {
        name: "news",
        address: "https://news.example/embed/",
        attributes: &attributes,
        json,
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

/// Some publishers write the code of a country.
#[test]
fn the_language_is_what_the_headlines_are_written_in() {
    for (tag, headline, lang) in [
        ("kr", "다리가 다시 열린다", "ko"),
        ("jp", "橋がまた開く", "ja"),
        ("cz", "Most se otevírá", "cs"),
        ("gr", "Η γέφυρα ανοίγει", "el"),
        ("de", "Die Brücke öffnet", "de"),
        // No language, and nothing shows which one is meant.
        ("cn", "The bridge opens", "en"),
    ] {
        let json = JSON.replace("Ferry stops", headline);
        let json = json.replace("\"language\":\"en\"", &format!("\"language\":\"{tag}\""));
        let frame = contents(&files_of(&json, &[]), "news/frame.html");
        assert!(
            frame.contains(&format!("<html lang=\"{lang}\"")),
            "{tag}: {frame}"
        );
    }
}

#[test]
fn a_date_of_the_far_future_is_not_shown() {
    let json = JSON.replace("2024-05-09", "2124-05-09");
    let html = contents(&files_of(&json, &[]), "news.html");
    assert!(
        html.contains("May 10, 2024") && !html.contains("2124"),
        "{html}"
    );
}

#[test]
fn the_element_shows_its_articles_without_a_script() {
    let html = contents(&files(&[("heading", "A < B")]), "news.html");
    for part in [
        "<latest-news edition=\"news\" feed=\"https://news.example/embed/news.json\" heading=\"A &lt; B\">",
        "<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"https://news.example/embed/latest-news/0.1.0/widget.0123.css\">",
        " hidden><slot name=\"header\"></slot><div class=\"top\">",
        "Bridge &lt;/script&gt; &amp; &quot;reopens&quot;",
        "<a href=\"https://news.example/2\"",
        "datetime=\"2024-05-10T11:00:00Z\"",
        ">May 10, 2024</time>",
        "src=\"https://news.example/1.jpg\"",
        "alt=\"The bridge\"",
        ">Picture: Ada</span>",
    ] {
        assert!(html.contains(part), "no {part} in {html}");
    }
    assert!(!html.contains("</img>") && !html.contains("<!--"), "{html}");
    assert_eq!(html.matches("</script>").count(), 1, "{html}");
}

/// The data around the loader, by name.
#[track_caller]
fn data(script: &str) -> serde_json::Value {
    let (_, mut rest) = script.rsplit_once("\n})({").expect("data");
    let mut data = serde_json::Map::new();
    while let Some((name, after)) = rest.split_once(':') {
        let mut values = serde_json::Deserializer::from_str(after).into_iter();
        let value = values.next().expect("a value").expect("JSON");
        data.insert(name.to_owned(), value);
        rest = after[values.byte_offset()..].trim_start_matches(',');
    }
    assert_eq!(rest, "});\n");
    data.into()
}

#[test]
fn the_script_holds_the_view_as_data() {
    let script = contents(&files(&[("layout", "grid")]), "news.js");
    let data = data(&script);
    assert_eq!(data["attributes"]["layout"], "grid");
    assert_eq!(data["tree"][0], "section");
    assert_eq!(data["shape"][0], "div");
    assert_eq!(script.matches("read-more").count(), 2, "{script}");
    let css = data["css"].as_str().expect("text");
    assert!(css.contains(".headline") && css.contains("grid"), "{css}");
    // Rules for this number of slides, for one slide without a picture, and for this language.
    for (order, is_kept) in [
        (1, true),
        (2, false),
        (3, true),
        (4, true),
        (5, false),
        (6, false),
        (7, false),
        (8, false),
        (9, true),
        (10, false),
        (11, false),
    ] {
        let rule = format!("{{order:{order}}}");
        assert_eq!(css.contains(&rule), is_kept, "{rule} in {css}");
    }
    assert!(css.contains(".text{order:12;left:0}"), "{css}");
    // The private property is replaced by its value.
    assert!(css.contains("margin:var(--latest-news-gap, 4px)"), "{css}");
    for gone in [
        ".marker",
        ".retry",
        "ticker",
        ":hover",
        "--_",
        "h4",
        "data-bare",
        "print",
    ] {
        assert!(!css.contains(gone), "{gone} in {css}");
    }
}

#[test]
fn what_differs_between_slides_comes_once() {
    use super::rows::split;
    let slide = |title: &str, url: &str| {
        let text = |text: &str| Tree::Text(text.to_owned());
        let element = |tag, attributes: &[(&'static str, &str)], children| Tree::Element {
            tag,
            attributes: attributes
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
            children,
        };
        let hidden = element(
            "span",
            &[("title", &["On ", title].concat())],
            vec![text(&[": ", title].concat())],
        );
        element(
            "div",
            &[("class", "slide"), ("id", url)],
            vec![text(title), element("a", &[("href", url)], vec![hidden])],
        )
    };
    let mut slides = vec![slide("A", "/a"), slide("B", "/b"), slide("C", "/c")];
    slides[1].set("lang", "de");
    slides[2].children_mut()[1].set("rel", "noopener");
    if let Tree::Element { children, .. } = &mut slides[0] {
        children.truncate(1);
    }
    let (tree, shape, rows) = split(&Tree::Element {
        tag: "div",
        attributes: vec![("class", "track".to_owned())],
        children: slides,
    });
    assert_eq!(tree.to_string(), r#"["div",{"class":"track"},0]"#);
    let expected = r#"["div",{"class":"slide","id":0,"lang":1},2,
        [3,["a",{"href":0,"rel":4},["span",{"title":5},": ",2]]]]"#;
    assert_eq!(shape.to_string(), expected.replace("\n        ", ""));
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let expected = [
        r#"["/a",0,"A",0,0,0]"#,
        r#"["/b","de","B",1,0,"On B"]"#,
        r#"["/c",0,"C",1,"noopener","On C"]"#,
    ];
    assert_eq!(rows, expected);
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
fn only_the_frame_tells_its_height() {
    let files = files(&[]);
    let tells = |name: &str| contents(&files, name).contains("message: \"height\"");
    assert!(tells("news/frame.html"));
    assert!(!tells("news.html") && !tells("news.js"));
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
