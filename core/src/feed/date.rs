//! The dates publishers write, as an instant or, without a zone, as a calendar day. This module
//! never guesses: anything that is no date of the Gregorian calendar is no date, and nothing
//! becomes "now".

use super::{Published, json::Json, list};
use crate::calendar::{self, DAY, MINUTE, SECOND};

/// The web's first year. An older date is a default value that nobody set.
const FIRST_YEAR: i64 = 1990;

/// The first moment that counts as a date.
const FIRST: i64 = 7_305 * DAY;

/// Reads a date in any form that serialisers write: a text, a number, the numbers of a date in a
/// list, or an object around one of these. Lists and objects are left to the whole feed reader.
pub(super) fn read(value: Json<'_>, utc: bool) -> Option<Published> {
    if cfg!(not(feature = "whole")) {
        return parse(&value.text(), utc);
    }
    if value.is_array() {
        let parts: Vec<i64> = value
            .elements()
            .take(8)
            .map_while(|part| part.is_number().then(|| part.number().map(i64::from))?)
            .collect();
        if let [year, month, day, time @ ..] = &*parts {
            let part = |at: usize, scale| time.get(at).copied().unwrap_or_default() * scale;
            let moment = Moment {
                year: *year,
                month: *month,
                day: *day,
                time: (time.len() > 1)
                    .then(|| part(0, 60 * MINUTE) + part(1, MINUTE) + part(2, SECOND)),
                zone: utc.then_some(0),
            };
            return moment.published();
        }
    }
    let value = value.first();
    if !value.is_object() {
        return parse(&value.text(), utc);
    }
    // PHP writes the zone beside the date.
    let zone = value.get("timezone").text();
    let date = value.get("date").text();
    if !date.is_empty() {
        return parse(&[date.as_str(), " ", &zone].concat(), utc).or_else(|| parse(&date, utc));
    }
    let inner = value.any("$date $numberLong _seconds seconds iso epochSecond");
    match inner.is_object() {
        true => read(inner, utc),
        false if !inner.is_null() => parse(&inner.text(), utc),
        false => parse(&value.words(), utc),
    }
}

/// Reads RFC 3339 and similar forms, RFC 822, plain English dates, and seconds or milliseconds
/// since
/// 1970. A date without a zone is a day, unless the field is known to be in UTC.
pub(super) fn parse(text: &str, utc: bool) -> Option<Published> {
    let text = text.trim_ascii();
    // Java writes the zone's name behind its offset, in brackets.
    let text = text.split_once('[').map_or(text, |(date, _)| date);
    let mut moment = Moment::iso(text).or_else(|| Moment::english(text));
    if let Some(moment) = &mut moment
        && utc
    {
        moment.zone = moment.zone.or(Some(0));
    }
    moment
        .and_then(|moment| moment.published())
        .or_else(|| epoch(text))
}

/// A date as written, before it is checked.
#[derive(Default)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    /// Milliseconds since midnight.
    time: Option<i64>,
    /// Minutes east of UTC.
    zone: Option<i64>,
}

impl Moment {
    fn published(&self) -> Option<Published> {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let exists =
            (1..=days).contains(&self.day) && self.time.is_none_or(|time| (0..DAY).contains(&time));
        if !(FIRST_YEAR..=9999).contains(&self.year) || !exists {
            return None;
        }
        let midnight = calendar::days(self.year, self.month, self.day) * DAY;
        Some(match (self.time, self.zone) {
            (Some(time), Some(zone)) => Published::Instant(midnight + time - zone * 60 * SECOND),
            _ => Published::Day(midnight),
        })
    }

