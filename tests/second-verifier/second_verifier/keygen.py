"""Key generation, as far as everybody can check it (protocol.md §6)."""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Mapping, Sequence

from .group import Q, B, NotCanonical, Point, decode_point, decode_scalar, encode, equal, multiscalar
from .proofs import has_one_logarithm, knows_logarithms
from .transcript import Transcript


@dataclass(frozen=True)
class Share:
    """An encrypted share of a deal."""

    recipient: int
    ephemeral: bytes
    ciphertext: bytes


@dataclass(frozen=True)
class Deal:
    """What a trustee publishes in the second round (protocol.md §6.4)."""

    coefficients: tuple[bytes, ...]
    possession: bytes
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Session:
    """Who generates a key: Γ, t, and the trustees' encryption keys."""

    id: bytes
    threshold: int
    keys: tuple[bytes, ...]


def commitment(session: bytes, trustee: int, coefficients: Sequence[bytes]) -> bytes:
    """Protocol.md §6.3."""
    data = b"ostrakon/v1/key-commit\n" + session + bytes([trustee]) + struct.pack(">I", len(coefficients))
    return hashlib.sha3_256(data + b"".join(coefficients)).digest()


@lru_cache(maxsize=1 << 10)
def has_possession(session: Session, trustee: int, deal: Deal) -> bool:
    """The proof of possession of a deal (protocol.md §6.4)."""
    transcript = deal_transcript("key-deal", session.id, trustee, deal)
    return knows_logarithms(
        transcript, [deal.coefficients[0], *(share.ephemeral for share in deal.shares)], deal.possession
    )


def deal_transcript(name: str, session: bytes, trustee: int, deal: Deal) -> Transcript:
    """What the proof of a deal is bound to (protocol.md §6.4, §6.9)."""
    transcript = Transcript(name)
    transcript.append("session", session)
    transcript.append("trustee", trustee)
    transcript.append("count", len(deal.coefficients))
    for coefficient in deal.coefficients:
        transcript.append("coefficient", coefficient)
    transcript.append("count", len(deal.shares))
    for share in deal.shares:
        transcript.append("recipient", share.recipient)
    return transcript


def has_all_shares(session: Session, trustee: int, deal: Deal) -> bool:
    """Whether there is exactly one share for each other trustee, in order."""
    others = [number for number in range(1, len(session.keys) + 1) if number != trustee]
    return [share.recipient for share in deal.shares] == others


def public_share(coefficients: Sequence[bytes], trustee: int) -> Point:
    """f_i(j)·B of a deal (protocol.md §6.5)."""
    return multiscalar((pow(trustee, k, Q), decode_point(point)) for k, point in enumerate(coefficients))


@dataclass(frozen=True)
class Keys:
    """What a session ends with (protocol.md §6.6)."""

    joint: bytes
    shares: tuple[bytes, ...]
    transcript: bytes


def finish(session: Session, commitments: Mapping[int, bytes], deals: Mapping[int, Deal]) -> Keys:
    """K, K_1 … K_n and the hash of the transcript (protocol.md §6.6)."""
    numbers = range(1, len(session.keys) + 1)
    joint = encode(multiscalar((1, decode_point(deals[i].coefficients[0])) for i in numbers))
    shares = tuple(
        encode(multiscalar((1, public_share(deals[i].coefficients, j)) for i in numbers)) for j in numbers
    )
    data = b"ostrakon/v1/key-transcript\n" + session.id + bytes([session.threshold, len(session.keys)])
    data += b"".join(session.keys) + b"".join(commitments[i] for i in numbers)
    for i in numbers:
        data += deal_bytes(deals[i])
    data += joint + b"".join(shares)
    return Keys(joint, shares, hashlib.sha3_256(data).digest())


def deal_bytes(deal: Deal) -> bytes:
    """A deal in the hash of a transcript (protocol.md §6.6)."""
    data = struct.pack(">I", len(deal.coefficients)) + b"".join(deal.coefficients) + deal.possession
    data += struct.pack(">I", len(deal.shares))
    for share in deal.shares:
        data += bytes([share.recipient]) + share.ephemeral + share.ciphertext
    return data


