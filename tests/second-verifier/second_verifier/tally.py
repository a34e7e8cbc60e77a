"""Tally, decryption and result (record.md §3.3, §4: checks T, D, R)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, Any

from .ballots import Rule
from .group import B, Q, Point, ZERO, decode_element, decode_point, encode, equal, multiscalar
from .lines import Line, sha3
from .proofs import has_one_logarithm, pairs_of
from .transcript import Transcript

if TYPE_CHECKING:
    from .election import Election


@dataclass
class Tally:
    """The sums of the counted ballots."""

    ballots: int
    weight: int
    #: C1 and C2 of each sum.
    sums: list[tuple[bytes, bytes]]
    #: The aggregate digest.
    digest: bytes

    @classmethod
    def of(cls, election: Election, close: bytes) -> Tally:
        """Adds up the ballots that count when the close line comes (record.md §3.3)."""
        weights = election.roll.weights
        last = election.casting.last.items()
        counted = [(weights[credential], cast) for credential, cast in last if credential in weights]
        sums: list[tuple[bytes, bytes]] = []
        for contest, rule in enumerate(election.manifest.rules):
            for value in range(rule.values):
                terms: tuple[list[tuple[int, Point]], ...] = ([], [])
                for weight, cast in counted:
                    data = cast.lists[contest] if contest < len(cast.lists) else b""
                    pair = data[64 * value : 64 * value + 64]
                    # A ballot of wrong lengths (B1) counts as far as it goes.
                    if pair:
                        terms[0].append((weight, decode_point(pair[:32])))
                        terms[1].append((weight, decode_point(pair[32:])))
                sums.append((encode(multiscalar(terms[0])), encode(multiscalar(terms[1]))))
        weight = sum(weight for weight, _ in counted)
        data = b"ostrakon/v1/aggregate\n" + election.id + close + struct.pack(">QQ", len(counted), weight)
        data += b"".join(c1 + c2 for c1, c2 in sums)
        return cls(len(counted), weight, sums, sha3(data))


class Decryption:
    """Intents and partial decryptions so far."""

    def __init__(self) -> None:
        self.intents: dict[int, tuple[bytes, bytes]] = {}
        self.partials: set[int] = set()
        #: The shares of each trustee whose partial decryption is valid.
        self.valid: dict[int, list[bytes]] = {}

    def equal_intents(self) -> int:
        """How many trustees have announced the same."""
        announced = list(self.intents.values())
        return max((announced.count(intent) for intent in announced), default=0)


def absorb_intent(election: Election, line: Line, trustee: int) -> None:
    """T2, T3, T4. Of a trustee's intents the first counts."""
    report, body, tally = election.report, line.body, election.tally
    if election.phase == "withheld":
        report.fail("T3", line.seq, "too few ballots are counted for it")
        election.decryption.intents.setdefault(trustee, (body["close"], body["aggregate"]))
        return
    if body["close"] != election.closed:
        report.fail("T4", line.seq, "it names another close line")
    elif tally and body["aggregate"] != tally.digest:
        report.fail("T2", line.seq, "it names another aggregate")
    election.decryption.intents.setdefault(trustee, (body["close"], body["aggregate"]))


def absorb_partial(election: Election, line: Line, trustee: int) -> None:
    """D2, D3, T3, T4. Of a trustee's partial decryptions the first counts."""
    report, body, decryption, tally = election.report, line.body, election.decryption, election.tally
    assert tally is not None
    if election.phase == "withheld":
        report.fail("T3", line.seq, "too few ballots are counted for it")
        decryption.partials.add(trustee)
        return
    right = True
    if election.phase == "intent":
        report.fail("T4", line.seq, "it comes before t equal intents")
    elif decryption.intents.get(trustee) != (body["close"], body["aggregate"]):
        report.fail("D3", line.seq, "it is of something else than the trustee announced")
        right = False
    if not _is_partial(election, tally, trustee, body):
        report.fail("D2", line.seq, "its proof does not verify")
        right = False
    if right and trustee not in decryption.partials:
        decryption.valid[trustee] = pairs_of(body["shares"], 32)
    decryption.partials.add(trustee)


def _is_partial(election: Election, tally: Tally, trustee: int, body: dict[str, Any]) -> bool:
    """Protocol.md §8.1, for the context that the body itself names."""
    keys = election.public_shares()
    shares = pairs_of(body["shares"], 32)
    if keys is None or len(shares) != len(tally.sums):
        return False
    context = sha3(b"ostrakon/v1/decryption\n" + election.id + body["close"] + body["aggregate"])
    transcript = Transcript("partial-decryption")
    transcript.append("context", context)
    transcript.append("trustee", trustee)
    pairs = [(c1, share) for (c1, _), share in zip(tally.sums, shares)]
    return has_one_logarithm(transcript, keys[trustee - 1], pairs, body["proof"])


