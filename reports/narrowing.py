"""The report of a part of the log: one platform, contract or kind of work (decision 0053).

Pay, time, changes and debts are of the chosen rows. Days without work, the benefits shortfall and what belongs to a
whole year or person stay those of all her work, since work elsewhere is work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from reports.earnings import Books
from reports.figures import Figure
from reports.frames import NOWHERE
from reports.headline import headline_figures
from reports.ladder import ladder
from reports.lateness import lateness_figures, outstanding
from reports.later import EachLater
from reports.only import (
    DIMENSIONS,
    EVERYTHING,
    WITHOUT,
    Only,
    accounts_with,
    arrivals_with,
    part_of,
    spans_with,
)
from reports.personal import (
    Making,
    PersonalReport,
    day_bars,
    left_out_of,
    month_bars,
    owed_of,
    parameters_of,
    slices_of,
)
from reports.sentences import Sentence
from reports.slices import Slice, Slicing, parts_of
from reports.spans import length_figures
from reports.sums import Dimension, Key, Selection, add_up, share_out
from reports.tables import EARNED, joined
from reports.topics import TOPICS, Material, Topic, topics_in_own_words
from reports.wording import N_

#: Figures that speak of a person and not of some of her work.
OF_ALL_WORK = frozenset(
    {
        "benefits_shortfall_line_by_line",
        "benefits_shortfall_parity",
        "statutory_sick_leave",
        "gap_count",
        "gap_days",
        "longest_gap",
        "median_gap",
        "share_of_gaps_over_30_days",
        "days_since_last_work",
        "days_between_contracts",
        "self_employment_tax_year",
        "social_security_credits",
        "distance_to_next_credit",
    }
)

#: Topics that can be told of some of the work; the others are of all of it.
TOPICS_OF_CHOSEN = frozenset(
    {"pay_changes", "promises", "onboarding", "credited_time", "minimum_wage", "toll", "contributions"}
)

#: Lists and tables of a report that are of all work, whatever was chosen.
LISTS_OF_ALL_WORK = ("gaps_by_cause", "contracts", "spells", "gaps", "benefit_lines", "cover_not_held")

_OF_ALL = Sentence(N_("Of all your work, not only of what is chosen."))


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen of a log: (id, name) of platforms and contracts, kinds of work by their word.

    `without` names the dimensions that some work or pay has none of, such as work on no contract.
    """

    platforms: tuple[tuple[str, str], ...]
    contracts: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    without: frozenset[str] = frozenset()

    def has(self, only: Only) -> bool:
        """Whether each of it is there."""
        known = (dict(self.platforms), dict(self.contracts), self.kinds)
        return all(
            key is None or (dimension in self.without if key == WITHOUT else key in there)
            for (dimension, key), there in zip(only.chosen(), known, strict=True)
        )


def choices_of(report: PersonalReport) -> Choices:
    """What can be chosen of the log of a report; nothing where it is not known what it was made of."""
    if report.making is None:
        return Choices((), (), ())
    books, asked = report.making.log.books, report.making.whole.selection
    without = frozenset(name for name in DIMENSIONS if _has_loose(books, name) or _has_loose(asked, name))
    ledger = report.making.log.ledger
    platforms, contracts = (
        tuple((row["id"], row["name"]) for row in ledger.rows(noun)) for noun in ("platforms", "contracts")
    )
    return Choices(platforms, contracts, books.hours.names.kinds, without)


def _has_loose(rows: Books | Selection, dimension: Dimension) -> bool:
    """Whether some rows make a part of their own that has none of it, as in the slices of a report.

    Costs do so only where there is nothing to share them out over.
    """
    hours, pay = rows.hours, rows.accruals
    of_hours, of_pay = getattr(hours, dimension) == NOWHERE, getattr(pay, dimension) == NOWHERE
    is_shared = (pay.category != EARNED) & (not (of_hours.all() and of_pay.all()))
    return bool(of_hours.any() or (of_pay & ~is_shared).any())


def rows_behind(report: PersonalReport) -> dict[str, frozenset[str]]:
    """The rows of the period that the numbers of a report are made of, by noun."""
    keys = ("net", "hours", "settled_rate")
    found: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        for noun, ids in report.figures[key].rows.items():
            found[noun].update(ids)
    return {noun: frozenset(ids) for noun, ids in found.items()}


def figures_of_all_work(report: PersonalReport) -> tuple[str, ...]:
    """The figures and benefit lines that are of all work, though something was chosen; none of a whole report."""
    if not report.only:
        return ()
    lines = (line.figure.key for line in report.benefit_lines)  # one of them is a figure too
    return tuple(dict.fromkeys((*sorted(OF_ALL_WORK & report.figures.keys()), *lines)))


