//! `NAME/frame.html`, a page for content management systems that only allow frames, and the oEmbed
//! answer that names it (oembed.com).

use super::page::{self, attribute};
use super::{Edition, Release, first_view::FirstView};
use crate::view::escape;
use serde_json::json;

/// The width of a frame, in CSS pixels, if the page does not know the size of its content.
const WIDTH: u32 = 640;
/// A carousel's room and the margins.
const HEIGHT: u32 = 584;

/// Tells the page around the frame how high its content is, if that page has put a secret into the
/// frame's address, as WordPress does. `ready` is its word for having begun to listen.
const SCRIPT: &str = r#"<script>{
const secret = /[#?&]secret=(\w+)/.exec(location.hash)?.[1];
const root = document.documentElement;
const height = () => Math.ceil(root.getBoundingClientRect().height);
// Less is a page whose style sheet has not come.
const tell = () => height() > 40 && parent.postMessage({ message: "height", value: height(), secret }, "*");
if (secret) {
new ResizeObserver(tell).observe(root);
addEventListener("message", ({ data }) => data?.message === "ready" && tell());
}
}</script>
"#;

/// In the margins there is room for focus rings, so that nothing in the frame scrolls.
pub fn frame(edition: &Edition<'_>, release: &Release<'_>, view: &FirstView) -> String {
    let mut html = String::from("<!doctype html>\n<html");
    attribute(&mut html, "lang", &view.language);
    if view.is_right_to_left {
        attribute(&mut html, "dir", "rtl");
    }
    html.push_str(
        "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">",
    );
    html.push_str("<title>");
    escape(&view.title, &mut html);
    html.push_str("</title><style>body{margin:4px}</style><link rel=\"alternate\" type=\"application/json+oembed\"");
    attribute(&mut html, "href", &edition.file("/oembed.json"));
    html.push_str("></head><body>\n");
    html.push_str(&page::element(edition, release, view));
    html.push_str(SCRIPT);
    html.push_str("</body></html>\n");
    html
}

pub fn oembed(edition: &Edition<'_>, view: &FirstView) -> String {
    let mut html = String::from("<iframe");
    attribute(&mut html, "src", &edition.file("/frame.html"));
    attribute(&mut html, "title", &view.title);
    attribute(&mut html, "width", &WIDTH.to_string());
    attribute(&mut html, "height", &HEIGHT.to_string());
    html.push_str(" style=\"border:0\" loading=\"lazy\"></iframe>");
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": view.title,
        "html": html,
        "width": WIDTH,
        "height": HEIGHT,
    });
    format!("{answer}\n")
}
