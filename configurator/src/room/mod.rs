//! How much room a layout needs before the script arrives, in CSS pixels. Pure.
//!
//! The height of text depends on its lines, which only a browser knows. So the lines are estimated for
//! usual articles, and a table in the tests has heights that were measured. docs/looks.md has numbers for
//! the usual settings. `nothing_moves_whatever_is_chosen` in the end-to-end tests checks the result.

mod carousel;
mod hero;
mod look;

use crate::settings::Settings;
use look::{Look, headline};

/// The assumed width of the column if none is chosen. Most columns of articles have it.
const USUAL_WIDTH: f64 = 1000.0;
/// Two lines, whatever the type.
const TICKER: u32 = 56;
/// The room as a value of `min-height`.
pub fn reserved(settings: &Settings) -> String {
    let needed = needed(settings);
    match carousel::in_windows(settings, &Look::of(settings), limit(settings)) {
        Some(narrow) if is_carousel(settings) => format!("min({needed}px,{narrow})"),
        _ => format!("{needed}px"),
    }
}

fn needed(settings: &Settings) -> u32 {
    let look = Look::of(settings);
    let limit = limit(settings);
    if is_carousel(settings) {
        return carousel::needed(settings, &look, limit).ceil() as u32;
    }
    let inner = look.inner(settings.width.map_or(USUAL_WIDTH, f64::from));
    let content = match settings.value("layout") {
        Some("ticker") => return TICKER,
        Some("list") => list(limit, inner, &look),
        Some("grid") => grid(limit, inner, &look),
        _ => hero::needed(limit - 1, inner, &look),
    };
    (look.top() + content + look.more() + 2.0 * look.padding).ceil() as u32
}

fn is_carousel(settings: &Settings) -> bool {
    !matches!(
        settings.value("layout"),
        Some("ticker" | "list" | "grid" | "hero")
    )
}

fn limit(settings: &Settings) -> u32 {
    let limit = settings.value("limit").and_then(|value| value.parse().ok());
    limit.unwrap_or(12).max(1)
}

fn grid(limit: u32, width: f64, look: &Look) -> f64 {
    let columns = look.columns(width);
    let slide = look.share(width, columns);
    let row = look.picture(slide) + look.slide_text(slide) + look.gap;
    row * f64::from(limit.div_ceil(columns)) - look.gap
}

