"""What a manifest must be (record.md §3.1: checks P2, P4 and K1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Iterator

from .ballots import Rule, lengths
from .canonical import is_blank
from .lines import LIMIT
from .notes import ED25519, Key, Malformed, Policy, is_name

_ID = re.compile("[A-Za-z0-9_.-]{1,64}")
_LANGUAGE = re.compile("[A-Za-z0-9-]{1,35}")
_PICTURE = re.compile(r"(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+\.(svg|png|jpg|webp)")


@dataclass
class Manifest:
    """A manifest, and what follows from it."""

    body: dict[str, Any]
    rules: tuple[Rule, ...]
    #: None if it is wrong.
    policy: Policy | None

    @classmethod
    def read(cls, body: dict[str, Any]) -> Manifest:
        """Takes a manifest's decoded body, right or wrong."""
        try:
            policy = Policy.parse(body["log"]["policy"])
        except Malformed:
            policy = None
        return cls(body, tuple(_rule(contest) for contest in body["contests"]), policy)

    @property
    def trustees(self) -> int:
        """n"""
        return len(self.body["trustees"])

    @property
    def log_key(self) -> Key:
        """The key that signs checkpoints (record.md §8.2)."""
        return Key(self.body["log"]["origin"], ED25519, self.body["log"]["key"])

    def no_election(self) -> tuple[str, str] | None:
        """Why no election can begin with it, if so: the check that fails, and what is wrong (record.md §6)."""
        for contest, rule in zip(self.body["contests"], self.rules):
            fault = _rule_fault(rule, contest["rule"])
            if fault:
                return "P4", f"contest {contest['id']}: {fault}"
        if sum(rule.claims() for rule in self.rules if rule.allocate) > 64:
            return "P4", "the allocate contests have more than 64 claims"
        if not 1 <= self.body["threshold"] <= self.trustees <= 255:
            return "K1", f"{self.body['threshold']} of {self.trustees} trustees is no threshold"
        return None

    def key_faults(self) -> Iterator[str]:
        """Check K1, but for the threshold."""
        others = [self.body["authority"], self.body["registrar"], self.body["log"]["key"]]
        if any(trustee["signing_key"] in others for trustee in self.body["trustees"]):
            yield "a trustee has a key of another role"
        for name in ("signing_key", "encryption_key"):
            keys = [trustee[name] for trustee in self.body["trustees"]]
            if len(set(keys)) != len(keys):
                yield f"two trustees have the same {name}"

    def faults(self) -> Iterator[str]:
        """Check P4."""
        body = self.body
        yield from _text_faults(body["title"], "the title", True)
        yield from _text_faults(body["description"], "the description", False)
        contests = body["contests"]
        if not 1 <= len(contests) <= 100 or sum(len(contest["options"]) for contest in contests) > 250:
            yield "there are 1 to 100 contests and at most 250 options"
        if len({contest["id"] for contest in contests}) != len(contests):
            yield "two contests have the same id"
        for contest, rule in zip(contests, self.rules):
            yield from _contest_faults(contest, rule)
        ballot = _ballot_length(self.rules)
        if _line_length("ballot", ballot) > LIMIT:
            yield "a ballot is longer than a line may be"
        elif body["challenges"] and _line_length("challenge", _challenge_length(self.rules, ballot)) > LIMIT:
            yield "a challenge is longer than a line may be"
        if body["schedule"]["opens"] >= body["schedule"]["closes"]:
            yield "it closes before it opens"
        if body["minimum_ballots"] < 3:
            yield "the minimum number of ballots is less than 3"
        if body["challenges"] > 100:
            yield "more than 100 challenges"
        for trustee in body["trustees"]:
            if not 1 <= len(trustee["name"].encode()) <= 200:
                yield "a trustee's name has not 1 to 200 bytes"
        if "check" in body and not _is_origin(body["check"]):
            yield f"{body['check']!r} is no origin as browsers write it"
        yield from self._log_faults()
        yield from self._repeated_keys()

    def _log_faults(self) -> Iterator[str]:
        log = self.body["log"]
        name, slash, digits = log["origin"].rpartition("/")
        right = name and slash and digits == self.body["nonce"].hex()[:16] and is_name(log["origin"])
        if not right or len(log["origin"].encode()) > 200:
            yield "the origin is not the board's name, a slash and the first 16 digits of the nonce"
        if self.policy is None:
            yield "the log's policy is none"
            return
        if [key for key, _ in self.policy.logs] != [self.log_key]:
            yield "the policy is not of this log alone"
        if any(not address for _, address in self.policy.witnesses.values()):
            yield "a witness has no address"

    def _repeated_keys(self) -> Iterator[str]:
        """Keys that occur twice, but for a trustee's that another trustee, authority, registrar or log has (K1)."""
        body = self.body
        witnesses = [key.public for key, _ in self.policy.witnesses.values()] if self.policy else []
        keys = [body["authority"], body["registrar"], body["log"]["key"], *witnesses]
        trustees = {trustee["signing_key"] for trustee in body["trustees"]}
        if len(set(keys)) != len(keys) or not trustees.isdisjoint(witnesses):
            yield "a key has two roles"


