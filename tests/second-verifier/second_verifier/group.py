"""The group ristretto255 (protocol.md §2; RFC 9496)."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from .edwards import D, P, Q, SQRT_M1, ZERO, Point, multiscalar, root_of_ratio

__all__ = [
    "B", "H", "Identity", "NotCanonical", "P", "Point", "Q", "ZERO", "decode_element", "decode_point", "decode_scalar",
    "encode", "equal", "from_uniform", "generator", "multiscalar", "wide",
]

_INVSQRT_A_MINUS_D = root_of_ratio(1, -1 - D)[1]
_SQRT_AD_MINUS_ONE = root_of_ratio(-D - 1, 1)[1]
# RFC 9496 §4.1 names this root, which is the odd one.
if _SQRT_AD_MINUS_ONE != 25063068953384623474111414158702152701244531502492656460079210482610430750235:
    _SQRT_AD_MINUS_ONE = P - _SQRT_AD_MINUS_ONE
_ONE_MINUS_D_SQ = (1 - D * D) % P
_D_MINUS_ONE_SQ = (D - 1) ** 2 % P


class NotCanonical(ValueError):
    """Bytes that are no point, element or scalar (check P1)."""


class Identity(ValueError):
    """The identity where a point must be (check P3)."""


@lru_cache(maxsize=1 << 16)
def decode_element(data: bytes) -> Point:
    """RFC 9496 §4.3.1; the identity is allowed."""
    s = int.from_bytes(data, "little")
    if len(data) != 32 or s >= P or s % 2:
        raise NotCanonical("these 32 bytes encode no group element")
    ss = s * s % P
    u1, u2 = (1 - ss) % P, (1 + ss) % P
    u2_sqr = u2 * u2 % P
    v = (-(D * u1 * u1) - u2_sqr) % P
    is_square, invsqrt = root_of_ratio(1, v * u2_sqr % P)
    den_x = invsqrt * u2 % P
    den_y = invsqrt * den_x * v % P
    x = 2 * s * den_x % P
    if x % 2:
        x = P - x
    y = u1 * den_y % P
    t = x * y % P
    if not is_square or t % 2 or y == 0:
        raise NotCanonical("these 32 bytes encode no group element")
    return Point(x, y, 1, t)


def decode_point(data: bytes) -> Point:
    """A point (protocol.md §2.2): an element that is not the identity."""
    if data == bytes(32):
        raise Identity("the identity is no point")
    return decode_element(data)


def encode(point: Point) -> bytes:
    """RFC 9496 §4.3.2."""
    X, Y, Z, T = point.X, point.Y, point.Z, point.T
    u1 = (Z + Y) * (Z - Y) % P
    u2 = X * Y % P
    invsqrt = root_of_ratio(1, u1 * u2 * u2 % P)[1]
    den1, den2 = invsqrt * u1 % P, invsqrt * u2 % P
    z_inv = den1 * den2 * T % P
    if T * z_inv % P % 2:
        x, y, den_inv = Y * SQRT_M1 % P, X * SQRT_M1 % P, den1 * _INVSQRT_A_MINUS_D % P
    else:
        x, y, den_inv = X, Y, den2
    if x * z_inv % P % 2:
        y = -y
    s = den_inv * (Z - y) % P
    return (P - s if s % 2 else s).to_bytes(32, "little")


def equal(one: Point, other: Point) -> bool:
    """RFC 9496 §4.3.3."""
    return (one.X * other.Y - one.Y * other.X) % P == 0 or (one.Y * other.Y - one.X * other.X) % P == 0


def from_uniform(data: bytes) -> Point:
    """point(b) of protocol.md §2.4: RFC 9496 §4.3.4."""
    if len(data) != 64:
        raise ValueError("64 bytes are needed")
    return _map(data[:32]) + _map(data[32:])


def _map(data: bytes) -> Point:
    t = int.from_bytes(data, "little") % 2**255 % P
    r = SQRT_M1 * t * t % P
    u = (r + 1) * _ONE_MINUS_D_SQ % P
    v = (-1 - r * D) * (r + D) % P
    was_square, s = root_of_ratio(u, v)
    if was_square:
        c = -1
    else:
        s = s * t % P
        s = s if s % 2 else P - s
        c = r
    n = (c * (r - 1) * _D_MINUS_ONE_SQ - v) % P
    w0, w1 = 2 * s * v % P, n * _SQRT_AD_MINUS_ONE % P
    w2, w3 = (1 - s * s) % P, (1 + s * s) % P
    return Point(w0 * w3 % P, w2 * w1 % P, w1 * w3 % P, w0 * w2 % P)


def decode_scalar(data: bytes) -> int:
    """A scalar (protocol.md §2.3): 32 little-endian bytes less than q."""
    scalar = int.from_bytes(data, "little")
    if len(data) != 32 or scalar >= Q:
        raise NotCanonical("these 32 bytes are no scalar")
    return scalar


def wide(data: bytes) -> int:
    """wide(b) of protocol.md §2.3."""
    return int.from_bytes(data, "little") % Q


B = decode_element(bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"))
H = from_uniform(hashlib.sha3_512(encode(B)).digest())


@lru_cache(maxsize=None)
def generator(kind: str, number: int) -> Point:
    """G_i (kind `G`) or G'_i (kind `G'`) of protocol.md §2.4."""
    return from_uniform(hashlib.sha3_512(f"ostrakon/v1/generator\n{kind}\n{number}".encode()).digest())
