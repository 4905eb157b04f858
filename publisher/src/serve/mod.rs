//! A small web server for the written files. It keeps frequently requested files in memory, sends
//! the headers of `hosting/`, serves the compressed files beside them, and has a page that shows
//! every edition.

mod memory;
mod page;
mod part;

use std::future::Future;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::write::headers;
use memory::{Form, Memory};

use part::Part;

pub use page::Shown;

#[derive(Clone)]
struct Server {
    memory: Arc<Memory>,
    folder: ServeDir,
    shown: Arc<RwLock<Shown>>,
}

/// Serves until `stop` resolves. Answers that have begun are completed.
pub async fn serve(
    listener: TcpListener,
    out: PathBuf,
    shown: Arc<RwLock<Shown>>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let server = Server {
        folder: ServeDir::new(&out)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip(),
        memory: Arc::new(Memory::new(out)),
        shown,
    };
    let router = Router::new().fallback(answer).with_state(server);
    axum::serve(listener, router)
        .with_graceful_shutdown(stop)
        .await
}

async fn answer(State(server): State<Server>, request: Request<Body>) -> Response<Body> {
    let mut response = match *request.method() {
        Method::GET | Method::HEAD => file(server, request).await,
        // Pages that send headers of their own send this request first.
        Method::OPTIONS => {
            let mut response = status(StatusCode::NO_CONTENT);
            let allowed = HeaderValue::from_static("GET, HEAD");
            response
                .headers_mut()
                .insert(header::ACCESS_CONTROL_ALLOW_METHODS, allowed);
            let any = HeaderValue::from_static("*");
            response
                .headers_mut()
                .insert(header::ACCESS_CONTROL_ALLOW_HEADERS, any);
            response
        }
        _ => status(StatusCode::METHOD_NOT_ALLOWED),
    };
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::VARY, "Accept-Encoding"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-resource-policy", "cross-origin"),
        ("timing-allow-origin", "*"),
    ] {
        response.headers_mut().insert(
            header::HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

async fn file(server: Server, mut request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().trim_start_matches('/').to_owned();
    if path.is_empty() || path == "index.html" {
        return server.start_page(request.method());
    }
    // Hidden files are private. Names are used as they are, without escapes and steps upwards.
    if path.split('/').any(|part| part.starts_with('.')) || path.contains('%') {
        return status(StatusCode::NOT_FOUND);
    }
    let asked = request.headers();
    if let Some(form) = server.memory.get(&path, asked.get(header::ACCEPT_ENCODING)) {
        return from_memory(&path, &form, asked, request.method());
    }
    // `ServeDir` does not know this condition, so whoever sets it gets all of the file.
    if asked.contains_key(header::IF_RANGE) {
        request.headers_mut().remove(header::RANGE);
    }
    let mut folder = server.folder;
    let Ok(response) = folder.try_call(request).await else {
        return status(StatusCode::NOT_FOUND);
    };
    let mut response = response.map(Body::new);
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        describe(response.headers_mut(), &path);
    }
    response
}

fn from_memory(path: &str, form: &Form, asked: &HeaderMap, method: &Method) -> Response<Body> {
    let mut response = status(StatusCode::OK);
    let headers = response.headers_mut();
    describe(headers, path);
    headers.insert(header::ETAG, form.tag.clone());
    headers.insert(header::LAST_MODIFIED, form.modified.clone());
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if form.is_known(asked) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    if let Some(encoding) = form.encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    // Only GET has parts.
    if method != Method::GET {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(form.bytes.len()));
        return response;
    }
    let length = form.bytes.len();
    let range = match Part::asked(asked, &form.tag, length) {
        Part::All => 0..length,
        Part::Beyond => return beyond(length),
        Part::Bytes(range) => {
            let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            insert(headers, header::CONTENT_RANGE, &place);
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            range
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(range.len()));
    *response.body_mut() = Body::from(form.bytes.slice(range));
    response
}

/// Nothing of it is kept by caches: the file may become longer.
fn beyond(length: usize) -> Response<Body> {
    let mut response = status(StatusCode::RANGE_NOT_SATISFIABLE);
    let place = format!("bytes */{length}");
    insert(response.headers_mut(), header::CONTENT_RANGE, &place);
    response
}

fn insert(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn describe(described: &mut HeaderMap, path: &str) {
    let headers = headers(path);
    described.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(headers.media_type),
    );
    described.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(headers.cache),
    );
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

impl Server {
    fn start_page(&self, method: &Method) -> Response<Body> {
        let text = self
            .shown
            .read()
            .map(|shown| shown.page())
            .unwrap_or_default();
        let mut response = status(StatusCode::OK);
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(text.len()));
        if method == Method::GET {
            *response.body_mut() = Body::from(text);
        }
        response
    }
}
