//! One voter in one election.

use super::{LOOKS, pause, pictures, receipt, tracker};
use crate::{
    message::{BoothView, OpenedView, ReceiptView, SealedView, ShownGroup, Trouble, VoterView, Watch},
    words::{Words, words},
};
use bulletin_board_client::{
    BoardClient, ClientError, ElectionSummary, FollowError, Follower, LogReader, follow::BallotProofs,
};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode, VoterCodeError},
    group::Point,
    hash::Hash,
};
use ostrakon_record::{
    body::Body,
    booth::{NextBallot, Sealed},
    election::{Election, Phase},
    entry::Submission,
    receipt::Receipt,
    tracker::BallotTracker,
};
use rand_core::OsRng;

/// The witnesses may be so many lines behind the board: what it appends within moments at its busiest.
const BEHIND: u64 = 5_000;

/// Everything that the worker knows. What would open a ballot is only in [`Sealed`].
pub(crate) struct Booth {
    board: BoardClient,
    follower: Option<Follower>,
    key: Option<CredentialKey>,
    next: NextBallot,
    sealed: Option<Sealed>,
    cast: Option<(BallotTracker, Submission)>,
    /// To the sealed ballot.
    commitment: Option<Submission>,
    /// With the receipt of its commitment.
    opened: Option<(BallotTracker, Receipt, Submission)>,
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        let message = match &error {
            ClientError::Unreachable { .. } => words!("trouble-unreachable"),
            ClientError::Refused { status: 404, .. } => words!("trouble-not-found"),
            ClientError::Refused {
                status: 429 | 500..=599,
                ..
            } => words!("trouble-busy"),
            ClientError::Refused { status: 409, .. } => words!("trouble-overtaken"),
            ClientError::Refused { .. } => words!("trouble-refused"),
            // Also what a later version of the client may know.
            _ => words!("trouble-misunderstood"),
        };
        let mut trouble = Self::lasting(message);
        trouble.retryable = error.is_retryable();
        // What a browser says about the network is a stack trace.
        if matches!(error, ClientError::Unreachable { .. }) {
            trouble
        } else {
            trouble.because(&error)
        }
    }
}

impl From<FollowError> for Trouble {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Client(error) => error.into(),
            other => Self::lasting(words!("trouble-log")).because(&other),
        }
    }
}

/// What is wrong with a code that is none.
fn no_code(error: VoterCodeError) -> Words {
    match error {
        VoterCodeError::Length { found } => words!("code-length", found = found),
        VoterCodeError::Character { character, position } => {
            words!(
                "code-character",
                character = character.to_string(),
                position = position
            )
        }
        // Also what a later version may find.
        _ => words!("code-typing-error"),
    }
}

impl Booth {
    pub(super) const fn new(board: BoardClient) -> Self {
        Self {
            board,
            follower: None,
            key: None,
            next: NextBallot::FIRST,
            sealed: None,
            cast: None,
            commitment: None,
            opened: None,
        }
    }

    pub(super) fn forget(&mut self) {
        self.key = None;
        self.forget_ballot();
        self.next = NextBallot::FIRST;
    }

    fn forget_ballot(&mut self) {
        self.sealed = None;
        self.cast = None;
        self.commitment = None;
        self.opened = None;
    }

    fn election(&self) -> Result<&Election, Trouble> {
        self.follower
            .as_ref()
            .and_then(Follower::election)
            .ok_or_else(not_entered)
    }

    /// Reads the log up to the opening and checks every line of it: the keys, the roll, the rules.
    pub(super) async fn enter(&mut self, id: &Hash) -> Result<BoothView, Trouble> {
        self.forget();
        let (follower, summary) = read(&self.board, id).await?;
        let election = follower.election().ok_or_else(not_entered)?;
        let manifest = election.manifest();
        let watch = if election.phase() == Phase::Voting {
            Some(watch(&follower, election, summary.entries).await?)
        } else {
            None
        };
        let view = BoothView {
            watch,
            title: manifest.title.clone(),
            description: manifest.description.clone(),
            contests: manifest.contests.clone(),
            schedule: manifest.schedule,
            // Whether it is closed by now is for the board to say: it will accept no more ballots.
            phase: if election.phase() == Phase::Voting {
                summary.phase
            } else {
                election.phase()
            },
            revoting: manifest.revoting,
            layout: manifest.layout,
            pictures: pictures::load(&self.board, &manifest.contests).await,
        };
        self.follower = Some(follower);
        Ok(view)
    }

