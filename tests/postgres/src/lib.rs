//! Private PostgreSQL servers for tests: in a temporary folder, on a free port of this machine, gone when dropped.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "this crate is for tests only, and a test stops at the first surprise"
)]

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Command, Output},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Longest time that a standby may take to follow.
const LIMIT: Duration = Duration::from_mins(1);
/// Names the folder of PostgreSQL's programs, where they are not where Debian puts them.
const PROGRAMS: &str = "POSTGRES_BIN";
/// The superuser of a cluster.
const SUPERUSER: &str = "postgres";
/// Who owns the tables of a database of [`Cluster::database`].
const OWNER: &str = "board_owner";
/// Who serves from it.
const SERVER: &str = "bulletin_board";

/// A running server. Stopped when dropped.
#[must_use]
#[derive(Debug)]
pub struct Cluster {
    folder: TempDir,
    port: u16,
}

/// The folder of PostgreSQL's programs, of the newest version that Debian has installed.
fn programs() -> PathBuf {
    if let Some(named) = std::env::var_os(PROGRAMS) {
        return named.into();
    }
    let versions = fs::read_dir("/usr/lib/postgresql").expect(
        "PostgreSQL is needed: `cargo xtask test` installs it, or POSTGRES_BIN names the folder of its programs",
    );
    versions
        .map(|version| version.unwrap().path())
        .max_by_key(|path| {
            path.file_name()
                .and_then(|name| name.to_str()?.parse::<u32>().ok())
        })
        .expect("a version of PostgreSQL")
        .join("bin")
}

/// A program of PostgreSQL. The server refuses to run as the superuser of the machine.
fn program(name: &str) -> Command {
    let path = programs().join(name);
    if !rustix::process::geteuid().is_root() {
        return Command::new(path);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(path);
    command
}

fn run(command: &mut Command) -> Output {
    let output = command.current_dir("/").output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// A folder that the server may write to.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    if rustix::process::geteuid().is_root() {
        run(Command::new("chown").arg("postgres:").arg(folder.path()));
    }
    folder
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

impl Default for Cluster {
    fn default() -> Self {
        Self::start()
    }
}

impl Cluster {
    /// Starts a new server.
    pub fn start() -> Self {
        let cluster = Self {
            folder: folder(),
            port: free_port(),
        };
        run(program("initdb")
            .args([
                "--no-sync",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--username",
            ])
            .arg(SUPERUSER)
            .arg("--pgdata")
            .arg(cluster.data()));
        cluster.resume();
        cluster
    }

    /// Starts a standby that follows this server.
    pub fn standby(&self, name: &str) -> Self {
        let application = format!(" application_name={name}");
        self.base_backup(&["--write-recovery-conf"], &application)
    }

    /// Starts a server of its own on a copy of this one's data as it is now.
    pub fn restored(&self) -> Self {
        self.base_backup(&[], "")
    }

    fn base_backup(&self, options: &[&str], more: &str) -> Self {
        let copy = Self {
            folder: folder(),
            port: free_port(),
        };
        run(program("pg_basebackup")
            .args(["--checkpoint=fast", "--no-sync"])
            .args(options)
            .args(["--dbname", &(self.conninfo() + more)])
            .arg("--pgdata")
            .arg(copy.data()));
        copy.resume();
        copy
    }

    /// Starts the server that was stopped.
    pub fn resume(&self) {
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}",
            self.port,
            self.folder.path().display()
        );
        run(self
            .control()
            .args(["--wait", "--log"])
            .arg(self.folder.path().join("log"))
            .args(["--options", &options, "start"]));
    }

    /// Ends the server as a failing machine would: without warning.
    pub fn crash(&self) {
        run(self.control().args(["--mode=immediate", "--wait", "stop"]));
    }

    /// Ends the server in order: its sessions are cut, what is committed is on the disk.
    pub fn stop(&self) {
        run(self.control().args(["--mode=fast", "--wait", "stop"]));
    }

    /// From now on a commit waits until this standby has it, which must be there.
    pub fn require_replica(&self, name: &str) {
        let setting = format!("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 ({name})'");
        self.execute("postgres", &[&setting, "SELECT pg_reload_conf()"]);
        let start = Instant::now();
        while self.execute("postgres", &["SELECT sync_state FROM pg_stat_replication"]) != "quorum" {
            assert!(
                start.elapsed() < LIMIT,
                "the standby does not come: {}",
                self.log()
            );
        }
    }

    /// Makes this standby the primary.
    pub fn promote(&self) {
        run(self.control().args(["--wait", "promote"]));
    }

    fn control(&self) -> Command {
        let mut command = program("pg_ctl");
        command.arg("--silent").arg("--pgdata").arg(self.data());
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The number of its process, which has started all others of this server.
    pub fn process(&self) -> u32 {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        file.lines().next().unwrap().parse().unwrap()
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    fn conninfo(&self) -> String {
        format!("host=127.0.0.1 port={} user={SUPERUSER}", self.port)
    }

    /// Runs statements as the superuser, each in a transaction of its own, and gives what they print, bare.
    pub fn execute(&self, database: &str, statements: &[&str]) -> String {
        let output = self.try_execute(database, statements);
        output.unwrap_or_else(|error| panic!("{statements:?}: {error}"))
    }

    /// As [`Cluster::execute`].
    ///
    /// # Errors
    /// What the server says if it refuses.
    pub fn try_execute(&self, database: &str, statements: &[&str]) -> Result<String, String> {
        let mut command = program("psql");
        command
            .args([
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
            ])
            .args(["--dbname", &format!("{} dbname={database}", self.conninfo())]);
        for statement in statements {
            command.args(["--command", statement]);
        }
        let output = command.current_dir("/").output().unwrap();
        if output.status.success() {
            Ok(String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
        } else {
            Err(String::from_utf8(output.stderr).unwrap())
        }
    }

    /// Makes a database for a board, with a role that owns it and a role that serves.
    pub fn database(&self, name: &str) {
        for statement in [
            format!("CREATE ROLE {OWNER} LOGIN"),
            format!("CREATE ROLE {SERVER} LOGIN"),
            format!("CREATE DATABASE {name} OWNER {OWNER}"),
        ] {
            self.execute("postgres", &[&statement]);
        }
    }

    /// Address of a database for the role that owns its tables.
    pub fn owner_url(&self, database: &str) -> String {
        self.url(OWNER, database)
    }

    /// Address of a database for the role that serves from it.
    pub fn server_url(&self, database: &str) -> String {
        self.url(SERVER, database)
    }

    /// Address of a database for the superuser.
    pub fn superuser_url(&self, database: &str) -> String {
        self.url(SUPERUSER, database)
    }

    fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may have been stopped.
        let _ = self
            .control()
            .args(["--mode=immediate", "--wait", "stop"])
            .current_dir("/")
            .output();
    }
}
