//! Fetching: a few requests at a time, one per host, redirects step by step, with limits on bytes
//! and time. An address that only a feed names must be public, also after redirects and name
//! lookups. This module knows nothing about feeds.

mod cached;
mod error;
mod public;
mod turn;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};
use latest_news_core::retry;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Url;

use crate::address::shown;

pub use cached::{Cached, Freshness, Wanted};
pub use error::FetchError;
pub use public::may_be_public;

/// About as many as browsers follow.
const MOST_REDIRECTS: usize = 10;

/// The limits of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub bytes: usize,
    pub time: Duration,
}

/// Something to fetch.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub url: &'a Url,
    pub headers: &'a HeaderMap,
    pub limits: Limits,
    /// The configuration names the address, so it is fetched on any network.
    pub configured: bool,
}

/// An answer with status 200 or 304.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The address after redirects.
    pub url: Url,
}

pub struct Fetcher {
    /// For hosts that the configuration allows.
    open: reqwest::Client,
    /// Connects to public addresses only.
    guarded: reqwest::Client,
    allow: Vec<String>,
    turns: turn::Turns,
}

/// Why there is no client.
#[derive(Debug)]
pub struct NoClient(String);

impl std::fmt::Display for NoClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "cannot prepare to fetch: {}; check this machine's certificates",
            self.0
        )
    }
}

impl Fetcher {
    /// `home` is the address of the editions. Servers see it, so that their owners can ask its
    /// owner.
    pub fn new(home: Option<&Url>, allow: Vec<String>) -> Result<Fetcher, NoClient> {
        // The first call decides for the whole process. A second call is no mistake.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let version = env!("CARGO_PKG_VERSION");
        let agent = match home {
            Some(home) => format!("LatestNews/{version} (feed fetcher of {home})"),
            None => format!("LatestNews/{version} (feed fetcher)"),
        };
        let client = || {
            reqwest::Client::builder()
                .user_agent(agent.as_str())
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(Duration::from_secs(10))
        };
        let build = |builder: reqwest::ClientBuilder| {
            builder.build().map_err(|error| NoClient(cause(&error)))
        };
        Ok(Fetcher {
            open: build(client())?,
            guarded: build(client().dns_resolver(Arc::new(PublicOnly)))?,
            allow,
            turns: turn::Turns::new(),
        })
    }

    /// Fetches, with further attempts if those may help.
    pub async fn fetch(&self, request: &Request<'_>) -> Result<Answer, FetchError> {
        let mut times = 0;
        loop {
            times += 1;
            let failure = match self.once(request).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let pause = failure.error.may_pass().and_then(|status| {
                retry::pause(retry::Failed {
                    times,
                    status,
                    retry_after: failure.retry_after.as_deref(),
                    now: now(),
                    random: random(),
                })
            });
            match pause {
                // If the server asks for more time, it gets it in the next run.
                Some(pause) if pause <= retry::PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(pause.unsigned_abs())).await;
                }
                _ => return Err(failure.error),
            }
        }
    }

    /// Follows redirects, within the time. Waiting for a turn takes none of it: a feed does not fail
    /// because others of its host are slow.
    async fn once(&self, request: &Request<'_>) -> Result<Answer, Failure> {
        let mut url = request.url.clone();
        let mut left = request.limits.time;
        for _ in 0..=MOST_REDIRECTS {
            let client = self.client(request, &url)?;
            let _turn = self.turns.take(&url).await;
            let begun = Instant::now();
            match tokio::time::timeout(left, step(client, request, url)).await {
                Ok(step) => match step? {
                    Step::Answered(answer) => return Ok(answer),
                    Step::Moved(to) => url = to,
                },
                Err(_) => {
                    let seconds = request.limits.time.as_secs();
                    return Err(FetchError::TimedOut { seconds }.into());
                }
            }
            left = left.saturating_sub(begun.elapsed());
        }
        Err(FetchError::TooManyRedirects {
            most: MOST_REDIRECTS,
        }
        .into())
    }

    /// Who may connect to this address, if anybody.
    fn client(&self, request: &Request<'_>, url: &Url) -> Result<&reqwest::Client, FetchError> {
        let own = request.configured && url.host() == request.url.host();
        if own || public::is_allowed(url, &self.allow) {
            Ok(&self.open)
        } else if may_be_public(url) {
            Ok(&self.guarded)
        } else {
            let address = url.host_str().unwrap_or_default().to_owned();
            Err(FetchError::Private { address })
        }
    }
}

/// What one request comes to.
enum Step {
    Answered(Answer),
    Moved(Url),
}

async fn step(client: &reqwest::Client, request: &Request<'_>, url: Url) -> Result<Step, Failure> {
    let answer = client.get(url.clone()).headers(request.headers.clone());
    let answer = answer.send().await.map_err(|error| failed(&error))?;
    let status = answer.status();
    if let 301 | 302 | 303 | 307 | 308 = status.as_u16() {
        let location = text(answer.headers(), &header::LOCATION).unwrap_or_default();
        let next = url.join(&location).ok();
        let next =
            next.filter(|next| matches!(next.scheme(), "http" | "https") && !location.is_empty());
        let lost = || FetchError::Lost {
            location: shown(&location),
        };
        return Ok(Step::Moved(next.ok_or_else(lost)?));
    }
    if !status.is_success() && status != StatusCode::NOT_MODIFIED {
        return Err(Failure {
            retry_after: text(answer.headers(), &header::RETRY_AFTER),
            error: FetchError::Status {
                status: status.as_u16(),
            },
        });
    }
    let headers = answer.headers().clone();
    let body = body(answer, request.limits.bytes).await?;
    Ok(Step::Answered(Answer {
        status,
        headers,
        body,
        url,
    }))
}

