"""Ballots, commitments and challenges (record.md §4: checks B and C)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import ballots, proofs
from .ballots import Proof, Statement
from .group import decode_scalar
from .lines import Line, encode_ballot, sha3
from .proofs import pairs_of

if TYPE_CHECKING:
    from .election import Election


@dataclass
class Cast:
    """The last ballot of a credential."""

    sequence: int
    tracker: bytes
    lists: list[bytes]


class Casting:
    """What was cast, committed to and opened so far."""

    def __init__(self) -> None:
        #: How often each tracker was cast.
        self.trackers: dict[bytes, int] = {}
        self.cast_c1: set[bytes] = set()
        self.opened: set[bytes] = set()
        self.opened_c1: set[bytes] = set()
        #: Credential, tracker and whether it was opened, by the hash of the commitment's line.
        self.commitments: dict[bytes, tuple[bytes, bytes]] = {}
        self.committed: set[bytes] = set()
        self.answered: set[bytes] = set()
        self.numbers: dict[bytes, int] = {}
        self.last: dict[bytes, Cast] = {}


def absorb(election: Election, line: Line) -> None:
    """Takes a voter's line of the phase voting."""
    match line.kind:
        case "ballot":
            _ballot(election, line)
        case "commitment":
            _commitment(election, line)
        case "challenge":
            _challenge(election, line)


def _firsts(ballot: dict[str, Any]) -> list[bytes]:
    """All C1 of a ballot."""
    return [pair[:32] for data in ballot["ciphertexts"] for pair in pairs_of(data, 64)]


def _proof(ballot: dict[str, Any]) -> Proof:
    parts = ballot["allocations"]
    return Proof(ballot["proof"], parts and (parts["commitments"], parts["link"], parts["range"]))


def _check_form(election: Election, line: Line, ballot: dict[str, Any]) -> bool:
    """B1; whether the proof can be verified."""
    if ballot["context"] != election.opened:
        election.report.fail("B1", line.seq, "the voting context is not the open line")
    fits = ballots.fits(election.manifest.rules, tuple(ballot["ciphertexts"]), _proof(ballot))
    if not fits:
        election.report.fail("B1", line.seq, "its lists or proofs have wrong lengths")
    return fits


def _check_proof(election: Election, line: Line, ballot: dict[str, Any]) -> None:
    """B4. The statement holds what the ballot says of itself; whether that is right, B1 and B5 say."""
    key = election.joint_key
    if key is None:
        return
    statement = Statement(
        election.manifest.rules,
        ballot["context"],
        ballot["credential"],
        ballot["sequence"],
        ballot["previous"],
        key,
        tuple(ballot["ciphertexts"]),
    )
    if not ballots.verify(statement, _proof(ballot)):
        election.report.fail("B4", line.seq, "the ballot's proof does not verify")


def _ballot(election: Election, line: Line) -> None:
    casting, report, body = election.casting, election.report, line.body
    credential, tracker = body["credential"], line.body_hash
    fits = _check_form(election, line, body)
    listed = credential in election.roll.weights
    if not listed:
        report.fail("B2", line.seq, "the credential is not on the roll")
    firsts = _firsts(body)
    again = tracker in casting.trackers
    repeated = again or len(set(firsts)) != len(firsts) or not casting.cast_c1.isdisjoint(firsts)
    if repeated:
        report.fail("B6", line.seq, "the ballot, or a C1 of it, has been cast before")
    if tracker in casting.opened or not casting.opened_c1.isdisjoint(firsts):
        report.fail("C3", line.seq, "the ballot, or a C1 of it, has been opened")
    last = casting.last.get(credential)
    if listed and not again:
        _check_chain(election, line, last)
    if not repeated:
        if election.joint_key and not proofs.is_ballot_signature(
            election.id, tracker, credential, line.signature
        ):
            report.fail("B3", line.seq, "the signature does not verify")
        if fits:
            _check_proof(election, line, body)
    casting.trackers[tracker] = casting.trackers.get(tracker, 0) + 1
    casting.cast_c1.update(firsts)
    if not again:
        casting.last[credential] = Cast(body["sequence"], tracker, body["ciphertexts"])


