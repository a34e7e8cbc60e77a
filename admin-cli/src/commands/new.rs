//! Defines an election and posts its manifest.

use crate::{
    NewArguments,
    office::{AUTHORITY_KEY, REGISTRAR_KEY, Reference, now},
    output,
};
use admin_cli::{
    Failure,
    config::{self, Authorities, Draft},
    files, pabulib,
};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::Body,
    entry::{Entry, Signer, Submission},
    manifest::{LogIdentity, Manifest, Schedule},
    text::Text,
};
use rand_core::{OsRng, RngCore as _};
use std::{fs, path::Path};

/// A week, for elections whose definition has no dates.
const WEEK: u64 = 7 * 24 * 3_600;

pub(crate) async fn run(arguments: &NewArguments) -> Result<(), Failure> {
    if arguments.print_example {
        output::data(config::EXAMPLE.trim_end());
        return Ok(());
    }
    let (Some(board), Some(folder), Some(token_file)) =
        (&arguments.board, &arguments.dir, &arguments.token_file)
    else {
        return Err(Failure::unknown(
            "--board, --dir and --token-file are needed",
            "see `election-admin new --help`",
        ));
    };
    let (draft, source) = draft(arguments)?;
    let token = fs::read_to_string(token_file).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", token_file.display()),
            "the board's operator has the token: admin.token in the board's data folder",
        )
    })?;
    let client = BoardClient::new(board);
    let info = client.board().await?;
    if folder.join(AUTHORITY_KEY).exists() {
        return Err(Failure::wrong(
            format!("{} holds an election already", folder.display()),
            "nothing was changed; name a new folder",
        ));
    }

    // Judged before anything is written, with keys that nobody will use.
    let nonce = random_nonce();
    let log = LogIdentity {
        origin: origin(&info.name, &nonce),
        key: info.key,
    };
    let spare = || ostrakon_crypto::signature::SigningKey::generate(&mut OsRng).verifying_key();
    let trial = Authorities {
        nonce,
        authority: spare(),
        registrar: spare(),
        log: log.clone(),
    };
    config::validate(&draft.clone().manifest(trial), source)?;

    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "name a folder that you can write to",
        )
    })?;
    let authority = files::create_key(&folder.join(AUTHORITY_KEY))?;
    let registrar = files::create_key(&folder.join(REGISTRAR_KEY))?;
    let manifest = draft.manifest(Authorities {
        nonce,
        authority: authority.verifying_key(),
        registrar: registrar.verifying_key(),
        log,
    });
    for warning in warnings(&manifest) {
        output::note(&format!("warning: {warning}"));
    }
    let line = Submission::sign(
        &authority,
        Signer::Authority,
        &Hash::ZERO,
        Body::Manifest(manifest),
    );
    let receipt = match client.create(&line, token.trim()).await {
        Ok(receipt) => receipt,
        Err(error) => {
            // Keys of an election that does not exist would only be in the way.
            if !error.is_retryable() {
                let _ = fs::remove_file(folder.join(AUTHORITY_KEY));
                let _ = fs::remove_file(folder.join(REGISTRAR_KEY));
            }
            return Err(error.into());
        }
    };
    let expected = Entry::place(0, Hash::ZERO, line).map(|entry| *entry.hash()).ok();
    if Some(receipt.election) != expected || receipt.verify(&info.key).is_err() {
        return Err(Failure::wrong(
            "the board's receipt is not for this manifest, or not signed by the board",
            "do not use this board",
        ));
    }
    Reference {
        election: receipt.election,
        board: client.base().to_owned(),
    }
    .save(folder)?;
    output::note(&format!(
        "The election is defined. Its keys are in {}: keep a copy of that folder.\nnext: tell the trustees to run\n  \
         tally ceremony --dir THEIR_FOLDER --board {} --election {}",
        folder.display(),
        client.base(),
        receipt.election
    ));
    output::data(&receipt.election.to_string());
    Ok(())
}

fn draft(arguments: &NewArguments) -> Result<(Draft, &Path), Failure> {
    if let Some(file) = &arguments.from_pabulib {
        let election = pabulib::read(file)?;
        let trustees: Result<_, Failure> = arguments
            .trustees
            .iter()
            .map(|file| config::trustee(file))
            .collect();
        let opens = now();
        let draft = Draft {
            title: election.title,
            description: Text::default(),
            contests: vec![election.contest],
            schedule: Schedule {
                opens,
                closes: opens.saturating_add(WEEK),
            },
            threshold: arguments.threshold.unwrap_or(1),
            trustees: trustees?,
            revoting: true,
            minimum_ballots: 10,
        };
        return Ok((draft, file));
    }
    let Some(file) = &arguments.config else {
        return Err(Failure::unknown(
            "name the election's definition",
            "see `election-admin new --help`",
        ));
    };
    Ok((config::read(file)?, file))
}

fn random_nonce() -> Hash {
    let mut bytes = [0; 32];
    OsRng.fill_bytes(&mut bytes);
    Hash::from_bytes(bytes)
}

fn origin(board: &str, nonce: &Hash) -> String {
    let digits: String = nonce.to_string().chars().take(16).collect();
    format!("{board}/{digits}")
}

/// What is allowed and yet unwise, in plain words.
fn warnings(manifest: &Manifest) -> Vec<&'static str> {
    let trustees = manifest.trustees.len();
    let threshold = usize::from(manifest.threshold);
    let mut warnings = Vec::new();
    if trustees == 1 {
        warnings.push("there is only one trustee, who alone can open every ballot");
    } else if threshold == 1 {
        warnings.push("the threshold is 1: each trustee alone can open every ballot");
    } else if threshold == trustees {
        warnings.push("all trustees are needed: if one loses the key, there will be no result");
    }
    warnings
}
