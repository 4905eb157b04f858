//! The looks that come with the widget: the style sheets in `presets/`, which only set tokens.

/// Names of the files, without their ending. Without presets, the panel has no field for them.
pub const PRESETS: &[&str] = include!(concat!(env!("OUT_DIR"), "/presets.rs"));

/// A title for `high-contrast`, for example.
pub fn preset_title(name: &str) -> String {
    let spaced = name.replace('-', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        assert_eq!(preset_title("high-contrast"), "High contrast");
        assert_eq!(preset_title(""), "");
    }

    #[test]
    fn every_style_sheet_of_the_folder_is_offered() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../presets");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".css").map(str::to_owned))
            .collect();
        names.sort();
        assert_eq!(PRESETS, names);
    }
}
