//! How much room a layout needs before the script arrives, in CSS pixels. Pure.
//!
//! The numbers are for headlines of two lines and summaries of three, measured in a browser. The
//! table in docs/looks.md has the same numbers. `nothing_moves_in_any_layout` in the end-to-end
//! tests checks them.

use crate::settings::Settings;

/// The assumed width of the column if none is chosen. Most columns of articles have it.
const USUAL_WIDTH: u32 = 1000;
/// The room that a carousel reserves by default. It is enough in any column.
const CAROUSEL: u32 = 576;
/// Above the slides: heading and controls with the gap below. Below: markers and position with
/// their gap.
const TOP: u32 = 54;
const BOTTOM: u32 = 38;
/// Between the rows of a hero's small articles.
const ROW_GAP: u32 = 32;

/// The parts of a preset that affect the room.
struct Look {
    padding: u32,
    gap: u32,
    /// The least width of a slide.
    slide: u32,
    /// Width to height of pictures.
    ratio: (u32, u32),
    /// The height of texts below and beside a picture, in percent of the height without a preset.
    text: u32,
    beside: u32,
}

fn look(settings: &Settings) -> Look {
    let has_theme = settings.value("theme").is_some_and(|theme| theme != "auto");
    let plain = Look {
        padding: if has_theme { 16 } else { 0 },
        gap: 24,
        slide: 260,
        ratio: (16, 9),
        text: 100,
        beside: 100,
    };
    let padded = Look {
        padding: 16,
        ..plain
    };
    match settings.preset.as_deref() {
        Some("newspaper") => Look {
            ratio: (3, 2),
            text: 108,
            beside: 104,
            ..padded
        },
        Some("magazine") => Look {
            slide: 280,
            ratio: (4, 3),
            text: 124,
            beside: 122,
            ..padded
        },
        Some("compact") => Look {
            padding: 12,
            gap: 16,
            slide: 200,
            text: 92,
            beside: 86,
            ..padded
        },
        Some("high-contrast") => Look {
            text: 114,
            beside: 107,
            ..padded
        },
        _ => plain,
    }
}

pub fn needed(settings: &Settings) -> u32 {
    let look = look(settings);
    let number = |name| settings.value(name).and_then(|value| value.parse().ok());
    let limit: u32 = number("limit").unwrap_or(12).max(1);
    let width = settings.width.unwrap_or(USUAL_WIDTH);
    let width = width.saturating_sub(2 * look.padding).max(200);
    let text = |height: u32| height * look.text / 100;
    let picture = |width: u32| width * look.ratio.1 / look.ratio.0;
    let share = |columns: u32| width.saturating_sub((columns - 1) * look.gap) / columns;
    let columns = ((width + look.gap) / (look.slide + look.gap)).clamp(1, 6);
    // In narrow slides, headlines take one more line.
    let slide_text = |width: u32| text(if width < look.slide + 20 { 234 } else { 212 });
    let content = match settings.value("layout") {
        Some("ticker") => return 56,
        Some("list") => {
            let article = match width * 100 / look.text {
                _ if width < 400 => 134,
                0..420 => 256,
                420..760 => 224,
                _ => 202,
            };
            TOP + article * look.beside / 100 * limit - look.gap
        }
        Some("grid") => {
            let slide = share(columns);
            let row = picture(slide) + slide_text(slide) + look.gap;
            TOP + row * limit.div_ceil(columns) - look.gap
        }
        Some("hero") => TOP + hero(limit - 1, width, &look),
        _ if settings.width.is_none() => return CAROUSEL.max(CAROUSEL * look.text / 110),
        _ => {
            let columns = columns.min(limit);
            let slide = match columns {
                1 if width * 4 / 5 >= look.slide + look.gap => (width - look.gap) * 4 / 5,
                1 => (width - look.gap) * 100 / 112,
                _ => share(columns),
            };
            // For a third line of a headline: often, one slide in view has one.
            TOP + picture(slide) + slide_text(slide) + text(23) + BOTTOM
        }
    };
    content + 2 * look.padding
}

