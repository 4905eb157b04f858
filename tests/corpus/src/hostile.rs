//! Feeds of some megabytes at most that would block a page for seconds if anything in them were read
//! again and again.

/// Each with what is hard about it.
pub fn feeds() -> Vec<(&'static str, String)> {
    let single = long_values().into_iter();
    let single = single.map(|(what, item)| (what, format!("{{\"data\": [{item}]}}")));
    single.chain(shared_nodes()).chain(nested_lists()).collect()
}

/// Single items.
fn long_values() -> [(&'static str, String); 7] {
    let long = "x".repeat(4_000_000);
    let deep = format!("{}1{}", "[".repeat(120), "]".repeat(120));
    let members = repeat(5_000, &format!("\"m{{}}\": {deep}"));
    // Ids that differ only in their last letters.
    let ids = |one: &str| repeat(2_000, &one.replace("ID", &("x".repeat(1_000) + "{}")));
    [
        (
            "a long title",
            format!(r#"{{"title": "{long}", "url": "/1"}}"#),
        ),
        (
            "a long link",
            format!(r#"{{"title": "One", "url": "/{long}"}}"#),
        ),
        (
            "a long picture",
            format!(
                r#"{{"title": "One", "url": "/1", "content": "<p {long}", "image": "{long}"}}"#
            ),
        ),
        (
            "many members",
            format!(r#"{{"title": "One", "url": "/1", {members}}}"#),
        ),
        (
            "deep values",
            format!(r#"{{"title": {deep}, "url": {deep}}}"#),
        ),
        (
            "a picture that contains pictures",
            format!(
                r#"{{"title": "One", "url": "/1", "image": {{"url": "/a.jpg", "width": 800, "height": 600, "media_details": {{"sizes": {{{}}}}}}}}}"#,
                ids(r#""s{}": {"source_url": "/ID.jpg", "width": 800, "height": 600}"#),
            ),
        ),
        (
            "look-ups of ids that differ only in their end",
            format!(
                r#"{{"type": "node--article", "attributes": {{"title": "One"}}, "relationships": {{{}}}}}], "included": [{}"#,
                ids(r#""r{}": {"data": {"type": "file--file", "id": "ID"}}"#),
                ids(r#"{"type": "file--file", "id": "ID!"}"#),
            ),
        ),
    ]
}

/// Items that all refer to the same long objects.
fn shared_nodes() -> [(&'static str, String); 4] {
    let long = "x".repeat(400_000);
    let node = format!(
        r#"{{"@type": "ImageObject", "@id": "n", "name": "N", "caption": "{long}", "url": "/a.jpg"}}"#
    );
    let article = r#"{"@type": "NewsArticle", "headline": "Title {}", "url": "/{}", "image": {"@id": "n"}, "author": {"@id": "n"}, "item": {"@id": "n"}}"#;
    let relation = r#"{"type": "node--article", "id": "{}", "attributes": {"title": "T{}", "drupal_internal__nid": {}}, "relationships": {"a": {"data": {"type": "media--image", "id": "m"}}, "b": {"data": {"type": "user--user", "id": "u"}}}}"#;
    let media = format!(
        r#"{{"type": "media--image", "id": "m", "attributes": {{"x": "{long}"}}, "relationships": {{"field_image": {{"data": {{"type": "file--file", "id": "f"}}}}}}}}"#
    );
    let user = format!(
        r#"{{"type": "user--user", "id": "u", "attributes": {{"x": "{long}", "display_name": "Ada"}}}}"#
    );
    let wide = repeat(5_000, r#"{"@id": "same", "n": {}}"#);
    let graph = |nodes: &str, article: &str| {
        format!(r#"{{"@graph": [{nodes}, {}]}}"#, repeat(200, article))
    };
    let document = |relation: &str| {
        let data = repeat(200, relation);
        format!(r#"{{"data": [{data}], "included": [{media}, {user}]}}"#)
    };
    [
        ("one node for all items", graph(&node, article)),
        (
            "nodes with the same id",
            graph(&wide, &article.replace("\"n\"", "\"same\"")),
        ),
        ("one media object for all of Drupal's", document(relation)),
        (
            "one object for all items of another JSON:API server",
            document(&relation.replace("node--article", "articles")),
        ),
    ]
}

/// Lists in lists, and objects that may be lists.
fn nested_lists() -> [(&'static str, String); 4] {
    [
        (
            "a long name around many members",
            format!(
                "[{{\"{}\":{{{}}}}},{{}}]",
                "n".repeat(1_000_000),
                repeat(
                    290,
                    &format!("\"a{{}}\":{{{{{}}}}}", r#""x":0,"#.repeat(29) + r#""x":0"#)
                )
                .replace("{{", "{")
                .replace("}}", "}")
            ),
        ),
        (
            "lists in lists",
            r#"{"a":[{"b":"#.repeat(4_000) + "1" + &"}]}".repeat(4_000),
        ),
        (
            "keys that are numbers",
            format!(
                "{{{}}}",
                repeat(20_000, r#""{}": {"name": "N", "list": [{"name": "N"}]}"#)
            ),
        ),
        (
            "items with lists",
            format!(
                "[{}]",
                repeat(20_000, r#"{"list": [{"title": "N"}], "id": {}}"#)
            ),
        ),
    ]
}

/// The text so many times, with commas between. `{}` in it is the number.
fn repeat(count: usize, text: &str) -> String {
    let all = (0..count).map(|index| text.replace("{}", &index.to_string()));
    all.collect::<Vec<_>>().join(",")
}
