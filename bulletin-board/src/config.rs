//! The command line.

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf, time::Duration};

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
        on SIGTERM and Ctrl-C; exits with 2 if it cannot serve."
    )]
    Serve(ServeConfig),
    /// Witness logs: cosign their checkpoints as long as they only grow
    #[command(
        after_help = "Prints its key (a vkey, for policies) and `listening on http://ADDRESS` on standard output when \
        it is ready. The key is made on the first start and stays in DIR/witness.key: keep it to yourself, and start \
        from no copy of DIR, because an older one has forgotten what was cosigned. Files are read again when a log \
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
    /// File with the vkeys of logs to follow, one a line; `#` begins a comment; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) logs: Vec<PathBuf>,
    /// File that begins with line 0 of an election's log, to follow that log; may be repeated
    #[arg(long = "manifest", value_name = "FILE")]
    pub(crate) manifests: Vec<PathBuf>,
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

/// How to serve.
#[derive(Args)]
pub(crate) struct ServeConfig {
    /// Folder for database, key and token
    #[arg(long, value_name = "DIR", env = "OSTRAKON_DATA_DIR")]
    pub(crate) data_dir: PathBuf,
    /// PostgreSQL database instead of a file in DIR; several addresses, with commas, of which one is no replica
    #[arg(
        long,
        value_name = "URL",
        env = "OSTRAKON_DATABASE_URL",
        hide_env_values = true,
        value_delimiter = ','
    )]
    pub(crate) database_url: Vec<String>,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDR",
        env = "OSTRAKON_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    pub(crate) listen: SocketAddr,
    /// First part of the names of this board's logs: its host name
    #[arg(long, value_name = "NAME", env = "OSTRAKON_NAME", default_value = "localhost")]
    pub(crate) name: String,
    /// Folder with the voters' pages, as built by `cargo xtask web`
    #[arg(long, value_name = "DIR", env = "OSTRAKON_WEB")]
    pub(crate) web: Option<PathBuf>,
    /// Lines that one address may post in a second, on average
    #[arg(
        long,
        value_name = "N",
        env = "OSTRAKON_LIMIT",
        default_value_t = 500,
        value_parser = clap::value_parser!(u32).range(1..)
    )]
    pub(crate) limit_per_second: u32,
    /// Seconds between two checkpoints of a log that grows
    #[arg(
        long,
        value_name = "SECONDS",
        env = "OSTRAKON_CHECKPOINT_INTERVAL",
        default_value = "1",
        value_parser = interval
    )]
    pub(crate) checkpoint_interval: Duration,
}

/// From a hundredth of a second to an hour.
fn interval(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    if (0.01..=3600.0).contains(&seconds) {
        Ok(Duration::from_secs_f64(seconds))
    } else {
        Err("not between 0.01 and 3600 seconds".to_owned())
    }
}
