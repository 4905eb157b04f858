//! The view of assistive technology on a page: the accessibility tree below a region.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Element, Page, done, text};
use crate::browser::Engine;

impl Page<'_> {
    /// The tree below the region with this name. Each line is an object with its role, name and
    /// properties, indented by depth. Plain text and boxes without a meaning are left out.
    ///
    /// Chromium and Firefox return the tree that they give to assistive technology. WebKitGTK's
    /// driver only returns the role and name of a given element. There, each element that is drawn
    /// and not inert is queried.
    #[track_caller]
    pub fn accessibility_tree(&self, region: &str) -> String {
        match self.engine() {
            Engine::Chromium => self.tree_of_chromium(region),
            Engine::Firefox => self.tree_of_firefox(region),
            Engine::WebKit => self.tree_by_element(),
        }
    }

    #[track_caller]
    fn tree_of_chromium(&self, region: &str) -> String {
        self.devtools("Accessibility.enable", json!({}));
        let tree = self.devtools("Accessibility.getFullAXTree", json!({}));
        self.devtools("Accessibility.disable", json!({}));
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let root = nodes
            .iter()
            .find(|node| node["role"]["value"] == "region" && node["name"]["value"] == region);
        let root = root.unwrap_or_else(|| panic!("no region is called {region:?}"));
        let mut lines = String::new();
        write_node(&nodes, root, 0, &mut lines);
        lines
    }

    /// The page's process sends changes to the tree in order, some time after they are made. So a
    /// mark is added to the page and then renamed: when the second name is in the tree, everything
    /// from before the mark is too.
    #[track_caller]
    fn tree_of_firefox(&self, region: &str) -> String {
        let mut tree = Value::Null;
        for name in ["mark, added", RENAMED] {
            self.script(MARK, json!([name]));
            let script = FIREFOX
                .replace("REGION", &json!(region).to_string())
                .replace("MARK", &json!(name).to_string())
                .replace("LAST", &json!(name == RENAMED).to_string());
            let read = self.session.in_firefox_itself_async(&script);
            tree = done(read, "the accessibility tree");
            assert!(tree["marked"] == true, "the tree never has the {name}");
        }
        self.script(UNMARK, json!([]));
        assert!(tree["lines"].is_string(), "no region is called {region:?}");
        text(&tree["lines"])
    }

    #[track_caller]
    fn tree_by_element(&self) -> String {
        let found = self.eval(ELEMENTS);
        let mut lines = String::new();
        // The ancestors of the current element by depth, and whether each was listed.
        let mut above: Vec<(u64, bool)> = Vec::new();
        for entry in found.as_array().into_iter().flatten() {
            let Some(element) = Element::from_value(self, &entry["element"]) else {
                continue;
            };
            let depth = entry["depth"].as_u64().unwrap_or(0);
            above.retain(|(ancestor, _)| *ancestor < depth);
            let (role, name) = (element.role(), element.name());
            let told = is_told(&role, &name);
            if told {
                let depth = above.iter().filter(|(_, told)| *told).count();
                write_line(&mut lines, depth, &role, &name, &text(&entry["more"]));
            }
            above.push((depth, told));
        }
        lines
    }
}

/// Whether the object has a meaningful role or at least a name.
fn is_told(role: &str, name: &str) -> bool {
    let nothing = [
        "",
        "none",
        "generic",
        "presentation",
        "StaticText",
        "InlineTextBox",
    ];
    !nothing.contains(&role) || (role == "generic" && !name.is_empty())
}

fn write_line(lines: &mut String, depth: usize, role: &str, name: &str, more: &str) {
    let indent = "  ".repeat(depth);
    let more = if more.is_empty() {
        String::new()
    } else {
        format!(" [{more}]")
    };
    writeln!(lines, "{indent}{role} {name:?}{more}").expect("a line");
}

fn write_node(nodes: &[Value], node: &Value, depth: usize, lines: &mut String) {
    let (role, name) = (text(&node["role"]["value"]), text(&node["name"]["value"]));
    let told = node["ignored"] != true && is_told(&role, &name);
    if told {
        let properties = node["properties"].as_array().cloned().unwrap_or_default();
        let more = TOLD.iter().filter_map(|told| {
            let property = properties
                .iter()
                .find(|property| property["name"] == *told)?;
            match &property["value"]["value"] {
                Value::String(value) => Some(format!("{told}={value}")),
                Value::Number(value) => Some(format!("{told}={value}")),
                Value::Bool(true) => Some((*told).to_owned()),
                _ => None,
            }
        });
        let more: Vec<_> = more.collect();
        write_line(lines, depth, &role, &name, &more.join(" "));
    }
    for id in node["childIds"].as_array().into_iter().flatten() {
        let child = nodes.iter().find(|node| node["nodeId"] == *id);
        if let Some(child) = child {
            write_node(nodes, child, depth + usize::from(told), lines);
        }
    }
}

