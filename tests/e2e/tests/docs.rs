//! The documentation beside the release, as readers use it: on a phone, in the dark, without scripts, and
//! with the widget in its examples. The host's policy of `_headers` holds, which allows no inline code.

use std::fs;

use harness::{Answer, Engine, Origin, Reader, Stage, cases, places};

/// In the other engines, some tests would take minutes.
const PLAIN_LAYOUT: &str = "the pages use no layout in which engines differ";

cases![
    no_page_scrolls_sideways => |case| case.only_in(Engine::Chromium, PLAIN_LAYOUT),
    the_pages_are_dark_if_the_reader_asks_for_it => |case| case
        .reader(Reader::DARK)
        .only_in(Engine::Chromium, PLAIN_LAYOUT),
    axe_finds_nothing => |case| case.only_in(Engine::Chromium, PLAIN_LAYOUT),
    axe_finds_nothing_in_the_dark => |case| case
        .reader(Reader::DARK)
        .only_in(Engine::Chromium, PLAIN_LAYOUT),
    the_examples_are_the_widget,
    without_scripts_everything_can_be_read,
    the_search_finds_a_page_and_leads_there,
];

/// The pages, of which there must be at least as many as there are documents in `docs/`.
fn pages() -> Vec<String> {
    let folder = places::dist().join("docs");
    let entries = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}; run cargo xtask docs", folder.display()));
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> = names.filter(|name| name.ends_with(".html")).collect();
    pages.sort();
    let documents = fs::read_dir(places::root().join("docs")).unwrap();
    let documents = documents.filter(|entry| {
        let path = entry.as_ref().unwrap().path();
        path.extension().is_some_and(|end| end == "md")
    });
    assert!(pages.len() >= documents.count(), "{pages:?}");
    pages
}

fn address(stage: &Stage, page: &str) -> String {
    stage.site.url(Origin::Cdn, &format!("embed/docs/{page}"))
}

/// Opens a page in a frame that is narrower than a window can be. Only its own site may do that.
fn open_in_frame(stage: &Stage, page: &str, width: u64) {
    stage.page.resize(1280, 900);
    let frame = format!(
        "<!doctype html><html lang=\"en\"><title>Framed</title>\
         <style>body {{ margin: 0 }} iframe {{ display: block; border: 0 }}</style>\
         <iframe src=\"{}\" title=\"The page\" width=\"{width}\" height=\"900\"></iframe>",
        address(stage, page)
    );
    let answer = Answer::html(frame.as_str());
    stage
        .page
        .goto(&stage.site.serve(Origin::Cdn, "framed.html", answer));
    stage.page.enter_frame();
    stage
        .page
        .wait_until("document.readyState === 'complete'", page);
}

/// Scrolls to each widget of the page and waits for its articles.
fn fill_examples(stage: &Stage) -> u64 {
    let all = "[...document.querySelectorAll('latest-news')]";
    let count = stage.page.eval(&format!("{all}.length")).as_u64().unwrap();
    for at in 0..count {
        stage.page.eval(&format!(
            "({all}[{at}].scrollIntoView({{ behavior: 'instant' }}), true)"
        ));
        stage
            .page
            .wait_until(&format!("{all}[{at}].state === 'ready'"), "an example");
    }
    count
}

/// The first page, a page of tables, and a page with the widget.
const SHOWN: [&str; 3] = ["index.html", "attributes.html", "looks.html"];

fn no_page_scrolls_sideways(stage: &Stage) {
    for page in pages() {
        check_width(stage, &page, 320);
        stage.page.leave_frames();
    }
    take_pictures(stage, "light");
}

fn the_pages_are_dark_if_the_reader_asks_for_it(stage: &Stage) {
    take_pictures(stage, "dark");
}

fn check_width(stage: &Stage, page: &str, width: u64) {
    open_in_frame(stage, page, width);
    fill_examples(stage);
    let wide = stage.page.eval("document.documentElement.scrollWidth");
    assert!(wide.as_u64().unwrap() <= width, "{page}, {width}: {wide}");
}

