//! `latest-news watch` and `serve`: one run after the other, until somebody stops them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use tokio::net::TcpListener;

use super::home::{home, named, unnamed};
use super::{Ending, build, load};
use crate::address::shown;
use crate::config::{Config, is_store};
use crate::report::{Event, Report};
use crate::serve::{self, Shown};

/// For this long, answers that have begun are completed. Then whoever is slow is left, so that a
/// service manager need not kill the program.
const GRACE: Duration = Duration::from_secs(5);

#[derive(Clone, Debug)]
pub struct Watch {
    pub file: PathBuf,
    pub out: Option<String>,
    pub every: Duration,
}

pub async fn watch(watch: &Watch, report: &Report) -> Ending {
    let Some(config) = load(&watch.file, watch.out.as_deref(), report) else {
        return Ending::WrongConfiguration;
    };
    let rounds = rounds(watch, config, report, |config| config);
    tokio::select! {
        ending = rounds => ending,
        () = stopped() => Ending::Good,
    }
}

pub async fn serve(watch: &Watch, address: SocketAddr, report: &Report) -> Ending {
    let Some(config) = load(&watch.file, None, report) else {
        return Ending::WrongConfiguration;
    };
    if is_store(&config.out) {
        report.error(format!(
            "{} cannot be served from here: it is an object store; name a folder as out",
            shown(&config.out)
        ));
        return Ending::WrongConfiguration;
    }
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => {
            report.error(format!(
                "cannot listen on {address}: {error}; choose another --address"
            ));
            return Ending::Missing;
        }
    };
    let here = listener.local_addr().unwrap_or(address);
    report.print(&Event::Serving {
        address: home(here),
    });
    let home = named(here);
    if config.address.is_none() {
        unnamed(here, home.as_ref(), &watch.file, report);
    }
    let editions = Arc::new(RwLock::new(Shown::of(&config, home.as_ref())));
    // On its own, so that whoever asks is answered while feeds are read.
    let server = tokio::spawn(serve::serve(
        listener,
        PathBuf::from(&config.out),
        Arc::clone(&editions),
        stopped(),
    ));
    let out = config.out.clone();
    let place = |config: Config| {
        if config.out != out {
            report.warning(format!(
                "out is now {}, but {out} is served and written to until `latest-news serve` is \
                 started again",
                shown(&config.out)
            ));
        }
        if let Ok(mut editions) = editions.write() {
            *editions = Shown::of(&config, home.as_ref());
        }
        // The served files name this server's address, unless the configuration names another.
        Config {
            address: config.address.clone().or(home.clone()),
            out: out.clone(),
            ..config
        }
    };
    tokio::select! {
        ending = rounds(watch, config, report, place) => ending,
        () = patience() => Ending::Good,
        served = server => match served.unwrap_or_else(|error| Err(error.into())) {
            Ok(()) => Ending::Good,
            Err(error) => {
                report.error(format!("cannot serve: {error}"));
                Ending::Missing
            }
        },
    }
}

/// Never ends by itself. The configuration is read again for each run. If it is wrong by then, that
/// is reported, and the last good one stays in use.
async fn rounds(
    watch: &Watch,
    config: Config,
    report: &Report,
    place: impl Fn(Config) -> Config,
) -> Ending {
    let mut config = config;
    loop {
        build::build(&place(config.clone()), report).await;
        tokio::time::sleep(watch.every).await;
        if let Some(new) = load(&watch.file, watch.out.as_deref(), report) {
            config = new;
        }
    }
}

async fn patience() {
    stopped().await;
    tokio::time::sleep(GRACE).await;
}

/// Resolves on Ctrl+C or on the signal of a service manager.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
