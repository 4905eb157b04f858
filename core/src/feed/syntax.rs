//! Checks whether a text is JSON (RFC 8259), in one walk without recursion. It keeps no values,
//! only one byte for each list or object that is open.

/// Why a text is not JSON, and the byte at which that is clear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    Unexpected(usize),
    CutShort,
}

/// The text with spaces instead of control characters, byte by byte. JSON forbids control
/// characters inside strings, but a tab in a headline should not lose a feed. Outside strings they
/// mean the same as spaces.
pub(super) fn without_controls(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in &mut bytes {
        if *byte < b' ' {
            *byte = b' ';
        }
    }
    // Each ASCII character is replaced by another, so the text stays UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Checks a text from end to end.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let mut walk = Walk {
        bytes: text.as_bytes(),
        at: 0,
    };
    // The opening marks of the lists and objects around the next value.
    let mut open = Vec::new();
    loop {
        match walk.next() {
            Some(mark @ (b'{' | b'[')) => {
                walk.at += 1;
                open.push(mark);
                if walk.next() != Some(closing(mark)) {
                    walk.name(mark)?;
                    continue;
                }
            }
            _ => walk.scalar()?,
        }
        // A value has ended. Lists and objects that end with it are closed, too.
        loop {
            let next = walk.next();
            match open.last().copied() {
                None if next.is_none() => return Ok(()),
                Some(mark) if next == Some(closing(mark)) => {
                    open.pop();
                    walk.at += 1;
                }
                Some(mark) => {
                    walk.take(b',')?;
                    walk.name(mark)?;
                    break;
                }
                None => return walk.fault(),
            }
        }
    }
}

/// The mark that closes a list or an object: in ASCII, `]` and `}` come two places after `[` and
/// `{`.
fn closing(mark: u8) -> u8 {
    mark + 2
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Walk<'_> {
    fn fault(&self) -> Result<(), Fault> {
        Err(match self.bytes.get(self.at) {
            Some(_) => Fault::Unexpected(self.at),
            None => Fault::CutShort,
        })
    }

    /// The next byte behind white space.
    fn next(&mut self) -> Option<u8> {
        while self.skip(b" \n\r\t") {}
        self.bytes.get(self.at).copied()
    }

    /// Skips one of these bytes, if it comes next.
    fn skip(&mut self, bytes: &[u8]) -> bool {
        let found = self.bytes.get(self.at).is_some_and(|it| bytes.contains(it));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match self.skip(bytes) {
            true => Ok(()),
            false => self.fault(),
        }
    }

    fn take(&mut self, mark: u8) -> Result<(), Fault> {
        self.next();
        self.expect(&[mark])
    }

    /// Reads the part before a value: in an object, its name.
    fn name(&mut self, around: u8) -> Result<(), Fault> {
        if around == b'{' {
            self.next();
            self.string()?;
            self.take(b':')?;
        }
        Ok(())
    }

    fn scalar(&mut self) -> Result<(), Fault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let word: &[u8] = match rest {
            [b'"', ..] => return self.string(),
            [b't', ..] => b"true",
            [b'f', ..] => b"false",
            [b'n', ..] => b"null",
            _ => return self.number(),
        };
        word.iter().try_for_each(|letter| self.expect(&[*letter]))
    }

    fn number(&mut self) -> Result<(), Fault> {
        self.skip(b"-");
        if !self.skip(b"0") {
            self.digits()?;
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        self.expect(b"0123456789")?;
        while self.skip(b"0123456789") {}
        Ok(())
    }

    fn string(&mut self) -> Result<(), Fault> {
        self.expect(b"\"")?;
        loop {
            self.at = next_mark(self.bytes, self.at);
            if self.skip(b"\"") {
                return Ok(());
            }
            self.expect(b"\\")?;
            if self.skip(b"u") {
                for _ in 0..4 {
                    self.expect(b"0123456789abcdefABCDEF")?;
                }
            } else {
                self.expect(b"\"\\/bfnrt")?;
            }
        }
    }
}

/// The next quote, backslash or control character at or after `at`. It reads eight bytes at a time,
/// because most of the reading time is spent here.
pub(super) fn next_mark(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    /// Whether any byte of the word is below this one, which is at most 128.
    fn below(word: u64, byte: u8) -> bool {
        word.wrapping_sub(ONES * u64::from(byte)) & !word & (ONES << 7) != 0
    }
    let holds = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        if holds(word, b'"') || holds(word, b'\\') || below(word, b' ') {
            break;
        }
        at += 8;
    }
    while !matches!(bytes.get(at), Some(b'"' | b'\\' | ..b' ') | None) {
        at += 1;
    }
    at
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
            ("\"a\tb\"", 2),
            ("[]]", 2),
            ("[1]/* no */", 3),
        ] {
            fails(text, Fault::Unexpected(at));
        }
    }

    #[test]
    fn what_ends_too_early_is_cut_short() {
        let whole = r#"{"a": [1503, true, null, "x\u00e9\n"], "b": {"c": 0}}"#;
        assert!(check(whole).is_ok());
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            fails(&whole[..end], Fault::CutShort);
        }
    }

    #[test]
    fn depth_costs_nothing() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let nested = |depth| format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert!(check(&nested(1_000_000)).is_ok());
            fails(&open.repeat(1_000_000), Fault::CutShort);
        }
    }

    #[test]
    fn control_characters_become_spaces() {
        let text = "{\"é\tb\":\r\n\"\0\u{1f}\u{7f}\"}";
        let tamed = without_controls(text);
        assert_eq!(tamed, "{\"é b\":  \"  \u{7f}\"}");
        assert_eq!(tamed.len(), text.len());
        assert!(check(text).is_err() && check(&tamed).is_ok());
    }
}