    /// `2024-01-31`, `2024-01-31T10:20:30.5+01:00` and similar forms.
    fn iso(text: &str) -> Option<Moment> {
        let mut reader = Reader(text.as_bytes());
        let year = reader.number(4, 4)?;
        let separator = reader.any(b"-/")?;
        let month = reader.number(1, 2)?;
        reader.any(&[separator])?;
        let day = reader.number(1, 2)?;
        let mut moment = Moment {
            year,
            month,
            day,
            ..Moment::default()
        };
        if !reader.0.is_empty() {
            reader.any(b"Tt _")?;
            moment.time = Some(reader.time()?);
            let rest = text.get(text.len() - reader.0.len()..)?.trim_ascii();
            moment.zone = zone(rest);
            // An unknown zone name is no reason to lose the day.
            if moment.zone.is_none() && !rest.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return None;
            }
        }
        Some(moment)
    }

    /// `Tue, 10 Jun 2003 04:00:00 GMT`, `June 10, 2003`, `Tue Jun 10 2003 04:00:00 GMT+0200
    /// (CEST)`. The first word may be a weekday in any language. Any other unknown word might be a
    /// month, so the text is no date.
    fn english(text: &str) -> Option<Moment> {
        const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec january february march \
            april may june july august september october november december";
        const FILLERS: &str = "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday \
            saturday sunday tues thur thurs at of on the - – |";
        const SEPARATORS: &[char] = &[' ', ','];
        let mut moment = Moment::default();
        let words = text.split(SEPARATORS).filter(|word| !word.is_empty());
        for (place, word) in words.take(8).enumerate() {
            let mut reader = Reader(word.as_bytes());
            let is_whole = moment.day != 0 && moment.month != 0 && moment.year != 0;
            if moment.time.is_some() {
                // The text behind the time is its zone, or is ignored.
                if list::has("am pm a.m. p.m.", word) {
                    break;
                }
                moment.zone = moment.zone.or_else(|| zone(word));
            } else if word.contains(':') {
                moment.time = Some(reader.time().filter(|_| reader.0.is_empty())?);
            } else if is_whole {
                // What follows a whole date does not matter, such as "at 9 am" or a second date.
            } else if !word.starts_with(|first: char| first.is_ascii_digit()) {
                let word = word.trim_end_matches('.');
                let month = list::position(MONTHS, if word == "Sept" { "sep" } else { word });
                match month {
                    // "mar" is a Tuesday (French) if a month follows the day's number.
                    Some(month) if moment.month == 0 || moment.day != 0 => {
                        moment.month = month as i64 % 12 + 1;
                    }
                    None if place == 0 || list::has(FILLERS, word) => {}
                    _ => return None,
                }
            } else {
                let digits = word.bytes().take_while(u8::is_ascii_digit).count();
                let number = reader.number(1, 4)?;
                // "14/07" behind a word is no day of that word.
                let rest = word.get(digits.min(4)..).unwrap_or_default();
                if !rest.is_empty() && !list::has("st nd rd th . er º", rest) {
                    return None;
                }
                if moment.day == 0 && digits <= 2 {
                    moment.day = number;
                } else if moment.year == 0 {
                    // RFC 2822, section 4.3.
                    let century = match (digits, number) {
                        (2, ..50) => 2000,
                        (2, _) => 1900,
                        _ => 0,
                    };
                    moment.year = century + number;
                }
            }
        }
        Some(moment)
    }
}

/// Digits alone: seconds, milliseconds from 12 digits on, or a date of eight digits. .NET writes
/// milliseconds as `/Date(1055217600000+0200)/`. The offset there does not change the instant.
fn epoch(text: &str) -> Option<Published> {
    const AFTER_DIGITS: &[char] = &[')', '+', '-'];
    let text = match text.strip_prefix("/Date(") {
        Some(inside) => inside.split(AFTER_DIGITS).next()?,
        None => text,
    };
    let mut reader = Reader(text.as_bytes());
    let value = reader.number(1, 15)?;
    let digits = text.len() - reader.0.len();
    // A fraction of a second does not matter to a reader.
    if reader.any(b".").is_some() {
        reader.number(1, 15)?;
    }
    match (reader.0.is_empty(), digits) {
        (true, 8) => {
            let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
            Moment {
                year,
                month,
                day,
                ..Moment::default()
            }
            .published()
        }
        (true, 9..=11) => since_1970(value * SECOND),
        (true, 12..=13) => since_1970(value),
        _ => None,
    }
}

fn since_1970(time: i64) -> Option<Published> {
    (time >= FIRST).then_some(Published::Instant(time))
}

