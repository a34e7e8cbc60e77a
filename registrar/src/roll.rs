//! The signed public roll, in a file that anybody may post: a line that names the election, then the lines of the log.

use admin_cli::Failure;
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use ostrakon_record::{
    body::{Body, RollPart, RollSeal},
    entry::{Signer, Submission},
    manifest::Manifest,
    roll::{PART_LIMIT, RollTotals, Voter},
};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// First line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    election: Hash,
    board: String,
}

/// A signed roll.
#[derive(Debug)]
pub struct SignedRoll {
    /// Whose.
    pub election: Hash,
    /// Address of the board.
    pub board: String,
    /// The parts.
    pub parts: Vec<Submission>,
    /// The seal.
    pub seal: Submission,
}

impl SignedRoll {
    /// Signs a sorted roll.
    ///
    /// # Errors
    /// If the board would not take it.
    pub fn sign(
        key: &SigningKey,
        election: Hash,
        board: &str,
        manifest: &Manifest,
        roll: &[Voter],
    ) -> Result<Self, Failure> {
        let totals = totals(manifest, roll)?;
        let parts = (1u32..)
            .zip(roll.chunks(PART_LIMIT))
            .map(|(part, voters)| {
                let voters = voters.to_vec();
                Submission::sign(
                    key,
                    Signer::Registrar,
                    &election,
                    Body::RollPart(RollPart { part, voters }),
                )
            })
            .collect();
        let seal = Body::RollSeal(RollSeal {
            count: totals.count,
            weight: totals.weight,
            digest: totals.digest(),
        });
        Ok(Self {
            election,
            board: board.to_owned(),
            parts,
            seal: Submission::sign(key, Signer::Registrar, &election, seal),
        })
    }

    /// The file's text.
    ///
    /// # Errors
    /// Never for what can be JSON.
    pub fn encode(&self) -> Result<String, Failure> {
        let head = Head {
            election: self.election,
            board: self.board.clone(),
        };
        let head = serde_json::to_string(&head)
            .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))?;
        let lines = self.parts.iter().chain([&self.seal]).map(Submission::encode);
        let lines: Vec<String> = [head].into_iter().chain(lines).collect();
        Ok(lines.join("\n") + "\n")
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// If it cannot be read or is something else.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let hint = "name a file that `election-registrar roll` wrote";
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
        let wrong = |line: usize, reason: String| {
            Failure::wrong(format!("{}, line {line}: {reason}", path.display()), hint)
        };
        let mut lines = (1..).zip(text.lines());
        let (_, head) = lines.next().unwrap_or((1, ""));
        let head: Head = serde_json::from_str(head).map_err(|error| wrong(1, error.to_string()))?;
        let mut parts = Vec::new();
        for (number, line) in lines {
            let line =
                Submission::parse(line.as_bytes()).map_err(|error| wrong(number, error.to_string()))?;
            parts.push(line);
        }
        let seal = parts
            .pop_if(|line| matches!(line.body(), Body::RollSeal(_)))
            .ok_or_else(|| wrong(text.lines().count(), "the file is cut short".to_owned()))?;
        Ok(Self {
            election: head.election,
            board: head.board,
            parts,
            seal,
        })
    }

    /// The voters of the first parts.
    ///
    /// # Errors
    /// If a line is no part of a roll.
    pub fn voters(&self, parts: usize) -> Result<Vec<Voter>, Failure> {
        let mut voters = Vec::new();
        for line in self.parts.iter().take(parts) {
            let Body::RollPart(part) = line.body() else {
                return Err(Failure::wrong(
                    "a line of the file is no part of a roll",
                    "let the registrar write it anew with `election-registrar roll`",
                ));
            };
            voters.extend_from_slice(&part.voters);
        }
        Ok(voters)
    }
}

/// Count, weight and digest of voters, if the board will take them.
///
/// # Errors
/// If it will not.
pub fn totals(manifest: &Manifest, voters: &[Voter]) -> Result<RollTotals, Failure> {
    // The highest value of any option.
    let highest = manifest.contests.iter().map(|contest| contest.rule.bound()).max();
    let mut totals = RollTotals::default();
    for voter in voters {
        totals.push(voter, highest.unwrap_or(1)).map_err(|error| {
            Failure::wrong(
                error.to_string(),
                "correct the weights, and import the list again",
            )
        })?;
    }
    Ok(totals)
}
