//! End-to-end tests of the embed in real browsers.
