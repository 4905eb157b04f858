//! The measures of the parts, in CSS pixels: from attributes, tokens, theme and preset.

use latest_news_core::feed::MAX_SUMMARY;

use crate::settings::Settings;

/// A usual headline in its usual size fits on one line of this width.
const HEADLINE: f64 = 504.0;
/// The lines of a headline in a slide of the least width.
const NARROW: f64 = 3.0;
/// The usual width of a character, as a part of its size.
const CHARACTER: f64 = 0.46;
/// Between the lines of a slide's text.
const LINE_GAP: f64 = 6.0;
/// The usual least width of a slide, and what a slide needs beyond it so that headlines have two lines.
const SLIDE: f64 = 260.0;
const ROOMY: f64 = 20.0;

pub struct Look {
    pub padding: f64,
    pub gap: f64,
    /// The least width of a slide.
    pub slide: f64,
    pub slide_padding: f64,
    pub has_pictures: bool,
    /// Width to height of pictures.
    ratio: f64,
    /// The size of type and of what is set in it, as a multiple of the usual size.
    scale: f64,
    heading: f64,
    /// One line of a headline, and of a small one.
    pub headline: f64,
    pub small: f64,
    /// How much longer headlines are than in the usual type.
    headline_length: f64,
    /// A slide below this width is narrow.
    narrow: f64,
    /// Each with the gap above it. 0 if there is none.
    pub kicker: f64,
    pub foot: f64,
    pub read_more: f64,
    has_more: bool,
    summary_lines: f64,
    line_height: f64,
}

/// The tokens of a preset that affect the room, as in its file.
struct Preset {
    padding: f64,
    gap: f64,
    slide: f64,
    slide_padding: f64,
    ratio: f64,
    font: f64,
    line_height: f64,
    /// As a multiple of the type's size.
    headline: f64,
}

fn preset(settings: &Settings) -> Preset {
    let has_theme = settings.value("theme").is_some_and(|theme| theme != "auto");
    let plain = Preset {
        padding: if has_theme { 16.0 } else { 0.0 },
        gap: 24.0,
        slide: SLIDE,
        slide_padding: 0.0,
        ratio: 16.0 / 9.0,
        font: 16.0,
        line_height: 1.5,
        headline: 1.125,
    };
    let padded = Preset {
        padding: 16.0,
        ..plain
    };
    match settings.preset.as_deref() {
        Some("newspaper") => Preset {
            ratio: 3.0 / 2.0,
            headline: 1.1875,
            ..padded
        },
        Some("magazine") => Preset {
            slide: 280.0,
            slide_padding: 16.0,
            ratio: 4.0 / 3.0,
            headline: 1.25,
            ..padded
        },
        Some("compact") => Preset {
            padding: 12.0,
            gap: 16.0,
            slide: 200.0,
            font: 14.0,
            line_height: 1.4,
            headline: 1.0625,
            ..padded
        },
        Some("high-contrast") => Preset {
            line_height: 1.6,
            headline: 1.25,
            ..padded
        },
        _ => plain,
    }
}

