//! Feeds that are not quite right, as publishers send them. One odd element loses no article.

use std::time::{Duration, Instant};

use latest_news_core::feed::{Article, Published};
use publisher::read::{Read, Sent, read};

use super::{article, only};

const INSTANT: i64 = 1_795_942_177_000;
const DAY: i64 = 1_795_910_400_000;

fn try_read(bytes: &[u8]) -> Result<Read, String> {
    let sent = Sent {
        bytes,
        media_type: "",
        base: "https://news.example/rss.xml",
    };
    read(&sent, None).map_err(|error| error.to_string())
}

/// The only article of an Atom feed with this in its entry.
#[track_caller]
fn entry(parts: &str) -> Article {
    only(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\">\
         <title>T</title><entry><title>A</title><link href=\"https://news.example/a\"/>{parts}\
         </entry></feed>"
    ))
}

#[test]
fn one_odd_element_loses_no_feed() {
    for odd in [
        "<media:title/>",
        "<media:title></media:title>",
        "<media:title><![CDATA[]]></media:title>",
        "<media:title type=\"text\">x</media:title>",
        "<media:description type=\"text/html\">x</media:description>",
        "<media:description type=\"html\"><p>x</p></media:description>",
        "<media:group><media:title>x</media:title><media:description/></media:group>",
        "<media:thumbnail url=\"/a.jpg\" time=\"99999999999999999999999\"/>",
        "<itunes:duration>99999999999999999999999</itunes:duration>",
        "<itunes:title/>",
        "<itunes:summary type=\"x\"/>",
        "<description xml:base=\"http://\">x</description>",
    ] {
        assert_eq!(article(odd).headline, "A", "{odd}");
    }
    for (odd, summary) in [
        ("<media:group><media:description/></media:group>", ""),
        ("<summary/>", ""),
        ("<summary type=\"text/plain\">S</summary>", "S"),
        ("<summary type=\"TEXT\">S</summary>", "S"),
        ("<summary type=\"html\"><p>S</p> <b>T</b></summary>", "S T"),
        ("<content type=\"application/xml\"/>", ""),
        (
            "<content type=\"application/xhtml+xml\"><div>S</div></content>",
            "S",
        ),
        ("<content type=\"text/markdown\"></content>", ""),
        (
            "<content type=\"text/html; charset=utf-8\">&lt;p&gt;S&lt;/p&gt;</content>",
            "S",
        ),
        (
            "<content src=\"https://news.example/a\" type=\"text/html\">\n</content>",
            "",
        ),
        ("<content type=\"image/png\">iVBORw0KGgo=</content>", ""),
        ("<content type=\"nonsense\">S</content>", ""),
        (
            "<content xml:base=\"http://\" type=\"html\">S</content>",
            "S",
        ),
        ("<rights/><contributor/>", ""),
    ] {
        assert_eq!(entry(odd).summary, summary, "{odd}");
    }
    let old = only(
        "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title type=\"text/plain\">T</title>\
         <entry><title type=\"text/html\" mode=\"escaped\">A &amp;amp; B</title>\
         <link rel=\"alternate\" href=\"https://news.example/a\"/>\
         <issued>2026-11-29T08:49:37Z</issued></entry></feed>",
    );
    assert_eq!(old.headline, "A & B");
    assert_eq!(old.published, Some(Published::Instant(INSTANT)));
}

#[test]
fn wrong_references_lose_no_feed() {
    for (title, headline) in [
        ("Tom & Jerry", "Tom & Jerry"),
        ("Q&A: R&D", "Q&A: R&D"),
        ("&#55357;&#56832; A", "😀 A"),
        ("A &#x110000;", "A \u{fffd}"),
        ("A&#8; B", "A B"),
        ("It&#146;s", "It’s"),
        ("A &ouml; &hellip;", "A ö …"),
        ("1 < 2 <3", "1 < 2 <3"),
    ] {
        let got = only(&format!(
            "<rss version=\"2.0\"><channel><title>T & T</title><item><title>{title}</title>\
             <link>https://n.example/?a=1&b=2</link>\
             <enclosure url=\"https://n.example/a.jpg?c&d=1\" type=\"image/jpeg\"/></item></channel></rss>"
        ));
        assert_eq!(got.headline, headline, "{title}");
        assert_eq!(got.url, "https://n.example/?a=1&b=2");
        assert_eq!(got.image.unwrap().url, "https://n.example/a.jpg?c&d=1");
    }
}

