"""Verification of ML-DSA-44 with an empty context (FIPS 204, algorithms 3 and 8)."""

from __future__ import annotations

import hashlib

_Q = 8_380_417
_N, _K, _L = 256, 4, 4
_D, _TAU, _GAMMA1, _GAMMA2, _BETA, _OMEGA = 13, 39, 1 << 17, (8_380_417 - 1) // 88, 78, 80
_CHALLENGE = 32

Polynomial = list[int]


def _reverse_bits(value: int) -> int:
    return int(f"{value:08b}"[::-1], 2)


_ZETAS = [pow(1753, _reverse_bits(i), _Q) for i in range(_N)]


def _ntt(polynomial: Polynomial) -> Polynomial:
    """Algorithm 41."""
    w, m, length = list(polynomial), 0, 128
    while length >= 1:
        for start in range(0, _N, 2 * length):
            m += 1
            for j in range(start, start + length):
                t = _ZETAS[m] * w[j + length] % _Q
                w[j + length], w[j] = (w[j] - t) % _Q, (w[j] + t) % _Q
        length //= 2
    return w


def _inverse_ntt(polynomial: Polynomial) -> Polynomial:
    """Algorithm 42."""
    w, m, length = list(polynomial), 256, 1
    while length < _N:
        for start in range(0, _N, 2 * length):
            m -= 1
            for j in range(start, start + length):
                t = w[j]
                w[j], w[j + length] = (t + w[j + length]) % _Q, -_ZETAS[m] * (t - w[j + length]) % _Q
        length *= 2
    return [8_347_681 * value % _Q for value in w]


def _unpack(data: bytes, bits: int) -> list[int]:
    """Numbers of so many bits each, lowest first (algorithm 18)."""
    whole, mask = int.from_bytes(data, "little"), (1 << bits) - 1
    return [whole >> (bits * i) & mask for i in range(8 * len(data) // bits)]


def _matrix(rho: bytes) -> list[list[Polynomial]]:
    """ExpandA (algorithms 30, 32)."""

    def uniform(seed: bytes) -> Polynomial:
        stream = hashlib.shake_128(seed).digest(3 * 2_000)
        found = []
        for start in range(0, len(stream), 3):
            value = int.from_bytes(stream[start : start + 3], "little") & 0x7FFFFF
            if value < _Q:
                found.append(value)
            if len(found) == _N:
                break
        return found

    return [[uniform(rho + bytes([s, r])) for s in range(_L)] for r in range(_K)]


def _challenge(seed: bytes) -> Polynomial:
    """SampleInBall (algorithm 29)."""
    stream = hashlib.shake_256(seed).digest(8 + 4_000)
    signs, position, c = int.from_bytes(stream[:8], "little"), 8, [0] * _N
    for i in range(_N - _TAU, _N):
        while stream[position] > i:
            position += 1
        j = stream[position]
        position += 1
        c[i] = c[j]
        c[j] = -1 if signs & 1 else 1
        signs >>= 1
    return c


def _hints(data: bytes) -> list[set[int]] | None:
    """HintBitUnpack (algorithm 21); none if malformed."""
    hints, index = [], 0
    for i in range(_K):
        end = data[_OMEGA + i]
        places = data[index:end]
        if not index <= end <= _OMEGA or any(one >= other for one, other in zip(places, places[1:])):
            return None
        hints.append(set(places))
        index = end
    return None if any(data[index:_OMEGA]) else hints


def _use_hint(hint: bool, r: int) -> int:
    """UseHint (algorithm 40) with Decompose (algorithm 36)."""
    low = r % (2 * _GAMMA2)
    if low > _GAMMA2:
        low -= 2 * _GAMMA2
    if r - low == _Q - 1:
        high, low = 0, low - 1
    else:
        high = (r - low) // (2 * _GAMMA2)
    if hint:
        high += 1 if low > 0 else -1
    return high % 44


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an ML-DSA-44 signature of a message, with an empty context, is valid."""
    if len(public) != 1312 or len(signature) != 2420:
        return False
    seed, packed, hint_bytes = signature[:_CHALLENGE], signature[_CHALLENGE:-84], signature[-84:]
    z = [[_GAMMA1 - value for value in _unpack(packed[576 * i : 576 * (i + 1)], 18)] for i in range(_L)]
    hints = _hints(hint_bytes)
    if hints is None or any(abs(value) >= _GAMMA1 - _BETA for polynomial in z for value in polynomial):
        return False
    matrix = _matrix(public[:32])
    t1 = [_unpack(public[32 + 320 * i : 32 + 320 * (i + 1)], 10) for i in range(_K)]
    digest = hashlib.shake_256(hashlib.shake_256(public).digest(64) + b"\0\0" + message).digest(64)
    c = _ntt(_challenge(seed))
    transformed = [_ntt(polynomial) for polynomial in z]
    packed_high = bytearray()
    for row, t, places in zip(matrix, t1, hints):
        shifted = _ntt([value << _D for value in t])
        product = [
            (sum(a[i] * b[i] for a, b in zip(row, transformed)) - c[i] * shifted[i]) % _Q for i in range(_N)
        ]
        highs = [_use_hint(i in places, value) for i, value in enumerate(_inverse_ntt(product))]
        whole = sum(high << (6 * i) for i, high in enumerate(highs))
        packed_high += whole.to_bytes(192, "little")
    return hashlib.shake_256(digest + bytes(packed_high)).digest(_CHALLENGE) == seed
