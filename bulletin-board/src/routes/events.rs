//! `GET /elections/{election}/events`: where the log ends, told again whenever it has moved on, as server-sent events.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{HeadEvent, Id, Named},
    sequencer::ElectionHandle,
    server::{Board, asked_in},
};
use axum::{
    extract::State,
    http::{HeaderName, HeaderValue},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use bulletin_board_client::api::LogEnd;
use futures_util::stream;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    time::{Instant, sleep_until},
};

/// Streams at a time; who comes later asks for the summary now and then.
pub(crate) const STREAMS: usize = 1_024;
/// Shortest time between two events: in a rush nobody needs to hear of every line.
const PACE: Duration = Duration::from_secs(1);
/// Comments that long apart keep proxies from taking a quiet stream for a dead one.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// After that a stream ends, and the browser asks anew: places do not stay taken for ever.
const LIFETIME: Duration = Duration::from_mins(10);

/// Proxies that collect answers pass this one on as it comes.
const UNBUFFERED: (HeaderName, HeaderValue) = (
    HeaderName::from_static("x-accel-buffering"),
    HeaderValue::from_static("no"),
);

struct Listener {
    news: watch::Receiver<LogEnd>,
    ending: watch::Receiver<bool>,
    next: Instant,
    end: Instant,
    /// The news come from it, as long as there is somebody to hear them.
    _election: Arc<ElectionHandle>,
    _place: OwnedSemaphorePermit,
}

/// Where the log ends, told again whenever it has moved on
#[utoipa::path(
    get,
    path = "/elections/{election}/events",
    operation_id = "events",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0")),
    responses(
        (
            status = 200,
            description = "Events `head`, at most one a second, whose data is a LogEnd in JSON; ends after ten minutes",
            body = inline(HeadEvent),
            content_type = "text/event-stream"
        ),
        Named
    )
)]
pub(crate) async fn stream(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
) -> Result<Response, Refused> {
    let (_, election) = find(&board, &id).await?;
    let place = board.streams.clone().try_acquire_owned();
    let place = place.map_err(|_| Refused::busy())?;
    let mut news = election.news.subscribe();
    // Where the log ends now is the first event.
    news.mark_changed();
    let now = Instant::now();
    let listener = Listener {
        news,
        ending: board.ending.clone(),
        next: now,
        end: now.checked_add(LIFETIME).ok_or_else(Refused::trouble)?,
        _election: election,
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let end = tokio::select! {
            end = next(&mut listener.news, listener.next) => end?,
            () = asked_in(listener.ending.clone()) => return None,
            () = sleep_until(listener.end) => return None,
        };
        listener.next = Instant::now().checked_add(PACE)?;
        let event = Event::default()
            .event("head")
            .id(end.entries.to_string())
            .json_data(end);
        Some((event, listener))
    });
    let answer = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    Ok(([UNBUFFERED], answer).into_response())
}

/// Where the log ends, once that has changed and it is time to tell.
async fn next(news: &mut watch::Receiver<LogEnd>, time: Instant) -> Option<LogEnd> {
    sleep_until(time).await;
    news.changed().await.ok()?;
    Some(*news.borrow_and_update())
}
