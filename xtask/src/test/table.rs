//! What each part of the tests came to.

use std::time::Duration;

use super::output::Count;
use super::parts::Part;
use crate::failure::Result;

pub struct Outcome {
    pub part: Part,
    pub result: Result<Count>,
    pub took: Duration,
}

/// One line for each part, and a last line like that of cargo test.
pub fn table(outcomes: &[Outcome]) -> String {
    let mut text = format!("{:10} {:>8} {:>8}  result\n", "part", "passed", "seconds");
    let mut sum = Count::default();
    let mut broken = 0;
    let mut took = Duration::ZERO;
    for outcome in outcomes {
        let (passed, result) = match &outcome.result {
            Ok(count) => {
                sum.passed += count.passed;
                sum.ignored += count.ignored;
                let passed = match outcome.part {
                    Part::Build => "-".to_owned(),
                    _ => count.passed.to_string(),
                };
                // Only what says so beforehand may run no test.
                let is_left_out = count.passed == 0 && count.ignored > 0;
                (passed, if is_left_out { "left out" } else { "ok" })
            }
            Err(_) => {
                broken += 1;
                ("-".to_owned(), "FAILED")
            }
        };
        took += outcome.took;
        let name = outcome.part.name();
        let seconds = outcome.took.as_secs();
        text += &format!("{name:10} {passed:>8} {seconds:>8}  {result}\n");
    }
    let word = if broken == 0 { "ok" } else { "FAILED" };
    text + &format!(
        "\ntest result: {word}. {} passed; {broken} failed; {} ignored; 0 measured; \
         0 filtered out; finished in {:.2}s\n",
        sum.passed,
        sum.ignored,
        took.as_secs_f64()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn the_table_closes_as_cargo_test_does() {
        let outcome = |part, result| Outcome {
            part,
            result,
            took: Duration::from_millis(1500),
        };
        let count = Count {
            passed: 7,
            ..Count::default()
        };
        let text = table(&[
            outcome(Part::Native, Ok(count)),
            outcome(
                Part::WordPress,
                Ok(Count {
                    ignored: 1,
                    ..Count::default()
                }),
            ),
            outcome(Part::Build, Err(Failure::new("over budget"))),
        ]);
        assert_eq!(
            text,
            "part         passed  seconds  result
native            7        1  ok
wordpress         0        1  left out
build             -        1  FAILED

test result: FAILED. 7 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 4.50s
"
        );
    }
}
