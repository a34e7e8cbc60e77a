//! The questions.

use super::{Step, state::Booth};
use crate::{
    components::{Heading, Own},
    text::{self, say},
    words::words,
};
use leptos::{ev, html, prelude::*};
use ostrakon_record::manifest::{Contest, ContestOption, Rule};

#[component]
pub(super) fn Choose(booth: Booth) -> impl IntoView {
    let voted = move || {
        booth
            .voter
            .get()
            .map(|voter| text::sentences(&text::voter(&voter)))
    };
    let closes = move || booth.view.get().map(|view| text::closes(&view.schedule).text());
    // Set again at each attempt, so that the focus goes there again.
    let unfinished = RwSignal::new(None);
    let all = booth.contests();
    let count = all.len();
    let one_by_one = booth.one_by_one();
    let last = move || !one_by_one || booth.current.get().saturating_add(1) >= count;
    let contests = all
        .into_iter()
        .enumerate()
        .map(|(number, contest)| view! { <Question booth number contest unfinished/> })
        .collect_view();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let answered = booth.current.get_untracked().saturating_add(1);
        unfinished.set(booth.unfinished(if one_by_one { answered } else { count }));
        match unfinished.get_untracked() {
            // Where the voter can answer it.
            Some(number) => booth.current.set(number),
            None if one_by_one && answered < count => booth.current.set(answered),
            None => booth.step.set(Step::Review),
        }
    };
    view! {
        <Heading words=say!("choices")/>
        <p>{voted} " " {closes}</p>
        <form on:submit=submit autocomplete="off">
            {one_by_one.then(|| view! { <Progress booth count/> })}
            {contests}
            <p class="small">{say!("nothing-sent")}</p>
            <div class="actions">
                <button type="submit">
                    {move || if last() { words!("review-button") } else { words!("next-contest") }.text()}
                </button>
                {move || (one_by_one && booth.current.get() > 0).then(|| view! {
                    <button
                        type="button"
                        class="secondary"
                        on:click=move |_| booth.current.update(|current| *current = current.saturating_sub(1))
                    >
                        {say!("previous-contest")}
                    </button>
                })}
            </div>
        </form>
    }
}

/// Which contest is on the screen; takes the focus when it changes.
#[component]
fn Progress(booth: Booth, count: usize) -> impl IntoView {
    let line = NodeRef::<html::P>::new();
    Effect::new(move |before: Option<usize>| {
        let current = booth.current.get();
        if let Some(line) = line
            .get()
            .filter(|_| before.is_some_and(|before| before != current))
        {
            // Without focus the page works just as well.
            let _ = line.focus();
        }
        current
    });
    let words = move || {
        let number = booth.current.get().saturating_add(1);
        words!("contest-of", number = number, count = count).text()
    };
    view! { <p node_ref=line class="progress" tabindex="-1">{words}</p> }
}

/// One contest. A contest that is `unfinished` says what is missing, and has the focus.
#[component]
fn Question(
    booth: Booth,
    number: usize,
    contest: Contest,
    unfinished: RwSignal<Option<usize>>,
) -> impl IntoView {
    let rule = contest.rule;
    let single = is_single(&rule);
    let frame = NodeRef::<html::Fieldset>::new();
    let missing = move || unfinished.get() == Some(number);
    Effect::new(move |_| {
        if let Some(frame) = frame.get().filter(|_| missing()) {
            // Without focus the page works just as well.
            let _ = frame.focus();
        }
    });
    let groups = booth.voter.with_untracked(|voter| {
        let shown = voter.as_ref().and_then(|voter| voter.shown.get(number));
        shown.cloned().unwrap_or_default()
    });
    let blank = rule
        .blank()
        .then(|| view! { <Blank booth number option=contest.options.len() single/> });
    let description = (!contest.description.is_empty())
        .then(|| view! { <p class="small"><Own text=contest.description.clone()/></p> });
    let title = contest.title.clone();
    let groups = groups
        .into_iter()
        .enumerate()
        .map(|(place, group)| {
            let options = group
                .options
                .iter()
                .filter_map(|option| {
                    let facts = contest.options.get(*option)?.clone();
                    Some(view! { <Choice booth number option=*option facts rule/> })
                })
                .collect_view();
            match group.title {
                None => options.into_any(),
                Some(title) => {
                    let id = format!("group-{number}-{place}");
                    let labelled = id.clone();
                    view! {
                        <div role="group" aria-labelledby=labelled class="options">
                            <p id=id class="group-title"><Own text=title/></p>
                            {options}
                        </div>
                    }
                    .into_any()
                }
            }
        })
        .collect_view();
    let rule_words = move || text::sentences(&text::rule(&rule));
    let missing_words = move || format!("{} {}", words!("choice-incomplete").text(), rule_words());
    let elsewhere = move || booth.one_by_one() && booth.current.get() != number;
    view! {
        <fieldset
            node_ref=frame
            tabindex="-1"
            class:hidden=elsewhere
            aria-describedby=format!("rule-{number}")
            on:input=move |_| unfinished.set(None)
        >
            <legend><Own text=title/></legend>
            {description}
            <p id=format!("rule-{number}")>{rule_words}</p>
            {groups}
            {blank}
            <p class="used" aria-live="polite" class:hidden=single>{move || text::used(&rule, booth.sum(number)).text()}</p>
            <div role="alert" class="trouble" class:hidden=move || !missing()>
                {move || missing().then(missing_words)}
            </div>
        </fieldset>
    }
}

const fn is_single(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Choose {
            minimum: 1,
            maximum: 1,
            ..
        }
    )
}

