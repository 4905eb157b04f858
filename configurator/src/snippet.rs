//! The embed code, in both forms. Pure: takes absolute addresses and returns text.
//!
//! Typed text appears in attribute values, text and declarations, and cannot break out of them.
//! Quotes and angle brackets are escaped even where HTML does not require it, because content
//! management systems search for them.

use html_escape::encode_double_quoted_attribute as escaped;

use crate::place::Place;
use crate::room;
use crate::settings::{Settings, token_property};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    TwoTags,
    OneTag,
}

pub fn snippet(form: Form, settings: &Settings, place: &Place) -> String {
    let preset = place.preset.as_ref().map_or_else(String::new, |preset| {
        format!("<link rel=\"stylesheet\" href=\"{}\">\n", escaped(preset))
    });
    preset
        + &match form {
            Form::TwoTags => two_tags(settings, place),
            Form::OneTag => one_tag(settings, place),
        }
}

/// The declarations in the tag's `style` attribute. The preview's element has the same.
pub fn declarations(settings: &Settings) -> Vec<(String, String)> {
    let mut declarations = vec![
        ("display".to_owned(), "block".to_owned()),
        ("min-height".to_owned(), room(settings)),
    ];
    declarations.extend(tokens(settings));
    declarations
}

fn two_tags(settings: &Settings, place: &Place) -> String {
    let mut attributes = vec![("feed", place.feed.as_str())];
    attributes.extend(settings.attributes());
    let style: Vec<String> = declarations(settings)
        .iter()
        .map(|(name, value)| format!("{name}:{value}"))
        .collect();
    let style = style.join(";");
    attributes.push(("style", &style));
    format!(
        "<script async src=\"{}\"></script>\n\n<latest-news{}>\n  <a href=\"{}\">{}</a>\n\
         </latest-news>\n",
        escaped(&place.loader),
        lines(&attributes, ""),
        escaped(&place.fallback),
        escaped(&place.text),
    )
}

/// A script tag cannot style the element that it makes, so the tokens need a rule of their own.
fn one_tag(settings: &Settings, place: &Place) -> String {
    let rules: Vec<String> = tokens(settings)
        .iter()
        .map(|(name, value)| format!("    {name}: {value};\n"))
        .collect();
    let rules = match rules.is_empty() {
        true => String::new(),
        false => format!(
            "<style>\n  latest-news {{\n{}  }}\n</style>\n",
            rules.concat()
        ),
    };
    let mut attributes = vec![("feed", place.feed.as_str())];
    attributes.extend(settings.attributes());
    format!(
        "{rules}<script async src=\"{}\"{}></script>\n",
        escaped(&place.loader),
        lines(&attributes, "data-"),
    )
}

/// The value of the room token, if it is chosen. A preset's value is for a carousel.
fn room(settings: &Settings) -> String {
    let is_chosen = settings
        .tokens()
        .iter()
        .any(|(name, _)| *name == "min-height");
    let room = room::reserved(settings);
    if is_chosen {
        format!("var({},{room})", token_property("min-height"))
    } else {
        room
    }
}

fn tokens(settings: &Settings) -> Vec<(String, String)> {
    settings
        .tokens()
        .into_iter()
        .map(|(name, value)| (token_property(name), value.to_owned()))
        .collect()
}

