//! Loads the pictures that a feed names, as readers' browsers would, and weighs and measures them. None is
//! decoded.

use futures_util::stream::{self, StreamExt};
use http::{HeaderMap, HeaderValue, header};
use latest_news_doctor::{self as doctor, Loaded, MAX_PICTURES, Report, Trial};
use url::Url;

use crate::fetch::{Answer, FetchError, Fetcher, Request, may_be_public};
use crate::picture;

const SIDE_BY_SIDE: usize = 4;
/// As browsers ask.
const ACCEPT: &str = "image/avif,image/webp,image/*;q=0.9";

/// The host and port of a feed on this machine or its network. Its pictures may have the same. Names are
/// not trusted like that: tomorrow they may lead elsewhere.
pub fn own_server(feed: &str) -> Option<String> {
    let url = Url::parse(feed).ok()?;
    let server = format!("{}:{}", url.host_str()?, url.port_or_known_default()?);
    (!may_be_public(&url)).then_some(server)
}

/// Tries the first pictures of a report, and adds what was found. Pictures on a private network are only
/// named: readers elsewhere cannot load them, and a feed must not make this machine fetch them.
pub async fn examine(report: &mut Report, fetcher: &Fetcher) {
    let addresses: Vec<String> = report
        .pictures
        .iter()
        .take(MAX_PICTURES)
        .map(|it| it.address.clone())
        .collect();
    let trials = addresses.into_iter().map(|address| async {
        let outcome = fetch(&address, fetcher).await;
        (address, outcome)
    });
    let trials: Vec<_> = stream::iter(trials).buffered(SIDE_BY_SIDE).collect().await;
    let (mut tried, mut private) = (Vec::new(), Vec::new());
    for (address, outcome) in trials {
        let loaded = match outcome {
            Some(Ok(answer)) => measure(&answer),
            Some(Err(FetchError::Private { .. })) => {
                private.push(address);
                continue;
            }
            Some(Err(FetchError::TooLarge { .. })) => Some(Loaded {
                width: 0,
                height: 0,
                bytes: Some(picture::LIMITS.bytes),
            }),
            Some(Err(_)) | None => None,
        };
        tried.push(Trial { address, loaded });
    }
    doctor::examine_pictures(report, &tried);
    if let [first, others @ ..] = &*private {
        doctor::add_private_pictures(report, first, others.len());
    }
}

async fn fetch(address: &str, fetcher: &Fetcher) -> Option<Result<Answer, FetchError>> {
    let url = Url::parse(address).ok()?;
    let accept = HeaderValue::from_static(ACCEPT);
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
