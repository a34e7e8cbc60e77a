//! One voter in one election.

use crate::{
    message::{BoothView, ReceiptView, Request, Response, SealedView, Trouble, VoterView},
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
    verify::{Anchors, Expectations, Report, Verifier},
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
            other => format!("{other} ({})", other.hint()),
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
            other => Self {
                message: format!("{other} ({})", other.hint()),
                retryable: false,
            },
        }
    }
}

fn trouble(message: impl ToString) -> Trouble {
    Trouble {
        message: message.to_string(),
        retryable: false,
    }
}

impl Booth {
    pub(crate) const fn new(board: BoardClient) -> Self {
        Self {
            board,
            follower: None,
            key: None,
            next: NextBallot::FIRST,
            sealed: None,
            cast: None,
        }
    }

    pub(crate) async fn answer(&mut self, request: Request) -> Result<Response, Trouble> {
        Ok(match request {
            Request::Elections => Response::Elections(self.board.elections().await?),
            Request::Summary(election) => Response::Summary(self.board.summary(&election).await?),
            Request::Enter(election) => Response::Entered(self.enter(&election).await?),
            Request::Identify(code) => Response::Identified(self.identify(&code).await?),
            Request::Seal(choices) => Response::Sealed(self.seal(&choices)?),
            Request::Cast => Response::Cast(self.cast().await?),
            Request::Forget => {
                self.forget();
                Response::Forgotten
            }
            Request::Verify(election) => Response::Verified(Box::new(self.verify(&election).await?)),
        })
    }

    fn forget(&mut self) {
        self.key = None;
        self.sealed = None;
        self.cast = None;
        self.next = NextBallot::FIRST;
    }

    fn election(&self) -> Result<&Election, Trouble> {
        self.follower
            .as_ref()
            .and_then(Follower::election)
            .ok_or_else(|| trouble("no election has been entered"))
    }

    /// Reads the log up to the opening and checks every line of it: the keys, the roll, the rules.
    async fn enter(&mut self, id: &Hash) -> Result<BoothView, Trouble> {
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

    async fn identify(&mut self, text: &str) -> Result<VoterView, Trouble> {
        let code = VoterCode::parse(text).map_err(trouble)?;
        let election = self.election()?;
        let key = CredentialKey::derive(&election.manifest().nonce, &code);
        election.weight(&key.credential()).ok_or_else(|| {
            trouble("this code is not on the roll of this election: is it the code for this election?")
        })?;
        let status = self.board.credential(election.id(), &key.credential()).await?;
        let view = VoterView {
            voted_at: status.last.map(|last| last.seq),
            may_vote: status.last.is_none() || election.manifest().revoting,
        };
        self.next = status.last.map_or(NextBallot::FIRST, |last| {
            NextBallot::after(last.sequence, &last.tracker)
        });
        self.key = Some(key);
        Ok(view)
    }

    fn seal(&mut self, choices: &[Vec<u32>]) -> Result<SealedView, Trouble> {
        let election = self.election()?;
        let key = self
            .key
            .as_ref()
            .ok_or_else(|| trouble("no voter code has been entered"))?;
        let parameters = election
            .voting_parameters()
            .ok_or_else(|| trouble("voting has not been opened yet"))?;
        let sealed = Sealed::seal(election.style(), &parameters, key, self.next, choices, &mut OsRng)
            .map_err(trouble)?;
        let tracker = sealed.tracker().to_string();
        self.cast = None;
        self.sealed = Some(sealed);
        Ok(SealedView { tracker })
    }

    /// Posts the ballot, and believes nothing but a receipt that is signed by the log's key for this very ballot.
    async fn cast(&mut self) -> Result<ReceiptView, Trouble> {
        if let Some(sealed) = self.sealed.take() {
            let key = self
                .key
                .as_ref()
                .ok_or_else(|| trouble("no voter code has been entered"))?;
            self.cast = Some((*sealed.tracker(), sealed.cast(key, &mut OsRng)));
        }
        let (tracker, line) = self
            .cast
            .as_ref()
            .ok_or_else(|| trouble("no ballot has been sealed"))?;
        let election = self.election()?;
        let receipt = self.board.post(election.id(), line).await?.receipt;
        let signed = receipt.verify(&election.manifest().log.key).is_ok();
        if !signed || receipt.election != *election.id() || receipt.body != *tracker.hash() {
            return Err(trouble(
                "the board's receipt is not for this ballot: tell the election's authority",
            ));
        }
        let text = serde_json::to_string(&receipt).map_err(trouble)?;
        Ok(ReceiptView {
            tracker: tracker.to_string(),
            seq: receipt.seq,
            receipt: text,
        })
    }

    async fn verify(&self, id: &Hash) -> Result<Report, Trouble> {
        let anchors = Anchors {
            election: Some(*id),
            ..Anchors::default()
        };
        let mut verifier = Verifier::new(Expectations {
            anchors,
            ..Expectations::default()
        });
        let mut lines = self.board.log(id, 0, None).await?;
        while let Some(line) = lines.next_line().await? {
            verifier.line(&line, &mut OsRng);
        }
        Ok(verifier.finish(&mut OsRng))
    }
}
