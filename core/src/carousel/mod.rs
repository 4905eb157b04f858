//! How the carousel moves: where it can rest, which slide is first in view, when it rotates by
//! itself.
//!
//! Everything here is arithmetic on numbers that the view has measured. Distances are CSS pixels
//! along the reading direction, so left-to-right and right-to-left are the same case.

mod geometry;
mod movement;
mod rotation;

pub use geometry::Geometry;
pub use movement::{Movement, Step};
pub use rotation::{PauseReason, Rotation, RotationEvent, RotationState};
