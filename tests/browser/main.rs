//! Adapters, view and mount in a real browser. The tests check what a reader perceives.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

mod adapters;
mod mounted;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
