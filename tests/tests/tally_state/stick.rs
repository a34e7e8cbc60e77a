//! A stick is believed no more than a board: what it shows comes from whoever had it in their hands.

use super::*;
use std::path::Path;

/// A stick with this record, made by somebody who knows how.
fn stick(record: &Record, checkpoint: Option<&str>) -> TempDir {
    let stick = tempfile::tempdir().unwrap();
    let election = record.election();
    let folder = folder(stick.path(), election.id());
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("log.jsonl"), record.log()).unwrap();
    let contents = json!({
        "format": "ostrakon/stick/1",
        "election": election.id(),
        "session": election.session().id,
        "phase": election.phase(),
        "entries": election.entries(),
        "head": election.head(),
        "checkpoint": checkpoint,
    });
    fs::write(folder.join("contents.json"), contents.to_string()).unwrap();
    stick
}

fn folder(stick: &Path, id: &Hash) -> PathBuf {
    stick.join(format!("election-{id}"))
}

impl Trustee {
    fn decrypt_offline(&self, stick: &TempDir) -> Outcome {
        let mut process = Command::new(program("tally"));
        process
            .args(["decrypt", "--offline"])
            .arg(stick.path())
            .args(["--election", &self.id.to_string(), "--dir"])
            .arg(self.folder.path())
            .arg("--passphrase-file")
            .arg(self.folder.path().join("passphrase"));
        process.output().unwrap().into()
    }

    /// The line that is on the stick for the board.
    fn message(&self, stick: &TempDir) -> Option<Submission> {
        let files = fs::read_dir(folder(stick.path(), &self.id)).unwrap();
        let mut paths = files.map(|file| file.unwrap().path());
        let path = paths.find(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("message-")
        })?;
        let text = fs::read_to_string(path).unwrap();
        let (_, line) = text.split_once("\"line\": ").unwrap();
        let line = line.trim_end().strip_suffix('}').unwrap().trim_end();
        Some(Submission::parse(line.as_bytes()).unwrap())
    }
}

#[test]
fn lines_that_were_seen_cannot_be_taken_back_by_a_stick() {
    let trustee = Trustee::new(3);
    let open = stick(&Record::honest(SEED, Stage::Voted), None);
    trustee
        .decrypt_offline(&open)
        .ends(2, &["not finished: waiting for the election to be closed"]);
    let seen = fs::read(trustee.file("seen")).unwrap();
    let entries = Record::honest(SEED, Stage::Voted).entries().len();
    let fewer = format!("and you have seen {entries} of them before");
    let others = format!("the first {entries} of them do not end as they did");
    for (record, words) in [
        (Record::honest(SEED, Stage::Open), &fewer),
        (fork(Stage::Closed), &others),
        (fork(Stage::Announced), &others),
    ] {
        let stick = stick(&record, None);
        trustee.decrypt_offline(&stick).ends(1, &[words]);
        assert_eq!(trustee.message(&stick), None);
        assert_eq!(fs::read(trustee.file("seen")).unwrap(), seen);
        assert!(!trustee.file("decided").exists());
    }
    // The true log goes on.
    let closed = stick(&Record::honest(SEED, Stage::Closed), None);
    trustee
        .decrypt_offline(&closed)
        .ends(2, &["your intent is on the stick"]);
    assert_eq!(trustee.message(&closed).unwrap().kind(), Kind::Intent);
}

#[test]
fn one_ballot_box_for_ever_by_any_stick() {
    let trustee = Trustee::new(3);
    let honest = stick(&Record::honest(SEED, Stage::Closed), None);
    trustee
        .decrypt_offline(&honest)
        .ends(2, &["your intent is on the stick"]);
    let announced = trustee.message(&honest).unwrap();
    assert_eq!(*announced.body(), Record::honest(SEED, Stage::Closed).intent());
    let decided = fs::read(trustee.file("decided")).unwrap();

    // Another ballot box, ready to be decrypted.
    for (stage, words) in [
        (Stage::Closed, "is old: it has 26 lines"),
        (Stage::Announced, "do not end as they did"),
    ] {
        let forked = stick(&fork(stage), None);
        trustee.decrypt_offline(&forked).ends(1, &[words]);
        let seen = fs::read(trustee.file("seen")).unwrap();
        fs::remove_file(trustee.file("seen")).unwrap();
        trustee
            .decrypt_offline(&forked)
            .ends(1, &["says that you decided to decrypt another ballot box"]);
        fs::write(trustee.file("seen"), seen).unwrap();
        assert_eq!(trustee.message(&forked), None);
        assert_eq!(fs::read(trustee.file("decided")).unwrap(), decided);
    }

    // The announcement stands, however often it is asked for; and the part of the sum, too.
    let again = stick(&Record::honest(SEED, Stage::Closed), None);
    trustee
        .decrypt_offline(&again)
        .ends(2, &["your intent is on the stick"]);
    assert_eq!(trustee.message(&again).unwrap(), announced);
    let mut record = Record::honest(SEED, Stage::Closed);
    record.push(announced);
    record.advance(Stage::Announced);
    let parts = [(); 2].map(|()| {
        let ready = stick(&record, None);
        trustee
            .decrypt_offline(&ready)
            .ends(2, &["your partial-decryption is on the stick"]);
        trustee.message(&ready).unwrap()
    });
    assert_eq!(parts[0], parts[1]);
    record.push(parts[0].clone());
    trustee
        .decrypt_offline(&stick(&record, None))
        .ends(0, &["in the log already"]);
}

