//! The people of an election, each with the program and the folder that they would have.

use super::{folder::Folder, pictures, programs::Programs, scenario::Scenario, witness::Witness};
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use ostrakon_crypto::hash::Hash;
use registrar::mailing::{self, CodeRow};
use std::{
    ffi::{OsStr, OsString},
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

const TRUSTEES: usize = 3;
/// The trustees who decrypt; the other one is not needed.
pub(super) const DECRYPTING: [usize; 2] = [1, 3];
/// Seconds after which a trustee stops waiting for the others.
const PATIENCE: u32 = 120;

/// Which election, on which board.
pub(super) struct Place {
    pub(super) board: String,
    pub(super) election: Hash,
}

/// The trustees, each a process with a folder of its own.
pub(super) struct Trustees<'a> {
    pub(super) programs: &'a Programs,
    pub(super) folder: &'a Folder,
}

impl Trustees<'_> {
    /// Makes every trustee's keys.
    pub(super) async fn init(&self) -> Result<((), String)> {
        let mut runs = Vec::new();
        for number in 1..=TRUSTEES {
            // A real trustee's would be long and random; this one lies in a folder next to the key.
            private_file(
                &self.folder.passphrase(number),
                &format!("the demo's trustee {number}\n"),
            )?;
            let name = ["--name".to_owned(), format!("Trustee {number}")];
            runs.push(self.command("init", number, name));
        }
        self.programs.run_all("tally", runs).await?;
        Ok(((), "each in a folder of its own".to_owned()))
    }

    /// Runs the same command for several trustees at once: they wait for each other.
    pub(super) async fn all(&self, command: &str, numbers: &[usize], at: &Place) -> Result<((), String)> {
        let runs = numbers.iter().map(|number| {
            let arguments = [
                "--board".to_owned(),
                at.board.clone(),
                "--election".to_owned(),
                at.election.to_string(),
                "--timeout".to_owned(),
                PATIENCE.to_string(),
            ];
            self.command(command, *number, arguments)
        });
        self.programs.run_all("tally", runs.collect()).await?;
        Ok(((), format!("{} processes", numbers.len())))
    }

    fn command<const N: usize>(
        &self,
        command: &str,
        number: usize,
        arguments: [String; N],
    ) -> (String, Vec<OsString>) {
        let mut all: Vec<OsString> = vec![
            command.into(),
            "--dir".into(),
            self.folder.trustee(number).into(),
            "--passphrase-file".into(),
            self.folder.passphrase(number).into(),
        ];
        all.extend(arguments.map(OsString::from));
        (format!("tally-{command}-{number}"), all)
    }
}

/// The election's official.
pub(super) struct Official<'a> {
    pub(super) programs: &'a Programs,
    pub(super) folder: &'a Folder,
}

impl Official<'_> {
    /// Posts the definition; gives the election's id.
    pub(super) async fn define(
        &self,
        scenario: &Scenario,
        board: &str,
        witnesses: &[Witness],
        pages: Option<&Path>,
    ) -> Result<Hash> {
        let trustees: Vec<PathBuf> = (1..=TRUSTEES)
            .map(|number| self.folder.trustee(number).join("trustee.pub.json"))
            .collect();
        let mut arguments: Vec<OsString> = vec!["new".into()];
        if let Some(file) = scenario.file() {
            arguments.extend(["--from-pabulib".into(), file.into()]);
            arguments.extend(["--threshold".into(), DECRYPTING.len().to_string().into()]);
            for file in trustees {
                arguments.extend(["--trustee".into(), file.into()]);
            }
        } else {
            let definition = self.folder.definition();
            if let Some(folder) = definition.parent() {
                pictures::write(folder)?;
            }
            fs::write(&definition, scenario.definition(now(), &trustees, witnesses))?;
            arguments.push(definition.into());
        }
        if let Some(pages) = pages {
            arguments.extend(["--pages".into(), pages.into()]);
        }
        arguments.extend(["--board".into(), board.into()]);
        arguments.extend(["--dir".into(), self.folder.official().into()]);
        arguments.extend([
            "--token-file".into(),
            self.folder.board().join("admin.token").into(),
        ]);
        arguments.extend([
            "--registrar".into(),
            self.folder.registrar().join("registrar.pub.json").into(),
        ]);
        let printed = self
            .programs
            .run("election-admin", "election-admin-new", arguments)
            .await?;
        Ok(printed.trim().parse()?)
    }

    /// Runs a command that needs nothing but the official's folder.
    pub(super) async fn command(&self, command: &str) -> Result<((), String)> {
        let folder = self.folder.official();
        let arguments: [&OsStr; 3] = [command.as_ref(), "--dir".as_ref(), folder.as_ref()];
        self.programs
            .run("election-admin", &format!("election-admin-{command}"), arguments)
            .await?;
        Ok(((), String::new()))
    }
}

