"""What platforms could compute of a release from their own books, and what the search through them lets stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from reports.cohorts import OTHER, Measure, Place
from reports.disclosure import Books, Figure, What, chosen
from reports.disclosure.computable import PROMISES
from reports.money import exponent, round_half_away
from reports.programme import How, TablePlan, WriterAnswers
from reports.release.believable import MOST_PAY, MOST_SECONDS, believed
from reports.release.frame import Frame
from reports.sums import SECONDS_PER_HOUR

#: The questions whose answers are pay or promised pay over paid hours, and pay: what every platform has in its books.
PAID_TIME, PROMISED, PAY = "paid_time_rate", "advertised_rate", "pay"

_DAYS_OF_A_YEAR = 365
#: By what platforms share a place, and the part of it, one in so many, with which others make it theirs, too.
_WEIGHED, _PARTS = (Measure.HOURS, Measure.PAY), 5

_WHATS = {
    (PAID_TIME, How.POOLED): What.RATE,
    (PAID_TIME, How.LOWER_QUARTILE): What.FIRST,
    (PAID_TIME, How.MEDIAN): What.MEDIAN,
    (PAID_TIME, How.UPPER_QUARTILE): What.THIRD,
    (PROMISED, How.POOLED): What.PROMISED,
    (PROMISED, How.LOWER_QUARTILE): What.PROMISED_FIRST,
    (PROMISED, How.MEDIAN): What.PROMISED_MEDIAN,
    (PROMISED, How.UPPER_QUARTILE): What.PROMISED_THIRD,
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


def platform_of_places(writers: Sequence[WriterAnswers], places: Sequence[Place], k: int) -> dict[Place, str]:
    """Each place whose figures are as good as those of one platform, with that platform.

    Parameters
    ----------
    writers
        Of the release.
    places
        Any.
    k
        The smallest number of writers a shown place may have.

    Returns
    -------
    dict[Place, str]
        A platform beside which fewer than k writers have named work at a place, however much that is; else the one with most
        of the hours, unless the others have a fifth or more of the hours and of the pay. A minute elsewhere, a plant's or an honest one, would else
        free a place from the platform's books. Work on platforms without a name frees none: it may be this one's, called otherwise.
    """
    work = _work(writers)
    found = {}
    for place in places:
        there = set(place)
        here = [one for values, one in work.items() if there <= values]
        owner = _owner(here, k)
        if owner is not None:
            found[place] = owner
    return found


class _Work(NamedTuple):
    """All that was worked for one platform at the same values."""

    platform: str
    writers: set[int]
    amounts: Counter[Measure]


def _work(writers: Sequence[WriterAnswers]) -> dict[frozenset[tuple[str, str]], _Work]:
    found: dict[frozenset[tuple[str, str]], _Work] = {}
    for number, writer in enumerate(writers):
        for one in writer.contributions:
            values = frozenset(one.values.items())
            there = found.setdefault(values, _Work(one.values["platform"], set(), Counter()))
            there.writers.add(number)
            there.amounts.update(one.amounts)
    return found


def _owner(work: Sequence[_Work], k: int) -> str | None:
    named = [one for one in work if one.platform != OTHER] or work
    amounts: dict[str, Counter[Measure]] = defaultdict(Counter)
    for one in named:
        amounts[one.platform].update(one.amounts)
    if not amounts:
        return None
    by_size = sorted(amounts, key=lambda name: (*(amounts[name][measure] for measure in _WEIGHED), name))
    for name in reversed(by_size):
        others = set().union(*(one.writers for one in named if one.platform != name))
        if len(others) < k:
            return name
    largest, in_all = by_size[-1], sum(amounts.values(), Counter())
    are_many = all(
        _PARTS * (in_all[measure] - amounts[largest][measure]) >= in_all[measure] for measure in _WEIGHED
    )
    return None if are_many else largest


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
    platforms = platform_of_places(writers, list(counts), frame.rules.k)
    found = {place: _spot(place, platforms, kinds) for place in counts}
    books = {
        name: read
        for name in sorted({spot.platform for spot in found.values() if spot})
        if len(read := _books(name, writers, kinds, frame.currency))
    }
    spots = {place: spot for place, spot in found.items() if spot and spot.platform in books}
    shown = {place: spot for place, spot in spots.items() if counts[place] and place not in unsafe}
    asked = _asked(shown, counts, programme, books, frame.rules.k)
    figures = {
        name: [*_marks(name, kinds, shown), *(one for at, one in asked.values() if at == name)]
        for name in books
    }
    kept = chosen(
        books,
        figures,
        k=frame.rules.k,
        periods=_a_year(frame),
        seed=frame.seed,
        is_over=frame.is_over,
    )
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
    """What a platform paid the writers of a release, for how much time, and promised; by kind, where tables ask for it."""
    major = 10 ** exponent(currency)
    of_kinds: list[Place] = [(("kind", kind), ("platform", name)) for kind in kinds]
    places = of_kinds or [(("platform", name),)]
    rows = [[_amounts(one, question, places, major) for question in (PAID_TIME, PROMISED)] for one in writers]
    there = np.array(rows, np.int64).reshape(len(rows), 2, 2, len(places))
    there = there[there.any(axis=(1, 2, 3))]
    names = tuple(kinds) or ("",)
    promised = Books(names, there[:, 1, 0], there[:, 1, 1], major) if there[:, 1].any() else None
    return Books(names, there[:, 0, 0], there[:, 0, 1], major, promised)


def _amounts(
    writer: WriterAnswers, question: str, places: Sequence[Place], major: int
) -> tuple[list[int], list[int]]:
    """Minor units and seconds that a rate is made of, place by place.

    Amounts beyond belief are brought down to what can be believed: pay and time like that hide the cell, a promise like
    that withholds the rate, since one writer's is nearly all of it.
    """
    answers = [writer.answers.get(question, {}).get(place) for place in places]
    pay = [max(0, int(round_half_away(one.over * major))) if one else 0 for one in answers]
    seconds = [int(round_half_away(one.under * SECONDS_PER_HOUR)) if one else 0 for one in answers]
    return believed(pay, MOST_PAY), believed(seconds, MOST_SECONDS)


def _cell(spot: Spot) -> Figure:
    return Figure(What.CELL, spot.kind)


def _marks(name: str, kinds: Sequence[str], shown: Mapping[Place, Spot]) -> Iterator[Figure]:
    """What the marks beside the figures tell of a platform."""
    yield from (Figure(What.EMPTY, kind) for kind in (None, *kinds))
    yield from {_cell(spot): None for spot in shown.values() if spot.platform == name}


def _asked(
    shown: Mapping[Place, Spot],
    counts: Mapping[Place, int],
    programme: Sequence[TablePlan],
    books: Mapping[str, Books],
    k: int,
) -> dict[Searched, tuple[str, Figure]]:
    """The figures of shown cells that platforms can compute, with what each is to the search."""
    found = {}
    for table in programme:
        for place, spot in shown.items():
            if not {name for name, _ in place} <= set(table.dimensions):
                continue
            for column in table.columns:
                what = _WHATS.get((column.question, column.how))
                writers = _promised_to(books[spot.platform], spot) if what in PROMISES else counts[place]
                if what and writers >= what.least(k):
                    searched = Searched(place, column.question, column.how)
                    found[searched] = (spot.platform, Figure(what, spot.kind))
    return found


def _promised_to(books: Books, spot: Spot) -> int:
    """How many writers were promised a rate."""
    _, seconds = books.promises.of(spot.kind)
    return int((seconds > 0).sum())
