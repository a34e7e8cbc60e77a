//! One election as one trustee follows it from its log.

use crate::{
    ElectionArguments,
    channel::{Channel, Lines},
    failure::Failure,
    message::Message,
    output::{self, Waiting},
    seen,
};
use bulletin_board_client::{
    FollowError, Reading, Witnessed,
    follow::{BallotProofs, WrongPartial},
};
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::Body,
    election::{Election, TallyError, Violation},
    tlog::Policy,
};
use std::{fmt::Write as _, path::PathBuf};
use trustee::{Identity, Refusal, Seen, Standing, decision::is_own_intent, standing, words::words};

/// What to do with a stick when everything is done that can be done without the network.
const CARRY: &str = "take the stick to the machine with the network, run `tally carry` there, come back with it and run \
    the same command again: it goes on where it stopped";

/// A trustee in an election.
pub(crate) struct Session<'a> {
    pub(crate) index: TrusteeIndex,
    pub(crate) waiting: Waiting,
    channel: Channel,
    reading: Reading,
    identity: &'a Identity,
    id: Hash,
    folder: PathBuf,
    /// Number of wrong partial decryptions that were told of.
    told: usize,
}

impl<'a> Session<'a> {
    /// Reads the election, finds the trustee in it, and tells what election it is. A log other than that which this
    /// trustee has seen before is refused.
    pub(crate) async fn join(arguments: &ElectionArguments, identity: &'a Identity) -> Result<Self, Failure> {
        let id = arguments.election;
        let mut session = Self {
            // Found once the log is read: the key may have been handed on.
            index: TrusteeIndex::FIRST,
            waiting: Waiting::for_seconds(arguments.timeout),
            channel: Channel::open(&arguments.place, &id)?,
            // Ballots are verified, all of them, before decrypting; here only how far the election is matters.
            reading: Reading::new(id, BallotProofs::Skip),
            identity,
            id,
            folder: arguments.dir.clone(),
            told: 0,
        };
        session.take_lines(Some(1)).await?;
        let election = session.election()?;
        output::note(&format!(
            "{}\nelection {}\nin words: {}",
            output::printable(election.manifest().title.pick("en")),
            election.id(),
            words(election.id()).join(" ")
        ));
        if let Some(seen) = seen::read(&session.file("seen"))? {
            session.channel.reaches(seen.entries())?;
            let shown = session.read(Some(seen.entries())).await?;
            seen.recognize(&Seen::of(shown))?;
        }
        session.update().await?;
        session.index = match session.standing()? {
            Standing::Holder(index) => {
                introduce(session.election()?, index);
                index
            }
            Standing::Joining(index) => index,
            // Whoever it was: nothing is done for it any more.
            Standing::Former => session.index,
        };
        session.channel.take_back(&session.identity.verifying_key())?;
        Ok(session)
    }

    /// Reads the election like [`Session::join`], for what only those can do who hold the key.
    pub(crate) async fn of_holder(
        arguments: &ElectionArguments,
        identity: &'a Identity,
    ) -> Result<Self, Failure> {
        let session = Self::join(arguments, identity).await?;
        session.standing()?.holder()?;
        Ok(session)
    }

    /// What this trustee is in the election as it was at the last look.
    pub(crate) fn standing(&self) -> Result<Standing, Failure> {
        Ok(standing(self.election()?, &self.identity.verifying_key())?)
    }

    /// The election as the board shows it now; written down, so that no board can take it back.
    pub(crate) async fn update(&mut self) -> Result<&Election, Failure> {
        let before = self.election()?.entries();
        self.read(None).await?;
        let election = self.election()?;
        self.channel.agree(election)?;
        let seen = Seen::of(election);
        let path = self.file("seen");
        if seen.entries() > before || !path.exists() {
            seen::keep(&seen, &path)?;
        }
        self.tell_wrong_partials();
        self.election()
    }

    /// Reads the log up to a line. A board that cannot be reached for a moment is waited for.
    async fn read(&mut self, to: Option<u64>) -> Result<&Election, Failure> {
        while let Err(failure) = self.take_lines(to).await {
            self.wait_for_board(failure).await?;
        }
        self.election()
    }

    /// Waits a moment if the board may answer then.
    async fn wait_for_board(&mut self, failure: Failure) -> Result<(), Failure> {
        if !failure.is_retryable() {
            return Err(failure);
        }
        self.pause(&format!("waiting for the board: {failure}")).await
    }

