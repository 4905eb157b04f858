//! Percent-encoding (RFC 3986, section 2.1).

/// Adds a byte as `%` and two digits.
pub fn push(text: &mut String, byte: u8) {
    text.push('%');
    for digit in [byte >> 4, byte & 15] {
        text.push((digit + if digit < 10 { b'0' } else { b'A' - 10 }) as char);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_two_digits() {
        let mut text = String::new();
        for byte in [0, 0x0F, b' ', 0xA9, 0xFF] {
            push(&mut text, byte);
        }
        assert_eq!(text, "%00%0F%20%A9%FF");
    }
}
