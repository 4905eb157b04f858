//! The room of a carousel. Its slides share the width, so it is highest in columns of middle width.

use super::hero;
use super::look::Look;
use crate::settings::Settings;

/// The room that is reserved by default. It is enough in any column, without theme and preset.
const USUAL: f64 = 576.0;
/// The part of it that is left over for other type, if the column's width is unknown.
const SPARE: f64 = 17.0;
/// The widths of columns, in tens of pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 25..=160;
/// The part of its width that a slide's height follows while one slide fills the window: a picture of 16:9
/// is as high as 56 % of its width, and wider slides have fewer lines of text.
const SLOPE: f64 = 0.4;
/// The least width of a window, and how much room must be saved there.
const WINDOW: f64 = 320.0;
const WORTH: f64 = 24.0;

/// The room for the chosen width, else for the column that needs most.
pub fn needed(settings: &Settings, look: &Look, limit: u32) -> f64 {
    match settings.width {
        Some(width) => whole(limit, width.into(), look),
        None => {
            let most = most(limit, look, 0.0);
            most + spare(most)
        }
    }
}

/// The room in narrow windows as a length in CSS, if it is less and the width is not chosen. A window is at
/// least as wide as its columns.
pub fn in_windows(settings: &Settings, look: &Look, limit: u32) -> Option<String> {
    let spare = spare(most(limit, look, 0.0));
    let above = (most(limit, look, SLOPE) + spare).ceil();
    let is_less = above + SLOPE * WINDOW + WORTH <= needed(settings, look, limit);
    (is_less && settings.width.is_none()).then(|| format!("{above}px + {}vw", SLOPE * 100.0))
}

/// The most that any column needs beyond this part of its width.
fn most(limit: u32, look: &Look, part: f64) -> f64 {
    let columns = WIDTHS.map(|tens| {
        let width = f64::from(tens * 10);
        whole(limit, width, look) - part * width
    });
    columns.fold(0.0, f64::max)
}

fn spare(most: f64) -> f64 {
    (USUAL - most).clamp(0.0, SPARE)
}

/// A carousel in a column, with everything around its slides.
fn whole(limit: u32, width: f64, look: &Look) -> f64 {
    let slides = slides(limit, look.inner(width), look);
    look.top() + slides + look.bottom() + look.more() + 2.0 * look.padding
}

/// The highest slide.
fn slides(limit: u32, width: f64, look: &Look) -> f64 {
    // More slides than there are share the width only if there are few.
    let most = if limit <= 3 { limit } else { 6 };
    let columns = look.columns(width).min(most);
    let slide = match columns {
        1 if limit == 1 && width >= 600.0 => return hero::large(width, look),
        1 if limit == 1 => width,
        1 if (width - look.gap) * 0.8 >= look.slide => (width - look.gap) * 0.8,
        1 => (width - look.gap) / 1.12,
        _ => look.share(width, columns),
    };
    // For one more line of a headline: often, one slide in view has one.
    look.picture(slide) + look.slide_text(slide) + look.headline
}
