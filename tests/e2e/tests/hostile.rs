//! Malicious feeds: payloads in every field of every format. No payload runs, nothing that it names
//! is fetched, and every element and attribute is the widget's own.

use corpus::formats::Shape;
use corpus::payloads;
use harness::{Answer, Origin, Stage, cases, places};
use serde_json::{Value, json};

use crate::widget::{open_with, strings};

cases![
    payloads_stay_text,
    text_fetches_nothing_and_links_run_nothing,
];

/// How many payloads are shown at once: as many as a widget shows slides.
const AT_ONCE: usize = 100;

/// The page's part: it shows each feed in a new element, checks the result, and removes the
/// element. Every fault is a line of the answer. The last line counts the slides.
const SHOW: &str = r#"
  const [feeds] = arguments;
  const wrong = [], globals = Object.getOwnPropertyNames(window).length;
  const elements = new Set('section div h2 h3 p a span img time button slot'.split(' '));
  const attributes = new Set(`class part role id dir lang inert tabindex value href target rel draggable
    alt loading decoding referrerpolicy sizes srcset src datetime type aria-label aria-labelledby
    aria-roledescription aria-current aria-disabled aria-controls aria-live aria-relevant aria-atomic
    data-state data-focus name`.split(/\s+/));
  const leadsNowhereElse = (address) => {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password;
  };
  const look = (element) => {
    if (!elements.has(element.localName)) wrong.push(`element ${element.outerHTML.slice(0, 200)}`);
    for (const { name, value } of element.attributes) {
      const own = name === 'style'
        ? element.matches('.base') && [...element.style].every((it) => it.startsWith('--_'))
        : attributes.has(name);
      const plain = !['class', 'part', 'role', 'id', 'lang', 'dir', 'target', 'rel'].includes(name)
        || /^[\w -]*$/.test(value);
      const addresses = ['href', 'src'].includes(name) ? [value]
        : name === 'srcset' ? value.split(', ').map((it) => it.split(' ')[0]) : [];
      if (!own || !plain || !addresses.every(leadsNowhereElse)) wrong.push(`${name}=${value}`);
    }
  };
  const add = async (feed) => {
    const element = document.createElement('latest-news');
    Object.entries({ feed, limit: 100, loading: 'eager' })
      .forEach((entry) => element.setAttribute(...entry));
    const end = new Promise((resolve) => ['ready', 'error'].forEach((name) =>
      element.addEventListener(`latest-news-${name}`, resolve, { once: true })));
    document.querySelector('main').append(element);
    const { type, detail } = await end;
    // Some markup contains no words to show.
    const isEmpty = detail.kind === 'empty' || /hold no article/.test(detail.message);
    if (type !== 'latest-news-ready' && !isEmpty) wrong.push(`${feed}: ${JSON.stringify(detail)}`);
    return element;
  };
  const widgets = await Promise.all(feeds.map(add));
  await frames(2);
  let slides = 0;
  for (const element of widgets) {
    const all = [...element.shadowRoot.querySelectorAll('*')];
    all.forEach(look);
    slides += all.filter((it) => it.matches('.slide')).length;
    // For payloads that wait for a mouse or a key.
    all.forEach((it) => it.dispatchEvent(new Event('mouseover', { bubbles: true })));
    if (element.innerHTML) wrong.push(`inside the element: ${element.innerHTML}`);
    element.remove();
  }
  if (Object.getOwnPropertyNames(window).length !== globals) wrong.push('a global');
  wrong.push(...window.ran.splice(0));
  return [...wrong.slice(0, 20), slides];
"#;

/// Records calls by payloads, and what a policy would have refused.
const TRAPS: &str = "<script>window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval']) {
      window[name] = (...args) => { ran.push(`${name}(${args})`); };
    }</script>";

/// An open page with the loader but no widget yet.
fn open_trap(stage: &Stage, head: &str) {
    let loader = format!("<script src=\"{}\"></script>", stage.site.loader());
    open_with(stage, &format!("{head}{TRAPS}{loader}"), "", "");
}

/// Shows one feed of each format with its gaps filled, and returns the number of slides.
#[track_caller]
fn show_all(
    stage: &Stage,
    name: &str,
    items: usize,
    fill: &dyn Fn(Option<usize>, &str) -> String,
) -> u64 {
    let feeds = Shape::ALL.iter().enumerate().map(|(format, shape)| {
        let feed = shape.feed(items, &mut |index, gap, json| {
            json.push_str(&Value::from(fill(index, gap)).to_string());
        });
        stage
            .site
            .feed(&format!("{name}-{format}.json"), Answer::json(feed))
    });
    let said = stage
        .page
        .script_async(SHOW, json!([feeds.collect::<Vec<_>>()]));
    let mut said = said.as_array().cloned().unwrap_or_default();
    let slides = said.pop().and_then(|count| count.as_u64());
    assert_eq!(strings(&said.into()), Vec::<String>::new(), "{name}");
    slides.unwrap_or_default()
}

