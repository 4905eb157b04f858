//! Why something could not be fetched, in words that go on after its address.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No connection, with the reason of whoever tried.
    Unreachable {
        why: String,
    },
    /// An address that only a feed or a redirect names, and that is not public.
    Private {
        address: String,
    },
    TimedOut {
        seconds: u64,
    },
    /// The connection ended before the answer did.
    BrokenOff {
        why: String,
    },
    Status {
        status: u16,
    },
    TooLarge {
        megabytes: u64,
    },
    TooManyRedirects {
        most: usize,
    },
    /// A redirect that leads nowhere.
    Lost {
        location: String,
    },
    /// 304 without a copy that could be used.
    NothingToKeep,
    /// A file that cannot be read.
    Unreadable {
        why: String,
    },
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Unreachable { why } => {
                write!(f, "cannot be reached: {why}; check its address and this machine's network")
            }
            FetchError::Private { address } => write!(
                f,
                "leads to {address}, which is not on the public network; if it shall be fetched, \
                 name its host in allow of [fetch]"
            ),
            FetchError::TimedOut { seconds } => {
                write!(f, "did not answer within {seconds} seconds")
            }
            FetchError::BrokenOff { why } => write!(f, "broke off: {why}"),
            FetchError::Status { status } => write!(f, "answered with status {status}"),
            FetchError::TooLarge { megabytes } => write!(f, "is larger than {megabytes} MB"),
            FetchError::TooManyRedirects { most } => {
                write!(f, "is redirected more than {most} times; give the address it ends at")
            }
            FetchError::Lost { location } => {
                write!(f, "is redirected to {location:?}, which is no http(s) address")
            }
            FetchError::NothingToKeep => f.write_str(
                "answered that nothing has changed (status 304), but was not asked; its server or a \
                 cache before it is wrong",
            ),
            FetchError::Unreadable { why } => {
                write!(f, "cannot be read: {why}; check its path and rights")
            }
        }
    }
}

impl FetchError {
    /// Whether another try may help, and the status it came with.
    pub fn may_pass(&self) -> Option<Option<u16>> {
        match self {
            FetchError::Unreachable { .. } | FetchError::BrokenOff { .. } => Some(None),
            FetchError::Status { status } => Some(Some(*status)),
            _ => None,
        }
    }
}
