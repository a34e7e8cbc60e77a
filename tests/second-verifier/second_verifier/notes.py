"""Signed notes, checkpoints, cosignatures and policies (record.md §8, §9)."""

from __future__ import annotations

import base64
import hashlib
import re
import struct
from dataclasses import dataclass, field
from typing import Sequence

from . import ed25519, mldsa
from .tree import includes, leaf

ED25519, COSIGNER, ML_DSA = 1, 4, 6
_SIZES = {ED25519: 32, COSIGNER: 32, ML_DSA: 1312}
_SIGNATURES = {COSIGNER: 64, ML_DSA: 2420}


class Malformed(ValueError):
    """Bytes that are no note, checkpoint, key or policy."""


class WrongSignature(ValueError):
    """A signature under the name and id of a trusted key that does not verify: the whole note is refused."""


def decode_base64(text: str) -> bytes:
    """Standard base64 with padding, trailing bits zero."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed(str(error)) from None
    if base64.b64encode(data).decode() != text:
        raise Malformed("this is not the one form of base64")
    return data


def is_name(name: str) -> bool:
    """Record.md §8.1: 1 to 255 bytes, no white space, control character or `+`."""
    return (
        0 < len(name.encode()) <= 255
        and "+" not in name
        and not any(c.isspace() or ord(c) < 32 or 127 <= ord(c) < 160 for c in name)
    )


def decimal(text: str, least: int = 0) -> int:
    """A number in decimal without leading zeros, at most 2⁶³ − 1."""
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text, re.ASCII) or not least <= int(text) < 2**63:
        raise Malformed(f"{text!r} is no number in its one form")
    return int(text)


@dataclass(frozen=True)
class Key:
    """A key with its name (record.md §8.1)."""

    name: str
    type: int
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public).digest()[:4]

    @classmethod
    def parse(cls, vkey: str) -> Key:
        """Reads a vkey."""
        parts = vkey.split("+", 2)
        if len(parts) != 3 or not is_name(parts[0]):
            raise Malformed(f"{vkey!r} is no vkey")
        data = decode_base64(parts[2])
        key = cls(parts[0], data[0] if data else 0, data[1:])
        if _SIZES.get(key.type) != len(key.public) or key.id.hex() != parts[1]:
            raise Malformed(f"{vkey!r} is no vkey")
        if key.type != ML_DSA and not ed25519.is_key(key.public):
            raise Malformed(f"{vkey!r} has no Ed25519 key in it")
        return key


@dataclass(frozen=True)
class Signature:
    """A signature line."""

    name: str
    id: bytes
    data: bytes


@dataclass(frozen=True)
class Note:
    """A signed note (record.md §8.1)."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, note: str) -> Note:
        """Reads a note."""
        if len(note.encode("utf-8", "replace")) > 262_144 or any(ord(c) < 32 and c != "\n" for c in note):
            raise Malformed("this is no note: it is too long or has control characters")
        text, found, lines = note.rpartition("\n\n")
        if not found or not lines.endswith("\n"):
            raise Malformed("this is no note: it has no signatures")
        signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
        if not 1 <= len(signatures) <= 64:
            raise Malformed("a note has 1 to 64 signatures")
        return cls(text + "\n", signatures)

    def by(self, key: Key) -> list[Signature]:
        """The signatures under the name and id of a key."""
        return [found for found in self.signatures if (found.name, found.id) == (key.name, key.id)]


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not is_name(parts[1]):
        raise Malformed(f"{line!r} is no signature")
    data = decode_base64(parts[2])
    if len(data) < 5:
        raise Malformed(f"{line!r} is no signature")
    return Signature(parts[1], data[:4], data[4:])


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint with its note (record.md §8.2)."""

    origin: str
    size: int
    root: bytes
    note: Note = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Reads a checkpoint; its signatures are not verified."""
        note = Note.parse(text)
        lines = note.text[:-1].split("\n")
        if len(lines) != 3 or not is_name(lines[0]):
            raise Malformed("this is no checkpoint: it has not three lines")
        root = decode_base64(lines[2])
        if len(root) != 32:
            raise Malformed("a root has 32 bytes")
        return cls(lines[0], decimal(lines[1]), root, note)

    def is_signed_by(self, log: Key) -> bool:
        """Whether the log has signed it.

        Raises WrongSignature if something under its name and id does not verify.
        """
        signatures = self.note.by(log)
        for signature in signatures:
            if not ed25519.verify(log.public, self.note.text.encode(), signature.data):
                raise WrongSignature(f"the signature of {log.name} does not verify")
        return bool(signatures)

    def is_cosigned_by(self, witness: Key) -> bool:
        """Whether a witness has cosigned it (record.md §9.1).

        Raises WrongSignature if something under its name and id does not verify.
        """
        signatures = self.note.by(witness)
        for signature in signatures:
            if not self._verify_cosignature(witness, signature.data):
                raise WrongSignature(f"the cosignature of {witness.name} does not verify")
        return bool(signatures)

    def _verify_cosignature(self, witness: Key, data: bytes) -> bool:
        time, signature = int.from_bytes(data[:8], "big"), data[8:]
        if len(signature) != _SIGNATURES.get(witness.type) or time >= 2**63:
            return False
        if witness.type == COSIGNER:
            message = f"cosignature/v1\ntime {time}\n{self.note.text}".encode()
            return ed25519.verify(witness.public, message, signature)
        name, origin = witness.name.encode(), self.origin.encode()
        message = b"subtree/v1\n\0" + bytes([len(name)]) + name + data[:8] + bytes([len(origin)]) + origin
        message += struct.pack(">QQ", 0, self.size) + self.root
        return mldsa.verify(witness.public, message, signature)