struct Failure {
    error: FetchError,
    retry_after: Option<String>,
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Failure {
        Failure {
            error,
            retry_after: None,
        }
    }
}

/// The body, unless it is too large after decompression.
async fn body(mut answer: reqwest::Response, most: usize) -> Result<Bytes, FetchError> {
    let mut body = BytesMut::new();
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > most => {
                return Err(FetchError::TooLarge {
                    megabytes: most as u64 / 1_000_000,
                });
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body.freeze()),
            Err(error) => return Err(FetchError::BrokenOff { why: cause(&error) }),
        }
    }
}

fn failed(error: &reqwest::Error) -> FetchError {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(inner) = source {
        if let Some(OnlyPrivate(address)) = inner.downcast_ref::<OnlyPrivate>() {
            return FetchError::Private {
                address: address.clone(),
            };
        }
        source = inner.source();
    }
    FetchError::Unreachable { why: cause(error) }
}

/// The innermost cause of an error. The layers above only say that something failed.
fn cause(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(inner) = last.source() {
        last = inner;
    }
    last.to_string()
}

/// A header as text. `None` if it is no text.
pub fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// A random number from 0 up to 1. For spreading pauses, the randomness of a hash map is enough.
fn random() -> f64 {
    use std::hash::{BuildHasher, RandomState};
    (RandomState::new().hash_one(0) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Resolves names to public addresses only. The client connects to exactly these addresses, so a
/// name server gains nothing by a different second answer.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let mut private = None;
            let mut addresses = Vec::new();
            for address in found {
                if public::is_public(address.ip()) {
                    addresses.push(address);
                } else {
                    private = Some(address.ip().to_string());
                }
            }
            match private {
                Some(address) if addresses.is_empty() => Err(OnlyPrivate(address).into()),
                _ => Ok(Box::new(addresses.into_iter()) as Addrs),
            }
        })
    }
}

#[derive(Debug)]
struct OnlyPrivate(String);

impl std::fmt::Display for OnlyPrivate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "leads to {}", self.0)
    }
}

impl std::error::Error for OnlyPrivate {}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    const PAUSE: Duration = Duration::from_millis(200);

    /// How many requests were under way, and how many at most.
    #[derive(Default)]
    struct Load {
        now: AtomicUsize,
        most: AtomicUsize,
    }

    /// A host that answers after a pause, whatever it is asked.
    async fn slow_host(load: &Arc<Load>) -> Url {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let load = Arc::clone(load);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let load = Arc::clone(&load);
                tokio::spawn(async move {
                    let _ = stream.read(&mut [0; 4_096]).await;
                    let now = load.now.fetch_add(1, Ordering::SeqCst) + 1;
                    load.most.fetch_max(now, Ordering::SeqCst);
                    tokio::time::sleep(PAUSE).await;
                    load.now.fetch_sub(1, Ordering::SeqCst);
                    let answer =
                        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
                    let _ = stream.write_all(answer).await;
                });
            }
        });
        Url::parse(&format!("http://{address}/")).unwrap()
    }

    async fn asked(fetcher: &Fetcher, url: &Url, time: Duration) -> Result<Answer, FetchError> {
        let request = Request {
            url,
            headers: &HeaderMap::new(),
            limits: Limits { bytes: 100, time },
            configured: true,
        };
        fetcher.fetch(&request).await
    }

    #[tokio::test]
    async fn waiting_for_a_turn_takes_no_time_from_a_feed() {
        let load = Arc::<Load>::default();
        let url = slow_host(&load).await;
        let fetcher = Fetcher::new(None, Vec::new()).unwrap();
        // Eight in a row, each within three pauses: the last ones begin long after those have passed.
        let answers = (0..8).map(|_| asked(&fetcher, &url, 3 * PAUSE));
        for answer in join_all(answers).await {
            assert_eq!(answer.unwrap().body, "ok");
        }
        assert_eq!(load.most.load(Ordering::SeqCst), 1, "one for each host");
        let answer = asked(&fetcher, &url, PAUSE / 4).await;
        let error = answer.expect_err("too slow");
        assert!(matches!(error, FetchError::TimedOut { .. }), "{error}");
    }

    #[tokio::test]
    async fn a_few_are_asked_at_a_time() {
        let load = Arc::<Load>::default();
        let urls = join_all((0..20).map(|_| slow_host(&load))).await;
        let fetcher = Fetcher::new(None, Vec::new()).unwrap();
        for answer in join_all(urls.iter().map(|url| asked(&fetcher, url, 5 * PAUSE))).await {
            assert_eq!(answer.unwrap().body, "ok");
        }
        assert_eq!(load.most.load(Ordering::SeqCst), 8);
    }

    #[tokio::test]
    async fn names_that_lead_to_this_machine_are_not_answered() {
        let name = "localhost".parse::<Name>().unwrap();
        let found = PublicOnly.resolve(name).await;
        let Err(error) = found else {
            panic!("an address was found")
        };
        assert!(error.downcast_ref::<OnlyPrivate>().is_some(), "{error}");
    }
}
