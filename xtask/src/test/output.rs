//! The output of test runners: shown, counted, and kept where it tells what failed.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::failure::{Failure, Result};
use crate::shell::Plain;

/// How many lines about each failed test are kept, and about all. Names are always kept.
const LINES_OF_ONE: usize = 12;
const LINES: usize = 80;

/// The sums of the numbers in the last lines of test runners.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    pub ignored: usize,
}

/// What test runners say about failed tests.
#[derive(Debug, Default)]
struct Failed {
    lines: Vec<String>,
    of_one: usize,
    is_inside: bool,
}

/// Runs tests, shows their output and counts them. Without a filter, running no test is a failure.
pub fn counted(plain: Plain, filter: &[String]) -> Result<Count> {
    println!("$ {}", plain.line());
    let mut child = plain
        .command()
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| plain.cannot_start(&error))?;
    let mut count = Count::default();
    let mut failures = Failed::default();
    if let Some(output) = child.stdout.take() {
        // As bytes, because a test's output need not be UTF-8.
        for line in BufReader::new(output)
            .split(b'\n')
            .map_while(std::io::Result::ok)
        {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            count.add_line(&line);
            count.add_line_of_node(&line);
            failures.add_line(&line);
        }
    }
    let status = child
        .wait()
        .map_err(|error| Failure::new(format!("the tests cannot be waited for: {error}")))?;
    if !status.success() {
        let what = match count.failed {
            0 => format!("the tests failed: {status}"),
            failed => format!("{failed} failed, {} passed", count.passed),
        };
        let all = [vec![what], failures.lines].concat();
        return Err(Failure::new(all.join("\n")));
    }
    if count.passed == 0 && filter.is_empty() {
        return Err(Failure::new("no test was run"));
    }
    Ok(count)
}

impl Count {
    /// `ℹ pass 3`, at the end of what Node prints.
    fn add_line_of_node(&mut self, line: &str) {
        let figure = line.strip_prefix("ℹ ").and_then(|it| it.split_once(' '));
        let number = figure.and_then(|(_, number)| number.trim().parse::<usize>().ok());
        match (figure, number) {
            (Some(("pass", _)), Some(number)) => self.passed += number,
            (Some(("fail", _)), Some(number)) => self.failed += number,
            (Some(("skipped", _)), Some(number)) => self.ignored += number,
            _ => {}
        }
    }

    /// `test result: ok. 3 passed; 0 failed; 1 ignored; …`
    fn add_line(&mut self, line: &str) {
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        for figure in result.split([';', '.']) {
            let mut words = figure.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<usize>().ok());
            match (number, words.next()) {
                (Some(number), Some("passed")) => self.passed += number,
                (Some(number), Some("failed")) => self.failed += number,
                (Some(number), Some("ignored")) => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl Failed {
    /// cargo test tells of failures between `failures:` and the result, Node from a line on.
    fn add_line(&mut self, line: &str) {
        if line == "failures:" || line == "✖ failing tests:" {
            self.is_inside = true;
            self.of_one = 0;
        } else if line.starts_with("test result: ") {
            self.is_inside = false;
        } else if self.is_inside && !line.is_empty() {
            let is_name = line.starts_with("---- ") || line.starts_with("✖ ");
            self.of_one = if is_name { 1 } else { self.of_one + 1 };
            let has_room = self.of_one <= LINES_OF_ONE && self.lines.len() < LINES;
            if is_name || has_room {
                self.lines.push(line.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out",
            "  test result: FAILED. 2 passed; 4 failed; 0 ignored; finished in 0.02s",
        ] {
            count.add_line(line);
        }
        let expected = Count {
            passed: 5,
            failed: 4,
            ignored: 1,
        };
        assert_eq!(count, expected);
    }

    #[test]
    fn the_figures_of_node_are_added_up() {
        let mut count = Count::default();
        for line in [
            "ℹ tests 7",
            "ℹ pass 5",
            "ℹ fail 1",
            "ℹ skipped 1",
            "✔ pass 9 (2ms)",
        ] {
            count.add_line_of_node(line);
        }
        let expected = Count {
            passed: 5,
            failed: 1,
            ignored: 1,
        };
        assert_eq!(count, expected);
    }

    #[test]
    fn a_failure_says_which_tests_failed_and_how() {
        let script = "echo 'test a ... FAILED'; echo; echo failures:; echo; echo '---- a stdout ----'; \
            for line in $(seq 40); do echo \"left $line\"; done; echo '---- b stdout ----'; echo why; echo; \
            echo 'test result: FAILED. 1 passed; 2 failed'; echo later; exit 1";
        let error = counted(Plain::new("sh", ["-c", script]), &[]).expect_err("it fails");
        let (what, _) = error.parts();
        let lines: Vec<&str> = what.lines().collect();
        assert_eq!(
            lines[..3],
            ["2 failed, 1 passed", "---- a stdout ----", "left 1"]
        );
        assert_eq!(lines[lines.len() - 2..], ["---- b stdout ----", "why"]);
        assert_eq!(lines.len(), 1 + LINES_OF_ONE + 2);
    }

    #[test]
    fn a_failure_in_node_says_which_tests_failed() {
        let script = "echo '✖ a (2ms)'; echo 'ℹ fail 1'; echo; echo '✖ failing tests:'; echo; \
            echo 'test at a.test.js:3:1'; echo '✖ a (2ms)'; echo '  why'; exit 1";
        let error = counted(Plain::new("sh", ["-c", script]), &[]).expect_err("it fails");
        let expected = "1 failed, 0 passed\ntest at a.test.js:3:1\n✖ a (2ms)\n  why";
        assert_eq!(error.parts().0, expected);
    }
}
