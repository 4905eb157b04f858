//! JSON of no known format, read by a mapping: where the list is, and where each item keeps its
//! parts. The result is the plain list that core reads.

use latest_news_core::feed;
use serde_json::{Map, Value};

use super::{Read, ReadError};
use crate::config::Fields;

pub fn read(text: &str, base: &str, fields: &Fields) -> Result<Read, ReadError> {
    let Ok(document) = serde_json::from_str::<Value>(text) else {
        // Core reports where a fault is. Core reads some JSON that serde cannot.
        let feed = feed::parse(text.as_bytes(), base)?;
        let format = feed.format.name();
        return Ok(Read::of_text(feed, format));
    };
    let list = at(&document, &fields.list).and_then(Value::as_array);
    let list = list.ok_or_else(|| ReadError::NoList {
        path: fields.list.clone(),
    })?;
    let items = list
        .iter()
        .take(feed::MAX_ITEMS)
        .map(|item| mapped(item, fields));
    let plain = serde_json::json!({ "articles": items.collect::<Vec<Value>>() });
    let feed = match feed::parse(plain.to_string().as_bytes(), base) {
        Err(feed::FeedError::UnknownFormat { .. } | feed::FeedError::NotAList { .. })
            if !list.is_empty() =>
        {
            return Err(ReadError::NoList {
                path: format!("{}.*", fields.list),
            });
        }
        read => read?,
    };
    Ok(Read::of_text(feed, "mapped JSON"))
}

fn mapped(item: &Value, fields: &Fields) -> Value {
    let found = fields.names.iter().filter_map(|(name, path)| {
        let value = at(item, path)?;
        (!value.is_null()).then(|| (name.clone(), value.clone()))
    });
    let mut mapped: Map<String, Value> = found.collect();
    // An item without any of the mapped parts counts as skipped, so that it is not lost.
    if mapped.is_empty() {
        mapped.insert("title".to_owned(), Value::Null);
    }
    Value::Object(mapped)
}

/// The value at a path of names and numbers, separated by dots. An empty path means the value
/// itself.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let mut steps = path.split('.').filter(|step| !step.is_empty());
    steps.try_fold(value, |value, step| match value {
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        value => value.get(step),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(list: &str) -> Fields {
        let names = [
            ("title", "webTitle"),
            ("url", "links.0.href"),
            ("date", "at"),
        ];
        Fields {
            list: list.to_owned(),
            names: names
                .map(|(name, path)| (name.to_owned(), path.to_owned()))
                .to_vec(),
        }
    }

    #[test]
    fn things_are_found_where_the_mapping_says() {
        let text = r#"{"response": {"results": [
            {"webTitle": "A &amp; B", "links": [{"href": "/a"}], "at": "2026-01-02T03:04:05Z"},
            {"webTitle": "C"},
            17
        ]}}"#;
        let read = read(text, "https://a.example/", &fields("response.results")).unwrap();
        let [article] = &read.feed.articles[..] else {
            panic!("{:?}", read.feed)
        };
        assert_eq!(article.headline, "A & B");
        assert_eq!(article.url, "https://a.example/a");
        assert!(article.published.is_some());
        assert_eq!(read.feed.skipped.len(), 2);
        assert_eq!(read.format, "mapped JSON");
    }

    #[test]
    fn a_path_that_leads_nowhere_is_told() {
        let error = read("{\"a\": []}", "https://a.example/", &fields("b.c")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot be used: there is no list at \"b.c\"; correct list in the edition's fields"
        );
        let empty = read("{\"a\": []}", "https://a.example/", &fields("a")).unwrap();
        assert!(empty.feed.articles.is_empty());
    }
}
