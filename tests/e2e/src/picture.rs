//! Pictures of widgets, put together on sheets and compared with sheets that were looked at.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::{env, fs};

use image::{ImageFormat, Rgb, RgbImage, imageops};

use crate::places;

/// Sheets are kept this many times smaller. Letters become grey lines then: that a browser's next
/// version draws them a little otherwise is no difference, while a line more or less, another
/// place, size or colour still is.
const SCALE: u32 = 8;
/// From so much on, of 255 in one channel, a point of the small sheet is another.
const STRENGTH: u8 = 24;
/// So many points may be other ones, should an edge fall between two points. The same browsers draw
/// the same points each time; a control that is gone is fifteen.
const TOLERANCE: usize = 8;
/// Where the next picture would reach beyond this, a new row begins.
const WIDTH: u32 = 1640;
const GAP: u32 = 12;
const GROUND: Rgb<u8> = Rgb([128, 128, 128]);
const DIFFERENT: Rgb<u8> = Rgb([255, 0, 0]);

/// Pictures of one browser side by side, in rows.
pub struct Sheet {
    name: String,
    sheet: RgbImage,
    /// Where the row begins, and where the next picture would stand in it.
    row: u32,
    column: u32,
}

impl Sheet {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            sheet: RgbImage::new(0, 0),
            row: 0,
            column: 0,
        }
    }

    /// Adds a picture, given as a PNG file.
    #[track_caller]
    pub fn add(&mut self, png: &[u8]) {
        let picture = image::load_from_memory(png).expect("a picture").to_rgb8();
        let (width, height) = picture.dimensions();
        if self.column > 0 && self.column + width > WIDTH {
            self.row = self.sheet.height() + GAP;
            self.column = 0;
        }
        let (right, bottom) = (self.column + width, self.row + height);
        let mut sheet = RgbImage::from_pixel(
            self.sheet.width().max(right),
            self.sheet.height().max(bottom),
            GROUND,
        );
        imageops::replace(&mut sheet, &self.sheet, 0, 0);
        imageops::replace(&mut sheet, &picture, self.column.into(), self.row.into());
        self.sheet = sheet;
        self.column = right + GAP;
    }

    /// Compares with `expected/looks/<name>.png`, and leaves the sheet in `artefacts/looks`.
    /// `UPDATE_EXPECTED=1` writes that file anew, to be looked at before it is committed.
    #[track_caller]
    pub fn compare(self) {
        let file = format!("{}.png", self.name);
        save(&self.sheet, &places::artefacts().join("looks").join(&file));
        let small = imageops::thumbnail(
            &self.sheet,
            (self.sheet.width() / SCALE).max(1),
            (self.sheet.height() / SCALE).max(1),
        );
        let path = places::expected().join("looks").join(&file);
        if env::var_os("UPDATE_EXPECTED").is_some() {
            return save(&small, &path);
        }
        let expected =
            image::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if let Some((what, marked)) = difference(&small, &expected.to_rgb8()) {
            let place = places::artefacts().join("differences").join(&file);
            save(&marked, &place);
            panic!(
                "{file} looks otherwise: {what}; compare {} with {}. UPDATE_EXPECTED=1 writes the latter anew",
                place.display(),
                path.display(),
            );
        }
    }
}

/// The part of a PNG file at this place and of this size, or what there is of it.
pub fn cut(png: &[u8], place: (u32, u32), size: (u32, u32)) -> Vec<u8> {
    let picture = image::load_from_memory(png).expect("a picture");
    let part = picture.crop_imm(place.0, place.1, size.0, size.1);
    let mut bytes = Cursor::new(Vec::new());
    part.write_to(&mut bytes, ImageFormat::Png)
        .expect("a picture in memory");
    bytes.into_inner()
}

/// The colour of one point of a PNG file.
pub fn colour_at(png: &[u8], (x, y): (u32, u32)) -> Option<[u8; 3]> {
    let picture = image::load_from_memory(png).expect("a picture").to_rgb8();
    picture.get_pixel_checked(x, y).map(|point| point.0)
}

/// What differs beyond the tolerance, and the picture with that marked.
fn difference(picture: &RgbImage, expected: &RgbImage) -> Option<(String, RgbImage)> {
    let (size, before) = (picture.dimensions(), expected.dimensions());
    if size != before {
        return Some((
            format!("{size:?} points instead of {before:?}"),
            picture.clone(),
        ));
    }
    let mut marked = picture.clone();
    let mut count = 0;
    for (point, other) in marked.pixels_mut().zip(expected.pixels()) {
        let channels = point.0.iter().zip(other.0);
        if channels.map(|(one, other)| one.abs_diff(other)).max() > Some(STRENGTH) {
            count += 1;
            *point = DIFFERENT;
        }
    }
    let all = expected.pixels().len();
    (count > TOLERANCE).then(|| (format!("{count} of {all} points"), marked))
}

#[track_caller]
fn save(picture: &RgbImage, path: &Path) {
    let folder = path.parent().map(PathBuf::from).unwrap_or_default();
    fs::create_dir_all(folder).expect("a folder for pictures");
    picture
        .save(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