fn payloads_stay_text(stage: &Stage) {
    let payloads = payloads::all(&places::root().join("../shared/xss.json"));
    // Payloads name servers on the internet. Pictures, which a feed may name, are not fetched here.
    // Any other refusal is a finding.
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"img-src 'none'\">";
    // Payloads run even if they are not visible. A layout of so many slides would take minutes.
    let unseen = "<style>main { display: none }</style>";
    open_trap(stage, &[policy, unseen].concat());
    // In all fields. Then again with working links instead of payloads that cannot be links, so
    // that their text is shown as well.
    assert!(payloads.len() > 10);
    let refused: Vec<_> = payloads
        .iter()
        .filter(|it| payloads::is_no_link(it))
        .collect();
    let all: Vec<_> = payloads.iter().collect();
    for (payloads, links) in [(all, false), (refused, true)] {
        let mut slides = 0;
        for (number, chunk) in payloads.chunks(AT_ONCE).enumerate() {
            let fill = |index: Option<usize>, gap: &str| match (gap, index) {
                ("LINK", Some(index)) if links => format!("https://news.example/{index}"),
                _ => chunk[index.unwrap_or(0)].clone(),
            };
            slides += show_all(stage, &format!("{links}-{number}"), chunk.len(), &fill);
        }
        let given = payloads::can_be_shown(&payloads, links);
        let least = given * Shape::ALL.len() / 4;
        assert!(slides as usize > least, "{slides} slides");
    }
    let mut violations = stage.page.violations();
    violations.retain(|line| !line.starts_with("img-src: "));
    assert_eq!(violations, Vec::<String>::new());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}

/// Markup that fetches `URL`. A publisher's text may contain all of it.
const FETCHING: &[&str] = &[
    "<img src=\"URL\">",
    "&lt;img src=\"URL\"&gt;",
    "<script src=URL></script>",
    "<link rel=stylesheet href=URL><link rel=prefetch href=URL><link rel=preload as=image href=URL>",
    "<style>@import 'URL'; * { background: url(URL) }</style>",
    "<iframe src=URL></iframe><object data=URL></object><embed src=URL>",
    "<video src=URL poster=URL autoplay></video><audio src=URL autoplay></audio>",
    "<svg><image href=URL /><use href=URL#a /></svg>",
    "<div style=\"background-image: url(URL)\">x</div>",
    "<meta http-equiv=refresh content=\"0;url=URL\">",
    "\" style=\"background: url(URL)\" x=\"",
    "'><img src=URL>",
    "text URL text",
];

/// Texts that are no links. `URL` is what they would fetch if somebody ran them.
const RUNNING: &[&str] = &[
    "javascript:fetch('URL')",
    " JAVA\nSCRIPT\t:fetch('URL')",
    "\u{1}javascript:fetch('URL')",
    "data:text/html,<script>fetch('URL')</script>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload=\"fetch('URL')\"/>",
    "blob:URL",
    "view-source:URL",
    "ftp://URL",
];

fn text_fetches_nothing_and_links_run_nothing(stage: &Stage) {
    open_trap(stage, "");
    let picture = stage.site.serve(
        Origin::Publisher,
        "declared.svg",
        Answer::new(
            "image/svg+xml",
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        ),
    );
    let trap = stage.site.url(Origin::Publisher, "trap");
    let filled = |payload: &str| payload.replace("URL", &trap);
    // Each item has its own link, and all have the same picture.
    let good = |index: usize| format!("{picture}?{index}");
    let text = |index: Option<usize>, gap: &str| match (gap, index) {
        ("LINK", index) => good(index.unwrap_or_default()),
        (_, index) => filled(FETCHING[index.unwrap_or_default()]),
    };
    let slides = show_all(stage, "text", FETCHING.len(), &text);
    assert!(slides > 3 * Shape::ALL.len() as u64, "{slides} slides");
    let pictures = stage.site.wait_for_requests("declared.svg", 1);
    assert_eq!(pictures[0].header("referer"), None);

    // Two good items, so that something is shown besides the refused ones.
    let links = |index: Option<usize>, gap: &str| match (gap, index) {
        ("LINK", Some(index)) if index < RUNNING.len() => filled(RUNNING[index]),
        ("LINK", index) => good(index.unwrap_or_default()),
        (_, index) => format!("Words {index:?}"),
    };
    show_all(stage, "links", RUNNING.len() + 2, &links);

    let trapped = stage.site.requests();
    let trapped: Vec<_> = trapped
        .iter()
        .filter(|request| request.path.contains("trap"))
        .map(ToString::to_string)
        .collect();
    assert_eq!(trapped, Vec::<String>::new());
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}
