"""The log as a Merkle tree (record.md §7.1, §7.2)."""

from __future__ import annotations

import hashlib
from typing import Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf(line: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + line).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of a node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A tree that grows, as the roots of its perfect subtrees, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[bytes] = []

    def push(self, hashed: bytes) -> None:
        """Appends a leaf's hash."""
        size = self.size
        while size & 1:
            hashed = node(self._subtrees.pop(), hashed)
            size >>= 1
        self._subtrees.append(hashed)
        self.size += 1

    def root(self) -> bytes:
        """MTH of all leaves so far."""
        if not self._subtrees:
            return EMPTY
        root = self._subtrees[-1]
        for subtree in reversed(self._subtrees[:-1]):
            root = node(subtree, root)
        return root


def includes(index: int, size: int, hashed: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether an inclusion proof leads from a leaf's hash to the root, and has the length that it must have."""
    computed = _path(index, size, hashed, list(proof)) if index < size else None
    return computed == root


def _path(index: int, size: int, hashed: bytes, proof: list[bytes]) -> bytes | None:
    """The root that PATH(index, size leaves) gives; it uses the proof up from its end."""
    if size == 1:
        return hashed if not proof else None
    if not proof:
        return None
    split = 1 << (size - 1).bit_length() - 1
    sibling, rest = proof[-1], proof[:-1]
    if index < split:
        left = _path(index, split, hashed, rest)
        return left and node(left, sibling)
    right = _path(index - split, size - split, hashed, rest)
    return right and node(sibling, right)
