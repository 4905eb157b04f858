//! The caching rules of the answer.

use super::{Answer, Report, Verdict};

/// In seconds. Older news is not the latest.
const LONG: u64 = 3_600;

pub fn caching(report: &mut Report, answer: &Answer) {
    const TOPIC: &str = "Caching";
    let Some(control) = answer.header("cache-control") else {
        return report.add(
            TOPIC,
            Verdict::Notice,
            "No Cache-Control header: browsers guess how long to keep the feed. Send, for example, \
             Cache-Control: public, max-age=300.",
        );
    };
    let directives: Vec<String> = control
        .split(',')
        .map(|directive| directive.trim().to_ascii_lowercase())
        .collect();
    let is = |name: &str| directives.iter().any(|directive| directive == name);
    let seconds = directives
        .iter()
        .find_map(|directive| directive.strip_prefix("max-age="))
        .and_then(|seconds| seconds.trim_matches('"').parse::<u64>().ok());
    let (verdict, meaning) = match seconds {
        _ if is("no-store") => (
            Verdict::Notice,
            "every page view fetches the feed from your server again".to_owned(),
        ),
        _ if is("no-cache") || seconds == Some(0) => (
            Verdict::Good,
            "browsers keep the feed and ask each time whether it has changed".to_owned(),
        ),
        Some(seconds) if seconds > LONG => (
            Verdict::Notice,
            format!("readers may see news {} old", time(seconds)),
        ),
        Some(seconds) => (
            Verdict::Good,
            format!("browsers keep the feed for {}", time(seconds)),
        ),
        None => (
            Verdict::Notice,
            "without max-age, browsers guess how long to keep the feed".to_owned(),
        ),
    };
    report.add(
        TOPIC,
        verdict,
        format!("Cache-Control: {control} – {meaning}."),
    );
}

fn time(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..=119 => (seconds, "second"),
        120..=7_199 => (seconds / 60, "minute"),
        7_200..=172_799 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}
