//! Why something could not be fetched. The messages follow its address.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No connection, with the reason that the client gives.
    Unreachable {
        why: String,
    },
    /// An address that is not public and that only a feed or a redirect names.
    Private {
        address: String,
    },
    TimedOut {
        seconds: u64,
    },
    /// The connection ended before the answer was complete.
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
    /// A redirect to an unusable address.
    Lost {
        location: String,
    },
    /// Status 304 although there is no usable copy.
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
                "leads to {address}, which is not on the public network; to fetch it all the same, \
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
                write!(f, "is redirected to {location:?}, which is not an http(s) address")
            }
            FetchError::NothingToKeep => f.write_str(
                "answered that nothing has changed (status 304), but was not asked; its server or a \
                 cache before it is wrong",
            ),
            FetchError::Unreadable { why } => {
                write!(f, "cannot be read: {why}; check its path and permissions")
            }
        }
    }
}

impl FetchError {
    /// Whether another attempt may succeed, with the status of this one.
    pub fn may_pass(&self) -> Option<Option<u16>> {
        match self {
            FetchError::Unreachable { .. } | FetchError::BrokenOff { .. } => Some(None),
            FetchError::Status { status } => Some(Some(*status)),
            _ => None,
        }
    }
}