/// `artefacts/docs/<engine>-<width>-<scheme>-<page>.png`, for people to look at.
fn take_pictures(stage: &Stage, scheme: &str) {
    for page in SHOWN {
        for width in [320, 1280] {
            check_width(stage, page, width);
            // The sum of red, green and blue.
            let light = stage.page.eval(
                "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)
                    .reduce((sum, part) => sum + Number(part), 0)",
            );
            let is_dark = light.as_u64().unwrap() < 3 * 64;
            assert_eq!(is_dark, scheme == "dark", "{page}: {light}");
            let name = page.trim_end_matches(".html");
            let name = format!("docs/{}-{width}-{scheme}-{name}.png", stage.page.engine());
            stage.page.leave_frames();
            stage.page.screenshot(&places::artefacts().join(name));
        }
    }
}

fn axe_finds_nothing(stage: &Stage) {
    check_axe(stage);
}

fn axe_finds_nothing_in_the_dark(stage: &Stage) {
    check_axe(stage);
}

fn check_axe(stage: &Stage) {
    for page in [
        "index.html",
        "attributes.html",
        "looks.html",
        "security.html",
    ] {
        open_in_frame(stage, page, 320);
        fill_examples(stage);
        stage.page.come_to_rest();
        assert_eq!(stage.page.axe(), Vec::<String>::new(), "{page}");
        stage.page.leave_frames();
    }
}

fn the_examples_are_the_widget(stage: &Stage) {
    stage.page.resize(1280, 900);
    stage.page.goto(&address(stage, "looks.html"));
    stage.page.eval(
        "(window.refused = [], document.addEventListener('securitypolicyviolation',
            (event) => refused.push(event.violatedDirective)), true)",
    );
    let examples = fill_examples(stage);
    let layouts =
        "[...document.querySelectorAll('latest-news')].map((it) => it.getAttribute('layout')
        ?? it.className)";
    let shown = stage.page.eval(layouts).to_string();
    for name in [
        "list",
        "grid",
        "hero",
        "ticker",
        "newspaper",
        "high-contrast",
    ] {
        assert!(shown.contains(name), "{name} is not among {shown}");
    }
    assert_eq!(examples, 10);
    assert_eq!(stage.page.eval("refused.join()"), "");
}

fn without_scripts_everything_can_be_read(stage: &Stage) {
    let folder = places::dist().join("docs");
    stage
        .site
        .serve_folder(Origin::Cdn, "embed/docs/", &folder, |_, answer| {
            answer.header("Content-Security-Policy", "script-src 'none'")
        });
    stage.page.goto(&address(stage, "looks.html"));
    let shown = |selector: &str| {
        let visible = format!(
            "(document.querySelector({selector:?})?.getBoundingClientRect().height ?? 0) > 0"
        );
        stage.page.eval(&visible) == true
    };
    assert!(shown("#content h1"));
    assert!(shown("latest-news > p"), "the fallback");
    assert!(shown("#contents a[href='attributes.html']"), "the contents");
    assert!(!shown("#search"), "a search that cannot work");
}

fn the_search_finds_a_page_and_leads_there(stage: &Stage) {
    stage.page.goto(&address(stage, "partners.html"));
    let current = "document.querySelector('#contents [aria-current]')?.getAttribute('href')";
    assert_eq!(stage.page.eval(current), "partners.html");
    let field = stage.page.element("document.getElementById('words')");
    field.click();
    field.type_text("heading-level");
    let hit = "document.querySelector('#hits a[href^=\"attributes.html\"]')";
    stage.page.wait_until(hit, "the page of attributes");
    stage.page.element(hit).click();
    stage
        .page
        .wait_until("location.pathname.endsWith('/attributes.html')", "it");
    let field = stage.page.element("document.getElementById('words')");
    field.click();
    field.type_text("qqqqq");
    let none = "document.getElementById('found').textContent === 'No places'";
    stage.page.wait_until(none, "an answer without a place");
}
