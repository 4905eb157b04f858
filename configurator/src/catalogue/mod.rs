//! Every setting, as tables: attributes, tokens, presets, languages and sample feeds. Pure.

mod attributes;
mod interface;
mod languages;
mod presets;
mod samples;
mod tokens;

pub use attributes::{Attribute, Group, Kind, Phrase, attribute, attributes, names, phrases};
pub use interface::{LANGUAGES, TOKENS};
pub use languages::Language;
pub use presets::{PRESETS, preset_title};
pub use samples::{SAMPLES, Sample};
pub use tokens::{PREFIX, Token, TokenKind, colours, token};
