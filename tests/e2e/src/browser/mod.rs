//! The three engines, their drivers, and a pool of sessions for trials.

mod engine;
mod fresh;
mod pool;
mod session;
mod start;
mod wire;

pub use engine::{Engine, Reader, Setup};
pub use pool::{Lease, Pool};
pub use session::{Session, TURN};
pub use wire::DriverError;
