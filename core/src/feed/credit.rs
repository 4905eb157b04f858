//! Who made a picture: the feed's own credit, or the part of a caption behind a word such as
//! "Photo:". A caption without such a word is no credit.

use super::{
    json::Json,
    list,
    text::{self, Field, Kind},
};

/// The words that publishers write before a credit, in the languages of the widget.
const WORDS: &str = "Photo Photos Photograph Photographer Picture Image Credit Credits Foto Fotos \
    Fotograf Bild Bilder Bildnachweis Photographie Crédit Crédits Fotografía Crédito \
    Créditos Imagen Fotografia Immagine Credito Imagem Beeld Bilde Billede Kuva Valokuva Fot \
    Zdjęcie Snímek Fotó Kép Imagine Φωτογραφία Φωτό Εικόνα Фото Фотография Снимка Снимок Fotoğraf Görsel \
    ФОТО CRÉDIT CRÉDITS ΦΩΤΟ صورة الصورة تصوير عکس צילום תמונה 写真 撮影 画像 图片 图 摄影 圖片 攝影 사진 फोटो फ़ोटो तस्वीर";

/// The text of a credit field: a text, or the first of several objects with a name. A number is no
/// name: WordPress gives the author of a picture by its number.
pub(super) fn field(value: Json<'_>) -> Option<String> {
    let value = value.first();
    let name = value.get("name");
    let name = if name.is_null() { value } else { name };
    if name.is_number() {
        return None;
    }
    bare(&Field(Kind::Either, name).line(text::MAX_ALT))
}

/// The credit in a caption, if there is one.
pub(super) fn in_caption(value: Json<'_>) -> Option<String> {
    let caption = Field(Kind::Either, value).line(text::MAX_ALT);
    let from = caption
        .char_indices()
        .filter(|(at, character)| {
            let before = caption
                .get(..*at)
                .and_then(|before| before.chars().next_back());
            *character == '©' || before.is_none_or(begins_words)
        })
        .find_map(|(at, _)| caption.get(at..).filter(|rest| after_word(rest).is_some()));
    bare(from?)
}

/// Whether a word may begin behind this character.
fn begins_words(before: char) -> bool {
    matches!(before, ' ' | '(' | '/' | '|' | '[' | '—' | '–' | '-')
}

/// A credit without the words in front of it. There may be several.
fn bare(credit: &str) -> Option<String> {
    let mut bare = credit;
    while let Some(rest) = after_word(bare.trim_start_matches(MARKS)) {
        bare = rest;
    }
    let bare = bare.trim_matches(MARKS);
    // The address of a licence is not a name.
    let is_name =
        !text::is_identifier(bare) && !list::has(WORDS, bare) && list::find(bare, "://").is_none();
    (is_name && bare.chars().count() <= text::MAX_NAME).then(|| bare.into())
}

const MARKS: &[char] = &[' ', ':', '：', '/', '|', '(', ')', '[', ']', '–', '—', '-'];

/// The rest of a text that begins with a word for a credit and its mark.
fn after_word(text: &str) -> Option<&str> {
    for sign in ["©", "(c) ", "(C) ", "📷"] {
        if let Some(rest) = text.strip_prefix(sign) {
            return Some(rest);
        }
    }
    const BETWEEN: &[char] = &[' ', '-'];
    // The mark follows closely: "Photo:", "Photo credit:", "Photo by Ada".
    for mark in [":", "：", " by ", "/", "|"] {
        if let Some((words, rest)) = list::split(text, mark) {
            let words = words.trim_ascii_end();
            let mut words = words.strip_suffix(" by").unwrap_or(words).split(BETWEEN);
            if words.all(|word| list::has(WORDS, word)) {
                return Some(rest);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::check;

    #[track_caller]
    fn says(read: fn(Json<'_>) -> Option<String>, text: &str, expected: Option<&str>) {
        let json = serde_json::to_string(text).unwrap();
        assert_eq!(read(check(&json).unwrap()).as_deref(), expected, "{text}");
    }

    #[test]
    fn credits_lose_what_stands_before_them() {
        for (text, expected) in [
            ("Ada Lind", Some("Ada Lind")),
            ("Photo: Ada Lind", Some("Ada Lind")),
            ("Picture: Photo: Kestrel Post", Some("Kestrel Post")),
            ("Foto: © Ada Lind", Some("Ada Lind")),
            ("© Ada Lind", Some("Ada Lind")),
            ("PHOTO BY ADA", Some("PHOTO BY ADA")),
            ("Photo by Ada Lind", Some("Ada Lind")),
            ("Crédit photo : Ada Lind", Some("Ada Lind")),
            ("Φωτογραφία: Άντα", Some("Άντα")),
            ("写真：朝の新聞", Some("朝の新聞")),
            ("صورة: آدا", Some("آدا")),
            ("Görsel: Ada", Some("Ada")),
            ("फ़ोटो: आडा", Some("आडा")),
            ("ФОТО: Ада", Some("Ада")),
            ("CRÉDIT PHOTO : Ada", Some("Ada")),
            ("Photo credit: Ada", Some("Ada")),
            ("Photo-credit: Ada", Some("Ada")),
            ("Photo by: Ada", Some("Ada")),
            ("Photo:", None),
            ("https://licence.example/", None),
            ("17", None),
            ("", None),
        ] {
            says(field, text, expected);
        }
    }

    #[test]
    fn captions_are_none_unless_they_say_so() {
        for (text, expected) in [
            ("Commuters wait at Northgate station", None),
            ("Commuters wait. Photo: Ada Lind", Some("Ada Lind")),
            ("Commuters wait (Foto: Ada Lind)", Some("Ada Lind")),
            (
                "Commuters wait © Ada Lind/Kestrel",
                Some("Ada Lind/Kestrel"),
            ),
            ("Photo: Ada Lind", Some("Ada Lind")),
            ("A photo of the lock at dawn", None),
            ("With a telephoto: the lock at dawn", None),
            ("Foto di un gatto", None),
            ("Bild von der Brücke", None),
            ("What is left: two boats", None),
            ("The council stands by: no new lock this year", None),
            ("A path used by/for walkers", None),
            ("Drive-by: two held", None),
            ("Score 3:1 at half time", None),
        ] {
            says(in_caption, text, expected);
        }
    }
}
