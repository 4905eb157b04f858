//! The widget's sheets as one, minified by esbuild: `build.rs` puts them into the WebAssembly.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::shell::{Plain, cannot};

/// Names the sheets in cascade order.
const ORDER: &str = "style/widget.css";

/// Writes the sheet into the folder; returns its path, from the root of the file system.
pub fn minified(esbuild: &Path, folder: &Path) -> Result<PathBuf> {
    let place = folder.join("widget.css");
    Plain::new(esbuild, ["--bundle", "--minify", "--log-level=warning"])
        // Browsers that run the widget know all that is written there: nothing is to be lowered.
        .args(["--legal-comments=none", "--target=esnext", ORDER])
        .arg(format!("--outfile={}", place.display()))
        .answer()?;
    place
        .canonicalize()
        .map_err(|error| cannot("find", &place, &error))
}
