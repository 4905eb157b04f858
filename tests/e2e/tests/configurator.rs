//! The configurator beside the preview, as partners and publishers use it: choose, look, copy,
//! paste elsewhere, and examine a feed.

use harness::{Answer, Key, Origin, Reader, Stage, cases, places};
use serde_json::{Value, json};

use crate::widget::{Widget, articles, assert_quiet, feed_of, open_with, strings};

cases![
    the_code_copied_makes_the_same_widget_elsewhere,
    the_one_tag_code_makes_the_same_widget_elsewhere,
    what_is_typed_stays_inside_the_code,
    a_link_brings_nothing_dangerous,
    a_foreign_feed_of_a_link_is_shown_once_confirmed,
    a_publisher_lists_the_feeds_it_shows,
    the_code_names_no_address_of_this_machine,
    settings_come_from_the_address,
    settings_go_into_the_address_without_defaults,
    the_copied_link_opens_the_same_set_up,
    a_value_that_means_nothing_is_told_at_its_field,
    colours_for_light_and_dark_reach_the_widget,
    every_sample_feed_is_shown,
    the_handle_narrows_the_container_by_mouse_and_keys,
    the_doctor_finds_nothing_wrong_with_a_good_feed,
    the_doctor_says_what_is_broken,
    the_doctor_names_items_left_out,
    a_picture_that_never_comes_does_not_hold_the_doctor,
    the_doctor_finds_the_feed_of_a_web_page,
    one_of_two_feeds_that_fails_leaves_the_other,
    the_doctor_tells_a_feed_without_cors,
    the_cost_is_that_of_the_release,
    the_policy_lets_the_widget_through,
    axe_finds_nothing,
    axe_finds_nothing_in_the_dark => |case| case.reader(Reader::DARK),
    every_control_is_reached_and_named,
    pictures,
    pictures_in_the_dark => |case| case.reader(Reader::DARK),
];

/// The panel is drawn, and the doctor's findings about the feed are there.
const READY: &str = "document.querySelector('#code')?.textContent
    && !document.querySelector('.summary').textContent.includes('Reading')";

fn open(stage: &Stage, query: &str) {
    let page = stage.site.url(Origin::Cdn, "embed/index.html");
    stage.page.goto(&format!("{page}?{query}"));
    stage.page.wait_until(READY, "the configurator");
    let held = "document.querySelector('#configurator .note .address')?.textContent ?? ''";
    let held = stage.page.eval(held);
    if let Some(held) = held.as_str().filter(|held| !held.is_empty()) {
        click(stage, "#show-held");
        let report = "[...document.querySelectorAll('.results .address')]";
        stage.page.wait_until(
            &format!("{READY} && {report}.some((it) => it.textContent && {held:?}.includes(it.textContent))"),
            "the feed of the link",
        );
    }
}

/// Sets the address of the release, because the code does not name the page's own machine by
/// default.
fn name_the_loader(stage: &Stage) {
    fill(stage, "set-script", &stage.site.loader());
}

/// The widget of the preview, visible and ready.
fn preview<'s>(stage: &'s Stage) -> Widget<'s> {
    stage
        .page
        .eval("(host().scrollIntoView({ behavior: 'instant' }), true)");
    let widget = Widget::first(&stage.page);
    widget.wait_ready();
    widget
}

fn click(stage: &Stage, selector: &str) {
    let find = format!("document.querySelector({selector:?})");
    // A collapsed section contains nothing that can be clicked.
    stage.page.eval(&format!(
        "{find}.closest('details')?.setAttribute('open', '') ?? true"
    ));
    stage.page.element(&find).click();
}

/// Replaces the text of a field, and leaves the field. It is focused by itself: what was pressed before
/// may still change the height of what is above it, and a click would miss.
fn fill(stage: &Stage, id: &str, text: &str) {
    let find = format!("document.getElementById({id:?})");
    stage.page.eval(&format!(
        "{find}.closest('details')?.setAttribute('open', '') ?? true"
    ));
    let field = stage.page.element(&find);
    field.js("(element.focus(), element.select(), true)");
    field.type_text(text);
    stage.page.press(Key::Tab);
}

fn choose(stage: &Stage, id: &str, value: &str) {
    stage.page.script(
        "const select = document.getElementById(arguments[0]);
         select.closest('details').open = true;
         select.value = arguments[1];
         select.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([id, value]),
    );
}

fn text(stage: &Stage, selector: &str) -> String {
    let words = stage
        .page
        .eval(&format!("document.querySelector({selector:?}).textContent"));
    words.as_str().unwrap_or_default().to_owned()
}

