//! The official's program against a real board, a real registrar and real trustees.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{Follower, follow::BallotProofs};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::election::Phase;
use ostrakon_tests::{
    programs::program,
    town::{Outcome, Town},
};
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, process::Command};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn an_election_from_definition_to_result() {
    let town = Town::new(2, 3, 3);
    let (id, defined) = town.define();
    let warnings: Vec<&str> = defined
        .notes
        .lines()
        .filter_map(|line| line.strip_prefix("warning: "))
        .collect();
    assert!(
        matches!(warnings.as_slice(), [pages, witnesses, ballots]
            if pages.contains("pages") && witnesses.contains("no witnesses") && ballots.starts_with("3 ballots")),
        "{defined:#?}"
    );
    for file in ["authority.key", "election.json"] {
        assert_eq!(mode(&town.path("office").join(file)), 0o600, "{file}");
    }
    let keys = fs::read(town.path("office/authority.key")).unwrap();
    town.admin(&town.new_arguments("board/admin.token")).ends(
        1,
        &["office holds an election already", "hint: nothing was changed"],
    );
    assert_eq!(fs::read(town.path("office/authority.key")).unwrap(), keys);

    // Nothing can be done before its time, and everybody is told who is awaited.
    town.voters("id,name,email,weight\n1,Ada,ada@example.org,1\n2,Bo,,2\n3,Cy,,1\n4,Di,,5\n");
    town.hand_out();
    town.post()
        .ends(1, &["key generation, first round", "`tally ceremony`"]);
    for command in ["open", "close"] {
        town.office(command).ends(1, &["this is not possible now"]);
    }
    town.office("result").ends(1, &["there is no result"]);
    let status = town.office("status");
    assert!(
        status.data.contains("trustee 2 Trustee 2: nothing yet"),
        "{status:#?}"
    );
    assert!(
        status
            .data
            .ends_with("next: `tally ceremony` by Trustee 1, Trustee 2, Trustee 3\n"),
        "{status:#?}"
    );

    town.ceremony(&id);
    assert_eq!(
        town.status()["next"],
        "`election-registrar post` by the registrar"
    );
    town.registrar("post", &["roll.lines"])
        .ends(0, &["The roll of 4 voters is sealed"]);
    assert_eq!(mode(&town.path("codes.csv")), 0o600);
    let codes = town.codes();
    assert_eq!(codes[0].email, "ada@example.org");
    assert!(
        codes[0]
            .link
            .starts_with(&format!("{}/vote/{id}#", town.board.address()))
    );

    town.office("open").ends(
        2,
        &[
            "only 0 of the 2 trustees needed",
            "Trustee 1, Trustee 2, Trustee 3",
        ],
    );
    town.tally("rehearse", &id, &[1]);
    town.office("open").ends(
        2,
        &[
            "only 1 of the 2 trustees needed",
            "hint: ask for `tally rehearse`: Trustee 2, Trustee 3",
        ],
    );
    assert_eq!(
        town.status()["next"],
        "`tally rehearse` by 1 of Trustee 2, Trustee 3"
    );
    town.tally("rehearse", &id, &[3]);
    let opened = town.admin(&["open", "--dir", "office", "--json"]);
    assert_eq!(opened.json()["phase"], "voting");
    town.registrar("post", &["roll.lines"])
        .ends(1, &["the roll is sealed"]);

    for (voter, choices) in [
        (0, [vec![1, 0], vec![3, 1]]),
        (1, [vec![0, 1], vec![0, 0]]),
        (3, [vec![1, 0], vec![0, 2]]),
    ] {
        town.vote(&codes[voter].link, &choices).await;
    }
    town.office("result")
        .ends(1, &["there is no result", "open for voting"]);
    town.office("close").ends(
        0,
        &[
            "warning: voting was announced until 2999-06-01 08:00 UTC",
            "closed with 3 ballots",
        ],
    );
    town.office("result").ends(
        2,
        &["only 0 of the 2 trustees needed", "hint: ask for `tally decrypt`"],
    );
    town.tally("decrypt", &id, &[1, 3]);
    assert_eq!(town.status()["next"], "`election-admin result`");

    let table = "3 ballots counted, of weight 8 together\n\n\
        Build a bridge?\n\
        6  ██████████████████████████████  Yes\n\
        2  ██████████                      No\n\n\
        Which colour?\n \
        3  █████████                       Red\n\
        11  ██████████████████████████████  Blue\n";
    // The second time the result is only read, and nothing appended.
    for _ in 0..2 {
        let result = town.office("result");
        assert_eq!(result.data, table);
        assert_eq!(result.code, 0);
    }
    let result = town.admin(&["result", "--dir", "office", "--json"]).json();
    assert_eq!(result["contests"][1]["options"][1]["count"], 11);
    assert_eq!(result["contests"][0]["leading"][0], "yes");
    let summary = town.summary(&id).await;
    assert_eq!(summary.phase, Phase::Finished);
    town.admin(&["abort", "--dir", "office", "--reason", "too late"])
        .ends(1, &["not possible any more", "finished"]);
    assert_eq!(town.summary(&id).await.entries, summary.entries);
}