/// The registrar, who knows who may vote, and gives them their codes.
pub(super) struct Registrar<'a> {
    pub(super) programs: &'a Programs,
    pub(super) folder: &'a Folder,
}

impl Registrar<'_> {
    /// Makes the registrar's key.
    pub(super) async fn init(&self) -> Result<((), String)> {
        private_file(&self.folder.registrar_passphrase(), "the demo's registrar\n")?;
        self.run("init", &[]).await?;
        Ok(((), "in a folder of its own".to_owned()))
    }

    /// Gives the voters their codes.
    pub(super) async fn hand_out(&self, scenario: &Scenario, at: &Place) -> Result<(Vec<CodeRow>, String)> {
        let list = self.folder.voters();
        let mut rows = "id,name,weight\n".to_owned();
        for number in 1..=scenario.voters() {
            // Writing to a string does not fail.
            let _ = writeln!(rows, "v{number},Voter {number},{}", scenario.weight(number));
        }
        fs::write(&list, rows)?;
        let (election, codes) = (at.election.to_string(), self.folder.codes());
        self.run(
            "join",
            &[
                "--board".as_ref(),
                at.board.as_ref(),
                "--election".as_ref(),
                election.as_ref(),
            ],
        )
        .await?;
        self.run("import", &[list.as_ref()]).await?;
        self.run("export", &["--output".as_ref(), codes.as_ref()]).await?;
        let codes = mailing::read(&codes).map_err(Failure::from)?;
        let heavier = codes.iter().filter(|row| row.weight > 1).count();
        let remark = match heavier {
            0 => format!("{} voters", codes.len()),
            heavier => format!("{} voters; the ballots of {heavier} count more", codes.len()),
        };
        Ok((codes, remark))
    }

    /// Signs the roll and posts it.
    pub(super) async fn post(&self) -> Result<((), String)> {
        let roll = self.folder.roll();
        self.run("roll", &["--output".as_ref(), roll.as_ref()]).await?;
        self.programs
            .run(
                "election-registrar",
                "election-registrar-post",
                ["post".as_ref(), roll.as_os_str()],
            )
            .await?;
        Ok(((), String::new()))
    }

    async fn run(&self, command: &str, more: &[&OsStr]) -> Result<()> {
        let (folder, passphrase) = (self.folder.registrar(), self.folder.registrar_passphrase());
        let mut arguments: Vec<&OsStr> = vec![
            command.as_ref(),
            "--dir".as_ref(),
            folder.as_ref(),
            "--passphrase-file".as_ref(),
            passphrase.as_ref(),
        ];
        arguments.extend(more);
        self.programs
            .run(
                "election-registrar",
                &format!("election-registrar-{command}"),
                arguments,
            )
            .await?;
        Ok(())
    }
}

fn private_file(path: &Path, text: &str) -> Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| path.display().to_string())?;
    Ok(file.write_all(text.as_bytes())?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the demo reads a clock: an election begins now"
)]
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}
