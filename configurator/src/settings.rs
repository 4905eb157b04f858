//! The settings, and the query of an address with the same settings. Pure.
//!
//! Fields hold the typed text. Values that equal the default or have no meaning are left out of the
//! element, the address and the code.

use std::collections::BTreeMap;

use form_urlencoded::Serializer;
use latest_news_core::options::Options;

use crate::catalogue::{self, Kind, PREFIX, SAMPLES};
use crate::value::is_value;

/// The least width of the container, in pixels: a narrow column of a page.
pub const MIN_WIDTH: u32 = 250;
/// The greatest width that an address may ask for.
pub const MAX_WIDTH: u32 = 4_000;

/// A longer value is an accident, not a setting.
const MAX_VALUE: usize = 2_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// By name, as typed.
    attributes: BTreeMap<&'static str, String>,
    /// By name without prefix, as typed.
    tokens: BTreeMap<&'static str, String>,
    pub preset: Option<String>,
    /// Of the container, in pixels. `None`: as wide as the page allows.
    pub width: Option<u32>,
    /// The fallback's link and its text, as typed.
    pub fallback: String,
    pub text: String,
}

impl Settings {
    /// The text in an attribute's field, if there is any.
    pub fn typed(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// `None` removes the attribute. A name that the widget does not know is ignored.
    pub fn set(&mut self, attribute: &str, value: Option<String>) {
        let Some(name) = known(attribute) else {
            return;
        };
        match value {
            Some(value) => self.attributes.insert(name, value),
            None => self.attributes.remove(name),
        };
    }

    pub fn typed_token(&self, token: &str) -> Option<&str> {
        self.tokens.get(token).map(String::as_str)
    }

    pub fn set_token(&mut self, token: &str, value: Option<String>) {
        let Some(token) = catalogue::token(token) else {
            return;
        };
        match value {
            Some(value) => self.tokens.insert(token.name, value),
            None => self.tokens.remove(token.name),
        };
    }

    /// The feed's addresses as typed, as one value. Never empty.
    pub fn feed(&self) -> &str {
        let typed = self.typed("feed").unwrap_or_default().trim();
        if typed.is_empty() {
            SAMPLES[0].address
        } else {
            typed
        }
    }

    /// The attributes that differ from their default, in the order of the table, without the feed.
    pub fn attributes(&self) -> Vec<(&'static str, &str)> {
        let problems = self.problems();
        catalogue::names()
            .filter(|name| *name != "feed" && !problems.contains_key(name))
            .filter_map(|name| Some((name, self.chosen(name)?)))
            .collect()
    }

    /// An attribute's value, unless it means the same as no attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        let is_wrong = self.problems().contains_key(name);
        self.chosen(name).filter(|_| !is_wrong)
    }

    /// The widget's messages about values without a meaning, by attribute.
    pub fn problems(&self) -> BTreeMap<&'static str, String> {
        let read = |name: &'static str| self.chosen(name).map(str::to_owned);
        let (_, warnings) = Options::read(&read);
        let problem = |it: latest_news_core::options::Warning| {
            let text = format!(
                "“{}” is not {}; the default is used.",
                it.value, it.expected
            );
            (it.attribute, text)
        };
        warnings.into_iter().map(problem).collect()
    }

    /// The typed value, right or wrong, unless it means the same as no attribute.
    fn chosen(&self, name: &str) -> Option<&str> {
        let typed = self.typed(name)?;
        let attribute = catalogue::attribute(name);
        match attribute.map(|attribute| attribute.kind) {
            Some(Kind::Heading) => Some(typed),
            Some(Kind::Feed) if typed.trim() == SAMPLES[0].address => None,
            _ => {
                let default = attribute.map_or_else(String::new, catalogue::Attribute::default);
                let typed = typed.trim();
                (!typed.is_empty() && typed != default).then_some(typed)
            }
        }
    }

    /// The tokens with a value that a declaration can hold, in the order of the table.
    pub fn tokens(&self) -> Vec<(&'static str, &str)> {
        catalogue::TOKENS
            .iter()
            .filter_map(|token| {
                let value = self.typed_token(token.name)?.trim();
                (is_value(value) && value != token.default).then_some((token.name, value))
            })
            .collect()
    }

    /// The query with the same settings, without the question mark. Empty if all settings are
    /// defaults.
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        if let Some(feed) = self.value("feed") {
            query.append_pair("feed", feed);
        }
        for (name, value) in self.attributes() {
            query.append_pair(name, value);
        }
        for (name, value) in self.tokens() {
            query.append_pair(&format!("--{name}"), value);
        }
        if let Some(preset) = &self.preset {
            query.append_pair("preset", preset);
        }
        if let Some(width) = self.width {
            query.append_pair("width", &width.to_string());
        }
        for (name, value) in [("fallback", &self.fallback), ("text", &self.text)] {
            if !value.trim().is_empty() {
                query.append_pair(name, value.trim());
            }
        }
        query.finish()
    }

    /// The settings in a query. Unknown names in it are ignored.
    pub fn read(query: &str, presets: &[&str]) -> Self {
        let mut settings = Self::default();
        let query = query.trim_start_matches('?').as_bytes();
        for (name, value) in form_urlencoded::parse(query) {
            let value = value.into_owned();
            if value.len() > MAX_VALUE {
                continue;
            }
            match (&*name, name.strip_prefix("--")) {
                ("preset", _) if presets.contains(&value.as_str()) => settings.preset = Some(value),
                ("width", _) => {
                    let width = value.parse().ok();
                    settings.width = width.filter(|width| (MIN_WIDTH..=MAX_WIDTH).contains(width));
                }
                ("fallback", _) => settings.fallback = value,
                ("text", _) => settings.text = value,
                (_, Some(token)) => settings.set_token(token, Some(value)),
                _ => settings.set(&name, Some(value)),
            }
        }
        settings
    }
}