@lru_cache(maxsize=1 << 10)
def has_share(purpose: str, context: bytes, trustee: int, key: bytes, possession: bytes) -> bool:
    """A trustee's proof of its share K_j: of purpose `key-confirm` or `rehearsal` (protocol.md §6.6)."""
    transcript = Transcript(purpose)
    transcript.append("context", context)
    transcript.append("trustee", trustee)
    return knows_logarithms(transcript, [key], possession)


@dataclass(frozen=True)
class Route:
    """From whom to whom a share is dealt: Γ, i, j, P_i, P_j (protocol.md §6.4)."""

    session: bytes
    dealer: int
    recipient: int
    dealer_key: bytes
    recipient_key: bytes

    @classmethod
    def of(cls, session: Session, dealer: int, recipient: int) -> Route:
        """In a key generation."""
        return cls(session.id, dealer, recipient, session.keys[dealer - 1], session.keys[recipient - 1])


def is_complaint(route: Route, deal: Deal, secret: bytes, proof: bytes) -> bool:
    """Whether a complaint's proof holds (protocol.md §6.7)."""
    share = _share_for(deal, route.recipient)
    if share is None:
        return False
    transcript = Transcript("key-complaint")
    transcript.append("session", route.session)
    transcript.append("dealer", route.dealer)
    transcript.append("recipient", route.recipient)
    return has_one_logarithm(transcript, route.recipient_key, [(share.ephemeral, secret)], proof)


def judge(route: Route, deal: Deal, secret: bytes) -> tuple[int, str]:
    """Whose fault a complaint proves, and which (protocol.md §6.7)."""
    share = _share_for(deal, route.recipient)
    if share is not None and _is_good(route, deal, share, secret):
        return route.recipient, "false-complaint"
    return route.dealer, "bad-share"


def _share_for(deal: Deal, trustee: int) -> Share | None:
    return next((share for share in deal.shares if share.recipient == trustee), None)


def _is_good(route: Route, deal: Deal, share: Share, secret: bytes) -> bool:
    info = route.session + bytes([route.dealer, route.recipient]) + share.ephemeral
    info += route.dealer_key + route.recipient_key
    plain = _open(_derive(secret, info), info, share.ciphertext)
    if plain is None:
        return False
    try:
        value = decode_scalar(plain)
    except NotCanonical:
        return False
    return equal(value * B, public_share(deal.coefficients, route.recipient))


def _derive(secret: bytes, info: bytes) -> bytes:
    """HKDF-SHA3-256 for 32 bytes (RFC 5869)."""
    extracted = hmac.new(b"ostrakon/v1/share\n", secret, hashlib.sha3_256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha3_256).digest()


def _open(key: bytes, associated: bytes, ciphertext: bytes) -> bytes | None:
    """ChaCha20-Poly1305 with a nonce of zeros (RFC 8439 §2.8); the plaintext has at most 64 bytes."""
    body, tag = ciphertext[:-16], ciphertext[-16:]
    one_time = _chacha20(key, 0)[:32]
    padded = associated + bytes(-len(associated) % 16) + body + bytes(-len(body) % 16)
    padded += struct.pack("<QQ", len(associated), len(body))
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    accumulator = 0
    for start in range(0, len(padded), 16):
        block = int.from_bytes(padded[start : start + 16] + b"\x01", "little")
        accumulator = (accumulator + block) * r % (2**130 - 5)
    expected = (accumulator + int.from_bytes(one_time[16:], "little")) % 2**128
    if expected.to_bytes(16, "little") != tag:
        return None
    return bytes(one ^ other for one, other in zip(body, _chacha20(key, 1)))


def _chacha20(key: bytes, counter: int) -> bytes:
    """One block, with a nonce of zeros (RFC 8439 §2.3)."""
    start = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *struct.unpack("<8I", key), counter, 0, 0, 0]
    state = list(start)

    def quarter(a: int, b: int, c: int, d: int) -> None:
        for one, two, three, distance in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            state[one] = (state[one] + state[two]) & 0xFFFFFFFF
            mixed = state[three] ^ state[one]
            state[three] = (mixed << distance | mixed >> (32 - distance)) & 0xFFFFFFFF

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for column in range(4):
            quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
    return struct.pack("<16I", *((one + other) & 0xFFFFFFFF for one, other in zip(state, start)))
