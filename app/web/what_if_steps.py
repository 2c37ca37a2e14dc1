"""The ladder of a “What if?” in words: each step with the part of her log that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from app.http.what_if import ALL
from app.language import Language
from app.web.labels import kind_of_work
from app.web.realpay_words import Addresses
from reports.charts.ladder import Rung, change_words, draw_bar, lost_between
from reports.charts.model import Scale, reason_of, share_text, slice_label
from reports.personal import PersonalReport
from reports.slices import Slice
from reports.supposing import Leaning, Shares, Supposed
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the ladder: what is left, what went, and where that is known from."""

    label: str
    amount: str
    change: str
    is_gain: bool
    is_real: bool
    is_missing: bool
    bar: Markup
    source: str
    address: str


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a step is known from: a sentence, and the figure that opens down to its rows."""

    sentence: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier work that an answer leans on, with its name in the address, and what it says of each step."""

    leaning: Leaning
    shares: Shares
    on: str
    report: PersonalReport
    words: Language

    @property
    def currency(self) -> str:
        """The currency of the report."""
        return self.report.currency

    @property
    def name(self) -> str:
        """What the work is called; nothing for all of it."""
        dimension, _, part = self.on.partition(":")
        slices: tuple[Slice, ...] = getattr(self.report, f"by_{dimension}", ())
        name = next((name_of(dimension, one, self.words) for one in slices if one.id == part), "")
        count = len(self.leaning.contracts)
        if dimension != "kind" or not count:
            return name
        if self.leaning.has_loose:
            return self.words.plural(
                "your {count} contract with {kind} and {kind} on no contract",
                "your {count} contracts with {kind} and {kind} on no contract",
                count,
                kind=name,
            )
        return self.words.plural(
            "your {count} contract with {kind}", "your {count} contracts with {kind}", count, kind=name
        )

    def address(self, key: str) -> str:
        """The explanation of a figure of that work, which opens down to its rows."""
        if not key:
            return ""
        dimension, _, part = self.on.partition(":")
        if dimension == "kind":  # all the work of some contracts: no page tells of just these
            return ""
        chosen = {dimension: part} if part else {}
        return Addresses("/real-pay").explain(key, **chosen)

    def _value(self, key: str) -> Fraction:
        return self.leaning.figures[key].value or Fraction(0)

    def _money(self, key: str) -> str:
        return self.words.money(self._value(key), self.currency)

    def _hours(self, key: str) -> str:
        return self.words.number(self._value(key), 1)

    def promise(self) -> _Source:
        """Pay below or above the promise, or that no promise is known."""
        kept = self.shares.promise_kept
        if kept is None:
            return _Source(
                self.words("Too few of these hours have a promised rate, so the offer is taken at its word."),
                "advertised_rate",
            )
        said = self.words(
            N_("{paid} was paid where {promised} was promised: {share} of it."),
            paid=self._money("paid_time_rate"),
            promised=self._money("advertised_rate"),
            share=share_text(kept, self.words),
        )
        return _Source(said, "paid_time_rate")

    def unpaid(self) -> _Source:
        """The share of unpaid hours; for the whole log with the kinds that took most of them."""
        if not self._value("unpaid_hours"):
            return _Source(self.words("All of these hours were paid."), "all_hours_rate")
        values = {
            "share": share_text(self._value("unpaid_hours") / self._value("hours"), self.words),
            "unpaid": self._hours("unpaid_hours"),
            "hours": self._hours("hours"),
        }
        if self.name:
            said = self.words(
                N_("{share} of your hours on {work} were unpaid: {unpaid} of {hours} hours."),
                work=self.name,
                **values,
            )
        else:
            said = self.words(N_("{share} of your hours were unpaid: {unpaid} of {hours} hours."), **values)
        return _Source(f"{said} {self._categories()}".strip(), "all_hours_rate")

    def _categories(self) -> str:
        """What most of the unpaid time was, where the report tells it of the same work."""
        if self.on != ALL:
            return ""
        most = ", ".join(
            self.words(
                N_("{what} {hours} h"),
                what=self.words(one.label),
                hours=self.words.number(one.figures["hours"].value or 0, 1),
            )
            for one in self.report.unpaid_by_category[:3]
        )
        return self.words(N_("Most of it: {parts}."), parts=most)

    def fees(self) -> _Source:
        """The share of fees in the pay."""
        share = self.shares.fees
        if not share:
            return _Source(self.words("No fees were taken from this pay."), "fees")
        return _Source(
            self.words(N_("Fees took {share} of your pay."), share=share_text(share, self.words, 1)), "fees"
        )

    def costs(self) -> _Source:
        """Costs for each hour worked."""
        cost = self.shares.cost_an_hour
        if not cost:
            return _Source(self.words("No costs are logged for this work."), "effective_hourly_rate")
        said = self.words(
            N_("Your costs were {amount} for each hour: {costs} over {hours} hours."),
            amount=self.words.money(cost, self.currency),
            costs=self._money("expenses"),
            hours=self._hours("hours"),
        )
        return _Source(said, "effective_hourly_rate")

    def tax(self, real: Fraction) -> _Source:
        """The share that the tax takes."""
        key = "rate_after_self_employment_tax"
        if real <= 0:
            return _Source(self.words("Nothing is left to tax."), key)
        left = self.shares.after_tax
        if left is None:
            return _Source(reason_of(self.leaning.figures[key], self.words), key)
        share = share_text(1 - left, self.words, 1)
        return _Source(
            self.words(N_("The tax takes {share} of that, as it did of your work so far."), share=share), key
        )

    def staff(self, real: Fraction) -> _Source:
        """What benefits add to a staff wage."""
        key = "employee_equivalent_wage"
        if real <= 0:
            return _Source(self.words("Nothing is left to compare with a wage."), key)
        worth = self.shares.staff_wage
        if not worth:
            return _Source(reason_of(self.leaning.figures[key], self.words), key)
        share = share_text(1 / worth - 1, self.words)
        return _Source(
            self.words(N_("On top of a staff wage come benefits worth {share} of it."), share=share), key
        )