#[test]
fn broken_xml_is_told_with_its_line() {
    for (feed, expected) in [
        (
            "\n<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>\n<item><title>A</b></item>",
            "cannot be used: its XML is broken in line 4: ",
        ),
        (
            "<rss version=\"2.0\"><channel>\n\n<item><title>A</title>",
            "cannot be used: its XML is broken in line 3: <item> does not end; ",
        ),
        (
            "<rss version=\"2.0\"><channel>\n<item><title>A</title></item>\n<image><url>",
            "cannot be used: its XML is broken in line 3: <url> does not end; ",
        ),
        (
            "<rss version=\"2.0\"><channel>\n<title>T</title>\n",
            "cannot be used: its XML is broken in line 1: <channel> does not end; ",
        ),
        (
            "<rss version=\"2.0\"><title>A</title></rss>",
            "cannot be used: its XML is no feed that can be read: ",
        ),
    ] {
        let error = try_read(feed.as_bytes()).unwrap_err();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn a_feed_that_is_cut_between_items_is_read() {
    let rss = |item: &str| format!("<rss version=\"2.0\"><channel><title>T</title>{item}");
    let rdf = |item: &str| {
        format!(
            "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\" \
             xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><channel><title>T</title>\
             <link>https://n.example/</link></channel>{item}"
        )
    };
    let atom = |item: &str| {
        let item = item.replace("item>", "entry>");
        let item = item
            .replace("<link>", "<link href=\"")
            .replace("</link>", "\"/>");
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>{item}")
    };
    let item = "<item><title>A</title><link>https://n.example/a</link></item>";
    let formats: [&dyn Fn(&str) -> String; 3] = [&rss, &rdf, &atom];
    for feed in formats {
        for rest in ["", "\n  ", "<!-- a -->", "\n<"] {
            let cut = feed(&format!("{item}{rest}"));
            assert_eq!(only(&cut).headline, "A", "{cut}");
        }
        for rest in [
            "<it",
            "<item>",
            "<item><title>B",
            "<!-- a",
            "<item><title>B</title>",
        ] {
            let cut = feed(&format!("{item}\n{rest}"));
            let error = try_read(cut.as_bytes()).expect_err(&cut);
            let expected = "cannot be used: its XML is broken in line 2: ";
            assert!(error.starts_with(expected), "{cut} {error}");
        }
    }
}

#[test]
fn dates_are_read_in_every_form_that_is_sent() {
    let instant = Some(Published::Instant(INSTANT));
    let day = Some(Published::Day(DAY));
    let date = |text: &str| format!("<pubDate>{text}</pubDate>");
    for (text, expected) in [
        ("Sun, 29 Nov 2026 08:49:37 GMT", instant),
        ("Sun, 29 Nov 2026 08:49:37", day),
        ("2026-11-29 08:49:37 UTC", instant),
        ("2026-11-29 09:49:37 +0100", instant),
        ("2026-11-29T17:49:37+09:00", instant),
        (
            "2026-11-29T17:49+09:00",
            Some(Published::Instant(INSTANT - 37_000)),
        ),
        ("Sun, 29 Nov 2026 08:49:37 CET", day),
        ("Sun, 29 Nov 2026 08:49:37 JST", day),
        ("Sun, 29 Nov 2026 09:49:37 GMT+0100", instant),
        ("So, 29 Nov 2026 09:49:37 +0100", instant),
        ("November 29, 2026 08:49:37 GMT", instant),
        ("2026-11-29", day),
        ("soon", None),
    ] {
        assert_eq!(article(&date(text)).published, expected, "{text}");
    }
    const DC: &str = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    const TERMS: &str = "xmlns:dcterms=\"http://purl.org/dc/terms/\"";
    let good = date("Sun, 29 Nov 2026 08:49:37 GMT");
    for item in [
        format!("{good}<dc:date {DC}>2026-11-29</dc:date>"),
        format!("<dc:date {DC}>2026-11-28</dc:date>{good}"),
        format!("{good}<dc:date {DC}>soon</dc:date>"),
        format!("<pubDate>soon</pubDate><dc:date {DC}>2026-11-29T08:49:37Z</dc:date>"),
        format!("<dcterms:created {TERMS}>2026-11-29T08:49:37Z</dcterms:created>"),
        format!(
            "<dcterms:modified {TERMS}>2026-12-01T08:49:37Z</dcterms:modified>\
             <dcterms:issued {TERMS}>2026-11-29T08:49:37Z</dcterms:issued>"
        ),
        format!("<dcterms:modified {TERMS}>2026-11-29T08:49:37Z</dcterms:modified>"),
    ] {
        assert_eq!(article(&item).published, instant, "{item}");
    }
    for parts in [
        "<updated>2026-12-01T08:49:37Z</updated><published>2026-11-29T08:49:37Z</published>",
        "<updated>2026-11-29T08:49:37Z</updated>",
        "<modified>2026-12-01T08:49:37Z</modified><issued>2026-11-29T08:49:37Z</issued>",
        "<modified>2026-11-29T08:49:37Z</modified>",
    ] {
        assert_eq!(entry(parts).published, instant, "{parts}");
    }
}

#[test]
fn names_are_read_without_addresses() {
    const DC: &str = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    for (item, authors) in [
        (
            "<author>ada@n.example (Ada Example)</author>".to_owned(),
            vec!["Ada Example"],
        ),
        (
            "<author>ada@n.example – Ada</author>".to_owned(),
            vec!["Ada"],
        ),
        (
            "<author>山田太郎（yamada@n.example）</author>".to_owned(),
            vec!["山田太郎"],
        ),
        (
            format!("<dc:creator {DC}>Зоя—zoya@n.example</dc:creator>"),
            vec!["Зоя"],
        ),
        ("<author>ada@n.example</author>".to_owned(), vec![]),
        (
            format!("<author>a@n.example</author><dc:creator {DC}>Ada</dc:creator>"),
            vec!["Ada"],
        ),
        (
            "<itunes:author>Host H</itunes:author><g:author>Host H</g:author>".to_owned(),
            vec!["Host H"],
        ),
        (
            "<itunes:author>é@n.example</itunes:author>".to_owned(),
            vec![],
        ),
    ] {
        assert_eq!(article(&item).authors, authors, "{item}");
    }
    let got =
        entry("<author><name>Ada (ada@n.example)</name><email>ada@n.example</email></author>");
    assert_eq!(got.authors, ["Ada"]);
    let got = only(
        "<rss version=\"2.0\"><channel><managingEditor>é@n.example</managingEditor>\
         <webMaster>（é@n.example）</webMaster><itunes:author>Зоя—zoya@n.example</itunes:author>\
         <item><title>A</title><link>https://n.example/a</link></item></channel></rss>",
    );
    assert_eq!(got.authors, ["Зоя"]);
}

#[test]
fn only_the_page_of_an_item_is_its_link() {
    let read = |parts: &str| {
        let feed = format!(
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>T</title>\
             <link>https://news.example/</link><item><title>A</title>{parts}</item></channel></rss>"
        );
        let articles = try_read(feed.as_bytes()).ok()?.feed.articles;
        articles.into_iter().next().map(|article| article.url)
    };
    for (parts, expected) in [
        (
            "<comments>https://n.example/a#c</comments><link>https://n.example/a</link>",
            Some("https://n.example/a"),
        ),
        ("<comments>https://n.example/a#c</comments>", None),
        (
            "<guid isPermaLink=\"false\">https://n.example/id</guid>",
            None,
        ),
        (
            "<guid>https://n.example/a</guid>",
            Some("https://n.example/a"),
        ),
        (
            "<link/><guid isPermaLink=\"true\">https://n.example/a</guid>",
            Some("https://n.example/a"),
        ),
        ("<link>/a</link>", Some("https://news.example/a")),
        (
            "<link href=\"https://n.example/a\"/>",
            Some("https://n.example/a"),
        ),
        (
            "<atom:link rel=\"replies\" href=\"/r\"/><atom:link href=\"https://n.example/a\"/>",
            Some("https://n.example/a"),
        ),
        (
            "<link xml:base=\"https://b.example/c/\">a</link>",
            Some("https://b.example/c/a"),
        ),
    ] {
        assert_eq!(read(parts).as_deref(), expected, "{parts}");
    }
}

#[test]
fn texts_do_not_end_at_a_tag() {
    for (title, description, headline, summary) in [
        (
            "The <i>Titanic</i> sails again",
            "Text <b>bold</b> &amp; more.",
            "The Titanic sails again",
            "Text bold & more.",
        ),
        (
            "<![CDATA[The <i>Titanic</i>]]>",
            "<p>One</p><![CDATA[<p>Two</p>]]>",
            "The Titanic",
            "One Two",
        ),
        (
            "&lt;![CDATA[Wrapped]]&gt;",
            "&lt;![CDATA[Too]]&gt;",
            "Wrapped",
            "Too",
        ),
        ("A &lt;i&gt;b&lt;/i&gt;", "A", "A b", "A"),
    ] {
        let got = only(&format!(
            "<rss version=\"2.0\"><channel><title>T</title><item><title>{title}</title>\
             <media:title>No</media:title><itunes:title>No</itunes:title>\
             <link>https://n.example/a</link><description>{description}</description>\
             <dc:title>No</dc:title></item></channel></rss>"
        ));
        assert_eq!(
            (got.headline.as_str(), got.summary.as_str()),
            (headline, summary)
        );
    }
    let undeclared = only(
        "<rss version=\"2.0\"><channel><title>T</title><item><title>A</title><link>https://n.example/a</link>\
         <media:content url=\"/a.jpg\" medium=\"image\"/><content:encoded><![CDATA[<p>Body</p>]]>\
         </content:encoded></item></channel></rss>",
    );
    assert_eq!(undeclared.summary, "Body");
    assert!(undeclared.image.is_some());
}

#[test]
fn a_feed_begins_behind_the_messages_of_a_server() {
    let feed = "<rss version=\"2.0\"><channel><title>T</title><item><title>Grüße</title>\
                <link>https://n.example/a</link></item></channel></rss>";
    for before in [
        "\n\n<?xml version=\"1.0\"?>",
        "Deprecated: a in b.php on line 3\n<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        "<br />\n<b>Warning</b>: a in <b>b.php</b><br />\n\u{feff}<?xml version=\"1.0\"?>\n",
        "Notice: a ",
    ] {
        assert_eq!(
            only(&format!("{before}{feed}")).headline,
            "Grüße",
            "{before}"
        );
    }
}

#[test]
fn bytes_that_are_no_utf_8_although_they_say_so() {
    let feed = |title: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>T</title>\
             <item><title>{title}</title><link>https://n.example/a</link></item></channel></rss>"
        )
    };
    let western = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let mut mixed = feed("Grüße aus Köln").into_bytes();
    let at = mixed.iter().position(|byte| *byte == b'K').unwrap();
    mixed[at] = 0xff;
    for (bytes, headline) in [
        (western(&feed("“Grüße” – a")), "“Grüße” – a"),
        (mixed, "Grüße aus \u{fffd}öln"),
    ] {
        let read = try_read(&bytes).unwrap();
        assert_eq!(read.feed.articles[0].headline, headline);
    }
}