/// One large article and this many small ones.
fn hero(small: u32, width: u32, look: &Look) -> u32 {
    let text = |height: u32| height * look.text / 100;
    let picture = |width: u32| width * look.ratio.1 / look.ratio.0;
    let columns = match width {
        _ if width < look.slide + 20 => {
            return picture(width) + text(300) + text(155) * small;
        }
        0..480 => return picture(width) + text(260) + text(134) * small,
        480..720 => 2,
        720..1080 => 3,
        _ => 4,
    };
    // The large picture is above its text in narrow columns, and beside it in wide ones.
    let large = match width {
        ..600 => picture(width) + text(230),
        _ => picture(width * 55 / 100).max(text(352)),
    };
    let slide = (width - (columns - 1) * look.gap) / columns;
    let lines = text(if slide < 260 { 122 } else { 102 });
    let (rows, rest) = (small / columns, small % columns);
    let last = match rest {
        0 => 0,
        // An article alone in its row has its picture beside its text.
        1 => picture(slide).max(text(180)) + ROW_GAP,
        _ => picture(slide) + lines + ROW_GAP,
    };
    large + rows * (picture(slide) + lines + ROW_GAP) + last
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Heights measured in Chromium with Noto Sans and six articles, by setting and width of the
    /// column. Each article has section, picture, headline, summary of three lines, date and Read
    /// more.
    #[rustfmt::skip]
    const MEASURED: [(&str, &[(u32, u32)]); 24] = [
        ("", &[(300, 462), (320, 472), (360, 475), (480, 506), (720, 497), (1000, 479), (1280, 471)]),
        ("preset=newspaper", &[(300, 504), (320, 516), (360, 540), (480, 562), (720, 557), (1000, 540), (1280, 555)]),
        ("preset=magazine", &[(300, 546), (320, 560), (360, 587), (480, 637), (720, 632), (1000, 613), (1280, 603)]),
        ("preset=compact", &[(300, 417), (320, 426), (360, 426), (480, 424), (720, 425), (1000, 412), (1280, 416)]),
        ("preset=high-contrast", &[(300, 494), (320, 504), (360, 524), (480, 537), (720, 533), (1000, 544), (1280, 537)]),
        ("theme=light", &[(300, 478), (320, 488), (360, 508), (480, 524), (720, 520), (1000, 505), (1280, 498)]),
        ("layout=list", &[(300, 833), (320, 833), (360, 833), (480, 1370), (720, 1370), (1000, 1235), (1280, 1235)]),
        ("layout=list&preset=newspaper", &[(300, 865), (320, 865), (360, 865), (480, 1559), (720, 1417), (1000, 1274), (1280, 1274)]),
        ("layout=list&preset=magazine", &[(300, 1057), (320, 1057), (360, 1057), (480, 1774), (720, 1624), (1000, 1474), (1280, 1474)]),
        ("layout=list&preset=compact", &[(300, 732), (320, 732), (360, 732), (480, 1169), (720, 1080), (1000, 1080), (1280, 1080)]),
        ("layout=list&preset=high-contrast", &[(300, 872), (320, 872), (360, 872), (480, 1625), (720, 1475), (1000, 1325), (1280, 1325)]),
        ("layout=list&theme=light", &[(300, 865), (320, 865), (360, 865), (480, 1402), (720, 1402), (1000, 1267), (1280, 1267)]),
        ("layout=grid", &[(300, 2454), (320, 2522), (360, 2657), (480, 3062), (720, 1323), (1000, 858), (1280, 841)]),
        ("layout=grid&preset=newspaper", &[(300, 2703), (320, 2783), (360, 2800), (480, 3280), (720, 1439), (1000, 947), (1280, 977)]),
        ("layout=grid&preset=magazine", &[(300, 2980), (320, 3070), (360, 3250), (480, 3640), (720, 1665), (1000, 1093), (1280, 1074)]),
        ("layout=grid&preset=compact", &[(300, 2173), (320, 2240), (360, 2375), (480, 1077), (720, 738), (1000, 713), (1280, 720)]),
        ("layout=grid&preset=high-contrast", &[(300, 2601), (320, 2669), (360, 2654), (480, 3059), (720, 1365), (1000, 952), (1280, 938)]),
        ("layout=grid&theme=light", &[(300, 2513), (320, 2446), (360, 2581), (480, 2986), (720, 1328), (1000, 878), (1280, 864)]),
        ("layout=hero", &[(300, 1152), (320, 1164), (360, 1186), (480, 1332), (720, 938), (1000, 1031), (1280, 956)]),
        ("layout=hero&preset=newspaper", &[(300, 1299), (320, 1213), (360, 1239), (720, 1378), (1000, 1117), (1280, 1101)]),
        ("layout=hero&preset=magazine", &[(300, 1542), (320, 1457), (360, 1452), (720, 1538), (1000, 1253), (1280, 1228)]),
        ("layout=hero&preset=compact", &[(300, 1013), (320, 1024), (360, 1020), (720, 1173), (1000, 960), (1280, 935)]),
        ("layout=hero&preset=high-contrast", &[(300, 1290), (320, 1202), (360, 1224), (720, 1295), (1000, 1063), (1280, 970)]),
        ("layout=hero&theme=light", &[(300, 1266), (320, 1178), (360, 1200), (720, 1270), (1000, 1047), (1280, 969)]),
    ];

    /// Without a preset, at most three lines of text stay empty, and no line is missing. Presets
    /// have other fonts, so a tenth is allowed for them.
    #[test]
    fn it_is_what_was_measured() {
        for (query, widths) in MEASURED {
            for (width, height) in widths {
                let settings = format!("{query}&limit=6&width={width}");
                let found = needed(&Settings::read(&settings, &PRESETS));
                let (least, most) = match query.contains("preset") {
                    true => (height - height / 40, height + height / 7),
                    false => (height - 16, height + 72),
                };
                assert!(
                    (least..=most).contains(&found),
                    "{settings}: {found} for {height}"
                );
            }
        }
    }

    const PRESETS: [&str; 4] = ["newspaper", "magazine", "compact", "high-contrast"];

    #[test]
    fn numbers_and_places_of_articles_count() {
        #[track_caller]
        fn check(query: &str, expected: u32) {
            assert_eq!(
                needed(&Settings::read(query, &PRESETS)),
                expected,
                "{query}"
            );
        }
        check("", 576);
        check("preset=magazine", 649);
        check("theme=light", 576);
        check("layout=ticker", 56);
        check("layout=ticker&preset=magazine", 56);
        check("layout=list", 2454);
        check("layout=list&limit=3", 636);
        check("layout=hero&limit=1", 406);
        check("limit=1&width=320", 497);
    }
}
