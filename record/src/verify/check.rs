//! The checks and their ids (docs/record.md §6).

use core::fmt;
use serde::{Deserialize, Serialize};

macro_rules! checks {
    ($($id:ident $title:literal;)+) => {
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
        }
    };
}

checks! {
    P1 "every line is in canonical form";
    P2 "the protocol version and suite are known";
    P3 "no key, ciphertext or commitment is the identity";
    P4 "the manifest is sane";
    P5 "the keys and the id are those known from elsewhere";
    L1 "every line names the one before";
    L2 "Merkle roots and the log's signatures";
    L3 "all checkpoints are of one tree";
    L4 "witnesses have cosigned";
    L5 "earlier copies and receipts are part of this log";
    L6 "phases in order, every line by its role, once";
    K1 "the trustees are distinct and their threshold possible";
    K2 "every trustee committed, then dealt what it committed to";
    K3 "every trustee knows the secret behind its part of the key";
    K4 "every trustee dealt a share to every other";
    K5 "all trustees confirmed the key that anyone computes";
    E1 "the roll is sorted, unique, in bounds and sealed by the registrar";
    E2 "the roll did not change after opening";
    B1 "every ballot is for this election and its contests";
    B2 "everything voters posted is by credentials on the roll";
    B3 "everything voters posted is signed by its credential";
    B4 "every ballot holds choices that the rules allow";
    B5 "every credential's ballots follow each other";
    B6 "no ballot or ciphertext occurs twice";
    B7 "the given trackers are in the log";
    C1 "challenged ballots were committed to before they were opened";
    C2 "challenged ballots hold what they were opened to";
    C3 "no challenged ballot was cast";
    T1 "one ballot of each credential is counted";
    T2 "the sum of the counted ballots is what the trustees decrypted";
    T3 "nothing was decrypted of too few ballots";
    T4 "the trustees agreed on one closed ballot box before they decrypted";
    D1 "enough trustees decrypted";
    D2 "every partial decryption is proved";
    D3 "no trustee decrypted anything else";
    D4 "any enough trustees give the same counts";
    D5 "every count is in its bounds";
    R1 "the counts obey the contests' rules";
    R2 "every contest and option has a count";
    R3 "the leading options are those with the highest counts";
    R4 "the published counts are the decrypted ones";
}

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
