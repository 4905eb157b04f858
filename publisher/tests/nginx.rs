//! A real nginx, as hosts are told to set it up: on the folder, and before `latest-news serve`. Where it
//! is not installed, the tests say so.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::client::{Got, get};
use crate::place::{Place, news, rss};
use crate::serve::Running;

/// Ends when it is dropped.
struct Nginx {
    child: Child,
    port: u16,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> Option<PathBuf> {
    let folders = [
        "/usr/sbin",
        "/usr/local/sbin",
        "/usr/bin",
        "/opt/homebrew/bin",
    ];
    let mut programs = folders.iter().map(|folder| Path::new(folder).join("nginx"));
    let found = programs.find(|program| program.is_file());
    if found.is_none() {
        println!("notice: nginx is not installed, so what it makes of our settings is not tried");
    }
    found
}

/// Without the module for it, brotli is left out of the settings, as they say themselves.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

impl Nginx {
    /// With these settings for `http`, which listen on the address.
    fn start(program: &Path, place: &Place, address: SocketAddr, http: &str) -> Nginx {
        let folder = place.path("nginx");
        std::fs::create_dir_all(&folder).unwrap();
        let here = folder.display();
        let module = match Path::new(BROTLI).is_file() {
            true => format!("load_module {BROTLI};"),
            false => String::new(),
        };
        // The folders of a test belong to whoever runs it.
        let user = match std::env::var("USER").is_ok_and(|user| user != "root") {
            true => "",
            false => "user root;",
        };
        let text = format!(
            "{module} {user} daemon off; master_process off; pid {here}/pid; error_log {here}/error.log;
             events {{}}
             http {{
               access_log off;
               client_body_temp_path {here}/body; proxy_temp_path {here}/proxy;
               fastcgi_temp_path {here}/fastcgi; uwsgi_temp_path {here}/uwsgi;
               scgi_temp_path {here}/scgi;
               {http}
             }}"
        );
        let file = folder.join("test.conf");
        std::fs::write(&file, text).unwrap();
        let mut child = Command::new(program)
            .arg("-p")
            .arg(&folder)
            .arg("-c")
            .arg(&file)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(address).is_err() {
            let ended = child.try_wait().unwrap();
            let log = std::fs::read_to_string(folder.join("error.log")).unwrap_or_default();
            assert!(ended.is_none() && Instant::now() < deadline, "{log}");
            std::thread::yield_now();
        }
        Nginx {
            child,
            port: address.port(),
        }
    }
}

fn settings(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(file).unwrap();
    match Path::new(BROTLI).is_file() {
        true => text,
        false => text.replace("brotli_static on;", ""),
    }
}

/// Every file of the folder but its compressed forms.
fn written(place: &Place) -> Vec<String> {
    let out = place.path("public/embed");
    let (mut files, mut folders) = (Vec::new(), vec![out.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(&out)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            match path.is_dir() {
                true => folders.push(path),
                false if name.ends_with(".br") || name.ends_with(".gz") || name == "_headers" => {}
                false => files.push(name),
            }
        }
    }
    files.sort();
    files
}

fn place() -> Place {
    let place = Place::new(&format!(
        "address = \"https://news.example/embed/\"\n{}",
        news(&["a.xml"])
    ));
    place.put("a.xml", rss(&["A", "B", "C", "D", "E", "F"]).as_bytes());
    place.put("release/presets/neutral.css", b":host{color:red}");
    place
}

/// That two servers answer alike, in all that a browser goes by.
#[track_caller]
fn check(what: &str, theirs: &Got, ours: &Got) {
    assert_eq!(theirs.status, 200, "{what}");
    assert_eq!(theirs.body, ours.body, "{what}");
    for name in [
        "content-type",
        "content-encoding",
        "cache-control",
        "access-control-allow-origin",
        "cross-origin-resource-policy",
        "x-content-type-options",
        "timing-allow-origin",
    ] {
        assert_eq!(theirs.header(name), ours.header(name), "{what}: {name}");
    }
}

#[test]
fn nginx_serves_a_folder_as_the_command_does() {
    let Some(program) = program() else { return };
    let place = place();
    let server = Running::start(&place);
    place.put("public/embed/pictures/0-320.avif", b"a picture");
    let address = free();
    let http = format!(
        "server {{ listen {address}; root \"{}\"; {} }}",
        place.path("public/embed").display(),
        settings("../hosting/nginx.conf")
    );
    let nginx = Nginx::start(&program, &place, address, &http);
    let files = written(&place);
    assert!(files.len() > 9, "{files:?}");
    for file in &files {
        for accepted in ["", "Accept-Encoding: gzip"] {
            let ours = get(server.port, &format!("/{file}"), accepted);
            let theirs = get(nginx.port, &format!("/{file}"), accepted);
            check(&format!("{file}, {accepted:?}"), &theirs, &ours);
        }
    }
}

#[test]
fn a_caching_nginx_answers_as_the_command_does_and_without_it() {
    let Some(program) = program() else { return };
    let place = place();
    let server = Running::start(&place);
    let address = free();
    let http = settings("recipes/nginx.conf")
        .replace("listen 80;", &format!("listen {address};"))
        .replace("127.0.0.1:8080", &format!("127.0.0.1:{}", server.port))
        .replace(
            "/var/cache/nginx/latest-news",
            &place.path("nginx/cache").to_string_lossy(),
        );
    let nginx = Nginx::start(&program, &place, address, &http);
    let encodings = ["", "gzip", "gzip, deflate, br, zstd"];
    let asked = |port: u16, accepted: &str| {
        let line = match accepted.is_empty() {
            true => String::new(),
            false => format!("Accept-Encoding: {accepted}"),
        };
        get(port, "/news.js", &line)
    };
    let ours = encodings.map(|accepted| asked(server.port, accepted));
    let compare = || {
        for (accepted, ours) in encodings.iter().zip(&ours) {
            let theirs = asked(nginx.port, accepted);
            check(accepted, &theirs, ours);
            for name in ["etag", "vary"] {
                assert_eq!(theirs.header(name), ours.header(name), "{accepted} {name}");
            }
        }
    };
    assert_eq!(ours[2].header("content-encoding"), Some("br"));
    compare();
    // What it has, it keeps answering with.
    drop(server);
    compare();
}
