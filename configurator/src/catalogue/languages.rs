//! Languages to pick from: those with labels. Any other tag may be typed.

pub struct Language {
    pub tag: &'static str,
    /// In the language itself.
    pub name: &'static str,
}

pub const LANGUAGES: &[Language] = &[
    language("ar", "العربية"),
    language("bg", "Български"),
    language("cs", "Čeština"),
    language("da", "Dansk"),
    language("de", "Deutsch"),
    language("el", "Ελληνικά"),
    language("en", "English"),
    language("es", "Español"),
    language("fa", "فارسی"),
    language("fi", "Suomi"),
    language("fr", "Français"),
    language("he", "עברית"),
    language("hi", "हिन्दी"),
    language("hu", "Magyar"),
    language("it", "Italiano"),
    language("ja", "日本語"),
    language("ko", "한국어"),
    language("nb", "Norsk"),
    language("nl", "Nederlands"),
    language("pl", "Polski"),
    language("pt", "Português"),
    language("ro", "Română"),
    language("ru", "Русский"),
    language("sv", "Svenska"),
    language("tr", "Türkçe"),
    language("uk", "Українська"),
    language("zh-Hans", "简体中文"),
    language("zh-Hant", "繁體中文"),
];

const fn language(tag: &'static str, name: &'static str) -> Language {
    Language { tag, name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_with_labels_is_offered() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../labels");
        let files = std::fs::read_dir(folder).unwrap();
        let mut tags: Vec<String> = files
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
            .chain(["en".to_owned()])
            .collect();
        tags.sort();
        let own: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
        assert_eq!(own, tags);
    }
}
