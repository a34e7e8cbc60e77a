"""The command line: `python3 -m second_verifier DIR`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from . import folder
from .canonical import hash_

_CODES = {"verified": 0, "failed": 1, "incomplete": 2}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="second_verifier",
        description="Verifies the record of an election. Exit code: 0 verified, 1 failed, 2 could not be found out.",
    )
    parser.add_argument("dir", type=Path, metavar="DIR", help="the record's folder, with log.jsonl and checkpoints")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--corpus", action="store_true", help="DIR has many records: compare with each expected.json")
    parser.add_argument("--election", metavar="ID", type=hash_, help="the election that was announced")
    parser.add_argument("--expect", metavar="FILE", type=Path, help="the counts that were announced")
    parser.add_argument("--tracker", metavar="TRACKER", action="append", help="a ballot that must be in the record")
    parser.add_argument("--receipt", metavar="FILE", type=Path, action="append", help="a receipt of the board")
    parser.add_argument("--checkpoint", metavar="FILE", type=Path, action="append", help="checkpoints from elsewhere")
    return parser.parse_args()


def _observer(arguments: argparse.Namespace) -> dict[str, Any]:
    observer: dict[str, Any] = {"trackers": arguments.tracker or [], "checkpoints": []}
    if arguments.election:
        observer["election"] = arguments.election
    if arguments.expect:
        observer["announced"] = json.loads(arguments.expect.read_text())
    for path in arguments.receipt or []:
        folder.read_receipt(observer, path.read_text())
    for path in arguments.checkpoint or []:
        observer["checkpoints"] += folder.split_series(path.read_text())
    return observer


def _compare(corpus: Path) -> int:
    count, differences = folder.compare(corpus)
    if not count:
        raise FileNotFoundError(f"{corpus} has no records with an expected.json; the test `tamper` writes them")
    print(f"second verifier: {count - len(differences)} of {count} records judged alike")
    for text in differences:
        print(f"error: {text}", file=sys.stderr)
    return 1 if differences else 0


def main() -> int:
    """Runs the program, and returns its exit code."""
    arguments = _arguments()
    try:
        if arguments.corpus:
            return _compare(arguments.dir)
        report = folder.verify_folder(arguments.dir, _observer(arguments))
    except (OSError, ValueError) as error:
        print(f"error: {error}\nhint: name the folder of a record; `verifier-cli fetch` makes one", file=sys.stderr)
        return 2
    print(json.dumps(report.json(), ensure_ascii=False, indent=1) if arguments.json else report.text())
    return _CODES[report.verdict]


if __name__ == "__main__":
    sys.exit(main())
