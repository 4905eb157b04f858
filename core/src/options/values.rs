//! The values that an attribute chooses from, in the order of the interface.

use crate::interface;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    #[default]
    Carousel,
    List,
    Grid,
    Hero,
    Ticker,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    #[default]
    Relative,
    Absolute,
    None,
}

/// Whether the publisher's name is shown. `Auto`: if several feeds are merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sources {
    #[default]
    Auto,
    Show,
    None,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    #[default]
    Same,
    Blank,
    Top,
    Parent,
}

impl Layout {
    /// Whether all articles are shown at once, so that nothing moves.
    pub fn shows_all(self) -> bool {
        matches!(self, Self::List | Self::Grid | Self::Hero)
    }
}

impl Target {
    /// The value of a link's `target` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "_self",
            Self::Blank => "_blank",
            Self::Top => "_top",
            Self::Parent => "_parent",
        }
    }
}

// The meanings of the attributes' values, in the order of the interface.
pub(super) const LAYOUTS: [Layout; interface::LAYOUT.count()] = [
    Layout::Carousel,
    Layout::List,
    Layout::Grid,
    Layout::Hero,
    Layout::Ticker,
];
pub(super) const DATES: [Dates; interface::DATES.count()] =
    [Dates::Relative, Dates::Absolute, Dates::None];
pub(super) const SOURCES: [Sources; interface::SOURCES.count()] =
    [Sources::Auto, Sources::Show, Sources::None];
pub(super) const TARGETS: [Target; interface::TARGET.count()] =
    [Target::Same, Target::Blank, Target::Top, Target::Parent];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_the_names_of_the_interface() {
        for (name, target) in interface::TARGET.values().zip(TARGETS) {
            assert_eq!(target.name(), name);
        }
    }
}
