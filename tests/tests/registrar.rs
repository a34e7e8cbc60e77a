//! The registrar's program against a real board: who is on the roll, and who is not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{Follower, follow::BallotProofs};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
};
use ostrakon_record::{
    booth::{BoothError, Sealed},
    election::{Election, Phase},
    entry::Submission,
    roll::PART_LIMIT,
};
use ostrakon_tests::town::Town;
use rand_core::OsRng;
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

fn list(name: &str, voters: usize) -> String {
    let rows = (1..=voters).map(|number| format!("{name}{number},Voter {number}\n"));
    format!("id,name\n{}", rows.collect::<String>())
}

async fn follow(town: &Town, id: Hash) -> Election {
    let mut follower = Follower::new(town.board.client(), id, BallotProofs::Skip);
    follower.update(None).await.unwrap().clone()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn an_interrupted_roll_goes_on_where_it_stopped() {
    let town = Town::new(1, 1, 3);
    let (id, _) = town.define();
    town.ceremony(&id);
    let voters = 2 * PART_LIMIT + 1;
    town.voters(&list("v", voters));
    town.hand_out();
    town.registrar("roll", &["--output", "roll.lines"])
        .ends(0, &[&format!("The roll of {voters} voters is signed")]);
    let roll = fs::read_to_string(town.path("roll.lines")).unwrap();

    // What a run leaves behind that dies between the first part and the second.
    let client = town.board.client();
    let first = Submission::parse(roll.lines().nth(1).unwrap().as_bytes()).unwrap();
    client.post(&id, &first).await.unwrap();
    let entries = town.summary(&id).await.entries;

    // A changed, a cut and another election's roll are refused, and nothing is appended.
    let digit = if roll.contains("\"weight\":1}") {
        "\"weight\":2}"
    } else {
        panic!("no weight")
    };
    fs::write(
        town.path("changed.lines"),
        roll.replacen("\"weight\":1}", digit, 1),
    )
    .unwrap();
    town.registrar("post", &["changed.lines"]).ends(1, &["signature"]);
    let cut: Vec<&str> = roll.lines().take(3).collect();
    fs::write(town.path("cut.lines"), cut.join("\n")).unwrap();
    town.registrar("post", &["cut.lines"])
        .ends(1, &["cut.lines, line 3: the file is cut short"]);
    town.registrar("post", &["codes.csv"]).ends(
        1,
        &[
            "codes.csv, line 1:",
            "hint: name a file that `election-registrar roll` wrote",
        ],
    );
    assert_eq!(town.summary(&id).await.entries, entries);

    // The roll is the same every time, and is completed; once more: it is complete.
    town.registrar("roll", &["--output", "again.lines"]).ends(0, &[]);
    assert_eq!(fs::read_to_string(town.path("again.lines")).unwrap(), roll);
    for _ in 0..2 {
        town.registrar("post", &["again.lines"])
            .ends(0, &[&format!("The roll of {voters} voters is sealed")]);
        let summary = town.summary(&id).await;
        assert_eq!(
            (summary.phase, summary.voters),
            (Phase::Rehearsal, u64::try_from(voters).unwrap())
        );
        assert_eq!(summary.entries, entries + 3, "two parts and the seal");
    }
    let nonce = follow(&town, id).await.manifest().nonce;
    for row in [&town.codes()[0], &town.codes()[voters - 1]] {
        let key = CredentialKey::derive(&nonce, &VoterCode::parse(&row.code).unwrap());
        let credential = client.credential(&id, &key.credential()).await.unwrap();
        assert_eq!(credential.weight, 1);
    }
}

#[tokio::test]
async fn a_code_that_was_issued_anew_votes_and_the_old_one_does_not() {
    let town = Town::new(1, 1, 3);
    let (id, _) = town.define();
    town.ceremony(&id);
    town.voters("id,name,email,weight\n1,Ada,,1\n2,Bo,,3\n3,Cy,,1\n");
    town.hand_out();
    let old = town.codes();
    town.registrar("reissue", &["4", "--reason", "lost"])
        .ends(1, &["no voter with the id \"4\""]);
    town.registrar("reissue", &["2", "--reason", " "])
        .ends(1, &["needs a reason"]);
    town.registrar("reissue", &["2", "--reason", "the letter came back"])
        .ends(0, &["has code number 2 now"]);

    // Who got the code already is not sent another one, unless it is asked for.
    let status = town
        .registrar("status", &["--missing", "--journal", "--json"])
        .json();
    assert_eq!(
        (
            &status["voters"],
            &status["sent"],
            &status["not_sent"],
            &status["reissued"]
        ),
        (&3.into(), &2.into(), &1.into(), &1.into())
    );
    assert_eq!(status["missing"][0]["id"], "2");
    let journal = status["journal"].as_array().unwrap();
    let said = |line: &Value| format!("{}: {}", line["what"], line["remark"]);
    assert!(
        journal
            .iter()
            .any(|line| said(line) == "\"re-issue\": \"voter \\\"2\\\": the letter came back\""),
        "{journal:#?}"
    );
    town.registrar("export", &["--output", "new.csv"])
        .ends(0, &["1 secret codes are in new.csv"]);
    town.registrar("export", &["--output", "none.csv"])
        .ends(1, &["everybody was sent a code already"]);
    assert!(!town.path("none.csv").exists());
    let new = registrar::mailing::read(&town.path("new.csv")).unwrap();
    assert_eq!((new.len(), new[0].id.as_str(), new[0].weight), (1, "2", 3));
    assert_ne!(new[0].code, old[1].code);
    assert_eq!(mode(&town.path("new.csv")), 0o600);

    town.post().ends(0, &["The roll of 3 voters is sealed"]);
    for command in [
        &["reissue", "1", "--reason", "lost"][..],
        &["import", "voters.csv"],
    ] {
        town.registrar(command[0], &command[1..])
            .ends(1, &["the roll is signed", "nothing was changed"]);
    }
    town.tally("rehearse", &id, &[1]);
    town.office("open").ends(0, &[]);
    let election = follow(&town, id).await;
    let key =
        |code: &str| CredentialKey::derive(&election.manifest().nonce, &VoterCode::parse(code).unwrap());
    let choices = [vec![1, 0], vec![3, 1]];
    let told = Sealed::for_election(&election, &key(&old[1].code), &choices, &mut OsRng);
    assert_eq!(told.unwrap_err(), BoothError::NotOnRoll);
    let status = town
        .board
        .client()
        .credential(&id, &key(&old[1].code).credential())
        .await;
    assert!(status.is_err(), "the board knows the old code: {status:?}");
    for link in [&new[0].link, &old[0].link] {
        town.vote(link, &choices).await;
    }
}

#[tokio::test]
async fn a_registrar_is_for_one_election_and_nobody_vanishes_by_accident() {
    let town = Town::new(1, 1, 3);
    let (id, _) = town.define();
    let election = id.to_string();
    let address = town.board.address();
    // Another registrar's key is not the one that the definition names.
    fs::rename(town.path("registrar"), town.path("other")).unwrap();
    town.registrar("join", &["--board", address, "--election", &election])
        .ends(2, &["registrar.key.age does not exist"]);
    town.registrar("init", &[]).ends(0, &[]);
    for file in ["registrar.key.age", "registrar.pub.json"] {
        assert!(town.path("registrar").join(file).is_file());
    }
    assert_eq!(mode(&town.path("registrar")), 0o700);
    assert_eq!(mode(&town.path("registrar/registrar.key.age")), 0o600);
    town.registrar("init", &[]).ends(1, &["exists already"]);
    town.registrar("join", &["--board", address, "--election", &election])
        .ends(1, &["names another registrar's key"]);
    fs::remove_dir_all(town.path("registrar")).unwrap();
    fs::rename(town.path("other"), town.path("registrar")).unwrap();

    // Without the network, by line 0; the list may come first.
    town.voters(&list("v", 3));
    town.registrar("import", &["voters.csv"]).ends(0, &["3 new ones"]);
    town.registrar("export", &["--output", "codes.csv"])
        .ends(2, &["run `election-registrar join` first"]);
    let lines = town
        .board
        .client()
        .log(&id, 0, Some(1))
        .await
        .unwrap()
        .next_line()
        .await;
    fs::write(town.path("line0.jsonl"), lines.unwrap().unwrap()).unwrap();
    town.registrar("join", &["--board", address, "--manifest", "line0.jsonl"])
        .ends(0, &["The codes are for the election \"Town\""]);
    town.registrar("export", &["--output", "codes.csv"]).ends(0, &[]);
    let codes = town.codes();

    // A corrected list keeps the codes; a shorter one is refused unless it is meant.
    town.voters("id,name,address\nv1,Ada,1 Road\nv2,Bo,\n");
    town.registrar("import", &["voters.csv"]).ends(
        1,
        &["1 voters of the earlier list are not in this one", "--remove"],
    );
    town.registrar("import", &["voters.csv", "--remove"]).ends(
        0,
        &[
            "0 new ones",
            "2 were known, and keep theirs; 1 were taken off",
            "warning: there are 2 voters",
        ],
    );
    town.registrar("export", &["--everybody", "--output", "again.csv"])
        .ends(0, &["2 secret codes"]);
    let again = registrar::mailing::read(&town.path("again.csv")).unwrap();
    assert_eq!(
        (again[0].name.as_str(), again[0].address.as_str()),
        ("Ada", "1 Road")
    );
    for (row, before) in again.iter().zip(&codes) {
        assert_eq!((&row.id, &row.code), (&before.id, &before.code));
    }

    // Another passphrase opens nothing.
    fs::write(town.path("passphrase"), "another passphrase").unwrap();
    town.registrar("export", &["--everybody", "--output", "stolen.csv"])
        .ends(1, &["wrong passphrase"]);
    assert!(!town.path("stolen.csv").exists());
}

/// Everything that must not be seen, in all forms that it could have.
fn secrets(town: &Town) -> Vec<String> {
    let codes = town.codes();
    let plain = codes.iter().map(|row| row.code.clone());
    let joined = codes.iter().map(|row| row.code.replace('-', ""));
    let personal = [
        "Zzyzx Planted-Name",
        "planted@secret.example",
        "17 Planted Road",
        "planted-id-4711",
        "a made-up passphrase",
    ];
    plain.chain(joined).chain(personal.map(str::to_owned)).collect()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

#[tokio::test]
async fn planted_secrets_are_nowhere() {
    let town = Town::new(1, 1, 3);
    let (id, _) = town.define();
    town.ceremony(&id);
    town.voters(
        "id,name,email,address\nplanted-id-4711,Zzyzx Planted-Name,planted@secret.example,17 Planted Road; 12345 Town\n\
         2,Bo,,\n3,Cy,,\n",
    );
    town.hand_out();
    let mut said = String::new();
    let mut note = |command: &str, arguments: &[&str]| {
        let outcome = town.registrar(command, arguments);
        outcome.ends(0, &[]);
        said.push_str(&outcome.data);
        said.push_str(&outcome.notes);
    };
    note(
        "letters",
        &["--everybody", "--output", "letters", "--sender", "Town"],
    );
    note("reissue", &["2", "--reason", "lost"]);
    note("export", &["--output", "new.csv"]);
    note("status", &["--journal"]);
    note("roll", &["--output", "roll.lines"]);
    note("post", &["roll.lines"]);
    let mut secrets = secrets(&town);
    secrets.push(
        registrar::mailing::read(&town.path("new.csv")).unwrap()[0]
            .code
            .clone(),
    );
    assert_eq!(secrets.len(), 3 + 3 + 5 + 1);
    for secret in &secrets {
        assert!(!said.contains(secret.as_str()), "a program said {secret}");
    }

    // Files for handing out are secret and hold secrets, as their guide says: so the search would find them.
    let holds = |path: &Path, secret: &str| {
        let bytes = fs::read(path).unwrap();
        bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes())
    };
    assert!(holds(&town.path("codes.csv"), &secrets[0]));
    let mut places = vec![town.path("roll.lines")];
    let folders = ["registrar", "board", "office"].map(|folder| town.path(folder));
    // A board that runs replaces its files meanwhile.
    town.board.kill();
    for folder in &folders {
        places.extend(files(folder));
    }
    assert!(places.iter().any(|path| path.ends_with("registrar.sqlite")));
    for path in &places {
        for secret in &secrets {
            assert!(!holds(path, secret), "{} holds {secret}", path.display());
        }
    }
}

/// What the system shows everybody of a program that runs.
#[test]
fn the_passphrase_is_neither_an_argument_nor_in_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    let mut program = std::process::Command::new(ostrakon_tests::programs::program("election-registrar"));
    program
        .current_dir(folder.path())
        .args(["init", "--dir", "registrar", "--passphrase-fd", "0"])
        .stdin(reader.try_clone().unwrap())
        .stderr(std::process::Stdio::piped());
    let child = program.spawn().unwrap();
    // It waits for the passphrase, so it can be looked at.
    for file in ["cmdline", "environ"] {
        let shown = fs::read(format!("/proc/{}/{file}", child.id())).unwrap();
        let shown = String::from_utf8_lossy(&shown);
        assert!(!shown.contains("planted"), "{file}: {shown}");
    }
    std::io::Write::write_all(&mut writer, b"a planted passphrase\n").unwrap();
    drop(writer);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("planted"));
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut reader, &mut rest).unwrap();
    assert_eq!(rest, "", "the program has read all of it");
    // The same passphrase opens what it made, and another one does not.
    for (passphrase, code) in [("a planted passphrase", 0), ("another", 1)] {
        fs::write(folder.path().join("passphrase"), passphrase).unwrap();
        fs::write(folder.path().join("voters.csv"), "id,name\n1,Ada\n").unwrap();
        let mut program = std::process::Command::new(ostrakon_tests::programs::program("election-registrar"));
        program
            .current_dir(folder.path())
            .args(["import", "voters.csv", "--dir", "registrar"]);
        let output = program
            .args(["--passphrase-file", "passphrase"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{output:?}");
    }
}
