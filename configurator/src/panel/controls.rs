//! The panel beside the page: everything that can be chosen, in collapsible sections.

use leptos::prelude::*;

use crate::browser::page;
use crate::catalogue::{self, Group, PRESETS, TokenKind, preset_title};
use crate::settings::{MAX_WIDTH, MIN_WIDTH, Settings};

use super::colours::Tokens;
use super::field::{PhraseField, field};
use super::state::State;

#[component]
pub fn Controls(state: State) -> impl IntoView {
    view! {
        <header class="panel-head">
            <div>
                <h2 id="configurator-title">"Configurator"</h2>
                <p>"Make the widget yours, then take its code."</p>
            </div>
            <nav aria-label="In the configurator">
                <a href="#widget">"Widget"</a>
                <a href="#configurator-results">"Embed code"</a>
                <button type="button" on:click=move |_| state.settings.set(Settings::default())>
                    "Start over"
                </button>
            </nav>
        </header>
        <Section title="Feed" open=true>
            {fields(state, Group::Feed)}
        </Section>
        <Section title="Look" open=true>
            {(!PRESETS.is_empty()).then(|| view! { <Preset state /> })}
            {fields(state, Group::Look)}
            <Width state />
        </Section>
        <Section title="Colours">
            <Tokens state kind=TokenKind::Colour />
        </Section>
        <Section title="Type and space">
            <Tokens state kind=TokenKind::Other />
        </Section>
        <Section title="Words">
            {fields(state, Group::Words)}
        </Section>
        <Section title="Behaviour">
            {fields(state, Group::Behaviour)}
        </Section>
        <Section title="Single phrases">
            <p class="hint">
                "In any language, instead of the widget’s own words. {} stands for a value."
            </p>
            {catalogue::phrases()
                .iter()
                .map(|phrase| view! { <PhraseField state phrase /> })
                .collect_view()}
        </Section>
    }
}

#[component]
fn Section(title: &'static str, #[prop(optional)] open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="section" open=open>
            <summary>
                <h3>{title}</h3>
            </summary>
            <div class="fields">{children()}</div>
        </details>
    }
}

fn fields(state: State, group: Group) -> impl IntoView {
    catalogue::attributes()
        .iter()
        .filter(|attribute| attribute.group == group)
        .map(|attribute| field(state, attribute))
        .collect_view()
}

#[component]
fn Preset(state: State) -> impl IntoView {
    let chosen = Memo::new(move |_| state.settings.read().preset.clone());
    let presets = PRESETS
        .iter()
        .map(|name| {
            view! {
                <option value=*name prop:selected=move || chosen.read().as_deref() == Some(*name)>
                    {preset_title(name)}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="set-preset">"Preset"</label>
            <select
                id="set-preset"
                aria-describedby="set-preset-hint"
                on:change:target=move |event| {
                    let name = event.target().value();
                    state
                        .settings
                        .update(|settings| settings.preset = (!name.is_empty()).then_some(name));
                }
            >
                <option value="" prop:selected=move || chosen.read().is_none()>
                    "None"
                </option>
                {presets}
            </select>
            <p class="hint" id="set-preset-hint">
                "A style sheet made of tokens; your own tokens override it."
            </p>
        </div>
    }
}

/// The same width as at the handle, for people who prefer to type it.
#[component]
fn Width(state: State) -> impl IntoView {
    let width = move || state.settings.read().width;
    let set = move |width: Option<u32>| state.settings.update(|settings| settings.width = width);
    view! {
        <div class="field">
            <label for="set-width">"Width of the container"</label>
            <input
                type="number"
                id="set-width"
                min=MIN_WIDTH
                max=MAX_WIDTH
                step="10"
                aria-describedby="set-width-hint"
                placeholder="as wide as the page allows"
                prop:value=move || width().map(|width| width.to_string()).unwrap_or_default()
                on:change:target=move |event| {
                    let typed = event.target().value().parse::<u32>().ok();
                    set(typed.map(|width| width.clamp(MIN_WIDTH, MAX_WIDTH)));
                }
            />
            <p class="hint" id="set-width-hint">
                "Only on this page, to see the widget in a narrow column. Or drag its right edge."
            </p>
        </div>
    }
}

/// A link that opens the configurator with the present settings.
pub fn share_link() -> String {
    let address = page::address();
    let address = address.split('#').next().unwrap_or_default();
    format!("{address}#widget")
}
