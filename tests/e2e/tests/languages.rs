//! Which language the widget uses for its own words, dates and numbers, and for the articles'.

use harness::{Answer, BuildFile, Engine, Stage, cases, places};
use serde_json::{Value, json};

use crate::widget::{
    Widget, articles, assert_quiet, element, feed_of, open, open_ready, open_with,
};

cases![
    every_language_has_its_direction_words_and_dates,
    a_tag_finds_the_language_that_is_meant,
    the_nearest_language_is_spoken,
    labels_come_beside_everything_else,
    labels_that_are_late_hold_nobody_up,
    labels_that_fail_leave_english,
    labels_that_mean_harm_do_none => |case| case.alone(),
    a_language_is_fetched_once,
    partners_words_are_live,
    positions_are_in_the_readers_digits,
    positions_run_as_their_words_do,
    an_instant_is_said_in_the_readers_zone,
    every_zone_has_its_own_day => |case| case
        .only_in(Engine::Chromium, "the others cannot be moved to another zone"),
    an_article_may_be_in_another_language,
    headlines_keep_their_own_direction,
];

/// Language, direction, and 5 March 2024 in that language. `|` separates the variants of engines
/// with different data.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("en", "ltr", "Mar 5, 2024"),
    // Engines differ in the digits of plain Arabic.
    ("ar-EG", "rtl", "٠٥/٠٣/٢٠٢٤"),
    ("bg", "ltr", "5.03.2024 г."),
    ("cs", "ltr", "5. 3. 2024"),
    ("da", "ltr", "5. mar. 2024"),
    ("de", "ltr", "05.03.2024"),
    ("el", "ltr", "5 Μαρ 2024"),
    ("es", "ltr", "5 mar 2024"),
    ("fa", "rtl", "۱۵ اسفند ۱۴۰۲"),
    ("fi", "ltr", "5.3.2024"),
    ("fr", "ltr", "5 mars 2024"),
    ("he", "rtl", "5 במרץ 2024"),
    ("hi", "ltr", "5 मार्च 2024"),
    ("hu", "ltr", "2024. márc. 5."),
    ("it", "ltr", "5 mar 2024"),
    ("ja", "ltr", "2024/03/05"),
    ("ko", "ltr", "2024. 3. 5."),
    ("nb", "ltr", "5. mars 2024|5. mar. 2024"),
    ("nl", "ltr", "5 mrt 2024"),
    ("pl", "ltr", "5 mar 2024"),
    ("pt", "ltr", "5 de mar. de 2024"),
    ("ro", "ltr", "5 mar. 2024"),
    ("ru", "ltr", "5 мар. 2024 г."),
    ("sv", "ltr", "5 mars 2024"),
    ("tr", "ltr", "5 Mar 2024"),
    ("uk", "ltr", "5 бер. 2024 р."),
    ("zh-Hans", "ltr", "2024年3月5日"),
    ("zh-Hant", "ltr", "2024年3月5日"),
];

/// A phrase from the repository's file.
fn phrase(language: &str, name: &str) -> String {
    let english = [
        ("read-more", "Read more"),
        ("latest-news", "Latest news"),
        ("position", "{} of {}"),
    ];
    if language == "en" {
        let known = english.iter().find(|(known, _)| *known == name);
        return known.unwrap().1.to_owned();
    }
    let path = places::root().join(format!("labels/{language}.json"));
    let labels: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    labels[name].as_str().unwrap().to_owned()
}

/// Asks for a language and waits until the widget uses it.
#[track_caller]
fn speak(stage: &Stage, tag: &str, language: &str) {
    stage
        .page
        .script("host().lang = arguments[0]", json!([tag]));
    wait_for_words(stage, language);
}

#[track_caller]
fn wait_for_words(stage: &Stage, language: &str) {
    let read_more = phrase(language, "read-more");
    let heard = format!(
        "words(part('read-more')).startsWith({:?})",
        format!("{read_more}: ")
    );
    stage.page.wait_until(&heard, language);
}

fn one_article(article: &Value) -> Answer {
    let mut feed = articles(1);
    for (name, value) in article.as_object().unwrap() {
        feed["items"][0][name] = value.clone();
    }
    Answer::json(feed.to_string())
}

