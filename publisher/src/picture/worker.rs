//! Handles one picture in a separate process, so that a hostile picture can harm only its decoder.
//! It reads bytes from stdin, writes files into a folder, and prints the result as JSON on stdout.

use std::fmt;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use serde::{Deserialize, Serialize};

use super::turn_into;
use crate::state::{replace, short_hash};

/// The command's first argument. Only the command itself uses it.
pub const COMMAND: &str = "picture-worker";

/// A phone's camera makes 50 million.
const MOST_PIXELS: u64 = 64_000_000;
const WIDEST: u32 = 20_000;
/// Most memory for decoding.
const MOST_BYTES: u64 = 600_000_000;

/// A picture in one width.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rendition {
    /// The name follows from the contents.
    pub file: String,
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum WorkError {
    NoPicture,
    TooManyPixels {
        width: u32,
        height: u32,
    },
    Damaged {
        why: String,
    },
    Disk {
        why: String,
    },
    /// An error of an earlier run, stored as text.
    Before(String),
}

impl fmt::Display for WorkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WorkError::NoPicture => f.write_str("is no JPEG, PNG, WebP, GIF or AVIF picture"),
            WorkError::TooManyPixels { width, height } => {
                write!(f, "has {width} by {height} pixels, which are too many")
            }
            WorkError::Damaged { why } => write!(f, "cannot be decoded: {why}"),
            WorkError::Disk { why } => write!(f, "cannot be kept: {why}"),
            WorkError::Before(why) => f.write_str(why),
        }
    }
}

/// The entry point of the process. The arguments are the folder and the widths.
pub fn main(arguments: &[String]) {
    let mut bytes = Vec::new();
    let _ = std::io::stdin().lock().read_to_end(&mut bytes);
    let folder = arguments.first().map(PathBuf::from).unwrap_or_default();
    let widths = arguments
        .iter()
        .skip(1)
        .filter_map(|width| width.parse().ok());
    let made = work(&bytes, &widths.collect::<Vec<u32>>(), &folder);
    if let Ok(told) = serde_json::to_vec(&made) {
        let _ = std::io::stdout().write_all(&told);
    }
}

/// Makes the widths of a picture, narrow to wide.
pub fn work(bytes: &[u8], widths: &[u32], folder: &Path) -> Result<Vec<Rendition>, WorkError> {
    let Decoded {
        picture,
        format,
        turned,
    } = decode(bytes)?;
    let mut renditions = Vec::new();
    let mut add = |bytes: &[u8], kind: &str, width, height| {
        let file = format!("{}-{width}.{kind}", short_hash(bytes));
        let path = folder.join(&file);
        if !path.is_file() {
            replace(&path, bytes, false).map_err(|error| WorkError::Disk {
                why: error.to_string(),
            })?;
        }
        renditions.push(Rendition {
            file,
            width,
            height,
        });
        Ok(())
    };
    let (width, height) = (picture.width(), picture.height());
    // Pictures are never enlarged: a picture that is narrower than a width is used for that width.
    let mut wanted: Vec<u32> = widths.iter().map(|it| (*it).min(width)).collect();
    wanted.dedup();
    for wanted in wanted {
        let down = u64::from(height) * u64::from(wanted) / u64::from(width.max(1));
        let down = u32::try_from(down).unwrap_or(u32::MAX).max(1);
        let small = turn_into::resized(&picture, wanted, down);
        let small = small.map_err(|why| WorkError::Damaged { why })?;
        let avif = turn_into::avif(&small).map_err(|why| WorkError::Damaged { why })?;
        // The original is best if it is small already and needs no rotation.
        let own = (wanted == width && !turned)
            .then(|| turn_into::bare(bytes, format))
            .flatten();
        match own.filter(|own| own.0.len() <= avif.len()) {
            Some((own, kind)) => add(&own, kind, wanted, down)?,
            None => add(&avif, "avif", wanted, down)?,
        }
    }
    Ok(renditions)
}

struct Decoded {
    picture: DynamicImage,
    format: ImageFormat,
    /// Whether the file stores it in another orientation than it is shown in.
    turned: bool,
}

fn decode(bytes: &[u8]) -> Result<Decoded, WorkError> {
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader = reader
        .with_guessed_format()
        .map_err(|_| WorkError::NoPicture)?;
    let format = reader.format().ok_or(WorkError::NoPicture)?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let damaged = |error: image::ImageError| match error {
        image::ImageError::Unsupported(_) => WorkError::NoPicture,
        error => WorkError::Damaged {
            why: error.to_string().replace('\n', " "),
        },
    };
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(WorkError::TooManyPixels { width, height });
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    let turned = orientation != image::metadata::Orientation::NoTransforms;
    Ok(Decoded {
        picture,
        format,
        turned,
    })
}