def _rule(contest: dict[str, Any]) -> Rule:
    rule, options = contest["rule"], len(contest["options"])
    match rule["name"]:
        case "choose":
            return Rule(options, 1, (rule["minimum"], rule["maximum"]), rule["blank"], False)
        case "score":
            limits = rule["sum"] and (rule["sum"]["minimum"], rule["sum"]["maximum"])
            return Rule(options, rule["bound"], limits, rule["blank"], False)
        case _:
            return Rule(options, rule["bound"], (rule["sum"]["minimum"], rule["sum"]["maximum"]), False, True)


def _rule_fault(rule: Rule, body: dict[str, Any]) -> str | None:
    """Why no ballot can be of this rule, or None. (That a sum is 0 at most is a fault, but ballots can be of it.)"""
    if rule.options == 0:
        return "it has no options"
    if body["name"] == "score" and rule.bound > 255 or rule.bound < 1:
        return "the bound is out of range"
    if rule.limits is None:
        return "it cannot be left blank without limits of the sum" if rule.blank else None
    lo, hi = rule.limits
    if not lo <= hi <= rule.options * rule.bound or (hi == 0 and (rule.allocate or rule.blank)):
        return "the limits of the sum are impossible"
    return None


def _contest_faults(contest: dict[str, Any], rule: Rule) -> Iterator[str]:
    name, options = contest["id"], contest["options"]
    if not _ID.fullmatch(name):
        yield f"{name!r} is no id"
    yield from _text_faults(contest["title"], f"the title of {name}", True)
    yield from _text_faults(contest.get("description", {}), f"the description of {name}", False)
    if rule.limits and rule.limits[1] == 0:
        yield f"contest {name} allows nothing"
    if len({option["id"] for option in options}) != len(options):
        yield f"contest {name}: two options have the same id"
    for option in options:
        if not _ID.fullmatch(option["id"]):
            yield f"{option['id']!r} is no id"
        yield from _text_faults(option["label"], f"the label of {option['id']}", True)
        yield from _text_faults(option.get("description", {}), f"the description of {option['id']}", False)
        address = option.get("picture", {"address": "/x.svg"})["address"]
        if len(address) > 200 or not _PICTURE.fullmatch(address):
            yield f"{address!r} is no address of a picture"
    groups = contest.get("groups", [])
    for group in groups:
        yield from _text_faults(group["title"], f"the title of a group of {name}", True)
    if groups and (
        any(group["options"] < 1 for group in groups) or sum(group["options"] for group in groups) != len(options)
    ):
        yield f"the groups of {name} are not its options"


def _text_faults(text: dict[str, str], what: str, needed: bool) -> Iterator[str]:
    if needed and not text:
        yield f"{what} has no words"
    for language, words in text.items():
        if not _LANGUAGE.fullmatch(language) or len(words.encode()) > 4_000 or (needed and is_blank(words)):
            yield f"{what}: {language!r} is no language tag, or its words are too long or blank"


def _is_origin(text: str) -> bool:
    """An origin as browsers write it (record.md §3.1): no port where it is the usual one."""
    found = re.fullmatch(r"(https?)://[a-z0-9.-]+(:([1-9][0-9]{0,4}))?", text)
    if not found or len(text) > 200:
        return False
    port = found[3]
    return port is None or (int(port) < 65_536 and (found[1], port) not in (("http", "80"), ("https", "443")))


def _base64_length(data: int) -> int:
    return -(-data * 4 // 3)


def _ballot_length(rules: tuple[Rule, ...]) -> int:
    """The length of a ballot's body with the largest `sequence`."""
    bits, allocation = lengths(rules)
    zeros = "0" * 64
    lists = ",".join(f'"{"A" * _base64_length(64 * rule.values)}"' for rule in rules)
    proof = "null" if bits is None else f'"{"A" * _base64_length(bits)}"'
    allocations = "null"
    if allocation:
        commitments, link, range_proof = ("A" * _base64_length(length) for length in allocation)
        allocations = f'{{"commitments":"{commitments}","link":"{link}","range":"{range_proof}"}}'
    return len(
        f'{{"context":"{zeros}","credential":"{"A" * 43}","sequence":{2**32 - 1},"previous":"{zeros}",'
        f'"ciphertexts":[{lists}],"proof":{proof},"allocations":{allocations}}}'
    )


def _challenge_length(rules: tuple[Rule, ...], ballot: int) -> int:
    """The length of a challenge's body, with ten digits for each choice."""
    choices = ",".join("[" + ",".join(["0" * 10] * rule.values) + "]" for rule in rules)
    randomness = ",".join(f'"{"A" * _base64_length(32 * rule.values)}"' for rule in rules)
    rest = f'{{"commitment":"{"0" * 64}","ballot":,"choices":[{choices}],"randomness":[{randomness}]}}'
    return ballot + len(rest)


def _line_length(kind: str, body: int) -> int:
    head = f'{{"seq":{2**64 - 1},"prev":"{"0" * 64}","kind":"{kind}","signer":"voter","body":,"signature":"{"A" * 86}"}}'
    return len(head) + body


