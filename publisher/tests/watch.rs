//! `latest-news watch` and `serve`, while their configuration changes.

use std::cell::Cell;
use std::io::{BufRead, BufReader};

use serde_json::Value;

use crate::place::{Place, news, rss};

/// Runs each second, changes the configuration after the first run, and ends with the event that is
/// waited for.
fn changed(place: &Place, arguments: &[&str], to: &str, last: impl Fn(&Value) -> bool) -> Value {
    let mut child = place.start(&[arguments, &["--every", "1s"]].concat());
    let mut runs = 0;
    let mut found = Value::Null;
    for line in BufReader::new(child.stdout.take().unwrap())
        .lines()
        .take(60)
    {
        let event: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let is_written = event["event"] == "written";
        runs += usize::from(is_written);
        if is_written && runs == 1 {
            place.configure(to);
        }
        if last(&event) {
            found = event;
            break;
        }
        if runs == 5 {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    found
}

fn place() -> Place {
    let place = Place::new(&news(&["a.xml"]));
    place.put("a.xml", rss(&["A"]).as_bytes());
    place
}

fn elsewhere() -> String {
    format!("out = \"elsewhere\"\n{}", news(&["a.xml"]))
}

#[test]
fn another_place_to_write_to_is_used_by_the_next_run() {
    let place = place();
    let written = |event: &Value| event["event"] == "written" && event["out"] == "elsewhere";
    changed(&place, &["watch"], &elsewhere(), written);
    assert!(place.path("elsewhere/news.json").is_file());
}

#[test]
fn the_place_of_the_command_line_is_stronger_than_any_configuration() {
    let place = place();
    let runs = Cell::new(0);
    let third = |event: &Value| {
        runs.set(runs.get() + usize::from(event["event"] == "written"));
        runs.get() == 3
    };
    changed(&place, &["watch", "--out", "named"], &elsewhere(), third);
    assert!(place.path("named/news.json").is_file());
    assert!(!place.path("elsewhere").exists());
}

#[test]
fn the_served_folder_stays_and_that_is_said() {
    let place = place();
    let serve = ["serve", "--address", "127.0.0.1:0"];
    let warns = |event: &Value| event["event"] == "warning";
    let said = changed(&place, &serve, &elsewhere(), warns);
    let message = said["message"].as_str().unwrap_or_default();
    assert_eq!(
        message,
        "out is now elsewhere, but public/embed is served and written to until `latest-news serve` \
         is started again"
    );
    assert!(!place.path("elsewhere").exists());
}
