//! The configurator's part of a release: a second program beside the preview. Partners' pages do
//! not load it, so it has no size budget. Its file names have hashes like the others.

use std::path::Path;

use super::shrink::{self, Built, Programs};
use super::size::Role;
use super::{hash, loader, minify, no_path_of_this_machine};
use crate::failure::Result;
use crate::shell::read;

/// All files in this folder are the configurator's, also its style sheet.
pub const FOLDER: &str = "configurator/";

const START: &str = "configurator/start.js";
const GLUE: &str = "configurator/configurator.js";
const WASM: &str = "configurator/configurator_bg.wasm";

/// Files that Trunk built of it. They are not copied as they are.
pub const BUILT: [&str; 3] = [START, GLUE, WASM];

pub fn files(
    pages: &Path,
    page: &Path,
    work: &Path,
    programs: &Programs<'_>,
) -> Result<Vec<(String, Role, Vec<u8>)>> {
    let built = Built {
        glue: &pages.join(GLUE),
        wasm: &pages.join(WASM),
        page,
        entry: "export { default } from \"./glue.js\";\n",
    };
    let (glue, wasm) = shrink::shrink(&built, &work.join("configurator"), programs)?;
    no_path_of_this_machine(&wasm)?;
    let banner = "/*! The configurator of Latest News | MIT OR Apache-2.0 */";
    let glue = minify::module(programs.esbuild, &glue, banner)?;

    let glue_name = format!("{}.js", hash::short(glue.as_bytes()));
    let wasm_name = format!("{}.wasm", hash::short(&wasm));
    let start = loader::with_lines(
        &read(pages.join(START))?,
        START,
        &[
            ("GLUE", "./configurator.js", &format!("./glue.{glue_name}")),
            (
                "WASM",
                "./configurator_bg.wasm",
                &format!("./panel.{wasm_name}"),
            ),
        ],
    )?;
    let start = minify::module(programs.esbuild, &start, banner)?;
    Ok([
        (START.to_owned(), start.into_bytes()),
        (format!("{FOLDER}glue.{glue_name}"), glue.into_bytes()),
        (format!("{FOLDER}panel.{wasm_name}"), wasm),
    ]
    .into_iter()
    .map(|(name, bytes)| (name, Role::Configurator, bytes))
    .collect())
}