#[test]
fn a_declaration_that_a_text_quotes_is_not_its_own() {
    let quoted = "<?xml version='1.0' encoding='windows-1252'?>";
    let json = format!(
        "\n{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"{quoted}<rss>\", \"items\": \
         [{{\"id\": \"1\", \"url\": \"https://n.example/a\", \"title\": \"Größe\"}}]}}"
    );
    let list = format!(
        "[{{\"text\": \"{quoted}\", \"url\": \"https://n.example/a\", \"title\": \"Größe\"}}]"
    );
    let rss = format!(
        "<rss version=\"2.0\"><channel><title><![CDATA[{quoted}]]></title><item><title>Größe</title>\
         <link>https://n.example/a</link></item></channel></rss>"
    );
    let comment = format!("<!-- {quoted} -->{rss}");
    let message = format!("Notice: a\n{rss}");
    let declared = format!("\n<?xml version='1.0' encoding='utf-8'?>{rss}");
    for feed in [json, list, rss, comment, message, declared] {
        assert_eq!(only(&feed).headline, "Größe", "{feed}");
    }
}

#[test]
fn of_several_elements_one_is_taken() {
    let got = article(
        "<itunes:duration>12:34</itunes:duration><g:duration>12:34</g:duration>\
         <enclosure url=\"/a.mp3\" type=\"audio/mpeg\"/><source url=\"a\"/>\
         <source url=\"b\">Herald</source><source url=\"c\">Post</source>",
    );
    assert_eq!(got.badges.audio.unwrap().seconds, Some(754));
    assert_eq!(got.source.unwrap().name, "Herald");
}

