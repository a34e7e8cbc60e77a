//! One trustee in one election, followed from its log.

use super::{
    files::{self, keepsake},
    refused::refused,
};
use crate::{
    message::Trouble,
    serve::{Teller, pause},
    trusteeship::{Next, OfficeView, Passphrase, Reply, Task},
    words::{Words, words},
};
use bulletin_board_client::{
    BoardClient, ClientError, FollowError, Follower, TrusteeProgress, Witnessed, follow::BallotProofs,
};
use js_sys::{Array, Date};
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::Body,
    election::{Election, Phase, Violation},
};
use rand_core::OsRng;
use trustee::{
    Identity, Refusal, Seen, Standing,
    ceremony::{self, Wait},
    decision::is_own_intent,
    decryption::{self, Decryption},
    rehearsal, standing,
    words::words as in_words,
};

/// Milliseconds between two reports of progress.
const STEP: f64 = 100.0;

/// Everything that the worker knows.
pub(super) struct Desk {
    id: Hash,
    follower: Follower,
    identity: Option<Identity>,
    decryption: Decryption,
    next: Next,
}

impl Desk {
    /// Reads an election's log.
    pub(super) async fn look(board: BoardClient, id: &Hash) -> Result<Self, Trouble> {
        let mut desk = Self {
            id: *id,
            follower: follower(board, *id),
            identity: None,
            decryption: Decryption::default(),
            next: Next::Open,
        };
        desk.update().await?;
        Ok(desk)
    }

    /// Opens the key file that is among these files. A log other than that which was seen before is refused.
    pub(super) async fn open(&mut self, given: &Array, passphrase: Passphrase) -> Result<(), Trouble> {
        let kept = files::open(&self.id, given, passphrase).await?;
        if let Some(seen) = kept.seen {
            let mut follower = follower(self.follower.board().clone(), self.id);
            let shown = Seen::of(follower.update(Some(seen.entries())).await.map_err(
                |error| match error {
                    // So many lines are not there.
                    FollowError::Client(ClientError::Refused {
                        status: 400..=499, ..
                    }) => refused(&Refusal::Fewer {
                        shown: self.follower.election().map_or(0, Election::entries),
                        seen: seen.entries(),
                    }),
                    other => other.into(),
                },
            )?);
            seen.recognize(&shown).map_err(|refusal| refused(&refusal))?;
            self.follower = follower;
        }
        standing(read(&self.follower)?, &kept.identity.verifying_key())
            .map_err(|refusal| refused(&refusal))?;
        self.identity = Some(kept.identity);
        self.decryption = Decryption::new(kept.decided);
        self.update().await
    }

    async fn update(&mut self) -> Result<(), Trouble> {
        let Err(error) = self.follower.update(None).await else {
            return Ok(());
        };
        let own = self.holder();
        match &error {
            // Who has not kept the decision finds the announcement here.
            FollowError::Violation {
                violation: Violation::Tally(wrong),
                ..
            } if own.is_some_and(|own| is_own_intent(wrong, own)) => Err(refused(&Refusal::Decided {
                place: "the log".to_owned(),
            })),
            _ => Err(error.into()),
        }
    }

    /// The index of the trustee whose key file is open, if it holds the key.
    fn holder(&self) -> Option<TrusteeIndex> {
        let key = self.identity.as_ref()?.verifying_key();
        standing(self.follower.election()?, &key).ok()?.holder().ok()
    }

    /// Reads what is new, and does what comes next of what the trustee agrees to, until something else is needed.
    pub(super) async fn go_on(
        &mut self,
        agreed: Option<Task>,
        kept: bool,
        teller: &Teller,
    ) -> Result<(), Trouble> {
        loop {
            self.update().await?;
            match self.turn(agreed, kept)? {
                Turn::Next(next) => {
                    self.next = next;
                    return Ok(());
                }
                Turn::Post(index, body) => self.post(index, *body).await?,
                Turn::Verify => {
                    if let Some(next) = self.verify(teller).await? {
                        self.next = next;
                        return Ok(());
                    }
                }
            }
        }
    }

    /// What comes next.
    fn turn(&mut self, agreed: Option<Task>, kept: bool) -> Result<Turn, Trouble> {
        let election = read(&self.follower)?;
        let Some(identity) = &self.identity else {
            return Ok(Turn::Next(Next::Open));
        };
        let rest = |words| Ok(Turn::Next(Next::Rest(words)));
        let standing = standing(election, &identity.verifying_key()).map_err(|refusal| refused(&refusal))?;
        let index = match standing {
            Standing::Holder(index) => index,
            Standing::Joining(_) => return rest(words!("hold-rest-refresh")),
            Standing::Former => return rest(words!("hold-rest-former")),
        };
        match election.phase() {
            Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm | Phase::KeyDispute => {
                keys(election, index, identity, agreed)
            }
            Phase::Roll | Phase::Rehearsal => rehearse(election, index, identity, agreed),
            Phase::Voting if election.running_refresh().is_some() => rest(words!("hold-rest-refresh")),
            Phase::Voting => rest(words!("hold-rest-voting")),
            Phase::Withheld => rest(words!("hold-rest-withheld")),
            Phase::Aborted => rest(words!("hold-rest-aborted")),
            Phase::Intent | Phase::Decryption | Phase::Finished => {
                let mut wrong = self.follower.wrong_partials().iter();
                if let Some(own) = wrong.find(|wrong| wrong.trustee == index) {
                    return Err(refused(&Refusal::OwnPart {
                        seq: own.seq,
                        error: own.error.to_string(),
                    }));
                }
                decrypt(&mut self.decryption, election, index, identity, agreed, kept)
            }
        }
    }

