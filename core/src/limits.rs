//! The limits of a feed, wherever it is fetched.

/// Most bytes of an answer. A larger answer is refused while it is being read.
pub const MAX_BYTES: usize = 8_000_000;
/// Milliseconds until the whole answer must be there. A slower answer is given up.
pub const TIMEOUT: u32 = 20_000;
