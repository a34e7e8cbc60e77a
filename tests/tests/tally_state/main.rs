//! A trustee decrypts one closed ballot box, whatever the board shows: the real program against a lying board.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod liar;
mod stick;
mod witnesses;

use admin_cli::files;
use age::{scrypt, secrecy::SecretString};
use liar::Liar;
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::{Body, Intent},
    entry::{Kind, Signer, Submission},
};
use ostrakon_tests::{
    fixture::{Record, Roles, Stage},
    programs::program,
    town::Outcome,
};
use rand_core::OsRng;
use serde_json::json;
use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

const SEED: u64 = 41;

fn index(number: u8) -> TrusteeIndex {
    TrusteeIndex::new(number).unwrap()
}

/// A record that goes on honestly, but whose first voter's second ballot never arrived.
fn fork(stage: Stage) -> Record {
    let mut record = Record::honest(SEED, Stage::Open);
    for line in record.challenge(1, &Roles::choices(3)) {
        record.push(line);
    }
    for voter in 0..6 {
        let ballot = record.ballot(voter, &Roles::choices(voter));
        record.push(ballot);
    }
    record.skip_to(Stage::Voted);
    record.advance(stage);
    record
}

/// A trustee of the fixture's election with a folder.
struct Trustee {
    folder: TempDir,
    number: u8,
    id: Hash,
}

impl Trustee {
    /// Writes a key file as `tally init` does, only quicker to open.
    fn new(number: u8) -> Self {
        Self::of(&Record::honest(SEED, Stage::Defined), number)
    }

    /// A trustee of this election.
    fn of(record: &Record, number: u8) -> Self {
        let keys = &record.roles.trustees[usize::from(number) - 1];
        let secrets = [
            b"ostrakon-key-1\n\n".as_slice(),
            keys.signing.expose_seed(),
            keys.encryption.expose_bytes().as_ref(),
            keys.dealing.expose_bytes(),
        ]
        .concat();
        let mut recipient = scrypt::Recipient::new(SecretString::from("a made-up passphrase".to_owned()));
        recipient.set_work_factor(2);
        let folder = tempfile::tempdir().unwrap();
        let sealed = age::encrypt(&recipient, &secrets).unwrap();
        fs::write(folder.path().join("trustee.key.age"), sealed).unwrap();
        fs::write(folder.path().join("passphrase"), "a made-up passphrase\n").unwrap();
        Self {
            folder,
            number,
            id: *record.election().id(),
        }
    }

    async fn run(&self, command: &str, board: &Liar, seconds: u32) -> Outcome {
        let mut process = Command::new(program("tally"));
        process
            .args([command, "--board", &board.address, "--election"])
            .arg(self.id.to_string())
            .args(["--timeout", &seconds.to_string(), "--dir"])
            .arg(self.folder.path())
            .arg("--passphrase-file")
            .arg(self.folder.path().join("passphrase"));
        // The board runs in this process.
        let output = tokio::task::spawn_blocking(move || process.output());
        output.await.unwrap().unwrap().into()
    }

    async fn decrypt(&self, board: &Liar) -> Outcome {
        self.run("decrypt", board, 1).await
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}-{}.json", self.id))
    }

    /// Puts an old copy of the folder in its place: the key file alone.
    fn restore_old_copy(&self) {
        fs::remove_file(self.file("seen")).unwrap();
        fs::remove_file(self.file("decided")).unwrap();
    }

    fn sign(&self, record: &Record, body: Body) -> Submission {
        record.sign(Signer::Trustee(index(self.number)), body)
    }
}

