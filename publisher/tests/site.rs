//! A web server on loopback with prepared answers, also bad ones. Each connection carries one
//! request.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

#[derive(Clone, Default)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub manner: Manner,
}

#[derive(Clone, Copy, Default, PartialEq)]
pub enum Manner {
    #[default]
    Whole,
    /// The body, repeated without end.
    Endless,
    /// The body, announced as longer than it is.
    CutShort,
    /// No answer until the requester gives up.
    Never,
}

pub fn ok(media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status: 200,
        headers: vec![("Content-Type".to_owned(), media_type.to_owned())],
        body: body.into(),
        manner: Manner::Whole,
    }
}

pub fn status(status: u16) -> Answer {
    Answer {
        status,
        ..Answer::default()
    }
}

impl Answer {
    pub fn header(mut self, name: &str, value: &str) -> Answer {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn manner(mut self, manner: Manner) -> Answer {
        self.manner = manner;
        self
    }
}

/// A received request, with header names in lower case.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub headers: HashMap<String, String>,
    pub body: Vec<u8>,
}

#[derive(Default)]
struct Shared {
    answers: HashMap<String, Vec<Answer>>,
    asked: Vec<Asked>,
}

#[derive(Clone)]
pub struct Site {
    pub port: u16,
    scheme: &'static str,
    shared: Arc<Mutex<Shared>>,
}

/// Long enough for whoever waits for an answer to give up first.
const PATIENCE: Duration = Duration::from_secs(120);

impl Site {
    pub fn start() -> Site {
        Site::with(None)
    }

    /// Over TLS, with one of the certificates in `fixtures/tls`. They are of an authority that nobody
    /// trusts who is not told to.
    pub fn start_encrypted(certificate: &str) -> Site {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tls");
        let read = |name: &str| std::fs::read(format!("{folder}/{name}.der")).unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(
                vec![CertificateDer::from(read(certificate))],
                PrivatePkcs8KeyDer::from(read("key")).into(),
            )
            .unwrap();
        Site::with(Some(Arc::new(config)))
    }

    fn with(encrypted: Option<Arc<ServerConfig>>) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let site = Site {
            port: listener.local_addr().unwrap().port(),
            scheme: if encrypted.is_some() { "https" } else { "http" },
            shared: Arc::default(),
        };
        let server = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (server, encrypted) = (server.clone(), encrypted.clone());
                thread::spawn(move || {
                    stream.set_read_timeout(Some(PATIENCE)).unwrap();
                    match encrypted {
                        None => server.serve(stream),
                        Some(config) => {
                            let connection = ServerConnection::new(config).unwrap();
                            let mut stream = StreamOwned::new(connection, stream);
                            server.serve(&mut stream);
                            stream.conn.send_close_notify();
                            let _ = stream.flush();
                        }
                    }
                });
            }
        });
        site
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://127.0.0.1:{}{path}", self.scheme, self.port)
    }

    /// Answers in this order. The last one is repeated for ever. ETags are honoured.
    pub fn put(&self, path: &str, answers: impl Into<Vec<Answer>>) -> String {
        let mut answers = answers.into();
        answers.reverse();
        self.shared
            .lock()
            .unwrap()
            .answers
            .insert(path.to_owned(), answers);
        self.url(path)
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.shared.lock().unwrap().asked.clone()
    }

    pub fn forget(&self) {
        self.shared.lock().unwrap().asked.clear();
    }

    fn serve(&self, mut stream: impl Read + Write) {
        let mut reader = BufReader::new(&mut stream);
        let mut line = String::new();
        if reader.read_line(&mut line).is_err() {
            return;
        }
        let mut words = line.split(' ').map(str::to_owned);
        let method = words.next().unwrap_or_default();
        let path = words.next().unwrap_or_default();
        let mut headers = HashMap::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).is_err() || line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.insert(name.trim().to_lowercase(), value.trim().to_owned());
            }
        }
        let length = headers
            .get("content-length")
            .and_then(|length| length.parse().ok());
        let mut body = vec![0; length.unwrap_or_default()];
        if reader.read_exact(&mut body).is_err() {
            return;
        }
        let answer = {
            let mut shared = self.shared.lock().unwrap();
            shared.asked.push(Asked {
                method: method.clone(),
                path: path.clone(),
                headers: headers.clone(),
                body,
            });
            match shared.answers.get_mut(&path) {
                // Like an object store.
                None if method == "PUT" => status(200).header("ETag", "\"1\""),
                Some(answers) if answers.len() > 1 => answers.pop().unwrap(),
                Some(answers) => answers[0].clone(),
                None => status(404),
            }
        };
        let tag = answer
            .headers
            .iter()
            .find(|(name, _)| name == "ETag")
            .map(|(_, tag)| tag);
        let known = tag.is_some() && headers.get("if-none-match") == tag;
        let _ = if known {
            send(
                &mut stream,
                &Answer {
                    status: 304,
                    body: Vec::new(),
                    ..answer.clone()
                },
            )
        } else {
            send(&mut stream, &answer)
        };
    }
}

fn send(stream: &mut (impl Read + Write), answer: &Answer) -> std::io::Result<()> {
    if answer.manner == Manner::Never {
        let _ = stream.read(&mut [0]);
        return Ok(());
    }
    let mut head = format!("HTTP/1.1 {} Answer\r\nConnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    let length = match answer.manner {
        Manner::Whole => Some(answer.body.len()),
        Manner::CutShort => Some(answer.body.len() + 1),
        Manner::Endless | Manner::Never => None,
    };
    if let Some(length) = length {
        head += &format!("Content-Length: {length}\r\n");
    }
    stream.write_all(head.as_bytes())?;
    stream.write_all(b"\r\n")?;
    stream.write_all(&answer.body)?;
    if answer.manner == Manner::Endless {
        // Until nobody reads the answer any more.
        loop {
            stream.write_all(&answer.body)?;
        }
    }
    Ok(())
}
