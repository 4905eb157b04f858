//! Reads the bytes of an answer. A request can be aborted, and its size and time are limited.

use super::{Guard, clock};
use gloo_net::http::Response;
use js_sys::{Promise, Reflect, Uint8Array};
use latest_news_core::decimal;
use latest_news_core::limits::{MAX_BYTES, TIMEOUT};
use latest_news_core::search;
use std::{cell::RefCell, fmt, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader};

/// How old an answer of the browser's HTTP cache may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheMode {
    /// An answer of any age. The network is asked only if there is none.
    AnyAge,
    /// An answer as old as the server allows.
    Fresh,
    /// Only an answer that the server confirms.
    Confirmed,
}

impl CacheMode {
    /// Its name in the options of `fetch`.
    pub fn cache_mode(self) -> &'static str {
        match self {
            Self::AnyAge => "force-cache",
            Self::Fresh => "default",
            Self::Confirmed => "no-cache",
        }
    }
}

/// The result of a request.
pub struct Reply {
    pub result: Result<Answer, LoadError>,
    /// The `Retry-After` header, if the page may read it.
    pub retry_after: Option<String>,
    /// Whether this may be an old copy. No browser tells. But if a request did not allow copies,
    /// its answer is none.
    pub may_be_old: bool,
}

/// The bytes, and the address they came from after redirects.
pub struct Answer {
    pub url: String,
    pub bytes: Vec<u8>,
}

/// Why there is no usable answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// No answer that the page may read. Browsers do not tell scripts the reason.
    Unreachable,
    Timeout,
    Status(u16),
    TooLarge,
}

impl LoadError {
    /// Its name in `latest-news-error`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Timeout => "timeout",
            Self::Status(_) => "status",
            Self::TooLarge => "too-large",
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str(
                "cannot be reached: the server is down, its answer has no \
                 Access-Control-Allow-Origin header for this page, or the page's \
                 Content-Security-Policy lacks it in connect-src",
            ),
            Self::Timeout => f.write_str("did not answer within 20 seconds"),
            Self::Status(status) => {
                f.write_str("answered with status ")?;
                f.write_str(&decimal::of(*status))
            }
            Self::TooLarge => f.write_str("is larger than 8 MB"),
        }
    }
}

/// Without an answer there is no old copy.
impl From<LoadError> for Reply {
    fn from(error: LoadError) -> Self {
        Self {
            result: Err(error),
            retry_after: None,
            may_be_old: false,
        }
    }
}

/// A request that has been sent, and the controller that aborts it.
pub struct Sent {
    pub response: Promise,
    pub controller: AbortController,
}

pub type Done = Box<dyn FnOnce(Reply)>;

/// Reads the answer to a request and calls `done` once. If the guard is dropped first, the request
/// is aborted and `done` is never called.
pub fn read(sent: Sent, done: Done) -> Guard {
    let Sent {
        response,
        controller,
    } = sent;
    let done = Rc::new(RefCell::new(Some(done)));
    let finish = {
        let done = Rc::clone(&done);
        move |reply| {
            let done = done.borrow_mut().take();
            if let Some(done) = done {
                done(reply);
            }
        }
    };
    let timeout = {
        let (controller, finish) = (controller.clone(), finish.clone());
        clock::after(
            TIMEOUT,
            Box::new(move || {
                controller.abort();
                finish(LoadError::Timeout.into());
            }),
        )
    };
    let ending = controller.clone();
    spawn_local(async move {
        let reply = reply(response).await;
        if reply.result.is_err() {
            // The rest of the answer is not needed.
            ending.abort();
        }
        finish(reply);
    });
    Guard::new(move || {
        drop(timeout);
        // The callback is taken first, so that it does not hear of the abort.
        if done.borrow_mut().take().is_some() {
            controller.abort();
        }
    })
}

async fn reply(response: Promise) -> Reply {
    let response = JsFuture::from(response).await;
    let Ok(response) = response else {
        return LoadError::Unreachable.into();
    };
    let response = Response::from(response.unchecked_into::<web_sys::Response>());
    let headers = response.headers();
    let rules = headers.get("Cache-Control").unwrap_or_default();
    let result = body(response).await;
    Reply {
        // Only an answer from the network can break off.
        may_be_old: search::find(&rules, "no-store").is_none()
            && !matches!(result, Err(LoadError::Unreachable | LoadError::TooLarge)),
        retry_after: headers.get("Retry-After"),
        result,
    }
}

async fn body(response: Response) -> Result<Answer, LoadError> {
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let said = response.headers().get("Content-Length");
    let said = said.and_then(|said| said.parse::<u32>().ok());
    if said.is_some_and(|bytes| bytes as usize > MAX_BYTES) {
        return Err(LoadError::TooLarge);
    }
    let mut bytes = Vec::new();
    if let Some(body) = response.body() {
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        while let Some(chunk) = next_chunk(&reader).await? {
            if bytes.len() + chunk.length() as usize > MAX_BYTES {
                return Err(LoadError::TooLarge);
            }
            let start = bytes.len();
            bytes.resize(start + chunk.length() as usize, 0);
            chunk.copy_to(&mut bytes[start..]);
        }
    }
    Ok(Answer {
        url: response.url(),
        bytes,
    })
}

async fn next_chunk(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, LoadError> {
    let result = JsFuture::from(reader.read())
        .await
        .map_err(|_| LoadError::Unreachable)?;
    let value = Reflect::get(&result, &JsValue::from_str("value")).unwrap_or_default();
    match value.dyn_into() {
        Ok(chunk) => Ok(Some(chunk)),
        Err(value) if value.is_undefined() => Ok(None),
        // Not the end, but nothing that a browser's own `fetch` answers.
        Err(_) => Err(LoadError::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_say_what_happened() {
        #[track_caller]
        fn check(error: LoadError, kind: &str, message: &str) {
            assert_eq!(error.kind(), kind);
            assert_eq!(error.to_string(), message);
        }
        check(LoadError::Status(404), "status", "answered with status 404");
        check(
            LoadError::Timeout,
            "timeout",
            "did not answer within 20 seconds",
        );
        check(LoadError::TooLarge, "too-large", "is larger than 8 MB");
        check(
            LoadError::Unreachable,
            "unreachable",
            "cannot be reached: the server is down, its answer has no Access-Control-Allow-Origin \
             header for this page, or the page's Content-Security-Policy lacks it in connect-src",
        );
    }
}
