//! The part of the style sheet that a first view needs. The widget brings the whole sheet.

use super::Edition;
use crate::view::Tree;
use latest_news_core::options::Options;

/// The rules for classes of the tree and for the edition's layout. `css` is the release's style
/// sheet. It has no comments, and no strings with braces.
pub fn needed(css: &str, tree: &Tree, edition: &Edition<'_>) -> String {
    let mut said = Said {
        pictured: true,
        ..Said::default()
    };
    said.collect(tree);
    let (options, _) = Options::read(&|name| edition.attribute(name));
    let layout = format!("{:?}", options.layout).to_lowercase();
    let mut kept = String::new();
    keep(
        css,
        &|selector| is_needed(selector, &said, &layout),
        &mut kept,
    );
    without_detours(kept)
}

/// A private property that is set once and used at most once is replaced by its value.
fn without_detours(mut css: String) -> String {
    let mut from = 0;
    while let Some(start) = css[from..].find("--_").map(|it| from + it) {
        from = start + 3;
        let is_set = css[..start].ends_with(['{', ';']);
        let end = css[start..].find([';', '}']).map(|it| start + it);
        let (true, Some(end)) = (is_set, end) else {
            continue;
        };
        let Some((name, value)) = css[start..end].split_once(':') else {
            continue;
        };
        let set = css.matches(&[name, ":"].concat()).count();
        let asked = ["var(", name, ")"].concat();
        let with_default = css.contains(&["var(", name, ","].concat());
        if set > 1 || with_default || css.matches(&asked).count() > 1 {
            continue;
        }
        let value = value.trim().to_owned();
        let end = end + usize::from(css[end..].starts_with(';'));
        css.replace_range(start..end, "");
        css = css.replace(&asked, &value);
        // The next declaration begins where this one did.
        from = start;
    }
    css
}

/// Copies the rules whose selectors are needed, and the groups with at least one such rule.
fn keep(css: &str, is_needed: &dyn Fn(&str) -> bool, kept: &mut String) {
    let mut rest = css;
    while let Some((head, after)) = rest.split_once('{') {
        let end = end_of_block(after);
        let (body, next) = after.split_at(end.min(after.len()));
        rest = next.strip_prefix('}').unwrap_or(next);
        let head = head.trim();
        let group = ["@media", "@supports", "@container", "@layer"];
        if is_never_needed(head) {
            continue;
        } else if group.iter().any(|it| head.starts_with(it)) {
            let mut inner = String::new();
            keep(body, is_needed, &mut inner);
            if !inner.is_empty() {
                kept.push_str(&[head, "{", &inner, "}"].concat());
            }
        } else if !head.starts_with("@keyframes") {
            let selectors: Vec<&str> = selectors(head).filter(|it| is_needed(it)).collect();
            if !selectors.is_empty() {
                kept.push_str(
                    &[&selectors.join(","), "{", &without_transitions(body), "}"].concat(),
                );
            }
        }
    }
}

/// Nothing changes in a first view.
fn without_transitions(body: &str) -> String {
    let declarations = body.split(';');
    let kept: Vec<&str> = declarations
        .filter(|it| !it.starts_with("transition:"))
        .collect();
    kept.join(";")
}

/// Rules that a first view does not need: for printing, reduced motion, forced colours, more
/// contrast, and pages without a script. They come with the widget.
fn is_never_needed(head: &str) -> bool {
    [
        "print",
        "reduced-motion",
        "forced-colors",
        "scripting",
        "prefers-contrast",
    ]
    .iter()
    .any(|it| head.starts_with("@media") && head.contains(it))
}

/// The end of a block, in the text behind its opening brace.
fn end_of_block(text: &str) -> usize {
    let mut depth = 1;
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place;
        }
    }
    text.len()
}

/// The selectors of a list. Commas inside parentheses do not separate.
fn selectors(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    list.split(move |character| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        character == ',' && depth == 0
    })
    .map(str::trim)
}

