//! Sends codes by e-mail: puts them into the queue, and works it off.

use crate::{FolderArguments, MailArguments, desk::Desk};
use admin_cli::{Failure, calendar::now, output};
use registrar::{
    mail::{
        config::{self, MailConfig},
        message,
        session::{Outcome, Session},
    },
    store::{Act, Delivery, DeliveryState, Joined},
    texts::Texts,
};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// How many of each became what.
#[derive(Default)]
struct Tally {
    sent: u64,
    refused: u64,
    unknown: u64,
}

pub(crate) async fn run(arguments: &MailArguments) -> Result<(), Failure> {
    if arguments.print_example {
        output::data(config::EXAMPLE.trim_end());
        return Ok(());
    }
    let (Some(path), Some(dir)) = (&arguments.config, &arguments.dir) else {
        return Err(Failure::unknown(
            "--config and --dir are needed",
            "see `election-registrar mail --help`",
        ));
    };
    let folder = FolderArguments {
        dir: dir.clone(),
        passphrase: arguments.passphrase.clone(),
    };
    let config = MailConfig::read(path)?;
    let texts = Texts::new()?;
    let mut desk = Desk::open(&folder).await?;
    let joined = desk.store.joined().await?;
    let numbers = desk
        .store
        .select(&desk.identity.vault, &arguments.whom.selection())
        .await?;
    let mut voters = Vec::new();
    for number in numbers {
        let recipient = desk.store.recipient(&desk.identity.vault, number).await?;
        if !recipient.person.email.is_empty() {
            voters.push(number);
        }
    }
    let added = desk.store.enqueue(&voters).await?;
    let queued = desk.store.queued().await?;
    if queued == 0 {
        return Err(Failure::wrong(
            "there is nobody to send an e-mail to: everybody with an address was sent a code already",
            "nothing was sent; --everybody, --unknown or --voter ID sends again",
        ));
    }
    output::note(&format!(
        "{added} e-mails are new in the queue, which has {queued}."
    ));
    if arguments.queue_only {
        return Ok(());
    }
    let mut tally = Tally::default();
    let ended = work(&mut desk, &config, &joined, &texts, queued, &mut tally).await;
    let left = desk.store.queued().await?;
    let summary = format!(
        "{} sent, {} refused, {} unknown, {left} left in the queue",
        tally.sent, tally.refused, tally.unknown
    );
    desk.store
        .note(&desk.identity.vault, Act::Email, &summary)
        .await?;
    output::note(&format!("{summary}."));
    ended?;
    if left > 0 {
        return Err(Failure::unknown(
            "interrupted: the queue is not empty",
            "run the command again: it goes on where it stopped, and sends nothing twice",
        ));
    }
    Ok(())
}

/// Sends until the queue is empty, or Ctrl-C.
async fn work(
    desk: &mut Desk,
    config: &MailConfig,
    joined: &Joined,
    texts: &Texts,
    queued: u64,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let progress = output::progress("sending e-mails", queued);
    let interrupt = tokio::signal::ctrl_c();
    tokio::pin!(interrupt);
    let mut session: Option<Session> = None;
    let mut next = Instant::now();
    while let Some((delivery, name, due)) = desk.store.next_queued().await? {
        let wait = Duration::from_secs(due.saturating_sub(now()));
        tokio::select! {
            biased;
            _ = &mut interrupt => break,
            () = sleep(wait) => {}
        }
        tokio::select! {
            biased;
            _ = &mut interrupt => break,
            () = sleep_until(next) => {}
        }
        next = Instant::now() + config.pace();
        let alive = match &mut session {
            Some(session) => session.is_alive().await,
            None => false,
        };
        if !alive {
            session = None;
        }
        let mut connected = match session.take() {
            Some(session) => session,
            None => Session::connect(config).await?,
        };
        let recipient = desk.store.recipient(&desk.identity.vault, delivery.voter).await?;
        let (envelope, bytes) = message::write(texts, config, joined, &recipient, &name)?;
        // On the disk before the first byte leaves: whoever finds it there later knows that it may have arrived.
        desk.store.attempt(delivery.id).await?;
        let outcome = connected.send(&envelope, &bytes).await;
        if matches!(outcome, Outcome::Sent(_)) {
            session = Some(connected);
        }
        settle(desk, config, &delivery, outcome, tally).await?;
        progress.inc(1);
    }
    if let Some(session) = session {
        session.quit().await;
    }
    progress.finish_and_clear();
    Ok(())
}

async fn settle(
    desk: &mut Desk,
    config: &MailConfig,
    delivery: &Delivery,
    outcome: Outcome,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let (state, due, said) = match outcome {
        Outcome::Sent(said) => {
            tally.sent += 1;
            (DeliveryState::Sent, 0, said)
        }
        Outcome::Refused(said) => {
            tally.refused += 1;
            (DeliveryState::Failed, 0, said)
        }
        Outcome::Unknown(said) => {
            tally.unknown += 1;
            (DeliveryState::Unknown, 0, said)
        }
        Outcome::Later(said) => {
            let tries = usize::try_from(delivery.tries).unwrap_or(usize::MAX);
            if let Some(pause) = config.retry_after.get(tries) {
                (DeliveryState::Queued, now() + u64::from(*pause), said)
            } else {
                tally.refused += 1;
                (DeliveryState::Failed, 0, said)
            }
        }
    };
    desk.store
        .outcome(&desk.identity.vault, delivery.id, state, due, &said)
        .await?;
    Ok(())
}