fn every_language_has_its_direction_words_and_dates(stage: &Stage) {
    let feed = one_article(&json!({ "date_published": "2024-03-05" }));
    let feed = stage.site.feed("feed.json", feed);
    open(stage, &element(&feed, "dates=\"absolute\""));
    Widget::first(&stage.page).wait_ready();
    let files = std::fs::read_dir(places::root().join("labels")).unwrap();
    assert_eq!(LANGUAGES.len(), files.count() + 1, "a row for each file");
    let mut wrong = Vec::new();
    for (tag, direction, date) in LANGUAGES {
        let language = if *tag == "ar-EG" { "ar" } else { tag };
        speak(stage, tag, language);
        let found = stage.page.eval(
            "[part('base').lang, getComputedStyle(part('base')).direction,
              words(part('heading')), words(part('date')).replace(/[\\u200e\\u200f]/g, '')]",
        );
        let heading = phrase(language, "latest-news");
        let is = |date: &str| found == json!([tag, direction, heading, date]);
        if !date.split('|').any(is) {
            wrong.push(format!("{found} instead of {direction} {heading} {date}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // To a language and back: labels that have arrived are not requested again.
    speak(stage, "de", "de");
    let asked = stage.site.requests_for_build(BuildFile::Labels);
    assert_eq!(asked.len(), LANGUAGES.len() - 1);
    assert_quiet(stage);
}

fn a_tag_finds_the_language_that_is_meant(stage: &Stage) {
    open_ready(stage, 1, "");
    for (tag, language) in [
        ("pt-BR", "pt"),
        ("tlh", "en"),
        ("de-AT", "de"),
        ("de_CH", "de"),
        ("x-no-tag", "en"),
        ("zh", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-SG", "zh-Hans"),
        ("zh_HK", "zh-Hant"),
        ("not a tag", "en"),
        ("no", "nb"),
        ("sr-Latn", "en"),
        ("nn-NO", "nb"),
        ("iw", "he"),
        ("EN-gb", "en"),
        ("FA", "fa"),
    ] {
        speak(stage, tag, language);
    }
    assert_quiet(stage);
}

fn the_nearest_language_is_spoken(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(1));
    let widget = element(&feed, "");
    let loader = format!("<script async src=\"{}\"></script>", stage.site.loader());
    // The script in the page's head, the markup around the element, and the expected language.
    let page_in =
        |language: &str| format!("<script>document.documentElement.lang = '{language}'</script>");
    let browser_in = "<script>document.documentElement.removeAttribute('lang');
        Object.defineProperty(navigator, 'language', { get: () => 'sv-SE' })</script>";
    for (head, around, language) in [
        (page_in("fr"), "{}", "fr"),
        (page_in("fr"), "<div lang='it-CH'><p>{}</p></div>", "it"),
        (page_in(""), "<div lang='cs'>{}</div>", "cs"),
        (browser_in.to_owned(), "{}", "sv"),
        (browser_in.to_owned(), "<div lang=''>{}</div>", "sv"),
        (
            page_in("fr"),
            "<div lang='nl'><template shadowrootmode='open'><slot></slot></template>{}</div>",
            "nl",
        ),
    ] {
        open_with(
            stage,
            &format!("{head}{loader}"),
            &around.replace("{}", &widget),
            "",
        );
        Widget::first(&stage.page).wait_ready();
        wait_for_words(stage, language);
    }
    // Inside a component of the page.
    stage.page.script(
        "const inside = document.createElement('div');
         inside.lang = 'pl';
         document.body.append(inside);
         inside.attachShadow({ mode: 'open' }).append(host().cloneNode(true));
         window.inside = inside.shadowRoot.firstChild;
         inside.scrollIntoView()",
        json!([]),
    );
    stage.page.wait_until(
        &format!(
            "words(window.inside.shadowRoot.querySelector('[part=read-more]')).startsWith({:?})",
            phrase("pl", "read-more")
        ),
        "Polish inside",
    );
    assert_quiet(stage);
}

fn labels_come_beside_everything_else(stage: &Stage) {
    let (gate, labels) = (stage.site.gate(), stage.site.gate());
    for (file, gate) in [(BuildFile::Wasm, &gate), (BuildFile::Labels, &labels)] {
        let gate = gate.clone();
        stage
            .site
            .change_cdn(file, move |answer| answer.held_by(&gate));
    }
    let feed = stage.site.feed("feed.json", feed_of(3).held_by(&gate));
    open(stage, &element(&feed, "lang=\"de\""));
    // No request has been answered, so none can have waited for another. The glue, which requests
    // the labels, is a twentieth of the WebAssembly.
    for file in [BuildFile::Wasm, BuildFile::Labels] {
        stage.site.wait_for_build(file);
    }
    stage.site.wait_for_requests("feed.json", 1);
    // All words from now on, in any frame.
    stage.page.eval(
        "(window.said = new Set(), (function look() {
            said.add(words(part('heading')));
            requestAnimationFrame(look);
         })(), true)",
    );
    // The first of three answers. The widget would not wait long for it.
    labels.open();
    stage.page.wait_until(
        "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/de.json'))",
        "the labels",
    );
    gate.open();
    Widget::first(&stage.page).wait_ready();
    stage.page.frames(3);
    let said = stage.page.eval("[...window.said].filter(Boolean)");
    assert_eq!(said, json!(["Aktuelle Nachrichten"]));
    assert_eq!(stage.site.requests_for_build(BuildFile::Labels).len(), 1);
    assert_quiet(stage);
}