/// The official's folder.
fn office(board: &Liar) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    board.with(|record| {
        files::write_key(&folder.path().join("authority.key"), &record.roles.authority).unwrap();
        let reference = json!({ "election": record.election().id(), "board": board.address });
        fs::write(folder.path().join("election.json"), reference.to_string()).unwrap();
    });
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_were_seen_cannot_be_taken_back() {
    let trustee = Trustee::new(3);
    let board = Liar::start(Record::honest(SEED, Stage::Keyed)).await;
    trustee
        .run("rehearse", &board, 1)
        .await
        .ends(2, &["gave up waiting for the roll"]);
    board.show(Record::honest(SEED, Stage::Voted));
    trustee
        .decrypt(&board)
        .await
        .ends(2, &["gave up waiting for the election to be closed"]);
    let seen = fs::read(trustee.file("seen")).unwrap();
    let entries = Record::honest(SEED, Stage::Voted).entries().len();

    // Fewer lines; as many but others; more but others, with everything that a decryption needs.
    let mut closed_early = fork(Stage::Closed);
    assert_eq!(closed_early.entries().len(), entries);
    let fewer = format!("you have seen {entries} of them before");
    let others = format!("the first {entries} of them do not end as they did");
    let honest: fn(Stage) -> Record = |stage| Record::honest(SEED, stage);
    let forked: fn(Stage) -> Record = fork;
    for (record, stage, words) in [
        (honest, Stage::Open, &fewer),
        (honest, Stage::Keyed, &fewer),
        (forked, Stage::Closed, &others),
        (forked, Stage::Announced, &others),
    ] {
        board.show(record(stage));
        for command in ["rehearse", "decrypt", "ceremony"] {
            trustee
                .run(command, &board, 1)
                .await
                .ends(1, &[words, "hint: do nothing more in this election"]);
        }
        assert_eq!(board.posted(), []);
        assert_eq!(fs::read(trustee.file("seen")).unwrap(), seen);
        assert!(!trustee.file("decided").exists());
    }

    // The fork is well made: who has not seen the other one takes part in it.
    closed_early.advance(Stage::Announced);
    board.show(closed_early);
    Trustee::new(3).decrypt(&board).await.ends(0, &["Decrypted"]);
    assert_eq!(board.posted_kinds(), [Kind::Intent, Kind::PartialDecryption]);

    // The true log goes on.
    board.show(Record::honest(SEED, Stage::Announced));
    trustee.decrypt(&board).await.ends(0, &["Decrypted"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_ballot_box_for_ever() {
    let trustee = Trustee::new(3);
    let board = Liar::start(Record::honest(SEED, Stage::Closed)).await;
    let alone = "1 of 2 trustees are ready to decrypt";
    trustee.decrypt(&board).await.ends(2, &[alone]);
    assert_eq!(board.posted_kinds(), [Kind::Intent]);
    // Again: it is announced already.
    trustee.decrypt(&board).await.ends(2, &[alone]);
    assert_eq!(board.posted(), []);
    let decided = fs::read(trustee.file("decided")).unwrap();

    // Another ballot box, ready to be decrypted. It is refused for what was seen, and, without that, for what was decided.
    let announced = board.with(|record| record.intent());
    board.show(fork(Stage::Announced));
    trustee.decrypt(&board).await.ends(1, &["do not end as they did"]);
    fs::remove_file(trustee.file("seen")).unwrap();
    trustee.decrypt(&board).await.ends(
        1,
        &["decided-", "says that you decided to decrypt another ballot box"],
    );
    assert_eq!(board.posted(), []);
    assert_eq!(fs::read(trustee.file("decided")).unwrap(), decided);

    // An old copy of the folder knows neither; the trustee's own announcement in the log does.
    trustee.restore_old_copy();
    let mut second_close = fork(Stage::Closed);
    let line = trustee.sign(&second_close, announced.clone());
    second_close.force(line);
    board.show(second_close);
    trustee.decrypt(&board).await.ends(
        1,
        &["the log says that you decided to decrypt another ballot box"],
    );
    let mut second_sum = Record::honest(SEED, Stage::Closed);
    let Body::Intent(honest) = second_sum.intent() else {
        panic!("no intent");
    };
    let line = trustee.sign(
        &second_sum,
        Body::Intent(Intent {
            aggregate: Hash::of(b"a part of the ballots"),
            ..honest
        }),
    );
    second_sum.force(line);
    board.show(second_sum);
    trustee.decrypt(&board).await.ends(
        1,
        &["the log says that you decided to decrypt another ballot box"],
    );
    assert_eq!(board.posted(), []);
    assert!(!trustee.file("decided").exists());

    // With its announcement, the old copy goes on where the trustee was, once.
    let mut true_log = Record::honest(SEED, Stage::Closed);
    assert_eq!(true_log.intent(), announced);
    let line = trustee.sign(&true_log, announced);
    true_log.push(line);
    true_log.advance(Stage::Announced);
    board.show(true_log);
    trustee.decrypt(&board).await.ends(0, &["Decrypted"]);
    assert_eq!(board.posted_kinds(), [Kind::PartialDecryption]);
    assert_eq!(fs::read(trustee.file("decided")).unwrap(), decided);
    trustee.decrypt(&board).await.ends(0, &["in the log already"]);
    trustee.restore_old_copy();
    trustee.decrypt(&board).await.ends(0, &["in the log already"]);
    assert_eq!(board.posted(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_memory_is_no_permission() {
    let trustee = Trustee::new(3);
    let board = Liar::start(Record::honest(SEED, Stage::Announced)).await;
    let json = "{\"election\":";
    fs::write(trustee.file("decided"), json).unwrap();
    trustee
        .decrypt(&board)
        .await
        .ends(1, &["decided-", "hint: the file is damaged", "Do not delete it"]);
    fs::remove_file(trustee.file("decided")).unwrap();
    fs::write(trustee.file("seen"), json).unwrap();
    trustee
        .decrypt(&board)
        .await
        .ends(1, &["seen-", "hint: the file is damaged"]);
    assert_eq!(fs::read_to_string(trustee.file("seen")).unwrap(), json);
    assert_eq!(board.posted(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_sum_of_the_whole_closed_record() {
    let trustee = Trustee::new(3);
    let board = Liar::start(Record::honest(SEED, Stage::Voted)).await;
    let refused = async |record: Record, words: &[&str]| {
        board.show(record);
        // Every time as if for the first time.
        let trustee = Trustee::new(3);
        trustee.decrypt(&board).await.ends(1, words);
        assert_eq!(board.posted(), []);
        assert!(!trustee.file("decided").exists());
    };
    let others = [1, 2].map(|number| Signer::Trustee(index(number)));

    // Before the close, whatever the others say.
    trustee
        .decrypt(&board)
        .await
        .ends(2, &["gave up waiting for the election to be closed"]);
    let Body::Intent(intent) = Record::honest(SEED, Stage::Closed).intent() else {
        panic!("no intent");
    };
    let mut early = Record::honest(SEED, Stage::Voted);
    for signer in others {
        let line = early.sign(signer, Body::Intent(intent.clone()));
        early.force(line);
    }
    refused(early, &["intent"]).await;

    // Under the minimum, whatever the others say.
    for announced in [false, true] {
        let mut few = Record::honest(SEED, Stage::Open);
        for voter in 0..2 {
            let ballot = few.ballot(voter, &Roles::choices(voter));
            few.push(ballot);
        }
        few.push(few.sign(Signer::Authority, few.close()));
        if announced {
            for signer in others {
                let line = few.sign(signer, few.intent());
                few.force(line);
            }
        }
        refused(
            few,
            &["only 2 ballots are counted, and nothing may be decrypted under 3"],
        )
        .await;
    }

    // The sum of fewer ballots, or a single one, which enough others are ready to decrypt.
    let mut part = Record::honest(SEED, Stage::Closed);
    let Body::Intent(smaller) = fork(Stage::Closed).intent() else {
        panic!("no intent");
    };
    for signer in others {
        let line = part.sign(
            signer,
            Body::Intent(Intent {
                close: *part.election().close_hash().unwrap(),
                aggregate: smaller.aggregate,
            }),
        );
        part.force(line);
    }
    refused(
        part,
        &["names another aggregate than the counted ballots add up to"],
    )
    .await;

    // A ballot that nobody may add: it could undo all the others.
    let mut added = Record::honest(SEED, Stage::Voted);
    let Body::Ballot(mut body) = added.ballot(6, &Roles::choices(6)).body().clone() else {
        panic!("no ballot");
    };
    body.ciphertexts[0].swap(0, 1);
    let body = Body::Ballot(body);
    let key = &added.roles.voters[6].key;
    let signature = key.sign(
        added.election().id(),
        &Hash::of(body.encode().as_bytes()),
        &mut OsRng,
    );
    added.force(Submission::with_signature(Signer::Voter, body, signature));
    added.advance(Stage::Announced);
    refused(
        added,
        &["the record does not verify, and you decrypt nothing", "B4"],
    )
    .await;

    // Other lines for the program's verification than for its decision.
    board.show_verifiers(&fork(Stage::Announced));
    refused(
        Record::honest(SEED, Stage::Announced),
        &["the board serves other lines than a moment ago"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_part_is_named_and_does_not_block_the_others() {
    let mut record = Record::honest(SEED, Stage::Announced);
    let Body::PartialDecryption(mut wrong) = record.partial_decryption(index(2)) else {
        panic!("no partial decryption");
    };
    wrong.shares.swap(0, 1);
    let line = record.sign(Signer::Trustee(index(2)), Body::PartialDecryption(wrong));
    let seq = record.force(line).seq();
    let board = Liar::start(record).await;
    let warning =
        format!("warning: line {seq} of the board's log, by Trustee 2: partial decryption of trustee 2: ");
    for number in [1, 3] {
        Trustee::new(number).decrypt(&board).await.ends(
            0,
            &[
                &warning,
                "it does not count, and the others' suffice",
                "Decrypted",
            ],
        );
    }
    assert_eq!(
        board.posted_kinds(),
        [Kind::PartialDecryption, Kind::Intent, Kind::PartialDecryption]
    );
    let expected = board.with(|record| record.expected_counts());
    let office = office(&board);
    let output = tokio::task::spawn_blocking(move || {
        Command::new(program("election-admin"))
            .args(["result", "--dir"])
            .arg(office.path())
            .output()
    });
    Outcome::from(output.await.unwrap().unwrap()).ends(0, &[&warning, "The result is published"]);
    let posted = board.posted();
    let [Body::Result(result)] = posted.as_slice() else {
        panic!("no result");
    };
    assert_eq!(result.trustees, [index(1), index(3)]);
    let contests = result.contests.iter();
    let counts: Vec<Vec<u64>> = contests
        .map(|contest| {
            let options = contest.options.iter().map(|option| option.count);
            options.chain(contest.blank).collect()
        })
        .collect();
    assert_eq!(counts, expected);

    // Who posted it cannot take it back.
    Trustee::new(2).decrypt(&board).await.ends(
        1,
        &[
            &format!("your own part in the log, line {seq}, is wrong"),
            "hint: it cannot be replaced",
        ],
    );
    assert_eq!(board.posted(), []);
}