impl Look {
    pub fn of(settings: &Settings) -> Self {
        let preset = preset(settings);
        let tokens = settings.tokens();
        let token = |name: &str| {
            let found = tokens.iter().find(|(token, _)| *token == name);
            found.map(|(_, value)| *value)
        };
        let length = |name, em| token(name).and_then(|value| length(value, em));
        let is_shown = |name| settings.value(name) != Some("none");

        let font = length("font-size", 16.0).unwrap_or(preset.font);
        let scale = font / 16.0;
        let line_height = token("line-height").and_then(|value| value.parse().ok());
        let line_height: f64 = line_height.unwrap_or(preset.line_height);
        let headline = length("headline-size", font).map_or(preset.headline, |size| size / font);
        let summary_lines = settings.value("summary-lines");
        let summary_lines = summary_lines.and_then(|lines| lines.parse().ok());
        let summary_lines: f64 = summary_lines.unwrap_or(3.0);
        let line = |em: f64| em * line_height * 16.0 * scale;
        let when = |is_there: bool, height: f64| if is_there { height + LINE_GAP } else { 0.0 };
        let is_merged = settings.feed().split_ascii_whitespace().nth(1).is_some();
        let has_source = match settings.value("sources") {
            None => is_merged,
            Some(value) => value == "show",
        };
        let has_foot = is_shown("dates") || has_source || settings.value("bylines") == Some("show");
        let ratio = settings.value("image-ratio").or(token("image-ratio"));
        let has_pictures = is_shown("images");
        let is_beside = settings.value("layout") == Some("list");
        let text_slides = if has_pictures || is_beside { 1.0 } else { 1.3 };
        let slide_padding = length("slide-padding", font).unwrap_or(preset.slide_padding);
        let headline_length = scale * headline / 1.125 * text_slides;
        let foot = if has_foot { line(0.8125) } else { 0.0 };
        Self {
            padding: length("padding", font).unwrap_or(preset.padding),
            gap: length("gap", font).unwrap_or(preset.gap),
            slide: length("slide-min-width", font).unwrap_or(preset.slide),
            slide_padding,
            has_pictures,
            ratio: ratio.and_then(quotient).unwrap_or(preset.ratio),
            scale,
            heading: length("heading-size", font).unwrap_or(1.375 * font) * 1.25,
            headline: headline * text_slides * 1.25 * 16.0 * scale,
            small: text_slides * 1.25 * 16.0 * scale,
            headline_length,
            narrow: (SLIDE + ROOMY) * headline_length + 2.0 * slide_padding,
            kicker: when(is_shown("sections"), 0.8125 * 1.4 * 16.0 * scale),
            // An empty line keeps its gap.
            foot: foot + LINE_GAP,
            read_more: when(is_shown("read-more"), line(0.875) + 4.0),
            has_more: settings.value("more").is_some(),
            summary_lines,
            line_height,
        }
    }

    /// The width of the slides in a column.
    pub fn inner(&self, width: f64) -> f64 {
        (width - 2.0 * self.padding).max(200.0)
    }

    /// Heading and controls, with the gap below.
    pub fn top(&self) -> f64 {
        self.heading.max(40.0) + self.gap * 0.6
    }

    /// Markers and position, with the gap above.
    pub fn bottom(&self) -> f64 {
        24.0 + self.gap * 0.6
    }

    /// The link to the publisher's page, with the gap above.
    pub fn more(&self) -> f64 {
        let link = 0.875 * self.line_height * 16.0 * self.scale + 4.0;
        if self.has_more {
            link + self.gap * 0.6
        } else {
            0.0
        }
    }

    /// The picture with the width of its slide.
    pub fn picture(&self, width: f64) -> f64 {
        if self.has_pictures {
            width / self.ratio
        } else {
            0.0
        }
    }

    /// The width of a picture beside its text.
    pub fn small_picture(&self, width: f64) -> f64 {
        if self.has_pictures {
            (width * 0.34).clamp(104.0, 240.0)
        } else {
            0.0
        }
    }

    /// The width of the text beside a picture.
    pub fn beside(&self, picture: f64, width: f64) -> f64 {
        if self.has_pictures {
            width - picture - 16.0
        } else {
            width
        }
    }

    /// How many slides of the least width fit side by side.
    pub fn columns(&self, width: f64) -> u32 {
        (((width + self.gap) / (self.slide + self.gap)) as u32).max(1)
    }

    pub fn share(&self, width: f64, columns: u32) -> f64 {
        (width - f64::from(columns - 1) * self.gap).max(0.0) / f64::from(columns)
    }