fn list(limit: u32, width: f64, look: &Look) -> f64 {
    let picture = look.small_picture(width);
    let column = look.beside(picture, width);
    let text = match width {
        ..400.0 => {
            let lines = headline(look.lines(column, look.small / look.headline), look.small);
            look.kicker + lines + look.foot
        }
        _ => {
            let lines = headline(look.lines(column, 1.0), look.headline);
            look.kicker + lines + look.below(column)
        }
    };
    let article = look.picture(picture).max(text + 2.0 * look.slide_padding) + look.gap;
    article * f64::from(limit) - look.gap
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Heights measured in Chromium with Noto Sans and six articles, by setting and width of the
    /// column. Each article has section, picture, headline, summary of three lines, date and Read
    /// more.
    #[rustfmt::skip]
    const MEASURED: [(&str, &[(u32, u32)]); 67] = [
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
        ("image-ratio=1", &[(300, 573), (320, 591), (360, 596), (480, 669), (720, 652), (1000, 622), (1280, 606)]),
        ("image-ratio=4/3", &[(300, 512), (320, 525), (360, 529), (480, 578), (720, 565), (1000, 542), (1280, 531)]),
        ("image-ratio=21/9", &[(300, 433), (320, 440), (360, 442), (480, 461), (720, 454), (1000, 440), (1280, 434)]),
        ("summary-lines=0", &[(300, 392), (320, 402), (360, 405), (480, 436), (720, 427), (1000, 409), (1280, 401)]),
        ("summary-lines=1", &[(300, 421), (320, 431), (360, 433), (480, 465), (720, 455), (1000, 438), (1280, 429)]),
        ("summary-lines=8", &[(300, 578), (320, 588), (360, 591), (480, 622), (720, 613), (1000, 595), (1280, 587)]),
        ("dates=none", &[(300, 446), (320, 456), (360, 459), (480, 490), (720, 481), (1000, 463), (1280, 455)]),
        ("sections=none", &[(300, 441), (320, 451), (360, 454), (480, 485), (720, 476), (1000, 459), (1280, 450)]),
        ("read-more=none", &[(300, 435), (320, 445), (360, 447), (480, 479), (720, 469), (1000, 452), (1280, 443)]),
        ("read-more=none&dates=none&summary-lines=0&sections=none", &[(300, 317), (320, 327), (360, 330), (480, 361), (720, 352), (1000, 335), (1280, 326)]),
        ("--font-size=20px", &[(300, 516), (320, 526), (360, 529), (480, 555), (720, 573), (1000, 556), (1280, 548)]),
        ("--font-size=14px", &[(300, 422), (320, 432), (360, 434), (480, 488), (720, 479), (1000, 462), (1280, 453)]),
        ("--line-height=1.8", &[(300, 488), (320, 498), (360, 501), (480, 532), (720, 523), (1000, 506), (1280, 497)]),
        ("--gap=40px", &[(300, 477), (320, 487), (360, 484), (480, 522), (720, 515), (1000, 496), (1280, 487)]),
        ("--padding=24px", &[(300, 489), (320, 500), (360, 520), (480, 536), (720, 535), (1000, 522), (1280, 516)]),
        ("--slide-padding=16px", &[(300, 486), (320, 496), (360, 498), (480, 530), (720, 520), (1000, 503), (1280, 517)]),
        ("--slide-min-width=200px", &[(300, 451), (320, 460), (360, 478), (480, 455), (720, 453), (1000, 457), (1280, 460)]),
        ("--slide-min-width=400px", &[(300, 466), (320, 476), (360, 473), (480, 533), (720, 595), (1000, 579), (1280, 535)]),
        ("--heading-size=2em", &[(300, 466), (320, 476), (360, 478), (480, 510), (720, 500), (1000, 483), (1280, 474)]),
        ("--headline-size=1.5em", &[(300, 488), (320, 498), (360, 501), (480, 555), (720, 545), (1000, 528), (1280, 519)]),
        ("image-ratio=1&layout=list", &[(300, 833), (320, 833), (360, 909), (480, 1370), (720, 1615), (1000, 1615), (1280, 1615)]),
        ("summary-lines=0&layout=list", &[(300, 833), (320, 833), (360, 833), (480, 929), (720, 985), (1000, 985), (1280, 985)]),
        ("summary-lines=8&layout=list", &[(300, 833), (320, 833), (360, 833), (480, 2045), (720, 2045), (1000, 1775), (1280, 1775)]),
        ("--font-size=20px&layout=list", &[(300, 980), (320, 980), (360, 980), (480, 1796), (720, 1627), (1000, 1458), (1280, 1458)]),
        ("read-more=none&layout=list", &[(300, 833), (320, 833), (360, 833), (480, 1184), (720, 1184), (1000, 1049), (1280, 1049)]),
        ("dates=none&layout=list", &[(300, 716), (320, 716), (360, 716), (480, 1253), (720, 1253), (1000, 1118), (1280, 1118)]),
        ("image-ratio=1&layout=grid", &[(300, 3242), (320, 3362), (360, 3602), (480, 4322), (720, 1780), (1000, 1136), (1280, 1105)]),
        ("summary-lines=8&layout=grid", &[(300, 3130), (320, 3197), (360, 3332), (480, 3737), (720, 1661), (1000, 1083), (1280, 1066)]),
        ("--font-size=20px&layout=grid", &[(300, 2880), (320, 2948), (360, 2914), (480, 3319), (720, 1537), (1000, 1000), (1280, 983)]),
        ("--gap=40px&layout=grid", &[(300, 2544), (320, 2612), (360, 2747), (480, 3152), (720, 1352), (1000, 872), (1280, 853)]),
        ("--slide-padding=16px&layout=grid", &[(300, 2710), (320, 2642), (360, 2777), (480, 3182), (720, 1384), (1000, 898), (1280, 926)]),
        ("image-ratio=1&layout=hero", &[(300, 1284), (320, 1304), (360, 1408), (480, 1787), (720, 1206), (1000, 1507), (1280, 1528)]),
        ("summary-lines=0&layout=hero", &[(300, 1079), (320, 1091), (360, 1113), (480, 1204), (720, 837), (1000, 988), (1280, 956)]),
        ("summary-lines=8&layout=hero", &[(300, 1265), (320, 1277), (360, 1299), (480, 1558), (720, 1193), (1000, 1184), (1280, 1027)]),
        ("--font-size=20px&layout=hero", &[(300, 1455), (320, 1341), (360, 1364), (480, 1510), (720, 1061), (1000, 1123), (1280, 1046)]),
        ("read-more=none&layout=hero", &[(300, 1122), (320, 1133), (360, 1156), (480, 1302), (720, 907), (1000, 1000), (1280, 956)]),
        ("dates=none&layout=hero", &[(300, 1036), (320, 1047), (360, 1070), (480, 1255), (720, 880), (1000, 973), (1280, 937)]),
        ("preset=magazine&summary-lines=0", &[(300, 476), (320, 490), (360, 517), (480, 567), (720, 562), (1000, 543), (1280, 533)]),
        ("more=https://x.example/", &[(300, 505), (320, 515), (360, 518), (480, 549), (720, 540), (1000, 522), (1280, 514)]),
        ("images=none", &[(300, 347), (320, 347), (360, 347), (480, 318), (720, 347), (1000, 347), (1280, 347)]),
        ("images=none&layout=list", &[(300, 713), (320, 713), (360, 713), (480, 1370), (720, 1235), (1000, 1235), (1280, 1235)]),
        ("images=none&layout=grid", &[(300, 1699), (320, 1699), (360, 1699), (480, 1523), (720, 865), (1000, 587), (1280, 587)]),
        ("images=none&layout=hero", &[(300, 1495), (320, 1495), (360, 1365), (480, 989), (720, 825), (1000, 834), (1280, 787)]),
    ];

    /// At most three lines of text stay empty, and no line is missing. The lines of large type and of long
    /// texts are estimated, so a part of the height is allowed for them.
    #[test]
    fn it_is_what_was_measured() {
        let mut wrong = Vec::new();
        for (query, widths) in MEASURED {
            for (width, height) in widths {
                let settings = format!("{query}&limit=6&width={width}");
                let found = needed(&Settings::read(&settings, &PRESETS));
                let (least, most) = match ["size", "=8", "hero"].iter().any(|it| query.contains(it))
                {
                    true => (height - height / 40, height + height / 7),
                    false => (height - 16, height + 72),
                };
                if !(least..=most).contains(&found) {
                    wrong.push(format!("{settings}: {found} for {height}"));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    const PRESETS: [&str; 4] = ["newspaper", "magazine", "compact", "high-contrast"];

    /// The numbers of the table of layouts, for six articles.
    #[test]
    fn documents_have_nearly_the_same_numbers() {
        for (query, documented) in [
            ("layout=list&width=1000", 30 + 6 * 202),
            ("layout=list&width=480", 30 + 6 * 224),
            ("layout=list&width=360", 30 + 6 * 134),
            ("layout=grid&width=1000", 30 + 2 * (236 + 178)),
            ("layout=hero&width=1000", 400 + 2 * (134 + 178)),
            ("layout=hero&width=360", 500 + 5 * 134),
        ] {
            let settings = format!("{query}&limit=6");
            let found = needed(&Settings::read(&settings, &[]));
            assert!(found.abs_diff(documented) <= 48, "{query}: {found}");
        }
    }

    /// For pages that set no height. Their `em` has 16 pixels.
    #[test]
    fn presets_reserve_what_they_need() {
        for preset in PRESETS {
            let path = format!("{}/../presets/{preset}.css", env!("CARGO_MANIFEST_DIR"));
            let file = std::fs::read_to_string(path).unwrap();
            let (_, value) = file.split_once("--latest-news-min-height: ").unwrap();
            let em: u32 = value.split_once("em;").unwrap().0.parse().unwrap();
            let needed = needed(&Settings::read(&format!("preset={preset}"), &PRESETS));
            assert!(
                (needed..needed + 20).contains(&(em * 16)),
                "{preset}: {needed}"
            );
        }
    }

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
        #[track_caller]
        fn check_value(query: &str, expected: &str) {
            let settings = Settings::read(query, &PRESETS);
            assert_eq!(reserved(&settings), expected, "{query}");
        }
        check_value("", "min(576px,388px + 40vw)");
        check_value("preset=newspaper", "min(637px,427px + 40vw)");
        // Too little would be saved.
        check_value("preset=compact", "500px");
        check_value("images=none", "393px");
        check_value("width=320", "498px");
        check_value("layout=list", "2457px");
        check("", 576);
        check("preset=magazine", 719);
        check("preset=magazine&--headline-size=1.25em", 719);
        check("layout=grid&preset=compact&limit=14&width=1600", 728);
        check("limit=4&width=1600", 496);
        check("layout=hero&limit=2&width=1000&--slide-padding=40px", 782);
        check("theme=light", 590);
        check("layout=ticker", 56);
        check("layout=ticker&preset=magazine", 56);
        check("layout=list", 2457);
        check("layout=list&limit=3", 637);
        check("layout=hero&limit=1", 419);
        check("limit=1&width=320", 507);
    }
}
