//! Line 0 of a log whose roll a given registrar signs.

use ostrakon_crypto::{
    hash::Hash,
    secret::SecretScalar,
    signature::{SigningKey, VerifyingKey},
};
use ostrakon_record::{
    body::Body,
    entry::{Entry, Signer, Submission},
    manifest::{Contest, ContestOption, Layout, LogIdentity, Manifest, PROTOCOL, Rule, Schedule, Trustee},
    text::Text,
};
use rand_core::OsRng;

/// The definition of a small election with this registrar and title.
///
/// # Panics
/// If there cannot be such an election.
#[must_use]
pub fn line0(registrar: VerifyingKey, title: &str) -> String {
    let authority = SigningKey::generate(&mut OsRng);
    let key = || SigningKey::generate(&mut OsRng).verifying_key();
    let options = ["yes", "no"].map(|id| ContestOption::new(id, Text::single("en", id)));
    let rule = Rule::Choose {
        minimum: 1,
        maximum: 1,
        blank: false,
    };
    let nonce = Hash::of(b"a nonce");
    let origin = format!("localhost/{}", &nonce.to_string()[..16]);
    let manifest = Manifest {
        protocol: PROTOCOL.to_owned(),
        nonce,
        title: Text::single("en", title),
        description: Text::default(),
        contests: vec![Contest::new("c", Text::single("en", "C"), rule, options.to_vec())],
        schedule: Schedule {
            opens: 1_780_300_800,
            closes: 1_780_938_000,
        },
        authority: authority.verifying_key(),
        registrar,
        threshold: 1,
        trustees: vec![Trustee {
            name: "T".to_owned(),
            signing_key: key(),
            encryption_key: SecretScalar::random(&mut OsRng).public(),
        }],
        log: LogIdentity::new(origin, key(), Vec::new(), 0).unwrap(),
        revoting: true,
        minimum_ballots: 10,
        challenges: 5,
        layout: Layout::default(),
        check: None,
        pages: None,
    };
    let line = Submission::sign(
        &authority,
        Signer::Authority,
        &Hash::ZERO,
        Body::Manifest(manifest),
    );
    Entry::place(0, Hash::ZERO, line).unwrap().line()
}
