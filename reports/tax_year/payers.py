"""Income of the year by payer, beside the amount from which a payer sends a Form 1099-NEC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from reports.figures import Figure, Step, Unit, figure_of
from reports.parameters import Parameter, Parameters
from reports.row_ids import together
from reports.sentences import Sentence
from reports.tax_year.cash import CashYear, PayerIncome
from reports.wording import N_


@dataclass(frozen=True, slots=True)
class PayerLine:
    """Income of one payer in the year.

    Parameters
    ----------
    payer
        As it was given; its id is None where the payer is not known.
    gross, fees, net
        What arrived before fees, what was kept, what came to her.
    reaches_threshold
        Whether the gross is at or above the amount from which a form is sent; None when the payer is not known
        or no amount of the year is on file.
    about_form
        The same in words. Income below the amount is taxable all the same, and the words say so.
    """

    payer: PayerIncome
    gross: Figure
    fees: Figure
    net: Figure
    reaches_threshold: bool | None
    about_form: Sentence


def form_threshold(cash: CashYear, parameters: Parameters) -> Parameter | None:
    """The amount from which a payer sends a Form 1099-NEC for payments of the year; None when not on file.

    Examples
    --------
    >>> from datetime import date
    >>> years = (CashYear(2025, date(2025, 12, 31)), CashYear(2026, date(2026, 12, 31)))
    >>> [int(form_threshold(year, Parameters.on_file()).value) for year in years]
    [600, 2000]

    References
    ----------
    26 U.S.C. 6041A; Public Law 119-21, section 70433; METHOD section 2.
    """
    return parameters.law_throughout("form_1099_nec_threshold", cash.whole_year)


def payer_lines(cash: CashYear, threshold: Parameter | None) -> tuple[PayerLine, ...]:
    """One line per payer, the largest gross first; where two are equal by id, an unknown payer last."""
    payers = sorted(cash.payers, key=lambda one: (-one.gross, one.payer_id is None, str(one.payer_id)))
    return tuple(_line(payer, cash, threshold) for payer in payers)


def _line(payer: PayerIncome, cash: CashYear, threshold: Parameter | None) -> PayerLine:
    def figure(key: str, value: Fraction, steps: tuple[Step, ...] = ()) -> Figure:
        known = Figure(key, value, "money", cash.period, "USD", steps=steps, rows=payer.rows)
        return replace(known, at_least=payer.is_partial)

    gross = figure("payer_gross", payer.gross)
    return PayerLine(
        payer,
        gross if threshold is None else replace(gross, parameters=(threshold,)),
        figure("payer_fees", payer.fees),
        figure("payer_net", payer.net, received_steps(payer.gross, payer.fees, payer.net)),
        _reaches(payer, threshold),
        _about_form(payer, cash, threshold),
    )


def _reaches(payer: PayerIncome, threshold: Parameter | None) -> bool | None:
    if threshold is None or payer.payer_id is None:
        return None
    reaches = payer.gross >= threshold.value
    return None if payer.is_partial and not reaches else reaches


def received_steps(gross: Fraction, fees: Fraction, net: Fraction) -> tuple[Step, ...]:
    """What arrived less what was kept of it."""
    return (
        Step("", N_("Arrived, before fees"), gross, "money"),
        Step("-", N_("Platform and payout fees"), fees, "money"),
        Step("=", N_("Came to you"), net, "money"),
    )


def _about_form(payer: PayerIncome, cash: CashYear, threshold: Parameter | None) -> Sentence:
    if threshold is None:
        return Sentence(
            N_("No amount for Form 1099-NEC is on file for {year}. This income is taxable all the same."),
            {"year": cash.year},
        )
    if payer.payer_id is None:
        message = N_(
            "Form 1099-NEC starts at {amount} in {year}. Who paid this is not known; it is taxable all the same."
        )
    elif payer.gross >= threshold.value:
        message = N_("At or above {amount} in {year}, where Form 1099-NEC starts.")
    elif payer.is_partial:
        message = N_(
            "Below {amount} in {year}, where Form 1099-NEC starts, without what came in another currency and has no "
            "exchange rate. It is taxable all the same."
        )
    elif cash.is_year_to_date:
        message = N_(
            "So far below {amount} in {year}, where Form 1099-NEC starts. Income below it is taxable all the same."
        )
    else:
        message = N_(
            "Below {amount} in {year}, where Form 1099-NEC starts. Income below it is taxable all the same."
        )
    return Sentence(message, {"amount": threshold.value, "year": cash.year})


def form_figures(
    lines: Sequence[PayerLine], cash: CashYear, threshold: Parameter | None
) -> tuple[Figure, Figure]:
    """How many known payers reach the amount, and what came from the known payers that do not."""
    reached = [line for line in lines if line.reaches_threshold]
    below = [line for line in lines if line.reaches_threshold is False]
    income = sum(line.payer.gross for line in below)

    def figure(key: str, value: Fraction | int, unit: Unit, found: Sequence[PayerLine]) -> Figure:
        is_known = threshold is not None and bool(lines)
        shown = figure_of(
            key,
            value if is_known else None,
            unit,
            period=cash.period,
            reason="no_value_on_file" if lines else cash.why_unknown,
            currency="USD" if unit == "money" else None,
            steps=tuple(_step(line, unit) for line in found),
            rows=together(line.payer.rows for line in found),
        )
        return shown if threshold is None else replace(shown, parameters=(threshold,))

    count = figure("tax_year_payers_at_form_threshold", len(reached), "count", reached)
    # Among those of which not all is known there may be one more.
    is_open = cash.payouts_left_out > 0 or any(line.reaches_threshold is None for line in lines)
    return (
        replace(count, at_least=is_open and count.value is not None),
        figure("tax_year_income_below_form_threshold", income, "money", below),
    )


def gross_step(payer: PayerIncome) -> Step:
    """One line of a sum over payers, by the name she gave."""
    name = payer.name or payer.payer_id
    if name is None:
        return Step("+", N_("From a payer that is not known"), payer.gross, "money")
    return Step("+", N_("From {payer}"), payer.gross, "money", {"payer": name})


def _step(line: PayerLine, unit: Unit) -> Step:
    step = gross_step(line.payer)
    return step if unit == "money" else replace(step, value=Fraction(1), unit=unit)
