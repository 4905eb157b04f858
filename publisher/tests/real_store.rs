//! Writes into a real object store. s3s-fs speaks S3 on loopback, with signatures, and lets anybody
//! read, like the bucket of a website.

use std::net::SocketAddr;
use std::path::Path;
use std::thread;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3Result, s3_error};

use crate::place::{Place, news, ran, rss};

const KEY: (&str, &str) = ("publisher", "a secret of the test");

struct AnybodyReads;

#[async_trait::async_trait]
impl S3Access for AnybodyReads {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        if context.credentials().is_some() || context.method() == http::Method::GET {
            return Ok(());
        }
        Err(s3_error!(AccessDenied, "who writes must sign"))
    }
}

/// Serves the folder, with its subfolders as buckets, until the test process ends.
fn serve(folder: &Path) -> SocketAddr {
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
    builder.set_access(AnybodyReads);
    let service = builder.build();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    listener.set_nonblocking(true).unwrap();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(answer(listener, service));
    });
    address
}

async fn answer(listener: std::net::TcpListener, service: S3Service) {
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let service = service.clone();
        tokio::spawn(async move {
            let server = Builder::new(TokioExecutor::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

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
