//! HTTP's rules for copies (RFC 9111), implemented by a library: whether a copy may be used without
//! a request, which request to send otherwise, and what the answer means.

use std::time::SystemTime;

use http::HeaderMap;
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use url::Url;

use super::{Answer, FetchError, Fetcher, Limits, Request};
use crate::address::shown;

/// The result of a request for something that may have a copy.
#[derive(Debug)]
pub enum Cached {
    /// The copy, without a request or after the server has confirmed it.
    Copy {
        freshness: Freshness,
        policy: Box<CachePolicy>,
    },
    New {
        answer: Box<Answer>,
        policy: Box<CachePolicy>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The copy has not expired.
    Fresh,
    /// The server has confirmed the copy.
    Confirmed,
}

/// An address to fetch, unless there is a usable copy.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub url: &'a Url,
    /// The accepted types, for the Accept header.
    pub accept: &'static str,
    /// The site of the page that asks, if the request is made like a page's.
    pub origin: Option<&'static str>,
    pub limits: Limits,
    pub configured: bool,
}

impl Fetcher {
    pub async fn ask(
        &self,
        wanted: Wanted<'_>,
        policy: Option<&CachePolicy>,
    ) -> Result<Cached, FetchError> {
        let plain = plain(&wanted);
        let mut headers = plain.headers.clone();
        if let Some(policy) = policy {
            match policy.before_request(&plain, SystemTime::now()) {
                BeforeRequest::Fresh(_) => {
                    let policy = Box::new(policy.clone());
                    return Ok(Cached::Copy {
                        freshness: Freshness::Fresh,
                        policy,
                    });
                }
                BeforeRequest::Stale { request, .. } => headers = request.headers,
            }
        }
        headers.remove(http::header::HOST);
        let request = Request {
            url: wanted.url,
            headers: &headers,
            limits: wanted.limits,
            configured: wanted.configured,
        };
        let answer = self.fetch(&request).await?;
        let unchanged = answer.status == http::StatusCode::NOT_MODIFIED;
        let mut response = http::Response::new(());
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers.clone();
        let now = SystemTime::now();
        match policy {
            // Other headers of a 304 answer do not matter: there is nothing else to use.
            Some(policy) if unchanged => {
                let policy = match policy.after_response(&plain, &response, now) {
                    AfterResponse::NotModified(policy, _) => policy,
                    AfterResponse::Modified(..) => policy.clone(),
                };
                Ok(Cached::Copy {
                    freshness: Freshness::Confirmed,
                    policy: Box::new(policy),
                })
            }
            None if unchanged => Err(FetchError::NothingToKeep),
            _ => {
                let policy = CachePolicy::new_options(&plain, &response, now, OPTIONS);
                Ok(Cached::New {
                    answer: Box::new(answer),
                    policy: Box::new(policy),
                })
            }
        }
    }
}

/// The copy belongs to one publisher, and nothing is guessed: without caching rules, the server is
/// asked.
const OPTIONS: CacheOptions = CacheOptions {
    shared: false,
    cache_heuristic: 0.0,
    immutable_min_time_to_live: std::time::Duration::from_secs(86_400),
    ignore_cargo_cult: false,
};

fn plain(wanted: &Wanted<'_>) -> http::request::Parts {
    use http::{HeaderValue, header};
    let mut request = http::Request::new(()).into_parts().0;
    // It is kept with the copy, so without a password.
    if let Ok(uri) = shown(wanted.url.as_str()).parse() {
        request.uri = uri;
    }
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static(wanted.accept));
    if let Some(origin) = wanted.origin {
        headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
    }
    request.headers = headers;
    request
}
