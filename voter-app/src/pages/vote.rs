//! The booth: arrive, choose, review, seal, cast, receipt.

use super::election_id;
use crate::{
    components::{Heading, SharedWorker, ShowTrouble, ask_with, unexpected},
    message::{BoothView, ReceiptView, Request, Response, SealedView, Trouble, VoterView},
    text::{self, LANGUAGE},
};
use leptos::{ev, html, prelude::*};
use ostrakon_record::{
    election::Phase,
    manifest::{Contest, Rule},
};
use wasm_bindgen::JsValue;

/// Where the voter is.
#[derive(Clone)]
enum Step {
    Entering,
    Code,
    Choose,
    Review,
    Sealing,
    Sealed(SealedView),
    Done(ReceiptView),
}

/// Everything that the page knows; gone when the page is left.
#[derive(Clone, Copy)]
struct Booth {
    worker: Option<SharedWorker>,
    view: RwSignal<Option<BoothView>>,
    voter: RwSignal<Option<VoterView>>,
    choices: RwSignal<Vec<Vec<u32>>>,
    step: RwSignal<Step>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    casts: RwSignal<u32>,
}

impl Booth {
    fn ask(self, request: Request, then: impl FnOnce(Response) + 'static) {
        self.busy.set(true);
        self.trouble.set(None);
        ask_with(self.worker, request, move |response| {
            self.busy.set(false);
            match response {
                Response::Failed(trouble) => self.trouble.set(Some(trouble)),
                response => then(response),
            }
        });
    }

    fn unexpected(self) {
        self.trouble.set(Some(unexpected()));
    }

    fn identify(self, code: String) {
        self.ask(Request::Identify(code), move |response| match response {
            Response::Identified(voter) => {
                let may_vote = voter.may_vote;
                self.voter.set(Some(voter));
                if may_vote {
                    self.step.set(Step::Choose);
                } else {
                    self.trouble.set(Some(Trouble {
                        message: "You have voted, and this election does not allow to vote again.".to_owned(),
                        retryable: false,
                    }));
                }
            }
            _ => self.unexpected(),
        });
    }

    fn contests(self) -> Vec<Contest> {
        self.view.with(|view| {
            view.as_ref()
                .map(|view| view.contests.clone())
                .unwrap_or_default()
        })
    }

    fn value(self, contest: usize, option: usize) -> u32 {
        self.choices.with(|choices| {
            choices
                .get(contest)
                .and_then(|values| values.get(option))
                .copied()
                .unwrap_or(0)
        })
    }

    fn sum(self, contest: usize) -> u32 {
        self.choices
            .with(|choices| choices.get(contest).map_or(0, |values| values.iter().sum()))
    }

    fn set(self, contest: usize, option: usize, value: u32) {
        self.choices.update(|choices| {
            if let Some(chosen) = choices.get_mut(contest).and_then(|values| values.get_mut(option)) {
                *chosen = value;
            }
        });
    }

    /// Chooses this option and no other.
    fn set_only(self, contest: usize, option: usize) {
        self.choices.update(|choices| {
            for (position, chosen) in choices.iter_mut().skip(contest).take(1).flatten().enumerate() {
                *chosen = u32::from(position == option);
            }
        });
    }

    /// Goes on to the review if all rules are obeyed, else says which is not.
    fn review(self) {
        let wrong = self.contests().into_iter().enumerate().find(|(number, contest)| {
            let sum = self.sum(*number);
            contest
                .rule
                .sum()
                .is_some_and(|limit| !(limit.minimum..=limit.maximum).contains(&sum))
        });
        let Some((_, contest)) = wrong else {
            self.trouble.set(None);
            self.step.set(Step::Review);
            return;
        };
        self.trouble.set(Some(Trouble {
            message: text::not_within(contest.title.pick(LANGUAGE), &text::rule(&contest.rule)),
            retryable: false,
        }));
    }

    fn seal(self) {
        self.step.set(Step::Sealing);
        self.busy.set(true);
        self.trouble.set(None);
        ask_with(
            self.worker,
            Request::Seal(self.choices.get_untracked()),
            move |response| {
                self.busy.set(false);
                match response {
                    Response::Sealed(sealed) => {
                        // The choices are in the sealed ballot now, and nowhere else.
                        self.choices
                            .update(|choices| choices.iter_mut().flatten().for_each(|value| *value = 0));
                        self.step.set(Step::Sealed(sealed));
                    }
                    Response::Failed(trouble) => {
                        self.trouble.set(Some(trouble));
                        self.step.set(Step::Review);
                    }
                    _ => self.unexpected(),
                }
            },
        );
    }

    /// Back to the code, for a ballot that the board does not accept: it may have another one of this voter by now.
    fn restart(self) {
        self.casts.set(0);
        self.ask(Request::Forget, move |_| self.step.set(Step::Code));
    }

    fn cast(self) {
        self.casts.update(|casts| *casts = casts.saturating_add(1));
        self.ask(Request::Cast, move |response| match response {
            Response::Cast(receipt) => {
                self.step.set(Step::Done(receipt));
                ask_with(self.worker, Request::Forget, |_| ());
            }
            _ => self.unexpected(),
        });
    }
}

