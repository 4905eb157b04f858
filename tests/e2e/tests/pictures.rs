//! Every layout, theme, width, direction, state and preset, compared with approved pictures. Theme
//! and direction do not depend on each other, so a dark picture is also one from right to left.

use harness::{Answer, Origin, Reader, Sheet, Stage, cases};
use serde_json::json;

use crate::looks::COLUMNS;
use crate::theme::rows;
use crate::widget::{FALLBACK, Widget, feed_of};

cases![
    layouts_in_light,
    layouts_in_dark_from_right_to_left => |case| case.reader(Reader::DARK),
    articles_with_all_facts_in_light,
    articles_with_all_facts_in_dark_from_right_to_left => |case| case.reader(Reader::DARK),
    states_in_light,
    states_in_dark_from_right_to_left => |case| case.reader(Reader::DARK),
    presets_in_light,
    presets_in_dark => |case| case.reader(Reader::DARK),
];

const LAYOUTS: [&str; 5] = ["carousel", "list", "grid", "hero", "ticker"];
const NARROW_AND_WIDE: [u32; 2] = [320, 1024];

/// The same fonts on every machine, also in the partner's fallback, and dates that do not change.
const STEADY: &str = "dates=\"absolute\" style=\"font-family:'Noto Sans','Noto Sans Arabic';--latest-news-font-family:inherit\"";
const LEFT_TO_RIGHT: &str = "lang=\"en\"";
const RIGHT_TO_LEFT: &str = "lang=\"ar\"";

/// Headline, summary and picture of invented news from a harbour.
const ARABIC: [(&str, &str, &str); 6] = [
    (
        "الجسر المتحرك يُفتح من جديد بعد عام من الإصلاح",
        "عادت الحافلات إلى عبور النهر صباح اليوم، ويقول المهندسون إن المفصل الجديد سيصمد ثلاثين شتاءً على الأقل قبل أن يحتاج إلى صيانة.",
        "bridge",
    ),
    (
        "سوق السبت يحصل أخيرًا على سقف",
        "بعد تسع سنوات من النقاش صار الباعة يعرضون البرتقال والسمك تحت ألواح من خشب الأرز.",
        "market",
    ),
    (
        "أنوار الميناء تُطفأ إحدى عشرة ليلة كي يجد الإوز طريقه إلى الجنوب",
        "سيُترك الرصيف الخارجي في الظلام بين العاشرة والرابعة.",
        "harbour-lights",
    ),
    (
        "قاعة المطالعة تبقى مفتوحة حتى منتصف الليل",
        "طلبت ذلك ثلاثمئة طالبة وطالب في رسالة واحدة طويلة علّقوها على باب المكتبة.",
        "library",
    ),
    (
        "العبّارة الكهربائية iFerry 2 تنهي رحلتها الليلية الأولى",
        "لم يسمعها أحد وهي تصل.",
        "night-ferry",
    ),
    (
        "الصقيع تأخر هذا العام، والبساتين ما زالت تُقطف",
        "يقول المزارعون إنهم لا يذكرون خريفًا بهذا الطول، وإن التفاح أحلى من أي وقت مضى.",
        "orchard",
    ),
];

fn arabic_feed(stage: &Stage) -> String {
    let items: Vec<_> = (0..)
        .zip(ARABIC)
        .map(|(day, (title, summary, picture))| {
            let file = format!("embed/preview/pictures/{picture}.svg");
            json!({
                "id": picture, "url": format!("https://news.example/{picture}"),
                "title": title, "summary": summary, "image": stage.site.url(Origin::Cdn, &file),
                "date_published": format!("2026-11-{:02}T12:00:00Z", 23 - day),
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "أخبار المرفأ", "language": "ar",
        "items": items,
    });
    stage.site.feed("ar.json", Answer::json(feed.to_string()))
}

/// A column with a widget that has these attributes, in a larger window. The page is dark if the
/// reader wants it.
fn open<'s>(stage: &'s Stage, width: u32, attributes: &str, inside: &str) -> Widget<'s> {
    let widget = format!("<latest-news {STEADY} {attributes}>{inside}</latest-news>");
    let (width, widget) = (width.to_string(), widget.as_str());
    let fill = [("width", width.as_str()), ("widget", widget)];
    stage.page.goto(&stage.site.page("column", &fill));
    stage
        .page
        .eval("(document.documentElement.style.colorScheme = 'light dark', true)");
    Widget::first(&stage.page)
}

