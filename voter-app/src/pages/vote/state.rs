//! What the booth knows, and its questions to the worker.

use crate::{
    components::{SharedWorker, ask_with, renew, unexpected},
    message::{
        BoothView, OpenedView, Proof, ReceiptView, Request, Response, SealedView, Standing, Trouble,
        VoterView,
    },
    words::words,
};
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Phase,
    manifest::{Contest, Layout},
};
use std::{collections::BTreeSet, time::Duration};
use wasm_bindgen::JsValue;

/// How long to wait before the board is asked again for what it has to show for a receipt.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where the voter is.
#[derive(Clone)]
pub(super) enum Step {
    Entering,
    Code,
    Choose,
    Review,
    Sealing,
    Sealed(SealedView),
    Opened(OpenedView),
    Done(ReceiptView),
}

/// Everything that the page knows; gone when the page is left.
#[derive(Clone, Copy)]
pub(super) struct Booth {
    pub(super) worker: Option<SharedWorker>,
    pub(super) election: Option<Hash>,
    /// Of the link, until the worker has it: it is no longer in the address, so a failed request must not lose it.
    pub(super) code: StoredValue<Option<String>>,
    pub(super) view: RwSignal<Option<BoothView>>,
    pub(super) voter: RwSignal<Option<VoterView>>,
    /// By contest: the value of every option, then of the blank vote where there is one.
    pub(super) choices: RwSignal<Vec<Vec<u32>>>,
    /// Contest and option of every field in which something else than an allowed number is typed.
    pub(super) unreadable: RwSignal<BTreeSet<(usize, usize)>>,
    pub(super) step: RwSignal<Step>,
    /// The contest on the screen, where there is one at a time.
    pub(super) current: RwSignal<usize>,
    /// Whether the browser's button to go back comes to this page first.
    guarded: StoredValue<bool>,
    pub(super) busy: RwSignal<bool>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
    pub(super) casts: RwSignal<u32>,
    /// How often the voter asked to have this ballot opened: it is not to be cast any more.
    pub(super) checks: RwSignal<u32>,
}

impl Booth {
    pub(super) fn new(worker: Option<SharedWorker>, election: Option<Hash>, code: Option<String>) -> Self {
        Self {
            worker,
            election,
            code: StoredValue::new(code),
            view: RwSignal::new(None),
            voter: RwSignal::new(None),
            choices: RwSignal::new(Vec::new()),
            unreadable: RwSignal::new(BTreeSet::new()),
            step: RwSignal::new(Step::Entering),
            current: RwSignal::new(0),
            guarded: StoredValue::new(false),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            casts: RwSignal::new(0),
            checks: RwSignal::new(0),
        }
    }