def check_result(election: Election, line: Line) -> None:
    """T1, T3, T4, D1, D4, D5 and R1 to R4, step by step."""
    report, body, tally = election.report, line.body, election.tally
    assert tally is not None
    if election.phase == "withheld":
        report.fail("T3", line.seq, "too few ballots are counted for it")
        return
    threshold, valid = election.holders.threshold, election.decryption.valid
    if body["close"] != election.closed:
        report.fail("T4", line.seq, "it names another close line")
    if (body["ballots"], body["weight"]) != (tally.ballots, tally.weight):
        report.fail("T1", line.seq, f"{tally.ballots} ballots of weight {tally.weight} are counted")
    if len(valid) < threshold:
        report.fail("D1", line.seq, f"{len(valid)} of {threshold} partial decryptions are valid")
        return
    named = body["trustees"]
    if len(named) != threshold or named != sorted(set(named)) or not set(named) <= set(valid):
        report.fail("D4", line.seq, "its trustees are not exactly t with valid partial decryptions, ascending")
    if not _check_form(election, line):
        return
    messages = _combine(tally, sorted(valid)[:threshold], valid)
    if any(
        not all(equal(one, other) for one, other in zip(messages, _combine(tally, sorted(others), valid)))
        for others in _other_sets(sorted(valid), threshold)
    ):
        report.fail("D4", line.seq, "other sets of trustees give other counts")
    _check_counts(election, line, messages)


def _combine(tally: Tally, trustees: list[int], shares: dict[int, list[bytes]]) -> list[Point]:
    """count·B of each sum (protocol.md §8.3)."""
    factors = {}
    for j in trustees:
        factor = 1
        for i in trustees:
            if i != j:
                factor = factor * i * pow(i - j, -1, Q) % Q
        factors[j] = factor
    return [
        multiscalar(
            [(1, decode_element(c2)), *((-factors[j], decode_element(shares[j][c])) for j in trustees)]
        )
        for c, (_, c2) in enumerate(tally.sums)
    ]


def _other_sets(valid: list[int], threshold: int) -> list[list[int]]:
    """Sets of t that together have every trustee: all others follow from these."""
    first = valid[:threshold]
    return [[*first[:-1], other] for other in valid[threshold:]]


def _check_form(election: Election, line: Line) -> bool:
    """R2."""
    contests = election.manifest.body["contests"]
    expected = [
        (contest["id"], [option["id"] for option in contest["options"]], rule.blank)
        for contest, rule in zip(contests, election.manifest.rules)
    ]
    found = [
        (contest["id"], [option["id"] for option in contest["options"]], contest["blank"] is not None)
        for contest in line.body["contests"]
    ]
    if found != expected:
        election.report.fail("R2", line.seq, "its contests, options or blank votes are not the manifest's")
        return False
    return True


def _counts(contest: dict[str, Any]) -> list[int]:
    """The published counts, the blank votes last."""
    blank = [] if contest["blank"] is None else [contest["blank"]]
    return [*(option["count"] for option in contest["options"]), *blank]


def _check_counts(election: Election, line: Line, messages: list[Point]) -> None:
    """D5, R1, R3, R4."""
    report, tally, contests = election.report, election.tally, line.body["contests"]
    assert tally is not None
    rules = election.manifest.rules
    decrypted: list[list[int]] = []
    remaining = iter(messages)
    for contest, rule in zip(contests, rules):
        counts = []
        for published, bound in zip(_counts(contest), rule.value_bounds()):
            highest = tally.weight * bound
            count = _logarithm(next(remaining), highest, published)
            if count is None or published > highest:
                report.fail("D5", line.seq, f"contest {contest['id']}: a count is not in 0 to {highest}")
            counts.append(count if count is not None else 0)
        decrypted.append(counts)
    if "D5" in report.findings:
        return
    for contest, rule in zip(contests, rules):
        _check_contest(election, line, contest, rule)
    if "R1" in report.findings or "R3" in report.findings:
        return
    for contest, counts in zip(contests, decrypted):
        if _counts(contest) != counts:
            report.fail("R4", line.seq, f"contest {contest['id']}: the decrypted counts are {counts}")
    report.result = contests
    if election.observer.get("announced") is not None:
        _check_announced(election, line, election.observer["announced"])


def _check_contest(election: Election, line: Line, contest: dict[str, Any], rule: Rule) -> None:
    """R1 and R3 of a contest."""
    report, tally = election.report, election.tally
    assert tally is not None
    counts = [option["count"] for option in contest["options"]]
    if rule.limits:
        lo, hi = rule.limits
        weight = tally.weight - (contest["blank"] or 0)
        if not lo * weight <= sum(counts) <= hi * weight:
            report.fail("R1", line.seq, f"contest {contest['id']}: the counts add up to {sum(counts)}")
    most = max(counts, default=0)
    leading = [option["id"] for option in contest["options"] if most and option["count"] == most]
    if contest["leading"] != leading:
        report.fail("R3", line.seq, f"contest {contest['id']}: {leading} have the most votes")


def _check_announced(election: Election, line: Line, announced: list[dict[str, Any]]) -> None:
    """R4, for what was announced elsewhere."""
    published = {contest["id"]: contest for contest in line.body["contests"]}
    for contest in announced:
        found = published.get(contest["contest"])
        counts = {option["id"]: option["count"] for option in found["options"]} if found else {}
        wrong = [option["id"] for option in contest["options"] if counts.get(option["id"]) != option["count"]]
        blank = contest.get("blank")
        if found is None or wrong or (blank is not None and blank != found["blank"]):
            election.report.fail("R4", line.seq, f"contest {contest['contest']}: other counts were announced")


def _logarithm(message: Point, highest: int, guess: int) -> int | None:
    """The count from 0 to the highest with this multiple of B (protocol.md §8.4), the published one tried first."""
    if guess <= highest and equal(guess * B, message):
        return guess
    step = isqrt(highest) + 1
    small, point = {}, ZERO
    for number in range(step):
        small[encode(point)] = number
        point = point + B
    giant, at = -point, message
    for number in range(step + 1):
        found = small.get(encode(at))
        if found is not None and number * step + found <= highest:
            return number * step + found
        at = at + giant
    return None
