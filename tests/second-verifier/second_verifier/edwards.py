"""The curve edwards25519 (RFC 7748), on which both ristretto255 and Ed25519 are built."""

from __future__ import annotations

from typing import Iterable, Sequence

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
_TWICE_D = 2 * D % P


class Point:
    """A point in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z."""

    __slots__ = ("X", "Y", "Z", "T", "_multiples")

    def __init__(self, X: int, Y: int, Z: int, T: int) -> None:
        self.X, self.Y, self.Z, self.T = X, Y, Z, T
        self._multiples: list[Point] | None = None

    def __add__(self, other: Point) -> Point:
        a = (self.Y - self.X) * (other.Y - other.X) % P
        b = (self.Y + self.X) * (other.Y + other.X) % P
        c = self.T * _TWICE_D % P * other.T % P
        d = 2 * self.Z * other.Z % P
        e, f, g, h = b - a, d - c, d + c, b + a
        return Point(e * f % P, g * h % P, f * g % P, e * h % P)

    def __neg__(self) -> Point:
        return Point(-self.X % P, self.Y, self.Z, -self.T % P)

    def __sub__(self, other: Point) -> Point:
        return self + -other

    def double(self) -> Point:
        a = self.X * self.X % P
        b = self.Y * self.Y % P
        c = 2 * self.Z * self.Z
        h = a + b
        e = h - (self.X + self.Y) ** 2
        g = a - b
        f = c + g
        return Point(e * f % P, g * h % P, f * g % P, e * h % P)

    def __rmul__(self, scalar: int) -> Point:
        return multiscalar([(scalar, self)])

    def multiples(self) -> list[Point]:
        """1 to 15 times this point; kept, because many equations share their points."""
        if self._multiples is None:
            found = [self]
            for _ in range(14):
                found.append(found[-1] + self)
            self._multiples = found
        return self._multiples

    def is_same(self, other: Point) -> bool:
        """Whether both are one point of the curve."""
        return (self.X * other.Z - other.X * self.Z) % P == 0 and (self.Y * other.Z - other.Y * self.Z) % P == 0


ZERO = Point(0, 1, 1, 0)


def multiscalar(terms: Iterable[tuple[int, Point]]) -> Point:
    """The sum of scalar times point (Straus: four bits of all scalars at a time)."""
    reduced: Sequence[tuple[int, Point]] = [(scalar % Q, point) for scalar, point in terms]
    digits = [(scalar.to_bytes(32, "big").hex(), point.multiples()) for scalar, point in reduced if scalar]
    total = ZERO
    for place in range(64):
        if total is not ZERO:
            total = total.double().double().double().double()
        for digit, multiples in digits:
            if digit[place] != "0":
                total = total + multiples[int(digit[place], 16) - 1]
    return total


def root_of_ratio(u: int, v: int) -> tuple[bool, int]:
    """SQRT_RATIO_M1 of RFC 9496 §4.2: a root of u/v, or of SQRT_M1 · u/v, and which; the even one."""
    r = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * r * r % P
    u %= P
    correct, flipped, flipped_i = check == u, check == -u % P, check == -u * SQRT_M1 % P
    if flipped or flipped_i:
        r = r * SQRT_M1 % P
    if r % 2:
        r = P - r
    return correct or flipped, r