def covers_all_work(report: PersonalReport, key: str) -> bool:
    """Whether a figure of the report, or of one of its topics, is of all work, though something was chosen."""
    if key in figures_of_all_work(report):
        return True
    if not report.only or key in report.figures:
        return False
    return not any(key in report.topics[topic].figures for topic in TOPICS_OF_CHOSEN)


def narrowed(whole: PersonalReport, only: Only) -> PersonalReport:
    """The report of the chosen rows, made of what the whole one was made of; of everything it is the whole one."""
    if only == EVERYTHING or whole.making is None:
        return whole
    return _narrowed(whole, whole.making, only)


def _narrowed(whole: PersonalReport, making: Making, only: Only) -> PersonalReport:
    log, days, currency = making.log, whole.period, whole.currency
    chosen = ladder(part_of(making.whole.selection, only, currency), currency, log.books.advertised)
    platforms = _with_work(parts_of(chosen.selection, "platform", currency), currency)
    compared = replace(making.compared, ladder=chosen, platforms=platforms, all_work=making.whole.selection)
    arrived = arrivals_with(log.arrived, only)
    accounts = accounts_with(log.accounts, only)
    owed = outstanding(accounts, log.as_of)
    owed_apart = outstanding(accounts_with(log.apart, only), log.as_of)
    spans = spans_with(log.spans, log.books, only)
    theirs = {span.contract_id for span in spans}
    waited = [wait for wait in log.waited if wait.contract_id in theirs]
    own = {
        **headline_figures(chosen),
        **compared.rungs.figures(chosen, arrived),
        **compared.figures(),
        **length_figures(spans, days, log.as_of),
        **lateness_figures(
            accounts,
            owed,
            waited,
            period=days,
            as_of=log.as_of,
            currency=currency,
            is_more_owed_apart=bool(owed_apart),
        ),
    }
    figures = {key: _figure(key, own, whole) for key in whole.figures}
    slicing = Slicing(log.books, currency, compared.rungs)
    material = Material(
        log.ledger,
        log.books,
        chosen,
        platforms,
        compared,
        log.gaps,
        spans,
        accounts,
        arrived or (),
        log.logged,
        only,
    )
    return replace(
        whole,
        figures=figures,
        **slices_of(chosen, platforms, slicing, arrived or ()),
        topics=EachLater({key: partial(_topic, key, material, whole) for key in TOPICS}),
        in_own_words=topics_in_own_words(material),
        lasting_by_platform=() if only != Only(platform=only.platform) else _on(whole, only),
        months=() if arrived is None else month_bars(chosen, arrived),
        owed=owed_of(owed),
        owed_apart=owed_of(owed_apart),
        parameters=parameters_of(figures.values()),
        left_out=left_out_of(log.books, chosen.selection),
        task_count=len(chosen.selection.hours),
        days=day_bars(chosen.selection),
        only=only,
        of_all=whole,
    )


def _with_work(parts: Mapping[Key, Selection], currency: str) -> dict[Key, Selection]:
    """The platforms that the chosen work is on, with the costs that fell to others of them: no cost is lost."""
    bare = {key: part for key, part in parts.items() if not _has_work(part)}
    rest = {key: part for key, part in parts.items() if key not in bare}
    if not bare or not rest:
        return dict(parts)
    sums = {key: add_up(part, currency) for key, part in rest.items()}
    shares = share_out(joined([part.accruals for part in bare.values()]), sums)
    return {key: replace(part, accruals=joined([part.accruals, shares[key]])) for key, part in rest.items()}


def _has_work(part: Selection) -> bool:
    return bool(len(part.hours)) or bool((part.accruals.category == EARNED).any())


def _figure(key: str, own: Mapping[str, Figure], whole: PersonalReport) -> Figure:
    """The figure of the chosen rows, or of all work; a kind of work has no money that arrived."""
    if key in OF_ALL_WORK:
        return whole.figures[key]
    if key not in own:
        return Figure(
            key, None, whole.figures[key].unit, whole.period, currency=whole.currency, reason="not_by_kind"
        )
    return own[key]


def _topic(key: str, material: Material, whole: PersonalReport) -> Topic:
    if key in TOPICS_OF_CHOSEN:
        return TOPICS[key](material)
    topic = whole.topics[key]
    return replace(topic, notes=(_OF_ALL, *topic.notes))


def _on(whole: PersonalReport, only: Only) -> tuple[Slice, ...]:
    return tuple(part for part in whole.lasting_by_platform if part.id == only.platform)
