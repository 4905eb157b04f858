//! Pictures of widgets, arranged on sheets and compared with approved sheets.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::{env, fs};

use image::{ImageFormat, Rgb, RgbImage, imageops};

use crate::places;

/// Sheets are saved this many times smaller. Letters become grey lines. If the browser's next
/// version draws letters a little differently, that makes no difference. A line more or less, or
/// another place, size or colour, still does.
const SCALE: u32 = 8;
/// A point of the small sheet differs if a channel differs by at least this, of 255.
const STRENGTH: u8 = 24;
/// How many points may differ, in case an edge is between two points. The same browser always draws
/// the same points. A missing control is fifteen points.
const TOLERANCE: usize = 8;
/// A new row begins if the next picture would exceed this width.
const WIDTH: u32 = 1640;
const GAP: u32 = 12;
const GROUND: Rgb<u8> = Rgb([128, 128, 128]);
const DIFFERENT: Rgb<u8> = Rgb([255, 0, 0]);

/// Pictures from one browser, side by side in rows.
pub struct Sheet {
    name: String,
    /// Each with its left and top side.
    pictures: Vec<(RgbImage, u32, u32)>,
    /// The width and height of all pictures together.
    size: (u32, u32),
    /// The top of the row, and the place of the next picture in it.
    row: u32,
    column: u32,
}

impl Sheet {
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            pictures: Vec::new(),
            size: (0, 0),
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
            self.row = self.size.1 + GAP;
            self.column = 0;
        }
        let (right, bottom) = (self.column + width, self.row + height);
        self.size = (self.size.0.max(right), self.size.1.max(bottom));
        self.pictures.push((picture, self.column, self.row));
        self.column = right + GAP;
    }

    fn drawn(&self) -> RgbImage {
        let mut sheet = RgbImage::from_pixel(self.size.0, self.size.1, GROUND);
        for (picture, left, top) in &self.pictures {
            imageops::replace(&mut sheet, picture, (*left).into(), (*top).into());
        }
        sheet
    }

    /// Compares with `expected/looks/<name>.png`, and saves the sheet in `artefacts/looks`.
    /// `UPDATE_EXPECTED=1` writes that file again; look at it before you commit it.
    #[track_caller]
    pub fn compare(self) {
        let file = format!("{}.png", self.name);
        let sheet = self.drawn();
        save(&sheet, &places::artefacts().join("looks").join(&file));
        let small = imageops::thumbnail(
            &sheet,
            (sheet.width() / SCALE).max(1),
            (sheet.height() / SCALE).max(1),
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

/// The part of a PNG file with this place and size, as far as it exists.
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

/// Two pictures of the same thing are the same outside some areas: left, top, width and height. They
/// are compared at a quarter of their size: WebKit draws round borders a little differently in a layer
/// of their own.
#[track_caller]
pub fn assert_same(before: &[u8], after: &[u8], except: &[[u32; 4]], what: &str) {
    let [before, after] = [before, after].map(|png| {
        let mut picture = image::load_from_memory(png).expect("a picture").to_rgb8();
        for &[left, top, width, height] in except {
            let area = RgbImage::from_pixel(width, height, GROUND);
            imageops::replace(&mut picture, &area, left.into(), top.into());
        }
        let (width, height) = picture.dimensions();
        imageops::thumbnail(&picture, (width / 4).max(1), (height / 4).max(1))
    });
    let marked = match marked(&after, &before) {
        Some((0, _)) => return,
        Some((_, marked)) => marked,
        None => after,
    };
    let place = places::artefacts().join("differences");
    save(&before, &place.join("before.png"));
    save(&marked, &place.join("after.png"));
    panic!("it looks otherwise: {what}; see {}", place.display());
}

/// The difference beyond the tolerance, and a picture in which it is marked.
fn difference(picture: &RgbImage, expected: &RgbImage) -> Option<(String, RgbImage)> {
    let Some((count, marked)) = marked(picture, expected) else {
        let (size, before) = (picture.dimensions(), expected.dimensions());
        return Some((
            format!("{size:?} points instead of {before:?}"),
            picture.clone(),
        ));
    };
    let all = expected.pixels().len();
    (count > TOLERANCE).then(|| (format!("{count} of {all} points"), marked))
}

/// The number of points that differ, and a picture in which they are marked. There is none if the
/// pictures differ in size.
fn marked(picture: &RgbImage, expected: &RgbImage) -> Option<(usize, RgbImage)> {
    if picture.dimensions() != expected.dimensions() {
        return None;
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
    Some((count, marked))
}

#[track_caller]
fn save(picture: &RgbImage, path: &Path) {
    let folder = path.parent().map(PathBuf::from).unwrap_or_default();
    fs::create_dir_all(folder).expect("a folder for pictures");
    picture
        .save(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
