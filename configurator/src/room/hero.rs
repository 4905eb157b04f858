//! The room of a hero: one large article and small ones below it. The widths are those of
//! `style/layouts.css`.

use super::look::{Look, headline};

/// Between the rows of small articles, as a multiple of the gap.
const ROW_GAP: f64 = 1.33;

/// `small` is the number of small articles.
pub fn needed(small: u32, width: f64, look: &Look) -> f64 {
    let large = large(width, look);
    let columns = match width {
        ..480.0 => return large + f64::from(small) * beside(width, look),
        ..720.0 => 2,
        ..1080.0 => 3,
        _ => 4,
    };
    let slide = look.share(width, columns);
    let gap = look.gap * ROW_GAP;
    let row = below(slide, look) + gap;
    let (rows, rest) = (small / columns, small % columns);
    let last = match rest {
        0 => 0.0,
        1 if look.has_pictures => alone(width, slide, look) + gap,
        _ => row,
    };
    large + f64::from(rows) * row + last
}

/// The large article. Its picture is above the text in narrow columns, and beside it in wide ones.
pub fn large(width: f64, look: &Look) -> f64 {
    if width < 600.0 {
        let scale = if look.has_pictures { 1.4 } else { 1.0 };
        let lines = match look.is_narrow(width) && look.has_pictures {
            true => 4.0,
            false => look.lines(width, scale),
        };
        let headline = headline(lines, look.headline * scale);
        let text = look.start() + look.kicker + headline + look.below(width);
        return look.picture(width) + text;
    }
    let (column, lines) = match look.has_pictures {
        true => (width * 0.45 - look.gap, 5.0),
        false => (width, 3.0),
    };
    let headline = headline(lines, look.headline);
    let text = look.start() + look.kicker + headline + look.large_summary(column);
    look.picture(width * 0.55)
        .max(text + look.foot + look.read_more)
}

/// A small article with its picture beside its text, and the gap. Without a picture, it has a summary.
fn beside(width: f64, look: &Look) -> f64 {
    let picture = look.small_picture(width);
    let lines = match look.is_narrow(width) && look.has_pictures {
        true => 4.0,
        false => look.lines(look.beside(picture, width), look.small / look.headline),
    };
    let text = look.kicker + headline(lines, look.small) + look.foot;
    let text = match look.has_pictures {
        true => text + 2.0 * look.slide_padding,
        false => text + look.start() + look.summary(width),
    };
    look.picture(picture).max(text) + look.gap
}

/// A small article with its picture above its text. Without a picture, it has a summary.
fn below(slide: f64, look: &Look) -> f64 {
    let column = slide - 2.0 * look.slide_padding;
    let lines = if column < 260.0 { 3.0 } else { 2.0 };
    let text = look.start() + look.kicker + headline(lines, look.small) + look.foot;
    match look.has_pictures {
        true => look.picture(slide) + text,
        false => text + look.summary(column),
    }
}

/// A small article alone in its row has its picture beside its text, and a summary.
fn alone(width: f64, slide: f64, look: &Look) -> f64 {
    let text = look.kicker + headline(3.0, look.small) + look.summary(width - slide) + look.foot;
    look.picture(slide).max(text + 2.0 * look.slide_padding)
}
