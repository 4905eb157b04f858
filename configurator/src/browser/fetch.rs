//! Fetches like the widget, without cookies, and also records headers and time.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, DomException, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode,
    Response,
};

use super::timing;

pub struct Fetched {
    pub status: u16,
    /// After redirects.
    pub address: String,
    /// The headers that a page may see, with names in lower case.
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    pub milliseconds: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is an answer, but the page may not read it.
    NotAdmitted,
    Unreachable,
    Timeout,
}

/// Bypasses the browser's cache: somebody who has just repaired a server wants to see the result.
pub async fn fetch(address: &str, timeout: u32) -> Result<Fetched, Fault> {
    let started = timing::now();
    match answer(address, timeout).await {
        Ok(fetched) => Ok(Fetched {
            milliseconds: (timing::now() - started) as u32,
            ..fetched
        }),
        Err(error) if is_timeout(&error) => Err(Fault::Timeout),
        // With a request that does not read the answer, a page can at least see that there is one.
        Err(_) => match JsFuture::from(request(address, RequestMode::NoCors, timeout)).await {
            Ok(_) => Err(Fault::NotAdmitted),
            Err(_) => Err(Fault::Unreachable),
        },
    }
}

async fn answer(address: &str, timeout: u32) -> Result<Fetched, JsValue> {
    let request = request(address, RequestMode::Cors, timeout);
    let response: Response = JsFuture::from(request).await?.dyn_into()?;
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(Fetched {
        status: response.status(),
        address: response.url(),
        headers: headers(&response.headers()),
        bytes: Uint8Array::new(&body).to_vec(),
        milliseconds: 0,
    })
}

/// The bytes of a file that another site lets pages read. A copy of any age will do.
pub async fn weigh(address: &str, timeout: u32) -> Option<usize> {
    let init = init(RequestMode::Cors, RequestCache::ForceCache, timeout);
    let window = web_sys::window()?;
    let request = window.fetch_with_str_and_init(address, &init);
    let response: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
    let body = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&body).length() as usize)
}

fn request(address: &str, mode: RequestMode, timeout: u32) -> js_sys::Promise {
    let init = init(mode, RequestCache::Reload, timeout);
    match web_sys::window() {
        Some(window) => window.fetch_with_str_and_init(address, &init),
        None => js_sys::Promise::reject(&JsValue::NULL),
    }
}

fn init(mode: RequestMode, cache: RequestCache, timeout: u32) -> RequestInit {
    let init = RequestInit::new();
    init.set_mode(mode);
    init.set_cache(cache);
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(timeout)));
    init
}

fn headers(headers: &Headers) -> Vec<(String, String)> {
    headers
        .entries()
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.dyn_into::<Array>().ok())
        .filter_map(|entry| Some((entry.get(0).as_string()?, entry.get(1).as_string()?)))
        .collect()
}

fn is_timeout(error: &JsValue) -> bool {
    let error = error.dyn_ref::<DomException>();
    error.is_some_and(|error| error.name() == "TimeoutError")
}
