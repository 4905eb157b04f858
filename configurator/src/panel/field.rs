//! One attribute's field, by its kind.

use leptos::prelude::*;

use crate::catalogue::{Attribute, Kind, LANGUAGES, Phrase, SAMPLES};

use super::choice::Choice;
use super::state::State;

pub fn field(state: State, attribute: &'static Attribute) -> AnyView {
    match attribute.kind {
        Kind::Choice(values) => view! { <Choice state attribute values /> }.into_any(),
        Kind::Feed => view! { <Feed state attribute /> }.into_any(),
        Kind::Heading => view! { <Heading state attribute /> }.into_any(),
        Kind::Number { least, most, .. } => {
            let default = attribute.default();
            view! {
                <Labelled state attribute>
                    <input
                        type="number"
                        id=id(attribute.name)
                        min=least
                        max=most
                        placeholder=default
                        aria-describedby=described(attribute.name)
                        aria-invalid=invalid(state, attribute.name)
                        prop:value=typed(state, attribute)
                        on:input:target=move |event| {
                            state.set(attribute.name, Some(event.target().value()));
                        }
                    />
                </Labelled>
            }
            .into_any()
        }
        Kind::Text(example) => view! {
            <Labelled state attribute>
                <Text state attribute placeholder=example />
            </Labelled>
        }
        .into_any(),
        Kind::Language => view! {
            <Labelled state attribute>
                <Text state attribute placeholder="" list="set-languages" />
                <datalist id="set-languages">
                    {LANGUAGES
                        .iter()
                        .map(|it| view! { <option value=it.tag label=it.name></option> })
                        .collect_view()}
                </datalist>
            </Labelled>
        }
        .into_any(),
    }
}

/// One phrase of the labels. The configurator does not know the phrases of other languages, so the
/// example is English.
#[component]
pub fn PhraseField(state: State, phrase: &'static Phrase) -> impl IntoView {
    let name = phrase.attribute.as_str();
    view! {
        <div class="field half">
            <label for=id(name)>{phrase.title.as_str()}</label>
            <input
                type="text"
                id=id(name)
                placeholder=phrase.english
                autocomplete="off"
                prop:value=move || state.settings.read().typed(name).unwrap_or_default().to_owned()
                on:input:target=move |event| state.set(name, Some(event.target().value()))
            />
        </div>
    }
}

/// The widget's message about the value, below its field.
#[component]
pub fn Problem(state: State, name: &'static str) -> impl IntoView {
    let problem = Memo::new(move |_| state.problems().remove(name));
    view! {
        <p class="problem" id=problem_id(name) hidden=move || problem.get().is_none()>
            {problem}
        </p>
    }
}

pub fn id(name: &str) -> String {
    format!("set-{name}")
}

pub fn hint_id(name: &str) -> String {
    format!("set-{name}-hint")
}

pub fn problem_id(name: &str) -> String {
    format!("set-{name}-problem")
}

#[component]
fn Labelled(state: State, attribute: &'static Attribute, children: Children) -> impl IntoView {
    let name = attribute.name;
    // Short fields stand side by side.
    let class = match name {
        "image-ratio" | "summary-lines" | "autoplay" | "refresh" => "field half",
        _ => "field",
    };
    view! {
        <div class=class>
            <label for=id(name)>{attribute.title}</label>
            {children()}
            <p class="hint" id=hint_id(name)>{attribute.hint}</p>
            <Problem state name />
        </div>
    }
}

#[component]
fn Text(
    state: State,
    attribute: &'static Attribute,
    placeholder: &'static str,
    #[prop(optional)] list: Option<&'static str>,
) -> impl IntoView {
    let name = attribute.name;
    view! {
        <input
            type="text"
            id=id(name)
            list=list
            placeholder=placeholder
            autocomplete="off"
            spellcheck="false"
            aria-describedby=described(name)
            aria-invalid=invalid(state, name)
            prop:value=typed(state, attribute)
            on:input:target=move |event| state.set(name, Some(event.target().value()))
        />
    }
}

/// Addresses are fetched, so the field takes effect only after somebody has finished typing.
#[component]
fn Feed(state: State, attribute: &'static Attribute) -> impl IntoView {
    let name = attribute.name;
    let feed = Memo::new(move |_| state.settings.read().feed().to_owned());
    let is_sample = move || {
        SAMPLES
            .iter()
            .any(|sample| sample.address == feed.read().as_str())
    };
    let samples = SAMPLES
        .iter()
        .map(|sample| {
            view! {
                <option
                    value=sample.address
                    prop:selected=move || feed.read().as_str() == sample.address
                >
                    {sample.format.name()}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="set-sample">"Sample feed"</label>
            <select
                id="set-sample"
                on:change:target=move |event| {
                    let address = event.target().value();
                    if !address.is_empty() {
                        state.set(name, Some(address));
                    }
                }
            >
                <option value="" prop:selected=move || !is_sample()>
                    "None: the address below"
                </option>
                {samples}
            </select>
        </div>
        <Held state />
        <Labelled state attribute>
            <input
                type="text"
                id=id(name)
                inputmode="url"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described(name)
                aria-invalid=invalid(state, name)
                prop:value=feed
                on:change:target=move |event| state.set(name, Some(event.target().value()))
            />
        </Labelled>
    }
}

/// The feeds of a link are shown under this page's name only after somebody has confirmed them.
#[component]
fn Held(state: State) -> impl IntoView {
    view! {
        <div class="note" hidden=move || state.held.read().is_none()>
            <p>"The link that led here names a feed of another site:"</p>
            <p class="address">{state.held}</p>
            <button type="button" id="show-held" on:click=move |_| state.confirm()>
                "Show this feed"
            </button>
        </div>
    }
}

/// An empty field and an absent attribute differ: no heading, or the language's own heading.
#[component]
fn Heading(state: State, attribute: &'static Attribute) -> impl IntoView {
    let name = attribute.name;
    let text = Memo::new(move |_| state.settings.read().typed(name).map(str::to_owned));
    let is_hidden = move || text.read().as_deref() == Some("");
    view! {
        <Labelled state attribute>
            <input
                type="text"
                id=id(name)
                placeholder="Latest news"
                autocomplete="off"
                aria-describedby=described(name)
                disabled=is_hidden
                prop:value=move || text.get().unwrap_or_default()
                on:input:target=move |event| {
                    let value = event.target().value();
                    state.set(name, (!value.is_empty()).then_some(value));
                }
            />
        </Labelled>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_hidden
                on:change:target=move |event| {
                    state.set(name, event.target().checked().then(String::new));
                }
            />
            "Hide the heading; screen readers still hear it"
        </label>
    }
}

fn typed(state: State, attribute: &'static Attribute) -> impl Fn() -> String + Copy {
    move || {
        let settings = state.settings.read();
        let typed = settings.typed(attribute.name);
        typed.map_or_else(|| attribute.default(), str::to_owned)
    }
}

fn described(name: &str) -> String {
    format!("{} {}", hint_id(name), problem_id(name))
}

fn invalid(state: State, name: &'static str) -> impl Fn() -> Option<&'static str> {
    move || state.problems().contains_key(name).then_some("true")
}
