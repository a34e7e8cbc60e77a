//! What remains of a cast ballot: the board's promise, and whether it keeps it.

use super::{LOOKS, pause};
use crate::message::{Proof, Standing};
use bulletin_board_client::{
    BoardClient, FollowError,
    inclusion::{Inclusion, LogReader, Redeemed},
};
use ostrakon_record::{canonical, receipt::Receipt, tlog::TlogProof};

/// Holds a board to its receipt: reads the promised line, and waits a few seconds for the witnessed checkpoint that covers it.
pub(super) async fn redeem(board: &BoardClient, receipt: &Receipt) -> Proof {
    let mut proof = promised(receipt);
    let reader = match LogReader::open(board, &receipt.election).await {
        Ok(reader) => reader,
        Err(error) => return failed(proof, &error),
    };
    for look in LOOKS {
        pause(look).await;
        match reader.redeem(receipt).await {
            Ok(Redeemed::Kept { inclusion, .. }) => {
                if let Some(inclusion) = inclusion {
                    proof = included(receipt, &inclusion);
                }
                if proof.standing == Standing::Proven {
                    break;
                }
            }
            Ok(Redeemed::Broken { evidence }) => {
                proof.standing = Standing::Broken;
                proof.evidence = evidence.map(|evidence| canonical::encode(&*evidence));
                break;
            }
            // Another server of the same board may be a moment behind.
            Ok(Redeemed::Missing { .. }) => proof.standing = Standing::Missing,
            Ok(_) => {
                proof.standing = Standing::Broken;
                break;
            }
            Err(error) => return failed(proof, &error),
        }
    }
    proof
}

/// What the board's signature says by itself.
fn promised(receipt: &Receipt) -> Proof {
    Proof {
        standing: Standing::Promised,
        lines: None,
        witnesses: Vec::new(),
        // Numbers and text only: that does not fail.
        file: serde_json::to_string(receipt).unwrap_or_default(),
        evidence: None,
        detail: None,
    }
}

/// No connection is no broken promise.
fn failed(mut proof: Proof, error: &FollowError) -> Proof {
    if error.client().is_none() {
        proof.standing = Standing::Broken;
        proof.detail = Some(error.to_string());
    }
    proof
}

fn included(receipt: &Receipt, inclusion: &Inclusion) -> Proof {
    let file = TlogProof {
        extra: serde_json::to_vec(receipt).ok(),
        ..inclusion.proof.clone()
    };
    Proof {
        standing: if inclusion.quorum {
            Standing::Proven
        } else {
            Standing::Unwitnessed
        },
        lines: Some(inclusion.size),
        witnesses: inclusion.cosigned.iter().map(|(name, _)| name.clone()).collect(),
        file: file.to_string(),
        evidence: None,
        detail: None,
    }
}
