//! How a slide shows an article's picture and link.

use harness::{Answer, Origin, Stage, cases};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, assert_quiet, element, open};

cases![
    pictures_are_asked_for_calmly_and_without_a_referrer,
    a_slide_whose_picture_fails_is_one_of_text,
    a_credit_is_shown_where_it_fits_whole,
    the_whole_slide_opens_its_article,
    pictures_come_in_the_size_that_fits,
    pictures_are_cropped_from_near_their_top,
    a_focal_point_decides_what_stays,
    headlines_are_balanced_and_take_three_lines,
    no_letter_of_a_headline_is_clipped,
    link_params_keep_what_a_link_has,
];

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='320' height='180'>\
    <rect width='320' height='180' fill='#246'/></svg>";

/// A widget with one article for each of these changes.
fn open_items<'s>(stage: &'s Stage, attributes: &str, changes: &[Value]) -> Widget<'s> {
    let mut feed = articles(changes.len());
    for (item, change) in feed["items"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .zip(changes)
    {
        for (name, value) in change.as_object().unwrap() {
            item[name] = value.clone();
        }
    }
    let url = stage.site.feed("feed.json", Answer::json(feed.to_string()));
    open(stage, &element(&url, attributes));
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn pictures_are_asked_for_calmly_and_without_a_referrer(stage: &Stage) {
    let serve = |name: &str| {
        let answer = Answer::new("image/svg+xml", PICTURE);
        stage.site.serve(Origin::Publisher, name, answer)
    };
    let pictures: Vec<_> = (0..30)
        .map(|index| serve(&format!("{index}.svg")))
        .collect();
    let items: Vec<_> = pictures.iter().map(|url| json!({ "image": url })).collect();
    let widget = open_items(stage, "limit=\"30\"", &items);
    let whole = "parts('image', i).length === 30 && parts('image', i).every((image) =>
        image.decoding === 'async' && image.referrerPolicy === 'no-referrer' && !image.draggable
        && image.hasAttribute('alt') && ['lazy', 'eager'].includes(image.loading))";
    assert_eq!(widget.ask(whole), true);
    stage.page.wait_until(
        "part('image').complete && part('image').naturalWidth > 0",
        "the first one",
    );
    stage.page.frames(10);
    let asked: Vec<_> = stage.site.requests();
    let asked: Vec<_> = asked
        .iter()
        .filter(|it| it.path.ends_with(".svg"))
        .collect();
    // The pictures in view and of the next view, which may be two: not all thirty.
    assert!(asked.len() < 20, "{} pictures", asked.len());
    for request in asked {
        assert_eq!(request.header("referer"), None, "{request}");
        assert_eq!(request.header("cookie"), None, "{request}");
    }
    assert_quiet(stage);
}

fn a_slide_whose_picture_fails_is_one_of_text(stage: &Stage) {
    let good = Answer::new("image/svg+xml", PICTURE);
    let good = stage.site.serve(Origin::Publisher, "good.svg", good);
    let no_picture = Answer::new("image/png", "not a picture at all");
    let junk = stage.site.serve(Origin::Publisher, "junk.png", no_picture);
    let missing = stage.site.url(Origin::Publisher, "missing.jpg");
    let items = [
        json!({ "image": good, "image_alt": "A bridge" }),
        json!({ "image": missing, "image_alt": "A harbour" }),
        json!({ "image": junk }),
    ];
    let widget = open_items(stage, "", &items);
    let failed = "parts('image').map((it) => it.classList.contains('broken')).join()
        === 'false,true,true'";
    stage.page.wait_until(failed, "two failures");
    stage
        .page
        .wait_until("part('image').naturalWidth > 0", "the good one");
    let pictures = "parts('image', i).map((it) => shown(it))";
    assert_eq!(widget.ask(pictures), json!([true, false, false]));
    // Larger type, and the text in the place of the picture.
    let text = "parts('slide', i).map((it) => {
        const headline = it.querySelector('.headline');
        return parseFloat(getComputedStyle(headline).fontSize) > 20 && box(headline).top - box(it).top < 40;
      })";
    assert_eq!(widget.ask(text), json!([false, true, true]));
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