/// One option, with what there is to know about it.
#[component]
fn Choice(booth: Booth, number: usize, option: usize, facts: ContestOption, rule: Rule) -> impl IntoView {
    let id = format!("option-{number}-{option}");
    let about = (!facts.description.is_empty()).then(|| format!("{id}-about"));
    let description = about
        .clone()
        .map(|id| view! { <p class="small" id=id><Own text=facts.description/></p> });
    let picture = booth.view.with_untracked(|view| {
        let pictures = view.as_ref().and_then(|view| view.pictures.get(number));
        pictures
            .and_then(|pictures| pictures.get(option))
            .cloned()
            .flatten()
    });
    // The label beside it says what it is.
    let picture = picture.map(|address| view! { <img class="option-picture" src=address alt=""/> });
    let input = match rule {
        _ if is_single(&rule) => view! { <Radio booth number option id=id.clone() about/> }.into_any(),
        Rule::Choose { .. } => view! { <Checkbox booth number option rule id=id.clone() about/> }.into_any(),
        Rule::Score { .. } => view! { <Points booth number option rule id=id.clone() about/> }.into_any(),
        Rule::Allocate { bound, .. } => {
            view! { <Amount booth number option bound id=id.clone() about/> }.into_any()
        }
    };
    view! {
        <div class="option">
            {input}
            <div class="option-words">
                <label for=id><Own text=facts.label/></label>
                {description}
            </div>
            {picture}
        </div>
    }
}

#[component]
fn Radio(
    booth: Booth,
    number: usize,
    option: usize,
    id: String,
    #[prop(optional_no_strip)] about: Option<String>,
) -> impl IntoView {
    view! {
        <input
            type="radio"
            id=id
            aria-describedby=about
            name=format!("contest-{number}")
            prop:checked=move || booth.value(number, option) == 1
            on:change=move |_| booth.set_only(number, option)
        />
    }
}

#[component]
fn Checkbox(
    booth: Booth,
    number: usize,
    option: usize,
    rule: Rule,
    id: String,
    about: Option<String>,
) -> impl IntoView {
    let full = move || {
        rule.sum()
            .is_some_and(|limit| booth.sum(number) >= u64::from(limit.maximum))
            && booth.value(number, option) == 0
    };
    view! {
        <input
            type="checkbox"
            id=id
            aria-describedby=about
            prop:checked=move || booth.value(number, option) == 1
            disabled=full
            on:change:target=move |event| booth.set(number, option, u32::from(event.target().checked()))
        />
    }
}

#[component]
fn Points(
    booth: Booth,
    number: usize,
    option: usize,
    rule: Rule,
    id: String,
    about: Option<String>,
) -> impl IntoView {
    let most = move || {
        let others = booth
            .sum(number)
            .saturating_sub(u64::from(booth.value(number, option)));
        let left = rule
            .sum()
            .map_or(u64::MAX, |limit| u64::from(limit.maximum).saturating_sub(others));
        // Less than the bound, which is of this type.
        u32::try_from(left).unwrap_or(u32::MAX).min(rule.bound())
    };
    view! {
        <input
            type="number"
            inputmode="numeric"
            id=id
            aria-describedby=about
            min="0"
            max=move || most().to_string()
            step="1"
            prop:value=move || booth.value(number, option).to_string()
            on:focus:target=move |event| event.target().select()
            on:change:target=move |event| {
                let typed = event.target().value().parse().unwrap_or(0);
                let value = u32::min(typed, most());
                booth.set(number, option, value);
                // What was typed may be more than is left.
                event.target().set_value(&value.to_string());
            }
        />
    }
}

/// An amount. What is typed is never changed for the voter; what is wrong with it is said beside it.
#[component]
fn Amount(
    booth: Booth,
    number: usize,
    option: usize,
    bound: u32,
    id: String,
    about: Option<String>,
) -> impl IntoView {
    let wrong = move || {
        booth
            .unreadable
            .with(|unreadable| unreadable.contains(&(number, option)))
    };
    let hint = format!("{id}-wrong");
    let described = about.map_or_else(|| hint.clone(), |about| format!("{hint} {about}"));
    let read = move |event: leptos::ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let value = text::amount(&event.target().value()).filter(|value| *value <= bound);
        booth.unreadable.update(|unreadable| {
            if value.is_some() {
                unreadable.remove(&(number, option));
            } else {
                unreadable.insert((number, option));
            }
        });
        booth.set(number, option, value.unwrap_or(0));
    };
    // Only what others have changed is written into the field: a blank vote empties it.
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let value = booth.value(number, option);
        if let Some(field) = field.get().filter(|_| !wrong())
            && text::amount(&field.value()) != Some(value)
        {
            field.set_value(&text::field(value));
        }
    });
    view! {
        <span class="amount">
            <input
                type="text"
                inputmode="numeric"
                id=id
                node_ref=field
                autocomplete="off"
                placeholder="0"
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=described
                on:input:target=read
            />
            <span id=hint class="wrong" aria-live="polite">{move || wrong().then(|| words!("amount-wrong", bound = bound).text())}</span>
        </span>
    }
}

/// Leaving a contest blank, which excludes everything else.
#[component]
fn Blank(booth: Booth, number: usize, option: usize, single: bool) -> impl IntoView {
    let id = format!("option-{number}-blank");
    let input = if single {
        view! { <Radio booth number option id=id.clone()/> }.into_any()
    } else {
        view! {
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=move || booth.is_blank(number)
                on:change:target=move |event| {
                    if event.target().checked() {
                        booth.set_only(number, option);
                    } else {
                        booth.set(number, option, 0);
                    }
                }
            />
        }
        .into_any()
    };
    view! {
        <div class="option">
            {input}
            <label for=id>{say!("blank-vote")} " " <span class="small">{say!("blank-vote-hint")}</span></label>
        </div>
    }
}
