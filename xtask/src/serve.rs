//! `cargo xtask serve`: the preview. Trunk builds it, serves it, and rebuilds it after every
//! change.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{ChildStdout, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde::Deserialize;

use crate::failure::{Failure, Result};
use crate::shell::{Plain, cannot, heading, on_path, read};
use crate::tools::{self, CHROMIUM, Tool, Trunk};
use crate::versions::{Versions, parsed};

/// The files that a reader's browser fetches for the preview, each with a word from the right
/// answer.
const SERVED: [(&str, &str); 10] = [
    ("/", "<latest-news"),
    ("/latest-news.js", "loader/start.js"),
    ("/loader/start.js", "customElements"),
    ("/loader/widget/hand-over.js", "widget.js"),
    ("/latest-news/latest-news.js", "import.meta.url"),
    ("/latest-news/latest-news_bg.wasm", "asm"),
    ("/formats/formats_bg.wasm", "asm"),
    ("/preview/feed.json", "jsonfeed.org"),
    ("/configurator/start.js", "import("),
    ("/configurator/configurator_bg.wasm", "asm"),
];

/// Not Trunk's usual folder: a preview of an earlier build, still there, would answer in place of one
/// that failed.
const TRIED_OUT: &str = "target/preview-tried-out";

/// The longest time between Trunk's message with its address and its first answer.
const LISTENING: Duration = Duration::from_secs(10);

/// `options` are Trunk's own, such as `--port 9000` or `--open`.
pub fn run(options: &[String]) -> Result<()> {
    heading("what it needs");
    let versions = Versions::read()?;
    let tools = Tools::install(&versions)?;
    let links = Trunk {
        trunk: &tools.trunk,
        wasm_bindgen: &tools.wasm_bindgen,
        wasm_opt: &tools.wasm_opt,
    };
    let left_to_do = tools::link_for_plain_trunk(&links, &versions)?;
    println!(
        "trunk {}, wasm-bindgen {}, wasm-opt {}: all here",
        versions.trunk, versions.wasm_bindgen, versions.wasm_opt
    );

    heading("the preview");
    println!("the first build takes some minutes, later ones seconds; Ctrl+C ends it");
    match options {
        [] => println!("open {}", address(&read("Trunk.toml")?)?),
        _ => println!("Trunk prints the address below"),
    }
    match left_to_do {
        Some(what) => println!("{what}"),
        None => println!("from now on, plain `trunk serve` does the same"),
    }
    tools.serve()?.args(options).run()
}

/// Serves the preview, requests what a reader's browser would, opens it in one, and ends it. Returns
/// the number of checks.
pub fn try_out(versions: &Versions) -> Result<usize> {
    let serve = Tools::install(versions)?.serve()?;
    let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    let host = free
        .map_err(|error| Failure::new(format!("no free port: {error}")))?
        .to_string();
    let port = host.rsplit(':').next().unwrap_or_default();
    if Path::new(TRIED_OUT).exists() {
        fs::remove_dir_all(TRIED_OUT)
            .map_err(|error| cannot("empty", Path::new(TRIED_OUT), &error))?;
    }
    let options = ["--port", port, "--no-autoreload", "--dist", TRIED_OUT];
    let serve = serve.args(options);
    println!("$ {}", serve.line());
    let mut child = serve
        .command()
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| serve.cannot_start(&error))?;
    // Kept open until the end, because Trunk continues to print.
    let mut output = child.stdout.take().map(BufReader::new);
    let outcome = wait_for(output.as_mut(), &host).and_then(|()| {
        SERVED
            .iter()
            .try_for_each(|(path, word)| is_served(&host, path, word))?;
        shows_articles(&host)
    });
    let _ = child.kill();
    let _ = child.wait();
    outcome.map(|()| SERVED.len() + 1)
}

struct Tools {
    trunk: Tool,
    wasm_bindgen: Tool,
    wasm_opt: Tool,
}

impl Tools {
    fn install(versions: &Versions) -> Result<Self> {
        tools::wasm_target()?;
        Ok(Self {
            trunk: tools::trunk(versions)?,
            wasm_bindgen: tools::wasm_bindgen(versions)?,
            wasm_opt: tools::wasm_opt(versions)?,
        })
    }

    fn serve(&self) -> Result<Plain> {
        Plain::new("trunk", ["serve"]).path(&tools::folders([
            &self.trunk,
            &self.wasm_bindgen,
            &self.wasm_opt,
        ]))
    }
}

/// Reads Trunk's output until it names the address it serves at.
fn wait_for(output: Option<&mut BufReader<ChildStdout>>, host: &str) -> Result<()> {
    let lines = output.into_iter().flat_map(BufRead::lines);
    for line in lines.map_while(std::io::Result::ok) {
        println!("{line}");
        if line.contains(host) {
            return Ok(());
        }
    }
    Err(Failure::new("`trunk serve` ended before it served"))
}

/// Trunk names its address a moment before it listens, and does not say when it does.
fn connect(host: &str) -> std::io::Result<TcpStream> {
    let start = Instant::now();
    loop {
        match TcpStream::connect(host) {
            Err(_) if start.elapsed() < LISTENING => thread::sleep(Duration::from_millis(20)),
            outcome => return outcome,
        }
    }
}

fn is_served(host: &str, path: &str, word: &str) -> Result<()> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut answer = Vec::new();
    connect(host)
        .and_then(|mut stream| {
            stream.write_all(request.as_bytes())?;
            stream.read_to_end(&mut answer)
        })
        .map_err(|error| Failure::new(format!("{host}{path} does not answer: {error}")))?;
    let holds = answer
        .windows(word.len())
        .any(|bytes| bytes == word.as_bytes());
    if answer.starts_with(b"HTTP/1.1 200") && holds {
        println!("{host}{path}: served");
        return Ok(());
    }
    let start: String = String::from_utf8_lossy(&answer).chars().take(200).collect();
    Err(Failure::new(format!(
        "{host}{path} is not the preview's: {start}"
    )))
}

/// The widget tells its state in an attribute of its element.
fn shows_articles(host: &str) -> Result<()> {
    let chromium = on_path(CHROMIUM).ok_or_else(|| Failure::new("Chromium is not on PATH"))?;
    let page = Plain::new(
        chromium,
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Its own clock waits for the requests.
            "--virtual-time-budget=30000",
            "--dump-dom",
        ],
    )
    .arg(format!("http://{host}/"))
    .answer()?;
    let element = page.split("<latest-news").nth(1).unwrap_or_default();
    let element = element.split('>').next().unwrap_or_default();
    if element.contains("data-state=\"ready\"") {
        println!("{host}/: shows articles in a browser");
        return Ok(());
    }
    Err(Failure::new(format!(
        "{host}/ shows no articles in Chromium: <latest-news{element}>"
    )))
}

#[derive(Deserialize)]
struct Configuration {
    serve: Serve,
}

#[derive(Deserialize)]
struct Serve {
    port: u16,
}

fn address(trunk: &str) -> Result<String> {
    let Configuration { serve } = parsed("Trunk.toml", trunk)?;
    Ok(format!("http://127.0.0.1:{}/", serve.port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_configured_port() {
        assert_eq!(
            address("[serve]\nport = 9000\n"),
            Ok("http://127.0.0.1:9000/".to_owned())
        );
    }
}
