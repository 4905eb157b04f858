//! Facts that help readers to choose: an article's section, its publisher, its tags, and badges,
//! which readers should see before they open the article. The names are the same in all formats.

use super::{
    Badges, Publisher, Recording,
    fields::{self, MAX_TAGS},
    json::{Json, Object},
    link::Url,
    list,
    text::{self, Field, Kind},
};
use crate::search;

const SECTIONS: &str = "latestnews/section kicker section sectionname sectiontitle articlesection newsdesk ressort \
    rubric rubrik desk primarysection primarycategory primarytag category categories";
const TAGS: &str = "tags keywords topics subjects";
/// The members that name an object for a section or a tag.
const TERMS: &str = "name title label term";
/// Names of kinds of keywords. What the keyword is stands beside them, as the value.
const KINDS: &str = "subject subjects persons organizations glocations creative_works";
const SOURCES: &str = "latestnews/source source publisher sourcename publishername sitename ogsitename provider \
    yoastheadjson/og_site_name";
const ICONS: &str = "latestnews/icon icon favicon sourceicon publishericon";

#[derive(Default)]
pub(super) struct Facts {
    pub(super) section: Option<String>,
    pub(super) source: Option<Publisher>,
    pub(super) tags: Vec<String>,
    pub(super) badges: Badges,
}

impl Facts {
    /// Relative addresses of icons resolve against `site`.
    pub(super) fn read(item: &Object<'_>, site: Option<&Url>) -> Facts {
        let mut facts = Facts {
            source: publisher(&item.all(SOURCES), &item.all(ICONS), site),
            ..Facts::default()
        };
        // WordPress sends a list for each of its taxonomies.
        let (mut categories, mut tags) = (Vec::new(), Vec::new());
        for terms in item.all("embedded/wp:term") {
            for terms in terms.one_or_many().take(MAX_TAGS) {
                for term in terms.one_or_many().take(MAX_TAGS) {
                    match term.get("taxonomy").text() == "category" {
                        true => categories.push(term),
                        false => tags.push(term),
                    }
                }
            }
        }
        for (values, is_section) in [
            (item.all(SECTIONS), true),
            (categories, true),
            (item.all(TAGS), false),
            (tags, false),
        ] {
            for value in values {
                facts.add(value, is_section);
            }
        }
        for value in item.all("type format") {
            for kind in value.one_or_many().take(MAX_TAGS) {
                facts.badges.add_word(&kind.text());
            }
        }
        facts.badges.add_flags(item);
        facts.badges.add_recordings(item);
        facts
    }

    /// Adds sections or tags: a text, an object with a name, or a list of either. Keywords may be
    /// one text with commas.
    fn add(&mut self, value: Json<'_>, is_section: bool) {
        for term in value.one_or_many().take(MAX_TAGS) {
            let value = term.get("value");
            let is_kind = cfg!(feature = "whole")
                && !value.is_null()
                && list::has(KINDS, &term.get("name").text());
            let Some(words) = label(if is_kind { value } else { term }, TERMS) else {
                continue;
            };
            let mark = if is_section { '\n' } else { ',' };
            for word in words.split(mark).map(str::trim) {
                let is_known = self.tags.iter().any(|known| known == word);
                if word.is_empty() || is_known || self.tags.len() == MAX_TAGS {
                    continue;
                }
                self.badges.add_word(word);
                self.tags.push(word.into());
                if is_section && self.section.is_none() {
                    self.section = Some(word.into());
                }
            }
        }
    }
}

