//! The address of the release, and the content for readers without the widget: the fields above the
//! code.

use leptos::prelude::*;

use super::state::State;

#[component]
pub fn Places(state: State) -> impl IntoView {
    let place = move || state.place().unwrap_or_default();
    let set_fallback = move |value: String| state.settings.update(|it| it.fallback = value);
    let set_text = move |value: String| state.settings.update(|it| it.text = value);
    view! {
        <p class="note" hidden=move || !state.is_stand_in()>
            "This page is served from your own machine, which nobody else can reach. In the code, news.example stands for the address of your release: write that address into Script address."
        </p>
        <div class="places">
            <Address
                id="set-script"
                title="Script address"
                value=state.script
                placeholder=Signal::derive(move || place().loader)
                problem=Signal::derive(move || state.script_problem())
                set=Callback::new(move |value| state.script.set(value))
            />
            <Address
                id="set-fallback"
                title="Fallback link"
                value=Signal::derive(move || state.settings.read().fallback.clone())
                placeholder=Signal::derive(move || place().fallback)
                problem=Signal::derive(move || state.fallback_problem())
                set=Callback::new(set_fallback)
            />
            <Address
                id="set-text"
                title="Fallback text"
                value=Signal::derive(move || state.settings.read().text.clone())
                placeholder=Signal::derive(move || place().text)
                problem=Signal::derive(|| None)
                set=Callback::new(set_text)
            />
        </div>
    }
}

#[component]
fn Address(
    id: &'static str,
    title: &'static str,
    #[prop(into)] value: Signal<String>,
    placeholder: Signal<String>,
    problem: Signal<Option<String>>,
    set: Callback<String>,
) -> impl IntoView {
    let problem_id = format!("{id}-problem");
    view! {
        <div class="field">
            <label for=id>{title}</label>
            <input
                type="text"
                id=id
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                aria-describedby=problem_id.clone()
                aria-invalid=move || problem.get().map(|_| "true")
                prop:value=value
                on:input:target=move |event| set.run(event.target().value())
            />
            <p class="problem" id=problem_id hidden=move || problem.get().is_none()>
                {move || problem.get()}
            </p>
        </div>
    }
}
