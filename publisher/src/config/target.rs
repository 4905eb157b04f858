//! Where to write: a folder, or the address of an object store.

use object_store::ObjectStoreScheme;
use url::Url;

/// The schemes that publishers write. Others lead to the same stores.
const SCHEMES: [&str; 3] = ["s3", "gs", "az"];

/// Whether this is the address of an object store. Everything else is a folder.
pub fn is_store(out: &str) -> bool {
    out.contains("://")
}

/// What is wrong with a place to write to, and what to write instead, as far as that can be known
/// without a request.
pub fn unusable(out: &str) -> Option<&'static str> {
    let scheme = out.trim().split(':').next().unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if !is_store(out) {
        let cut = out.contains(':') && SCHEMES.contains(&scheme.as_str());
        return cut.then_some("lacks the slashes of an address; write s3://bucket/folder");
    }
    let Ok(url) = Url::parse(out) else {
        return Some("cannot be read as an address; write s3://bucket/folder");
    };
    if url.host_str().is_none_or(str::is_empty) && SCHEMES.contains(&scheme.as_str()) {
        return Some("names no bucket; write s3://bucket/folder");
    }
    match ObjectStoreScheme::parse(&url) {
        Ok((
            ObjectStoreScheme::AmazonS3
            | ObjectStoreScheme::GoogleCloudStorage
            | ObjectStoreScheme::MicrosoftAzure,
            _,
        )) => {}
        _ => {
            return Some(
                "is neither a folder nor an object store; write the path of a folder, \
                 s3://bucket/folder, gs://… or az://…",
            );
        }
    }
    // Stores know neither, so the files would be elsewhere.
    let more = url.query().is_some() || url.fragment().is_some();
    more.then_some(
        "has a query or a fragment; write only bucket and folder, and credentials into \
                    the environment",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_object_stores_can_be_written_to() {
        for (out, store) in [
            ("public/embed", false),
            ("/srv/news: today", false),
            ("C:\\news", false),
            ("s3", false),
            ("", false),
            ("s3://bucket", true),
            ("S3://bucket/folder", true),
            ("s3a://bucket/folder", true),
            ("gs://bucket/folder", true),
            ("az://container/folder", true),
            ("abfss://container@account.dfs.core.windows.net/a", true),
            ("https://account.blob.core.windows.net/container/a", true),
            ("https://bucket.s3.eu-west-1.amazonaws.com/a", true),
            ("s3://key:secret@bucket/folder", true),
        ] {
            assert_eq!(unusable(out), None, "{out}");
            assert_eq!(is_store(out), store, "{out}");
        }
    }

    #[test]
    fn others_cannot() {
        for (out, expected) in [
            ("ftp://x/y", "is neither"),
            ("http://x/y", "is neither"),
            ("file:///srv/y", "is neither"),
            ("memory:///y", "is neither"),
            ("s3://", "names no bucket"),
            ("gs:///folder", "names no bucket"),
            ("s3:bucket", "lacks the slashes"),
            ("az:/container", "lacks the slashes"),
            ("s3://bucket/a?b", "has a query"),
            ("s3://bucket/a#b", "has a query"),
            ("s3://bucket:x/a", "cannot be read"),
        ] {
            let why = unusable(out).unwrap_or_default();
            assert!(why.starts_with(expected), "{out}: {why}");
        }
    }
}
