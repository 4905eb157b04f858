//! Writes into a real object store on loopback, and reads from it again.

use crate::object_store::{KEY, serve};
use crate::place::{Place, news, ran, rss};

fn get(address: &str) -> reqwest::Response {
    // Nothing is encrypted on loopback, but the client requires a provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let client = reqwest::Client::builder()
        .no_proxy()
        .no_brotli()
        .no_gzip()
        .build()
        .unwrap();
    runtime.block_on(client.get(address).send()).unwrap()
}

#[test]
fn what_is_written_to_a_store_is_served_from_it_to_anybody() {
    let store = tempfile::tempdir().unwrap();
    std::fs::create_dir(store.path().join("news")).unwrap();
    let address = serve(store.path());
    let config = format!(
        "address = \"http://{address}/news/embed/\"\n{}",
        news(&["a.xml"])
    );
    let place = Place::new(&config);
    place.put("a.xml", rss(&["A", "B", "C", "D", "E", "F"]).as_bytes());
    let build = |secret: &str| {
        let mut command = place.command(&["build", "--json", "--out", "s3://news/embed"]);
        command
            .env("AWS_ENDPOINT", format!("http://{address}"))
            .env("AWS_ALLOW_HTTP", "true")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ACCESS_KEY_ID", KEY.0)
            .env("AWS_SECRET_ACCESS_KEY", secret);
        ran(&command.output().unwrap())
    };
    let refused = build("another secret");
    assert_eq!(refused.status, 1, "{:?}", refused.events);
    assert!(
        refused.messages("error")[0].starts_with("cannot write to s3://news/embed: "),
        "{:?}",
        refused.events
    );

    let built = build(KEY.1);
    assert_eq!(built.status, 0, "{:?} {}", built.events, built.errors);
    for (path, media_type, encoding, cache) in [
        (
            "news.js",
            "text/javascript; charset=utf-8",
            None,
            "max-age=60",
        ),
        (
            "news.js.br",
            "text/javascript; charset=utf-8",
            Some("br"),
            "max-age=60",
        ),
        ("news.json", "application/json", None, "max-age=60"),
        ("news.html", "text/html; charset=utf-8", None, "max-age=60"),
        (
            "news/frame.html",
            "text/html; charset=utf-8",
            None,
            "max-age=60",
        ),
        (
            "latest-news/0.0.0/widget.1.css",
            "text/css; charset=utf-8",
            None,
            "max-age=31536000, immutable",
        ),
    ] {
        let answer = get(&format!("http://{address}/news/embed/{path}"));
        assert_eq!(answer.status(), 200, "{path}");
        let header = |name| answer.headers().get(name).map(|it| it.to_str().unwrap());
        assert_eq!(header("content-type"), Some(media_type), "{path}");
        assert_eq!(header("content-encoding"), encoding, "{path}");
        let kept = header("cache-control").unwrap_or_default();
        assert!(kept.contains(cache), "{path}: {kept}");
    }

    // The same bytes as in a folder.
    assert_eq!(place.run(&["build"]).status, 0);
    for path in ["news.js", "news.html", "news.json"] {
        let here = place.read(&format!("public/embed/{path}"));
        let there = std::fs::read_to_string(store.path().join("news/embed").join(path)).unwrap();
        assert_eq!(here, there, "{path}");
    }
}
