//! The program's own log: never a voter's identity, credential, address or ballot.

use crate::config::LogFormat;
use std::io::{self, IsTerminal as _};
use tracing::{Level, Metadata, level_filters::LevelFilter};
use tracing_subscriber::{
    EnvFilter, Layer as _, filter::filter_fn, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// Writes to standard error; `RUST_LOG` sets how much.
pub(crate) fn start(format: LogFormat) {
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .from_env_lossy();
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(filter_fn(is_discreet)))
        .with(filter)
        .init();
}

/// Libraries may name addresses, paths and headers in what they say below a warning, whatever `RUST_LOG` asks for.
fn is_discreet(event: &Metadata<'_>) -> bool {
    event.target().starts_with(env!("CARGO_CRATE_NAME")) || *event.level() <= Level::WARN
}
