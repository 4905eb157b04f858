//! Reads the attributes.

use super::values::{DATES, LAYOUTS, SOURCES, TARGETS};
use super::{
    DEFAULT_AUTOPLAY, DEFAULT_HEADING_LEVEL, DEFAULT_LIMIT, DEFAULT_SUMMARY_LINES, Options,
};
use crate::interface::{self, Choice, Number};
use std::fmt;

/// An attribute whose value has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub attribute: &'static str,
    pub value: String,
    /// What would have a meaning.
    pub expected: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("attribute ")?;
        f.write_str(self.attribute)?;
        f.write_str("=\"")?;
        f.write_str(&self.value)?;
        f.write_str("\" is not ")?;
        f.write_str(&self.expected)?;
        f.write_str("; using the default")
    }
}

impl Options {
    /// Reads every attribute through `attribute`, which returns `None` for an absent one.
    pub fn read(attribute: &dyn Fn(&'static str) -> Option<String>) -> (Self, Vec<Warning>) {
        let mut reader = Reader {
            attribute,
            warnings: Vec::new(),
        };
        let options = Self {
            feeds: reader
                .text("feed")
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            limit: reader
                .number(&interface::LIMIT)
                .map_or(DEFAULT_LIMIT, |limit| limit as usize),
            heading: attribute("heading").map(|heading| heading.trim().to_owned()),
            heading_level: reader
                .number(&interface::HEADING_LEVEL)
                .map_or(DEFAULT_HEADING_LEVEL, |level| level as u8),
            layout: reader.choice(&interface::LAYOUT, LAYOUTS),
            autoplay: reader.autoplay(),
            rewind: reader.choice(&interface::LOOP, [true, false]),
            refresh: match reader.text("refresh").trim() {
                "off" => None,
                _ => reader
                    .number(&interface::REFRESH)
                    .map(|minutes| minutes * 60_000),
            },
            images: reader.choice(&interface::IMAGES, [true, false]),
            image_ratio: reader.image_ratio(),
            summary_lines: reader
                .number(&interface::SUMMARY_LINES)
                .map_or(DEFAULT_SUMMARY_LINES, |lines| lines as u8),
            dates: reader.choice(&interface::DATES, DATES),
            lang: attribute("lang")
                .map(|lang| lang.trim().to_owned())
                .filter(|lang| !lang.is_empty()),
            target: reader.choice(&interface::TARGET, TARGETS),
            link_params: link_params(&reader.text("link-params")),
            sections: reader.choice(&interface::SECTIONS, [true, false]),
            bylines: reader.choice(&interface::BYLINES, [false, true]),
            sources: reader.choice(&interface::SOURCES, SOURCES),
            badges: reader.choice(&interface::BADGES, [true, false]),
            read_more: reader.choice(&interface::READ_MORE, [true, false]),
            more: reader.more(),
            current: reader.choice(&interface::CURRENT, [false, true]),
            repeats: reader.choice(&interface::REPEATS, [true, false]),
            include: reader.text("include"),
            exclude: reader.text("exclude"),
            offset: reader.number(&interface::OFFSET).unwrap_or_default() as usize,
            per_feed: reader.number(&interface::PER_FEED).map(|it| it as usize),
            max_age: reader.number(&interface::MAX_AGE),
        };
        // The loader or the style sheet uses these. They are read here so that a misspelling is
        // reported like any other.
        reader.choice(&interface::THEME, [(); 3]);
        reader.choice(&interface::LOADING, [(); 3]);
        reader.choice(&interface::EMPTY, [(); 2]);
        (options, reader.warnings)
    }
}

struct Reader<'a> {
    attribute: &'a dyn Fn(&'static str) -> Option<String>,
    warnings: Vec<Warning>,
}

