"""What platforms could compute of a release from their own books, and what the search through them lets stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from reports.cohorts import Place
from reports.disclosure import Books, Figure, What, chosen
from reports.money import exponent, round_half_away
from reports.programme import How, TablePlan, WriterAnswers
from reports.release.frame import Frame
from reports.sums import SECONDS_PER_HOUR

#: The questions whose answers are pay over paid hours, and pay: what every platform has in its books.
PAID_TIME, PAY = "paid_time_rate", "pay"

_DAYS_OF_A_YEAR = 365

_WHATS = {
    (PAID_TIME, How.POOLED): What.RATE,
    (PAID_TIME, How.LOWER_QUARTILE): What.FIRST,
    (PAID_TIME, How.MEDIAN): What.MEDIAN,
    (PAID_TIME, How.UPPER_QUARTILE): What.THIRD,
    (PAY, How.SUM): What.PAY,
}


class Searched(NamedTuple):
    """A figure that the search knows."""

    place: Place
    question: str
    how: How


@dataclass(frozen=True, slots=True)
class Choice:
    """What the search decided.

    Attributes
    ----------
    hidden
        Cells that have to be hidden as if they broke a rule.
    figures
        Of the figures that it knows, those that may be told.
    """

    hidden: frozenset[Place] = frozenset()
    figures: frozenset[Searched] = frozenset()


class Spot(NamedTuple):
    """A place as a platform sees it: all of its work, or one kind of it."""

    platform: str
    kind: str | None


def is_searched(question: str, how: How) -> bool:
    """Whether a figure of one platform is told only where the search allows it."""
    return (question, how) in _WHATS


def platform_of_places(writers: Sequence[WriterAnswers], places: Sequence[Place]) -> dict[Place, str]:
    """Each place at which all work is for one platform, with that platform."""
    worked_at = {tuple(sorted(one.values.items())) for writer in writers for one in writer.contributions}
    found: dict[Place, set[str]] = defaultdict(set)
    for values in worked_at:
        platform = dict(values)["platform"]
        for place in places:
            if set(place) <= set(values):
                found[place].add(platform)
    return {place: next(iter(platforms)) for place, platforms in found.items() if len(platforms) == 1}


def choice_of(
    writers: Sequence[WriterAnswers],
    counts: Mapping[Place, int],
    unsafe: AbstractSet[Place],
    programme: Sequence[TablePlan],
    frame: Frame,
) -> Choice:
    """What may stand of what platforms can compute.

    A platform of whose pay and paid time nobody says anything is not looked through.

    Parameters
    ----------
    writers, programme, frame
        As for a release.
    counts
        How many writers each cell has.
    unsafe
        The cells that break a rule.
    """
    kinds = sorted({dict(place)["kind"] for place in counts if {"kind", "platform"} <= dict(place).keys()})
    platforms = platform_of_places(writers, list(counts))
    found = {place: _spot(place, platforms, kinds) for place in counts}
    books = {
        name: read
        for name in sorted({spot.platform for spot in found.values() if spot})
        if len(read := _books(name, writers, kinds, frame.currency))
    }
    spots = {place: spot for place, spot in found.items() if spot and spot.platform in books}
    shown = {place: spot for place, spot in spots.items() if counts[place] and place not in unsafe}
    asked = _asked(shown, counts, programme, frame.rules.k)
    figures = {
        name: [*_marks(name, kinds, shown), *(one for at, one in asked.values() if at == name)]
        for name in books
    }
    kept = chosen(books, figures, k=frame.rules.k, periods=_a_year(frame), seed=frame.seed)
    return Choice(
        frozenset(place for place, spot in shown.items() if _cell(spot) not in kept[spot.platform]),
        frozenset(searched for searched, (name, one) in asked.items() if one in kept[name]),
    )


def _a_year(frame: Frame) -> int:
    """How many such periods a year has."""
    return max(1, round(_DAYS_OF_A_YEAR / (frame.period.end - frame.period.start).days))


def _spot(place: Place, platforms: Mapping[Place, str], kinds: Sequence[str]) -> Spot | None:
    """What a platform sees in a place; nothing where others work, too, or the place is not of a kind of work."""
    values = dict(place)
    platform = values.pop("platform", platforms.get(place))
    kind = values.pop("kind", None)
    if platform is None or values or not (kind is None or kind in kinds):
        return None
    return Spot(platform, kind)


def _books(name: str, writers: Sequence[WriterAnswers], kinds: Sequence[str], currency: str) -> Books:
    """What a platform paid the writers of a release, and for how much time; by kind, where tables ask for it."""
    major, rows = 10 ** exponent(currency), []
    of_kinds: list[Place] = [(("kind", kind), ("platform", name)) for kind in kinds]
    places = of_kinds or [(("platform", name),)]
    for writer in writers:
        said = writer.answers.get(PAID_TIME, {})
        answers = [said.get(place) for place in places]
        pay = [max(0, int(round_half_away(one.over * major))) if one else 0 for one in answers]
        seconds = [int(round_half_away(one.under * SECONDS_PER_HOUR)) if one else 0 for one in answers]
        if any(pay) or any(seconds):
            rows.append((pay, seconds))
    amounts = np.array(rows, np.int64).reshape(len(rows), 2, len(places))
    return Books(tuple(kinds) or ("",), amounts[:, 0], amounts[:, 1], major)


def _cell(spot: Spot) -> Figure:
    return Figure(What.CELL, spot.kind)


def _marks(name: str, kinds: Sequence[str], shown: Mapping[Place, Spot]) -> Iterator[Figure]:
    """What the marks beside the figures tell of a platform."""
    yield from (Figure(What.EMPTY, kind) for kind in (None, *kinds))
    yield from {_cell(spot): None for spot in shown.values() if spot.platform == name}


def _asked(
    shown: Mapping[Place, Spot], counts: Mapping[Place, int], programme: Sequence[TablePlan], k: int
) -> dict[Searched, tuple[str, Figure]]:
    """The figures of shown cells that platforms can compute, with what each is to the search."""
    least = {What.MEDIAN: 2 * k, What.FIRST: 4 * k, What.THIRD: 4 * k}
    found = {}
    for table in programme:
        for place, spot in shown.items():
            if not {name for name, _ in place} <= set(table.dimensions):
                continue
            for column in table.columns:
                what = _WHATS.get((column.question, column.how))
                if what and counts[place] >= least.get(what, k):
                    searched = Searched(place, column.question, column.how)
                    found[searched] = (spot.platform, Figure(what, spot.kind))
    return found
