"""Recovery words: twelve words of a BIP-39 list that stand for 128 random bits and a checksum.

The list follows the writer's language; what counts are the bits, so words written down in one language are
understood whatever language the page speaks.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mnemonic import Mnemonic

#: Language of a page -> name of its BIP-39 list.
LISTS = {"en": "english", "es": "spanish"}
WORDS, BYTES = 12, 16
_LONGEST = 2_000
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"(?<!\w)(\d{1,2})[\W_]+([^\W\d_]+)")


def new_words(language: str) -> tuple[tuple[str, ...], bytes]:
    """Make twelve words and the bits they stand for."""
    bits = secrets.token_bytes(BYTES)
    phrase = _list(LISTS.get(language, LISTS["en"])).to_mnemonic(bits)
    return tuple(unicodedata.normalize("NFC", phrase).split()), bits


def bits_of(typed: str) -> tuple[bytes, ...]:
    r"""What typed words stand for in each list, whatever their case, spacing and accents.

    Numbers, signs and the sentences of the saved file may stand around them, where only one reading fits. There is
    always one answer per list: words that are none stand for random bits, which open nothing, so that a look-up does
    the same work for them as for the right ones.

    >>> typed = " Abandon abandon\nabandon abandon, abandon abandon ABANDON abandon abandon abandon abandon about "
    >>> bytes(16) in bits_of(typed)
    True
    """
    plain = _plain(typed[:_LONGEST])
    return tuple(_bits(name, plain) for name in LISTS.values())


def count_of(typed: str) -> int:
    """How many words were typed; of a list with the numbers 1 to 12, those that are numbered."""
    plain = _plain(typed[:_LONGEST])
    return len(_numbered(plain) or _WORD.findall(plain))


def _bits(name: str, plain: str) -> bytes:
    nothing = secrets.token_bytes(BYTES)
    said, known = _WORD.findall(plain), _by_plain(name)
    for words in (_numbered(plain), [word for word in said if word in known]):
        if found := _entropy(name, words):
            return found
    # The sentences around have words of the list, too: twelve in a row that fit are hers, if no other twelve do.
    rows = {row for at in range(len(said) - WORDS + 1) if (row := _entropy(name, said[at : at + WORDS]))}
    return rows.pop() if len(rows) == 1 else nothing


def _numbered(plain: str) -> list[str]:
    """The words behind the numbers 1 to 12, as the saved file has them."""
    pairs = _NUMBERED.findall(plain)
    for at in range(len(pairs) - WORDS + 1):
        listed = pairs[at : at + WORDS]
        if [int(number) for number, _ in listed] == list(range(1, WORDS + 1)):
            return [word for _, word in listed]
    return []


def _entropy(name: str, words: list[str]) -> bytes | None:
    """The bits of twelve words of a list, where their checksum is right: the first bits of the hash of the others."""
    places = [_by_plain(name).get(word) for word in words]
    if len(places) != WORDS or None in places:
        return None
    whole = 0
    for place in places:
        whole = whole << 11 | (place or 0)
    bits = (whole >> 4).to_bytes(BYTES, "big")
    return bits if hashlib.sha256(bits).digest()[0] >> 4 == whole & 15 else None


@cache
def _list(name: str) -> Mnemonic:
    from mnemonic import Mnemonic

    return Mnemonic(name)


@cache
def _by_plain(name: str) -> dict[str, int]:
    """Word -> its place in the list, which stands for eleven bits."""
    return {_plain(word): place for place, word in enumerate(_list(name).wordlist)}


def _plain(text: str) -> str:
    """A text without case and accents; no list has two words that differ in these only."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