fn labels_that_are_late_hold_nobody_up(stage: &Stage) {
    let gate = stage.site.gate();
    let held = gate.clone();
    stage
        .site
        .change_cdn(BuildFile::Labels, move |answer| answer.held_by(&held));
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&feed, "lang=\"ar\""));
    Widget::first(&stage.page).wait_ready();
    let said = "[words(part('heading')), part('base').lang, part('base').dir]";
    assert_eq!(
        stage.page.eval(said),
        json!(["Latest news", "en", "rtl"]),
        "English, already in the language's direction"
    );
    stage.page.eval("(part('slide').seen = true)");
    gate.open();
    wait_for_words(stage, "ar");
    assert_eq!(
        stage.page.eval(said),
        json!([phrase("ar", "latest-news"), "ar", "rtl"])
    );
    assert_eq!(stage.page.eval("part('slide').seen"), true, "a new slide");
    assert_quiet(stage);
}

fn labels_that_fail_leave_english(stage: &Stage) {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    stage.site.change_cdn(BuildFile::Labels, move |answer| {
        match asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) {
            0 | 1 => Answer::status_only(404),
            _ => answer,
        }
    });
    let feed = stage.site.feed("feed.json", feed_of(3));
    open(stage, &element(&feed, "lang=\"de\""));
    Widget::first(&stage.page).wait_ready();
    wait_for_words(stage, "en");
    // A changed attribute is no reason for another request.
    stage.page.eval("(host().limit = 2, true)");
    stage
        .page
        .wait_until("parts('slide').length === 2", "the limit");
    // The widget does not wait long for labels. Its message may come after English is shown.
    stage
        .page
        .wait_until("collected.console.length > 0", "a message");
    let said = stage.page.console();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].text, "latest-news: no labels for de: status 404");
    assert_eq!(stage.site.requests_for("/de.json").len(), 1);
    assert_eq!(stage.page.errors(), Vec::<String>::new());
    // An element that is added again requests them again, and so does a new element.
    stage.page.eval("((window.kept = host()).remove(), true)");
    stage.page.frames(3);
    stage.page.eval(
        "(document.querySelector('main').append(window.kept), host().scrollIntoView(), true)",
    );
    stage
        .page
        .wait_until("collected.console.length === 2", "a second failure");
    stage
        .page
        .eval("(host().before(host().cloneNode(true)), host().scrollIntoView(), true)");
    wait_for_words(stage, "de");
    assert_eq!(stage.site.requests_for("/de.json").len(), 3);
}

