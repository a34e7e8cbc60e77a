"""An election's state, line by line (record.md §4), and what is wrong with each line (§6)."""

from __future__ import annotations

import struct
from typing import Any, Container

from . import casting, ed25519, generation, keygen, refresh, tally
from .canonical import is_blank
from .casting import Casting
from .generation import Generation
from .keygen import Session
from .lines import Line, sha3
from .manifest import Manifest
from .refresh import Holders, Refresh
from .report import Report
from .tally import Decryption, Tally

ROLES = {
    "manifest": "authority", "key-restart": "authority", "open": "authority", "close": "authority",
    "key-refresh": "authority", "result": "authority", "abort": "authority", "roll-part": "registrar", "roll-seal": "registrar",
    "ballot": "voter", "commitment": "voter", "challenge": "voter",
}  # fmt: skip
# All other kinds are trustees'.

#: In which phases a kind of line can come (record.md §4). `abort` can come in all but two.
PHASES = {
    "key-commit": ("key-commit",),
    "key-deal": ("key-deal",),
    "key-confirm": ("key-confirm",),
    "key-complaint": ("key-confirm", "key-dispute"),
    "key-restart": ("key-commit", "key-deal", "key-confirm", "key-dispute"),
    "roll-part": ("roll",),
    "roll-seal": ("roll",),
    "rehearsal": ("rehearsal",),
    "open": ("rehearsal",),
    "ballot": ("voting",),
    "commitment": ("voting",),
    "challenge": ("voting",),
    "close": ("voting",),
    "intent": ("intent", "decryption", "withheld"),
    "partial-decryption": ("intent", "decryption", "withheld"),
    "result": ("decryption", "withheld"),
}


class Roll:
    """The roll as far as it is there (record.md §3.2)."""

    def __init__(self) -> None:
        self.parts = 0
        self.weights: dict[bytes, int] = {}
        self.weight = 0
        self._listed = 0
        self._last = b""
        self._data = b"ostrakon/v1/roll\n"

    @property
    def digest(self) -> bytes:
        """The roll's digest."""
        return sha3(self._data)

    @property
    def count(self) -> int:
        """How many voters were listed."""
        return self._listed

    def add(self, credential: bytes, weight: int) -> bool:
        """Adds a voter; whether the order is right."""
        ascends = credential > self._last
        self._last = credential
        self._listed += 1
        self.weight += weight
        self.weights.setdefault(credential, weight)
        self._data += credential + struct.pack(">I", weight)
        return ascends


