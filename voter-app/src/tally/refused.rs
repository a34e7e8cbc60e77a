//! In words, why a trustee does not go on.

use crate::{message::Trouble, words::words};
use trustee::Refusal;

/// What the trustee is told.
pub(super) fn refused(refusal: &Refusal) -> Trouble {
    let message = match refusal {
        Refusal::Stranger => words!("hold-no-stranger"),
        Refusal::Keys(_) | Refusal::NoKey => words!("hold-no-keys"),
        Refusal::Decided { .. } => words!("hold-no-decided"),
        Refusal::OwnPart { .. } => words!("hold-no-part"),
        Refusal::Record { .. } => words!("hold-no-record"),
        Refusal::OtherLines | Refusal::Fewer { .. } | Refusal::Others { .. } => words!("hold-no-lines"),
        // The others are no trouble, and told elsewhere; also what a later version may find.
        _ => words!("trouble-unexpected"),
    };
    match refusal {
        Refusal::Record { findings } => Trouble::lasting(message).because(&findings.join("\n")),
        refusal => Trouble::lasting(message).because(refusal),
    }
}
