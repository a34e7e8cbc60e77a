//! A sealed ballot that was opened instead of cast: what it holds, in words, and how another device checks that.

use super::state::{Booth, Step};
use crate::{
    components::{ChosenInWords, Code, Heading, Tracker, keep},
    message::OpenedView,
    text::say,
};
use leptos::prelude::*;

#[component]
pub(super) fn Opened(booth: Booth, opened: OpenedView) -> impl IntoView {
    let lines = opened.lines;
    let elsewhere = opened.elsewhere.map(|code| {
        let (address, shown) = (code.text.clone(), code.text.clone());
        view! {
            <Code code label=say!("opened-code")/>
            <p class="small" dir="ltr"><a href=address target="_blank" rel="noopener">{shown}</a></p>
        }
    });
    view! {
        <Heading words=say!("opened")/>
        <p>{say!("opened-explained")}</p>
        <ChosenInWords contests=booth.contests() choices=opened.choices order=booth.order()/>
        <p>{say!("opened-tracker")}</p>
        <Tracker tracker=opened.tracker/>
        <p>
            {say!("opened-line", line = opened.seq)} " " <strong>{say!("opened-not-voted")}</strong>
        </p>
        <section class="card elsewhere" aria-labelledby="elsewhere">
            <h2 id="elsewhere">{say!("opened-elsewhere")}</h2>
            <p>{say!("opened-elsewhere-why")}</p>
            {elsewhere}
            <button
                type="button"
                class="secondary"
                on:click=move |_| keep::save_text("practice-ballot.txt", "text/plain", &lines)
            >
                {say!("opened-save")}
            </button>
        </section>
        <p>{say!("opened-next")}</p>
        <div class="actions">
            <button type="button" on:click=move |_| booth.step.set(Step::Choose)>{say!("opened-change")}</button>
            <button type="button" class="secondary" on:click=move |_| booth.seal()>{say!("opened-same")}</button>
        </div>
    }
}
