//! One election: what is voted on, how far it is, who has taken part and who watches; its result.
//!
//! - [`turnout`]: how many had voted by which time
//! - [`watch`]: the log's head and its witnesses
//! - [`result`]: the published counts

pub(super) mod result;
mod turnout;
mod watch;

use super::election_id;
use crate::{
    components::{Heading, Own, SharedWorker, ShowTrouble, ask_with, live::Live, unexpected},
    message::{Request, Trouble},
    public::{Answer, ElectionView},
    text::{self, link, say},
    words::{Moment, Words, words},
};
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{election::Phase, manifest::Contest};
use result::Results;
use turnout::Turnout;
use watch::Watch;

/// An election that is looked at, again and again.
#[derive(Clone, Copy)]
pub(super) struct Looked {
    pub(super) view: RwSignal<Option<ElectionView>>,
    pub(super) trouble: RwSignal<Option<Trouble>>,
}

impl Looked {
    /// The election in the page's address, and what asks for it anew.
    pub(super) fn at() -> (Self, Option<Hash>, impl Fn() + Copy + 'static) {
        let looked = Self {
            view: RwSignal::new(None),
            trouble: RwSignal::new(None),
        };
        let worker = use_context::<SharedWorker>();
        let id = election_id();
        let look = move || {
            let Some(id) = id else { return };
            ask_with(worker, Request::Overview(id), move |response| match response {
                Answer::Overview(view) => {
                    // The page may be gone.
                    let _ = looked.trouble.try_set(None);
                    let _ = looked.view.try_set(Some(*view));
                }
                Answer::Failed(failure) => {
                    let _ = looked.trouble.try_set(Some(failure));
                }
                _ => {
                    let _ = looked.trouble.try_set(Some(unexpected()));
                }
            });
        };
        match id {
            Some(_) => look(),
            None => looked
                .trouble
                .set(Some(Trouble::lasting(words!("trouble-no-election-id")))),
        }
        (looked, id, look)
    }

    /// The election's title with its language, and before it is known other words.
    pub(super) fn title(self, words: Words) -> (Signal<String>, Signal<Option<String>>) {
        let title = Memo::new(move |_| {
            self.view.with(|view| match view {
                Some(view) => text::own(&view.summary.title),
                None => (words.text(), None),
            })
        });
        (
            Signal::derive(move || title.get().0),
            Signal::derive(move || title.get().1),
        )
    }

    /// A part of the view that is shown anew only if it changes.
    fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&ElectionView) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.view.with(|view| view.as_ref().map(&part)))
    }
}

#[component]
pub(super) fn Election() -> impl IntoView {
    let (looked, id, look) = Looked::at();
    let (words, lang) = looked.title(words!("election"));
    let known = looked.part(|_| ());
    let phase = looked.part(|view| (view.summary.phase, view.reason.clone()));
    let dates = looked.part(|view| {
        (
            view.summary.phase,
            view.summary.schedule,
            view.opened,
            view.closed,
        )
    });
    let about = looked.part(|view| (view.description.clone(), view.contests.clone()));
    let numbers = looked.part(|view| {
        let summary = &view.summary;
        [
            (words!("election-voters"), summary.voters),
            (words!("election-voted"), summary.counted),
            (words!("election-ballots"), summary.ballots),
            (words!("election-practice"), summary.opened),
        ]
    });
    let trustees = looked.part(|view| (view.summary.threshold, view.summary.trustees.clone()));
    let turnout = looked.part(|view| (view.turnout.clone(), view.summary.voters, view.witnesses.needed));
    let witnesses = looked.part(|view| view.witnesses.clone());
    let result = looked.part(|view| (view.result.clone(), view.summary.voters));
    view! {
        <Heading words lang/>
        <ShowTrouble trouble=looked.trouble/>
        {move || looked.trouble.get().map(|_| view! { <p><a href=link("/")>{say!("all-elections")}</a></p> })}
        <p role="status" class="phase">
            {move || match phase.get() {
                Some((phase, _)) => text::phase(phase).text(),
                None if looked.trouble.get().is_some() => String::new(),
                None => words!("elections-asking").text(),
            }}
        </p>
        {move || phase.get().and_then(|(_, reason)| reason).map(|reason| view! { <p>{say!("election-reason")} " " <bdi>{reason}</bdi></p> })}
        {move || phase.get().zip(id).map(|((phase, _), id)| view! { <NextSteps phase id/> })}
        {move || result.get().and_then(|(result, voters)| result.map(|result| view! { <Results result voters id/> }))}
        {move || dates.get().map(|(phase, schedule, opened, closed)| view! {
            <Timeline phase opens=schedule.opens closes=schedule.closes opened closed/>
        })}
        {move || numbers.get().map(|numbers| view! {
            <dl>{numbers.map(|(words, number)| view! {
                <div><dt>{text::signal(words)}</dt><dd>{move || text::number(number)}</dd></div>
            }).collect_view()}</dl>
        })}
        {move || turnout.get().map(|(points, voters, watched)| view! { <Turnout points voters watched/> })}
        {move || known.get().and(id).map(|election| view! { <Live election refresh=look/> })}
        {move || about.get().map(|(description, contests)| view! {
            <h2>{say!("election-questions")}</h2>
            <p><Own text=description/></p>
            {contests.into_iter().map(|contest| view! { <Question contest/> }).collect_view()}
        })}
        {move || trustees.get().map(|(threshold, trustees)| view! {
            <h2>{say!("trustees")}</h2>
            <p>{text::signal(text::threshold(threshold, trustees.len()))}</p>
            <ul>{trustees.iter().map(|trustee| view! { <li>{text::signal(text::trustee(trustee))}</li> }).collect_view()}</ul>
        })}
        {move || witnesses.get().zip(id).map(|(witnesses, id)| view! { <Watch witnesses id/> })}
        {id.map(|id| view! { <p class="identifier">{say!("election-id")} " " <code dir="ltr">{id.to_string()}</code></p> })}
        {id.map(|id| view! { <p><a href=link(format!("/integrity/{id}"))>{say!("integrity")}</a></p> })}
    }
}