def _check_chain(election: Election, line: Line, last: Cast | None) -> None:
    """B5."""
    report, body = election.report, line.body
    if last and not election.manifest.body["revoting"]:
        report.fail("B5", line.seq, "it is a second ballot, and revoting is not allowed")
    expected = (last.sequence + 1, last.tracker) if last else (1, bytes(32))
    if (body["sequence"], body["previous"]) != expected:
        report.fail("B5", line.seq, f"it does not continue ballot {expected[0] - 1} of this credential")


def _commitment(election: Election, line: Line) -> None:
    casting, report, body = election.casting, election.report, line.body
    credential, tracker, number = body["credential"], body["tracker"], body["number"]
    if body["context"] != election.opened:
        report.fail("C1", line.seq, "the voting context is not the open line")
    if credential not in election.roll.weights:
        report.fail("B2", line.seq, "the credential is not on the roll")
    expected = casting.numbers.get(credential, 0) + 1
    if number != expected or number > election.manifest.body["challenges"]:
        report.fail("C1", line.seq, f"it is number {number} instead of {expected}, or more than allowed")
    if tracker in casting.trackers or tracker in casting.committed:
        report.fail("C1", line.seq, "its tracker is that of an earlier ballot or commitment")
    if election.joint_key and not proofs.is_step_signature(
        "commitment-signature", election.id, line.body_hash, credential, line.signature
    ):
        report.fail("B3", line.seq, "the signature does not verify")
    casting.numbers[credential] = number
    casting.committed.add(tracker)
    casting.commitments[line.hash] = (credential, tracker)


def _challenge(election: Election, line: Line) -> None:
    casting, report, body = election.casting, election.report, line.body
    ballot, named = body["ballot"], body["commitment"]
    tracker = sha3(encode_ballot(line.body_bytes))
    fits = _check_form(election, line, ballot)
    if casting.commitments.get(named) != (ballot["credential"], tracker):
        report.fail("C1", line.seq, "it names no commitment of this credential to this ballot")
    elif named in casting.answered:
        report.fail("C1", line.seq, "it opens a ballot again")
    firsts = _firsts(ballot)
    twice = len(set(firsts)) != len(firsts) or not casting.opened_c1.isdisjoint(firsts)
    repeated = twice and tracker not in casting.opened
    if repeated:
        report.fail("B6", line.seq, "a C1 occurs in two openings, or twice in a ballot")
    if tracker in casting.trackers or not casting.cast_c1.isdisjoint(firsts):
        report.fail("C3", line.seq, "the ballot, or a C1 of it, has been cast")
    if not repeated:
        if election.joint_key and not proofs.is_step_signature(
            "challenge-signature", election.id, line.body_hash, ballot["credential"], line.signature
        ):
            report.fail("B3", line.seq, "the signature does not verify")
        if election.joint_key and not _is_opened(election.joint_key, body):
            report.fail("C2", line.seq, "choices and randomness do not encrypt to the ballot's ciphertexts")
        if fits:
            _check_proof(election, line, ballot)
    casting.answered.add(named)
    casting.opened.add(tracker)
    casting.opened_c1.update(firsts)


def _is_opened(key: bytes, challenge: dict[str, Any]) -> bool:
    """Protocol.md §7.15."""
    lists = [pairs_of(data, 64) for data in challenge["ballot"]["ciphertexts"]]
    randomness = [[decode_scalar(r) for r in pairs_of(data, 32)] for data in challenge["randomness"]]
    shape = [len(values) for values in lists]
    if [len(values) for values in challenge["choices"]] != shape or [len(values) for values in randomness] != shape:
        return False
    return all(
        proofs.encrypts(key, *opening)
        for contest in zip(lists, challenge["choices"], randomness)
        for opening in zip(*contest)
    )
