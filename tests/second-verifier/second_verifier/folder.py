"""Records in folders, and the corpus of forged ones (described in tests/tests/tamper/corpus.rs)."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from .canonical import hash_, verifying_key
from .notes import split_series
from .report import Report
from .verifier import verify


def read_observer(known: dict[str, Any]) -> dict[str, Any]:
    """What an observer knows from elsewhere, from its JSON."""
    observer = {name: value for name, value in known.items() if value is not None}
    if "election" in observer:
        observer["election"] = hash_(observer["election"])
    for name in ("authority", "registrar", "log"):
        if name in observer:
            observer[name] = verifying_key(observer[name])
    if "trustees" in observer:
        observer["trustees"] = [verifying_key(key) for key in observer["trustees"]]
    return observer


def read_receipt(observer: dict[str, Any], text: str) -> None:
    """A receipt of the board, or an inclusion receipt in which a booth may have put that one (record.md §3.4, §10)."""
    if not text.startswith("c2sp.org/tlog-proof"):
        observer.setdefault("receipts", []).append(json.loads(text))
        return
    observer.setdefault("proofs", []).append(text)
    for line in text.split("\n")[1:2]:
        if line.startswith("extra "):
            try:
                observer.setdefault("receipts", []).append(json.loads(base64.b64decode(line[6:])))
            except ValueError:
                # Nobody vouches for what else may be there.
                pass


def verify_folder(folder: Path, observer: dict[str, Any] | None = None) -> Report:
    """Verifies the record in a folder. What the observer knows may also be in its `observer.json`."""
    log = (folder / "log.jsonl").read_bytes()
    published = folder / "checkpoints"
    notes = split_series(published.read_bytes().decode("utf-8", "replace")) if published.exists() else []
    known = folder / "observer.json"
    if observer is None and known.exists():
        observer = read_observer(json.loads(known.read_text()))
    return verify(log, notes, observer)


def difference(folder: Path) -> str | None:
    """How a record of a corpus is judged otherwise here than is expected."""
    expected = json.loads((folder / "expected.json").read_text())
    report = verify_folder(folder)
    found = {"verdict": report.verdict, "failed": report.with_status("fail"), "not_run": report.with_status("not-run")}
    if found == expected:
        return None
    told = [f"{name} {found[name]} here, {expected[name]} there" for name in expected if found[name] != expected[name]]
    reasons = [f"{check}: {report.findings[check][:2]}" for check in found["failed"] if check not in expected["failed"]]
    return f"{folder.name}: " + "; ".join(told + reasons)


def compare(corpus: Path, processes: int | None = None) -> tuple[int, list[str]]:
    """Verifies all records of a corpus: how many there are, and all differences in order."""
    folders = sorted(path.parent for path in corpus.glob("*/expected.json"))
    with ProcessPoolExecutor(processes) as pool:
        # Neighbours share ballots, whose proofs a process verifies once.
        found = pool.map(difference, folders, chunksize=max(1, len(folders) // 8))
        return len(folders), [text for text in found if text]