/// Files of labels are not covered by a hash. Their host may belong to somebody else by now.
fn labels_that_mean_harm_do_none(stage: &Stage) {
    let phrases =
        |next: &str| json!({ "next": next, "slide": 7, "__proto__": { "previous": "x" } });
    let huge = [r#"{"next":""#, &"x".repeat(40 << 20), r#""}"#].concat();
    for (what, body, expected) in [
        ("40 MB", huge, Err("too large")),
        ("no JSON", "{".to_owned(), Err("SyntaxError")),
        ("no object", "null".to_owned(), Ok("Next articles")),
        ("a list", "[1]".to_owned(), Ok("Next articles")),
        (
            "bidi controls",
            phrases("\u{202e}Vor\u{2066}\u{7}").to_string(),
            Ok("Vor"),
        ),
        (
            "markup",
            phrases("<img src=x onerror=alert(1)>").to_string(),
            Ok("<img src=x onerror=alert(1)>"),
        ),
        (
            "long words",
            phrases(&"x".repeat(19_000)).to_string(),
            Ok("xxx"),
        ),
    ] {
        stage.site.change_cdn(BuildFile::Labels, move |answer| {
            answer
                .with_body(body.clone())
                .header("Cache-Control", "no-store")
        });
        let feed = stage.site.feed("feed.json", feed_of(9));
        let loader = stage.site.loader();
        // The longest time for which the page was blocked, in milliseconds.
        let watch = "<script>let at = performance.now();
            window.longest = 0;
            setInterval(() => { longest = Math.max(longest, performance.now() - at); at = performance.now(); }, 10)</script>";
        let head = format!("{watch}<script async src=\"{loader}\"></script>");
        open_with(stage, &head, &element(&feed, "lang=\"de\""), "");
        Widget::first(&stage.page).wait_ready();
        let next = "part('next').getAttribute('aria-label')";
        match expected {
            Ok(words) => {
                let comes = format!("{next}.startsWith({words:?}) && {next}.length < 1000");
                stage.page.wait_until(&comes, what);
                assert_eq!(stage.page.console(), [], "{what}");
            }
            Err(words) => {
                stage.page.wait_until("collected.console.length > 0", what);
                let said = stage.page.console();
                let line = "latest-news: no labels for de: ";
                assert!(
                    said[0].text.starts_with(line) && said[0].text.contains(words),
                    "{what}: {said:?}"
                );
                assert_eq!(stage.page.eval(next), "Next articles", "{what}");
            }
        }
        let longest = stage.page.eval("window.longest").as_f64().unwrap();
        assert!(
            longest < 1_000.0,
            "{what} held up the page for {longest} ms"
        );
        assert_eq!(stage.page.errors(), Vec::<String>::new(), "{what}");
    }
}

fn a_language_is_fetched_once(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(2));
    let widgets: String = ["de", "fr", "de-AT", "en", "de"]
        .iter()
        .map(|tag| element(&feed, &format!("lang=\"{tag}\" loading=\"eager\"")))
        .collect();
    open(stage, &widgets);
    for (index, language) in ["de", "fr", "de", "en", "de"].iter().enumerate() {
        Widget::at(&stage.page, index).wait_state("ready");
        let words = format!("words(part('heading', {index}))");
        let heading = phrase(language, "latest-news");
        stage
            .page
            .wait_until(&format!("{words} === {heading:?}"), language);
    }
    assert_eq!(stage.site.requests_for("/de.json").len(), 1);
    assert_eq!(stage.site.requests_for("/fr.json").len(), 1);
    assert_eq!(stage.site.requests_for_build(BuildFile::Labels).len(), 2);
    assert_quiet(stage);
}

fn partners_words_are_live(stage: &Stage) {
    let feed = stage.site.feed("feed.json", feed_of(9));
    let tag = format!(
        "<script async src=\"{}\" data-feed=\"{feed}\" lang=\"de\" data-lang=\"de\"
           data-label-read-more=\"Zum Artikel\"></script>",
        stage.site.loader()
    );
    open_with(stage, "", &tag, "");
    Widget::first(&stage.page).wait_ready();
    let read_more = |expected: &str| {
        let heard = format!(
            "words(part('read-more')) === {:?}",
            format!("{expected}: Article 1")
        );
        stage.page.wait_until(&heard, expected);
    };
    read_more("Zum Artikel");
    stage
        .page
        .eval("(host().setAttribute('label-read-more', 'Ganz lesen'), true)");
    read_more("Ganz lesen");
    stage.page.eval("(host().labelReadMore = 'Mehr', true)");
    read_more("Mehr");
    stage.page.eval("(host().labelReadMore = null, true)");
    read_more("Weiterlesen");
    stage.page.eval("(host().labelNext = 'Vorwärts', true)");
    let next = stage.page.element("part('next')");
    stage.page.wait_until(
        "part('next').ariaLabel === 'Vorwärts'",
        "the control's name",
    );
    assert_eq!(next.name(), "Vorwärts");
    assert_quiet(stage);
}