/// The code in the address, taken out of it at once.
fn take_code() -> Option<String> {
    let window = web_sys::window()?;
    let location = window.location();
    let code = location
        .hash()
        .ok()?
        .strip_prefix('#')
        .map(str::to_owned)
        .filter(|code| !code.is_empty())?;
    let path = location.pathname().ok()?;
    window
        .history()
        .ok()?
        .replace_state_with_url(&JsValue::NULL, "", Some(&path))
        .ok()?;
    Some(code)
}

#[component]
pub(super) fn Vote() -> impl IntoView {
    let booth = Booth {
        worker: use_context(),
        view: RwSignal::new(None),
        voter: RwSignal::new(None),
        choices: RwSignal::new(Vec::new()),
        step: RwSignal::new(Step::Entering),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        casts: RwSignal::new(0),
    };
    let code = take_code();
    let listener = window_event_listener(ev::hashchange, move |_| {
        if let Some(code) = take_code() {
            booth.identify(code);
        }
    });
    on_cleanup(move || {
        listener.remove();
        ask_with(booth.worker, Request::Forget, |_| ());
    });
    match election_id() {
        Some(id) => booth.ask(Request::Enter(id), move |response| match response {
            Response::Entered(view) => {
                booth.choices.set(
                    view.contests
                        .iter()
                        .map(|contest| vec![0; contest.options.len()])
                        .collect(),
                );
                let open = view.phase == Phase::Voting;
                booth.view.set(Some(view));
                if open {
                    booth.step.set(Step::Code);
                    if let Some(code) = code {
                        booth.identify(code);
                    }
                }
            }
            _ => booth.unexpected(),
        }),
        None => booth.trouble.set(Some(Trouble {
            message: "this address has no election id: copy the whole link from your letter".to_owned(),
            retryable: false,
        })),
    }
    let step = move || match booth.step.get() {
        Step::Entering => view! { <Entering booth/> }.into_any(),
        Step::Code => view! { <Code booth/> }.into_any(),
        Step::Choose => view! { <Choose booth/> }.into_any(),
        Step::Review => view! { <Review booth/> }.into_any(),
        Step::Sealing => view! {
            <Heading words="Sealing your ballot"/>
            <progress aria-label="Sealing"></progress>
        }
        .into_any(),
        Step::Sealed(sealed) => view! { <Sealed booth sealed/> }.into_any(),
        Step::Done(receipt) => view! { <Done receipt/> }.into_any(),
    };
    view! {
        <p class="election">{move || booth.view.get().map(|view| view.title.pick(LANGUAGE).to_owned())}</p>
        {step}
        <ShowTrouble trouble=booth.trouble/>
        <p role="status" class="busy">{move || booth.busy.get().then_some("One moment …")}</p>
    }
}

/// Reading the election, or telling why there is nothing to vote on.
#[component]
fn Entering(booth: Booth) -> impl IntoView {
    let words = Signal::derive(move || {
        booth
            .view
            .get()
            .map_or_else(|| "Voting".to_owned(), |view| text::phase(view.phase).to_owned())
    });
    view! {
        <Heading words/>
        <p class:hidden=move || booth.view.get().is_none()>"You cannot vote now."</p>
    }
}

#[component]
fn Code(booth: Booth) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get() {
            booth.identify(input.value());
        }
    };
    view! {
        <Heading words="Your voter code"/>
        <p>{move || booth.view.get().map(|view| view.description.pick(LANGUAGE).to_owned())}</p>
        <form on:submit=submit autocomplete="off">
            <label for="code">"Voter code"</label>
            <p id="code-hint" class="small">
                "28 letters and digits from your letter or message. Upper or lower case, with or without hyphens."
            </p>
            <input id="code" node_ref=input aria-describedby="code-hint" autocomplete="off" autocapitalize="characters" spellcheck="false"/>
            <button type="submit" disabled=move || booth.busy.get()>"Go on"</button>
        </form>
    }
}

#[component]
fn Choose(booth: Booth) -> impl IntoView {
    let voted = move || {
        booth.voter.get().map(|voter| match voter.voted_at {
            None => "You have not voted yet.".to_owned(),
            Some(seq) => {
                format!("You voted at position {seq} of the log. Voting again replaces that ballot.")
            }
        })
    };
    let contests = booth
        .contests()
        .into_iter()
        .enumerate()
        .map(|(number, contest)| view! { <Question booth number contest/> })
        .collect_view();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        booth.review();
    };
    view! {
        <Heading words="Your choices"/>
        <p>{voted}</p>
        <form on:submit=submit autocomplete="off">
            {contests}
            <p class="small">"Nothing is sent yet."</p>
            <button type="submit">"Review my ballot"</button>
        </form>
    }
}

