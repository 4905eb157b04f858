//! Writes the table of all names that HTML has for characters, if the feature `names` is on. Each
//! line is a name, a space and what it stands for. The lines are sorted, for a binary search.

#[cfg(feature = "whole")]
fn main() {
    use std::collections::BTreeMap;
    use std::{env, fs, path::Path};

    println!("cargo::rerun-if-changed=build.rs");
    // Old names also work without a semicolon. They are in the list with it, too.
    let names: BTreeMap<_, _> = entities::ENTITIES
        .iter()
        .filter_map(|it| Some((it.entity.strip_prefix('&')?.strip_suffix(';')?, it)))
        // A line cannot hold its own end. The reader knows this name itself.
        .filter(|(_, it)| it.characters != "\n")
        .collect();
    let lines: String = names
        .iter()
        .map(|(name, it)| format!("{name} {}\n", it.characters))
        .collect();
    let folder = env::var("OUT_DIR").expect("Cargo names a folder");
    fs::write(Path::new(&folder).join("names.txt"), lines).expect("the folder can be written");
}

#[cfg(not(feature = "whole"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
