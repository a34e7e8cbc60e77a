"""Proofs of knowledge, signatures of voters, and equal logarithms (protocol.md §3.4, §5, §8.2)."""

from __future__ import annotations

from functools import lru_cache
from typing import Iterable, Sequence

from .group import B, ZERO, Point, decode_element, decode_point, decode_scalar, encode, equal, multiscalar
from .transcript import Transcript


def vanishes(terms: Iterable[tuple[int, Point]]) -> bool:
    """Whether a sum of multiples is the identity."""
    return equal(multiscalar(terms), ZERO)


def pairs_of(data: bytes, size: int) -> list[bytes]:
    """The parts of so many bytes."""
    return [data[start : start + size] for start in range(0, len(data), size)]


def knows_logarithms(transcript: Transcript, statements: Sequence[bytes], proof: bytes) -> bool:
    """Verifies PoK(T; X_1, …, X_m) of protocol.md §3.4."""
    try:
        announcement, s = decode_point(proof[:32]), decode_scalar(proof[32:])
    except ValueError:
        return False
    for statement in statements:
        transcript.append("statement", statement)
    transcript.append("announcement", proof[:32])
    c = transcript.challenge("challenge")
    terms, power = [(s, B), (-1, announcement)], c
    for statement in statements:
        terms.append((-power, decode_element(statement)))
        power *= c
    return vanishes(terms)


@lru_cache(maxsize=1 << 10)
def is_ballot_signature(election: bytes, tracker: bytes, credential: bytes, signature: bytes) -> bool:
    """Protocol.md §5.3."""
    transcript = Transcript("ballot-signature")
    transcript.append("election", election)
    transcript.append("tracker", tracker)
    return knows_logarithms(transcript, [credential], signature)


@lru_cache(maxsize=1 << 10)
def is_step_signature(name: str, election: bytes, body: bytes, credential: bytes, signature: bytes) -> bool:
    """Protocol.md §5.4; the name is `commitment-signature` or `challenge-signature`."""
    transcript = Transcript(name)
    transcript.append("election", election)
    transcript.append("body", body)
    return knows_logarithms(transcript, [credential], signature)


def has_one_logarithm(transcript: Transcript, key: bytes, pairs: Sequence[tuple[bytes, bytes]], proof: bytes) -> bool:
    """Verifies protocol.md §8.2: K_j = xB and D_c = xM_c for all c; pairs are encodings of M_c and D_c."""
    transcript.append("key", key)
    transcript.append("count", len(pairs))
    for base, share in pairs:
        transcript.append("c1", base)
        transcript.append("share", share)
    weights = [transcript.challenge("weights") for _ in pairs]
    base = multiscalar((w, decode_element(m)) for w, (m, _) in zip(weights, pairs))
    share = multiscalar((w, decode_element(d)) for w, (_, d) in zip(weights, pairs))
    t1, t2, z = decode_point(proof[:32]), decode_element(proof[32:64]), decode_scalar(proof[64:])
    transcript.append("announcement-base", proof[:32])
    transcript.append("announcement-sum", proof[32:64])
    d = transcript.challenge("challenge")
    return vanishes([(z, B), (-1, t1), (-d, decode_element(key))]) and vanishes([(z, base), (-1, t2), (-d, share)])


@lru_cache(maxsize=1 << 10)
def encrypts(key: bytes, ciphertext: bytes, value: int, randomness: int) -> bool:
    """Whether C1 = rB and C2 = vB + rK (protocol.md §4.1)."""
    c1, c2 = encode(randomness * B), encode(multiscalar([(value, B), (randomness, decode_element(key))]))
    return ciphertext == c1 + c2
