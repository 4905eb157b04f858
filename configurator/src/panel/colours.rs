//! The tokens: colours with one picker for light and one for dark, all other tokens as text.

use leptos::prelude::*;

use crate::catalogue::{PREFIX, TOKENS, Token, TokenKind, attribute, colours};
use crate::value::is_value;

use super::state::State;

#[component]
pub fn Tokens(state: State, kind: TokenKind) -> impl IntoView {
    let head = (kind == TokenKind::Colour).then(|| {
        view! {
            <p class="token-head" aria-hidden="true">
                <span>"Light"</span>
                <span>"Dark"</span>
            </p>
        }
    });
    let rows = TOKENS
        .iter()
        .filter(|token| token.kind == kind)
        // If an attribute does the same, it has a field already.
        .filter(|token| attribute(token.name).is_none())
        .map(|token| view! { <Row state token /> })
        .collect_view();
    view! {
        {head}
        {rows}
    }
}

#[component]
fn Row(state: State, token: &'static Token) -> impl IntoView {
    let id = format!("set-token-{}", token.name);
    let typed = Memo::new(move |_| {
        let settings = state.settings.read();
        settings
            .typed_token(token.name)
            .unwrap_or_default()
            .to_owned()
    });
    let is_bad = move || !typed.read().trim().is_empty() && !is_value(&typed.read());
    let pickers = (token.kind == TokenKind::Colour).then(|| {
        view! {
            <Picker state token typed side=0 theme="light" />
            <Picker state token typed side=1 theme="dark" />
        }
    });
    // The pickers show the default already.
    let (class, placeholder) = match token.kind {
        TokenKind::Colour => ("token colour", "default"),
        TokenKind::Other if token.default.starts_with(PREFIX) => ("token", "the same"),
        TokenKind::Other => ("token", token.default),
    };
    let problem = format!("{id}-problem");
    let name = format!("{PREFIX}{}", token.name);
    view! {
        <div class=class>
            <label for=id.clone() title=name>{token.title}</label>
            {pickers}
            <input
                type="text"
                id=id
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                aria-describedby=problem.clone()
                aria-invalid=move || is_bad().then_some("true")
                prop:value=typed
                on:input:target=move |event| {
                    let value = event.target().value();
                    set(state, token, value);
                }
            />
            <p class="problem" id=problem hidden=move || !is_bad()>
                {move || is_bad().then_some("This is not a colour, length, font or calculation; the default is used.")}
            </p>
        </div>
    }
}

/// `side` 0 is light. A change on one side keeps the other, so light and dark can differ.
#[component]
fn Picker(
    state: State,
    token: &'static Token,
    typed: Memo<String>,
    side: usize,
    theme: &'static str,
) -> impl IntoView {
    let pair = move || pair(&typed.read(), token.default);
    let label = format!("{}, in {theme} themes", token.title);
    view! {
        <input
            type="color"
            aria-label=label
            prop:value=move || pair()[side].clone()
            on:input:target=move |event| {
                let mut picked = pair();
                picked[side] = event.target().value();
                let [light, dark] = picked;
                let value = match light == dark {
                    true => light,
                    false => format!("light-dark({light}, {dark})"),
                };
                set(state, token, value);
            }
        />
    }
}

fn set(state: State, token: &'static Token, value: String) {
    let value = (!value.is_empty()).then_some(value);
    state
        .settings
        .update(|settings| settings.set_token(token.name, value));
}

/// The light and the dark colour of a value. If the value names no colours, those of the default.
fn pair(value: &str, default: &str) -> [String; 2] {
    let own = colours(value);
    let named = if own.is_empty() {
        colours(default)
    } else {
        own
    };
    let light = named
        .first()
        .cloned()
        .unwrap_or_else(|| "#000000".to_owned());
    let dark = named.get(1).cloned().unwrap_or_else(|| light.clone());
    [light, dark]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_and_dark_of_a_value() {
        #[track_caller]
        fn check(value: &str, light: &str, dark: &str) {
            let pair = pair(value, "light-dark(#111111, #eeeeee)");
            assert_eq!(pair, [light, dark], "{value}");
        }
        check("", "#111111", "#eeeeee");
        check("#a00", "#aa0000", "#aa0000");
        check("light-dark(#a00, #fcc)", "#aa0000", "#ffcccc");
        check("rebeccapurple", "#111111", "#eeeeee");
    }
}
