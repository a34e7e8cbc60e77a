"""The log beside its lines: published checkpoints, witnesses, and what observers hold (checks L2 to L5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import ed25519
from .canonical import Decoder, hash_, integer, of_length, record
from .lines import sha3
from .manifest import Manifest
from .notes import Checkpoint, InclusionReceipt, Malformed, WrongSignature
from .report import Report
from .tree import Frontier, leaf

_U64 = integer(64)
_RECEIPT = {"election": hash_, "seq": _U64, "line": hash_, "body": hash_, "signature": of_length(64)}
_COPY = {"entries": _U64, "head": hash_}


def _fields(decoders: dict[str, Decoder], value: dict[str, Any]) -> dict[str, Any]:
    """Reads what an observer holds: no line of the log, so its fields may be in any order."""
    return record(decoders)({name: value[name] for name in decoders if name in value})


@dataclass
class Log:
    """All lines' bytes, and the root after each."""

    lines: list[bytes] = field(default_factory=list)
    #: The bodies' hashes; none of a line that cannot be decoded.
    bodies: list[bytes | None] = field(default_factory=list)
    _tree: Frontier = field(default_factory=Frontier)
    roots: list[bytes] = field(default_factory=lambda: [Frontier().root()])

    def append(self, line: bytes, body: bytes | None) -> None:
        """Appends a line."""
        self.lines.append(line)
        self.bodies.append(body)
        self._tree.push(leaf(line))
        self.roots.append(self._tree.root())

    def fault(self, checkpoint: Checkpoint, manifest: Manifest) -> str | None:
        """What is wrong with a checkpoint of this log, if it is not of too many lines."""
        try:
            if checkpoint.origin != manifest.log_key.name:
                return f"it is of another log, {checkpoint.origin}"
            if not checkpoint.is_signed_by(manifest.log_key):
                return "the log has not signed it"
        except WrongSignature as error:
            return str(error)
        if checkpoint.size < len(self.roots) and self.roots[checkpoint.size] != checkpoint.root:
            return f"its root is not that of {checkpoint.size} lines"
        return None


def check_published(
    report: Report, log: Log, manifest: Manifest, notes: list[str], closed: int | None, result: int | None
) -> None:
    """L2, L3 and L4; `closed` and `result` are the places of these lines."""
    good: list[Checkpoint] = []
    previous: Checkpoint | None = None
    for note in notes:
        report.run("L2", "L3")
        try:
            checkpoint = Checkpoint.parse(note)
        except Malformed as error:
            report.fail("L2", None, f"no checkpoint: {error}")
            continue
        if checkpoint.size > len(log.lines):
            report.fail("L3", None, f"a checkpoint is of {checkpoint.size} lines, and there are {len(log.lines)}")
            break
        try:
            signed = checkpoint.origin == manifest.log_key.name and checkpoint.is_signed_by(manifest.log_key)
        except WrongSignature:
            signed = False
        if not signed:
            report.fail("L2", None, f"the checkpoint of {checkpoint.size} lines is not signed by the log")
            continue
        if previous and checkpoint.size == previous.size and checkpoint.root != previous.root:
            report.fail("L3", None, f"two checkpoints of {checkpoint.size} lines have different roots")
            continue
        if previous and checkpoint.size < previous.size:
            report.fail("L3", None, f"a checkpoint of {checkpoint.size} lines comes after one of {previous.size}")
            continue
        previous = checkpoint
        if log.roots[checkpoint.size] != checkpoint.root:
            report.fail("L2", None, f"the checkpoint of {checkpoint.size} lines has another root than they")
        else:
            good.append(checkpoint)
    _check_witnesses(report, manifest, good, closed, result)


def _check_witnesses(
    report: Report, manifest: Manifest, good: list[Checkpoint], closed: int | None, result: int | None
) -> None:
    policy = manifest.policy
    if policy is None or "P4" in report.findings:
        return
    covered = False
    for checkpoint in good:
        cosigned = set()
        for name, (key, _) in policy.witnesses.items():
            try:
                if checkpoint.is_cosigned_by(key):
                    cosigned.add(name)
            except WrongSignature as error:
                report.fail("L4", None, f"checkpoint of {checkpoint.size} lines: {error}")
        last = closed if result is None else result
        if last is not None and checkpoint.size > last and policy.is_satisfied(cosigned):
            covered = True
    if closed is not None and policy.quorum != "none":
        report.run("L4")
        if not covered:
            report.fail("L4", None, "no published checkpoint of the close line and the result has the quorum")


def check_testimony(report: Report, log: Log, manifest: Manifest, election: bytes, observer: dict[str, Any]) -> None:
    """L5."""
    for text in observer.get("checkpoints", []):
        report.run("L5")
        try:
            fault = _checkpoint_fault(log, manifest, Checkpoint.parse(text))
        except Malformed as error:
            fault = f"no checkpoint: {error}"
        if fault:
            report.fail("L5", None, f"a checkpoint from elsewhere: {fault}")
    for text in observer.get("proofs", []):
        report.run("L5")
        try:
            proof = InclusionReceipt.parse(text)
            checkpoint = Checkpoint.parse(proof.checkpoint)
            fault = _checkpoint_fault(log, manifest, checkpoint)
            if not fault and not (
                proof.index < checkpoint.size and proof.proves(log.lines[proof.index], checkpoint)
            ):
                fault = f"its hashes do not lead from line {proof.index} to the root"
        except Malformed as error:
            fault = str(error)
        if fault:
            report.fail("L5", None, f"an inclusion receipt: {fault}")
    for value in observer.get("receipts", []):
        report.run("L5")
        fault = _receipt_fault(log, manifest, election, _fields(_RECEIPT, value))
        if fault:
            report.fail("L5", None, f"a receipt: {fault}")
    for value in observer.get("copies", []):
        report.run("L5")
        copy = _fields(_COPY, value)
        entries = copy["entries"]
        if entries > len(log.lines):
            report.fail("L5", None, f"an earlier copy has {entries} lines, and there are {len(log.lines)}")
        elif (sha3(log.lines[entries - 1]) if entries else bytes(32)) != copy["head"]:
            report.fail("L5", None, f"an earlier copy of {entries} lines ends with another line")


def _checkpoint_fault(log: Log, manifest: Manifest, checkpoint: Checkpoint) -> str | None:
    fault = log.fault(checkpoint, manifest)
    if not fault and checkpoint.size > len(log.lines):
        return f"it is of {checkpoint.size} lines, and there are {len(log.lines)}"
    return fault


def _receipt_fault(log: Log, manifest: Manifest, election: bytes, receipt: dict[str, Any]) -> str | None:
    text = "ostrakon/v1/receipt\n{}\n{}\n{}\n{}\n".format(
        receipt["election"].hex(), receipt["seq"], receipt["line"].hex(), receipt["body"].hex()
    )
    if receipt["election"] != election:
        return "it is of another election"
    if not ed25519.verify(manifest.body["log"]["key"], text.encode(), receipt["signature"]):
        return "the log has not signed it"
    seq = receipt["seq"]
    if seq >= len(log.lines):
        return f"there is no line {seq}"
    if sha3(log.lines[seq]) != receipt["line"] or log.bodies[seq] != receipt["body"]:
        return f"another line is in place {seq}"
    return None