impl Reader<'_> {
    fn text(&self, attribute: &'static str) -> String {
        (self.attribute)(attribute).unwrap_or_default()
    }

    fn warn(&mut self, attribute: &'static str, value: String, expected: &str) {
        self.warnings.push(Warning {
            attribute,
            value,
            expected: expected.to_owned(),
        });
    }

    /// The meaning of the value. Without a meaning, the first one is the default.
    fn choice<T: Copy, const N: usize>(&mut self, choice: &Choice<N>, meanings: [T; N]) -> T {
        meanings[self.chosen(choice.words)]
    }

    /// The place of the value among the attribute's values. `words` are those of a [`Choice`].
    fn chosen(&mut self, words: &'static str) -> usize {
        let (attribute, values) = words.split_once(' ').unwrap_or_default();
        let value = self.text(attribute);
        let name = value.trim();
        let place = values
            .split(' ')
            .position(|it| it.eq_ignore_ascii_case(name));
        if place.is_none() && !name.is_empty() {
            self.warn(
                attribute,
                value,
                &["one of ", &values.replace(' ', ", ")].concat(),
            );
        }
        place.unwrap_or_default()
    }

    /// The address may come from a person who fills the partner's templates, so it must not be a
    /// script.
    fn more(&mut self) -> String {
        let value = self.text("more");
        let address = value.trim();
        let start = address.split(['/', '?', '#']).next().unwrap_or_default();
        let is_safe = start.split_once(':').is_none_or(|(scheme, _)| {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        });
        if !is_safe {
            self.warn("more", value, "an http or https address");
            return String::new();
        }
        address.to_owned()
    }

    fn number(&mut self, number: &Number) -> Option<u32> {
        let value = (self.attribute)(number.attribute)?;
        let found = whole_number(value.trim());
        let found = found.filter(|found| (number.least..=number.most).contains(found));
        if found.is_none() && !value.trim().is_empty() {
            self.warn(number.attribute, value, number.expected);
        }
        found
    }

    fn autoplay(&mut self) -> Option<u32> {
        let value = (self.attribute)("autoplay")?;
        let seconds = value.trim();
        if seconds.is_empty() || seconds == "true" {
            return Some(DEFAULT_AUTOPLAY);
        }
        if seconds.eq_ignore_ascii_case("off") || seconds == "false" {
            return None;
        }
        let number = interface::AUTOPLAY;
        let allowed = number.least * 1_000..=number.most * 1_000;
        let milliseconds = milliseconds(seconds).filter(|duration| allowed.contains(duration));
        if milliseconds.is_none() {
            self.warn(number.attribute, value, number.expected);
        }
        milliseconds
    }

    fn image_ratio(&mut self) -> Option<String> {
        let value = (self.attribute)("image-ratio")?;
        let ratio: String = value.trim().to_owned();
        let valid = ratio.split('/').count() <= 2
            && ratio
                .split('/')
                .all(|side| milliseconds(side.trim()).is_some_and(|side| side > 0));
        if valid {
            return Some(ratio);
        }
        if !ratio.is_empty() {
            self.warn("image-ratio", value, "a ratio such as 16/9");
        }
        None
    }
}

/// Digits only: `+5`, `5.0` and `1e2` are not what partners mean by a number of articles.
fn whole_number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Thousandths of a decimal number. The standard library's parser would cost kilobytes.
fn milliseconds(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut thousandths = 0;
    for position in 0..3 {
        let digit = fraction.as_bytes().get(position).copied().unwrap_or(b'0');
        thousandths = thousandths * 10 + char::from(digit).to_digit(10)?;
    }
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    whole_number(whole)?
        .checked_mul(1_000)?
        .checked_add(thousandths)
}

