//! The program that becomes the wasm file: the library's exports to JavaScript and nothing else.
//! A library that is also compiled for tests cannot be optimised as a whole; a program can, and is
//! a tenth smaller for it.

use latest_news as _;

fn main() {}
