//! An object store on loopback: s3s-fs speaks S3, signatures included. It lets anybody read, as the bucket
//! behind a website does.

use std::net::SocketAddr;
use std::path::Path;
use std::thread;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3Result, s3_error};

/// What writers sign with.
pub const KEY: (&str, &str) = ("publisher", "a secret of the test");

struct AnybodyReads;

#[async_trait::async_trait]
impl S3Access for AnybodyReads {
    async fn check(&self, context: &mut S3AccessContext<'_>) -> S3Result<()> {
        if context.credentials().is_some() || context.method() == http::Method::GET {
            return Ok(());
        }
        Err(s3_error!(AccessDenied, "who writes must sign"))
    }
}

/// Serves what lies in the folder, whose folders are buckets, until the process ends.
pub fn serve(folder: &Path) -> SocketAddr {
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
    builder.set_access(AnybodyReads);
    let service = builder.build();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    listener.set_nonblocking(true).unwrap();
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(answer(listener, service));
    });
    address
}

async fn answer(listener: std::net::TcpListener, service: S3Service) {
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let service = service.clone();
        tokio::spawn(async move {
            let server = Builder::new(TokioExecutor::new());
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
