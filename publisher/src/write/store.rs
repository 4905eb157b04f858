//! Writes into an object store: `s3://bucket/folder`, `gs://…`, `az://…`. Each object has its type,
//! cache life and encoding. An object is replaced as a whole, so the order of writing is enough to
//! keep the served files consistent. Credentials come from the environment.

use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ObjectStore, ObjectStoreExt, PutOptions, PutPayload, parse_url_opts,
};
use url::Url;

use super::{Counts, File, WriteError, compressed, finish, hash, headers};
use crate::address::shown;
use crate::state::Records;

pub async fn write(
    out: &str,
    files: Vec<File>,
    mut records: Records,
    now: i64,
) -> Result<Counts, WriteError> {
    let failed = |error: &dyn std::fmt::Display| WriteError::Store {
        address: shown(out),
        error: error.to_string().replace('\n', " "),
    };
    let mut url = Url::parse(out).map_err(|error| failed(&error))?;
    // Credentials come from the environment. A password here would only be repeated in errors. A
    // name is that of a container in addresses of Azure.
    let _ = url.set_password(None);
    // Credentials and endpoints have the names that other tools use: AWS_ENDPOINT, GOOGLE_…,
    // AZURE_….
    let environment = std::env::vars().map(|(key, value)| (key.to_ascii_lowercase(), value));
    let (store, root) = parse_url_opts(&url, environment).map_err(|error| failed(&error))?;
    let mut counts = Counts::default();
    for file in files {
        let bytes = file.contents.bytes().map_err(|error| failed(&error))?;
        let hash = hash(&bytes);
        if records.holds(&file.path, &hash) {
            counts.unchanged += 1;
            records.note(&file.path, hash, now);
            for end in [".br", ".gz"] {
                let form = format!("{}{end}", file.path);
                if records.has(&form) {
                    records.note(&form, String::new(), now);
                }
            }
            continue;
        }
        for (path, form) in compressed(&file.path, &bytes) {
            put(&*store, &root, &path, form)
                .await
                .map_err(|error| failed(&error))?;
            records.note(&path, String::new(), now);
            counts.written += 1;
        }
        put(&*store, &root, &file.path, bytes)
            .await
            .map_err(|error| failed(&error))?;
        records.note(&file.path, hash, now);
        counts.written += 1;
    }
    let mut stays = None;
    for path in records.outdated(now) {
        match store.delete(&place(&root, &path)).await {
            Ok(()) => counts.removed += 1,
            Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => {
                let error = error.to_string().replace('\n', " ");
                stays.get_or_insert((path, std::io::Error::other(error)));
                continue;
            }
        }
        records.forget(&path);
    }
    finish(&shown(out), &records, stays)?;
    Ok(counts)
}

fn place(root: &Path, path: &str) -> Path {
    let parts = root.parts().map(|part| part.as_ref().to_owned());
    Path::from_iter(parts.chain(path.split('/').map(str::to_owned)))
}

async fn put(
    store: &dyn ObjectStore,
    root: &Path,
    path: &str,
    bytes: Vec<u8>,
) -> Result<(), object_store::Error> {
    let headers = headers(path);
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, headers.media_type.into());
    attributes.insert(Attribute::CacheControl, headers.cache.into());
    if let Some(encoding) = headers.encoding {
        attributes.insert(Attribute::ContentEncoding, encoding.into());
    }
    let options = PutOptions {
        attributes,
        ..PutOptions::default()
    };
    store
        .put_opts(&place(root, path), PutPayload::from(bytes), options)
        .await?;
    Ok(())
}
