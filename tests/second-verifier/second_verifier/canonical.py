"""Canonical JSON and the values in it (record.md §1)."""

from __future__ import annotations

import base64
import json
from typing import Any, Callable

from . import ed25519
from .group import decode_element, decode_point, decode_scalar

Decoder = Callable[[Any], Any]


#: Unicode's White_Space. (Python's own idea of it has four control characters more.)
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def is_blank(words: str) -> bool:
    """Whether there is nothing but white space."""
    return not words.strip(WHITE_SPACE)


class Malformed(ValueError):
    """Bytes that are no value of this protocol in its canonical form (check P1)."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a field is repeated")
    return found


def _no_fraction(text: str) -> Any:
    raise Malformed(f"{text} is no integer")


def encode(value: Any) -> bytes:
    """The canonical form of a value whose fields are in order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decode(data: bytes) -> Any:
    """Reads canonical JSON. The order of fields is for `record` and `mapping` to check."""
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_object, parse_float=_no_fraction, parse_constant=_no_fraction
        )
        if encode(value) != data:
            raise Malformed("the JSON is not in canonical form")
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no canonical JSON: {error}") from None
    return value


def record(required: dict[str, Decoder], optional: dict[str, Decoder] | None = None) -> Decoder:
    """An object with these fields in this order."""
    decoders = {**required, **(optional or {})}

    def decode_record(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Malformed("this is no object")
        names = list(value)
        expected = [name for name in decoders if name in required or name in value]
        if names != expected:
            raise Malformed(f"the fields are {names} instead of {expected}")
        return {name: decoders[name](field) for name, field in value.items()}

    return decode_record


def array(of: Decoder) -> Decoder:
    """A list."""

    def decode_array(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Malformed("this is no list")
        return [of(item) for item in value]

    return decode_array


def mapping(of: Decoder) -> Decoder:
    """A map, sorted by the bytes of its keys."""

    def decode_mapping(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or list(value) != sorted(value, key=lambda key: key.encode()):
            raise Malformed("this is no sorted map")
        return {key: of(item) for key, item in value.items()}

    return decode_mapping


def nullable(of: Decoder) -> Decoder:
    """A value or null."""
    return lambda value: None if value is None else of(value)


def string(value: Any) -> str:
    """Any string."""
    if not isinstance(value, str):
        raise Malformed("this is no string")
    return value


def one_of(*allowed: str) -> Decoder:
    """One of these strings."""

    def decode_choice(value: Any) -> str:
        if value not in allowed:
            raise Malformed(f"{value!r} is none of {', '.join(allowed)}")
        return str(value)

    return decode_choice


def boolean(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Malformed("this is neither true nor false")
    return value


def integer(bits: int, least: int = 0) -> Decoder:
    """An integer of at most so many bits."""

    def decode_integer(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1 << bits:
            raise Malformed(f"{value!r} is no integer from {least} to 2^{bits} - 1")
        return value

    return decode_integer


def hash_(value: Any) -> bytes:
    """64 lower-case hexadecimal digits."""
    if not isinstance(value, str) or len(value) != 64 or any(c not in "0123456789abcdef" for c in value):
        raise Malformed("a hash is written as 64 lower-case hexadecimal digits")
    return bytes.fromhex(value)


def base64url(value: Any) -> bytes:
    """base64url without padding, trailing bits zero."""
    if not isinstance(value, str) or "=" in value or not value.isascii():
        raise Malformed("this is not unpadded base64url")
    try:
        data = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Malformed("this is not unpadded base64url") from None
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != value:
        raise Malformed("this is not unpadded base64url")
    return data


def of_length(length: int) -> Decoder:
    """So many bytes in base64url."""

    def decode_bytes(value: Any) -> bytes:
        data = base64url(value)
        if len(data) != length:
            raise Malformed(f"wrong length: {len(data)} bytes instead of {length}")
        return data

    return decode_bytes


def parts(form: str) -> Decoder:
    """Bytes in base64url that are made of parts of 32: `p` for a point, `e` for an element, `s` for a scalar. A part
    in parentheses at the end may be repeated, also never; the one before it stays as it is."""
    check = {"p": decode_point, "e": decode_element, "s": decode_scalar}
    fixed, _, repeated = form.partition("(")
    repeated = repeated.rstrip(")")

    def decode_parts(value: Any) -> bytes:
        data = base64url(value)
        count, odd = divmod(len(data), 32)
        rest = count - len(fixed)
        if odd or rest < 0 or (rest % len(repeated) if repeated else rest):
            raise Malformed(f"wrong length: {len(data)} bytes")
        for number, kind in enumerate(fixed + repeated * (rest // len(repeated) if repeated else 0)):
            check[kind](data[32 * number : 32 * number + 32])
        return data

    return decode_parts


def verifying_key(value: Any) -> bytes:
    """An Ed25519 key (protocol.md §3.3)."""
    data = of_length(32)(value)
    if not ed25519.is_key(data):
        raise Malformed("this is no Ed25519 key, or one of small order")
    return data
