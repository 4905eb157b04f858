//! Sizes in words.

/// `312 bytes`, `4.1 KB`, `1.2 MB`; a kilobyte is 1,000 bytes.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_950 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        #[track_caller]
        fn check(bytes: usize, expected: &str) {
            assert_eq!(size(bytes), expected);
        }
        check(0, "0 bytes");
        check(999, "999 bytes");
        check(1_770, "1.8 KB");
        check(999_949, "999.9 KB");
        check(1_234_567, "1.2 MB");
    }
}