/// Whether each slide's credit is visible, and completely.
const CREDITS: &str = "parts('slide', i).map((it) => {
    const credit = it.querySelector('.credit');
    if (!credit) return 'not there';
    // Boxes end at fractions of pixels, which engines round.
    const [line, words] = [credit.parentElement, credit].map(box);
    if (!shown(credit) || words.top >= line.bottom - 1) return 'none';
    return words.left >= line.left - 1 && words.right <= line.right + 1 && words.bottom <= line.bottom + 1
      ? 'whole' : 'a part';
  })";

fn a_credit_is_shown_where_it_fits_whole(stage: &Stage) {
    let picture = Answer::new("image/svg+xml", PICTURE);
    let url = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    // Longer than a picture in such a column is wide.
    let long = "The Harbour Herald Picture Agency and Sons ".repeat(2);
    let mut list = articles(2)["items"].take();
    for (item, credit) in list.as_array_mut().unwrap().iter_mut().zip(["Ada", &long]) {
        item["image"] = json!({ "url": url, "credit": credit });
    }
    for (layout, expected) in [
        ("carousel", ["whole", "none"]),
        ("grid", ["whole", "none"]),
        ("hero", ["whole", "none"]),
        ("list", ["none", "none"]),
    ] {
        let feed = Answer::json(list.to_string());
        let feed = stage.site.feed(&format!("{layout}.json"), feed);
        let attributes = format!("layout=\"{layout}\" style=\"width: 320px\"");
        open(stage, &element(&feed, &attributes));
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        assert_eq!(widget.ask(CREDITS), json!(expected), "{layout}");
    }
}

fn the_whole_slide_opens_its_article(stage: &Stage) {
    let dated = json!({ "summary": "Words.", "date_published": "2026-11-01T12:00:00Z" });
    let widget = open_items(stage, "dates=\"absolute\"", &[dated, json!({})]);
    // Words can be selected. The headline's link covers everything around them.
    let hit = "['headline', 'date', 'read-more', 'summary'].map((name) => {
        const at = box(part(name));
        const hit = host().shadowRoot.elementFromPoint(at.left + 4, at.top + at.height / 2);
        return hit.closest('a')?.parentElement.className ?? hit.className;
      })";
    assert_eq!(
        widget.ask(hit),
        json!(["headline", "headline", "text", "summary"])
    );
    // One stop of the Tab key for each article.
    let stops = "parts('slide', i).map((it) => it.querySelectorAll('a:not([tabindex])').length)";
    assert_eq!(widget.ask(stops), json!([1, 1]));
}

const SIZES: [u32; 5] = [300, 480, 768, 1024, 1600];

/// WordPress posts, each with its own picture in all sizes. The names contain place, post and
/// width.
fn wordpress_with_sizes(stage: &Stage, place: &str, posts: usize) -> String {
    let picture = |post: usize, width: u32| {
        let name = format!("{place}-{post}-{width}.svg");
        let answer = Answer::new("image/svg+xml", PICTURE);
        stage.site.serve(Origin::Publisher, &name, answer)
    };
    let height = |width: u32| width * 9 / 16;
    let media = |post: usize| {
        let sizes: serde_json::Map<_, _> = SIZES.iter().map(|width| {
            let size = json!({ "source_url": picture(post, *width), "width": width, "height": height(*width) });
            (width.to_string(), size)
        }).collect();
        json!({ "source_url": picture(post, 1600), "alt_text": "",
            "media_details": { "width": 1600, "height": 900, "sizes": sizes } })
    };
    let posts: Vec<_> = (0..posts)
        .map(|post| {
            json!({ "id": post, "link": format!("https://news.example/{post}"),
                "title": { "rendered": format!("Article {post}") },
                "_embedded": { "wp:featuredmedia": [media(post)] } })
        })
        .collect();
    stage
        .site
        .feed("posts.json", Answer::json(json!(posts).to_string()))
}

