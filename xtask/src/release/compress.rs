//! Compression without time stamps or file names: the same input gives the same bytes.

use std::io::Write;

use crate::failure::{Failure, Result};

/// Whether compression makes a file with this name smaller. Pictures are compressed already.
pub fn helps(name: &str) -> bool {
    let kinds = [
        ".js", ".wasm", ".html", ".css", ".json", ".svg", ".txt", ".xml",
    ];
    kinds.iter().any(|kind| name.ends_with(kind))
}

/// Quality 11, window 22: the best that a static host would serve.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer
        .write_all(bytes)
        .map_err(|error| Failure::new(format!("brotli: {error}")))?;
    Ok(writer.into_inner())
}

pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer
        .write_all(bytes)
        .and_then(|()| writer.finish())
        .map_err(|error| Failure::new(format!("gzip: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "news ".repeat(1000);
        let mut back = String::new();
        let small = brotli(text.as_bytes()).expect("brotli");
        brotli::Decompressor::new(small.as_slice(), 4096)
            .read_to_string(&mut back)
            .expect("the text");
        assert_eq!(back, text);
        back.clear();
        let small = gzip(text.as_bytes()).expect("gzip");
        flate2::read::GzDecoder::new(small.as_slice())
            .read_to_string(&mut back)
            .expect("the text");
        assert_eq!(back, text);
    }

    #[test]
    fn gzip_has_no_time_stamp() {
        let small = gzip(b"news").expect("gzip");
        assert_eq!(small[4..8], [0; 4]);
    }

    #[test]
    fn pictures_stay_as_they_are() {
        assert!(helps("preview/pictures/tram.svg"));
        assert!(!helps("preview/pictures/tram.jpg"));
    }
}
