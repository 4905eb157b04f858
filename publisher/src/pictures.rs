//! The pictures of all editions. Each is made once, however many articles name it, and replaces the
//! publisher's.

use std::collections::HashMap;
use std::path::Path;

use futures_util::stream::{self, StreamExt};
use latest_news_core::feed::{Article, Image, Source};
use url::Url;

use crate::picture::{Picture, Workshop};
use crate::report::{Event, Report};
use crate::write::{Contents, File};

/// The width that a slide needs. Core uses the same for feeds with several sizes.
const WANTED: u32 = 600;
const SIDE_BY_SIDE: usize = 16;

/// The folder of finished pictures, and the address from which they will be served.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    pub kept: &'a Path,
    /// `None`: relative to the edition's files.
    pub address: Option<&'a Url>,
}

/// Replaces the pictures of articles by finished ones, and returns their files. A picture that
/// fails is left out.
pub async fn replace(
    articles: Vec<&mut Article>,
    workshop: &Workshop<'_>,
    places: Places<'_>,
    report: &Report,
) -> Vec<File> {
    let mut addresses: Vec<String> = articles
        .iter()
        .filter_map(|article| Some(best(article.image.as_ref()?)))
        .collect();
    addresses.sort();
    addresses.dedup();
    report.begin("pictures", addresses.len());
    let pictures = stream::iter(addresses).map(|address| async {
        let picture = match Url::parse(&address) {
            Ok(url) => workshop
                .picture(&url)
                .await
                .map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if let Err(message) = &picture {
            report.print(&Event::Picture {
                picture: address.clone(),
                message: message.clone(),
            });
        }
        report.step();
        (address, picture.ok())
    });
    let pictures: HashMap<String, Option<Picture>> =
        pictures.buffer_unordered(SIDE_BY_SIDE).collect().await;
    report.end();
    let named: Vec<Url> = pictures
        .keys()
        .filter_map(|address| Url::parse(address).ok())
        .collect();
    workshop.clear(named.iter());
    for article in articles {
        let made = article
            .image
            .as_ref()
            .and_then(|image| pictures.get(&best(image))?.as_ref());
        match (made, &mut article.image) {
            (Some(Picture::Made(renditions)), Some(image)) => {
                let sources: Vec<Source> = renditions
                    .iter()
                    .map(|it| Source {
                        url: place(&it.file, places.address),
                        width: it.width,
                    })
                    .collect();
                let chosen = renditions.iter().position(|it| it.width >= WANTED);
                let chosen = chosen.unwrap_or(renditions.len().saturating_sub(1));
                if let (Some(source), Some(it)) = (sources.get(chosen), renditions.get(chosen)) {
                    image.url.clone_from(&source.url);
                    image.width = Some(it.width);
                    image.height = Some(it.height);
                }
                image.sources = if sources.len() > 1 {
                    sources
                } else {
                    Vec::new()
                };
            }
            (Some(Picture::Own), _) => {}
            (_, image) => *image = None,
        }
    }
    let made = pictures.into_values().flatten();
    let renditions = made.flat_map(|picture| match picture {
        Picture::Made(renditions) => renditions,
        Picture::Own => Vec::new(),
    });
    renditions
        .map(|it| File {
            path: format!("pictures/{}", it.file),
            contents: Contents::Kept(places.kept.join(&it.file)),
        })
        .collect()
}

/// The widest size, because it is made smaller anyway.
fn best(image: &Image) -> String {
    let widest = image.sources.iter().max_by_key(|source| source.width);
    widest.map_or(&image.url, |source| &source.url).clone()
}

fn place(file: &str, address: Option<&Url>) -> String {
    let path = format!("pictures/{file}");
    let absolute = address.and_then(|address| address.join(&path).ok());
    absolute.map_or(path, String::from)
}
