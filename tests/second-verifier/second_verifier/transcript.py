"""Transcripts of merlin over STROBE-128 and Keccak-f[1600] (protocol.md §3.2)."""

from __future__ import annotations

import struct

from .group import wide

_MASK = 2**64 - 1
_RATE = 166
_I, _A, _C, _M, _K = 1, 2, 4, 16, 32


def _round_constants() -> list[int]:
    """FIPS 202, algorithm 5."""
    constants, lfsr = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if lfsr & 1:
                constant |= 1 << (2**j - 1)
            lfsr = (lfsr << 1) ^ (0x171 if lfsr & 0x80 else 0)
        constants.append(constant)
    return constants


_CONSTANTS = _round_constants()


def _pi_rho() -> list[tuple[int, int, int]]:
    """Of each lane: where it comes from, where it goes to, and by how much it is rotated."""
    steps, x, y = [(0, 0, 0)], 1, 0
    for t in range(24):
        to_x, to_y = y, (2 * x + 3 * y) % 5
        steps.append((x + 5 * y, to_x + 5 * to_y, (t + 1) * (t + 2) // 2 % 64))
        x, y = to_x, to_y
    return steps


_STEPS = _pi_rho()


def keccak_f(lanes: list[int]) -> list[int]:
    """Keccak-f[1600] on 25 lanes (FIPS 202 §3.3)."""
    moved = [0] * 25
    for constant in _CONSTANTS:
        c = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        d = [c[x - 1] ^ ((c[(x + 1) % 5] << 1 | c[(x + 1) % 5] >> 63) & _MASK) for x in range(5)]
        for source, target, distance in _STEPS:
            lane = lanes[source] ^ d[source % 5]
            moved[target] = (lane << distance | lane >> (64 - distance)) & _MASK
        lanes = [
            moved[row + x] ^ (~moved[row + (x + 1) % 5] & moved[row + (x + 2) % 5])
            for row in (0, 5, 10, 15, 20)
            for x in range(5)
        ]
        lanes[0] ^= constant
    return lanes


class Strobe:
    """As much of STROBE-128 (version 1.0.2) as merlin uses."""

    def __init__(self, label: bytes) -> None:
        start = bytes([1, _RATE + 2, 1, 0, 1, 96]) + b"STROBEv1.0.2"
        self._state = bytearray(start.ljust(200, b"\0"))
        self._permute()
        self._position = self._begin = 0
        self.meta_ad(label)

    def _permute(self) -> None:
        self._state[:] = struct.pack("<25Q", *keccak_f(list(struct.unpack("<25Q", self._state))))

    def _run(self) -> None:
        self._state[self._position] ^= self._begin
        self._state[self._position + 1] ^= 0x04
        self._state[_RATE + 1] ^= 0x80
        self._permute()
        self._position = self._begin = 0

    def _absorb(self, data: bytes) -> None:
        for byte in data:
            self._state[self._position] ^= byte
            self._position += 1
            if self._position == _RATE:
                self._run()

    def _start(self, flags: int) -> None:
        before, self._begin = self._begin, self._position + 1
        self._absorb(bytes([before, flags]))
        if flags & (_C | _K) and self._position:
            self._run()

    def meta_ad(self, data: bytes, more: bool = False) -> None:
        if not more:
            self._start(_M | _A)
        self._absorb(data)

    def ad(self, data: bytes) -> None:
        self._start(_A)
        self._absorb(data)

    def prf(self, length: int) -> bytes:
        self._start(_I | _A | _C)
        squeezed = bytearray()
        for _ in range(length):
            squeezed.append(self._state[self._position])
            self._state[self._position] = 0
            self._position += 1
            if self._position == _RATE:
                self._run()
        return bytes(squeezed)


class Transcript:
    """T(name) of protocol.md §3.2."""

    def __init__(self, name: str) -> None:
        self._strobe = Strobe(b"Merlin v1.0")
        self.append("dom-sep", b"ostrakon/v1")
        self.append("proof", name.encode())

    def append(self, label: str, value: bytes | int) -> None:
        """Appends bytes, or a number as its eight little-endian bytes."""
        data = value.to_bytes(8, "little") if isinstance(value, int) else value
        self._strobe.meta_ad(label.encode())
        self._strobe.meta_ad(len(data).to_bytes(4, "little"), more=True)
        self._strobe.ad(data)

    def challenge(self, label: str) -> int:
        """wide of 64 challenge bytes."""
        self._strobe.meta_ad(label.encode())
        self._strobe.meta_ad((64).to_bytes(4, "little"), more=True)
        return wide(self._strobe.prf(64))
