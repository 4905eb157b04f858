//! The program `latest-news`. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    publisher::command::main()
}
