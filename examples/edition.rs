//! Writes an edition from a feed in a file, for tests and benchmarks: `cargo run --example edition
//! -- FEED NAME ADDRESS RELEASE OUT [ATTRIBUTE=VALUE …]`.
//!
//! RELEASE is the folder that `cargo xtask build` wrote. ADDRESS is the address from which OUT will
//! be served, with a slash at the end. Copy the release there, too.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use latest_news::edition::{Edition, Release, StyleSheet, write};
    use std::time::{SystemTime, UNIX_EPOCH};
    use std::{env, fs, path::Path};

    let arguments: Vec<String> = env::args().skip(1).collect();
    let [feed, name, address, release, out, attributes @ ..] = &arguments[..] else {
        return Err("name a feed, a name, an address, a release and a folder to write to".into());
    };
    let attributes: Vec<(String, String)> = attributes
        .iter()
        .filter_map(|it| it.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let json = fs::read_to_string(feed)?;
    let release = Path::new(release);
    let manifest = fs::read_to_string(release.join("manifest.json"))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    let file = |role: &str| {
        let mut files = manifest["files"].as_array().into_iter().flatten();
        let file = files.find(|file| file["role"] == role);
        let path = file.and_then(|file| file["path"].as_str());
        path.ok_or_else(|| format!("the release's manifest names no {role}"))
    };
    let loader = fs::read_to_string(release.join(file("edition loader")?))?;
    let style_sheet = file("style sheet")?;
    let css = fs::read_to_string(release.join(style_sheet))?;
    let edition = Edition {
        name,
        address,
        attributes: &attributes,
        json: &json,
        now: SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as i64,
    };
    let release = Release {
        address,
        loader: &loader,
        style_sheet: StyleSheet {
            path: style_sheet,
            css: &css,
        },
    };
    for file in write(&edition, &release)? {
        let path = Path::new(out).join(file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        println!("{:>8} {}", file.contents.len(), path.display());
        fs::write(path, file.contents)?;
    }
    Ok(())
}