fn link_params(text: &str) -> Vec<(String, String)> {
    text.trim()
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (!name.is_empty() && pair != "none").then(|| (name.to_owned(), value.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Dates, Layout, Sources, Target};
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> (Options, Vec<Warning>) {
        Options::read(&|name| {
            let found = attributes
                .iter()
                .find(|(attribute, _)| *attribute == name)?;
            Some(found.1.to_owned())
        })
    }

    #[test]
    fn no_attributes_give_the_defaults_and_no_warning() {
        assert_eq!(read(&[]), (Options::default(), vec![]));
    }

    #[test]
    fn good_values_are_taken() {
        #[track_caller]
        fn check(attribute: &str, value: &str, expected: impl FnOnce(&mut Options)) {
            let mut options = Options::default();
            expected(&mut options);
            assert_eq!(read(&[(attribute, value)]), (options, vec![]));
        }
        check("feed", " /a.json\n https://b.example/c ", |o| {
            o.feeds = vec!["/a.json".into(), "https://b.example/c".into()];
        });
        check("limit", "1", |o| o.limit = 1);
        check("limit", " 100 ", |o| o.limit = 100);
        check("limit", "", |_| {});
        check("heading", " Aus Wien ", |o| {
            o.heading = Some("Aus Wien".into())
        });
        check("heading", "", |o| o.heading = Some(String::new()));
        check("heading-level", "6", |o| o.heading_level = 6);
        check("layout", "Grid", |o| o.layout = Layout::Grid);
        check("theme", "dark", |_| {});
        check("autoplay", "", |o| o.autoplay = Some(6_000));
        check("autoplay", "3", |o| o.autoplay = Some(3_000));
        check("autoplay", "7.5", |o| o.autoplay = Some(7_500));
        check("autoplay", "off", |_| {});
        check("loop", "off", |o| o.rewind = false);
        check("loop", "rewind", |_| {});
        check("refresh", "5", |o| o.refresh = Some(300_000));
        check("refresh", "off", |_| {});
        check("loading", "eager", |_| {});
        check("images", "none", |o| o.images = false);
        check("image-ratio", "4/3", |o| o.image_ratio = Some("4/3".into()));
        check("image-ratio", "1.5", |o| o.image_ratio = Some("1.5".into()));
        check("image-ratio", "2.35 / 1", |o| {
            o.image_ratio = Some("2.35 / 1".into())
        });
        check("summary-lines", "0", |o| o.summary_lines = 0);
        check("dates", "none", |o| o.dates = Dates::None);
        check("lang", "ar", |o| o.lang = Some("ar".into()));
        check("lang", "", |_| {});
        check("target", "_blank", |o| o.target = Target::Blank);
        check("link-params", "?utm_source=p&utm_medium=&x", |o| {
            o.link_params = vec![
                ("utm_source".into(), "p".into()),
                ("utm_medium".into(), String::new()),
                ("x".into(), String::new()),
            ];
        });
        check("link-params", "none", |_| {});
        check("sections", "none", |o| o.sections = false);
        check("bylines", "show", |o| o.bylines = true);
        check("sources", "show", |o| o.sources = Sources::Show);
        check("badges", "none", |o| o.badges = false);
        check("read-more", "none", |o| o.read_more = false);
        for address in [
            "/news",
            "news?at=12:00",
            "HTTPS://news.example/",
            "//news.example",
        ] {
            check("more", address, |o| o.more = address.into());
        }
        check("empty", "hide", |_| {});
        check("current", "show", |o| o.current = true);
        check("repeats", "skip", |o| o.repeats = false);
        check("include", "a,b+c", |o| o.include = "a,b+c".into());
        check("exclude", "a", |o| o.exclude = "a".into());
        check("offset", "0", |_| {});
        check("offset", "3", |o| o.offset = 3);
        check("per-feed", "2", |o| o.per_feed = Some(2));
        check("max-age", "7", |o| o.max_age = Some(7));
    }

    #[test]
    fn bad_values_fall_back_with_one_warning_that_names_the_attribute() {
        #[track_caller]
        fn check(attribute: &str, value: &str, message: &str) {
            let (options, warnings) = read(&[(attribute, value)]);
            assert_eq!(options, Options::default());
            let messages: Vec<String> = warnings.iter().map(Warning::to_string).collect();
            assert_eq!(messages, [message]);
        }
        check(
            "more",
            "java\nscript:alert(1)",
            "attribute more=\"java\nscript:alert(1)\" is not an http or https address; using the default",
        );
        check(
            "limit",
            "0",
            "attribute limit=\"0\" is not a number from 1 to 100; using the default",
        );
        for value in ["101", "-1", "1e1", "twelve", "99999999999999999999"] {
            assert_eq!(read(&[("limit", value)]).1.len(), 1, "{value}");
        }
        check(
            "heading-level",
            "7",
            "attribute heading-level=\"7\" is not a level from 1 to 6; using the default",
        );
        check(
            "layout",
            "mosaic",
            "attribute layout=\"mosaic\" is not one of carousel, list, grid, hero, ticker; using the default",
        );
        check(
            "theme",
            "sepia",
            "attribute theme=\"sepia\" is not one of auto, light, dark; using the default",
        );
        check(
            "autoplay",
            "fast",
            "attribute autoplay=\"fast\" is not a number of seconds, at least 3; using the default",
        );
        for value in ["0", "2.9", "-5", "1e9", "5.", "5.x", "NaN"] {
            assert_eq!(read(&[("autoplay", value)]).1.len(), 1, "{value}");
        }
        check(
            "loop",
            "forever",
            "attribute loop=\"forever\" is not one of rewind, off; using the default",
        );
        check(
            "refresh",
            "0",
            "attribute refresh=\"0\" is not a number of minutes, at least 1; using the default",
        );
        check(
            "loading",
            "soon",
            "attribute loading=\"soon\" is not one of lazy, eager, manual; using the default",
        );
        check(
            "images",
            "some",
            "attribute images=\"some\" is not one of show, none; using the default",
        );
        check(
            "image-ratio",
            "16/0",
            "attribute image-ratio=\"16/0\" is not a ratio such as 16/9; using the default",
        );
        for value in ["16/9/4", "a/b", "16:9", "/9", "1;color:red"] {
            assert_eq!(read(&[("image-ratio", value)]).1.len(), 1, "{value}");
        }
        check(
            "summary-lines",
            "9",
            "attribute summary-lines=\"9\" is not a number from 0 to 8; using the default",
        );
        check(
            "dates",
            "long",
            "attribute dates=\"long\" is not one of relative, absolute, none; using the default",
        );
        check(
            "target",
            "new",
            "attribute target=\"new\" is not one of _self, _blank, _top, _parent; using the default",
        );
        check(
            "per-feed",
            "0",
            "attribute per-feed=\"0\" is not a number from 1 to 100; using the default",
        );
        check(
            "offset",
            "201",
            "attribute offset=\"201\" is not a number from 0 to 200; using the default",
        );
        check(
            "max-age",
            "0",
            "attribute max-age=\"0\" is not a number of days, at least 1; using the default",
        );
        check(
            "empty",
            "blank",
            "attribute empty=\"blank\" is not one of message, hide; using the default",
        );
    }
}
