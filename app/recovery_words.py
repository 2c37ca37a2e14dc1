"""Recovery words: twelve words of a BIP-39 list that stand for 128 random bits and a checksum.

The list follows the writer's language; what counts are the bits, so words written down in one language are
understood whatever language the page speaks.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mnemonic import Mnemonic

#: Language of a page -> name of its BIP-39 list.
LISTS = {"en": "english", "es": "spanish"}
WORDS, BYTES = 12, 16
_LONGEST = 1_000


def new_words(language: str) -> tuple[tuple[str, ...], bytes]:
    """Make twelve words and the bits they stand for."""
    bits = secrets.token_bytes(BYTES)
    phrase = _list(LISTS.get(language, LISTS["en"])).to_mnemonic(bits)
    return tuple(unicodedata.normalize("NFC", phrase).split()), bits


def bits_of(typed: str) -> tuple[bytes, ...]:
    r"""What typed words stand for in each list, whatever their case, spacing and accents.

    There is always one answer per list: words that are none stand for random bits, which open nothing, so that
    a look-up does the same work for them as for the right ones.

    >>> typed = " Abandon abandon\nabandon abandon, abandon abandon ABANDON abandon abandon abandon abandon about "
    >>> bytes(16) in bits_of(typed)
    True
    """
    plain = [_plain(word) for word in typed[:_LONGEST].replace(",", " ").split()]
    return tuple(_bits(name, plain) for name in LISTS.values())


def _bits(name: str, plain: list[str]) -> bytes:
    nothing = secrets.token_bytes(BYTES)
    known = _by_plain(name)
    found = [known.get(word) for word in plain]
    if len(found) != WORDS or None in found:
        return nothing
    try:
        return bytes(_list(name).to_entropy([word for word in found if word]))
    except ValueError:  # the checksum
        return nothing


@cache
def _list(name: str) -> Mnemonic:
    from mnemonic import Mnemonic

    return Mnemonic(name)


@cache
def _by_plain(name: str) -> dict[str, str]:
    return {_plain(word): word for word in _list(name).wordlist}


def _plain(word: str) -> str:
    """A word without case and accents; no list has two words that differ in these only."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