fn positions_are_in_the_readers_digits(stage: &Stage) {
    open_ready(stage, 12, "");
    let position = "words(host().shadowRoot.querySelector('.position'))";
    for (tag, language, digits) in [
        ("fa", "fa", "^[۰-۹]+(.[۰-۹]+)? از ۱۲$"),
        ("ar-EG", "ar", "^[٠-٩]+(.[٠-٩]+)? من ١٢$"),
        ("de", "de", "^\\d(–\\d)? von 12$"),
        ("zh-Hans", "zh-Hans", "^第 \\d(-\\d)? 篇，共 12 篇$"),
    ] {
        speak(stage, tag, language);
        stage
            .page
            .wait_until(&format!("/{digits}/.test({position})"), tag);
    }
}

fn positions_run_as_their_words_do(stage: &Stage) {
    open_ready(stage, 12, "");
    // The places of the first and the last character of the range, and of the count.
    let runs = "(() => {
        const text = host().shadowRoot.querySelector('.position').firstChild;
        const range = document.createRange();
        const at = (index) => (range.setStart(text, index), range.setEnd(text, index + 1),
          range.getBoundingClientRect().left);
        return at(0) < at(text.length - 1) ? 'ltr' : 'rtl';
      })()";
    // The tag, the element's own direction, the language of its words, and their direction.
    for (tag, page, language, expected) in [
        ("fa", "", "fa", "rtl"),
        ("de", "", "de", "ltr"),
        ("fa", "ltr", "fa", "rtl"),
        ("de", "rtl", "de", "ltr"),
        // There are no labels for Urdu.
        ("ur", "", "en", "ltr"),
    ] {
        let set = "arguments[0] ? host().dir = arguments[0] : host().removeAttribute('dir')";
        stage.page.script(set, json!([page]));
        speak(stage, tag, language);
        stage.page.wait_until(
            &format!("{runs} === '{expected}'"),
            &format!("{tag} {page}"),
        );
    }
}

/// Half past eight in the evening in Greenwich.
const EVENING: &str = "2024-03-01T20:30:00Z";

#[track_caller]
fn check_instant(stage: &Stage, language: &str, expected: &str) {
    speak(stage, language, language.split('-').next().unwrap());
    let date = "words(part('date')).replace(/\\s/g, ' ')";
    assert_eq!(stage.page.eval(date), expected, "{language}");
    assert_eq!(
        stage.page.eval("part('date').getAttribute('datetime')"),
        EVENING
    );
}

fn open_evening(stage: &Stage) {
    let feed = one_article(&json!({ "date_published": EVENING }));
    let feed = stage.site.feed("feed.json", feed);
    open(stage, &element(&feed, "dates=\"absolute\""));
    Widget::first(&stage.page).wait_ready();
}

/// The tests run in the zone of St. John's, three and a half hours behind UTC
/// (`.cargo/config.toml`).
fn an_instant_is_said_in_the_readers_zone(stage: &Stage) {
    open_evening(stage);
    check_instant(stage, "en-GB", "1 Mar 2024, 17:00");
    check_instant(stage, "de", "01.03.2024, 17:00");
    check_instant(stage, "pl", "1 mar 2024, 17:00");
}

