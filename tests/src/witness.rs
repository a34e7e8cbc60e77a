//! A real witness, as a process of its own.

use crate::programs::program;
use ostrakon_record::tlog::{VerifierKey, policy};
use rustix::process::Pid;
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
};

/// A running witness. Killed when dropped.
pub struct Witness {
    process: Child,
    folder: PathBuf,
    name: String,
    more: &'static [&'static str],
    address: String,
    key: VerifierKey,
}

impl Witness {
    /// Starts a witness of this name in this folder, on a free port. It follows the logs of which it was told there.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn start(folder: &Path, name: &str) -> Self {
        Self::start_with(folder, name, &[])
    }

    /// Starts a witness with more arguments.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn start_with(folder: &Path, name: &str, more: &'static [&'static str]) -> Self {
        Self::start_at(folder, name, more, "127.0.0.1:0")
    }

    fn start_at(folder: &Path, name: &str, more: &'static [&'static str], listen: &str) -> Self {
        Self::from_command(
            Command::new(program("bulletin-board")),
            folder,
            name,
            more,
            listen,
        )
    }

    /// Starts a witness with this program, prepared as wished, and with these arguments.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn from_command(
        mut program: Command,
        folder: &Path,
        name: &str,
        more: &'static [&'static str],
        listen: &str,
    ) -> Self {
        fs::create_dir_all(folder).unwrap();
        let append = |file: &str| {
            let mut options = File::options();
            options.create(true).append(true).open(folder.join(file)).unwrap()
        };
        append("logs.txt");
        let mut process = program
            .args(["witness", "--name", name, "--listen", listen, "--dir"])
            .arg(folder.join("state"))
            .arg("--logs")
            .arg(folder.join("logs.txt"))
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(append("stderr.log"))
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (Some(Ok(key)), Some(Ok(address))) = (lines.next(), lines.next()) else {
            let status = process.wait().unwrap();
            let said = fs::read_to_string(folder.join("stderr.log")).unwrap();
            panic!("the witness ended with {status}: {said}");
        };
        Self {
            process,
            folder: folder.to_owned(),
            name: name.to_owned(),
            more,
            address: address.strip_prefix("listening on ").unwrap().to_owned(),
            key: key.parse().unwrap(),
        }
    }

    /// Its address, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its key.
    #[must_use]
    pub const fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// Its key and state.
    #[must_use]
    pub fn state(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// As a policy names it.
    #[must_use]
    pub fn in_policy(&self) -> policy::Witness {
        policy::Witness {
            name: self.name.replace('/', "-"),
            key: self.key.clone(),
            address: Some(self.address.clone()),
        }
    }

    /// Tells it to follow a log.
    ///
    /// # Panics
    /// If its file cannot be written.
    pub fn follow(&self, log: &VerifierKey) {
        let list = File::options().append(true).open(self.folder.join("logs.txt"));
        writeln!(list.unwrap(), "# a log\n{log}\n").unwrap();
    }

    /// How it has ended, if it has.
    ///
    /// # Panics
    /// If the system does not tell.
    pub fn end(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().unwrap()
    }

    /// The process's number.
    ///
    /// # Panics
    /// Never.
    #[must_use]
    pub fn process(&self) -> Pid {
        Pid::from_raw(self.process.id().try_into().unwrap()).unwrap()
    }

    /// Ends it without warning.
    ///
    /// # Panics
    /// If it was not ours.
    pub fn kill(&mut self) {
        // It may have ended.
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }

    /// Kills it, and starts it again at the same address.
    #[must_use]
    pub fn restarted(self) -> Self {
        self.restarted_with(Command::new(program("bulletin-board")))
    }

    /// Kills it, and starts it again with this program.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn restarted_with(mut self, program: Command) -> Self {
        self.kill();
        let listen = self.address.strip_prefix("http://").unwrap();
        Self::from_command(program, &self.folder, &self.name, self.more, listen)
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
