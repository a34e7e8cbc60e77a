//! What the verifier's checks mean, and how they went.

use crate::words::{Words, words};
use ostrakon_record::verify::{CheckId, CheckReport, CheckStatus, Finding};

/// How a check went; a reactive value.
pub(crate) fn check(check: CheckId, status: CheckStatus) -> String {
    let title = format!("{} ({check})", title(check).text());
    let words = match status {
        CheckStatus::Pass => words!("check-passed", check = title),
        CheckStatus::Fail => words!("check-failed", check = title),
        CheckStatus::NotRun => words!("check-not-run", check = title),
    };
    words.text()
}

/// Where a check failed.
pub(crate) fn finding(check: &CheckReport, finding: &Finding) -> Words {
    let check = check.id.to_string();
    match finding.seq {
        Some(line) => words!("finding-line", check = check, line = line),
        None => words!("finding-record", check = check),
    }
}

/// What a check means. A test compares the English with [`CheckId::title`].
pub(super) fn title(check: CheckId) -> Words {
    match check {
        CheckId::P1 => words!("check-p1"),
        CheckId::P2 => words!("check-p2"),
        CheckId::P3 => words!("check-p3"),
        CheckId::P4 => words!("check-p4"),
        CheckId::P5 => words!("check-p5"),
        CheckId::L1 => words!("check-l1"),
        CheckId::L2 => words!("check-l2"),
        CheckId::L3 => words!("check-l3"),
        CheckId::L4 => words!("check-l4"),
        CheckId::L5 => words!("check-l5"),
        CheckId::L6 => words!("check-l6"),
        CheckId::K1 => words!("check-k1"),
        CheckId::K2 => words!("check-k2"),
        CheckId::K3 => words!("check-k3"),
        CheckId::K4 => words!("check-k4"),
        CheckId::K5 => words!("check-k5"),
        CheckId::K6 => words!("check-k6"),
        CheckId::K7 => words!("check-k7"),
        CheckId::E1 => words!("check-e1"),
        CheckId::E2 => words!("check-e2"),
        CheckId::B1 => words!("check-b1"),
        CheckId::B2 => words!("check-b2"),
        CheckId::B3 => words!("check-b3"),
        CheckId::B4 => words!("check-b4"),
        CheckId::B5 => words!("check-b5"),
        CheckId::B6 => words!("check-b6"),
        CheckId::B7 => words!("check-b7"),
        CheckId::C1 => words!("check-c1"),
        CheckId::C2 => words!("check-c2"),
        CheckId::C3 => words!("check-c3"),
        CheckId::T1 => words!("check-t1"),
        CheckId::T2 => words!("check-t2"),
        CheckId::T3 => words!("check-t3"),
        CheckId::T4 => words!("check-t4"),
        CheckId::D1 => words!("check-d1"),
        CheckId::D2 => words!("check-d2"),
        CheckId::D3 => words!("check-d3"),
        CheckId::D4 => words!("check-d4"),
        CheckId::D5 => words!("check-d5"),
        CheckId::R1 => words!("check-r1"),
        CheckId::R2 => words!("check-r2"),
        CheckId::R3 => words!("check-r3"),
        CheckId::R4 => words!("check-r4"),
    }
}
