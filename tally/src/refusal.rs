//! Why a trustee does not go on, with what to do about it.

use crate::{failure::Failure, output::printable};
use trustee::Refusal;

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let problem = match &refusal {
            // Each on a line of its own.
            Refusal::Record { findings } => {
                let findings: Vec<String> = findings.iter().map(|finding| printable(finding)).collect();
                format!("{refusal}:\n  {}", findings.join("\n  "))
            }
            refusal => printable(&refusal.to_string()),
        };
        Self::wrong(problem, hint(&refusal))
    }
}

fn hint(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Stranger => {
            "is it the right folder and election? The official must put your trustee.pub.json into the manifest, or into the \
             refresh"
        }
        Refusal::Joining => "run `tally refresh`",
        Refusal::Former => {
            "nothing is left to do. Destroy this key file and all its copies, unless another election needs them"
        }
        Refusal::Aborted { .. } => "there is nothing left to do; ask the election official",
        Refusal::Keys(_) => {
            "do not go on: show this to the election official, who has to end this election and start it anew"
        }
        Refusal::NoKey => "the election official has to end this election and start it anew",
        Refusal::Opened => "that is no problem: run `tally decrypt` after the election",
        Refusal::TooFew { .. } => "this protects the voters: so few ballots would reveal who chose what",
        Refusal::Decided { .. } => {
            "you decrypt one ballot box of an election, ever. Somebody may be trying to learn single votes: tell the other \
             trustees and the official"
        }
        Refusal::OwnPart { .. } => {
            "it cannot be replaced, and the other trustees can do without it; tell them, and have this computer examined"
        }
        Refusal::Record { .. } => {
            "tell the election official and the other trustees; `verifier-cli` shows the same to anybody"
        }
        Refusal::Fewer { .. } | Refusal::Others { .. } => {
            "do nothing more in this election: the board hides something, or was restored from an old copy. Tell the election \
             official and the other trustees, and show them your folder's file `seen-...json`"
        }
        // `OtherLines`, and what a later version may find.
        _ => "tell the election official and the other trustees",
    }
}