/// Presses a button in the results.
fn press(stage: &Stage, button: &str) {
    let find = format!(
        "[...document.querySelectorAll('.results button')].find((it) => words(it) === {button:?})"
    );
    stage.page.element(&find).click();
}

/// Presses a button in the results and waits for the message that this was copied.
fn copy(stage: &Stage, button: &str, said: &str) {
    press(stage, button);
    stage.page.wait_until(
        &format!("words(document.querySelector('.said')) === {said:?}"),
        "to hear that it is copied",
    );
}

/// The content of the clipboard, pasted by keys into a field on another origin's page.
fn paste(stage: &Stage) -> String {
    let blank = "<!doctype html><title>Paste</title><textarea aria-label=\"Here\"></textarea>";
    let page = stage
        .site
        .serve(Origin::Publisher, "paste.html", Answer::html(blank));
    stage.page.goto(&page);
    let field = stage.page.element("document.querySelector('textarea')");
    field.click();
    field.type_text("\u{e009}v");
    let pasted = stage.page.wait_until(
        "document.querySelector('textarea').value",
        "what was copied",
    );
    pasted.as_str().unwrap_or_default().to_owned()
}

/// The properties in which two equal widgets agree: attributes, tokens, state and headlines.
fn likeness(stage: &Stage) -> Value {
    stage.page.eval(
        "({
           attributes: [...host().attributes]
             .filter(({ name }) => !['style', 'data-state', 'id'].includes(name))
             .map(({ name, value }) => `${name}=${value}`).sort(),
           accent: getComputedStyle(host()).getPropertyValue('--latest-news-accent').trim(),
           ground: getComputedStyle(part('base')).backgroundColor,
           font: getComputedStyle(host()).getPropertyValue('--latest-news-font-family').trim(),
           state: host().state,
           spoken: [part('base').lang, part('base').getAttribute('aria-roledescription')],
           heading: words(part('heading')),
           more: words(part('read-more')).slice(0, 11),
           headlines: headlines(),
         })",
    )
}

#[track_caller]
fn check_copied(stage: &Stage, form: &str) {
    let feed = stage.site.feed("news.json", feed_of(5));
    open(stage, "");
    fill(stage, "set-feed", &feed);
    fill(stage, "set-limit", "4");
    click(stage, "[name='set-theme'][value='dark']");
    fill(stage, "set-heading", "Tide & “time” \"<b>\"");
    click(stage, "[name='set-dates'][value='absolute']");
    fill(stage, "set-label-read-more", "Aye, \"more\"");
    fill(stage, "set-lang", "de");
    choose(stage, "set-preset", "newspaper");
    fill(stage, "set-token-accent", "#00695c");
    fill(stage, "set-token-font-family", "\"Gill Sans\", sans-serif");
    preview(stage);
    stage.page.wait_until(
        "headlines().length === 4
           && getComputedStyle(part('base')).backgroundColor === 'rgb(25, 23, 20)'
           && part('base').lang === 'de'",
        "the new feed, the preset and the language",
    );
    let here = likeness(stage);
    assert_eq!(here["accent"], "#00695c");
    // The dark ground of the preset.
    assert_eq!(here["ground"], "rgb(25, 23, 20)");
    assert_eq!(here["more"], "Aye, \"more\"");
    assert_eq!(here["spoken"], json!(["de", "Karussell"]));
    click(stage, &format!("[name='set-form'][value='{form}']"));
    name_the_loader(stage);
    copy(stage, "Copy code", "The code is copied.");
    let shown = text(stage, "#code");
    let code = paste(stage);
    assert_eq!(code.trim(), shown.trim());

    open_with(stage, "", &code, "");
    Widget::first(&stage.page).wait_ready();
    assert_eq!(likeness(stage), here, "{code}");
    assert_eq!(
        here["headlines"],
        json!(["Article 1", "Article 2", "Article 3", "Article 4"])
    );
    assert_quiet(stage);
}

fn the_code_copied_makes_the_same_widget_elsewhere(stage: &Stage) {
    check_copied(stage, "two-tags");
}

fn the_one_tag_code_makes_the_same_widget_elsewhere(stage: &Stage) {
    check_copied(stage, "one-tag");
}

