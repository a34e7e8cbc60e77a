//! The command line, and the settings of a board.
//!
//! - [`settings`]: settings from a file, the environment and flags

mod settings;

pub(crate) use settings::{Folder, LogFormat, ServeConfig, Settings};

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// Keeps the public logs of elections, and serves them and the voters' pages.
#[derive(Parser)]
#[command(name = "bulletin-board", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the board
    #[command(
        after_help = "Prints `listening on http://ADDRESS` on standard output when it is ready; its own log goes to \
        standard error (RUST_LOG sets how much). Elections are created with the token in DIR/admin.token. Ends cleanly \
        on SIGTERM and Ctrl-C; exits with 2 if it cannot serve.\n\n\
        Every option may also stand in the configuration file, under its name without the dashes; a variable of the \
        environment counts more than the file, and an option more than both."
    )]
    Serve(Settings),
    /// Witness logs: cosign their checkpoints as long as they only grow
    #[command(
        after_help = "Prints its key (a vkey, for policies) and `listening on http://ADDRESS` on standard output when \
        it is ready. The key is made on the first start and stays in DIR/witness.key, or DIR/witness-ml-dsa-44.key: keep \
        it to yourself, and start from no copy of DIR, because an older one has forgotten what was cosigned. Files are read again when a log \
        asks that was not in them. Ends cleanly on SIGTERM and Ctrl-C; exits with 2 if it cannot serve."
    )]
    Witness(WitnessConfig),
    /// Prepare a PostgreSQL database, or bring it to this version
    #[command(
        after_help = "Connects as the role that is to own the tables, makes or changes them, and gives the server's role \
        the right to read and to append, and no other. Passwords are read from ~/.pgpass, or the file that PGPASSFILE \
        names. Exits with 2 if it cannot."
    )]
    Migrate(MigrateConfig),
    /// Check everything that a board needs
    #[command(
        after_help = "Changes nothing; a board may be serving meanwhile. Exits with 0 if all is well, warnings apart; with 1 \
        if something is wrong; with 2 if something could not be found out."
    )]
    Doctor {
        #[command(flatten)]
        settings: Settings,
        /// Print the findings as JSON
        #[arg(long)]
        json: bool,
    },
    /// Copy the logs into a new folder, while the board may go on serving
    #[command(
        after_help = "The copy is read back and checked. Only the embedded database is copied like this: PostgreSQL has \
        pg_basebackup and pg_dump. Without board.key no log can go on: keep one copy of it, offline."
    )]
    Backup {
        #[command(flatten)]
        folder: Folder,
        /// Folder to make
        #[arg(value_name = "TARGET")]
        target: PathBuf,
        /// Copy board.key and admin.token, too
        #[arg(long = "with-keys")]
        keys: bool,
    },
    /// Make a data folder out of a backup
    #[command(
        after_help = "A board that serves the folder takes no lines until `bulletin-board resume`: it lacks what was \
        acknowledged after the backup. A PostgreSQL database is restored by its own programs; afterwards run this with \
        --database-url and without BACKUP, in the data folder of each server."
    )]
    Restore {
        #[command(flatten)]
        folder: Folder,
        /// Folder that `bulletin-board backup` has made
        #[arg(value_name = "BACKUP")]
        backup: Option<PathBuf>,
    },
    /// Let a restored board take lines again
    #[command(
        after_help = "Lines that a copy has and the backup lacks are checked and appended. A copy with another line in the \
        place of one of ours is a fork: nothing goes on, and everybody should see both."
    )]
    Resume {
        #[command(flatten)]
        folder: Folder,
        /// An observer's or a mirror's record.jsonl; give all that can be found
        #[arg(long = "copy", value_name = "FILE")]
        copies: Vec<PathBuf>,
        /// Go on with logs of which no copy was given: nobody has more than the backup
        #[arg(long)]
        no_newer_copy: bool,
    },
    /// Print the description of the HTTP interface (OpenAPI)
    #[command(after_help = "A board shows it at /api/v1/openapi.json.")]
    Openapi,
}

/// What to prepare.
#[derive(Args)]
pub(crate) struct MigrateConfig {
    /// Address of the database for the role that owns its tables; several, with commas, of which one is no replica
    #[arg(
        long,
        value_name = "URL",
        env = "OSTRAKON_OWNER_DATABASE_URL",
        hide_env_values = true,
        value_delimiter = ',',
        required = true
    )]
    pub(crate) database_url: Vec<String>,
    /// Role of the servers
    #[arg(long, value_name = "ROLE", default_value = "bulletin_board")]
    pub(crate) server_role: String,
}

/// How to witness.
#[derive(Args)]
pub(crate) struct WitnessConfig {
    /// Folder for key and state
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8081")]
    pub(crate) listen: SocketAddr,
    /// Name of the witness's key, such as witness.example.org/town
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Cosign with an ML-DSA-44 key, whose signatures quantum computers cannot forge, instead of an Ed25519 key
    #[arg(long)]
    pub(crate) ml_dsa_44: bool,
    /// File with the vkeys of logs to follow, one a line; `#` begins a comment; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) logs: Vec<PathBuf>,
    /// File that begins with line 0 of an election's log, to follow that log; may be repeated
    #[arg(long = "manifest", value_name = "FILE")]
    pub(crate) manifests: Vec<PathBuf>,
}