    pub(super) async fn identify(&mut self, code: &str) -> Result<VoterView, Trouble> {
        let code = VoterCode::parse(code).map_err(|error| Trouble::lasting(no_code(error)))?;
        let election = self.election()?;
        let key = CredentialKey::derive(&election.manifest().nonce, &code);
        let weight = election
            .weight(&key.credential())
            .ok_or_else(|| Trouble::lasting(words!("code-unknown")))?;
        let status = self.board.credential(election.id(), &key.credential()).await?;
        let view = VoterView {
            weight,
            voted_at: status.last.map(|last| last.seq),
            may_vote: status.last.is_none() || election.manifest().revoting,
            checks_left: election.manifest().challenges.saturating_sub(status.challenges),
            shown: shown(election, &key.credential()),
        };
        self.next = status.last.map_or(NextBallot::FIRST, |last| {
            NextBallot::after(last.sequence, &last.tracker)
        });
        self.key = Some(key);
        Ok(view)
    }

    pub(super) fn seal(&mut self, choices: &[Vec<u32>]) -> Result<SealedView, Trouble> {
        let election = self.election()?;
        let key = self.key()?;
        let parameters = election
            .voting_parameters()
            .ok_or_else(|| Trouble::lasting(words!("trouble-not-open")))?;
        let sealed = Sealed::seal(election.style(), &parameters, key, self.next, choices, &mut OsRng)
            .map_err(|error| Trouble::lasting(words!("trouble-not-sealed")).because(&error))?;
        let tracker = tracker::view(sealed.tracker(), election.id(), self.board.base());
        self.forget_ballot();
        self.sealed = Some(sealed);
        Ok(SealedView { tracker })
    }

    fn key(&self) -> Result<&CredentialKey, Trouble> {
        self.key
            .as_ref()
            .ok_or_else(|| Trouble::lasting(words!("trouble-no-code")))
    }

    /// Posts a line, and believes nothing but a receipt or refusal that is signed by the log's key for this very line.
    async fn post(&self, line: &Submission) -> Result<Receipt, Trouble> {
        let election = self.election()?;
        let posted = self.board.post(election.id(), line).await;
        let receipt = posted.map_err(|error| refused(error, election, line))?.receipt;
        let signed = receipt.verify(&election.manifest().log.key).is_ok();
        if !signed || receipt.election != *election.id() || receipt.body != line.body_hash() {
            return Err(Trouble::lasting(words!("trouble-receipt")));
        }
        Ok(receipt)
    }

    pub(super) async fn cast(&mut self) -> Result<ReceiptView, Trouble> {
        if let Some(sealed) = self.sealed.take() {
            let line = (*sealed.tracker(), sealed.cast(self.key()?, &mut OsRng));
            self.cast = Some(line);
        }
        let (tracker, line) = self.cast.as_ref().ok_or_else(no_ballot)?;
        let receipt = self.post(line).await?;
        Ok(ReceiptView {
            tracker: tracker::view(tracker, &receipt.election, self.board.base()),
            proof: receipt::redeem(&self.board, &receipt).await,
            seq: receipt.seq,
            receipt: serde_json::to_string(&receipt).map_err(|error| unexpected(&error))?,
        })
    }

    /// Commits to the sealed ballot; once that is in the log, opens it.
    pub(super) async fn check(&mut self) -> Result<OpenedView, Trouble> {
        if self.opened.is_none() {
            let commitment = self.commit().await?;
            let committed = self.post(&commitment).await?;
            let sealed = self.sealed.take().ok_or_else(no_ballot)?;
            let tracker = *sealed.tracker();
            let line = sealed.challenge(committed.line, self.key()?, &mut OsRng);
            self.opened = Some((tracker, committed, line));
        }
        let (tracker, committed, line) = self.opened.as_ref().ok_or_else(no_ballot)?;
        let receipt = self.post(line).await?;
        let election = self.election()?;
        let reader = LogReader::open(&self.board, election.id()).await?;
        let mut lines = String::new();
        for receipt in [committed, &receipt] {
            let line = reader.line(receipt.seq).await?;
            // Both were promised by the log's key.
            let line = line.filter(|line| Hash::of(line.as_bytes()) == receipt.line);
            lines.push_str(&line.ok_or_else(|| Trouble::lasting(words!("trouble-receipt")))?);
            lines.push('\n');
        }
        let origin = election.manifest().check.as_deref().unwrap_or(self.board.base());
        let elsewhere = format!(
            "{origin}/check/{}#{}-{}",
            election.id(),
            committed.seq,
            receipt.seq
        );
        let Body::Challenge(challenge) = line.body() else {
            return Err(no_ballot());
        };
        Ok(OpenedView {
            tracker: tracker::view(tracker, election.id(), self.board.base()),
            seq: receipt.seq,
            choices: challenge.choices.clone(),
            elsewhere: tracker::code(&elsewhere),
            lines,
        })
    }

