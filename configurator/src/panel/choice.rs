//! One of a few values, as a row of radio buttons. Each layout has a picture.

use leptos::prelude::*;

use crate::catalogue::Attribute;

use super::field::{Problem, hint_id, id, problem_id};
use super::state::State;

#[component]
pub fn Choice(
    state: State,
    attribute: &'static Attribute,
    values: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let name = attribute.name;
    let default = values.first().map_or("", |(value, _)| value);
    let chosen = Memo::new(move |_| {
        let settings = state.settings.read();
        let typed = settings.typed(name).unwrap_or(default);
        // A value from a link that has no meaning counts as the default.
        let known = values.iter().find(|(value, _)| *value == typed);
        known.map_or(default, |(value, _)| *value)
    });
    let options = values
        .iter()
        .map(|(value, title)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name=id(name)
                        value=*value
                        prop:checked=move || chosen.get() == *value
                        on:change=move |_| state.set(name, Some((*value).to_owned()))
                    />
                    <span>{(name == "layout").then(|| pictogram(value))} {*title}</span>
                </label>
            }
        })
        .collect_view();
    let class = match name {
        "layout" => "choice pictures",
        _ => "choice",
    };
    let described = format!("{} {}", hint_id(name), problem_id(name));
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{attribute.title}</legend>
            <div class="options">{options}</div>
            <p class="hint" id=hint_id(name)>{attribute.hint}</p>
            <Problem state name />
        </fieldset>
    }
}

/// The layout's shape, in a box of 36 by 24.
fn pictogram(layout: &str) -> impl IntoView + use<> {
    let shape = match layout {
        "list" => "M1 2h9v5H1zM13 3h22v3H13zM1 10h9v5H1zM13 11h22v3H13zM1 18h9v5H1zM13 19h22v3H13z",
        "grid" => {
            "M1 1h10v10H1zM13 1h10v10H13zM25 1h10v10H25zM1 13h10v10H1zM13 13h10v10H13zM25 13h10v10H25z"
        }
        "hero" => "M1 1h21v22H1zM25 1h10v6H25zM25 9h10v6H25zM25 17h10v6H25z",
        "ticker" => "M1 9h8v6H1zM12 10h23v4H12z",
        _ => "M1 4h10v16H1zM13 4h10v16H13zM25 4h10v16H25z",
    };
    view! {
        <svg viewBox="0 0 36 24" width="36" height="24" aria-hidden="true">
            <path d=shape />
        </svg>
    }
}
