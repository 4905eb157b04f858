//! The headers of each file, by its name: its type, its cache life and its encoding. The rules are
//! those of `hosting/`. A test compares them.

/// One year, because these names follow from the contents.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The names are the same in every run, so caches must check them soon.
const SHORT: &str = "public, max-age=300";
/// News: caches show a copy at once and fetch the next version meanwhile.
const NEWS: &str = "public, max-age=60, stale-while-revalidate=600";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headers {
    pub media_type: &'static str,
    pub cache: &'static str,
    pub encoding: Option<&'static str>,
    pub compressible: bool,
}

pub fn headers(path: &str) -> Headers {
    let (plain, encoding) = match path.rsplit_once('.') {
        Some((plain, "br")) => (plain, Some("br")),
        Some((plain, "gz")) => (plain, Some("gzip")),
        _ => (path, None),
    };
    let (media_type, compressible) = match plain.rsplit('.').next().unwrap_or_default() {
        "js" => ("text/javascript; charset=utf-8", true),
        "json" => ("application/json", true),
        "wasm" => ("application/wasm", true),
        "css" => ("text/css; charset=utf-8", true),
        "html" => ("text/html; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "avif" => ("image/avif", false),
        "webp" => ("image/webp", false),
        "png" => ("image/png", false),
        "jpg" => ("image/jpeg", false),
        _ if plain == "_headers" => ("text/plain; charset=utf-8", false),
        _ => ("application/octet-stream", false),
    };
    let cache = match plain {
        _ if plain.starts_with("latest-news/") || plain.starts_with("pictures/") => FOR_EVER,
        "latest-news.js" | "manifest.json" | "third-party-notices.txt" | "_headers" => SHORT,
        _ if plain.starts_with("presets/") => SHORT,
        _ => NEWS,
    };
    Headers {
        media_type,
        cache,
        encoding,
        compressible,
    }
}

/// The file `_headers` for hosts that read it: the content of `hosting/_headers`, and the same for
/// editions.
pub fn listed(editions: &[&str]) -> String {
    let mut text = format!(
        "/*\n  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n  \
         Timing-Allow-Origin: *\n  X-Content-Type-Options: nosniff\n\n\
         /latest-news.js\n  Cache-Control: {SHORT}\n\n\
         /third-party-notices.txt\n  Cache-Control: {SHORT}\n\n/latest-news/*\n  Cache-Control: {FOR_EVER}\n\n/pictures/*\n  Cache-Control: {FOR_EVER}\n\n\
         /presets/*\n  Cache-Control: {SHORT}\n"
    );
    for name in editions {
        for place in [".js", ".json", ".html", "/*"] {
            text += &format!("\n/{name}{place}\n  Cache-Control: {NEWS}\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_say_what_they_are() {
        for (path, media_type, encoding, cache) in [
            (
                "latest-news.js",
                "text/javascript; charset=utf-8",
                None,
                SHORT,
            ),
            (
                "latest-news/0.1.0/widget.1.wasm",
                "application/wasm",
                None,
                FOR_EVER,
            ),
            (
                "latest-news/0.1.0/widget.1.wasm.br",
                "application/wasm",
                Some("br"),
                FOR_EVER,
            ),
            ("news.json.gz", "application/json", Some("gzip"), NEWS),
            ("news.js", "text/javascript; charset=utf-8", None, NEWS),
            ("news/frame.html", "text/html; charset=utf-8", None, NEWS),
            ("pictures/1-320.avif", "image/avif", None, FOR_EVER),
            ("presets/a.css", "text/css; charset=utf-8", None, SHORT),
        ] {
            let headers = headers(path);
            assert_eq!(headers.media_type, media_type, "{path}");
            assert_eq!(headers.encoding, encoding, "{path}");
            assert_eq!(headers.cache, cache, "{path}");
        }
    }

    /// Each path with the header lines of such a file.
    fn rules(text: &str) -> Vec<(String, String)> {
        let mut rules = Vec::new();
        let mut path = String::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            match line.strip_prefix("  ") {
                Some(rule) => rules.push((path.clone(), rule.to_owned())),
                None => path = line.to_owned(),
            }
        }
        rules
    }

    #[test]
    fn the_release_is_served_as_hosting_says() {
        let ours = rules(&listed(&["news"]));
        let not_written = [
            "/manifest.json",
            "/",
            "/index.html",
            "/configurator/*",
            "/preview/*",
            "/docs/*",
        ];
        for rule in rules(include_str!("../../../hosting/_headers")) {
            assert!(
                ours.contains(&rule) || not_written.contains(&rule.0.as_str()),
                "{rule:?}"
            );
        }
        let news = ("/news.js".to_owned(), format!("Cache-Control: {NEWS}"));
        assert!(ours.contains(&news), "{ours:?}");
    }
}