    async fn post(&mut self, index: TrusteeIndex, body: Body) -> Result<(), Trouble> {
        let (entries, Some(identity)) = (read(&self.follower)?.entries(), &self.identity) else {
            return Ok(());
        };
        let line = identity.sign(&self.id, index, body);
        let Err(error) = self.follower.board().post(&self.id, &line).await else {
            return Ok(());
        };
        // It may have arrived before, when the answer was lost, or a complaint was faster.
        self.update().await?;
        if read(&self.follower)?.entries() == entries {
            return Err(error.into());
        }
        Ok(())
    }

    /// Verifies the whole record, every ballot of it, once the witnesses have seen the closed ballot box; or tells what is waited for.
    async fn verify(&mut self, teller: &Teller) -> Result<Option<Next>, Trouble> {
        let witnessed = match self.witnessed().await? {
            Seeing::Nobody => None,
            Seeing::NotYet => return Ok(Some(Next::Wait(words!("hold-wait-witnesses")))),
            Seeing::Witnessed(witnessed) => {
                self.update().await?;
                if read(&self.follower)?.entries() < witnessed.checkpoint.size {
                    return Err(Trouble::lasting(words!("hold-no-lines")));
                }
                Some(witnessed)
            }
        };
        let election = read(&self.follower)?;
        let total = election.entries();
        let mut verifier = decryption::verifier(election, witnessed.as_ref().map(|seen| seen.note.as_str()));
        let mut lines = self.follower.board().log(&self.id, 0, Some(total)).await?;
        let (mut told, mut done) = (Date::now(), 0_u64);
        teller.tell(&Reply::Verifying { done, total });
        while let Some(line) = lines.next_line().await? {
            verifier.line(&line, &mut OsRng);
            done = done.saturating_add(1);
            if Date::now() - told > STEP {
                teller.tell(&Reply::Verifying { done, total });
                pause(1).await;
                told = Date::now();
            }
        }
        let report = verifier.finish(&mut OsRng);
        let wrong = self
            .follower
            .wrong_partials()
            .iter()
            .map(|wrong| wrong.seq)
            .collect();
        let election = read(&self.follower)?;
        self.decryption
            .verified(election, &report, &wrong)
            .map_err(|refusal| refused(&refusal))?;
        Ok(None)
    }

    /// Whether the log's witnesses have seen the closed ballot box: otherwise the board could show another one to others.
    async fn witnessed(&self) -> Result<Seeing, Trouble> {
        let election = read(&self.follower)?;
        if !is_watched(election) {
            return Ok(Seeing::Nobody);
        }
        let policy = election
            .manifest()
            .policy()
            .map_err(|error| Trouble::lasting(words!("trouble-log")).because(&error))?;
        let from = election.close_position().map_or(0, |seq| seq.saturating_add(1));
        let witnessed = self.follower.board().witnessed(&self.id, &policy, from).await?;
        Ok(witnessed.map_or(Seeing::NotYet, Seeing::Witnessed))
    }

    /// What the page shows.
    pub(super) fn view(&self) -> Option<OfficeView> {
        let election = self.follower.election()?;
        let key = self.identity.as_ref().map(Identity::verifying_key);
        let own = key.and_then(|key| {
            let mut trustees = election.trustees().iter();
            trustees.position(|trustee| trustee.signing_key == key)
        });
        Some(OfficeView {
            title: election.manifest().title.clone(),
            phase: election.phase(),
            words: in_words(&self.id).map(str::to_owned).to_vec(),
            threshold: election.session().threshold.threshold(),
            trustees: progress(election),
            own,
            next: self.next.clone(),
            seen: key.and_then(|_| keepsake("seen", &self.id, &Seen::of(election))),
        })
    }
}

/// Ballots are verified, all of them, before decrypting; otherwise only how far the election is matters.
fn follower(board: BoardClient, id: Hash) -> Follower {
    Follower::new(board, id, BallotProofs::Skip)
}

/// The election as far as it was read.
fn read(follower: &Follower) -> Result<&Election, Trouble> {
    follower
        .election()
        .ok_or_else(|| Trouble::lasting(words!("trouble-misunderstood")))
}

