"""How wide words are, read from the fonts themselves, so that a drawing knows where its words end."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

FONTS = Path(__file__).parent / "fonts"
TEXT, TYPED, OTHER = "atkinson-hyperlegible", "courier-prime", "noto-sans"
#: Stands for a sign that none of the fonts has.
NO_SIGN = "\ufffd"
_ELLIPSIS = "\u2026"
#: No line of ours has room for more.
_MOST_SIGNS = 400
#: Kinds of signs that have no place of their own: they control, turn or join others, or sit on them.
_SHAPELESS = frozenset(("Cc", "Cf", "Mn", "Mc", "Me"))


class Face(NamedTuple):
    """One font: how wide each of its signs is, in thousandths of its size."""

    widths: Mapping[int, float]

    @property
    def other(self) -> float:
        """The width of a sign it lacks: that of a broad letter."""
        return self.widths[ord("M")]


@cache
def face(family: str, weight: int = 400) -> Face:
    """A font of ours."""
    data = (FONTS / f"{family}-{weight}.ttf").read_bytes()
    tables = dict(_tables(data))
    per_em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    glyphs = _glyphs(data, tables["cmap"])

    def width(glyph: int) -> float:
        at = tables["hmtx"] + 4 * min(glyph, count - 1)
        return float(1000 * struct.unpack_from(">H", data, at)[0] / per_em)

    return Face({sign: width(glyph) for sign, glyph in glyphs.items()})


def _tables(data: bytes) -> Iterator[tuple[str, int]]:
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        name, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        yield name.decode("ascii"), start


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Sign -> glyph, from the table of the basic plane (format 4), which every font of ours has."""
    for number in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)[2]
        if struct.unpack_from(">H", data, start)[0] == 4:
            return {sign: glyph for sign, glyph in _basic_plane(data, start) if glyph}
    raise ValueError("The font has no table of the basic plane.")


def _basic_plane(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    pairs = struct.unpack_from(">H", data, start + 6)[0]
    count = pairs // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + pairs)
    shifts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * pairs)
    offsets_at = start + 16 + 3 * pairs
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for number in range(count):
        for sign in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = sign
            if offsets[number]:
                at = offsets_at + 2 * number + offsets[number] + 2 * (sign - starts[number])
                glyph = struct.unpack_from(">H", data, at)[0]
            yield sign, (glyph + shifts[number]) & 0xFFFF


@lru_cache(4096)
def width(text: str, size: float, weight: int = 400) -> float:
    """How wide a line of words is."""
    own, other = face(TEXT, weight), face(OTHER)
    found = (own.widths.get(ord(sign)) or other.widths.get(ord(sign), own.other) for sign in text)
    return sum(found) * size / 1000


def cut(text: str, size: float, room: float, weight: int = 400) -> str:
    """The words as far as there is room, with an ellipsis where some are left out."""
    if width(text, size, weight) <= room:
        return text
    kept = text[:_MOST_SIGNS]
    while kept and width(kept + _ELLIPSIS, size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def wrapped(text: str, size: float, room: float, weight: int = 400, most: int = 2) -> list[str]:
    """Lines that fit, broken between words and, where one word is too long, within it; at most so many."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, size, room, weight):
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
        else:
            lines.append(line)
            line = word
    lines.append(line)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), size, room, weight)]


def _pieces(text: str, size: float, room: float, weight: int) -> Iterator[str]:
    """Words, those that are wider than the room in pieces."""
    for word in text.split():
        piece = ""
        for sign in word:
            if piece and width(piece + sign, size, weight) > room:
                yield piece
                piece = ""
            piece += sign
        yield piece


@cache
def _signs() -> frozenset[int]:
    return frozenset(face(TEXT, 400).widths) | frozenset(face(OTHER).widths)


@lru_cache(4096)
def showable(text: str) -> str:
    """The words with “\ufffd” for each sign that no font of ours has, and without those that have no shape.

    >>> showable("Łódź 北")
    'Łódź \ufffd'
    """
    known = _signs()
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if ord(sign) in known else NO_SIGN for sign in map(_shaped, composed) if sign)


def plain(text: str) -> str:
    """The words in the letters of our own font alone, accents it lacks left out: for a document that will not be set.

    >>> plain("Ọlá 北")
    'Olá \ufffd'
    """
    return "".join(map(_plain_sign, showable(text)))


def _shaped(sign: str) -> str:
    """A sign that stands by itself: none for a mark that only turns or sits on others, a space for any break."""
    kind = unicodedata.category(sign)
    if sign.isspace() and kind != "Zs":
        return " "
    return "" if kind in _SHAPELESS else sign


def _plain_sign(sign: str) -> str:
    own = face(TEXT, 400).widths
    if ord(sign) in own or sign == NO_SIGN:
        return sign
    base = unicodedata.normalize("NFD", sign)[0]
    return base if ord(base) in own else NO_SIGN
