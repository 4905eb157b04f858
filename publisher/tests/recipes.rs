//! What lies in `recipes/` is true: its commands are run as they stand, with this machine's places in
//! them.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::place::{Place, rss};

fn recipe(name: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("recipes")
        .join(name);
    std::fs::read_to_string(file).unwrap()
}

/// What stands after `key` on the lines that begin with it.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let lines = text.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix(key))
        .map(str::trim)
        .collect()
}

fn place(config: &str) -> Place {
    let place = Place::new(&format!(
        "{config}pictures = false\n[edition.news]\nfeeds = \"a.xml\"\n"
    ));
    place.put("a.xml", rss(&["A", "B"]).as_bytes());
    place
}

/// Runs a line of a shell in which the installed program is this one.
#[track_caller]
fn run(place: &Place, line: &str) {
    let program = env!("CARGO_BIN_EXE_latest-news");
    let line = match line.contains("/usr/local/bin/latest-news") {
        true => line.replace("/usr/local/bin/latest-news", program),
        false => line.replace("latest-news ", &format!("{program} ")),
    };
    assert!(line.contains(program), "{line}");
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(place.path(""))
        .env("LATEST_NEWS_RELEASE", place.path("release"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}: {said}");
}

/// The five fields of a schedule, each within its bounds (crontab(5)).
#[track_caller]
fn check_schedule(fields: &[&str]) {
    let bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    assert_eq!(fields.len(), bounds.len(), "{fields:?}");
    for (field, (least, most)) in fields.iter().zip(bounds) {
        for part in field.split(',') {
            let (range, step) = part.split_once('/').unwrap_or((part, "1"));
            assert!(step.parse::<u32>().is_ok_and(|step| step > 0), "{part}");
            // Steps through one number alone would mean something else to every cron.
            assert!(step == "1" || range == "*" || range.contains('-'), "{part}");
            let (from, to) = range.split_once('-').unwrap_or((range, range));
            for number in [from, to].into_iter().filter(|number| *number != "*") {
                let number: u32 = number.parse().unwrap_or_else(|_| panic!("{part}"));
                assert!((least..=most).contains(&number), "{part}");
            }
        }
    }
}

#[test]
fn cron_runs_its_line() {
    let text = recipe("crontab");
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("MAILTO="))
        .collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    let words: Vec<&str> = lines[0].splitn(6, ' ').collect();
    check_schedule(&words[..5]);
    // A percent sign would end the line.
    assert!(!words[5].contains('%'));
    let place = place("");
    run(
        &place,
        &words[5].replace("/srv/news", &place.path("").to_string_lossy()),
    );
    assert_eq!(place.titles("news"), ["A", "B"]);
}

#[test]
fn the_service_runs_what_it_starts() {
    let service = recipe("latest-news.service");
    // The places that it tells to use are the ones it may write to.
    let folders = [
        (values(&service, "StateDirectory="), "/var/lib/"),
        (values(&service, "CacheDirectory="), "/var/cache/"),
    ];
    let told = service.replace("\n# ", " ");
    for (names, above) in &folders {
        let folder = format!("\"{above}{}", names[0]);
        assert!(told.contains(&folder), "{folder} is not what it tells");
    }
    let place = place("out = \"public/embed\"\nstate = \"cache\"\n");
    let config = place.path("latest-news.toml");
    let line = values(&service, "ExecStart=")[0];
    run(
        &place,
        &line.replace(
            "/etc/latest-news/latest-news.toml",
            &config.to_string_lossy(),
        ),
    );
    assert_eq!(place.titles("news"), ["A", "B"]);
    assert!(place.path("cache/feeds").is_dir() || place.path("cache").is_dir());
}

#[test]
fn systemd_takes_the_service_and_its_timer() {
    let place = place("");
    for name in ["latest-news.service", "latest-news.timer"] {
        let text = recipe(name).replace(
            "/usr/local/bin/latest-news",
            env!("CARGO_BIN_EXE_latest-news"),
        );
        place.put(name, text.as_bytes());
    }
    let verified = Command::new("systemd-analyze")
        .args([
            "verify",
            "--man=no",
            "./latest-news.service",
            "./latest-news.timer",
        ])
        .current_dir(place.path(""))
        .output();
    let Ok(output) = verified else {
        println!("notice: systemd is not installed, so nobody has verified its units");
        return;
    };
    // What it says of units of this machine is this machine's.
    let said = String::from_utf8_lossy(&output.stderr);
    let ours: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("latest-news"))
        .collect();
    assert!(output.status.success() && ours.is_empty(), "{said}");
}

#[test]
fn the_schedule_of_ci_runs_its_command_and_keeps_what_is_kept() {
    let text = recipe("schedule.yml");
    let cron = values(&text, "- cron:")[0].trim_matches('"');
    check_schedule(&cron.split(' ').collect::<Vec<&str>>());
    let place = place("");
    for line in values(&text, "- run:") {
        run(&place, &format!("{line} "));
    }
    assert_eq!(place.titles("news"), ["A", "B"]);
    let paths = values(&text, "path:");
    assert_eq!(paths, [".latest-news", "public"]);
    for path in paths {
        assert!(place.path(path).is_dir(), "{path} is where it is written");
    }
}

/// The users of every Debian, as its package base-passwd names them.
const DEBIAN: [&str; 18] = [
    "root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy",
    "www-data", "backup", "list", "irc", "_apt", "nobody",
];

#[test]
fn the_container_starts_the_server_where_others_reach_it() {
    let text = recipe("Containerfile");
    // Of several, only the last would count.
    for once in ["ENTRYPOINT ", "CMD ", "EXPOSE ", "USER ", "VOLUME "] {
        assert_eq!(values(&text, once).len(), 1, "{once}");
    }
    // The image's Debian has names of its own, and useradd refuses to add one of them again.
    let user = values(&text, "USER ")[0];
    let added = format!("useradd --create-home --home-dir /news {user}\n");
    assert!(text.contains(&added), "{added}");
    assert!(!DEBIAN.contains(&user), "{user}");
    let words = |key: &str| -> Vec<String> { serde_json::from_str(values(&text, key)[0]).unwrap() };
    assert_eq!(words("ENTRYPOINT "), ["latest-news"]);
    let command = words("CMD ");
    let port = values(&text, "EXPOSE ")[0];
    assert_eq!(command, ["serve", "--address", &format!("0.0.0.0:{port}")]);
    let place = place("");
    let mut child = place.start(&["serve", "--address", "0.0.0.0:0"]);
    let out = std::io::BufReader::new(child.stdout.take().unwrap());
    let said: Vec<String> = std::io::BufRead::lines(out).take(2).flatten().collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said[0].contains("\"serving\""), "{said:?}");
    // What the file says about address is what the server says.
    assert!(said[1].contains("set address"), "{said:?}");
    assert!(text.contains("Set address in the"), "{text}");
    // What is built from is sent to the builder, and not what was built before.
    let ignored = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.dockerignore");
    let ignored = std::fs::read_to_string(ignored).unwrap();
    let ignored: Vec<&str> = ignored.lines().collect();
    assert!(ignored.contains(&"target") && !ignored.contains(&"dist"));
    // What is installed where the image copies it from.
    let root = values(&text, "RUN cargo install")[0];
    assert!(root.ends_with("--root /program"), "{root}");
    assert!(text.contains("COPY --from=build /program/bin/latest-news /usr/local/bin/latest-news"));
}