/// Who has seen the closed ballot box.
enum Seeing {
    /// The election has no witnesses.
    Nobody,
    /// Not enough witnesses.
    NotYet,
    /// Enough of them.
    Witnessed(Witnessed),
}

/// What the worker does.
enum Turn {
    /// Nothing; this is what the trustee does.
    Next(Next),
    /// Posts this.
    Post(TrusteeIndex, Box<Body>),
    /// Verifies the record.
    Verify,
}

fn is_watched(election: &Election) -> bool {
    // What cannot be read is told where it is needed.
    election
        .manifest()
        .policy()
        .map_or(true, |policy| policy.quorum().is_some())
}

/// A line to post, if the trustee agrees to that.
fn agreeing(task: Task, agreed: Option<Task>, index: TrusteeIndex, body: Box<Body>) -> Turn {
    if agreed == Some(task) {
        Turn::Post(index, body)
    } else {
        Turn::Next(Next::Agree(task))
    }
}

fn waiting(words: Words) -> Turn {
    Turn::Next(Next::Wait(words))
}

fn keys(
    election: &Election,
    index: TrusteeIndex,
    identity: &Identity,
    agreed: Option<Task>,
) -> Result<Turn, Trouble> {
    let step = ceremony::next(election, index, identity).map_err(|refusal| refused(&refusal))?;
    Ok(match step {
        ceremony::Step::Post(body) => agreeing(Task::Keys, agreed, index, body),
        ceremony::Step::Wait(Wait::Others { round, missing }) => waiting(words!(
            "hold-wait-round",
            round = round,
            trustees = missing.join(", ")
        )),
        ceremony::Step::Wait(Wait::Official(_)) => waiting(words!("hold-wait-official")),
        ceremony::Step::Done => waiting(words!("hold-wait-roll")),
    })
}

fn rehearse(
    election: &Election,
    index: TrusteeIndex,
    identity: &Identity,
    agreed: Option<Task>,
) -> Result<Turn, Trouble> {
    let step = rehearsal::next(election, index, identity).map_err(|refusal| refused(&refusal))?;
    Ok(match step {
        rehearsal::Step::Post(body) => agreeing(Task::Rehearsal, agreed, index, body),
        rehearsal::Step::Wait => waiting(words!("hold-wait-roll")),
        rehearsal::Step::Done => Turn::Next(Next::Rest(words!("hold-rest-rehearsed"))),
    })
}

fn decrypt(
    decryption: &mut Decryption,
    election: &Election,
    index: TrusteeIndex,
    identity: &Identity,
    agreed: Option<Task>,
    kept: bool,
) -> Result<Turn, Trouble> {
    let next = |decryption: &Decryption| {
        decryption
            .next(election, index, identity)
            .map_err(|refusal| refused(&refusal))
    };
    let mut step = next(decryption)?;
    if let decryption::Step::Decide(decision) = step {
        // The witnesses do not let a second ballot box pass. Where there are none, only the trustee's own file remembers the first.
        if !is_watched(election) && !kept {
            let keepsake = keepsake("decided", election.id(), &decision);
            return keepsake
                .map(|keepsake| Turn::Next(Next::Keep(keepsake)))
                .ok_or_else(|| Trouble::lasting(words!("trouble-unexpected")));
        }
        decryption.decided(decision, "this page".to_owned());
        step = next(decryption)?;
    }
    let agree = Turn::Next(Next::Agree(Task::Decryption));
    Ok(match step {
        decryption::Step::Post(body) => agreeing(Task::Decryption, agreed, index, body),
        decryption::Step::Verify if agreed == Some(Task::Decryption) => Turn::Verify,
        decryption::Step::WaitForOthers {
            ready,
            needed,
            missing,
        } => waiting(words!(
            "hold-wait-ready",
            ready = ready,
            needed = needed,
            trustees = missing.join(", ")
        )),
        decryption::Step::Done => Turn::Next(Next::Rest(words!("hold-rest-decrypted"))),
        decryption::Step::NotNeeded => Turn::Next(Next::Rest(words!("hold-rest-finished"))),
        decryption::Step::WaitForClose => Turn::Next(Next::Rest(words!("hold-rest-voting"))),
        decryption::Step::Verify | decryption::Step::Decide(_) => agree,
    })
}

/// How far every trustee is, as the log says.
fn progress(election: &Election) -> Vec<TrusteeProgress> {
    let received = election.received().is_some();
    let partials: Vec<TrusteeIndex> = election.valid_partials().collect();
    let trustees = election.session().threshold.indices().zip(election.trustees());
    trustees
        .map(|(index, trustee)| TrusteeProgress {
            index,
            name: trustee.name.clone(),
            committed: !received && election.commitments().contains_key(&index),
            dealt: !received && election.deals().contains_key(&index),
            confirmed: received || election.confirmations().contains(&index),
            rehearsed: !received && election.rehearsals().contains(&index),
            intent: election.intents().contains_key(&index),
            decrypted: partials.contains(&index),
        })
        .collect()
}
