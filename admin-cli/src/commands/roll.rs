//! Gives every voter a secret code, and posts the public roll. The codes are on the disk before anything is posted, and
//! a second run goes on with the same codes.

use crate::{
    RollArguments,
    office::{Office, REGISTRAR_KEY, expect_phase},
    output,
};
use admin_cli::{
    Failure, files,
    voters::{self, CodeRow, VoterRow},
};
use bulletin_board_client::follow::BallotProofs;
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
};
use ostrakon_record::{
    body::{Body, RollPart, RollSeal},
    election::{Election, Phase},
    entry::Signer,
    roll::{PART_LIMIT, RollTotals, Voter},
};
use std::path::Path;

pub(crate) async fn run(arguments: &RollArguments) -> Result<(), Failure> {
    let list = voters::read(&arguments.voters)?;
    let mut office = Office::open(&arguments.office, BallotProofs::Skip)?;
    let key = office.key(REGISTRAR_KEY)?;
    let base = office.follower.board().base().to_owned();
    let id = office.id;
    let election = office.update().await?;
    let codes_file = arguments
        .codes
        .clone()
        .unwrap_or_else(|| arguments.office.dir.join("codes.csv"));
    let posted = usize::try_from(election.roll_parts()).unwrap_or(usize::MAX);
    if !may_post(election, posted, &codes_file) {
        return Err(refusal(election, posted, &codes_file));
    }
    warn_if_few(election, list.len());

    let codes = codes(&codes_file, &list, &format!("{base}/vote/{id}#"), posted)?;
    let roll = public_roll(&codes, &election.manifest().nonce, &codes_file)?;
    let totals = totals(election, &roll)?;
    let parts: Vec<&[Voter]> = roll.chunks(PART_LIMIT).collect();
    let sealed = election.phase() == Phase::Rehearsal;
    let known = parts.iter().take(if sealed { parts.len() } else { posted });
    if !same_as_posted(election, known.copied().flatten())? {
        return Err(Failure::wrong(
            format!(
                "{} is not the file whose codes are on the board",
                codes_file.display()
            ),
            "restore the codes file of the first run; without it, `election-admin abort` and begin anew",
        ));
    }
    if !sealed {
        let progress = output::progress("posting the roll", u64::try_from(parts.len()).unwrap_or(0));
        for (part, voters) in (1u32..).zip(&parts).skip(posted) {
            progress.set_position(u64::from(part));
            let voters = voters.to_vec();
            office
                .post_as(&key, Signer::Registrar, Body::RollPart(RollPart { part, voters }))
                .await?;
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
        expect_phase(office.update().await?, Phase::Rehearsal)?;
    }
    output::note(&format!(
        "The roll of {} voters is sealed. Their secret codes are in {}:\nhand each voter theirs, and nobody else's; \
         then destroy the file.\nnext: the trustees run `tally rehearse`, then `election-admin open`",
        totals.count,
        codes_file.display()
    ));
    if arguments.office.json {
        office.print_json()?;
    }
    Ok(())
}

/// The roll is due; or it has been posted, wholly or in part, and the codes are here to go on with.
fn may_post(election: &Election, posted: usize, codes_file: &Path) -> bool {
    match election.phase() {
        Phase::Roll => posted == 0 || codes_file.exists(),
        Phase::Rehearsal => codes_file.exists(),
        _ => false,
    }
}

fn refusal(election: &Election, posted: usize, codes_file: &Path) -> Failure {
    let phase = election.phase();
    if phase == Phase::Roll {
        return Failure::wrong(
            format!(
                "parts of the roll that are on the board: {posted}; their codes are not in {}",
                codes_file.display()
            ),
            "restore the codes file of the first run; without it, `election-admin abort` and begin anew",
        );
    }
    let hint = if phase < Phase::Roll {
        "the trustees have to finish `tally ceremony` first; `election-admin status` tells who is missing"
    } else {
        "the roll is sealed: nobody can be added any more"
    };
    Failure::wrong(
        format!("the roll cannot be posted now; where the election stands: {phase}"),
        hint,
    )
}

fn warn_if_few(election: &Election, voters: usize) {
    let minimum = election.manifest().minimum_ballots;
    if voters < usize::try_from(minimum).unwrap_or(usize::MAX) {
        output::note(&format!(
            "warning: there are {voters} voters, and nothing will be decrypted under {minimum} ballots"
        ));
    }
}

/// Count, weight and digest of the whole roll, if the board will take it.
fn totals(election: &Election, roll: &[Voter]) -> Result<RollTotals, Failure> {
    let mut totals = RollTotals::default();
    for voter in roll {
        totals.push(voter, highest(election)).map_err(|error| {
            Failure::wrong(
                error.to_string(),
                "nothing was posted; correct the weights, and remove the codes file",
            )
        })?;
    }
    Ok(totals)
}

/// Whether the parts on the board are these voters.
fn same_as_posted<'a>(election: &Election, voters: impl Iterator<Item = &'a Voter>) -> Result<bool, Failure> {
    let mut known = RollTotals::default();
    for voter in voters {
        known.push(voter, highest(election)).map_err(|error| {
            Failure::wrong(
                error.to_string(),
                "the codes file is damaged: restore it from a copy",
            )
        })?;
    }
    Ok(known.digest() == election.roll().digest())
}

/// Highest value of any option.
fn highest(election: &Election) -> u32 {
    let contests = election.manifest().contests.iter();
    contests.map(|contest| contest.rule.bound()).max().unwrap_or(1)
}

/// The codes of an earlier run, or fresh ones.
fn codes(path: &Path, list: &[VoterRow], link_base: &str, posted: usize) -> Result<Vec<CodeRow>, Failure> {
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
            if posted == 0 {
                "use the list of the first run; or remove the codes file, since nothing was posted yet"
            } else {
                "use the list of the first run: a part of its roll is on the board already"
            },
        ));
    }
    output::note(&format!("going on with the codes in {}", path.display()));
    Ok(rows)
}

fn public_roll(codes: &[CodeRow], nonce: &Hash, path: &Path) -> Result<Vec<Voter>, Failure> {
    let progress = output::progress("deriving credentials", u64::try_from(codes.len()).unwrap_or(0));
    let mut roll = Vec::with_capacity(codes.len());
    for row in progress.wrap_iter(codes.iter()) {
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
    progress.finish_and_clear();
    roll.sort_by_key(|voter| *voter.credential.as_bytes());
    Ok(roll)
}
