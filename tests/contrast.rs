//! Colours that are told apart: every default pair and every preset, in light and dark, by the
//! contrast ratio of WCAG 2.2 (text 4.5:1, criterion 1.4.3; controls and focus 3:1, 1.4.11).

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;

const TEXT: f64 = 4.5;
const CONTROL: f64 = 3.0;

/// What stands on what, and how far they must be apart.
const PAIRS: [(&str, &str, f64); 9] = [
    ("text", "background", TEXT),
    ("text", "surface", TEXT),
    ("muted", "background", TEXT),
    ("muted", "surface", TEXT),
    ("accent", "background", TEXT),
    ("accent", "surface", TEXT),
    // Outlines of controls are in the muted colour.
    ("muted", "background", CONTROL),
    ("focus", "background", CONTROL),
    ("focus", "surface", CONTROL),
];

type Rgb = [f64; 3];

/// Tokens by their short names, each with its light and its dark colour.
type Colours = BTreeMap<String, [Rgb; 2]>;

fn rgb(hex: &str) -> Option<Rgb> {
    let digits = hex.trim().strip_prefix('#')?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?].map(f64::from))
}

/// The colours among the declarations of a sheet.
fn colours(css: &str) -> Colours {
    let mut colours = Colours::new();
    for declaration in css.split([';', '{', '}']) {
        let Some((_, rest)) = declaration.rsplit_once("--latest-news-") else {
            continue;
        };
        let Some((token, value)) = rest.split_once([':', ',']) else {
            continue;
        };
        let value = value.trim().trim_end_matches(')');
        let pair = value.strip_prefix("light-dark(").unwrap_or_default();
        if let Some((light, dark)) = pair.split_once(',')
            && let (Some(light), Some(dark)) = (rgb(light), rgb(dark))
        {
            colours.insert(token.trim().to_owned(), [light, dark]);
        }
    }
    colours
}

fn luminance(colour: Rgb) -> f64 {
    let linear = colour.map(|channel| {
        let share = channel / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[track_caller]
fn check(name: &str, colours: &Colours, text: f64) {
    for (front, ground, least) in PAIRS {
        let least = if least == TEXT { text } else { least };
        for (scheme, which) in [("light", 0), ("dark", 1)] {
            let ratio = contrast(colours[front][which], colours[ground][which]);
            assert!(
                ratio >= least,
                "{name}, {scheme}: {front} on {ground} is {ratio:.2}:1, not {least}:1"
            );
        }
    }
}

fn defaults() -> Colours {
    colours(&fs::read_to_string("style/tokens.css").unwrap())
}

#[test]
fn the_formula_is_that_of_the_standard() {
    assert_eq!(contrast([0.0; 3], [255.0; 3]), 21.0);
    assert!((contrast(rgb("#767676").unwrap(), [255.0; 3]) - 4.54).abs() < 0.01);
}

#[test]
fn default_colours_can_be_told_apart() {
    let defaults = defaults();
    for token in ["accent", "background", "surface", "text", "muted", "focus"] {
        assert!(
            defaults.contains_key(token),
            "{token} is no pair of colours"
        );
    }
    check("default", &defaults, TEXT);
}

/// Its colours are the page's text colour or a share of it, so they can be read on any page whose
/// own text has the contrast of WCAG 1.4.6.
#[track_caller]
fn check_neutral(css: &str) {
    for token in ["text", "accent", "focus"] {
        assert!(css.contains(&format!("-{token}: currentcolor;")), "{token}");
    }
    let muted = css.split_once("-muted: color-mix(in srgb, currentcolor ");
    let share: f64 = muted.unwrap().1.split('%').next().unwrap().parse().unwrap();
    for (text, ground) in [("#595959", "#ffffff"), ("#959595", "#000000")] {
        let (text, ground) = (rgb(text).unwrap(), rgb(ground).unwrap());
        assert!(contrast(text, ground) >= 7.0);
        let mix = |at: usize| text[at] * share / 100.0 + ground[at] * (1.0 - share / 100.0);
        let ratio = contrast([mix(0), mix(1), mix(2)], ground);
        assert!(ratio >= TEXT, "neutral: muted is {ratio:.2}:1");
    }
}

#[test]
fn presets_are_tokens_alone_and_can_be_read() {
    let readme = fs::read_to_string("README.md").unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir("presets").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let css = fs::read_to_string(&path).unwrap();
        let body = css
            .split_once("latest-news {")
            .expect("one rule for the element")
            .1;
        let body = body.trim_end().strip_suffix('}').expect("nothing after it");
        for declaration in body.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            let token = declaration.split(':').next().unwrap();
            assert!(
                readme.contains(&format!("| `{token}` |")),
                "{name}: {token} is no token"
            );
        }
        if name == "neutral" {
            check_neutral(&css);
        }
        let mut all = defaults();
        all.extend(colours(&css));
        // WCAG 1.4.6, enhanced contrast.
        check(
            &name,
            &all,
            if name == "high-contrast" { 7.0 } else { TEXT },
        );
        names.push(name);
    }
    names.sort();
    assert_eq!(
        names,
        [
            "compact",
            "high-contrast",
            "magazine",
            "neutral",
            "newspaper"
        ]
    );
}

/// White on a veil of black over the brightest picture there is.
#[test]
fn credits_can_be_read_on_any_picture() {
    let css = fs::read_to_string("style/slide.css").unwrap();
    let veil = css.split_once("rgb(0 0 0 / ").expect("the veil").1;
    let share: f64 = veil.split(')').next().unwrap().parse().unwrap();
    let ground = [255.0 * (1.0 - share); 3];
    assert!(
        contrast([255.0; 3], ground) >= TEXT,
        "{:.2}",
        contrast([255.0; 3], ground)
    );
}
