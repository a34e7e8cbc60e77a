"""Ed25519, verified strictly (protocol.md §3.3; RFC 8032)."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from .edwards import D, P, Q, ZERO, Point, multiscalar, root_of_ratio

_BASE_Y = 4 * pow(5, -1, P) % P


@lru_cache(maxsize=1 << 12)
def _decode(data: bytes) -> Point | None:
    """RFC 8032 §5.1.3, and only what is canonical."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    is_square, x = root_of_ratio(y * y - 1, D * y * y + 1)
    if not is_square or (x == 0 and sign):
        return None
    if x % 2 != sign:
        x = P - x
    return Point(x, y, 1, x * y % P)


_BASE = _decode(_BASE_Y.to_bytes(32, "little"))


def _has_small_order(point: Point) -> bool:
    return point.double().double().double().is_same(ZERO)


@lru_cache(maxsize=1 << 12)
def is_key(data: bytes) -> bool:
    """Whether these are 32 bytes of a public key that the record may hold: canonical and not of small order."""
    point = _decode(data) if len(data) == 32 else None
    return point is not None and not _has_small_order(point)


@lru_cache(maxsize=1 << 10)
def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is valid, for everybody or for nobody (protocol.md §3.3). Records of a corpus share many
    lines, so answers are kept for a while, here and for other proofs."""
    if len(signature) != 64 or not is_key(key):
        return False
    a, r, s = _decode(key), _decode(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or _BASE is None or s >= Q or _has_small_order(r):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return multiscalar([(s, _BASE), (-k, a)]).is_same(r)