/// One next step for each kind of visitor.
#[component]
fn NextSteps(phase: Phase, id: Hash) -> impl IntoView {
    let voter = match phase {
        Phase::Voting => {
            view! { <a class="button" href=link(format!("/vote/{id}"))>{say!("election-vote")}</a> }
                .into_any()
        }
        Phase::Intent | Phase::Decryption | Phase::Finished | Phase::Withheld | Phase::Aborted => {
            view! { <a class="button" href=link(format!("/track/{id}"))>{say!("election-track")}</a> }
                .into_any()
        }
        _ => view! { <span>{say!("election-voter-wait")}</span> }.into_any(),
    };
    let trustee = match phase {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm | Phase::KeyDispute => {
            Some(say!("election-trustee-key"))
        }
        Phase::Roll | Phase::Rehearsal => Some(say!("election-trustee-rehearse")),
        Phase::Voting => Some(say!("election-trustee-wait")),
        Phase::Intent | Phase::Decryption => Some(say!("election-trustee-decrypt")),
        _ => None,
    };
    let track = (phase == Phase::Voting).then(|| {
        view! {
            " " <a href=link(format!("/track/{id}"))>{say!("election-track")}</a>
        }
    });
    view! {
        <dl class="steps">
            <div><dt>{say!("election-for-voters")}</dt><dd>{voter}{track}</dd></div>
            {trustee.map(|words| view! {
                <div><dt>{say!("election-for-trustees")}</dt><dd><a href=link(format!("/trustee/{id}"))>{words}</a></dd></div>
            })}
            <div><dt>{say!("election-for-observers")}</dt><dd><a href=link(format!("/verify/{id}"))>{say!("election-verify")}</a></dd></div>
        </dl>
    }
}

/// Where the election is between its beginning and its end.
#[component]
fn Timeline(
    phase: Phase,
    opens: u64,
    closes: u64,
    opened: Option<u64>,
    closed: Option<u64>,
) -> impl IntoView {
    let place = match phase {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm | Phase::KeyDispute => 0,
        Phase::Roll | Phase::Rehearsal => 1,
        Phase::Voting => 2,
        Phase::Intent | Phase::Decryption => 3,
        _ => 4,
    };
    let voting = match opened {
        Some(time) => words!("timeline-opened", time = Moment(time)),
        None => words!("timeline-opens", time = Moment(opens)),
    };
    let close = match closed {
        Some(time) => words!("timeline-closed", time = Moment(time)),
        None => words!("timeline-closes", time = Moment(closes)),
    };
    let steps = [
        words!("timeline-key"),
        words!("timeline-roll"),
        voting,
        close,
        words!("timeline-end"),
    ];
    let steps = steps
        .into_iter()
        .enumerate()
        .map(|(number, words)| {
            let current = (number == place && place < 4).then_some("step");
            view! { <li class:done={number < place || place == 4} aria-current=current>{text::signal(words)}</li> }
        })
        .collect_view();
    view! { <ol class="timeline" aria-label=say!("timeline")>{steps}</ol> }
}

/// A question as voters are asked it.
#[component]
fn Question(contest: Contest) -> impl IntoView {
    let rule = text::rule(&contest.rule);
    let options = contest
        .options
        .into_iter()
        .map(|option| view! { <li><Own text=option.label/></li> })
        .collect_view();
    view! {
        <section class="question">
            <h3><Own text=contest.title/></h3>
            <p class="small">{move || text::sentences(&rule)}</p>
            <ul>{options}</ul>
        </section>
    }
}
