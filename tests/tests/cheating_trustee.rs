//! The trustees' and the official's programs with a trustee among them who cheats.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{Follower, follow::BallotProofs};
use ostrakon_crypto::{
    dkg::{Complaint, Deal, Dealer, SharePurpose},
    hash::Hash,
    index::TrusteeIndex,
};
use ostrakon_record::{
    body::{Body, KeyCommit, KeyComplaint, KeyConfirm, KeyDeal},
    election::{Election, Phase},
    entry::{Signer, Submission},
    manifest::Trustee,
};
use ostrakon_tests::{
    fixture::{Roles, TrusteeKeys},
    town::{Outcome, Town},
};
use rand_core::OsRng;
use std::{
    fs,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

fn index(number: u8) -> TrusteeIndex {
    TrusteeIndex::new(number).unwrap()
}

/// Trustee 2, who has no program but this one.
struct Cheater<'a> {
    town: &'a Town,
    keys: TrusteeKeys,
    follower: Follower,
}

impl Cheater<'_> {
    /// Waits until the election is so far.
    async fn reach(&mut self, phase: Phase) -> &Election {
        let begun = Instant::now();
        while self.follower.update(None).await.unwrap().phase() != phase {
            assert!(begun.elapsed() < Duration::from_mins(3), "never {phase}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.follower.election().unwrap()
    }

    async fn post(&self, body: Body) {
        let id = *self.follower.election().unwrap().id();
        let line = Submission::sign(&self.keys.signing, Signer::Trustee(index(2)), &id, body);
        self.town.board.client().post(&id, &line).await.unwrap();
    }

    fn dealer(&self, election: &Election) -> Dealer {
        Dealer::new(election.session().clone(), index(2), &self.keys.dealing).unwrap()
    }

    async fn commit(&mut self) {
        let election = self.reach(Phase::KeyCommit).await.clone();
        self.post(Body::KeyCommit(KeyCommit {
            session: election.session().id,
            commitment: self.dealer(&election).commitment(),
        }))
        .await;
    }

    async fn deal(&mut self, spoil: impl FnOnce(&mut Deal)) {
        let election = self.reach(Phase::KeyDeal).await.clone();
        let commitments: Vec<Hash> = election.commitments().values().copied().collect();
        let (mut deal, _) = self.dealer(&election).deal(&commitments, &mut OsRng).unwrap();
        spoil(&mut deal);
        self.post(Body::KeyDeal(KeyDeal::new(election.session().id, &deal)))
            .await;
    }

    /// Complains of the good share that trustee 1 has dealt.
    async fn complain(&mut self) {
        let election = self.reach(Phase::KeyConfirm).await.clone();
        let complaint = Complaint::new(
            election.session(),
            index(2),
            index(1),
            &election.deals()[&index(1)],
            &self.keys.encryption,
            &mut OsRng,
        );
        self.post(Body::KeyComplaint(KeyComplaint::new(
            election.session().id,
            &complaint.unwrap(),
        )))
        .await;
    }

    async fn confirm(&mut self) {
        let election = self.reach(Phase::KeyConfirm).await.clone();
        let commitments: Vec<Hash> = election.commitments().values().copied().collect();
        let deals: Vec<Deal> = election.deals().values().cloned().collect();
        let receiver = self.dealer(&election).resume(&commitments).unwrap();
        let (share, keys) = receiver.finish(&deals, &self.keys.encryption).unwrap();
        let transcript = *election.key_transcript().unwrap();
        self.post(Body::KeyConfirm(KeyConfirm {
            session: election.session().id,
            transcript,
            key: keys.joint,
            possession: share.prove_possession(SharePurpose::Confirm, &transcript, &mut OsRng),
        }))
        .await;
    }
}

fn restart(town: &Town, arguments: &[&str]) -> Outcome {
    town.admin(&[&["restart-keys", "--dir", "office"], arguments].concat())
}

#[tokio::test]
async fn a_cheating_trustee_is_named_and_the_others_go_on_by_themselves() {
    let town = Town::new(2, 3, 3);
    let keys = Roles::new(60, 0).trustees.swap_remove(1);
    let public = Trustee {
        name: "Mallory".to_owned(),
        signing_key: keys.signing.verifying_key(),
        encryption_key: keys.encryption.public(),
    };
    let path = town.path("trustee2/trustee.pub.json");
    fs::write(path, serde_json::to_string(&public).unwrap()).unwrap();
    let (id, _) = town.define();
    let start = |number| -> Child {
        town.trustee("ceremony", &id, number, 300)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let (mut first, third) = (start(1), start(3));
    let mut cheater = Cheater {
        town: &town,
        keys,
        follower: Follower::new(town.board.client(), id, BallotProofs::Skip),
    };

    // A share that does not decrypt: its receiver complains.
    cheater.commit().await;
    cheater.deal(|deal| deal.shares[1].ciphertext[7] ^= 1).await;
    cheater.reach(Phase::KeyDispute).await;
    town.office("status").ends(
        0,
        &["next: `election-admin restart-keys`", "stopped by a complaint"],
    );
    restart(&town, &["--absent", "2"]).ends(1, &["the log tells whose fault it is", "without --absent"]);
    // Whoever was killed meanwhile is told again what happened.
    first.kill().unwrap();
    first.wait().unwrap();
    restart(&town, &[]).ends(0, &["because trustee 2 Mallory dealt a bad share"]);
    let first = start(1);

    // A complaint of a good share.
    cheater.commit().await;
    cheater.deal(|_| ()).await;
    cheater.complain().await;
    cheater.reach(Phase::KeyDispute).await;
    restart(&town, &[]).ends(0, &["because trustee 2 Mallory complained of a good share"]);

    // Nothing at all.
    let begun = Instant::now();
    while cheater.reach(Phase::KeyCommit).await.commitments().len() < 2 {
        assert!(begun.elapsed() < Duration::from_mins(3));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    restart(&town, &[]).ends(
        1,
        &[
            "nobody has complained; key generation waits for Mallory",
            "--absent INDEX",
        ],
    );
    for number in ["1", "4", "0"] {
        let refused = format!("trustee {number} is not absent; key generation waits for Mallory");
        restart(&town, &["--absent", number]).ends(1, &[&refused]);
    }
    restart(&town, &["--absent", "2"]).ends(0, &["because trustee 2 Mallory did not post"]);

    // And honestly in the end.
    cheater.commit().await;
    cheater.deal(|_| ()).await;
    cheater.confirm().await;
    cheater.reach(Phase::Roll).await;
    restart(&town, &[]).ends(
        1,
        &["this is not possible any more", "next: `election-registrar post`"],
    );
    let restarts = [
        "Key generation started anew, because trustee 2 (Mallory) dealt a bad share",
        "Key generation started anew, because trustee 2 (Mallory) complained of a good share",
        "Key generation started anew, because trustee 2 (Mallory) did not post",
        "The election's key is generated",
    ];
    for process in [first, third] {
        let outcome = Outcome::from(process.wait_with_output().unwrap());
        outcome.ends(0, &restarts);
        let complained = outcome
            .notes
            .contains("The share of the key that trustee 2 (Mallory) dealt you is bad");
        let is_third = outcome.notes.matches("posted key-commit").count() == 4;
        assert_eq!(complained, is_third, "{outcome:#?}");
    }
    town.office("status").ends(
        0,
        &[
            "trustee 2 Mallory dealt a bad share",
            "trustee 2 Mallory complained of a good share",
            "trustee 2 Mallory did not post",
        ],
    );
    town.voters("id,name,email,weight\n1,Voter,,1\n2,Voter,,1\n3,Voter,,1\n");
    town.roll().ends(0, &[]);
    town.tally("rehearse", &id, &[1, 3]);
}
