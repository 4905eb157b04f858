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
        Some("grid") => HEADING + 470 * limit.div_ceil(columns),
        Some("hero") => {
            // Where it stands beside its text, the large picture takes six tenths of the width.
            let large = (width * 34 / 100 + 210).max(500);
            large + 130 * limit.saturating_sub(1).div_ceil(columns)
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
        check("layout=grid", 1940);
        check("layout=grid&limit=6&width=320", 2880);
        check("layout=grid&limit=6&width=768", 1470);
        check("layout=hero&limit=6", 810);
        check("layout=hero&limit=6&width=1600", 884);
        check("layout=hero&limit=1", 550);
    }
}
