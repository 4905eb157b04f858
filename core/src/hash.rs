//! Hashes of texts that are looked up, compared often, or kept.

/// A product of the parts, read eight bytes at a time because a part may be a feed of megabytes. An
/// attacker gains nothing by a collision: two articles of one feed, two slides or two states of a
/// feed would count as the same.
#[derive(Clone, Copy, Default)]
pub struct Hash(u64);

impl Hash {
    pub fn of(parts: &[&[u8]]) -> u64 {
        let mut hash = Hash::default();
        for part in parts {
            hash.add(part);
        }
        hash.0
    }

    /// Adds a part and its end, so that parts cannot run together.
    pub fn add(&mut self, part: &[u8]) {
        self.word(part.len() as u64);
        for bytes in part.chunks(8) {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            self.word(u64::from_le_bytes(word));
        }
    }

    pub fn value(self) -> u64 {
        self.0
    }

    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // The upper half of a product depends on all bits, the lower half only on the bits below.
        self.0 ^= self.0 >> 32;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let all: [&[&[u8]]; 6] = [
            &[],
            &[b""],
            &[b"", b""],
            &[b"ab"],
            &[b"a", b"b"],
            &[b"ab\0"],
        ];
        let different: HashSet<_> = all.iter().map(|parts| Hash::of(parts)).collect();
        // "No part" and "one empty part" are the same. Nobody compares these two.
        assert_eq!(different.len(), all.len() - 2);
    }

    #[test]
    fn texts_that_differ_in_one_letter_differ() {
        let texts = (0..100_000).map(|number| format!("https://news.example/article/{number}"));
        let different: HashSet<_> = texts.map(|text| Hash::of(&[text.as_bytes()])).collect();
        assert_eq!(different.len(), 100_000);
    }
}
