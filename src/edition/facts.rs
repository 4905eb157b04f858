//! Facts without a browser: dates and numbers from ICU, and a fixed clock.

use crate::browser::Guard;
use crate::browser::fetch::{CacheMode, Done};
use crate::store::{Deeds, Facts, Focus, Notice, Scroll};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use icu_normalizer::DecomposingNormalizerBorrowed;
use latest_news_core::teaser::When;

/// The facts at one moment, wherever the edition is read.
pub struct NativeFacts {
    pub now: i64,
    /// Whether the edition may be shown on pages that refuse `http:` pictures.
    pub is_secure: bool,
}

const DAY: i64 = 86_400_000;

impl Facts for NativeFacts {
    fn now(&self) -> i64 {
        self.now
    }

    fn today(&self) -> i64 {
        self.now.div_euclid(DAY) * DAY
    }

    /// Only the day, in UTC, because the hour differs between readers. Relative dates are left out:
    /// they would be wrong when somebody reads them.
    fn format_date(&self, language: &str, when: When) -> String {
        let time = match when {
            When::Relative(..) => return String::new(),
            When::Day(time) | When::DayOf(time) | When::DayAndTime(time) => time,
        };
        format_day(language, time.div_euclid(DAY)).unwrap_or_default()
    }

    fn format_numbers(&self, language: &str, first: usize, last: usize) -> String {
        let Ok(format) = DecimalFormatter::try_new(locale(language).into(), Default::default())
        else {
            return String::new();
        };
        let number = |number: usize| format.format(&Decimal::from(number)).to_string();
        match first == last {
            true => number(first),
            false => [&number(first), "–", &number(last)].concat(),
        }
    }

    fn is_secure(&self) -> bool {
        self.is_secure
    }

    fn fold(&self, text: &str) -> String {
        DecomposingNormalizerBorrowed::new_nfkd()
            .normalize(text)
            .to_lowercase()
    }
}

/// For an unknown tag, ICU's root locale.
fn locale(language: &str) -> Locale {
    Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN)
}

fn format_day(language: &str, days: i64) -> Option<String> {
    let format = DateTimeFormatter::try_new(locale(language).into(), YMD::medium()).ok()?;
    let (year, month, day) = latest_news_core::calendar::date(days);
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let date = Date::try_new_iso(i32::try_from(year).ok()?, month, day).ok()?;
    Some(format.format(&date).to_string())
}

/// There is no page to act on.
pub struct NoDeeds;

impl Deeds for NoDeeds {
    fn load(&self, _: &str, _: CacheMode, _: Done) -> Guard {
        Guard::default()
    }

    fn decode(&self, _: &[u8], _: &str, _: Done) -> Guard {
        Guard::default()
    }

    fn may_have_copies(&self) -> bool {
        false
    }

    fn after(&self, _: u32, _: Box<dyn FnOnce()>) -> Guard {
        Guard::default()
    }

    fn random(&self) -> f64 {
        0.0
    }

    fn is_awake(&self) -> bool {
        false
    }

    fn prefers_reduced_motion(&self) -> bool {
        true
    }

    fn focus(&self) -> Focus {
        Focus::Elsewhere
    }

    fn scroll_to(&self, _: Scroll) {}

    fn share(&self, _: &[String]) {}

    fn notify(&self, _: &Notice) -> bool {
        true
    }

    fn warn(&self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-05-10T12:00:00Z
    const NOON: i64 = 1_715_342_400_000;

    fn noon() -> NativeFacts {
        NativeFacts {
            now: NOON,
            is_secure: true,
        }
    }

    #[test]
    fn days_and_numbers_are_said_in_every_language() {
        let facts = noon();
        for language in super::super::labels::tests::tags() {
            let day = facts.format_date(language, When::DayAndTime(NOON));
            assert!(day.chars().count() > 5, "{language}: {day}");
            assert!(
                !facts.format_numbers(language, 3, 3).is_empty(),
                "{language}"
            );
        }
    }

    #[test]
    fn a_day_is_said_as_readers_of_the_language_do() {
        #[track_caller]
        fn check(language: &str, day: &str, numbers: &str) {
            let facts = noon();
            assert_eq!(facts.format_date(language, When::Day(NOON)), day);
            assert_eq!(facts.format_numbers(language, 4, 12), numbers);
        }
        check("en", "May 10, 2024", "4–12");
        check("en-GB", "10 May 2024", "4–12");
        check("fr", "10 mai 2024", "4–12");
        check("ja", "2024/05/10", "4–12");
        check("ar-EG", "١٠\u{200f}/٠٥\u{200f}/٢٠٢٤", "٤–١٢");
        // A text that is no tag is formatted with ICU's root locale.
        check("not a tag", "2024 M05 10", "4–12");
    }
}
