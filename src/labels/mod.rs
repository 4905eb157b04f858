//! The words the widget itself says, in the reader's language.
//!
//! One constant per language, one field per phrase: a missing phrase does not compile. Phrases name
//! things the way the W3C carousel pattern asks: no "carousel" or "slide" inside a name.

mod ar;
mod de;
mod en;
mod es;
mod fr;

/// The phrases of one language. `{}` stands for a value, the second for a second one.
#[derive(Debug, PartialEq)]
pub struct Labels {
    /// The language tag these phrases are in.
    pub language: &'static str,
    pub right_to_left: bool,
    /// The heading, where the partner gives none.
    pub latest_news: &'static str,
    /// Role descriptions, spoken after a name.
    pub carousel: &'static str,
    pub slide: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub start_rotation: &'static str,
    pub stop_rotation: &'static str,
    /// Names the set of markers.
    pub markers: &'static str,
    /// "{} of {}": position and count.
    pub position: &'static str,
    pub read_more: &'static str,
    /// Said of links that open elsewhere than in this tab.
    pub new_tab: &'static str,
    /// "Picture: {}": who made it.
    pub credit: &'static str,
    pub loading: &'static str,
    pub empty: &'static str,
    pub failed: &'static str,
    pub retry: &'static str,
    /// Said when articles came in by themselves.
    pub updated: &'static str,
}

const LANGUAGES: [&Labels; 5] = [
    &en::LABELS,
    &ar::LABELS,
    &de::LABELS,
    &es::LABELS,
    &fr::LABELS,
];

/// The labels for a language tag: the tag itself, then ever shorter beginnings of it, then English
/// (RFC 4647, section 3.4).
pub fn for_language(tag: &str) -> &'static Labels {
    let mut tag = tag.trim();
    loop {
        let found = LANGUAGES
            .iter()
            .find(|labels| labels.language.eq_ignore_ascii_case(tag));
        if let Some(labels) = found {
            return labels;
        }
        match tag.rfind(['-', '_']) {
            Some(end) => tag = &tag[..end],
            None => return &en::LABELS,
        }
    }
}

/// Puts values into a phrase, in order.
pub fn fill(phrase: &str, values: &[&str]) -> String {
    let mut parts = phrase.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        text.push_str(values.get(index).copied().unwrap_or_default());
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookup_falls_back_to_the_language_and_then_to_english() {
        #[track_caller]
        fn check(tag: &str, language: &str) {
            assert_eq!(for_language(tag).language, language);
        }
        check("de", "de");
        check("DE-at", "de");
        check("de_AT.UTF-8", "de");
        check("ar-EG", "ar");
        check("en-GB", "en");
        check("tlh", "en");
        check("", "en");
        check("-", "en");
    }

    #[test]
    fn no_phrase_is_empty_and_names_avoid_the_role_words() {
        for labels in LANGUAGES {
            let Labels {
                latest_news,
                markers,
                previous,
                next,
                start_rotation,
                stop_rotation,
                ..
            } = labels;
            for name in [
                latest_news,
                markers,
                previous,
                next,
                start_rotation,
                stop_rotation,
            ] {
                assert!(!name.is_empty(), "{}", labels.language);
                for role in [labels.carousel, labels.slide] {
                    let contains = name.to_lowercase().contains(&role.to_lowercase());
                    assert!(!contains, "{}: {name:?} says {role:?}", labels.language);
                }
            }
            assert_eq!(
                labels.position.matches("{}").count(),
                2,
                "{}",
                labels.language
            );
            assert_eq!(
                labels.credit.matches("{}").count(),
                1,
                "{}",
                labels.language
            );
        }
    }

    #[test]
    fn values_fill_a_phrase_in_order() {
        assert_eq!(fill("{} of {}", &["3", "12"]), "3 of 12");
        assert_eq!(fill("Photo: {}", &["A {} B"]), "Photo: A {} B");
        assert_eq!(fill("none", &["x"]), "none");
        assert_eq!(fill("{}{}", &["x"]), "x");
    }
}
