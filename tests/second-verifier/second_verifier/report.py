"""What a verifier answers (record.md §6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CHECKS = (
    "P1 P2 P3 P4 P5 L1 L2 L3 L4 L5 L6 K1 K2 K3 K4 K5 K6 K7 E1 E2 B1 B2 B3 B4 B5 B6 B7 C1 C2 C3 "
    "T1 T2 T3 T4 D1 D2 D3 D4 D5 R1 R2 R3 R4"
).split()


@dataclass
class Report:
    """Findings by check, and the checks that had something to check."""

    findings: dict[str, list[tuple[int | None, str]]] = field(default_factory=dict)
    ran: set[str] = field(default_factory=set)
    #: The phase after the last line; none if no election began.
    phase: str | None = None
    election: str | None = None
    entries: int = 0
    ballots: int = 0
    counted: int = 0
    result: list[dict[str, Any]] | None = None

    def run(self, *checks: str) -> None:
        """These checks had something to check."""
        self.ran.update(checks)

    def fail(self, check: str, seq: int | None, message: str) -> None:
        """A check fails."""
        self.ran.add(check)
        self.findings.setdefault(check, []).append((seq, message))

    def status(self, check: str) -> str:
        """`pass`, `fail` or `not-run`: what did not run is no pass."""
        return "fail" if check in self.findings else "pass" if check in self.ran else "not-run"

    def with_status(self, status: str) -> list[str]:
        """All checks with a status."""
        return [check for check in CHECKS if self.status(check) == status]

    @property
    def verdict(self) -> str:
        """`failed`, `verified` or `incomplete`."""
        if self.findings:
            return "failed"
        return "verified" if self.phase in ("finished", "withheld") else "incomplete"

    def json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "verdict": self.verdict,
            "election": self.election,
            "phase": self.phase,
            "entries": self.entries,
            "ballots": self.ballots,
            "counted": self.counted,
            "checks": [
                {
                    "id": check,
                    "status": self.status(check),
                    "findings": [
                        {"seq": seq, "message": message} for seq, message in self.findings.get(check, [])
                    ],
                }
                for check in CHECKS
            ],
            "result": self.result if self.verdict == "verified" else None,
        }

    def text(self) -> str:
        """For people."""
        lines = [f"election {self.election}"]
        for check in CHECKS:
            lines.append(f" {self.status(check).upper():<8} {check}")
            for seq, message in self.findings.get(check, []):
                lines.append(f"  {'the record' if seq is None else f'line {seq}'}: {message}")
        if self.verdict == "verified":
            for contest in self.result or []:
                lines.append(f"{contest['id']}:")
                lines += [f"  {option['count']:>10} {option['id']}" for option in contest["options"]]
                if contest["blank"] is not None:
                    lines.append(f"  {contest['blank']:>10} blank")
        failed, missing = self.with_status("fail"), self.with_status("not-run")
        end = self.verdict.upper() + (f": {', '.join(failed)}" if failed else "")
        return "\n".join([*lines, end + (f" (not run: {', '.join(missing)})" if missing else "")])
