"""How often one source, one writer and everybody together may do what costs or could be guessed.

Counted in the memory of each process and kept nowhere else. A source is counted under a hash with a key that
lives as long as the process, so that not even its memory lists who came.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from enum import StrEnum
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Network, ip_address, ip_network
from threading import Lock
from typing import TYPE_CHECKING

from fastapi import Request

from app import clock, errors
from app.settings import Settings

if TYPE_CHECKING:
    from limits import RateLimitItem

_EVERYBODY = "everybody"
#: The networks of one line, or of one house of lines, may together do so many times what one may.
_OF_A_SITE = 4


#: As many counters are kept before the empty ones are looked for.
FEW_KEYS = 2_000


class Act(StrEnum):
    """What is counted."""

    START = "start"
    SIGN_IN = "sign_in"
    WRITE = "write"
    PASSPHRASES = "passphrases"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of an act


class Throttle:
    """The counters of one process."""

    def __init__(self, settings: Settings) -> None:
        from limits import parse_many
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._key = secrets.token_bytes(32)
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._lock = Lock()
        self._most_keys = FEW_KEYS
        self._each = {
            Act.START: parse_many(settings.starts_per_source),
            Act.SIGN_IN: parse_many(settings.sign_ins_per_source),
            Act.WRITE: parse_many(settings.writes_per_writer),
            Act.PASSPHRASES: parse_many(settings.passphrases_of_all_links_per_source),
            Act.PASSPHRASE: parse_many(settings.passphrases_per_source),
        }
        self._wide = {act: [_times(limit, _OF_A_SITE) for limit in each] for act, each in self._each.items()}
        # Not ways in: one line could shut out everybody, and nobody guesses 128 bits. A passphrase is guessed sooner,
        # and who can shut others out of one link has its address.
        self._all = {
            Act.START: parse_many(settings.starts_in_all),
            Act.PASSPHRASE: parse_many(settings.passphrases_per_link),
        }

    def count(self, act: Act, who: str, of: str = "") -> None:
        """Count one act of `who`, or refuse it; what one source is refused does not count for everybody.

        With `of`, acts are counted for each thing they are done to.
        """
        self._count(self._each[act], act, self._hidden(who + of))
        if site := _site_of(who):
            self._count(self._wide[act], act, self._hidden(site + of))
        self._count(self._all.get(act, []), act, self._hidden(_EVERYBODY + of))

    def _count(self, limits: list[RateLimitItem], act: Act, who: str) -> None:
        with self._lock:
            self._drop_empty()
            for limit in limits:
                if not self._limiter.hit(limit, act, who):
                    raise errors.TooMany(self._wait(limit, act, who))

    def _drop_empty(self) -> None:
        """Now and then, forget whoever has nothing counted any more: the storage keeps an empty list of each for ever."""
        events, locks = self._storage.events, self._storage.locks
        if len(events) <= self._most_keys:
            return
        for key in list(events):
            with locks[key]:
                if not events[key]:
                    del events[key]
            locks.pop(key, None)
        self._most_keys = max(FEW_KEYS, 2 * len(events))

    def _wait(self, limit: RateLimitItem, act: Act, who: str) -> int:
        until = self._limiter.get_window_stats(limit, act, who).reset_time
        return max(1, min(limit.get_expiry(), int(until - clock.now().timestamp()) + 1))

    def _hidden(self, who: str) -> str:
        return hmac.new(self._key, who.encode(), sha256).hexdigest()


def _times(limit: RateLimitItem, factor: int) -> RateLimitItem:
    return type(limit)(limit.amount * factor, limit.multiples)


def _site_of(source: str) -> str | None:
    """The /48 an IPv6 network is part of: a home has up to all of it.

    >>> _site_of("2001:db8:1:2::/64")
    '2001:db8:1::/48'
    """
    return str(IPv6Network(source).supernet(new_prefix=48)) if source.endswith("::/64") else None


def source_of(request: Request) -> str:
    """Where a request comes from: an IPv4 address; of IPv6 the network, as one line has all of its addresses.

    >>> from starlette.requests import Request
    >>> source_of(Request({"type": "http", "client": ("2001:db8:1:2:3::4", 1)}))
    '2001:db8:1:2::/64'
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host  # a socket, or a test
    mapped = address if isinstance(address, IPv4Address) else address.ipv4_mapped
    return str(mapped) if mapped else str(ip_network(f"{address}/64", strict=False))


def throttled(act: Act) -> Callable[[Request], None]:
    """A dependency that counts an act of the request's source."""

    def count(request: Request) -> None:
        throttle_of(request).count(act, source_of(request))

    return count


def throttle_of(request: Request) -> Throttle:
    """The counters of this process."""
    made: Throttle = request.app.state.throttle
    return made
