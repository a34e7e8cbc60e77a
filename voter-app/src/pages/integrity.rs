//! Whether the server sends the pages that an election is meant for, as far as a page can tell.

use super::election_id;
use crate::{
    components::{Heading, ShowTrouble, ask, unexpected},
    message::{Request, Trouble},
    public::{Answer, PagesView},
    text::{link, say},
    words::words,
};
use leptos::prelude::*;

#[component]
pub(super) fn Integrity() -> impl IntoView {
    let compared = RwSignal::new(None::<PagesView>);
    let trouble = RwSignal::new(None);
    let id = election_id();
    match id {
        Some(id) => ask(Request::Pages(id), move |response| match response {
            Answer::Pages(view) => compared.set(Some(view)),
            Answer::Failed(failure) => trouble.set(Some(failure)),
            _ => trouble.set(Some(unexpected())),
        }),
        None => trouble.set(Some(Trouble::lasting(words!("trouble-no-election-id")))),
    }
    let waiting = move || compared.with(Option::is_none) && trouble.with(Option::is_none);
    view! {
        <Heading words=say!("integrity")/>
        <p>{say!("integrity-why")}</p>
        <ShowTrouble trouble/>
        <p role="status">{move || waiting().then(|| say!("integrity-asking"))}</p>
        {move || compared.get().map(|compared| view! { <Comparison compared/> })}
        <h2>{say!("integrity-limits")}</h2>
        <ul>
            <li>{say!("integrity-limit-self")}</li>
            <li>{say!("integrity-limit-others")}</li>
            <li>{say!("integrity-limit-device")}</li>
        </ul>
        {id.map(|id| view! { <p><a href=link(format!("/election/{id}"))>{say!("integrity-back")}</a></p> })}
    }
}

#[component]
fn Comparison(compared: PagesView) -> impl IntoView {
    let PagesView { pinned, files, wrong } = compared;
    let Some(digest) = pinned else {
        return view! { <p class="verdict">{say!("integrity-unpinned")}</p> }.into_any();
    };
    let bad = !wrong.is_empty();
    let verdict = if bad {
        say!("integrity-different")
    } else {
        say!("integrity-same", files = files)
    };
    let wrong = wrong
        .into_iter()
        .map(|name| view! { <li><code>{name}</code></li> })
        .collect_view();
    view! {
        <p class="verdict" class:bad=bad>{verdict}</p>
        <ul class="findings">{wrong}</ul>
        <p class="identifier">{say!("integrity-digest")} " " <code>{digest}</code></p>
    }
    .into_any()
}
