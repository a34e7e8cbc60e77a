"""Proofs of ballots (protocol.md §7.1 to §7.13)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from .group import B, H, Q, Point, decode_point, decode_scalar, encode, from_uniform, generator, multiscalar
from .proofs import pairs_of, vanishes
from .transcript import Transcript

RANGE_BITS = 32


@dataclass(frozen=True)
class Rule:
    """What a contest allows (protocol.md §7.3: all that a ballot's statement says of it)."""

    options: int
    bound: int
    limits: tuple[int, int] | None
    blank: bool
    allocate: bool

    @property
    def values(self) -> int:
        """How many ciphertexts its list has."""
        return self.options + self.blank

    def claims(self) -> int:
        """How many claims of an allocate contest are proved (protocol.md §7.11)."""
        lo, hi = self.limits or (0, 0)
        return self.options * (2 if self.bound < hi else 1) + 1 + (lo > 0)

    def value_bounds(self) -> list[int]:
        """The highest value of each option, and of the blank vote."""
        return [self.bound] * self.options + [1] * self.blank


@dataclass(frozen=True)
class Statement:
    """What a ballot's proof is about (protocol.md §7.3)."""

    rules: tuple[Rule, ...]
    context: bytes
    credential: bytes
    sequence: int
    previous: bytes
    key: bytes
    lists: tuple[bytes, ...]


@dataclass(frozen=True)
class Proof:
    """The committed-bits proof, and the three parts of the allocation proof."""

    bits: bytes | None
    allocation: tuple[bytes, bytes, bytes] | None


def weights_of(bound: int) -> list[int]:
    """The weights of the bits of a value in 0 … bound (protocol.md §7.1)."""
    if bound == 0:
        return []
    count = bound.bit_length()
    return [2**i for i in range(count - 1)] + [bound - (2 ** (count - 1) - 1)]


def bit_count(rules: tuple[Rule, ...]) -> int:
    """N of protocol.md §7.1."""
    total = 0
    for rule in rules:
        if not rule.allocate:
            total += sum(len(weights_of(bound)) for bound in rule.value_bounds())
            if rule.limits:
                total += len(weights_of(rule.limits[1] - rule.limits[0]))
    return total


def claim_slots(rules: tuple[Rule, ...]) -> int:
    """M of protocol.md §7.11; 0 without allocate contests."""
    claims = sum(rule.claims() for rule in rules if rule.allocate)
    return 1 << (claims - 1).bit_length() if claims else 0


def lengths(rules: tuple[Rule, ...]) -> tuple[int | None, tuple[int, int, int] | None]:
    """How many bytes the proofs of a ballot have (protocol.md §7.2, §7.12)."""
    has_bits = any(not rule.allocate for rule in rules)
    bits = 32 * (bit_count(rules) + 6) if has_bits else None
    slots = claim_slots(rules)
    amounts = sum(rule.options for rule in rules if rule.allocate)
    range_proof = 32 * (9 + 2 * round(log2(RANGE_BITS * slots))) if slots else 0
    return bits, (32 * amounts, 192, range_proof) if slots else None


def fits(rules: tuple[Rule, ...], lists: tuple[bytes, ...], proof: Proof) -> bool:
    """Whether lists and proofs have the lengths that the rules give (check B1)."""
    shape = (
        None if proof.bits is None else len(proof.bits),
        None if proof.allocation is None else tuple(len(part) for part in proof.allocation),
    )
    return [len(data) for data in lists] == [64 * rule.values for rule in rules] and shape == lengths(rules)


@lru_cache(maxsize=1 << 10)
def verify(statement: Statement, proof: Proof) -> bool:
    """Whether a ballot's proof holds. Its lengths must fit. Many records of a corpus share their ballots, so answers
    are kept."""
    return challenges(statement, proof)[0]


def challenges(statement: Statement, proof: Proof) -> tuple[bool, int, int]:
    """Whether a ballot's proof holds, and its challenges y and x."""
    transcript = _begin(statement)
    ciphertexts = [
        [(decode_point(data[:32]), decode_point(data[32:])) for data in pairs_of(values, 64)]
        for values in statement.lists
    ]
    bits = pairs_of(proof.bits or b"", 32)
    if bits:
        transcript.append("V", bits[0])
        transcript.append("A", bits[1])
    commitments: list[bytes] = []
    link: list[bytes] = []
    range_proof = b""
    if proof.allocation:
        commitments, link = pairs_of(proof.allocation[0], 32), pairs_of(proof.allocation[1], 32)
        range_proof = proof.allocation[2]
        transcript.append("commitments", len(commitments))
        for commitment in commitments:
            transcript.append("commitment", commitment)
    y = transcript.challenge("y")
    if bits:
        transcript.append("E1", bits[2])
        transcript.append("E2", bits[3])
    for label, announcement in zip(("T1", "T2", "T3"), link):
        transcript.append(label, announcement)
    x = transcript.challenge("x")
    key = decode_point(statement.key)
    holds = True
    if bits:
        holds = _committed_bits(statement.rules, ciphertexts, key, bits, y, x)
    if holds and proof.allocation:
        transcript.append("responses", b"".join(bits[4:] + link[3:]))
        amounts = [pair for rule, values in zip(statement.rules, ciphertexts) if rule.allocate for pair in values]
        holds = _link(amounts, key, [decode_point(v) for v in commitments], link, y, x)
        holds = holds and _range(transcript, _claims(statement.rules, commitments), range_proof)
    return holds, y, x


def _begin(statement: Statement) -> Transcript:
    """The statement, in a transcript (protocol.md §7.3)."""
    transcript = Transcript("ballot")
    transcript.append("context", statement.context)
    transcript.append("credential", statement.credential)
    transcript.append("sequence", statement.sequence)
    transcript.append("previous", statement.previous)
    transcript.append("contests", len(statement.rules))
    for rule in statement.rules:
        lo, hi = rule.limits or (0, 0)
        transcript.append("options", rule.options)
        transcript.append("bound", rule.bound)
        transcript.append("sum-limited", int(rule.limits is not None))
        transcript.append("sum-minimum", lo)
        transcript.append("sum-maximum", hi)
        transcript.append("blank", int(rule.blank))
        transcript.append("allocate", int(rule.allocate))
    transcript.append("key", statement.key)
    transcript.append("contests", len(statement.lists))
    for values in statement.lists:
        transcript.append("options", len(values) // 64)
        for ciphertext in pairs_of(values, 64):
            transcript.append("c1", ciphertext[:32])
            transcript.append("c2", ciphertext[32:])
    return transcript


def _committed_bits(
    rules: tuple[Rule, ...], ciphertexts: list[list[tuple[Point, Point]]], key: Point, parts: list[bytes], y: int, x: int
) -> bool:
    """The three equations of protocol.md §7.5."""
    v, a, e1, e2 = (decode_point(part) for part in parts[:4])
    f = [decode_scalar(part) for part in parts[4:-2]]
    z, z_e = decode_scalar(parts[-2]), decode_scalar(parts[-1])
    remaining = iter(f)

    def weighted(bound: int) -> int:
        return sum(weight * next(remaining) for weight in weights_of(bound))

    bounded = [(rule, values) for rule, values in zip(rules, ciphertexts) if not rule.allocate]
    m = sum(rule.values for rule, _ in bounded)
    phi, j, k = 0, 0, 0
    terms1, terms2 = [(-z_e, B), (1, e1)], [(-z_e, key), (1, e2)]
    for rule, values in bounded:
        if rule.limits:
            k += 1
        for number, (bound, (c1, c2)) in enumerate(zip(rule.value_bounds(), values)):
            j += 1
            phi += pow(y, j, Q) * weighted(bound)
            factor = pow(y, j, Q)
            if rule.limits:
                g = 1 if number < rule.options else rule.limits[1]
                factor += g * pow(y, m + k, Q)
            terms1.append((x * factor, c1))
            terms2.append((x * factor, c2))
    k = 0
    for rule, _ in bounded:
        if rule.limits:
            k += 1
            lo, hi = rule.limits
            phi += pow(y, m + k, Q) * (x * hi - weighted(hi - lo))
    terms = [(1, a), (x, v), (-z, H)]
    for i, response in enumerate(f, 1):
        terms.append((-response, generator("G", i)))
        terms.append((-response * (x - response), generator("G'", i)))
    return vanishes(terms) and vanishes(terms1) and vanishes(terms2 + [(-phi, B)])


def _link(
    amounts: list[tuple[Point, Point]], key: Point, commitments: list[Point], parts: list[bytes], y: int, x: int
) -> bool:
    """Equations 1 to 3 of protocol.md §7.12."""
    t1, t2, t3 = (decode_point(part) for part in parts[:3])
    z_a, z_b, z_c = (decode_scalar(part) for part in parts[3:])
    powers = [x * pow(y, j, Q) for j in range(1, len(amounts) + 1)]
    firsts = [(power, c1) for power, (c1, _) in zip(powers, amounts)]
    seconds = [(power, c2) for power, (_, c2) in zip(powers, amounts)]
    committed = list(zip(powers, commitments))
    return (
        vanishes([(1, t1), (-z_b, B), *firsts])
        and vanishes([(1, t2), (-z_a, B), (-z_b, key), *seconds])
        and vanishes([(1, t3), (-z_a, B), (-z_c, H), *committed])
    )


def _claims(rules: tuple[Rule, ...], commitments: list[bytes]) -> list[Point]:
    """The commitments of the claims (protocol.md §7.11, §7.12 step 4), without those that fill up."""
    remaining, claims = iter(decode_point(commitment) for commitment in commitments), []
    for rule in rules:
        if rule.allocate and rule.limits:
            lo, hi = rule.limits
            values = [next(remaining) for _ in range(rule.options)]
            total = multiscalar((1, value) for value in values)
            claims += values
            if rule.bound < hi:
                claims += [rule.bound * B - value for value in values]
            claims.append(hi * B - total)
            if lo > 0:
                claims.append(total - lo * B)
    return claims


@lru_cache(maxsize=None)
def _chain(kind: str, number: int) -> tuple[Point, ...]:
    """The generators of one value (protocol.md §7.13)."""
    stream = hashlib.shake_256(b"GeneratorsChain" + kind.encode() + number.to_bytes(4, "little")).digest(64 * RANGE_BITS)
    return tuple(from_uniform(data) for data in pairs_of(stream, 64))


def _range(transcript: Transcript, claims: list[Point], proof: bytes) -> bool:
    """The aggregated range proof of protocol.md §7.13, its two equations one by one."""
    slots = 1 << (len(claims) - 1).bit_length()
    n = RANGE_BITS * slots
    parts = pairs_of(proof, 32)
    transcript.append("dom-sep", b"rangeproof v1")
    transcript.append("n", RANGE_BITS)
    transcript.append("m", slots)
    for claim in claims:
        transcript.append("V", encode(claim))
    for _ in range(slots - len(claims)):
        transcript.append("V", bytes(32))
    a_point, s_point, t1, t2 = (decode_point(part) for part in parts[:4])
    t_x, t_x_blinding, e_blinding = (decode_scalar(part) for part in parts[4:7])
    transcript.append("A", parts[0])
    transcript.append("S", parts[1])
    y, z = transcript.challenge("y"), transcript.challenge("z")
    transcript.append("T_1", parts[2])
    transcript.append("T_2", parts[3])
    x = transcript.challenge("x")
    for label, part in zip(("t_x", "t_x_blinding", "e_blinding"), parts[4:7]):
        transcript.append(label, part)
    w = transcript.challenge("w")
    transcript.append("dom-sep", b"ipp v1")
    transcript.append("n", n)
    rounds, u = [], []
    for left, right in zip(parts[7:-2:2], parts[8:-2:2]):
        transcript.append("L", left)
        transcript.append("R", right)
        u.append(transcript.challenge("u"))
        rounds.append((decode_point(left), decode_point(right)))
    a, b = decode_scalar(parts[-2]), decode_scalar(parts[-1])

    # t(x): the commitments' values, each times a power of z, and the rest that only challenges determine.
    ys = [pow(y, i, Q) for i in range(n)]
    delta = (z - z * z) * sum(ys) - sum(pow(z, 3 + j, Q) for j in range(slots)) * (2**RANGE_BITS - 1)
    terms = [(t_x - delta, B), (t_x_blinding, H), (-x, t1), (-x * x, t2)]
    terms += [(-pow(z, 2 + j, Q), claim) for j, claim in enumerate(claims)]
    if not vanishes(terms):
        return False

    # The inner product argument, with all rounds multiplied out.
    inverses = [pow(challenge, -1, Q) for challenge in u]
    y_inverse = pow(y, -1, Q)
    terms = [(1, a_point), (x, s_point), (-e_blinding, H), (w * (t_x - a * b), B)]
    for challenge, inverse, (left, right) in zip(u, inverses, rounds):
        terms += [(challenge * challenge, left), (inverse * inverse, right)]
    for i in range(n):
        s = 1
        for place, (challenge, inverse) in enumerate(zip(u, inverses)):
            s = s * (challenge if i >> (len(u) - 1 - place) & 1 else inverse) % Q
        value, bit = divmod(i, RANGE_BITS)
        h = pow(z, 2 + value, Q) * 2**bit - b * pow(s, -1, Q)
        terms.append((-z - a * s, _chain("G", value)[bit]))
        terms.append((z + pow(y_inverse, i, Q) * h, _chain("H", value)[bit]))
    return vanishes(terms)
