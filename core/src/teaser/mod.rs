//! The content of a slide: text and checked addresses of an article, no markup and no style.

mod badge;
mod date;
mod link;

pub use badge::{Badge, duration};
pub use date::{When, datetime, when};

pub use crate::feed::Direction;

use crate::decimal;
use crate::feed::{Article, Focus, Image, Published, Publisher};
use crate::hash::Hash;
use crate::options::{Options, Sources};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Teaser {
    /// Identifies this teaser. An older wording of the same article has another key.
    pub key: u64,
    pub url: String,
    pub headline: String,
    /// Where the publisher files it. May be empty.
    pub section: String,
    /// The names of the authors, one after the other. May be empty.
    pub byline: String,
    pub source: Option<Publisher>,
    /// In the order in which they are shown, each with its seconds if they are known.
    pub badges: Vec<(Badge, Option<u32>)>,
    /// Empty if there is no summary, or none is wanted.
    pub summary: String,
    pub picture: Option<Picture>,
    pub published: Option<Published>,
    /// Set if the publisher declares a language.
    pub language: Option<String>,
    pub direction: Option<Direction>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub url: String,
    pub alt: String,
    pub credit: Option<String>,
    pub focus: Option<Focus>,
    /// Other widths of the picture, as in the `srcset` attribute. May be empty.
    pub sources: String,
}

impl Teaser {
    /// `secure` is true if the page would refuse `http:` pictures. They are then requested over
    /// `https:`.
    pub fn new(article: &Article, options: &Options, secure: bool) -> Self {
        let summary = match options.summary_lines {
            0 => String::new(),
            _ if article.summary == article.headline => String::new(),
            _ => article.summary.clone(),
        };
        let picture = article.image.as_ref().filter(|_| options.images);
        let picture = picture.map(|image| Picture::new(image, secure));
        let section = article.section.as_ref().filter(|_| options.sections);
        let section = section.cloned().unwrap_or_default();
        let byline = match options.bylines {
            true => article.authors.join(", "),
            false => String::new(),
        };
        let names_source = match options.sources {
            Sources::Auto => options.feeds.len() > 1,
            Sources::Show => true,
            Sources::None => false,
        };
        let source = article.source.clone().filter(|_| names_source);
        let badges = badge::badges(&article.badges, !options.badges);
        let url = link::with_params(&article.url, &options.link_params);
        let (picture_url, alt, credit) = picture.as_ref().map_or(("", "", None), |picture| {
            (&*picture.url, &*picture.alt, picture.credit.as_deref())
        });
        let mut said = Vec::new();
        for (badge, seconds) in &badges {
            said.push(*badge as u8);
            said.extend_from_slice(&seconds.unwrap_or(u32::MAX).to_le_bytes());
        }
        let focus = picture.as_ref().and_then(|picture| picture.focus);
        let focus = focus.map_or([0; 2], |focus| [focus.x + 1, focus.y + 1]);
        let (source_name, icon) = source.as_ref().map_or(("", ""), |source| {
            (&*source.name, source.icon.as_deref().unwrap_or_default())
        });
        Self {
            key: key(&[
                article.id.as_bytes(),
                url.as_bytes(),
                article.headline.as_bytes(),
                summary.as_bytes(),
                picture_url.as_bytes(),
                alt.as_bytes(),
                credit.unwrap_or_default().as_bytes(),
                section.as_bytes(),
                byline.as_bytes(),
                source_name.as_bytes(),
                icon.as_bytes(),
                &said,
                &focus,
            ]),
            url,
            headline: article.headline.clone(),
            section,
            byline,
            source,
            badges,
            summary,
            picture,
            published: article.published,
            language: article.language.clone(),
            direction: article.direction,
        }
    }
}

/// A hash of all these parts.
pub fn key(parts: &[&[u8]]) -> u64 {
    Hash::of(parts)
}

impl Picture {
    fn new(image: &Image, secure: bool) -> Self {
        let mut sources = String::new();
        for source in &image.sources {
            if !sources.is_empty() {
                sources.push_str(", ");
            }
            // A comma at the end of an address would end the candidate.
            sources.push_str(&upgraded(&source.url, secure).replace(',', "%2C"));
            sources.push(' ');
            sources.push_str(&decimal::of(source.width));
            sources.push('w');
        }
        Self {
            url: upgraded(&image.url, secure),
            alt: image.alt.clone(),
            credit: image.credit.clone(),
            focus: image.focus,
            sources,
        }
    }
}

