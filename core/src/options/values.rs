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
        let at = TARGETS.iter().position(|target| *target == self);
        interface::TARGET.values[at.unwrap_or_default()]
    }
}

// The meanings of the attributes' values, in the order of the interface.
pub(super) const LAYOUTS: [Layout; interface::LAYOUT.values.len()] = [
    Layout::Carousel,
    Layout::List,
    Layout::Grid,
    Layout::Hero,
    Layout::Ticker,
];
pub(super) const DATES: [Dates; interface::DATES.values.len()] =
    [Dates::Relative, Dates::Absolute, Dates::None];
pub(super) const SOURCES: [Sources; interface::SOURCES.values.len()] =
    [Sources::Auto, Sources::Show, Sources::None];
pub(super) const TARGETS: [Target; interface::TARGET.values.len()] =
    [Target::Same, Target::Blank, Target::Top, Target::Parent];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_the_names_html_gives_them() {
        for (name, target) in interface::TARGET.values.iter().zip(TARGETS) {
            assert_eq!(target.name(), *name);
        }
    }
}
