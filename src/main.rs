//! The program that becomes the wasm file: the library's exports to JavaScript and nothing else. A
//! library that is also compiled for tests cannot be optimised as a whole. A program can, which
//! makes it a tenth smaller.

use latest_news as _;

fn main() {}
