//! A file that is saved, and read back before anything goes on.

use super::shown;
use crate::{components::keep, text::say, trusteeship::Keepsake, words::words};
use js_sys::Uint8Array;
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// Saves a file, and asks for it where it was saved: `then` is called once it is the same.
#[component]
pub(super) fn Keeping(keepsake: Keepsake, then: impl Fn() + Copy + 'static) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let words = say!("hold-save-go", name = shown(&keepsake.name));
    let keepsake = StoredValue::new(keepsake);
    let save = move |_| keepsake.with_value(|file| keep::save_bytes(&file.name, &file.bytes));
    let read = move |event: ev::Event| {
        let field: HtmlInputElement = event_target(&event);
        let Some(file) = field.files().and_then(|files| files.get(0)) else {
            return;
        };
        // So that the same file can be chosen again.
        field.set_value("");
        spawn_local(async move {
            let read = JsFuture::from(file.array_buffer()).await;
            let bytes = read
                .map(|bytes| Uint8Array::new(&bytes).to_vec())
                .unwrap_or_default();
            // The page may be gone.
            let same = keepsake
                .try_with_value(|file| file.bytes == bytes)
                .unwrap_or(false);
            let _ = wrong.try_set(!same);
            if same {
                then();
            }
        });
    };
    view! {
        <div class="actions"><button type="button" on:click=save>{words}</button></div>
        <label for="saved">{say!("hold-read")}</label>
        <input id="saved" class="wide" type="file" aria-invalid=move || wrong.get().then_some("true") on:change=read/>
        <p role="alert">{move || wrong.get().then(|| words!("hold-read-other").text())}</p>
    }
}
