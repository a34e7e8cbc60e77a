//! The state machine over any lines: nothing panics, and a log of which the board took every line verifies.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_crypto::hash::Hash;
use ostrakon_fuzz::{Commands, Honest, damage::damage, fuzz};
use ostrakon_record::{
    Election, Entry, Submission,
    verify::{Expectations, Verifier},
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

/// The next line, most often honest or nearly so.
fn line(commands: &mut Commands<'_>, honest: &Honest, next: usize) -> Option<Submission> {
    let entries = honest.record.entries();
    let near = |commands: &mut Commands<'_>| {
        let position = if commands.below(3) == 0 {
            commands.below(entries.len())
        } else {
            next
        };
        entries.get(position).map(Entry::submission)
    };
    match commands.below(4) {
        0 => entries.get(next).map(|entry| entry.submission().clone()),
        1 => near(commands).cloned(),
        // Signed by whom it claims to be from.
        2 => {
            let submission = near(commands)?;
            let body = damage(commands, &submission.body().encode(), &honest.bodies);
            honest.sign(submission.kind(), submission.signer(), &body)
        }
        // With the honest line's signature.
        _ => {
            let submission = near(commands)?;
            let text = damage(commands, &submission.encode(), &honest.lines);
            Submission::parse(text.as_bytes()).ok()
        }
    }
}

fn place(election: &Election, line: Submission) -> Option<Entry> {
    Entry::place(election.entries(), *election.head(), line).ok()
}

#[test]
fn what_the_board_takes_verifies() {
    let honest = Honest::election();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let start = commands.below(honest.states.len());
        let mut board = honest.states.get(start).unwrap().clone();
        // The verifier absorbs wrong lines too.
        let mut any = board.clone();
        let mut log: Vec<String> = honest.lines.iter().take(start + 1).cloned().collect();
        let mut next = start + 1;
        for _ in 0..=commands.below(12) {
            let Some(line) = line(&mut commands, honest, next) else {
                continue;
            };
            if let Some(entry) = place(&any, line.clone()) {
                let _ = any.examine(&entry);
                any.absorb(&entry);
                let _ = (any.recompute_result(), any.public_keys(), any.voting_parameters());
            }
            if board.examine_submission(&line).is_empty()
                && board.verify_ballot(&line).is_ok()
                && let Some(entry) = place(&board, line)
            {
                assert_eq!(board.examine(&entry), []);
                board.absorb(&entry);
                log.push(entry.line());
                next += 1;
            }
        }
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let mut verifier = Verifier::new(Expectations::default());
        for line in &log {
            verifier.line(line.as_bytes(), &mut rng);
        }
        let report = verifier.finish(&mut rng);
        let failed: Vec<_> = report.failed().collect();
        assert!(failed.is_empty(), "{failed:?}\n{}", log.join("\n"));
    });
}

/// A verifier of any lines at all, broken ones too.
#[test]
fn damaged_logs() {
    let honest = Honest::election();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let mut lines = honest.lines.clone();
        for _ in 0..=commands.below(4) {
            if lines.is_empty() {
                break;
            }
            let position = commands.below(lines.len());
            match commands.below(5) {
                0 => drop(lines.remove(position)),
                1 => {
                    let other = commands.below(lines.len());
                    lines.swap(position, other);
                }
                2 => lines.truncate(position),
                3 => lines.insert(position, commands.pick(&honest.lines).clone()),
                _ => {
                    let line = lines.get_mut(position).unwrap();
                    *line = damage(&mut commands, line, &honest.lines);
                }
            }
        }
        let mut rng = ChaCha20Rng::seed_from_u64(4);
        let mut verifier = Verifier::new(Expectations::default());
        for line in &lines {
            verifier.line(line.as_bytes(), &mut rng);
        }
        let report = verifier.finish(&mut rng);
        // Nothing but a shorter log passes for in order.
        let is_prefix = !lines.is_empty() && honest.lines.starts_with(&lines);
        assert_eq!(
            report.failed().next().is_none(),
            is_prefix,
            "{:?} of {}",
            report.failed().collect::<Vec<_>>(),
            Hash::of(lines.join("\n").as_bytes())
        );
    });
}
