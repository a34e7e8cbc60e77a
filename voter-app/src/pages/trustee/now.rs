//! What a trustee has to do now.

use super::{keeping::Keeping, office::Office};
use crate::{
    text::{self, link, say},
    trusteeship::{Next, Passphrase, Task},
    words::{Words, words},
};
use js_sys::Array;
use leptos::{ev, html, prelude::*};
use trustee::identity::KEY_FILE;

/// One thing at a time.
#[component]
pub(super) fn Now(office: Office) -> impl IntoView {
    let own = office.part(|view| {
        let own = view.own?;
        let trustee = view.trustees.get(own)?;
        Some((
            trustee.name.clone(),
            u64::from(trustee.index.get()),
            view.trustees.len(),
        ))
    });
    let next = office.part(|view| view.next.clone());
    view! {
        {move || own.get().flatten().map(|(trustee, number, trustees)| view! {
            <p>{say!("hold-you", trustee = trustee, number = number, trustees = trustees)}</p>
        })}
        {move || next.get().map(|next| match next {
            Next::Open => view! { <Open office/> }.into_any(),
            Next::Agree(task) => view! { <Agree office task/> }.into_any(),
            Next::Wait(words) => view! {
                <p role="status" class="note">{text::signal(words)}</p>
                <p class="small">{say!("hold-waiting")}</p>
            }
            .into_any(),
            Next::Keep(keepsake) => view! {
                <h2>{say!("hold-decide")}</h2>
                <p>{say!("hold-decide-why")}</p>
                <Keeping keepsake then=move || office.keep()/>
            }
            .into_any(),
            Next::Rest(words) => view! { <p role="status" class="note">{text::signal(words)}</p> }.into_any(),
        })}
    }
}

/// The key file, with whatever is kept beside it.
#[component]
fn Open(office: Office) -> impl IntoView {
    let (files, passphrase) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(files), Some(passphrase)) = (files.get_untracked(), passphrase.get_untracked()) else {
            return;
        };
        let chosen = files.files().map(|files| Array::from(&files)).unwrap_or_default();
        if !office.opening.get_untracked() {
            office.open(chosen, Passphrase(passphrase.value()));
        }
    };
    view! {
        <h2>{say!("hold-open")}</h2>
        <form on:submit=submit autocomplete="off">
            <label for="key">{say!("hold-open-files", name = KEY_FILE)}</label>
            <p id="key-hint" class="small">{say!("hold-open-hint")}</p>
            <input id="key" class="wide" type="file" multiple node_ref=files aria-describedby="key-hint" required/>
            <label for="passphrase">{say!("hold-passphrase")}</label>
            <input id="passphrase" class="wide" type="password" node_ref=passphrase autocomplete="off" required/>
            <button type="submit" disabled=move || office.opening.get()>{say!("hold-open-go")}</button>
        </form>
        <p role="status" class="busy">{move || office.opening.get().then(|| words!("hold-opening").text())}</p>
        <p><a href=link("/trustee")>{say!("hold-open-make")}</a></p>
    }
}

/// Something to agree to.
#[component]
fn Agree(office: Office, task: Task) -> impl IntoView {
    let (go, why) = of(task);
    let name = go.clone();
    view! {
        <h2>{text::signal(name)}</h2>
        <p>{text::signal(why)}</p>
        <div class="actions">
            <button type="button" disabled=move || office.agreed.get() == Some(task) on:click=move |_| office.agree(task)>
                {text::signal(go)}
            </button>
        </div>
    }
}

/// What it is called, and what it is for.
fn of(task: Task) -> (Words, Words) {
    match task {
        Task::Keys => (words!("hold-keys"), words!("hold-keys-why")),
        Task::Rehearsal => (words!("hold-rehearse"), words!("hold-rehearse-why")),
        Task::Decryption => (words!("hold-decrypt"), words!("hold-decrypt-why")),
    }
}
