//! Content that partners and their editors leave inside the element.

use harness::{Answer, Stage, cases};

use crate::widget::{FALLBACK, Widget, element, open};

cases![what_shows_nothing_is_no_fallback];

/// The content, and whether a reader sees any of it.
const INSIDE: &[(&str, bool)] = &[
    ("", false),
    ("<br />\n<br />\n", false),
    ("<p>&nbsp;</p>", false),
    ("<!-- widget -->", false),
    ("<p></p><div> &#8203; </div>", false),
    ("<noscript>Turn scripts on.</noscript>", false),
    ("<style>p { color: red }</style>", false),
    // What is given for another slot is no fallback, whatever it is.
    ("<p slot=\"header\">News</p>", false),
    ("<form slot=\"header\">News <input></form>", false),
    (
        "<form slot=\"footer\">News <b>of <i>today</i></b><input name=\"matches\"></form>",
        false,
    ),
    (
        "<img slot=\"footer\" alt=\"News\" width=\"60\" height=\"60\">",
        false,
    ),
    (
        "<div slot=\"header\"><script>let News</script><style></style></div>",
        false,
    ),
    (
        "<form slot=\"nowhere\">News<button>News</button></form>",
        false,
    ),
    (
        "<form><input type=\"hidden\" name=\"textContent\"></form>",
        false,
    ),
    // These are in the default slot.
    (
        "<b slot=\"\">News</b><form slot=\"header\">More</form>",
        true,
    ),
    (
        "<form slot=\"\"><input name=\"getAttribute\"><input name=\"slot\"></form>",
        true,
    ),
    (
        "<form><b slot=\"header\">News</b><input name=\"childNodes\"></form>",
        true,
    ),
    ("<br><a href=\"#\">News</a>", true),
    ("News", true),
    ("<form><input name=\"textContent\"></form>", true),
    ("<img alt=\"News\" width=\"60\" height=\"60\">", true),
];

/// If there is no fallback, a message is shown. Otherwise the fallback is.
fn what_shows_nothing_is_no_fallback(stage: &Stage) {
    let feed = stage.site.feed("gone.json", Answer::status_only(404));
    let tags: String = INSIDE
        .iter()
        .map(|(inside, _)| {
            let style = "loading=\"eager\" style=\"--latest-news-min-height:0\"";
            element(&feed, style).replace(FALLBACK, inside)
        })
        .collect();
    open(stage, &tags);
    for (index, (inside, is_seen)) in INSIDE.iter().enumerate() {
        let widget = Widget::at(&stage.page, index);
        widget.wait_state("failed");
        let message = format!(
            "['.status:not(.hidden)', '.retry'].every((it) =>
               shown(host({index}).shadowRoot.querySelector(it)))"
        );
        let slot =
            format!("shown(host({index}).firstElementChild) || words(host({index})) === 'News'");
        match is_seen {
            false => stage.page.wait_until(&message, inside),
            true => stage
                .page
                .wait_until(&format!("({slot}) && !({message})"), inside),
        };
    }
    assert_eq!(stage.page.errors(), Vec::<String>::new());
}