    /// One question at a time: a second click is no second question.
    fn ask(self, request: Request, then: impl FnOnce(Response) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
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

    /// A voter's link that is followed on this page.
    pub(super) fn follow(self, code: String) {
        self.code.set_value(Some(code));
        if self.step.with_untracked(|step| matches!(step, Step::Done(_))) {
            // The worker that knew the election is gone.
            self.view.set(None);
            self.step.set(Step::Entering);
        }
        self.arrive();
    }

    /// Reads the election, then uses the link's code; goes on from where it failed when it is called again.
    pub(super) fn arrive(self) {
        let Some(election) = self.election else {
            self.trouble
                .set(Some(Trouble::lasting(words!("trouble-no-election-id"))));
            return;
        };
        if self.view.with_untracked(Option::is_some) {
            if let Some(code) = self.code.get_value() {
                self.identify(code);
            }
            return;
        }
        self.ask(Request::Enter(election), move |response| match response {
            Response::Entered(view) => {
                self.choices.set(
                    view.contests
                        .iter()
                        .map(|contest| vec![0; contest.values()])
                        .collect(),
                );
                let open = view.phase == Phase::Voting;
                self.view.set(Some(view));
                if open {
                    self.step.set(Step::Code);
                    self.arrive();
                }
            }
            _ => self.unexpected(),
        });
    }

    pub(super) fn identify(self, code: String) {
        self.code.set_value(Some(code.clone()));
        self.ask(Request::Identify(code), move |response| match response {
            Response::Identified(voter) => {
                self.code.set_value(None);
                let may_vote = voter.may_vote;
                self.voter.set(Some(voter));
                if may_vote {
                    self.current.set(0);
                    self.guard();
                    self.step.set(Step::Choose);
                } else {
                    self.trouble.set(Some(Trouble::lasting(words!("voted-already"))));
                }
            }
            _ => self.unexpected(),
        });
    }

    pub(super) fn contests(self) -> Vec<Contest> {
        self.view.with(|view| {
            view.as_ref()
                .map(|view| view.contests.clone())
                .unwrap_or_default()
        })
    }

    /// Whether there is one contest on the screen at a time.
    pub(super) fn one_by_one(self) -> bool {
        self.view.with(|view| {
            view.as_ref()
                .is_some_and(|view| view.layout == Layout::OneByOne && view.contests.len() > 1)
        })
    }

    /// By contest the options' positions in the order in which this voter sees them.
    pub(super) fn order(self) -> Vec<Vec<usize>> {
        self.voter.with(|voter| {
            let contests = voter.iter().flat_map(|voter| &voter.shown);
            let orders =
                contests.map(|groups| groups.iter().flat_map(|group| group.options.clone()).collect());
            orders.collect()
        })
    }

    pub(super) fn value(self, contest: usize, option: usize) -> u32 {
        self.choices.with(|choices| {
            choices
                .get(contest)
                .and_then(|values| values.get(option))
                .copied()
                .unwrap_or(0)
        })
    }

    /// Sum of a contest's options; as typed, so it may be more than any rule allows.
    pub(super) fn sum(self, contest: usize) -> u64 {
        let options = self.options(contest);
        self.choices.with(|choices| {
            let values = choices.get(contest).into_iter().flatten().take(options);
            values.map(|value| u64::from(*value)).sum()
        })
    }

    fn options(self, contest: usize) -> usize {
        self.view.with(|view| {
            view.as_ref()
                .and_then(|view| view.contests.get(contest))
                .map_or(0, |contest| contest.options.len())
        })
    }

    /// Sets one option. It is no blank vote then.
    pub(super) fn set(self, contest: usize, option: usize, value: u32) {
        let options = self.options(contest);
        self.choices.update(|choices| {
            for (position, chosen) in choices.iter_mut().skip(contest).take(1).flatten().enumerate() {
                if position == option {
                    *chosen = value;
                } else if position == options {
                    *chosen = 0;
                }
            }
        });
    }

    /// Chooses this value and no other: an option, or after the last one the blank vote.
    pub(super) fn set_only(self, contest: usize, option: usize) {
        self.unreadable
            .update(|unreadable| unreadable.retain(|(number, _)| *number != contest));
        self.choices.update(|choices| {
            for (position, chosen) in choices.iter_mut().skip(contest).take(1).flatten().enumerate() {
                *chosen = u32::from(position == option);
            }
        });
    }

    /// Whether a contest is left blank.
    pub(super) fn is_blank(self, contest: usize) -> bool {
        self.value(contest, self.options(contest)) == 1
    }

    /// The first contest whose rule is not obeyed yet, among the first `count`.
    pub(super) fn unfinished(self, count: usize) -> Option<usize> {
        self.contests()
            .iter()
            .take(count)
            .enumerate()
            .find_map(|(number, contest)| {
                let sum = self.sum(number);
                let within = contest
                    .rule
                    .sum()
                    .is_none_or(|limit| (u64::from(limit.minimum)..=u64::from(limit.maximum)).contains(&sum));
                let readable = self
                    .unreadable
                    .with(|unreadable| unreadable.iter().all(|(contest, _)| *contest != number));
                let finished = self.is_blank(number) || (within && readable);
                (!finished).then_some(number)
            })
    }

    /// Whether leaving now would lose something that the voter might believe to be cast.
    pub(super) fn is_unfinished_business(self) -> bool {
        self.step.with_untracked(|step| match step {
            Step::Entering | Step::Code | Step::Done(_) => false,
            Step::Choose => self
                .choices
                .with_untracked(|choices| choices.iter().flatten().any(|value| *value > 0)),
            Step::Review | Step::Sealing | Step::Sealed(_) | Step::Opened(_) => true,
        })
    }

    /// Puts an entry into the browser's history that its button to go back takes away first.
    fn guard(self) {
        let pushed = web_sys::window()
            .and_then(|window| window.history().ok())
            .is_some_and(|history| history.push_state_with_url(&JsValue::NULL, "", None).is_ok());
        self.guarded.set_value(pushed);
    }

    /// The browser's button to go back. From the choices it leads away, as everywhere; from the review to the choices. A ballot
    /// that is sealed stays, and the page goes on saying that it is not cast.
    pub(super) fn back(self) {
        let following = web_sys::window()
            .and_then(|window| window.location().hash().ok())
            .is_some_and(|hash| !hash.is_empty());
        if following || !self.guarded.get_value() {
            return;
        }
        match self.step.get_untracked() {
            Step::Choose if self.current.get_untracked() > 0 => {
                self.current
                    .update(|current| *current = current.saturating_sub(1));
                self.guard();
            }
            Step::Review => {
                self.step.set(Step::Choose);
                self.guard();
            }
            Step::Sealing | Step::Sealed(_) | Step::Opened(_) => self.guard(),
            Step::Entering | Step::Code | Step::Choose | Step::Done(_) => {
                self.guarded.set_value(false);
                let history = web_sys::window().and_then(|window| window.history().ok());
                // Whoever cannot go back stays.
                let _ = history.map(|history| history.back());
            }
        }
    }

    pub(super) fn seal(self) {
        if self.busy.get_untracked() {
            return;
        }
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
    pub(super) fn restart(self) {
        self.casts.set(0);
        self.checks.set(0);
        self.ask(Request::Forget, move |_| self.step.set(Step::Code));
    }

    pub(super) fn cast(self) {
        self.casts.update(|casts| *casts = casts.saturating_add(1));
        self.ask(Request::Cast, move |response| match response {
            Response::Cast(receipt) => {
                // With its worker go the code, the key and all that was computed with them.
                renew(self.worker);
                self.voter.set(None);
                self.step.set(Step::Done(receipt));
            }
            _ => self.unexpected(),
        });
    }

    /// Asks the board again and again for what it has to show for a receipt, until it has shown it or the page is left.
    pub(super) fn hold_to(self, receipt: String, proof: RwSignal<Proof>) {
        let settled = |standing| matches!(standing, Standing::Proven | Standing::Broken);
        let standing = proof.try_with_untracked(|proof| proof.standing);
        if standing.is_none_or(settled) {
            return;
        }
        let look = move || {
            ask_with(self.worker, Request::Redeem(receipt.clone()), move |response| {
                match response {
                    Response::Redeemed(found) if found.standing != Standing::Promised => {
                        proof.try_set(found);
                    }
                    Response::Redeemed(_) => {}
                    // It may have been started without a connection.
                    _ => renew(self.worker),
                }
                self.hold_to(receipt, proof);
            });
        };
        set_timeout(look, PATIENCE);
    }

    /// Has the sealed ballot opened. It can never be cast then, and the voter's choices are back on the page.
    pub(super) fn check(self) {
        self.checks.update(|checks| *checks = checks.saturating_add(1));
        self.ask(Request::Check, move |response| match response {
            Response::Checked(opened) => {
                self.checks.set(0);
                self.choices.set(opened.choices.clone());
                self.voter.update(|voter| {
                    if let Some(voter) = voter {
                        voter.checks_left = voter.checks_left.saturating_sub(1);
                    }
                });
                self.step.set(Step::Opened(opened));
            }
            _ => self.unexpected(),
        });
    }

    /// Whether the voter may have another ballot opened.
    pub(super) fn may_check(self) -> bool {
        self.voter
            .with(|voter| voter.as_ref().is_some_and(|voter| voter.checks_left > 0))
    }
}
