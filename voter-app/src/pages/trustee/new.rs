//! Making a key file: once for all elections.

use super::{ask, keeping::Keeping};
use crate::{
    components::{Heading, SharedWorker, ShowTrouble, keep, unexpected},
    message::Trouble,
    text::say,
    trusteeship::{Demand, MadeView, Passphrase, Reply},
    words::{Words, words},
};
use js_sys::Array;
use leptos::{ev, html, prelude::*};

/// Characters under which a passphrase is remarked upon, as the command line does.
const SHORT: usize = 12;

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ask,
    First,
    Second,
    Public,
}

#[component]
pub(in super::super) fn NewKey() -> impl IntoView {
    let made = RwSignal::new(None::<MadeView>);
    let stage = RwSignal::new(Stage::Ask);
    let trouble = RwSignal::new(None);
    let content = move || match (made.get(), stage.get()) {
        (Some(made), Stage::First) => view! {
            <Heading words=say!("hold-save")/>
            <p>{say!("hold-save-why")}</p>
            <Keeping keepsake=made.key then=move || stage.set(Stage::Second)/>
        }
        .into_any(),
        (Some(made), Stage::Second) => view! {
            <Heading words=say!("hold-second")/>
            <p>{say!("hold-second-why")}</p>
            <Keeping keepsake=made.key then=move || stage.set(Stage::Public)/>
        }
        .into_any(),
        (Some(made), Stage::Public) => view! { <Public made/> }.into_any(),
        _ => view! { <Ask made stage trouble/> }.into_any(),
    };
    view! {
        {content}
        <ShowTrouble trouble/>
    }
}

/// Name and passphrase.
#[component]
fn Ask(
    made: RwSignal<Option<MadeView>>,
    stage: RwSignal<Stage>,
    trouble: RwSignal<Option<Trouble>>,
) -> impl IntoView {
    let worker = use_context::<SharedWorker>();
    let (name, first, second) = (
        NodeRef::<html::Input>::new(),
        NodeRef::<html::Input>::new(),
        NodeRef::<html::Input>::new(),
    );
    let busy = RwSignal::new(false);
    let length = RwSignal::new(0_usize);
    let problem = RwSignal::new(None::<Words>);
    let typed = move |field: NodeRef<html::Input>| {
        field
            .get_untracked()
            .map(|field| field.value())
            .unwrap_or_default()
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (name, passphrase) = (typed(name), typed(first));
        trouble.set(None);
        problem.set(match () {
            () if passphrase.is_empty() => Some(words!("hold-passphrase-hint")),
            () if passphrase != typed(second) => Some(words!("hold-passphrase-differ")),
            () => None,
        });
        if problem.with_untracked(Option::is_some) || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let demand = Demand::Make {
            name,
            passphrase: Passphrase(passphrase),
        };
        ask(
            worker,
            demand,
            Array::new(),
            |_| {},
            move |reply| {
                busy.set(false);
                match reply {
                    Reply::Made(view) => {
                        made.set(Some(*view));
                        stage.set(Stage::First);
                    }
                    Reply::Failed(failure) => trouble.set(Some(failure)),
                    _ => trouble.set(Some(unexpected())),
                }
            },
        );
    };
    let short = move || {
        (1..SHORT)
            .contains(&length.get())
            .then(|| words!("hold-passphrase-short").text())
    };
    view! {
        <Heading words=say!("hold-make")/>
        <p>{say!("hold-make-why")}</p>
        <form on:submit=submit autocomplete="off">
            <label for="name">{say!("hold-name")}</label>
            <input id="name" class="wide" node_ref=name autocomplete="off" spellcheck="false" required/>
            <label for="passphrase">{say!("hold-passphrase")}</label>
            <p id="passphrase-hint" class="small">{say!("hold-passphrase-hint")}</p>
            <input id="passphrase" class="wide" type="password" node_ref=first aria-describedby="passphrase-hint passphrase-short"
                autocomplete="new-password" required
                on:input:target=move |event| length.set(event.target().value().chars().count())/>
            <p id="passphrase-short" role="status" class="small">{short}</p>
            <label for="again">{say!("hold-passphrase-again")}</label>
            <input id="again" class="wide" type="password" node_ref=second autocomplete="new-password" required/>
            <p role="alert">{move || problem.get().map(|words| words.text())}</p>
            <button type="submit" disabled=move || busy.get()>{say!("hold-make-go")}</button>
        </form>
        <p role="status" class="busy">{move || busy.get().then(|| words!("hold-making").text())}</p>
    }
}

/// What goes to the official.
#[component]
fn Public(made: MadeView) -> impl IntoView {
    let file = made.public;
    let (why, save) = (
        say!("hold-public-why", name = file.name.as_str()),
        say!("hold-save-go", name = file.name.as_str()),
    );
    view! {
        <Heading words=say!("hold-public")/>
        <p>{why}</p>
        <div class="actions">
            <button type="button" on:click=move |_| keep::save_bytes(&file.name, &file.bytes)>{save}</button>
        </div>
        <p>{say!("hold-public-next")}</p>
    }
}