#[test]
fn an_item_has_a_language_of_its_own() {
    const DC: &str = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    let language = |article: Article| article.language.unwrap_or_default();
    assert_eq!(
        language(article(&format!("<dc:language {DC}>de</dc:language>"))),
        "de"
    );
    for entry in [
        "<entry xml:lang=\"de\"><title>A</title>",
        "<entry><title xml:lang=\"de\">A</title>",
        "<entry xml:lang=\"en\"><title xml:lang=\"de\">A</title>",
        "<entry><title>A</title><content xml:lang=\"de\">x</content>",
    ] {
        let got = only(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><title>T</title>{entry}\
             <link href=\"https://n.example/a\"/></entry></feed>"
        ));
        assert_eq!(language(got), "de", "{entry}");
    }
}

#[test]
fn items_of_rdf_keep_what_is_theirs() {
    let read = try_read(
        br#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/" xml:base="https://n.example/x/">
            <channel><title>T</title><link>https://n.example/</link></channel>
            <item><title>No link</title><enclosure url="/no.jpg" type="image/jpeg"/></item>
            <item rdf:about="https://n.example/b"><title>B</title></item>
            <item><title>C</title><link>c</link><dc:subject>Town</dc:subject><dc:creator>Ada</dc:creator>
              <enclosure url="https://n.example/c.jpg" type="image/jpeg"/></item></rdf:RDF>"#,
    )
    .unwrap();
    let [b, c] = &read.feed.articles[..] else {
        panic!("{:?}", read.feed)
    };
    assert_eq!(read.feed.skipped.len(), 1);
    assert_eq!((b.url.as_str(), &b.image), ("https://n.example/b", &None));
    assert_eq!(c.url, "https://n.example/x/c");
    assert_eq!(c.section.as_deref(), Some("Town"));
    assert_eq!(c.authors, ["Ada"]);
    assert_eq!(c.image.as_ref().unwrap().url, "https://n.example/c.jpg");
}

