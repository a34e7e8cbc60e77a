//! Fiat–Shamir transcripts: labelled appends over merlin (docs/protocol.md §3.2). All labels are in this file.

use crate::{
    group::{Element, Point, Scalar},
    hash::Hash,
};
use merlin::TranscriptRng;
use rand_core::{CryptoRng, Error, RngCore};
use zeroize::Zeroizing;

/// Every transcript starts with this.
const PROTOCOL: &[u8] = b"ostrakon/v1";

/// Labels of appended messages and challenges.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label(&'static [u8]);

macro_rules! labels {
    ($($name:ident = $text:literal;)+) => {
        impl Label { $(pub(crate) const $name: Self = Self($text.as_bytes());)+ }
    };
}

labels! {
    PROOF = "proof";
    CONTEXT = "context";
    ELECTION = "election";
    TRACKER = "tracker";
    BODY = "body";
    SESSION = "session";
    TRUSTEE = "trustee";
    DEALER = "dealer";
    RECIPIENT = "recipient";
    CREDENTIAL = "credential";
    SEQUENCE = "sequence";
    PREVIOUS = "previous";
    CONTESTS = "contests";
    OPTIONS = "options";
    BOUND = "bound";
    SUM_LIMITED = "sum-limited";
    SUM_MINIMUM = "sum-minimum";
    SUM_MAXIMUM = "sum-maximum";
    BLANK = "blank";
    ALLOCATE = "allocate";
    KEY = "key";
    C1 = "c1";
    C2 = "c2";
    COUNT = "count";
    COEFFICIENT = "coefficient";
    STATEMENT = "statement";
    SHARE = "share";
    ANNOUNCEMENT = "announcement";
    ANNOUNCEMENT_BASE = "announcement-base";
    ANNOUNCEMENT_SUM = "announcement-sum";
    V = "V";
    A = "A";
    E1 = "E1";
    E2 = "E2";
    COMMITMENTS = "commitments";
    COMMITMENT = "commitment";
    T1 = "T1";
    T2 = "T2";
    T3 = "T3";
    RANGE = "range";
    CHALLENGE = "challenge";
    CHALLENGE_X = "x";
    CHALLENGE_Y = "y";
    WEIGHTS = "weights";
    RESPONSES = "responses";
    SIGNATURE = "signature";
    WITNESS = "witness";
}

/// A transcript of one proof.
#[derive(Clone)]
pub(crate) struct ProofTranscript(merlin::Transcript);

impl ProofTranscript {
    /// Starts a proof of this name.
    pub(crate) fn new(proof: &str) -> Self {
        let mut transcript = Self(merlin::Transcript::new(PROTOCOL));
        transcript.bytes(Label::PROOF, proof.as_bytes());
        transcript
    }

    pub(crate) fn bytes(&mut self, label: Label, bytes: &[u8]) {
        self.0.append_message(label.0, bytes);
    }

    /// 8 little-endian bytes.
    pub(crate) fn number(&mut self, label: Label, number: u64) {
        self.0.append_u64(label.0, number);
    }

    pub(crate) fn count(&mut self, label: Label, count: usize) {
        self.number(label, u64::try_from(count).unwrap_or(u64::MAX));
    }

    pub(crate) fn hash(&mut self, label: Label, hash: &Hash) {
        self.bytes(label, hash.as_bytes());
    }

    pub(crate) fn point(&mut self, label: Label, point: &Point) {
        self.bytes(label, point.as_bytes());
    }

    pub(crate) fn element(&mut self, label: Label, element: &Element) {
        self.bytes(label, &element.to_bytes());
    }

    /// 64 bytes, reduced modulo q.
    pub(crate) fn challenge(&mut self, label: Label) -> Scalar {
        let mut wide = [0; 64];
        self.0.challenge_bytes(label.0, &mut wide);
        Scalar::from_wide(&wide)
    }

    /// For crates that append to it themselves.
    pub(crate) const fn merlin(&mut self) -> &mut merlin::Transcript {
        &mut self.0
    }

    /// A prover's generator, hedged: it depends on the transcript so far, on the witness and on fresh randomness,
    /// so that neither a repeated generator state nor a repeated witness repeats a nonce.
    pub(crate) fn prover_rng<R: RngCore + CryptoRng>(
        &self,
        witness: &[&Scalar],
        rng: &mut R,
    ) -> TranscriptRng {
        let mut builder = self.0.build_rng();
        for scalar in witness {
            builder = builder
                .rekey_with_witness_bytes(Label::WITNESS.0, Zeroizing::new(scalar.to_bytes()).as_ref());
        }
        builder.finalize(rng)
    }

    /// A verifier's generator of weights: depends on the transcript so far and on fresh randomness.
    pub(crate) fn weights_rng<R: RngCore + CryptoRng>(&self, rng: &mut R) -> TranscriptRng {
        self.0.build_rng().finalize(rng)
    }
}

/// Bytes that depend on a transcript and on nothing else: a verifier's weights where no randomness is at hand.
pub(crate) struct TranscriptStream(ProofTranscript);

impl TranscriptStream {
    /// After all that the bytes are to depend on.
    pub(crate) const fn new(transcript: ProofTranscript) -> Self {
        Self(transcript)
    }
}

impl RngCore for TranscriptStream {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.0.challenge_bytes(Label::WEIGHTS.0, bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for TranscriptStream {}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(proof: &str, bytes: &[u8]) -> TranscriptStream {
        let mut transcript = ProofTranscript::new(proof);
        transcript.bytes(Label::RANGE, bytes);
        TranscriptStream::new(transcript)
    }

    fn drawn(mut stream: TranscriptStream) -> [[u8; 32]; 2] {
        let mut bytes = [[0; 32]; 2];
        let [first, second] = &mut bytes;
        stream.fill_bytes(first);
        stream.try_fill_bytes(second).unwrap();
        bytes
    }

    /// A weight that a prover can foresee or that is 0 would let two wrong equations pass as one.
    #[test]
    fn a_stream_depends_on_all_that_came_before_and_repeats_nothing() {
        let [first, second] = drawn(stream("proof", b"bytes"));
        assert_eq!(drawn(stream("proof", b"bytes")), [first, second]);
        let others = [drawn(stream("proof", b"byteS")), drawn(stream("prooF", b"bytes"))];
        let mut all: Vec<_> = others.as_flattened().to_vec();
        all.extend([first, second, [0; 32]]);
        for (position, one) in all.iter().enumerate() {
            assert!(!all.iter().skip(position + 1).any(|other| one == other));
        }
        // Numbers are taken from the same bytes.
        let mut numbers = stream("proof", b"bytes");
        let mut number = [0; 4];
        stream("proof", b"bytes").fill_bytes(&mut number);
        assert_eq!(numbers.next_u32(), u32::from_le_bytes(number));
        let mut number = [0; 8];
        stream("proof", b"bytes").fill_bytes(&mut number);
        assert_eq!(stream("proof", b"bytes").next_u64(), u64::from_le_bytes(number));
    }
}
