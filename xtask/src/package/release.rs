//! A release that `cargo xtask build` wrote, read by its `manifest.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::File;
use crate::failure::{Failure, Result};
use crate::release::integrity;
use crate::shell::cannot;

pub struct Release {
    folder: PathBuf,
    pub version: String,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Manifest {
    version: String,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    path: String,
    role: String,
    integrity: String,
}

impl Release {
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("manifest.json");
        let text = fs::read_to_string(&path).map_err(|error| {
            cannot("read", &path, &error).cure("cargo xtask build, or name a folder with a release")
        })?;
        let Manifest { version, files } = serde_json::from_str(&text).map_err(|error| {
            Failure::new(format!("{} is not a manifest: {error}", path.display()))
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            version,
            files,
        })
    }

    /// The paths of the files of a role, in the manifest's order.
    pub fn paths(&self, role: &str) -> Vec<&str> {
        let files = self.files.iter().filter(|file| file.role == role);
        files.map(|file| file.path.as_str()).collect()
    }

    /// The path of the one file of a role.
    pub fn path(&self, role: &str) -> Result<&str> {
        match self.paths(role)[..] {
            [path] => Ok(path),
            _ => Err(Failure::new(format!(
                "the manifest does not list exactly one {role}"
            ))),
        }
    }

    /// The content of a file. Its hash must be the one in the manifest.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        let file = self.folder.join(path);
        let bytes = fs::read(&file).map_err(|error| cannot("read", &file, &error))?;
        let listed = self.files.iter().find(|listed| listed.path == path);
        match listed {
            Some(listed) if listed.integrity == integrity(&bytes) => Ok(bytes),
            _ => Err(Failure::new(format!(
                "{} differs from its hash in the manifest",
                file.display()
            ))
            .cure("cargo xtask build")),
        }
    }

    pub fn text(&self, path: &str) -> Result<String> {
        String::from_utf8(self.bytes(path)?)
            .map_err(|_| Failure::new(format!("{path} is not UTF-8")))
    }
}

#[derive(Serialize)]
struct Integrities<'a> {
    version: &'a str,
    files: BTreeMap<&'a str, String>,
}

/// `integrity.json`: the hashes for pages that pin files.
pub fn integrities(version: &str, files: &[File]) -> Result<Vec<u8>> {
    let files = files.iter();
    let list = Integrities {
        version,
        files: files
            .map(|(name, bytes)| (name.as_str(), integrity(bytes)))
            .collect(),
    };
    Ok(super::words::json(&list, "integrity.json")?.into_bytes())
}
