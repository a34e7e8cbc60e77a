"""The second verifier against the vectors in `tests/vectors`."""

from __future__ import annotations

import base64
import hashlib
import json
import unittest
from pathlib import Path
from typing import Any

from second_verifier import ballots, ed25519, group, keygen, proofs
from second_verifier.ballots import Proof, Rule, Statement
from second_verifier.canonical import encode, hash_, parts, verifying_key
from second_verifier.keygen import Deal, Route, Session, Share
from second_verifier.lines import LIMIT
from second_verifier.notes import Checkpoint, Key, WrongSignature
from second_verifier.proofs import has_one_logarithm, pairs_of
from second_verifier.transcript import Transcript
from second_verifier.tree import Frontier, leaf
from second_verifier.verifier import verify

VECTORS = Path(__file__).parents[2] / "vectors"
h = bytes.fromhex


def vectors(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text())


def accepts(decode: Any, value: Any) -> bool:
    try:
        decode(value)
    except ValueError:
        return False
    return True


class Ristretto(unittest.TestCase):
    """Protocol.md §2."""

    def test_rfc_9496(self) -> None:
        cases = vectors("ristretto255")
        point = group.ZERO
        for encoding in cases["multiples_of_the_generator"]:
            self.assertEqual(group.encode(point).hex(), encoding)
            self.assertTrue(group.equal(group.decode_element(h(encoding)), point))
            point = point + group.B
        for why, encodings in cases["invalid_encodings"].items():
            for encoding in encodings:
                self.assertFalse(accepts(group.decode_element, h(encoding)), why)
        for case in cases["from_uniform_bytes"]:
            self.assertEqual(group.encode(group.from_uniform(h(case["input"]))).hex(), case["output"])

    def test_encodings(self) -> None:
        cases = vectors("encodings")
        self.assertEqual(group.encode(group.H).hex(), cases["second_pedersen_generator"])
        for case in cases["generators"]:
            kind, number = case["input"].split("\n")[1:]
            self.assertEqual(group.encode(group.generator(kind, int(number))).hex(), case["element"])
        decoders = {"points": parts("p"), "scalars": parts("s"), "hashes": hash_, "verifying_keys": verifying_key}
        for name, decode in decoders.items():
            for case in cases[name]:
                with self.subTest(name, case=case["case"]):
                    self.assertEqual(accepts(decode, case["text"]), case["outcome"] == "ok")


class Signatures(unittest.TestCase):
    """Protocol.md §3.3, §5."""

    def test_roles(self) -> None:
        for case in vectors("signatures")["roles"]:
            with self.subTest(case["case"]):
                found = ed25519.verify(h(case["key"]), case["message"].encode(), h(case["signature"]))
                self.assertEqual(found, case["outcome"] == "ok")

    def test_ballots(self) -> None:
        for case in vectors("signatures")["ballots"]:
            with self.subTest(case["case"]):
                given = (h(case[name]) for name in ("election", "tracker", "credential", "signature"))
                self.assertEqual(proofs.is_ballot_signature(*given), case["outcome"] == "ok")

    def test_commitments_and_challenges(self) -> None:
        for case in vectors("challenge")["signatures"]:
            with self.subTest(case["case"]):
                given = (h(case[name]) for name in ("election", "body", "credential", "signature"))
                self.assertEqual(proofs.is_step_signature(case["proof"], *given), case["outcome"] == "ok")


