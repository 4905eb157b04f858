//! One request to a server on loopback, written as it is sent.

use std::io::{Read, Write};
use std::net::TcpStream;

pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Got {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// `request` is the first line and, after it, header lines of its own.
pub fn ask(port: u16, request: &str) -> Got {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(
        stream,
        "{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|at| at == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    Got {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        body: bytes[end + 4..].to_vec(),
        head,
    }
}

pub fn get(port: u16, path: &str, headers: &str) -> Got {
    let headers = if headers.is_empty() {
        String::new()
    } else {
        format!("\r\n{headers}")
    };
    ask(port, &format!("GET {path} HTTP/1.1{headers}"))
}