def steps_of(supposed: Supposed, begins: tuple[str, str], earlier: Earlier) -> tuple[Step, ...]:
    """The ladder of an offer; it begins with what its first row is called, and where that is known from."""
    label, said = begins
    rows = (
        ("promised", label, "", _Source(said)),
        ("counted", N_("Per hour they counted"), "promised", earlier.promise()),
        ("worked", N_("Per hour you worked"), "counted", earlier.unpaid()),
        ("after_fees", N_("After fees"), "worked", earlier.fees()),
        ("real", N_("After fees and costs"), "after_fees", earlier.costs()),
        ("after_tax", N_("After self-employment tax"), "real", earlier.tax(supposed.real)),
        ("staff_wage", N_("Worth as much as a staff job at"), "real", earlier.staff(supposed.real)),
    )
    rates: dict[str, Fraction | None] = {name: getattr(supposed, name) for name, *_ in rows}
    if supposed.real <= 0:
        rates |= {"after_tax": None, "staff_wage": None}
    scale = Scale.around(rates.values())
    return tuple(
        _step(_rung(name, label, before, rates, earlier), scale, source, earlier)
        for name, label, before, source in rows
    )


def _rung(name: str, label: str, before: str, rates: Mapping[str, Fraction | None], earlier: Earlier) -> Rung:
    value, measured_from, words = rates[name], rates.get(before), earlier.words
    lost = lost_between(value, measured_from, earlier.currency)
    return Rung(
        key=name,
        label=words(label),
        value=value,
        shown="" if value is None else words.money(value, earlier.currency),
        caveat=None,
        measured_from=measured_from,
        lost=lost,
        change=change_words(lost, earlier.currency, words),
        is_compared=before == "real",
    )


def _step(rung: Rung, scale: Scale, source: _Source, earlier: Earlier) -> Step:
    return Step(
        label=rung.label,
        amount=rung.shown,
        change=rung.change or "",
        is_gain=rung.lost is not None and rung.lost < 0,
        is_real=rung.key == "real",
        is_missing=rung.value is None,
        bar=Markup() if rung.value is None else draw_bar(rung, scale),
        source=source.sentence,
        address=earlier.address(source.key),
    )


def name_of(dimension: str, part: Slice, words: Language) -> str:
    """A platform, a contract or a kind of work, as she calls it."""
    return kind_of_work(part.label, words) if dimension == "kind" else slice_label(part, words)