#[test]
fn only_a_record_that_verifies_crosses_the_gap() {
    let refused = |record: &Record, words: &[&str]| {
        let trustee = Trustee::new(3);
        let stick = stick(record, None);
        trustee.decrypt_offline(&stick).ends(1, words);
        assert_eq!(trustee.message(&stick), None);
        assert!(!trustee.file("decided").exists());
    };
    // A ballot whose proof is wrong: it could undo all the others. Who only counts ballots does not find it.
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
        &added,
        &["the record does not verify, and you decrypt nothing", "B4"],
    );

    // A part of the ballots, which enough others are ready to decrypt.
    let mut part = Record::honest(SEED, Stage::Closed);
    let Body::Intent(smaller) = fork(Stage::Closed).intent() else {
        panic!("no intent");
    };
    for number in [1, 2] {
        let line = part.sign(
            Signer::Trustee(index(number)),
            Body::Intent(Intent {
                close: *part.election().close_hash().unwrap(),
                aggregate: smaller.aggregate,
            }),
        );
        part.force(line);
    }
    refused(
        &part,
        &["names another aggregate than the counted ballots add up to"],
    );
}

#[test]
fn the_witnesses_cross_the_gap_with_the_closed_ballot_box() {
    let mut record = Record::new(Roles::new(SEED, 7).witnessed());
    let trustee = Trustee::of(&record, 3);
    record.advance(Stage::Voted);
    let open = record.entries().len();
    record.advance(Stage::Closed);
    let cosigned = |size: usize, witnesses: &[u8]| {
        record
            .cosign_checkpoint(&record.checkpoint(size), witnesses)
            .to_string()
    };
    for checkpoint in [
        None,
        Some(String::new()),
        Some(cosigned(open, &[1, 2, 3])),
        Some(cosigned(open + 1, &[2])),
        Some(cosigned(open + 1, &[2, 8, 9])),
    ] {
        let stick = stick(&record, checkpoint.as_deref());
        trustee
            .decrypt_offline(&stick)
            .ends(2, &["not finished: waiting for the witnesses"]);
        assert_eq!(trustee.message(&stick), None);
        assert!(!trustee.file("decided").exists());
    }
    let stick = stick(&record, Some(&cosigned(open + 1, &[3, 1])));
    let seen = format!("have seen {} lines of the log", open + 1);
    trustee
        .decrypt_offline(&stick)
        .ends(2, &[&seen, "your intent is on the stick"]);
}

/// The machine with the network waits for the witnesses, and brings what they have cosigned.
#[tokio::test(flavor = "multi_thread")]
async fn a_carrier_brings_the_witnesses_checkpoint() {
    let mut record = Record::new(Roles::new(SEED, 7).witnessed());
    let trustee = Trustee::of(&record, 3);
    record.advance(Stage::Closed);
    let lines = record.entries().len();
    let note = record
        .cosign_checkpoint(&record.checkpoint(lines), &[1, 3])
        .to_string();
    let board = Liar::start(record).await;
    let stick = tempfile::tempdir().unwrap();
    let carry = async || -> Outcome {
        let mut process = Command::new(program("tally"));
        process
            .args(["carry", "--board", &board.address, "--timeout", "1", "--stick"])
            .arg(stick.path())
            .args(["--election", &trustee.id.to_string()]);
        let output = tokio::task::spawn_blocking(move || process.output());
        output.await.unwrap().unwrap().into()
    };
    carry().await.ends(2, &["gave up waiting for the witnesses"]);
    trustee
        .decrypt_offline(&stick)
        .ends(2, &["not finished: waiting for the witnesses"]);
    board.publish(vec![note]);
    carry().await.ends(0, &["lines of the log are on the stick"]);
    trustee
        .decrypt_offline(&stick)
        .ends(2, &["have seen", "your intent is on the stick"]);
    // A board with another history is found out.
    board.show(fork(Stage::Closed));
    carry().await.ends(
        1,
        &["the board does not have line", "do nothing more in this election"],
    );
    assert_eq!(board.posted(), []);
}
