"""Figures that a platform can compute from its own books: few, so that many choices of its people fit all of them.

What it can compute of pay and paid time was searched (`reports.release.books`); here the rest is counted with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reports.disclosure import Rules
from reports.programme import How, TablePlan
from reports.release.books import PAID_TIME, Searched, is_searched, platform_of_places
from reports.release.cells import Protected
from reports.release.figures import WITHHELD, Asked, Draft, Key
from reports.release.seen import OF_ALL_HOURS, are_seen, is_of_enough

#: What is dropped first stands first. A median time is a median, a share of writers a mean.
_ORDER = (
    {How.SUM},
    {How.LOWER_QUARTILE, How.UPPER_QUARTILE},
    {How.MEDIAN, How.MEDIAN_TIME},
    {How.POOLED, How.SHARE_OF_WRITERS},
)


class Few(NamedTuple):
    """Figures of which each platform knows few, and how many pairs of platform and column lost something for it."""

    drafts: dict[Key, Draft]
    dropped: int


def few_of_each_platform(
    drafts: Mapping[Key, Draft], cells: Protected, programme: Iterable[TablePlan], rules: Rules
) -> Few:
    """The figures, with those dropped that would be too many for a platform.

    Of what it can compute, a platform may be told at most half as many figures as it has writers in the release, and
    no interval (disclosure control, section 2). Whatever is of one platform's work, or of little else, is its own, also
    when the place does not say so. Where hardly an hour is unpaid, a rate of all hours is one of paid hours.

    Parameters
    ----------
    drafts
        Every figure of the release.
    cells
        Whose place is whose platform's, and what the search lets stand.
    programme
        Which columns a platform can compute.
    rules
        k.
    """
    known = {
        Asked.by(column) for table in programme for column in table.columns if column.is_known_to_platform
    }
    platforms = platform_of_places(cells.writers, cells.cohort.cells, rules.k)
    seen = {place for place in platforms if cells.is_shown(place) and are_seen(cells, place)}
    told: dict[str, list[Key]] = defaultdict(list)
    left, lost = dict(drafts), set[tuple[str, Asked]]()
    for key, draft in drafts.items():
        is_known = key.asked in known or (key.place in seen and key.asked.question in OF_ALL_HOURS)
        if draft.is_told and is_known and key.place in platforms:
            told[platforms[key.place]].append(key)
            left[key] = draft._replace(figure=replace(draft.figure, low=None, high=None))
    writers = _writers_of(cells)
    for platform, keys in told.items():
        allowed = [key for key in keys if _is_allowed(key, drafts, cells, rules)]
        for key in _too_many(keys, allowed, writers[platform] // 2):
            left[key] = left[key]._replace(figure=WITHHELD)
            lost.add((platform, key.asked))
    return Few(left, len(lost))


def _too_many(keys: Sequence[Key], allowed: Sequence[Key], most: int) -> Iterator[Key]:
    """What is dropped: what is not allowed, then in order, until no more is left than may be."""
    yield from (key for key in keys if key not in allowed)
    # Of one rank the last of the programme goes first.
    last_first = allowed[::-1]
    yield from sorted(last_first, key=_rank)[: max(0, len(allowed) - most)]


def _is_allowed(key: Key, drafts: Mapping[Key, Draft], cells: Protected, rules: Rules) -> bool:
    """Whether the search lets it stand, or the same of paid time, and no single writer can be looked up by it."""
    question, how, unit = key.asked
    if question in OF_ALL_HOURS:
        if Key(key.place, Asked(PAID_TIME, how, unit)) not in drafts:
            return True
        question = PAID_TIME
    if is_searched(question, how):
        return Searched(key.place, question, how) in cells.choice.figures
    return is_of_enough(key, drafts[key].figure.value, cells, rules)


def _rank(key: Key) -> tuple[int, int]:
    """Where a figure stands in the order: by how it is made, and what is of a part of the platform first."""
    group = next(number for number, hows in enumerate(_ORDER) if key.asked.how in hows)
    return group, -len(key.place)


def _writers_of(cells: Protected) -> Counter[str]:
    return Counter(
        platform
        for writer in cells.writers
        for platform in {one.values["platform"] for one in writer.contributions}
    )
