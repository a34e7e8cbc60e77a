//! The machine with the network, which has no key: it brings the log to the stick and the trustees' messages to the board.
//!
//! It is asked for nothing that the machine with the key does not verify itself.

use crate::{
    CarryArguments,
    copy::{CopyReader, CopyWriter, Extent},
    failure::Failure,
    files,
    message::Message,
    output::{self, Waiting},
    stick::{self, Contents, Stick},
};
use bulletin_board_client::{BoardClient, ClientError, LineStream, Reading, Witnessed, follow::BallotProofs};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::{Election, Phase},
    entry::{Entry, Submission},
    receipt::Receipt,
};
use std::path::{Path, PathBuf};

pub(crate) async fn run(arguments: &CarryArguments) -> Result<(), Failure> {
    let mut carrier = Carrier::open(arguments)?;
    let before = carrier.reading.entries();
    carrier.fetch().await?;
    let title = output::printable(carrier.election()?.manifest().title.pick("en"));
    carrier
        .waiting
        .note(&format!("{title}\nelection {}", arguments.election));
    let mut failures = Vec::new();
    let mut posted = Vec::new();
    for path in stick::messages(&carrier.folder)? {
        match carrier.post(&path).await {
            Ok((line, receipt)) => posted.push((path, line, receipt)),
            Err(failure) => failures.push(failure),
        }
    }
    if !posted.is_empty() {
        carrier.fetch().await?;
    }
    for (path, line, receipt) in posted {
        carrier.confirm(&path, &line, &receipt)?;
    }
    failures.extend(carrier.see_closed().await.err());
    let (entries, phase) = (carrier.reading.entries(), carrier.election()?.phase());
    carrier.waiting.note(&format!(
        "{entries} lines of the log are on the stick, {} of them new; the election is {phase}",
        entries.saturating_sub(before)
    ));
    let mut failures = failures.into_iter();
    let first = failures.next();
    for failure in failures {
        carrier.waiting.note(&format!("error: {failure}"));
    }
    first.map_or(Ok(()), Err)?;
    carrier
        .waiting
        .note("next: take the stick to the machine with the key.");
    Ok(())
}

/// One election's folder on a stick, and the board that it is on.
struct Carrier {
    board: BoardClient,
    id: Hash,
    folder: PathBuf,
    reading: Reading,
    /// Length in bytes of the copy of the log.
    length: u64,
    checkpoint: Option<String>,
    waiting: Waiting,
}

impl Carrier {
    /// Reads what is on the stick.
    fn open(arguments: &CarryArguments) -> Result<Self, Failure> {
        let id = arguments.election;
        // A stick that is not there is not to become a folder of this machine.
        if !arguments.stick.is_dir() {
            return Err(Failure::unknown(
                format!("{} is no folder", arguments.stick.display()),
                "is the stick plugged in?",
            ));
        }
        let mut carrier = Self {
            board: BoardClient::new(&arguments.board),
            id,
            folder: stick::folder(&arguments.stick, &id),
            // Ballots are verified by the machine with the key.
            reading: Reading::new(id, BallotProofs::Skip),
            length: 0,
            checkpoint: None,
            waiting: Waiting::for_seconds(arguments.timeout),
        };
        if let Some(stick) = Stick::find(&arguments.stick, &id)? {
            let mut reader = stick.reader()?;
            while let Some(line) = reader.next_line()? {
                carrier.reading.take(&line)?;
            }
            carrier.length = reader.length();
            carrier.checkpoint = stick.checkpoint().map(str::to_owned);
        }
        Ok(carrier)
    }

    fn election(&self) -> Result<&Election, Failure> {
        let empty = || Failure::unknown("the log is empty", "is it the right board and election id?");
        self.reading.election().ok_or_else(empty)
    }

    /// Copies the lines that are missing, and says on the stick what is there.
    async fn fetch(&mut self) -> Result<(), Failure> {
        let mut lines = self.following_lines().await?;
        files::make_folder(&self.folder)?;
        let mut writer = CopyWriter::open(&stick::log(&self.folder), self.length)?;
        let copied = self.copy(&mut lines, &mut writer).await;
        writer.finish()?;
        self.describe()?;
        copied
    }

    /// The board's lines behind those on the stick. From the stick's last line on, so that a board with another history is
    /// found out even if it has nothing new.
    async fn following_lines(&self) -> Result<LineStream, Failure> {
        let Some(last) = self.reading.entries().checked_sub(1) else {
            return Ok(self.board.log(&self.id, 0, None).await?);
        };
        let other = || {
            Failure::wrong(
                format!(
                    "the board does not have line {last} of the log as it is on the stick ({})",
                    self.folder.display()
                ),
                "do nothing more in this election: the board hides something, or was restored from an old copy. Keep the \
                 stick, and tell the election official and the other trustees",
            )
        };
        let mut lines = match self.board.log(&self.id, last, None).await {
            Err(ClientError::Refused { status: 400, .. }) => return Err(other()),
            lines => lines?,
        };
        match lines.next_line().await? {
            Some(line) if Hash::of(&line) == *self.election()?.head() => Ok(lines),
            _ => Err(other()),
        }
    }