/// The publisher from the first of these members that has a name.
pub(super) fn publisher(
    names: &[Json<'_>],
    icons: &[Json<'_>],
    site: Option<&Url>,
) -> Option<Publisher> {
    let found = names
        .iter()
        .find_map(|value| Some((*value, label(value.first(), "name")?)));
    let (value, name) = found?;
    let inside = value.first().any("icon favicon");
    let mut icons = [inside].into_iter().chain(icons.iter().copied());
    Some(Publisher {
        name,
        icon: icons.find_map(|icon| fields::page(site, &[icon]).ok().map(Url::into_string)),
    })
}

/// A term's name. Numbers, addresses and WordPress' default category do not count.
fn label(term: Json<'_>, names: &str) -> Option<String> {
    const DEFAULTS: &str = "uncategorized uncategorised non-classé sin-categoría senza-categoria \
        sem-categoria geen-categorie bez-kategorii ukategorisert okategoriserade";
    let named = term.any(names);
    let named = if named.is_null() { term } else { named };
    let internal = term.get("visibility").text() == "internal";
    let name = Field(Kind::Either, named).line(text::MAX_NAME);
    let name = name.trim_start_matches(['#', ' ']);
    let number = text::is_identifier(name);
    let address = list::find(name, "://").is_some();
    let default = list::has(DEFAULTS, &name.replace(' ', "-"));
    (!internal && !number && !address && !default).then(|| name.into())
}

/// The part behind the last slash, because types are also written as addresses.
fn last_part(word: &str) -> &str {
    search::split_last(word, b'/').map_or(word, |(_, last)| last)
}

impl Badges {
    /// Sets the facts that the name of a section, tag, type or format tells.
    fn add_word(&mut self, word: &str) {
        const PAID: &str = "sponsored sponsored-content sponsored-post paid-post paid-content \
            partner-content branded-content advertorial AdvertiserContentArticle anzeige \
            gesponsert publireportage contenu-sponsorisé sponsorisé publi-rédactionnel \
            publirreportaje contenido-patrocinado patrocinado contenuto-sponsorizzato \
            sponsorizzato conteúdo-patrocinado gesponsord annonsørinnhold annons \
            kaupallinen-yhteistyö artykuł-sponsorowany komerční-sdělení publicitate \
            χορηγούμενο на-правах-рекламы на-правах-реклами إعلان-مدفوع תוכן-שיווקי 広告 广告 廣告 광고";
        const LIVE: &str = "live liveblog live-blog LiveBlogPosting liveticker live-ticker \
            live-updates en-direct en-directo in-diretta ao-vivo na-żywo";
        const OPINION: &str = "opinion opinions op-ed editorial comment commentary \
            OpinionNewsArticle meinung kommentar kolumne leitartikel éditorial édito tribune \
            opinión commento editoriale opinioni opinião opinie åsikt ledare debatt mening leder \
            kronik mielipide pääkirjoitus opinia komentarz felieton názory komentář vélemény \
            γνώμη απόψεις мнение мнения думка görüş رأي דעות 社説 社论 社論 评论 評論 오피니언 사설 विचार";
        let word = last_part(word);
        let word = word.replace(' ', "-");
        let is = |words| list::has(words, &word);
        self.paid |= is(PAID);
        self.live |= is(LIVE);
        self.opinion |= is(OPINION);
        if is("video videos VideoObject") {
            self.video.get_or_insert_default();
        }
        if is("audio podcast podcasts AudioObject PodcastEpisode") {
            self.audio.get_or_insert_default();
        }
    }

    /// Sets the facts that members tell by being true or false.
    fn add_flags(&mut self, item: &Object<'_>) {
        let says = |names: &str, words: &str| {
            let mut values = item.all(names).into_iter();
            values.any(|value| list::has(words, last_part(&value.words())))
        };
        let is_set = |names: &str| {
            item.all(names).iter().any(|value| value.is_true()) || says(names, "true 1 yes")
        };
        let is_unset = |names: &str| {
            item.all(names).iter().any(|value| value.is_false()) || says(names, "false 0 no")
        };
        let sponsors = item.all("sponsor");
        self.paid |= is_set(
            "latestnews/paid sponsored issponsored advertorial isadvertorial paidpost ispaidpost \
             paidcontent ispaidcontent brandedcontent",
        ) || sponsors
            .iter()
            .any(|value| label(value.first(), "name").is_some_and(|it| !is_nothing(&it)));
        // In Wagtail, "live" says that the page is published.
        let is_page = cfg!(feature = "whole") && !item.all("meta/first_published_at").is_empty();
        self.live |= is_set(if is_page {
            "latestnews/live islive liveblog isliveblog livebloggingnow"
        } else {
            "latestnews/live live islive liveblog isliveblog livebloggingnow"
        });
        self.opinion |= is_set("latestnews/opinion opinion isopinion");
        self.subscribers |= is_unset("isaccessibleforfree isfree free")
            || is_set(
                "latestnews/subscribers premium ispremium paywall paywalled ispaywalled haspaywall subscribersonly \
                 subscriberonly membersonly memberonly",
            )
            || says(
                "visibility access accesslevel",
                "members paid tiers premium subscribers",
            );
    }

    /// Adds attachments, enclosures and other members that can be played.
    fn add_recordings(&mut self, item: &Object<'_>) {
        for (name, kind) in [
            ("latestnews/video video videourl", "video"),
            ("latestnews/audio audio audiourl", "audio"),
            (
                "attachments enclosure enclosures media mediacontent associatedmedia",
                "",
            ),
        ] {
            for value in item.all(name) {
                for value in value.one_or_many().take(MAX_TAGS) {
                    let value = match value.get("$") {
                        inner if inner.is_object() => inner,
                        _ => value,
                    };
                    let says = value
                        .any("mime_type mimeType type encodingFormat @type medium")
                        .text();
                    let is = |wanted: &str| {
                        let given = says.get(..wanted.len()).unwrap_or_default();
                        given.eq_ignore_ascii_case(wanted) || (says.is_empty() && kind == wanted)
                    };
                    let there = value.is_object() || !is_nothing(&value.text());
                    let recording = Recording {
                        seconds: seconds(&value.any("duration_in_seconds duration").text()),
                    };
                    if there && is("video") {
                        add(&mut self.video, recording);
                    } else if there && is("audio") {
                        add(&mut self.audio, recording);
                    }
                }
            }
        }
        if let Some(audio) = &mut self.audio
            && let Some(length) = item.all("itunesduration").first()
        {
            audio.seconds = audio.seconds.or(seconds(&length.words()));
        }
    }
}

/// Whether a text says that something is not there.
fn is_nothing(text: &str) -> bool {
    text.is_empty() || list::has("0 no none false", text)
}

fn add(to: &mut Option<Recording>, recording: Recording) {
    let known = to.get_or_insert_default();
    known.seconds = known.seconds.or(recording.seconds);
}

/// `754`, `12:34`, `1:02:03`, `PT12M34S` (ISO 8601), in seconds.
fn seconds(text: &str) -> Option<u32> {
    /// In seconds. No recording is longer than a day.
    const MOST: u32 = 86_400;
    let (mut sum, mut rest) = (0_u32, text.trim_ascii());
    let written = rest.strip_prefix("PT");
    rest = written.unwrap_or(rest);
    while !rest.is_empty() {
        let number = list::number(rest).filter(|number| *number <= MOST)?;
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        // A fraction of a second does not matter to a listener.
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        let mut unit = rest.chars();
        let scale = match (unit.next(), written) {
            (Some('H'), Some(_)) => 3600,
            (Some('M'), Some(_)) => 60,
            (Some('S'), Some(_)) => 1,
            (Some(':') | None, None) => {
                sum *= 60;
                1
            }
            _ => return None,
        };
        sum = (sum + number * scale).min(MOST * 2);
        rest = unit.as_str();
    }
    (1..=MOST).contains(&sum).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::check;

    #[track_caller]
    fn facts(json: &str) -> Facts {
        Facts::read(&check(json).unwrap().object().unwrap(), None)
    }

    #[test]
    fn lengths() {
        for (text, expected) in [
            ("754", Some(754)),
            ("754.6", Some(754)),
            ("12:34", Some(754)),
            ("1:02:03", Some(3723)),
            ("PT12M34S", Some(754)),
            ("PT1H2M3.5S", Some(3723)),
            ("0", None),
            ("", None),
            ("PT", None),
            ("long", None),
            ("12M", None),
            ("99999999999", None),
            ("9:99:99:99:99:99:99", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn sections_and_tags() {
        for (json, section, tags) in [
            (r#"{"section": "Valley"}"#, Some("Valley"), "Valley"),
            (
                r#"{"kicker": "On foot", "category": "Valley"}"#,
                Some("On foot"),
                "On foot;Valley",
            ),
            (
                r#"{"category": {"title": "Valley &amp; lock"}}"#,
                Some("Valley & lock"),
                "Valley & lock",
            ),
            (r#"{"categories": [4, 7]}"#, None, ""),
            (r#"{"keywords": "lock, weir , lock"}"#, None, "lock;weir"),
            (
                r#"{"tags": [{"name": "Boats"}, {"name": "inner", "visibility": "internal"}]}"#,
                None,
                "Boats",
            ),
            (r#"{"category": "Uncategorized"}"#, None, ""),
            (r#"{"section": "https://kestrel.example/valley"}"#, None, ""),
            (
                r#"{"_embedded": {"wp:term": [[{"taxonomy": "category", "name": "Valley"}],
                    [{"taxonomy": "post_tag", "name": "Boats"}]]}}"#,
                Some("Valley"),
                "Valley;Boats",
            ),
        ] {
            let facts = facts(json);
            assert_eq!(facts.section.as_deref(), section, "{json}");
            assert_eq!(facts.tags.join(";"), tags, "{json}");
        }
    }

    #[test]
    fn badges() {
        for (json, expected) in [
            (r#"{"title": "x"}"#, ""),
            (r#"{"sponsored": true}"#, "paid"),
            (r#"{"sponsored": false, "sponsor": null}"#, ""),
            (r#"{"sponsor": {"name": "Lamp oil"}}"#, "paid"),
            (
                r#"{"@type": ["NewsArticle", "AdvertiserContentArticle"]}"#,
                "paid",
            ),
            (r#"{"category": "Anzeige"}"#, "paid"),
            (r#"{"@type": "http://schema.org/LiveBlogPosting"}"#, "live"),
            (r#"{"live": "true"}"#, "live"),
            (r#"{"tags": ["Opinion"]}"#, "opinion"),
            (r#"{"isAccessibleForFree": "False"}"#, "subscribers"),
            (r#"{"isAccessibleForFree": false}"#, "subscribers"),
            (r#"{"isAccessibleForFree": true}"#, ""),
            (
                r#"{"isAccessibleForFree": "http://schema.org/False"}"#,
                "subscribers",
            ),
            (r#"{"visibility": "members"}"#, "subscribers"),
            (r#"{"visibility": "public"}"#, ""),
            (r#"{"format": "video"}"#, "video"),
            (
                r#"{"video": {"@type": "VideoObject", "duration": "PT2M"}}"#,
                "video 120",
            ),
            (r#"{"video": null, "audio": ""}"#, ""),
            (r#"{"video_url": "https://kestrel.example/1.mp4"}"#, "video"),
            (
                r#"{"attachments": [{"mime_type": "image/png"}, {"mime_type": "audio/mpeg", "duration_in_seconds": 90}]}"#,
                "audio 90",
            ),
            (
                r#"{"enclosure": [{"$": {"type": "audio/mpeg"}}], "itunes:duration": "1:30"}"#,
                "audio 90",
            ),
        ] {
            let badges = facts(json).badges;
            let recording = |name: &str, recording: Option<Recording>| {
                let seconds = recording?.seconds.map(|seconds| format!(" {seconds}"));
                Some(format!("{name}{}", seconds.unwrap_or_default()))
            };
            let flag = |name: &str, is: bool| is.then(|| String::from(name));
            let all = [
                flag("paid", badges.paid),
                flag("live", badges.live),
                flag("opinion", badges.opinion),
                flag("subscribers", badges.subscribers),
                recording("video", badges.video),
                recording("audio", badges.audio),
            ];
            assert_eq!(
                all.into_iter().flatten().collect::<Vec<_>>().join(" "),
                expected,
                "{json}"
            );
        }
    }

    #[test]
    fn sources() {
        let site = Url::resolve("https://kestrel.example/feed", None).unwrap();
        for (json, name, icon) in [
            (
                r#"{"source": {"id": null, "name": "Kestrel Post"}}"#,
                Some("Kestrel Post"),
                None,
            ),
            (
                r#"{"source": "Kestrel Post", "source_icon": "/i.png"}"#,
                Some("Kestrel Post"),
                Some("https://kestrel.example/i.png"),
            ),
            (
                r##"{"publisher": {"@id": "#p"}, "source": "https://kestrel.example"}"##,
                None,
                None,
            ),
            (
                r#"{"publisher": {"name": "Kestrel Post", "icon": "javascript:alert(1)"}}"#,
                Some("Kestrel Post"),
                None,
            ),
        ] {
            let item = check(json).unwrap().object().unwrap();
            let source = Facts::read(&item, Some(&site)).source;
            assert_eq!(
                source.as_ref().map(|source| source.name.as_str()),
                name,
                "{json}"
            );
            assert_eq!(
                source.and_then(|source| source.icon).as_deref(),
                icon,
                "{json}"
            );
        }
    }
}