/// Adds a picture of the widget when its pictures are loaded and nothing moves.
fn add(stage: &Stage, sheet: &mut Sheet) {
    stage
        .page
        .wait_until("part('base').lang === host().lang", "the labels");
    stage.page.wait_until(
        "parts('image').every((it) => it.complete || !shown(it) || box(it).left >= box(host()).right
           || box(it).right <= box(host()).left)",
        "pictures",
    );
    stage.page.come_to_rest();
    // Anything that depends on a machine's fonts would differ on another machine.
    let letters = "[...host().querySelectorAll('*'), ...host().shadowRoot.querySelectorAll('*')]
        .filter((it) => shown(it) && it.textContent && !getComputedStyle(it).fontFamily.includes('Noto Sans'))
        .map((it) => it.className || it.localName)";
    assert_eq!(stage.page.eval(letters), json!([]));
    sheet.add(&stage.page.element("host()").picture());
}

fn layouts_in_light(stage: &Stage) {
    layouts(stage, "light", &left_to_right(stage));
}

fn layouts_in_dark_from_right_to_left(stage: &Stage) {
    layouts(stage, "dark-rtl", &right_to_left(stage));
}

fn left_to_right(stage: &Stage) -> String {
    let feed = stage.site.url(Origin::Cdn, "embed/preview/feed.json");
    format!("feed=\"{feed}\" {LEFT_TO_RIGHT}")
}

fn right_to_left(stage: &Stage) -> String {
    format!("feed=\"{}\" {RIGHT_TO_LEFT}", arabic_feed(stage))
}

/// Each layout in each column, with the rotation control, stopped.
fn layouts(stage: &Stage, look: &str, attributes: &str) {
    for layout in LAYOUTS {
        // High enough for the whole widget, and no higher: each picture is cut out of the window's.
        let is_row = ["carousel", "ticker"].contains(&layout);
        stage.page.resize(1700, if is_row { 1000 } else { 3000 });
        let mut sheet = Sheet::new(format!("{layout}-{look}-{}", stage.engine));
        for width in COLUMNS.into_iter().rev() {
            let attributes =
                format!("{attributes} layout=\"{layout}\" limit=\"6\" autoplay=\"3600\"");
            open(stage, width, &attributes, "").wait_ready();
            stage.page.eval("(host().pause(), true)");
            add(stage, &mut sheet);
        }
        sheet.compare();
    }
}

fn articles_with_all_facts_in_light(stage: &Stage) {
    let words = [
        ("Harbour", "Ada Lindqvist", "The Quernmouth Courier"),
        (
            "Planning, roads and everything that has to do with the old railway bridge",
            "Maximiliane Freifrau von der Hohenbrunn-Lautenbach",
            "The Quernmouth and Lower Estuary Weekly Intelligencer and Tide Tables",
        ),
    ];
    all_facts(stage, "light", LEFT_TO_RIGHT, words);
}

fn articles_with_all_facts_in_dark_from_right_to_left(stage: &Stage) {
    let words = [
        ("المرفأ", "آدا ليندكفيست", "بريد المرفأ"),
        (
            "التخطيط والطرق وكل ما يتعلق بجسر السكة الحديدية القديم",
            "عبد الرحمن بن عبد العزيز آل الشيخ إبراهيم الملاح",
            "صحيفة المرفأ والمصب الأسفل الأسبوعية وجداول المد والجزر",
        ),
    ];
    all_facts(stage, "dark-rtl", RIGHT_TO_LEFT, words);
}