/// A shared address must not put markup or rules into a partner's page.
fn what_is_typed_stays_inside_the_code(stage: &Stage) {
    let evil = "heading=%22%3E%3Cimg+src%3Dx+onerror%3D%22document.title%3D%27evil%27%22%3E\
        &link-params=%22+onclick%3D%22evil()&--accent=red%7D+body+%7B+display%3Anone\
        &--font-family=%3C%2Fstyle%3E%3Cscript%3Edocument.title%3D%27evil%27%3C%2Fscript%3E";
    for form in ["two-tags", "one-tag"] {
        let feed = stage.site.feed("news.json", feed_of(3));
        open(stage, &format!("{evil}&feed={feed}"));
        click(stage, &format!("[name='set-form'][value='{form}']"));
        name_the_loader(stage);
        let code = text(stage, "#code");
        open_with(stage, "", &code, "");
        Widget::first(&stage.page).wait_ready();
        assert_eq!(
            stage.page.eval("words(part('heading'))"),
            "\"><img src=x onerror=\"document.title='evil'\">",
            "{code}"
        );
        let strange =
            "[document.querySelectorAll('main img').length, document.title.includes('evil'),
            host().hasAttribute('onclick'), getComputedStyle(document.body).display]";
        assert_eq!(
            stage.page.eval(strange),
            json!([0, false, false, "block"]),
            "{code}"
        );
        assert_quiet(stage);
    }
}

/// A publisher's own configurator shows the code for the settings of any link.
fn a_link_brings_nothing_dangerous(stage: &Stage) {
    let feed = stage.site.feed("news.json", feed_of(3));
    // A line break separates addresses, so the text after it is an address beside the page's own.
    for (address, refused, own) in [
        (
            "javascript://%250aalert(1)%3c!--",
            "javascript://%0aalert(1)<!--",
            "",
        ),
        (
            "javascript://%0aalert(1)%3c!--",
            "javascript://",
            "alert(1)%3C!--",
        ),
    ] {
        check_evil_link(stage, address, refused, own, &feed);
    }
}

#[track_caller]
fn check_evil_link(stage: &Stage, address: &str, refused: &str, own: &str, feed: &str) {
    let link = format!(
        "feed={address}+{feed}+data:;report-uri+https://evil.example;x/\
         &--background=url(//evil.example/x)&--surface=image-set(%22//evil.example/x%22+1x)\
         &script=https://evil.example/x.js&fallback=https://evil.example/&image-ratio=evil"
    );
    open(stage, &link);
    for selector in ["#code", "#policy"] {
        let words = text(stage, selector);
        for evil in ["evil", "javascript", "report-uri", "url(", "image-set"] {
            assert!(!words.contains(evil), "{evil}: {words}");
        }
    }
    let own = match own {
        "" => String::new(),
        own => format!("https://news.example/embed/{own} "),
    };
    let code = text(stage, "#code");
    assert!(code.contains(&format!("feed=\"{own}{feed}\"")), "{code}");
    assert_eq!(
        text(stage, "#set-feed-problem"),
        format!("“{refused}” is not an http or https address; it is left out.")
    );
    let reached =
        "[host().getAttribute('feed'), host().style.getPropertyValue('--latest-news-background'),
        document.querySelector('#set-feed').getAttribute('aria-invalid')]";
    let reached = stage.page.eval(reached);
    assert!(
        reached[0].as_str().is_some_and(|it| it.ends_with(feed)),
        "{reached}"
    );
    assert!(!reached.to_string().contains("javascript"), "{reached}");
    assert_eq!([&reached[1], &reached[2]], [&json!(""), &json!("true")]);
}

fn a_foreign_feed_of_a_link_is_shown_once_confirmed(stage: &Stage) {
    let feed = stage.site.feed("news.json", feed_of(3));
    let page = stage.site.url(Origin::Cdn, "embed/index.html");
    stage.page.goto(&format!("{page}?feed={feed}"));
    stage.page.wait_until(READY, "the configurator");
    let shown = "[host().getAttribute('feed'), location.search]";
    assert_eq!(stage.page.eval(shown), json!(["preview/feed.json", ""]));
    assert!(!text(stage, "#code").contains(&feed));
    click(stage, "#show-held");
    stage
        .page
        .wait_until("headlines()[0] === 'Article 1'", "the feed");
    assert!(text(stage, "#code").contains(&feed));
}

