//! The command line.

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
        on SIGTERM and Ctrl-C; exits with 2 if it cannot serve."
    )]
    Serve(ServeConfig),
}

/// How to serve.
#[derive(Args)]
pub(crate) struct ServeConfig {
    /// Folder for database, key and token
    #[arg(long, value_name = "DIR", env = "OSTRAKON_DATA_DIR")]
    pub(crate) data_dir: PathBuf,
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
}
