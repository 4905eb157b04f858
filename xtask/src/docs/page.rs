//! What the finished pages contain: their links, their files and what a strict policy would refuse.
//! Pure.

/// A page of the site.
pub struct Page<'p> {
    pub name: &'p str,
    tags: Vec<Tag<'p>>,
}

/// The start of an element.
struct Tag<'p> {
    name: &'p str,
    attributes: Vec<(&'p str, String)>,
}

/// The attributes whose files the page loads by itself. The last two are for the search's script.
const LOADED: [&str; 4] = ["src", "feed", "data-engine", "data-index"];

impl<'p> Page<'p> {
    pub fn new(name: &'p str, html: &'p str) -> Self {
        Self {
            name,
            tags: tags(html),
        }
    }

    /// The addresses that the page loads.
    pub fn loaded(&self) -> Vec<&str> {
        self.values(|tag, attribute| {
            LOADED.contains(&attribute) || (tag == "link" && attribute == "href")
        })
    }

    /// The addresses that its links lead to.
    pub fn links(&self) -> Vec<&str> {
        self.values(|tag, attribute| tag == "a" && attribute == "href")
    }

    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.values(|_, attribute| attribute == "id")
            .contains(&anchor)
    }

    /// What a policy without `'unsafe-inline'` refuses.
    pub fn inline_code(&self) -> Vec<String> {
        let mut found = Vec::new();
        for tag in &self.tags {
            let has = |name: &str| tag.attributes.iter().any(|it| it.0 == name);
            if tag.name == "style" || (tag.name == "script" && !has("src")) {
                found.push(format!("<{}>", tag.name));
            }
            let inline = |name: &str| name == "style" || name.starts_with("on");
            let names = tag.attributes.iter().map(|it| it.0);
            found.extend(names.filter(|name| inline(name)).map(str::to_owned));
        }
        found
    }

    fn values(&self, wanted: impl Fn(&str, &str) -> bool) -> Vec<&str> {
        let attributes = self.tags.iter().flat_map(|tag| {
            let name = tag.name;
            tag.attributes
                .iter()
                .map(move |(attribute, value)| (name, *attribute, value.as_str()))
        });
        attributes
            .filter(|(tag, attribute, _)| wanted(tag, attribute))
            .map(|(_, _, value)| value)
            .collect()
    }
}

/// All tags of a page that mdBook wrote, in which text contains no `<`.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '>');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (attributes, after) = attributes(after);
        rest = after;
        if !name.starts_with(['/', '!']) {
            tags.push(Tag { name, attributes });
        }
    }
    tags
}

/// The attributes until the end of the tag, and what follows it.
fn attributes(text: &str) -> (Vec<(&str, String)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if rest.is_empty() {
            return (found, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        let end = rest.find(|letter: char| letter.is_whitespace() || "=>".contains(letter));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after),
            None => ("", after),
        };
        found.push((name, value.replace("&amp;", "&")));
        rest = after;
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(|letter: char| letter.is_whitespace() || letter == '>');
    text.split_at(end.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_what_it_loads_and_where_it_leads() {
        let html = "<!doctype html><html lang=en><link rel=\"x\" href='a.css'><!-- <img src=no> -->\
             <script defer src=\"b.js\"></script><a class=\"c\" href=\"d.html?e=1&amp;f#g\">\
             href=\"no\" &lt;a href=\"no\"></a><h2 id=\"here\"/><img alt=\"\" src=h.png>\
             <latest-news feed=\"i.json\"></latest-news><form data-index=\"j.js\" hidden>";
        let page = Page::new("page.html", html);
        assert_eq!(page.loaded(), ["a.css", "b.js", "h.png", "i.json", "j.js"]);
        assert_eq!(page.links(), ["d.html?e=1&f#g"]);
        assert!(page.has_anchor("here"));
        assert!(!page.has_anchor("there"));
        assert_eq!(page.inline_code(), Vec::<String>::new());
    }

    #[test]
    fn inline_code_is_found() {
        #[track_caller]
        fn check(html: &str, expected: &str) {
            assert_eq!(Page::new("p", html).inline_code(), [expected], "{html}");
        }
        check("<script>a()</script>", "<script>");
        check("<style>a</style>", "<style>");
        check("<td style=\"text-align:right\">", "style");
        check("<a href=x onclick=\"b()\">", "onclick");
    }
}
