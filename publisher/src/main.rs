//! The program `latest-news`. All its code is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    publisher::command::main()
}
