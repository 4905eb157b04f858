//! What hands do to the row that no driver can: pull it beyond its ends.

use harness::{Stage, cases};
use serde_json::json;

use crate::widget::{Widget, assert_quiet, element, feed_of, open};

cases![a_row_that_bounces_stays_where_it_is];

/// The row answers with offsets beyond its end, as it does while it bounces under a finger in Safari; the
/// browser's own movement is left alone.
const BOUNCE: &str = "
    const [beyond, side] = arguments, viewport = part('viewport');
    const native = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollLeft');
    const rest = native.get.call(viewport);
    let by = 0;
    Object.defineProperty(viewport, 'scrollLeft', { configurable: true,
      get: () => rest + by, set(to) { native.set.call(this, to); } });
    const seen = () => JSON.stringify([
      words(host().shadowRoot.querySelector('.position')),
      parts('slide').map((slide) => slide.inert),
      parts('marker').map((marker) => marker.getAttribute('aria-current') ?? marker.getAttribute('aria-disabled')),
      part('rotation').getAttribute('aria-label'),
    ]);
    const before = seen(), differ = [];
    collected.events.length = 0;
    for (const distance of beyond) {
      by = distance * side;
      viewport.dispatchEvent(new Event('scroll'));
      await frames(1);
      if (seen() !== before) differ.push([distance, before, seen()]);
    }
    // Held there longer than a row takes to come to rest.
    await new Promise((go) => setTimeout(go, 400));
    if (seen() !== before) differ.push(['held', before, seen()]);
    delete viewport.scrollLeft;
    viewport.dispatchEvent(new Event('scroll'));
    await new Promise((go) => setTimeout(go, 400));
    if (seen() !== before) differ.push(['after', before, seen()]);
    return [differ, collected.events.filter(({ name }) => name === 'slide')]";

fn a_row_that_bounces_stays_where_it_is(stage: &Stage) {
    for dir in ["ltr", "rtl"] {
        let feed = stage.site.feed("feed.json", feed_of(12));
        open(
            stage,
            &element(&feed, &format!("dir=\"{dir}\" autoplay=\"60\"")),
        );
        let widget = Widget::first(&stage.page);
        widget.wait_ready();
        for (end, towards) in [("Article 1", -1), ("Article 12", 1)] {
            let last = if towards > 0 { 11 } else { 0 };
            stage.page.eval(&format!("(host().goTo({last}), true)"));
            widget.wait_in_view(end);
            stage.page.eval("(host().play(), true)");
            let side = if dir == "rtl" { -towards } else { towards };
            let beyond = json!([[12, 40, 60, 200, 60, 40], side]);
            let found = stage.page.script_async(BOUNCE, beyond);
            assert_eq!(found, json!([[], []]), "{dir}, beyond {end}");
        }
        assert_quiet(stage);
    }
}
