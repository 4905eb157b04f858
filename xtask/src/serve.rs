//! `cargo xtask serve`: the preview, built and served by Trunk, rebuilt on every change.

use crate::failure::Result;
use crate::shell::{Plain, heading, read};
use crate::tools::{self, Trunk};
use crate::versions::Versions;

/// `options` are Trunk's own, such as `--port 9000` or `--open`.
pub fn run(options: &[String]) -> Result<()> {
    heading("what it needs");
    let versions = Versions::read()?;
    tools::wasm_target()?;
    let trunk = tools::trunk(&versions)?;
    let wasm_bindgen = tools::wasm_bindgen(&versions)?;
    let wasm_opt = tools::wasm_opt(&versions)?;
    let links = Trunk {
        trunk: &trunk,
        wasm_bindgen: &wasm_bindgen,
        wasm_opt: &wasm_opt,
    };
    let left_to_do = tools::link_for_plain_trunk(&links, &versions)?;
    println!(
        "trunk {}, wasm-bindgen {}, wasm-opt {}: all here",
        versions.trunk, versions.wasm_bindgen, versions.wasm_opt
    );

    heading("the preview");
    println!("the first build takes some minutes, later ones seconds; Ctrl+C ends it");
    match options {
        [] => println!("open {}", address(&read("Trunk.toml")?)),
        _ => println!("Trunk prints the address below"),
    }
    match left_to_do {
        Some(what) => println!("{what}"),
        None => println!("from now on, plain `trunk serve` does the same"),
    }
    Plain::new("trunk", ["serve"])
        .args(options)
        .path(&tools::folders([&trunk, &wasm_bindgen, &wasm_opt]))?
        .run()
}

fn address(trunk: &str) -> String {
    let port = trunk
        .lines()
        .find_map(|line| line.strip_prefix("port = "))
        .unwrap_or("8080");
    format!("http://127.0.0.1:{port}/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_configured_port() {
        assert_eq!(
            address("[serve]\nport = 9000\n"),
            "http://127.0.0.1:9000/".to_owned()
        );
    }
}
