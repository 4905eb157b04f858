//! Writes into an object store. A fake one on loopback records the requests.

use crate::place::{Place, Ran, news, ran, rss};
use crate::site::{Asked, Site, status};

fn build(place: &Place, store: &Site) -> Ran {
    build_into("s3://bucket/embed", place, store)
}

fn build_into(out: &str, place: &Place, store: &Site) -> Ran {
    let mut command = place.command(&["build", "--json", "--out", out]);
    command
        .env("AWS_ENDPOINT", store.url(""))
        .env("AWS_ALLOW_HTTP", "true")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", "id")
        .env("AWS_SECRET_ACCESS_KEY", "secret");
    ran(&command.output().unwrap())
}

fn put(store: &Site) -> Vec<Asked> {
    store
        .asked()
        .into_iter()
        .filter(|asked| asked.method == "PUT")
        .collect()
}

#[test]
fn objects_say_what_they_are_and_what_pages_name_comes_last() {
    let store = Site::start();
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A", "B", "C", "D", "E", "F"]).as_bytes());
    let ran = build(&place, &store);
    assert_eq!(ran.status, 0, "{:?} {}", ran.events, ran.errors);
    let put = put(&store);
    let paths: Vec<&str> = put.iter().map(|asked| asked.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/bucket/embed/latest-news/0.0.0/edition.1.js",
            "/bucket/embed/latest-news/0.0.0/glue.1.js",
            "/bucket/embed/latest-news/0.0.0/widget.1.css",
            "/bucket/embed/_headers",
            "/bucket/embed/third-party-notices.txt",
            "/bucket/embed/news.json.br",
            "/bucket/embed/news.json.gz",
            "/bucket/embed/news.json",
            "/bucket/embed/latest-news.js",
        ]
    );
    for (path, name, expected) in [
        (
            "glue.1.js",
            "content-type",
            Some("text/javascript; charset=utf-8"),
        ),
        (
            "glue.1.js",
            "cache-control",
            Some("public, max-age=31536000, immutable"),
        ),
        ("news.json", "content-type", Some("application/json")),
        ("news.json", "content-encoding", None),
        ("news.json.br", "content-encoding", Some("br")),
        ("news.json.gz", "content-type", Some("application/json")),
    ] {
        let asked = put.iter().find(|asked| asked.path.ends_with(path)).unwrap();
        assert_eq!(
            asked.headers.get(name).map(String::as_str),
            expected,
            "{path} {name}"
        );
    }
    let feed = put
        .iter()
        .find(|asked| asked.path.ends_with("news.json"))
        .unwrap();
    assert!(
        feed.body.starts_with(b"{"),
        "{:?}",
        String::from_utf8_lossy(&feed.body)
    );

    store.forget();
    assert_eq!(build(&place, &store).status, 0);
    assert_eq!(
        self::put(&store).len(),
        0,
        "what is unchanged is not sent again"
    );
    place.put("a.xml", rss(&["Z"]).as_bytes());
    assert_eq!(build(&place, &store).status, 0);
    assert!(
        self::put(&store)
            .iter()
            .all(|asked| asked.path.contains("/news.json"))
    );
}

/// Where it is, what the environment says of it, and its names for type, cache life and encoding.
type Store<'a> = (&'a str, &'a [(&'a str, &'a str)], [&'a str; 3]);

#[test]
fn every_kind_of_store_gets_the_same() {
    let stores: [Store; 3] = [
        (
            "s3://bucket/embed",
            &[
                ("AWS_ENDPOINT", "HERE"),
                ("AWS_ALLOW_HTTP", "true"),
                ("AWS_REGION", "us-east-1"),
                ("AWS_ACCESS_KEY_ID", "id"),
                ("AWS_SECRET_ACCESS_KEY", "secret"),
            ],
            ["content-type", "cache-control", "content-encoding"],
        ),
        (
            "gs://bucket/embed",
            &[
                ("GOOGLE_BASE_URL", "HERE"),
                ("GOOGLE_ALLOW_HTTP", "true"),
                ("GOOGLE_BEARER_TOKEN", "secret"),
            ],
            ["content-type", "cache-control", "content-encoding"],
        ),
        (
            "az://bucket/embed",
            &[
                ("AZURE_STORAGE_ACCOUNT_NAME", "account"),
                ("AZURE_STORAGE_ENDPOINT", "HERE"),
                ("AZURE_ALLOW_HTTP", "true"),
                ("AZURE_SKIP_SIGNATURE", "true"),
            ],
            [
                "x-ms-blob-content-type",
                "x-ms-blob-cache-control",
                "x-ms-blob-content-encoding",
            ],
        ),
    ];
    let sent = stores.map(|(out, environment, names)| {
        let store = Site::start();
        let place = Place::new(&news(&["a.xml"]));
        place.put("a.xml", rss(&["A", "B"]).as_bytes());
        let mut command = place.command(&["build", "--json", "--out", out]);
        for (name, value) in environment {
            command.env(name, value.replace("HERE", &store.url("")));
        }
        let ran = ran(&command.output().unwrap());
        assert_eq!(ran.status, 0, "{out}: {:?} {}", ran.events, ran.errors);
        let sent = put(&store).into_iter().map(|asked| {
            let told = names.map(|name| asked.headers.get(name).cloned());
            // Google's client escapes more characters than the others do.
            let escapes = [("%2F", "/"), ("%2D", "-"), ("%2E", "."), ("%5F", "_")];
            let path = escapes.iter().fold(asked.path, |path, (escape, plain)| {
                path.replace(escape, plain)
            });
            (path, told, asked.body)
        });
        (out, sent.collect::<Vec<_>>())
    });
    let [first, others @ ..] = &sent;
    assert!(first.1.len() > 6, "{}", first.1.len());
    for (out, sent) in others {
        assert!(*sent == first.1, "{out}: {sent:?}\nnot\n{:?}", first.1);
    }
}

#[test]
fn a_store_that_refuses_is_named() {
    let store = Site::start();
    store.put("/bucket/embed/latest-news/0.0.0/glue.1.js", [status(403)]);
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A"]).as_bytes());
    let ran = build(&place, &store);
    assert_eq!(ran.status, 1);
    let message = &ran.messages("error")[0];
    assert!(
        message.starts_with("cannot write to s3://bucket/embed: "),
        "{message}"
    );
    assert!(
        !put(&store)
            .iter()
            .any(|asked| asked.path.ends_with("latest-news.js"))
    );
}

/// A password in the place is not used, and is in no message.
#[test]
fn an_old_object_that_stays_is_named_without_the_password_of_its_store() {
    let store = Site::start();
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A"]).as_bytes());
    let out = "s3://ada:countess@bucket/embed";
    assert_eq!(build_into(out, &place, &store).status, 0);
    let state = std::fs::read_dir(place.path(".latest-news")).unwrap();
    let mut files = state.map(|entry| entry.unwrap().path());
    let records = files.find(|path| path.to_string_lossy().contains("written-"));
    let records = records.expect("what was written");
    let text = std::fs::read_to_string(&records).unwrap();
    let old = r#"{"files":{"pictures/old.avif":{"hash":"","named":0},"#;
    std::fs::write(&records, text.replacen("{\"files\":{", old, 1)).unwrap();
    store.put("/bucket?delete", [status(403)]);
    let ran = build_into(out, &place, &store);
    let message = &ran.messages("error")[0];
    let expected = "pictures/old.avif";
    assert!(
        message.contains(expected) && message.contains("bucket/embed"),
        "{message}"
    );
    assert!(
        !format!("{:?}{}", ran.events, ran.errors).contains("countess"),
        "{message}"
    );
}
