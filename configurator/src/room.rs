//! How much room a layout needs before the script arrives, in CSS pixels. Pure.
//!
//! With headlines of two lines and summaries of three; the README's table says the same, and
//! `nothing_moves_in_any_layout` of the end-to-end tests holds it.

use crate::settings::Settings;

/// A column that most articles have, where none is chosen.
const USUAL_WIDTH: u32 = 1000;
/// Slides are no narrower, and 24 apart; 16 are around everything.
const SLIDE: u32 = 260;
const GAP: u32 = 24;
const PADDING: u32 = 16;
/// The heading, and what is around it.
const HEADING: u32 = 60;

pub fn needed(settings: &Settings) -> u32 {
    let width = settings.width.unwrap_or(USUAL_WIDTH);
    let limit = settings.value("limit").and_then(|limit| limit.parse().ok());
    let limit: u32 = limit.unwrap_or(12);
    let columns = ((width.saturating_sub(2 * PADDING) + GAP) / (SLIDE + GAP)).max(1);
    match settings.value("layout") {
        Some("ticker") => 56,
        Some("list") => HEADING + 210 * limit,
        Some("grid") => HEADING + 480 * limit.div_ceil(columns),
        Some("hero") => {
            let small = limit.saturating_sub(1);
            // The large picture is above its text, then beside it.
            let large = match width {
                ..600 => width * 9 / 16 + 300,
                _ => (width * 31 / 100 + 30).max(400),
            };
            let columns = match width {
                ..480 => return HEADING + large + 130 * small,
                ..720 => 2,
                ..1080 => 3,
                _ => 4,
            };
            let picture = (width - (columns - 1) * GAP) / columns * 9 / 16;
            HEADING + large + (picture + 170) * small.div_ceil(columns)
        }
        _ => 576,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_layouts_need() {
        #[track_caller]
        fn check(query: &str, expected: u32) {
            assert_eq!(needed(&Settings::read(query, &[])), expected, "{query}");
        }
        check("", 576);
        check("layout=ticker", 56);
        check("layout=list", 2580);
        check("layout=list&limit=3", 690);
        check("layout=grid", 1980);
        check("layout=grid&limit=6&width=320", 2940);
        check("layout=grid&limit=6&width=768", 1500);
        check("layout=hero&limit=6", 1156);
        check("layout=hero&limit=6&width=1600", 1356);
        check("layout=hero&limit=1", 460);
        check("layout=hero&limit=6&width=320", 1190);
    }
}