#[component]
fn Question(booth: Booth, number: usize, contest: Contest) -> impl IntoView {
    let rule = contest.rule;
    let single = rule
        == Rule::Choose {
            minimum: 1,
            maximum: 1,
        };
    let options = contest
        .options
        .iter()
        .enumerate()
        .map(|(option, facts)| {
            let label = facts.label.pick(LANGUAGE).to_owned();
            let id = format!("option-{number}-{option}");
            let full = move || {
                rule.sum().is_some_and(|limit| booth.sum(number) >= limit.maximum) && booth.value(number, option) == 0
            };
            let input = match rule {
                _ if single => view! {
                    <input
                        type="radio"
                        id=id.clone()
                        name=format!("contest-{number}")
                        prop:checked=move || booth.value(number, option) == 1
                        on:change=move |_| booth.set_only(number, option)
                    />
                }
                .into_any(),
                Rule::Choose { .. } => view! {
                    <input
                        type="checkbox"
                        id=id.clone()
                        prop:checked=move || booth.value(number, option) == 1
                        disabled=full
                        on:change:target=move |event| booth.set(number, option, u32::from(event.target().checked()))
                    />
                }
                .into_any(),
                Rule::Score { bound, .. } => {
                    let most = move || {
                        let others = booth.sum(number).saturating_sub(booth.value(number, option));
                        rule.sum().map_or(bound, |limit| bound.min(limit.maximum.saturating_sub(others)))
                    };
                    view! {
                        <input
                            type="number"
                            inputmode="numeric"
                            id=id.clone()
                            min="0"
                            max=move || most().to_string()
                            step="1"
                            prop:value=move || booth.value(number, option).to_string()
                            on:change:target=move |event| {
                                let typed = event.target().value().parse().unwrap_or(0);
                                let value = u32::min(typed, most());
                                booth.set(number, option, value);
                                // What was typed may be more than is left.
                                event.target().set_value(&value.to_string());
                            }
                        />
                    }
                    .into_any()
                }
            };
            view! { <div class="option">{input}<label for=id>{label}</label></div> }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>{contest.title.pick(LANGUAGE).to_owned()}</legend>
            <p>{text::rule(&rule)}</p>
            {options}
            <p class="used" aria-live="polite" class:hidden=single>{move || text::used(&rule, booth.sum(number))}</p>
        </fieldset>
    }
}

#[component]
fn Review(booth: Booth) -> impl IntoView {
    let contests = booth
        .contests()
        .into_iter()
        .enumerate()
        .map(|(number, contest)| {
            let chosen: Vec<String> = contest
                .options
                .iter()
                .enumerate()
                .filter_map(|(option, facts)| {
                    let label = facts.label.pick(LANGUAGE);
                    match (contest.rule, booth.value(number, option)) {
                        (_, 0) => None,
                        (Rule::Choose { .. }, _) => Some(label.to_owned()),
                        (Rule::Score { .. }, 1) => Some(format!("{label}: 1 point")),
                        (Rule::Score { .. }, points) => Some(format!("{label}: {points} points")),
                    }
                })
                .collect();
            let empty = chosen.is_empty();
            view! {
                <h2>{contest.title.pick(LANGUAGE).to_owned()}</h2>
                <ul>{chosen.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                <p class:hidden=!empty>"Nothing chosen: your ballot is blank here."</p>
            }
        })
        .collect_view();
    view! {
        <Heading words="Review your ballot"/>
        <div class="review">{contests}</div>
        <div class="actions">
            <button type="button" on:click=move |_| booth.seal()>"Seal my ballot"</button>
            <button type="button" class="secondary" on:click=move |_| booth.step.set(Step::Choose)>"Change something"</button>
        </div>
    }
}

#[component]
fn Sealed(booth: Booth, sealed: SealedView) -> impl IntoView {
    let again = move || booth.casts.get() > 0;
    view! {
        <Heading words="Sealed, not cast yet"/>
        <p>"Your ballot is encrypted on this device. It is not in the ballot box before you cast it."</p>
        <p>"Its tracker, by which you can find it in the log:"</p>
        <p class="tracker">{sealed.tracker}</p>
        <div class="actions">
            <button type="button" disabled=move || booth.busy.get() on:click=move |_| booth.cast()>
                {move || if again() { "Try again to cast this ballot" } else { "Cast this ballot" }}
            </button>
            {move || {
                let refused = booth.trouble.get().is_some_and(|trouble| !trouble.retryable);
                refused.then(|| view! {
                    <button type="button" class="secondary" on:click=move |_| booth.restart()>"Start again"</button>
                })
            }}
        </div>
        <p class:hidden=move || !again()>
            "Trying again is safe: the same ballot is never counted twice."
        </p>
    }
}

#[component]
fn Done(receipt: ReceiptView) -> impl IntoView {
    view! {
        <Heading words="Your ballot is in the ballot box"/>
        <p>"It is line " <strong>{receipt.seq}</strong> " of the public log. You can close this page."</p>
        <p>"Your tracker:"</p>
        <p class="tracker">{receipt.tracker}</p>
        <p>
            "Keep it: with it anybody can see that your ballot is still in the log, and nobody can see what you chose."
        </p>
        <details>
            <summary>"The board’s signed receipt"</summary>
            <p class="small">"Your browser has checked the board’s signature. Keep this text as evidence."</p>
            <pre tabindex="0">{receipt.receipt}</pre>
        </details>
    }
}
