//! Hashes of file contents: short ones for names, long ones for subresource integrity.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// Twelve hexadecimal digits for a file name.
pub fn short(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes)[..6])
}

/// All hexadecimal digits of SHA-256, as `sha256sum` writes them.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// An `integrity` value.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// The shortest hash that browsers accept, because hashes in the loader do not compress.
pub fn brief_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The notation in which npm gives the hash of a package.
pub fn integrity_sha512(bytes: &[u8]) -> String {
    format!("sha512-{}", BASE64_STANDARD.encode(Sha512::digest(bytes)))
}

/// One hash of many named contents. Their order matters.
#[derive(Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Lengths come first, so that different names and contents never give the same bytes.
    pub fn add(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    pub fn text(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_between_name_and_contents_counts() {
        let of = |name: &str, bytes: &[u8]| {
            let mut digest = Digest::default();
            digest.add(name, bytes);
            digest.text()
        };
        assert_ne!(of("ab", b"c"), of("a", b"bc"));
        assert_eq!(of("a", b"bc").len(), 64);
    }

    #[test]
    fn hashes_of_the_empty_file() {
        assert_eq!(short(b""), "e3b0c44298fc");
        assert_eq!(
            integrity(b""),
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        );
    }
}
