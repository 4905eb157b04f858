//! The feed doctor's findings, and how much the widget costs to load.

use leptos::prelude::*;

use latest_news_doctor::{self as doctor, Finding, LEFT_OUT, Report, Verdict, size};

use crate::cost::Row;

use super::state::State;

#[component]
pub fn Examination(state: State) -> impl IntoView {
    let summary = move || {
        let reports = state.reports.read();
        match reports.as_ref() {
            Some(reports) => doctor::summary(reports).1,
            None => "Reading the feed …".to_owned(),
        }
    };
    let reports = move || {
        let reports = state.reports.get().unwrap_or_default();
        reports
            .into_iter()
            .map(|it| report(state, it))
            .collect_view()
    };
    view! {
        <section class="sheet" aria-labelledby="doctor-title">
            <h2 id="doctor-title">"Feed doctor"</h2>
            <p class="summary" role="status">{summary}</p>
            {reports}
            <Cost state />
            <div class="buttons">
                <button
                    type="button"
                    disabled=move || state.reports.read().is_none()
                    on:click=move |_| state.asked.update(|asked| *asked += 1)
                >
                    "Check again"
                </button>
            </div>
        </section>
    }
}

fn report(state: State, report: Report) -> impl IntoView {
    let address = report.address.clone();
    let mut skipped = Some(report.skipped);
    let findings = report
        .findings
        .into_iter()
        .map(|it| {
            let list = (it.topic == LEFT_OUT).then(|| skipped.take()).flatten();
            finding(state, &address, it, list.unwrap_or_default())
        })
        .collect_view();
    view! {
        <h3 class="address">{report.address}</h3>
        <dl class="findings">{findings}</dl>
    }
}

fn finding(state: State, feed: &str, finding: Finding, list: Vec<String>) -> impl IntoView + use<> {
    let (class, word) = match finding.verdict {
        Verdict::Good => ("good", "Good: "),
        Verdict::Notice => ("notice", "Could be better: "),
        Verdict::Bad => ("bad", "Wrong: "),
    };
    let list = (!list.is_empty()).then(|| {
        let items = list.into_iter().map(|item| view! { <li>{item}</li> });
        view! { <ul>{items.collect_view()}</ul> }
    });
    let feed = feed.to_owned();
    let instead = finding.instead.map(|instead| {
        let shown = instead.clone();
        view! {
            <p class="instead">
                <code>{shown}</code>
                <button type="button" on:click=move |_| state.exchange(&feed, &instead)>
                    "Use this address"
                </button>
            </p>
        }
    });
    view! {
        <div class=class>
            <dt>{finding.topic}</dt>
            <dd>
                <span class="unseen">{word}</span>
                {finding.text}
                {list}
                {instead}
            </dd>
        </div>
    }
}

#[component]
fn Cost(state: State) -> impl IntoView {
    let rows = move || {
        let mut rows = state.cost.get().unwrap_or_default();
        let reports = state.reports.read();
        let feeds = reports.iter().flatten().map(|report| report.bytes).sum();
        if feeds > 0 {
            rows.push(Row {
                name: "Feed",
                bytes: feeds,
            });
        }
        let pictures = reports.iter().flatten().map(|it| it.picture_bytes).sum();
        if pictures > 0 {
            rows.push(Row {
                name: "Pictures",
                bytes: pictures,
            });
        }
        rows
    };
    let sum = move || size(rows().iter().map(|row| row.bytes).sum());
    let lines = move || {
        let line = |row: Row| {
            view! {
                <tr>
                    <th scope="row">{row.name}</th>
                    <td>{size(row.bytes)}</td>
                </tr>
            }
        };
        rows().into_iter().map(line).collect_view()
    };
    view! {
        <table class="cost" hidden=move || rows().is_empty()>
            <caption>"What a reader downloads, once; of the pictures, the first twelve"</caption>
            <tbody>{lines}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">"Together"</th>
                    <td>{sum}</td>
                </tr>
            </tfoot>
        </table>
    }
}