    /// Between a picture and its text, or above the text of a slide without a picture. With the padding
    /// of the text.
    pub fn start(&self) -> f64 {
        let padding = 2.0 * self.slide_padding;
        padding + 12.0 - self.slide_padding.min(12.0)
    }

    /// The text below a picture.
    pub fn slide_text(&self, width: f64) -> f64 {
        let lines = if self.is_narrow(width) {
            NARROW
        } else {
            NARROW - 1.0
        };
        self.start() + self.kicker + headline(lines, self.headline) + self.below(width)
    }

    pub fn is_narrow(&self, width: f64) -> bool {
        width < self.narrow
    }

    /// The lines of a usual headline in a column of this width.
    pub fn lines(&self, width: f64, scale: f64) -> f64 {
        let length = HEADLINE * self.headline_length * scale;
        match width {
            _ if width >= length => 1.0,
            // A headline breaks between words, so it does not fill its lines.
            _ if width >= length * 0.55 => 2.0,
            _ => 3.0,
        }
    }

    /// Summary, date and Read more, in a column of this width.
    pub fn below(&self, width: f64) -> f64 {
        self.summary(width) + self.foot + self.read_more
    }

    pub fn summary(&self, width: f64) -> f64 {
        self.summary_in(width, 0.9375, self.summary_lines)
    }

    /// The summary beside a hero's large picture.
    pub fn large_summary(&self, width: f64) -> f64 {
        self.summary_in(width, 1.0625, 2.0 * self.summary_lines)
    }

    /// A long summary, in type of this size. It has no more lines than its characters fill.
    fn summary_in(&self, width: f64, em: f64, most: f64) -> f64 {
        let size = em * 16.0 * self.scale;
        let width = width.min(44.0 * size);
        let filled = (MAX_SUMMARY as f64 * size * CHARACTER / width).ceil();
        let lines = most.min(filled);
        if lines > 0.0 {
            lines * self.line_height * size + LINE_GAP
        } else {
            0.0
        }
    }
}

/// The height of a headline of so many lines. Its link is never lower (WCAG 2.5.8).
pub fn headline(lines: f64, line: f64) -> f64 {
    (lines * line).max(24.0)
}

/// A length in pixels, if it is written in `px`, `em` or `rem`. `em` is the size of type around it.
fn length(value: &str, em: f64) -> Option<f64> {
    let value = value.trim().to_ascii_lowercase();
    let units = [("px", 1.0), ("rem", 16.0), ("em", em)];
    let found = units.iter().find_map(|(unit, pixels)| {
        let number: f64 = value.strip_suffix(unit)?.trim_end().parse().ok()?;
        Some(number * pixels)
    });
    found
        .or_else(|| (value == "0").then_some(0.0))
        .filter(|pixels| (0.0..5_000.0).contains(pixels))
}

/// `4/3` or `1.5`.
fn quotient(value: &str) -> Option<f64> {
    let (width, height) = value.split_once('/').unwrap_or((value, "1"));
    let side = |text: &str| text.trim().parse::<f64>().ok();
    let quotient = side(width)? / side(height)?;
    (0.1..=10.0).contains(&quotient).then_some(quotient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_in_three_units() {
        for (value, expected) in [
            ("20px", Some(20.0)),
            ("1.5rem", Some(24.0)),
            ("1.5EM", Some(30.0)),
            ("0", Some(0.0)),
            ("10", None),
            ("-4px", None),
            ("1e9px", None),
            ("calc(1px + 2px)", None),
            ("var(--x)", None),
        ] {
            assert_eq!(length(value, 20.0), expected, "{value}");
        }
    }

    #[test]
    fn ratios_are_quotients() {
        for (value, expected) in [
            ("4/3", Some(4.0 / 3.0)),
            ("1.5", Some(1.5)),
            (" 1 / 2 ", Some(0.5)),
            ("0/1", None),
            ("1/0", None),
            ("auto", None),
        ] {
            assert_eq!(quotient(value), expected, "{value}");
        }
    }
}