fn pictures_come_in_the_size_that_fits(stage: &Stage) {
    stage.page.resize(1700, 900);
    for (layout, column) in [
        ("carousel", 320),
        ("carousel", 1600),
        ("grid", 620),
        ("list", 700),
        ("hero", 1600),
        ("hero", 500),
    ] {
        let place = format!("{layout}-{column}");
        let feed = wordpress_with_sizes(stage, &place, 3);
        let widget = element(&feed, &format!("layout=\"{layout}\" loading=\"eager\""));
        let width = column.to_string();
        let fill = [("width", width.as_str()), ("widget", widget.as_str())];
        stage.page.goto(&stage.site.page("column", &fill));
        Widget::first(&stage.page).wait_ready();
        stage.page.wait_until(
            "parts('image').slice(0, 2).every((image) => image.complete && image.naturalWidth)",
            "two pictures",
        );
        let widths = stage
            .page
            .eval("parts('image').map((image) => image.clientWidth)");
        let fitting = |post: usize| {
            let width = widths[post].as_u64().unwrap() as u32;
            *SIZES.iter().find(|size| **size >= width).unwrap()
        };
        // Each picture once, in one size. The third may still be waiting.
        for post in 0..2 {
            let asked = stage.site.requests();
            let asked = asked.iter().filter_map(|request| {
                let (_, file) = request.path.rsplit_once('/')?;
                file.strip_prefix(&format!("{place}-{post}-"))
            });
            let asked: Vec<_> = asked.collect();
            let expected = format!("{}.svg", fitting(post));
            assert_eq!(asked, [expected], "{place}: {widths}");
        }
    }
    // When a column grows, a picture that was large enough no longer is.
    let grow = "(document.getElementById('column').style.width = '1600px', true)";
    stage.page.eval(grow);
    stage.page.wait_until(
        "part('image').clientWidth > 800 && part('image').currentSrc.endsWith('-1024.svg')",
        "a larger picture",
    );
    assert_quiet(stage);
}

fn pictures_are_cropped_from_near_their_top(stage: &Stage) {
    // Portraits: the red area is where a face would be, which is not in the middle.
    let portrait = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='600'>\
        <rect width='300' height='600' fill='#00f'/><rect y='150' width='300' height='100' fill='#f00'/></svg>";
    let url = stage.site.serve(
        Origin::Publisher,
        "portrait.svg",
        Answer::new("image/svg+xml", portrait),
    );
    let items = [json!({ "image": url }), json!({ "image": url })];
    for layout in WITH_PICTURES {
        let widget = open_items(stage, &format!("layout=\"{layout}\""), &items);
        let loaded = "parts('image').every((image) => image.naturalWidth > 0)";
        stage.page.wait_until(loaded, "the portraits");
        // The part of each picture's height that is cut off at the top.
        let cut = "parts('image', i).map((image) => {
            const [, percent] = getComputedStyle(image).objectPosition.split(' ');
            const high = image.clientWidth * 2;
            return (high - image.clientHeight) * parseFloat(percent) / 100 / high;
          })";
        let cut = widget.ask(cut);
        for cut in cut.as_array().unwrap() {
            let cut = cut.as_f64().unwrap();
            assert!(cut < 150.0 / 600.0, "{layout}: {cut} are cut off above");
            assert!(cut > 0.04, "{layout}: {cut}");
        }
    }
}

const WITH_PICTURES: [&str; 4] = ["carousel", "list", "grid", "hero"];

fn a_focal_point_decides_what_stays(stage: &Stage) {
    let picture = Answer::new("image/svg+xml", PICTURE);
    let url = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    let mut list = articles(2)["items"].take();
    list[0]["image"] = json!({ "url": url, "focalPoint": { "x": 0.97, "y": 0.74 } });
    list[1]["image"] = json!({ "url": url });
    let feed = stage.site.feed("feed.json", Answer::json(list.to_string()));
    for layout in WITH_PICTURES {
        open(stage, &element(&feed, &format!("layout=\"{layout}\"")));
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        let places = "parts('image', i).map((it) => getComputedStyle(it).objectPosition)";
        assert_eq!(
            widget.ask(places),
            json!(["100% 75%", "50% 12%"]),
            "{layout}"
        );
    }
}

/// Headlines of more lines than any layout shows.
const LONG: [(&str, &str); 3] = [
    (
        "en",
        "Engineers of the harbour say again that everything is going very slowly and getting slower, ",
    ),
    (
        "de",
        "Donaudampfschifffahrtsgesellschaft genehmigt Verkehrswegebeschleunigungsgesetz für Landungsbrücken, ",
    ),
    (
        "ar",
        "يقول مهندسو المرفأ في تقرير جديد إن كل شيء يجري ببطء شديد بين المباني القديمة في حي الميناء، ",
    ),
];