/// AVIF cannot be decoded here. That is not needed, because other formats are converted to AVIF.
pub fn is_avif(bytes: &[u8]) -> bool {
    let brand = bytes.get(4..12).unwrap_or_default();
    matches!(brand, b"ftypavif" | b"ftypavis")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with some detail, in the given format.
    fn sample(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let pixel = |x: u32, y: u32| {
            image::Rgb([
                (x * 255 / width) as u8,
                (y * 255 / height) as u8,
                ((x ^ y) & 0x3f) as u8,
            ])
        };
        let picture = image::RgbImage::from_fn(width, height, pixel);
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture)
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    /// A JPEG with an EXIF segment that asks for a quarter turn.
    fn turned(jpeg: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([6, 0, 0, 0, 0, 0, 0, 0]);
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
        bytes.extend(((exif.len() + 2) as u16).to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    fn made(bytes: &[u8], widths: &[u32]) -> (tempfile::TempDir, Vec<Rendition>) {
        let folder = tempfile::tempdir().unwrap();
        let renditions = work(bytes, widths, folder.path()).unwrap();
        (folder, renditions)
    }

    fn sizes(renditions: &[Rendition]) -> Vec<(u32, u32)> {
        renditions.iter().map(|it| (it.width, it.height)).collect()
    }

    #[test]
    fn widths_are_made_and_none_is_blown_up() {
        for format in [
            ImageFormat::Jpeg,
            ImageFormat::Png,
            ImageFormat::Gif,
            ImageFormat::WebP,
        ] {
            let bytes = sample(200, 100, format);
            let (folder, renditions) = made(&bytes, &[64, 128, 640]);
            assert_eq!(
                sizes(&renditions),
                [(64, 32), (128, 64), (200, 100)],
                "{format:?}"
            );
            for it in &renditions {
                let bytes = std::fs::read(folder.path().join(&it.file)).unwrap();
                assert!(it.file.starts_with(&short_hash(&bytes)), "{}", it.file);
                assert_eq!(it.file.ends_with(".avif"), is_avif(&bytes), "{}", it.file);
            }
            assert!(renditions[0].file.ends_with(".avif"));
        }
    }

    #[test]
    fn pictures_are_turned_the_right_way_up_and_lose_what_they_carry() {
        let jpeg = turned(&sample(120, 60, ImageFormat::Jpeg));
        let (folder, renditions) = made(&jpeg, &[640]);
        assert_eq!(sizes(&renditions), [(60, 120)]);
        let bytes = std::fs::read(folder.path().join(&renditions[0].file)).unwrap();
        assert!(!bytes.windows(4).any(|at| at == b"Exif"));
    }

    #[test]
    fn what_is_small_already_stays_without_its_metadata() {
        // An image of one colour: a PNG of 70 bytes, an AVIF of a few hundred.
        let dot = image::RgbImage::from_pixel(16, 16, image::Rgb([1, 2, 3]));
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(dot)
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        let (folder, renditions) = made(&bytes.into_inner(), &[320]);
        assert!(renditions[0].file.ends_with(".png"), "{renditions:?}");
        assert!(folder.path().join(&renditions[0].file).is_file());
    }

    #[test]
    fn bombs_and_what_is_no_picture_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let check = |bytes: &[u8]| work(bytes, &[320], folder.path()).expect_err("an error");
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        assert_eq!(check(svg), WorkError::NoPicture);
        assert_eq!(check(b""), WorkError::NoPicture);
        assert_eq!(check(b"<html>"), WorkError::NoPicture);
        // A PNG of a hundred bytes that claims to have ten billion pixels.
        let mut png = sample(8, 8, ImageFormat::Png);
        for (at, size) in [(16, 100_000_u32), (20, 100_000)] {
            png[at..at + 4].copy_from_slice(&size.to_be_bytes());
        }
        let crc = crc(&png[12..29]);
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(matches!(
            check(&png),
            WorkError::Damaged { .. } | WorkError::TooManyPixels { .. }
        ));
        for (at, size) in [(16, 9_000_u32), (20, 9_000)] {
            png[at..at + 4].copy_from_slice(&size.to_be_bytes());
        }
        let crc = self::crc(&png[12..29]);
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(
            check(&png),
            WorkError::TooManyPixels {
                width: 9_000,
                height: 9_000
            }
        );
        let jpeg = sample(200, 100, ImageFormat::Jpeg);
        let _ = work(&jpeg[..jpeg.len() / 3], &[320], folder.path());
        assert!(matches!(check(&jpeg[..30]), WorkError::Damaged { .. }));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }

    #[test]
    fn avif_is_known_by_its_beginning() {
        assert!(is_avif(b"\0\0\0\x20ftypavif\0\0\0\0"));
        assert!(!is_avif(b"\0\0\0\x20ftypmp42\0\0\0\0"));
        assert!(!is_avif(b""));
    }
}