class Election:
    """An election that has begun with a manifest."""

    def __init__(self, first: Line, manifest: Manifest, report: Report, observer: dict[str, Any]) -> None:
        self.manifest, self.report, self.observer = manifest, report, observer
        self.id = first.hash
        keys = tuple(trustee["encryption_key"] for trustee in first.body["trustees"])
        self.generation = Generation(Session(self.id, first.body["threshold"], keys))
        self.holders = Holders(first.body["threshold"], first.body["trustees"])
        #: The trustees before, the oldest first.
        self.former: list[list[dict[str, Any]]] = []
        self.refresh: Refresh | None = None
        self.refresh_dealt = False
        self.roll = Roll()
        self.sealed: bytes | None = None
        self.rehearsed: set[int] = set()
        self.opened: bytes | None = None
        self.opened_at = 0
        self.casting = Casting()
        self.closed: bytes | None = None
        self.tally: Tally | None = None
        self.decryption = Decryption()
        self.ended: str | None = None
        #: The places of the close and result lines.
        self.close_seq: int | None = None
        self.result_seq: int | None = None
        self._check_manifest(first)

    @property
    def phase(self) -> str:
        """The phase after all lines so far (record.md §4)."""
        if self.ended:
            return self.ended
        if self.closed:
            assert self.tally is not None
            if self.tally.ballots < self.manifest.body["minimum_ballots"]:
                return "withheld"
            enough = self.decryption.equal_intents() >= self.holders.threshold
            return "decryption" if enough else "intent"
        if self.opened:
            return "voting"
        return "rehearsal" if self.sealed else self.generation.phase

    @property
    def joint_key(self) -> bytes | None:
        """K, if the deals make one."""
        keys = self.generation.keys()
        return keys.joint if keys else None

    def public_shares(self) -> tuple[bytes, ...] | None:
        """K_1 … K_n of the trustees who hold the key."""
        keys = self.generation.keys()
        return self.holders.shares or (keys.shares if keys else None)

    @property
    def step(self) -> str | None:
        """The step of the refresh that is running."""
        return self.refresh.step if self.refresh and self.phase == "voting" else None

    def _check_manifest(self, first: Line) -> None:
        report, body = self.report, first.body
        if first.seq != 0 or first.prev != bytes(32):
            report.fail("L1", 0, "line 0 has another number, or a line before it")
        if body["protocol"] != "ostrakon/1":
            report.fail("P2", 0, f"the protocol is {body['protocol']!r}")
        for fault in self.manifest.faults():
            report.fail("P4", 0, fault)
        for fault in self.manifest.key_faults():
            report.fail("K1", 0, fault)
        if first.signer != "authority" or not ed25519.verify(
            body["authority"], first.signed_text(bytes.fromhex(body["nonce"].hex())), first.signature
        ):
            report.fail("L6", 0, "the authority has not signed it")
        known = {
            "election": self.id, "authority": body["authority"], "registrar": body["registrar"],
            "log": body["log"]["key"], "policy": body["log"]["policy"],
            "trustees": [trustee["signing_key"] for trustee in body["trustees"]],
        }  # fmt: skip
        for name, value in known.items():
            expected = self.observer.get(name)
            if expected is not None:
                report.run("P5")
                if expected != value:
                    report.fail("P5", 0, f"{name} is another one than the observer knows")

    def absorb(self, line: Line) -> None:
        """Takes the next line, right or wrong."""
        fault = self._misplaced(line.kind)
        if fault:
            self.report.fail(fault, line.seq, f"a {line.kind} line cannot come in phase {self.phase}")
            return
        role = ROLES.get(line.kind, "trustee")
        if refresh.is_former(self, line):
            self.report.fail("K7", line.seq, f"{line.signer} holds the key no more")
            return
        if line.signer.split("-")[0] != role or not self._may_post(line):
            self.report.fail("L6", line.seq, f"{line.signer} posts a {line.kind} line")
            return
        if not self._is_signed(line):
            self.report.fail("E1" if line.signer == "registrar" else "L6", line.seq, "the signature does not verify")
        if self.phase != "withheld" and self._is_again(line):
            self.report.fail("L6", line.seq, f"{line.signer} posts a {line.kind} line again")
        self._dispatch(line, line.trustee)

    def ran(self) -> set[str]:
        """Which checks had something to check, but for those of what observers know (record.md §6)."""
        ran = {"P1", "P2", "P3", "P4", "K1", "L1", "L6"}
        generation, casting, decryption = self.generation, self.casting, self.decryption
        trustees = self.manifest.trustees
        milestones = [
            (self.refresh_dealt, "K6"),
            (self.former, "K7"),
            (len(generation.deals) == trustees, "K2 K3 K4"),
            (len(generation.confirmed) == trustees, "K5"),
            (self.sealed, "E1"),
            (self.opened, "E2 B1 B2 B5 B6"),
            (self.opened and self.joint_key, "B3 B4"),
            (casting.commitments or casting.opened, "C1"),
            (casting.opened, "C3"),
            (casting.opened and self.joint_key, "C2"),
            (self.closed, "T3"),
            (decryption.intents and self.phase != "withheld", "T2 T4"),
            (decryption.partials, "D2 D3"),
        ]
        # The result is compared step by step; a step that fails ends those that could only repeat it.
        ended: set[str] = set()
        for step, ending in (("T1 D1", "D1 T3"), ("D4 R2", "R2"), ("D5", "D5"), ("R1 R3", "R1 R3"), ("R4", "")):
            milestones.append((self.result_seq is not None and ended.isdisjoint(self.report.findings), step))
            ended.update(ending.split())
        for reached, checks in milestones:
            if reached:
                ran.update(checks.split())
        return ran

    def _is_signed(self, line: Line) -> bool:
        """Whether a role's signature is right; a voter's is for `casting`."""
        body = self.manifest.body
        if line.signer == "voter":
            return True
        if line.trustee:
            trustees = self.holders.trustees
            if self.refresh and self.step and line.kind in refresh.BY_NEW:
                trustees = self.refresh.trustees
            key = trustees[line.trustee - 1]["signing_key"]
        else:
            key = body[line.signer]
        return ed25519.verify(key, line.signed_text(self.id), line.signature)

    def _may_post(self, line: Line) -> bool:
        """Whether there is such a trustee, if a trustee posts it."""
        if line.trustee is None:
            return True
        if self.refresh and self.step and line.kind in refresh.STEPS:
            return refresh.may_post(self.refresh, line)
        return line.trustee <= len(self.holders.trustees)

    def _misplaced(self, kind: str) -> str | None:
        """The check that a kind of line violates in this phase, if any (record.md §4, §6)."""
        phase = self.phase
        if phase == "voting" and self.step in refresh.STEPS.get(kind, ()):
            return None
        if phase in PHASES.get(kind, ()) or (kind == "abort" and phase not in ("finished", "aborted")):
            return None
        if kind == "key-deal" and phase == "key-commit":
            return "K2"
        if kind == "key-confirm" and phase == "key-dispute":
            return "K4"
        if kind in ("roll-part", "roll-seal") and self.opened and phase != "aborted":
            return "E2"
        return "L6"

    def _is_again(self, line: Line) -> bool:
        """Whether a trustee posts again what it posts once."""
        generation, decryption = self.generation, self.decryption
        if self.refresh and self.step and line.kind in refresh.STEPS:
            return refresh.is_again(self.refresh, line)
        done: dict[str, Container[int]] = {
            "key-commit": generation.commitments,
            "key-deal": generation.deals,
            "key-confirm": generation.confirmed,
            "rehearsal": self.rehearsed,
            "intent": decryption.intents,
            "partial-decryption": decryption.partials,
        }
        if line.kind == "key-complaint":
            return (line.trustee, line.body["dealer"]) in generation.complaints
        return line.trustee in done.get(line.kind, ())

    def _dispatch(self, line: Line, trustee: int | None) -> None:
        kind, body, report = line.kind, line.body, self.report
        if kind == "key-refresh":
            refresh.begin(self, line)
        elif self.refresh and self.step and kind in refresh.STEPS:
            refresh.absorb(self, self.refresh, line, trustee)
        elif kind.startswith("key-"):
            generation.absorb(self, line, trustee)
        elif kind == "roll-part":
            self._roll_part(line)
        elif kind == "roll-seal":
            seal = (body["count"], body["weight"], body["digest"])
            if seal != (self.roll.count, self.roll.weight, self.roll.digest):
                report.fail("E1", line.seq, "the seal is not that of the roll")
            self.sealed = line.hash
        elif kind == "rehearsal" and trustee is not None:
            self._rehearsal(line, trustee)
        elif kind == "open":
            self._open(line)
        elif kind in ("ballot", "commitment", "challenge"):
            casting.absorb(self, line)
        elif kind == "close":
            self._close(line)
        elif kind == "intent" and trustee is not None:
            tally.absorb_intent(self, line, trustee)
        elif kind == "partial-decryption" and trustee is not None:
            tally.absorb_partial(self, line, trustee)
        elif kind == "result":
            tally.check_result(self, line)
            self.ended, self.result_seq = "finished", line.seq
        elif kind == "abort":
            reason = body["reason"]
            if is_blank(reason) or len(reason.encode()) > 4_000:
                report.fail("L6", line.seq, "the reason has not 1 to 4,000 bytes, or no words")
            self.ended = "aborted"

    def _roll_part(self, line: Line) -> None:
        """Record.md §3.2."""
        report, body = self.report, line.body
        if body["part"] != self.roll.parts + 1:
            report.fail("E1", line.seq, f"it is part {body['part']} after {self.roll.parts}")
        self.roll.parts += 1
        if not 1 <= len(body["voters"]) <= 500:
            report.fail("E1", line.seq, f"it has {len(body['voters'])} voters")
        for voter in body["voters"]:
            if not self.roll.add(voter["credential"], voter["weight"]):
                report.fail("E1", line.seq, "the credentials do not ascend")
            if voter["weight"] == 0:
                report.fail("E1", line.seq, "a voter has no weight")
        highest = max((rule.bound for rule in self.manifest.rules), default=0)
        if self.roll.weight * highest > 2**40:
            report.fail("E1", line.seq, "the weights are too large to be counted")

    def _rehearsal(self, line: Line, trustee: int) -> None:
        keys, body = self.generation.keys(), line.body
        if body["roll"] != self.sealed:
            self.report.fail("L6", line.seq, "it names another roll")
        if keys is None or not keygen.has_share(
            "rehearsal", body["roll"], trustee, keys.shares[trustee - 1], body["possession"]
        ):
            self.report.fail("L6", line.seq, "its proof does not verify")
        self.rehearsed.add(trustee)

    def _open(self, line: Line) -> None:
        report, body = self.report, line.body
        if len(self.rehearsed) < self.manifest.body["threshold"]:
            report.fail("L6", line.seq, f"{len(self.rehearsed)} trustees have rehearsed")
        if body["key"] != self.joint_key:
            report.fail("K5", line.seq, "it names another key")
        if body["roll"] != self.roll.digest:
            report.fail("E1", line.seq, "it names another roll")
        self.opened, self.opened_at = line.hash, body["time"]

    def _close(self, line: Line) -> None:
        body = line.body
        if body["context"] != self.opened or body["time"] < self.opened_at:
            self.report.fail("L6", line.seq, "it closes another opening, or before that")
        self.tally = Tally.of(self, line.hash)
        self.closed, self.close_seq = line.hash, line.seq
