//! One voter in one election.

use crate::{
    message::{BoothView, ReceiptView, SealedView, Trouble, VoterView},
    text,
};
use bulletin_board_client::{BoardClient, ClientError, FollowError, Follower, follow::BallotProofs};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
};
use ostrakon_record::{
    booth::{NextBallot, Sealed},
    election::{Election, Phase},
    entry::Submission,
    tracker::BallotTracker,
};
use rand_core::OsRng;

/// Everything that the worker knows. Choices and randomness of a ballot are never kept.
pub(crate) struct Booth {
    board: BoardClient,
    follower: Option<Follower>,
    key: Option<CredentialKey>,
    next: NextBallot,
    sealed: Option<Sealed>,
    cast: Option<(BallotTracker, Submission)>,
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        let message = match &error {
            // What a browser says about it is a stack trace.
            ClientError::Unreachable { .. } => text::UNREACHABLE.to_owned(),
            other => text::sentences(&other.to_string(), other.hint()),
        };
        Self {
            message,
            retryable: error.is_retryable(),
        }
    }
}

impl From<FollowError> for Trouble {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Client(error) => error.into(),
            other => Self::lasting(text::sentences(&other.to_string(), other.hint())),
        }
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
        }
    }

    pub(super) fn forget(&mut self) {
        self.key = None;
        self.sealed = None;
        self.cast = None;
        self.next = NextBallot::FIRST;
    }

    fn election(&self) -> Result<&Election, Trouble> {
        self.follower
            .as_ref()
            .and_then(Follower::election)
            .ok_or_else(|| Trouble::lasting("No election has been entered. Reload the page."))
    }

    /// Reads the log up to the opening and checks every line of it: the keys, the roll, the rules.
    pub(super) async fn enter(&mut self, id: &Hash) -> Result<BoothView, Trouble> {
        self.forget();
        let summary = self.board.summary(id).await?;
        let end = summary
            .opened_at
            .map_or(summary.entries, |opened| opened.saturating_add(1));
        let mut follower = Follower::new(self.board.clone(), *id, BallotProofs::Check);
        let election = follower.update(Some(end)).await?;
        let manifest = election.manifest();
        let view = BoothView {
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
        };
        self.follower = Some(follower);
        Ok(view)
    }

    pub(super) async fn identify(&mut self, code: &str) -> Result<VoterView, Trouble> {
        let code = VoterCode::parse(code)
            .map_err(|error| Trouble::lasting(text::sentences(&error.to_string(), text::CHECK_CODE)))?;
        let election = self.election()?;
        let key = CredentialKey::derive(&election.manifest().nonce, &code);
        let weight = election.weight(&key.credential()).ok_or_else(|| {
            Trouble::lasting(
                "This code is not on the roll of this election. Is it the code for this election?",
            )
        })?;
        let status = self.board.credential(election.id(), &key.credential()).await?;
        let view = VoterView {
            weight,
            voted_at: status.last.map(|last| last.seq),
            may_vote: status.last.is_none() || election.manifest().revoting,
        };
        self.next = status.last.map_or(NextBallot::FIRST, |last| {
            NextBallot::after(last.sequence, &last.tracker)
        });
        self.key = Some(key);
        Ok(view)
    }

    pub(super) fn seal(&mut self, choices: &[Vec<u32>]) -> Result<SealedView, Trouble> {
        let election = self.election()?;
        let key = self
            .key
            .as_ref()
            .ok_or_else(|| Trouble::lasting("No voter code has been entered. Follow your link again."))?;
        let parameters = election
            .voting_parameters()
            .ok_or_else(|| Trouble::lasting("Voting has not been opened yet."))?;
        let sealed = Sealed::seal(election.style(), &parameters, key, self.next, choices, &mut OsRng)
            .map_err(Trouble::lasting)?;
        let tracker = sealed.tracker().to_string();
        self.cast = None;
        self.sealed = Some(sealed);
        Ok(SealedView { tracker })
    }

    /// Posts the ballot, and believes nothing but a receipt that is signed by the log's key for this very ballot.
    pub(super) async fn cast(&mut self) -> Result<ReceiptView, Trouble> {
        if let Some(sealed) = self.sealed.take() {
            let key = self
                .key
                .as_ref()
                .ok_or_else(|| Trouble::lasting("No voter code has been entered. Follow your link again."))?;
            self.cast = Some((*sealed.tracker(), sealed.cast(key, &mut OsRng)));
        }
        let (tracker, line) = self
            .cast
            .as_ref()
            .ok_or_else(|| Trouble::lasting("No ballot has been sealed. Reload the page."))?;
        let election = self.election()?;
        let receipt = self.board.post(election.id(), line).await?.receipt;
        let signed = receipt.verify(&election.manifest().log.key).is_ok();
        if !signed || receipt.election != *election.id() || receipt.body != *tracker.hash() {
            return Err(Trouble::lasting(
                "The board’s receipt is not for this ballot. Note your tracker and tell the election’s authority.",
            ));
        }
        let text = serde_json::to_string(&receipt).map_err(Trouble::lasting)?;
        Ok(ReceiptView {
            tracker: tracker.to_string(),
            seq: receipt.seq,
            receipt: text,
        })
    }
}
