//! What can be chosen, as tables: attributes, tokens, presets, languages and sample feeds. Pure.

mod attributes;
mod languages;
mod presets;
mod samples;
mod tokens;

pub use attributes::{Attribute, Group, Kind, Phrase, attribute, attributes, names, phrases};
pub use languages::{LANGUAGES, Language};
pub use presets::{PRESETS, preset_title};
pub use samples::{SAMPLES, Sample};
pub use tokens::{PREFIX, TOKENS, Token, TokenKind, colours, is_value, token};
