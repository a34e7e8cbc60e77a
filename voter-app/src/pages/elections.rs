//! All elections on this board.

use crate::{
    components::{Heading, ShowTrouble, ask, unexpected},
    message::{Request, Response},
    text::{self, LANGUAGE},
};
use leptos::prelude::*;

#[component]
pub(super) fn Elections() -> impl IntoView {
    let elections = RwSignal::new(None);
    let trouble = RwSignal::new(None);
    ask(Request::Elections, move |response| match response {
        Response::Elections(list) => elections.set(Some(list)),
        Response::Failed(failure) => trouble.set(Some(failure)),
        _ => trouble.set(Some(unexpected())),
    });
    let list = move || {
        elections.get().map(|list| {
            if list.is_empty() {
                return view! { <p>"There are no elections on this board yet."</p> }.into_any();
            }
            let items = list
                .into_iter()
                .map(|election| {
                    view! {
                        <li>
                            <a href=format!("/election/{}", election.election)>{election.title.pick(LANGUAGE).to_owned()}</a>
                            <p>{text::phase(election.phase)}</p>
                        </li>
                    }
                })
                .collect_view();
            view! { <ul class="elections">{items}</ul> }.into_any()
        })
    };
    view! {
        <Heading words="Elections"/>
        <ShowTrouble trouble/>
        <p role="status" class:hidden=move || elections.get().is_some() || trouble.get().is_some()>"Asking the board …"</p>
        {list}
    }
}