#[test]
fn credits_belong_to_the_picture_that_is_shown() {
    let image = |width: u32, inside: &str| {
        format!(
            "<media:content url=\"https://n.example/{width}.jpg\" medium=\"image\" width=\"{width}\">\
             {inside}</media:content>"
        )
    };
    let video = "<media:content url=\"https://n.example/a.mp4\" type=\"video/mp4\">\
                 <media:title>V</media:title><media:credit>Cy</media:credit>\
                 <media:thumbnail url=\"https://n.example/v.jpg\"/></media:content>";
    let ada = "<media:credit>Ada</media:credit><media:title>Ada's</media:title>";
    let bo = "<media:credit role=\"publisher\">Agency</media:credit>\
              <media:credit role=\"photographer\">Bo (bo@n.example)</media:credit>\
              <media:title>Bo's</media:title>";
    for (item, credit, alt) in [
        (image(100, ada) + &image(700, bo), Some("Bo"), "Bo's"),
        (image(700, ada) + &image(100, bo), Some("Ada"), "Ada's"),
        (image(700, "") + &image(100, bo), None, ""),
        (format!("{video}{}", image(700, "")), None, ""),
        (video.to_owned(), None, ""),
        (image(700, "") + ada, Some("Ada"), "Ada's"),
        (
            format!("<media:group>{bo}{}</media:group>{ada}", image(700, "")),
            Some("Bo"),
            "Bo's",
        ),
    ] {
        let got = article(&item).image.unwrap();
        assert_eq!(
            (got.credit.as_deref(), got.alt.as_str()),
            (credit, alt),
            "{item}"
        );
    }
}

