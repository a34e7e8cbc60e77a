"""The election's key generation, line by line (record.md §4, §4.1: checks K2 to K5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import keygen
from .group import decode_point
from .keygen import Deal, Keys, Route, Session, Share
from .lines import Line

if TYPE_CHECKING:
    from .election import Election

ROUNDS = ("key-commit", "key-deal", "key-confirm")


class Generation:
    """One session: it starts anew with a restart."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.commitments: dict[int, bytes] = {}
        self.deals: dict[int, Deal] = {}
        self.confirmed: set[int] = set()
        #: Complainant and dealer of each complaint, in order.
        self.complaints: list[tuple[int, int]] = []
        #: Culprit and reason of the first complaint.
        self.judgement: tuple[int, str] | None = None
        self._keys: Keys | None = None

    @property
    def phase(self) -> str:
        """The phase that the session is in; `roll` once it is over."""
        n = len(self.session.keys)
        if self.complaints:
            return "key-dispute"
        for round_, done in zip(ROUNDS, (self.commitments, self.deals, self.confirmed)):
            if len(done) < n:
                return round_
        return "roll"

    def keys(self) -> Keys | None:
        """What the session ends with, once all deals are there and each has t coefficients."""
        numbers = range(1, len(self.session.keys) + 1)
        complete = all(
            number in self.deals and len(self.deals[number].coefficients) == self.session.threshold
            for number in numbers
        )
        if complete and self._keys is None:
            commitments = {number: self.commitments.get(number, bytes(32)) for number in numbers}
            self._keys = keygen.finish(self.session, commitments, self.deals)
        return self._keys


def absorb(election: Election, line: Line, trustee: int | None) -> None:
    """Takes a line of key generation; `trustee` is who posts it, unless that is the authority. Of what a trustee posts
    again the first counts."""
    generation = election.generation
    current = line.body["session"] == generation.session.id
    report, body = election.report, line.body
    if not current:
        report.fail("K2", line.seq, "it is of another session of key generation")
    if line.kind == "key-restart":
        if current:
            for fault in _restart_faults(generation, body["culprit"], body["reason"]):
                report.fail("K4", line.seq, fault)
        session = generation.session
        election.generation = Generation(Session(line.hash, session.threshold, session.keys))
        return
    assert trustee is not None, "all other lines of key generation are trustees'"
    match line.kind:
        case "key-commit":
            generation.commitments.setdefault(trustee, body["commitment"])
        case "key-deal":
            deal = read_deal(body)
            if current:
                _check_deal(election, line, trustee, deal)
            generation.deals.setdefault(trustee, deal)
        case "key-confirm":
            if current:
                _check_confirmation(election, line, trustee)
            generation.confirmed.add(trustee)
        case "key-complaint":
            if current:
                _check_complaint(election, line, trustee)


def read_deal(body: dict[str, Any]) -> Deal:
    """The deal in a line's body."""
    shares = (Share(share["recipient"], share["ephemeral"], share["ciphertext"]) for share in body["shares"])
    return Deal(tuple(body["coefficients"]), body["possession"], tuple(shares))


def _check_deal(election: Election, line: Line, trustee: int, deal: Deal) -> None:
    generation, report = election.generation, election.report
    committed = keygen.commitment(generation.session.id, trustee, deal.coefficients)
    if generation.commitments.get(trustee) not in (None, committed):
        report.fail("K2", line.seq, "it is not what was committed to")
    complete = keygen.has_all_shares(generation.session, trustee, deal)
    if not complete:
        report.fail("K4", line.seq, "it does not hold exactly one share for every other trustee, in order")
    elif len(deal.coefficients) != generation.session.threshold:
        report.fail("K3", line.seq, f"it has {len(deal.coefficients)} coefficients")
    elif not keygen.has_possession(generation.session, trustee, deal):
        report.fail("K3", line.seq, "the proof of possession does not verify")


def _check_confirmation(election: Election, line: Line, trustee: int) -> None:
    generation, report, body = election.generation, election.report, line.body
    keys = generation.keys()
    if keys is None:
        report.fail("K5", line.seq, "the deals make no key")
        return
    if body["transcript"] != keys.transcript:
        report.fail("K5", line.seq, "it confirms another transcript")
    if body["key"] != keys.joint:
        report.fail("K5", line.seq, "it confirms another key")
    if not keygen.has_share(
        "key-confirm", body["transcript"], trustee, keys.shares[trustee - 1], body["possession"]
    ):
        report.fail("K5", line.seq, "the proof of possession does not verify")


def _check_complaint(election: Election, line: Line, trustee: int) -> None:
    generation, report, body = election.generation, election.report, line.body
    dealer, secret = body["dealer"], body["secret"]
    deal = generation.deals.get(dealer)
    if dealer == trustee or deal is None:
        report.fail("K4", line.seq, "it is against no other trustee")
        return
    decode_point(secret)
    route = Route.of(generation.session, dealer, trustee)
    if not keygen.is_complaint(route, deal, secret, body["proof"]):
        report.fail("K4", line.seq, "its proof does not verify")
        return
    generation.complaints.append((trustee, dealer))
    if generation.judgement is None:
        generation.judgement = keygen.judge(route, deal, secret)


def _restart_faults(generation: Generation, culprit: int, reason: str) -> list[str]:
    """Record.md §4.1."""
    if generation.judgement:
        found = generation.judgement
        return [] if (culprit, reason) == found else [f"the complaint convicts trustee {found[0]} of {found[1]}"]
    if reason != "absent":
        return ["there is no complaint"]
    done = {"key-commit": generation.commitments, "key-deal": generation.deals, "key-confirm": generation.confirmed}
    if culprit > len(generation.session.keys) or culprit in done.get(generation.phase, {}):
        return [f"trustee {culprit} is not absent"]
    return []
