//! Ostrakon against implementations of the same formats that others wrote: each side makes, the other checks, and
//! what is forged both refuse. The programs of the others are in `tests/interop`.
//!
//! - `tree`: roots, proofs, tiles and entry bundles
//! - `note`: checkpoints and cosignatures
//! - `witness`: witnesses, and logs that ask them

mod note;
mod tree;
mod witness;

use crate::{place, process, setup};
use anyhow::Result;
use serde::{Serialize, de::DeserializeOwned};
use std::process::Command;

/// Compares with all of them.
///
/// # Errors
/// If two disagree, or a program cannot be started.
pub(crate) fn run() -> Result<()> {
    tree::run()?;
    note::run()?;
    witness::run()
}

/// Who else implements the formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Peer {
    /// Go's packages below `golang.org/x/mod/sumdb`.
    Go,
    /// The Python packages aics-tlog and aics-witness.
    Aics,
}

impl Peer {
    const ALL: [Self; 2] = [Self::Go, Self::Aics];

    const fn name(self) -> &'static str {
        match self {
            Self::Go => "Go's sumdb",
            Self::Aics => "aics-tlog",
        }
    }

    /// Gives what we made to the peer's program for a topic, which checks it, and takes what it made.
    fn exchange<O: Serialize, T: DeserializeOwned>(self, topic: &str, ours: &O) -> Result<T> {
        let folder = place::root().join("tests/interop");
        let mut command = match self {
            Self::Go => {
                let mut go = Command::new(setup::go::ensure()?);
                go.env("GO111MODULE", "off")
                    .env("GOPATH", setup::go::LIBRARIES)
                    .arg("run")
                    .arg(folder.join(format!("{topic}.go")));
                go
            }
            Self::Aics => {
                let mut python = Command::new(setup::aics::ensure()?);
                python.arg(folder.join(format!("{topic}.py")));
                python
            }
        };
        let answer = process::exchange(&mut command, &serde_json::to_string(ours)?)?;
        Ok(serde_json::from_str(&answer)?)
    }
}
