//! The embed code in both forms, and the policy for it.

use latest_news_doctor::{Report, origin};
use leptos::prelude::*;

use crate::policy::{Sources, inline_styles, policy};
use crate::snippet::{Form, snippet};

use super::controls::share_link;
use super::places::Places;
use super::state::State;

const FORMS: [(Form, &str, &str, &str); 2] = [
    (
        Form::TwoTags,
        "two-tags",
        "Two tags",
        "Put the script anywhere in the page, once, and the element where the widget should be.",
    ),
    (
        Form::OneTag,
        "one-tag",
        "One tag",
        "For content management systems that offer a box for scripts only. The widget stands where \
         the script stands.",
    ),
];

#[component]
pub fn Code(state: State) -> impl IntoView {
    let code = Memo::new(move |_| {
        let form = state.form.get();
        let place = state.place();
        place.map(|place| snippet(form, &state.settings.read(), &place))
    });
    let line = Memo::new(move |_| sources(state).map(|it| policy(&it)).unwrap_or_default());
    let shown = move || match code.get() {
        Some(code) => code,
        None => "The code appears when the feed’s address is right.".to_owned(),
    };
    let forms = FORMS
        .iter()
        .map(|(form, value, title, _)| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="set-form"
                        value=*value
                        prop:checked=move || state.form.get() == *form
                        on:change=move |_| state.form.set(*form)
                    />
                    <span>{*title}</span>
                </label>
            }
        })
        .collect_view();
    let hint = move || {
        let found = FORMS.iter().find(|it| it.0 == state.form.get());
        found.map_or("", |it| it.3)
    };
    let has_tokens = move || !state.settings.read().tokens().is_empty();
    view! {
        <section class="sheet" aria-labelledby="code-title">
            <h2 id="code-title">"Embed code"</h2>
            <fieldset class="choice">
                <legend>"Form of the code"</legend>
                <div class="options">{forms}</div>
                <p class="hint">{hint}</p>
            </fieldset>
            <Places state />
            <pre>
                <code id="code">{shown}</code>
            </pre>
            <div class="buttons">
                <button
                    type="button"
                    class="main"
                    disabled=move || code.read().is_none()
                    on:click=move |_| {
                        let code = code.get_untracked().unwrap_or_default();
                        state.copy(code, "The code is copied.");
                    }
                >
                    "Copy code"
                </button>
                <button
                    type="button"
                    on:click=move |_| state.copy(share_link(), "The link is copied.")
                >
                    "Copy link to this set-up"
                </button>
                <p class="said" role="status">{state.said}</p>
            </div>
            <h3>"Content-Security-Policy"</h3>
            <p class="hint">
                "For pages that have such a policy, in addition to what they allow already. "
                {move || inline_styles(state.form.get(), has_tokens())}
            </p>
            <pre>
                <code id="policy">{line}</code>
            </pre>
            <div class="buttons">
                <button
                    type="button"
                    on:click=move |_| state.copy(line.get_untracked(), "The policy is copied.")
                >
                    "Copy policy"
                </button>
            </div>
        </section>
    }
}

fn sources(state: State) -> Option<Sources> {
    let place = state.place()?;
    let settings = state.settings.read();
    let reports = state.reports.read();
    Some(Sources {
        widget: origin(&place.loader)?,
        feeds: place.feed.split(' ').filter_map(origin).collect(),
        pictures: reports.as_ref().map(|reports| {
            let shown = settings.value("images") != Some("none");
            let origins = reports.iter().flat_map(Report::picture_origins);
            origins
                .filter(|_| shown)
                .map(|origin| state.released_origin(&origin))
                .collect()
        }),
        has_preset: settings.preset.is_some(),
    })
}
