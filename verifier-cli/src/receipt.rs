//! Says what a receipt promises, and whether the promise is kept.

use crate::{Failure, ReceiptArguments, anchors, output, present::printable, show, testimony};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::{
    body::Body,
    entry::{Entry, Kind},
    manifest::Manifest,
    receipt::{Kept, Receipt},
    tlog::{NodeHash, TlogProof, checkpoint::UnverifiedCheckpoint},
    tracker::BallotTracker,
};
use std::{fmt::Write as _, process::ExitCode};

/// What is said of a receipt, and whether something is wrong with it.
#[derive(Default)]
struct Answer {
    text: String,
    wrong: bool,
    /// Whether a line of a record was compared.
    compared: bool,
}

impl Answer {
    fn say(&mut self, words: &str) {
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{words}");
    }

    fn judge(&mut self, judgement: Result<String, String>) {
        match judgement {
            Ok(words) => self.say(&format!("yes: {words}")),
            Err(words) => {
                self.wrong = true;
                self.say(&format!("NO: {words}"));
            }
        }
    }
}

/// What the receipt is compared with.
struct Known {
    election: Option<Hash>,
    key: Option<VerifyingKey>,
    /// Line 0 of a record, with its hash.
    manifest: Option<(Manifest, Hash)>,
    /// The lines that receipt and proof name; none where the record ends before.
    lines: Option<[Option<Vec<u8>>; 2]>,
}

pub(crate) fn run(arguments: &ReceiptArguments) -> Result<ExitCode, Failure> {
    let kept = testimony::kept(&arguments.file)?;
    let known = known(arguments, &kept)?;
    let mut answer = Answer::default();
    if let Some(receipt) = &kept.receipt {
        promise(&mut answer, receipt, &known);
    }
    if let Some(proof) = &kept.proof {
        proved(&mut answer, proof, &known);
    }
    if known.election.is_none() {
        answer.say("\nCompare the election id with one from elsewhere, such as a poster: --election ID.");
    }
    if !answer.compared {
        answer.say("\nNothing was compared with a record: name one with --record.");
    } else if !answer.wrong {
        answer.say("\nThis is about one line. `verifier-cli verify --receipt` verifies the whole record.");
    }
    output::answer(&answer.text)?;
    Ok(ExitCode::from(match (answer.wrong, answer.compared) {
        (true, _) => 1,
        (false, true) => 0,
        (false, false) => 2,
    }))
}

fn known(arguments: &ReceiptArguments, kept: &Kept) -> Result<Known, Failure> {
    let mut anchors = arguments
        .anchors
        .as_deref()
        .map(anchors::read)
        .transpose()?
        .unwrap_or_default();
    anchors.expect_election(arguments.election)?;
    let mut known = Known {
        election: anchors.anchors.election,
        key: anchors.anchors.board,
        manifest: None,
        lines: None,
    };
    let Some(record) = &arguments.record else {
        return Ok(known);
    };
    let receipt = kept.receipt.as_ref();
    let named = receipt.map_or(0, |receipt| receipt.seq);
    let proved = kept.proof.as_ref().map_or(0, |proof| proof.index);
    let election = known.election.or(receipt.map(|receipt| receipt.election));
    let lines = show::lines(record, election, &[0, named, proved])?;
    let Ok([first, named, proved]) = <[Option<Vec<u8>>; 3]>::try_from(lines) else {
        return Ok(known);
    };
    let entry = first.and_then(|line| Entry::parse(&line).ok());
    let manifest = entry.as_ref().and_then(|entry| match entry.body() {
        Body::Manifest(manifest) => Some((manifest.clone(), *entry.hash())),
        _ => None,
    });
    let (manifest, id) = manifest.ok_or_else(|| {
        Failure::wrong(
            format!("{}: line 0 is no manifest", record.display()),
            "is it a record? Verify it",
        )
    })?;
    if known.election.is_some_and(|expected| expected != id) {
        return Err(Failure::wrong(
            format!("{} is the record of another election: {id}", record.display()),
            "name the record of the election that you expect",
        ));
    }
    if known.key.is_some_and(|key| key != manifest.log.key) {
        return Err(Failure::wrong(
            format!(
                "{} names another log key than the file of anchors",
                record.display()
            ),
            "somebody has given you a wrong key or a wrong record",
        ));
    }
    known.key = Some(manifest.log.key);
    known.manifest = Some((manifest, id));
    known.lines = Some([named, proved]);
    Ok(known)
}

