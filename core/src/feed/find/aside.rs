//! Which lists stand aside: their articles are not the newest ones, are paid for, or are not published.

use super::super::{fields, json::Json, list};
use super::names::{letters, says};

/// Names of such lists.
const WHOLE: &str = "popular related archive archives ads ad drafts promotion promoted beliebt";
/// Words at their beginning.
const BEGINNINGS: &str = "related recommended sponsor advertisement promotedcontent promotedpost promotedarticle \
    promotedstor nativead nativecontent populararticle popularpost popularstor popularnews popularnow popularread \
    popularcontent popularitem popularon popularin popularthis populartoday popularvideo beliebteartikel \
    beliebtebeitrag beliebteste";
/// Words in them that stand in no other name.
const PARTS: &str = "trending mostread mostviewed mostpopular mostshared mostcommented mostwatched mostclicked \
    mostdiscussed youmayalso youmightalso werecommend sponsored sponsoris sponsoriz gesponsord gesponsert patrocinad \
    advertor paidcontent paidpost brandedcontent partnercontent contentpartner frompartner fromourpartner unpublish \
    meistgelesen meistengelesen meistgeklickt meistkommentiert pluslus pluslues plusvus plusvues plusconsult \
    pluspartag pluspopulaire masleid masvist piulett piuvist maislid maisvist mestlest mestlast mestsett \
    meestgelezen bestgelezen meestbekeken najczesciejczyt najpopularniejsz nejctenejsi luetuimmat legolvasottabb \
    encokokunan celemaicitite";

/// Whether the name of a member says so. It was chosen for programs, so a word in it says more than in a title.
pub(super) fn is_aside(name: &str) -> bool {
    const NAMES: &str = "draft deleted archived scheduled native";
    const MORE: &str = "related recommend sponsor promot";
    /// Sections that have the word in their name.
    const POPULAR: &str =
        "popularscien popularcultur popularmusic popularfiction popularhistor popularmechanic";
    let letters = letters(name);
    let has = |part: &str| list::find(&letters, part).is_some();
    list::has(NAMES, &letters)
        || MORE.split(' ').any(has)
        || has("popular") && !POPULAR.split(' ').any(has)
        || is_phrase(&letters)
}

/// Whether an element of a list says so itself, by its title, its type or its status.
pub(super) fn says_aside(element: Json<'_>) -> bool {
    element.object().is_some_and(|element| {
        fields::is_unpublished(&element) || says(&element, &|words| is_phrase(&letters(words)))
    })
}

fn is_phrase(letters: &str) -> bool {
    list::has(WHOLE, letters)
        || BEGINNINGS.split(' ').any(|it| letters.starts_with(it))
        || PARTS.split(' ').any(|it| list::find(letters, it).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_that_a_list_stands_aside() {
        for title in [
            "Most read articles",
            "Trending now",
            "What’s trending",
            "You may also like",
            "Most popular stories",
            "Popular this week",
            "Popular",
            "Sponsored content",
            "sponsored_content",
            "From our partners",
            "From Partners",
            "Partner content",
            "Advertorial",
            "Related stories",
            "Meistgelesen",
            "Meistgelesene Artikel",
            "Am meisten gelesen",
            "Beliebte Artikel",
            "Les plus lus",
            "Les plus consultés",
            "Contenu sponsorisé",
            "Lo más leído",
            "lo-mas-leido",
            "Las más vistas",
            "I più letti",
            "Mest lest",
            "Mest läst",
            "Mest læst",
            "Meest gelezen",
            "Gesponsord",
            "Najczęściej czytane",
            "Mais lidas",
        ] {
            assert!(is_phrase(&letters(title)), "{title}");
        }
        for title in [
            "Popular science",
            "Popular culture",
            "Partido Popular",
            "Popular vote",
            "Relationships",
            "NFL draft",
            "Draft",
            "Archaeology",
            "Editor’s picks",
            "Promotion and relegation",
            "Health-related news",
            "Native plants",
            "Alternatives",
            "Advertising",
            "Podcasts",
            "Les plus belles plages",
            "",
        ] {
            assert!(!is_phrase(&letters(title)), "{title}");
        }
    }

    #[test]
    fn names_of_members_say_that_a_list_stands_aside() {
        for name in [
            "mostRead",
            "most_read",
            "most-viewed",
            "articlesPopular",
            "popular_week",
            "drafts",
            "draft",
            "relatedPosts",
            "posts_related",
            "promotions",
            "sponsors",
            "advertorials",
            "native",
            "ads",
            "meistgelesen",
            "beliebt",
            "unpublished",
            "plus_lus",
        ] {
            assert!(is_aside(name), "{name}");
        }
        for name in [
            "popular-science",
            "popularCulture",
            "relationships",
            "archaeology",
            "alternatives",
            "podcasts",
            "nfl_draft",
            "articles",
            "editorsPicks",
            "",
        ] {
            assert!(!is_aside(name), "{name}");
        }
    }
}
