//! The values that an attribute chooses from, each with the name it has there.

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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    #[default]
    Same,
    Blank,
    Top,
    Parent,
}

impl Layout {
    /// Whether all articles are on show at once, so that there is nothing to move.
    pub fn shows_all(self) -> bool {
        matches!(self, Self::List | Self::Grid | Self::Hero)
    }
}

impl Target {
    /// The value of a link's `target` attribute.
    pub fn name(self) -> &'static str {
        TARGETS
            .iter()
            .find(|(_, target)| *target == self)
            .map_or("_self", |(name, _)| name)
    }
}

pub(super) const LAYOUTS: [(&str, Layout); 5] = [
    ("carousel", Layout::Carousel),
    ("list", Layout::List),
    ("grid", Layout::Grid),
    ("hero", Layout::Hero),
    ("ticker", Layout::Ticker),
];
pub(super) const DATES: [(&str, Dates); 3] = [
    ("relative", Dates::Relative),
    ("absolute", Dates::Absolute),
    ("none", Dates::None),
];
pub(super) const TARGETS: [(&str, Target); 4] = [
    ("_self", Target::Same),
    ("_blank", Target::Blank),
    ("_top", Target::Top),
    ("_parent", Target::Parent),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_the_names_html_gives_them() {
        for (name, target) in TARGETS {
            assert_eq!(target.name(), name);
        }
    }
}