/// A token's name as pages write it.
pub fn token_property(name: &str) -> String {
    format!("{PREFIX}{name}")
}

fn known(attribute: &str) -> Option<&'static str> {
    catalogue::names().find(|name| *name == attribute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn settings(query: &str) -> Settings {
        Settings::read(query, &["newspaper"])
    }

    #[test]
    fn defaults_are_left_out() {
        #[track_caller]
        fn check(query: &str, expected: &str) {
            assert_eq!(settings(query).query(), expected, "{query}");
        }
        check("", "");
        check("?layout=carousel&limit=12&autoplay=&theme=auto", "");
        check("feed=preview/feed.json&lang=", "");
        check("layout=grid&theme=dark", "layout=grid&theme=dark");
        check("heading=", "heading=");
        check("--accent=%23a00", "--accent=%23a00");
        check("--accent=red;color:blue&--gap=24px", "");
        check("width=480&preset=newspaper", "preset=newspaper&width=480");
        check("width=10&preset=other&unknown=1&--unknown=2", "");
        check("onclick=alert(1)&style=x&id=y", "");
        check("script=https://evil.example/x.js", "");
        check("fallback=+&text=All+news", "text=All+news");
        // A value that is marked wrong stays in its field.
        check(
            "limit=0&image-ratio=wide&layout=mosaic&dates=none",
            "dates=none",
        );
        check("--background=url(//evil.example/x)", "");
    }

    #[test]
    fn what_is_typed_is_read_as_forms_write_it() {
        let settings = settings("heading=Tide+%26+time%21&link-params=a%3D1%26b%3D2&limit=%zz");
        assert_eq!(settings.value("heading"), Some("Tide & time!"));
        assert_eq!(settings.value("link-params"), Some("a=1&b=2"));
        assert_eq!(settings.typed("limit"), Some("%zz"));
        assert_eq!(settings.value("limit"), None);
    }

    #[test]
    fn the_feed_is_never_empty() {
        assert_eq!(settings("feed=+").feed(), "preview/feed.json");
        assert_eq!(settings("feed=a+b").feed(), "a b");
        let too_long = format!("heading={}", "a".repeat(MAX_VALUE + 1));
        assert_eq!(settings(&too_long), Settings::default());
    }

    fn any_settings() -> impl Strategy<Value = Settings> {
        let names: Vec<&str> = catalogue::names().collect();
        let tokens: Vec<&str> = catalogue::TOKENS.iter().map(|t| t.name).collect();
        (
            proptest::collection::vec((proptest::sample::select(names), any::<String>()), 0..8),
            proptest::collection::vec((proptest::sample::select(tokens), any::<String>()), 0..8),
            proptest::option::of(Just("newspaper".to_owned())),
            proptest::option::of(MIN_WIDTH..=MAX_WIDTH),
            (any::<String>(), any::<String>()),
        )
            .prop_map(|(attributes, tokens, preset, width, (fallback, text))| {
                let mut settings = Settings {
                    preset,
                    width,
                    fallback,
                    text,
                    ..Settings::default()
                };
                for (name, value) in attributes {
                    settings.set(name, Some(value));
                }
                for (name, value) in tokens {
                    settings.set_token(name, Some(value));
                }
                settings
            })
    }

    proptest! {
        #[test]
        fn an_address_says_the_same_settings(settings in any_settings()) {
            let query = settings.query();
            let read = Settings::read(&query, &["newspaper"]);
            prop_assert_eq!(read.attributes(), settings.attributes());
            prop_assert_eq!(read.tokens(), settings.tokens());
            prop_assert_eq!(read.feed(), settings.feed());
            prop_assert_eq!(&read.preset, &settings.preset);
            prop_assert_eq!(read.width, settings.width);
            prop_assert_eq!(&read.fallback, settings.fallback.trim());
            prop_assert_eq!(&read.text, settings.text.trim());
            prop_assert_eq!(read.query(), query);
        }

        #[test]
        fn an_address_has_no_letter_that_somebody_reads_otherwise(settings in any_settings()) {
            let plain = |c: char| c.is_ascii_alphanumeric() || "*-_.+%=&".contains(c);
            prop_assert!(settings.query().chars().all(plain));
        }

        #[test]
        fn any_query_is_read(query in any::<String>()) {
            Settings::read(&query, &[]);
        }
    }
}