class KeyGeneration(unittest.TestCase):
    """Protocol.md §6, §8."""

    def setUp(self) -> None:
        self.cases = vectors("trustees")
        key = self.cases["key_generation"]
        self.session = Session(h(key["session"]), key["threshold"], tuple(map(h, key["encryption_keys"])))
        self.deals = {number: self.deal(deal) for number, deal in enumerate(key["deals"], 1)}
        self.commitments = {number: h(commitment) for number, commitment in enumerate(key["commitments"], 1)}
        self.keys = keygen.finish(self.session, self.commitments, self.deals)

    @staticmethod
    def deal(deal: dict[str, Any]) -> Deal:
        shares = (Share(share["recipient"], h(share["ephemeral"]), h(share["ciphertext"])) for share in deal["shares"])
        return Deal(tuple(map(h, deal["coefficients"])), h(deal["possession"]), tuple(shares))

    def is_right(self, session: Session, trustee: int, commitment: bytes, deal: Deal) -> bool:
        return (
            commitment == keygen.commitment(session.id, trustee, deal.coefficients)
            and len(deal.coefficients) == session.threshold
            and keygen.has_all_shares(session, trustee, deal)
            and keygen.has_possession(session, trustee, deal)
        )

    def test_deals(self) -> None:
        for trustee, deal in self.deals.items():
            self.assertTrue(self.is_right(self.session, trustee, self.commitments[trustee], deal))
        for case in self.cases["invalid_deals"]:
            with self.subTest(case["case"]):
                session = Session(h(case["session"]), self.session.threshold, self.session.keys)
                deal = self.deal(case["deal"])
                self.assertFalse(self.is_right(session, case["trustee"], h(case["commitment"]), deal))

    def test_keys(self) -> None:
        key = self.cases["key_generation"]
        self.assertEqual(self.keys.joint.hex(), key["joint_key"])
        self.assertEqual([share.hex() for share in self.keys.shares], key["verification_keys"])
        self.assertEqual(self.keys.transcript.hex(), key["transcript_hash"])
        for purpose, context, found in (
            ("key-confirm", self.keys.transcript, key["confirmations"]),
            ("rehearsal", h(key["rehearsal_context"]), key["rehearsals"]),
        ):
            for trustee, proof in enumerate(found, 1):
                share = self.keys.shares[trustee - 1]
                self.assertTrue(keygen.has_share(purpose, context, trustee, share, h(proof)))
        for case in self.cases["confirmation_cases"]:
            with self.subTest(case["case"]):
                trustee = case["trustee"]
                given = (h(case["context"]), trustee, self.keys.shares[trustee - 1], h(case["proof"]))
                purpose = "rehearsal" if "rehearsal" in case["case"] else "key-confirm"
                self.assertEqual(keygen.has_share(purpose, *given), case["outcome"] == "ok")

    def test_complaints(self) -> None:
        for kind, cases in self.cases["complaints"].items():
            for case in cases:
                with self.subTest(case["case"]):
                    session = Session(h(case["session"]), self.session.threshold, self.session.keys)
                    complainant, dealer = case["complainant"], case["dealer"]
                    share = Share(complainant, h(case["ephemeral"]), h(case["ciphertext"]))
                    honest = self.deals.get(dealer)
                    deal = Deal(honest.coefficients if honest else (), b"", (share,))
                    exists = complainant != dealer and max(complainant, dealer) <= len(session.keys)
                    route = Route.of(session, dealer, complainant) if exists else None
                    right = bool(
                        route and keygen.is_complaint(route, deal, h(case["secret"]), h(case["proof"]))
                    )
                    self.assertEqual(right, kind == "judged")
                    if route and right:
                        found = keygen.judge(route, deal, h(case["secret"]))
                        culprit = dealer if case["outcome"] == "bad-share" else complainant
                        self.assertEqual(found, (culprit, case["outcome"]))

    def test_partial_decryptions(self) -> None:
        cases = self.cases["decryption"]
        sums = [h(text) for text in cases["sums"]]

        def holds(context: str, trustee: int, shares: list[str], proof: str) -> bool:
            transcript = Transcript("partial-decryption")
            transcript.append("context", h(context))
            transcript.append("trustee", trustee)
            pairs = [(both[:32], h(share)) for both, share in zip(sums, shares)]
            return has_one_logarithm(transcript, self.keys.shares[trustee - 1], pairs, h(proof))

        for trustee, partial in enumerate(cases["partials"], 1):
            shares, proof = partial["shares"], partial["proof"]
            self.assertTrue(holds(cases["context"], trustee, shares, proof))
            self.assertFalse(holds("00" * 32, trustee, shares, proof))
            self.assertFalse(holds(cases["context"], trustee, [shares[1], shares[0], *shares[2:]], proof))
            self.assertFalse(holds(cases["context"], trustee % 3 + 1, shares, proof))