fn a_publisher_lists_the_feeds_it_shows(stage: &Stage) {
    let own = stage.site.feed("news.json", feed_of(3));
    let foreign = stage.site.feed("other.json", feed_of(3));
    let page = std::fs::read_to_string(places::dist().join("index.html")).expect("the page");
    let meta = "name=\"latest-news-feeds\" content=\"";
    assert!(page.contains(meta), "{page}");
    let page = page.replace(meta, &format!("{meta}{own} b.example"));
    let page = stage.site.serve(
        Origin::Cdn,
        "embed/listed.html",
        Answer::html(page.as_str()),
    );
    stage.page.goto(&format!("{page}?feed={own}"));
    stage.page.wait_until(READY, "the configurator");
    stage
        .page
        .wait_until("headlines()[0] === 'Article 1'", "the publisher's feed");
    let problem =
        format!("“{foreign}” is not one of the feeds that this page may show; it is left out.");
    fill(stage, "set-feed", &foreign);
    stage.page.wait_until(
        &format!("words(document.querySelector('#set-feed-problem')) === {problem:?}"),
        "the problem",
    );
    stage.page.goto(&format!("{page}?feed={foreign}"));
    stage.page.wait_until(READY, "the configurator");
    assert_eq!(text(stage, "#set-feed-problem"), problem);
    assert_eq!(
        text(stage, "#code"),
        "The code appears when the feed’s address is right."
    );
    assert_eq!(
        stage.page.eval(
            "[host().getAttribute('feed'), document.querySelector('.buttons .main').disabled]"
        ),
        json!(["", true])
    );
}

fn the_code_names_no_address_of_this_machine(stage: &Stage) {
    open(stage, "preset=compact");
    for selector in ["#code", "#policy"] {
        let words = text(stage, selector);
        assert!(!words.contains("127.0.0"), "{words}");
        assert!(!words.contains("localhost"), "{words}");
        assert!(words.contains("https://news.example"), "{words}");
    }
    let note = "document.querySelector('.results .note').hidden";
    assert_eq!(stage.page.eval(note), false);
    fill(
        stage,
        "set-script",
        "https://cdn.example/news/latest-news.js",
    );
    fill(stage, "set-fallback", "https://cdn.example/all");
    fill(stage, "set-text", "All news");
    let code = text(stage, "#code");
    for part in [
        "src=\"https://cdn.example/news/latest-news.js\"",
        "href=\"https://cdn.example/news/presets/compact.css\"",
        "feed=\"https://cdn.example/news/preview/feed.json\"",
        "<a href=\"https://cdn.example/all\">All news</a>",
    ] {
        assert!(code.contains(part), "{part}: {code}");
    }
    assert!(text(stage, "#policy").contains("script-src https://cdn.example "));
    assert_eq!(stage.page.eval(note), true);
}

fn settings_come_from_the_address(stage: &Stage) {
    let feed = stage.site.feed("news.json", feed_of(6));
    let query = format!("feed={feed}&layout=list&limit=2&heading=&--gap=8px&width=420");
    open(stage, &query);
    preview(stage);
    assert_eq!(
        stage.page.eval(
            "[host().getAttribute('layout'), host().getAttribute('limit'),
              host().getAttribute('heading'), host().style.getPropertyValue('--latest-news-gap'),
              Math.round(box(host()).width), headlines().length]"
        ),
        json!(["list", "2", "", "8px", 420, 2])
    );
    assert_eq!(
        stage.page.eval(
            "[document.querySelector(\"[name='set-layout']:checked\").value,
              document.querySelector('#set-limit').value, document.querySelector('#set-feed').value,
              document.querySelector('#set-heading').disabled,
              document.querySelector('#set-width').value,
              document.querySelector('#set-token-gap').value]"
        ),
        json!(["list", "2", feed, true, "420", "8px"])
    );
}

fn settings_go_into_the_address_without_defaults(stage: &Stage) {
    open(stage, "limit=12&layout=carousel");
    let query = "location.search";
    stage
        .page
        .wait_until(&format!("{query} === ''"), "defaults to go");
    click(stage, "[name='set-layout'][value='grid']");
    fill(stage, "set-link-params", "a=1&b=2");
    stage.page.wait_until(
        &format!("{query} === '?layout=grid&link-params=a%3D1%26b%3D2'"),
        "the settings",
    );
    click(stage, "[name='set-layout'][value='carousel']");
    stage.page.wait_until(
        &format!("{query} === '?link-params=a%3D1%26b%3D2'"),
        "the layout to go",
    );
    stage
        .page
        .element("document.querySelector('.panel-head button')")
        .click();
    stage
        .page
        .wait_until(&format!("{query} === ''"), "a fresh start");
    assert_eq!(
        stage
            .page
            .eval("document.querySelector('#set-link-params').value"),
        ""
    );
}

