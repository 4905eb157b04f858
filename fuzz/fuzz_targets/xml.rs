//! Any bytes as RSS or Atom, for the publisher's command.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::xml(bytes));
