"""Random secrets, their hashes at rest, and ids."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from app import clock

if TYPE_CHECKING:
    from pwdlib import PasswordHash

__all__ = [
    "hash_of",
    "hash_of_passphrase",
    "is_passphrase",
    "name_on_paper",
    "new_characters",
    "new_token",
    "read_characters",
    "uuid4",
    "uuid7",
]

#: Digits and letters that nobody takes for one another on paper (Crockford's base 32): 5 bits each.
PAPER = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")


def new_token() -> str:
    """Make a secret of 256 random bits, as 43 characters that go into an address or a cookie as they are."""
    return secrets.token_urlsafe(32)


def new_characters(count: int) -> str:
    """Make so many random characters for a secret that is printed and typed, 5 bits each."""
    return "".join(secrets.choice(PAPER) for _ in range(count))


def read_characters(typed: str) -> str:
    """Such characters as somebody typed them: small or large, with dashes and spaces, I for 1 and O for 0.

    >>> read_characters("7gk2-oil8 ")
    '7GK20118'
    """
    return "".join(sign for sign in typed.upper().translate(_MISREAD) if sign in PAPER)


def name_on_paper(row_id: UUID) -> str:
    """Three characters of a random id, by which people tell what they printed apart; they open nothing.

    >>> name_on_paper(UUID(int=7 * 32 * 32 + 10 * 32 + 31))
    '7AZ'
    """
    return "".join(PAPER[row_id.int >> shift & 31] for shift in (10, 5, 0))


def hash_of(token: str) -> str:
    """What is kept of a secret: SHA-256, which is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def uuid7() -> UUID:
    """Make a row id as a phone makes it (RFC 9562): 48 bits of Unix milliseconds, then randomness.

    Nothing is ordered or dated by it, and writers never get one: it tells when it was made.
    """
    milliseconds = int(clock.now().timestamp() * 1000)
    noise = secrets.randbits(74)
    high = (milliseconds << 16) | (0x7 << 12) | (noise >> 62)
    low = (0b10 << 62) | (noise & ((1 << 62) - 1))
    return UUID(int=(high << 64) | low)


def hash_of_passphrase(passphrase: str) -> str:
    """What is kept of a secret that a person chose: Argon2id, which makes each guess slow.

    >>> is_passphrase("seven grey owls", hash_of_passphrase("seven grey owls"))
    True
    """
    return _passphrases().hash(passphrase)


def is_passphrase(passphrase: str, kept: str) -> bool:
    """Whether it is the one that was chosen."""
    return _passphrases().verify(passphrase, kept)


@cache
def _passphrases() -> PasswordHash:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    return PasswordHash((Argon2Hasher(),))
