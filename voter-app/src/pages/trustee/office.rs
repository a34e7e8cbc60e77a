//! An election as its trustees see it: read again and again, and carried on with as the trustee agrees.

use super::{super::election_id, ask, now::Now, shown};
use crate::{
    components::{Heading, SharedWorker, ShowTrouble, keep, unexpected},
    message::Trouble,
    text::{self, link, say},
    trusteeship::{Demand, OfficeView, Passphrase, Reply, Task},
    words::words,
};
use core::time::Duration;
use js_sys::Array;
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;

/// Between two looks at the log.
const PACE: Duration = Duration::from_secs(2);

/// What the page knows.
#[derive(Clone, Copy)]
pub(super) struct Office {
    worker: Option<SharedWorker>,
    election: Option<Hash>,
    pub(super) view: RwSignal<Option<OfficeView>>,
    /// What stops it, until the trustee does something.
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// What passes by itself.
    passing: RwSignal<Option<Trouble>>,
    /// Lines that are verified, of so many.
    verifying: RwSignal<Option<(u64, u64)>>,
    /// What the trustee has agreed to.
    pub(super) agreed: RwSignal<Option<Task>>,
    /// Whether the decision is kept.
    kept: RwSignal<bool>,
    /// A key file is being opened.
    pub(super) opening: RwSignal<bool>,
    /// The worker has not answered yet.
    asked: StoredValue<bool>,
}

impl Office {
    fn ask(self, demand: Demand, files: Array) {
        self.asked.set_value(true);
        let tell = move |told| {
            if let Reply::Verifying { done, total } = told {
                let _ = self.verifying.try_set(Some((done, total)));
            }
        };
        ask(self.worker, demand, files, tell, move |reply| self.take(reply));
    }

    /// Takes an answer; the page may be gone.
    fn take(self, reply: Reply) {
        if self.asked.try_set_value(false).is_some() {
            return;
        }
        let _ = self.verifying.try_set(None);
        let _ = self.opening.try_set(false);
        let failure = match reply {
            Reply::Office(view) => {
                let _ = self.passing.try_set(None);
                let _ = self.view.try_set(Some(*view));
                return;
            }
            Reply::Failed(failure) => failure,
            _ => unexpected(),
        };
        if failure.retryable {
            let _ = self.passing.try_set(Some(failure));
        } else {
            let _ = self.agreed.try_set(None);
            let _ = self.trouble.try_set(Some(failure));
        }
    }

    /// Looks at the log, and carries on, unless something is under way or wrong.
    pub(super) fn go_on(self) {
        if self.asked.get_value() || self.trouble.with_untracked(Option::is_some) {
            return;
        }
        let demand = match self.election {
            Some(election) if self.view.with_untracked(Option::is_none) => Demand::Look(election),
            _ => Demand::GoOn {
                agreed: self.agreed.get_untracked(),
                kept: self.kept.get_untracked(),
            },
        };
        self.ask(demand, Array::new());
    }

    /// The trustee agrees to something.
    pub(super) fn agree(self, task: Task) {
        self.trouble.set(None);
        self.agreed.set(Some(task));
        self.go_on();
    }

    /// The decision is kept.
    pub(super) fn keep(self) {
        self.kept.set(true);
        self.go_on();
    }

    /// Opens a key file that is among these files.
    pub(super) fn open(self, files: Array, passphrase: Passphrase) {
        self.trouble.set(None);
        self.opening.set(true);
        self.ask(Demand::Open(passphrase), files);
    }

    /// A part of the view that is shown anew only if it changes.
    pub(super) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&OfficeView) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.view.with(|view| view.as_ref().map(&part)))
    }
}

#[component]
pub(in super::super) fn Trustee() -> impl IntoView {
    let office = Office {
        worker: use_context(),
        election: election_id(),
        view: RwSignal::new(None),
        trouble: RwSignal::new(None),
        passing: RwSignal::new(None),
        verifying: RwSignal::new(None),
        agreed: RwSignal::new(None),
        kept: RwSignal::new(false),
        opening: RwSignal::new(false),
        asked: StoredValue::new(false),
    };
    if office.election.is_none() {
        office
            .trouble
            .set(Some(Trouble::lasting(words!("trouble-no-election-id"))));
    }
    office.go_on();
    let clock = set_interval_with_handle(move || office.go_on(), PACE).ok();
    on_cleanup(move || {
        if let Some(clock) = clock {
            clock.clear();
        }
    });
    let title = Memo::new(move |_| {
        office.view.with(|view| match view {
            Some(view) => text::own(&view.title),
            None => (words!("election-for-trustees").text(), None),
        })
    });
    let (heading, lang) = (
        Signal::derive(move || title.get().0),
        Signal::derive(move || title.get().1),
    );
    let phase = office.part(|view| view.phase);
    view! {
        <Heading words=heading lang/>
        <ShowTrouble trouble=office.trouble/>
        <p role="status" class="phase">
            {move || match phase.get() {
                Some(phase) => text::phase(phase).text(),
                None if office.trouble.get().is_some() => String::new(),
                None => words!("elections-asking").text(),
            }}
        </p>
        <p role="status" class="busy">{move || office.passing.get().map(|trouble| trouble.message.text())}</p>
        <Now office/>
        <Verifying office/>
        <Others office/>
        <Seen office/>
        {office.election.map(|id| view! { <p><a href=link(format!("/election/{id}"))>{say!("election-standing")}</a></p> })}
    }
}

/// A bar while the record is verified.
#[component]
fn Verifying(office: Office) -> impl IntoView {
    let read = move || office.verifying.get().unwrap_or((0, 1));
    view! {
        <div class:hidden=move || office.verifying.get().is_none()>
            <progress aria-label=say!("hold-decrypt") max=move || read().1.max(1).to_string() value=move || read().0.to_string()></progress>
            <p class="small">{move || words!("hold-verifying", done = read().0, total = read().1).text()}</p>
        </div>
    }
}

/// The other trustees, and what to compare with them.
#[component]
fn Others(office: Office) -> impl IntoView {
    let in_words = office.part(|view| view.words.join(" "));
    let trustees = office.part(|view| (view.threshold, view.trustees.clone()));
    view! {
        {move || in_words.get().map(|in_words| view! {
            <h2>{say!("hold-words")}</h2>
            <p>{say!("hold-words-why")}</p>
            <p class="tracker" lang="en" dir="ltr">{in_words}</p>
        })}
        {move || trustees.get().map(|(threshold, trustees)| view! {
            <h2>{say!("trustees")}</h2>
            <p>{text::signal(text::threshold(threshold, trustees.len()))}</p>
            <ul>{trustees.iter().map(|trustee| view! { <li>{text::signal(text::trustee(trustee))}</li> }).collect_view()}</ul>
        })}
    }
}

/// What holds the board to the log that it has shown.
#[component]
fn Seen(office: Office) -> impl IntoView {
    let name = office.part(|view| view.seen.as_ref().map(|file| file.name.clone()));
    // As it is when it is saved.
    let save = move |_| {
        office.view.with_untracked(|view| {
            if let Some(file) = view.as_ref().and_then(|view| view.seen.as_ref()) {
                keep::save_bytes(&file.name, &file.bytes);
            }
        });
    };
    move || {
        name.get().flatten().map(|name| {
            view! {
                <h2>{say!("hold-seen")}</h2>
                <p>{say!("hold-seen-why")}</p>
                <button type="button" class="secondary" on:click=save>{say!("hold-save-go", name = shown(&name))}</button>
            }
        })
    }
}