    /// The commitment to the sealed ballot: the same one again, if the answer was lost.
    async fn commit(&mut self) -> Result<Submission, Trouble> {
        if let Some(commitment) = &self.commitment {
            return Ok(commitment.clone());
        }
        let key = self.key()?;
        let status = self
            .board
            .credential(self.election()?.id(), &key.credential())
            .await?;
        let sealed = self.sealed.as_ref().ok_or_else(no_ballot)?;
        let commitment = sealed.commit(status.challenges.saturating_add(1), key, &mut OsRng);
        self.commitment = Some(commitment.clone());
        Ok(commitment)
    }
}

/// Reads an election's log up to its opening, and checks every line of it.
pub(super) async fn read(board: &BoardClient, id: &Hash) -> Result<(Follower, ElectionSummary), Trouble> {
    let summary = board.summary(id).await?;
    let end = summary
        .opened_at
        .map_or(summary.entries, |opened| opened.saturating_add(1));
    let mut follower = Follower::new(board.clone(), *id, BallotProofs::Check);
    follower.update(Some(end)).await?;
    Ok((follower, summary))
}

/// The options as this voter sees them.
fn shown(election: &Election, credential: &Point) -> Vec<Vec<ShownGroup>> {
    let contests = election.manifest().contests.iter().enumerate();
    let groups = contests.map(|(number, contest)| {
        let groups = contest.shown(number, election.id(), credential).into_iter();
        let groups = groups.map(|(group, options)| ShownGroup {
            title: group.map(|group| group.title.clone()),
            options,
        });
        groups.collect()
    });
    groups.collect()
}

/// Whether enough witnesses have seen the lines that were read, and are not far behind the log's `entries` lines.
///
/// Witnesses can be away, and that must not keep anybody from voting. But a board proves that a line is in its log within
/// a second: one that does not, though the manifest asks for witnesses, may show this voter a log that nobody else sees.
async fn watch(follower: &Follower, election: &Election, entries: u64) -> Result<Watch, Trouble> {
    let policy = election.manifest().policy().map_err(|error| unexpected(&error))?;
    if policy.quorum().is_none() {
        return Ok(Watch::Nobody);
    }
    let enough = entries.saturating_sub(BEHIND);
    for look in LOOKS {
        pause(look).await;
        if let Some(inclusion) = follower.inclusion(&policy).await? {
            return Ok(if inclusion.quorum && inclusion.size >= enough {
                Watch::Witnessed
            } else {
                Watch::Behind
            });
        }
    }
    let mut trouble = Trouble::lasting(words!("trouble-unproven"));
    trouble.retryable = true;
    Err(trouble)
}

/// What a board says that does not take a line. What it will not say again must be signed.
fn refused(error: ClientError, election: &Election, line: &Submission) -> Trouble {
    let (key, id) = (&election.manifest().log.key, election.id());
    let evidence = error
        .refusal()
        .filter(|refusal| refusal.verify(key, id, line).is_ok())
        .and_then(|refusal| serde_json::to_string(refusal).ok());
    let mut trouble = Trouble::from(error);
    if evidence.is_none() && !trouble.retryable {
        trouble.message = words!("trouble-unsigned");
    }
    trouble.evidence = evidence;
    trouble
}

pub(super) fn not_entered() -> Trouble {
    Trouble::lasting(words!("trouble-not-entered"))
}

/// What does not happen.
fn unexpected(error: &impl ToString) -> Trouble {
    Trouble::lasting(words!("trouble-unexpected")).because(error)
}

fn no_ballot() -> Trouble {
    Trouble::lasting(words!("trouble-no-ballot"))
}
