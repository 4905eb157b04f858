//! What a feed may cost at most, wherever it is fetched.

/// Bytes of an answer. A larger one is refused while it is being read.
pub const MAX_BYTES: usize = 8_000_000;
/// Milliseconds until the whole answer is there. A slower one is given up.
pub const TIMEOUT: u32 = 20_000;
