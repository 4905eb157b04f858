//! Loads the pictures that a feed names, as readers' browsers would, and weighs and measures them. None is
//! decoded.

use futures_util::stream::{self, StreamExt};
use http::{HeaderMap, HeaderValue, header};
use latest_news_doctor::{Loaded, MAX_PICTURES, Report, Trial};
use url::Url;

use crate::fetch::{Answer, FetchError, Fetcher, Request, may_be_public};
use crate::picture;

const SIDE_BY_SIDE: usize = 4;

/// The host and port of a feed on this machine or its network. Its pictures may have the same. Names are
/// not trusted like that: tomorrow they may lead elsewhere.
pub fn own_server(feed: &str) -> Option<String> {
    let url = Url::parse(feed).ok()?;
    let server = format!("{}:{}", url.host_str()?, url.port_or_known_default()?);
    (!may_be_public(&url)).then_some(server)
}

/// Tries the first pictures of a report. Pictures on a private network are left out: readers may reach
/// what a feed must not make this machine fetch.
pub async fn load(report: &Report, fetcher: &Fetcher) -> Vec<Trial> {
    let addresses = report.pictures.iter().take(MAX_PICTURES);
    let trials = addresses.map(|it| async {
        let loaded = match fetch(&it.address, fetcher).await? {
            Ok(answer) => measure(&answer),
            Err(FetchError::Private { .. }) => return None,
            Err(FetchError::TooLarge { .. }) => Some(Loaded {
                width: 0,
                height: 0,
                bytes: Some(picture::LIMITS.bytes),
            }),
            Err(_) => None,
        };
        let address = it.address.clone();
        Some(Trial { address, loaded })
    });
    let trials = stream::iter(trials).buffered(SIDE_BY_SIDE);
    trials.filter_map(std::future::ready).collect().await
}

async fn fetch(address: &str, fetcher: &Fetcher) -> Option<Result<Answer, FetchError>> {
    let url = Url::parse(address).ok()?;
    let accept = HeaderValue::from_static(picture::ACCEPT);
    let request = Request {
        url: &url,
        headers: &HeaderMap::from_iter([(header::ACCEPT, accept)]),
        limits: picture::LIMITS,
        configured: false,
    };
    Some(fetcher.fetch(&request).await)
}

fn measure(answer: &Answer) -> Option<Loaded> {
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
    fn only_numbers_and_this_machine_are_trusted_with_their_port() {
        for (feed, expected) in [
            ("http://127.0.0.1:8080/feed.json", Some("127.0.0.1:8080")),
            ("http://localhost/feed.json", Some("localhost:80")),
            ("http://192.168.0.7/feed.json", Some("192.168.0.7:80")),
            ("https://news.example/feed.json", None),
            ("https://93.184.215.14/feed.json", None),
            ("feed.json", None),
        ] {
            assert_eq!(own_server(feed).as_deref(), expected, "{feed}");
        }
    }
}