fn the_copied_link_opens_the_same_set_up(stage: &Stage) {
    open(stage, "");
    click(stage, "[name='set-theme'][value='light']");
    fill(stage, "set-heading", "Ahoy");
    copy(stage, "Copy link to this set-up", "The link is copied.");
    let link = paste(stage);
    stage.page.goto(&link);
    stage.page.wait_until(READY, "the configurator");
    stage.page.wait_until(
        "host().getAttribute('heading') === 'Ahoy' && host().getAttribute('theme') === 'light'",
        "the same set-up",
    );
    // The fragment leads to the widget, so the widget loads without scrolling.
    Widget::first(&stage.page).wait_ready();
}

fn a_value_that_means_nothing_is_told_at_its_field(stage: &Stage) {
    open(stage, "");
    let field = "document.querySelector('#set-image-ratio')";
    fill(stage, "set-image-ratio", "wide");
    stage.page.wait_until(
        &format!("{field}.getAttribute('aria-invalid') === 'true'"),
        "the problem",
    );
    assert_eq!(
        text(stage, "#set-image-ratio-problem"),
        "“wide” is not a ratio such as 16/9; the default is used."
    );
    let described = stage
        .page
        .eval(&format!("{field}.getAttribute('aria-describedby')"));
    assert!(
        described
            .as_str()
            .unwrap_or_default()
            .contains("set-image-ratio-problem")
    );
    assert!(!text(stage, "#code").contains("image-ratio"));
    fill(stage, "set-image-ratio", "4/3");
    stage.page.wait_until(
        &format!("!{field}.hasAttribute('aria-invalid')"),
        "the problem to go",
    );
}

fn colours_for_light_and_dark_reach_the_widget(stage: &Stage) {
    open(stage, "theme=dark");
    preview(stage);
    // A driver cannot use the system's colour dialogue, but it can send the picker's event.
    stage.page.eval(
        "(() => {
           const picker = document.querySelector('[aria-label=\"Text, in dark themes\"]');
           picker.value = '#00ff00';
           picker.dispatchEvent(new Event('input', { bubbles: true }));
           return true;
         })()",
    );
    stage.page.wait_until(
        "getComputedStyle(part('headline')).color === 'rgb(0, 255, 0)'",
        "the colour",
    );
    assert_eq!(
        stage
            .page
            .eval("document.querySelector('#set-token-text').value"),
        "light-dark(#16181b, #00ff00)"
    );
    click(stage, "[name='set-theme'][value='light']");
    stage.page.wait_until(
        "getComputedStyle(part('headline')).color === 'rgb(22, 24, 27)'",
        "the light side, left as it was",
    );
}

fn every_sample_feed_is_shown(stage: &Stage) {
    open(stage, "");
    let formats = strings(&stage.page.eval(
        "[...document.querySelectorAll('#set-sample option')].filter(({ value }) => value).map(words)",
    ));
    assert_eq!(formats.len(), 7, "{formats:?}");
    let widget = preview(stage);
    let mut before = widget.headlines();
    for (index, format) in formats.iter().enumerate().skip(1) {
        stage.page.script(
            "const select = document.querySelector('#set-sample');
             select.selectedIndex = arguments[0] + 1;
             select.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([index]),
        );
        stage.page.wait_until(
            &format!(
                "{READY} && [...document.querySelectorAll('.findings dd')].some((it) =>
                   it.textContent.toLowerCase().includes({:?}.toLowerCase()))",
                format
            ),
            format,
        );
        widget.wait_ready();
        // WordPress and Ghost send the articles of the first sample.
        if index > 2 {
            stage.page.wait_until(
                &format!("headlines()[0] !== {:?}", before[0]),
                "other articles",
            );
            before = widget.headlines();
        }
        assert!(widget.headlines().len() >= 6, "{format}");
        assert_eq!(
            stage
                .page
                .eval("[...document.querySelectorAll('.findings .bad')].map(words)"),
            json!([]),
            "{format}"
        );
    }
}

