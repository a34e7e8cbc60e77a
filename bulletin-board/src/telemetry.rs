//! The program's own log: never a voter's identity, credential, address or ballot.

use tracing_subscriber::EnvFilter;

/// Writes to standard error; `RUST_LOG` sets how much.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
