//! What was found so far, in bounded memory: a record is anybody's text, and can have a fault in each of very many lines.

use super::{CheckId, Finding};
use std::collections::BTreeMap;

/// Findings of one check that are kept; those after them are counted.
pub(super) const KEPT: u64 = 10_000;
/// Bytes of a finding's words that are kept: they can quote the line.
const WORDS: usize = 1_000;

/// All findings of all checks.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    kept: Vec<(CheckId, Finding)>,
    counts: BTreeMap<CheckId, u64>,
}

impl Findings {
    pub(super) fn push(&mut self, check: CheckId, mut finding: Finding) {
        let count = self.counts.entry(check).or_default();
        *count = count.saturating_add(1);
        if *count <= KEPT {
            shorten(&mut finding.message);
            self.kept.push((check, finding));
        }
    }

    /// Takes all of others.
    pub(super) fn merge(&mut self, others: Self) {
        let omitted: Vec<(CheckId, u64)> = others
            .counts
            .keys()
            .map(|check| (*check, others.omitted(*check)))
            .collect();
        self.extend(others.kept);
        for (check, more) in omitted {
            let count = self.counts.entry(check).or_default();
            *count = count.saturating_add(more);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(CheckId, Finding)> {
        self.kept.iter()
    }

    pub(super) fn has(&self, check: CheckId) -> bool {
        self.counts.contains_key(&check)
    }

    /// How many of a check there are besides those that are kept.
    pub(super) fn omitted(&self, check: CheckId) -> u64 {
        let count = self.counts.get(&check).copied().unwrap_or(0);
        count.saturating_sub(KEPT)
    }

    /// How many there are of all checks.
    pub(super) fn count(&self) -> u64 {
        self.counts
            .values()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }
}

impl Extend<(CheckId, Finding)> for Findings {
    fn extend<I: IntoIterator<Item = (CheckId, Finding)>>(&mut self, findings: I) {
        for (check, finding) in findings {
            self.push(check, finding);
        }
    }
}

fn shorten(words: &mut String) {
    if words.len() > WORDS {
        let end = (0..=WORDS).rev().find(|end| words.is_char_boundary(*end));
        words.truncate(end.unwrap_or(0));
        words.push('…');
        words.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(seq: u64, message: String) -> Finding {
        Finding {
            seq: Some(seq),
            by: None,
            message,
        }
    }

    #[test]
    fn many_findings_are_counted_and_the_first_kept() {
        let mut findings = Findings::default();
        for seq in 0..KEPT + 5 {
            findings.push(CheckId::P1, finding(seq, String::new()));
        }
        findings.push(CheckId::L1, finding(3, String::new()));
        assert_eq!(findings.omitted(CheckId::P1), 5);
        assert_eq!(findings.omitted(CheckId::L1), 0);
        assert_eq!(findings.omitted(CheckId::B1), 0);
        assert_eq!(findings.iter().count(), 10_001);
        assert_eq!(findings.count(), KEPT + 6);
        assert!(findings.has(CheckId::L1) && !findings.has(CheckId::B1));
    }

    /// However many there are, and in whichever part, none is lost.
    #[test]
    fn findings_of_several_parts_are_counted_together() {
        let many = |count: u64| {
            let mut findings = Findings::default();
            for seq in 0..count {
                findings.push(CheckId::L2, finding(seq, String::new()));
            }
            findings
        };
        for (first, second) in [(0, KEPT + 7), (KEPT + 7, 0), (5, KEPT + 2), (KEPT + 3, KEPT + 4)] {
            let mut all = many(first);
            all.merge(many(second));
            assert_eq!(all.omitted(CheckId::L2), first + second - KEPT);
            assert_eq!(all.iter().count(), 10_000);
        }
        let mut few = many(3);
        few.merge(many(4));
        assert_eq!((few.omitted(CheckId::L2), few.iter().count()), (0, 7));
    }

    #[test]
    fn words_are_bounded_and_stay_text() {
        let mut findings = Findings::default();
        findings.push(CheckId::P1, finding(0, "é".repeat(60_000)));
        findings.push(CheckId::P1, finding(1, "x".repeat(WORDS)));
        let kept: Vec<_> = findings
            .iter()
            .map(|(_, finding)| finding.message.as_str())
            .collect();
        assert_eq!(kept, ["é".repeat(WORDS / 2) + "…", "x".repeat(WORDS)]);
    }
}