/// Each layout with an article that has everything, one whose words are long, and one that has
/// only a headline. `words` are section, author and source.
fn all_facts(stage: &Stage, look: &str, attributes: &str, words: [(&str, &str, &str); 2]) {
    let picture = |name: &str| {
        let file = format!("embed/preview/pictures/{name}.svg");
        stage.site.url(Origin::Cdn, &file)
    };
    let item = |index: usize, (section, author, source): (&str, &str, &str)| {
        let (title, summary, name) = ARABIC[index];
        let latin = attributes == LEFT_TO_RIGHT;
        json!({
            "id": name, "url": format!("https://news.example/{name}"), "image": picture(name),
            "title": if latin { "Bridge reopens after a year" } else { title },
            "summary": if latin { "Buses cross the river again from this morning." } else { summary },
            "date_published": "2026-11-23T12:00:00Z", "authors": [{ "name": author }],
            "_latest_news": {
                "section": section, "source": source, "icon": picture("market"), "paid": true, "live": true,
                "video": { "duration": 187 },
            },
        })
    };
    let [short, long] = words;
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "News",
        "items": [item(0, short), item(2, long), {
            "id": "bare", "url": "https://news.example/bare", "title": ARABIC[1].0,
        }],
    });
    let feed = stage
        .site
        .feed("facts.json", Answer::json(feed.to_string()));
    stage.page.resize(1700, 2400);
    let mut sheet = Sheet::new(format!("facts-{look}-{}", stage.engine));
    for layout in LAYOUTS {
        for width in [1024, 320, 250] {
            let attributes = format!(
                "feed=\"{feed}\" {attributes} layout=\"{layout}\" bylines=\"show\" sources=\"show\" more=\"/all\""
            );
            open(stage, width, &attributes, SLOTS).wait_ready();
            add(stage, &mut sheet);
        }
    }
    sheet.compare();
}

const SLOTS: &str = "<span slot=\"header\">ABOVE</span><span slot=\"footer\">BELOW</span>";

fn states_in_light(stage: &Stage) {
    states(stage, "light", LEFT_TO_RIGHT);
}

fn states_in_dark_from_right_to_left(stage: &Stage) {
    states(stage, "dark-rtl", RIGHT_TO_LEFT);
}

/// Loading in each layout, with and without a fallback; empty; failed, with and without a fallback;
/// one article.
fn states(stage: &Stage, look: &str, attributes: &str) {
    stage.page.resize(1700, 1400);
    let gate = stage.site.gate();
    let never = stage.site.feed("never.json", feed_of(6).held_by(&gate));
    let nothing = stage.site.feed("nothing.json", feed_of(0));
    let missing = stage.site.url(Origin::Publisher, "missing.json");
    let one = stage.site.feed("one.json", feed_of(1));
    let mut sheet = Sheet::new(format!("states-{look}-{}", stage.engine));
    for width in NARROW_AND_WIDE {
        let mut state = |feed: &str, more: &str, inside: &str, state: &str| {
            let attributes = format!("feed=\"{feed}\" {attributes} {more}");
            open(stage, width, &attributes, inside);
            let there = format!("part('base') && host().state === '{state}'");
            stage.page.wait_until(&there, state);
            add(stage, &mut sheet);
        };
        for layout in LAYOUTS {
            state(&never, &format!("layout=\"{layout}\""), "", "loading");
        }
        state(&never, "", FALLBACK, "loading");
        state(&nothing, "", "", "empty");
        state(&missing, "", "", "failed");
        state(&missing, "", FALLBACK, "failed");
        state(&nothing, "layout=\"ticker\"", "", "empty");
        state(&missing, "layout=\"ticker\"", "", "failed");
        for layout in ["carousel", "hero", "ticker"] {
            state(&one, &format!("layout=\"{layout}\""), "", "ready");
        }
    }
    sheet.compare();
}

fn presets_in_light(stage: &Stage) {
    presets(stage, "light");
}

fn presets_in_dark(stage: &Stage) {
    presets(stage, "dark");
}

fn presets(stage: &Stage, look: &str) {
    stage.page.resize(1700, 1400);
    let feed = stage.site.url(Origin::Cdn, "embed/preview/feed.json");
    let mut sheet = Sheet::new(format!("presets-{look}-{}", stage.engine));
    for preset in rows("Presets") {
        let url = format!("embed/presets/{preset}.css");
        let url = stage.site.url(Origin::Cdn, &url);
        for width in NARROW_AND_WIDE {
            let attributes = format!("feed=\"{feed}\" lang=\"en\" limit=\"6\"");
            open(stage, width, &attributes, "").wait_ready();
            stage.page.script_async(
                "const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: arguments[0] });
                 await new Promise((resolve) => { link.onload = resolve; document.head.append(link); })",
                json!([url]),
            );
            add(stage, &mut sheet);
        }
    }
    sheet.compare();
}