fn the_handle_narrows_the_container_by_mouse_and_keys(stage: &Stage) {
    open(stage, "");
    preview(stage);
    let width = || {
        stage
            .page
            .eval("Math.round(box(host()).width)")
            .as_i64()
            .unwrap()
    };
    let full = width();
    let handle = stage
        .page
        .element("document.querySelector('.width-handle')");
    assert_eq!(handle.name(), "Width of the widget’s container");
    stage.page.drag(&handle, -100, 0);
    stage.page.wait_until(
        &format!("Math.round(box(host()).width) === {}", full - 200),
        "a drag",
    );
    handle.focus();
    stage.page.press(Key::Left);
    assert_eq!(width(), full - 210);
    stage.page.press(Key::PageDown);
    assert_eq!(width(), full - 310);
    stage.page.press(Key::Home);
    assert_eq!(width(), 250);
    assert_eq!(handle.attribute("aria-valuenow").as_deref(), Some("250"));
    assert_eq!(handle.attribute("aria-valuemin").as_deref(), Some("250"));
    assert_eq!(
        handle.attribute("aria-valuetext").as_deref(),
        Some("250 pixels")
    );
    stage
        .page
        .wait_until("location.search === '?width=250'", "the address");
    stage.page.press(Key::Right);
    assert_eq!(width(), 260);
    stage.page.press(Key::End);
    assert_eq!(width(), full);
    stage
        .page
        .wait_until("location.search === ''", "the address");
}

/// The doctor's lines, as `verdict topic: text`.
fn findings(stage: &Stage) -> Vec<String> {
    strings(&stage.page.eval(
        "[...document.querySelectorAll('.findings > div')].map((it) =>
           `${it.className} ${words(it.querySelector('dt'))}: ${words(it.querySelector('dd'))}`)",
    ))
}

#[track_caller]
fn check_findings(stage: &Stage, answer: Answer, summary: &str, expected: &[&str]) {
    let feed = stage.site.feed("feed.json", answer);
    open(stage, &format!("feed={feed}"));
    assert_eq!(text(stage, ".summary"), summary);
    assert_eq!(text(stage, ".results .address"), feed);
    let found = findings(stage);
    for beginning in expected {
        assert!(
            found.iter().any(|line| line.starts_with(beginning)),
            "{beginning:?} is not among {found:#?}"
        );
    }
}

fn the_doctor_finds_nothing_wrong_with_a_good_feed(stage: &Stage) {
    let mut feed = articles(3);
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"360\"/>";
    let drawing = Answer::new("image/svg+xml", drawing);
    let picture = stage.site.serve(Origin::Publisher, "picture.svg", drawing);
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
    }
    check_findings(
        stage,
        Answer::json(feed.to_string()).header("Cache-Control", "public, max-age=600"),
        "All is well.",
        &[
            "good Answer: Good: Status 200, application/json, ",
            "good Format: Good: JSON Feed, called “Example News”.",
            "good Articles: Good: 3 of 3 items taken; 3 with a picture, 3 with a date, 3 with a summary.",
            "good Left out: Good: Nothing.",
            "good Pictures: Good: 1 of 1 load, 66 bytes together.",
            "good Other sites: Good: The feed allows ",
            "good Caching: Good: Cache-Control: public, max-age=600 – browsers keep the feed for 10 minutes.",
        ],
    );
    assert!(text(stage, "#code").contains(">Latest news from Example News</a>"));
    let pictures = format!("img-src {}", stage.site.origin(Origin::Publisher));
    assert!(text(stage, "#policy").contains(&pictures));
}

fn the_doctor_says_what_is_broken(stage: &Stage) {
    let mut body = articles(3).to_string();
    body.truncate(body.len() / 2);
    check_findings(
        stage,
        Answer::json(body),
        "Readers get no articles from this feed as it is.",
        &["bad Format: Wrong: The feed is cut short: its JSON ends too early at line 1"],
    );
    check_findings(
        stage,
        Answer::status_only(404),
        "Readers get no articles from this feed as it is.",
        &["bad Answer: Wrong: Status 404: there is no feed to read."],
    );
    // After the repair, the feed is good again without a reload.
    stage.site.feed("feed.json", feed_of(2));
    press(stage, "Check again");
    stage.page.wait_until(
        "[...document.querySelectorAll('.findings .good dd')].some((it) =>
           words(it).includes('JSON Feed'))",
        "the mended feed",
    );
}

fn the_doctor_names_items_left_out(stage: &Stage) {
    let mut feed = articles(3);
    feed["items"][1]["url"] = Value::Null;
    feed["items"][1]["id"] = json!("two");
    check_findings(
        stage,
        Answer::json(feed.to_string()),
        "It works, but something could be better.",
        &[
            "notice Articles: Could be better: 2 of 3 items taken",
            "notice Left out: Could be better: 1 item:Item 2 has no link that leads anywhere",
            "notice Caching: Could be better: Cache-Control: no-store – every page view fetches the feed",
        ],
    );
}

