//! Every phrase: its name in the program, its name in `labels/*.json` and in the element's
//! attributes, and its words in English. The build reads this file too, to check the translations.
//!
//! `{}` stands for a value, the second for a second one.

macro_rules! phrases {
    ($($(#[$doc:meta])* $phrase:ident $name:literal $english:literal)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Phrase {
            $($(#[$doc])* $phrase,)*
        }

        pub const NAMES: [&str; [$($name),*].len()] = [$($name),*];
        pub const ENGLISH: [&str; NAMES.len()] = [$($english),*];
    };
}

phrases! {
    /// The heading, where the partner gives none.
    LatestNews "latest-news" "Latest news"
    /// Two role descriptions, spoken after a name. No name below may contain them.
    Carousel "carousel" "carousel"
    Slide "slide" "slide"
    Previous "previous" "Previous articles"
    Next "next" "Next articles"
    /// What pressing the rotation control does.
    StartRotation "start-rotation" "Start automatic rotation"
    StopRotation "stop-rotation" "Stop automatic rotation"
    /// Names the set of markers.
    Markers "markers" "Choose articles to show"
    /// Which articles are in view, and of how many.
    Position "position" "{} of {}"
    ReadMore "read-more" "Read more"
    /// Said of links that open elsewhere than in this tab.
    NewTab "new-tab" "opens in a new tab"
    /// Who made a picture.
    Credit "credit" "Picture: {}"
    Empty "empty" "There is no news at the moment."
    Failed "failed" "The latest news cannot be shown right now."
    Retry "retry" "Try again"
    /// Said when articles came in by themselves.
    Updated "updated" "New articles have come in."
}
