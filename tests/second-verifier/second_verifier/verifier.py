"""A whole record (record.md §6)."""

from __future__ import annotations

from typing import Any

from .election import Election
from .group import Identity
from .lines import Line, sha3
from .log import Log, check_published, check_testimony
from .manifest import Manifest
from .report import Report

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Verifier:
    """Takes a record's lines one by one."""

    def __init__(self, observer: dict[str, Any] | None = None) -> None:
        self.report = Report()
        self.log = Log()
        self.election: Election | None = None
        self._observer = observer or {}
        self._head = bytes(32)

    def line(self, data: bytes) -> None:
        """The next line, without its newline."""
        seq = len(self.log.lines)
        self.report.run("P1")
        try:
            line: Line | None = Line.parse(data)
        except Identity as error:
            line = None
            self._refuse("P3", seq, str(error))
        except ValueError as error:
            line = None
            self._refuse("P1", seq, str(error))
        if line:
            self._take(line, seq)
        self.log.append(data, line and line.body_hash)
        self._head = sha3(data)

    def _refuse(self, check: str, seq: int, message: str) -> None:
        if seq == 0 or self.election:
            self.report.fail(check, seq, message)

    def _take(self, line: Line, seq: int) -> None:
        if seq == 0:
            if line.kind == "manifest":
                manifest = Manifest.read(line.body)
                fault = manifest.no_election()
                if fault:
                    self.report.fail(fault[0], 0, fault[1])
                else:
                    self.election = Election(line, manifest, self.report, self._observer)
            else:
                self.report.fail("L6", 0, "no election begins with it")
        elif self.election:
            if (line.seq, line.prev) != (seq, self._head):
                self.report.fail("L1", seq, "its number or the hash of the line before is wrong")
            self.election.absorb(line)

    def finish(self, checkpoints: list[str]) -> Report:
        """After the last line."""
        report, election = self.report, self.election
        report.entries = len(self.log.lines)
        if not self.log.lines:
            report.fail("P1", None, "the record has no line")
        if election is None:
            return report
        report.run(*election.ran())
        report.phase, report.election = election.phase, election.id.hex()
        report.ballots = sum(election.casting.trackers.values())
        report.counted = election.tally.ballots if election.tally else 0
        check_published(report, self.log, election.manifest, checkpoints, election.close_seq, election.result_seq)
        check_testimony(report, self.log, election.manifest, election.id, self._observer)
        self._check_trackers(election)
        return report

    def _check_trackers(self, election: Election) -> None:
        """B7."""
        cast: dict[str, int] = {}
        for tracker, times in election.casting.trackers.items():
            short = displayed(tracker)
            cast[short] = cast.get(short, 0) + times
        for given in self._observer.get("trackers", []):
            self.report.run("B7")
            if cast.get(read_tracker(given)) != 1:
                self.report.fail("B7", None, f"{given!r} is not the tracker of exactly one ballot")


def displayed(tracker: bytes) -> str:
    """The first 125 bits in Crockford's base32 (record.md §3.5), without hyphens."""
    bits = int.from_bytes(tracker, "big") >> 131
    return "".join(_ALPHABET[bits >> shift & 31] for shift in range(120, -1, -5))


def read_tracker(text: str) -> str:
    """A tracker as people write it (record.md §3.5)."""
    plain = "".join(text.split()).replace("-", "").upper()
    return plain.translate(str.maketrans("OIL", "011"))


def verify(log: bytes, checkpoints: list[str], observer: dict[str, Any] | None = None) -> Report:
    """Verifies a record: the bytes of its log, the checkpoints that were published, what the observer knows."""
    verifier = Verifier(observer)
    lines = log.split(b"\n")
    rest = lines.pop()
    for line in lines:
        verifier.line(line)
    if rest:
        verifier.line(rest)
        verifier.report.fail("P1", len(lines), "the last line has no newline: the record is cut off")
    return verifier.finish(checkpoints)


