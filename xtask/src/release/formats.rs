//! The whole feed reader's part of a release: a WebAssembly without glue, which the widget loads for
//! feeds of rare formats.

use std::path::Path;

use super::no_path_of_this_machine;
use super::shrink::{self, Programs};
use crate::failure::Result;

/// Trunk's output. The glue is that of a program without imports, so nothing loads it.
const GLUE: &str = "formats/formats.js";
const WASM: &str = "formats/formats_bg.wasm";
pub const BUILT: [&str; 2] = [GLUE, WASM];

/// Writes only into `work`. Returns the WebAssembly.
pub fn wasm(pages: &Path, page: &Path, work: &Path, programs: &Programs<'_>) -> Result<Vec<u8>> {
    let wasm = shrink::rewritten(&pages.join(WASM), page, work, programs)?;
    no_path_of_this_machine(&wasm)?;
    Ok(wasm)
}
