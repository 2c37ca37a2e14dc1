"""What every download of a release says beside its numbers: of whom and when, how protected, what each figure means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from reports.charts.released import band_text, unit_name
from reports.disclosure import Step
from reports.programme import How
from reports.release import Mark, Release, ReleasedColumn, ReleasedTable
from reports.wording import N_, Wording

MARKS: Mapping[Mark, str] = MappingProxyType(
    {
        Mark.SHOWN: N_("shown"),
        Mark.CARE: N_("use with care: too few writers for this figure to say much"),
        Mark.WITHHELD: N_("withheld: it would tell of a person, or help to"),
        Mark.EMPTY: N_("empty: nobody has anything there"),
    }
)

HOWS: Mapping[str, str] = MappingProxyType(
    {
        How.POOLED: N_("all writers of a cell taken together"),
        How.MEDIAN: N_("the middle writer: half of the writers have more, half have less"),
        How.LOWER_QUARTILE: N_("a quarter of the writers have less"),
        How.UPPER_QUARTILE: N_("a quarter of the writers have more"),
        How.SHARE_OF_WRITERS: N_("share of the writers who answered"),
        How.MEDIAN_TIME: N_("the middle of all times; those that have not ended count as at least so long"),
        How.SUM: N_("sum over all writers"),
    }
)

#: How to read any release; `count` is the smallest group, the others are the shares at which words begin.
NOTES = (
    N_("Counted are writers who chose to join. They are no random sample of everybody who does this work."),
    N_(
        "Every figure is rounded by itself, so parts need not add up to the whole. Writers are told in bands."
    ),
    N_("A writer can be in several rows, and once in the total."),
    N_(
        "A share of writers is “few” where fewer than {count} writers, the smallest group, say yes or have it, or under "
        "{low}; it is “most” where fewer than {count} do not, or {high} or more do. Where fewer than {twice} answered, no "
        "share is told at all."
    ),
    N_(
        "Any other share, such as one of hours, is “few” under {low} and “most” from {high} on. Neither word has a range."
    ),
)
#: What files say of the columns beside a figure.
LIMITS = N_("Low and high are the limits of the 95% interval, rounded like the figure.")
#: Shares that would be rounded to none.
_HARDLY_ANY = Step.SHARE.value / 2 / 100


class Fact(NamedTuple):
    """A label and what stands beside it."""

    label: str
    text: str


class Definition(NamedTuple):
    """What a column counts, how, in what, and after whom."""

    table: str
    column: str
    label: str
    meaning: str
    how: str
    unit: str
    source: str


def one_line(text: str) -> str:
    r"""Words of other people on one line, so that none of them looks like a line of ours.

    >>> one_line("Fair pay\nCells hidden: 0")
    'Fair pay Cells hidden: 0'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def campaign_facts(release: Release, words: Wording) -> tuple[Fact, ...]:
    """Whose figures these are, and of which days."""
    return (
        Fact(words(N_("Campaign")), one_line(release.campaign)),
        Fact(words(N_("Organization")), one_line(release.organization)),
        Fact(words(N_("Question")), one_line(release.question)),
        Fact(words(N_("Period")), words.days(release.period.start, release.period.last)),
        Fact(words(N_("Released on")), words.day(release.released_on)),
        Fact(words(N_("Writers counted")), band_text(release.writers, words)),
        Fact(words(N_("Currency")), release.currency),
    )


def protection_facts(release: Release, words: Wording) -> tuple[Fact, ...]:
    """How the figures were protected."""
    told = release.protection
    return (
        Fact(words(N_("Smallest group")), words.number(told.smallest_group)),
        Fact(
            words(N_("Groups of writers hidden in the whole result, each with all its figures")),
            words.number(told.cells_hidden),
        ),
        Fact(words(N_("Figures left out for platforms")), words.number(told.columns_dropped)),
        Fact(words(N_("Version of the rules")), told.rules_version),
        Fact(words(N_("Version of the tables")), told.programme_version),
        Fact(words(N_("Version of the program")), told.code_version),
    )


def label_of(column: ReleasedColumn, words: Wording) -> str:
    """The label of a column, after the principle it is asked under where it is under one."""
    label = words(column.label)
    if column.under is None:
        return label
    return words(N_("{principle}: {label}"), principle=words(column.under), label=label)


def mark_facts(words: Wording) -> tuple[Fact, ...]:
    """The key of the marks; of a figure that is shown there is none."""
    return tuple(Fact(mark.value, words(said)) for mark, said in MARKS.items() if mark.value)


def notes(release: Release, words: Wording) -> tuple[str, ...]:
    """How to read a release, in sentences."""
    least = release.protection.smallest_group
    told = {
        "count": words.number(least),
        "twice": words.number(2 * least),
        "low": words.share(_HARDLY_ANY, 1),
        "high": words.share(1 - _HARDLY_ANY, 1),
    }
    return tuple(words(note, **told) for note in NOTES)


def file_notes(release: Release, words: Wording) -> tuple[str, ...]:
    """The same, with what is said of the columns of files."""
    return (*notes(release, words), words(LIMITS))


def definitions(release: Release, words: Wording) -> Iterator[Definition]:
    """Every column of every table, in order."""
    for table in release.tables:
        for column in table.columns:
            yield _definition(release, table, column, words)


def _definition(release: Release, table: ReleasedTable, column: ReleasedColumn, words: Wording) -> Definition:
    return Definition(
        table.key,
        column.key,
        label_of(column, words),
        words(column.definition),
        words(HOWS[column.how]),
        unit_name(column.unit, release.currency, words),
        words(column.source or N_("plain arithmetic")),
    )


def source_line(release: Release, words: Wording) -> str:
    """Whose figures an image shows, of which days, by which rules."""
    told = {
        "organization": one_line(release.organization),
        "campaign": one_line(release.campaign),
        "days": words.days(release.period.start, release.period.last),
        "day": words.day(release.released_on),
        "version": release.protection.rules_version,
    }
    source = words(
        N_("Source: {organization}, {campaign}, {days}. Released on {day}, rules version {version}."), **told
    )
    hidden = words.plural(
        N_("{count} group of writers hidden to protect privacy."),
        N_("{count} groups of writers hidden to protect privacy."),
        release.protection.cells_hidden,
    )
    return f"{source} {hidden}"
