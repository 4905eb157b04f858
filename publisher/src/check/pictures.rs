//! Loads the pictures that a feed names, as readers' browsers would, and measures them. Only the beginning
//! of a picture is read; none is decoded.

use futures_util::stream::{self, StreamExt};
use http::{HeaderMap, HeaderValue, header};
use latest_news_doctor::{Loaded, MAX_PICTURES, Report, Trial};
use url::Url;

use crate::fetch::{Fetcher, Request, may_be_public};
use crate::picture;

const SIDE_BY_SIDE: usize = 4;

/// The host of a feed on this machine or its network, which its pictures may have, too. Names are not
/// trusted like that: tomorrow they may lead elsewhere.
pub fn own_network(feed: &str) -> Option<String> {
    let url = Url::parse(feed).ok()?;
    let host = url.host_str()?.to_owned();
    (!may_be_public(&url)).then_some(host)
}

/// Tries the first pictures of a report.
pub async fn load(report: &Report, fetcher: &Fetcher) -> Vec<Trial> {
    let addresses = report.pictures.iter().take(MAX_PICTURES);
    let trials = addresses.map(|it| async {
        Trial {
            address: it.address.clone(),
            loaded: measure(&it.address, fetcher).await,
        }
    });
    stream::iter(trials).buffered(SIDE_BY_SIDE).collect().await
}

async fn measure(address: &str, fetcher: &Fetcher) -> Option<Loaded> {
    let url = Url::parse(address).ok()?;
    let accept = HeaderValue::from_static(picture::ACCEPT);
    let request = Request {
        url: &url,
        headers: &HeaderMap::from_iter([(header::ACCEPT, accept)]),
        limits: picture::LIMITS,
        configured: false,
    };
    let answer = fetcher.fetch(&request).await.ok()?;
    let media_type = crate::fetch::text(&answer.headers, &header::CONTENT_TYPE);
    let (width, height) = match imagesize::blob_size(&answer.body) {
        Ok(size) => (size.width, size.height),
        // A drawing may have any size.
        Err(_) if media_type?.starts_with("image/svg") => (0, 0),
        Err(_) => return None,
    };
    Some(Loaded {
        width: u32::try_from(width).unwrap_or(u32::MAX),
        height: u32::try_from(height).unwrap_or(u32::MAX),
        bytes: Some(answer.body.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_and_this_machine_are_trusted() {
        for (feed, expected) in [
            ("http://127.0.0.1:8080/feed.json", Some("127.0.0.1")),
            ("http://localhost/feed.json", Some("localhost")),
            ("http://192.168.0.7/feed.json", Some("192.168.0.7")),
            ("https://news.example/feed.json", None),
            ("https://93.184.215.14/feed.json", None),
            ("feed.json", None),
        ] {
            assert_eq!(own_network(feed).as_deref(), expected, "{feed}");
        }
    }
}