def split_series(text: str) -> list[str]:
    """The checkpoints of a file (record.md §6): each has one empty line in it, and one behind it."""
    notes: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        if line == "" and "" in lines:
            notes.append("\n".join(lines) + "\n")
            lines = []
        else:
            lines.append(line)
    rest = "\n".join(lines)
    return notes + ([rest] if rest else [])


@dataclass
class Policy:
    """A witness policy (record.md §9.2)."""

    logs: list[tuple[Key, str | None]]
    witnesses: dict[str, tuple[Key, str | None]]
    groups: dict[str, tuple[int, list[str]]]
    quorum: str

    @classmethod
    def parse(cls, text: str) -> Policy:
        """Reads a policy."""
        if not text.endswith("\n") or any((ord(c) < 32 and c not in "\n\t") or ord(c) == 127 for c in text):
            raise Malformed("a policy's lines end with newlines and have no control characters")
        policy = cls([], {}, {}, "")
        used: set[str] = set()
        for line in text[:-1].split("\n"):
            items = re.findall("[^ \t]+", line)
            if not items or items[0].startswith("#"):
                continue
            policy._read(items, used)
        kinds = (policy.logs, policy.witnesses, policy.groups)
        if not policy.quorum or any(len(kind) > 32 for kind in kinds):
            raise Malformed("a policy has one quorum, and at most 32 of each kind")
        for keys in ([key for key, _ in policy.logs], [key for key, _ in policy.witnesses.values()]):
            if len({key.public for key in keys}) != len(keys):
                raise Malformed("a key occurs twice")
        return policy

    def _read(self, items: Sequence[str], used: set[str]) -> None:
        match items:
            case ["log", vkey, *address] if len(address) <= 1:
                key = Key.parse(vkey)
                if key.type != ED25519:
                    raise Malformed("a log's key is of type 0x01")
                self.logs.append((key, *(address or [None])))  # type: ignore[arg-type]
            case ["witness", name, vkey, *address] if len(address) <= 1:
                self._define(name)
                key = Key.parse(vkey)
                if key.type not in _SIGNATURES:
                    raise Malformed("a witness's key is for cosignatures")
                self.witnesses[name] = (key, address[0] if address else None)
            case ["group", name, k, *members] if members:
                self._define(name)
                needed = {"any": 1, "all": len(members)}.get(k) or decimal(k, 1)
                if needed > len(members) or len(set(members)) != len(members):
                    raise Malformed(f"group {name} cannot be satisfied")
                for member in members:
                    if member not in self.witnesses and member not in self.groups or member in used:
                        raise Malformed(f"{member} is not defined, or in two groups")
                    used.add(member)
                self.groups[name] = (needed, list(members))
            case ["quorum", name] if not self.quorum:
                if name != "none" and name not in self.witnesses and name not in self.groups:
                    raise Malformed(f"{name} is not defined")
                self.quorum = name
            case _:
                raise Malformed(f"{' '.join(items)!r} is no line of a policy")

    def _define(self, name: str) -> None:
        if name == "none" or name in self.witnesses or name in self.groups:
            raise Malformed(f"{name} is defined twice, or `none`")

    def is_satisfied(self, cosigned: set[str], name: str | None = None) -> bool:
        """Whether these witnesses satisfy the quorum, or a name of the policy."""
        name = name or self.quorum
        if name in self.groups:
            needed, members = self.groups[name]
            return sum(self.is_satisfied(cosigned, member) for member in members) >= needed
        return name == "none" or name in cosigned


@dataclass(frozen=True)
class InclusionReceipt:
    """An inclusion receipt (record.md §10)."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str

    @classmethod
    def parse(cls, text: str) -> InclusionReceipt:
        """Reads a file `.tlog-proof`."""
        head, found, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if not found or lines.pop(0) != "c2sp.org/tlog-proof@v1":
            raise Malformed("this is no inclusion receipt")
        if lines and lines[0].startswith("extra "):
            decode_base64(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise Malformed("an inclusion receipt has an index")
        index = decimal(lines.pop(0).removeprefix("index "))
        hashes = tuple(decode_base64(line) for line in lines)
        if len(hashes) > 63 or any(len(hashed) != 32 for hashed in hashes):
            raise Malformed("an inclusion receipt has at most 63 hashes of 32 bytes")
        return cls(index, hashes, checkpoint)

    def proves(self, line: bytes, checkpoint: Checkpoint) -> bool:
        """Whether the hashes lead from the line to the checkpoint's root."""
        return includes(self.index, checkpoint.size, leaf(line), self.hashes, checkpoint.root)