#[tokio::test]
async fn what_the_board_refuses_leaves_no_keys_behind() {
    let town = Town::new(2, 2, 3);
    fs::write(town.path("wrong.token"), "made-up\n").unwrap();
    town.admin(&town.new_arguments("wrong.token")).ends(
        1,
        &["the board refuses", "nothing was posted; does wrong.token hold"],
    );
    assert_eq!(fs::read_dir(town.path("office")).unwrap().count(), 0);
    assert!(town.board.client().elections().await.unwrap().is_empty());

    // The same folder serves for the next try.
    let (id, defined) = town.define();
    defined.ends(
        0,
        &["warning: all trustees are needed: if one loses the key, there will be no result"],
    );
    assert_eq!(town.board.client().elections().await.unwrap()[0].election, id);

    // A board that is gone is not mistaken for one that says no.
    let office = town.path("office");
    town.board.kill();
    let mut command = Command::new(program("election-admin"));
    command.args(["status", "--dir"]).arg(office);
    let outcome = Outcome::from(command.output().unwrap());
    outcome.ends(2, &["cannot be reached", "hint: is the address right"]);
}

#[tokio::test]
async fn too_few_ballots_are_announced_before_and_after() {
    let town = Town::new(1, 2, 3);
    let (id, defined) = town.define();
    defined.ends(
        0,
        &["warning: the threshold is 1: each trustee alone can open every ballot"],
    );
    town.ceremony(&id);
    town.voters("id,name,email\n1,Ada,\n2,Bo,\n");
    town.roll().ends(
        0,
        &["warning: there are 2 voters, and nothing will be decrypted under 3 ballots"],
    );
    town.tally("rehearse", &id, &[2]);
    assert_eq!(town.office("open").code, 0);
    let codes = town.codes();
    town.vote(&codes[0].link, &[vec![1, 0], vec![1, 1]]).await;
    town.office("close").ends(
        0,
        &["Ballots that count: 1, under the minimum of 3: nothing will be decrypted"],
    );
    town.office("result").ends(1, &["too few ballots to decrypt"]);
    assert_eq!(
        town.status()["next"],
        "nothing: too few ballots were cast to decrypt any"
    );
}

#[tokio::test]
async fn an_aborted_election_says_why() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    town.admin(&["abort", "--dir", "office", "--reason", "  "])
        .ends(1, &["an abort needs a reason"]);
    town.admin(&[
        "abort",
        "--dir",
        "office",
        "--reason",
        "The bridge\u{1b}[2J fell down",
    ])
    .ends(0, &["ended without a result"]);
    assert_eq!(town.summary(&id).await.phase, Phase::Aborted);
    let status = town.office("status");
    assert!(
        status
            .data
            .contains("aborted\nreason: The bridge [2J fell down\n"),
        "{status:#?}"
    );
    assert_eq!(town.status()["abort_reason"], "The bridge\u{1b}[2J fell down");
    town.office("open").ends(1, &["aborted"]);
}

#[tokio::test]
async fn a_pabulib_file_becomes_an_election() {
    let town = Town::new(2, 3, 3);
    fs::write(
        town.path("town.pb"),
        "META\nkey;value\ndescription;A made-up town\nvote_type;cumulative\nmax_sum_points;5\nmax_points;3\nlanguage;sv\n\
         PROJECTS\nproject_id;cost;score;name\nP1;10;3;Bro\nP2;10;2;\"Brunn; djup\"\nVOTES\nvoter_id;vote;points\n1;P1,P2;3,2\n",
    )
    .unwrap();
    let mut arguments = vec!["new", "--from-pabulib", "town.pb", "--threshold", "2"];
    let files = [1, 2, 3].map(|number| format!("trustee{number}/trustee.pub.json"));
    for file in &files {
        arguments.extend(["--trustee", file]);
    }
    arguments.extend(["--board", town.board.address(), "--dir", "office"]);
    arguments.extend(["--token-file", "board/admin.token", "--title", "Our budget"]);
    arguments.extend(["--registrar", "registrar/registrar.pub.json"]);
    let outcome = town.admin(&arguments);
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    let id: Hash = outcome.data.trim_end().parse().unwrap();
    let mut follower = Follower::new(town.board.client(), id, BallotProofs::Check);
    let manifest = follower.update(None).await.unwrap().manifest().clone();
    assert_eq!(manifest.title.pick("sv"), "Our budget");
    assert_eq!((manifest.threshold, manifest.trustees.len()), (2, 3));
    let contest = &manifest.contests[0];
    assert_eq!(contest.id, "projects");
    assert_eq!(contest.options[1].label.pick("sv"), "Brunn; djup");
    assert_eq!(contest.rule.bound(), 3);
    assert_eq!(
        contest.rule.sum().map(|sum| (sum.minimum, sum.maximum)),
        Some((1, 5))
    );
}
