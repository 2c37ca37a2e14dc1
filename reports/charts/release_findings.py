"""What the bars of a release find: where a figure is highest, which answer most gave, what an hour really paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reports.charts.model import listed
from reports.charts.release_bar import ReleaseBar
from reports.wording import N_, Wording


class Questions(NamedTuple):
    """The look of their bars, and what is said of the highest: of one, of some that are level, of all of them."""

    look: str
    of_one: str
    of_some: str
    of_all: str


#: Questions beside each other, asked of the whole cohort, by what their keys begin with. An amount is a share, or “most” or
#: “few”; hatched is what is missing.
OF_QUESTIONS: Mapping[str, Questions] = MappingProxyType(
    {
        "unpaid_": Questions(
            "lost",
            N_("{labels}: {amount} of all hours"),
            N_("{labels}: {amount} of all hours each"),
            N_("{amount} of all hours for each of these"),
        ),
        "review_": Questions(
            "kept",
            N_("{labels}: {amount} of the writers say yes"),
            N_("{labels}: {amount} of the writers say yes to each"),
            N_("{amount} of the writers say yes to each of these"),
        ),
        "without_": Questions(
            "lost",
            N_("{labels}: {amount} of the writers lack it"),
            N_("{labels}: {amount} of the writers lack each"),
            N_("{amount} of the writers lack each of these"),
        ),
    }
)


def of_questions(stem: str, bars: Sequence[ReleaseBar], words: Wording) -> str:
    """The finding of several questions, of which the first is the highest."""
    level = _level(bars)
    if not level:
        return words(N_("No share is shown here"))
    _, one, some, every = OF_QUESTIONS[stem]
    amount, names = level[0].shown, _names([bar.label for bar in level], len(bars), words, _HIGHEST)
    if len(level) == len(bars) > 1:
        said = words(every, amount=amount)
    else:
        said = words(some if len(level) > 1 else one, labels=names, amount=amount)
    return said[:1].upper() + said[1:]


def of_cells(measure: str, bars: Sequence[ReleaseBar], words: Wording) -> str:
    """The finding of one measure, whose bars begin with the highest: where it is highest."""
    parts = [bar for bar in bars if not bar.is_whole] or bars
    known = [bar for bar in parts if bar.height is not None]
    if not known:
        return words(N_("{measure}: no figure is shown"), measure=measure)
    level, amount = _level(parts), known[0].shown
    if len(level) == len(known):
        return words(N_("{measure}: {amount} wherever it is shown"), measure=measure, amount=amount)
    highest = (
        N_("{measure}: {amount} with {labels}, the highest")
        if len(known) == len(parts)
        else N_("{measure}: {amount} with {labels}, the highest of those shown")
    )
    quoted = [words(N_("“{label}”"), label=bar.label) for bar in level]
    return words(highest, measure=measure, amount=amount, labels=_names(quoted, len(known), words, _OF_THESE))


def of_ladder(promised: ReleaseBar, real: ReleaseBar, words: Wording) -> str:
    """The finding of a ladder: its two ends."""
    if real.value is None:
        return words(N_("Real pay for an hour is not shown here"))
    if promised.value is None or promised is real:
        return words(N_("An hour really paid {real}"), real=real.shown)
    return words(
        N_("An hour really paid {real}; the promise was {promised}"), real=real.shown, promised=promised.shown
    )


#: In the place of more than three names.
_HIGHEST, _OF_THESE = N_("The highest {count} of these {whole}"), N_("{count} of these {whole}")


def _names(labels: Sequence[str], whole: int, words: Wording, counted: str) -> str:
    """Up to three names, else how many of how many."""
    if len(labels) > 3:
        return words(counted, count=words.number(len(labels)), whole=words.number(whole))
    if len(labels) == 3:
        first, second, third = labels
        return words(N_("{first}, {second} and {third}"), first=first, second=second, third=third)
    return listed(labels, words, "")


def _level(bars: Sequence[ReleaseBar]) -> list[ReleaseBar]:
    """The first bar and those of the same height, as they are told; none where the first has none."""
    highest = bars[0].height
    return [] if highest is None else [bar for bar in bars if bar.height == highest]
