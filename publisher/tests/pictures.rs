//! Pictures of articles: fetched from their servers and written into the folder.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::place::{Place, Ran};
use crate::site::{Manner, Site, ok, status};

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x / 8) as u8, (y / 8) as u8, ((x * y) / 64) as u8])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A feed whose articles have these pictures.
fn feed(site: &Site, pictures: &[String]) -> String {
    let items: Vec<String> = pictures
        .iter()
        .enumerate()
        .map(|(n, picture)| {
            format!("{{\"title\": \"A{n}\", \"url\": \"https://news.example/{n}\", \"image\": \"{picture}\"}}")
        })
        .collect();
    site.put(
        "/feed.json",
        [ok("application/json", format!("[{}]", items.join(",")))],
    )
}

fn config(feed: &str, more: &str) -> String {
    format!(
        "address = \"https://cdn.example/embed/\"\n[edition.news]\nfeeds = \"{feed}\"\n\
         [pictures]\nwidths = [64, 128]\n[fetch]\n{more}\n"
    )
}

const ALLOW: &str = "allow = [\"127.0.0.1\"]";

fn images(place: &Place) -> Vec<String> {
    let feed = place.json("public/embed/news.json");
    let items = feed["items"].as_array().unwrap().iter();
    items
        .map(|item| item["image"].as_str().unwrap_or("none").to_owned())
        .collect()
}

fn built(place: &Place) -> Ran {
    let ran = place.run(&["build"]);
    assert_eq!(ran.status, 0, "{:?}", ran.events);
    ran
}

#[test]
fn pictures_are_made_once_and_remembered() {
    let site = Site::start();
    let picture = site.put("/a.jpg", [ok("image/jpeg", jpeg(300, 200))]);
    let place = Place::new(&config(&feed(&site, &[picture.clone(), picture]), ALLOW));
    built(&place);
    let asked = |path: &str| {
        site.asked()
            .iter()
            .filter(|asked| asked.path == path)
            .count()
    };
    assert_eq!(asked("/a.jpg"), 1, "however many articles name it");
    let images = images(&place);
    let name = images[0]
        .strip_prefix("https://cdn.example/embed/pictures/")
        .unwrap();
    assert!(name.ends_with("-128.avif"), "{name}");
    let bytes = std::fs::read(place.path("public/embed/pictures").join(name)).unwrap();
    assert_eq!(&bytes[4..12], b"ftypavif");
    assert!(bytes.len() < 5_000, "{}", bytes.len());
    let formats =
        &place.json("public/embed/news.json")["items"][0]["_latest_news"]["image"]["formats"];
    let widths: Vec<&String> = formats.as_object().unwrap().keys().collect();
    assert_eq!(widths, ["w128", "w64"], "{formats}");

    let ran = built(&place);
    assert_eq!(asked("/a.jpg"), 1, "nor again in the next run");
    assert_eq!(ran.event("written")["files"], 0);
}

#[test]
fn what_a_feed_names_is_fetched_on_the_public_network_only() {
    let site = Site::start();
    let picture = site.put("/a.jpg", [ok("image/jpeg", jpeg(300, 200))]);
    let hidden = format!("http://localhost:{}/a.jpg", site.port);
    let place = Place::new(&config(&feed(&site, &[picture, hidden]), ""));
    let ran = built(&place);
    assert_eq!(images(&place), ["none", "none"]);
    let mut messages = ran.messages("picture");
    messages.sort();
    assert_eq!(messages.len(), 2);
    assert!(
        messages[0].starts_with("leads to 127.0.0.1, which is not on the public network"),
        "{messages:?}"
    );
    assert!(!site.asked().iter().any(|asked| asked.path == "/a.jpg"));
}

#[test]
fn pictures_that_fail_are_left_out_with_a_line() {
    let site = Site::start();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    // A few hundred bytes that claim to have 268 million pixels.
    let mut huge = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(8, 8)
        .write_to(&mut huge, ImageFormat::Png)
        .unwrap();
    let mut huge = huge.into_inner();
    huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&huge[12..29]);
    huge[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    let whole = jpeg(300, 200);
    let pictures = [
        site.put("/script.svg", [ok("image/svg+xml", svg)]),
        site.put("/huge.png", [ok("image/png", huge)]),
        site.put("/page.jpg", [ok("image/jpeg", "<html>")]),
        site.put("/short.jpg", [ok("image/jpeg", &whole[..40])]),
        site.put("/missing.jpg", [status(404)]),
        site.put(
            "/endless.jpg",
            [ok("image/jpeg", whole.repeat(20)).manner(Manner::Endless)],
        ),
        site.put("/good.jpg", [ok("image/jpeg", whole.clone())]),
    ];
    let place = Place::new(&config(&feed(&site, &pictures), ALLOW));
    let ran = built(&place);
    let images = images(&place);
    assert_eq!(&images[..6], ["none"; 6]);
    assert!(images[6].ends_with(".avif"));
    let lines: Vec<String> = ran
        .events
        .iter()
        .filter(|event| event["event"] == "picture")
        .map(|event| format!("{} {}", event["picture"], event["message"]))
        .collect();
    for (name, expected) in [
        ("script.svg", "is no JPEG, PNG, WebP, GIF or AVIF picture"),
        ("huge.png", "has 16384 by 16384 pixels, which are too many"),
        ("page.jpg", "is no JPEG, PNG, WebP, GIF or AVIF picture"),
        ("short.jpg", "cannot be decoded"),
        ("missing.jpg", "answered with status 404"),
        ("endless.jpg", "is larger than 25 MB"),
    ] {
        let line = lines
            .iter()
            .find(|line| line.contains(name))
            .unwrap_or_else(|| panic!("{lines:?}"));
        assert!(line.contains(expected), "{line}");
    }
}