fn upgraded(url: &str, secure: bool) -> String {
    match url.strip_prefix("http://") {
        Some(rest) if secure => ["https://", rest].concat(),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::Source;

    fn article() -> Article {
        Article {
            id: "7".into(),
            url: "https://news.example/7".into(),
            headline: "Bridge reopens".into(),
            summary: "After two years.".into(),
            image: Some(Image {
                url: "http://img.example/7.jpg".into(),
                alt: "The bridge".into(),
                credit: Some("A. Ferry".into()),
                width: Some(1200),
                height: Some(675),
                focus: None,
                sources: vec![
                    Source {
                        url: "http://img.example/7,300.jpg".into(),
                        width: 300,
                    },
                    Source {
                        url: "https://img.example/7-768.jpg".into(),
                        width: 768,
                    },
                ],
            }),
            published: Some(Published::Instant(0)),
            authors: vec!["Ida Stern".into()],
            language: Some("en".into()),
            ..Article::default()
        }
    }

    #[test]
    fn an_article_becomes_what_the_partner_wants_of_it() {
        let teaser = Teaser::new(&article(), &Options::default(), true);
        assert_eq!(teaser.headline, "Bridge reopens");
        assert_eq!(teaser.summary, "After two years.");
        let picture = teaser.picture.expect("a picture");
        assert_eq!(picture.url, "https://img.example/7.jpg");
        assert_eq!(
            picture.sources,
            "https://img.example/7%2C300.jpg 300w, https://img.example/7-768.jpg 768w"
        );

        let bare = Options {
            images: false,
            summary_lines: 0,
            ..Options::default()
        };
        let teaser = Teaser::new(&article(), &bare, true);
        assert_eq!(teaser.picture, None);
        assert_eq!(teaser.summary, "");
    }

    #[test]
    fn pictures_stay_http_on_an_http_page() {
        let picture = Teaser::new(&article(), &Options::default(), false).picture;
        assert_eq!(
            picture.map(|picture| picture.url).as_deref(),
            Some("http://img.example/7.jpg")
        );
    }

    #[test]
    fn section_byline_source_and_badges_are_the_partners_choice() {
        let article = Article {
            section: Some("Harbour".into()),
            source: Some(Publisher {
                name: "Herald".into(),
                icon: None,
            }),
            authors: vec!["Ida Stern".into(), "Tom Berg".into()],
            badges: crate::feed::Badges {
                paid: true,
                live: true,
                ..Default::default()
            },
            ..article()
        };
        let said = |options: &Options| {
            let teaser = Teaser::new(&article, options, true);
            let source = teaser.source.map(|source| source.name).unwrap_or_default();
            let badges: Vec<Badge> = teaser.badges.iter().map(|(badge, _)| *badge).collect();
            (teaser.section, teaser.byline, source, badges)
        };
        let words = |section: &str, byline: &str, source: &str, badges: &[Badge]| {
            let [section, byline, source] = [section, byline, source].map(str::to_owned);
            (section, byline, source, badges.to_vec())
        };
        let one = Options::default();
        let both = [Badge::Paid, Badge::Live];
        assert_eq!(said(&one), words("Harbour", "", "", &both));
        let merged = Options {
            feeds: vec!["/a".into(), "/b".into()],
            bylines: true,
            ..Options::default()
        };
        assert_eq!(
            said(&merged),
            words("Harbour", "Ida Stern, Tom Berg", "Herald", &both)
        );
        let bare = Options {
            sections: false,
            sources: Sources::None,
            badges: false,
            ..merged
        };
        let byline = "Ida Stern, Tom Berg";
        assert_eq!(said(&bare), words("", byline, "", &[Badge::Paid]));
    }

    #[test]
    fn a_summary_that_repeats_the_headline_is_left_out() {
        let article = Article {
            summary: "Bridge reopens".into(),
            ..article()
        };
        assert_eq!(Teaser::new(&article, &Options::default(), true).summary, "");
    }

    #[test]
    fn the_key_changes_with_the_wording_and_only_with_it() {
        let key = |article: &Article| Teaser::new(article, &Options::default(), true).key;
        let original = article();
        assert_eq!(
            key(&original),
            key(&Article {
                published: None,
                ..article()
            })
        );
        assert_ne!(
            key(&original),
            key(&Article {
                headline: "Bridge closed".into(),
                ..article()
            })
        );
        assert_ne!(
            key(&original),
            key(&Article {
                id: "8".into(),
                ..article()
            })
        );
        assert_ne!(
            key(&original),
            key(&Article {
                image: None,
                ..article()
            })
        );
        let pictured = |alt: &str, credit: &str| {
            key(&Article {
                image: Some(Image {
                    alt: alt.into(),
                    credit: Some(credit.into()),
                    ..article().image.unwrap()
                }),
                ..article()
            })
        };
        assert_ne!(pictured("A bridge", ""), pictured("Its pillars", ""));
        assert_ne!(pictured("", "Ada"), pictured("", "Grace"));
        let filed = |section: &str| {
            key(&Article {
                section: Some(section.into()),
                ..article()
            })
        };
        assert_ne!(filed("Harbour"), filed("City"));
        let lasting = |seconds| {
            let video = Some(crate::feed::Recording { seconds });
            let badges = crate::feed::Badges {
                video,
                ..Default::default()
            };
            key(&Article {
                badges,
                ..article()
            })
        };
        assert_ne!(lasting(None), lasting(Some(0)));
    }
}
