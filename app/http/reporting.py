"""The report of a writer, for pages and API alike: made once for each state of her log, then kept.

What is kept is keyed by the writer's revision and the public figures, so a change of any row makes a new key;
nothing has to be thrown away in time, and everything can be thrown away at any time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, RLock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from app import clock
from app.access import viewer_of
from app.database import Connection
from app.records.writer import WriterPublic
from app.store import frames
from reports import personal
from reports.log import Log
from reports.narrowing import Choices, choices_of, narrowed
from reports.only import DIMENSIONS, EVERYTHING, NONE, WITHOUT, Only
from reports.parameters import Parameters
from reports.periods import Period
from reports.personal import PersonalReport

Value = TypeVar("Value")


_ALL: WeakSet[Recent[Any]] = WeakSet()


@dataclass(slots=True)
class _Making:
    """A value that is being made: its makers go one after the other; `wanted_by` counts them with those who wait."""

    turn: RLock = field(default_factory=RLock)
    wanted_by: int = 0


class Recent(Generic[Value]):
    """The values used last, at most `room` of them; with `longest`, no text or file that is longer."""

    def __init__(self, room: int, longest: int | None = None) -> None:
        self._room, self._longest = room, longest
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._making: dict[Hashable, _Making] = {}
        self._cleared = 0
        self._lock = Lock()
        _ALL.add(self)

    def find(self, key: Hashable) -> Value | None:
        """The value of a key, where it is there."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made when it is not there; of a crowd that asks for it, one makes it for all."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making, cleared = self._making.setdefault(key, _Making()), self._cleared
            making.wanted_by += 1
        try:
            with making.turn:
                with self._lock:
                    if key in self._values:  # it was made while this one waited
                        return self._values[key]
                made = make()
                self._keep(key, made, cleared)
                return made
        finally:
            with self._lock:
                making.wanted_by -= 1
                if not making.wanted_by:  # else who comes now would not wait for those who are left
                    del self._making[key]

    def _keep(self, key: Hashable, made: Value, cleared: int) -> None:
        with self._lock:
            if cleared != self._cleared:
                return  # it may be of a log that was erased while it was made
            if self._longest is not None and isinstance(made, str | bytes) and len(made) > self._longest:
                return
            self._values[key] = made
            while len(self._values) > self._room:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._cleared += 1


_REPORTS: Recent[PersonalReport] = Recent(32)
_LOGS: Recent[Log] = Recent(8)


def forget_all() -> None:
    """Forget every report and page of everybody: one of them was of a log that is erased."""
    for kept in _ALL:
        kept.clear()


def state_of(writer: WriterPublic, on_file: Parameters) -> tuple[Hashable, ...]:
    """What a report depends on beside its period: whose log, in which state, as of which day, which figures."""
    return (writer.id, writer.revision, clock.today(writer.zone), on_file)


def report_of(
    database: Connection,
    writer: WriterPublic,
    on_file: Parameters,
    period: Period | None = None,
    as_of: date | None = None,
    *,
    only: Only = EVERYTHING,
) -> PersonalReport:
    """The writer's report of a period (None: her whole log) as of a day (None: today in her zone).

    Of a part of her log it is made of the report of all of it, and of other days of the log that was read before.
    """
    day = as_of or clock.today(writer.zone)

    def read() -> Log:
        return personal.log_of(frames.ledger_of(database, viewer_of(writer)), day)

    def make() -> PersonalReport:
        log = _LOGS.get((writer.id, writer.revision, day), read)
        usable = on_file.allowing_unverified(when=log.logged.unverified_allowed)
        return personal.report_on(log, period=period, parameters=usable)

    key = (writer.id, writer.revision, day, period, on_file)
    whole = _REPORTS.get(key, make)
    return _REPORTS.get((*key, only), lambda: narrowed(whole, only)) if only else whole


def report_asked(
    database: Connection,
    writer: WriterPublic,
    on_file: Parameters,
    asked: Mapping[str, str | None],
    *,
    period: Period | None = None,
    as_of: date | None = None,
) -> PersonalReport | None:
    """The report of what an address asks for by name; None where there is nothing of that name in her log."""
    only = asked_of(report_of(database, writer, on_file, period, as_of), asked)
    return None if only is None else report_of(database, writer, on_file, period, as_of, only=only)


def asked_of(report: PersonalReport, asked: Mapping[str, str | None]) -> Only | None:
    """What an address asks for of a report; None where there is nothing of that name in her log.

    Nobody can tell somebody else's from what was never there: only her own log is looked at.
    """
    choices = choices_of(report)
    keys = {name: _key(asked.get(name), name, choices) for name in DIMENSIONS}
    only = Only(**keys)
    return only if choices.has(only) else None


def _key(said: str | None, dimension: str, choices: Choices) -> str | None:
    if not said:
        return None
    is_hers = dimension == "kind" and said in choices.kinds  # a kind of work may be called anything
    return WITHOUT if said == NONE and not is_hers else said
