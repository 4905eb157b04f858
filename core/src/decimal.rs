//! Whole numbers as digits. The standard library's formatting also brings widths, signs and
//! alignment, and every reader would download those.

/// A number as it is written: `1503`.
pub fn of(number: impl TryInto<u64>) -> String {
    digits(number.try_into().unwrap_or_default())
}

fn digits(mut number: u64) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_everywhere() {
        for number in [0, 7, 10, 1_503, u64::MAX] {
            assert_eq!(of(number), number.to_string());
        }
        assert_eq!(of(-1), "0", "nothing here is counted below nothing");
    }
}
