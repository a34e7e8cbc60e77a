//! The checks: their ids, what they mean, and when they fail (docs/record.md §6).

use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

macro_rules! checks {
    ($($id:ident $title:literal { plain: $plain:literal, fails_if: $fails_if:literal, sections: $sections:literal, })+) => {
        /// A check of the verifier.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum CheckId {
            $(#[doc = $title] $id,)+
        }

        impl CheckId {
            /// All checks, in the order in which they are reported.
            pub const ALL: &'static [Self] = &[$(Self::$id),+];

            /// What the check means, in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$id => $title),+ }
            }

            /// What it means that the check passes, in a sentence for everybody.
            #[must_use]
            pub const fn plain(self) -> &'static str {
                match self { $(Self::$id => $plain),+ }
            }

            /// When exactly the check fails, in the words of the specification: what follows "fails if".
            #[must_use]
            pub const fn fails_if(self) -> &'static str {
                match self { $(Self::$id => $fails_if),+ }
            }

            /// The sections of docs/record.md, and of docs/protocol.md where it is named, that say what must hold.
            #[must_use]
            pub const fn sections(self) -> &'static str {
                match self { $(Self::$id => $sections),+ }
            }
        }
    };
}

checks! {
    P1 "every line is in canonical form" {
        plain: "Every line is written in the one form that it may have, so that nobody can say the same in two ways.",
        fails_if: "a line is not canonical (§1, §2), too long, or the last one has no newline; a point or scalar is not canonical",
        sections: "§1, §2",
    }
    P2 "the protocol version and suite are known" {
        plain: "The record says which rules it follows, and this verifier knows them.",
        fails_if: "`protocol` is unknown",
        sections: "§3.1",
    }
    P3 "no key, ciphertext or commitment is the identity" {
        plain: "No key and no sealed choice is the empty value, which would hide nothing.",
        fails_if: "a key, ciphertext, commitment, credential or proof point is the identity",
        sections: "§1; protocol.md §2",
    }
    P4 "the manifest is sane" {
        plain: "The election's definition makes sense: questions, options, rules, dates and keys are as they must be.",
        fails_if: "the manifest breaks §3.1",
        sections: "§3.1",
    }
    P5 "the keys and the id are those known from elsewhere" {
        plain: "This is the election, and these are the keys, that you were told of elsewhere.",
        fails_if: "id, keys or the witness policy differ from those given from outside; NOT-RUN if none are given",
        sections: "§6",
    }
    L1 "every line names the one before" {
        plain: "Every line names the one before, so none was changed, added, moved or left out.",
        fails_if: "`seq` or `prev` is wrong",
        sections: "§2",
    }
    L2 "Merkle roots and the log's signatures" {
        plain: "What the board has signed about its log is true of these lines.",
        fails_if: "a published checkpoint is no signed note of §8.2, is of another origin, is not signed by the log's key, or its root is not that of as many lines; NOT-RUN if none is given",
        sections: "§7, §8",
    }
    L3 "all checkpoints are of one tree" {
        plain: "The board has never signed two different logs, nor one that shrinks.",
        fails_if: "two published checkpoints of one size have different roots, one is of more lines than there are, or one comes after a larger one; NOT-RUN if none is given",
        sections: "§8.2",
    }
    L4 "witnesses have cosigned" {
        plain: "Enough independent witnesses saw the log when voting ended, and when the result was there.",
        fails_if: "the election is closed, and no published checkpoint that covers the close line, or once it is there the result, is cosigned by the quorum of the manifest's policy (§9.2); a cosignature under the name and id of one of its witnesses is wrong. NOT-RUN before the close line, under `quorum none`, and if P4 fails",
        sections: "§9",
    }
    L5 "earlier copies and receipts are part of this log" {
        plain: "What you and others were promised or have copied before is in this log.",
        fails_if: "a checkpoint from elsewhere is not signed by the log's key, is of more lines than there are or has another root; a receipt is of another election, not signed by the log's key, or there is another line or body in its place, or none; an inclusion receipt's checkpoint is such a one, or its hashes do not lead from the line to the root; an earlier copy has more lines, or its last line is another one. NOT-RUN if none is given",
        sections: "§3.4, §8, §10",
    }
    L6 "phases in order, every line by its role, once" {
        plain: "Everything happened in its order, was signed by whoever may do it, and only once.",
        fails_if: "a line comes in another phase than its own, by another role, again, or with a wrong signature of authority or trustee; too few rehearsals; a rehearsal names another roll, or its proof is wrong; wrong context or time in `close`; an `abort` has no reason, or one that is too long",
        sections: "§2, §4",
    }
    K1 "the trustees are distinct and their threshold possible" {
        plain: "No trustee's key is there twice, and it is possible that as many trustees as are needed decrypt.",
        fails_if: "the threshold is impossible; the trustees' keys are not distinct; authority, registrar or log has a trustee's signing key",
        sections: "§3.1; protocol.md §6.1",
    }
    K2 "every trustee committed, then dealt what it committed to" {
        plain: "No trustee could choose its part of the key after seeing the others'.",
        fails_if: "a deal comes before all n commitments, or is not what was committed to; a line of key generation names another session than the current one, and is not checked further",
        sections: "§4.1; protocol.md §6.3, §6.4",
    }
    K3 "every trustee knows the secret behind its part of the key" {
        plain: "Every trustee knows the secret behind its own part of the key.",
        fails_if: "not exactly t coefficients, or a bad proof of possession",
        sections: "protocol.md §6.4",
    }
    K4 "every trustee dealt a share to every other" {
        plain: "Every trustee gave each other one its share, and whoever did not was named.",
        fails_if: "shares are not exactly one for each other trustee (K3 is then not checked); a complaint is against no other trustee or its proof is wrong; a confirmation comes after a complaint; a restart names another culprit or reason than §4.1 says",
        sections: "§4.1; protocol.md §6.4 to §6.8",
    }
    K5 "all trustees confirmed the key that anyone computes" {
        plain: "All trustees confirmed the same key, and ballots were sealed with that one.",
        fails_if: "a confirmation's transcript, key or proof is wrong, or `open` names another key",
        sections: "protocol.md §6.6",
    }
    K6 "every dealer of a refresh passed on its own share" {
        plain: "Whoever handed the key on passed on its own share of it, and whoever did not was named.",
        fails_if: "a `key-refresh` names another session than that of the present trustees, or its dealers are not at least t of them, ascending; a deal of a refresh has not exactly t' coefficients, its C_{i,0} is not K_i, its shares are not exactly one for each new trustee in order (its proof is then not checked), or its proof of possession is wrong; a line of a refresh names another session, and is not checked further; a complaint is against no dealer or its proof is wrong; a `key-restart` names another culprit or reason than §4.2 says. NOT-RUN if there is no refresh",
        sections: "§4.2; protocol.md §6.9",
    }
    K7 "a refresh keeps the key, and only those who hold it decrypt" {
        plain: "The key that was handed on is the same key, and only those who hold it now decrypt.",
        fails_if: "a `key-refresh` has an impossible threshold, a name that is not as in §3.1, or a key that §4.2 excludes; a confirmation of a refresh has a wrong transcript, key or proof, or Σ L_i C_{i,0} is not K; an `intent` or `partial-decryption` is signed by an earlier trustee of that index. NOT-RUN if no refresh is complete",
        sections: "§4.2; protocol.md §6.9",
    }
    E1 "the roll is sorted, unique, in bounds and sealed by the registrar" {
        plain: "The list of voters is in order, names nobody twice, and is sealed by the registrar.",
        fails_if: "the roll breaks §3.2, its seal differs, the registrar's signature is wrong, or `open` names another digest",
        sections: "§3.2",
    }
    E2 "the roll did not change after opening" {
        plain: "Nobody was added to or taken from the list of voters once voting had begun.",
        fails_if: "a roll line comes after `open`",
        sections: "§4",
    }
    B1 "every ballot is for this election and its contests" {
        plain: "Every ballot was sealed for this election and answers its questions.",
        fails_if: "a ballot, cast or opened, has a wrong context, or lists or proof of wrong length",
        sections: "§3, §4",
    }
    B2 "everything voters posted is by credentials on the roll" {
        plain: "What was posted as a voter's is by credentials on the list of voters.",
        fails_if: "the credential of a ballot or commitment is not on the roll",
        sections: "§4",
    }
    B3 "everything voters posted is signed by its credential" {
        plain: "Nobody posted anything in a voter's name but who holds that voter's code.",
        fails_if: "the signature of a ballot, commitment or challenge is wrong",
        sections: "§2; protocol.md §5",
    }
    B4 "every ballot holds choices that the rules allow" {
        plain: "Every sealed ballot is proved to hold only choices that the rules allow.",
        fails_if: "the proof of a ballot, cast or opened, is wrong",
        sections: "protocol.md §7",
    }
    B5 "every credential's ballots follow each other" {
        plain: "Every voter's ballots come one after the other, so that the last one is the one that counts.",
        fails_if: "`sequence` or `previous` is wrong, or a second ballot where revoting is not allowed",
        sections: "§4",
    }
    B6 "no ballot or ciphertext occurs twice" {
        plain: "No ballot was copied from another one, and none is there twice.",
        fails_if: "a ballot, or a C1, is cast twice; a C1 occurs in two openings, or twice in a ballot",
        sections: "§4",
    }
    B7 "the given trackers are in the log" {
        plain: "The ballots whose trackers you gave are in the log, each once.",
        fails_if: "a tracker given from outside is not that of exactly one ballot; NOT-RUN if none is given",
        sections: "§3.5",
    }
    C1 "challenged ballots were committed to before they were opened" {
        plain: "Voters who opened a practice ballot had fixed it first.",
        fails_if: "a commitment has a wrong context or number, is over the limit, or has the tracker of an earlier ballot or commitment; a challenge names no commitment, or one of another credential or tracker, or opens a ballot again. NOT-RUN if there is neither",
        sections: "§4",
    }
    C2 "challenged ballots hold what they were opened to" {
        plain: "Practice ballots that were opened hold what they were said to hold.",
        fails_if: "`choices` and `randomness` do not encrypt to exactly the opened ballot's ciphertexts. NOT-RUN if there is no challenge",
        sections: "protocol.md §7.15",
    }
    C3 "no challenged ballot was cast" {
        plain: "No ballot that was opened for everybody to see was cast, too.",
        fails_if: "a ballot, or a C1, is both cast and opened, whichever comes first. NOT-RUN if there is no challenge",
        sections: "§4; protocol.md §7.15",
    }
    T1 "one ballot of each credential is counted" {
        plain: "One ballot of each voter who voted is counted, and no more.",
        fails_if: "the result's turnout is not one ballot for each credential that voted",
        sections: "§3, §3.3",
    }
    T2 "the sum of the counted ballots is what the trustees decrypted" {
        plain: "What the trustees decrypted is the sum of exactly the counted ballots.",
        fails_if: "an intent names another aggregate",
        sections: "§3.3",
    }
    T3 "nothing was decrypted of too few ballots" {
        plain: "Nothing was decrypted of so few ballots that it could tell how somebody voted.",
        fails_if: "anything is announced, decrypted or published of fewer ballots than the minimum",
        sections: "§3.1, §4",
    }
    T4 "the trustees agreed on one closed ballot box before they decrypted" {
        plain: "The trustees agreed that voting was over, and about which ballots, before anything was decrypted.",
        fails_if: "an intent or result names another close line; a partial decryption comes before t equal intents",
        sections: "§4",
    }
    D1 "enough trustees decrypted" {
        plain: "Enough trustees took part in the decryption.",
        fails_if: "there is a result, but fewer than t valid partial decryptions",
        sections: "§3, §4",
    }
    D2 "every partial decryption is proved" {
        plain: "Every trustee proved that it decrypted honestly.",
        fails_if: "a partial decryption's proof is wrong",
        sections: "protocol.md §8.1, §8.2",
    }
    D3 "no trustee decrypted anything else" {
        plain: "No trustee decrypted anything but the sum it had announced.",
        fails_if: "a partial decryption is of something else than its trustee's intent",
        sections: "§3.3, §4",
    }
    D4 "any enough trustees give the same counts" {
        plain: "Whichever trustees' parts are combined, the counts are the same.",
        fails_if: "the result's `trustees` are not exactly t with valid partial decryptions, ascending; or other sets of t give other counts",
        sections: "protocol.md §8.3",
    }
    D5 "every count is in its bounds" {
        plain: "No count is larger than the counted ballots can make it.",
        fails_if: "a decrypted or published count is not in 0 … counted weight × S (S = 1 for blank votes)",
        sections: "protocol.md §8.4",
    }
    R1 "the counts obey the contests' rules" {
        plain: "The counts of each question fit together as its rules demand.",
        fails_if: "the published counts of a contest's options add up to less than lo × W or more than hi × W, where W is the counted weight without the published blank votes",
        sections: "§3.1",
    }
    R2 "every contest and option has a count" {
        plain: "The result has every question and every option, and no others.",
        fails_if: "the result's contests, options or blank votes are not exactly the manifest's",
        sections: "§3",
    }
    R3 "the leading options are those with the highest counts" {
        plain: "Those said to lead are those with the most.",
        fails_if: "`leading` is not what the published counts say",
        sections: "§3",
    }
    R4 "the published counts are the decrypted ones" {
        plain: "The published counts are those that were decrypted, and those that you were told.",
        fails_if: "a published count is not the decrypted one, or not the one announced elsewhere",
        sections: "§3; protocol.md §8.4",
    }
}

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A name that no check has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no check has this id")]
pub struct UnknownCheck;

impl FromStr for CheckId {
    type Err = UnknownCheck;
    /// Case does not matter: people type these.
    fn from_str(text: &str) -> Result<Self, UnknownCheck> {
        let named = |check: &&Self| check.to_string().eq_ignore_ascii_case(text);
        Self::ALL.iter().find(named).copied().ok_or(UnknownCheck)
    }
}
