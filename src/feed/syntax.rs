//! Whether a text is JSON, without reading anything into it: one pass, no recursion, no memory.
//!
//! It is RFC 8259 with two mercies, because one bad character should not lose a feed: control
//! characters inside strings are let through, and surrogates need not come in pairs.

/// How deep values may nest; the deepest real feed seen nests 14 levels.
const MAX_DEPTH: u32 = 128;

/// Why a text is not JSON, and at which byte that showed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    Unexpected(usize),
    CutShort,
    TooDeep,
}

/// Checks a text from end to end.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        at: 0,
    };
    scanner.document()
}

/// The next quote or backslash at or after `at`, eight bytes at a time: this is where most of the
/// reading time goes.
pub(super) fn next_mark(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let holds = |word: u64, byte: u8| {
        let difference = word ^ (ONES * byte as u64);
        difference.wrapping_sub(ONES) & !difference & (ONES << 7) != 0
    };
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        if holds(word, b'"') || holds(word, b'\\') {
            break;
        }
        at += 8;
    }
    while !matches!(bytes.get(at), Some(b'"' | b'\\') | None) {
        at += 1;
    }
    at
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    /// One value and nothing after it. Open brackets are kept as bits, newest lowest: 1 for `{`.
    fn document(&mut self) -> Result<(), Fault> {
        let mut open: u128 = 0;
        let mut depth = 0;
        loop {
            let byte = self.next()?;
            let mut opened = false;
            match byte {
                b'{' | b'[' => {
                    if depth == MAX_DEPTH {
                        return Err(Fault::TooDeep);
                    }
                    depth += 1;
                    open = open << 1 | u128::from(byte == b'{');
                    opened = true;
                }
                b'"' => self.string()?,
                b'-' | b'0'..=b'9' => self.number(byte)?,
                b't' => self.literal(b"rue")?,
                b'f' => self.literal(b"alse")?,
                b'n' => self.literal(b"ull")?,
                _ => return Err(self.unexpected()),
            }
            // A value has ended, or an array or object has begun: what may follow?
            loop {
                if depth == 0 {
                    return match self.next() {
                        Err(Fault::CutShort) => Ok(()),
                        _ => Err(self.unexpected()),
                    };
                }
                let in_object = open & 1 == 1;
                let byte = self.next()?;
                match byte {
                    b'}' | b']' if in_object == (byte == b'}') => {
                        depth -= 1;
                        open >>= 1;
                        opened = false;
                        continue;
                    }
                    b',' if !opened => {
                        if in_object {
                            if self.next()? != b'"' {
                                return Err(self.unexpected());
                            }
                            self.key()?;
                        }
                    }
                    b'"' if opened && in_object => self.key()?,
                    _ if opened && !in_object => self.at -= 1,
                    _ => return Err(self.unexpected()),
                }
                break;
            }
        }
    }

    /// The next byte that is not white space, taken.
    fn next(&mut self) -> Result<u8, Fault> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Ok(byte);
            }
        }
        Err(Fault::CutShort)
    }

    /// The byte just taken does not belong there.
    fn unexpected(&self) -> Fault {
        Fault::Unexpected(self.at.saturating_sub(1))
    }

    fn key(&mut self) -> Result<(), Fault> {
        self.string()?;
        if self.next()? == b':' {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// The rest of a string whose opening quote has been taken.
    fn string(&mut self) -> Result<(), Fault> {
        loop {
            self.at = next_mark(self.bytes, self.at);
            if self.take()? == b'"' {
                return Ok(());
            }
            match self.take()? {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                b'u' => {
                    for _ in 0..4 {
                        if !self.take()?.is_ascii_hexdigit() {
                            return Err(self.unexpected());
                        }
                    }
                }
                _ => return Err(self.unexpected()),
            }
        }
    }

    fn number(&mut self, first: u8) -> Result<(), Fault> {
        let mut digit = first;
        if digit == b'-' {
            digit = self.take()?;
        }
        match digit {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return Err(self.unexpected()),
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.some_digits()?;
        }
        Ok(())
    }

    fn some_digits(&mut self) -> Result<(), Fault> {
        if !self.take()?.is_ascii_digit() {
            return Err(self.unexpected());
        }
        self.digits();
        Ok(())
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    fn literal(&mut self, rest: &[u8]) -> Result<(), Fault> {
        for expected in rest {
            if self.take()? != *expected {
                return Err(self.unexpected());
            }
        }
        Ok(())
    }

    fn take(&mut self) -> Result<u8, Fault> {
        let byte = self.peek().ok_or(Fault::CutShort)?;
        self.at += 1;
        Ok(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fails(text: &str, expected: Fault) {
        assert_eq!(check(text), Err(expected), "{text}");
    }

    #[test]
    fn faults_are_placed() {
        for (text, at) in [
            ("var news = {}", 0),
            ("{}x", 2),
            ("[1,]", 3),
            ("[1 2]", 3),
            ("[,1]", 1),
            ("{\"a\" 1}", 5),
            ("{\"a\":1,}", 7),
            ("{a:1}", 1),
            ("{,}", 1),
            ("[}", 1),
            ("{\"a\":]", 5),
            ("'a'", 0),
            ("NaN", 0),
            ("nul!", 3),
            ("[Infinity]", 1),
            ("01", 1),
            ("-x", 1),
            ("1.x", 2),
            ("1e+x", 3),
            ("+1", 0),
            (".5", 0),
            (r#""\x""#, 2),
            (r#""\u12g4""#, 5),
            ("[]]", 2),
            ("[1]/* no */", 3),
        ] {
            fails(text, Fault::Unexpected(at));
        }
    }

    #[test]
    fn what_ends_too_early_is_cut_short() {
        let whole = r#"{"a": [1.5e-3, true, null, "x\u00e9\n"], "b": {"c": -0}}"#;
        assert!(check(whole).is_ok());
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            fails(&whole[..end], Fault::CutShort);
        }
    }

    #[test]
    fn depth_is_bounded() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |depth| format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert!(check(&nested(128)).is_ok());
            fails(&nested(129), Fault::TooDeep);
            fails(&open.repeat(1_000_000), Fault::TooDeep);
        }
    }
}