fn a_picture_that_never_comes_does_not_hold_the_doctor(stage: &Stage) {
    let picture = stage
        .site
        .serve(Origin::Publisher, "slow.jpg", Answer::never());
    let mut feed = articles(2);
    feed["items"][0]["image"] = json!(picture);
    check_findings(
        stage,
        Answer::json(feed.to_string()),
        "It works, but something could be better.",
        &[&format!(
            "notice Pictures: Could be better: 0 of 1 load. {picture} does not: check"
        )],
    );
}

fn the_doctor_finds_the_feed_of_a_web_page(stage: &Stage) {
    let feed = stage.site.feed("news.json", feed_of(3));
    let page = format!(
        "<!doctype html><title>News</title>\
         <link rel=\"alternate\" type=\"application/feed+json\" href=\"{feed}\">"
    );
    let page = stage
        .site
        .serve(Origin::Publisher, "news.html", Answer::html(page.as_str()));
    open(stage, &format!("feed={page}"));
    assert_eq!(text(stage, ".instead code"), feed);
    stage
        .page
        .element("document.querySelector('.instead button')")
        .click();
    stage.page.wait_until(
        "headlines().length === 3 && headlines()[0] === 'Article 1'",
        "the feed that the page names",
    );
    let typed = stage.page.eval("document.querySelector('#set-feed').value");
    assert_eq!(typed, feed);
}

fn one_of_two_feeds_that_fails_leaves_the_other(stage: &Stage) {
    let good = stage.site.feed("news.json", feed_of(3));
    let bad = stage.site.feed("gone.json", Answer::status_only(404));
    open(stage, &format!("feed={good}+{bad}"));
    assert_eq!(
        text(stage, ".summary"),
        "1 of 2 feeds gives no articles; readers see those of the other feed."
    );
}

fn the_doctor_tells_a_feed_without_cors(stage: &Stage) {
    check_findings(
        stage,
        feed_of(3).without_cors(),
        "Readers get no articles from this feed as it is.",
        &["bad Answer: Wrong: The server answers, but not to other sites"],
    );
    let page = stage.site.url(Origin::Cdn, "");
    let origin = page.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    assert!(findings(stage)[0].contains(&format!("allows {origin}.")));
}

