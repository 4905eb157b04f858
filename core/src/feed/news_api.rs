//! `articles[]` in the style of NewsAPI.org: null almost anywhere, texts cut with `[+123 chars]`,
//! and no ids. Members that are not NewsAPI's own are found by the names of a plain list.

use super::{Format, fields::Names, plain};

pub(super) const NAMES: Names = Names {
    format: Format::NewsApi,
    ..plain::NAMES
};
