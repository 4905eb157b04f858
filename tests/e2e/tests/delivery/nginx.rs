//! A real nginx with the configuration for hosts, on a loopback port.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use harness::places;
use harness::process::{Owned, scratch};

/// Debian's folders of nginx, which may not be on PATH, and of its modules.
const PROGRAM: &str = "/usr/sbin/nginx";
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// A running nginx. It ends when this is dropped.
pub struct Nginx {
    pub base: String,
    _process: Owned,
}

impl Nginx {
    #[track_caller]
    pub fn start() -> Self {
        let program = places::program(&["nginx"]).unwrap_or_else(|| PathBuf::from(PROGRAM));
        assert!(
            program.is_file() && fs::exists(BROTLI).unwrap_or(false),
            "nginx is missing (Debian: apt-get install nginx libnginx-mod-http-brotli-static)"
        );
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = scratch().join(format!("nginx-{number}"));
        fs::create_dir_all(&folder).unwrap();
        // Another address than the test server's, so that only another nginx could take the port.
        let free = TcpListener::bind("127.0.0.4:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let here = folder.display();
        let configuration = format!(
            "load_module {BROTLI};
             daemon off;
             master_process off;
             pid {here}/pid;
             error_log {here}/error.log;
             events {{}}
             http {{
               access_log off;
               client_body_temp_path {here}/body;
               proxy_temp_path {here}/proxy;
               fastcgi_temp_path {here}/fastcgi;
               uwsgi_temp_path {here}/uwsgi;
               scgi_temp_path {here}/scgi;
               server {{
                 listen {address};
                 root \"{}\";
                 include \"{}\";
               }}
             }}",
            places::dist().display(),
            places::root().join("hosting/nginx.conf").display(),
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, configuration).unwrap();
        let process = Owned::start(&program, |command| {
            command.arg("-p").arg(&folder).arg("-c").arg(&file);
        });
        let mut process = process.unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(address).is_err() {
            let log = folder.join("error.log");
            assert!(
                process.is_running() && Instant::now() < deadline,
                "nginx does not start: {}",
                fs::read_to_string(log).unwrap_or_default()
            );
            std::thread::yield_now();
        }
        Self {
            base: format!("http://{address}"),
            _process: process,
        }
    }
}
