//! Converts a decoded picture: to another size, to AVIF, or to itself without metadata.

use fast_image_resize::{PixelType, ResizeOptions, Resizer, images};
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use img_parts::{Bytes, jpeg::Jpeg, png::Png, webp::WebP};
use ravif::{BitDepth, Encoder, Img, RGB8, RGBA8};

/// 0 to 100: a compromise between quality and size.
const QUALITY: f32 = 62.0;
/// 1 to 10. 8 saves a seventh of the bytes and takes twice as long; 10 takes a third less, for an
/// eighth more bytes and a picture that is less like the original.
const SPEED: u8 = 9;

/// With eight bits for each of three or four channels.
pub enum Small {
    Opaque(RgbImage),
    Transparent(RgbaImage),
}

pub fn resized(picture: &DynamicImage, width: u32, height: u32) -> Result<Small, String> {
    let (same, alpha) = (
        picture.width() == width && picture.height() == height,
        picture.color().has_alpha(),
    );
    // Pictures with sixteen bits and grey pictures are rare, so they need not be fast.
    let whole = if alpha {
        DynamicImage::from(picture.to_rgba8())
    } else {
        DynamicImage::from(picture.to_rgb8())
    };
    if same {
        return Ok(small(whole));
    }
    let kind = if alpha {
        PixelType::U8x4
    } else {
        PixelType::U8x3
    };
    let source = images::ImageRef::new(whole.width(), whole.height(), whole.as_bytes(), kind);
    let source = source.map_err(|error| error.to_string())?;
    let mut target = images::Image::new(width, height, kind);
    Resizer::new()
        .resize(&source, &mut target, &ResizeOptions::new().use_alpha(alpha))
        .map_err(|error| error.to_string())?;
    let bytes = target.into_vec();
    let made = if alpha {
        RgbaImage::from_raw(width, height, bytes).map(Small::Transparent)
    } else {
        RgbImage::from_raw(width, height, bytes).map(Small::Opaque)
    };
    made.ok_or_else(|| "its size is impossible".to_owned())
}

fn small(picture: DynamicImage) -> Small {
    match picture {
        DynamicImage::ImageRgba8(picture) => Small::Transparent(picture),
        picture => Small::Opaque(picture.into_rgb8()),
    }
}

pub fn avif(picture: &Small) -> Result<Vec<u8>, String> {
    let encoder = Encoder::new()
        .with_quality(QUALITY)
        .with_alpha_quality(QUALITY)
        .with_speed(SPEED)
        // What was decoded has eight bits, too. Ten would take longer, for the same bytes and the
        // same likeness.
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(1));
    let encoded = match picture {
        Small::Opaque(picture) => {
            let pixels: Vec<RGB8> = picture.pixels().map(|p| RGB8::from(p.0)).collect();
            let (width, height) = (picture.width() as usize, picture.height() as usize);
            encoder.encode_rgb(Img::new(&pixels, width, height))
        }
        Small::Transparent(picture) => {
            let pixels: Vec<RGBA8> = picture.pixels().map(|p| RGBA8::from(p.0)).collect();
            let (width, height) = (picture.width() as usize, picture.height() as usize);
            encoder.encode_rgba(Img::new(&pixels, width, height))
        }
    };
    encoded
        .map(|encoded| encoded.avif_file)
        .map_err(|error| error.to_string())
}

/// The picture's own bytes without EXIF, XMP and comments, and the ending of its file name. Colour
/// profiles stay, because without them the picture would look different.
pub fn bare(bytes: &[u8], format: ImageFormat) -> Option<(Vec<u8>, &'static str)> {
    let bytes = Bytes::copy_from_slice(bytes);
    match format {
        ImageFormat::Jpeg => {
            let mut jpeg = Jpeg::from_bytes(bytes).ok()?;
            // APP0 says how to read the picture, APP2 holds the profile, APP14 the colour
            // transform.
            let carried = |marker: u8| {
                (0xe1..=0xef).contains(&marker) && marker != 0xe2 && marker != 0xee
                    || marker == 0xfe
            };
            jpeg.segments_mut()
                .retain(|segment| !carried(segment.marker()));
            Some((jpeg.encoder().bytes().to_vec(), "jpg"))
        }
        ImageFormat::Png => {
            let mut png = Png::from_bytes(bytes).ok()?;
            let carried = [*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];
            png.chunks_mut()
                .retain(|chunk| !carried.contains(&chunk.kind()));
            Some((png.encoder().bytes().to_vec(), "png"))
        }
        ImageFormat::WebP => {
            let mut webp = WebP::from_bytes(bytes).ok()?;
            webp.chunks_mut()
                .retain(|chunk| ![*b"EXIF", *b"XMP "].contains(&chunk.id()));
            Some((webp.encoder().bytes().to_vec(), "webp"))
        }
        _ => None,
    }
}
