//! Sample feeds: the same invented newspaper, once in each format.

use latest_news_core::feed::Format;

pub struct Sample {
    /// Relative to the preview page.
    pub address: &'static str,
    pub format: Format,
}

/// The preview shows the first one at the start.
pub const SAMPLES: &[Sample] = &[
    sample("preview/feed.json", Format::JsonFeed),
    sample("preview/wordpress.json", Format::WordPress),
    sample("preview/ghost.json", Format::Ghost),
    sample("preview/drupal.json", Format::Drupal),
    sample("preview/json-ld.json", Format::JsonLd),
    sample("preview/news-api.json", Format::NewsApi),
    sample("preview/plain.json", Format::Plain),
];

const fn sample(address: &'static str, format: Format) -> Sample {
    Sample { address, format }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latest_news_core::feed;

    #[test]
    fn each_sample_is_of_its_format_and_nothing_of_it_is_left_out() {
        for sample in SAMPLES {
            let path = format!("{}/../{}", env!("CARGO_MANIFEST_DIR"), sample.address);
            let bytes = std::fs::read(&path).unwrap();
            let base = format!("https://cdn.example/{}", sample.address);
            let feed = feed::parse(&bytes, &base).unwrap();
            assert_eq!(feed.format, sample.format, "{path}");
            assert_eq!(feed.skipped, [], "{path}");
            assert!(feed.articles.len() >= 6, "{path}");
            for article in &feed.articles {
                let preview = "https://cdn.example/preview/";
                assert!(article.url.starts_with(preview), "{}", article.url);
                let Some(image) = &article.image else {
                    continue;
                };
                let name = image.url.strip_prefix(preview).unwrap();
                let picture = format!("{}/../preview/{name}", env!("CARGO_MANIFEST_DIR"));
                assert!(std::path::Path::new(&picture).is_file(), "{picture}");
            }
        }
    }
}