/// The board's own receipt.
fn promise(answer: &mut Answer, receipt: &Receipt, known: &Known) {
    answer.say("The board promises:");
    answer.say(&format!(
        "  line {} of the log of election {}\n  has the hash {}\n  and holds what was posted, with the hash {};\n  if that is a \
         ballot, its tracker is {}",
        receipt.seq,
        receipt.election,
        receipt.line,
        receipt.body,
        BallotTracker::from_hash(receipt.body)
    ));
    if let Some(expected) = known.election.or(known.manifest.as_ref().map(|(_, id)| *id)) {
        answer.judge(if receipt.election == expected {
            Ok("it is about this election".to_owned())
        } else {
            Err(format!("it is about another election than {expected}"))
        });
    }
    let Some(key) = &known.key else {
        answer.say("Who signed it is not known: name a record, or the log's key in a file of anchors.");
        return;
    };
    let signed = receipt.verify(key).is_ok();
    answer.judge(if signed {
        Ok("the log's key has signed it".to_owned())
    } else {
        Err("the log's key has not signed it: it proves nothing".to_owned())
    });
    let Some([line, _]) = known.lines.as_ref().filter(|_| signed) else {
        return;
    };
    answer.compared = true;
    answer.judge(match line {
        None => Err(
            "the record ends before that line: fetch it again, and if it still does, keep this receipt, which is evidence"
                .to_owned(),
        ),
        Some(line) => in_its_place(receipt, line),
    });
}

fn in_its_place(receipt: &Receipt, line: &[u8]) -> Result<String, String> {
    let found = Hash::of(line);
    if found != receipt.line {
        return Err(format!(
            "another line is in its place, with the hash {found}: `verifier-cli verify --receipt … --evidence FILE` writes the proof"
        ));
    }
    let entry = Entry::parse(line).ok();
    let entry = entry.filter(|entry| entry.submission().body_hash() == receipt.body);
    let entry = entry.ok_or("that line holds something else than the receipt says")?;
    Ok(match entry.kind() {
        Kind::Ballot => "the record has that line, which is a ballot with this tracker".to_owned(),
        kind => format!("the record has that line, of kind {kind}"),
    })
}

/// A proof that a line is in the log that witnesses saw.
fn proved(answer: &mut Answer, proof: &TlogProof, known: &Known) {
    match proof.checkpoint.parse::<UnverifiedCheckpoint>() {
        Ok(unverified) => {
            let checkpoint = unverified.checkpoint();
            answer.say(&format!(
                "The proof says that line {} is one of the first {} of the log {}",
                proof.index,
                checkpoint.size,
                printable(checkpoint.origin.as_str())
            ));
        }
        Err(error) => answer.judge(Err(format!(
            "the proof's checkpoint cannot be read: {}",
            printable(&error.to_string())
        ))),
    }
    let Some(((manifest, _), [_, line])) = known.manifest.as_ref().zip(known.lines.as_ref()) else {
        answer.say("A proof can be verified only with the line that it is about: name a record.");
        return;
    };
    answer.compared = true;
    let Some(line) = line else {
        answer.judge(Err("the record ends before that line: fetch it again".to_owned()));
        return;
    };
    let policy = manifest.policy().map_err(|error| error.to_string());
    let judgement = policy.and_then(|policy| {
        let leaf = NodeHash::of_leaf(line);
        let witnessed = proof.verify(&leaf, &policy).map_err(|error| error.to_string())?;
        let names: Vec<&str> = witnessed
            .cosignatures()
            .iter()
            .map(|cosignature| cosignature.witness.name.as_str())
            .collect();
        Ok(if names.is_empty() {
            "the proof leads from the record's line to what the log has signed; no witness has cosigned it".to_owned()
        } else {
            format!(
                "the proof leads from the record's line to what the log has signed, and the witnesses {} have cosigned",
                names.join(", ")
            )
        })
    });
    answer.judge(
        judgement
            .map(|words| printable(&words))
            .map_err(|words| printable(&words)),
    );
}
