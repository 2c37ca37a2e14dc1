"""Pay changes: what a contract, or its re-hire, promised and really paid before and after new terms.

Only the same kind of work is compared, and only within one contract or along its line of re-hires (METHOD section
10a): two contracts that merely share a platform say nothing about a change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from reports.figures import Figure, Step, figure_of
from reports.later import LaterMapping
from reports.periods import Period
from reports.row_ids import Rows, together
from reports.terms.change import change_figure, change_share
from reports.terms.promises import Contract, Promise, Stretch, former_stretch, stretches_of
from reports.wording import N_
from reports.work import NOTHING, Work, effective_figure, spread, total

#: (terms in force, kind of work) -> its sums over all days up to `as_of`.
WorkByTerms = Mapping[tuple[str, str | None], Work]


@dataclass(frozen=True, slots=True)
class PayChange:
    """One kind of work before and after new terms.

    Parameters
    ----------
    contract_id, previous_contract_id
        The contract with the new terms, and the former contract when they came with a re-hire.
    kind
        Kind of work; None where the writer gave none.
    changed_on
        First day of the new terms.
    changed
        What changed, by name: see `reports.definitions.PAY_TERMS`.
    figures
        Promised and effective rate before and after; each change, and that of the price of the same unit, as a
        share of what was before. Made when they are first looked at.
    """

    contract_id: str
    previous_contract_id: str | None
    platform_id: str
    kind: str | None
    changed_on: date
    changed: tuple[str, ...]
    before: Promise
    after: Promise
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class PayChanges:
    """All changes of a period, by day, and how many there are."""

    changes: tuple[PayChange, ...]
    figures: Mapping[str, Figure]


class _Pair(NamedTuple):
    """Two promises, one after the other; `former` is the contract of the first when it is another one."""

    contract: Contract
    former: Contract | None
    before: Stretch
    after: Stretch


def pay_changes(
    promises: Iterable[Promise],
    contracts: Iterable[Contract],
    work: WorkByTerms,
    *,
    period: Period,
    as_of: date,
    currency: str,
    is_asked: Callable[[PayChange], bool] = lambda _: True,
) -> PayChanges:
    """Find the changes of pay whose first day lies in a period.

    Parameters
    ----------
    promises
        Terms of all contracts.
    contracts
        All contracts; terms of others are left out.
    work
        Sums in `currency` by the terms in force on the day of the work and its kind, over all days up to
        `as_of`, not only those of the period: the rates before and after are those of all work under the
        terms. Without unpaid onboarding, tests and training: they come once, have a ledger of their own
        (`reports.terms.onboarding`), and would hide a cut by weighing on the old terms alone.
    period
        The changes listed are those whose new terms begin in it.
    as_of
        Terms that start later are left out.
    currency
        Of `work`; a promise has a currency of its own.
    is_asked
        Which changes are listed and counted, where not all of them are asked for.

    Notes
    -----
    Time under some terms whose kind was never paid, such as waiting, is work of all paid kinds under these
    terms and is split between them by their paid hours. A change rests on little where a side has less than
    `ENOUGH_SECONDS` or `ENOUGH_TASKS` or is covered too thinly; it is provisional then.
    """
    known = {contract.contract_id: contract for contract in contracts}
    index = LaterMapping(lambda: _by_terms(work))  # only changes need it, and most terms never change
    stretches = stretches_of(promises, as_of)
    found = [
        change
        for pair in _pairs(known, stretches)
        if pair.after.days.start in period
        for change in _changes_of(pair, index, currency)
        if is_asked(change)
    ]
    found.sort(key=lambda one: (one.changed_on, one.contract_id, one.kind is None, one.kind or ""))
    has_rate = any(
        stretch.promise.price is not None
        for contract_id, listed in stretches.items()
        for stretch in listed
        if contract_id in known
    )
    return PayChanges(tuple(found), _counts(found, period, is_known=has_rate))


def _by_terms(work: WorkByTerms) -> dict[str, list[tuple[str | None, Work]]]:
    index: dict[str, list[tuple[str | None, Work]]] = defaultdict(list)
    for (terms_id, kind), one in work.items():
        index[terms_id].append((kind, one))
    return index


def _pairs(contracts: Mapping[str, Contract], stretches: Mapping[str, Sequence[Stretch]]) -> Iterator[_Pair]:
    for contract_id, own in stretches.items():
        contract = contracts.get(contract_id)
        if contract is None:
            continue
        former = former_stretch(contract, contracts, stretches, own[0].days.start)
        if former and former[1].promise.pay_terms != own[0].promise.pay_terms:
            yield _Pair(contract, *former, own[0])
        for before, after in pairwise(own):
            yield _Pair(contract, None, before, after)


class _Side:
    """The work under one promise, by kind."""

    def __init__(self, stretch: Stretch, index: Mapping[str, Iterable[tuple[str | None, Work]]]) -> None:
        by_kind: dict[str | None, list[Work]] = defaultdict(list)
        for terms_id in stretch.terms_ids:
            for kind, one in index.get(terms_id, ()):
                by_kind[kind].append(one)
        sums = {kind: total(parts) for kind, parts in by_kind.items()}
        self.paid = {kind: one for kind, one in sums.items() if one.paid_seconds}
        self._rest = total(one for kind, one in sums.items() if kind not in self.paid)

    def of(self, kind: str | None) -> Work:
        """Work of a kind with its part of the time that belongs to no paid kind."""
        return self._whole.get(kind, NOTHING) if self.paid else self._rest

    @cached_property
    def _whole(self) -> Mapping[str | None, Work]:
        return spread(self._rest, self.paid)

    def kinds(self, otherwise: Contract) -> set[str | None]:
        """The kinds it was paid for, or the one that the contract is for."""
        return set(self.paid) or {otherwise.kind}


def _changes_of(
    pair: _Pair, index: Mapping[str, Iterable[tuple[str | None, Work]]], currency: str
) -> Iterator[PayChange]:
    before, after = _Side(pair.before, index), _Side(pair.after, index)
    if pair.former:
        kinds = before.kinds(pair.former) & after.kinds(pair.contract)
    else:
        kinds = {*before.paid, *after.paid} or {pair.contract.kind}
    old, new = pair.before.promise, pair.after.promise
    were, are = old.pay_terms, new.pay_terms
    for kind in kinds:
        yield PayChange(
            contract_id=pair.contract.contract_id,
            previous_contract_id=pair.former.contract_id if pair.former else None,
            platform_id=pair.contract.platform_id,
            kind=kind,
            changed_on=pair.after.days.start,
            changed=tuple(name for name, value in are.items() if value != were[name]),
            before=old,
            after=new,
            figures=LaterMapping(partial(_figures, pair, kind, before, after, currency)),
        )


def _figures(
    pair: _Pair, kind: str | None, side_before: _Side, side_after: _Side, currency: str
) -> dict[str, Figure]:
    before, after = side_before.of(kind), side_after.of(kind)
    promised = _promised("promised_rate_before", pair.before), _promised("promised_rate_after", pair.after)
    effective = (
        effective_figure(
            "effective_rate_before", before, period=_days(before, pair.before), currency=currency
        ),
        effective_figure("effective_rate_after", after, period=_days(after, pair.after), currency=currency),
    )
    is_little = not (before.is_enough and after.is_enough)
    listed = [
        *promised,
        change_figure("promised_rate_change", *promised),
        _price_change(pair),
        *effective,
        change_figure("effective_rate_change", *effective, is_little=is_little),
    ]
    return {figure.key: figure for figure in listed}


def _days(work: Work, stretch: Stretch) -> Period:
    """From its first to its last day of work; those of the promise where there is none."""
    is_known = work.first_on <= work.last_on
    return Period.through(work.first_on, work.last_on) if is_known else stretch.days


def _promised(key: str, stretch: Stretch) -> Figure:
    return figure_of(
        key,
        stretch.promise.hourly,
        "money_per_hour",
        period=stretch.days,
        currency=stretch.promise.currency,
        reason="no_advertised_rate",
        steps=stretch.promise.steps(),
        rows={"terms": stretch.terms_ids},
    )


def _price_change(pair: _Pair) -> Figure:
    """The price of the same unit: it can fall while the promised time falls with it, and the rate an hour stays."""
    before, after = pair.before.promise, pair.after.promise
    is_same = after.has_unit_of(before)
    prices = [
        figure_of(
            "promised_price_change",
            stretch.promise.unit_price if is_same else None,
            "money",
            period=stretch.days,
            currency=stretch.promise.currency,
            reason="no_advertised_rate" if is_same else "another_unit",
            rows={"terms": stretch.terms_ids},
        )
        for stretch in (pair.before, pair.after)
    ]
    return change_figure("promised_price_change", *prices)


def _counts(changes: Sequence[PayChange], period: Period, *, is_known: bool) -> dict[str, Figure]:
    """How often the terms changed, and how often the promise fell; a change of several kinds is one."""
    known = {(one.contract_id, one.changed_on): _promised_changes(one.before, one.after) for one in changes}
    cuts = {change: shares for change, shares in known.items() if any(share < 0 for share in shares)}
    figure = partial(figure_of, unit="count", period=period, reason="no_advertised_rate")
    count, cut_count = (len(known), len(cuts)) if is_known else (None, None)
    listed = [
        figure("pay_change_count", count, steps=_listed(known), rows=_terms(changes)),
        figure(
            "pay_cut_count",
            cut_count,
            at_least=[] in known.values(),
            steps=_listed(cuts),
            rows=_terms(one for one in changes if (one.contract_id, one.changed_on) in cuts),
        ),
    ]
    return {one.key: one for one in listed}


def _promised_changes(before: Promise, after: Promise) -> list[Fraction]:
    """The changes of the promised rate and of the price of the same unit, as far as they are known."""
    if before.currency != after.currency:
        return []
    pairs = [(before.hourly, after.hourly)]
    if after.has_unit_of(before):
        pairs.append((before.unit_price, after.unit_price))
    return [share for pair in pairs if (share := change_share(*pair)) is not None]


def _listed(changes: Iterable[tuple[str, date]]) -> tuple[Step, ...]:
    return tuple(
        Step("+", N_("New terms on {day}"), Fraction(1), "count", {"day": day}) for _, day in changes
    )


def _terms(changes: Iterable[PayChange]) -> Rows:
    return together({"terms": (one.before.terms_id, one.after.terms_id)} for one in changes)
