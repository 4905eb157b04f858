//! What the names around a list say about it.

use super::super::{
    json::{Json, Object},
    list,
};

/// The names that publishers give to their list.
pub(super) const LISTS: &str = "posts articles items latest news entries stories results hits data docs value list \
    item entry records member hydra:member members nodes edges children rows documents";
/// Those of them that can also be the name of a section.
const SECTIONS: &str = "latest news stories";
/// The names of a list that stands beside a site's own title and link.
pub(super) const LISTS_OF_SITES: &str = "items item entries entry articles posts";
/// Names of objects that describe a site, although they have a title and a link.
pub(super) const SITES: &str =
    "rss channel feed site website collection publisher meta source home";
/// Words for what has titles and links, too, and is no news.
const OTHERS: &str = "events jobs vacancies careers pages authors team staff users comments products offers shop menu \
    menus menuitems navitems navigation nav header footer slides banners gallery galleries photos downloads faq tags categories calendar \
    services projects publications testimonials partners courses locations links breadcrumb breadcrumbs social \
    eventlist joboffers termine veranstaltungen stellenangebote anzeigen";

/// Whether a name says that there is no news, as in `upcoming_events`.
pub(super) fn is_other(name: &str) -> bool {
    let is_word = list::has(OTHERS, name) || list::has(OTHERS, last_word(name));
    is_word && list::find(&name.to_ascii_lowercase(), "news").is_none()
}

/// Whether what is in such a list can be news: `{"categories": [{"articles": […]}]}`.
pub(super) fn holds_news(name: &str) -> bool {
    list::has("categories tags pages authors team", name)
}

/// Whether an element of a list says so itself.
pub(super) fn says_other(element: Json<'_>) -> bool {
    let is_other = |words: &str| list::has(OTHERS, &letters(words));
    element
        .object()
        .is_some_and(|element| says(&element, &is_other))
}

/// Whether one of the words by which an element of a list names itself is of a kind.
pub(super) fn says(element: &Object<'_>, is_of_kind: &dyn Fn(&str) -> bool) -> bool {
    let names = "type kind slug name title key id label";
    element.all(names).iter().any(|it| is_of_kind(&it.text()))
}

/// The letters and digits of a name, in lower case and without accents, as in the names of other members. The
/// standard library's tables of letters would take 5,000 bytes.
pub(super) fn letters(name: &str) -> String {
    /// No name that is known here is longer.
    const ENOUGH: usize = 40;
    let is_letter = |c: &char| match c.is_ascii() {
        true => c.is_ascii_alphanumeric(),
        // Signs and punctuation.
        false => !matches!(c, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{206F}'),
    };
    let letters = name.chars().filter(is_letter).map(without_accent);
    letters.take(ENOUGH).collect()
}

fn without_accent(letter: char) -> char {
    match letter {
        'À'..='Æ' | 'à'..='æ' | 'Ă'..='ą' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'İ' | 'ı' => 'i',
        'Ł' | 'ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ś'..='š' | 'ß' => 's',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ź'..='ž' => 'z',
        other => other.to_ascii_lowercase(),
    }
}

/// Whether a name says that an article stands before all others.
pub(super) fn is_lead(name: &str) -> bool {
    matches!(name, "lead" | "hero" | "topStory")
}

/// Whether a member can be a section by its name: not the feed's own list, and nothing else than news.
pub(super) fn is_section(name: &str) -> bool {
    let is_own = list::has(LISTS, name) && !list::has(SECTIONS, name);
    !is_own && !list::has(SITES, name) && !is_other(name)
}

/// The language at the beginning or the end of a name, as in `{"de": […], "en-GB": […]}` and `news_de`.
pub(super) fn language_in(name: &str) -> Option<String> {
    const LANGUAGES: &str = "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id is it ja ko lt lv nb nl no pl pt \
        ro ru sk sl sr sv th tr uk ur vi zh fil deutsch german english french francais spanish espanol italian italiano";
    let words = [primary(name), last_word(name).to_ascii_lowercase()];
    words.into_iter().find(|word| list::has(LANGUAGES, word))
}

/// The language that a value names, without its region, or nothing.
pub(super) fn language(part: Json<'_>) -> String {
    language_of(&part.object().unwrap_or_default())
}

/// The same for its members.
pub(super) fn language_of(part: &Object<'_>) -> String {
    let mut named = part.any("language lang locale languageCode langcode");
    if named.is_object() {
        named = named.any("code id locale name");
    }
    if named.is_null() {
        named = part.get("code");
        let is_tag = language_in(&primary(&named.text())).is_some();
        named = if is_tag { named } else { Json::NULL };
    }
    primary(&named.text())
}

fn primary(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next();
    primary.unwrap_or_default().to_ascii_lowercase()
}

/// The last word of a name: `events` in `upcoming_events`, `Events` in `nextEvents`.
fn last_word(name: &str) -> &str {
    let is_small = |byte: &u8| byte.is_ascii_lowercase();
    let bytes = name.as_bytes();
    let starts = (1..bytes.len()).rev().find(|at| {
        let before = bytes.get(at - 1);
        !before.is_some_and(u8::is_ascii_alphanumeric)
            || before.is_some_and(is_small) && bytes.get(*at).is_some_and(u8::is_ascii_uppercase)
    });
    name.get(starts.unwrap_or(0)..).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_says_what_a_list_is() {
        for (name, word) in [
            ("events", "events"),
            ("upcoming_events", "events"),
            ("nextEvents", "Events"),
            ("news-de", "de"),
            ("articlesDE", "DE"),
            ("", ""),
            ("a_", "a_"),
            ("Übersicht", "bersicht"),
        ] {
            assert_eq!(last_word(name), word, "{name}");
        }
        assert!(is_other("nextEvents") && !is_other("prevention") && !is_other("homePage"));
    }
}