fn every_zone_has_its_own_day(stage: &Stage) {
    let to = |zone: &str| {
        let zone = json!({ "timezoneId": zone });
        stage.page.devtools("Emulation.setTimezoneOverride", zone);
    };
    for (zone, language, expected) in [
        ("Asia/Kathmandu", "en-GB", "2 Mar 2024, 02:15"),
        ("Pacific/Kiritimati", "de", "02.03.2024, 10:30"),
        ("America/Los_Angeles", "fr", "1 mars 2024, 12:30"),
        ("Pacific/Pago_Pago", "es", "1 mar 2024, 9:30"),
    ] {
        to(zone);
        open_evening(stage);
        check_instant(stage, language, expected);
        // Only the day, as for old news.
        stage.page.eval("(host().dates = 'relative', true)");
        let day = expected.split(',').next().unwrap();
        stage
            .page
            .wait_until(&format!("words(part('date')) === {day:?}"), zone);
    }
    to("");
}

fn an_article_may_be_in_another_language(stage: &Stage) {
    let feed = one_article(&json!({
        "title": "فتح الجسر من جديد", "summary": "بعد عامين.", "language": "ar",
    }));
    let feed = stage.site.feed("feed.json", feed);
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_ready();
    // The language of an element's words, found as a screen reader does.
    let spoken = "(() => {
        const language = (element) => element.closest('[lang]').lang;
        const link = part('headline').querySelector('a');
        return [link, part('summary'), part('read-more'), part('date')].map(language).join(' ')
          + ' ' + getComputedStyle(part('slide')).direction;
      })()";
    assert_eq!(stage.page.eval(spoken), "ar ar en en rtl");
    speak(stage, "de", "de");
    assert_eq!(stage.page.eval(spoken), "ar ar de de rtl");
    speak(stage, "ar", "ar");
    assert_eq!(stage.page.eval(spoken), "ar ar ar ar rtl");
    let marks = "part('slide').hasAttribute('lang') || part('slide').hasAttribute('dir')";
    assert_eq!(stage.page.eval(marks), false, "nothing differs");
    assert_quiet(stage);
}

/// If the publisher names no direction, each headline follows its own beginning and does not affect
/// the text around it.
fn headlines_keep_their_own_direction(stage: &Stage) {
    let mut news = articles(2);
    news.as_object_mut().unwrap().remove("language");
    news["items"][0]["title"] = json!("iPhone في القاهرة!");
    news["items"][1]["title"] = json!("القاهرة: iPhone 15!");
    let feed = stage.site.feed("feed.json", Answer::json(news.to_string()));
    open(stage, &element(&feed, ""));
    Widget::first(&stage.page).wait_ready();
    let links = "parts('headline').map((headline) => {
        const { direction, unicodeBidi } = getComputedStyle(headline.querySelector('a'));
        return `${direction} ${unicodeBidi}`;
      })";
    for (tag, language) in [("en", "en"), ("he", "he")] {
        speak(stage, tag, language);
        let found = stage.page.eval(links);
        assert_eq!(found, json!(["ltr isolate", "rtl isolate"]), "{tag}");
    }
    // A text that begins with a foreign name is still in the language that its publisher names.
    news["items"][0]["language"] = json!("ar");
    let said = stage.site.feed("said.json", Answer::json(news.to_string()));
    stage
        .page
        .script("host().setAttribute('feed', arguments[0])", json!([said]));
    stage.page.wait_until(
        &format!("JSON.stringify({links}) === '[\"rtl isolate\",\"rtl isolate\"]'"),
        "the publisher's direction",
    );
    news["items"][0].as_object_mut().unwrap().remove("language");
    let unsaid = stage
        .site
        .feed("unsaid.json", Answer::json(news.to_string()));
    stage
        .page
        .script("host().setAttribute('feed', arguments[0])", json!([unsaid]));
    stage.page.wait_until(
        &format!("JSON.stringify({links}) === '[\"ltr isolate\",\"rtl isolate\"]'"),
        "their own directions again",
    );
    // The exclamation mark is at the end of the line in the headline's own direction.
    let ends = "parts('headline').map((headline) => {
        const text = headline.querySelector('a').firstChild;
        const range = document.createRange();
        const at = (index) => (range.setStart(text, index), range.setEnd(text, index + 1),
          range.getBoundingClientRect().left);
        return at(text.length - 1) > at(0) ? 'right' : 'left';
      })";
    assert_eq!(stage.page.eval(ends), json!(["right", "left"]));
}
