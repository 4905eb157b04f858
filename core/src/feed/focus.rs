//! The part of a picture that must stay in view: a point that some interfaces send with the
//! picture, as an object, a pair or a text, in fractions of one or in percent.

use super::{Focus, json::Json};
use crate::search;

pub(super) const NAMES: &str =
    "focalpoint focuspoint mediafocalpoint imagefocalpoint imagefocus focus hotspot objectposition";

pub(super) fn read(value: Json<'_>) -> Option<Focus> {
    let (x, y) = if value.is_object() {
        (value.any("x left").words(), value.any("y top").words())
    } else if value.is_array() {
        let mut pair = value.elements().map(Json::text);
        (pair.next()?, pair.next()?)
    } else {
        let text = value.text();
        let is_between = |byte: u8| matches!(byte, b' ' | b',');
        let first = text.bytes().position(is_between)?;
        let last = text.bytes().rposition(is_between)?;
        (text.get(..first)?.into(), text.get(last + 1..)?.into())
    };
    let (x, y) = (parts(&x)?, parts(&y)?);
    // 0.5 and 1 are fractions of one; 50 and 1 are percent.
    let scale = if x.max(y) <= 100 { 1 } else { 100 };
    let percent = |parts: u32| u8::try_from(parts / scale).ok().filter(|side| *side <= 100);
    Some(Focus {
        x: percent(x)?,
        y: percent(y)?,
    })
}

/// A decimal number without a sign, in hundredths.
fn parts(text: &str) -> Option<u32> {
    let text = text.strip_suffix('%').unwrap_or(text);
    let (whole, fraction) = search::split(text, ".").unwrap_or((text, ""));
    let mut sum = 0;
    let padded = fraction.bytes().chain(*b"00").take(2);
    for digit in whole.bytes().chain(padded) {
        if !digit.is_ascii_digit() || sum > 100_000 {
            return None;
        }
        sum = sum * 10 + u32::from(digit - b'0');
    }
    (!text.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::check;

    #[test]
    fn points_come_in_parts_and_in_percent() {
        for (json, expected) in [
            (r#"{"x": 0.5, "y": 0.25}"#, Some((50, 25))),
            (r#"{"x": 1, "y": 0}"#, Some((100, 0))),
            (r#"{"left": "40", "top": "60"}"#, Some((40, 60))),
            (
                r#"{"x": 0.333333333333, "y": 0.5, "width": 1, "height": 1}"#,
                Some((33, 50)),
            ),
            ("[0.5, 0.1]", Some((50, 10))),
            (r#""30% 70%""#, Some((30, 70))),
            (r#""50,20""#, Some((50, 20))),
            (r#"{"x": 120, "y": 20}"#, None),
            (r#"{"x": -1, "y": 0.2}"#, None),
            (r#"{"x": 1}"#, None),
            (r#""center top""#, None),
            (r#""""#, None),
            ("[]", None),
            ("null", None),
            ("7", None),
        ] {
            let focus = read(check(json).unwrap());
            assert_eq!(focus.map(|focus| (focus.x, focus.y)), expected, "{json}");
        }
    }
}
