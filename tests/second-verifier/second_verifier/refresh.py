"""Handing the key on while voting goes on (record.md §4.2, protocol.md §6.9: checks K6 and K7)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from . import ed25519, keygen
from .generation import read_deal
from .group import Identity, Q, decode_point, encode, multiscalar
from .keygen import Deal, Keys, Route
from .lines import Line
from .proofs import knows_logarithms

if TYPE_CHECKING:
    from .election import Election

#: In which steps of a refresh a kind of line can come.
STEPS = {
    "key-refresh": (None,),
    "key-deal": ("refresh-deal",),
    "key-confirm": ("refresh-confirm",),
    "key-complaint": ("refresh-confirm", "refresh-dispute"),
    "key-restart": ("refresh-deal", "refresh-confirm", "refresh-dispute"),
}
#: What the new trustees post.
BY_NEW = ("key-confirm", "key-complaint")


class Holders:
    """Who holds the key: n trustees, t of whom decrypt."""

    def __init__(self, threshold: int, trustees: list[dict[str, Any]]) -> None:
        self.threshold, self.trustees = threshold, trustees
        #: Γ', if they have it by a refresh.
        self.session: bytes | None = None
        #: K_1 … K_n, if they come from a refresh.
        self.shares: tuple[bytes, ...] | None = None


class Refresh:
    """A refresh that is not complete."""

    def __init__(self, session: bytes, body: dict[str, Any], dealers: dict[int, tuple[bytes, bytes]], old: bytes) -> None:
        self.session, self.old = session, old
        self.threshold, self.trustees = body["threshold"], body["trustees"]
        #: P_i and K_i of each dealer.
        self.dealers = dealers
        self.deals: dict[int, Deal] = {}
        self.confirmed: set[int] = set()
        self.complaints: list[tuple[int, int]] = []
        #: Culprit and reason of the first complaint.
        self.judgement: tuple[int, str] | None = None
        self._keys: Keys | None = None

    @property
    def step(self) -> str:
        """The step that it is in."""
        if self.complaints:
            return "refresh-dispute"
        return "refresh-deal" if len(self.deals) < len(self.dealers) else "refresh-confirm"

    def _weight(self, dealer: int) -> int:
        """L_i"""
        weight = 1
        for other in self.dealers:
            if other != dealer:
                weight = weight * other * pow(other - dealer, -1, Q) % Q
        return weight

    def keys(self) -> Keys | None:
        """The sum of the first coefficients, the new public shares and the hash of the transcript; none if the deals make none."""
        right = all(len(deal.coefficients) == self.threshold for deal in self.deals.values())
        if self.step == "refresh-deal" or not right:
            return None
        if self._keys is None:
            weighted = [(self._weight(i), self.deals[i].coefficients) for i in self.dealers]
            numbers = range(1, len(self.trustees) + 1)
            joint = encode(multiscalar((weight, decode_point(points[0])) for weight, points in weighted))
            shares = tuple(
                encode(multiscalar((weight, keygen.public_share(points, j)) for weight, points in weighted))
                for j in numbers
            )
            if bytes(32) in (joint, *shares):
                return None
            data = b"ostrakon/v1/refresh-transcript\n" + self.session + self.old
            data += bytes([self.threshold, len(self.trustees)])
            data += b"".join(trustee["encryption_key"] for trustee in self.trustees) + bytes([len(self.dealers)])
            for i, (encryption_key, share) in self.dealers.items():
                data += bytes([i]) + encryption_key + share + keygen.deal_bytes(self.deals[i])
            data += joint + b"".join(shares)
            self._keys = Keys(joint, shares, hashlib.sha3_256(data).digest())
        return self._keys

    def route(self, dealer: int, recipient: int) -> Route:
        """From a dealer to a new trustee."""
        key = self.trustees[recipient - 1]["encryption_key"]
        return Route(self.session, dealer, recipient, self.dealers[dealer][0], key)


def is_former(election: Election, line: Line) -> bool:
    """Whether an earlier trustee has signed a line of the decryption."""
    number = line.trustee
    if number is None or line.kind not in ("intent", "partial-decryption"):
        return False
    text = line.signed_text(election.id)

    def signed(trustees: list[dict[str, Any]]) -> bool:
        return number <= len(trustees) and ed25519.verify(trustees[number - 1]["signing_key"], text, line.signature)

    return not signed(election.holders.trustees) and any(signed(trustees) for trustees in election.former)


def begin(election: Election, line: Line) -> None:
    """A `key-refresh` line."""
    report, body, holders = election.report, line.body, election.holders
    session = holders.session or election.generation.session.id
    if body["session"] != session:
        report.fail("K6", line.seq, "it names another session")
    for fault in _trustee_faults(election, body["trustees"]):
        report.fail("K7", line.seq, fault)
    if not 1 <= body["threshold"] <= len(body["trustees"]) <= 255:
        report.fail("K7", line.seq, "the threshold is impossible")
        return
    dealers, shares = body["dealers"], election.public_shares()
    ascending = dealers == sorted(set(dealers))
    if shares is None or not ascending or len(dealers) < holders.threshold or dealers[-1] > len(shares):
        report.fail("K6", line.seq, "its dealers are not at least t of the present trustees, ascending")
        return
    keys = {i: (holders.trustees[i - 1]["encryption_key"], shares[i - 1]) for i in dealers}
    election.refresh = Refresh(line.hash, body, keys, session)


def _trustee_faults(election: Election, trustees: list[dict[str, Any]]) -> list[str]:
    manifest, faults = election.manifest, []
    held = [trustee for trustees in (*election.former, election.holders.trustees) for trustee in trustees]
    signing = {trustee["signing_key"] for trustee in held}
    signing.update([manifest.body["authority"], manifest.body["registrar"], manifest.body["log"]["key"]])
    if manifest.policy:
        signing.update(key.public for key, _ in manifest.policy.witnesses.values())
    encryption = {trustee["encryption_key"] for trustee in held}
    for trustee in trustees:
        if not 1 <= len(trustee["name"].encode()) <= 200:
            faults.append("a name has not 1 to 200 bytes")
        if trustee["signing_key"] in signing or trustee["encryption_key"] in encryption:
            faults.append("a new trustee has a key that somebody has or had")
        signing.add(trustee["signing_key"])
        encryption.add(trustee["encryption_key"])
    return faults


def may_post(refresh: Refresh, line: Line) -> bool:
    """Whether a trustee is one of those who post such a line."""
    if line.kind in BY_NEW:
        return line.trustee is not None and line.trustee <= len(refresh.trustees)
    return line.trustee in refresh.dealers


def is_again(refresh: Refresh, line: Line) -> bool:
    """Whether a trustee posts again what it posts once."""
    if line.kind == "key-complaint":
        current = line.body["session"] == refresh.session
        return current and (line.trustee, line.body["dealer"]) in refresh.complaints
    return line.trustee in (refresh.deals if line.kind == "key-deal" else refresh.confirmed)


def absorb(election: Election, refresh: Refresh, line: Line, trustee: int | None) -> None:
    """A line of the running refresh."""
    report, body = election.report, line.body
    current = body["session"] == refresh.session
    if not current:
        report.fail("K6", line.seq, "it is of another session")
    if line.kind == "key-restart":
        if current:
            fault = _end_fault(refresh, body["culprit"], body["reason"])
            if fault:
                report.fail("K6", line.seq, fault)
        election.refresh = None
        return
    assert trustee is not None, "all other lines are trustees'"
    if line.kind == "key-deal":
        deal = read_deal(body)
        fault = _deal_fault(refresh, trustee, deal) if current else None
        if fault:
            report.fail("K6", line.seq, fault)
        refresh.deals.setdefault(trustee, deal)
        election.refresh_dealt |= refresh.step == "refresh-confirm"
    elif line.kind == "key-confirm":
        if current:
            for fault in _confirmation_faults(election, refresh, trustee, body):
                report.fail("K7", line.seq, fault)
        refresh.confirmed.add(trustee)
        if len(refresh.confirmed) == len(refresh.trustees):
            _complete(election, refresh)
    else:
        _complaint(election, refresh, line, trustee, current)


def _deal_fault(refresh: Refresh, dealer: int, deal: Deal) -> str | None:
    points = deal.coefficients
    if len(points) != refresh.threshold:
        return f"it has {len(points)} coefficients"
    if points[0] != refresh.dealers[dealer][1]:
        return "it is not of the dealer's own share"
    if [share.recipient for share in deal.shares] != list(range(1, len(refresh.trustees) + 1)):
        return "it does not hold exactly one share for every new trustee, in order"
    transcript = keygen.deal_transcript("refresh-deal", refresh.session, dealer, deal)
    statement = [*points, *(share.ephemeral for share in deal.shares)]
    if not knows_logarithms(transcript, statement, deal.possession):
        return "the proof of possession does not verify"
    return None


def _confirmation_faults(election: Election, refresh: Refresh, trustee: int, body: dict[str, Any]) -> list[str]:
    keys = refresh.keys()
    if keys is None:
        return ["the deals make no keys"]
    faults = []
    if body["transcript"] != keys.transcript:
        faults.append("it confirms another transcript")
    if body["key"] != election.joint_key or keys.joint != election.joint_key:
        faults.append("it confirms another key")
    if not keygen.has_share("key-confirm", body["transcript"], trustee, keys.shares[trustee - 1], body["possession"]):
        faults.append("the proof of possession does not verify")
    return faults


def _complaint(election: Election, refresh: Refresh, line: Line, trustee: int, current: bool) -> None:
    report, body = election.report, line.body
    deal = refresh.deals.get(body["dealer"])
    proved = False
    if deal is not None:
        route = refresh.route(body["dealer"], trustee)
        try:
            proved = keygen.is_complaint(route, deal, body["secret"], body["proof"])
        except Identity:
            proved = False
    if not proved or deal is None:
        if current:
            report.fail("K6", line.seq, "it is against no dealer, or its proof does not verify")
        return
    refresh.complaints.append((trustee, body["dealer"]))
    if refresh.judgement is None:
        refresh.judgement = keygen.judge(refresh.route(body["dealer"], trustee), deal, body["secret"])


def _end_fault(refresh: Refresh, culprit: int, reason: str) -> str | None:
    if refresh.judgement:
        found = refresh.judgement
        return None if (culprit, reason) == found else f"the complaint convicts trustee {found[0]} of {found[1]}"
    if reason != "absent":
        return "there is no complaint"
    if refresh.step == "refresh-deal":
        absent = culprit in refresh.dealers and culprit not in refresh.deals
    else:
        absent = culprit <= len(refresh.trustees) and culprit not in refresh.confirmed
    return None if absent else f"trustee {culprit} is not absent"


def _complete(election: Election, refresh: Refresh) -> None:
    keys = refresh.keys()
    if keys is None:
        return
    election.former.append(election.holders.trustees)
    election.holders = Holders(refresh.threshold, refresh.trustees)
    election.holders.session, election.holders.shares = refresh.session, keys.shares
    election.refresh = None
