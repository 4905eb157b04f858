//! Tests that colours can be distinguished, with the contrast ratio of WCAG 2.2 (text 4.5:1,
//! criterion 1.4.3; controls and focus 3:1, 1.4.11). It checks the colours without a theme on many
//! grounds of pages, and every theme and preset in light and dark.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;

const TEXT: f64 = 4.5;
const CONTROL: f64 = 3.0;

/// Foreground, background and the required contrast.
const PAIRS: [(&str, &str, f64); 9] = [
    ("text", "background", TEXT),
    ("text", "surface", TEXT),
    ("muted", "background", TEXT),
    ("muted", "surface", TEXT),
    ("accent", "background", TEXT),
    ("accent", "surface", TEXT),
    // Outlines of controls use the muted colour.
    ("muted", "background", CONTROL),
    ("focus", "background", CONTROL),
    ("focus", "surface", CONTROL),
];

/// Text and ground of pages, from easy to difficult: white, paper, tinted grounds, brand grounds,
/// dark ones, and grey text as light as in real themes.
const GROUNDS: [(&str, &str); 16] = [
    ("#000000", "#ffffff"),
    ("#333333", "#ffffff"),
    ("#404040", "#f7f7f7"),
    ("#555555", "#ffffff"),
    ("#666666", "#ffffff"),
    ("#3b2f1e", "#f4ecd8"),
    ("#111111", "#ffd400"),
    ("#1a1a1a", "#9ad0ec"),
    ("#000000", "#8a8a8a"),
    ("#ffffff", "#000000"),
    ("#e8e6e1", "#101114"),
    ("#bbbbbb", "#1e1e1e"),
    ("#999999", "#000000"),
    ("#ffffff", "#0b2545"),
    ("#ffffff", "#c4002b"),
    ("#ffffff", "#00695c"),
];

type Rgb = [f64; 3];

/// Tokens by their short names, each with its light and its dark colour.
type Colours = BTreeMap<String, [Rgb; 2]>;

fn rgb(hex: &str) -> Option<Rgb> {
    let digits = hex.trim().strip_prefix('#')?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?].map(f64::from))
}

/// The colours in the declarations of a sheet.
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

/// A slide without a ground of its own has the widget's ground.
#[track_caller]
fn check(name: &str, colours: &Colours, text: f64) {
    let ground = |token: &str| colours.get(token).unwrap_or(&colours["background"]);
    for (front, back, least) in PAIRS {
        let least = if least == TEXT { text } else { least };
        for (scheme, which) in [("light", 0), ("dark", 1)] {
            let ratio = contrast(colours[front][which], ground(back)[which]);
            assert!(
                ratio >= least,
                "{name}, {scheme}: {front} on {back} is {ratio:.2}:1, not {least}:1"
            );
        }
    }
}

/// The colours of `theme="light"` and `theme="dark"`. Presets start from these.
fn themes() -> Colours {
    colours(&fs::read_to_string("style/tokens.css").unwrap())
}

#[test]
fn the_formula_is_that_of_the_standard() {
    assert_eq!(contrast([0.0; 3], [255.0; 3]), 21.0);
    assert!((contrast(rgb("#767676").unwrap(), [255.0; 3]) - 4.54).abs() < 0.01);
}

#[test]
fn colours_of_themes_can_be_told_apart() {
    let themes = themes();
    for token in ["accent", "background", "text", "muted", "focus"] {
        assert!(themes.contains_key(token), "{token} is no pair of colours");
    }
    check("themes", &themes, TEXT);
}

/// Without a theme, every colour is the page's text colour or a mix with it. The muted colour keeps
/// the required contrast even if the page's own text has little more.
#[test]
fn without_a_theme_any_ground_of_a_page_will_do() {
    let css = fs::read_to_string("style/tokens.css").unwrap();
    let rule = css.split_once(".base {").unwrap().1;
    let rule = rule.split('}').next().unwrap();
    let default = |token: &str| {
        let start = format!("--_{token}: var(--latest-news-{token}, ");
        let rest = rule.split_once(&start).expect(token).1;
        rest.split_once(");").unwrap().0
    };
    for token in ["text", "accent", "focus"] {
        assert_eq!(default(token), "currentcolor", "{token}");
    }
    for token in ["background", "surface"] {
        assert_eq!(default(token), "transparent", "{token}");
    }
    let share = default("muted")
        .strip_prefix("color-mix(in srgb, currentcolor ")
        .and_then(|rest| rest.strip_suffix("%, transparent)"))
        .expect("a share of the text");
    let share: f64 = share.parse().unwrap();
    for (text, ground) in GROUNDS {
        let (front, back) = (rgb(text).unwrap(), rgb(ground).unwrap());
        let mix = |at: usize| front[at] * share / 100.0 + back[at] * (1.0 - share / 100.0);
        let ratio = contrast([mix(0), mix(1), mix(2)], back);
        assert!(
            ratio >= TEXT,
            "{text} on {ground}, {:.2}:1: muted is {ratio:.2}:1",
            contrast(front, back)
        );
    }
}

#[test]
fn presets_are_tokens_alone_and_can_be_read() {
    let looks = fs::read_to_string("docs/looks.md").unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir("presets").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let css = fs::read_to_string(&path).unwrap();
        // The first is the comment at the beginning.
        let rules = css.split('}').map(|rule| rule.split_once('{'));
        let bodies = rules.flatten().map(|(selector, body)| {
            let selector = selector.rsplit("*/").next().unwrap_or_default().trim();
            assert!(selector.starts_with("latest-news"), "{name}: {selector}");
            body
        });
        let declarations = bodies.flat_map(|body| body.split(';')).map(str::trim);
        for declaration in declarations.filter(|it| !it.is_empty()) {
            let token = declaration.split(':').next().unwrap();
            assert!(
                looks.contains(&format!("| `{token}` |")),
                "{name}: {token} is no token"
            );
        }
        let own = colours(&css);
        // On a page with either scheme: a preset that sets a ground must set all colours on it.
        let grounds = own.contains_key("background") || own.contains_key("surface");
        for token in ["background", "text", "muted", "accent", "border"] {
            assert_eq!(own.contains_key(token), grounds, "{name}: {token}");
        }
        let mut all = themes();
        all.extend(own);
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

/// White on a translucent black layer, over the brightest possible picture.
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
