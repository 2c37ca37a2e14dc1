"""Passphrases of share links, made and tried a few at a time: each takes 64 MB and a tenth of a second of a core."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

from app.http.papers import Busy
from app.tokens import hash_of_passphrase, is_passphrase
from reports.wording import N_

Value = TypeVar("Value")

AT_ONCE, WAITING = 2, 6
PATIENCE_SECONDS = 5.0

_PLACES = BoundedSemaphore(AT_ONCE)
#: Whoever is in here works or waits; whoever waits keeps a thread from pages.
_INSIDE = BoundedSemaphore(AT_ONCE + WAITING)


class BusyWithPassphrases(Busy):
    """Too many passphrases are being tried."""

    message = N_("Many passphrases are being tried just now. Wait a moment and try again.")


def kept_of(passphrase: str) -> str:
    """What is kept of a passphrase."""
    return _in_turn(lambda: hash_of_passphrase(passphrase))


def is_right(passphrase: str, kept: str) -> bool:
    """Whether it is the passphrase of which this is kept."""
    return _in_turn(lambda: is_passphrase(passphrase, kept))


def _in_turn(work: Callable[[], Value]) -> Value:
    if not _INSIDE.acquire(blocking=False):
        raise BusyWithPassphrases
    try:
        if not _PLACES.acquire(timeout=PATIENCE_SECONDS):
            raise BusyWithPassphrases
        try:
            return work()
        finally:
            _PLACES.release()
    finally:
        _INSIDE.release()