#[test]
fn media_without_a_type_are_told_by_their_endings() {
    let media = |url: &str| format!("<media:content url=\"https://n.example/{url}\"/>");
    let sized = |url: &str| media(&format!("{url}\" width=\"640\" height=\"360"));
    let bytes = |kind: &str, url: &str| media(&format!("{url}\" type=\"{kind}/octet-stream"));
    let enclosure = |url: &str| format!("<enclosure url=\"https://n.example/{url}\"/>");
    for (item, is_picture, is_audio) in [
        (media("a"), true, false),
        (media("a?b.mp3"), true, false),
        (media("a.mp3"), false, true),
        (media("a.pdf"), false, false),
        (media("a.b/c"), true, false),
        (
            media("api/res/1.2/x--/https://media.n.example/en/ap.org/0123abcd"),
            true,
            false,
        ),
        (
            sized("api/res/1.2/x--/https://media.n.example/en/ap.org/0123abcd"),
            true,
            false,
        ),
        (sized("a.ashx"), true, false),
        (sized("a.mp4"), false, false),
        (sized("a.ashx\" duration=\"9"), false, false),
        (bytes("application", "a.jpg"), true, false),
        (bytes("binary", "a.b/c.mp3"), false, true),
        (bytes("Application", "a.pdf"), false, false),
        (bytes("binary", "a.php\" medium=\"audio"), false, true),
        (
            enclosure("a.jpg\" type=\"application/octet-stream"),
            true,
            false,
        ),
        (enclosure("a.mp3\" type=\"binary/octet-stream"), false, true),
        (enclosure("a.jpg/b"), false, false),
        (enclosure("a"), false, false),
        (enclosure("a.JPG"), true, false),
        (enclosure("a.mp3?b"), false, true),
    ] {
        let got = article(&item);
        let found = (got.image.is_some(), got.badges.audio.is_some());
        assert_eq!(found, (is_picture, is_audio), "{item}");
    }
}

/// How long a feed takes. The shorter of two times, because a machine has other things to do.
fn time(feed: &str) -> Duration {
    let times = (0..2).map(|_| {
        let begun = Instant::now();
        try_read(feed.as_bytes()).unwrap();
        begun.elapsed()
    });
    times.min().unwrap()
}

/// In each row, as many letters stand in a place where they cost nothing.
#[test]
fn long_names_and_attributes_cost_their_length() {
    let long = "p".repeat(5_000);
    let media = "<media:content url=\"a.jpg\"/>".repeat(60);
    let rss = |root: &str, channel: &str, item: &str, child: &str| {
        let name = child.split(' ').next().unwrap();
        let item = format!(
            "<item {item}><title>A</title><link>/a</link>{}{media}</item>",
            format!("<{child}>x</{name}>").repeat(4)
        );
        format!(
            "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\" {root}><channel {channel}>\
             <link>https://n.example/</link>{}</channel></rss>",
            item.repeat(10)
        )
    };
    let plain = rss("", "", "", "y");
    let entries = "<entry><title>A</title><link href=\"https://n.example/a\"/></entry>"
        .replace("</entry>", &format!("{}</entry>", "<a/>".repeat(50)))
        .repeat(10);
    let atom = |prefix: &str| format!("<{prefix}feed>{entries}</{prefix}feed>");
    let attribute = format!("{long}=\"x\"");
    let many: String = (0..2_000).map(|n| format!("a{n}=\"\" ")).collect();
    let base = format!("{many} xml:base=\"https://n.example/\"");
    let rows = [
        ("the root's name", atom(&format!("{long}:")), atom("")),
        (
            "the root's attribute",
            rss(&attribute, "", "", "y"),
            plain.clone(),
        ),
        ("the root's base", rss(&base, "", "", "y"), plain.clone()),
        (
            "a prefix's address",
            rss(&format!("xmlns:x=\"{long}\""), "", "", "x:y"),
            plain.clone(),
        ),
        ("the channel's base", rss("", &base, "", "y"), plain.clone()),
        (
            "items' attributes",
            rss("", "", &attribute, "y"),
            plain.clone(),
        ),
        ("items' bases", rss("", "", &base, "y"), plain.clone()),
        (
            "elements' names",
            rss("", "", "", &format!("n{long}")),
            plain.clone(),
        ),
        (
            "elements' prefixes",
            rss("", "", "", &format!("{long}:y")),
            plain.clone(),
        ),
        (
            "elements' attributes",
            rss("", "", "", &format!("y {attribute}")),
            plain.clone(),
        ),
    ];
    let slow = rows.into_iter().filter_map(|(what, feed, control)| {
        let comment = "p".repeat(feed.len() - control.len());
        let (took, control) = (time(&feed), time(&format!("<!-- {comment} -->{control}")));
        // Other tests run beside this one and may hold it up for a moment.
        let most = control * 6 + Duration::from_millis(300);
        (took > most).then(|| format!("{what}: {took:?}, not {control:?}"))
    });
    let slow: Vec<String> = slow.collect();
    assert!(slow.is_empty(), "{slow:#?}");
}
