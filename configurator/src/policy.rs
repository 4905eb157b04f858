//! The Content-Security-Policy that a page needs for the code. Pure.

use crate::snippet::Form;

/// The example server of the pictures if the feed has not been read.
const UNKNOWN_PICTURES: &str = "https://images.example";

/// Origins, as [`latest_news_doctor::origin`] makes them from addresses: scheme, host and port, in
/// characters that have no special meaning in a policy.
pub struct Sources {
    pub widget: String,
    pub feeds: Vec<String>,
    /// `None` if they are not known yet.
    pub pictures: Option<Vec<String>>,
    pub has_preset: bool,
}

pub fn policy(sources: &Sources) -> String {
    let widget = &sources.widget;
    let unknown = [UNKNOWN_PICTURES.to_owned()];
    let pictures = sources.pictures.as_deref().unwrap_or(&unknown);
    let mut lines = vec![
        format!("script-src {widget} 'wasm-unsafe-eval'"),
        format!("connect-src {}", list(widget, &sources.feeds)),
    ];
    if let [first, rest @ ..] = pictures {
        lines.push(format!("img-src {}", list(first, rest)));
    }
    if sources.has_preset {
        lines.push(format!("style-src {widget}"));
    }
    lines.join(";\n")
}

/// A note that the policy cannot contain: what happens on a page that refuses inline styles.
pub fn inline_styles(form: Form, has_tokens: bool) -> &'static str {
    match (form, has_tokens) {
        (Form::TwoTags, _) => {
            "If your style-src refuses inline styles, move the content of the style attribute to \
             a rule for latest-news in your own style sheet."
        }
        (Form::OneTag, true) => {
            "If your style-src refuses inline styles, move the rule for latest-news to your own \
             style sheet."
        }
        (Form::OneTag, false) => "Your style-src needs nothing for this code.",
    }
}

/// Each source once, beginning with `first`.
fn list(first: &str, others: &[String]) -> String {
    let mut all = vec![first];
    for other in others {
        if !all.contains(&other.as_str()) {
            all.push(other);
        }
    }
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use latest_news_doctor::origin;
    use proptest::prelude::*;

    #[test]
    fn each_origin_once() {
        #[track_caller]
        fn check(feeds: &[&str], pictures: Option<&[&str]>, has_preset: bool, expected: &str) {
            let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
            let sources = Sources {
                widget: "https://cdn.example".to_owned(),
                feeds: owned(feeds),
                pictures: pictures.map(owned),
                has_preset,
            };
            assert_eq!(policy(&sources), expected);
        }
        check(
            &["https://news.example"],
            Some(&["https://images.example"]),
            false,
            "script-src https://cdn.example 'wasm-unsafe-eval';\n\
             connect-src https://cdn.example https://news.example;\n\
             img-src https://images.example",
        );
        check(
            &[
                "https://cdn.example",
                "https://b.example",
                "https://b.example",
            ],
            None,
            true,
            "script-src https://cdn.example 'wasm-unsafe-eval';\n\
             connect-src https://cdn.example https://b.example;\n\
             img-src https://images.example;\n\
             style-src https://cdn.example",
        );
        check(
            &[],
            Some(&[]),
            false,
            "script-src https://cdn.example 'wasm-unsafe-eval';\n\
             connect-src https://cdn.example",
        );
    }

    #[test]
    fn inline_styles_are_spoken_of_where_the_code_has_some() {
        assert!(inline_styles(Form::TwoTags, false).contains("style attribute"));
        assert!(inline_styles(Form::OneTag, true).contains("rule"));
        assert!(inline_styles(Form::OneTag, false).contains("nothing"));
    }

    /// Addresses whose hosts contain characters with a meaning in a policy.
    fn any_address() -> impl Strategy<Value = String> {
        let host = "[a-z0-9*;',.!'\"\\[\\]():@ \n%_-]{0,16}";
        let scheme =
            proptest::sample::select(&["https://", "http://", "data:", "javascript://", "//"]);
        (scheme, host, "[/?#]?.{0,12}")
            .prop_map(|(scheme, host, rest)| format!("{scheme}{host}{rest}"))
    }

    /// A policy as browsers read it: directives with their sources.
    fn parsed(policy: &str) -> Vec<(String, Vec<String>)> {
        let directives = policy.split(';').map(|directive| {
            let mut words = directive.split_ascii_whitespace().map(str::to_owned);
            (words.next().unwrap_or_default(), words.collect())
        });
        directives.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// The policy allows the origins of the addresses. The addresses cannot add a directive.
        #[test]
        fn the_policy_is_parsed_to_the_origins(
            feeds in proptest::collection::vec(any_address(), 0..4),
            pictures in proptest::collection::vec(any_address(), 0..4),
        ) {
            let origins = |list: &[String]| -> Vec<String> { list.iter().filter_map(|it| origin(it)).collect() };
            let sources = Sources {
                widget: "https://cdn.example".to_owned(),
                feeds: origins(&feeds),
                pictures: Some(origins(&pictures)),
                has_preset: false,
            };
            let read = parsed(&policy(&sources));
            let names: Vec<&str> = read.iter().map(|it| it.0.as_str()).collect();
            let expected = ["script-src", "connect-src", "img-src"];
            let count = if sources.pictures.iter().all(Vec::is_empty) { 2 } else { 3 };
            prop_assert_eq!(names, &expected[..count]);
            prop_assert_eq!(&read[0].1, &["https://cdn.example", "'wasm-unsafe-eval'"]);
            for (_, list) in &read[1..] {
                for source in list {
                    let address = url::Url::parse(source).unwrap();
                    prop_assert_eq!(&address.origin().ascii_serialization(), source);
                    prop_assert!(matches!(address.scheme(), "http" | "https"));
                    let host = address.host_str().unwrap();
                    let is_letter = |c: char| c.is_ascii_alphanumeric() || "-._[]:".contains(c);
                    prop_assert!(host.chars().all(is_letter), "{}", host);
                }
            }
            for feed in &sources.feeds {
                prop_assert!(read[1].1.contains(feed));
            }
        }
    }
}
