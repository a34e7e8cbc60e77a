"""Lines of the log and their bodies (record.md §2, §3)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from .canonical import (
    Decoder, Malformed, array, base64url, boolean, decode, encode, hash_, integer, mapping, nullable, of_length, one_of,
    parts, record, string, verifying_key,
)

LIMIT = 65_535

_POINT, _PROOF, _LOGARITHMS, _CIPHERTEXTS = parts("p"), parts("ps"), parts("pes"), parts("(pp)")
_U8, _U32, _U64 = integer(8), integer(32), integer(64)
_INDEX = integer(8, 1)
_TEXT = mapping(string)


def _present(of: Decoder) -> Decoder:
    """An optional value that is there only if it is not empty."""

    def decode_present(value: Any) -> Any:
        if not value:
            raise Malformed("an empty optional value is left out")
        return of(value)

    return decode_present


def _committed_bits(value: Any) -> bytes:
    """V, A, E1, E2 (points), then scalars (protocol.md §7.2)."""
    return parts("ppppss(s)")(value)


def _range_proof(value: Any) -> bytes:
    """Points and scalars in the order of protocol.md §7.13."""
    data = base64url(value)
    count, odd = divmod(len(data), 32)
    if odd or count < 9 or count % 2 == 0:
        raise Malformed(f"wrong length: {len(data)} bytes")
    return parts("ppppsss" + "p" * (count - 9) + "ss")(value)


def _rule(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) != 1:
        raise Malformed("a rule is one of choose, score and allocate")
    limits = record({"minimum": _U32, "maximum": _U32})
    forms = {
        "choose": record({"minimum": _U32, "maximum": _U32, "blank": boolean}),
        "score": record({"bound": _U32, "sum": nullable(limits), "blank": boolean}),
        "allocate": record({"bound": _U32, "sum": limits}),
    }
    name = next(iter(value))
    if name not in forms:
        raise Malformed("a rule is one of choose, score and allocate")
    return {"name": name, **forms[name](value[name])}


_OPTION = record(
    {"id": string, "label": _TEXT},
    {"description": _present(_TEXT), "picture": record({"address": string, "digest": hash_})},
)
_CONTEST = record(
    {"id": string, "title": _TEXT, "rule": _rule, "options": array(_OPTION)},
    {
        "description": _present(_TEXT),
        "order": one_of("rotated"),
        "groups": _present(array(record({"title": _TEXT, "options": _U32}))),
    },
)
_MANIFEST = record(
    {
        "protocol": string,
        "nonce": hash_,
        "title": _TEXT,
        "description": _TEXT,
        "contests": array(_CONTEST),
        "schedule": record({"opens": _U64, "closes": _U64}),
        "authority": verifying_key,
        "registrar": verifying_key,
        "threshold": _U8,
        "trustees": array(record({"name": string, "signing_key": verifying_key, "encryption_key": _POINT})),
        "log": record({"origin": string, "key": verifying_key, "policy": string}),
        "revoting": boolean,
        "minimum_ballots": _U32,
        "challenges": _U32,
    },
    {"layout": one_of("one-by-one"), "check": string, "pages": hash_},
)
_BALLOT = record(
    {
        "context": hash_,
        "credential": _POINT,
        "sequence": _U32,
        "previous": hash_,
        "ciphertexts": array(_CIPHERTEXTS),
        "proof": nullable(_committed_bits),
        "allocations": nullable(record({"commitments": parts("(p)"), "link": parts("pppsss"), "range": _range_proof})),
    }
)
_COUNT = record({"id": string, "count": _U64})
_TRUSTEES = array(record({"name": string, "signing_key": verifying_key, "encryption_key": _POINT}))

BODIES: dict[str, Decoder] = {
    "manifest": _MANIFEST,
    "key-commit": record({"session": hash_, "commitment": hash_}),
    "key-deal": record(
        {
            "session": hash_,
            "coefficients": array(_POINT),
            "possession": _PROOF,
            "shares": array(record({"recipient": _INDEX, "ephemeral": _POINT, "ciphertext": of_length(48)})),
        }
    ),
    "key-confirm": record({"session": hash_, "transcript": hash_, "key": _POINT, "possession": _PROOF}),
    "key-complaint": record({"session": hash_, "dealer": _INDEX, "secret": _POINT, "proof": _LOGARITHMS}),
    "key-restart": record(
        {"session": hash_, "culprit": _INDEX, "reason": one_of("bad-share", "false-complaint", "absent")}
    ),
    "key-refresh": record({"session": hash_, "threshold": _U8, "trustees": _TRUSTEES, "dealers": array(_INDEX)}),
    "roll-part": record({"part": _U32, "voters": array(record({"credential": _POINT, "weight": _U32}))}),
    "roll-seal": record({"count": _U64, "weight": _U64, "digest": hash_}),
    "rehearsal": record({"roll": hash_, "possession": _PROOF}),
    "open": record({"time": _U64, "key": _POINT, "roll": hash_}),
    "ballot": _BALLOT,
    "commitment": record({"context": hash_, "credential": _POINT, "number": _U32, "tracker": hash_}),
    "challenge": record(
        {
            "commitment": hash_,
            "ballot": _BALLOT,
            "choices": array(array(_U32)),
            "randomness": array(parts("(s)")),
        }
    ),
    "close": record({"time": _U64, "context": hash_}),
    "intent": record({"close": hash_, "aggregate": hash_}),
    "partial-decryption": record({"close": hash_, "aggregate": hash_, "shares": parts("(e)"), "proof": _LOGARITHMS}),
    "result": record(
        {
            "close": hash_,
            "ballots": _U64,
            "weight": _U64,
            "trustees": array(_INDEX),
            "contests": array(
                record({"id": string, "options": array(_COUNT), "blank": nullable(_U64), "leading": array(string)})
            ),
        }
    ),
    "abort": record({"time": _U64, "reason": string}),
}

SIGNERS = ["authority", "registrar", "voter", *(f"trustee-{number}" for number in range(1, 256))]

_LINE = record(
    {
        "seq": _U64,
        "prev": hash_,
        "kind": one_of(*BODIES),
        "signer": one_of(*SIGNERS),
        "body": lambda body: body,
        "signature": of_length(64),
    }
)


def sha3(data: bytes) -> bytes:
    """The hash of this protocol (protocol.md §3.1)."""
    return hashlib.sha3_256(data).digest()


@dataclass(frozen=True)
class Line:
    """A line that is in canonical form."""

    seq: int
    prev: bytes
    kind: str
    signer: str
    body: dict[str, Any]
    #: The canonical bytes of the body.
    body_bytes: bytes
    signature: bytes
    #: The hash of the line.
    hash: bytes

    @classmethod
    def parse(cls, data: bytes) -> Line:
        """Reads a line, without its newline."""
        if len(data) > LIMIT:
            raise Malformed(f"a line of {len(data)} bytes is too long")
        fields = _LINE(decode(data))
        body = BODIES[fields["kind"]](fields["body"])
        return cls(
            fields["seq"],
            fields["prev"],
            fields["kind"],
            fields["signer"],
            body,
            encode(fields["body"]),
            fields["signature"],
            sha3(data),
        )

    @property
    def body_hash(self) -> bytes:
        """The hash of the body."""
        return sha3(self.body_bytes)

    @property
    def trustee(self) -> int | None:
        """The index of the trustee who signs it."""
        return int(self.signer[8:]) if self.signer.startswith("trustee-") else None

    def signed_text(self, election: bytes) -> bytes:
        """What a role signs (record.md §2)."""
        head = f"ostrakon/v1/entry\n{election.hex()}\n{self.kind}\n{self.signer}\n"
        return head.encode() + self.body_bytes


def encode_ballot(challenge: bytes) -> bytes:
    """The canonical bytes of the ballot in a challenge's body, whose hash is its tracker."""
    return encode(decode(challenge)["ballot"])
