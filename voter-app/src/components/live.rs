//! What changes while somebody looks: the board's events, at a pace that people can follow, until they pause.

use crate::words::words;
use core::time::Duration;
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::EventSource;

/// Between two looks at what has changed.
const PACE: Duration = Duration::from_secs(3);

/// Calls `refresh` when the log of an election has grown, unless it is paused; says which, with a button.
#[component]
pub(crate) fn Live(
    /// Whose log.
    election: Hash,
    /// What to do.
    refresh: impl Fn() + 'static,
) -> impl IntoView {
    let paused = RwSignal::new(false);
    // The first event tells what is shown already.
    let events = StoredValue::new(0u32);
    let seen = StoredValue::new(1u32);
    let Ok(source) = EventSource::new(&format!("/api/v1/elections/{election}/events")) else {
        // Without events the page is as it was when it came.
        return ().into_any();
    };
    let listener = Closure::<dyn FnMut()>::new(move || {
        // The page may be gone.
        let _ = events.try_update_value(|events| *events = events.wrapping_add(1));
    });
    let _ = source.add_event_listener_with_callback("head", listener.as_ref().unchecked_ref());
    let clock = set_interval_with_handle(
        move || {
            let news = events.get_value();
            if !paused.get_untracked() && news > seen.get_value() {
                seen.set_value(news);
                refresh();
            }
        },
        PACE,
    )
    .ok();
    let kept = StoredValue::new_local((source, listener));
    on_cleanup(move || {
        kept.with_value(|(source, _)| source.close());
        if let Some(clock) = clock {
            clock.clear();
        }
    });
    view! {
        <p class="live small">
            <span role="status">{move || if paused.get() { words!("live-paused").text() } else { words!("live").text() }}</span>
            " "
            <button type="button" class="small-button secondary" on:click=move |_| paused.update(|paused| *paused = !*paused)>
                {move || if paused.get() { words!("live-go-on").text() } else { words!("live-pause").text() }}
            </button>
        </p>
    }
    .into_any()
}
