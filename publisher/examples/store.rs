//! An object store to try `latest-news build --out s3://…` with, on loopback: `cargo run -p publisher
//! --example store FOLDER`. It says where it answers and with which key, and keeps the folder, whose
//! folders are buckets.

#![allow(clippy::unwrap_used)]

#[path = "../tests/object_store.rs"]
mod object_store;

use std::path::Path;

fn main() {
    let folder = std::env::args().nth(1).expect("a folder");
    let address = object_store::serve(Path::new(&folder));
    let (id, secret) = object_store::KEY;
    println!("AWS_ENDPOINT=http://{address}");
    println!("AWS_ACCESS_KEY_ID={id}");
    println!("AWS_SECRET_ACCESS_KEY={secret}");
    println!("AWS_ALLOW_HTTP=true");
    println!("AWS_REGION=us-east-1");
    loop {
        std::thread::park();
    }
}
