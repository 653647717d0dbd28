"""Inputs from inputs: small changes of bytes, of numbers and of words that a format gives a meaning to."""

import re
from collections.abc import Callable, Sequence
from random import Random

_LONGEST = 6_000
_NUMBERS = (
    *(b"0", b"-1", b"1", b"00", b"255", b"65536", b"2147483647", b"4294967295", b"9223372036854775808"),
    *(b"1e999", b"NaN", b"0.0000001", b"9" * 30, b"1" * 5000, "٣".encode()),
)
_ODD = (
    *(b"\0", b"\n", b"\r\n", b"\t", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", b"\x85"),
    *(b"\xed\xa0\x80", b"\xc3", "\u2028".encode(), "\u202e".encode(), "\u0301".encode() * 40, "ß".encode()),
    *("İ".encode(), "😀".encode(), "\u200b".encode(), "ſ".encode(), b"%00", b"%ff", b"&#0;", b"&#xD800;"),
)
_NUMBER = re.compile(rb"\d+")


def mutated(raw: bytes, others: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    """`raw` after one change or several; `words` are those of its format, `others` give parts of theirs."""
    for _ in range(1 << chance.randrange(5)):
        raw = chance.choice(_CHANGES)(raw, chance.choice(others), words, chance)
    return raw[:_LONGEST]


Change = Callable[[bytes, bytes, Sequence[bytes], Random], bytes]


def _part(raw: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(raw) + 1)
    return start, min(len(raw), start + chance.choice((1, 2, 4, 8, 16, 64, 512)))


def _flip(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    if not raw:
        return raw
    at = chance.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def _replace(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _part(raw, chance)
    return raw[:start] + chance.randbytes(chance.choice((0, 1, end - start))) + raw[end:]


def _leave_out(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _part(raw, chance)
    return raw[:start] + raw[end:]


def _cut(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _repeat(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _part(raw, chance)
    return raw[:end] + raw[start:end] * chance.choice((1, 1, 2, 7, 300)) + raw[end:]


def _move(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _part(raw, chance)
    rest, at = raw[:start] + raw[end:], chance.randrange(len(raw) + 1)
    return rest[:at] + raw[start:end] + rest[at:]


def _word(raw: bytes, _other: bytes, words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _part(raw, chance)
    return raw[:start] + chance.choice(words or _ODD) + raw[chance.choice((start, end)) :]


def _odd(raw: bytes, _other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_ODD) + raw[at:]


def _number(raw: bytes, other: bytes, words: Sequence[bytes], chance: Random) -> bytes:
    found = list(_NUMBER.finditer(raw))
    if not found:
        return _word(raw, other, words, chance)
    start, end = chance.choice(found).span()
    return raw[:start] + chance.choice(_NUMBERS) + raw[end:]


def _splice(raw: bytes, other: bytes, _words: Sequence[bytes], chance: Random) -> bytes:
    start, end = _part(other, chance)
    return raw[: chance.randrange(len(raw) + 1)] + other[start : chance.choice((end, len(other)))]


_CHANGES: tuple[Change, ...] = (
    *(_flip, _replace, _leave_out, _cut, _repeat, _move, _splice),
    *(_word, _word, _word, _odd, _odd, _number, _number),
)