    async fn take_lines(&mut self, to: Option<u64>) -> Result<(), Failure> {
        let mut lines = self.lines(self.reading.entries(), to).await?;
        while let Some(line) = lines.next_line().await? {
            match self.reading.take(&line) {
                // Who restores an old copy of the folder finds the announcement here.
                Err(FollowError::Violation {
                    violation: Violation::Tally(wrong),
                    ..
                }) if self.is_own_intent(&wrong) => {
                    return Err(Refusal::Decided {
                        place: "the log".to_owned(),
                    }
                    .into());
                }
                taken => taken?,
            }
        }
        Ok(())
    }

    /// The log's lines from one (included) to another (left out), as they are served now.
    pub(crate) async fn lines(&self, from: u64, to: Option<u64>) -> Result<Lines, Failure> {
        self.channel.lines(&self.id, from, to).await
    }

    /// The newest checkpoint of at least `from` lines that the policy lets pass, if there is one yet.
    pub(crate) async fn witnessed(
        &mut self,
        policy: &Policy,
        from: u64,
    ) -> Result<Option<Witnessed>, Failure> {
        loop {
            match self.channel.witnessed(&self.id, policy, from).await {
                Err(failure) => self.wait_for_board(failure).await?,
                witnessed => return witnessed,
            }
        }
    }

    fn is_own_intent(&self, wrong: &TallyError) -> bool {
        let own = self.identity.verifying_key();
        let election = self.reading.election();
        election
            .and_then(|election| election.index_of(&own))
            .is_some_and(|index| is_own_intent(wrong, index))
    }

    /// Partial decryptions that are wrong.
    pub(crate) fn wrong_partials(&self) -> &[WrongPartial] {
        self.reading.wrong_partials()
    }

    /// Names the trustees whose partial decryptions are wrong. They are left out; t others suffice.
    fn tell_wrong_partials(&mut self) {
        for wrong in self.reading.wrong_partials().iter().skip(self.told) {
            self.waiting
                .note(&format!("warning: {}", output::printable(&wrong.to_string())));
        }
        self.told = self.wrong_partials().len();
    }

    /// The election as it was at the last look.
    pub(crate) fn election(&self) -> Result<&Election, Failure> {
        self.reading
            .election()
            .ok_or_else(|| Failure::unknown("the log is empty", "is it the right board and election id?"))
    }

    /// Waits a moment, saying for what. Where there is no network, waiting is for people.
    pub(crate) async fn pause(&mut self, message: &str) -> Result<(), Failure> {
        match &self.channel {
            Channel::Board(_) => self.waiting.pause(message).await,
            Channel::Stick(_) => Err(Failure::carry(message, CARRY)),
        }
    }

    /// Signs and posts. If the answer is lost, the next look at the log tells whether it arrived. Where there is no
    /// network, the line is laid on the stick, and is in the log when the stick has been carried.
    pub(crate) async fn post(&mut self, body: Body) -> Result<(), Failure> {
        let line = self.identity.sign(&self.id, self.index, body);
        match &self.channel {
            Channel::Board(board) => match board.post(&self.id, &line).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_retryable() => self.wait_for_board(error.into()).await,
                Err(error) => Err(Failure::wrong(error.to_string(), error.hint())),
            },
            Channel::Stick(stick) => {
                let trustee = self.identity.verifying_key();
                let message = Message::new(self.election()?, trustee, &line)?.keep(&line, &self.folder)?;
                let path = stick.put(&message)?;
                let place = path.display();
                Err(Failure::carry(
                    format!("your {} is on the stick for the board: {place}", line.kind()),
                    CARRY,
                ))
            }
        }
    }

    /// One's secrets.
    pub(crate) const fn identity(&self) -> &'a Identity {
        self.identity
    }

    /// Path of a file of this trustee about this election.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}-{}.json", self.id))
    }
}

fn introduce(election: &Election, index: TrusteeIndex) {
    let threshold = election.session().threshold;
    let mut text = format!(
        "{} of {} trustees decrypt:",
        threshold.threshold(),
        threshold.trustees()
    );
    for (number, trustee) in threshold.indices().zip(election.trustees()) {
        let you = if number == index { "  (you)" } else { "" };
        // Writing to a string does not fail.
        let _ = write!(text, "\n  {number}. {}{you}", output::printable(&trustee.name));
    }
    output::note(&text);
}
