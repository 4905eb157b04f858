//! One connection: reads a request, finds the answer, and sends it with its faults.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use socket2::SockRef;

use super::answer::{Answer, Delivery};
use super::site::{Request, Shared};
use super::{Origin, lock};

/// Long enough for any test. It ends threads whose browser has forgotten the connection.
const PATIENCE: Duration = Duration::from_secs(120);

pub fn serve(mut stream: TcpStream, origin: Origin, sites: &Mutex<HashMap<String, Arc<Shared>>>) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_nodelay(true);
    // A browser may open a connection early and never use it.
    let Ok(Some(request)) = read_request(&mut stream, origin) else {
        return;
    };
    let prefix = request.path.split('/').nth(1).unwrap_or_default();
    let site = lock(sites).get(prefix).cloned();
    let Some(site) = site else {
        // Browsers request an icon by themselves if a page names none.
        let status = if request.path == "/favicon.ico" {
            204
        } else {
            404
        };
        let _ = send(&mut stream, &Answer::status_only(status), &request.method);
        return;
    };
    let method = request.method.clone();
    let (number, answer) = site.receive(request);
    if let Some(gate) = &answer.held_by {
        gate.wait();
    }
    if send(&mut stream, &answer, &method).is_ok() {
        site.answered(number);
    }
}

fn read_request(stream: &mut TcpStream, origin: Origin) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            bytes.drain(..end + 4);
            break head;
        }
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Ok(None);
        }
        bytes.extend_from_slice(&buffer[..count]);
        // A TLS handshake. A server without TLS closes the connection.
        if bytes.first() == Some(&0x16) {
            return Ok(None);
        }
    };
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let method = first.next().unwrap_or_default().to_owned();
    let path = first.next().unwrap_or_default().to_owned();
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, value)| value.parse().unwrap_or(0));
    while bytes.len() < length {
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Ok(None);
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
    Ok(Some(Request {
        origin,
        method,
        path,
        headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
        at: Instant::now(),
        answered: None,
    }))
}

fn send(stream: &mut TcpStream, answer: &Answer, method: &str) -> io::Result<()> {
    match answer.delivery {
        Delivery::Never => return wait_for_hang_up(stream),
        Delivery::Reset => {
            SockRef::from(&*stream).set_linger(Some(Duration::ZERO))?;
            return Ok(());
        }
        Delivery::Whole | Delivery::Endless | Delivery::Drip(_) | Delivery::CutAt(_) => {}
    }
    stream.write_all(head(answer).as_bytes())?;
    if method != "HEAD" {
        match answer.delivery {
            Delivery::CutAt(length) => {
                stream.write_all(&answer.body[..length.min(answer.body.len())])?;
            }
            Delivery::Drip(pause) => {
                for byte in answer.body.iter() {
                    thread::sleep(pause);
                    stream.write_all(&[*byte])?;
                }
            }
            Delivery::Endless => {
                stream.write_all(&answer.body)?;
                return wait_for_hang_up(stream);
            }
            _ => stream.write_all(&answer.body)?,
        }
    }
    stream.shutdown(Shutdown::Write)
}

fn wait_for_hang_up(stream: &mut TcpStream) -> io::Result<()> {
    let _bytes_after_the_request = stream.read(&mut [0])?;
    Err(io::ErrorKind::ConnectionAborted.into())
}

fn head(answer: &Answer) -> String {
    let length = answer.claimed_length.unwrap_or(answer.body.len());
    let mut head = format!(
        "HTTP/1.1 {} -\r\nContent-Type: {}\r\nContent-Length: {length}\r\nConnection: close\r\n",
        answer.status, answer.media_type,
    );
    if let Some(origin) = &answer.allow_origin {
        head.push_str(&format!("Access-Control-Allow-Origin: {origin}\r\n"));
    }
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head
}
