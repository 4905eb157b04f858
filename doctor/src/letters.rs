//! Whether letters were lost: in their place is U+FFFD.

use latest_news_core::feed::{Article, Feed};

use super::counted;

/// How the bytes of a feed became letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The name of the encoding in which they were read.
    pub encoding: &'static str,
    /// Whether some of them stand for no letter in it.
    pub has_faults: bool,
}

impl Decoded {
    /// As the widget reads bytes.
    pub fn utf_8(bytes: &[u8]) -> Decoded {
        Decoded {
            encoding: "UTF-8",
            has_faults: std::str::from_utf8(bytes).is_err(),
        }
    }
}

/// What to say about lost letters in headlines and summaries, as part of a line.
pub fn lost_letters(feed: &Feed, decoded: Decoded) -> Option<String> {
    let has_lost = |article: &&Article| {
        let mut texts = [&article.headline, &article.summary].into_iter();
        texts.any(|text| text.contains(char::REPLACEMENT_CHARACTER))
    };
    let count = feed.articles.iter().filter(has_lost).count();
    if count == 0 {
        return None;
    }
    let articles = counted(count, "article has", "articles have");
    let Decoded {
        encoding,
        has_faults,
    } = decoded;
    Some(match has_faults {
        true => format!(
            "{articles} letters that could not be decoded: the feed was read as {encoding}, and its \
             bytes do not match; write it in UTF-8, or in XML declare the encoding in which it is \
             written"
        ),
        false => format!(
            "{articles} letters that were lost before the feed was written: its {encoding} is in \
             order and has U+FFFD in their place; look at the program that writes it"
        ),
    })
}
