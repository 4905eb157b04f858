//! A publisher's own list of objects with common names: `title`, `url`, `summary`, `image`, `date`
//! and their synonyms, in any case and with any separators.

use super::{Format, fields::Names, text::Kind};

/// Wagtail's names are read by the whole feed reader only. There, it is known that `live` is no badge. So the
/// widget must find neither links nor dates in such a feed, and asks for the whole reader.
const WHOLE: bool = cfg!(feature = "whole");

macro_rules! links {
    () => {
        "htmlurl url link permalink href weburl fullurl articleurl canonicalurl externalurl \
             uri newsurl links sourceurl"
    };
}

macro_rules! dates {
    () => {
            "published publishedat datepublished publisheddate publishdate publicationdate pubdate \
             pub firstpublished firstpublishedat webpublicationdate date isodate datetime dcdate \
             publishon effective created createdat timestamp time updated"
    };
}

pub(super) const NAMES: Names = Names {
    format: Format::Plain,
    id: "",
    link: if WHOLE {
        concat!(links!(), " meta/html_url")
    } else {
        links!()
    },
    permalink: "guid id",
    headline: (
        Kind::Either,
        "title headline headlines heading name webtitle",
    ),
    texts: &[(
        Kind::Either,
        "summary description customexcerpt excerpt teaser abstract lead intro snippet standfirst trailtext fields/trailText \
         subtitle dek deck contenttext text content contentencoded contenthtml html plaintext body articlebody",
    )],
    image: "image imageurl urltoimage imagesrc asseturl featuredimage featureimage mainimage leadimage \
            picture photo cover coverimage bannerimage thumbnail thumbnailurl thumb img images \
            media mediacontent mediathumbnail enclosure multimedia fields/thumbnail",
    alt: "imagealt featureimagealt imagealttext alt alttext imagecaption",
    credit: "imagecredit photocredit credit photographer",
    published: if WHOLE {
        concat!("meta/first_published_at ", dates!())
    } else {
        dates!()
    },
    published_utc: "dategmt",
    authors: "author authors creator dccreator byline writer authorname by credits/by",
    language: "language lang locale inlanguage",
};
