//! Where an election's log is read: on a board, or on a stick. Neither is believed anything.

use crate::{Place, copy::CopyReader, failure::Failure, stick::Stick};
use bulletin_board_client::{BoardClient, LineStream, Witnessed};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::{election::Election, tlog::Policy};

/// A board, or what was carried from one.
pub(crate) enum Channel {
    Board(BoardClient),
    Stick(Stick),
}

/// Lines of a log.
pub(crate) enum Lines {
    Board(LineStream),
    /// Up to a line.
    Stick(CopyReader, Option<u64>),
    /// None.
    End,
}

impl Lines {
    /// The next line without its newline; none at the end.
    pub(crate) async fn next_line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        match self {
            Self::Board(lines) => Ok(lines.next_line().await?),
            Self::Stick(lines, to) if to.is_none_or(|to| lines.position() < to) => lines.next_line(),
            Self::Stick(..) | Self::End => Ok(None),
        }
    }
}

impl Channel {
    pub(crate) fn open(place: &Place, election: &Hash) -> Result<Self, Failure> {
        match (&place.board, &place.offline) {
            (_, Some(stick)) => Ok(Self::Stick(Stick::open(stick, election)?)),
            (Some(board), None) => Ok(Self::Board(BoardClient::new(board))),
            (None, None) => Err(Failure::defect("neither a board nor a stick is named")),
        }
    }

    /// Lines `from` (included) to `to` (left out; none for all there are).
    pub(crate) async fn lines(&self, election: &Hash, from: u64, to: Option<u64>) -> Result<Lines, Failure> {
        match self {
            Self::Board(board) => Ok(Lines::Board(board.log(election, from, to).await?)),
            // The whole copy would be read to find nothing new.
            Self::Stick(stick) if from >= stick.entries() => Ok(Lines::End),
            Self::Stick(stick) => {
                let mut reader = stick.reader()?;
                reader.skip_to(from)?;
                Ok(Lines::Stick(reader, to))
            }
        }
    }

    /// The newest checkpoint of at least `from` lines that the policy lets pass.
    pub(crate) async fn witnessed(
        &self,
        election: &Hash,
        policy: &Policy,
        from: u64,
    ) -> Result<Option<Witnessed>, Failure> {
        match self {
            Self::Board(board) => Ok(board.witnessed(election, policy, from).await?),
            Self::Stick(stick) => Ok(stick
                .checkpoint()
                .and_then(|note| Witnessed::open(note, policy))
                .filter(|witnessed| witnessed.checkpoint.size >= from)),
        }
    }

    /// Refuses a stick with fewer lines than were seen before. Of a board's lines as many are read.
    pub(crate) fn reaches(&self, seen: u64) -> Result<(), Failure> {
        match self {
            Self::Board(_) => Ok(()),
            Self::Stick(stick) => stick.reaches(seen),
        }
    }

    /// Refuses a stick that says something else about the log than its lines do.
    pub(crate) fn agree(&self, election: &Election) -> Result<(), Failure> {
        match self {
            Self::Board(_) => Ok(()),
            Self::Stick(stick) => stick.agree(election),
        }
    }

    /// Takes a trustee's last message back.
    pub(crate) fn take_back(&self, trustee: &VerifyingKey) -> Result<(), Failure> {
        match self {
            Self::Board(_) => Ok(()),
            Self::Stick(stick) => stick.take_back(trustee),
        }
    }
}
