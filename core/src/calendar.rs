//! The proleptic Gregorian calendar: days since 1970-01-01, and back (Howard Hinnant, "chrono-
//! compatible low-level date algorithms"). An era is 400 years. Years begin in March, so that the
//! leap day is the last day of a year.

pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
/// In milliseconds, like all of these.
pub const DAY: i64 = 24 * HOUR;

/// Days from 1970-01-01 to a day. The month is 1 to 12. A day after the end of its month counts
/// into the next month.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a count of days since 1970-01-01.
pub fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = year_of_era + era * 400;
    if month < 10 {
        (year, month + 3, day)
    } else {
        (year + 1, month - 9, day)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    #[test]
    fn agrees_with_jiff() {
        let epoch = Date::constant(1970, 1, 1);
        // A little more than four centuries, day by day.
        for count in -160_000..160_000 {
            let theirs = epoch + jiff::Span::new().days(count);
            let (year, month, day) = date(count);
            assert_eq!(
                (year, month, day),
                (
                    theirs.year().into(),
                    theirs.month().into(),
                    theirs.day().into()
                ),
                "{count}"
            );
            assert_eq!(days(year, month, day), count);
        }
    }
}