    async fn copy(&mut self, lines: &mut LineStream, writer: &mut CopyWriter) -> Result<(), Failure> {
        while let Some(line) = lines.next_line().await? {
            self.reading.take(&line)?;
            writer.line(&line)?;
            let length = u64::try_from(line.len()).map_err(Failure::defect)?;
            self.length = self.length.saturating_add(length).saturating_add(1);
        }
        Ok(())
    }

    fn describe(&self) -> Result<(), Failure> {
        let Some(election) = self.reading.election() else {
            return Ok(());
        };
        stick::describe(&self.folder, &Contents::of(election, self.checkpoint.clone()))
    }

    /// The copy of the log, from a line on.
    fn copied(&self, from: u64) -> Result<CopyReader, Failure> {
        let election = self.election()?;
        let extent = Extent {
            election: self.id,
            entries: election.entries(),
            head: *election.head(),
        };
        let mut reader = CopyReader::open(&stick::log(&self.folder), extent)?;
        reader.skip_to(from)?;
        Ok(reader)
    }

    /// Posts what is in a file, if it is what it says that it is.
    async fn post(&self, path: &Path) -> Result<(Submission, Receipt), Failure> {
        let refused = |what: &str| {
            Failure::wrong(
                format!("{}: {what}", path.display()),
                "nothing was posted. Take the stick to the machine with the key, and run the command there again: it writes \
                 the same message, or the one that fits now. If it says the same next time, tell the election official",
            )
        };
        let bytes = stick::read_short(path)?.unwrap_or_default();
        let message = Message::parse(&bytes).map_err(|what| refused(&what))?;
        let line = message.open(&self.id).map_err(|what| refused(&what))?;
        if !self.is_trustee(&message)? {
            return Err(refused("it is by nobody who is a trustee of this election"));
        }
        let (entries, head) = message.seen();
        let seen = self.copied(entries)?;
        if (seen.position(), seen.last()) != (entries, head) {
            return Err(refused(
                "it was written to another log than the board's: on the machine with the key the log had other lines",
            ));
        }
        match self.board.post(&self.id, &line).await {
            Ok(posted) => Ok((line, posted.receipt)),
            Err(error) if error.is_retryable() => Err(error.into()),
            Err(error) => Err(refused(&output::printable(&error.to_string()))),
        }
    }

    /// Whether a message names somebody who holds the key, has held it, or is to receive it.
    fn is_trustee(&self, message: &Message) -> Result<bool, Failure> {
        let (election, key) = (self.election()?, message.trustee());
        let joining = || {
            election
                .running_refresh()
                .and_then(|refresh| refresh.index_of(key))
        };
        Ok(election.index_of(key).or_else(joining).is_some() || election.is_former(key))
    }

    /// Removes a message from the stick once it is in the log there.
    fn confirm(&mut self, path: &Path, line: &Submission, receipt: &Receipt) -> Result<(), Failure> {
        let found = self.copied(receipt.seq)?.next_line()?;
        let entry = found.and_then(|line| Entry::parse(&line).ok());
        if entry.is_none_or(|entry| entry.submission() != line) {
            return Err(Failure::wrong(
                format!(
                    "the board says that {} is line {}, and has another line there",
                    path.display(),
                    receipt.seq
                ),
                "do not trust this board: keep the stick, and tell the election official and the other trustees",
            ));
        }
        stick::remove(path)?;
        self.waiting.note(&format!(
            "{} of {} is in the log, line {}",
            line.kind(),
            line.signer(),
            receipt.seq
        ));
        Ok(())
    }

    /// Waits until the witnesses have seen the closed ballot box: without that no trustee decrypts.
    async fn see_closed(&mut self) -> Result<(), Failure> {
        let election = self.election()?;
        let (Some(closed), Phase::Intent | Phase::Decryption) = (election.close_position(), election.phase())
        else {
            return Ok(());
        };
        let policy = election.manifest().policy().map_err(|error| {
            Failure::wrong(
                format!("the manifest's witness policy: {error}"),
                "tell the election official and the other trustees",
            )
        })?;
        let Some(quorum) = policy.quorum() else {
            return Ok(());
        };
        let from = closed.saturating_add(1);
        if self
            .checkpoint
            .as_deref()
            .is_some_and(|note| Witnessed::open(note, &policy).is_some())
        {
            return Ok(());
        }
        let message = format!("waiting for the witnesses {quorum:?} to cosign the closed ballot box");
        let witnessed = loop {
            match self.board.witnessed(&self.id, &policy, from).await? {
                Some(witnessed) => break witnessed,
                None => self.waiting.pause(&message).await?,
            }
        };
        if witnessed.checkpoint.size > self.reading.entries() {
            self.fetch().await?;
        }
        self.checkpoint = Some(witnessed.note);
        self.describe()
    }
}
