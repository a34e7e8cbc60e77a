//! Defines an election and posts its manifest. Everything that belongs to the election is on the disk before that, so
//! that no election can exist without its keys.

use crate::{
    NewArguments,
    office::{AUTHORITY_KEY, ELECTION, Reference},
    pages::Pages,
};
use admin_cli::{
    Failure,
    calendar::now,
    config::{self, Authorities, Draft},
    files,
    following::retry,
    output, pabulib,
    places::Places,
};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use ostrakon_record::{
    body::Body,
    entry::{Entry, Signer, Submission},
    manifest::{Layout, Schedule},
    text::Text,
    trust::assumptions,
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
    let (Some(board), Some(folder), Some(token_file), Some(registrar)) = (
        &arguments.board,
        &arguments.dir,
        &arguments.token_file,
        &arguments.registrar,
    ) else {
        return Err(Failure::unknown(
            "--board, --dir, --token-file and --registrar are needed",
            "see `election-admin new --help`",
        ));
    };
    let mut draft = draft(arguments)?;
    draft.pages = arguments.pages.as_ref().map(Pages::digest).transpose()?;
    draft.check()?;
    let registrar = config::registrar(registrar)?;
    refuse_used(folder)?;
    let token = fs::read_to_string(token_file).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", token_file.display()),
            "the board's operator has the token: admin.token in the board's data folder",
        )
    })?;
    let client = BoardClient::new(board);
    let info = client.board().await?;

    let nonce = random_nonce();
    let authority = SigningKey::generate(&mut OsRng);
    let manifest = draft.manifest(Authorities {
        nonce,
        authority: authority.verifying_key(),
        registrar,
        origin: origin(&info.name, &nonce),
        log: info.key,
    })?;
    for warning in assumptions(&manifest)
        .into_iter()
        .flat_map(|assumption| assumption.warnings)
    {
        output::note(&format!("warning: {warning}"));
    }
    let line = Submission::sign(
        &authority,
        Signer::Authority,
        &Hash::ZERO,
        Body::Manifest(manifest),
    );
    let entry = Entry::place(0, Hash::ZERO, line.clone()).map_err(|error| {
        Failure::wrong(
            format!("the election's definition is too long: {error}"),
            "shorten its texts, or split it into several elections",
        )
    })?;
    let election = *entry.hash();
    let reference = Reference {
        election,
        board: client.base().to_owned(),
    };
    save(folder, &authority, &reference)?;
    let receipt = match retry(async || client.create(&line, token.trim()).await).await {
        Ok(receipt) => receipt,
        Err(error) if error.is_retryable() => {
            let folder = folder.display();
            return Err(Failure::unknown(
                error.to_string(),
                format!(
                    "the election may have been defined all the same: try `election-admin status --dir {folder}` \
                     later; if the board does not know it then, remove {folder} and begin again"
                ),
            ));
        }
        Err(error) => {
            // Keys of an election that does not exist would only be in the way.
            for file in [AUTHORITY_KEY, ELECTION] {
                let _ = fs::remove_file(folder.join(file));
            }
            return Err(match error.status() {
                Some(401 | 403) => Failure::wrong(
                    error.to_string(),
                    format!(
                        "nothing was posted; does {} hold this board's admin.token?",
                        token_file.display()
                    ),
                ),
                _ => error.into(),
            });
        }
    };
    if receipt.election != election || receipt.verify(&info.key).is_err() {
        return Err(Failure::wrong(
            "the board's receipt is not for this manifest, or not signed by the board",
            "do not use this board",
        ));
    }
    output::note(&next(folder, client.base(), &election));
    output::data(&election.to_string());
    Ok(())
}

/// What comes next, in words.
fn next(folder: &Path, board: &str, election: &Hash) -> String {
    format!(
        "The election is defined. Its key is in {}: keep a copy of that folder.\nnext: tell the trustees to run\n  \
         tally ceremony --dir THEIR_FOLDER --board {board} --election {election}\n\
         and the registrar:\n  \
         election-registrar join --dir THEIR_FOLDER --board {board} --election {election}",
        folder.display()
    )
}

/// Another election's keys must neither be lost nor mixed with new ones.
fn refuse_used(folder: &Path) -> Result<(), Failure> {
    for file in [AUTHORITY_KEY, ELECTION] {
        if folder.join(file).exists() {
            return Err(Failure::wrong(
                format!("{} holds an election already: {file}", folder.display()),
                "nothing was changed; name a new folder",
            ));
        }
    }
    Ok(())
}

fn save(folder: &Path, authority: &SigningKey, reference: &Reference) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "name a folder that you can write to",
        )
    })?;
    files::write_key(&folder.join(AUTHORITY_KEY), authority)?;
    reference.save(folder)
}

fn draft(arguments: &NewArguments) -> Result<Draft, Failure> {
    if let Some(file) = &arguments.from_pabulib {
        let election = pabulib::read(file)?;
        let trustees: Result<_, Failure> = arguments
            .trustees
            .iter()
            .map(|file| config::trustee(file))
            .collect();
        let opens = now();
        let title = arguments.title.as_deref();
        return Ok(Draft {
            title: title.map_or(election.title, |title| Text::single("en", title)),
            description: Text::default(),
            contests: vec![election.contest],
            schedule: Schedule {
                opens,
                closes: opens.saturating_add(WEEK),
            },
            threshold: arguments.threshold.unwrap_or(1),
            trustees: trustees?,
            witnesses: Vec::new(),
            quorum: 0,
            revoting: true,
            minimum_ballots: 10,
            challenges: 5,
            layout: Layout::default(),
            check: None,
            pages: None,
            places: Places::of_file(file),
        });
    }
    let Some(file) = &arguments.config else {
        return Err(Failure::unknown(
            "name the election's definition",
            "see `election-admin new --help`",
        ));
    };
    config::read(file)
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
