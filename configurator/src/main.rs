//! The program that becomes the wasm file.

fn main() {
    configurator::panel::start();
}