#[test]
fn a_gif_of_many_frames_costs_one() {
    let site = Site::start();
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for n in 0..200_u8 {
            let frame = image::RgbaImage::from_pixel(200, 100, image::Rgba([n, n, n, 255]));
            encoder.encode_frame(image::Frame::new(frame)).unwrap();
        }
    }
    // Whoever looked at more than the first would find out that the others are damaged.
    let kept = bytes.len() / 100;
    bytes.truncate(kept);
    bytes.extend([0xff; 1_000]);
    let place = Place::new(&config(
        &feed(&site, &[site.put("/a.gif", [ok("image/gif", bytes)])]),
        ALLOW,
    ));
    built(&place);
    assert!(
        images(&place)[0].ends_with(".avif") || images(&place)[0].ends_with(".gif"),
        "{:?}",
        images(&place)
    );
}

#[test]
fn what_is_wrong_here_is_not_held_against_a_picture() {
    let site = Site::start();
    let picture = site.put("/a.jpg", [ok("image/jpeg", jpeg(300, 200))]);
    let place = Place::new(&config(&feed(&site, &[picture]), ALLOW));
    built(&place);
    let kept = place.path(".latest-news/pictures");
    let files: Vec<_> = std::fs::read_dir(&kept)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    // Forgotten, and something in the way of its files.
    for file in &files {
        std::fs::remove_file(file).unwrap();
        if !file.to_string_lossy().ends_with(".json") {
            std::fs::create_dir(file).unwrap();
        }
    }
    let ran = built(&place);
    let message = &ran.messages("picture")[0];
    assert!(message.starts_with("cannot be kept: "), "{message}");
    assert_eq!(images(&place), ["none"]);
    for file in &files {
        let _ = std::fs::remove_dir(file);
    }
    built(&place);
    assert!(images(&place)[0].ends_with(".avif"), "{:?}", images(&place));
}

#[test]
fn one_picture_under_many_addresses_is_one_file() {
    let site = Site::start();
    let whole = jpeg(300, 200);
    // On hosts of their own, so that they come at once.
    let pictures: Vec<String> = (0..8)
        .map(|_| Site::start().put("/a.jpg", [ok("image/jpeg", whole.clone())]))
        .collect();
    let place = Place::new(&config(&feed(&site, &pictures), ALLOW));
    let ran = built(&place);
    assert_eq!(ran.messages("picture"), [""; 0]);
    let images = images(&place);
    assert!(images[0].ends_with(".avif"), "{images:?}");
    assert!(images.iter().all(|image| *image == images[0]), "{images:?}");
}

#[test]
fn the_publishers_own_pictures_stay_where_they_are_to() {
    let site = Site::start();
    let picture = site.put("/a.jpg", [ok("image/jpeg", jpeg(300, 200))]);
    let feed = feed(&site, std::slice::from_ref(&picture));
    let place = Place::new(&format!(
        "pictures = false\n[edition.news]\nfeeds = \"{feed}\"\n"
    ));
    built(&place);
    assert_eq!(images(&place), [picture]);
    assert!(!site.asked().iter().any(|asked| asked.path == "/a.jpg"));
}

/// A server with a choice sends what the first line of the request prefers.
#[test]
fn pictures_are_asked_for_in_a_form_that_can_be_decoded() {
    let site = Site::start();
    let picture = site.put("/a.jpg", [ok("image/jpeg", jpeg(800, 450))]);
    let feed = feed(&site, std::slice::from_ref(&picture));
    built(&Place::new(&config(&feed, ALLOW)));
    let asked = site.asked().into_iter().find(|it| it.path == "/a.jpg");
    let accept = asked.expect("a request").headers["accept"].clone();
    assert!(accept.starts_with("image/webp,"), "{accept}");
    assert!(accept.ends_with(",image/avif;q=0.1"), "{accept}");
}

#[test]
fn check_loads_and_measures_the_pictures_of_a_feed() {
    let site = Site::start();
    let (good, wide) = (jpeg(800, 450), jpeg(2_000, 100));
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    let pictures = [
        site.put("/good.jpg", [ok("image/jpeg", good.clone())]),
        site.put("/wide.jpg", [ok("image/jpeg", wide.clone())]),
        site.put("/drawn.svg", [ok("image/svg+xml", drawing)]),
        site.put("/page.jpg", [ok("text/html", "<p>Moved</p>")]),
        site.put("/missing.jpg", [status(404)]),
        // Another server of this machine. It is not asked.
        Site::start().put("/other.jpg", [ok("image/jpeg", good.clone())]),
    ];
    let feed = feed(&site, &pictures);
    let ran = Place::new("").run(&["check", &feed]);
    let about = |event: &&serde_json::Value| event["topic"] == "Pictures";
    let said = ran.events.iter().filter(about);
    let said: Vec<_> = said.map(|finding| finding["text"].clone()).collect();
    let kilobytes = (good.len() + wide.len() + drawing.len()) as f64 / 1000.0;
    assert_eq!(
        said,
        [
            format!(
                "3 of 5 load, {kilobytes:.1} KB together. {} and others do not: check the address and its server. 1 \
                 is wider than 1600 pixels and 0 heavier than 300.0 KB: send smaller ones, about 800 \
                 pixels wide.",
                pictures[3]
            ),
            format!(
                "{} is on a private network, where readers elsewhere load nothing. Not tried.",
                pictures[5]
            ),
        ]
    );
    assert_eq!(ran.status, 0, "readers would see the articles");
}