/// Whether a selector may match something in the first view. Each tag, class and attribute it names
/// must be there, and it must not ask the host for another layout or for a state that no first view
/// has. A selector inside `:not` does not count. A selector with alternatives in parentheses is
/// always needed.
fn is_needed(selector: &str, said: &Said, layout: &str) -> bool {
    // Minifiers remove quotes that are not needed. One word of several is treated like the whole
    // value.
    let mut asked = selector.replace('"', "").replace("~=", "=");
    // A first view has no undefined elements, no broken pictures and no visible status.
    let never = [":defined", ".broken", ".status:not(.hidden)"];
    if never.iter().any(|it| asked.contains(it)) || !said.counts(&asked) || !said.speaks(&asked) {
        return false;
    }
    cut(&mut asked, ":not(");
    let host = cut(&mut asked, ":host(").unwrap_or_default();
    let is_other = |asked: &str| asked.contains("[layout=") && !asked.contains(layout);
    if is_other(&host)
        || ["state=empty", ":state("]
            .iter()
            .any(|it| host.contains(it))
    {
        return false;
    }
    // A pointer brings the widget.
    if [":hover", ":active"].iter().any(|it| asked.contains(it)) {
        return false;
    }
    if [":is(", ":where("].iter().any(|it| asked.contains(it)) {
        return true;
    }
    asked.split([' ', '>', '+', '~']).all(|it| said.has(it))
}

/// Removes the part that begins with `begin`, with its parentheses. Returns the text inside the
/// last of them.
fn cut(asked: &mut String, begin: &str) -> Option<String> {
    let mut inside = None;
    while let Some(start) = asked.find(begin) {
        let mut depth = 0;
        let end = asked[start..].char_indices().find(|(_, character)| {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            *character == ')' && depth == 0
        });
        let end = end.map_or(asked.len(), |(end, _)| start + end);
        inside = Some(asked[start + begin.len()..end].to_owned());
        asked.replace_range(start..(end + 1).min(asked.len()), "");
    }
    inside
}

fn is_picture(tree: &Tree) -> bool {
    let Tree::Element { attributes, .. } = tree else {
        return false;
    };
    let mut attributes = attributes.iter();
    attributes.any(|(name, value)| *name == "class" && value == "picture")
}

/// The names in a first view.
#[derive(Default)]
struct Said {
    slides: usize,
    /// Whether each slide has a picture.
    pictured: bool,
    tags: Vec<&'static str>,
    classes: Vec<String>,
    /// `[name`, `[name=value` and `[name=word`.
    attributes: Vec<String>,
}

impl Said {
    /// Whether the number of slides, or of slides without a picture, is one that a selector asks
    /// for.
    fn counts(&self, asked: &str) -> bool {
        let number = |mark: &str| {
            let (_, rest) = asked.split_once(mark)?;
            rest.split(')').next()?.parse::<usize>().ok()
        };
        let alone = asked.contains(".slide:only-child");
        let text_first = asked.contains(".text:first-child");
        let so_many = number(".slide:first-child:nth-last-child(");
        (!alone || self.slides == 1)
            && (!text_first || !self.pictured)
            && so_many.is_none_or(|number| number == self.slides)
    }

    /// Whether the first view uses one of the languages that a selector asks for.
    fn speaks(&self, asked: &str) -> bool {
        let mut languages = asked.split(":lang(").skip(1).peekable();
        languages.peek().is_none()
            || languages.any(|it| {
                let tag = it.split(')').next().unwrap_or_default();
                let spoken = format!("[lang={tag}");
                self.attributes.iter().any(|it| it.starts_with(&spoken))
            })
    }

    fn collect(&mut self, tree: &Tree) {
        let Tree::Element {
            tag,
            attributes,
            children,
        } = tree
        else {
            return;
        };
        self.tags.push(tag);
        for (name, value) in attributes {
            if *name == "class" {
                if value == "slide" {
                    self.slides += 1;
                    self.pictured &= children.first().is_some_and(is_picture);
                }
                self.classes.extend(value.split(' ').map(str::to_owned));
            }
            self.attributes.push(format!("[{name}"));
            self.attributes.push(format!("[{name}={value}"));
            let words = value.split(' ');
            self.attributes
                .extend(words.map(|word| format!("[{name}={word}")));
        }
        children.iter().for_each(|child| self.collect(child));
    }

    /// Whether some element may match a compound selector such as `a.link[dir=rtl]:first-child`.
    fn has(&self, compound: &str) -> bool {
        let pseudo = compound.find(':').unwrap_or(compound.len());
        let mut rest = &compound[..pseudo];
        while !rest.is_empty() {
            let end = rest[1..]
                .find(['.', '[', '#'])
                .map_or(rest.len(), |it| it + 1);
            let (part, next) = rest.split_at(end);
            rest = next;
            let is_there = match part.as_bytes()[0] {
                b'.' => self.classes.iter().any(|it| *it == part[1..]),
                b'[' => {
                    let asked = part.trim_end_matches(']').trim_end_matches(" i");
                    self.attributes.iter().any(|it| it == asked)
                }
                b'#' | b'*' => true,
                _ => self.tags.contains(&part),
            };
            if !is_there {
                return false;
            }
        }
        true
    }
}