class Ballots(unittest.TestCase):
    """Protocol.md §7."""

    def test_proofs(self) -> None:
        cases = vectors("ballot")
        for case in cases["valid"] + cases["invalid"]:
            with self.subTest(case["case"]):
                rules = tuple(
                    Rule(
                        rule["options"], rule["bound"], rule["sum"] and tuple(rule["sum"]), rule["blank"],
                        rule["allocate"],
                    )
                    for rule in case["contests"]
                )  # fmt: skip
                lists = tuple(h("".join(values)) for values in case["ciphertexts"])
                parts = case["allocations"]
                allocation = parts and (h("".join(parts["commitments"])), h(parts["link"]), h(parts["range"]))
                proof = Proof(case["proof"] and h(case["proof"]), allocation)
                statement = Statement(
                    rules, h(case["voting_context"]), h(case["credential"]), case["sequence"], h(case["previous"]),
                    h(case["key"]), lists,
                )  # fmt: skip
                try:
                    holds, y, x = (
                        ballots.challenges(statement, proof) if ballots.fits(rules, lists, proof) else (False, 0, 0)
                    )
                except ValueError:
                    holds, y, x = False, 0, 0
                self.assertEqual(holds, case["outcome"] == "ok")
                if "y" in case:
                    self.assertEqual([y, x], [int.from_bytes(h(case[name]), "little") for name in ("y", "x")])

    def test_openings(self) -> None:
        for case in vectors("challenge")["openings"]:
            with self.subTest(case["case"]):
                shape = [len(values) for values in case["ciphertexts"]]
                holds = all([len(values) for values in case[name]] == shape for name in ("choices", "randomness"))
                holds = holds and all(
                    proofs.encrypts(h(case["key"]), h(pair), choice, group.decode_scalar(h(randomness)))
                    for contest in zip(case["ciphertexts"], case["choices"], case["randomness"])
                    for pair, choice, randomness in zip(*contest)
                )
                self.assertEqual(holds, case["outcome"] == "ok")


class Log(unittest.TestCase):
    """Record.md §7 to §9."""

    def test_roots(self) -> None:
        tree, roots = Frontier(), {}
        for number in range(301):
            roots[number] = tree.root()
            tree.push(leaf(str(number).encode()))
        self.assertEqual(roots[0], hashlib.sha256(b"").digest())
        self.assertEqual(roots[300], base64.b64decode("hOE+weA3FVrmGXV1mbLNIa2lpWXg/ZsxOcDDxsG4rak="))

    def test_cosignatures(self) -> None:
        case = vectors("cosignatures")
        lines = [signer["line"].rstrip("\n") for signer in (case["log"], *case["witnesses"])]
        note = case["checkpoint"] + "\n" + "".join(f"{line}\n" for line in lines)
        checkpoint, changed = Checkpoint.parse(note), Checkpoint.parse(note.replace("\n300\n", "\n301\n"))
        self.assertTrue(checkpoint.is_signed_by(Key.parse(case["log"]["vkey"])))
        with self.assertRaises(WrongSignature):
            changed.is_signed_by(Key.parse(case["log"]["vkey"]))
        for witness in case["witnesses"]:
            key = Key.parse(witness["vkey"])
            self.assertTrue(checkpoint.is_cosigned_by(key), witness["type"])
            with self.assertRaises(WrongSignature):
                changed.is_cosigned_by(key)


class Records(unittest.TestCase):
    """Record.md as a whole."""

    def test_a_verified_record(self) -> None:
        log = (VECTORS / "record.jsonl").read_bytes()
        report = verify(log, [])
        self.assertEqual((report.verdict, report.findings), ("verified", {}))
        self.assertEqual(report.with_status("not-run"), ["P5", "L2", "L3", "L4", "L5", "K6", "K7", "B7"])
        # Any byte: an even share of them is tried.
        observer = {"election": h(report.election or "")}
        for position in range(0, len(log), len(log) // 40):
            changed = bytearray(log)
            changed[position] ^= 1
            self.assertEqual(verify(bytes(changed), [], observer).verdict, "failed", position)

    def test_an_aborted_record(self) -> None:
        report = verify((VECTORS / "record-aborted.jsonl").read_bytes(), [])
        self.assertEqual((report.verdict, report.findings, report.phase), ("incomplete", {}, "aborted"))

    def test_a_refreshed_record(self) -> None:
        report = verify((VECTORS / "record-refreshed.jsonl").read_bytes(), [])
        self.assertEqual((report.verdict, report.findings), ("verified", {}))
        self.assertEqual(report.with_status("not-run"), ["P5", "L2", "L3", "L4", "L5", "B7"])

    def test_hostile_bytes(self) -> None:
        deep = b"[" * LIMIT
        number = b'{"seq":' + b"9" * 5000 + b"}"
        for log in (b"", b"\n", b"\n" * 1000, deep + b"\n", number + b"\n", b"\xff\n", encode({}) + b"\n"):
            self.assertEqual(verify(log, []).with_status("fail"), ["P1"], log[:20])


if __name__ == "__main__":
    unittest.main()