fn the_cost_is_that_of_the_release(stage: &Stage) {
    open(stage, "");
    let manifest = std::fs::read(places::dist().join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let rows = strings(
        &stage
            .page
            .eval("[...document.querySelectorAll('.cost tbody tr')].map(words)"),
    );
    let roles = ["loader", "glue", "wasm"];
    let expected = roles.map(|role| {
        let files = manifest["files"].as_array().expect("files");
        let file = files.iter().find(|file| file["role"] == role);
        let bytes = file.expect("a file of this role")["brotli"].as_f64();
        format!("{:.1} KB", bytes.expect("a size") / 1e3)
    });
    for (row, size) in rows.iter().zip(expected) {
        assert!(row.ends_with(&size), "{rows:?}");
    }
    assert_eq!(rows.len(), 5, "{rows:?}");
    assert!(rows[4].starts_with("Pictures"), "{rows:?}");
}

/// Sends the policy as shown with a page that contains the code as shown.
fn the_policy_lets_the_widget_through(stage: &Stage) {
    let mut feed = articles(3);
    let picture = stage.site.serve(
        Origin::Publisher,
        "picture.svg",
        Answer::new(
            "image/svg+xml",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"180\"/>",
        ),
    );
    for item in feed["items"].as_array_mut().unwrap() {
        item["image"] = json!(picture);
    }
    let feed = stage.site.feed("news.json", Answer::json(feed.to_string()));
    for preset in ["", "newspaper"] {
        check_policy(stage, &feed, &picture, preset);
    }
}

#[track_caller]
fn check_policy(stage: &Stage, feed: &str, picture: &str, preset: &str) {
    open(stage, &format!("feed={feed}&preset={preset}"));
    click(stage, "[name='set-form'][value='one-tag']");
    name_the_loader(stage);
    let policy = text(stage, "#policy").replace('\n', " ");
    let code = text(stage, "#code");
    // The policy allows the host page's own script and style by name, and nothing else.
    let style = "style-src 'unsafe-inline'";
    let policy = policy
        .trim()
        .replacen("script-src", "script-src 'nonce-collector'", 1);
    let policy = match policy.contains("style-src") {
        true => policy.replacen("style-src", style, 1),
        false => format!("{policy}; {style}"),
    };
    let policy = format!("default-src 'none'; {policy}");
    // Otherwise browsers request an icon from the partner, which the policy refuses.
    let icon = format!("<link rel=\"icon\" href=\"{picture}\">");
    let fill = [
        ("head", icon.as_str()),
        ("widget", code.as_str()),
        ("end", ""),
    ];
    let page = stage.site.page_with("article", &fill, |answer| {
        answer.header("Content-Security-Policy", &policy)
    });
    stage.page.goto(&page);
    Widget::first(&stage.page).wait_ready();
    stage.page.wait_until(
        "slidesInView().every((slide) => slide.querySelector('img')?.naturalWidth > 0)",
        "the pictures",
    );
    let radius = "getComputedStyle(host()).getPropertyValue('--latest-news-radius').trim()";
    let square = if preset.is_empty() { "" } else { "0px" };
    assert_eq!(stage.page.eval(radius), square, "{preset}");
    assert_quiet(stage);
}

fn axe_finds_nothing(stage: &Stage) {
    check_axe(stage);
}

fn axe_finds_nothing_in_the_dark(stage: &Stage) {
    check_axe(stage);
}

/// With all sections open, at widths from a phone's to a desktop's, nothing scrolls sideways.
#[track_caller]
fn check_axe(stage: &Stage) {
    for width in [320, 768, 1024, 1280] {
        framed(stage, width, "image-ratio=wide&--accent=a;b");
        stage.page.eval(
            "(document.querySelectorAll('details').forEach((it) => { it.open = true; }), true)",
        );
        let wide = stage.page.eval("document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= width, "{width}: {wide}");
        assert_eq!(stage.page.axe(), Vec::<String>::new(), "{width}");
        stage.page.leave_frames();
    }
}

/// A page with the configurator in a frame that is narrower than a window can be. Only its own site
/// may put it into a frame.
pub fn frame(stage: &Stage, width: u64, query: &str) -> String {
    let url = stage.site.url(Origin::Cdn, "embed/index.html");
    let query = query.replace('&', "&amp;");
    let page = format!(
        "<!doctype html><html lang=\"en\"><title>Framed</title>\
         <style>body {{ margin: 0 }} iframe {{ display: block; border: 0 }}</style>\
         <iframe src=\"{url}?{query}\" title=\"The page\" width=\"{width}\" height=\"900\"></iframe>"
    );
    stage
        .site
        .serve(Origin::Cdn, "framed.html", Answer::html(page.as_str()))
}

fn framed(stage: &Stage, width: u64, query: &str) {
    stage.page.resize(1280, 900);
    stage.page.goto(&frame(stage, width, query));
    stage.page.enter_frame();
    stage.page.wait_until(READY, "the configurator");
    preview(stage);
    stage.page.wait_until(
        "slidesInView().every((slide) => slide.querySelector('img')?.complete ?? true)",
        "pictures",
    );
    stage.page.come_to_rest();
}

/// With keys alone, beginning at the widget: each stop has a role and a name.
fn every_control_is_reached_and_named(stage: &Stage) {
    open(stage, "");
    preview(stage);
    stage
        .page
        .eval("(document.querySelector('#configurator').focus(), true)");
    let stops = stage.page.tab_sequence(70);
    let nameless: Vec<_> = stops
        .iter()
        .filter(|stop| stop.name.is_empty() && !["body", "html"].contains(&stop.what.as_str()))
        .collect();
    assert!(nameless.is_empty(), "{nameless:?}");
    let names: Vec<&str> = stops.iter().map(|stop| stop.name.as_str()).collect();
    for name in ["Start over", "Feed address", "Copy code", "Check again"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
}

fn pictures(stage: &Stage) {
    take_pictures(stage, "light");
}

fn pictures_in_the_dark(stage: &Stage) {
    take_pictures(stage, "dark");
}

/// `artefacts/configurator-<engine>-<width>-<scheme>-<what>.png`, for people to look at.
fn take_pictures(stage: &Stage, scheme: &str) {
    for width in [320, 390, 768, 1280] {
        framed(stage, width, "");
        let places = [
            ("top", "document.body"),
            ("widget", "host()"),
            ("panel", "document.querySelector('#configurator')"),
            ("results", "document.querySelector('#configurator-results')"),
        ];
        for (what, element) in places {
            stage.page.eval(&format!(
                "({element}.scrollIntoView({{ block: 'start', behavior: 'instant' }}), true)"
            ));
            stage.page.come_to_rest();
            stage.page.leave_frames();
            let name = format!("configurator-{}-{width}-{scheme}-{what}.png", stage.engine);
            let frame = stage.page.element("document.querySelector('iframe')");
            frame.screenshot(&places::artefacts().join(name));
            stage.page.enter_frame();
        }
        stage.page.leave_frames();
    }
    assert_quiet(stage);
}