/// The properties that Chromium reports besides role and name.
const TOLD: &[&str] = &[
    "roledescription",
    "level",
    "disabled",
    "live",
    "relevant",
    "busy",
];

/// Firefox builds its tree when somebody asks, and fills it step by step. It removes the tree when
/// the last script with a reference to the service is collected as garbage. If a page's process was
/// asked for a name before, it keeps its part and never sends it again, so the tree would stay
/// empty. So the window holds a reference to the service as long as it lives.
const FIREFOX: &str = r#"
const done = arguments[arguments.length - 1];
window.accessibilityService ??=
  Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const service = window.accessibilityService;
const attribute = (object, key) => {
  try { return object.attributes.getStringProperty(key); } catch { return ""; }
};
const has = (object, state) => {
  const value = {};
  object.getState(value, {});
  return (value.value & state) !== 0;
};
const find = (object, role, name) => {
  if (object.name === name && attribute(object, "xml-roles").includes(role)) return object;
  for (let i = 0; i < object.childCount; i++) {
    const found = find(object.getChildAt(i), role, name);
    if (found) return found;
  }
};
const lines = [];
const write = (object, depth) => {
  const role = service.getStringRole(object.role);
  const told = !["text leaf", "text container", "statictext", "list item marker"].includes(role)
    && !(role === "section" && !object.name && !attribute(object, "live"));
  if (told) {
    const more = ["roledescription", "level", "live", "relevant", "busy"]
      .map((key) => [key, attribute(object, key)]).filter(([, value]) => value)
      .map((pair) => pair.join("="));
    if (has(object, Ci.nsIAccessibleStates.STATE_UNAVAILABLE)) more.push("disabled");
    lines.push("  ".repeat(depth) + role + " " + JSON.stringify(object.name ?? "")
      + (more.length ? ` [${more.join(" ")}]` : ""));
  }
  for (let i = 0; i < object.childCount; i++) write(object.getChildAt(i), depth + (told ? 1 : 0));
};
const until = Date.now() + 15000;
const look = () => {
  let marked, region;
  try {
    lines.length = 0;
    const page = service.getAccessibleFor(gBrowser.selectedBrowser);
    marked = find(page, "note", MARK);
    region = marked && LAST && find(page, "region", REGION);
    if (region) write(region, 0);
  } catch {
    // An object has gone meanwhile.
    marked = undefined;
  }
  if (!marked && Date.now() < until) return void setTimeout(look, 20);
  done({ marked: !!marked, lines: region ? lines.join("\n") + "\n" : null });
};
look();
"#;

const RENAMED: &str = "mark, renamed";

const MARK: &str = "
const found = document.querySelector('[role=note][aria-label^=mark]');
const mark = found ?? document.createElement('p');
mark.role = 'note';
mark.ariaLabel = arguments[0];
mark.style.cssText = 'all:unset;position:fixed;top:0;left:0;width:1px;height:1px';
if (!found) document.body.append(mark);";

const UNMARK: &str = "document.querySelector('[role=note][aria-label^=mark]').remove()";

/// All elements of the first widget that are drawn and not inert, in the order of the flat tree.
const ELEMENTS: &str = r#"(() => {
  const found = [];
  const walk = (element, depth) => {
    if (element.inert || element.getAttribute('aria-hidden') === 'true') return;
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    const more = ['aria-roledescription', 'aria-level', 'aria-live', 'aria-relevant', 'aria-busy',
      'aria-disabled'].filter((name) => element.hasAttribute(name))
      .map((name) => `${name.slice(5)}=${element.getAttribute(name)}`);
    if (/^h[1-6]$/.test(element.localName)) more.push(`level=${element.localName[1]}`);
    found.push({ element, depth, more: more.join(' ') });
    const children = element.localName === 'slot' ? element.assignedElements() : element.children;
    for (const child of children) walk(child, depth + 1);
  };
  walk(part('base'), 0);
  return found;
})()"#;
