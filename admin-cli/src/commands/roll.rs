//! Gives every voter a secret code, and posts the public roll. The codes are on the disk before anything is posted, and
//! a second run goes on with the same codes.

use crate::{
    RollArguments,
    office::{Office, REGISTRAR_KEY},
    output,
};
use admin_cli::{
    Failure, files,
    voters::{self, CodeRow, VoterRow},
};
use bulletin_board_client::follow::BallotProofs;
use indicatif::ProgressBar;
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
};
use ostrakon_record::{
    body::{Body, RollPart, RollSeal},
    election::Phase,
    entry::Signer,
    roll::{PART_LIMIT, RollTotals, Voter},
};
use std::path::Path;

pub(crate) async fn run(arguments: &RollArguments) -> Result<(), Failure> {
    let list = voters::read(&arguments.voters)?;
    let mut office = Office::open(&arguments.office, BallotProofs::Skip)?;
    let base = office.follower.board().base().to_owned();
    let id = office.id;
    let election = office.update().await?;
    let codes_file = arguments
        .codes
        .clone()
        .unwrap_or_else(|| arguments.office.dir.join("codes.csv"));
    if election.phase() != Phase::Roll {
        let hint = if election.phase() < Phase::Roll {
            "the trustees have to finish `tally ceremony` first; `election-admin status` tells who is missing"
        } else {
            "the roll is sealed: nobody can be added any more"
        };
        return Err(Failure::wrong(
            format!("the roll cannot be posted: the election is {}", election.phase()),
            hint,
        ));
    }
    let minimum = election.manifest().minimum_ballots;
    if list.len() < usize::try_from(minimum).unwrap_or(usize::MAX) {
        output::note(&format!(
            "warning: there are {} voters, and nothing will be decrypted under {minimum} ballots",
            list.len()
        ));
    }
    let nonce = election.manifest().nonce;
    let highest = election
        .manifest()
        .contests
        .iter()
        .map(|contest| contest.rule.bound())
        .max()
        .unwrap_or(1);
    let posted = election.roll_parts();
    let codes = codes(&codes_file, &list, &format!("{base}/vote/{id}#"))?;
    let roll = public_roll(&codes, &nonce, &codes_file)?;
    let mut totals = RollTotals::default();
    for voter in &roll {
        totals.push(voter, highest).map_err(|error| {
            Failure::wrong(
                error.to_string(),
                "nothing was posted; correct the weights, and remove the codes file",
            )
        })?;
    }

    let key = office.key(REGISTRAR_KEY)?;
    let parts: Vec<RollPart> = (1u32..)
        .zip(roll.chunks(PART_LIMIT))
        .map(|(part, voters)| RollPart {
            part,
            voters: voters.to_vec(),
        })
        .collect();
    let progress = ProgressBar::new(u64::try_from(parts.len()).unwrap_or(0));
    for part in parts {
        if part.part > posted {
            office
                .post_as(&key, Signer::Registrar, Body::RollPart(part))
                .await?;
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let seal = RollSeal {
        count: totals.count,
        weight: totals.weight,
        digest: totals.digest(),
    };
    office
        .post_as(&key, Signer::Registrar, Body::RollSeal(seal))
        .await?;
    output::note(&format!(
        "The roll of {} voters is sealed. Their secret codes are in {}:\nhand each voter theirs, and nobody else's; \
         then destroy the file.\nnext: the trustees run `tally rehearse`, then `election-admin open`",
        totals.count,
        codes_file.display()
    ));
    Ok(())
}

/// The codes of an earlier run, or fresh ones.
fn codes(path: &Path, list: &[VoterRow], link_base: &str) -> Result<Vec<CodeRow>, Failure> {
    if !path.exists() {
        let rows = voters::issue(list, link_base);
        files::create_private(path, &zeroize::Zeroizing::new(voters::write_codes(&rows)?))?;
        return Ok(rows);
    }
    let rows = voters::read_codes(path)?;
    let same = rows.len() == list.len()
        && rows
            .iter()
            .zip(list)
            .all(|(row, voter)| row.id == voter.id && row.weight == voter.weight);
    if !same {
        return Err(Failure::wrong(
            format!("{} is for another list of voters", path.display()),
            "use the list of the first run, or, if nothing was posted yet, remove the codes file",
        ));
    }
    output::note(&format!("going on with the codes in {}", path.display()));
    Ok(rows)
}

fn public_roll(codes: &[CodeRow], nonce: &Hash, path: &Path) -> Result<Vec<Voter>, Failure> {
    let mut roll = Vec::with_capacity(codes.len());
    for row in codes {
        let code = VoterCode::parse(&row.code).map_err(|error| {
            Failure::wrong(
                format!("{}, voter {:?}: {error}", path.display(), row.id),
                "the file is damaged: restore it from a copy",
            )
        })?;
        roll.push(Voter {
            credential: CredentialKey::derive(nonce, &code).credential(),
            weight: row.weight,
        });
    }
    roll.sort_by_key(|voter| *voter.credential.as_bytes());
    Ok(roll)
}
