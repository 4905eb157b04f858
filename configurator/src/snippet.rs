//! The embed code, in both forms. Pure: addresses come in absolute, text goes out.
//!
//! Whatever was typed stands in attribute values and declarations, and cannot leave them.

use crate::room;
use crate::settings::{Settings, token_property};

/// Where things lie, seen from anywhere: all addresses are absolute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub loader: String,
    /// The style sheet of the chosen preset.
    pub preset: Option<String>,
    /// As they go into the attribute, separated by spaces.
    pub feed: String,
    /// Where readers go who get no widget.
    pub fallback: String,
    /// The name of that place; may be empty.
    pub publisher: String,
}

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

/// What the tag says about itself in its `style` attribute, and the preview's element as well.
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
    let text = match place.publisher.as_str() {
        "" => "Latest news".to_owned(),
        publisher => format!("Latest news from {publisher}"),
    };
    format!(
        "<script async src=\"{}\"></script>\n\n<latest-news{}>\n  <a href=\"{}\">{}</a>\n\
         </latest-news>\n",
        escaped(&place.loader),
        lines(&attributes, ""),
        escaped(&place.fallback),
        escaped(&text),
    )
}

/// The script has no `style` for the element it makes, so tokens need a rule of their own.
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

/// What the token says, where it is chosen or a preset may set it.
fn room(settings: &Settings) -> String {
    let is_chosen = settings
        .tokens()
        .iter()
        .any(|(name, _)| *name == "min-height");
    let room = format!("{}px", room::needed(settings));
    if is_chosen || settings.preset.is_some() {
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

/// Each attribute on a line of its own.
fn lines(attributes: &[(&str, &str)], prefix: &str) -> String {
    attributes
        .iter()
        .map(|(name, value)| format!("\n  {prefix}{name}=\"{}\"", escaped(value)))
        .collect()
}

/// For attribute values in double quotes, and for text. `<` and `>` too, because content
/// management systems look for them where HTML does not.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '"' => escaped += "&quot;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            letter => escaped.push(letter),
        }
    }
    escaped
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
            publisher: "Quern & Sons".to_owned(),
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
  style="display:block;min-height:576px">
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
  style="display:block;min-height:var(--latest-news-min-height,1940px);--latest-news-accent:#a00;--latest-news-font-family:&quot;Gill Sans&quot;, sans-serif;--latest-news-min-height:20em">
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
            publisher: String::new(),
            ..place()
        };
        for form in [Form::TwoTags, Form::OneTag] {
            let code = snippet(form, &Settings::default(), &place);
            let link = "<link rel=\"stylesheet\" \
                href=\"https://cdn.example/embed/presets/newspaper.css\">\n<script";
            assert!(code.starts_with(link), "{code}");
        }
        let code = snippet(Form::TwoTags, &Settings::default(), &place);
        assert!(code.contains(">Latest news</a>"), "{code}");
    }

    #[test]
    fn a_preset_says_how_much_room_it_needs() {
        let settings = Settings::read("preset=magazine", &["magazine"]);
        let code = snippet(Form::TwoTags, &settings, &place());
        let room = "style=\"display:block;min-height:var(--latest-news-min-height,576px)\"";
        assert!(code.contains(room), "{code}");
    }

    #[test]
    fn layouts_keep_the_room_they_need() {
        for (query, room) in [("layout=ticker", 56), ("layout=list&limit=3", 690)] {
            let code = snippet(Form::TwoTags, &Settings::read(query, &[]), &place());
            let style = format!("style=\"display:block;min-height:{room}px\"");
            assert!(code.contains(&style), "{code}");
        }
    }

    proptest! {
        /// Outside of quotes the code has nothing but what is ours, whatever was typed.
        #[test]
        fn nothing_typed_leaves_its_quotes(
            heading in any::<String>(), feed in any::<String>(), publisher in any::<String>(),
            font in any::<String>(), accent in any::<String>(),
        ) {
            let mut settings = Settings::default();
            settings.set("heading", Some(heading));
            settings.set_token("font-family", Some(font.clone()));
            settings.set_token("accent", Some(accent.clone()));
            let place = Place { feed, publisher, ..place() };
            let code = snippet(Form::TwoTags, &settings, &place);
            let outside: String = code.split('"').step_by(2).collect();
            prop_assert_eq!(code.matches('"').count() % 2, 0);
            prop_assert_eq!(outside.matches('<').count(), 6);
            prop_assert_eq!(code.matches('<').count(), 6);
            let code = snippet(Form::OneTag, &settings, &place);
            let signs = if code.starts_with("<style>") { 4 } else { 2 };
            prop_assert_eq!(code.matches('<').count(), signs);
            let braces = code.split_once("<script").map_or("", |(rules, _)| rules);
            let count = |sign: char| braces.matches(sign).count();
            prop_assert_eq!(count('{'), usize::from(!braces.is_empty()));
            prop_assert!(count(';') <= 2);
        }
    }
}
