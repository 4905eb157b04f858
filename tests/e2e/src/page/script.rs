//! Runs JavaScript in the page, and waits there for conditions.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Element, PATIENCE, Page, done};
use crate::browser::TURN;

const HELPERS: &str = include_str!("helpers.js");

impl Page<'_> {
    /// Runs a function body with `args` as `arguments` and with the functions of `helpers.js`.
    #[track_caller]
    pub fn script(&self, body: &str, args: Value) -> Value {
        let script = format!("{HELPERS}\n{body}");
        let args = as_list(args);
        done(
            self.session
                .post("/execute/sync", &json!({ "script": script, "args": args })),
            body,
        )
    }

    /// The value of an expression.
    #[track_caller]
    pub fn eval(&self, expression: &str) -> Value {
        self.script(&format!("return ({expression})"), json!([]))
    }

    /// Runs the body of an async function. It may use `await`, and its return value is the answer.
    #[track_caller]
    pub fn script_async(&self, body: &str, args: Value) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{ {HELPERS}\n{body}\n}}).apply(null, [...arguments].slice(0, -1))
               .then((value) => done({{ value }}), (error) => done({{ error: String(error) }}))"
        );
        let request = json!({ "script": script, "args": as_list(args) });
        let mut answer = done(self.session.script_async(&request), body);
        assert!(answer["error"].is_null(), "{body}: {}", answer["error"]);
        answer["value"].take()
    }

    /// Waits until the expression is true, and returns its value. It may `await` something that
    /// takes less than a turn; after that it is evaluated again. `what` describes the condition.
    #[track_caller]
    pub fn wait_until(&self, condition: &str, what: &str) -> Value {
        self.wait_within(PATIENCE, condition, what)
    }

    /// The same with another time limit.
    #[track_caller]
    pub fn wait_within(&self, limit: Duration, condition: &str, what: &str) -> Value {
        let script = format!(
            "const done = arguments[1], until = performance.now() + arguments[0];
             (async function () {{
               {HELPERS}
               let said;
               const check = async () => {{
                 let value;
                 try {{ value = await ({condition}); said = value; }} catch (e) {{ said = String(e); }}
                 if (value) done({{ value }});
                 else if (performance.now() > until) done({{ said: said === undefined ? null : said }});
                 else setTimeout(check, 15);
               }};
               check();
             }})()"
        );
        let deadline = Instant::now() + limit;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let turn = left.min(TURN);
            let request = json!({ "script": script, "args": [turn.as_millis() as u64] });
            match self.session.ask(turn, "async", &request) {
                Ok(mut answer) if answer.get("value").is_some() => return answer["value"].take(),
                // The condition does not hold yet. Or the page navigated meanwhile: drivers then
                // return an error, Firefox's sometimes an answer that the script never gave, and
                // WebKit's nothing. Ask again, on the present page.
                _ if left > turn => {}
                Ok(answer) => panic!(
                    "waited in vain for {what}: {condition} gave {}",
                    answer["said"]
                ),
                Err(error) => panic!("waited in vain for {what}: {error}"),
            }
        }
    }

    /// Waits for this many frames. Only for checking that something does *not* happen.
    #[track_caller]
    pub fn frames(&self, count: u32) {
        self.script_async("await frames(arguments[0])", json!([count]));
    }

    /// Waits until the page and the first widget have stopped scrolling.
    #[track_caller]
    pub fn come_to_rest(&self) {
        self.script_async("await still()", json!([]));
    }

    /// The element that an expression returns.
    #[track_caller]
    pub fn element(&self, expression: &str) -> Element<'_> {
        let found = self.eval(expression);
        Element::from_value(self, &found).unwrap_or_else(|| panic!("{expression} is no element"))
    }

    /// The first element with this part name in the first widget.
    #[track_caller]
    pub fn part(&self, name: &str) -> Element<'_> {
        self.element(&format!("part('{name}')"))
    }
}

fn as_list(args: Value) -> Value {
    match args {
        Value::Array(_) => args,
        Value::Null => json!([]),
        one => json!([one]),
    }
}
