//! Records of a page: the stops of Tab, movements, console lines, and axe's findings.

use std::fs;

use serde_json::{Value, json};

use super::{Element, Key, Page, text};
use crate::browser::Engine;
use crate::places;

/// One stop of the Tab key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stop {
    /// The name of the element's part, else its id, else its tag.
    pub what: String,
    pub role: String,
    pub name: String,
}

/// An element of the page that moved without an action of the reader.
#[derive(Clone, PartialEq, Debug)]
pub struct Shift {
    pub what: String,
    pub amount: String,
}

/// A line on the console.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    pub level: String,
    pub text: String,
}

impl Page<'_> {
    /// The focused element, also inside shadow roots: part name, else id, else tag.
    #[track_caller]
    pub fn focused(&self) -> String {
        text(&self.eval(&format!("({NAME_OF})(deepActive())")))
    }

    /// Presses Tab until the focus has left `last` (an id in the host page), or `at_most` times.
    #[track_caller]
    pub fn tab_sequence(&self, at_most: usize) -> Vec<Stop> {
        let mut stops = Vec::new();
        for _ in 0..at_most {
            self.press(Key::Tab);
            let what = self.focused();
            if what == "body" || what == "html" || what.is_empty() {
                break;
            }
            let active = self.element("deepActive()");
            let stop = Stop {
                what,
                role: active.role(),
                name: active.name(),
            };
            let end = stop.what == "after";
            stops.push(stop);
            if end {
                break;
            }
        }
        stops
    }

    /// Uncaught errors and unhandled rejections, on the whole page.
    #[track_caller]
    pub fn errors(&self) -> Vec<String> {
        strings(&self.eval("collected ? collected.errors : []"))
    }

    /// The refusals of a Content-Security-Policy.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        strings(&self.eval("collected ? collected.csp : []"))
    }

    #[track_caller]
    pub fn console(&self) -> Vec<Told> {
        let lines = self.eval("collected ? collected.console : []");
        let lines = lines.as_array().cloned().unwrap_or_default();
        let told = |line: &Value| Told {
            level: text(&line["level"]),
            text: text(&line["text"]),
        };
        lines.iter().map(told).collect()
    }

    /// The browser's own console messages since the last call: deprecated, refused or useless
    /// actions. Messages of scripts and failed requests are left out: browsers report every failed
    /// request, even if the page handles it. Only Chromium reports these.
    #[track_caller]
    pub fn remarks(&self) -> Vec<String> {
        let remarks = super::done(self.session.remarks(), "the browser's remarks");
        let known = |remark: &Value| {
            remark["source"] == "console-api"
                || remark["source"] == "network"
                // Messages about a test's own script.
                || text(&remark["message"]).starts_with("javascript ")
        };
        let remarks = remarks.iter().filter(|remark| !known(remark));
        remarks.map(|remark| text(&remark["message"])).collect()
    }

    /// The widget's events with this short name (`ready` for `latest-news-ready`), in order, as
    /// objects with `detail`, `target`, `bubbles`, `composed` and `cancelable`.
    #[track_caller]
    pub fn events(&self, name: &str) -> Vec<Value> {
        let events = self.script(
            "return collected.events.filter((event) => event.name === arguments[0])",
            json!([name]),
        );
        events.as_array().cloned().unwrap_or_default()
    }

    /// Every element of the page that moved without the reader. Chromium measures this itself. In
    /// other engines, the elements marked `data-steady` are watched.
    #[track_caller]
    pub fn shifts(&self) -> Vec<Shift> {
        let script = match self.engine() {
            Engine::Chromium => {
                "const entries = await new Promise((resolve) => {
                   const seen = [];
                   const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
                   observer.observe({ type: 'layout-shift', buffered: true });
                   frames(4).then(() => { seen.push(...observer.takeRecords()); resolve(seen); });
                 });
                 return entries.filter((entry) => !entry.hadRecentInput).map((entry) => ({
                   what: entry.sources.map(({ node, previousRect: from, currentRect: to }) => node
                     ? `${node.localName ?? node.nodeName}${node.id ? '#' + node.id : ''}`
                     // Elements inside a shadow root are not named.
                     : `from ${[from.x, from.y, from.width, from.height].map(Math.round)} to ${
                        [to.x, to.y, to.width, to.height].map(Math.round)}`).join('; '),
                   amount: String(entry.value) }))"
            }
            Engine::Firefox | Engine::WebKit => {
                "await frames(4);
                 return collected.moves.map(({ what, from, to }) => ({ what, amount: `${from} to ${to}` }))"
            }
        };
        let shifts = self.script_async(script, json!([]));
        let shifts = shifts.as_array().cloned().unwrap_or_default();
        let shift = |s: &Value| Shift {
            what: text(&s["what"]),
            amount: text(&s["amount"]),
        };
        shifts.iter().map(shift).collect()
    }

    /// axe-core's findings, also in shadow roots: one line for each rule and element.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        let path = places::axe_core();
        let source = fs::read_to_string(&path).unwrap_or_else(|error| {
            let version = places::pinned("axe-core");
            panic!(
                "axe-core {version} is missing ({}: {error}); `cargo xtask test` fetches it, or \
                 set AXE_CORE to axe.min.js of the npm package axe-core",
                path.display(),
            )
        });
        self.script(
            &format!("{source}; window.axe = window.axe ?? axe"),
            json!([]),
        );
        let found = self.script_async(
            "const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
             return violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
               `${id} (${help}): ${node.target.flat().join(' ')}`))",
            json!([]),
        );
        strings(&found)
    }

    /// The deepest focused element.
    #[track_caller]
    pub fn active(&self) -> Element<'_> {
        self.element("deepActive()")
    }
}

const NAME_OF: &str = "(element) => !element ? ''
  : element.getAttribute('part')?.split(' ')[0] || element.closest('[part]')?.part?.[0] || element.id
    || element.localName";

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map(|list| list.iter().map(text).collect())
        .unwrap_or_default()
}
