"""A dashboard as JSON: one form to keep and read back without loss, one for others to download.

What is kept says what every value is: a Fraction is a text “n/d”, a day its ISO text, one of our own data classes its
fields, a chart its fields beside the name of its class. Reading takes nothing else, so that kept data of another make
is refused and never half read.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from reports.charts.card import draw
from reports.charts.model import Chart
from reports.sharing.dashboard import SharedDashboard

Json = dict[str, Any]

#: Goes up with every change of what a dashboard or a chart holds.
VERSION = 2
_KIND = "pagerate shared dashboard"
_CHART = "chart"


class UnreadableDashboard(ValueError):
    """Kept data that is no dashboard of this version."""


def to_json(dashboard: SharedDashboard) -> Json:
    """Everything of a dashboard, for `from_json`; plain lists, texts and numbers."""
    return {"kind": _KIND, "version": VERSION, "dashboard": _plain(dashboard)}


def from_json(data: Mapping[str, Any]) -> SharedDashboard:
    """The dashboard that was kept, equal to what it was; `UnreadableDashboard` for anything else."""
    if not isinstance(data, Mapping) or data.keys() != {"kind", "version", "dashboard"}:
        raise UnreadableDashboard("This is no kept dashboard.")
    if data["kind"] != _KIND or data["version"] != VERSION:
        raise UnreadableDashboard(f"This is no dashboard of version {VERSION}.")
    read: SharedDashboard = _read(data["dashboard"], SharedDashboard)
    return read


def public_json(dashboard: SharedDashboard) -> Json:
    """What others download: values as they are shown, and nothing else."""
    hero = dashboard.hero
    return {
        "title": dashboard.title,
        "period": dashboard.period,
        "hero": None
        if hero is None
        else {
            "promised": hero.promised or None,
            "real": hero.real,
            "sentence": hero.sentence,
            "caveat": hero.caveat or None,
        },
        "facts": [
            {"amount": fact.amount, "unit": fact.unit or None, "sentence": fact.sentence}
            for fact in dashboard.facts
        ],
        "charts": [_shown(chart) for chart in dashboard.charts],
        "notes": list(dashboard.notes),
        "left_out": list(dashboard.left_out),
        "source": dashboard.source,
        "language": dashboard.language,
    }


def _shown(chart: Chart) -> Json:
    return {
        "key": chart.key,
        "finding": chart.finding,
        "question": chart.question,
        "text": chart.text,
        "note": chart.note,
        "table": {
            "header": list(chart.table.header),
            "rows": [[cell.shown for cell in row] for row in chart.table.rows],
        },
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)  # a word of an enumeration is its text
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    held = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return {_CHART: type(value).__name__, **held} if isinstance(value, Chart) else held


def _read(data: Any, hint: Any) -> Any:
    """A value of the kind that `hint` says, or a refusal."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _read_one_of(data, typing.get_args(hint))
    if origin is tuple:
        return _read_tuple(data, typing.get_args(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        return _read_fields(data, hint)
    if hint is Fraction or hint is date:
        return _read_text(data, hint)
    if type(data) is not hint:
        raise _refusal(data, hint)
    return data


def _read_one_of(data: Any, hints: tuple[Any, ...]) -> Any:
    """Nothing where nothing may be, else the one kind there is beside it."""
    if data is None and types.NoneType in hints:
        return None
    (hint,) = (hint for hint in hints if hint is not types.NoneType)
    return _read(data, hint)


def _read_tuple(data: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise _refusal(data, tuple)
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_read(item, hints[0]) for item in data)
    if len(data) != len(hints):
        raise _refusal(data, tuple)
    return tuple(_read(item, hint) for item, hint in zip(data, hints, strict=True))


def _read_text(data: Any, hint: type[Fraction | date]) -> Fraction | date:
    try:
        read = Fraction(data) if hint is Fraction else date.fromisoformat(data)
    except (ValueError, TypeError, ZeroDivisionError):
        raise _refusal(data, hint) from None
    if _plain(read) != data:  # one way of writing each
        raise _refusal(data, hint)
    return read


def _read_fields(data: Any, hint: type) -> Any:
    if not isinstance(data, Mapping):
        raise _refusal(data, hint)
    made, held = hint, dict(data)
    if issubclass(hint, Chart):
        name = held.pop(_CHART, None)
        if not isinstance(name, str) or name not in _charts():
            raise _refusal(name, hint)
        made = _charts()[name]
    hints = _hints(made)
    if held.keys() != hints.keys():
        raise _refusal(sorted(held), made)
    return made(**{name: _read(held[name], hints[name]) for name in hints})


def _refusal(data: Any, hint: type) -> UnreadableDashboard:
    return UnreadableDashboard(f"{str(data)[:60]!r} is no {hint.__name__}.")


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = typing.get_type_hints(kind)
    return {field.name: known[field.name] for field in fields(kind)}


@cache
def _charts() -> dict[str, type[Chart]]:
    """Every kind of chart that can be drawn, by name."""
    return {kind.__name__: kind for kind in draw.registry if issubclass(kind, Chart)}