/// A widget with these headlines in a layout, and letters that are the same on every machine.
fn open_long<'s>(stage: &'s Stage, layout: &str) -> Widget<'s> {
    let picture = Answer::new("image/svg+xml", PICTURE);
    let url = stage.site.serve(Origin::Publisher, "picture.svg", picture);
    let items = LONG.map(|(language, headline)| {
        json!({ "title": headline.repeat(4), "language": language, "image": url })
    });
    let letters = "--latest-news-font-family:'Noto Sans','Noto Sans Arabic'";
    let attributes = format!("layout=\"{layout}\" read-more=\"none\" style=\"{letters}\"");
    open_items(stage, &attributes, &items)
}

fn headlines_are_balanced_and_take_three_lines(stage: &Stage) {
    let widget = open_long(stage, "carousel");
    let lines = "parts('headline', i).map((it) => {
        const link = it.querySelector('a'), style = getComputedStyle(link);
        return Math.round((link.clientHeight - parseFloat(style.paddingBottom)) / parseFloat(style.lineHeight));
      })";
    assert_eq!(widget.ask(lines), json!([3, 3, 3]));
    let style = "parts('headline', i).map((it) => {
        const style = getComputedStyle(it);
        return [style.textWrapStyle ?? style.textWrap, style.hyphens ?? style.webkitHyphens];
      })";
    let expected = json!([
        ["balance", "manual"],
        ["balance", "auto"],
        ["balance", "manual"]
    ]);
    assert_eq!(widget.ask(style), expected);
}

/// How far the deepest letter of a headline's last line is from the edge where it would be clipped, for each
/// headline, in pixels.
const BELOW_LETTERS: &str = "parts('headline', i).map((it) => {
    const link = it.querySelector('a'), style = getComputedStyle(link), high = parseFloat(style.lineHeight);
    const lines = Math.round((link.clientHeight - parseFloat(style.paddingBottom)) / high);
    // An empty box in the first line stands on its baseline.
    const probe = document.createElement('span'), inner = document.createElement('span');
    inner.style.display = 'inline-block';
    probe.append(inner);
    link.prepend(probe);
    const baseline = box(inner).bottom + (lines - 1) * high;
    probe.remove();
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.font = [style.fontWeight, style.fontSize, style.fontFamily].join(' ');
    const letters = it.closest('[lang=ar]') ? ['g', '\u{64a}'] : ['g'];
    const deepest = Math.max(...letters.map((letter) => canvas.measureText(letter).actualBoundingBoxDescent));
    return box(link).bottom - baseline - deepest;
  })";

fn no_letter_of_a_headline_is_clipped(stage: &Stage) {
    for layout in ["carousel", "grid", "hero"] {
        let widget = open_long(stage, layout);
        let below = widget.ask(BELOW_LETTERS);
        for pixels in below.as_array().unwrap() {
            // WebKit rounds places of text. Less than a fifth of a pixel is not drawn.
            assert!(pixels.as_f64() >= Some(-0.2), "{layout}: {below}");
        }
    }
}

fn link_params_keep_what_a_link_has(stage: &Stage) {
    const PARAMS: &str = "utm_source=partner&amp;utm_medium=a b";
    let rows = [
        ("/a", "/a?utm_source=partner&utm_medium=a%20b"),
        ("/b?id=7", "/b?id=7&utm_source=partner&utm_medium=a%20b"),
        ("/c#part?x", "/c?utm_source=partner&utm_medium=a%20b#part?x"),
        (
            "/d?utm_source=rss&x#top",
            "/d?utm_source=rss&x&utm_medium=a%20b#top",
        ),
        ("/e?utm_medium&utm_source=", "/e?utm_medium&utm_source="),
        (
            "/f?q=utm_source=1",
            "/f?q=utm_source=1&utm_source=partner&utm_medium=a%20b",
        ),
    ];
    let items: Vec<_> = rows
        .iter()
        .map(|(link, _)| json!({ "url": format!("https://news.example{link}") }))
        .collect();
    let widget = open_items(stage, &format!("link-params=\"{PARAMS}\""), &items);
    let links = "parts('read-more', i).map((link) => link.href)";
    let expected: Vec<_> = rows
        .iter()
        .map(|(_, link)| format!("https://news.example{link}"))
        .collect();
    assert_eq!(widget.ask(links), json!(expected));
    assert_quiet(stage);
}
