//! All elections on this board.

use crate::{
    board,
    components::{Heading, Own, SharedWorker, ShowTrouble, ask_with, unexpected},
    message::{Request, Response},
    text::{self, link, say},
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub(super) fn Elections() -> impl IntoView {
    let elections = RwSignal::new(None);
    let trouble = RwSignal::new(None);
    let worker = use_context::<SharedWorker>();
    spawn_local(async move {
        if let Some(list) = board::elections().await {
            elections.set(Some(list));
            return;
        }
        ask_with(worker, Request::Elections, move |response| match response {
            Response::Elections(list) => elections.set(Some(list)),
            Response::Failed(failure) => trouble.set(Some(failure)),
            _ => trouble.set(Some(unexpected())),
        });
    });
    let list = move || {
        elections.get().map(|list| {
            if list.is_empty() {
                return view! { <p>{say!("elections-none")}</p> }.into_any();
            }
            let items = list
                .into_iter()
                .map(|election| {
                    let phase = text::signal(text::phase(election.phase));
                    view! {
                        <li>
                            <a href=link(format!("/election/{}", election.election))><Own text=election.title/></a>
                            <p>{phase}</p>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="elections">{items}</ul> }.into_any()
        })
    };
    view! {
        <Heading words=say!("elections")/>
        <ShowTrouble trouble/>
        <p role="status" class:hidden=move || elections.get().is_some() || trouble.get().is_some()>{say!("elections-asking")}</p>
        {list}
    }
}