/// Minutes east of UTC, from `Z`, `+01:00`, `-0730`, `+2`, `GMT+0200` or the name of an American
/// zone.
fn zone(text: &str) -> Option<i64> {
    // One hour apart, beginning five hours west of Greenwich. Summer time is one hour further east.
    const STANDARD: &str = "EST CST MST PST";
    const SUMMER: &str = "EDT CDT MDT PDT";
    let offset = ["GMT", "UTC", "UT", "Z", "z"]
        .iter()
        .find_map(|name| text.strip_prefix(name));
    if offset == Some("") {
        return Some(0);
    }
    for (names, hours) in [(STANDARD, 5), (SUMMER, 4)] {
        if let Some(at) = list::position(names, text) {
            return Some(-60 * (hours + at as i64));
        }
    }
    let mut reader = Reader(offset.unwrap_or(text).as_bytes());
    let sign = if reader.any(b"+-")? == b'-' { -1 } else { 1 };
    let hours = reader.number(1, 2)?;
    reader.any(b":");
    let minutes = if reader.0.is_empty() {
        0
    } else {
        reader.number(2, 2)?
    };
    let valid = hours < 24 && minutes < 60 && reader.0.is_empty();
    valid.then_some(sign * (hours * 60 + minutes))
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    /// Takes a number of at least `min` and at most `max` digits.
    fn number(&mut self, min: usize, max: usize) -> Option<i64> {
        let length = self
            .0
            .iter()
            .take(max)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        let value = digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        (length >= min).then_some(value)
    }

    /// Takes one of these bytes.
    fn any(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !bytes.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Takes `10:20`, `10:20:30` or `10:20:30.456`, in milliseconds since midnight.
    fn time(&mut self) -> Option<i64> {
        let hours = self.number(1, 2)?;
        self.any(b":")?;
        let minutes = self.number(2, 2)?;
        let mut milliseconds = 0;
        if self.any(b":").is_some() {
            let seconds = self.number(2, 2)?;
            if seconds > 60 {
                return None;
            }
            // A leap second counts as the last second of its minute.
            milliseconds = seconds.min(59) * SECOND;
            if self.any(b".,").is_some() {
                let mut scale = SECOND;
                while let Some(digit) = self.any(b"0123456789") {
                    scale /= 10;
                    milliseconds += i64::from(digit - b'0') * scale;
                }
            }
        }
        (hours < 24 && minutes < 60).then_some((hours * 60 + minutes) * 60 * SECOND + milliseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Published::{Day, Instant};

    #[track_caller]
    fn check(text: &str, expected: Option<Published>) {
        assert_eq!(parse(text, false), expected, "{text}");
    }

    #[test]
    fn instants() {
        for (text, expected) in [
            ("2003-06-10T04:00:00Z", 1_055_217_600_000),
            ("2003-06-10t04:00:00z", 1_055_217_600_000),
            ("2003-06-10 04:00:00Z", 1_055_217_600_000),
            ("2003-06-10 04:00:00 UTC", 1_055_217_600_000),
            ("2003-06-10 06:00:00 +0200", 1_055_217_600_000),
            ("2003-06-10T06:00:00+02:00", 1_055_217_600_000),
            ("2003-06-10T06:00:00+0200", 1_055_217_600_000),
            ("2003-06-10T06:00:00+02", 1_055_217_600_000),
            ("2003-06-10T06:00+02:00", 1_055_217_600_000),
            ("2003-06-09T20:30:00-07:30", 1_055_217_600_000),
            ("2003-06-10T04:00:00.25Z", 1_055_217_600_250),
            ("2003-06-10T04:00:00.123456789+00:00", 1_055_217_600_123),
            ("2003-06-10T04:00:00,5Z", 1_055_217_600_500),
            ("2016-12-31T23:59:60Z", 1_483_228_799_000),
            (" 2003-06-10T04:00:00Z\n", 1_055_217_600_000),
            ("Tue, 10 Jun 2003 04:00:00 GMT", 1_055_217_600_000),
            ("10 Jun 2003 06:00:00 +0200", 1_055_217_600_000),
            ("Tue, 10 Jun 03 04:00 UT", 1_055_217_600_000),
            ("Tue, 10 June 2003 00:00:00 EDT", 1_055_217_600_000),
            (
                "Tue Jun 10 2003 06:00:00 GMT+0200 (CEST)",
                1_055_217_600_000,
            ),
            ("1055217600", 1_055_217_600_000),
            ("1055217600000", 1_055_217_600_000),
            ("1055217600.75", 1_055_217_600_000),
            ("2003-06-10T04:00:00Z[UTC]", 1_055_217_600_000),
            (
                "2003-06-10T06:00:00+02:00[Europe/Berlin]",
                1_055_217_600_000,
            ),
            ("/Date(1055217600000)/", 1_055_217_600_000),
            ("/Date(1055217600000+0200)/", 1_055_217_600_000),
            ("mar., 10 jun. 2003 04:00:00 +0000", 1_055_217_600_000),
            ("mié., 10 jun. 2003 04:00:00 +0000", 1_055_217_600_000),
        ] {
            check(text, Some(Instant(expected)));
        }
    }

    #[test]
    fn days_where_no_zone_is_named() {
        for text in [
            "2003-06-10",
            "2003/06/10",
            "2003-6-10",
            "20030610",
            "2003-06-10T04:00:00",
            "2003-06-10 04:00:00",
            "2003-06-10T23:59:59.999",
            "10 Jun 2003",
            "June 10, 2003",
            "10th of June 2003",
            "Tuesday, June 10th, 2003",
            "Jun 10, 2003 4:00 PM",
            "Tue, 10 Jun 2003 04:00:00",
            "Tue, 10 Jun 2003 04:00:00 CET",
            "2003-06-10 04:00:00 CET",
        ] {
            check(text, Some(Day(1_055_203_200_000)));
        }
    }

    #[test]
    fn no_dates() {
        for text in [
            "",
            " ",
            "now",
            "yesterday",
            "0",
            "1",
            "2003",
            "2003-06",
            "06/10/2003",
            "10.06.2003",
            "0000-00-00 00:00:00",
            "0000-01-01T00:00:00Z",
            "2003-02-29",
            "2003-02-30T00:00:00Z",
            "1900-02-29",
            "2003-04-31",
            "2003-13-01",
            "2003-00-10",
            "2003-06-00",
            "2003-06-32",
            "2003-06-10T24:00:00Z",
            "2003-06-10T04:60:00Z",
            "2003-06-10T04:00:61Z",
            "2003-06-10T04:00:00+24:00",
            "2003-06-10T04:00:00+01:60",
            "2003-06-10T",
            "2003-06-10Z",
            "2003-06-10T04:00:00 nonsense",
            "Mar Jun 10 2003",
            "12003-06-10",
            "-2003-06-10",
            "+1055217600",
            "10 Foo 2003",
            "Tue, 31 Jun 2003 04:00:00 GMT",
            "Jun 2003",
            // Months of other languages, behind a day that looks like an English one.
            "mar. 14 avr. 2026 08:30:00 +0200",
            "mar, 12 mag 2026 07:15:00 +0200",
            "10 mai 2003",
            "Dienstag, 10. Juni 2003",
            // Default values that nobody set.
            "0001-01-01T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 +0000",
            "1970-01-01T00:00:00Z",
            "1989-12-31",
            "315532800",
            "/Date(-62135596800000)/",
            "99999999",
            "１０ Jun 2003",
            "99999999999999999999",
            "2003-06-10T0é:00",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn agrees_with_jiff() {
        for day in 0..40_000 {
            let text = jiff::civil::date(1990, 1, 1) + jiff::Span::new().days(day);
            let expected = Day((7_305 + day) * DAY);
            check(&text.to_string(), Some(expected));
            check(&text.strftime("%a, %d %b %Y").to_string(), Some(expected));
            check(&text.strftime("%B %-d, %Y").to_string(), Some(expected));
        }
        for text in ["2003-02-29", "2100-02-29", "2003-06-31", "2003-13-01"] {
            assert!(text.parse::<jiff::civil::Date>().is_err());
            check(text, None);
        }
        check("9999-12-31T23:59:59Z", Some(Instant(253_402_300_799_000)));
    }

    #[test]
    fn dates_of_serialisers() {
        for (json, expected) in [
            ("[2003, 6, 10]", Some(Day(1_055_203_200_000))),
            (
                "[2003, 6, 10, 4, 0, 30, 123000000]",
                Some(Day(1_055_203_200_000)),
            ),
            ("[2003, 13, 10]", None),
            ("[2003, 6, 10, 25, 0]", None),
            (
                r#"["2003-06-10T04:00:00Z"]"#,
                Some(Instant(1_055_217_600_000)),
            ),
            (
                r#"{"date": "2003-06-10 04:00:00.000000", "timezone_type": 3, "timezone": "UTC"}"#,
                Some(Instant(1_055_217_600_000)),
            ),
            (
                r#"{"date": "2003-06-10 06:00:00.000000", "timezone_type": 1, "timezone": "+02:00"}"#,
                Some(Instant(1_055_217_600_000)),
            ),
            (
                r#"{"date": "2003-06-10 06:00:00.000000", "timezone_type": 3, "timezone": "Europe/Berlin"}"#,
                Some(Day(1_055_203_200_000)),
            ),
            (
                r#"{"$date": "2003-06-10T04:00:00Z"}"#,
                Some(Instant(1_055_217_600_000)),
            ),
            (
                r#"{"$date": {"$numberLong": "1055217600000"}}"#,
                Some(Instant(1_055_217_600_000)),
            ),
            (
                r#"{"_seconds": 1055217600, "_nanoseconds": 0}"#,
                Some(Instant(1_055_217_600_000)),
            ),
            ("1055217600", Some(Instant(1_055_217_600_000))),
            ("{}", None),
            ("null", None),
        ] {
            let value = crate::feed::json::check(json).unwrap();
            assert_eq!(read(value, false), expected, "{json}");
        }
    }

    #[test]
    fn utc_fields_need_no_zone() {
        let utc = |text| parse(text, true);
        let list = crate::feed::json::check("[2003, 6, 10, 4, 5, 6]").unwrap();
        assert_eq!(read(list, true), Some(Instant(1_055_217_906_000)));
        assert_eq!(utc("2003-06-10T04:00:00"), Some(Instant(1_055_217_600_000)));
        assert_eq!(
            utc("2003-06-10T06:00:00+02:00"),
            Some(Instant(1_055_217_600_000))
        );
        assert_eq!(utc("0000-00-00T00:00:00"), None);
        assert_eq!(utc(""), None);
    }
}