/// Each attribute on its own line.
fn lines(attributes: &[(&str, &str)], prefix: &str) -> String {
    attributes
        .iter()
        .map(|(name, value)| format!("\n  {prefix}{name}=\"{}\"", escaped(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> Place {
        Place {
            loader: "https://cdn.example/embed/latest-news.js".to_owned(),
            preset: None,
            feed: "https://news.example/feed.json?a=1&b=2".to_owned(),
            fallback: "https://news.example/".to_owned(),
            text: "Latest news from Quern & Sons".to_owned(),
        }
    }

    #[track_caller]
    fn check(form: Form, query: &str, expected: &str) {
        let settings = Settings::read(query, &[]);
        assert_eq!(snippet(form, &settings, &place()), expected);
    }

    #[test]
    fn two_tags_as_they_come() {
        check(
            Form::TwoTags,
            "",
            r#"<script async src="https://cdn.example/embed/latest-news.js"></script>

<latest-news
  feed="https://news.example/feed.json?a=1&amp;b=2"
  style="display:block;min-height:min(576px,388px + 40vw)">
  <a href="https://news.example/">Latest news from Quern &amp; Sons</a>
</latest-news>
"#,
        );
    }

    #[test]
    fn two_tags_with_everything() {
        check(
            Form::TwoTags,
            "layout=grid&heading=%22Tide%22+%3Cb%3E&link-params=a%3D1%26b%3D2&--accent=%23a00\
             &--font-family=%22Gill+Sans%22%2C+sans-serif&--min-height=20em",
            r#"<script async src="https://cdn.example/embed/latest-news.js"></script>

<latest-news
  feed="https://news.example/feed.json?a=1&amp;b=2"
  heading="&quot;Tide&quot; &lt;b&gt;"
  layout="grid"
  link-params="a=1&amp;b=2"
  style="display:block;min-height:var(--latest-news-min-height,1686px);--latest-news-accent:#a00;--latest-news-font-family:&quot;Gill Sans&quot;, sans-serif;--latest-news-min-height:20em">
  <a href="https://news.example/">Latest news from Quern &amp; Sons</a>
</latest-news>
"#,
        );
    }

    #[test]
    fn one_tag() {
        check(
            Form::OneTag,
            "heading=&limit=6",
            r#"<script async src="https://cdn.example/embed/latest-news.js"
  data-feed="https://news.example/feed.json?a=1&amp;b=2"
  data-limit="6"
  data-heading=""></script>
"#,
        );
        check(
            Form::OneTag,
            "--accent=%23a00&--accent=%23b00&--gap=8px",
            r#"<style>
  latest-news {
    --latest-news-accent: #b00;
    --latest-news-gap: 8px;
  }
</style>
<script async src="https://cdn.example/embed/latest-news.js"
  data-feed="https://news.example/feed.json?a=1&amp;b=2"></script>
"#,
        );
    }

    #[test]
    fn a_preset_is_linked_before_the_script() {
        let place = Place {
            preset: Some("https://cdn.example/embed/presets/newspaper.css".to_owned()),
            ..place()
        };
        for form in [Form::TwoTags, Form::OneTag] {
            let code = snippet(form, &Settings::default(), &place);
            let link = "<link rel=\"stylesheet\" \
                href=\"https://cdn.example/embed/presets/newspaper.css\">\n<script";
            assert!(code.starts_with(link), "{code}");
        }
    }

    #[test]
    fn a_preset_says_how_much_room_it_needs() {
        let settings = Settings::read("preset=magazine", &["magazine"]);
        let code = snippet(Form::TwoTags, &settings, &place());
        assert!(
            code.contains("style=\"display:block;min-height:min(719px,482px + 40vw)\""),
            "{code}"
        );
    }

    #[test]
    fn layouts_keep_the_room_they_need() {
        for (query, room) in [("layout=ticker", 56), ("layout=list&limit=3", 637)] {
            let code = snippet(Form::TwoTags, &Settings::read(query, &[]), &place());
            let style = format!("style=\"display:block;min-height:{room}px\"");
            assert!(code.contains(&style), "{code}");
        }
    }

    /// The code as a browser's tokenizer reads it: tags with their attributes, and text.
    fn tokens_of(code: &str) -> Vec<String> {
        let mut emitter = html5gum::DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        html5gum::Tokenizer::new_with_emitter(code, emitter)
            .flatten()
            .filter_map(|token: html5gum::Token<()>| match token {
                html5gum::Token::StartTag(tag) => {
                    let mut attributes: Vec<String> = tag
                        .attributes
                        .iter()
                        .map(|(name, value)| format!(" {}={:?}", text(name), text(value)))
                        .collect();
                    attributes.sort();
                    Some(format!("<{}{}>", text(&tag.name), attributes.concat()))
                }
                html5gum::Token::EndTag(tag) => Some(format!("</{}>", text(&tag.name))),
                html5gum::Token::String(words) if text(&words).trim().is_empty() => None,
                html5gum::Token::String(words) => Some(text(&words)),
                // Characters that HTML reports as errors but keeps.
                html5gum::Token::Error(fault)
                    if matches!(
                        fault.value,
                        html5gum::Error::ControlCharacterInInputStream
                            | html5gum::Error::NoncharacterInInputStream
                    ) =>
                {
                    None
                }
                html5gum::Token::Error(fault) => Some(format!("error: {fault:?}")),
                other => Some(format!("{other:?}")),
            })
            .collect()
    }

    /// A text after HTML has processed it in a document.
    fn normal(text: &str) -> String {
        text.replace("\r\n", "\n").replace('\r', "\n")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// The code means exactly what was typed, whatever the text is.
        #[test]
        fn the_code_is_parsed_to_what_was_typed(
            heading in "[^\0]*", params in "[^\0]*", words in "[^\0]*",
            address in "https?://[a-z*;',.:@\\[\\]\"<> -]{0,20}/.{0,20}",
            script in "(https|javascript|data)://[a-z'\";]{1,8}/.{0,20}",
            accent in "[a-z0-9#()'\";{}<>\\\\ /*-]{0,20}",
        ) {
            let page = crate::place::Page::new("https://cdn.example/embed/").unwrap();
            let feeds: Vec<_> = address.split_whitespace().filter_map(|it| page.absolute(it)).collect();
            let written = crate::place::Written {
                script,
                fallback: address.clone(),
                text: words,
            };
            let Some(place) = crate::place::place(&page, &written, &feeds, None, None) else {
                return Ok(());
            };
            let mut settings = Settings::default();
            settings.set("heading", Some(heading.clone()));
            settings.set("label-read-more", Some(params.clone()));
            settings.set_token("accent", Some(accent));
            let mut style = String::from("display:block;min-height:min(576px,388px + 40vw)");
            let mut rule = None;
            if let [(_, value)] = settings.tokens()[..] {
                style += &format!(";--latest-news-accent:{value}");
                rule = Some(format!(
                    "\n  latest-news {{\n    --latest-news-accent: {value};\n  }}\n"
                ));
            }
            for (name, value) in place.feed.split(' ').map(|it| ("feed", it)).chain([
                ("script", &*place.loader),
                ("fallback", &*place.fallback),
            ]) {
                prop_assert!(
                    value.starts_with("https://") || value.starts_with("http://"),
                    "{name}: {value}"
                );
            }
            let attribute = |name: &str, value: &str| format!(" {name}={:?}", normal(value));
            let more = match params.trim() {
                "" => String::new(),
                more => attribute("label-read-more", more),
            };
            let expected = [
                format!("<script{}{}>", attribute("async", ""), attribute("src", &place.loader)),
                "</script>".to_owned(),
                format!(
                    "<latest-news{}{}{more}{}>",
                    attribute("feed", &place.feed),
                    attribute("heading", &heading),
                    attribute("style", &style),
                ),
                format!("<a{}>", attribute("href", &place.fallback)),
                normal(&place.text),
                "</a>".to_owned(),
                "</latest-news>".to_owned(),
            ];
            let code = snippet(Form::TwoTags, &settings, &place);
            prop_assert_eq!(tokens_of(&code), &expected[..], "{}", code);

            let script = format!(
                "<script{}{}{}{}{}>",
                attribute("async", ""),
                attribute("data-feed", &place.feed),
                attribute("data-heading", &heading),
                more.replacen(" label", " data-label", 1),
                attribute("src", &place.loader),
            );
            let mut expected = vec![script, "</script>".to_owned()];
            if let Some(rule) = rule {
                expected.splice(0..0, ["<style>".to_owned(), rule, "</style>".to_owned()]);
            }
            let code = snippet(Form::OneTag, &settings, &place);
            prop_assert_eq!(tokens_of(&code), expected, "{}", code);
        }
    }
}
